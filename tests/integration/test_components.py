"""The page of every component."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from jac_tracker.templatetags.jac import drawn_rag
from tests.factories.people import make_cast

pytestmark = pytest.mark.django_db

# Furniture of the frame, which every page shows, and of pages that have no frame.
FRAME = {"header.html", "footer.html", "messages.html", "error_page.html", "back_link.html"}


def test_a_stranger_is_sent_to_sign_in(client: Client):
    page = client.get("/components/")

    assert page.status_code == 302
    assert page["Location"] == "/sign-in/?next=/components/"


@pytest.mark.parametrize(
    "query",
    ["", "?page=0", "?page=x", "?page=999", "?sort=%00", "?rag=%00&rag=x", "?due_year=0&due_day=1", "?q=" + "x" * 4000],
)
def test_no_query_breaks_it(client: Client, query: str):
    client.force_login(make_cast().auditor.user)

    assert client.get("/components/" + query).status_code == 200


def test_every_component_is_shown(client: Client):
    client.force_login(make_cast().auditor.user)
    drawn_rag.cache_clear()

    page = client.get("/components/")

    drawn = {Path(str(part.name)).name for part in page.templates if str(part.name).startswith("components/")}
    folder = settings.BASE_DIR / "templates" / "components"
    assert {path.name for path in folder.glob("*.html")} - FRAME - drawn == set()


def test_filtering_keeps_the_order_and_the_day_of_the_view(client: Client):
    client.force_login(make_cast().auditor.user)

    page = client.get("/components/?sort=-due&as_at=2021-12-22&page=2").content.decode()

    panel = page.split('<form class="app-filter__body"')[1].split("</form>")[0]
    assert re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]+)">', panel) == [
        ("sort", "-due"),
        ("as_at", "2021-12-22"),
    ]


def test_ids_are_never_used_twice(client: Client):
    client.force_login(make_cast().auditor.user)

    ids = re.findall(r'\sid="([^"]+)"', client.get("/components/").content.decode())

    assert len(ids) > 60
    assert sorted(ids) == sorted(set(ids))


CLEARED = {
    "?rag=red&sort=-due&as_at=2021-12-22": ("?sort=-due&amp;as_at=2021-12-22", "Clear filters, keep the day"),
    "?rag=red&sort=-due": ("?sort=-due", "Clear filters"),
}


@pytest.mark.parametrize("query", CLEARED)
def test_clearing_the_filters_stays_at_the_day_and_says_so(client: Client, query: str):
    client.force_login(make_cast().auditor.user)
    href, label = CLEARED[query]

    links = re.findall(
        r'<a [^>]*href="([^"]*)">(Clear filters[^<]*)</a>', client.get("/components/" + query).content.decode()
    )

    assert links == [(href, label), (href, label)]
