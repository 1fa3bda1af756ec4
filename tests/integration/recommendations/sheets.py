"""The sheet of the register as a browser and a spreadsheet program have it: saved, edited, brought back."""

import io
import re
from html import unescape
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from openpyxl import Workbook, load_workbook

from recommendations.intake.edited import COLUMNS
from recommendations.models import Recommendation
from tests.integration.recommendations.conftest import Browser

OUT, BACK = "/register/to-edit/", "/register/bring-back/"
PLACES = {column.key: place for place, column in enumerate(COLUMNS, 1)}
STEMS = ("1+1", "SUM(A1:A9)", "cmd|' /C calc'!A0", 'HYPERLINK("https://example.org")', "A1", "5", "1e5", "x", "#N/A",
         "'1", '"1"', "1/2/2022", "IMPORTXML(1)", "DDE()", "A1:B2")  # fmt: skip
FORMULAS = [sign + stem for sign in "=+-@" for stem in STEMS]


def sheet(browser: Browser, **query: Any) -> Workbook:
    answer = browser.get(OUT, **query)
    assert answer.status_code == 200, answer.content
    return load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]


def row_of(book: Workbook, item: Recommendation) -> int:
    references = [row[0] for row in book["Register"].iter_rows(values_only=True)]
    return references.index(item.reference) + 1


def edit(book: Workbook, item: Recommendation, **values: Any) -> Workbook:
    """The sheet with cells of an item's row changed, by the keys of their columns, as if they were typed."""
    for key, value in values.items():
        cell = book["Register"].cell(row_of(book, item), PLACES[key])
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
    return book


def again(book: Workbook) -> Workbook:
    """The same sheet once more, as if it were opened anew."""
    file = io.BytesIO()
    book.save(file)
    return load_workbook(file)


def bring(browser: Browser, book: Workbook) -> HttpResponse:
    file = io.BytesIO()
    book.save(file)
    return browser.post(BACK, file=SimpleUploadedFile("edited.xlsx", file.getvalue()))


def looked_at(browser: Browser, book: Workbook) -> str:
    answer = bring(browser, book)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def carried(page: str) -> str:
    found = re.search(r'name="rows" value="([^"]*)"', page)
    return unescape(found.group(1)) if found else ""


def confirm(browser: Browser, page: str, **decisions: str) -> HttpResponse:
    decided = {f"decide_{reference.replace('_', '-')}": whose for reference, whose in decisions.items()}
    return browser.post(BACK, rows=carried(page), step="confirm", **decided)


def refusals(page: str) -> list[str]:
    return [unescape(words) for words in re.findall(r'data-label="Why not"><div class="app-user-text">([^<]*)', page)]


def now(item: Recommendation) -> Recommendation:
    return Recommendation.objects.get(pk=item.pk)
