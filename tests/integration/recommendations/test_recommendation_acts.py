"""What can be done to an item, as its page offers it to each reader."""

import re

import pytest

from inspections.models import Publication
from recommendations import actions
from recommendations.enums import Status
from tests.conftest import NOON, TODAY
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.conftest import Browser, People
from tests.integration.recommendations.pages import address, buttons, words
from tests.integration.recommendations.planted import make_planted_item

pytestmark = pytest.mark.django_db


def test_the_acts_in_hand_are_buttons(people: People, cast: Cast, publication: Publication) -> None:
    item = make_planted_item(cast, publication)

    def offered(browser: Browser) -> list[str]:
        page = browser.page(address(item))
        changes = re.findall(r'<p class="govuk-body-s app-no-print">(.*?)</p>', page)
        links = [label for line in changes for label in re.findall(r">([^<>]+)</a>", line)]
        return buttons(page) + [link for link in links if link.startswith(("Change the ", "Set", "Confirm", "Record"))]

    assert offered(people.owner) == ["Record progress", "Extend the target", "Set the target"]
    assert offered(people.lead) == ["Change the RAG"]
    assert offered(people.auditor) == []
    assert offered(people.dcc) == []
    assert offered(people.liaison)[:8] == [
        "Record progress",
        "Change the RAG",
        "Extend the target",
        "Rule not ours",
        "Propose as not applicable",
        "Put on hold",
        "Record HMICFRS's decision",
        "Propose to withdraw as entered in error",
    ]


def test_an_act_that_is_refused_now_says_why(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.ON_HOLD)

    page = words(people.liaison.page(address(item)))

    assert "What cannot be done now, and why" in page
    assert "Put on hold: “Put on hold” is for an item that is in progress. This one is on hold." in page
    assert "Resume" in buttons(people.liaison.page(address(item)))


def test_a_proposal_that_waits_is_shown_with_its_answers(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    actions.propose_not_applicable(
        recommendation=item, portfolio=cast.crime, by=cast.liaison.actor(TODAY), at=NOON, why="No such unit."
    )

    lead, liaison = people.lead.page(address(item)), people.liaison.page(address(item))

    said = "Proposed as not applicable by HMICFRS Force Liaison Officer. It waits for the lead of Crime. No such unit."
    assert said in words(lead)
    assert said in words(liaison)
    assert buttons(lead)[:2] == ["Agree that it is not applicable", "Refuse: it applies"]
    assert "Refuse: it applies" not in buttons(liaison)


def test_the_proposal_is_shown_to_who_can_read_but_not_answer(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    actions.propose_in_error(recommendation=item, by=cast.liaison.actor(TODAY), at=NOON, why="Twice.")

    for name in ("auditor", "owner"):
        page = words(getattr(people, name).page(address(item)))
        assert "It waits for a second liaison officer or the Deputy Chief Constable. Twice." in page, name
