"""The arithmetic of a paper, each case written out."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.enums import CLOSED, OPEN, Rag, Status
from reports.paper.data import Passage
from reports.paper.measure import Balance, measure
from tests.factories.paper_data import framework, grading, inspection, item, paper_data, publication

AWAITING, AT_WORK = Status.AWAITING_ALLOCATION, Status.IN_PROGRESS
DONE, OTHERS, ERROR = Status.CLOSED_COMPLETE, Status.FOR_INFORMATION, Status.WITHDRAWN


def balance(*passages: Passage) -> Balance:
    now = [item(n, status=each.now) for n, each in enumerate(passages) if each.now is not None]
    return measure(paper_data(passages=passages, items=tuple(now))).balance


def moved(found: Balance) -> dict[str, int]:
    """What moved, by name; nothing that did not."""
    named = {
        "before": found.open_before,
        "new": found.new,
        "reopened": found.reopened,
        "ours again": found.ours_again,
        **{status.value: number for status, number in (*found.closed, *found.ruled_out)},
        "withheld": found.withheld,
        "now": found.open_now,
    }
    return {name: number for name, number in named.items() if number}


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        (Passage(AT_WORK, AT_WORK, ()), {"before": 1, "now": 1}),
        (Passage(AWAITING, AT_WORK, ((AWAITING, AT_WORK),)), {"before": 1, "now": 1}),
        (Passage(None, AWAITING, (("", AWAITING),)), {"new": 1, "now": 1}),
        (Passage(None, AT_WORK, (("", AWAITING), (AWAITING, AT_WORK))), {"new": 1, "now": 1}),
        (Passage(None, OTHERS, (("", AWAITING), (AWAITING, OTHERS))), {"new": 1, "for information": 1}),
        (Passage(AT_WORK, DONE, ((AT_WORK, DONE),)), {"before": 1, "closed complete": 1}),
        (Passage(AT_WORK, ERROR, ((AT_WORK, ERROR),)), {"before": 1, "withdrawn": 1}),
        (Passage(DONE, AT_WORK, ((DONE, AT_WORK),)), {"reopened": 1, "now": 1}),
        (Passage(OTHERS, AWAITING, ((OTHERS, AWAITING),)), {"ours again": 1, "now": 1}),
        (
            Passage(DONE, DONE, ((DONE, AT_WORK), (AT_WORK, DONE))),
            {"reopened": 1, "closed complete": 1},
        ),
        # Taken over as closed: it never was open.
        (Passage(None, DONE, (("", DONE),)), {}),
        # Out from under an embargo or a marking: it comes as new, or not at all where it is closed.
        (Passage(None, AT_WORK, ()), {"new": 1, "now": 1}),
        (Passage(None, DONE, ()), {}),
        # Under one now.
        (Passage(AT_WORK, None, ()), {"before": 1, "withheld": 1}),
        (Passage(DONE, None, ()), {}),
    ],
)
def test_an_item_moves_the_balance_by_what_happened_to_it(passage: Passage, expected: dict[str, int]) -> None:
    found = balance(passage)

    assert moved(found) == expected
    assert adds_up(found)


def adds_up(found: Balance) -> bool:
    """Whether what came and what went explain what is there."""
    came = found.new + found.reopened + found.ours_again
    went = sum(number for _, number in (*found.closed, *found.ruled_out)) + found.withheld
    return found.open_before + came - went == found.open_now


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    """What can happen to an item: any statuses in any order, seen or not at either end."""
    statuses = draw(st.lists(st.sampled_from(Status), min_size=1, max_size=5))
    is_new = draw(st.booleans())
    chain = ["", *statuses] if is_new else [str(status) for status in statuses]
    moves = tuple((old, new) for old, new in pairwise(chain) if old != new)
    match draw(st.integers(0, 4)):
        case 0 if not is_new:
            return Passage(statuses[0], None, ())
        case 1 if not is_new:
            return Passage(None, statuses[-1], ())
        case _:
            return Passage(None if is_new else statuses[0], statuses[-1], moves)


@given(st.lists(passages(), max_size=12))
def test_whatever_happened_the_balance_adds_up(found: list[Passage]) -> None:
    assert adds_up(balance(*found))


def test_every_tally_adds_up_to_the_open_items() -> None:
    items = (
        item(1, status=AT_WORK, rag=Rag.RED, portfolio="Crime"),
        item(2, status=AT_WORK, rag=Rag.AMBER, portfolio="Local Policing", is_overdue=True),
        item(3, status=AWAITING, rag=Rag.GREY, portfolio=""),
        *(item(10 + n, status=status, rag=Rag.NONE) for n, status in enumerate(sorted(CLOSED))),
    )

    figures = measure(paper_data(items=items))

    assert figures.open_now == 3
    assert figures.by_rag == (("Red", 1), ("Amber", 1), ("Grey", 1))
    assert figures.by_status == (("Awaiting allocation", 1), ("In progress", 2))
    assert figures.by_portfolio == (("Crime", 1), ("Local Policing", 1), ("Not yet allocated", 1))
    assert figures.overdue == 1
    for tally in (figures.by_rag, figures.by_kind, figures.by_status, figures.by_portfolio):
        assert sum(number for _, number in tally) == figures.open_now


def test_every_open_status_has_its_place_in_the_tally() -> None:
    items = tuple(item(n, status=status) for n, status in enumerate(sorted(OPEN)))

    assert sum(number for _, number in measure(paper_data(items=items)).by_status) == len(OPEN)


def test_a_grid_counts_areas_by_grade_and_leaves_the_overall_judgment_out() -> None:
    gradings = (
        grading("Overall", "Good", is_overall=True),
        grading("Custody", "Good"),
        grading("Armed threats"),
        grading("Leadership", "Inadequate"),
    )
    report = publication(framework=framework(), gradings=gradings)

    totals = measure(paper_data(inspections=(inspection(publications=(report,)),))).grids[1]

    assert (totals.areas, totals.graded, totals.not_graded) == (3, 2, 1)
    assert dict(totals.by_grade) == {
        "Outstanding": 0,
        "Good": 1,
        "Adequate": 0,
        "Requires improvement": 0,
        "Inadequate": 1,
    }
