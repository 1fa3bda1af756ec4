"""Words that several pages share."""

from datetime import date

from inspections.enums import GradingStanding, MilestoneKind, Stage, Standing
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


def published_words(publication: Publication, on: date) -> str:
    """ "Published 7 September 2017", in the words of how closely it is known; of a day to come "To be published"."""
    if publication.earliest is None:
        return f"Published: {publication.day.worded()}"
    verb = "Published" if publication.earliest <= on else "To be published"
    return f"{verb} {publication.day.worded()}"


def milestone_words(milestone: Milestone) -> str:
    """ "Fieldwork expected: week commencing 4 April 2022"; when a response closes is given, not expected."""
    is_expected = milestone.standing == Standing.EXPECTED and milestone.kind != MilestoneKind.RESPONSE_CLOSES
    expected = " expected" if is_expected else ""
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
