"""Registering what a report asks for, as a person has corrected what was read out of it: all of it or nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from inspections.actions import add_cause
from inspections.enums import CauseScope
from inspections.models import CauseOfConcern, Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import StaleEdit, digest
from recommendations.actions.moving import rule_not_ours
from recommendations.actions.registering import TEXT_FIELDS, register
from recommendations.enums import Kind, Marking, Status, TextSource
from recommendations.models import Part, Recommendation
from recommendations.rules.as_read import DeadlineAsRead, PartAsRead
from recommendations.rules.report import Held, already_held, repeats


@dataclass(frozen=True)
class NewCause:
    """A cause of concern to add."""

    title: str
    text: str
    scope: CauseScope


@dataclass(frozen=True)
class NewItem:
    """An item to register. `cause` is one that is there, or the place of a new one. `not_ours` is the reason for ruling
    so at once, "" for an item that is to be allocated."""

    kind: Kind
    title: str
    text: str
    number_in_report: str
    theme: str
    cause: CauseOfConcern | int | None
    addressees: tuple[str, ...]
    deadline: DeadlineAsRead
    parts: tuple[PartAsRead, ...]
    not_ours: str = ""

    @property
    def whole_text(self) -> str:
        """Its text with those of its parts."""
        return " ".join([self.text, *(part.text for part in self.parts)])


@transaction.atomic
def register_report(
    *,
    publication: Publication,
    causes: Sequence[NewCause],
    items: Sequence[NewItem],
    marking: Marking,
    confirmed: bool,
    shown: str,
    by: Actor,
    at: datetime,
) -> list[Recommendation]:
    """Add the causes of concern of a report and register its items, each with an act of its own.

    `confirmed` says that the actor has checked the deadlines. `shown` is what `report_as_shown` said; raises StaleEdit
    if it would say something else now, and NotPossible as the single acts do, and for an item that is there already.
    """
    publication = Publication.objects.locked().get(pk=publication.pk)
    if report_as_shown(publication) != shown:
        raise StaleEdit(publication)
    _refuse_twins(publication, items)
    added = [
        add_cause(publication=publication, scope=cause.scope, title=cause.title, text=cause.text, by=by, at=at)
        for cause in causes
    ]
    registered = []
    for new in items:
        item = register(
            publication=publication,
            kind=new.kind,
            title=new.title,
            text=new.text,
            text_source=TextSource.REPORT,
            number_in_report=new.number_in_report,
            theme=new.theme,
            cause=added[new.cause] if isinstance(new.cause, int) else new.cause,
            addressees=new.addressees,
            deadline=new.deadline,
            confirmed=confirmed,
            parts=new.parts,
            marking=marking,
            by=by,
            at=at,
        )
        registered.append(rule_not_ours(recommendation=item, by=by, at=at, why=new.not_ours) if new.not_ours else item)
    return registered


def held_of(publication: Publication) -> list[Held]:
    """The items of a report in the register, but those entered in error."""
    rows = Recommendation.objects.filter(publication=publication).exclude(status=Status.WITHDRAWN)
    texts: dict[int, list[str]] = {}
    for part in Part.objects.filter(recommendation__in=rows).order_by("recommendation", "letter", "pk"):
        texts.setdefault(part.recommendation_id, []).append(part.text)
    return [
        Held(row.reference, row.kind, row.number_in_report, " ".join([row.text, *texts.get(row.pk, [])]))
        for row in rows.order_by("reference")
    ]


def report_as_shown(publication: Publication) -> str:
    """A short fingerprint of what a proposal is held against: the report's day, and what the register holds of it."""
    day = digest(publication, ("earliest", "latest"))
    rows = Recommendation.objects.filter(publication=publication).order_by("pk")
    items = [f"{row.pk} {row.status} {digest(row, TEXT_FIELDS)}" for row in rows]
    causes = [f"{row.pk} {digest(row, ('title', 'text'))}" for row in publication.causes.order_by("pk")]
    return hashlib.sha256("\n".join([day, *items, "", *causes]).encode()).hexdigest()[:32]


def _refuse_twins(publication: Publication, items: Sequence[NewItem]) -> None:
    held = held_of(publication)
    for new in items:
        if twin := already_held(held, kind=new.kind, number=new.number_in_report, text=new.whole_text):
            raise NotPossible(f"“{new.title}” is in the register already, as {twin.reference}.")
    for new, is_repeat in zip(items, repeats(new.whole_text for new in items), strict=True):
        if is_repeat:
            raise NotPossible(f"“{new.title}” has the same text as another of these. Leave one of them out.")
