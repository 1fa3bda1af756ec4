"""What is written comes back as it was typed, in each kind of file; and the file tells nothing else."""

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from jac_tracker.sheets.writing import Column, Of, Table, csv_lines, json_lines, write_xlsx
from jac_tracker.text import from_csv_cell

# What spreadsheets have been known to run, or to take for something else than the text that it is.
STEMS = ["1+1", "SUM(A1:A9)", "cmd|' /C calc'!A0", 'HYPERLINK("http://evil.example","x")', "A1", "-1", "1", " 1"]
PAYLOADS = [sign + stem for sign in ("=", "+", "-", "@", "\t=", "\n=", "＝") for stem in STEMS]
PAYLOADS += ["=", "'=1+1", "''=1", "#N/A", "#REF!", "TRUE", "1e5", "0123", "31/12/2022", "_x0041_ _x000D_", " a\n b "]

ABOUT = [("Filters", "Kind: Recommendation; " * 5), ("Made", "On 1 March 2022")]


def table(*values: Any, **more: Any) -> Table:
    return Table("Register", [Column("what", "What", Of.TEXT)], [(value,) for value in values], **more)


def xlsx(written: Table) -> bytes:
    file = io.BytesIO()
    write_xlsx(written, file)
    return file.getvalue()


def by_calamine(file: bytes) -> list[Any]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_index(0)
    return [row[0] for row in sheet.to_python()[1:]]


def by_openpyxl(file: bytes) -> list[Any]:
    return [(row[0].value, row[0].data_type) for row in load_workbook(io.BytesIO(file)).worksheets[0].iter_rows()][1:]


def by_csv(lines: Any) -> list[str]:
    text = b"".join(lines).decode("utf-8-sig")
    return [row[0] for row in csv.reader(io.StringIO(text, newline=""))][1:]


def test_text_is_text_in_a_workbook() -> None:
    file = xlsx(table(*PAYLOADS))

    assert len(PAYLOADS) >= 60
    assert by_calamine(file) == PAYLOADS
    # openpyxl leaves the codes of characters as they stand.
    like_codes = {"_x0041_ _x000D_": "_x005F_x0041_ _x005F_x000D_"}
    assert by_openpyxl(file) == [(like_codes.get(text, text), "s") for text in PAYLOADS]


def test_what_looks_like_a_formula_stays_text_when_somebody_edits_it() -> None:
    book = load_workbook(io.BytesIO(xlsx(table("=1+1", "+1", "-1", "@A1", "\t=1", "#N/A", "1+1", "plain"))))

    assert [row[0].quotePrefix for row in book["Register"].iter_rows(min_row=2)] == [True] * 6 + [False] * 2


def test_no_workbook_has_a_formula() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx(table(*PAYLOADS)))) as package:
        sheets = [package.read(name) for name in package.namelist() if "sheets/sheet" in name]

    assert [b"<f" in sheet for sheet in sheets] == [False, False]


def test_text_is_text_in_a_csv_file() -> None:
    cells = by_csv(csv_lines(table(*PAYLOADS)))

    assert [from_csv_cell(cell) for cell in cells] == PAYLOADS
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\n", "＝"))] == []


def test_text_is_text_in_json() -> None:
    told = json.loads(b"".join(json_lines(table(*PAYLOADS, about=[("Filters", "None")]))))

    assert [row["what"] for row in told["rows"]] == PAYLOADS
    assert (told["title"], told["about"], told["columns"]) == ("Register", {"Filters": "None"}, {"what": "What"})


def test_json_without_rows_is_json() -> None:
    assert json.loads(b"".join(json_lines(table())))["rows"] == []


def test_numbers_days_and_moments_stay_what_they_are() -> None:
    summer = datetime(2022, 7, 1, 12, 30, tzinfo=UTC)
    values = [-5, -0.5, 12, date(2022, 3, 31), summer, None, True]

    file = xlsx(table(*values))

    assert [value for value, _kind in by_openpyxl(file)] == [
        *(-5, -0.5, 12, datetime(2022, 3, 31), datetime(2022, 7, 1, 13, 30), None, True)
    ]
    assert by_csv(csv_lines(table(*values))) == [
        *("-5", "-0.5", "12", "2022-03-31", "2022-07-01T13:30:00+01:00", "", "True")
    ]


def test_what_a_cell_cannot_hold_is_still_told() -> None:
    long = "x" * 40_000
    told = by_calamine(xlsx(table(long, date(1850, 1, 1), 10**15, float("nan"), "a\x00b\x0bc\ud800d\ufffee\rf")))

    assert len(told[0]) == 32_767
    assert told[0].endswith(" […] (cut short: a cell holds no more)")
    assert told[1:] == ["1850-01-01", "1000000000000000", "nan", "abcde\nf"]


@pytest.mark.parametrize("title", ["A/B: [all]*?", "x" * 50, "'", "Ærø"])
def test_any_title_can_be_that_of_a_workbook(title: str) -> None:
    file = io.BytesIO()
    write_xlsx(Table(title, [Column("a", "A")], []), file)

    assert len(load_workbook(file).sheetnames) == 2


def test_long_words_are_wrapped_and_their_row_is_as_high_as_they_are() -> None:
    book = load_workbook(io.BytesIO(xlsx(table("x" * 60, "a\nb" * 10, date(2022, 3, 1), "a\nb", about=ABOUT))))
    sheet = book["Register"]

    assert [sheet.row_dimensions[number].height for number in range(1, 6)] == [None, 45.0, 180.0, None, 30.0]
    assert [book["About"].row_dimensions[number].height for number in range(1, 4)] == [None, 30.0, None]
    assert {cell.alignment.vertical for (cell,) in sheet.iter_rows()} == {"top"}
    assert [cell.alignment.wrap_text for (cell,) in sheet.iter_rows()][:3] == [True, True, True]
    assert (sheet["A1"].font.b, sheet["A1"].font.name, sheet["A4"].alignment.horizontal) == (True, "Calibri", "left")


def test_the_sheet_about_it_says_what_the_rows_are() -> None:
    file = xlsx(table(about=[("Filters", "RAG: Red"), ("Made", "=now()")]))

    sheet = load_workbook(io.BytesIO(file))["About"]
    assert [[cell.value for cell in row if cell.value] for row in sheet.iter_rows()] == [
        ["Register"],
        ["Filters", "RAG: Red"],
        ["Made", "=now()"],
    ]


def test_a_workbook_names_nobody_and_no_time_but_the_one() -> None:
    file = xlsx(table("A", about=[("Made", "Today")]))

    with zipfile.ZipFile(io.BytesIO(file)) as package:
        properties = fromstring(package.read("docProps/core.xml"))
        assert [each.text for each in properties] == ["Register", "en-GB"]
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.extract_version for entry in package.infolist()} == {20}  # 45 is the long form
        assert "openpyxl" not in "".join(package.read(name).decode() for name in package.namelist())
    assert file == xlsx(table("A", about=[("Made", "Today")]))


def test_a_workbook_that_comes_to_nothing_leaves_nothing_behind(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def rows() -> Any:
        yield ("A",)
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        write_xlsx(Table("Register", [Column("a", "A")], rows()), io.BytesIO())

    assert list(tmp_path.iterdir()) == []


@given(st.lists(st.text(max_size=40), max_size=20))
def test_any_text_comes_back_from_a_csv_file(texts: list[str]) -> None:
    whole = [text.replace("\r\n", "\n").replace("\r", "\n") for text in texts]
    kept = ["".join(sign for sign in text if ord(sign) >= 32 or sign in "\t\n") for text in whole]

    cells = by_csv(csv_lines(table(*texts)))

    told = [from_csv_cell(cell) for cell in cells]
    assert told == [kept_one.translate(dict.fromkeys([0x7F, 0xFFFE, 0xFFFF])) for kept_one in kept]


def test_rows_are_asked_for_while_the_file_is_sent() -> None:
    asked: list[int] = []

    def rows() -> Any:
        for number in range(1000):
            asked.append(number)
            yield (number,)

    for lines in (csv_lines, json_lines):
        asked.clear()
        sent = iter(lines(Table("Register", [Column("a", "A")], rows())))
        next(sent)
        next(sent)
        assert len(asked) <= 100, lines
