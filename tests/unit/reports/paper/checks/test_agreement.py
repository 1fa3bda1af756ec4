"""Each disagreement between prose, tables, charts and rows is planted in a finished paper, and found."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from inspections.enums import GradingStanding, InspectionKind, PublicationKind
from recommendations.enums import Kind, Rag, Status
from reports.enums import Check, Matter, SectionKind
from reports.paper import data
from reports.paper.blocks import Block, BulletList, Chart, GradeGrid, Table
from reports.paper.checks import Mend, Subject
from reports.paper.checks.finding import Severity
from reports.rules.options import TABLES
from tests.factories.checked import findings, found, subject, with_blocks, with_words
from tests.factories.paper_data import (
    BEFORE,
    IN_PERIOD,
    cause,
    framework,
    grading,
    inspection,
    item,
    milestone,
    publication,
    reply,
    section,
)

AT_WORK, CLOSED = Status.IN_PROGRESS, Status.CLOSED_COMPLETE
PEEL = inspection(
    2,
    "PEEL 2021",
    kind=InspectionKind.PEEL,
    publications=(
        publication(
            2,
            "PEEL 2021",
            "11 November 2021",
            kind=PublicationKind.FORCE_REPORT,
            framework=framework(),
            gradings=(
                grading("Preventing crime", "Good", 1),
                grading("Custody", "Adequate", 2, standing=GradingStanding.CARRIED_OVER),
                grading("Armed threats", "", 3),
            ),
            known_at=BEFORE,
        ),
    ),
)
SLIP = data.Slip("Internal target", date(2022, 1, 1), date(2022, 5, 1), 2, ())
ITEMS = (
    item(1, rag=Rag.RED, title="Record crime", is_overdue=True, slips=(SLIP,)),
    item(2, portfolio="", portfolio_id=None, owner="", status=Status.AWAITING_ALLOCATION, rag=Rag.GREY),
    item(3, kind=Kind.AFI),
    item(4, status=CLOSED, rag=Rag.BLUE),
)


def change(matter: Matter, about: int, number: int = 0, at: datetime = IN_PERIOD, **values: Any) -> data.Change:
    return data.Change(matter, f"{matter}:{about}:{number}", about, at, **values)


SINCE_PASSAGES = (
    data.Passage(AT_WORK, AT_WORK, (), 1),
    data.Passage(None, Status.AWAITING_ALLOCATION, (("", Status.AWAITING_ALLOCATION),), 2),
    data.Passage(CLOSED, AT_WORK, ((CLOSED, AT_WORK),), 3),
    data.Passage(AT_WORK, CLOSED, ((AT_WORK, CLOSED),), 4),
)
CHANGES = (
    change(Matter.NEW, 2, new=Status.AWAITING_ALLOCATION),
    change(Matter.REOPENED, 3, old=CLOSED, new=AT_WORK),
    change(Matter.CLOSED, 4, old=AT_WORK, new=CLOSED),
    change(Matter.PROGRESS, 1, new="Begun.", happened_on=date(2022, 2, 1)),
    change(Matter.PROGRESS, 3, new="Done.", happened_on=date(2022, 2, 1)),
)
EVERYTHING = {"tables": [name for name, _ in TABLES]}
SECTIONS = (
    section(SectionKind.REGISTER_POSITION, "Position", 1, options=EVERYTHING),
    section(SectionKind.REGISTER_POSITION, "AFIs", 2, options={"item_kinds": ["afi"], **EVERYTHING}),
    section(SectionKind.OUTSTANDING_RED, "Red", 3),
    section(SectionKind.SINCE, "Since", 4),
    section(SectionKind.PUBLISHED_REPORTS, "Reports", 5),
    section(SectionKind.INSPECTIONS_SINCE, "Inspections", 6),
    section(SectionKind.PEEL_GRID, "Grid", 7),
    section(SectionKind.OPEN_ITEMS, "Appendix", 8, options={"columns": "all"}),
)


@pytest.fixture
def sound() -> Subject:
    report = publication(1)
    other = publication(3, "Custody report", "8 January 2022", inspection_id=1)
    done = inspection(1, publications=(report, other), milestones=(milestone("1 February 2022"),))
    return subject(
        *SECTIONS,
        inspections=(done, PEEL),
        items=ITEMS,
        passages=SINCE_PASSAGES,
        changes=CHANGES,
        open_then=(data.OpenThen(date(2021, 12, 22), 2), data.OpenThen(date(2022, 3, 31), 3)),
    )


def test_a_sound_paper_agrees_with_itself(sound: Subject) -> None:
    assert [str(fault) for fault in sound.public.faults] == []
    assert all(section.body for section in sound.public.composed.sections)
    assert found(Check.AGREEMENT, sound) == []


def test_a_disagreement_stops_the_paper_and_leads_to_its_section(sound: Subject) -> None:
    (finding, *_) = findings(Check.AGREEMENT, with_words(sound, "held three open items", "held four open items"))

    assert (finding.severity, finding.where.mend, finding.where.number) == (Severity.BLOCKER, Mend.SECTION, 1)
    assert finding.sentence == "Position: it says that four items are open, and the register holds three."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("one of them past", "two of them past", "Position: it says that two items are past their day, and one is."),
        (
            ", one of them past the deadline or internal target",
            "",
            "Position: it says that no items are past their day, and one is.",
        ),
        ("held one open item of these", "held three open items of these", "AFIs: it says that three items are open"),
        ("Three items are open on", "Two items are open on", "Appendix: it says that two items are open"),
        (
            "One recommendation is currently",
            "Two recommendations are currently",
            "Red: it says that two items are graded Red, and one is.",
        ),
        ("Recommendation: Record crime", "Recommendation: Else", "Red: MP-2022-001 is Red and is not told of."),
        ("two reports have been published", "three reports have been published", "Reports: “Since the last JAC, three"),
        ("one inspection has been conducted", "two inspections have been conducted", "Inspections: “Since the last"),
        ("recorded on two items", "recorded on three items", "Since: “Progress has been recorded on three items:”"),
        ("One item has been closed as", "Two items have been closed as", "Since: “Two items have been closed as"),
        (
            "in three areas of policing",
            "in four areas of policing",
            "Grid: it says that four areas were looked at, and three are recorded.",
        ),
    ],
)
def test_prose_that_says_another_number_is_found(sound: Subject, old: str, new: str, expected: str) -> None:
    said = found(Check.AGREEMENT, with_words(sound, old, new))

    assert [words for words in said if words.startswith(expected)][:1] == said[:1] != []


@pytest.mark.parametrize("words", ["closed as complete", "reopened"])
def test_what_is_said_of_the_period_is_held_against_the_changes_of_status(sound: Subject, words: str) -> None:
    said = found(
        Check.AGREEMENT, with_words(sound, f"One item has been {words}:", f"One item has been {words} lately:")
    )

    assert f"Since: it says that no items were {words}, and one was." in said


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("the register held", "the register kept", "Position: it does not say how many items are open."),
        ("items are open on", "items stand open on", "Appendix: it does not say how many items are open."),
        ("areas of policing", "fields of policing", "Grid: it does not say how many areas were looked at."),
        ("How the number of", "How many", "Position: this check cannot read the table “How many open items changed”."),
        ("Open items past", "Items past", "Position: this check cannot read the table “Items past the deadline or"),
        ("Dates that were", "Days", "Position: this check cannot read the table “Days put back”."),
        ("Open items by kind", "Open by kind", "Position: this check cannot read the table “Open by kind”."),
        (
            "conducted in",
            "held in two ways in",
            "Inspections: “Since the last JAC, one inspection has been held in two",
        ),
    ],
)
def test_what_cannot_be_read_is_found_and_not_passed_over(sound: Subject, old: str, new: str, expected: str) -> None:
    assert any(words.startswith(expected) for words in found(Check.AGREEMENT, with_words(sound, old, new)))


def test_a_grid_that_is_not_there_is_found(sound: Subject) -> None:
    made = with_blocks(sound, lambda blocks: tuple(each for each in blocks if not isinstance(each, GradeGrid)))

    assert found(Check.AGREEMENT, made) == [
        "Grid: the grid leaves out Custody, which was graded Adequate.",
        "Grid: the grid leaves out Preventing crime, which was graded Good.",
    ]


def rows_dropped(caption: str) -> Callable[[tuple[Block, ...]], tuple[Block, ...]]:
    """Without the last row of the table with that caption."""

    def change(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(
            replace(block, rows=block.rows[:-1]) if isinstance(block, Table) and block.caption == caption else block
            for block in blocks
        )

    return change


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        (
            "Open items by rating",
            "the rows of “Open items by rating” come to 2 and its total is 3; the register holds 3.",
        ),
        (
            "Open items by portfolio",
            "the rows of “Open items by portfolio” come to 2 and its total is 3; the register holds 3.",
        ),
        ("How the number of open items changed", "the rows of “How the number of open items changed” come to 4"),
        ("Open items past the deadline or internal target", "MP-2022-001 is open and is not in the table “Open items"),
        ("Dates that were put back", "“Dates that were put back” has no rows, and one date was put back."),
        ("Open items: what is asked, and of whom", "MP-2022-003 is open and is not in the table “Open items: what is"),
        ("Open items: how far each has come", "MP-2022-003 is open and is not in the table “Open items: how far"),
    ],
)
def test_a_table_that_lacks_a_row_is_found(sound: Subject, caption: str, expected: str) -> None:
    said = found(Check.AGREEMENT, with_blocks(sound, rows_dropped(caption)))

    assert any(words.partition(": ")[2].startswith(expected) for words in said), said


def test_a_table_with_a_row_too_many_is_found(sound: Subject) -> None:
    said = found(Check.AGREEMENT, with_words(sound, "MP-2022-003", "MP-2022-002"))

    assert "Appendix: the table “Open items: what is asked, and of whom” has a row too many for MP-2022-002." in said


def test_a_total_that_is_not_that_of_the_register_is_found(sound: Subject) -> None:
    def change(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Rows and foot agree with one another, and not with the register."""
        return tuple(
            replace(block, rows=block.rows[:1], foot=block.rows[0])
            if isinstance(block, Table) and block.caption == "Open items by kind"
            else block
            for block in blocks
        )

    said = found(Check.AGREEMENT, with_blocks(sound, change))

    assert said == ["Position: the rows of “Open items by kind” come to 2 and its total is 2; the register holds 3."]


def test_an_appendix_without_its_table_is_found(sound: Subject) -> None:
    def change(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(b for b in blocks if not (isinstance(b, Table) and b.caption.startswith("Open items: ")))

    assert found(Check.AGREEMENT, with_blocks(sound, change)) == ["Appendix: no table lists the three open items."]


@pytest.mark.parametrize(
    ("items", "said"),
    [((), "none"), (ITEMS[:1], "one"), (ITEMS[:2], "two")],
)
def test_the_english_of_what_is_found_is_right_for_none_one_and_two(items: tuple[data.Item, ...], said: str) -> None:
    """Each number is planted in turn in a paper whose register holds another."""
    report = inspection(1, publications=(publication(1),))
    plan = section(SectionKind.REGISTER_POSITION, "Position", options={"tables": ["rag chart"]})
    made = subject(plan, inspections=(report,), items=items)
    holds = {"none": "no open items", "one": "one open item", "two": "two open items"}[said]
    planted = {
        "no open items": "it says that no items are open",
        "one open item": "it says that one item is open",
        "two open items": "it says that two items are open",
    }

    for words, sentence in planted.items():
        if words != holds:
            expected = f"Position: {sentence}, and the register holds {said}."
            assert expected in found(Check.AGREEMENT, with_words(made, f"held {holds}", f"held {words}"))


def test_one_open_item_that_no_table_lists_is_one() -> None:
    report = inspection(1, publications=(publication(1),))
    made = subject(section(SectionKind.OPEN_ITEMS, "Appendix"), inspections=(report,), items=(item(1),))

    found_now = found(Check.AGREEMENT, with_blocks(made, lambda all: tuple(b for b in all if not isinstance(b, Table))))

    assert found_now == ["Appendix: no table lists the one open item."]


def bars_changed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Every chart draws one more in the first part of its last bar."""

    def more(chart: Chart) -> Chart:
        last = chart.bars[-1]
        return replace(chart, bars=(*chart.bars[:-1], replace(last, numbers=(last.numbers[0] + 1, *last.numbers[1:]))))

    return tuple(more(block) if isinstance(block, Chart) else block for block in blocks)


def test_charts_draw_what_the_register_holds_and_say_it(sound: Subject) -> None:
    said = found(Check.AGREEMENT, with_blocks(sound, bars_changed))

    assert (
        "Position: the chart “Open items by portfolio and rating” draws four open items, and the register holds three."
        in said
    )
    assert (
        "Position: the chart “Open items at the last two meetings” draws four open items, and the register holds three."
        in said
    )
    left_out = "leave out a number that it draws."
    assert any(words.startswith("Position: the words below the chart") and words.endswith(left_out) for words in said)


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
