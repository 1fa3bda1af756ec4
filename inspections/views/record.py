"""One inspection: overview, findings and history."""

from collections import defaultdict
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from inspections.models import (
    CauseOfConcern,
    FrameworkGrade,
    Grading,
    Inspection,
    InspectionEvent,
    Milestone,
    Publication,
    ReplyDuty,
    ReportedCount,
)
from inspections.permissions import may_keep, may_see, may_see_history, may_see_lateness, may_see_response
from inspections.presenters import record
from inspections.presenters.grid import Grid, caveats, grid
from inspections.presenters.timeline import timeline
from inspections.presenters.words import STAGE_COLOURS, count_words, published_words
from inspections.rules import stage
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty

ACTS_PER_PAGE = 25


@require_safe
@requires(Duty.SEE_HEADLINES)
def inspection(request: ActorRequest, pk: int) -> HttpResponse:
    """What an inspection is, its steps, what it published, and the replies that are owed."""
    visible = Inspection.objects.visible_to(request.actor).select_related("lead_body", "follows")
    inspection = get_object_or_404(visible, pk=pk)
    milestones = list(Milestone.objects.filter(inspection=inspection))
    publications = _publications(request.actor, inspection)
    replies = _replies(request, inspection, publications)
    follows = inspection.follows if inspection.follows and may_see(request.actor, inspection.follows) else None
    now = stage(milestones, publications, request.today, kind=inspection.kind)
    context = record_page(request.actor, inspection, "inspection") | {
        "stage": now,
        "stage_colour": STAGE_COLOURS[now],
        "facts": record.facts(inspection, record.taking_part(inspection), follows),
        "follows": follows,
        "steps": record.steps(milestones),
        "publications": [
            (publication, published_words(publication, request.today), replies[publication.pk])
            for publication in publications
        ],
    }
    return render(request, "inspections/inspection.html", context)


@require_safe
@requires(Duty.SEE_HEADLINES)
def findings(request: ActorRequest, pk: int) -> HttpResponse:
    """What an inspection found: narrative, grades, causes of concern, and what its reports say they contain."""
    inspection = get_object_or_404(Inspection.objects.visible_to(request.actor), pk=pk)
    grids = _grids(request.actor, inspection)
    causes = CauseOfConcern.objects.visible_to(request.actor).select_related("publication")
    context = record_page(request.actor, inspection, "findings") | {
        "grids": grids,
        "caveats": caveats(it.publication for it in grids),
        "causes": record.causes_of(inspection, causes),
        "counts": _counts(request.actor, inspection),
    }
    return render(request, "inspections/findings.html", context)


@require_safe
@requires(Duty.SEE_EVERYTHING)
def inspection_history(request: ActorRequest, pk: int) -> HttpResponse:
    """Everything recorded about an inspection and what hangs on it, newest first."""
    inspection = get_object_or_404(Inspection.objects.visible_to(request.actor), pk=pk)
    events = InspectionEvent.objects.filter(inspection=inspection)
    page = Paginator(events.order_by("-at", "-id"), ACTS_PER_PAGE).get_page(request.GET.get("page"))
    context = record_page(request.actor, inspection, "inspection_history") | {
        "page": page,
        "entries": timeline(inspection, list(page)),
    }
    return render(request, "inspections/inspection_history.html", context)


def record_page(actor: Actor, inspection: Inspection, here: str) -> dict[str, Any]:
    """What every page of an inspection shows."""
    # The third is a page of the app that knows the committee.
    tabs = [("inspection", "Overview"), ("findings", "Findings"), ("inspection_requests", "Committee")]
    if may_see_history(actor):
        tabs.append(("inspection_history", "History"))
    return {
        "inspection": inspection,
        "may_keep": may_keep(actor),
        "may_see_response": may_see_response(actor),
        "tabs": [
            {"label": label, "href": reverse(name, args=[inspection.pk]), "is_current": name == here}
            for name, label in tabs
        ],
    }


def _publications(actor: Actor, inspection: Inspection) -> list[Publication]:
    rows = Publication.objects.visible_to(actor).filter(inspection=inspection).select_related("framework")
    return sorted(rows, key=lambda row: (row.day.sort_key, row.pk))


def _replies(
    request: ActorRequest, inspection: Inspection, publications: list[Publication]
) -> dict[int, list[record.Reply]]:
    duties = ReplyDuty.objects.visible_to(request.actor).filter(publication__inspection=inspection)
    by_number = {publication.pk: publication for publication in publications}
    tells = may_see_lateness(request.actor)
    found: dict[int, list[record.Reply]] = defaultdict(list)
    for duty in duties:
        publication = by_number[duty.publication_id]
        found[publication.pk].append(record.reply(duty, publication, request.today, tells_lateness=tells))
    return found


def _grids(actor: Actor, inspection: Inspection) -> list[Grid]:
    """A grid for each publication that has gradings, in the order of publication."""
    rows = Grading.objects.visible_to(actor).filter(publication__inspection=inspection)
    by_publication: dict[Publication, list[Grading]] = defaultdict(list)
    for row in rows.select_related("area", "grade", "publication__framework"):
        by_publication[row.publication].append(row)
    scales: dict[int, list[FrameworkGrade]] = defaultdict(list)
    for grade in FrameworkGrade.objects.filter(framework__in={it.framework_id for it in by_publication}):
        scales[grade.framework_id].append(grade)
    return [
        grid(publication, by_publication[publication], scales[publication.framework_id or 0])
        for publication in sorted(by_publication, key=lambda it: (it.day.sort_key, it.pk))
    ]


def _counts(actor: Actor, inspection: Inspection) -> list[tuple[ReportedCount, str]]:
    rows = ReportedCount.objects.visible_to(actor).filter(publication__inspection=inspection)
    return [(row, count_words(row)) for row in rows.select_related("publication", "allocated_to")]
