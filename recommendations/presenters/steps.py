"""The page of an item's actions: what each post has to do by when, how far it has come, and what was done."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post, User
from jac_tracker.dates import worded_day
from recommendations.enums import OPEN, ActionStatus, Verb
from recommendations.models import Action, Recommendation, RecommendationEvent
from recommendations.presenters.acts import Button, route_of
from recommendations.presenters.names import Names, holders_of, names_of, worded_holders
from recommendations.presenters.reading import Reading
from recommendations.presenters.recorded import Recorded, Row
from recommendations.presenters.timeline import Entry, timeline
from recommendations.rules.due import worded_days_left
from recommendations.rules.rag import RAG_RULES
from recommendations.workflow import (
    ACTION_MOVES,
    ActionMove,
    available_action_moves,
    blockers,
    not_allowed,
    what_signing_waits_for,
)

COLOURS = {
    ActionStatus.TO_DO: "blue",
    ActionStatus.DONE: "yellow",
    ActionStatus.SIGNED_OFF: "green",
    ActionStatus.DROPPED: "grey",
}
# What still runs comes first.
_PLACES = {ActionStatus.TO_DO: 0, ActionStatus.DONE: 0, ActionStatus.SIGNED_OFF: 1, ActionStatus.DROPPED: 2}


@dataclass(frozen=True)
class Step:
    """One action as the page prints it. `waits_for` says why nobody signs it off yet, where more than the lead is
    needed, and `moves` are what the reader can do to it.
    """

    number: int
    what: str
    part: str
    post: str
    holder: str
    due_on: date
    first_due_on: date | None
    lateness: str
    is_late: bool
    status: str
    colour: str
    proof: str
    done: str
    came_back: str
    waits_for: str
    moves: tuple[Button, ...]


@dataclass(frozen=True)
class StepsPage:
    """An item's actions, how many in words, and what was done to them. `add` is None where none can be added."""

    words: str
    steps: list[Step]
    history: list[Entry]
    add: Button | None
    refused: tuple[str, ...]


def read_steps(item: Any, reading: Reading, actor: Actor) -> StepsPage:
    """The actions of an item of a reading. As many statements for many actions as for one."""
    recorded = Recorded.about(item.id, reading, actor)
    names = names_of(recorded.wanted_names(), reading, actor)
    rows = sorted(
        recorded.standing(Action), key=lambda row: (_PLACES[ActionStatus(row.status)], row.due_on, row.number)
    )
    held = holders_of([row.post_id for row in rows], reading)
    holders = {post_id: worded_holders(found, names, reading.moment) for post_id, found in held.items()}
    live = {} if reading.is_past else _live(item, reading.on)
    add = ACTION_MOVES[Verb.ADD_ACTION]
    is_in_hand = not reading.is_past and not not_allowed(add, item, actor)
    refused = blockers(add, item, actor) if is_in_hand else ()
    address = reverse(route_of(add.verb), args=[item.reference])
    return StepsPage(
        words=worded_actions(rows, item.status, reading.on),
        steps=[_step(row, item, holders, names, live.get(row.id), reading, actor) for row in rows],
        history=timeline(_of_actions(recorded), names),
        add=Button(add.button, address) if is_in_hand and not refused else None,
        refused=refused,
    )


def worded_actions(rows: Iterable[Row], status: str, on: date) -> str:
    """How many actions an item has and what stands out: "3 actions, 1 overdue"; the dropped ones do not count."""
    standing = [row for row in rows if row.status != ActionStatus.DROPPED]
    if not standing:
        return "No actions"
    return ", ".join([_number(len(standing), "action"), *_standing_out(standing, status, on)])


def _standing_out(rows: list[Row], status: str, on: date) -> Iterator[str]:
    """What of the actions of an open item somebody should look at."""
    if status not in OPEN:
        return
    left = [(row.due_on - on).days for row in rows if row.status == ActionStatus.TO_DO]
    if late := sum(days < 0 for days in left):
        yield f"{late} overdue"
    if soon := sum(0 <= days <= RAG_RULES.amber_days for days in left):
        yield f"{soon} due in the next {RAG_RULES.amber_days} days"
    if done := sum(row.status == ActionStatus.DONE for row in rows):
        yield f"{done} waiting to be signed off"


def _number(number: int, of: str) -> str:
    return f"{number:,} {of}" if number == 1 else f"{number:,} {of}s"


def _live(item: Recommendation, on: date) -> Mapping[int, Action]:
    """The actions by number of their row, with who could sign them off: what can be done to each turns on that."""
    rows = item.actions.with_signers(on).select_related("post")
    return {row.pk: row for row in rows}


def _of_actions(recorded: Recorded) -> Recorded:
    """What was recorded, but for the acts on anything else."""
    events = recorded.added[RecommendationEvent]
    kept = [event for event in events if event.verb in ACTION_MOVES]
    return replace(recorded, added=recorded.added | {RecommendationEvent: kept})


def _step(
    row: Row,
    item: Any,
    holders: Mapping[int, str],
    names: Names,
    live: Action | None,
    reading: Reading,
    actor: Actor,
) -> Step:
    status = ActionStatus(row.status)
    runs = status == ActionStatus.TO_DO and item.status in OPEN
    left = (row.due_on - reading.on).days
    return Step(
        number=row.number,
        what=row.what,
        part=row.part_letter,
        post=names.of(Post, row.post_id),
        holder=holders.get(row.post_id, ""),
        due_on=row.due_on,
        first_due_on=row.first_due_on if row.first_due_on != row.due_on else None,
        lateness=worded_days_left(left) if runs and left <= RAG_RULES.amber_days else "",
        is_late=runs and left < 0,
        status=status.label,
        colour=COLOURS[status],
        proof=row.proof if row.done_on else "",
        done=_done(row, names, reading),
        came_back=row.return_reason,
        waits_for=what_signing_waits_for(live, reading.on) if live else "",
        moves=_buttons(item, live, actor) if live else (),
    )


def _done(row: Row, names: Names, reading: Reading) -> str:
    if row.done_on is None:
        return ""
    by = names.of(User, row.done_by_id, reading.moment)
    return f"Done on {worded_day(row.done_on)}, recorded by {by}" if by else f"Done on {worded_day(row.done_on)}"


# What takes an action on comes first, what changes or ends it last.
_LAST = (Verb.CHANGE_ACTION, Verb.DROP_ACTION)


def _buttons(item: Any, action: Action, actor: Actor) -> tuple[Button, ...]:
    moves = sorted(available_action_moves(action, actor), key=lambda move: move.verb in _LAST)
    return tuple(_button(move, item, action) for move in moves)


def _button(move: ActionMove, item: Any, action: Action) -> Button:
    return Button(move.button, reverse(route_of(move.verb), args=[item.reference, action.number]))
