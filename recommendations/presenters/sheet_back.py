"""An edited sheet beside the register: each cell as it went out, as it is now, and as it would become."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.dates import london_day, worded_day
from recommendations.actions import NO_ITEM, Back, sheet_digest
from recommendations.enums import Rag, Status
from recommendations.intake.edited import (
    LAST_PROGRESS,
    LONGEST_TOLD,
    ONLY_SAID,
    STATUS,
    TOLD,
    UPDATED,
    CellEdit,
    Edit,
    Edited,
    Names,
    Refused,
    RowEdit,
)
from recommendations.intake.words import shortened
from recommendations.models import Board
from recommendations.presenters.bulk import chosen_by_reference
from recommendations.presenters.reading import Reading
from recommendations.presenters.updates import newest_progress
from recommendations.presenters.words import headline_words

_FIELDS = {
    Edit.OWNER: "owner_post_id",
    Edit.BOARD: "board_id",
    Edit.TARGET: "internal_target_on",
    Edit.FORECAST: "forecast_on",
    Edit.RAG: "rag",
    Edit.RAG_REASON: "rag_reason",
    Edit.PROGRAMME: "programme",
    Edit.RISK_REFERENCE: "risk_reference",
    Edit.RISK_RATING: "risk_rating",
}
_REFERRED = {Edit.OWNER: "owner_post", Edit.BOARD: "board"}
MOST_REFUSED = 200  # told of on one page


def names_known() -> Names:
    """The posts and boards that a sheet can name."""
    return {
        Edit.OWNER: {title.casefold(): pk for pk, title in Post.objects.active().values_list("pk", "title")},
        Edit.BOARD: {
            name.casefold(): pk for pk, name in Board.objects.filter(is_active=True).values_list("pk", "name")
        },
    }


@dataclass(frozen=True)
class CellShown:
    """An edited cell: as it went out, as the register has it now, and what it would become.

    None where there is nothing that it could have been before, as of a reason.
    """

    label: str
    was: str | None
    now: str | None
    becomes: str

    @property
    def has_changed(self) -> bool:
        if self.was is None or self.now is None:
            return False
        return shortened(self.was, LONGEST_TOLD) != shortened(self.now, LONGEST_TOLD)


@dataclass(frozen=True)
class Meanwhile:
    """What the register says otherwise than when the sheet went out."""

    label: str
    was: str
    now: str


@dataclass(frozen=True)
class RowShown:
    """A row that would be changed. `has_changed` where somebody has changed the item since the sheet went out, and then
    `meanwhile` is what beside the edited cells."""

    number: int
    reference: str
    href: str
    what: str
    cells: Sequence[CellShown]
    has_changed: bool
    meanwhile: Sequence[Meanwhile]
    decision: str

    @property
    def decide_as(self) -> str:
        return f"decide_{self.reference}"

    @property
    def says_what_changed(self) -> bool:
        """Whether what is shown tells what somebody has changed; a portfolio, for one, stands in no sheet."""
        return bool(self.meanwhile) or any(cell.has_changed for cell in self.cells)

    @property
    def target(self) -> str:
        """Where a link to its decision leads."""
        return f"row_{self.number}_mine"

    @property
    def message(self) -> str:
        """What is said of a decision that is wanting."""
        return f"Decide what is to stand of {self.reference}"


@dataclass(frozen=True)
class Preview:
    """What a sheet would do: the rows that would go, what is refused, and how many rows change nothing."""

    going: tuple[RowShown, ...]
    refused: tuple[Refused, ...]
    as_now: tuple[Back, ...]  # of those that would go
    unchanged: int

    @property
    def plain(self) -> list[RowShown]:
        return [row for row in self.going if not row.has_changed]

    @property
    def conflicts(self) -> list[RowShown]:
        return [row for row in self.going if row.has_changed]

    @property
    def undecided(self) -> list[RowShown]:
        return [row for row in self.conflicts if not row.decision]

    @property
    def refused_first(self) -> tuple[Refused, ...]:
        return self.refused[:MOST_REFUSED]

    @property
    def refused_left(self) -> int:
        return len(self.refused[MOST_REFUSED:])


@dataclass(frozen=True)
class Compared:
    """The edited rows that say something else than the register says now, each with its item, and what cannot be."""

    pairs: tuple[tuple[Any, RowEdit], ...]
    newest: Mapping[int, str]  # number of an item -> its newest progress
    refused: tuple[Refused, ...]
    unchanged: int  # rows that were not edited, or say what the register says by now


def compared(edited: Edited, actor: Actor, reading: Reading) -> Compared:
    """The edited rows beside the items that the actor may know of: two statements."""
    references = [row.reference for row in edited.rows]
    there = {item.reference: item for item in chosen_by_reference(references, actor, reading).items}
    newest = newest_progress([item.pk for item in there.values() if item.is_full])
    pairs, refused, settled = [], list(edited.refused), 0
    for row in edited.rows:
        item = there.get(row.reference)
        if item is None:
            refused.append(Refused(f"Row {row.number}", row.reference, NO_ITEM))
            continue
        left = row.without(_so_already(item, row, newest.get(item.pk, ""))) if item.is_full else row
        if left == row or left.values.keys() - {Edit.REASON}:
            pairs.append((item, left))
        else:
            settled += 1
    return Compared(tuple(pairs), newest, tuple(refused), edited.unedited + settled)


def preview_of(found: Compared, sentences: Mapping[str, str], decisions: Mapping[str, str] | None = None) -> Preview:
    """What the rows would do. `sentences` holds, by reference, what the acts say of those that they refuse."""
    refused = [
        Refused(f"Row {row.number}", row.reference, sentences[row.reference])
        for _item, row in found.pairs
        if row.reference in sentences
    ]
    going = [(item, row) for item, row in found.pairs if row.reference not in sentences]
    names = _names_of(row for _item, row in going)
    return Preview(
        tuple(_row(item, row, names, found.newest.get(item.pk, ""), decisions or {}) for item, row in going),
        (*found.refused, *refused),
        tuple(Back(row, sheet_digest(item)) for item, row in going),
        found.unchanged,
    )


def _so_already(item: Any, row: RowEdit, newest: str) -> set[Edit]:
    """The edited cells that say what the register says by now."""
    values = row.values
    found = {edit for edit, value in values.items() if edit in _FIELDS and getattr(item, _FIELDS[edit]) == value}
    # Of an item that nobody has changed since, the same words again are news: that nothing is new.
    if values.get(Edit.PROGRESS) == newest and row.mark != sheet_digest(item):
        found |= {Edit.PROGRESS, Edit.CITES}
    return found


def _names_of(rows: Iterable[RowEdit]) -> dict[tuple[Edit, int], str]:
    """Of the posts and boards that the rows give: two statements."""
    wanted: dict[Edit, set[int]] = {Edit.OWNER: set(), Edit.BOARD: set()}
    for row in rows:
        for edit in wanted:
            if number := row.values.get(edit):
                wanted[edit].add(number)
    posts = Post.objects.filter(pk__in=wanted[Edit.OWNER]).values_list("pk", "title")
    boards = Board.objects.filter(pk__in=wanted[Edit.BOARD]).values_list("pk", "name")
    return {
        **{(Edit.OWNER, pk): title for pk, title in posts},
        **{(Edit.BOARD, pk): name for pk, name in boards},
    }


def _row(
    item: Any, row: RowEdit, names: Mapping[tuple[Edit, int], str], newest: str, decisions: Mapping[str, str]
) -> RowShown:
    has_changed = row.mark != sheet_digest(item)
    return RowShown(
        number=row.number,
        reference=item.reference,
        href=item.get_absolute_url(),
        what=item.title if item.is_full else headline_words(item),
        cells=[
            CellShown(
                cell.field.value,
                _was(cell, row),
                _now(item, cell.field, newest),
                names.get((cell.field, cell.value), "") if cell.field in _REFERRED else _words(cell.value),
            )
            for cell in row.cells
        ],
        has_changed=has_changed,
        meanwhile=_meanwhile(item, row, newest) if has_changed and item.is_full else (),
        decision=decisions.get(item.reference, ""),
    )


def _was(cell: CellEdit, row: RowEdit) -> str | None:
    """What the sheet said as it went out; of new progress, which progress was the last."""
    if cell.field is Edit.PROGRESS:
        return dict(zip(TOLD, row.told, strict=True))[LAST_PROGRESS]
    return None if cell.field in ONLY_SAID else cell.was


def _now(item: Any, edit: Edit, newest: str) -> str | None:
    """What the register says where the cell would; None where it says nothing of the kind, or not to this reader."""
    if not item.is_full:
        return None
    if edit is Edit.PROGRESS:
        return newest
    if edit in _REFERRED:
        return str(getattr(item, _REFERRED[edit]) or "")
    if edit in _FIELDS:
        value = getattr(item, _FIELDS[edit])
        return _words(Rag(value) if edit is Edit.RAG else value)
    return None


def _meanwhile(item: Any, row: RowEdit, newest: str) -> list[Meanwhile]:
    """What is otherwise than the sheet said as it went out, but for the cells that were edited: these say so."""
    now = {edit.value: _now(item, edit, newest) or "" for edit in _FIELDS}
    now[STATUS] = str(Status(item.status).label)
    now[UPDATED] = worded_day(london_day(item.updated_at)) if item.updated_at else ""
    now[LAST_PROGRESS] = newest
    shown = {edit.value for edit in row.values} | ({LAST_PROGRESS} if Edit.PROGRESS in row.values else set())
    pairs = zip(TOLD, row.told, strict=True)
    found = [Meanwhile(heading, was, shortened(now[heading], LONGEST_TOLD)) for heading, was in pairs]
    return [each for each in found if each.label not in shown and each.was != each.now]


def _words(value: Any) -> str:
    if isinstance(value, Rag):
        return str(value.label)
    return worded_day(value) if isinstance(value, date) else str(value or "")
