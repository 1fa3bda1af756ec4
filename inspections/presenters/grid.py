"""Grades, as the grid and the summaries print them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inspections.enums import GradingStanding
from inspections.models import FrameworkGrade, Grading, Publication
from inspections.presenters.words import grade_words
from inspections.rules import GridTotals, comparison_caveat, grid_totals
from jac_tracker.dates import worded_number


@dataclass(frozen=True)
class Column:
    """A grade and the areas under it."""

    grade: str
    meaning: str
    areas: tuple[str, ...]


@dataclass(frozen=True)
class Summary:
    """A summary with the areas it is told of: each with its full heading and its grade in words."""

    areas: tuple[tuple[str, str], ...]
    text: str


@dataclass(frozen=True)
class Grid:
    """A publication's gradings."""

    publication: Publication
    columns: tuple[Column, ...]
    not_graded: tuple[str, ...]
    summaries: tuple[Summary, ...]
    totals: GridTotals
    words: str


def grid(publication: Publication, gradings: Iterable[Grading], scale: Sequence[FrameworkGrade]) -> Grid:
    """The grid of one publication; `scale` is its framework's grades, best first. Empty columns are kept."""
    rows = sorted(gradings, key=lambda row: (row.area.position, row.area_id))
    totals = grid_totals(
        [grade.name for grade in scale], [(row.standing, row.grade.name if row.grade else None) for row in rows]
    )
    return Grid(
        publication=publication,
        columns=tuple(
            Column(grade.name, grade.meaning, tuple(_label(row) for row in rows if row.grade_id == grade.pk))
            for grade in scale
        ),
        not_graded=tuple(row.area.short_label for row in rows if row.standing == GradingStanding.NOT_GRADED),
        summaries=tuple(_summaries(rows)),
        totals=totals,
        words=_totals_words(totals),
    )


def _label(row: Grading) -> str:
    carried = " (carried over)" if row.standing == GradingStanding.CARRIED_OVER else ""
    return f"{row.area.short_label}{carried}"


def _summaries(rows: list[Grading]) -> Iterable[Summary]:
    """One for each area that tells its own, with those that share it; areas without a word have none."""
    for row in rows:
        if row.told_with_id is None:
            told = [row, *(other for other in rows if other.told_with_id == row.pk)]
            if row.narrative:
                yield Summary(tuple((it.area.full_question, _grade(it)) for it in told), row.narrative)


def _grade(row: Grading) -> str:
    return grade_words(row.standing, row.grade.name if row.grade else None)


def _totals_words(totals: GridTotals) -> str:
    if totals.areas == 1:
        return "One area, graded." if totals.graded else "One area, not graded."
    by_grade = ", ".join(f"{worded_number(number)} {grade.lower()}" for grade, number in totals.by_grade if number)
    words = f"{worded_number(totals.areas)} areas, {worded_number(totals.graded)} of them graded"
    return words[:1].upper() + words[1:] + (f": {by_grade}." if by_grade else ".")


def caveats(publications: Iterable[Publication]) -> list[str]:
    """What to say where gradings of frameworks that cannot be compared stand on one page."""
    frameworks = list(dict.fromkeys(it.framework for it in publications if it.framework is not None))
    found = [
        comparison_caveat(first.name, first.comparable_with, second.name, second.comparable_with)
        for number, first in enumerate(frameworks)
        for second in frameworks[number + 1 :]
    ]
    return [words for words in found if words]
