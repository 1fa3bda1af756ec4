"""recommendations.actions.stepping: actions given, changed and done, and frozen when their item is closed."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from inspections import actions as inspecting
from inspections.models import Publication
from jac_tracker.accounts import actions as people
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.roles import Role
from jac_tracker.history import StaleEdit, digest
from recommendations import actions
from recommendations.actions import ACTION_FIELDS, PartAsRead
from recommendations.enums import ActionStatus, Marking, Status, Verb
from recommendations.models import Action, Recommendation, RecommendationEvent
from tests.factories.actions import make_action
from tests.factories.people import LONG_AGO, SETTER_UP, Cast
from tests.factories.recommendations import close, make_recommendation

AT = datetime(2022, 2, 1, 9, tzinfo=UTC)
TODAY = AT.date()
SOON = date(2022, 3, 1)


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication, parts=[PartAsRead("a", "audit each month")])


def add(item: Recommendation, cast: Cast, **values: Any) -> Action:
    given: dict[str, Any] = {"what": "Train the supervisors", "post": cast.other_owner.post, "due_on": SOON}
    by = values.pop("by", cast.owner.actor(TODAY))
    return actions.add_action(recommendation=item, **(given | values), by=by, at=AT)


def change(action: Action, cast: Cast, **values: Any) -> Action:
    given: dict[str, Any] = {"what": action.what, "post": action.post, "due_on": action.due_on}
    given["part_letter"] = action.part_letter
    by = values.pop("by", cast.owner.actor(TODAY))
    return actions.change_action(action=action, **(given | values), by=by, at=AT)


def last_event() -> RecommendationEvent:
    return RecommendationEvent.objects.latest("id")


def state() -> tuple[Any, ...]:
    """Everything that a refused act must leave as it was."""
    return (
        list(Action.objects.order_by("pk").values()),
        Action.history.count(),
        RecommendationEvent.objects.count(),
        list(Recommendation.objects.order_by("pk").values()),
    )


# Given


def test_an_action_is_given_to_a_post_under_a_number_of_its_own(cast: Cast, item: Recommendation) -> None:
    first = add(item, cast, what="  Train the supervisors ", part_letter="a")
    second = add(item, cast, what="Audit", by=cast.liaison.actor(TODAY))

    assert (first.number, first.what, first.post, first.part_letter) == (
        1, "Train the supervisors", cast.other_owner.post, "a",
    )  # fmt: skip
    assert (first.due_on, first.first_due_on, first.status) == (SOON, SOON, ActionStatus.TO_DO)
    assert second.number == 2
    event = last_event()
    assert (event.verb, event.recommendation, event.details) == (Verb.ADD_ACTION, item, {"action": 2})
    assert (event.by_user, event.by_post) == (cast.liaison.user, cast.liaison.post)
    assert (event.from_status, event.to_status) == (Status.IN_PROGRESS, Status.IN_PROGRESS)


def test_a_number_is_not_used_again_after_an_action_is_dropped(cast: Cast, item: Recommendation) -> None:
    make_action(cast, item, ActionStatus.DROPPED, at=AT)

    assert add(item, cast).number == 2


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"what": "  "}, "Say what is to be done."),
        ({"due_on": date(2022, 1, 31)}, "The date by which it is to be done cannot be in the past."),
        ({"part_letter": "z"}, "This item has no part (z)."),
    ],
)
def test_an_action_needs_words_a_day_to_come_and_a_part_that_is_there(
    cast: Cast, item: Recommendation, values: dict[str, Any], sentence: str
) -> None:
    before = state()

    with pytest.raises(NotPossible, match=sentence.replace("(", r"\(").replace(")", r"\)")):
        add(item, cast, **values)

    assert state() == before


def test_an_action_may_be_due_today(cast: Cast, item: Recommendation) -> None:
    assert add(item, cast, due_on=TODAY).due_on == TODAY


@pytest.mark.parametrize("who", ["lead", "other_owner", "other_lead", "dcc", "secretary", "auditor", "administrator"])
def test_nobody_but_owner_and_liaison_gives_an_action(cast: Cast, item: Recommendation, who: str) -> None:
    before = state()

    with pytest.raises(PermissionDenied):
        add(item, cast, by=getattr(cast, who).actor(TODAY))

    assert state() == before


@pytest.mark.parametrize("who", ["liaison", "owner", "lead", "other_owner", "other_lead", "dcc", "secretary"])
def test_any_post_that_works_on_items_can_be_given_an_action(cast: Cast, item: Recommendation, who: str) -> None:
    post = getattr(cast, who).post

    assert add(item, cast, post=post).post == post


@pytest.mark.parametrize("who", ["reader", "auditor", "administrator"])
def test_a_post_that_works_on_no_item_is_given_none(cast: Cast, item: Recommendation, who: str) -> None:
    with pytest.raises(NotPossible, match="which works on no item"):
        add(item, cast, post=getattr(cast, who).post)


def test_a_post_that_nobody_holds_or_that_is_out_of_use_is_given_none(cast: Cast, item: Recommendation) -> None:
    vacant = people.add_post(title="Vacant", role=Role.OWNER, portfolio=cast.crime, by=SETTER_UP, at=LONG_AGO)
    with pytest.raises(NotPossible, match="Nobody holds the post of Vacant"):
        add(item, cast, post=vacant)

    people.change_post(post=vacant, values={"is_active": False}, by=SETTER_UP, at=LONG_AGO)
    with pytest.raises(NotPossible, match="Vacant is no longer in use"):
        add(item, cast, post=vacant)


@pytest.mark.parametrize("who", ["other_owner", "other_lead", "secretary"])
def test_a_post_that_could_not_see_a_marked_item_is_given_no_action_on_it(
    cast: Cast, publication: Publication, who: str
) -> None:
    item = make_recommendation(cast, publication, marking=Marking.OFFICIAL_SENSITIVE)

    with pytest.raises(NotPossible, match="could not see this item"):
        add(item, cast, post=getattr(cast, who).post)
    for name in ("owner", "lead", "liaison", "dcc"):
        add(item, cast, post=getattr(cast, name).post)


def test_under_an_embargo_only_those_who_see_everything_are_given_an_action(cast: Cast, item: Recommendation) -> None:
    inspection = item.publication.inspection
    inspecting.set_embargo(inspection=inspection, embargoed=True, by=SETTER_UP, at=AT, why="Not yet published.")
    liaison = cast.liaison.actor(TODAY)

    for name in ("owner", "lead", "other_owner"):
        with pytest.raises(NotPossible, match="could not see this item"):
            add(item, cast, post=getattr(cast, name).post, by=liaison)
    assert add(item, cast, post=cast.dcc.post, by=liaison).post == cast.dcc.post


# Changed


def test_a_change_keeps_the_first_day_and_says_why_it_moves(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, at=AT, due_on=SOON)

    later = SOON + timedelta(days=7)
    changed = change(action, cast, what="Train all", post=cast.lead.post, due_on=later, part_letter="a", why="Illness.")

    assert (changed.what, changed.post, changed.due_on, changed.first_due_on, changed.part_letter) == (
        "Train all", cast.lead.post, later, SOON, "a",
    )  # fmt: skip
    event = last_event()
    assert (event.verb, event.why, event.details) == (Verb.CHANGE_ACTION, "Illness.", {"action": 1})


@pytest.mark.parametrize("days", [-3, 3])
def test_a_day_that_moves_needs_its_reason_either_way(cast: Cast, item: Recommendation, days: int) -> None:
    action = make_action(cast, item, at=AT, due_on=SOON)
    before = state()

    with pytest.raises(NotPossible, match="The date moves, so give a reason"):
        change(action, cast, due_on=SOON + timedelta(days=days), why=" ")

    assert state() == before


def test_words_change_without_a_reason_even_when_the_day_has_passed(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, at=AT, due_on=TODAY)
    by, later = cast.owner.actor(TODAY), AT + timedelta(days=9)

    changed = actions.change_action(
        action=action, what="Train some", post=action.post, due_on=action.due_on, by=by, at=later
    )

    assert changed.what == "Train some"


def test_a_change_that_changes_nothing_is_refused(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, at=AT)

    with pytest.raises(NotPossible, match="Nothing of the action has been changed"):
        change(action, cast)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"what": ""}, "Say what is to be done."),
        ({"due_on": date(2022, 1, 31), "why": "So."}, "cannot be in the past"),
        ({"part_letter": "z"}, "This item has no part"),
        ({"post": "reader"}, "works on no item"),
    ],
)
def test_a_change_is_held_to_what_a_new_action_is(
    cast: Cast, item: Recommendation, values: dict[str, Any], sentence: str
) -> None:
    action = make_action(cast, item, at=AT)
    if "post" in values:
        values = values | {"post": getattr(cast, values["post"]).post}
    before = state()

    with pytest.raises(NotPossible, match=sentence):
        change(action, cast, **values)

    assert state() == before


def test_a_change_of_what_somebody_else_changed_meanwhile_is_refused(cast: Cast, item: Recommendation) -> None:
    action = make_action(cast, item, at=AT)
    shown = digest(action, ACTION_FIELDS)
    change(action, cast, what="Theirs", by=cast.liaison.actor(TODAY))

    with pytest.raises(StaleEdit):
        change(action, cast, what="Mine", shown=shown)

    assert Action.objects.get().what == "Theirs"


# Done


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


# Frozen


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
