"""Every status, act and person once more, on items that people have brought to the status themselves."""

from typing import Any

import pytest

from inspections.models import Publication
from recommendations import actions
from recommendations.enums import KEPT, ProposalKind, Status, Verb
from recommendations.models import Recommendation
from recommendations.workflow import ACTS, MOVES, act_for, blockers
from tests.factories.inspections import make_publication
from tests.factories.people import EVERYBODY, Cast
from tests.factories.recommendations import REGISTERED_AT, make_recommendation, write_claim
from tests.unit.recommendations.workflow.expected import EXPECTED
from tests.unit.recommendations.workflow.items import TODAY

pytestmark = pytest.mark.django_db

VERBS = (*MOVES, *ACTS)
# Proposed there, and answered before the item goes anywhere else: nowhere else is there anything to answer.
ASKED_IN = {
    ProposalKind.NOT_APPLICABLE: {Status.AWAITING_ALLOCATION, Status.IN_PROGRESS},
    ProposalKind.IN_ERROR: KEPT,
}
UNTRACKED = (Verb.DCC_CLOSES, Verb.FORCE_CLOSES)


def item_at(cast: Cast, publication: Publication, status: Status, verb: Verb) -> Recommendation:
    """An item that was brought to the status, and on which everything else lets the act go ahead."""
    item = make_recommendation(cast, publication, status)
    by: dict[str, Any] = {"recommendation": item, "by": cast.liaison.actor(TODAY), "at": REGISTERED_AT, "why": "So."}
    kind = getattr(act_for(verb), "answers", None)
    if verb in UNTRACKED and status != Status.WITHDRAWN:
        actions.set_tracked(**by, tracked=False, since_on=None)
    if verb == Verb.CLAIM and status == Status.IN_PROGRESS:
        write_claim(cast, item, at=REGISTERED_AT)
    if kind == ProposalKind.NOT_APPLICABLE and status in ASKED_IN[kind]:
        actions.propose_not_applicable(**by, portfolio=cast.local)
    if kind == ProposalKind.IN_ERROR and status in ASKED_IN[kind]:
        actions.propose_in_error(**by)
    return Recommendation.objects.get(pk=item.pk)


def as_brought(verb: Verb) -> Any:
    """Acts that are tried on the same item of a status."""
    return verb if verb in (*UNTRACKED, Verb.CLAIM) else getattr(act_for(verb), "answers", None)


@pytest.mark.parametrize("status", Status)
def test_an_item_brought_to_a_status_is_open_to_just_those_in_the_table(cast: Cast, status: Status) -> None:
    publication = make_publication()
    actors = {name: getattr(cast, name).actor(TODAY) for name in EVERYBODY}
    items: dict[Any, Recommendation] = {}

    found, told = {}, {}
    for verb in VERBS:
        key = as_brought(verb)
        item = items[key] = items.get(key) or item_at(cast, publication, status, verb)
        kind = getattr(act_for(verb), "answers", None)
        is_asked = kind is None or status in ASKED_IN[kind]
        nobodys = set() if item.owner_post_id else {"owner", "lead"}
        for name, actor in actors.items():
            found[verb, name] = blockers(act_for(verb), item, actor) == ()
            told[verb, name] = is_asked and name in EXPECTED[status.value, verb.name.lower()] - nobodys

    assert found == told
    assert len(found) == len(VERBS) * len(EVERYBODY)
