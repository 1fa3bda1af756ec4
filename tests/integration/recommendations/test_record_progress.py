"""Recording progress."""

from datetime import timedelta

import pytest

from inspections.models import Publication
from jac_tracker.history import digest
from recommendations import actions
from recommendations.enums import Status, Verb
from recommendations.models import ProgressUpdate
from tests.conftest import NOON
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation, make_update
from tests.integration.recommendations.act_cases import CASES, fresh, page_of, typed
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db


def test_progress_for_the_owner_asks_for_the_message_and_keeps_it(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    case = CASES[Verb.RECORD_PROGRESS]
    address_ = page_of(Verb.RECORD_PROGRESS, item)

    refused = people.liaison.post(address_, **typed(case, cast, item))
    kept = people.liaison.post(address_, **typed(case, cast, item), cites="E-mail of 28 February")

    assert "Enter which message of the owner's this comes from" in words(refused.content.decode())
    assert kept.status_code == 302
    assert ProgressUpdate.objects.get().cites == "E-mail of 28 February"
    assert 'name="cites"' not in people.owner.page(address_)


def test_progress_shows_the_rag_that_will_be_suggested_and_wants_a_reason_for_another(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, at=NOON - timedelta(days=100))
    shown = digest(item, actions.PROGRESS_FIELDS)

    page = words(people.owner.page(page_of(Verb.RECORD_PROGRESS, item)))
    answer = people.owner.post(page_of(Verb.RECORD_PROGRESS, item), text="Done.", rag="amber", as_shown=shown)

    assert "Suggested: Green." in page  # silence will be over
    assert "Say why it should be Amber, not Green" in words(answer.content.decode())
    assert ProgressUpdate.objects.count() == 0


def test_progress_on_what_awaits_allocation_has_no_rag_to_choose(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)
    shown = digest(item, actions.PROGRESS_FIELDS)

    page = people.liaison.page(page_of(Verb.RECORD_PROGRESS, item))
    answer = people.liaison.post(page_of(Verb.RECORD_PROGRESS, item), text="Read it.", as_shown=shown)

    assert 'name="rag"' not in page
    assert answer.status_code == 302


def test_a_correction_names_the_update_it_puts_right(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    wrong = make_update(cast, item, "Wrongtext", at=NOON - timedelta(hours=2))
    foreign = make_update(cast, make_recommendation(cast, publication), "Foreigntext", at=NOON)
    address_ = page_of(Verb.RECORD_PROGRESS, item)
    data = {"text": "Right.", "rag": "green", "as_shown": digest(fresh(item), actions.PROGRESS_FIELDS)}

    page = people.owner.page(address_, corrects=wrong.pk)
    refused = people.owner.post(address_, **data, corrects=foreign.pk)
    done = people.owner.post(address_, **data, corrects=wrong.pk)

    assert "Wrongtext" in page
    assert f'name="corrects" value="{wrong.pk}"' in page
    assert "Foreigntext" not in people.owner.page(address_, corrects=foreign.pk)
    assert (refused.status_code, done.status_code) == (200, 302)
    assert ProgressUpdate.objects.get(text="Right.").corrects == wrong
