"""The force's PEEL inspection: where it stands, the grid of grades, each area's summary, and what follows it."""

from collections.abc import Iterator, Sequence
from datetime import date

from inspections.enums import CountOf, GradingStanding, InspectionKind, MilestoneKind, Phase, Stage, Standing
from inspections.rules import comparison_caveat
from jac_tracker.dates import worded_day, worded_number
from reports.paper.blocks import (
    Block,
    GradeColumn,
    GradeGrid,
    Link,
    Note,
    Paragraph,
    emphasis,
    item,
    paragraph,
)
from reports.paper.compose.items import counts_worded
from reports.paper.compose.setting import Lacks, Setting, typed
from reports.paper.data import Framework, Grading, Inspection, Publication
from reports.paper.words import (
    capitalised,
    counted,
    ended,
    joined,
    told_in,
    was_or_were,
    when,
    within_sentence,
)

# Where it stands


def peel_position(setting: Setting) -> Iterator[Block]:
    """What PEEL is, the newest report, what is to come, and how the force works through what it was told."""
    owner, data = setting.data.owner, setting.data
    yield paragraph(
        "PEEL is HMICFRS’s regular assessment of the effectiveness, efficiency and legitimacy of every police force in "
        "England and Wales. It is a rolling programme: each inspection is followed by the next."
    )
    reported = _peel_reports(setting)
    if reported:
        newest = reported[-1]
        out = "" if told_in(newest.title, newest.day) else f", published {when(newest.day)}"
        yield paragraph(f"The newest report on {owner.force} is “{newest.title}”{out}.")
    yield paragraph(_to_come(data.inspections, owner.force))
    if data.monitoring:
        phase = (
            "Scan, the phase in which it monitors every force"
            if data.monitoring.phase is Phase.SCAN
            else ("Engage, which is enhanced monitoring")
        )
        since = worded_day(data.monitoring.from_on)
        yield paragraph(f"HMICFRS’s monitoring of the force is in the phase called {phase}. It has been since {since}.")
    # Not how many: the register need not hold every text that the reports count, and has a section of its own.
    yield paragraph(
        "The force goes on working through what PEEL and other inspections asked of it. Once allocated, each item has "
        "an owner who answers for it at the force’s governance boards, and a rating of Red, Amber or Green that is "
        "kept in step with the force risk register."
    )


def _to_come(inspections: Sequence[Inspection], force: str) -> str:
    coming = [
        each
        for each in inspections
        if each.kind is InspectionKind.PEEL and each.stage in (Stage.COMING, Stage.FIELDWORK)
    ]
    if not coming:
        return f"No further PEEL inspection of {force} is scheduled at present."
    words = []
    for each in coming:
        days = each.days(MilestoneKind.FIELDWORK, Standing.EXPECTED) or each.days(
            MilestoneKind.FIELDWORK, Standing.ACTUAL
        )
        words.append(f"{each.title}, with fieldwork {when(days[-1])}" if days else each.title)
    return f"The next is {joined(words)}."


# The grid

OF_POLICING = "of policing"  # what the check that reads the grid knows its sentence by


def peel_grid(setting: Setting) -> Iterator[Block]:
    """How many areas and grades, how the scale compares with the last one, the grid, and what was not graded."""
    publication, framework = _graded(setting)
    areas = [each for each in publication.gradings if not each.is_overall]
    if not areas:
        raise Lacks(
            f"No area’s grade had been recorded for “{publication.title}” by the cut-off, but only the overall "
            "judgment."
        )
    totals = setting.figures.grids[publication.id]
    ungraded = [each for each in areas if each.standing is GradingStanding.NOT_GRADED]
    force = setting.data.owner.force
    out = "" if told_in(publication.title, publication.day) else f", published {when(publication.day)},"
    yield paragraph(
        f"“{publication.title}”{out} looks at how good {force} is in {counted(totals.areas, 'area')} {OF_POLICING}. "
        + _graded_words(totals.areas, totals.graded, ungraded)
    )
    yield from _scale(setting, framework)
    by_grade = {
        grade.name: tuple(each.area for each in areas if each.grade == grade.name) for grade in framework.grades
    }
    yield GradeGrid(
        caption=f"Grades of {force} by area: {publication.title}",
        columns=tuple(GradeColumn(grade, found) for grade, found in by_grade.items()),
    )
    # In words too, for who listens to the paper or reads it on a phone.
    in_words = [
        f"Graded {grade}: {joined([within_sentence(area) for area in found])}."
        for grade, found in by_grade.items()
        if found
    ]
    if in_words:
        yield paragraph(" ".join(in_words))
    if carried := [each.area for each in areas if each.standing is GradingStanding.CARRIED_OVER]:
        words = joined([within_sentence(area) for area in carried])
        yield paragraph(f"Carried over from an earlier inspection: {words}.")
    if missing := ungraded_questions(publication, framework):
        words = joined([within_sentence(area) for area in missing])
        yield paragraph(f"No grade for {words} had been recorded when this paper was written.")
    if publication.overall_grade:
        yield paragraph(f"The overall judgment is “{publication.overall_grade}”.")
    if publication.address:
        yield paragraph("The whole report is at ", Link(publication.title, publication.address), ".")


def _graded_words(areas: int, graded: int, ungraded: Sequence[Grading]) -> str:
    all_were = {1: "It was", 2: "Both were"}.get(areas, "All of them were")
    if areas == graded:
        return f"{all_were} graded."
    names = joined([within_sentence(each.area) for each in ungraded])
    if not graded:
        return f"{all_were} assessed and not graded: {names}."
    left = f"{worded_number(len(ungraded))} {was_or_were(len(ungraded))} assessed and not graded: {names}."
    return f"The force was graded in {worded_number(graded)} of them; {left}"


def ungraded_questions(publication: Publication, framework: Framework) -> list[str]:
    """The areas that the framework grades and for which nothing has been recorded, in its order."""
    told = {each.area for each in publication.gradings}
    return [area for area in framework.graded_areas if area not in told]


def _scale(setting: Setting, framework: Framework) -> Iterator[Block]:
    """How this scale differs from the last: what is new, what it means, and that grades cannot be set side by side."""
    earlier = _framework_before(setting, framework)
    if earlier is None:
        if framework.note:
            yield Note((paragraph(ended(framework.note)),))
        return
    caveat = comparison_caveat(earlier.name, earlier.comparable_with, framework.name, framework.comparable_with)
    known = {grade.name for grade in earlier.grades}
    new = [grade for grade in framework.grades if grade.name not in known]
    if new:
        yield paragraph(
            f"The scale has changed. {capitalised(worded_number(len(earlier.grades)))} grades were in use before: "
            f"{joined([grade.name for grade in earlier.grades])}. There are now "
            f"{worded_number(len(framework.grades))}, with {joined([grade.name for grade in new])} added."
        )
    meanings: list[Paragraph] = [
        paragraph(emphasis(grade.name), f" means: {ended(within_sentence(grade.meaning))}")
        for grade in new
        if grade.meaning
    ]
    caveats = [paragraph(caveat)] if caveat else []
    if caveat and framework.note:
        caveats.append(paragraph(ended(framework.note)))
    if meanings or caveats:
        yield Note((*meanings, *caveats))


def _framework_before(setting: Setting, framework: Framework) -> Framework | None:
    """The framework of the PEEL cycle before, whether or not the register holds a report made under it."""
    cycles = [
        each
        for each in setting.data.frameworks
        if each.cycle < framework.cycle and each.name.startswith("PEEL") and framework.name.startswith("PEEL")
    ]
    return max(cycles, key=lambda each: (each.cycle, each.id), default=None)


# Area by area


def area_summaries(setting: Setting) -> Iterator[Block]:
    """Each area's heading with its grade and its summary; areas told of together share theirs."""
    publication, _ = _graded(setting)
    silent = []
    for grading in publication.gradings:
        if grading.told_with is not None:
            continue
        together = [grading, *(each for each in publication.gradings if each.told_with == grading.id)]
        summary = typed(grading.narrative)
        if not summary:
            silent += together
            continue
        yield setting.heading(joined([_area_with_grade(each) for each in together]))
        yield from summary
    if silent:
        yield paragraph(f"No summary is given of {'these areas' if len(silent) > 1 else 'this area'}:")
        yield setting.listed([item(_area_with_grade(each)) for each in silent])


def _area_with_grade(grading: Grading) -> str:
    if grading.standing is GradingStanding.NOT_GRADED:
        return f"{grading.full_heading} – not graded"
    carried = ", carried over" if grading.standing is GradingStanding.CARRIED_OVER else ""
    return f"{grading.full_heading} – graded: {grading.grade}{carried}"


# What follows


def peel_follow_up(setting: Setting) -> Iterator[Block]:
    """What the report leaves the force to do, and how that is done."""
    publication = newest_peel(setting)
    counts = publication.counts
    if counts:
        yield paragraph(f"“{publication.title}” contains {counts_worded(counts)}.")
        if any(count.includes_soft for count in counts):
            yield paragraph(
                "An area for improvement (AFI) is something that should get better without a recommendation being made "
                "of it. A “soft” AFI is such a remark in the body of the report, which HMICFRS does not list as one."
            )
    what = "areas for improvement" if any(c.of is CountOf.AREAS_FOR_IMPROVEMENT for c in counts) else "items"
    yield paragraph(
        f"New {what} are entered in the recommendations register, given a RAG rating and, where it is called for, a "
        "place in the force risk register. Each is allocated to a portfolio lead’s business area, followed at the "
        "governance boards, and supported by the force’s HMICFRS liaison team. How long each takes depends on what it "
        "asks, and what counts as complete is for HMICFRS to say; where in doubt, its Force Liaison Lead is asked."
    )
    yield paragraph(
        "When the owner believes that an item is complete, the Deputy Chief Constable (DCC) scrutinises the claim "
        "before it goes to HMICFRS for its decision."
    )


# Which one


def _peel_reports(setting: Setting) -> list[Publication]:
    """The PEEL publications that were out by the cut-off, in order of time; one without a date is taken for old."""
    inspection = setting.data.inspection
    found = [
        each
        for each in setting.data.publications
        if inspection[each.inspection_id].kind is InspectionKind.PEEL
        and (each.day.earliest is None or each.day.earliest <= setting.data.on)
    ]
    return sorted(found, key=lambda each: (each.day.earliest or date.min, each.id))


def newest_peel(setting: Setting) -> Publication:
    """The newest PEEL report, of the inspection chosen if one is; one with grades before one without."""
    reports = _peel_reports(setting)
    if setting.inspections:
        reports = [each for each in reports if each.inspection_id in setting.inspections]
    graded = [each for each in reports if each.gradings and each.framework]
    if not reports:
        whose = "of the inspection chosen " if setting.inspections else ""
        raise Lacks(f"No PEEL report {whose}had been published and recorded by the cut-off.")
    return (graded or reports)[-1]


def _graded(setting: Setting) -> tuple[Publication, Framework]:
    publication = newest_peel(setting)
    if publication.framework is None or not publication.gradings:
        raise Lacks(f"No grades had been recorded for “{publication.title}” by the cut-off.")
    return publication, publication.framework
