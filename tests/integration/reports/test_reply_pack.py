"""The response to a report: shown first, then as a file, built up from what may go out."""

import io
import zipfile

import docx
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspections.models import Publication
from recommendations import actions as recommending
from recommendations.models import Recommendation
from tests.factories.people import Cast
from tests.factories.small_register import (
    CUT_OFF,
    EMBARGOED,
    IN_NO_PUBLIC_PAPER,
    SENSITIVE,
    SmallRegister,
    make_small_register,
)
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(cast: Cast) -> SmallRegister:
    return make_small_register(cast)


@pytest.fixture
def browser(cast: Cast, small: SmallRegister) -> Client:
    """The liaison officer's browser, over the small register."""
    browser = Client()
    browser.force_login(cast.liaison.user)
    return browser


def page_of(item: Recommendation) -> str:
    return reverse("reply_pack", args=[item.publication_id])


def file_of(item: Recommendation, format: str = "docx") -> str:
    return reverse("reply_pack_file", args=[item.publication_id, format])


def lines_of(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs if paragraph.text.strip()]


def test_each_item_has_its_text_the_forces_comment_and_what_is_done(browser: Client, small: SmallRegister) -> None:
    answer = browser.get(file_of(small.red))

    assert answer.headers["Content-Disposition"].startswith('attachment; filename="response-crime-data-integrity-')
    lines = lines_of(answer.content)
    start = lines.index("Cause of concern: Crimes go unrecorded")
    assert lines[start : start + 4] == [
        "Cause of concern: Crimes go unrecorded",
        "Too many crimes are not recorded.",
        "The report",
        f"Recommendation: {small.red.title}",
    ]
    assert "A new team records crime." in lines
    assert "The force’s comment, as it stood on 10 February 2022:" in lines
    assert f"Action taken: The {small.red.owner_post} is seeing to it." in lines


def comment_on(cast: Cast, item: Recommendation, text: str, *, clear: bool = True) -> None:
    by = cast.liaison.actor(CUT_OFF.date())
    recommending.write_reply(recommendation=item, text=text, by=by, at=CUT_OFF)
    if clear:
        recommending.clear_reply(recommendation=item, by=by, at=CUT_OFF)


def test_a_comment_of_its_own_takes_the_place_of_the_committees_wording(
    browser: Client, cast: Cast, small: SmallRegister
) -> None:
    comment_on(cast, small.red, "We record every crime.\n\nA team sees to it.")

    lines = lines_of(browser.get(file_of(small.red)).content)
    page = words(browser.get(page_of(small.red)).content.decode())

    start = lines.index("The force’s comment:")
    assert lines[start + 1 : start + 3] == ["We record every crime.", "A team sees to it."]
    assert "A new team records crime." not in lines
    assert f"{small.red.reference} {small.red.title} Cleared Change the comment on {small.red.reference}" in page


def test_a_comment_that_is_not_cleared_goes_nowhere_and_is_said_to_wait(
    browser: Client, cast: Cast, small: SmallRegister
) -> None:
    comment_on(cast, small.red, "IBEX does it.", clear=False)

    file, page = browser.get(file_of(small.red)), browser.get(page_of(small.red)).content.decode()

    assert "A new team records crime." in lines_of(file.content)
    assert "IBEX" not in page
    assert "Not cleared The committee’s wording of 10 February 2022 stands in." in words(page)
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        assert [name for name in archive.namelist() if b"IBEX" in archive.read(name)] == []


def test_who_only_reads_is_offered_no_comment_to_write(browser: Client, cast: Cast, small: SmallRegister) -> None:
    liaison = browser.get(page_of(small.red)).content.decode()
    browser.force_login(cast.auditor.user)
    auditor = browser.get(page_of(small.red)).content.decode()
    inspection = browser.get(small.red.publication.inspection.get_absolute_url()).content.decode()

    assert "write-reply" in liaison
    assert "write-reply" not in auditor
    assert f'href="{page_of(small.red)}"' in inspection


def test_the_dates_of_the_reply_are_told(browser: Client, small: SmallRegister) -> None:
    lines = lines_of(browser.get(file_of(small.red)).content)

    assert (
        "The 56-day response of the Midshire PCC to the Home Secretary, under section 55 of the Police Act 1996, was "
        "due by 1 November 2021. The force’s input was sent on 10 January 2022." in lines
    )


def test_every_status_says_what_is_done_or_why_nothing_is(browser: Client, small: SmallRegister) -> None:
    lines = lines_of(browser.get(file_of(small.closed)).content)

    actions = [line for line in lines if line.startswith(("Action", "Why no action"))]
    assert [line.split(":")[0] for line in actions] == [
        "Action taken",
        "Action taken",
        "Why no action is taken",
        "Action proposed",
    ]
    assert actions[2] == "Why no action is taken: The report asks others."
    assert "write it down" in lines
    assert [line for line in lines if "“within six months”, which is 24 August 2022" in line] != []


@pytest.mark.parametrize("format", ["docx", "html", "pdf"])
def test_what_is_not_cleared_is_in_no_file(browser: Client, small: SmallRegister, format: str) -> None:
    held: list[str] = []

    for publication in Publication.objects.filter(inspection__is_embargoed=False):
        answer = browser.get(reverse("reply_pack_file", args=[publication.pk, format]))
        assert answer.status_code == 200
        content = answer.content
        if format == "docx":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                content = b"".join(archive.read(name) for name in archive.namelist())
        held += [word for word in (*IN_NO_PUBLIC_PAPER, "Lia", "Liaison") if word.encode() in content]

    assert held == []


def test_the_page_says_what_is_lacking_and_what_stays_out(browser: Client, small: SmallRegister) -> None:
    page = browser.get(page_of(small.closed)).content.decode()

    said = words(page)
    assert "These are marked OFFICIAL-SENSITIVE. The file does not mention them." in said
    assert said.count(SENSITIVE) == 1
    assert f"{small.closed.reference} {small.closed.title} No comment To be added: the comment." in said
    assert [word for word in IN_NO_PUBLIC_PAPER if word != SENSITIVE and word in page] == []


def test_a_ruling_that_it_does_not_apply_asks_for_a_reason_that_may_go_out(
    browser: Client, cast: Cast, small: SmallRegister
) -> None:
    item = Recommendation.objects.get(title="Ask the young")
    liaison = cast.liaison.actor(CUT_OFF.date())
    recommending.propose_not_applicable(
        recommendation=item, portfolio=cast.crime, why="PANGOLIN", by=liaison, at=CUT_OFF
    )
    recommending.agree_not_applicable(recommendation=item, by=cast.lead.actor(CUT_OFF.date()), at=CUT_OFF)

    lines = lines_of(browser.get(file_of(item)).content)

    assert "Why no action is taken: The force has ruled that it does not apply to the force." in lines
    assert "The reason: To be added." in lines
    assert [line for line in lines if "PANGOLIN" in line] == []

    comment_on(cast, item, "We have no young people.")

    lines = lines_of(browser.get(file_of(item)).content)
    assert "The reason: To be added." not in lines
    start = lines.index("The force’s comment:")
    assert lines[start : start + 3] == [
        "The force’s comment:",
        "We have no young people.",
        "Why no action is taken: The force has ruled that it does not apply to the force.",
    ]


def test_nothing_of_an_embargoed_inspection_goes_out(browser: Client, small: SmallRegister) -> None:
    publication = Publication.objects.get(inspection=small.embargoed)

    page = browser.get(reverse("reply_pack", args=[publication.pk]))
    file = browser.get(reverse("reply_pack_file", args=[publication.pk, "docx"]))

    assert (page.status_code, file.status_code) == (200, 409)
    for answer in (page, file):
        assert "The inspection is under embargo, so nothing of it goes out." in words(answer.content.decode())
        assert f"{EMBARGOED} item" not in answer.content.decode()
        assert "download" not in answer.content.decode().split("<main")[1]


def test_a_response_costs_the_same_for_one_item_and_for_five(browser: Client, small: SmallRegister) -> None:
    statements = []
    for item in (small.red, small.closed):
        with CaptureQueriesContext(connection) as queries:
            browser.get(page_of(item))
        statements.append(len(queries))

    assert statements[0] == statements[1]
    assert statements[0] <= 18


def test_a_withdrawn_item_is_not_replied_to(browser: Client, cast: Cast, small: SmallRegister) -> None:
    item = Recommendation.objects.get(title="Count it")
    liaison, dcc = cast.liaison.actor(CUT_OFF.date()), cast.dcc.actor(CUT_OFF.date())
    recommending.propose_in_error(recommendation=item, why="Entered twice.", by=liaison, at=CUT_OFF)
    recommending.agree_in_error(recommendation=item, by=dcc, at=CUT_OFF)

    assert [line for line in lines_of(browser.get(file_of(item)).content) if "Count it" in line] == []
