"""Words that several pages share."""

from inspections.enums import GradingStanding, Stage, Standing
from inspections.models import Milestone, Publication, ReportedCount
from jac_tracker.dates import worded_number

STAGE_COLOURS = {
    Stage.COMING: "blue",
    Stage.FIELDWORK: "purple",
    Stage.AWAITING_REPORT: "yellow",
    Stage.PUBLISHED: "green",
    Stage.FINISHED: "grey",
}


def capitalised(words: str) -> str:
    """`words` with a capital first letter, the rest as it is."""
    return words[:1].upper() + words[1:]


def published_words(publication: Publication) -> str:
    """ "Published 7 September 2017", in the words of how closely it is known."""
    known = publication.earliest is not None
    return f"Published {publication.day.worded()}" if known else f"Published: {publication.day.worded()}"


def milestone_words(milestone: Milestone) -> str:
    """ "Fieldwork expected: week commencing 4 April 2022"."""
    expected = " expected" if milestone.standing == Standing.EXPECTED else ""
    return f"{milestone.get_kind_display()}{expected}: {milestone.day.worded()}"


def count_words(count: ReportedCount) -> str:
    """ "Nine recommendations, of which three for the police"."""
    words = capitalised(f"{worded_number(count.number)} {count.get_count_of_display().lower()}")
    if count.number == 1:
        words = words.replace("areas for", "area for").replace("causes of", "cause of").removesuffix("s")
    if count.of_ours is not None:
        words += f", of which {worded_number(count.of_ours)} for the police"
    if count.includes_soft:
        words += ", soft AFIs included"
    return words


def grade_words(standing: str, grade: str | None) -> str:
    """ "Good", "Good (carried over)" or "Not graded"."""
    if standing == GradingStanding.NOT_GRADED or grade is None:
        return "Not graded"
    return f"{grade} (carried over)" if standing == GradingStanding.CARRIED_OVER else grade
