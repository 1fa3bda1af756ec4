"""Each disagreement between prose, tables, charts and rows is planted in a finished paper, and found."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from reports.enums import Check, SectionKind
from reports.paper import data
from reports.paper.blocks import Block, Chart, GradeGrid, Table
from reports.paper.checks import Mend, Subject
from reports.paper.checks.finding import Severity
from tests.factories.checked import findings, found, subject, with_blocks, with_words
from tests.factories.paper_data import (
    inspection,
    item,
    publication,
    section,
)
from tests.unit.reports.paper.checks.sound import (
    ITEMS,
    sound_paper,
)


@pytest.fixture
def sound() -> Subject:
    return sound_paper()


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
