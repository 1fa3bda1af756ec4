"""The tables of moves drawn as Mermaid flowcharts, which code hosts show as pictures."""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import TypeVar

from jac_tracker.text import lower_first
from recommendations.enums import CLOSED, DESKS, KEPT, OPEN, SIGNED, ActionStatus, Status
from recommendations.permissions import STAND_INS
from recommendations.workflow.act import Act
from recommendations.workflow.action_moves import ACTION_MOVES
from recommendations.workflow.table import MOVES

# Sets of statuses from which so many moves begin that each is drawn as one box.
GROUPS: dict[frozenset[Status], str] = {
    frozenset(OPEN): "any open status",
    frozenset(DESKS): "any desk",
    frozenset(SIGNED): "any desk, or approved",
    CLOSED | {Status.FOR_INFORMATION, Status.NOT_APPLICABLE}: "closed, for information or not applicable",
    frozenset(KEPT): "any status but withdrawn",
}
_NEW = "new"

S = TypeVar("S", bound=Enum)

_NEW_BOX = f'    {_NEW}((" "))'


def item_diagram() -> str:
    """Every move of an item that changes its status. A proposal is drawn by the move that agrees to it."""
    lines = [_NEW_BOX, '    subgraph open ["Open"]']
    lines += [f"    {_box(status)}" for status in Status if status in OPEN]
    lines.append("    end")
    lines += [_box(status) for status in Status if status not in OPEN]
    lines += [f'    {_name(group)}(["{words}"])' for group, words in GROUPS.items()]
    for move in MOVES.values():
        lines += _arrows(_starts(move.starts), _ordered(Status, move.ends), move)
    return _chart(lines)


def action_diagram() -> str:
    """Every move of an action on an item that changes the action's status."""
    lines = [_NEW_BOX, *(_box(status) for status in ActionStatus)]
    for move in ACTION_MOVES.values():
        begins = [_id(status) for status in _ordered(ActionStatus, move.begins)] or [_NEW]
        lines += _arrows(begins, _ordered(ActionStatus, move.ends), move)
    return _chart(lines)


def _chart(lines: Iterable[str]) -> str:
    return "\n".join(["```mermaid", "flowchart TD", *lines, "```"])


def _starts(starts: frozenset[Status]) -> list[str]:
    if starts in GROUPS:
        return [_name(starts)]
    return [_id(status) for status in _ordered(Status, starts)] or [_NEW]


def _arrows(starts: Iterable[str], ends: "list[Status] | list[ActionStatus]", act: Act) -> Iterator[str]:
    for start in starts:
        for end in ends:
            if start != _id(end):
                yield f'    {start} -->|"{act.button}<br>{_who(act)}"| {_id(end)}'


def _who(act: Act) -> str:
    return " or ".join(hand.value for hand in act.who if hand not in STAND_INS)


def _ordered(every: type[S], some: Iterable[S]) -> list[S]:
    chosen = frozenset(some)
    return [member for member in every if member in chosen]


def _box(status: Status | ActionStatus) -> str:
    return f'    {_id(status)}["{status.label}"]'


def _id(status: Status | ActionStatus) -> str:
    return status.value.replace(" ", "_")


def _name(group: frozenset[Status]) -> str:
    return lower_first(GROUPS[group]).replace(",", "").replace(" ", "_")
