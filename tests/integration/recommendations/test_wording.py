"""What the committee is told of an update: written, then cleared in an act of its own."""

import pytest

from inspections.models import Publication
from jac_tracker.history import digest
from recommendations import actions
from recommendations.actions import WORDING_FIELDS
from recommendations.models import CommitteeWording, ProgressUpdate
from tests.conftest import NOON, TODAY
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation, make_update
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def update(cast: Cast, publication: Publication) -> ProgressUpdate:
    return make_update(cast, make_recommendation(cast, publication), "Plantedupdate", at=NOON)


def page_of(update: ProgressUpdate, act: str) -> str:
    return f"/register/{update.recommendation.reference}/updates/{update.pk}/{act}/"


def write(cast: Cast, update: ProgressUpdate, text: str = "Old words") -> CommitteeWording:
    return actions.write_wording(update=update, text=text, by=cast.liaison.actor(TODAY), at=NOON)


def test_wording_is_written_beside_the_update_and_then_cleared(
    people: People, cast: Cast, update: ProgressUpdate
) -> None:
    liaison, item = people.liaison, f"/register/{update.recommendation.reference}/"

    page = words(liaison.page(page_of(update, "wording")))
    written = liaison.post(
        page_of(update, "wording"), text="For them", as_shown=digest(CommitteeWording(), WORDING_FIELDS)
    )
    wording = CommitteeWording.objects.get()
    assert "Not cleared" in words(liaison.page(item))
    shown = words(liaison.page(page_of(update, "clear")))
    cleared = liaison.post(page_of(update, "clear"), as_shown=digest(wording, WORDING_FIELDS))

    assert "Plantedupdate" in page
    assert "For them" in shown
    assert (written["Location"], cleared["Location"]) == (item, item)
    wording.refresh_from_db()
    assert (wording.text, wording.cleared_by) == ("For them", cast.liaison.user)
    assert "Cleared Cleared by Lia Liaison on 1 March 2022" in words(liaison.page(item))


def test_wording_written_anew_is_no_longer_cleared(people: People, cast: Cast, update: ProgressUpdate) -> None:
    wording = write(cast, update)
    actions.clear_wording(wording=wording, by=cast.liaison.actor(TODAY), at=NOON)

    page = words(people.liaison.page(page_of(update, "wording")))
    people.liaison.post(page_of(update, "wording"), text="New words", as_shown=digest(wording, WORDING_FIELDS))

    assert "This wording is cleared for the paper. To change it takes back its clearance." in page
    wording.refresh_from_db()
    assert (wording.text, wording.is_cleared) == ("New words", False)


def test_words_that_changed_meanwhile_come_back_beside_yours(
    people: People, cast: Cast, update: ProgressUpdate
) -> None:
    shown = digest(CommitteeWording(), WORDING_FIELDS)
    write(cast, update, "Theirs")

    answer = people.liaison.post(page_of(update, "wording"), text="Mine", as_shown=shown)

    assert answer.status_code == 409
    assert "In the register now Theirs What you typed Mine" in words(answer.content.decode())


def test_what_changed_since_it_was_read_is_not_cleared(people: People, cast: Cast, update: ProgressUpdate) -> None:
    wording = write(cast, update)
    shown = digest(wording, WORDING_FIELDS)
    write(cast, update, "Not read by anybody")

    answer = people.liaison.post(page_of(update, "clear"), as_shown=shown)

    assert answer.status_code == 409
    assert "Somebody has changed the wording since you read it. Read it again before you clear it" in words(
        answer.content.decode()
    )
    wording.refresh_from_db()
    assert not wording.is_cleared


def test_a_refusal_is_said_at_the_form(people: People, cast: Cast, update: ProgressUpdate) -> None:
    wording = write(cast, update)
    shown = digest(wording, WORDING_FIELDS)
    liaison = people.liaison

    same = liaison.post(page_of(update, "wording"), text="Old words", as_shown=shown)
    empty = liaison.post(page_of(update, "wording"), text=" \x00", as_shown=shown)
    actions.clear_wording(wording=wording, by=cast.liaison.actor(TODAY), at=NOON)
    again = liaison.post(page_of(update, "clear"), as_shown=shown)

    assert "The wording is already this." in words(same.content.decode())
    assert "Enter the wording" in words(empty.content.decode())
    assert "The wording has already been cleared." in words(again.content.decode())


def test_an_update_of_another_item_and_wording_that_is_none_are_not_there(
    people: People, cast: Cast, publication: Publication, update: ProgressUpdate
) -> None:
    other = make_update(cast, make_recommendation(cast, publication), at=NOON)
    write(cast, other)
    mixed = f"/register/{update.recommendation.reference}/updates/{other.pk}"

    for address in [f"{mixed}/wording/", f"{mixed}/clear/", page_of(update, "clear")]:
        assert people.liaison.get(address).status_code == 404, address


@pytest.mark.parametrize("name", ["owner", "lead", "dcc", "secretary", "auditor"])
def test_nobody_else_words_or_clears(name: str, people: People, cast: Cast, update: ProgressUpdate) -> None:
    wording = write(cast, update)

    for act in ("wording", "clear"):
        answer = getattr(people, name).post(page_of(update, act), text="Mine", as_shown=digest(wording, WORDING_FIELDS))
        assert answer.status_code == 403
    wording.refresh_from_db()
    assert (wording.text, wording.is_cleared) == ("Old words", False)
