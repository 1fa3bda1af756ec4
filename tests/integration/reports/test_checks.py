"""The checks before release in the browser: what stops the paper, what wants a sentence, and what was let stand."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from inspections import actions as inspecting
from recommendations.enums import Status
from recommendations.models import Recommendation
from reports import actions
from reports.enums import PaperState, SectionKind
from reports.models import Paper, Release
from tests.conftest import NOON
from tests.factories.inspections import Reference, make_inspection, make_publication
from tests.factories.issues import issued, released
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation, make_update
from tests.factories.reports import add_section, make_empty_paper
from tests.factories.small_register import EMBARGOED, make_small_register

pytestmark = pytest.mark.django_db
MARCH = date(2022, 3, 31)


@pytest.fixture
def item(cast: Cast, reference: Reference) -> Recommendation:
    """An open item that nobody owns yet and that has no date."""
    publication = make_publication(make_inspection("Youth violence"))
    return make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)


@pytest.fixture
def paper(cast: Cast, item: Recommendation) -> Paper:
    paper = make_empty_paper(cast)
    add_section(paper, SectionKind.REGISTER_POSITION, "Position", options={"tables": []})
    return paper


@pytest.fixture
def dcc(cast: Cast, reference: Reference) -> Client:
    browser = Client()
    browser.force_login(cast.dcc.user)
    return browser


def address(name: str, *more: object) -> str:
    return reverse(name, args=[MARCH, *more])


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def shown(answer) -> dict[str, str]:
    form = answer.context["release_form"]
    return {name: form[name].value() for name in ("as_shown", "shown_checks", "shown_at")}


WHY = {"why_owners": "It came last week.", "why_dates": "The report sets none."}


def type_words(paper: Paper, words: str) -> None:
    section = paper.sections.get()
    actions.change_section(section=section, values={"after": words}, by=SETTER_UP, at=timezone.now())


def test_the_officer_reads_what_is_found_and_where_it_is_mended(liaison: Client, paper: Paper) -> None:
    assert address("paper_checks") in text(liaison.get(address("paper")))

    said = text(liaison.get(address("paper_checks")))

    assert "MP-2022-001 has no owner." in said
    assert reverse("allocate", args=["MP-2022-001"]) in said
    assert reverse("set_target", args=["MP-2022-001"]) in said
    assert "Two findings of two checks" in said
    assert "Nothing is under embargo or OFFICIAL-SENSITIVE" in said


def test_the_dcc_says_why_and_releases(dcc: Client, liaison: Client, paper: Paper) -> None:
    page = dcc.get(address("release_paper"))
    assert "Why these items have no owner yet" in text(page)
    assert "(optional)" not in text(page)

    answer = dcc.post(address("release_paper"), shown(page) | WHY)

    paper.refresh_from_db()
    assert (answer.status_code, paper.state) == (302, PaperState.RELEASED)
    for page_of_it in (address("release_paper"), address("paper_checks"), address("meeting")):
        assert "It came last week." in text(dcc.get(page_of_it)), page_of_it


def test_a_release_without_a_sentence_says_which_is_wanted_and_keeps_the_others(dcc: Client, paper: Paper) -> None:
    page = dcc.get(address("release_paper"))

    answer = dcc.post(address("release_paper"), shown(page) | {"why_owners": "It came last week."})

    said = text(answer)
    paper.refresh_from_db()
    assert (answer.status_code, paper.state) == (200, PaperState.DRAFT)
    assert said.count("Say why these items have no date yet") == 2  # above the page, and at the field
    assert "Say why these items have no owner yet" not in said
    assert "It came last week." in said
    assert dcc.post(address("release_paper"), shown(answer) | WHY).status_code == 302


def test_a_sentence_that_is_too_long_is_kept_and_refused(dcc: Client, paper: Paper) -> None:
    page = dcc.get(address("release_paper"))

    answer = dcc.post(address("release_paper"), shown(page) | WHY | {"why_owners": "x" * 301})

    assert "must be 300 characters or fewer" in text(answer)
    assert Release.objects.count() == 0


def test_a_warning_that_came_after_the_page_was_shown_is_shown_first(dcc: Client, paper: Paper) -> None:
    page = dcc.get(address("release_paper"))
    type_words(paper, "We have 14 open items.")

    answer = dcc.post(address("release_paper"), shown(page) | WHY)

    said = text(answer)
    assert (answer.status_code, Release.objects.count()) == (409, 0)
    assert "“Position” says “14 open items”; in the register one of these is open." in said
    assert "It came last week." in said
    why = WHY | {"why_written_numbers": "It speaks of all forces."}
    assert dcc.post(address("release_paper"), shown(answer) | why).status_code == 302


def test_a_page_that_does_not_know_the_checks_releases_nothing(dcc: Client, paper: Paper) -> None:
    sent = shown(dcc.get(address("release_paper"))) | WHY
    del sent["shown_checks"]

    assert dcc.post(address("release_paper"), sent).status_code == 409


def test_what_stops_the_paper_is_listed_and_there_is_no_button(dcc: Client, liaison: Client, paper: Paper) -> None:
    make_inspection("Revisit on serious and organised crime", embargoed=True, at=NOON)
    type_words(paper, "We await the revisit on serious and organised crime.")

    page = dcc.get(address("release_paper"))

    finding = "“Position” has words that are those of an inspection under embargo."
    assert (finding in text(page), page.context["release_form"]) == (True, None)
    assert "MP-2022-001 has no owner." in text(page)
    assert f"{address('paper')}#section-{paper.sections.get().pk}" in text(page)
    assert address("change_section", paper.sections.get().pk) in text(liaison.get(address("paper_checks")))


def test_the_secretary_is_told_that_the_checks_stop_the_paper_and_not_why(
    secretary: Client, cast: Cast, paper: Paper, item: Recommendation
) -> None:
    released(cast, paper)
    page = secretary.get(address("issue_paper"))
    later = NOON + timedelta(minutes=5)
    inspecting.set_embargo(inspection=item.publication.inspection, embargoed=True, by=SETTER_UP, at=later)

    answer = secretary.post(address("issue_paper"), {"as_shown": page.context["form"]["as_shown"].value()})

    said = text(answer)
    assert "The checks stop the paper: “What may not be told”." in said
    assert "under embargo" not in said
    assert secretary.get(address("paper_checks")).status_code == 403
    assert address("paper_checks") not in text(secretary.get(address("paper")))


def test_what_was_let_stand_is_told_with_the_version_to_those_who_read_drafts(
    liaison: Client, reader: Client, cast: Cast, paper: Paper
) -> None:
    issued(cast, paper)

    said = text(liaison.get(address("issue", 1)))
    assert ("Items without an owner" in said, "As expected." in said, "MP-2022-001 has no owner." in said) == (
        True,
        True,
        True,
    )
    assert "As expected." not in text(reader.get(address("issue", 1)))
    assert "the paper has been issued" in text(liaison.get(address("paper_checks"))).lower()


def links_in(answer) -> list[str]:
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return [href for href in re.findall(r'href="(/[^"]+)"', main) if "/paper/checks/" not in href]


@pytest.mark.parametrize("who", ["liaison", "dcc", "auditor"])
def test_whoever_reads_the_checks_may_follow_every_link(cast: Cast, who: str) -> None:
    small = make_small_register(cast)
    section = small.paper.sections.earliest("position")
    words = f"We await the {EMBARGOED} review; HMIC says 14 items are open. Ask Supt Jane Smith."
    actions.change_section(section=section, values={"after": words}, by=SETTER_UP, at=timezone.now())
    make_update(cast, small.red, "Staff are coming back.", at=NOON)
    browser = Client()
    browser.force_login(getattr(cast, who).user)

    page = browser.get(address("paper_checks"))

    links = links_in(page)
    assert len(links) > 8
    assert [(href, browser.get(href).status_code) for href in links if browser.get(href).status_code != 200] == []


def test_many_findings_are_folded(liaison: Client, cast: Cast, paper: Paper, item: Recommendation) -> None:
    for _ in range(10):
        make_recommendation(cast, item.publication, Status.AWAITING_ALLOCATION)

    said = text(liaison.get(address("paper_checks")))

    assert said.count("<details") == 2
    assert "11 findings" in said
