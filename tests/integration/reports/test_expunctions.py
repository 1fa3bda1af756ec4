"""The pages about removing something for good."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.models import Publication
from recommendations.actions import hold
from recommendations.enums import Status
from recommendations.models import ProgressUpdate, Recommendation
from reports.actions import agree_expunction, carry_out_expunction
from reports.enums import ExpunctionState
from reports.models import Expunction
from tests.conftest import NOON, TODAY
from tests.factories.expunctions import STONE, expunge, make_expunction
from tests.factories.files import kept_file
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast, Member
from tests.factories.planting import PLANTED
from tests.factories.recommendations import make_evidence, make_recommendation, make_update
from tests.factories.reports import make_paper
from tests.factories.their_lists import make_reconciliation, their_row

pytestmark = pytest.mark.django_db

PROPOSE = reverse("propose_expunction")
ASKED = {"what": "words", "words": PLANTED, "ground": "erasure", "reason": "The person asked for it."}


@pytest.fixture
def publication(db: None) -> Publication:
    make_reference()
    return make_publication()


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    item = make_recommendation(cast, publication)
    make_update(cast, item, f"We told {PLANTED} about it.", at=NOON)
    return item


@pytest.fixture
def proposed(cast: Cast, item: Recommendation) -> Expunction:
    return make_expunction(cast, PLANTED)


def client_of(member: Member) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def page(member: Member, name: str, *args: Any) -> str:
    return client_of(member).get(reverse(name, args=args)).content.decode()


def test_liaison_proposes_and_both_see_what_would_change(cast: Cast, item: Recommendation) -> None:
    make_update(cast, item, f"{PLANTED.upper()} left.", at=NOON)

    answer = client_of(cast.liaison).post(PROPOSE, ASKED)

    proposed = Expunction.objects.get()
    assert answer.headers["Location"] == reverse("expunction", args=[proposed.pk])
    for member in (cast.liaison, cast.dcc, cast.auditor):
        shown = page(member, "expunction", proposed.pk)
        assert f"We told <strong>{PLANTED}</strong> about it." in shown
        assert "ZÖRNWICK (1)" in shown
        assert (">Withdraw the proposal<" in "".join(shown.split("\n"))) == (member is cast.liaison)
        assert (reverse("agree_expunction", args=[proposed.pk]) in shown) == (member is cast.dcc)


def test_the_first_page_of_the_dcc_leads_to_what_was_proposed(cast: Cast, proposed: Expunction) -> None:
    make_expunction(cast, "We told")

    first, of_liaison = page(cast.dcc, "home"), page(cast.liaison, "home")

    link = f'<a class="govuk-link" href="{reverse("expunctions")}">2 proposals to remove something for good</a>'
    assert (link in first, link in of_liaison) == (True, False)


def test_words_in_the_reason_of_an_act_are_shown_and_go(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.IN_PROGRESS)
    by, day = cast.liaison.actor(NOON.date()), NOON.date() + timedelta(days=30)
    hold(recommendation=item, review_on=day, why=f"It waits for {PLANTED}.", by=by, at=NOON)

    client_of(cast.liaison).post(PROPOSE, ASKED)
    shown = page(cast.dcc, "expunction", Expunction.objects.get().pk)
    expunge(cast, "It waits for")

    assert f"It waits for <strong>{PLANTED}</strong>." in shown
    assert "Recommendation: reason" in shown
    assert Recommendation.history.first().history_change_reason == f"{STONE} {PLANTED}."


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"words": ""}, "Enter the exact words"),
        ({"words": "Nobody at all"}, "Those exact words stand nowhere there"),
        ({"words": "Zö"}, "Give at least 3 characters"),
        ({"ground": "other"}, "Enter the other ground"),
        ({"reference": "MP-1999-001"}, "There is no item with that reference"),
        ({"reason": f"{PLANTED} asked"}, "Leave the words themselves out of the reason"),
        ({"what": "file"}, "Enter the reference of the item that the evidence belongs to"),
        ({"what": "file", "reference": "MP-2022-001"}, "Enter the number of the evidence"),
        ({"what": "file", "reference": "MP-2022-001", "evidence_number": "9"}, "There is no file with that number"),
        ({"what": "list"}, "Select the list"),
        ({"what": "list", "brought_in": "9"}, "Select the list from the list"),
    ],
)
def test_what_cannot_be_proposed_is_said_at_the_form(
    cast: Cast, item: Recommendation, change: dict[str, str], said: str
) -> None:
    shown = client_of(cast.liaison).post(PROPOSE, ASKED | change).content.decode()

    assert said in shown
    assert not Expunction.objects.exists()


def test_a_file_is_proposed_by_its_item_and_number(cast: Cast, item: Recommendation) -> None:
    evidence = make_evidence(cast, item, at=NOON, file=kept_file(), reference="")
    asked = ASKED | {"what": "file", "reference": item.reference.lower(), "evidence_number": str(evidence.number)}

    client_of(cast.liaison).post(PROPOSE, asked)

    proposed = Expunction.objects.get()
    assert (proposed.file, proposed.words) == (evidence.file, "")
    assert "minutes.pdf" in page(cast.dcc, "expunction", proposed.pk)


def test_the_file_of_a_list_can_be_removed_and_its_pages_say_so(
    cast: Cast, item: Recommendation, settings: Any, tmp_path: Path
) -> None:
    settings.FILES_ROOT = tmp_path
    intake = make_reconciliation(cast, their_row(Recommendation=f"Ask {PLANTED}."))
    assert PLANTED in page(cast.liaison, "reconciliation", intake.pk)

    client_of(cast.liaison).post(PROPOSE, ASKED | {"what": "list", "brought_in": str(intake.pk)})
    by: dict[str, Any] = {"expunction": Expunction.objects.get(), "by": cast.dcc.actor(TODAY), "at": NOON}
    agree_expunction(**by)
    carry_out_expunction(**by)

    answer = client_of(cast.liaison).get(intake.get_absolute_url())
    assert "The file has been removed for good." in answer.content.decode()
    assert f">{intake}<" not in page(cast.liaison, "propose_expunction")


def test_the_dcc_agrees_having_ticked_and_the_words_are_gone(cast: Cast, proposed: Expunction) -> None:
    dcc, place = client_of(cast.dcc), reverse("agree_expunction", args=[proposed.pk])
    form = dcc.get(place)
    shown = form.context["form"].initial["as_shown"]
    unticked = dcc.post(place, {"as_shown": shown})

    answer = dcc.post(place, {"as_shown": shown, "is_sure": "on"})

    assert "Confirm that you have read what will be removed" in unticked.content.decode()
    assert answer.status_code == 302
    assert Expunction.objects.get().state == ExpunctionState.CARRIED_OUT
    assert PLANTED not in ProgressUpdate.objects.get().text
    assert PLANTED not in page(cast.liaison, "expunction", proposed.pk)
    assert PLANTED not in page(cast.liaison, "recommendation", "MP-2022-001")


def test_what_changed_while_the_dcc_was_reading_has_to_be_read_again(
    cast: Cast, item: Recommendation, proposed: Expunction
) -> None:
    dcc, place = client_of(cast.dcc), reverse("agree_expunction", args=[proposed.pk])
    shown = dcc.get(place).context["form"].initial["as_shown"]
    make_update(cast, item, f"{PLANTED} came again.", at=NOON)

    overtaken = dcc.post(place, {"as_shown": shown, "is_sure": "on"})

    assert overtaken.status_code == 409
    assert "changed while you were reading" in overtaken.content.decode()
    assert Expunction.objects.get().state == ExpunctionState.PROPOSED


@pytest.mark.parametrize(("act", "who", "state"), [("refuse", "dcc", "refused"), ("withdraw", "liaison", "withdrawn")])
def test_a_proposal_is_refused_or_withdrawn_with_a_reason(
    cast: Cast, proposed: Expunction, act: str, who: str, state: str
) -> None:
    client, place = client_of(getattr(cast, who)), reverse(f"{act}_expunction", args=[proposed.pk])
    without = client.post(place, {"why": ""})

    client.post(place, {"why": "The court needs it."})
    again = client.post(place, {"why": "Once more."}, follow=True)

    assert "Enter a reason" in without.content.decode()
    assert Expunction.objects.get().state == state
    assert "Somebody has decided on this already." in again.content.decode()
    assert "The court needs it." in page(cast.auditor, "expunction", proposed.pk)


def test_what_was_carried_out_is_on_record_with_its_hashes_and_without_its_words(
    cast: Cast, proposed: Expunction
) -> None:
    expunge(cast, "We told")

    shown = page(cast.auditor, "expunction", Expunction.objects.latest("pk").pk)

    assert "recommendations.ProgressUpdate" in shown
    assert "We told" not in shown
    assert "Carried out" in page(cast.auditor, "expunctions")


def test_the_paper_and_the_timeline_are_drawn_with_the_tombstone(cast: Cast, item: Recommendation) -> None:
    paper = make_paper(cast)
    section = paper.sections.first()
    assert section is not None
    expunge(cast, "every crime")

    record = page(cast.liaison, "recommendation", item.reference)
    drawn = client_of(cast.liaison).get(reverse("paper_download", args=[paper.meeting.held_on, "html"]))

    assert "[expunged 16 May 2022]" in record
    assert "every crime" not in record
    assert drawn.status_code in (200, 409)
    assert "every crime" not in drawn.content.decode()
