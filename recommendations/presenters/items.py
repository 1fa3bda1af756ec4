"""The items of one inspection, as its page lists them."""

from dataclasses import dataclass
from itertools import groupby

from inspections.models import Inspection
from jac_tracker.accounts.actor import Actor
from recommendations.enums import Status
from recommendations.presenters.reading import Reading
from recommendations.presenters.words import deadline_day, headline_words, short_kind


@dataclass(frozen=True)
class Item:
    """An item in the list of its report."""

    reference: str
    href: str
    what: str
    kind: str
    owner: str
    words: str
    deadline_on: str
    rag: str
    status: str


@dataclass(frozen=True)
class ReportItems:
    """A report with its items."""

    title: str
    items: tuple[Item, ...]


def items_of_inspection(inspection: Inspection, actor: Actor) -> list[ReportItems]:
    """The items that the actor may see, in the order of the reports and of our references: one statement."""
    rows = (
        Reading(actor.on)
        .items_visible_to(actor)
        .filter(publication__inspection=inspection)
        .select_related("publication", "owner_post")
        .order_by("publication__earliest", "publication_id", "reference")
    )
    return [
        ReportItems(
            title,
            tuple(
                Item(
                    reference=row.reference,
                    href=row.get_absolute_url(),
                    what=row.title if row.is_full else headline_words(row),
                    kind=short_kind(row.kind),
                    owner=str(row.owner_post or ""),
                    words=row.deadline_words,
                    deadline_on=deadline_day(row),
                    rag=row.rag,
                    status=Status(row.status).label,
                )
                for row in group
            ),
        )
        for (_number, title), group in groupby(rows, key=lambda row: (row.publication_id, row.publication.title))
    ]
