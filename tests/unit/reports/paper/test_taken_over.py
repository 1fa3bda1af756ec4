"""What a paper makes of a register that was taken over from an earlier list: an opening balance is no news."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from inspections.enums import InspectionKind
from jac_tracker.dates import end_of_day
from recommendations import actions as recommending
from recommendations.actions import Asked
from recommendations.enums import DecisionRoute, Rag, Status
from recommendations.models import Recommendation
from reports.enums import Check, SectionKind
from reports.models import Paper
from reports.paper.blocks import Audience, Table, plain
from reports.paper.build import draw
from reports.paper.checks import Subject
from reports.paper.data import OpenThen
from reports.paper.draft import Draft
from tests.factories.checked import NOTHING_BESIDE, found
from tests.factories.inspections import make_inspection, make_publication, make_reference
from tests.factories.lists import closed_row, list_of, plan_of, row
from tests.factories.paper_data import all_lines
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation, make_update
from tests.factories.reports import add_section, make_empty_paper, make_meeting
from tests.factories.small_register import CUT_OFF, LAST_TIME, LATER

pytestmark = pytest.mark.django_db
DECEMBER, BEGUN_ON = date(2021, 12, 22), date(2022, 2, 28)
AFTER = datetime(2022, 3, 10, 9, tzinfo=UTC)
BEGUN = (
    "This register was begun on 28 February 2022 with what the force’s earlier list held on that day; of the time "
    "before it has no record."
)
OPENING = ("Open when this register was begun on 28 February 2022", "2")


@pytest.fixture
def register(cast: Cast) -> None:
    """Two open items of a report of January and three closed ones of one of 2020, taken over."""
    make_reference()
    of_old: dict[str, Any] = {"Report": "Custody 2020", "Date_of_report": date(2020, 3, 4)}
    take_over(
        cast,
        row(Date_of_report=date(2022, 1, 20)),
        row(Ref="WM-2", Number=2, Date_of_report=date(2022, 1, 20)),
        *(closed_row(**of_old, Ref=f"C-{n}", Number=n) for n in range(3)),
    )


def take_over(cast: Cast, *rows: dict[str, Any]) -> None:
    sheet = list_of(*rows)
    asked = Asked(sheet, plan_of(sheet, adds_names=True), "the old list", BEGUN_ON)
    at = datetime(2022, 3, 1, 10, tzinfo=UTC)
    recommending.take_over(asked=asked, by=cast.liaison.actor(at.date()), at=at)


@pytest.fixture
def paper(cast: Cast, register: None) -> Paper:
    make_meeting(date(2021, 9, 30), at=LAST_TIME)
    make_meeting(DECEMBER, at=LAST_TIME)
    return with_sections(make_empty_paper(cast, at=LATER))


def with_sections(paper: Paper) -> Paper:
    add_section(paper, SectionKind.SINCE, "Since", at=LATER)
    add_section(paper, SectionKind.PUBLISHED_REPORTS, "Reports", at=LATER)
    tables = {"tables": ["movement", "open chart"]}
    add_section(paper, SectionKind.REGISTER_POSITION, "Position", options=tables, at=LATER)
    add_section(paper, SectionKind.OPEN_ITEMS, "Appendix", options={"columns": "all"}, at=LATER)
    return paper


def drawn(paper: Paper, at: datetime = CUT_OFF) -> Draft:
    draft = draw(paper, as_at=at, audience=Audience.PUBLIC)
    told = Subject({Audience.PUBLIC: draft, Audience.INTERNAL: draft}, NOTHING_BESIDE)
    assert [words for check in (Check.BALANCE, Check.AGREEMENT, Check.LISTED) for words in found(check, told)] == []
    return draft


def movement(draft: Draft) -> list[tuple[str, str]]:
    (table,) = (block for block in draft.document.blocks if isinstance(block, Table) and "changed" in block.caption)
    return [(plain(label), plain(number)) for label, number in (*table.rows, table.foot)]


def section(draft: Draft, name: str) -> list[str]:
    """The lines of a section, to the next of its level."""
    lines = all_lines(draft.document)
    begun = lines.index(f"# {name}") + 1
    after = [place for place, line in enumerate(lines) if place >= begun and line.startswith("# ")]
    return lines[begun : after[0] if after else None]


def test_what_was_taken_over_is_what_the_balance_begins_with_and_nothing_of_it_is_new(paper: Paper) -> None:
    draft = drawn(paper)

    assert movement(draft) == [OPENING, ("New", "0"), ("Open now", "2")]
    since = section(draft, "Since")
    assert since[since.index("## The register") + 1 :][:4] == [
        BEGUN,
        "Since then, no recommendations or areas for improvement have been added to the register.",
        "No items have been closed, sent to HMICFRS, returned, reopened, ruled in or out, given another owner, given "
        "another date or rated otherwise.",
        "No progress has been recorded.",
    ]
    assert BEGUN in section(draft, "Position")
    assert not any(", new" in line for line in all_lines(draft.document))


def test_what_happened_since_is_told_as_ever(cast: Cast, paper: Paper) -> None:
    first, second = Recommendation.objects.filter(status=Status.IN_PROGRESS).order_by("reference")
    by: dict[str, Any] = {"by": cast.liaison.actor(AFTER.date()), "at": AFTER}
    recommending.hmicfrs_closes(
        recommendation=first, outcome=Status.CLOSED_COMPLETE, decided_on=date(2022, 3, 9), decided_by="HMICFRS",
        route=DecisionRoute.PORTAL, document="List", **by,
    )  # fmt: skip
    recommending.set_rag(recommendation=second, rag=Rag.RED, why="It waits.", **by)
    make_recommendation(cast, make_publication(make_inspection("Fraud", at=AFTER), at=AFTER), at=AFTER)
    make_update(cast, second, "Half are trained.", at=AFTER + timedelta(hours=1))

    draft = drawn(paper)

    assert movement(draft) == [OPENING, ("New", "+1"), ("Closed: complete", "−1"), ("Open now", "2")]
    since = "\n".join(section(draft, "Since"))
    assert "Since then, one recommendation has been added to the register:" in since
    assert "One item has been closed as complete:" in since and "One item has changed rating:" in since
    assert "Progress has been recorded on one item:" in since


def test_a_report_that_came_with_the_register_is_new_by_its_own_day_alone(paper: Paper) -> None:
    reports = section(drawn(paper), "Reports")

    assert reports[0] == "Since the last JAC, one report has been published."
    assert reports[1] == "## PEEL 2021"
    assert not any("Custody 2020" in line for line in reports)


def test_a_report_whose_items_are_all_closed_says_so(cast: Cast, register: None) -> None:
    make_meeting(date(2019, 12, 22), at=LAST_TIME)
    paper = with_sections(make_empty_paper(cast, at=LATER))

    reports = section(drawn(paper), "Reports")

    assert reports[: reports.index("## PEEL 2021")][-2:] == [
        "These texts are summaries; the report has the full wording.",
        "All of them had been closed before this register was begun.",
    ]


def test_the_first_paper_of_all_begins_with_the_register(cast: Cast, register: None) -> None:
    draft = drawn(with_sections(make_empty_paper(cast, at=LATER)))

    assert movement(draft)[0] == OPENING
    assert section(draft, "Reports") == ["So far no reports have been published."]
    assert "So far, no reports have been published." in section(draft, "Since")


def test_meetings_before_the_register_was_begun_have_no_number(paper: Paper) -> None:
    make_inspection("Recorded by hand before", kind=InspectionKind.OTHER, at=LAST_TIME)

    assert drawn(paper).data.open_then == (OpenThen(paper.meeting.held_on, 2),)


def test_the_next_paper_begins_with_the_number_of_this_one(cast: Cast, paper: Paper) -> None:
    make_inspection("Recorded by hand before", kind=InspectionKind.OTHER, at=LAST_TIME)
    following = with_sections(make_empty_paper(cast, date(2022, 6, 30), at=LATER))

    draft = drawn(following, at=LATER)

    assert movement(draft)[0] == ("Open at the last JAC", "2")
    assert [each.number for each in draft.data.open_then] == [2, 2]
    assert BEGUN not in all_lines(draft.document)


def test_before_it_was_begun_there_is_nothing_to_begin_with(paper: Paper) -> None:
    draft = drawn(paper, at=end_of_day(BEGUN_ON) - timedelta(days=1))

    assert movement(draft) == [("Open at the last JAC", "0"), ("New", "0"), ("Open now", "0")]
