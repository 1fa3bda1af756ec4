"""The register as at a moment, for one paper and one audience.

What a paper tells of the register is queried here, and the bounds of its period and the calendar of meetings in
`reports.paper.period`; their number does not grow with the register.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from inspections.enums import Phase
from inspections.models import Force, MonitoringPhase, Register
from jac_tracker.dates import london_day, worded_moment
from recommendations.enums import Marking
from reports.enums import Matter, SectionKind
from reports.models import Paper, RowChoice, Section
from reports.paper.blocks import Audience
from reports.paper.data import AddedRow, Monitoring, Owner, PaperData, PaperPlan, Period, SectionPlan
from reports.paper.faults import Fault, PaperNotReady
from reports.paper.gather.changes import ItemChanges, gather_changes, inspection_changes
from reports.paper.gather.inspectorate import gather_frameworks, gather_inspections
from reports.paper.gather.items import gather_items, gather_updates
from reports.paper.gather.open_then import open_then
from reports.paper.gather.passages import gather_passages, moves_of, start_of, status_changes, taken_over_at
from reports.paper.gather.past import Embargoes, Past
from reports.paper.gather.people import contact_officer
from reports.paper.gather.requests import gather_requests
from reports.paper.gather.versions import Versions
from reports.paper.period import calendar_of, period_of

__all__ = ["gather"]


def gather(
    paper: Paper,
    *,
    as_at: datetime,
    audience: Audience,
    sections: Iterable[Section] | None = None,
    choices: Iterable[RowChoice] | None = None,
) -> PaperData:
    """What the paper may tell its audience of the register as at a moment.

    What is under embargo or OFFICIAL-SENSITIVE at that moment is left out for everybody, and in a public paper progress
    is told in cleared wording alone. `sections`, and the `choices` of rows made for them, are other than the paper has
    now where it is read as it once was laid out. Raises PaperNotReady where the register has no record from then.
    """
    past = Past.of_a_paper(as_at)
    owner = _owner(past)
    embargoes = Embargoes(past)
    calendar = calendar_of(paper)
    frameworks = gather_frameworks(past)
    inspections = gather_inspections(past, embargoes, frameworks)
    published = {publication.id: publication for inspection in inspections for publication in inspection.publications}
    versions = Versions(past)
    period = period_of(paper, as_at, calendar)
    recorded = status_changes(period, versions)
    begun_at = taken_over_at(recorded, versions)
    period = _begun_in(period, begun_at)
    start = start_of(versions, past, period.of_items.since, embargoes)
    updates, moves = gather_updates(past, audience), moves_of(recorded, period.of_items)
    items = gather_items(past, published, versions, updates, audience)
    finder = ItemChanges(versions, past, period.of_items, start, audience)
    plan = _plan(paper, past, sections, choices)
    return PaperData(
        audience=audience,
        as_at=as_at,
        period=period,
        owner=owner,
        paper=plan,
        inspections=inspections,
        frameworks=tuple(frameworks.values()),
        monitoring=_monitoring(past),
        items=items,
        passages=gather_passages(items, start, moves),
        changes=(
            *inspection_changes(inspections, past, period, london_day(as_at)),
            *gather_changes(items, finder, moves, updates),
        ),
        open_then=open_then(paper, calendar, past, embargoes, period, begun_at) if plan.shows("open chart") else (),
        requests=gather_requests(past, paper.meeting, period, items, inspections, audience),
    )


def _begun_in(period: Period, begun_at: datetime | None) -> Period:
    return replace(period, begun_at=begun_at if period.holds(begun_at) else None)


def _owner(past: Past) -> Owner:
    row = next(iter(past.rows(Register).values()), None)
    if row is None:
        raise PaperNotReady([Fault(f"The register has no record from before {worded_moment(past.moment)}.")])
    return Owner(
        force=past.rows(Force)[row.force_id].name,
        policing_body=row.policing_body,
        committee=row.committee,
        committee_short_name=row.committee_short_name,
    )


def _plan(
    paper: Paper, past: Past, laid_out: Iterable[Section] | None, choices: Iterable[RowChoice] | None
) -> PaperPlan:
    """The paper as its officer has laid it out: only what it tells of is read from the past."""
    # by their places alone: the model's own order would look up their meeting
    laid_out = paper.sections.order_by("position", "id") if laid_out is None else laid_out
    chosen = list(RowChoice.objects.filter(section__paper=paper) if choices is None else choices)
    sections = tuple(
        SectionPlan(
            id=row.pk,
            kind=SectionKind(row.kind),
            heading=row.heading,
            level=row.level,
            is_numbered=row.is_numbered,
            options=row.options,
            before=row.before,
            after=row.after,
            dropped=frozenset(each.key for each in chosen if each.section_id == row.pk and each.key),
            added=tuple(
                AddedRow(Matter(each.matter), each.words) for each in chosen if each.section_id == row.pk and each.words
            ),
        )
        for row in laid_out
    )
    is_fixed = paper.cut_off_at == past.moment
    return PaperPlan(
        title=paper.title,
        agenda_item=paper.agenda_item,
        marking=Marking(paper.marking).label,
        meeting_on=paper.meeting.held_on,
        contact=contact_officer(paper.contact_post_id, past, london_day(past.moment)),
        sections=sections,
        # Without a fixed cut-off the next copy may say something else, so each says what it is.
        notice="" if is_fixed else f"Draft: the register as recorded by {worded_moment(past.moment)}",
    )


def _monitoring(past: Past) -> Monitoring | None:
    """The phase that had begun last by the day of the cut-off."""
    on = london_day(past.moment)
    begun = [row for row in past.rows(MonitoringPhase).values() if row.from_on <= on]
    newest = max(begun, key=lambda row: (row.from_on, row.id), default=None)
    return Monitoring(Phase(newest.phase), newest.from_on) if newest else None
