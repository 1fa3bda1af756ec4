"""An edited sheet read back: what was edited, and what is refused and where."""

from datetime import date
from typing import Any

import pytest

from jac_tracker.sheets import Cell, CellFault, NotASheet, Sheet, Workbook
from jac_tracker.sheets.writing import AS_IT_WENT_OUT, MARK
from recommendations.enums import Rag
from recommendations.intake.edited import COLUMNS, TOLD, CellEdit, Edit, Edited, Refused, RowEdit, read_back

HEADINGS = tuple(column.heading for column in COLUMNS)
NAMES = {Edit.OWNER: {"head of crime": 4}, Edit.BOARD: {"crime board": 7}}


def row(reference: str, **values: Cell) -> tuple[Cell, ...]:
    """A row that says little, but for what is given by the keys of columns."""
    plain: dict[str, Any] = {"reference": reference, "status": "In progress", "RAG": "Green", "RISK_RATING": "12"}
    return tuple((plain | values).get(column.key) for column in COLUMNS)


def back(*rows: tuple[Cell, ...], out: tuple[tuple[Cell, ...], ...], headings: tuple[Cell, ...] = HEADINGS) -> Edited:
    kept = tuple(("mark of " + str(cells[0]), *cells) for cells in out)
    sheets = Sheet("Register", (headings, *rows)), Sheet(AS_IT_WENT_OUT, ((MARK, *HEADINGS), *kept), True)
    return read_back(Workbook(sheets), NAMES)


ONE = row("A-1")
TWO = row("A-2", TARGET=date(2022, 6, 1), PROGRAMME="Trust")


def cells(**values: Cell) -> list[tuple[Edit, Any]]:
    """What is read of A-2 with these cells edited."""
    edited = back(row("A-2", **{"TARGET": date(2022, 6, 1), "PROGRAMME": "Trust"} | values), out=(TWO,))
    assert not edited.refused
    return [(cell.field, cell.value) for each in edited.rows for cell in each.cells]


def refusal(**values: Cell) -> tuple[str, str]:
    edited = back(row("A-2", **{"TARGET": date(2022, 6, 1), "PROGRAMME": "Trust"} | values), out=(TWO,))
    assert not edited.rows
    (refused,) = edited.refused
    assert refused.reference == "A-2"
    return refused.where, refused.sentence


def test_a_sheet_that_was_not_edited_says_nothing() -> None:
    assert back(ONE, TWO, out=(ONE, TWO)) == Edited((), (), 2)


def test_rows_in_another_order_and_rows_left_out_say_nothing() -> None:
    three = row("A-3")

    assert back(three, ONE, out=(ONE, TWO, three)) == Edited((), (), 2)


@pytest.mark.parametrize(
    "values",
    [{"PROGRAMME": " Trust \n"}, {"RISK_RATING": 12}, {"PROGRESS": "  "}],
    ids=["spaces about it", "a number for its digits", "spaces alone"],
)
def test_what_a_spreadsheet_program_does_to_a_cell_is_no_edit(values: dict[str, Cell]) -> None:
    assert cells(**values) == []


def test_an_edited_cell_is_told_with_what_it_said_as_it_went_out() -> None:
    edited = back(ONE, row("A-2", TARGET=date(2022, 9, 1), PROGRAMME="Trust", RAG="red"), out=(ONE, TWO))

    what = (CellEdit(Edit.RAG, "Green", Rag.RED), CellEdit(Edit.TARGET, "1 June 2022", date(2022, 9, 1)))
    told = {"Status": "In progress", "RAG": "Green", "Our target": "1 June 2022", "Programme": "Trust"}
    told |= {"Risk rating": "12"}
    as_told = tuple(told.get(heading, "") for heading in TOLD)
    assert edited == Edited((RowEdit(3, "A-2", "mark of A-2", what, as_told),), (), 1)


@pytest.mark.parametrize(
    ("values", "read"),
    [
        ({"TARGET": "1/9/2022"}, (Edit.TARGET, date(2022, 9, 1))),
        ({"FORECAST": "3 October 2022"}, (Edit.FORECAST, date(2022, 10, 3))),
        ({"OWNER": "Head of Crime"}, (Edit.OWNER, 4)),
        ({"BOARD": "crime board "}, (Edit.BOARD, 7)),
        ({"PROGRAMME": None}, (Edit.PROGRAMME, "")),
        ({"PROGRAMME": "Trust\nand  care"}, (Edit.PROGRAMME, "Trust and care")),
        ({"PROGRESS": "=1+1\nsecond line "}, (Edit.PROGRESS, "=1+1\nsecond line")),
        ({"RISK_REFERENCE": 42}, (Edit.RISK_REFERENCE, "42")),
        ({"RISK_RATING": -3}, (Edit.RISK_RATING, "-3")),
    ],
)
def test_each_column_is_read_as_what_it_holds(values: dict[str, Cell], read: tuple[Edit, Any]) -> None:
    assert cells(**values) == [read]


@pytest.mark.parametrize(
    ("values", "where", "sentence"),
    [
        ({"status": "Mine"}, "Cell F2", "“Status” cannot be changed in this sheet; it went out as “In progress”."),
        ({"report": "Mine"}, "Cell C2", "“Report” cannot be changed in this sheet; it went out empty."),
        ({"TARGET": None}, "Cell O2", "“Our target” was emptied; a day can be changed, but not taken away."),
        ({"RAG": "Pink"}, "Cell L2", "“RAG” holds “Pink”; it should be Red, Amber or Green."),
        ({"RAG": None}, "Cell L2", "“RAG” holds “”; it should be Red, Amber or Green."),
        ({"OWNER": "Nobody"}, "Cell P2", "“Owner” holds “Nobody”, which is no post that can be chosen."),
        ({"BOARD": "None"}, "Cell Q2", "“Board” holds “None”, which is no board that can be chosen."),
        ({"PROGRAMME": "W" * 151}, "Cell R2", "“Programme” holds 151 characters; at most 150 are kept."),
        ({"PROGRAMME": CellFault("#N/A")}, "Cell R2", "“Programme” holds #N/A; it should hold text."),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_with_its_cell(values: dict[str, Cell], where: str, sentence: str) -> None:
    assert refusal(**values) == (where, sentence)


def test_a_row_in_which_anything_is_refused_is_left_out_whole() -> None:
    edited = back(row("A-1", status="On hold", PROGRESS="Done."), row("A-3", PROGRESS="Begun."), out=(ONE, row("A-3")))

    assert [each.reference for each in edited.rows] == ["A-3"]
    assert [each.reference for each in edited.refused] == ["A-1"]


def test_a_column_that_did_not_go_out_is_refused_by_its_name() -> None:
    edited = back((*ONE, "mine", None, 7), out=(ONE,), headings=(*HEADINGS, "My notes", None, None))

    strange = "is none of the columns that went out. What is in it is not taken."
    assert edited.refused == (
        Refused("Column V", "", f"“My notes” {strange}"),
        Refused("Column X", "", f"A column without a heading {strange}"),
    )


def test_rows_that_did_not_go_out_are_refused() -> None:
    edited = back(ONE, row("A-9"), row(""), ONE, out=(ONE,))

    assert [(each.where, each.sentence.partition(".")[0]) for each in edited.refused] == [
        ("Row 2", "This reference stands in the sheet more than once"),
        ("Row 3", "No row of this reference went out in the sheet"),
        ("Row 4", "This row has no reference, so nobody can tell what it is about"),
        ("Row 5", "This reference stands in the sheet more than once"),
    ]


@pytest.mark.parametrize(
    "sheets",
    [
        [Sheet("", (HEADINGS, ONE))],
        [Sheet("Register", (HEADINGS, ONE))],
        [Sheet("Register", (HEADINGS, ONE)), Sheet(AS_IT_WENT_OUT, ())],
        [Sheet("Register", (HEADINGS, ONE)), Sheet(AS_IT_WENT_OUT, ((), ("x",)))],
        [Sheet("Register", ()), Sheet(AS_IT_WENT_OUT, ((MARK, *HEADINGS),))],
        [Sheet("Register", (("Ref",), ONE)), Sheet(AS_IT_WENT_OUT, ((MARK, *HEADINGS),))],
    ],
)
def test_any_other_file_is_refused_with_what_to_do(sheets: list[Sheet]) -> None:
    with pytest.raises(NotASheet, match=r"Save a new one from the register|headings must stay"):
        read_back(Workbook(tuple(sheets)), NAMES)


def test_a_row_is_carried_along_and_comes_back_as_it_was() -> None:
    edited = back(
        row("A-2", TARGET=date(2022, 9, 1), RAG="Red", OWNER="Head of Crime", PROGRESS="“Done”"), out=(TWO,)
    ).rows[0]

    assert RowEdit.of_json(edited.as_json()) == edited
