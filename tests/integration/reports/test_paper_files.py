"""The paper on a page, and as a file."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from reports.enums import SectionKind
from reports.models import Paper
from tests.factories.people import Cast
from tests.factories.reports import add_section
from tests.factories.small_register import (
    IN_NO_PAPER,
    IN_NO_PUBLIC_PAPER,
    UNCLEARED,
    SmallRegister,
    make_small_register,
)

pytestmark = pytest.mark.django_db
MARCH = date(2022, 3, 31)


@pytest.fixture
def small(cast: Cast) -> SmallRegister:
    return make_small_register(cast)


@pytest.fixture
def browser(cast: Cast, small: SmallRegister) -> Client:
    """The committee secretary's browser, over the small register."""
    browser = Client()
    browser.force_login(cast.secretary.user)
    return browser


def preview(audience: str = "") -> str:
    return reverse("paper_preview", args=[MARCH]) + (f"?audience={audience}" if audience else "")


def download(format: str, audience: str = "") -> str:
    return reverse("paper_download", args=[MARCH, format]) + (f"?audience={audience}" if audience else "")


def test_the_preview_shows_the_public_paper_and_offers_the_internal(browser: Client) -> None:
    page = browser.get(preview()).content.decode()

    assert "Agenda Item 08" in page
    assert "three open items" in page
    assert "Internal: not for publication" not in page
    assert 'href="?audience=internal"' in page
    assert [word for word in IN_NO_PUBLIC_PAPER if word in page] == []


def test_the_internal_preview_says_what_it_is(browser: Client) -> None:
    page = browser.get(preview("internal")).content.decode()

    assert "Internal: not for publication" in page
    assert UNCLEARED in page
    assert download("pdf", "internal") in page
    assert [word for word in IN_NO_PAPER if word in page] == []


def test_the_papers_own_headings_lie_below_the_pages(browser: Client) -> None:
    page = browser.get(preview()).content.decode()

    assert page.count("<h1") == 1
    assert '<h2 class="paper-title">' in page


@pytest.mark.parametrize(
    ("format", "content_type", "begins"),
    [
        ("html", "text/html; charset=utf-8", b"<!doctype html>"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("pdf", "application/pdf", b"%PDF-"),
    ],
)
@pytest.mark.parametrize("audience", ["", "internal"])
def test_files_come_with_their_type_and_name_and_stay_in_no_cache(
    browser: Client, format: str, content_type: str, begins: bytes, audience: str
) -> None:
    answer = browser.get(download(format, audience))

    suffix = "-internal" if audience else ""
    assert answer.content.startswith(begins)
    assert (answer["Content-Type"], answer["Cache-Control"]) == (content_type, "no-store")
    assert answer["Content-Disposition"] == f'attachment; filename="hmicfrs-update-2022-03-31{suffix}.{format}"'
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("audience", ["press", "", "\x00", "INTERNAL", "🦉"])
def test_an_audience_that_is_none_is_the_public(browser: Client, audience: str) -> None:
    answer = browser.get(reverse("paper_download", args=[MARCH, "html"]), {"audience": audience})

    assert "hmicfrs-update-2022-03-31.html" in answer["Content-Disposition"]
    assert [word for word in IN_NO_PUBLIC_PAPER if word in answer.content.decode()] == []


@pytest.mark.parametrize("path", ["odt", "html2", "PDF", "%00"])
def test_other_formats_are_not_there(browser: Client, path: str) -> None:
    assert browser.get(f"/meetings/2022-03-31/paper/{path}/").status_code == 404


@pytest.mark.parametrize("page", ["", "paper/", "paper/preview/", "paper/pdf/"])
def test_days_without_a_meeting_are_not_there(browser: Client, page: str) -> None:
    for day in ("2022-02-30", "0000-01-01", "2022-13-01", "2022-3-31", "９999-01-01", "2021-01-01"):
        assert browser.get(f"/meetings/{day}/{page}").status_code == 404, day


def test_a_paper_that_lacks_something_makes_no_file(cast: Cast, liaison: Client, paper: Paper) -> None:
    grid = add_section(paper, SectionKind.PEEL_GRID, "Grades")

    shown, refused = liaison.get(preview()), liaison.get(download("pdf"))

    assert (shown.status_code, refused.status_code) == (200, 409)
    for answer in (shown, refused):
        page = answer.content.decode()
        assert "No PEEL report had been published and recorded by the cut-off." in page
        assert reverse("change_section", args=[MARCH, grid.pk]) in page
    assert download("pdf") not in shown.content.decode()


def test_an_administrator_and_who_is_signed_out_get_no_paper(client: Client, cast: Cast, small: SmallRegister) -> None:
    assert client.get(preview())["Location"].startswith(reverse("account_login"))

    client.force_login(cast.administrator.user)

    assert [client.get(path).status_code for path in (preview(), download("pdf"), reverse("meetings"))] == [403] * 3


def test_words_that_look_like_markup_stay_words(liaison: Client, paper: Paper) -> None:
    awful = "<script>alert(1)</script> {{ 7*7 }} {% debug %} ]]> &amp; \\par #set text(red) [x](javascript:alert(1))"
    add_section(paper, SectionKind.NARRATIVE, awful, before=awful)

    page = liaison.get(preview()).content.decode()

    assert "<script>alert" not in page
    assert "javascript:alert" not in page.replace("[x](javascript:alert(1))", "")
    for format in ("html", "docx", "pdf"):
        assert liaison.get(download(format)).status_code == 200
