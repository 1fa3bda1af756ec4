from datetime import date, datetime

import pytest

from jac_tracker.sheets import (
    Cell,
    CellFault,
    NotASheet,
    Row,
    Sheet,
    cell_name,
    column_name,
    parsing,
    read_workbook,
    reading,
)
from jac_tracker.sheets.parsing.limits import letters_of
from tests.factories.files import zipped
from tests.factories.sheets import ROWS, book_xml, cell_xml, ods, sheet_xml, xls, xlsx, xlsx_of, xlsx_parts


@pytest.fixture(autouse=True)
def in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process for each file takes most of the time: one test has it."""
    if "apart" not in request.node.name:
        monkeypatch.setattr(reading, "said_apart", parsing.said)


def rows_of(content: bytes) -> tuple[Row, ...]:
    return read_workbook(content, "list.xlsx").sheets[0].rows


@pytest.mark.parametrize("content", [xlsx(), ods(), xls()], ids=["xlsx", "ods", "xls"])
def test_every_kind_is_read_alike(content: bytes) -> None:
    assert read_workbook(content, "list").sheets == (Sheet("Register", tuple(map(tuple, ROWS))),)


def test_a_file_is_read_apart_from_this_process() -> None:
    assert read_workbook(xlsx(), "list.xlsx").sheet("Register").cell(1, 1) == "Record crimes"


@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_text_is_read_in_any_usual_letters_and_whatever_parts_it(letters: str, delimiter: str) -> None:
    text = 'Reference,Title\r\nA-1,"Café, and\r\nmore"\r\n\r\nA-3,£3\r\n'.replace('",', '"\0').replace(", ", "\0 ")
    content = text.replace(",", delimiter).replace("\0", ",").encode(letters)

    assert rows_of(content) == (("Reference", "Title"), ("A-1", "Café, and\nmore"), (), ("A-3", "£3"))


@pytest.mark.parametrize(
    ("xml", "value"),
    [
        ("<v>7</v>", 7),
        ("<v>-2.5</v>", -2.5),
        ("<v>1e20</v>", 1e20),
        ("<v>1e999</v>", CellFault("a number that is too large")),
        ("<f>1+6</f><v>7</v>", 7),
        ("<f>1+6</f>", CellFault("a formula that was never worked out")),
        ("<f>1+6</f><v></v>", CellFault("a formula that was never worked out")),
        ('<f ca="1"/><v/>', CellFault("a formula that was never worked out")),
    ],
)
def test_a_cell_holds_what_it_shows(xml: str, value: Cell) -> None:
    assert rows_of(xlsx_of(f'<row r="1"><c r="B1">{xml}</c></row>')) == ((None, value),)


def test_an_error_is_said_and_not_taken_for_nothing() -> None:
    error = '<row r="2"><c r="A2" t="e"><v>#N/A</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'

    assert rows_of(xlsx_of(f'<row r="1"><c r="A1"><v>1</v></c></row>{error}')) == (
        (1,),
        (CellFault("#N/A"), CellFault("#DIV/0!")),
    )


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"])
def test_an_error_is_said_whatever_capitals_the_parts_are_named_in(part: str) -> None:
    parts = xlsx_parts({"Register": sheet_xml('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>')})

    assert rows_of(zipped({name.upper() if name == part else name: xml for name, xml in parts.items()})) == (
        (CellFault("#N/A"),),
    )


def test_an_empty_text_of_a_formula_is_nothing() -> None:
    cell = '<c r="B1" t="str"><f>IF(1,"","")</f><v></v></c>'

    assert rows_of(xlsx_of(f'<row r="1"><c r="A1"><v>1</v></c>{cell}</row>')) == ((1,),)


def test_days_and_moments_are_told_apart() -> None:
    rows = [[date(2021, 3, 4), datetime(2021, 3, 4, 12, 30), datetime(2021, 3, 4)]]

    assert rows_of(xlsx(rows)) == ((date(2021, 3, 4), datetime(2021, 3, 4, 12, 30), date(2021, 3, 4)),)


def test_days_of_a_workbook_that_counts_from_1904_are_the_same_days() -> None:
    day = cell_xml(0, 0, date(2017, 3, 3))  # four years and a day earlier as Excel counts from 1900
    book = book_xml(["Register"], before='<workbookPr date1904="1"/>')
    content = xlsx(xl__workbook_dot_xml=book, xl__worksheets__sheet1_dot_xml=sheet_xml(f'<row r="1">{day}</row>'))

    assert rows_of(content) == ((date(2021, 3, 4),),)


def test_a_value_of_merged_cells_stands_in_each_row() -> None:
    rows = "".join(f'<row r="{n}">{cell_xml(n - 1, 1, n)}</row>' for n in (2, 3, 4))
    top = f'<row r="1">{cell_xml(0, 0, "PEEL 2021")}</row>'
    merged = '<mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells>'

    assert rows_of(xlsx_of(top + rows, after=merged)) == (("PEEL 2021",), ("PEEL 2021", 2), ("PEEL 2021", 3), (None, 4))


def test_rows_keep_their_numbers_where_the_list_begins_further_down() -> None:
    rows = rows_of(xlsx([[], [], [None, None, "Title"], [None, None, "Crime"], []]))

    assert rows == ((), (), (None, None, "Title"), (None, None, "Crime"))


def test_hidden_sheets_are_marked() -> None:
    parts = xlsx_parts({"Register": sheet_xml(""), "Old": sheet_xml(f'<row r="1">{cell_xml(0, 0, "x")}</row>')})
    book = parts["xl/workbook.xml"].replace(b'sheetId="2"', b'sheetId="2" state="hidden"')

    workbook = read_workbook(zipped({**parts, "xl/workbook.xml": book}), "list.xlsx")

    assert [(sheet.name, sheet.is_hidden) for sheet in workbook.sheets] == [("Register", False), ("Old", True)]


def test_marks_that_run_backwards_and_controls_do_not_come_in() -> None:
    assert rows_of(xlsx([["\u202eReference\u202c", "a\u200bb"]])) == (("Reference", "ab"),)


def test_a_csv_cell_that_was_kept_from_being_a_formula_is_as_it_was() -> None:
    assert rows_of(b"'=1+1,''=1,'quoted',-5,'-5\n") == (("=1+1", "'=1", "'quoted'", "-5", "-5"),)


def test_a_row_with_a_wrong_quotation_is_named() -> None:
    with pytest.raises(NotASheet, match=r"^Row 3 of the file has quotation marks that do not match\."):
        rows_of(b'Reference,Title\nA-1,"Crime"\nA-2,"Care\n')


@pytest.mark.parametrize(("place", "name"), [((0, 0), "A1"), ((6, 2), "C7"), ((0, 26), "AA1"), ((9, 701), "ZZ10")])
def test_cells_are_called_as_a_spreadsheet_calls_them(place: tuple[int, int], name: str) -> None:
    assert cell_name(*place) == name
    assert letters_of(place[1]) == column_name(place[1])
