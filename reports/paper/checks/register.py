"""Whether what the paper tells of is in order in the register."""

from collections.abc import Iterator

from inspections.enums import CountOf, GradingStanding, InspectionKind, PublicationKind
from jac_tracker.dates import worded_day
from recommendations.enums import SET_ASIDE, Rag
from reports.enums import Check, SectionKind
from reports.paper.checks.finding import Finding, Mend, Severity, Where
from reports.paper.checks.reading import lines, runs_in, stands_in
from reports.paper.checks.subject import Subject, of_item
from reports.paper.compose.items import KINDS_COUNTED, NAMES_OF_COUNTS, expected_and_held
from reports.paper.compose.peel import ungraded_questions
from reports.paper.compose.setting import Setting
from reports.paper.data import Count, Item, PaperData, Publication
from reports.paper.words import counted, joined, or_none


def _warning(check: Check, sentence: str, where: Where) -> Finding:
    return Finding(check, Severity.WARNING, sentence, where)


# Reports


def grades(subject: Subject) -> Iterator[Finding]:
    """Every question of the framework of a published PEEL report is graded. It was once left out of a paper."""
    data = subject.data
    for publication in data.publications:
        is_peel = data.inspection[publication.inspection_id].kind is InspectionKind.PEEL
        if is_peel and publication.out_at <= data.as_at:
            for words in _ungraded(data, publication):
                where = _of_publication(Mend.GRADES, publication)
                yield _warning(Check.GRADES, f"“{publication.title}” {words}", where)


def _ungraded(data: PaperData, publication: Publication) -> Iterator[str]:
    framework = publication.framework
    if framework is None or not publication.gradings:
        # Grades belong to a report on the force; of an old one, none may ever have been entered.
        if publication.kind is PublicationKind.FORCE_REPORT and publication.came_out_in(data.period):
            yield "has no grades."
        return
    if missing := ungraded_questions(publication, framework):
        yield f"has no grade for {joined(missing)}."
    left = [
        each.area
        for each in publication.gradings
        if each.standing is GradingStanding.NOT_GRADED and each.area in framework.graded_areas
    ]
    if left:
        yield f"is recorded as not graded for {joined(left)}, which {framework.name} grades."


def reported_counts(subject: Subject) -> Iterator[Finding]:
    """The register holds of ours what a report says it contains."""
    data = subject.data
    for publication in data.publications:
        items = [each for each in data.items_of.get(publication.id, ()) if each.status not in SET_ASIDE]
        for count in publication.counts:
            expected, held = _expected_and_held(count, items, publication)
            if expected != held:
                said = counted(expected, *NAMES_OF_COUNTS[count.of])
                ours = or_none(held)
                sentence = f"“{publication.title}” has {said} for the force; the register holds {ours}."
                yield _warning(Check.COUNTS, sentence, _of_publication(Mend.COUNTS, publication))


def _expected_and_held(count: Count, items: list[Item], publication: Publication) -> tuple[int, int]:
    if count.of in KINDS_COUNTED:
        return expected_and_held(count, items)
    assert count.of is CountOf.CAUSES_OF_CONCERN
    return count.number if count.of_ours is None else count.of_ours, len(publication.causes)


def _of_publication(mend: Mend, publication: Publication) -> Where:
    return Where(mend, publication.title, number=publication.id, inspection_id=publication.inspection_id)


# Items


def listed(subject: Subject) -> Iterator[Finding]:
    """Each open item stands in the public paper by its reference, or is counted in a total that it prints. The sentence
    that accepts one that does not is the reason for which it is held back."""
    positions = [
        Setting(subject.data, subject.public.figures, section.plan, 1)
        for section in subject.public.composed.sections
        if section.plan.kind is SectionKind.REGISTER_POSITION and section.body
    ]
    printed = "\n".join(lines(subject.public.document.blocks))
    folded, runs = printed.casefold(), runs_in(printed)
    for item in subject.open_items:
        is_listed = stands_in(item.reference, printed, folded) or any(item.reference in run for run in runs)
        if not is_listed and not any(setting.takes(item) for setting in positions):
            sentence = f"{item.reference} ({item.title}) is open, and neither listed nor counted in the paper."
            yield _warning(Check.LISTED, sentence, Where(Mend.SECTIONS, item.reference))


def reds(subject: Subject) -> Iterator[Finding]:
    """What the public reads of each Red is cleared, recorded in the period, and the newest there is."""
    internal = next(draft.data.item for draft in subject.drafts.values() if draft is not subject.public)
    since = subject.data.period.since
    for item in subject.open_items:
        if item.rag is not Rag.RED:
            continue
        told, newest = item.update, internal[item.id].update
        where = of_item(Mend.WORDING, item.reference, newest.id) if newest else of_item(Mend.ITEM, item.reference)
        if told is None:
            sentence = f"{item.reference} is Red, and no wording about it has been cleared."
        elif newest is not None and newest.at > told.at:
            sentence = (
                f"{item.reference} is Red, and its newest progress, as it stood on {worded_day(newest.happened_on)}, "
                f"is not cleared: the paper tells of {worded_day(told.happened_on)}."
            )
        elif since is not None and told.at <= since:
            sentence = (
                f"{item.reference} is Red, and nothing has been recorded of it since the last paper: the wording is of "
                f"{worded_day(told.happened_on)}."
            )
        else:
            continue
        yield _warning(Check.REDS, sentence, where)


def owners(subject: Subject) -> Iterator[Finding]:
    for item in subject.open_items:
        if not item.owner:
            yield _warning(Check.OWNERS, f"{item.reference} has no owner.", of_item(Mend.OWNER, item.reference))


def dates(subject: Subject) -> Iterator[Finding]:
    """Members ask for the day by which every open item will be done."""
    for item in subject.open_items:
        if item.deadline.on is None and item.target_on is None:
            sentence = f"{item.reference} has neither a deadline nor an internal target."
            yield _warning(Check.DATES, sentence, of_item(Mend.TARGET, item.reference))


def deadlines(subject: Subject) -> Iterator[Finding]:
    """What a report's words about when come to is for a person to confirm."""
    for item in subject.open_items:
        if item.deadline.words and not item.is_deadline_confirmed:
            sentence = f"{item.reference}: the deadline “{item.deadline.words}” has not been confirmed."
            yield _warning(Check.DEADLINES, sentence, of_item(Mend.DEADLINE, item.reference))
