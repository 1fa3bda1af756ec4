"""The register as a sheet to be edited away from here: the rows that the reader may change something of."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from jac_tracker.sheets.writing import OpenRow, Value
from recommendations.actions import edits_in_hand, sheet_digest
from recommendations.enums import Marking, Rag
from recommendations.forms.owning import posts_that_can_own
from recommendations.forms.progress import RAGS
from recommendations.intake.edited import Edit
from recommendations.models import Board
from recommendations.presenters.listing import row_of
from recommendations.presenters.lookups import Lookups
from recommendations.presenters.reading import Reading
from recommendations.presenters.updates import newest_text

_FROM_THE_DATABASE_AT_ONCE = 500  # rows

ABOUT = (
    ("Edit", "Cells on a yellow ground: new progress, RAG, forecast, target and the like. The others are locked"),
    ("New progress", "What you write becomes an update. Who writes for the owner names the owner's message beside it"),
    ("Reason", "Kept with a later target, another owner, or a change of board, programme or risk"),
    (
        "Leave as they are",
        "The headings, the references and the hidden sheets. A row that is not edited changes nothing",
    ),
    (
        "When you are done",
        "Save it as .xlsx and bring it back in the register. You see every change before it is made",
    ),
)


def open_rows(items: QuerySet[Any], lookups: Lookups, reading: Reading, actor: Actor) -> Iterator[OpenRow]:
    """Of the items of a query those that the actor may edit anything of, as values of the sheet's columns."""
    items = items.filter(is_full=True).annotate(last_progress=newest_text())
    for item in items.iterator(chunk_size=_FROM_THE_DATABASE_AT_ONCE):
        if in_hand := edits_in_hand(item, actor):
            values = _values(item, lookups, reading)
            yield OpenRow(values, {edit.name for edit in in_hand}, sheet_digest(item))


def _values(item: Any, lookups: Lookups, reading: Reading) -> tuple[Value, ...]:
    row = row_of(item, lookups, "", reading)
    edited: dict[Edit, Value] = {
        Edit.RAG: Rag(row.rag).label if row.rag else "",
        Edit.RAG_REASON: item.rag_reason,
        Edit.FORECAST: item.forecast_on,
        Edit.TARGET: item.internal_target_on,
        Edit.OWNER: row.owner,
        Edit.BOARD: lookups.boards.get(item.board_id, ""),
        Edit.PROGRAMME: item.programme,
        Edit.RISK_REFERENCE: item.risk_reference,
        Edit.RISK_RATING: item.risk_rating,
    }
    return (
        row.reference,
        row.what,
        row.report.title if row.report else "",
        row.words,
        item.deadline_on,
        row.status,
        row.updated_on,
        item.last_progress,
        Marking(item.marking).label,
        *(edited.get(edit) for edit in Edit),
    )


def choices_for(actor: Actor, on: date) -> dict[str, list[str]]:
    """What the drop-downs offer, by the key of a column: posts and boards only to those who may choose them."""
    choices = {Edit.RAG.name: [str(label) for _value, label in RAGS]}
    if actor.may(Duty.KEEP_REGISTER):
        choices[Edit.OWNER.name] = [post.title for post in posts_that_can_own(on)]
        choices[Edit.BOARD.name] = list(Board.objects.filter(is_active=True).values_list("name", flat=True))
    return choices
