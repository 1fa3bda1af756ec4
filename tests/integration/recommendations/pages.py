"""Addresses of the register's pages, and what can be read off them."""

import re
from html import unescape

from recommendations.models import Recommendation

REGISTER = "/register/"


def address(item: Recommendation) -> str:
    return f"{REGISTER}{item.reference}/"


def words(page: str) -> str:
    """The page's text as it is read."""
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def buttons(page: str) -> list[str]:
    """What the page's links that look like buttons say."""
    return [unescape(label) for label in re.findall(r'role="button"[^>]*>([^<]+)</a>', page)]


def references(page: str) -> list[str]:
    """The references of the list's rows, in their order."""
    return re.findall(r'data-label="Reference"><a [^>]*>([^<]+)</a>', page)


def counted(page: str) -> dict[str, tuple[int, str]]:
    """Label of a count -> its number and the address behind it."""
    found = re.findall(r'app-counts__number">(\d+)</span> <a class="govuk-link" href="([^"]*)"[^>]*>([^<]+)</a>', page)
    return {unescape(label): (int(number), unescape(href)) for number, href, label in found}


def total(page: str) -> int:
    """How many rows the list says it has."""
    found = re.search(r"Showing (?:all )?(?:\d+ to \d+ of )?(\d+) items?<", page)
    return int(found.group(1)) if found else 0
