"""recommendations.models.action: which actions wait for whom, and who may know of them."""

from datetime import UTC, datetime, timedelta

import pytest

from inspections.models import Publication
from jac_tracker.accounts import actions as people
from recommendations import actions
from recommendations.enums import ActionStatus, Marking, Verb
from recommendations.models import Action, Recommendation
from recommendations.workflow import ACTION_MOVES, action_blockers
from tests.factories.actions import make_action
from tests.factories.people import EVERYBODY, LONG_AGO, SETTER_UP, Cast
from tests.factories.recommendations import close, make_recommendation

AT = datetime(2022, 2, 1, 9, tzinfo=UTC)
TODAY = AT.date()
DAY = timedelta(days=1)


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication)


def who(cast: Cast, reading: str) -> set[str]:
    """Who is shown any action by a reading of the queryset."""
    return {name for name in EVERYBODY if getattr(Action.objects, reading)(getattr(cast, name).actor(TODAY)).exists()}


def test_actions_are_for_those_who_see_the_item_whole_and_their_own_post(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, at=AT)
    assert who(cast, "visible_to") == {
        "liaison", "second_liaison", "dcc", "auditor", "owner", "lead", "other_owner",
    }  # fmt: skip

    actions.drop_action(action=action, by=cast.owner.actor(TODAY), at=AT, why="No need.")
    assert "other_owner" not in who(cast, "visible_to")


def test_a_marked_items_actions_stay_with_its_own(cast: Cast, item: Recommendation) -> None:
    make_action(cast, item, at=AT)
    actions.set_marking(
        recommendation=item, marking=Marking.OFFICIAL_SENSITIVE, by=cast.liaison.actor(TODAY), at=AT, why="A source."
    )

    assert who(cast, "visible_to") == {"liaison", "second_liaison", "dcc", "auditor", "owner", "lead"}
    assert who(cast, "waiting_for") == set()


def test_what_is_to_do_waits_for_its_post_alone_the_first_due_first(cast: Cast, item: Recommendation) -> None:
    late = make_action(cast, item, at=AT, due_on=TODAY + 9 * DAY)
    soon = make_action(cast, item, at=AT, due_on=TODAY)
    make_action(cast, item, ActionStatus.DONE, at=AT)

    assert list(Action.objects.waiting_for(cast.other_owner.actor(TODAY))) == [soon, late]
    assert who(cast, "waiting_for") == {"other_owner"}


def test_what_is_done_waits_for_the_lead(cast: Cast, item: Recommendation) -> None:
    make_action(cast, item, at=AT)
    assert who(cast, "to_sign_off") == set()

    make_action(cast, item, ActionStatus.DONE, at=AT)
    assert who(cast, "to_sign_off") == {"lead"}


@pytest.mark.parametrize("reading", ["waiting_for", "to_sign_off"])
def test_the_actions_of_a_closed_item_wait_for_nobody(cast: Cast, item: Recommendation, reading: str) -> None:
    make_action(cast, item, at=AT, due_on=TODAY)
    make_action(cast, item, ActionStatus.DONE, at=AT)
    assert who(cast, reading) != set()

    close(cast, item, at=AT)

    assert who(cast, reading) == set()


# Who stands in


def test_where_the_lead_did_it_the_lead_of_another_portfolio_finds_it_and_sees_the_item(
    cast: Cast, item: Recommendation
) -> None:
    people.hand_over(
        post=cast.other_owner.post, to=cast.lead.user, from_on=TODAY, by=SETTER_UP, at=LONG_AGO, why="Acting."
    )
    assert not Recommendation.objects.in_full_to(cast.other_lead.actor(TODAY)).exists()
    action = make_action(cast, item, ActionStatus.DONE, at=AT)

    assert who(cast, "to_sign_off") == {"other_lead"}
    assert list(Action.objects.for_a_stand_in(TODAY)) == [action]
    assert Recommendation.objects.in_full_to(cast.other_lead.actor(TODAY)).get() == item


@pytest.mark.parametrize("leave", ["nothing", "the lead away", "the lead acting", "the lead did it"])
def test_the_queue_and_the_blockers_agree(cast: Cast, item: Recommendation, leave: str) -> None:
    match leave:
        case "the lead away":
            people.end_holding(holding=cast.lead.post.holdings.get(), to_on=TODAY - DAY, by=SETTER_UP, at=LONG_AGO)
        case "the lead acting":
            people.hand_over(
                post=cast.other_owner.post, to=cast.lead.user, from_on=TODAY, by=SETTER_UP, at=LONG_AGO, why="Acting."
            )
        case "the lead did it":
            people.hand_over(
                post=cast.owner.post, to=cast.lead.user, from_on=TODAY, by=SETTER_UP, at=LONG_AGO, why="Acting."
            )
    action = make_action_of(cast, item)
    by = cast.lead if leave == "the lead did it" else None
    action = actions.do_action(action=action, proof="All.", cites="E-mail", by=(by or cast.liaison).actor(TODAY), at=AT)

    move = ACTION_MOVES[Verb.SIGN_OFF_ACTION]
    free = {name for name in EVERYBODY if not action_blockers(move, action, getattr(cast, name).actor(TODAY))}

    assert who(cast, "to_sign_off") == free
    assert free == {"lead" if leave == "nothing" else "other_lead"}


def make_action_of(cast: Cast, item: Recommendation) -> Action:
    return actions.add_action(
        recommendation=item,
        what="Train",
        post=cast.other_owner.post,
        due_on=TODAY,
        by=cast.liaison.actor(TODAY),
        at=AT,
    )
