"""Giving an item to the post that owns it: recommendations.actions.owning."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from inspections.models import Publication
from jac_tracker.accounts import actions as people
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.models import Holding
from jac_tracker.accounts.roles import Role
from recommendations import actions
from recommendations.actions import DeadlineAsRead
from recommendations.enums import DeadlineKind, Rag, Status
from recommendations.models import Recommendation
from tests.factories.people import LONG_AGO, SETTER_UP, Cast, make_member
from tests.factories.recommendations import make_recommendation

AT = datetime(2022, 2, 1, 9, tzinfo=UTC)
TODAY = AT.date()


def allocate(cast: Cast, item: Recommendation, **values: Any) -> Recommendation:
    given = {"owner_post": cast.owner.post} | values
    return actions.allocate(recommendation=item, **given, by=cast.liaison.actor(TODAY), at=AT)


def waiting(cast: Cast, publication: Publication, **values: Any) -> Recommendation:
    return make_recommendation(cast, publication, Status.AWAITING_ALLOCATION, **values)


def refusal(cast: Cast, item: Recommendation, **values: Any) -> str:
    with pytest.raises(NotPossible) as refused:
        allocate(cast, item, **values)
    assert Recommendation.objects.get(pk=item.pk).status == Status.AWAITING_ALLOCATION
    return str(refused.value)


def test_an_allocated_item_is_in_progress_with_owner_portfolio_and_rag(cast: Cast, publication: Publication) -> None:
    board = actions.add_board(name="Crime Board", by=cast.liaison.actor(TODAY), at=AT)

    allocate(
        cast,
        waiting(cast, publication),
        supporting_posts=[cast.other_owner.post],
        board=board,
        programme="Fairer recording",
    )

    item = Recommendation.objects.get()
    assert (item.status, item.rag, item.allocated_on) == ("in progress", "green", TODAY)
    assert (item.owner_post, item.portfolio, item.board) == (cast.owner.post, cast.crime, board)
    assert [row.post for row in item.supporting_posts.all()] == [cast.other_owner.post]
    event = item.events.latest("at")
    assert (event.verb, event.from_status, event.to_status) == ("allocate", "awaiting allocation", "in progress")


def test_the_portfolio_may_be_another_than_the_posts_own(cast: Cast, publication: Publication) -> None:
    item = allocate(cast, waiting(cast, publication), portfolio=cast.local)

    assert item.portfolio == cast.local


def test_the_rag_is_what_the_rule_suggests(cast: Cast, publication: Publication) -> None:
    soon = DeadlineAsRead("By 10 February 2022", DeadlineKind.FIXED, date(2022, 2, 10))

    item = allocate(cast, waiting(cast, publication, deadline=soon))

    assert (item.rag, item.rag_reason) == ("amber", "")


def test_another_rag_needs_its_reason(cast: Cast, publication: Publication) -> None:
    item = waiting(cast, publication)

    assert refusal(cast, item, rag=Rag.RED) == (
        "The rule suggests Green: It has neither a deadline nor an internal target, and progress was recorded lately."
        " Say why it should be Red."
    )
    assert allocate(cast, item, rag=Rag.RED, rag_reason="Nothing has begun.").rag == "red"


@pytest.mark.parametrize("rag", [Rag.GREY, Rag.BLUE, Rag.NONE])
def test_an_item_at_work_is_red_amber_or_green(cast: Cast, publication: Publication, rag: Rag) -> None:
    assert refusal(cast, waiting(cast, publication), rag=rag, rag_reason="Why not.") == "Choose Red, Amber or Green."


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("secretary", "committee secretary"),
        ("reader", "committee reader"),
        ("auditor", "auditor"),
        ("administrator", "administrator"),
    ],
)
def test_some_posts_cannot_own_items(cast: Cast, publication: Publication, name: str, role: str) -> None:
    post = getattr(cast, name).post

    assert refusal(cast, waiting(cast, publication), owner_post=post, portfolio=cast.crime) == (
        f"{post} has the role of {role}, which cannot own items. Choose another post."
    )


def test_a_post_that_nobody_holds_cannot_own(cast: Cast, publication: Publication) -> None:
    people.end_holding(
        holding=Holding.objects.get(post=cast.owner.post),
        to_on=TODAY - timedelta(days=1),
        by=SETTER_UP,
        at=LONG_AGO,
    )

    assert refusal(cast, waiting(cast, publication)) == (
        "Nobody holds the post of Force Crime Registrar. Choose another post, or ask an administrator to hand it over."
    )


def test_a_post_whose_holder_may_not_sign_in_cannot_own(cast: Cast, publication: Publication) -> None:
    people.deactivate_person(person=cast.owner.user, by=SETTER_UP, at=LONG_AGO, why="Left.")

    assert "Nobody holds" in refusal(cast, waiting(cast, publication))


def test_a_post_out_of_use_cannot_own(cast: Cast, publication: Publication) -> None:
    people.change_post(post=cast.owner.post, values={"is_active": False}, by=SETTER_UP, at=LONG_AGO)

    assert refusal(cast, waiting(cast, publication)) == (
        "Force Crime Registrar is no longer in use. Choose another post."
    )


def test_the_dccs_post_owns_only_while_another_could_judge(cast: Cast, publication: Publication) -> None:
    item = waiting(cast, publication)

    assert refusal(cast, item, owner_post=cast.dcc.post, portfolio=cast.crime) == (
        "Deputy Chief Constable cannot own an item while no other held post could judge its claim. Choose another post."
    )
    make_member("Des Stand-in", "Temporary Deputy Chief Constable", Role.DCC)
    assert allocate(cast, item, owner_post=cast.dcc.post, portfolio=cast.crime).owner_post == cast.dcc.post


def test_a_liaison_post_owns_while_there_is_a_second(cast: Cast, publication: Publication) -> None:
    item = waiting(cast, publication)

    owned = allocate(cast, item, owner_post=cast.liaison.post, portfolio=cast.crime)

    assert owned.owner_post == cast.liaison.post


def test_a_post_without_a_portfolio_needs_one_named(cast: Cast, publication: Publication) -> None:
    item = waiting(cast, publication)

    assert refusal(cast, item, owner_post=cast.liaison.post) == "Choose a portfolio: this post belongs to none."


def test_a_portfolio_out_of_use_is_refused(cast: Cast, publication: Publication) -> None:
    people.change_portfolio(portfolio=cast.local, values={"is_active": False}, by=SETTER_UP, at=LONG_AGO)
    cast.local.refresh_from_db()

    assert refusal(cast, waiting(cast, publication), portfolio=cast.local) == (
        "The portfolio Local Policing is no longer in use. Choose another."
    )


def test_supporting_posts_are_others_and_each_once(cast: Cast, publication: Publication) -> None:
    item = waiting(cast, publication)
    other = cast.other_owner.post

    assert refusal(cast, item, supporting_posts=[cast.owner.post]) == "The owner cannot also be a supporting post."
    assert refusal(cast, item, supporting_posts=[other, other]) == "A supporting post is named twice."


def test_a_new_owner_is_given_with_a_reason_and_the_old_one_stays_in_the_history(
    cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)

    actions.reallocate(
        recommendation=item, owner_post=cast.other_owner.post, by=cast.liaison.actor(TODAY), at=AT, why="It moved."
    )

    item.refresh_from_db()
    assert (item.owner_post, item.portfolio, item.allocated_on) == (cast.other_owner.post, cast.local, TODAY)
    assert list(item.history.values_list("owner_post", flat=True))[:2] == [cast.other_owner.post.pk, cast.owner.post.pk]


def test_supporting_posts_stay_unless_they_are_given(cast: Cast, publication: Publication) -> None:
    item = waiting(cast, publication)
    allocate(cast, item, supporting_posts=[cast.other_owner.post, cast.lead.post])
    by: dict[str, Any] = {"by": cast.liaison.actor(TODAY), "at": AT, "why": "It moved."}

    actions.reallocate(recommendation=item, owner_post=cast.liaison.post, portfolio=cast.crime, **by)
    assert {row.post for row in item.supporting_posts.all()} == {cast.other_owner.post, cast.lead.post}

    actions.reallocate(
        recommendation=item,
        owner_post=cast.owner.post,
        supporting_posts=[cast.lead.post, cast.other_lead.post],
        **by,
    )
    assert {row.post for row in item.supporting_posts.all()} == {cast.lead.post, cast.other_lead.post}
