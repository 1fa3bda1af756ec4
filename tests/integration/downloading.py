"""A list on its page, and the same list as a file."""

import csv
import io
import re
from html import unescape
from typing import Any

from tests.integration.recommendations.conftest import Browser


def rows(browser: Browser, place: str, **query: Any) -> list[dict[str, str]]:
    """The rows of the file, by heading."""
    answer = browser.get(f"{place}file/csv/", **query)
    assert answer.status_code == 200, answer.content
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text, newline="")))


def on_page(browser: Browser, place: str, column: str, **query: Any) -> list[str]:
    """What stands in the column on the page, without the tags and what is only for a screen reader."""
    page = browser.page(place, **query)
    cells = re.findall(rf'data-label="{column}">(.*?)</t[hd]>', page, re.DOTALL)
    spoken = [re.sub(r'<span class="govuk-visually-hidden">.*?</span>', "", cell) for cell in cells]
    return [unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in spoken]
