"""Cells far out or odd, and workbooks that do not hang together."""

import random
from collections.abc import Iterator
from datetime import date

from tests.factories.files import zipped
from tests.factories.hostile_sheets.hostile import HostileSheet, made
from tests.factories.sheets import (
    ROWS,
    book_xml,
    links_xml,
    ods,
    ods_cell,
    ods_of,
    ods_rows,
    rows_xml,
    sheet_xml,
    xls,
    xlsx,
    xlsx_of,
    xlsx_parts,
)


def hostile() -> Iterator[HostileSheet]:
    yield from _far_out()
    yield from _odd_cells()
    yield from _odd_books()


def _far_out() -> Iterator[HostileSheet]:
    for place in ("XFD1", "A1048576", "XFD1048576", "IW1", "A50001", "ZZZ1", "A99999999", "IV50001"):
        row = f'<row><c r="{place}"><v>1</v></c></row>'
        yield HostileSheet(
            f"a cell at {place}", made(xlsx_of(rows_xml(ROWS) + row)), f"Sheet “Register”, up to cell {place}"
        )
    for name, cell in {
        "in single marks": "<c r='XFD1048576'><v>1</v></c>",
        "of a prefix": '<x:c r="XFD1048576"><x:v>1</x:v></x:c>',
        "with a formula": '<c r="XFD9"><f>1+1</f><v>2</v></c>',
        "with a text": '<c r="XFD9" t="inlineStr"><is><t>x</t></is></c>',
    }.items():
        yield HostileSheet(
            f"a far cell {name}", made(xlsx_of(f"<row>{cell}</row>")), "Sheet “Register”, up to cell XFD"
        )
    yield HostileSheet(
        "a far cell that is only coloured", made(xlsx_of(rows_xml(ROWS) + '<row><c r="XFD1048576" s="1"/></row>')), ""
    )
    for name, cell in {
        "minus": 'r="A-1"',
        "nought": 'r="A0"',
        "words": 'r="here"',
        "nothing": 'r=""',
        "no place": "",
    }.items():
        yield HostileSheet(f"a cell at {name}", made(xlsx_of(f"<row><c {cell}><v>1</v></c></row>")), None)
    wide = [[f"c{n}" for n in range(300)]]
    yield HostileSheet("300 columns", made(xlsx(wide)), "Sheet “Register”, up to cell I")
    yield HostileSheet("300 columns of ods", made(ods(wide)), "Sheet “Register”, up to cell KN1")
    yield HostileSheet(
        "300 columns of text", made(",".join("x" * 300).encode()), "The file, row 1, has more than 256 columns."
    )
    blank = ods_cell(None, ' table:number-columns-repeated="16384"')
    below = f'<table:table-row table:number-rows-repeated="1048570">{blank}</table:table-row>'
    yield HostileSheet("a million empty rows of ods", made(ods_of(ods_rows(ROWS) + below)), "")


def _odd_cells() -> Iterator[HostileSheet]:
    cells = {
        "an error": '<c r="A1" t="e"><v>#N/A</v></c>',
        "an error of a formula": '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        "a formula never worked out": '<c r="A1"><f>SUM(B1:B9)</f></c>',
        "a formula with no value": '<c r="A1"><f>A2</f><v/></c>',
        "a formula to a file": "<c r=\"A1\"><f>'[x.xlsx]A'!A1</f><v>1</v></c>",
        "a call": '<c r="A1"><f>WEBSERVICE("http://a")</f></c>',
        "an infinite number": '<c r="A1"><v>1e999</v></c>',
        "a long number": f'<c r="A1"><v>{"9" * 400}</v></c>',
        "a day before days": '<c r="A1" s="1"><v>-5</v></c>',
        "a day after days": '<c r="A1" s="1"><v>9999999</v></c>',
        "the day that never was": '<c r="A1" s="1"><v>60</v></c>',
        "nought as a day": '<c r="A1" s="1"><v>0</v></c>',
        "a part of a day": '<c r="A1" s="1"><v>44259.999999</v></c>',
        "a day without end": '<c r="A1" s="1"><v>1e300</v></c>',
        "a style that is not there": '<c r="A1" s="99999"><v>5</v></c>',
        "a style of words": '<c r="A1" s="x"><v>5</v></c>',
        "a text that is not there": '<c r="A1" t="s"><v>5</v></c>',
        "a type that is not there": '<c r="A1" t="zzz"><v>5</v></c>',
        "a truth of three": '<c r="A1" t="b"><v>3</v></c>',
        "a day as text": '<c r="A1" t="d"><v>2021-13-45</v></c>',
        "markup in a text": '<c r="A1" t="inlineStr"><is><t>&lt;script&gt;</t></is></c>',
        "controls in a text": '<c r="A1" t="inlineStr"><is><t>a&#1;&#11;b</t></is></c>',
        "NUL in a text": '<c r="A1" t="inlineStr"><is><t>a&#0;b</t></is></c>',
        "half a letter in a text": '<c r="A1" t="inlineStr"><is><t>a&#xD800;b</t></is></c>',
        "an escaped control": '<c r="A1" t="inlineStr"><is><t>a_x0000_b</t></is></c>',
        "a cell in a cell": '<c r="A1"><c r="B1"><v>1</v></c></c>',
        "two cells in one place": '<c r="A1"><v>1</v></c>' * 2,
        "cells in the wrong order": '<c r="C1"><v>1</v></c><c r="A1"><v>2</v></c>',
        "a cell that never ends": '<c r="A1"><v>1',
        "a long text": f'<c r="A1" t="inlineStr"><is><t>{"x" * 40_000}</t></is></c>',
        "marks that run backwards": '<c r="A1" t="inlineStr"><is><t>\u202eabc\u202c</t></is></c>',
    }
    for name, cell in cells.items():
        yield HostileSheet(
            f"{name} in a cell", lambda cell=cell: xlsx_of(f'<row r="1">{cell}<c r="D1"><v>1</v></c></row>')
        )
    for ref in ("A1:A3", "A1:XFD1048576", "A3:A1", "A1", "", "A1:B2:C3", "x", "A2:A1048576"):
        merged = f'<mergeCells count="1"><mergeCell ref="{ref}"/></mergeCells>'
        yield HostileSheet(f"merged cells {ref or 'nowhere'}", made(xlsx_of(rows_xml(ROWS), after=merged)))
    yield HostileSheet("numbers as text", made(xlsx([["Number"], ["007"], ["1,5"], ["£3"], ["٣"]])), "")
    yield HostileSheet("headings twice", made(xlsx([["Title", "Title", "Title"], ["a", "b", "c"]])), "")
    yield HostileSheet("references twice", made(xlsx([["Reference"], ["A-1"], ["A-1"]])), "")
    yield HostileSheet("a day long ago in xls", made(xls([["Day"], [date(1900, 3, 1)]])), "")
    error = ods_rows(ROWS) + '<table:table-row><table:table-cell calcext:value-type="error"/></table:table-row>'
    yield HostileSheet("an error in ods", made(ods_of(error)), "Sheet “Register” has a cell with an error")


def _odd_books() -> Iterator[HostileSheet]:
    good = sheet_xml(rows_xml(ROWS))
    for name in ("", " ", "x" * 400, "<b>", "a/b\\c", "🦊", "\u202eabc", "History", "'"):
        yield HostileSheet(f"a sheet named {name[:9]!r}", made(zipped(xlsx_parts({name: good}))))
    hidden = book_xml(["Register"], ' state="hidden"')
    yield HostileSheet("only a hidden sheet", made(xlsx(xl__workbook_dot_xml=hidden)), "")
    yield HostileSheet(
        "only a very hidden sheet", made(xlsx(xl__workbook_dot_xml=book_xml(["A"], ' state="veryHidden"'))), ""
    )
    yield HostileSheet(
        "two sheets of one name",
        made(
            xlsx(
                xl__workbook_dot_xml=book_xml(["A", "A"]),
                xl___rels__workbook_dot_xml_dot_rels=links_xml(2),
                xl__worksheets__sheet2_dot_xml=good,
            )
        ),
    )
    days = book_xml(["A"], before='<workbookPr date1904="1"/>')
    yield HostileSheet("days from 1904", made(xlsx(xl__workbook_dot_xml=days)), "")
    yield HostileSheet("no sheets", made(xlsx(xl__workbook_dot_xml=book_xml([]))), "The file holds no sheet.")
    yield HostileSheet(
        "101 sheets", lambda: zipped(xlsx_parts({f"S{n}": good for n in range(101)})), "The file has more than 100"
    )
    yield HostileSheet("an empty sheet", made(xlsx([])), "The file holds nothing")
    yield HostileSheet("links to nothing", made(xlsx(xl___rels__workbook_dot_xml_dot_rels=links_xml(0))))
    circle = links_xml(1).replace(b"worksheets/sheet1.xml", b"workbook.xml")
    yield HostileSheet("a workbook that is its own sheet", made(xlsx(xl___rels__workbook_dot_xml_dot_rels=circle)))
    for name in (
        "xl__workbook_dot_xml",
        "xl__worksheets__sheet1_dot_xml",
        "xl___rels__workbook_dot_xml_dot_rels",
        "xl__styles_dot_xml",
        "_rels___dot_rels",
    ):
        yield HostileSheet(f"nothing in {name}", made(xlsx(**{name: b""})))
        yield HostileSheet(f"noise in {name}", made(xlsx(**{name: random.Random(3).randbytes(300)})))
        yield HostileSheet(f"no end in {name}", made(xlsx(**{name: b"<a><b c='"})))
        yield HostileSheet(f"much depth in {name}", made(xlsx(**{name: b"<a>" * 9000})))
