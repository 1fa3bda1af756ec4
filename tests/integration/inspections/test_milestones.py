"""The pages of milestones and of the monitoring phase."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections import actions
from inspections.models import Inspection, Milestone, MonitoringPhase, Publication
from jac_tracker.dates import VagueDay
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_hanging
from tests.factories.people import SETTER_UP

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "stored"),
    [
        ("4 April 2022", "4 April 2022"),
        ("W/C 4 April 2022", "week commencing 4 April 2022"),
        ("May 2022 (date TBC)", "May 2022, date to be confirmed"),
        ("TBC", "date to be confirmed"),
    ],
)
def test_a_date_is_taken_as_it_was_told(words: str, stored: str, liaison: Client, inspection: Inspection) -> None:
    values = {"kind": "fieldwork", "standing": "expected", "day": words}

    answer = liaison.post(reverse("add_milestone", args=[inspection.pk]), values)

    milestone = Milestone.objects.get()
    assert answer["Location"] == inspection.get_absolute_url()
    assert (milestone.words, milestone.day.worded()) == (words, stored)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"day": ""}, "Enter the date"),
        ({"day": "soon"}, "Date must be a day, week, month, season or year"),
        ({"day": "4 April 0000"}, "Date"),
        ({"standing": "actual", "day": "1 January 2199"}, "This cannot have happened on a day that is still to come"),
        ({"standing": ""}, "Select whether this is expected or has happened"),
        ({"kind": ""}, "Select the milestone"),
    ],
)
def test_a_wrong_milestone_is_refused(
    values: dict[str, str], message: str, liaison: Client, inspection: Inspection
) -> None:
    right = {"kind": "fieldwork", "standing": "expected", "day": "4 April 2022"}

    answer = liaison.post(reverse("add_milestone", args=[inspection.pk]), right | values)

    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert not Milestone.objects.exists()


def test_the_address_may_say_which_milestone_is_meant(liaison: Client, inspection: Inspection) -> None:
    page = liaison.get(reverse("add_milestone", args=[inspection.pk]), {"kind": "fieldwork", "standing": "\x00"})

    assert '<option value="fieldwork" selected>' in page.content.decode()


def test_a_milestone_is_changed_overtaken_and_removed(publication: Publication, liaison: Client) -> None:
    milestone = make_hanging(publication).milestone
    address = reverse("change_milestone", args=[milestone.pk])
    form = liaison.get(address).context["form"]
    mine: dict[str, Any] = {name: form[name].value() for name in form.fields} | {"day": "W/C 11 April 2022"}
    actions.change_milestone(
        milestone=milestone, day=VagueDay.on(TODAY), values={"note": "Theirs"}, by=SETTER_UP, at=NOON
    )

    overtaken = liaison.post(address, mine)

    assert overtaken.status_code == 409
    assert overtaken.context["conflicts"] == (
        ("Date", "1 March 2022", "week commencing 11 April 2022"),
        ("Note", "Theirs", ""),
    )
    saved = liaison.post(address, mine | {"as_shown": overtaken.context["form"].data["as_shown"]})
    milestone.refresh_from_db()
    assert (saved.status_code, milestone.words, milestone.note) == (302, "W/C 11 April 2022", "")

    remove = reverse("remove_milestone", args=[milestone.pk])
    assert "Enter a reason" in liaison.post(remove).content.decode()
    assert liaison.post(remove, {"reason": "Entered twice"})["Location"] == publication.inspection.get_absolute_url()
    assert not Milestone.objects.exists()
    assert liaison.get(remove).status_code == 404


def test_a_phase_is_recorded_shown_and_removed(liaison: Client, owner: Client) -> None:
    values = {"phase": "engage", "from_on_day": "6", "from_on_month": "12", "from_on_year": "2021", "note": "A letter"}

    liaison.post(reverse("set_monitoring_phase"), values)
    again = liaison.post(reverse("set_monitoring_phase"), values)

    assert "A phase is already recorded from that day." in again.content.decode()
    page = owner.get(reverse("monitoring")).content.decode()
    assert "6 December 2021" in page and "Engage (enhanced monitoring)" in page and "Remove" not in page
    phase = MonitoringPhase.objects.get()
    liaison.post(reverse("remove_monitoring_phase", args=[phase.pk]), {"reason": "Another force"})
    assert not MonitoringPhase.objects.exists()
