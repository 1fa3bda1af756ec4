"""What can be done to an item, as the buttons of its page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from jac_tracker.accounts.actor import Actor
from recommendations.enums import Verb
from recommendations.models import Proposal, Recommendation
from recommendations.workflow import ON_CLAIM, ON_ROWS, Act, Move, acts_in_hand

# What the item's own page offers. Wording stands beside each update.
OF_THE_ITEM = frozenset(Verb) - ON_CLAIM - ON_ROWS - {Verb.REGISTER, Verb.ADD_ACTION, Verb.ADD_EVIDENCE} | {
    Verb.WRITE_WORDING,
    Verb.CLEAR_WORDING,
    Verb.WRITE_REPLY,
}
# What people come to an item for, in this order, before the moves.
FIRST = (Verb.ALLOCATE, Verb.RECORD_PROGRESS)
OFTEN = (Verb.SET_RAG, Verb.EXTEND_TARGET)
# The section of the page that each other change belongs to.
SECTIONS: dict[str, tuple[Verb, ...]] = {
    "text": (Verb.EDIT_TEXT, Verb.SET_PARTS, Verb.SET_MARKING, Verb.WRITE_REPLY),
    "people": (Verb.REALLOCATE,),
    "dates": (Verb.CONFIRM_DEADLINE, Verb.SET_TARGET),
    "governance": (Verb.SET_GOVERNANCE,),
    "statuses": (Verb.RECORD_HMICFRS_STATUS, Verb.SET_TRACKED, Verb.SET_TRACKED_THROUGH),
}


def route_of(verb: Verb) -> str:
    """The name of the page on which an act is done."""
    return verb.name.lower()


def path_of(verb: Verb) -> str:
    """What stands in the address of that page after the item. The claim itself is read at /claim/."""
    return "claim-as-complete" if verb == Verb.CLAIM else route_of(verb).replace("_", "-")


@dataclass(frozen=True)
class Button:
    """An act and the address of its page."""

    label: str
    href: str


@dataclass(frozen=True)
class Refused:
    """An act that is not possible now, and the sentences that say why."""

    label: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Acts:
    """The acts that lie in the actor's hands: answers to a proposal, what is done first, often, moves, and the changes
    of each section; and those refused now."""

    answers: tuple[Button, ...] = ()
    first: tuple[Button, ...] = ()
    often: tuple[Button, ...] = ()
    moves: tuple[Button, ...] = ()
    sections: Mapping[str, tuple[Button, ...]] = field(default_factory=dict)
    refused: tuple[Refused, ...] = ()
    possible: frozenset[Verb] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.possible or self.refused)


def acts_on(item: Recommendation, actor: Actor, proposal: Proposal | None) -> Acts:
    """What the actor can do to the item, on which `proposal` is open, and what stands in the way of the rest."""
    said = acts_in_hand(item, actor, proposal, OF_THE_ITEM)
    if item.internal_target_on is None:  # the page offers to set one
        said = {act: why for act, why in said.items() if act.verb != Verb.EXTEND_TARGET}
    possible = {act.verb: act for act, why in said.items() if not why}
    moves = [act for act in possible.values() if isinstance(act, Move) and act.verb not in FIRST]

    def buttons(verbs: Iterable[Verb]) -> tuple[Button, ...]:
        return tuple(button_of(possible[verb], item) for verb in verbs if verb in possible)

    return Acts(
        answers=buttons(move.verb for move in moves if move.answers),
        first=buttons(FIRST),
        often=buttons(OFTEN),
        moves=buttons(move.verb for move in moves if not move.answers),
        sections={section: buttons(verbs) for section, verbs in SECTIONS.items()},
        refused=tuple(Refused(act.button, why) for act, why in said.items() if why),
        possible=frozenset(possible),
    )


def button_of(act: Act, item: Recommendation) -> Button:
    """The button that leads to the page of an act on the item."""
    return Button(act.button, reverse(route_of(act.verb), args=[item.reference]))
