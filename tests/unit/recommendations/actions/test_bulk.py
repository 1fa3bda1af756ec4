"""One change to many items: whose it is, what it refuses, and that a trial leaves nothing."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from inspections.models import Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.history import StaleEdit
from recommendations import actions
from recommendations.actions import BulkChange, Changing
from recommendations.actions.bulk import shown_digest
from recommendations.enums import Rag, Status
from recommendations.models import Recommendation
from tests.conftest import NOON, TODAY
from tests.factories.everything import hash_of_all_tables
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation

pytestmark = pytest.mark.django_db

RED = BulkChange(Changing.RAG, rag=Rag.RED)


def given(*items: Recommendation) -> dict[Recommendation, str]:
    return {item: shown_digest(item) for item in items}


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("liaison", set(Changing)),
        ("owner", {Changing.TARGET}),
        ("lead", {Changing.RAG}),
        ("other_owner", set()),
        ("other_lead", set()),
        ("dcc", set()),
        ("secretary", set()),
        ("auditor", set()),
        ("administrator", set()),
    ],
)
def test_a_change_lies_in_the_hands_of_its_single_act(
    name: str, may: set[Changing], cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)

    assert BulkChange.in_hand(item, getattr(cast, name).actor(TODAY)) == may


@pytest.mark.parametrize("why", ["", " \n"])
def test_a_reason_is_asked_for_whatever_is_changed(why: str, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    with pytest.raises(NotPossible, match=r"Give a reason\."):
        actions.change_together(shown=given(item), change=RED, by=cast.lead.actor(TODAY), at=NOON, why=why)


def test_no_more_than_a_preview_can_show_are_changed(
    cast: Cast, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recommendations.actions.bulk.MOST_AT_ONCE", 1)
    items = [make_recommendation(cast, publication) for _ in range(2)]

    with pytest.raises(NotPossible, match="At most 1 items"):
        actions.change_together(shown=given(*items), change=RED, by=cast.lead.actor(TODAY), at=NOON, why="It slips.")


def test_a_change_without_its_value_is_refused(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    by: dict[str, Any] = {"by": cast.liaison.actor(TODAY), "at": NOON, "why": "It slips."}

    for what in Changing:
        with pytest.raises(NotPossible, match=r"MP-2022-001: Say what it is to become\."):
            actions.change_together(shown=given(item), change=BulkChange(what), **by)


def test_who_may_not_do_it_singly_may_not_do_it_to_many(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    by: dict[str, Any] = {"by": cast.other_lead.actor(TODAY), "at": NOON, "why": "It slips."}
    before = hash_of_all_tables()

    with pytest.raises(PermissionDenied, match=r"Only the portfolio lead or a liaison officer can do this\."):
        actions.change_together(shown=given(item), change=RED, **by)

    assert actions.refusals_of(items=[item], change=RED, **by) == {
        item.pk: "Only the portfolio lead or a liaison officer can do this."
    }
    assert hash_of_all_tables() == before


def test_a_trial_tells_each_refusal_and_leaves_nothing(cast: Cast, publication: Publication) -> None:
    good, closed = (
        make_recommendation(cast, publication),
        make_recommendation(cast, publication, Status.CLOSED_COMPLETE),
    )
    before = hash_of_all_tables()

    refused = actions.refusals_of(
        items=[good, closed], change=RED, by=cast.liaison.actor(TODAY), at=NOON, why="It slips."
    )

    assert list(refused) == [closed.pk]
    assert refused[closed.pk].startswith("“Change the RAG” is for an item that is")
    assert hash_of_all_tables() == before


def test_a_target_is_only_put_back(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    by: dict[str, Any] = {"by": cast.owner.actor(TODAY), "at": NOON}
    change = BulkChange(Changing.TARGET, target_on=date(2022, 6, 30))

    none_yet = actions.refusals_of(items=[item], change=change, why="It slips.", **by)
    actions.set_target(recommendation=item, target_on=date(2022, 6, 30), **by)
    same = actions.refusals_of(items=[item], change=change, why="It slips.", **by)

    assert none_yet == {item.pk: "There is no internal target to extend. Set one."}
    assert same == {item.pk: "The new target must come after the present one, 30 June 2022."}


def test_what_was_shown_binds_each_item(cast: Cast, publication: Publication) -> None:
    first, second = make_recommendation(cast, publication), make_recommendation(cast, publication)
    shown = given(first, second)
    actions.set_rag(recommendation=second, rag=Rag.AMBER, by=cast.lead.actor(TODAY), at=NOON, why="It slips.")
    before = hash_of_all_tables()

    with pytest.raises(StaleEdit) as stale:
        actions.change_together(shown=shown, change=RED, by=cast.lead.actor(TODAY), at=NOON, why="It fails.")

    assert stale.value.current == second
    assert hash_of_all_tables() == before
