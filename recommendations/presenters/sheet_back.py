"""An edited sheet beside the register: each cell as it went out, as it is now, and as it would become."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.dates import worded_day
from recommendations.actions import Back, sheet_digest
from recommendations.enums import Rag
from recommendations.intake.edited import Edit, Edited, Names, Refused, RowEdit
from recommendations.models import Board
from recommendations.presenters.bulk import chosen_by_reference
from recommendations.presenters.reading import Reading
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
_NO_ITEM = "There is no item of this reference for you."


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
    """An edited cell: as it went out, as the register has it now, and what it would become."""

    label: str
    was: str
    now: str
    becomes: str


@dataclass(frozen=True)
class RowShown:
    """A row that would be changed. `has_changed` where somebody has changed the item since the sheet went out."""

    reference: str
    href: str
    what: str
    cells: Sequence[CellShown]
    has_changed: bool
    decision: str

    @property
    def decide_as(self) -> str:
        return f"decide_{self.reference}"


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


@dataclass(frozen=True)
class Compared:
    """The edited rows that say something else than the register says now, each with its item, and what cannot be."""

    pairs: tuple[tuple[Any, RowEdit], ...]
    refused: tuple[Refused, ...]
    unchanged: int  # rows that were not edited, or say what the register says by now


def compared(edited: Edited, actor: Actor, reading: Reading) -> Compared:
    """The edited rows beside the items that the actor may know of: one statement."""
    references = [row.reference for row in edited.rows]
    there = {item.reference: item for item in chosen_by_reference(references, actor, reading).items}
    pairs, refused, settled = [], list(edited.refused), 0
    for row in edited.rows:
        item = there.get(row.reference)
        if item is None:
            refused.append(Refused(f"Row {row.number}", row.reference, _NO_ITEM))
            continue
        left = row.without(_so_already(item, row)) if item.is_full else row
        if left == row or left.values.keys() - {Edit.REASON}:
            pairs.append((item, left))
        else:
            settled += 1
    return Compared(tuple(pairs), tuple(refused), edited.unedited + settled)


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
        tuple(_row(item, row, names, decisions or {}) for item, row in going),
        (*found.refused, *refused),
        tuple(Back(item, row, sheet_digest(item)) for item, row in going),
        found.unchanged,
    )


def _so_already(item: Any, row: RowEdit) -> set[Edit]:
    """The edited cells that say what the register says by now."""
    return {edit for edit, value in row.values.items() if edit in _FIELDS and getattr(item, _FIELDS[edit]) == value}


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


def _row(item: Any, row: RowEdit, names: Mapping[tuple[Edit, int], str], decisions: Mapping[str, str]) -> RowShown:
    cells = [
        CellShown(
            cell.field.value,
            cell.was,
            _now(item, cell.field) if item.is_full else "",
            names.get((cell.field, cell.value), "") if cell.field in _REFERRED else _words(cell.value),
        )
        for cell in row.cells
    ]
    return RowShown(
        reference=item.reference,
        href=item.get_absolute_url(),
        what=item.title if item.is_full else headline_words(item),
        cells=cells,
        has_changed=row.mark != sheet_digest(item),
        decision=decisions.get(item.reference, ""),
    )


def _now(item: Any, edit: Edit) -> str:
    if edit in _REFERRED:
        return str(getattr(item, _REFERRED[edit]) or "")
    value = getattr(item, _FIELDS[edit]) if edit in _FIELDS else ""
    return _words(Rag(value) if edit is Edit.RAG else value)


def _words(value: Any) -> str:
    if isinstance(value, Rag):
        return str(value.label)
    return worded_day(value) if isinstance(value, date) else str(value or "")
