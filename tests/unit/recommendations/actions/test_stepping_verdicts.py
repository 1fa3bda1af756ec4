"""recommendations.actions.stepping: actions signed off or returned, by whom they may be, and dropped."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from inspections.models import Publication
from jac_tracker.accounts import actions as people
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Role
from jac_tracker.history import StaleEdit, digest
from recommendations import actions
from recommendations.actions import DONE_FIELDS
from recommendations.enums import ActionStatus, Verb
from recommendations.models import Action, Recommendation
from tests.factories.actions import make_action
from tests.factories.people import LONG_AGO, SETTER_UP, Cast, make_member
from tests.factories.recommendations import make_recommendation
from tests.unit.recommendations.actions.steps import AT, TODAY, last_event, state


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication)


def test_the_lead_signs_off(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, ActionStatus.DONE, at=AT)

    signed = actions.sign_off_action(
        action=action, shown=digest(action, DONE_FIELDS), by=cast.lead.actor(TODAY), at=AT, why="Well done."
    )

    assert (signed.status, signed.done_by, signed.proof) == (
        ActionStatus.SIGNED_OFF, cast.other_owner.user, "All 40 are trained.",
    )  # fmt: skip
    event = last_event()
    assert (event.verb, event.by_post, event.why, event.details) == (
        Verb.SIGN_OFF_ACTION, cast.lead.post, "Well done.", {"action": 1},
    )  # fmt: skip


def test_the_lead_returns_with_a_reason_and_it_is_done_again(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, ActionStatus.DONE, at=AT)

    back = actions.return_action(action=action, by=cast.lead.actor(TODAY), at=AT, why=" Not all. ")

    assert (back.status, back.return_reason, back.done_on, back.done_by, back.proof) == (
        ActionStatus.TO_DO, "Not all.", None, None, "All 40 are trained.",
    )  # fmt: skip
    assert (last_event().verb, last_event().why) == (Verb.RETURN_ACTION, "Not all.")

    again = actions.do_action(action=back, proof="Now all.", by=cast.other_owner.actor(TODAY), at=AT)
    assert (again.status, again.proof, again.return_reason) == (ActionStatus.DONE, "Now all.", "")


@pytest.mark.parametrize("name", ["return_action", "drop_action"])
def test_a_return_and_a_drop_need_their_reason(cast: Cast, item: Recommendation, name: str) -> None:
    action = make_action(cast, item, ActionStatus.DONE, at=AT)
    by = cast.lead if name == "return_action" else cast.owner

    with pytest.raises(NotPossible, match="Give a reason"):
        getattr(actions, name)(action=action, by=by.actor(TODAY), at=AT, why=" ")


@pytest.mark.parametrize("status", [ActionStatus.TO_DO, ActionStatus.DONE])
def test_the_owner_drops_what_is_not_wanted_any_more(cast: Cast, item: Recommendation, status: ActionStatus) -> None:
    action = make_action(cast, item, status, at=AT)

    dropped = actions.drop_action(action=action, by=cast.owner.actor(TODAY), at=AT, why="Not needed.")

    assert dropped.status == ActionStatus.DROPPED
    assert (last_event().verb, last_event().why) == (Verb.DROP_ACTION, "Not needed.")


@pytest.mark.parametrize("name", ["sign_off_action", "return_action", "drop_action"])
def test_nothing_is_decided_on_what_has_changed_since_it_was_shown(cast: Cast, item: Recommendation, name: str) -> None:
    action = make_action(cast, item, ActionStatus.DONE, at=AT)
    shown = digest(action, DONE_FIELDS)
    actions.return_action(action=action, by=cast.lead.actor(TODAY), at=AT, why="Not all.")
    actions.do_action(action=action, proof="Another proof.", by=cast.other_owner.actor(TODAY), at=AT)
    before = state()
    by = cast.owner if name == "drop_action" else cast.lead

    with pytest.raises(StaleEdit):
        getattr(actions, name)(action=action, shown=shown, by=by.actor(TODAY), at=AT, why="So.")

    assert state() == before


# Nobody signs off what they did


def refuse_to_sign(action: Action, actor: Actor, sentence: str) -> None:
    for name in ("sign_off_action", "return_action"):
        before = state()
        with pytest.raises(NotPossible, match=sentence):
            getattr(actions, name)(action=action, by=actor, at=AT, why="So.")
        assert state() == before


def test_who_marked_it_done_does_not_sign_it_off(cast: Cast, item: Recommendation) -> None:
    people.hand_over(post=cast.lead.post, to=cast.owner.user, from_on=TODAY, by=SETTER_UP, at=LONG_AGO, why="Acting.")
    both = cast.owner.actor(TODAY)
    action = make_action(cast, item, at=AT)
    action = actions.do_action(action=action, proof="All.", by=both, at=AT)

    refuse_to_sign(action, both, "You marked this action as done, so somebody else must decide on it.")


def test_who_holds_its_post_does_not_sign_it_off(cast: Cast, item: Recommendation) -> None:
    people.hand_over(
        post=cast.other_owner.post, to=cast.lead.user, from_on=TODAY, by=SETTER_UP, at=LONG_AGO, why="Acting."
    )
    action = make_action(cast, item, at=AT)
    action = actions.do_action(action=action, proof="All.", by=cast.owner.actor(TODAY), at=AT)

    refuse_to_sign(action, cast.lead.actor(TODAY), "You hold the post that this action is given to")


def done_by_the_lead(cast: Cast, item: Recommendation) -> Action:
    """The item's lead holds the action's post too, and marked it done."""
    people.hand_over(
        post=cast.other_owner.post, to=cast.lead.user, from_on=TODAY, by=SETTER_UP, at=LONG_AGO, why="Acting."
    )
    return make_action(cast, item, ActionStatus.DONE, at=AT)


def test_the_lead_of_another_portfolio_stands_in_with_a_reason(cast: Cast, item: Recommendation) -> None:
    action = done_by_the_lead(cast, item)
    stand_in = cast.other_lead.actor(TODAY)

    with pytest.raises(NotPossible, match="You stand in for the item's own portfolio lead, so give a reason"):
        actions.sign_off_action(action=action, by=stand_in, at=AT)
    signed = actions.sign_off_action(action=action, by=stand_in, at=AT, why="ACC Crime did it.")

    assert signed.status == ActionStatus.SIGNED_OFF
    assert (last_event().by_post, last_event().why) == (cast.other_lead.post, "ACC Crime did it.")


def test_a_stand_in_returns_too(cast: Cast, item: Recommendation) -> None:
    action = done_by_the_lead(cast, item)

    back = actions.return_action(action=action, by=cast.other_lead.actor(TODAY), at=AT, why="Not all.")

    assert back.status == ActionStatus.TO_DO


def test_while_the_items_own_lead_may_sign_nobody_stands_in(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, ActionStatus.DONE, at=AT)

    with pytest.raises(PermissionDenied, match="Only the portfolio lead can do this"):
        actions.sign_off_action(action=action, by=cast.other_lead.actor(TODAY), at=AT, why="So.")


def test_a_second_lead_of_the_portfolio_signs_without_standing_in(cast: Cast, item: Recommendation) -> None:
    action = done_by_the_lead(cast, item)
    deputy = make_member("Dan Deputy", "Director of Crime", Role.PORTFOLIO_LEAD, cast.crime)

    with pytest.raises(PermissionDenied):
        actions.sign_off_action(action=action, by=cast.other_lead.actor(TODAY), at=AT, why="So.")
    assert actions.sign_off_action(action=action, by=deputy.actor(TODAY), at=AT).status == ActionStatus.SIGNED_OFF


def test_where_nobody_is_left_the_refusal_says_so(cast: Cast, item: Recommendation) -> None:
    action = done_by_the_lead(cast, item)
    people.end_holding(holding=cast.other_lead.post.holdings.get(), to_on=date(2022, 1, 31), by=SETTER_UP, at=LONG_AGO)

    refuse_to_sign(
        action,
        cast.lead.actor(TODAY),
        "Nobody else may who holds a post of portfolio lead: ask an administrator to add one.",
    )
