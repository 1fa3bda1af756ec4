"""What the tests of a claim have in common: a moment, and what people do at it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from jac_tracker.accounts import actions as people
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.models import User
from recommendations import actions
from recommendations.enums import Status
from recommendations.models import Claim, Evidence, Recommendation, RecommendationEvent, SignOff
from tests.factories.people import LONG_AGO, SETTER_UP, Cast, Member

AT_DESK = (
    (Status.WITH_PORTFOLIO_LEAD, "pass_claim", "lead", Status.WITH_LIAISON),
    (Status.WITH_LIAISON, "check_evidence", "liaison", Status.WITH_DCC),
    (Status.WITH_DCC, "approve", "dcc", Status.APPROVED),
)
AT = datetime(2022, 3, 1, 9, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
TODAY = AT.date()


def act(cast: Cast, name: str, item: Recommendation, who: str = "owner", **values: Any) -> Any:
    """Somebody of the cast does it."""
    by = getattr(cast, who).actor(TODAY)
    return getattr(actions, name)(recommendation=item, **{"by": by, "at": AT} | values)


def written(item: Recommendation, **values: Any) -> dict[str, Any]:
    """What a claim says of an item without parts, with all the evidence that stands."""
    given: dict[str, Any] = {"answers": {"": "It is done."}, "how_it_will_last": "It is audited each month."}
    return given | {"exhibits": list(item.evidence.standing())} | values


def claim_of(item: Recommendation) -> Claim:
    """The newest claim on the item, as it is in the database."""
    return Claim.objects.filter(recommendation=item).latest("number")


def status_of(item: Recommendation) -> str:
    return str(Recommendation.objects.get(pk=item.pk).status)


def signable(item: Recommendation) -> str:
    """What a verdict on the item would be bound to, as it is in the database."""
    return actions.signable(Recommendation.objects.get(pk=item.pk))


def acts_for(post: Member, who: User) -> None:
    """From long ago on somebody acts in a post beside its holder."""
    people.hand_over(post=post.post, to=who, from_on=TODAY, is_acting=True, by=SETTER_UP, at=LONG_AGO)


def moves_to(post: Member, who: User) -> None:
    """A post is handed over for good, today."""
    people.hand_over(post=post.post, to=who, from_on=TODAY, by=SETTER_UP, at=LONG_AGO)


def leaves(member: Member) -> None:
    people.deactivate_person(person=member.user, by=SETTER_UP, at=LONG_AGO, why="Retired.")


def exhibit_of(item: Recommendation) -> Evidence:
    return claim_of(item).exhibits.get().evidence


def refused(cast: Cast, name: str, item: Recommendation, who: str) -> str:
    """The sentence that refuses somebody whose hand it lies in; the item is not moved."""
    before = (status_of(item), SignOff.objects.count(), RecommendationEvent.objects.count())
    with pytest.raises(NotPossible) as refusal:
        act(cast, name, item, who, why="So it is.")
    assert (status_of(item), SignOff.objects.count(), RecommendationEvent.objects.count()) == before
    return str(refusal.value)
