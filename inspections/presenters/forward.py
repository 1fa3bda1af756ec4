"""The forward look: what has been notified and is coming, in order of time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from inspections.enums import MilestoneKind, Stage, Standing
from inspections.models import Inspection, Milestone
from inspections.presenters.words import capitalised
from inspections.rules import stage
from jac_tracker.dates import VagueDay

OVERDUE = "Expected before today, nothing recorded since"
NOT_DATED = "Date to be confirmed"


@dataclass(frozen=True)
class Coming:
    """A step that is expected: which inspection, what, and when in our wording."""

    inspection: Inspection
    what: str
    when: str
    note: str


@dataclass(frozen=True)
class Month:
    """The steps of a month, or those that no month can be given."""

    heading: str
    rows: tuple[Coming, ...]


def forward_look(inspections: Iterable[Inspection], on: date) -> list[Month]:
    """Every expected step that has not come to pass, by month; and inspections of which no step is dated.

    Needs milestones and publications fetched. After the months what has no date, and last what should have happened
    by now.
    """
    found: list[tuple[VagueDay, Coming]] = []
    undated: list[Coming] = []
    for inspection in inspections:
        steps = list(inspection.milestones.all())
        publications = list(inspection.publications.all())
        coming = _coming(inspection, steps, has_published=bool(publications))
        found += coming
        now = stage(steps, publications, on, kind=inspection.kind)
        if now == Stage.COMING and not coming:
            undated.append(Coming(inspection, inspection.get_kind_display(), NOT_DATED, _notice(steps)))
    found.sort(key=lambda pair: (_heading(pair[0], on) != OVERDUE, pair[0].sort_key, pair[1].inspection.short_title))
    grouped = groupby(found, key=lambda pair: _heading(pair[0], on))
    months = {heading: tuple(coming for _day, coming in rows) for heading, rows in grouped}
    late, undated = months.pop(OVERDUE, ()), [*months.pop(NOT_DATED, ()), *undated]
    months |= {NOT_DATED: tuple(undated), OVERDUE: late}
    return [Month(heading, rows) for heading, rows in months.items() if rows]


def _coming(inspection: Inspection, steps: list[Milestone], *, has_published: bool) -> list[tuple[VagueDay, Coming]]:
    """Expected steps of which there is no actual one; publication is past once anything is published."""
    done = {step.kind for step in steps if step.standing == Standing.ACTUAL} | {MilestoneKind.NOTIFIED.value}
    if has_published:
        done |= {kind.value for kind in MilestoneKind} - {MilestoneKind.RESPONSE_CLOSES.value}
    return [
        (step.day, Coming(inspection, step.get_kind_display(), capitalised(step.day.worded()), step.note))
        for step in steps
        if step.standing == Standing.EXPECTED and step.kind not in done
    ]


def _heading(day: VagueDay, on: date) -> str:
    if day.earliest is None or day.latest is None:
        return NOT_DATED
    if day.latest < on:
        return OVERDUE
    return f"{day.earliest:%B} {day.earliest.year}"


def _notice(steps: list[Milestone]) -> str:
    notified = [step for step in steps if step.kind == MilestoneKind.NOTIFIED]
    return f"Notified {notified[0].day.worded()}" if notified else ""
