"""One change to many items: which they are, what each has now, and what refuses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import worded_day
from recommendations.actions import MOST_AT_ONCE, BulkChange, Changing
from recommendations.actions.bulk import shown_digest
from recommendations.enums import Rag
from recommendations.presenters.reading import Reading
from recommendations.presenters.words import headline_words


@dataclass(frozen=True)
class Chosen:
    """The items chosen, in the order of their references, and how many of those asked for are not among them."""

    items: tuple[Any, ...] = ()
    left_out: int = 0

    @property
    def is_too_many(self) -> bool:
        return len(self.items) > MOST_AT_ONCE

    def in_hand(self, actor: Actor) -> "Chosen":
        """Those of which the actor may change anything."""
        kept = tuple(item for item in self.items if BulkChange.in_hand(item, actor))
        return Chosen(kept, self.left_out + len(self.items) - len(kept))

    def changes(self, actor: Actor) -> frozenset[Changing]:
        """What the actor may change of some of them."""
        return frozenset[Changing]().union(*(BulkChange.in_hand(item, actor) for item in self.items))


def chosen_by_reference(references: Iterable[str], actor: Actor, reading: Reading) -> Chosen:
    """The items of these references that the actor may know of: one statement."""
    # No reference holds a control character, and PostgreSQL answers to NUL with an error.
    wanted = {reference for reference in references if reference.isprintable()}
    items = _with_names(reading.items_visible_to(actor).filter(reference__in=wanted))
    return Chosen(items, len(wanted) - len(items))


def chosen_by_filter(rows: QuerySet[Any]) -> Chosen:
    """Every item that a filter leaves: one statement."""
    return Chosen(_with_names(rows))


def _with_names(rows: QuerySet[Any]) -> tuple[Any, ...]:
    names = ("owner_post", "portfolio", "board", "publication__inspection")
    return tuple(rows.select_related(*names).order_by("reference"))


@dataclass(frozen=True)
class PreviewRow:
    """An item as the change finds it, and as it would leave it, or the sentence that refuses."""

    reference: str
    href: str
    what: str
    now: str
    becomes: str
    refusal: str
    has_changed: bool
    sent_as: str


@dataclass(frozen=True)
class Preview:
    """What a change would do to each item."""

    change: BulkChange
    rows: tuple[PreviewRow, ...]

    @property
    def going(self) -> list[PreviewRow]:
        return [row for row in self.rows if not row.refusal]

    @property
    def refused(self) -> list[PreviewRow]:
        return [row for row in self.rows if row.refusal]

    @property
    def label(self) -> str:
        return self.change.what.label

    @property
    def becomes(self) -> str:
        return words_after(self.change)


def preview_of(
    chosen: Chosen, change: BulkChange, refusals: Mapping[int, str], shown: Mapping[str, str] | None = None
) -> Preview:
    """The preview of a change. `shown` holds what an earlier one showed, to mark what has changed since."""
    return Preview(change, tuple(_row(item, change, refusals, shown or {}) for item in chosen.items))


def _row(item: Any, change: BulkChange, refusals: Mapping[int, str], shown: Mapping[str, str]) -> PreviewRow:
    now = shown_digest(item)
    return PreviewRow(
        reference=item.reference,
        href=item.get_absolute_url(),
        what=item.title if item.is_full else headline_words(item),
        now=_words_now(item, change.what),
        becomes=words_after(change),
        refusal=refusals.get(item.pk, ""),
        has_changed=bool(shown.get(item.reference)) and shown[item.reference] != now,
        sent_as=f"{now}:{item.reference}",
    )


def _words_now(item: Any, what: Changing) -> str:
    """What the change finds; of a headline only what a headline holds."""
    match what:
        case Changing.OWNER:
            return str(item.owner_post or "None yet")
        case Changing.RAG:
            return str(Rag(item.rag).label)
        case Changing.BOARD if item.is_full:
            return str(item.board or "None yet")
        case Changing.TARGET if item.is_full:
            return worded_day(item.internal_target_on) if item.internal_target_on else "None yet"
        case _:
            return ""


def words_after(change: BulkChange) -> str:
    """What every item is to have."""
    match change.what:
        case Changing.OWNER:
            return str(change.owner_post)
        case Changing.BOARD:
            return str(change.board)
        case Changing.TARGET:
            return worded_day(change.target_on) if change.target_on else ""
        case Changing.RAG:
            return change.rag.label if change.rag else ""
