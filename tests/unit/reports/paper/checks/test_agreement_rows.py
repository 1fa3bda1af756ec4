"""Rows that an officer took out or added, and lists of their own, are reckoned with and hide no disagreement."""

from dataclasses import replace

import pytest

from recommendations.enums import Rag
from reports.enums import Check, Matter, SectionKind
from reports.paper import data
from reports.paper.blocks import Block, BulletList, GradeGrid
from reports.paper.checks import Subject
from tests.factories.checked import found, subject, with_blocks, with_words
from tests.factories.paper_data import (
    cause,
    inspection,
    item,
    publication,
    reply,
    section,
)
from tests.unit.reports.paper.checks.sound import CHANGES, ITEMS, SINCE_PASSAGES, change, sound_paper


@pytest.fixture
def sound() -> Subject:
    return sound_paper()


def test_rows_left_out_by_the_officer_are_reckoned_with(sound: Subject) -> None:
    plan = section(SectionKind.SINCE, "Since", dropped=frozenset({CHANGES[-1].key}))
    told = {"inspections": (inspection(1, publications=(publication(1),)),), "items": ITEMS}
    made = subject(plan, passages=SINCE_PASSAGES, changes=CHANGES, **told)

    assert found(Check.AGREEMENT, made) == []
    assert found(Check.AGREEMENT, with_words(made, "One of them is not told of", "Two of them are not told of")) == [
        "Since: “Progress has been recorded on two items:” is followed by one row."
    ]


def test_what_was_told_of_above_is_reckoned_with() -> None:
    reports = tuple(publication(n, f"Report {n}", replies=(reply(id=n),), inspection_id=1) for n in (1, 2, 3))
    told = ((Matter.INPUT_SENT, 1), (Matter.REPLY_DUE, 1), (Matter.REPLY_DUE, 2), (Matter.REPLY_DUE, 3))
    changes = tuple(change(matter, number, new=str(number)) for matter, number in told)
    plan = section(SectionKind.SINCE, "Since", dropped=frozenset({changes[-1].key}))
    made = subject(plan, inspections=(inspection(1, publications=reports),), changes=changes)

    assert found(Check.AGREEMENT, made) == []
    assert found(
        Check.AGREEMENT, with_words(made, "One of them is told of above", "Two of them are told of above")
    ) == ["Since: “Three replies have been asked for:” is followed by one row."]


def test_an_officers_own_lists_are_nobody_elses_business() -> None:
    plan = section(
        SectionKind.SINCE,
        "Since",
        before="We did two things:\n\n- One\n- Two\n- Three",
        added=(data.AddedRow(Matter.CLOSED, "We expect two things:\n\n- One"),),
    )

    assert found(Check.AGREEMENT, subject(plan)) == []


@pytest.mark.parametrize(
    "words",
    [
        "One item has been reopened.",
        "Four items have been closed as complete:",
        "Two items are not told of further here.",
        "Something is not told of further here.",
        "Two items have been reopened:\n\n- One",
    ],
)
def test_a_row_that_an_officer_added_is_not_counted_among_the_changes(words: str) -> None:
    """Nor is it taken for a remark on the list that it follows."""
    matters = (Matter.CLOSED, Matter.REOPENED, Matter.PROGRESS)
    plan = section(SectionKind.SINCE, "Since", added=tuple(data.AddedRow(matter, words) for matter in matters))
    told = {"inspections": (inspection(1, publications=(publication(1),)),), "items": ITEMS}

    assert found(Check.AGREEMENT, subject(plan, passages=SINCE_PASSAGES, changes=CHANGES, **told)) == []


def test_what_was_typed_of_a_report_or_an_item_is_not_taken_for_a_count_of_the_section() -> None:
    typed = "Since the last JAC, five things have changed:\n\n- One\n\nNine forces are currently graded Red:\n\n- Two"
    about = cause(text=typed)
    reports = (publication(1, causes=(about,)), publication(3, "Custody report", "8 January 2022", inspection_id=1))
    made = subject(
        section(SectionKind.PUBLISHED_REPORTS, "Reports", 1),
        section(SectionKind.OUTSTANDING_RED, "Red", 2),
        inspections=(inspection(1, background=typed, publications=reports),),
        items=(item(1, rag=Rag.RED, cause_id=about.id),),
    )

    assert found(Check.AGREEMENT, made) == []


def test_an_added_row_that_says_what_the_section_says_hides_no_fault() -> None:
    plan = section(SectionKind.SINCE, "Since", added=(data.AddedRow(Matter.CLOSED, "One item has been reopened:"),))
    told = {"inspections": (inspection(1, publications=(publication(1),)),), "items": ITEMS}
    without = tuple(each for each in CHANGES if each.matter is not Matter.REOPENED)

    assert set(found(Check.AGREEMENT, subject(plan, passages=SINCE_PASSAGES, changes=without, **told))) == {
        "Since: it says that no items were reopened, and one was."
    }


def test_a_grid_that_leaves_out_or_moves_a_grade_is_found(sound: Subject) -> None:
    def change(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        def moved(grid: GradeGrid) -> GradeGrid:
            return replace(grid, columns=tuple(replace(each, areas=()) for each in grid.columns))

        return tuple(moved(block) if isinstance(block, GradeGrid) else block for block in blocks)

    assert found(Check.AGREEMENT, with_blocks(sound, change)) == [
        "Grid: the grid leaves out Custody, which was graded Adequate.",
        "Grid: the grid leaves out Preventing crime, which was graded Good.",
    ]
    assert "Grid: the grid has Burglary under Good, which is not what was recorded." in found(
        Check.AGREEMENT, with_words(sound, "Preventing crime", "Burglary")
    )


def test_lists_of_two_kinds_are_read() -> None:
    """The list that follows a sentence is what it counts, whatever its marker."""
    plan = section(SectionKind.PUBLISHED_REPORTS, "Reports", options={"marker": "i."})
    both = (publication(1), publication(3, "Custody report", "8 January 2022", inspection_id=1))
    made = subject(plan, inspections=(inspection(1, publications=both),))

    assert found(Check.AGREEMENT, made) == []
    assert not any(isinstance(block, BulletList) for block in made.public.document.blocks[:3])
    assert found(Check.AGREEMENT, with_words(made, "two reports", "five reports")) == [
        "Reports: “Since the last JAC, five reports have been published:” is followed by two rows."
    ]
