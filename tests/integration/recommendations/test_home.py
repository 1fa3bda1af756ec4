"""Your work: what waits for each role, each number a link to the rows behind it."""

import re
from datetime import date, timedelta
from html import unescape

import pytest

from inspections import actions as inspecting
from inspections.enums import CauseScope
from inspections.models import Publication
from jac_tracker.accounts import actions as people_actions
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Holding
from recommendations import actions
from recommendations.enums import Marking, Rag, Status
from recommendations.models import Proposal
from recommendations.permissions import stands_in
from tests.conftest import NOON, TODAY
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation, make_update, write_claim
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import total, words

pytestmark = pytest.mark.django_db


def waiting(page: str) -> dict[str, str]:
    """What waits in words -> the address behind it."""
    found = re.findall(r'app-work__item"><a class="govuk-link" href="([^"]*)">([^<]+)</a>', page)
    return {unescape(said): unescape(href) for href, said in found}


def busy(cast: Cast, publication: Publication, embargoed: Publication) -> None:
    """A register in which something waits for everybody."""
    liaison, owner = cast.liaison.actor(TODAY), cast.owner.actor(TODAY)
    make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)
    make_recommendation(cast, embargoed, Status.AWAITING_ALLOCATION)
    late = make_recommendation(cast, publication)
    actions.set_target(recommendation=late, target_on=date(2022, 2, 1), by=owner, at=NOON - timedelta(days=40))
    make_update(cast, late, rag=Rag.RED, at=NOON)
    make_recommendation(cast, publication, at=NOON - timedelta(days=100))
    asked = make_recommendation(cast, publication, marking=Marking.OFFICIAL_SENSITIVE)
    actions.propose_not_applicable(recommendation=asked, portfolio=cast.crime, by=liaison, at=NOON, why="No unit.")
    twice = make_recommendation(cast, publication)
    actions.propose_in_error(recommendation=twice, by=cast.second_liaison.actor(TODAY), at=NOON, why="Twice.")


EXPECTED = {
    "liaison": [
        "1 proposal waits for your answer",
        "2 items await allocation",
        "1 item is overdue",
        "1 item has had no update for 60 days",
    ],
    "second_liaison": [
        "2 items await allocation",
        "1 item is overdue",
        "1 item has had no update for 60 days",
    ],
    "owner": ["1 item is overdue", "1 item has had no update for 60 days"],
    "lead": ["1 proposal waits for your answer", "1 item is Red", "1 item is overdue"],
    "dcc": ["1 proposal waits for your answer", "1 item is Red", "1 item is overdue"],
    "other_owner": [],
    "other_lead": [],
    "secretary": [],
    "reader": [],
    "auditor": [],
    "administrator": [],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_everybody_sees_what_waits_for_them_and_every_number_is_what_its_link_shows(
    name: str, people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    busy(cast, publication, embargoed)
    browser = getattr(people, name)

    found = waiting(browser.page("/"))

    assert list(found) == EXPECTED[name]
    for said, href in found.items():
        assert total(browser.page(href)) == int(said.split()[0]), said


@pytest.mark.parametrize(
    ("name", "kindly"),
    [
        ("liaison", "Nothing waits for you today."),
        ("dcc", "Nothing waits for you today."),
        ("owner", "This post owns no item yet."),
        ("lead", "Your portfolio has no item yet."),
        ("reader", "Nothing waits for you. Papers are here to read once they are issued."),
    ],
)
def test_where_nothing_waits_the_page_says_so_kindly(
    name: str, kindly: str, people: People, publication: Publication
) -> None:
    assert kindly in words(getattr(people, name).page("/"))


@pytest.mark.parametrize(
    ("name", "there", "absent"),
    [
        ("secretary", ["See meetings and papers", "See the register"], ["Keep people"]),
        ("reader", ["See meetings and papers"], ["See the register", "Keep people"]),
        ("auditor", ["See the register", "See the audit log", "See what was removed"], ["Keep people"]),
        ("administrator", ["Keep people", "Keep posts"], ["See the register", "See meetings"]),
    ],
)
def test_who_has_no_desk_is_pointed_to_what_they_can_use(
    name: str, there: list[str], absent: list[str], people: People, publication: Publication
) -> None:
    browser = getattr(people, name)
    page = browser.page("/")

    for label in there:
        assert label in words(page), label
    for label in absent:
        assert label not in words(page), label
    main = page[page.index("<main") : page.index("</main>")]
    hrefs = [unescape(href) for href in re.findall(r'href="([^"]+)"', main)]
    assert {href: browser.get(href).status_code for href in hrefs} == dict.fromkeys(hrefs, 200)
    assert len(hrefs) >= len(there)


def test_what_nobody_may_know_of_is_not_counted(
    people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    item = make_recommendation(cast, embargoed, at=NOON - timedelta(days=100))
    assert item.owner_post == cast.owner.post

    assert waiting(people.owner.page("/")) == {}
    assert list(waiting(people.liaison.page("/"))) == ["1 item has had no update for 60 days"]


# One by one, and oldest first


def tasks(page: str) -> dict[str, list[tuple[str, str]]]:
    """Queue -> (what, the address where it is done) of each of its tasks, in order."""
    found = {}
    for title, rest in re.findall(
        r'<h3 class="[^"]*">([^<]+) \(\d+\)</h3>\s*<ol class="app-work">(.*?)</ol>', page, re.S
    ):
        links = re.findall(r'href="([^"]+)">([^<]+)<', rest)
        found[unescape(title)] = [(unescape(words), unescape(href)) for href, words in links]
    return found


def test_what_waits_at_a_desk_is_named_one_by_one_the_oldest_first(
    people: People, cast: Cast, publication: Publication
) -> None:
    late, early = (
        make_recommendation(cast, publication, Status.WITH_PORTFOLIO_LEAD, at=NOON - timedelta(days=days))
        for days in (3, 9)
    )
    checked = make_recommendation(cast, publication, Status.WITH_LIAISON, at=NOON - timedelta(days=5))
    approved = make_recommendation(cast, publication, Status.APPROVED, at=NOON - timedelta(days=5))

    assert tasks(people.lead.page("/")) == {
        "Claims to decide on": [(item.reference, f"/scrutiny/{item.reference}/") for item in (early, late)]
    }
    assert tasks(people.liaison.page("/")) == {
        "Evidence to check": [(checked.reference, f"/scrutiny/{checked.reference}/")],
        "Approved: to send to HMICFRS, or to close": [(approved.reference, f"/register/{approved.reference}/claim/")],
    }
    assert tasks(people.other_lead.page("/")) == {}


def test_an_owner_sees_claims_that_came_back_and_claims_begun(
    people: People, cast: Cast, publication: Publication
) -> None:
    back = make_recommendation(cast, publication, Status.WITH_DCC, at=NOON - timedelta(days=9))
    actions.return_claim(recommendation=back, by=cast.dcc.actor(TODAY), at=NOON, why="Show the audit.")
    begun = make_recommendation(cast, publication, at=NOON - timedelta(days=5))
    write_claim(cast, begun, at=NOON)

    page = people.owner.page("/")

    assert tasks(page) == {
        "Claims that came back": [(back.reference, f"/register/{back.reference}/claim/")],
        "Claims being written": [(begun.reference, f"/register/{begun.reference}/claim/")],
    }


def test_a_post_sees_its_actions_and_a_lead_those_to_sign_off(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    given = {"post": cast.other_owner.post, "due_on": TODAY + timedelta(days=3)}
    step = actions.add_action(recommendation=item, what="Train everybody", **given, by=cast.owner.actor(TODAY), at=NOON)
    where = [(item.reference, f"/register/{item.reference}/actions/")]
    assert tasks(people.other_owner.page("/")) == {"Actions to do": where}
    assert "Due in 3 days" in words(people.other_owner.page("/"))

    actions.do_action(action=step, proof="Trained.", done_on=TODAY, by=cast.other_owner.actor(TODAY), at=NOON)

    assert tasks(people.other_owner.page("/")) == {}
    assert tasks(people.lead.page("/")) == {"Actions to sign off": where}


def test_a_cause_whose_recommendations_are_all_closed_is_put_before_liaison(
    people: People, cast: Cast, publication: Publication
) -> None:
    cause = inspecting.add_cause(
        publication=publication, scope=CauseScope.OURS, title="Recording", by=cast.liaison.actor(TODAY), at=NOON
    )
    make_recommendation(cast, publication, Status.CLOSED_COMPLETE, cause=cause)

    found = tasks(people.liaison.page("/"))

    assert found == {
        "Every recommendation closed: ask whether HMICFRS discharges the cause": [
            ("Cause of concern", f"/causes/{cause.pk}/discharge/")
        ]
    }


def test_a_claim_that_somebody_may_not_decide_on_is_not_put_before_them(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, Status.WITH_LIAISON, at=NOON - timedelta(days=3))
    handed = {"post": cast.owner.post, "to": cast.liaison.user, "from_on": TODAY, "by": SETTER_UP, "at": NOON}
    people_actions.hand_over(**handed)

    page = people.liaison.page("/")

    assert "Evidence to check" not in tasks(page)
    assert "1 other claim waits here for somebody else to decide on." in words(page)
    assert "Evidence to check" in tasks(people.second_liaison.page("/"))
    assert item.status == Status.WITH_LIAISON


def test_a_claim_that_waits_for_a_proposal_to_be_answered_is_not_said_to_wait_for_somebody_else(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, Status.WITH_LIAISON)
    by = cast.second_liaison.actor(TODAY)
    actions.propose_in_error(recommendation=item, by=by, at=NOON, why="It is there twice.")

    page = people.liaison.page("/")

    assert (tasks(page), list(waiting(page))) == ({}, ["1 proposal waits for your answer"])
    assert "for somebody else to decide on" not in words(page)


def test_the_first_page_costs_the_same_with_one_item_and_with_many(
    people: People, cast: Cast, publication: Publication
) -> None:
    everybody = (people.liaison, people.owner, people.lead, people.dcc, people.secretary, people.administrator)
    statuses = [Status.IN_PROGRESS, Status.WITH_PORTFOLIO_LEAD, Status.WITH_LIAISON, Status.WITH_DCC, Status.APPROVED]
    for status in statuses:
        make_recommendation(cast, publication, status, at=NOON - timedelta(days=9))
    with_one = [browser.statements("/") for browser in everybody]

    for status in statuses * 3:
        make_recommendation(cast, publication, status, at=NOON - timedelta(days=9))

    assert [browser.statements("/") for browser in everybody] == with_one
    assert max(with_one) <= 24


def test_a_proposal_is_counted_for_the_lead_who_stands_in_and_for_nobody_else(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, marking=Marking.OFFICIAL_SENSITIVE)
    liaison = cast.liaison.actor(TODAY)
    actions.propose_not_applicable(recommendation=item, portfolio=cast.crime, by=liaison, at=NOON, why="No unit.")
    assert "proposal" not in words(people.other_lead.page("/"))

    gone = Holding.objects.get(post=cast.lead.post)
    people_actions.end_holding(holding=gone, to_on=TODAY - timedelta(days=1), by=SETTER_UP, at=NOON)

    found = waiting(people.other_lead.page("/"))
    assert list(found) == ["1 proposal waits for your answer"]
    assert total(people.other_lead.page(found["1 proposal waits for your answer"])) == 1
    assert stands_in(cast.other_lead.actor(TODAY), Proposal.objects.get())
    assert "proposal" not in words(people.other_owner.page("/"))


def test_a_command_asks_the_lead_of_the_portfolio_and_nobody_in_that_ones_place(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    command = Actor.system("load_demo", on=TODAY)
    actions.propose_not_applicable(recommendation=item, portfolio=cast.crime, by=command, at=NOON, why="No unit.")

    assert "1 proposal waits for your answer" in words(people.lead.page("/"))
    assert "proposal" not in words(people.other_lead.page("/"))
    assert not stands_in(cast.other_lead.actor(TODAY), Proposal.objects.get())
