"""Edited rows brought back: a trial says what doing it would say, writes nothing, and asks once for all of them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from inspections.models import Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from recommendations import actions
from recommendations.actions import Back, sheet_digest
from recommendations.actions.bulk import MOST_AT_ONCE
from recommendations.enums import Rag, Status
from recommendations.intake.edited import CellEdit, Edit, RowEdit
from recommendations.models import Recommendation
from tests.conftest import NOON, TODAY
from tests.factories.everything import hash_of_all_tables
from tests.factories.inspections import make_inspection, make_publication
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation

pytestmark = pytest.mark.django_db


def row(item: Recommendation, values: dict[Edit, Any]) -> RowEdit:
    return RowEdit(2, item.reference, "", tuple(CellEdit(edit, "", value) for edit, value in values.items()))


def values_to_try(cast: Cast) -> Iterator[dict[Edit, Any]]:
    """What rows may say: good, bad, and good in one hand only."""
    reason = {Edit.REASON: "As agreed."}
    for owner in (cast.other_owner, cast.liaison, cast.secretary):
        yield {Edit.OWNER: owner.post.pk, **reason}
    yield {Edit.OWNER: cast.other_owner.post.pk}
    for day in (date(2022, 5, 1), date(2022, 6, 1), date(2022, 9, 1)):
        yield {Edit.TARGET: day, **reason}
        yield {Edit.TARGET: day}
    yield {Edit.PROGRAMME: "Trust", Edit.BOARD: None, Edit.RAG: Rag.RED, Edit.RAG_REASON: "It is late."}
    yield {Edit.RAG: Rag.RED}
    yield {Edit.PROGRESS: "Begun.", Edit.RAG: Rag.AMBER, Edit.RAG_REASON: "It is late."}
    yield {Edit.PROGRESS: "Begun.", Edit.CITES: "E-mail", Edit.FORECAST: date(2021, 1, 1)}
    yield {Edit.FORECAST: date(2022, 8, 1)}
    yield reason


def refusal_of(item: Recommendation, edited: RowEdit, by: Actor) -> str:
    """What doing it says; it is taken back."""
    try:
        with transaction.atomic():
            actions.bring_back(rows=[Back(edited, sheet_digest(item))], by=by, at=NOON)
            transaction.set_rollback(True)
    except (NotPossible, PermissionDenied) as refusal:
        return str(refusal).removeprefix(f"{item.reference}: ")
    return ""


def test_a_trial_says_what_doing_it_would_say(cast: Cast, publication: Publication, thorough: bool) -> None:
    said = set()
    for status in Status if thorough else [Status.IN_PROGRESS]:
        item = make_recommendation(cast, publication, status)
        if status == Status.IN_PROGRESS:
            by = cast.owner.actor(TODAY)
            item = actions.set_target(recommendation=item, target_on=date(2022, 6, 1), by=by, at=NOON)
        for place, name in enumerate(("liaison", "owner", "lead", "other_owner")):
            by = getattr(cast, name).actor(TODAY)
            for values in list(values_to_try(cast))[:: 1 if thorough else place + 2]:
                edited = row(item, values)
                (tried,) = actions.refused_rows_of(rows=[(item, edited)], by=by, at=NOON).values() or [""]
                assert tried == refusal_of(item, edited, by), (status, name, values)
                said.add(tried)

    assert "" in said
    assert len(said) > 6


def test_a_proposal_that_waits_is_known_to_the_trial(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)
    by = cast.liaison.actor(TODAY)
    actions.propose_not_applicable(recommendation=item, portfolio=cast.crime, by=by, at=NOON, why="No such unit.")
    edited = row(item, {Edit.OWNER: cast.owner.post.pk})

    refused = actions.refused_rows_of(rows=[(item, edited)], by=by, at=NOON)

    assert refused == {item.reference: refusal_of(item, edited, by)}
    assert "must be answered first" in refused[item.reference]


def test_an_item_out_of_sight_is_refused_by_both(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, make_publication(make_inspection("Undercover policing", embargoed=True)))
    by, edited = cast.owner.actor(TODAY), row(item, {Edit.PROGRESS: "Done."})

    assert actions.refused_rows_of(rows=[(item, edited)], by=by, at=NOON) == {
        item.reference: "This item is not yours to see."
    }
    assert refusal_of(item, edited, by) == actions.NO_ITEM


def test_a_trial_writes_nothing_and_leaves_the_items_as_they_were(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    before, shown = hash_of_all_tables(), sheet_digest(item)
    values = {Edit.OWNER: cast.other_owner.post.pk, Edit.PROGRAMME: "Trust", Edit.REASON: "It moves."}

    refused = actions.refused_rows_of(rows=[(item, row(item, values))], by=cast.liaison.actor(TODAY), at=NOON)

    assert refused == {}
    assert (hash_of_all_tables(), sheet_digest(item)) == (before, shown)


def test_a_trial_costs_the_same_for_one_row_and_for_five(cast: Cast, publication: Publication) -> None:
    items = [make_recommendation(cast, publication) for _ in range(5)]
    values = {Edit.OWNER: cast.other_owner.post.pk, Edit.PROGRAMME: "Trust", Edit.TARGET: date(2022, 9, 1)}
    values |= {Edit.REASON: "It moves.", Edit.PROGRESS: "Begun.", Edit.CITES: "E-mail"}
    by = cast.liaison.actor(TODAY)

    def statements(number: int) -> int:
        rows = [(item, row(item, values)) for item in items[:number]]
        with CaptureQueriesContext(connection) as captured:
            assert actions.refused_rows_of(rows=rows, by=by, at=NOON) == {}
        return len(captured)

    assert statements(1) == statements(5) <= 12


def test_doing_it_costs_little_more_for_each_row(cast: Cast, publication: Publication) -> None:
    items = [make_recommendation(cast, publication) for _ in range(6)]
    values = {Edit.OWNER: cast.other_owner.post.pk, Edit.PROGRAMME: "Trust", Edit.REASON: "It moves."}
    by = cast.liaison.actor(TODAY)

    def statements(some: list[Recommendation]) -> int:
        back = [Back(row(item, values), sheet_digest(item)) for item in some]
        with CaptureQueriesContext(connection) as captured:
            assert actions.bring_back(rows=back, by=by, at=NOON) == len(some)
        return len(captured)

    assert statements(items[2:]) - statements(items[:2]) <= 2 * 2 * 5  # of two rows, two acts each


def test_no_more_than_a_preview_can_show_are_changed(cast: Cast, publication: Publication) -> None:
    back = Back(row(make_recommendation(cast, publication), {Edit.PROGRESS: "Begun."}), "")

    with pytest.raises(NotPossible, match=f"At most {MOST_AT_ONCE} items"):
        actions.bring_back(rows=[back] * (MOST_AT_ONCE + 1), by=cast.owner.actor(TODAY), at=NOON)
