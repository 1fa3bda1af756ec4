"""One inspection: its facts, steps, publications, replies and causes of concern."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Value

from inspections.actions.publications import exact_day
from inspections.enums import MilestoneKind, ReplyKind, Standing
from inspections.models import (
    CauseOfConcern,
    Inspection,
    JointInspectorate,
    Milestone,
    OtherForce,
    Publication,
    ReplyDuty,
)
from inspections.presenters.words import capitalised
from inspections.rules import Raised, day_number, first_raised_year
from jac_tracker.dates import worded_age, worded_day, worded_number

ACT = "section 55(5A) of the Police Act 1996"


@dataclass(frozen=True)
class TakingPart:
    """Who else takes part in an inspection, in order: other forces with their notes, and other inspectorates."""

    forces: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()


def taking_part(inspection: Inspection) -> TakingPart:
    """Both lists in one statement."""
    forces = OtherForce.objects.filter(inspection=inspection).order_by()
    bodies = JointInspectorate.objects.filter(inspection=inspection).order_by()
    rows: Any = forces.values_list(Value("force"), "position", "id", "force__name", "note").union(
        bodies.values_list(Value("body"), "position", "id", "inspectorate__name", Value("")), all=True
    )
    found = sorted(rows)
    return TakingPart(
        tuple(f"{name} ({note})" if note else name for what, _place, _id, name, note in found if what == "force"),
        tuple(name for what, _place, _id, name, _note in found if what == "body"),
    )


def facts(inspection: Inspection, taking_part: TakingPart, follows: Inspection | None) -> list[tuple[str, str]]:
    """What is known of an inspection, but for what stands elsewhere on the page. Nothing that is not known."""
    part = inspection.get_our_part_display()
    rows = [
        ("Title", inspection.title if inspection.title != inspection.short_title else ""),
        ("Place or scope", inspection.scope),
        ("Our part", f"{part}: {inspection.our_part_note}" if inspection.our_part_note else part),
        ("Lead inspectorate", str(inspection.lead_body or "")),
        ("With", ", ".join(taking_part.bodies)),
        ("Body that complained", inspection.complainant),
        ("Other forces", ", ".join(taking_part.forces)),
        (
            "Number of forces inspected",
            capitalised(worded_number(inspection.forces_count)) if inspection.forces_count else "",
        ),
        ("How the forces were chosen", inspection.forces_note),
        ("Follows", str(follows or "")),
    ]
    return [(label, words) for label, words in rows if words]


# Milestones


@dataclass(frozen=True)
class Step:
    """One kind of milestone with what was expected and what came to pass, each in order of time."""

    label: str
    expected: tuple[Milestone, ...]
    actual: tuple[Milestone, ...]


def steps(milestones: Iterable[Milestone]) -> list[Step]:
    """The kinds of which there is any, in the order in which an inspection goes."""
    by_kind: dict[tuple[str, str], list[Milestone]] = defaultdict(list)
    for milestone in sorted(milestones, key=lambda it: it.day.sort_key):
        by_kind[milestone.kind, milestone.standing].append(milestone)
    found = [
        Step(kind.label, tuple(by_kind[kind, Standing.EXPECTED]), tuple(by_kind[kind, Standing.ACTUAL]))
        for kind in MilestoneKind
    ]
    return [step for step in found if step.expected or step.actual]


# Replies


@dataclass(frozen=True)
class Reply:
    """A reply that is owed, with what the page says about its time."""

    duty: ReplyDuty
    due: str
    basis: str
    lateness: str
    is_late: bool
    input_words: str


def reply(duty: ReplyDuty, publication: Publication, on: date, *, tells_lateness: bool) -> Reply:
    """A reply as the page prints it on a day; days left and days late only where `tells_lateness`."""
    lateness, is_late = _lateness(duty, on) if tells_lateness else ("", False)
    by_the_act = duty.kind == ReplyKind.SECTION_55
    return Reply(
        duty=duty,
        due=duty.day.worded(),
        basis=f"The last of 56 days beginning with the day of publication, by {ACT}." if by_the_act else "",
        lateness=lateness,
        is_late=is_late,
        input_words=_input_words(duty, publication) if tells_lateness else "",
    )


def _lateness(duty: ReplyDuty, on: date) -> tuple[str, bool]:
    last = duty.latest
    if duty.reply_published_on is not None:
        if last is not None and duty.reply_published_on > last:
            return f"Published {_span(last, duty.reply_published_on)} late", True
        return "Published", False
    if last is None:
        return "", False
    left = (last - on).days
    if left < 0:
        return f"{_span(last, on)} late", True
    return ("Due today" if left == 0 else f"{_days(left)} left"), False


def _input_words(duty: ReplyDuty, publication: Publication) -> str:
    """When our input went; under section 55 also which of the 56 days that was."""
    sent, published = duty.our_input_sent_on, exact_day(publication.day)
    if sent is None:
        return f"Our input is due {worded_day(duty.our_input_due_on)}" if duty.our_input_due_on else ""
    words = f"Our input was sent {worded_day(sent)}"
    if duty.kind == ReplyKind.SECTION_55 and published is not None and sent >= published:
        words += f", day {day_number(published, sent)} of 56"
    return words


def _span(first: date, last: date) -> str:
    """How long after one day another is: in days for two months, then as an age is worded."""
    days = (last - first).days
    return _days(days) if days <= 60 else worded_age(first, last).removesuffix(" ago")


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


# Causes of concern


@dataclass(frozen=True)
class Cause:
    """A cause of concern with the one it repeats and the year in which it was first raised."""

    cause: CauseOfConcern
    repeats: CauseOfConcern | None
    first_raised: int | None


def causes_of(inspection: Inspection, visible: Iterable[CauseOfConcern]) -> list[Cause]:
    """The inspection's causes of concern. `visible` are all that the reader may see: chains run through them only."""
    by_id = {cause.pk: cause for cause in visible}
    chains = {
        pk: Raised(cause.repeats_id, cause.publication.earliest.year if cause.publication.earliest else None)
        for pk, cause in by_id.items()
    }
    return [
        Cause(cause, by_id.get(cause.repeats_id or 0), first_raised_year(pk, chains))
        for pk, cause in by_id.items()
        if cause.publication.inspection_id == inspection.pk
    ]
