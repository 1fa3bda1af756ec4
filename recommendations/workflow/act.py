"""What one row of the workflow holds: an act on an item, and a move, which changes its status."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from recommendations.enums import ProposalKind, Status, Verb
from recommendations.permissions import Hand
from recommendations.workflow.case import Case


class Need(Enum):
    """What an act must be given, as the sentence that asks for it."""

    REASON = "Give a reason."
    SOURCE = "Say where this comes from."
    OWNER = "Choose the post that will own it."
    PORTFOLIO = "Choose a portfolio."
    REVIEW_DATE = "Give the date on which it will be looked at again."
    OUTCOME = "Choose the outcome."
    DECISION_DATE = "Give the date of the decision."
    DECIDER = "Say who decided."
    ROUTE = "Choose how the decision reached us."
    DOCUMENT = "Say which document records the decision."
    PROGRESS = "Enter the progress."
    TARGET = "Give a target date."
    WORDING = "Enter the wording."
    COMMENT = "Enter the comment."
    SENT_DATE = "Give the date on which it was sent."
    CLOSING_DATE = "Give the date on which it was closed."
    RETURN_DATE = "Give the date on which HMICFRS returned it."
    ACTION = "Say what is to be done."
    ACTION_DATE = "Say by when it is to be done."
    ACTION_POST = "Choose the post that will do it."
    PROOF = "Say what proves that it is done."


Condition = Callable[[Case], list[str]]


@dataclass(frozen=True)
class Act:
    """Something that can be done to an item.

    `who` holds the hands it may lie in: the first that the actor is gives the post recorded. A condition answers with
    the sentences that refuse, or with none. `told` follows the name of who did it; `verb` is its event, and titles it.
    """

    verb: Verb
    starts: frozenset[Status]
    who: tuple[Hand, ...]
    button: str
    told: str
    needs: tuple[Need, ...] = ()
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Move(Act):
    """An act that changes an item's status to one of `ends`, or proposes or refuses to; then `ends` is empty.

    One row `proposes` a ruling and three `answer` it, the last of them for its proposer. While a proposal stands, every
    other move waits. A row that `decides` is a desk's verdict on a claim: nobody gives it on their own. One that is
    `made_by` other acts has no page of its own: it is what those come to at a desk.
    """

    ends: frozenset[Status] = frozenset()
    proposes: ProposalKind | None = None
    answers: ProposalKind | None = None
    decides: bool = False
    made_by: frozenset[Verb] = frozenset()
