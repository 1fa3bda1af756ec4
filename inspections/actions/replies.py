"""Replies that somebody owes to a publication, and what the publication says it contains."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from inspections.actions.publications import exact_day
from inspections.actions.writing import (
    DAY_FIELDS,
    digest_of_rows,
    give,
    give_day,
    refuse_bad_values,
    refuse_future,
    refuse_stale_set,
    refuse_without_reason,
)
from inspections.enums import CountOf, InspectionVerb, ReplyKind
from inspections.models import InspectionEvent, Publication, ReplyDuty, ReportedCount
from inspections.permissions import keeper
from inspections.rules import section_55_last_day
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.dates import Precision, VagueDay, worded_day
from jac_tracker.history import record, refuse_stale

REPLY_DUTY_FIELDS = (
    "kind",
    "owed_by",
    "owed_to",
    "our_input_due_on",
    "our_input_sent_on",
    "reply_published_on",
    "note",
)
REPLY_DUTY_SHOWN = (*REPLY_DUTY_FIELDS, *DAY_FIELDS)
_COUNT_FIELDS = ("count_of", "number", "of_ours", "includes_soft", "allocated_to", "note")
_NOT_KNOWN = VagueDay(None, None, Precision.UNKNOWN)


@transaction.atomic
def add_reply_duty(
    *,
    publication: Publication,
    kind: ReplyKind,
    owed_by: str,
    owed_to: str,
    day: VagueDay | None = None,
    our_input_due_on: date | None = None,
    our_input_sent_on: date | None = None,
    reply_published_on: date | None = None,
    note: str = "",
    by: Actor,
    at: datetime,
    why: str = "",
) -> ReplyDuty:
    """A reply that is owed to a publication, due on `day`.

    Without a day a section 55 reply is due on the last day the Act gives for an exactly known publication. Raises
    NotPossible for a second section 55 reply, one due on another day than the Act says, or what is yet to happen.
    """
    by = keeper(by)
    publication = Publication.objects.locked().get(pk=publication.pk)
    duty = ReplyDuty(publication=publication, kind=kind, owed_by=owed_by, owed_to=owed_to, note=note)
    duty.our_input_due_on, duty.our_input_sent_on = our_input_due_on, our_input_sent_on
    duty.reply_published_on = reply_published_on
    duty.day = day or _last_day(duty) or _NOT_KNOWN
    refuse_bad_values(duty)
    _refuse_nonsense(duty, at)
    event = InspectionEvent(verb=InspectionVerb.ADD_REPLY_DUTY, inspection=publication.inspection)
    record([duty], by=by, at=at, why=why, event=event)
    return duty


@transaction.atomic
def change_reply_duty(
    *,
    duty: ReplyDuty,
    values: Mapping[str, Any] | None = None,
    day: VagueDay | None = None,
    shown: str | None = None,
    by: Actor,
    at: datetime,
    why: str = "",
) -> ReplyDuty:
    """Change a reply that is owed, or record our input or the reply itself. Raises StaleEdit and NotPossible."""
    by = keeper(by)
    duty = ReplyDuty.objects.locked().get(pk=duty.pk)
    refuse_stale(duty, REPLY_DUTY_SHOWN, shown)
    changed = give(duty, REPLY_DUTY_FIELDS, values or {})
    changed |= day is not None and give_day(duty, day)
    if changed:
        _refuse_nonsense(duty, at)
        inspection = duty.publication.inspection
        event = InspectionEvent(verb=InspectionVerb.CHANGE_REPLY_DUTY, inspection=inspection)
        record([duty], by=by, at=at, why=why, event=event)
    return duty


@transaction.atomic
def remove_reply_duty(*, duty: ReplyDuty, by: Actor, at: datetime, why: str) -> None:
    """Take away a reply duty that was entered in error. Raises NotPossible without a reason."""
    by = keeper(by)
    refuse_without_reason(why)
    duty = ReplyDuty.objects.locked().get(pk=duty.pk)
    event = InspectionEvent(verb=InspectionVerb.REMOVE_REPLY_DUTY, inspection=duty.publication.inspection)
    record([], by=by, at=at, why=why, event=event, removed=[duty])


def _last_day(duty: ReplyDuty) -> VagueDay | None:
    """The day the Act gives, for a section 55 reply to a publication known to the day."""
    published = exact_day(duty.publication.day)
    if duty.kind != ReplyKind.SECTION_55 or published is None:
        return None
    return VagueDay.on(section_55_last_day(published))


def _refuse_nonsense(duty: ReplyDuty, at: datetime) -> None:
    last_day = _last_day(duty)
    if last_day is not None and (duty.earliest, duty.latest) != (last_day.earliest, last_day.latest):
        assert last_day.earliest is not None
        raise NotPossible(
            "Section 55(5A) of the Police Act 1996 gives 56 days beginning with the day of publication: "
            f"the last day is {worded_day(last_day.earliest)}."
        )
    if duty.kind == ReplyKind.SECTION_55:
        others = ReplyDuty.objects.filter(publication=duty.publication_id, kind=duty.kind).exclude(pk=duty.pk)
        if others.exists():
            raise NotPossible("The publication already has a section 55 reply. Change that one.")
    refuse_future(duty.our_input_sent_on, at, "Our input cannot have been sent")
    refuse_future(duty.reply_published_on, at, "The reply cannot have been published")
    published = duty.publication.earliest
    if published and duty.reply_published_on and duty.reply_published_on < published:
        raise NotPossible("The reply cannot come before the publication it answers. Check the dates.")


# What the publication says it contains


@dataclass(frozen=True)
class Count:
    """How many of something a publication says it contains, and how many of them are for the police."""

    count_of: CountOf
    number: int
    of_ours: int | None = None
    includes_soft: bool = False
    allocated_to: Post | None = None
    note: str = ""


@transaction.atomic
def set_reported_counts(
    *,
    publication: Publication,
    counts: Sequence[Count],
    shown: str | None = None,
    by: Actor,
    at: datetime,
    why: str = "",
) -> list[ReportedCount]:
    """Make `counts` what a publication says it contains: what is not among them is not said any more.

    `shown` is what `counts_as_shown` gave for the form. Raises StaleEdit and NotPossible.
    """
    by = keeper(by)
    publication = Publication.objects.locked().get(pk=publication.pk)
    refuse_stale_set(publication, counts_as_shown(publication), shown)
    _refuse_counts(counts)
    now = {row.count_of: row for row in ReportedCount.objects.filter(publication=publication)}
    kept, saved = [], []
    for count in counts:
        row = now.pop(count.count_of, None) or ReportedCount(publication=publication)
        if give(row, _COUNT_FIELDS, {name: getattr(count, name) for name in _COUNT_FIELDS}) or row._state.adding:
            saved.append(row)
        kept.append(row)
    if saved or now:
        event = InspectionEvent(verb=InspectionVerb.SET_REPORTED_COUNTS, inspection=publication.inspection)
        record(saved, by=by, at=at, why=why, event=event, removed=list(now.values()))
    return kept


def counts_as_shown(publication: Publication) -> str:
    """The fingerprint of a publication's reported counts."""
    return digest_of_rows(ReportedCount.objects.filter(publication=publication).order_by("pk"), _COUNT_FIELDS)


def _refuse_counts(counts: Sequence[Count]) -> None:
    if len({count.count_of for count in counts}) < len(counts):
        raise NotPossible("The same thing is counted twice.")
    for count in counts:
        what = CountOf(count.count_of).label.lower()
        if count.of_ours is not None and count.of_ours > count.number:
            raise NotPossible(f"Of {count.number} {what}, {count.of_ours} cannot be for the police.")
        if count.includes_soft and count.count_of != CountOf.AREAS_FOR_IMPROVEMENT:
            raise NotPossible(f"Only areas for improvement can include soft ones, not {what}.")
