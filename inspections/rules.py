"""What follows from an inspection's dates, gradings and causes. Values in, values out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from inspections.enums import AFTER_FIELDWORK, GradingStanding, InspectionKind, MilestoneKind, Stage, Standing
from jac_tracker.dates import Precision

# Section 55(5A) of the Police Act 1996: published before the end of 56 days beginning with the day of the report.
SECTION_55_DAYS = 56

# Close enough to say on a day within it, before anything actual is recorded, that the step is going on.
CLOSELY_KNOWN = (Precision.DAY, Precision.PERIOD, Precision.WEEK)


class Dated(Protocol):
    """A publication, as `stage` reads it."""

    @property
    def earliest(self) -> date | None: ...


class Step(Protocol):
    """A milestone, as `stage` reads it."""

    @property
    def kind(self) -> str: ...
    @property
    def standing(self) -> str: ...
    @property
    def earliest(self) -> date | None: ...
    @property
    def latest(self) -> date | None: ...
    @property
    def precision(self) -> str: ...
    @property
    def to_be_confirmed(self) -> bool: ...


def stage(milestones: Iterable[Step], publications: Iterable[Dated], on: date, *, kind: str = "") -> Stage:
    """How far an inspection of a kind has come on a day.

    Published from the first day its earliest publication can have. Before that its fieldwork decides: what came to
    pass, or what was expected where nothing has yet; an expected month or season is not taken for fieldwork until it
    has passed. An actual date that is not known counts as past. An engagement is finished where others await a report.
    """
    milestones = list(milestones)
    if any(it.earliest is None or it.earliest <= on for it in publications):
        return Stage.PUBLISHED
    fieldwork = [step for step in milestones if step.kind == MilestoneKind.FIELDWORK]
    fieldwork = [step for step in fieldwork if step.standing == Standing.ACTUAL] or fieldwork
    if any(_is_going_on(step, on) for step in fieldwork):
        return Stage.FIELDWORK
    if not any(_is_over(step, on) for step in fieldwork) and not any(_shows_it_over(step, on) for step in milestones):
        return Stage.COMING
    return Stage.FINISHED if kind == InspectionKind.ENGAGEMENT else Stage.AWAITING_REPORT


def _is_going_on(step: Step, on: date) -> bool:
    if step.earliest is None or step.latest is None or not step.earliest <= on <= step.latest:
        return False
    return step.standing == Standing.ACTUAL or (step.precision in CLOSELY_KNOWN and not step.to_be_confirmed)


def _is_over(step: Step, on: date) -> bool:
    return step.standing == Standing.ACTUAL if step.latest is None else step.latest < on


def _shows_it_over(step: Step, on: date) -> bool:
    if step.kind == MilestoneKind.RESPONSE_CLOSES:
        return step.latest is not None and step.latest < on
    is_later = step.kind in AFTER_FIELDWORK and step.standing == Standing.ACTUAL
    return is_later and (step.earliest is None or step.earliest <= on)


# Replies


def section_55_last_day(published_on: date) -> date:
    """The last day for the local policing body to publish its comments on a report.

    Police Act 1996, section 55(5A): before the end of 56 days beginning with the day of publication, which is day 1.
    """
    return published_on + timedelta(days=SECTION_55_DAYS - 1)


def day_number(published_on: date, on: date) -> int:
    """Which day of the 56 a day is; publication is day 1."""
    return (on - published_on).days + 1


# Causes of concern


@dataclass(frozen=True)
class Raised:
    """A cause of concern as the chain of repeats reads it: the one it repeats, and the year of its publication."""

    repeats_id: int | None
    year: int | None


def first_raised_year(cause_id: int, causes: Mapping[int, Raised]) -> int | None:
    """The earliest year along the chain of causes that one repeats, itself included; None where no year is known.

    A cause that is not in `causes` ends the chain: the reader may not see it.
    """
    years = [cause.year for cause in _chain(cause_id, causes) if cause.year is not None]
    return min(years, default=None)


def repeats_itself(cause_id: int, repeats_id: int | None, causes: Mapping[int, Raised]) -> bool:
    """Whether saying that a cause repeats another would make a loop."""
    following = repeats_id
    seen: set[int] = set()
    while following is not None and following not in seen:
        if following == cause_id:
            return True
        seen.add(following)
        following = causes[following].repeats_id if following in causes else None
    return False


def _chain(cause_id: int | None, causes: Mapping[int, Raised]) -> Iterable[Raised]:
    seen: set[int] = set()
    while cause_id is not None and cause_id in causes and cause_id not in seen:
        seen.add(cause_id)
        yield causes[cause_id]
        cause_id = causes[cause_id].repeats_id


# Grades


@dataclass(frozen=True)
class GridTotals:
    """What a grid of grades adds up to. `by_grade` has every grade of the scale, best first, empty ones too."""

    areas: int
    graded: int
    not_graded: int
    by_grade: tuple[tuple[str, int], ...]


def grid_totals(scale: Sequence[str], gradings: Iterable[tuple[str, str | None]]) -> GridTotals:
    """Counts of a publication's gradings, each given as its standing and its grade. A carried-over grade is a grade."""
    gradings = list(gradings)
    grades = Counter(grade for standing, grade in gradings if standing != GradingStanding.NOT_GRADED)
    graded = sum(grades.values())
    return GridTotals(
        areas=len(gradings),
        graded=graded,
        not_graded=len(gradings) - graded,
        by_grade=tuple((grade, grades[grade]) for grade in scale),
    )


def comparison_caveat(first: str, first_group: str, second: str, second_group: str) -> str:
    """A sentence saying that grades of two frameworks cannot be set side by side; empty where they can.

    The groups are the frameworks' comparability groups; an empty group is comparable with nothing but itself.
    """
    if first == second or (first_group and first_group == second_group):
        return ""
    return (
        f"Grades under {first} and {second} are not directly comparable: the scale or the questions differ, "
        "so a different grade is not by itself a rise or a fall."
    )
