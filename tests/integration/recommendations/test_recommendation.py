"""One item: who reads its headline and who the whole of it, and what it says."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.test import Client

from inspections import actions as inspecting
from inspections.enums import CauseScope
from inspections.models import CauseOfConcern, Publication
from recommendations import actions
from recommendations.enums import Marking, Status, TextSource
from recommendations.rules.as_read import PartAsRead
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_inspection, make_publication
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import REGISTERED_AT, close, make_recommendation, make_update
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import address, words
from tests.integration.recommendations.planted import PLANTED, make_planted_item

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["liaison", "owner", "lead", "dcc", "auditor"])
def test_who_sees_it_whole_reads_everything(name: str, people: People, cast: Cast, publication: Publication) -> None:
    page = words(getattr(people, name).page(address(make_planted_item(cast, publication))))

    for word in PLANTED:
        assert f"Planted{word}" in page, word
    for told in [
        "A summary.",
        "audit each month",
        "All forces",
        "“Within six months”: 7 July 2022",
        "Reckoned from 7 January 2022",
        "By Lia Liaison on 11 January 2022",
        "Our internal target 20 June 2022",
        "First target 1 June 2022",
        "Force Crime Registrar",
        "Olive Owner",
        "Head of Neighbourhoods",
        "Being progressed",
        "Cleared by Lia Liaison on 19 February 2022",
    ]:
        assert told in page, told


@pytest.mark.parametrize("name", ["secretary", "other_owner", "other_lead"])
@pytest.mark.parametrize("query", [{}, {"as_at": "2022-03-01"}])
def test_who_sees_the_headline_reads_that_and_nothing_else(
    name: str, query: dict[str, str], people: People, cast: Cast, publication: Publication
) -> None:
    page = words(getattr(people, name).page(address(make_planted_item(cast, publication)), **query))

    for told in [
        "MP-2022-001",
        "Serious youth violence, published 7 January 2022",
        "The force should act.",
        "Recommendation",
        "Within six months: 7 July 2022",
        "Force Crime Registrar",
        "Amber",
        "In progress",
    ]:
        assert told in page, told
    for hidden in ["Planted", "Olive Owner", "20 June 2022", "Crime board", "Head of Neighbourhoods",
                   "Being progressed", "Local Policing", "Supported", "Lia Liaison", "Target", "target"]:  # fmt: skip
        assert hidden not in page, hidden


@pytest.mark.parametrize("name", ["owner", "lead", "other_owner", "secretary"])
@pytest.mark.parametrize("query", [{}, {"as_at": "2022-03-01"}, {"as_at": "nonsense"}])
def test_what_is_under_embargo_is_not_there(
    name: str, query: dict[str, str], people: People, cast: Cast, embargoed: Publication
) -> None:
    item = make_recommendation(cast, embargoed)

    assert getattr(people, name).get(address(item), **query).status_code == 404
    assert people.liaison.get(address(item)).status_code == 200


@pytest.mark.parametrize(("name", "status"), [("owner", 200), ("lead", 200), ("other_owner", 404), ("secretary", 404),
                                              ("reader", 403), ("administrator", 403)])  # fmt: skip
def test_what_is_official_sensitive_is_there_for_its_own_people(
    name: str, status: int, people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, marking=Marking.OFFICIAL_SENSITIVE)

    assert getattr(people, name).get(address(item)).status_code == status


@pytest.mark.parametrize("reference", ["MP-2099-001", "%00", "x" * 400, "%F0%9F%92%A9", "%ED%A0%80", "'", "%"])
def test_a_reference_that_is_none_is_not_there(reference: str, people: People, publication: Publication) -> None:
    assert people.liaison.get(f"/register/{reference}/").status_code == 404


def test_another_item_that_the_reader_may_not_know_of_is_not_named(
    people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    secret = make_recommendation(cast, embargoed)
    item = make_recommendation(cast, publication)
    actions.hmicfrs_closes(
        recommendation=item,
        outcome=Status.CLOSED_SUPERSEDED,
        decided_on=TODAY,
        decided_by="HMI",
        route="letter",
        document="Letter",
        successor=secret,
        by=cast.liaison.actor(TODAY),
        at=NOON,
    )

    assert "Superseded by MP-2022-001" in words(people.liaison.page(address(item)))
    assert "MP-2022-001" not in people.owner.page(address(item))


def test_every_move_of_the_dates_stands_with_its_reason(people: People, cast: Cast, publication: Publication) -> None:
    page = words(people.liaison.page(address(make_planted_item(cast, publication))))

    moves = page[page.index("Moves of the dates") : page.index("History")]
    assert "19 February 2022 Our internal target 1 June 2022 20 June 2022 Plantedwhy" in moves
    assert "19 February 2022 Our internal target None 1 June 2022 None given" in moves


def test_the_suggested_rag_stands_beside_the_chosen_one_with_both_reasons(
    people: People, cast: Cast, publication: Publication
) -> None:
    page = words(people.liaison.page(address(make_planted_item(cast, publication))))

    assert "Chosen Amber Plantedreason Suggested Green The internal target is on 20 June 2022, 111 days away." in page


def test_a_cause_of_concern_says_when_it_was_first_raised(people: People, cast: Cast, publication: Publication) -> None:
    first = make_publication(make_inspection("Earlier"), on=date(2016, 5, 5))
    old = inspecting.add_cause(publication=first, scope=CauseScope.OURS, title="Old", by=SETTER_UP, at=REGISTERED_AT)
    cause: CauseOfConcern = inspecting.add_cause(
        publication=publication, scope=CauseScope.OURS, title="Again", repeats=old, by=SETTER_UP, at=REGISTERED_AT
    )
    item = make_recommendation(cast, publication, cause=cause)

    assert "Cause of concern Again (first raised in 2016)" in words(people.owner.page(address(item)))


def test_what_is_not_entered_or_not_known_is_said(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(
        cast, publication, Status.AWAITING_ALLOCATION, text="", text_source=TextSource.NOT_ENTERED
    )

    page = words(people.liaison.page(address(item)))

    for told in ["The text is not yet entered.", "Deadline No deadline given", "Owner None yet", "Our internal target "
                 "None set", "No progress has been recorded yet.", "Neither the deadline nor our target has moved.",
                 "None recorded yet."]:  # fmt: skip
        assert told in page, told


def test_decisions_and_both_tracks_stand_side_by_side(people: People, cast: Cast, publication: Publication) -> None:
    item = make_planted_item(cast, publication)
    close(cast, item, at=NOON)

    page = words(people.liaison.page(address(item)))

    assert "Our status Closed: complete Since 1 March 2022: closed by HMICFRS In progress Since 11 January 2022" in page
    assert "HMICFRS's status Being progressed As at 18 February 2022 Plantedhmi Plantedcomment" in page
    assert "Closed: complete , decided on 1 March 2022 by HM Inspector of Constabulary (a letter)" in page


def test_what_people_typed_is_shown_as_they_typed_it(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, title="<b>T</b>", text="{{ x }} <script>alert(1)</script> & more")
    make_update(cast, item, "<img src=x onerror=alert(1)>", at=NOON)

    page = people.liaison.page(address(item))

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "{{ x }} &lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page


def test_the_page_costs_the_same_for_a_long_life(people: People, cast: Cast, publication: Publication) -> None:
    item = make_planted_item(cast, publication)
    looks = list(product((people.liaison, people.owner, people.lead, people.secretary), ("", "?as_at=2022-03-01")))
    short = [browser.statements(address(item) + query) for browser, query in looks]

    for number in range(50):
        make_update(cast, item, f"Update {number}", at=NOON - timedelta(days=1))
    actions.set_parts(
        recommendation=item,
        parts=[PartAsRead(f"{number}", "Text") for number in range(50)],
        by=cast.liaison.actor(TODAY),
        at=NOON,
        why="Many.",
    )

    assert [browser.statements(address(item) + query) for browser, query in looks] == short
    assert max(short) <= 10


def test_the_dearest_page_there_is_stays_within_ten(people: People, cast: Cast, publication: Publication) -> None:
    cause = inspecting.add_cause(
        publication=publication, scope=CauseScope.OURS, title="Again", by=SETTER_UP, at=REGISTERED_AT
    )
    item = make_recommendation(cast, publication, cause=cause)
    actions.propose_not_applicable(
        recommendation=item, portfolio=cast.local, by=cast.liaison.actor(TODAY), at=NOON, why="Not here."
    )

    assert people.lead.statements(address(item)) <= 10


def test_who_is_not_signed_in_is_sent_to_sign_in(client: Client, cast: Cast, publication: Publication) -> None:
    assert client.get(address(make_recommendation(cast, publication))).status_code == 302
