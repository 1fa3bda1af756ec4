"""A claim as it is changed and withdrawn once it is made: recommendations.actions.claiming."""

import pytest
from django.core.exceptions import PermissionDenied

from inspections.models import Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.history import StaleEdit
from recommendations import actions
from recommendations.enums import Rag, Status, Verb
from recommendations.models import Recommendation, RecommendationEvent
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.unit.recommendations.actions.claims import (
    LATER,
    act,
    claim_of,
    moves_to,
    status_of,
    written,
)


@pytest.fixture(params=[Status.WITH_PORTFOLIO_LEAD, Status.WITH_LIAISON, Status.WITH_DCC, Status.APPROVED])
def signed(cast: Cast, publication: Publication, request: pytest.FixtureRequest) -> Recommendation:
    """At each desk, and approved."""
    return make_recommendation(cast, publication, request.param)


def test_a_change_begins_a_new_round_at_the_first_desk(cast: Cast, signed: Recommendation) -> None:
    rows = claim_of(signed).sign_offs.count()
    before = actions.signable(signed)

    claim = act(cast, "change_claim", signed, **written(signed, how_it_will_last="By hand."))

    assert (claim.round, claim.standing, status_of(signed)) == (2, "made", Status.WITH_PORTFOLIO_LEAD)
    assert claim.sign_offs.count() == rows  # what was decided before stays to be read
    assert actions.signable(signed) != before
    event = RecommendationEvent.objects.latest("id")
    assert (event.verb, event.details) == (Verb.CHANGE_AFTER_SIGNING, {"act": "change claim"})
    assert (event.from_status, event.to_status) == (signed.status, Status.WITH_PORTFOLIO_LEAD)


def test_a_change_that_changes_nothing_is_refused(cast: Cast, signed: Recommendation) -> None:
    with pytest.raises(NotPossible, match=r"^Nothing of the claim has been changed\.$"):
        act(
            cast,
            "change_claim",
            signed,
            **written(signed, answers={"": "It is done. "}, how_it_will_last=(" It is part of the monthly audit.")),
        )

    assert (claim_of(signed).round, status_of(signed)) == (1, signed.status)


@pytest.mark.parametrize("taken_out", [{"answers": {}}, {"exhibits": []}, {"how_it_will_last": ""}])
def test_a_claim_stays_whole(cast: Cast, signed: Recommendation, taken_out: dict) -> None:
    with pytest.raises(NotPossible):
        act(cast, "change_claim", signed, **written(signed) | taken_out)

    assert (claim_of(signed).round, status_of(signed)) == (1, signed.status)


@pytest.mark.parametrize("who", ["liaison", "lead", "dcc", "other_owner"])
def test_only_the_owner_changes_a_claim_at_a_desk(cast: Cast, signed: Recommendation, who: str) -> None:
    with pytest.raises(PermissionDenied):
        act(cast, "change_claim", signed, who, **written(signed, how_it_will_last="By hand."))


def test_a_claim_is_not_changed_over_another_change(cast: Cast, signed: Recommendation) -> None:
    shown = actions.claim_digest(signed)
    act(cast, "change_claim", signed, **written(signed, how_it_will_last="Hers."), shown=shown)

    with pytest.raises(StaleEdit):
        act(cast, "change_claim", signed, at=LATER, **written(signed, how_it_will_last="His."), shown=shown)


def test_while_a_proposal_waits_a_claim_is_not_changed(cast: Cast, signed: Recommendation) -> None:
    act(cast, "propose_in_error", signed, "liaison", why="It is there twice.")

    with pytest.raises(NotPossible, match=r"^What is proposed on this item must be answered first\.$"):
        act(cast, "change_claim", signed, **written(signed, how_it_will_last="By hand."))


def test_a_claim_that_hmicfrs_has_is_locked(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITH_HMICFRS)

    for name, values in (("change_claim", written(item)), ("withdraw_claim", {"why": "Wait."})):
        with pytest.raises(NotPossible, match=r"This one is with HMICFRS\.$"):
            act(cast, name, item, **values)


def test_a_change_after_the_item_went_to_another_post_claims_for_that_post(cast: Cast, signed: Recommendation) -> None:
    act(cast, "reallocate", signed, "liaison", owner_post=cast.lead.post, why="It moved.")
    assert (claim_of(signed).for_post, status_of(signed)) == (cast.owner.post, signed.status)

    claim = act(cast, "change_claim", signed, "lead", **written(signed, how_it_will_last="By hand."))

    assert (claim.for_post, status_of(signed)) == (cast.lead.post, Status.WITH_LIAISON)
    assert [(row.round, row.verdict) for row in claim.sign_offs.filter(round=2)] == [(2, "same post")]


# Withdrawing it


@pytest.mark.parametrize("who", ["owner", "liaison"])
def test_the_claimant_or_liaison_withdraws_a_claim(cast: Cast, signed: Recommendation, who: str) -> None:
    act(cast, "set_rag", signed, "lead", rag=Rag.RED, why="It slips.")

    act(cast, "withdraw_claim", signed, who, why="Not ready.")

    item = Recommendation.objects.get(pk=signed.pk)
    assert (claim_of(item).standing, item.status, item.rag, item.rag_reason) == (
        "withdrawn",
        Status.IN_PROGRESS,
        Rag.RED,
        "It slips.",
    )


@pytest.mark.parametrize("who", ["lead", "dcc", "other_owner", "other_lead"])
def test_nobody_else_withdraws_a_claim(cast: Cast, signed: Recommendation, who: str) -> None:
    with pytest.raises(PermissionDenied):
        act(cast, "withdraw_claim", signed, who, why="Not ready.")


def test_withdrawing_takes_a_reason(cast: Cast, signed: Recommendation) -> None:
    with pytest.raises(NotPossible, match=r"^Give a reason\.$"):
        act(cast, "withdraw_claim", signed, why=" ")


def test_the_claimant_is_the_post_claimed_for_whoever_holds_it_and_owns_the_item(
    cast: Cast, signed: Recommendation
) -> None:
    act(cast, "reallocate", signed, "liaison", owner_post=cast.other_owner.post, why="It moved.")
    moves_to(cast.owner, cast.secretary.user)

    for who in ("other_owner", "owner"):
        with pytest.raises(PermissionDenied):
            act(cast, "withdraw_claim", signed, who, why="Not ready.")
    act(cast, "withdraw_claim", signed, "secretary", why="Not ready.")

    event = RecommendationEvent.objects.latest("id")
    assert (event.by_user, event.by_post) == (cast.secretary.user, cast.owner.post)
