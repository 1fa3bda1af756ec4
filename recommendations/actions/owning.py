"""Giving an item to the post that owns it."""

from collections.abc import Sequence
from datetime import date, datetime

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Portfolio, Post
from jac_tracker.accounts.roles import Role
from jac_tracker.dates import london_day
from recommendations.actions.judging import judged_rag
from recommendations.actions.rehearsing import asked_once, one_act
from recommendations.actions.turn import Turn, begin, move_to, refuse
from recommendations.enums import Rag, Status, Verb
from recommendations.models import Board, Recommendation, SupportingPost
from recommendations.rules.owning import JUDGING_ROLES, OWNING_ROLES
from recommendations.workflow import Need


@one_act
def allocate(
    *,
    recommendation: Recommendation,
    owner_post: Post,
    portfolio: Portfolio | None = None,
    supporting_posts: Sequence[Post] = (),
    board: Board | None = None,
    programme: str = "",
    rag: Rag | None = None,
    rag_reason: str = "",
    by: Actor,
    at: datetime,
    why: str = "",
) -> Recommendation:
    """Give an item to a post, under a portfolio (the post's own unless given). It is then in progress.

    The RAG is the suggested one unless given; one that differs needs its reason. Raises NotPossible for a post that
    cannot own an item today.
    """
    turn = begin(Verb.ALLOCATE, recommendation, by, {Need.OWNER: owner_post})
    helpers = _give(turn, owner_post, portfolio, supporting_posts, london_day(at))
    refuse(_faults_of_board(board))
    turn.item.board, turn.item.programme = board or turn.item.board, programme or turn.item.programme
    move_to(turn.item, Status.IN_PROGRESS, Rag.GREEN)
    turn.item.rag, turn.item.rag_reason = judged_rag(turn.item, rag, rag_reason, london_day(at))
    return turn.end(at, why=why, others=helpers[0], removed=helpers[1])


@one_act
def reallocate(
    *,
    recommendation: Recommendation,
    owner_post: Post,
    portfolio: Portfolio | None = None,
    supporting_posts: Sequence[Post] | None = None,
    by: Actor,
    at: datetime,
    why: str,
) -> Recommendation:
    """Give an item to another post, or change who supports its owner; None leaves the supporting posts as they are."""
    turn = begin(Verb.REALLOCATE, recommendation, by, {Need.OWNER: owner_post, Need.REASON: why})
    added, removed = _give(turn, owner_post, portfolio, supporting_posts, london_day(at))
    return turn.end(at, why=why, others=added, removed=removed)


def owner_faults(post: Post, on: date) -> tuple[str, ...]:
    """Sentences that say why a post cannot own an item on a day. Empty means it can."""
    if not post.is_active:
        return (f"{post} is no longer in use. Choose another post.",)
    if post.role not in OWNING_ROLES:
        return (
            f"{post} has the role of {Role(post.role).label.lower()}, which cannot own items. Choose another post.",
        )
    if not Post.objects.held(on).filter(pk=post.pk).exists():
        return (f"Nobody holds the post of {post}. Choose another post, or ask an administrator to hand it over.",)
    if post.role in JUDGING_ROLES and not _others_of_role(post, on):
        return (f"{post} cannot own an item while no other held post could judge its claim. Choose another post.",)
    return ()


def _others_of_role(post: Post, on: date) -> bool:
    return Post.objects.active().held(on).filter(role=post.role).exclude(pk=post.pk).exists()


def _give(
    turn: Turn, post: Post, portfolio: Portfolio | None, helpers: Sequence[Post] | None, on: date
) -> tuple[list[SupportingPost], list[SupportingPost]]:
    """Set owner and portfolio, and say which supporting rows to add and which to remove."""
    chosen = post.pk
    post = asked_once(("post", chosen), lambda: Post.objects.locked().select_related(None).get(pk=chosen))
    portfolio = portfolio or post.portfolio
    faults = asked_once(("owner", chosen), lambda: owner_faults(post, on))
    refuse([*faults, *_faults_of_portfolio(portfolio), *_faults_of_helpers(post, helpers or ())])
    if turn.item.owner_post_id != post.pk:
        turn.item.allocated_on = on
    turn.item.owner_post, turn.item.portfolio = post, portfolio
    if helpers is None:
        return [], []
    rows = {row.post_id: row for row in turn.item.supporting_posts.all()}
    added = [SupportingPost(recommendation=turn.item, post=helper) for helper in helpers if helper.pk not in rows]
    wanted = {helper.pk for helper in helpers}
    return added, [row for post_id, row in rows.items() if post_id not in wanted]


def _faults_of_portfolio(portfolio: Portfolio | None) -> list[str]:
    if portfolio is None:
        return ["Choose a portfolio: this post belongs to none."]
    return [] if portfolio.is_active else [f"The portfolio {portfolio} is no longer in use. Choose another."]


def _faults_of_helpers(owner: Post, helpers: Sequence[Post]) -> list[str]:
    faults = [f"{helper} is no longer in use." for helper in helpers if not helper.is_active]
    if owner.pk in {helper.pk for helper in helpers}:
        faults.append("The owner cannot also be a supporting post.")
    if len({helper.pk for helper in helpers}) < len(helpers):
        faults.append("A supporting post is named twice.")
    return faults


def _faults_of_board(board: Board | None) -> list[str]:
    return [f"{board} is no longer in use. Choose another board."] if board is not None and not board.is_active else []
