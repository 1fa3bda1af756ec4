"""HMICFRS's list names an item that nobody would look for there: one under embargo here, or one not tracked."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import inspections.actions
from inspections.models import Publication
from recommendations import actions
from recommendations.enums import Kind, ListAnswer, Pile
from recommendations.intake.comparing import Unexpected
from recommendations.models import ListDecision, Recommendation
from tests.conftest import NOON, TODAY
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.factories.their_lists import compared_with, make_reconciliation, row_of
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def store(db: None, settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def hidden(cast: Cast, embargoed: Publication) -> Recommendation:
    return make_recommendation(cast, embargoed, title="Choose well", text="Publish how officers are chosen.")


@pytest.fixture
def untracked(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication, kind=Kind.SOFT_AFI, text="Coach new sergeants each month.")


def decide(cast: Cast, item: Recommendation, answer: ListAnswer, note: str = "") -> None:
    by = cast.liaison.actor(TODAY)
    intake = make_reconciliation(cast, row_of(item))
    (row,) = compared_with(by, row_of(item)).rows
    actions.decide_on_list(intake=intake, compared=row, answer=answer, note=note, by=by, at=NOON)


def test_the_pair_says_so_and_is_not_accepted_with_others(
    cast: Cast, hidden: Recommendation, untracked: Recommendation
) -> None:
    rows = row_of(hidden), row_of(untracked, Reference="4002")

    compared = compared_with(cast.liaison.actor(TODAY), *rows)

    assert [(row.item and row.item.pk, row.pile, row.unexpected) for row in compared.rows] == [
        (hidden.pk, Pile.AGREE, Unexpected.EMBARGOED),
        (untracked.pk, Pile.AGREE, Unexpected.UNTRACKED),
    ]
    assert (len(compared.undecided), compared.agreeing) == (2, [])
    assert compared_with(cast.liaison.actor(TODAY)).rows == ()


def test_its_row_stands_out_and_its_page_says_what_to_make_of_it(
    people: People, cast: Cast, hidden: Recommendation, untracked: Recommendation
) -> None:
    intake = make_reconciliation(cast, row_of(hidden), row_of(untracked, Reference="4002"))
    first, second = compared_with(cast.liaison.actor(TODAY), row_of(hidden), row_of(untracked, Reference="4002")).rows

    page = words(people.liaison.page(intake.get_absolute_url()))

    assert "Agree Embargoed here" in page and "Agree Not tracked" in page and "Accept what agrees" not in page
    page = words(people.liaison.page(f"{intake.get_absolute_url()}rows/{first.digest}/"))
    assert "This is under embargo here, and HMICFRS’s list names it." in page
    page = words(people.liaison.page(f"{intake.get_absolute_url()}rows/{second.digest}/"))
    assert "In the register HMICFRS does not track this" in page


@pytest.mark.parametrize("name", ["owner", "lead", "secretary", "reader", "administrator"])
def test_who_may_not_see_what_is_embargoed_meets_no_trace_of_it(
    people: People, cast: Cast, hidden: Recommendation, name: str
) -> None:
    decide(cast, hidden, ListAnswer.RAISE, "It is not out yet.")
    intake, by = make_reconciliation(cast, row_of(hidden)), getattr(cast, name).actor(TODAY)

    (row,) = compared_with(by, row_of(hidden)).rows

    assert (row.item, row.pile, row.unexpected) == (None, Pile.THEIRS_ONLY, None)
    assert not ListDecision.objects.visible_to(by).exists()
    for address in (intake.get_absolute_url(), f"{intake.get_absolute_url()}schedule/"):
        assert getattr(people, name).get(address).status_code == 403


def test_nothing_of_it_goes_out_in_the_schedule(people: People, cast: Cast, hidden: Recommendation) -> None:
    decide(cast, hidden, ListAnswer.RAISE, "It is not out yet.")
    intake = make_reconciliation(cast, row_of(hidden))

    page = words(people.liaison.page(f"{intake.get_absolute_url()}schedule/"))

    before, after = page.split("Download it")
    assert (
        f"What stays out of it These are marked OFFICIAL-SENSITIVE or under embargo, or double one that is. The file "
        f"does not mention them. {hidden.reference} Choose well" in before
    )
    assert "no change to HMICFRS’s list to ask for" in after
    assert hidden.reference not in after and "chosen" not in after


def test_it_is_asked_again_when_the_embargo_has_been_lifted(cast: Cast, hidden: Recommendation) -> None:
    by: dict[str, Any] = {"by": cast.liaison.actor(TODAY), "at": LATER}
    decide(cast, hidden, ListAnswer.ACCEPT)
    assert compared_with(by["by"], row_of(hidden)).undecided == []

    inspections.actions.set_embargo(inspection=hidden.publication.inspection, embargoed=False, **by)

    (row,) = compared_with(by["by"], row_of(hidden)).undecided
    assert (row.pile, row.unexpected) == (Pile.AGREE, None)


def test_a_status_that_is_recorded_with_the_decision_leaves_it_decided(cast: Cast, untracked: Recommendation) -> None:
    by = cast.liaison.actor(TODAY)
    intake = make_reconciliation(cast, row_of(untracked))
    (row,) = compared_with(by, row_of(untracked)).rows

    actions.decide_on_list(intake=intake, compared=row, answer=ListAnswer.ACCEPT, records_status=True, by=by, at=LATER)

    assert compared_with(by, row_of(untracked)).undecided == []
