"""One item: its headline, the whole of it, its history, and what can be done to it."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from inspections import actions as inspecting
from inspections.enums import CauseScope
from inspections.models import CauseOfConcern, Publication
from jac_tracker.accounts import actions as people_actions
from recommendations import actions
from recommendations.enums import Addressee, DeadlineKind, HmicfrsStatus, Marking, Rag, Status, TextSource
from recommendations.models import Recommendation
from recommendations.rules.as_read import DeadlineAsRead, PartAsRead
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_inspection, make_publication
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import REGISTERED_AT, close, make_recommendation, make_update
from tests.integration.recommendations.conftest import Browser, People

pytestmark = pytest.mark.django_db


def address(item: Recommendation) -> str:
    return f"/register/{item.reference}/"


def words(page: str) -> str:
    """The page's text as it is read."""
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def buttons(page: str) -> list[str]:
    return [unescape(label) for label in re.findall(r'role="button"[^>]*>([^<]+)</a>', page)]


def lived(cast: Cast, publication: Publication) -> Recommendation:
    """An item with something in every table that holds it."""
    liaison, owner = cast.liaison.actor(TODAY), cast.owner.actor(TODAY)
    deadline = DeadlineAsRead("Within six months", DeadlineKind.RELATIVE, date(2022, 7, 7), None, date(2022, 1, 7))
    item = make_recommendation(
        cast,
        publication,
        title="Plantedtitle",
        text="The force should act.",
        number_in_report="Plantednumber",
        theme="Plantedtheme",
        deadline=deadline,
        confirmed=True,
        addressees=[Addressee.ALL_FORCES],
        parts=[PartAsRead("a", "audit each month", (Addressee.ALL_FORCES,))],
    )
    at = NOON - timedelta(days=10)
    actions.set_target(recommendation=item, target_on=date(2022, 6, 1), by=owner, at=at)
    actions.extend_target(
        recommendation=item, target_on=date(2022, 6, 20), by=owner, at=at + timedelta(hours=1), why="Plantedwhy"
    )
    update = make_update(
        cast,
        item,
        "Plantedprogress",
        rag=Rag.AMBER,
        rag_reason="Plantedreason",
        forecast_on=date(2022, 5, 5),
        at=at + timedelta(hours=2),
    )
    wording = actions.write_wording(update=update, text="Plantedwording", by=liaison, at=at + timedelta(hours=3))
    actions.clear_wording(wording=wording, by=liaison, at=at + timedelta(hours=4))
    board = actions.add_board(name="Plantedboard", by=liaison, at=at)
    actions.set_governance(
        recommendation=item,
        board=board,
        programme="Plantedprogramme",
        risk_reference="Plantedrisk",
        risk_rating="High",
        by=liaison,
        at=at + timedelta(hours=5),
    )
    actions.record_hmicfrs_status(
        recommendation=item,
        hmicfrs_reference="Plantedhmi",
        status=HmicfrsStatus.BEING_PROGRESSED,
        comment="Plantedcomment",
        status_on=date(2022, 2, 18),
        by=liaison,
        at=at + timedelta(hours=6),
    )
    actions.reallocate(
        recommendation=item,
        owner_post=cast.owner.post,
        supporting_posts=[cast.other_owner.post],
        by=liaison,
        at=at + timedelta(hours=7),
        why="Plantedhelp",
    )
    return Recommendation.objects.get(pk=item.pk)


PLANTED = ["title", "number", "theme", "why", "progress", "reason", "wording", "board", "programme", "risk", "hmi",
           "comment", "help"]  # fmt: skip


# Headline and whole


@pytest.mark.parametrize("name", ["liaison", "owner", "lead", "dcc", "auditor"])
def test_who_sees_it_whole_reads_everything(name: str, people: People, cast: Cast, publication: Publication) -> None:
    page = words(getattr(people, name).page(address(lived(cast, publication))))

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
    page = words(getattr(people, name).page(address(lived(cast, publication)), **query))

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


# What it says of time, causes and RAG


def test_every_move_of_the_dates_stands_with_its_reason(people: People, cast: Cast, publication: Publication) -> None:
    page = words(people.liaison.page(address(lived(cast, publication))))

    moves = page[page.index("Moves of the dates") : page.index("History")]
    assert "19 February 2022 Our internal target 1 June 2022 20 June 2022 Plantedwhy" in moves
    assert "19 February 2022 Our internal target None 1 June 2022 None given" in moves


def test_the_suggested_rag_stands_beside_the_chosen_one_with_both_reasons(
    people: People, cast: Cast, publication: Publication
) -> None:
    page = words(people.liaison.page(address(lived(cast, publication))))

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
    item = lived(cast, publication)
    close(cast, item, at=NOON)

    page = words(people.liaison.page(address(item)))

    assert "Our status Closed: complete Since 1 March 2022: closed by HMICFRS In progress Since 11 January 2022" in page
    assert "HMICFRS's status Being progressed As at 18 February 2022 Plantedhmi Plantedcomment" in page
    assert "Closed: complete , decided on 1 March 2022 by HM Inspector of Constabulary (a letter)" in page


# History


def test_history_has_old_and_new_values_and_names_as_they_were(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    actions.reallocate(
        recommendation=item, owner_post=cast.other_owner.post, by=cast.liaison.actor(TODAY), at=NOON, why="His."
    )
    later = NOON + timedelta(hours=1)
    people_actions.change_post(post=cast.other_owner.post, values={"title": "Renamed post"}, by=SETTER_UP, at=later)
    people_actions.change_person(person=cast.liaison.user, values={"name": "Renamed Liaison"}, by=SETTER_UP, at=later)

    page = words(people.liaison.page(address(item)))
    history = page[page.index("History") :]

    assert "Owner changed by HMICFRS Force Liaison Officer (Lia Liaison) 1 March 2022 at midday His." in history
    assert "Owner post Force Crime Registrar Head of Neighbourhoods" in history
    assert "Owner Renamed post" in page[: page.index("History")]
    assert history.index("Owner changed") < history.index("Allocated") < history.index("Registered")


def test_history_tells_of_progress_parts_and_statuses(people: People, cast: Cast, publication: Publication) -> None:
    page = words(people.liaison.page(address(lived(cast, publication))))
    history = page[page.index("History") :]

    for told in [
        "Progress Empty Plantedprogress",
        "HMICFRS's status Empty Being progressed",
        "RAG Green Amber",
        "Part (a): text Empty audit each month",
        "Supporting post Empty Head of Neighbourhoods",
        "Wording for the committee Empty Plantedwording",
        "Internal target 1 June 2022 20 June 2022",
    ]:
        assert told in history, told


def test_a_removed_part_is_kept_in_the_history(people: People, cast: Cast, publication: Publication) -> None:
    item = lived(cast, publication)
    actions.set_parts(recommendation=item, parts=[], by=cast.liaison.actor(TODAY), at=NOON, why="Not a part.")

    page = words(people.liaison.page(address(item)))

    assert "Part (a): text audit each month Empty" in page
    assert "Part (a)" not in page[: page.index("History")]


def test_a_correction_and_what_it_corrects_name_each_other(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    first = make_update(cast, item, "Wrong", at=NOON - timedelta(days=2))
    make_update(cast, item, "Right", corrects=first, at=NOON)

    page = words(people.owner.page(address(item)))

    assert "This corrects the update of 27 February 2022. Right" in page
    assert "A later update corrects this one. Wrong" in page


def test_what_people_typed_is_shown_as_they_typed_it(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, title="<b>T</b>", text="{{ x }} <script>alert(1)</script> & more")
    make_update(cast, item, "<img src=x onerror=alert(1)>", at=NOON)

    page = people.liaison.page(address(item))

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "{{ x }} &lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page


# What can be done


def test_the_acts_in_hand_are_buttons(people: People, cast: Cast, publication: Publication) -> None:
    item = lived(cast, publication)

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


# What it costs


@pytest.mark.parametrize("name", ["liaison", "owner", "lead", "secretary"])
@pytest.mark.parametrize("query", [{}, {"as_at": "2022-03-01"}])
def test_the_page_costs_the_same_for_a_long_life(
    name: str, query: dict[str, Any], people: People, cast: Cast, publication: Publication
) -> None:
    item = lived(cast, publication)
    browser = getattr(people, name)
    short = browser.statements(address(item), **query)

    for number in range(50):
        make_update(cast, item, f"Update {number}", at=NOON - timedelta(days=1))
    actions.set_parts(
        recommendation=item,
        parts=[PartAsRead(f"{number}", "Text") for number in range(50)],
        by=cast.liaison.actor(TODAY),
        at=NOON,
        why="Many.",
    )

    assert browser.statements(address(item), **query) == short <= 10


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
