"""How items were closed: by what decision, or before the register was begun."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from recommendations.enums import CLOSED, DecisionRoute, Status
from reports.paper.data import Decision, Item
from reports.paper.words import capitalised, counted, is_or_are, on_day

_OUTCOMES: Mapping[Status, str] = {
    Status.CLOSED_COMPLETE: "complete",
    Status.CLOSED_SUPERSEDED: "superseded by later work",
}
_ROUTES: Mapping[DecisionRoute, str] = {
    DecisionRoute.PORTAL: "on its own list of recommendations",
    DecisionRoute.INSPECTION: "at an inspection",
    DecisionRoute.REVISIT: "at a revisit",
    DecisionRoute.LETTER: "by letter",
}


def closures(ours: Sequence[Item]) -> Iterator[str]:
    """A sentence for each decision: what was decided of how many items, when, by whom and on what ground.

    `ours` are those of one report that are the force's. What was closed before the register was taken over has a day
    and no decision.
    """
    closed = [item for item in ours if item.status in CLOSED]
    for decision in dict.fromkeys(_alike(item.decision) for item in closed if item.decision):
        number = sum(_alike(item.decision) == decision for item in closed if item.decision)
        yield _closed(decision, number, len(ours))
    if before := sum(item.decision is None for item in closed):
        yield f"{capitalised(_which(before, len(ours)))} had been closed before this register was begun."
    if closed and len(closed) < len(ours):
        left = len(ours) - len(closed)
        yield f"{capitalised(counted(left, 'of them is', 'of them are'))} still open."


Alike = tuple[Status, date | None, str, DecisionRoute]


def _alike(decision: Decision) -> Alike:
    """What decisions share that one sentence tells of. The document behind them is for the register, not the paper."""
    return decision.outcome, decision.decided_on, decision.decided_by, decision.route


def _closed(decision: Alike, number: int, of: int) -> str:
    outcome, decided_on, decided_by, route = decision
    how = f" {_ROUTES[route]}" if route in _ROUTES else ""
    told = f"{decided_by} recorded{how} {on_day(decided_on)}" if decided_on else f"{decided_by} has recorded{how}"
    return f"{told} that {_which(number, of)} {_outcome(outcome, number)}."


def _which(number: int, of: int) -> str:
    return "it" if of == 1 else "all of them" if number == of else counted(number, "of them", "of them")


def _outcome(outcome: Status, number: int) -> str:
    if outcome == Status.CLOSED_NO_FURTHER_ACTION:
        return f"{'needs' if number == 1 else 'need'} no further action"
    return f"{is_or_are(number)} {_OUTCOMES[outcome]}"
