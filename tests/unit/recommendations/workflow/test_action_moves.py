"""Every status of an action with every move and everybody who might try it, against a table written apart from it."""

from datetime import date, timedelta
from typing import Any

import pytest

from inspections import actions as inspecting
from jac_tracker.accounts import actions as people
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Role
from recommendations.enums import ActionStatus, Status, Verb
from recommendations.models import Action, Recommendation
from recommendations.workflow import (
    ACTION_MOVES,
    ACTS,
    ON_ROWS,
    action_blockers,
    available_action_moves,
    hand_on_action,
    is_the_leads_own,
    what_signing_waits_for,
)
from tests.factories.actions import make_action
from tests.factories.inspections import make_publication
from tests.factories.people import LONG_AGO, SETTER_UP, Cast, make_member
from tests.factories.recommendations import REGISTERED_AT, make_recommendation

pytestmark = pytest.mark.django_db

AT = REGISTERED_AT + timedelta(days=2)
TODAY = AT.date()
YESTERDAY = TODAY - timedelta(days=1)

# Who may, by the letter in a cell. The item is the owner's, in the lead's portfolio; the action the other owner's, who
# marked it done where it is done.
LETTERS = {
    ".": set(),
    "O": {"owner", "liaison", "second_liaison"},
    "D": {"other_owner", "owner", "liaison", "second_liaison"},
    "E": {"lead"},
}
EXPECTED = """
             change_action do_action sign_off_action return_action drop_action
to do        O             D         .               .             O
done         .             .         E               E             O
signed off   .             .         .               .             .
dropped      .             .         .               .             .
"""
LEADS_TO = {
    "add_action": {"to do"},
    "change_action": set(),
    "do_action": {"done", "signed off"},
    "sign_off_action": {"signed off"},
    "return_action": {"to do"},
    "drop_action": {"dropped"},
}
EVERYBODY = (
    "liaison", "second_liaison", "owner", "lead", "other_owner", "other_lead", "dcc", "secretary", "reader", "auditor",
    "administrator",
)  # fmt: skip


def cells() -> dict[tuple[str, str], set[str]]:
    """(status, move) -> who may."""
    head, *rows = EXPECTED.strip("\n").splitlines()
    found: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        letters = zip(head.split(), row[13:].split(), strict=True)
        found |= {(row[:13].strip(), name): LETTERS[letter] for name, letter in letters}
    return found


MADE = {verb: move for verb, move in ACTION_MOVES.items() if move.begins}


@pytest.fixture
def item(cast: Cast) -> Recommendation:
    return make_recommendation(cast, make_publication())


def said(verb: Verb, action: Action, member: Any, on: date = TODAY) -> str:
    return " ".join(action_blockers(ACTION_MOVES[verb], action, member.actor(on)))


@pytest.mark.parametrize("status", ActionStatus)
def test_a_move_is_open_to_just_those_in_the_table_in_just_those_statuses(
    cast: Cast, item: Recommendation, status: ActionStatus
) -> None:
    action = make_action(cast, item, status, at=AT)
    actors = {name: getattr(cast, name).actor(TODAY) for name in EVERYBODY}

    found = {
        (status.value, verb.name.lower()): {
            name for name, actor in actors.items() if action_blockers(move, action, actor) == ()
        }
        for verb, move in MADE.items()
    }

    assert found == {cell: who for cell, who in cells().items() if cell[0] == status.value}


@pytest.mark.parametrize("status", ActionStatus)
def test_a_command_may_make_whatever_the_status_allows(cast: Cast, item: Recommendation, status: ActionStatus) -> None:
    action = make_action(cast, item, status, at=AT)

    moves = {move.verb.name.lower() for move in available_action_moves(action, Actor.system("load_demo"))}

    assert moves == {name for (at, name), who in cells().items() if at == status.value and who}


def test_the_table_leaves_out_no_status_and_no_move_and_says_where_each_leads() -> None:
    assert set(cells()) == {(status.value, verb.name.lower()) for status in ActionStatus for verb in MADE}
    ends = {verb.name.lower(): {end.value for end in move.ends} for verb, move in ACTION_MOVES.items()}
    assert ends == LEADS_TO


def test_the_moves_of_an_action_are_acts_of_the_table_and_those_of_one_stand_beside_it() -> None:
    assert {verb: ACTS[verb] for verb in ACTION_MOVES} == ACTION_MOVES
    assert set(MADE) <= ON_ROWS
    assert Verb.ADD_ACTION not in ON_ROWS


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.AWAITING_ALLOCATION, Status.IN_PROGRESS}))
def test_the_actions_of_an_item_move_while_it_is_open_and_are_frozen_after(
    cast: Cast, item: Recommendation, status: Status
) -> None:
    action = make_action(cast, item, at=AT)
    action.recommendation.status = status  # in memory alone

    is_open = status.value in {
        "on hold", "with portfolio lead", "with liaison", "with dcc", "approved", "with hmicfrs",
    }  # fmt: skip
    assert (said(Verb.DO_ACTION, action, cast.owner) == "") is is_open
    assert (said(Verb.DROP_ACTION, action, cast.liaison) == "") is is_open


def test_the_hand_recorded_is_that_of_the_actions_own_post_first(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, at=AT, post=cast.liaison.post)
    move = ACTION_MOVES[Verb.DO_ACTION]

    hands = {name: hand_on_action(move, action, getattr(cast, name).actor(TODAY)) for name in EVERYBODY}

    assert {name: hand.name for name, hand in hands.items() if hand} == {
        "liaison": "ACTING",
        "owner": "OWNER",
        "second_liaison": "LIAISON",
    }


def test_the_wrong_status_and_the_hands_are_named(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, ActionStatus.SIGNED_OFF, at=AT)

    assert said(Verb.DROP_ACTION, action, cast.owner) == (
        "“Drop” is for an action that is to do or done. This one is signed off."
    )
    assert said(Verb.SIGN_OFF_ACTION, make_action(cast, item, ActionStatus.DONE, at=AT), cast.dcc) == (
        "Only the portfolio lead can do this."
    )


# Who signs


def give_to(member: Any, post: Any, from_on: date = TODAY) -> None:
    people.hand_over(post=post, to=member.user, from_on=from_on, by=SETTER_UP, at=LONG_AGO, why="Cover.")


def leave(member: Any) -> None:
    """Their post is vacant from today."""
    people.end_holding(holding=member.post.holdings.get(), to_on=YESTERDAY, by=SETTER_UP, at=LONG_AGO)


def signers(cast: Cast, action: Action) -> set[str]:
    return {name for name in EVERYBODY if said(Verb.SIGN_OFF_ACTION, action, getattr(cast, name)) == ""}


@pytest.mark.parametrize("decides", [Verb.SIGN_OFF_ACTION, Verb.RETURN_ACTION])
def test_neither_who_did_it_nor_who_holds_its_post_decides(cast: Cast, item: Recommendation, decides: Verb) -> None:
    give_to(cast.lead, cast.other_owner.post, YESTERDAY)
    action = make_action(cast, item, ActionStatus.DONE, at=AT)
    assert said(decides, action, cast.lead).startswith("You hold the post that this action is given to")

    give_to(cast.reader, cast.other_owner.post)
    assert said(decides, action, cast.lead) == ("You marked this action as done, so somebody else must decide on it.")


def test_a_stand_in_signs_only_where_nobody_of_the_items_own_may(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, ActionStatus.DONE, at=AT)
    assert signers(cast, action) == {"lead"}

    people.end_holding(
        holding=cast.lead.post.holdings.get(), to_on=TODAY - timedelta(days=1), by=SETTER_UP, at=LONG_AGO
    )
    assert signers(cast, action) == {"other_lead"}

    deputy = make_member("Dan Deputy", "Director of Crime", Role.PORTFOLIO_LEAD, cast.crime)
    assert signers(cast, action) == set()
    assert said(Verb.SIGN_OFF_ACTION, action, deputy) == ""


def test_a_lead_who_may_not_sign_in_does_not_count_as_left(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, ActionStatus.DONE, at=AT)
    people.deactivate_person(person=cast.lead.user, by=SETTER_UP, at=LONG_AGO, why="Retired.")

    assert signers(cast, action) == {"other_lead"}


def test_who_did_what_a_command_marked_done_bars_nobody(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, ActionStatus.DONE, at=AT)
    action.done_by = None  # in memory alone

    assert signers(cast, action) == {"lead"}


def test_what_a_done_action_waits_for_is_said_where_it_is_more_than_the_lead(cast: Cast, item: Recommendation) -> None:
    to_do = make_action(cast, item, at=AT)
    action = make_action(cast, item, ActionStatus.DONE, at=AT)
    assert (what_signing_waits_for(to_do, TODAY), what_signing_waits_for(action, TODAY)) == ("", "")

    for member in (cast.lead, cast.other_lead):
        leave(member)
        assert what_signing_waits_for(action, TODAY) == (
            "Nobody who leads this portfolio may sign this off, so the lead of another may, with a reason."
            if member == cast.lead
            else "Nobody who holds a post of portfolio lead may sign this off: ask an administrator to add one."
        )


def test_under_an_embargo_no_lead_can_see_it_to_sign_it_off(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, ActionStatus.DONE, at=AT)
    inspection = item.publication.inspection
    inspecting.set_embargo(inspection=inspection, embargoed=True, by=SETTER_UP, at=AT, why="Not yet published.")

    assert what_signing_waits_for(Action.objects.get(pk=action.pk), TODAY).startswith("The inspection is embargoed")


def test_an_action_is_the_leads_own_where_its_post_leads_the_items_portfolio(cast: Cast, item: Recommendation) -> None:
    posts = {name: getattr(cast, name).post for name in ("lead", "other_lead", "owner", "other_owner")}

    own = {name for name, post in posts.items() if is_the_leads_own(make_action(cast, item, at=AT, post=post))}

    assert own == {"lead"}


def test_actions_read_together_are_asked_about_in_no_further_statement(
    cast: Cast, item: Recommendation, django_assert_num_queries: Any
) -> None:
    for status in ActionStatus:
        make_action(cast, item, status, at=AT)
    stand_in = cast.other_lead.actor(TODAY)

    with django_assert_num_queries(1):
        rows = list(item.actions.with_signers(TODAY).select_related("post"))
        [available_action_moves(row, stand_in) for row in rows]
