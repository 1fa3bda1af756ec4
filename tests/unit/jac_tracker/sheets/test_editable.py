"""A workbook to be edited: what is locked, what is offered, and the copy that it keeps of itself."""

import io
from datetime import date

from openpyxl import load_workbook

from jac_tracker.sheets.writing import AS_IT_WENT_OUT, MARK, Column, Of, OpenRow, Table, write_editable_xlsx

COLUMNS = (Column("ref", "Reference"), Column("note", "Note"), Column("due", "Due", Of.DAY), Column("rag", "RAG"))
ROWS = [
    OpenRow(["A-1", "=1+1", date(2022, 3, 1), "Red"], {"note", "due", "rag"}, "one"),
    OpenRow(["A-2", None, None, ""], {"note"}, "two"),
]


def written() -> bytes:
    file = io.BytesIO()
    table = Table("Register", COLUMNS, (), [("Edit", "The yellow cells")])
    write_editable_xlsx(table, ROWS, {"rag": ["Red", "Green"]}, file)
    return file.getvalue()


def test_only_the_cells_left_open_can_be_edited() -> None:
    sheet = load_workbook(io.BytesIO(written()))["Register"]

    assert sheet.protection.sheet
    locked = [[sheet.cell(row, column).protection.locked for column in range(1, 5)] for row in (1, 2, 3)]
    assert locked == [[True] * 4, [True, False, False, False], [True, False, True, True]]


def test_an_open_cell_keeps_as_text_whatever_is_typed_in_it() -> None:
    sheet = load_workbook(io.BytesIO(written()))["Register"]

    cells = [sheet.cell(row, 2) for row in (2, 3)]
    assert [(cell.value, cell.number_format) for cell in cells] == [("=1+1", "@"), (None, "@")]
    assert sheet.cell(2, 2).data_type == "s"


def test_choices_are_a_drop_down_and_days_are_bounded() -> None:
    book = load_workbook(io.BytesIO(written()))

    rules = {str(rule.sqref): (rule.type, rule.formula1) for rule in book["Register"].data_validations.dataValidation}
    assert rules == {"C2:C3": ("date", "32874"), "D2:D3": ("list", "Choices!$A$2:$A$3")}
    assert [row[0] for row in book["Choices"].iter_rows(values_only=True)] == ["rag", "Red", "Green"]


def test_rows_can_be_filtered_though_they_are_locked() -> None:
    sheet = load_workbook(io.BytesIO(written()))["Register"]

    assert (sheet.auto_filter.ref, sheet.protection.autoFilter) == ("A1:D3", False)


def test_a_hidden_sheet_keeps_the_rows_as_they_went_out_with_their_marks() -> None:
    book = load_workbook(io.BytesIO(written()))

    assert {sheet.title: sheet.sheet_state for sheet in book} == {
        "Register": "visible", "About": "visible", "Choices": "hidden", AS_IT_WENT_OUT: "hidden",
    }  # fmt: skip
    kept = list(book[AS_IT_WENT_OUT].iter_rows(values_only=True))
    assert kept[0] == (MARK, "Reference", "Note", "Due", "RAG")
    assert [row[:3] for row in kept[1:]] == [("one", "A-1", "=1+1"), ("two", "A-2", None)]
    assert book[AS_IT_WENT_OUT].protection.sheet


def test_equal_rows_make_equal_bytes() -> None:
    assert written() == written()
