"""recommendations.actions.stepping: actions done, and frozen when their item is closed."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from inspections.models import Publication
from jac_tracker.accounts import actions as people
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.history import StaleEdit, digest
from recommendations import actions
from recommendations.actions import ACTION_FIELDS, PartAsRead
from recommendations.enums import ActionStatus, Verb
from recommendations.models import Action, Recommendation
from tests.factories.actions import make_action
from tests.factories.people import LONG_AGO, SETTER_UP, Cast
from tests.factories.recommendations import close, make_recommendation
from tests.unit.recommendations.actions.steps import AT, TODAY, add, change, last_event, state


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication, parts=[PartAsRead("a", "audit each month")])


@pytest.mark.parametrize(
    ("who", "cites", "post"),
    [("other_owner", "", "other_owner"), ("owner", "", "owner"), ("liaison", "E-mail of 1 February", "liaison")],
)
def test_an_action_is_done_with_proof_and_a_day(
    cast: Cast, item: Recommendation, who: str, cites: str, post: str
) -> None:
    action = make_action(cast, item, at=AT)
    member = getattr(cast, who)

    done = actions.do_action(
        action=action, proof=" All 40. ", done_on=date(2022, 1, 31), cites=cites, by=member.actor(TODAY), at=AT
    )

    assert (done.status, done.proof, done.done_on, done.done_by) == (
        ActionStatus.DONE, "All 40.", date(2022, 1, 31), member.user,
    )  # fmt: skip
    event = last_event()
    assert (event.verb, event.by_post, event.cites, event.happened_on, event.details) == (
        Verb.DO_ACTION, getattr(cast, post).post, cites, date(2022, 1, 31), {"action": 1},
    )  # fmt: skip


def test_an_action_is_done_today_unless_a_day_is_given(cast: Cast, item: Recommendation) -> None:
    assert make_action(cast, item, ActionStatus.DONE, at=AT).done_on == TODAY


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"proof": " "}, "Say what proves that it is done."),
        ({"done_on": date(2022, 2, 2)}, "The date of completion cannot be in the future."),
        ({"done_on": date(2022, 1, 6)}, "The date of completion cannot be before the report was published."),
    ],
)
def test_done_needs_proof_and_a_day_since_the_report(
    cast: Cast, item: Recommendation, values: dict[str, Any], sentence: str
) -> None:
    action = make_action(cast, item, at=AT)
    before = state()

    with pytest.raises(NotPossible, match=sentence):
        actions.do_action(**({"action": action, "proof": "All."} | values), by=cast.owner.actor(TODAY), at=AT)

    assert state() == before


def test_liaison_cites_the_message_by_which_it_is_done(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, at=AT)

    with pytest.raises(NotPossible, match="Say which message this comes from"):
        actions.do_action(action=action, proof="All.", by=cast.liaison.actor(TODAY), at=AT)


def test_an_action_of_liaisons_own_is_done_without_citing_anybody(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, at=AT, post=cast.liaison.post)

    actions.do_action(action=action, proof="All.", by=cast.liaison.actor(TODAY), at=AT)

    assert (last_event().by_post, last_event().cites) == (cast.liaison.post, "")


def test_a_post_with_another_action_of_the_item_does_not_do_this_one(cast: Cast, item: Recommendation) -> None:
    make_action(cast, item, at=AT)
    of_the_secretary = make_action(cast, item, at=AT, post=cast.secretary.post)

    with pytest.raises(PermissionDenied, match="Only a post with an action on it, the owner or a liaison officer"):
        actions.do_action(action=of_the_secretary, proof="All.", by=cast.other_owner.actor(TODAY), at=AT)


def test_of_two_posts_with_actions_the_one_of_this_action_is_recorded(cast: Cast, item: Recommendation) -> None:
    make_action(cast, item, at=AT)
    second = make_action(cast, item, at=AT, post=cast.secretary.post)
    people.hand_over(
        post=cast.secretary.post, to=cast.other_owner.user, from_on=TODAY, by=SETTER_UP, at=LONG_AGO, why="Cover."
    )

    actions.do_action(action=second, proof="All.", by=cast.other_owner.actor(TODAY), at=AT)

    assert last_event().by_post == cast.secretary.post


def test_what_was_changed_since_it_was_shown_is_not_marked_as_done(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, at=AT)
    shown = digest(action, ACTION_FIELDS)
    change(action, cast, what="Train twice as many")

    with pytest.raises(StaleEdit):
        actions.do_action(action=action, proof="All.", shown=shown, by=cast.other_owner.actor(TODAY), at=AT)

    assert Action.objects.get().status == ActionStatus.TO_DO


def test_an_action_of_the_leads_own_post_is_signed_off_as_the_same_posts(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, at=AT, post=cast.lead.post)

    done = actions.do_action(action=action, proof="All.", by=cast.lead.actor(TODAY), at=AT)

    assert (done.status, done.done_by) == (ActionStatus.SIGNED_OFF, cast.lead.user)
    assert last_event().details == {"action": 1, "same_post": True}


def test_an_action_of_another_portfolios_lead_waits_for_the_items_own(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, ActionStatus.DONE, at=AT, post=cast.other_lead.post)

    assert action.status == ActionStatus.DONE


@pytest.mark.parametrize("name", ["add", "change", "do_action", "sign_off_action", "return_action", "drop_action"])
def test_the_actions_of_a_closed_item_are_frozen(cast: Cast, item: Recommendation, name: str) -> None:
    verdict = name in ("sign_off_action", "return_action")
    action = make_action(cast, item, ActionStatus.DONE if verdict else ActionStatus.TO_DO, at=AT)
    close(cast, item, at=AT)
    by = (cast.lead if verdict else cast.owner).actor(TODAY)
    before = state()

    with pytest.raises(NotPossible, match="This one is closed: complete"):
        match name:
            case "add":
                add(item, cast)
            case "change":
                change(action, cast, what="Other")
            case "do_action":
                actions.do_action(action=action, proof="All.", by=by, at=AT)
            case _:
                getattr(actions, name)(action=action, by=by, at=AT, why="So.")

    assert state() == before


def test_a_reopened_items_actions_go_on(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, at=AT)
    close(cast, item, at=AT)
    actions.reopen(recommendation=item, source="Letter", by=cast.liaison.actor(TODAY), at=AT, why="Not so.")

    assert actions.do_action(action=action, proof="All.", by=cast.owner.actor(TODAY), at=AT).status == ActionStatus.DONE
