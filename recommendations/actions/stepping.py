"""Steps towards an item, each in the hands of a post: given, changed, done, signed off or returned, dropped."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.accounts.roles import DUTIES, Duty, Role
from jac_tracker.dates import london_day
from jac_tracker.history import refuse_stale
from jac_tracker.text import lower_first
from recommendations.actions.turn import Turn, begin, faults_of_day, refuse
from recommendations.enums import ActionStatus, Marking, Verb
from recommendations.models import Action, Recommendation
from recommendations.permissions import Hand
from recommendations.workflow import (
    ACTION_MOVES,
    Need,
    action_blockers,
    action_not_allowed,
    hand_on_action,
    is_the_leads_own,
)

# What a form that changes an action shows, and what whoever decides on one has read.
ACTION_FIELDS = ("what", "post", "due_on", "part_letter")
DONE_FIELDS = (*ACTION_FIELDS, "proof", "done_on")
# Whose posts work on items. Readers and administrators see none, and an auditor changes nothing.
ACTING_ROLES = frozenset({Role.LIAISON, Role.OWNER, Role.PORTFOLIO_LEAD, Role.DCC, Role.SECRETARY})


@transaction.atomic
def add_action(
    *,
    recommendation: Recommendation,
    what: str,
    post: Post,
    due_on: date,
    part_letter: str = "",
    by: Actor,
    at: datetime,
) -> Action:
    """Give a post something to do towards an item, by a day, under a number of its own on the item.

    `part_letter` is of a part of the item, or "" for all of it. Raises NotPossible for a post that cannot act on the
    item today (`acting_faults`).
    """
    given = {Need.ACTION: what, Need.ACTION_POST: post, Need.ACTION_DATE: due_on}
    turn = begin(Verb.ADD_ACTION, recommendation, by, given)
    action = Action(
        recommendation=turn.item,
        number=turn.item.actions.count() + 1,
        what=what.strip(),
        post=_locked(post),
        due_on=due_on,
        first_due_on=due_on,
        part_letter=part_letter,
    )
    today = london_day(at)
    refuse([*acting_faults(action.post, turn.item, today), *_faults_of_date(due_on, today), *_faults_of_part(action)])
    turn.end(at, others=[action], details={"action": action.number})
    return action


@transaction.atomic
def change_action(
    *,
    action: Action,
    what: str,
    post: Post,
    due_on: date,
    part_letter: str = "",
    shown: str | None = None,
    by: Actor,
    at: datetime,
    why: str = "",
) -> Action:
    """Change what is to be done, by which post, or by when: a date that moves needs its reason, and the first is kept.

    Raises NotPossible where nothing changes, and StaleEdit where the action's ACTION_FIELDS are not those `shown`.
    """
    given = {Need.ACTION: what, Need.ACTION_POST: post, Need.ACTION_DATE: due_on}
    step = _begin(Verb.CHANGE_ACTION, action, by, given)
    row, today = step.action, london_day(at)
    refuse_stale(row, ACTION_FIELDS, shown)
    before = _values(row)
    moved = due_on != row.due_on
    gets_it = post.pk != row.post_id
    row.what, row.post, row.due_on, row.part_letter = what.strip(), _locked(post), due_on, part_letter
    refuse(["Nothing of the action has been changed."] if _values(row) == before else [])
    refuse(acting_faults(row.post, step.turn.item, today) if gets_it else [])
    refuse(_faults_of_date(due_on, today) if moved else [])
    refuse(["The date moves, so give a reason."] if moved and not why.strip() else [])
    refuse(_faults_of_part(row) if part_letter != before["part_letter"] else [])
    return step.end(at, why=why)


@transaction.atomic
def do_action(
    *,
    action: Action,
    proof: str,
    done_on: date | None = None,
    cites: str = "",
    shown: str | None = None,
    by: Actor,
    at: datetime,
) -> Action:
    """Mark an action as done, with a line of proof and the day, today unless given. Liaison cites the message.

    It then waits to be signed off; where its own post leads the item's portfolio that is recorded at once, as the same
    post's. Raises StaleEdit where the action's ACTION_FIELDS are not those `shown`.
    """
    step = _begin(Verb.DO_ACTION, action, by, {Need.PROOF: proof})
    row, today = step.action, london_day(at)
    refuse_stale(row, ACTION_FIELDS, shown)
    done_on = done_on or today
    refuse(faults_of_day(step.turn, done_on, today, "completion"))
    refuse(["Say which message this comes from."] if step.hand == Hand.LIAISON and not cites.strip() else [])
    is_leads_own = is_the_leads_own(row)
    row.status = ActionStatus.SIGNED_OFF if is_leads_own else ActionStatus.DONE
    row.proof, row.done_on, row.done_by, row.return_reason = proof.strip(), done_on, step.turn.by.user, ""
    details = {"same_post": True} if is_leads_own else {}
    return step.end(at, happened_on=done_on, cites=cites, details=details)


@transaction.atomic
def sign_off_action(*, action: Action, shown: str | None = None, by: Actor, at: datetime, why: str = "") -> Action:
    """Accept an action as done. A lead who stands in for the item's own gives a reason.

    Raises StaleEdit where the action's DONE_FIELDS are not those `shown`, here and in `return_action`.
    """
    step = _begin(Verb.SIGN_OFF_ACTION, action, by)
    refuse_stale(step.action, DONE_FIELDS, shown)
    stands_in = step.hand == Hand.STAND_IN_ON_ACTION
    refuse(
        ["You stand in for the item's own portfolio lead, so give a reason."] if stands_in and not why.strip() else []
    )
    step.action.status = ActionStatus.SIGNED_OFF
    return step.end(at, why=why)


@transaction.atomic
def return_action(*, action: Action, shown: str | None = None, by: Actor, at: datetime, why: str) -> Action:
    """Send back what was marked as done, with the reason: it is to do again, and its proof stays to be mended."""
    step = _begin(Verb.RETURN_ACTION, action, by, {Need.REASON: why})
    refuse_stale(step.action, DONE_FIELDS, shown)
    row = step.action
    row.status, row.return_reason = ActionStatus.TO_DO, why.strip()
    row.done_on, row.done_by = None, None
    return step.end(at, why=why)


@transaction.atomic
def drop_action(*, action: Action, shown: str | None = None, by: Actor, at: datetime, why: str) -> Action:
    """Want an action no more. It stays to be read, under its number."""
    step = _begin(Verb.DROP_ACTION, action, by, {Need.REASON: why})
    refuse_stale(step.action, DONE_FIELDS, shown)
    step.action.status = ActionStatus.DROPPED
    return step.end(at, why=why)


def acting_faults(post: Post, recommendation: Recommendation, on: date) -> tuple[str, ...]:
    """Sentences that say why a post cannot be given an action on an item on a day. Empty means it can."""
    role = Role(post.role)
    if not post.is_active:
        return (f"{post} is no longer in use. Choose another post.",)
    if role not in ACTING_ROLES:
        return (f"{post} has the role of {lower_first(role.label)}, which works on no item. Choose another post.",)
    if not Post.objects.held(on).filter(pk=post.pk).exists():
        return (f"Nobody holds the post of {post}. Choose another post, or ask an administrator to hand it over.",)
    if not can_see_to_act(post, recommendation):
        return (f"{post} could not see this item, because of its marking or its embargo. Choose another post.",)
    return ()


def can_see_to_act(post: Post, recommendation: Recommendation) -> bool:
    """Whether a post that has an action on the item could see it whole, whatever its marking and embargo."""
    role = Role(post.role)
    if Duty.SEE_EVERYTHING in DUTIES[role]:
        return True
    if recommendation.publication.inspection.is_embargoed:
        return False
    leads_it = role == Role.PORTFOLIO_LEAD and post.portfolio_id == recommendation.portfolio_id
    is_own = leads_it or post.pk == recommendation.owner_post_id
    return is_own or recommendation.marking != Marking.OFFICIAL_SENSITIVE


# What the acts on an action share


@dataclass
class _Step:
    """A move of an action begun: the item is locked, the action read again, and nothing stands in the way."""

    turn: Turn
    action: Action
    hand: Hand | None

    def end(self, at: datetime, *, details: dict[str, Any] | None = None, **said: Any) -> Action:
        self.turn.end(at, others=[self.action], details={"action": self.action.number, **(details or {})}, **said)
        return self.action


def _begin(verb: Verb, action: Action, by: Actor, given: dict[Need, Any] | None = None) -> _Step:
    """Begin the act on the item, then ask of the action as it is under the lock."""
    move = ACTION_MOVES[verb]
    turn = begin(verb, action.recommendation, by, given)
    row = turn.item.actions.select_related("post").get(pk=action.pk)
    if sentence := action_not_allowed(move, row, by):
        raise PermissionDenied(sentence)
    refuse(action_blockers(move, row, by))
    hand = hand_on_action(move, row, by)
    return _Step(_under(turn, row, hand), row, hand)


def _under(turn: Turn, action: Action, hand: Hand | None) -> Turn:
    """The turn under the post that gives the right: the action's own where it is that one's."""
    match hand:
        case Hand.ACTING:
            return replace(turn, by=turn.by.as_holder_of(action.post_id))
        case Hand.OWNER:
            return replace(turn, by=turn.by.as_holder_of(turn.item.owner_post_id))
        case Hand.LIAISON:
            return replace(turn, by=turn.by.under(Duty.KEEP_REGISTER, turn.item.portfolio_id))
        case _:
            return turn


def _locked(post: Post) -> Post:
    return Post.objects.locked().select_related(None).get(pk=post.pk)


def _values(action: Action) -> dict[str, Any]:
    return {name: action.serializable_value(name) for name in ACTION_FIELDS}


def _faults_of_date(due_on: date, today: date) -> Iterator[str]:
    if due_on < today:
        yield "The date by which it is to be done cannot be in the past."


def _faults_of_part(action: Action) -> Iterator[str]:
    letter = action.part_letter
    if letter and not action.recommendation.parts.filter(letter=letter).exists():
        yield f"This item has no part ({letter})."
