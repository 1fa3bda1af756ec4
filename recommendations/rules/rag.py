"""The RAG that the facts of an item suggest, and what each colour means. A person sets it and explains a difference."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from jac_tracker.dates import london_day, worded_day
from recommendations.enums import AT_WORK, SUBMITTED, Rag, Status
from recommendations.rules.due import Binding, Due, governing_date


@dataclass(frozen=True)
class RagRules:
    """From when on an item turns Amber or Red, in days. The defaults are ours; forces differ, so the key is printed."""

    amber_days: int = 30
    stale_days: int = 60
    immediate_grace_days: int = 90


RAG_RULES = RagRules()


@dataclass(frozen=True)
class Facts:
    """What the suggestion is made from."""

    status: Status
    deadline_kind: str = ""
    deadline_on: date | None = None
    target_on: date | None = None
    has_owner: bool = True
    last_heard_on: date | None = None  # the last update, or the day the owner was given it
    review_on: date | None = None

    @classmethod
    def of(cls, item: Any) -> Self:
        """The facts of an item, or of a row of an item's history: whatever has a Recommendation's own fields."""
        updated_on = london_day(item.updated_at) if item.updated_at else None
        return cls(
            status=Status(item.status),
            deadline_kind=item.deadline_kind,
            deadline_on=item.deadline_on,
            target_on=item.internal_target_on,
            has_owner=item.owner_post_id is not None,
            last_heard_on=max(filter(None, [updated_on, item.allocated_on]), default=None),
            review_on=item.review_on,
        )

    def due(self, rules: RagRules = RAG_RULES) -> Due | None:
        """The day that binds the item."""
        return governing_date(
            kind=self.deadline_kind,
            deadline_on=self.deadline_on,
            target_on=self.target_on,
            immediate_grace_days=rules.immediate_grace_days,
        )


@dataclass(frozen=True)
class Suggestion:
    """A RAG and the sentence that says why."""

    rag: Rag
    why: str


def suggested_rag(facts: Facts, on: date, rules: RagRules = RAG_RULES) -> Suggestion:
    """The RAG for an item on a day: the first of these that holds.

    Settled by the status alone: Grey while awaiting allocation, Blue once complete, none when closed otherwise or set
    aside, Green while HMICFRS has it. Red past the binding day; Amber near it, without an owner, past a review date,
    or, unless it is on hold, when nothing has been heard of it for long; else Green.
    """
    if facts.status not in AT_WORK or facts.status in SUBMITTED:
        return _SETTLED[facts.status]
    due = facts.due(rules)
    if due is not None and due.on < on:
        return Suggestion(Rag.RED, f"The {due.binding.value} passed on {worded_day(due.on)}.")
    return _amber(facts, due, on, rules) or Suggestion(Rag.GREEN, _on_course(facts, due, on))


def _amber(facts: Facts, due: Due | None, on: date, rules: RagRules) -> Suggestion | None:
    if not facts.has_owner:
        return Suggestion(Rag.AMBER, "It has no owner.")
    if due is not None and (due.on - on).days <= rules.amber_days:
        near = "today" if due.on == on else f"on {worded_day(due.on)}"
        return Suggestion(Rag.AMBER, f"{_binding(due)} {near}, within {rules.amber_days} days.")
    if facts.status == Status.ON_HOLD:
        if facts.review_on is not None and facts.review_on < on:
            return Suggestion(Rag.AMBER, f"It is on hold and its review date passed on {worded_day(facts.review_on)}.")
        return None
    if facts.last_heard_on is None or (on - facts.last_heard_on).days > rules.stale_days:
        return Suggestion(Rag.AMBER, f"No progress has been recorded for more than {rules.stale_days} days.")
    return None


def _on_course(facts: Facts, due: Due | None, on: date) -> str:
    if due is None and facts.status == Status.ON_HOLD:
        return "It is on hold, and has neither a deadline nor an internal target."
    if due is None:
        return "It has neither a deadline nor an internal target, and progress was recorded lately."
    return f"{_binding(due)} on {worded_day(due.on)}, {(due.on - on).days:,} days away."


def _binding(due: Due) -> str:
    return f"The {due.binding.value} {'ends' if due.binding is Binding.IMMEDIATE else 'is'}"


_SETTLED = {
    Status.AWAITING_ALLOCATION: Suggestion(Rag.GREY, "It awaits allocation."),
    Status.WITH_HMICFRS: Suggestion(Rag.GREEN, "It has been submitted to HMICFRS."),
    Status.CLOSED_COMPLETE: Suggestion(Rag.BLUE, "It is closed as complete."),
    Status.CLOSED_SUPERSEDED: Suggestion(Rag.NONE, "It was superseded, so it has no RAG."),
    Status.CLOSED_NO_FURTHER_ACTION: Suggestion(Rag.NONE, "No further action is needed, so it has no RAG."),
    Status.FOR_INFORMATION: Suggestion(Rag.NONE, "It is for information, so it has no RAG."),
    Status.NOT_APPLICABLE: Suggestion(Rag.NONE, "It does not apply to the force, so it has no RAG."),
    Status.WITHDRAWN: Suggestion(Rag.NONE, "It was entered in error, so it has no RAG."),
}


def rag_key(rules: RagRules = RAG_RULES) -> tuple[tuple[Rag, str], ...]:
    """Every colour and what it means by these rules, in the order in which a paper prints its key."""
    return (
        (
            Rag.RED,
            "Past its deadline or internal target and not yet with HMICFRS; or to be done immediately and still open "
            f"after {rules.immediate_grace_days} days",
        ),
        (
            Rag.AMBER,
            f"Due within {rules.amber_days} days, or no progress recorded for more than {rules.stale_days} days",
        ),
        (Rag.GREEN, "On course"),
        (Rag.GREY, "Awaiting allocation"),
        (Rag.BLUE, "Closed as complete"),
    )


RAG_KEY_NOTE = "The rule suggests a colour and a person sets it. Where the two differ, the reason is recorded."
