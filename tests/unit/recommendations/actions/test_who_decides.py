"""Who may decide on a claim, and who is kept from it: recommendations.actions.deciding."""

import pytest
from django.core.exceptions import PermissionDenied

from inspections.models import Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.roles import Role
from recommendations import actions
from recommendations.enums import DESKS, Marking, Status
from recommendations.models import Recommendation
from tests.factories.people import Cast, make_member
from tests.factories.recommendations import make_evidence, make_recommendation
from tests.unit.recommendations.actions.claims import (
    AT,
    AT_DESK,
    TODAY,
    act,
    acts_for,
    claim_of,
    exhibit_of,
    leaves,
    moves_to,
    refused,
    status_of,
    written,
)

TYPED = "You typed some of this claim, so somebody else must decide on it."
CLAIMED = "You hold the post that this is claimed for, so somebody else must decide on it."
OWNS = "You hold the post that owns this item, so somebody else must decide on it."
DECIDED = "You have already decided on this claim at another desk, so somebody else must decide here."


@pytest.mark.parametrize(("status", "name", "who", "to"), AT_DESK)
def test_nobody_decides_on_a_claim_for_a_post_that_they_hold_or_act_in(
    cast: Cast, publication: Publication, status: Status, name: str, who: str, to: Status
) -> None:
    item = make_recommendation(cast, publication, status)
    acts_for(cast.owner, getattr(cast, who).user)

    for verdict in (name, "return_claim"):
        assert refused(cast, verdict, item, who).startswith(CLAIMED)


@pytest.mark.parametrize(("status", "name", "who", "to"), AT_DESK)
def test_nobody_decides_on_an_item_that_their_post_was_given_since(
    cast: Cast, publication: Publication, status: Status, name: str, who: str, to: Status
) -> None:
    make_member("Dan Second", "Assistant Deputy", Role.DCC)
    item = make_recommendation(cast, publication, status)
    act(cast, "reallocate", item, "second_liaison", owner_post=getattr(cast, who).post, portfolio=cast.crime, why="So.")

    for verdict in (name, "return_claim"):
        assert refused(cast, verdict, item, who).startswith(OWNS)


def test_whoever_typed_some_of_a_claim_decides_at_no_desk(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    make_evidence(cast, item, at=AT)
    act(cast, "write_claim", item, "second_liaison", answers={}, exhibits=[], how_it_will_last="", cites="Mail")
    act(cast, "write_claim", item, **written(item))
    act(cast, "claim", item)
    act(cast, "pass_claim", item, "lead")

    assert refused(cast, "check_evidence", item, "second_liaison") == TYPED
    act(cast, "check_evidence", item, "liaison")


@pytest.mark.parametrize(("status", "name", "who", "to"), AT_DESK)
def test_whoever_claimed_in_a_post_that_they_hold_no_more_does_not_decide(
    cast: Cast, publication: Publication, status: Status, name: str, who: str, to: Status
) -> None:
    item = make_recommendation(cast, publication, status)
    acts_for(getattr(cast, who), cast.owner.user)
    moves_to(cast.owner, cast.secretary.user)

    assert refused(cast, name, item, "owner") == TYPED
    act(cast, name, item, who)


def test_whoever_changed_a_claim_or_replaced_an_exhibit_does_not_decide(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITH_DCC)
    acts_for(cast.owner, cast.second_liaison.user)
    actions.replace_evidence(
        evidence=exhibit_of(item),
        title="Newer minutes",
        kind="minutes",
        reference="DOC/9",
        by=cast.second_liaison.actor(TODAY),
        at=AT,
        why="Out of date.",
    )
    moves_to(cast.owner, cast.secretary.user)
    act(cast, "reallocate", item, "liaison", owner_post=cast.other_owner.post, portfolio=cast.crime, why="Moved.")
    act(cast, "change_claim", item, "other_owner", **written(item, how_it_will_last="By hand."))
    act(cast, "pass_claim", item, "lead")

    assert claim_of(item).for_post == cast.other_owner.post
    assert refused(cast, "check_evidence", item, "second_liaison") == TYPED


def test_nobody_decides_at_two_desks_of_one_round(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITH_PORTFOLIO_LEAD)
    acts_for(cast.liaison, cast.lead.user)
    acts_for(cast.dcc, cast.lead.user)
    acts_for(cast.dcc, cast.liaison.user)
    act(cast, "pass_claim", item, "lead")

    assert refused(cast, "check_evidence", item, "lead") == DECIDED
    assert refused(cast, "return_claim", item, "lead") == DECIDED
    act(cast, "check_evidence", item, "liaison")
    for who in ("lead", "liaison"):
        assert refused(cast, "approve", item, who) == DECIDED
    act(cast, "approve", item, "dcc")


def test_a_change_lets_the_same_people_decide_again(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.APPROVED)
    act(cast, "change_claim", item, **written(item, how_it_will_last="By hand."))

    for _status, name, who, _to in AT_DESK:
        act(cast, name, item, who)

    assert status_of(item) == Status.APPROVED
    assert [(row.round, row.desk) for row in claim_of(item).sign_offs.order_by("id")] == [
        (round_, desk) for round_ in (1, 2) for desk in (s for s in Status if s in DESKS)
    ]


def test_where_nobody_is_left_the_sentence_says_so(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITH_DCC)
    acts_for(cast.owner, cast.dcc.user)
    alone = f"{CLAIMED} Nobody else may who holds a post of deputy Chief Constable: ask an administrator to add one."

    assert refused(cast, "approve", item, "dcc") == alone
    make_member("Dan Second", "Assistant Deputy", Role.DCC)
    assert refused(cast, "approve", item, "dcc") == CLAIMED


def test_who_may_not_sign_in_is_nobody(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITH_LIAISON)
    acts_for(cast.owner, cast.liaison.user)

    assert refused(cast, "check_evidence", item, "liaison") == CLAIMED
    leaves(cast.second_liaison)
    assert refused(cast, "check_evidence", item, "liaison").endswith("ask an administrator to add one.")
    with pytest.raises(PermissionDenied):
        act(cast, "check_evidence", item, "second_liaison")


# The lead's own post, and who stands in


@pytest.fixture
def leads_own(cast: Cast, publication: Publication) -> Recommendation:
    """An item of the portfolio lead's own post, claimed."""
    item = make_recommendation(cast, publication)
    act(cast, "reallocate", item, "liaison", owner_post=cast.lead.post, why="Theirs.")
    actions.add_evidence(
        recommendation=item, title="Minutes", kind="minutes", reference="DOC/1", by=cast.lead.actor(TODAY), at=AT
    )
    act(cast, "write_claim", item, "lead", **written(item))
    act(cast, "claim", item, "lead")
    return item


def test_the_leads_own_claim_is_recorded_as_same_post_and_goes_on(cast: Cast, leads_own: Recommendation) -> None:
    row = claim_of(leads_own).sign_offs.get()

    assert status_of(leads_own) == Status.WITH_LIAISON
    assert (row.desk, row.verdict, row.by_user) == (Status.WITH_PORTFOLIO_LEAD, "same post", cast.lead.user)
    assert row.fingerprint == actions.signable(leads_own)


def test_after_a_change_too(cast: Cast, leads_own: Recommendation) -> None:
    act(cast, "check_evidence", leads_own, "liaison")
    act(cast, "edit_text", leads_own, "liaison", values={"title": "New"}, why="Misread.")

    assert status_of(leads_own) == Status.WITH_LIAISON
    rows = claim_of(leads_own).sign_offs.order_by("id")
    assert [(row.round, row.verdict) for row in rows] == [(1, "same post"), (1, "passed"), (2, "same post")]
    act(cast, "check_evidence", leads_own, "liaison")
    assert status_of(leads_own) == Status.WITH_DCC


def test_an_item_of_another_portfolio_than_its_owner_leads_is_not_same_post(
    cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    act(cast, "reallocate", item, "liaison", owner_post=cast.lead.post, portfolio=cast.local, why="So.")
    make_evidence_by_liaison(cast, item)
    act(cast, "write_claim", item, "lead", **written(item))
    act(cast, "claim", item, "lead")

    assert status_of(item) == Status.WITH_PORTFOLIO_LEAD
    act(cast, "pass_claim", item, "other_lead")


def make_evidence_by_liaison(cast: Cast, item: Recommendation) -> None:
    by = cast.liaison.actor(TODAY)
    given = {"title": "Minutes", "kind": "minutes", "reference": "DOC/1", "cites": "Mail"}
    actions.add_evidence(recommendation=item, **given, by=by, at=AT)


@pytest.mark.parametrize("verdict", ["pass_claim", "return_claim"])
@pytest.mark.parametrize("marking", Marking)
@pytest.mark.parametrize("why_nobody", ["left", "claimed", "typed", "owns"])
def test_a_lead_of_another_portfolio_stands_in_with_a_reason_where_the_items_own_may_not(
    cast: Cast, publication: Publication, why_nobody: str, marking: Marking, verdict: str
) -> None:
    item = make_recommendation(cast, publication, Status.WITH_PORTFOLIO_LEAD, marking=marking)
    with pytest.raises(PermissionDenied):
        act(cast, verdict, item, "other_lead", why="So.")
    match why_nobody:
        case "left":
            leaves(cast.lead)
        case "claimed":
            acts_for(cast.owner, cast.lead.user)
        case "typed":
            moves_to(cast.lead, cast.owner.user)
            moves_to(cast.owner, cast.secretary.user)
        case "owns":
            act(cast, "reallocate", item, "liaison", owner_post=cast.lead.post, why="Theirs.")

    assert Recommendation.objects.in_full_to(cast.other_lead.actor(TODAY)).filter(pk=item.pk).exists()
    if verdict == "pass_claim":
        with pytest.raises(NotPossible, match=r"^You stand in for the item's own portfolio lead, so give a reason\.$"):
            act(cast, verdict, item, "other_lead", why=" ")
    act(cast, verdict, item, "other_lead", why="ACC Crime may not.")

    row = claim_of(item).sign_offs.get()
    assert (row.by_post, row.reason) == (cast.other_lead.post, "ACC Crime may not.")


def test_a_lead_who_may_not_either_is_told_that_nobody_is_left(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITH_PORTFOLIO_LEAD)
    leaves(cast.other_lead)
    acts_for(cast.owner, cast.lead.user)

    assert refused(cast, "pass_claim", item, "lead") == (
        f"{CLAIMED} Nobody else may who holds a post of portfolio lead: ask an administrator to add one."
    )


def test_the_lead_of_the_portfolio_that_the_item_went_to_decides(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITH_PORTFOLIO_LEAD)
    act(cast, "reallocate", item, "liaison", owner_post=cast.other_owner.post, why="It moved.")

    with pytest.raises(PermissionDenied):
        act(cast, "pass_claim", item, "lead")
    act(cast, "pass_claim", item, "other_lead")


def test_the_next_holder_of_a_desk_decides_and_the_last_does_not(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITH_DCC)
    moves_to(cast.dcc, cast.secretary.user)

    with pytest.raises(PermissionDenied):
        act(cast, "approve", item, "dcc")
    act(cast, "approve", item, "secretary")
    assert claim_of(item).sign_offs.latest("id").by_post == cast.dcc.post
