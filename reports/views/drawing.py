"""The paper itself: on a page, and as a file."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.downloads import attached
from reports.models import Paper
from reports.paper.blocks import Audience
from reports.paper.build import build, draw
from reports.paper.faults import PaperNotReady
from reports.paper.files import FileNotMade, make
from reports.paper.render import FORMATS
from reports.paper.render.html import render_fragment
from reports.permissions import may_draft, may_see_internal, reads_as_issued
from reports.presenters import fault_links, file_name
from reports.views.issues import asked_for, file_response, visible_copy
from reports.views.loading import visible_paper


@require_safe
@requires(Duty.READ_DRAFT_PAPERS, Duty.READ_ISSUED_PAPERS)
def preview(request: ActorRequest, held_on: date) -> HttpResponse:
    """The paper as it stands, faults and all; once issued, as it was issued."""
    paper = visible_paper(request, held_on)
    audience = asked_for(request)
    if reads_as_issued(request.actor, paper):
        copy = visible_copy(request, paper)
        address = reverse("issue", args=[held_on, copy.issue.number])
        return redirect(f"{address}?audience={audience}" if audience is Audience.INTERNAL else address)
    try:
        draft = draw(paper, as_at=paper.cut_off_at or timezone.now(), audience=audience)
    except PaperNotReady as error:
        return _not_ready(request, paper, audience, error)
    context = {
        "paper": paper,
        "audience": audience,
        "may_switch": may_see_internal(request.actor),
        "faults": fault_links(paper, draft.faults, may_mend=may_draft(request.actor, paper)),
        "fragment": render_fragment(draft.document, title_level=2),
        "formats": FORMATS,
    }
    return render(request, "reports/preview.html", context)


@require_safe
@requires(Duty.READ_DRAFT_PAPERS, Duty.READ_ISSUED_PAPERS)
def paper_download(request: ActorRequest, held_on: date, format: str) -> HttpResponse:
    """The paper as a file, once issued the file that was issued; or, where it cannot be made, a page that says why."""
    paper = visible_paper(request, held_on)
    audience = asked_for(request)
    if reads_as_issued(request.actor, paper):
        return file_response(request, visible_copy(request, paper), format)
    try:
        document = build(paper, as_at=paper.cut_off_at or timezone.now(), audience=audience)
    except PaperNotReady as error:
        return _not_ready(request, paper, audience, error)
    chosen = FORMATS[format]
    try:
        made = make(document, chosen)
    except FileNotMade as refusal:
        context = {"paper": paper, "fault": str(refusal), "audience": audience, "chosen": chosen, "formats": FORMATS}
        return render(request, "reports/file_not_made.html", context, status=409)
    return attached(made.content, chosen.content_type, file_name(paper, audience, chosen.extension))


def _not_ready(request: ActorRequest, paper: Paper, audience: Audience, error: PaperNotReady) -> HttpResponse:
    context = {
        "paper": paper,
        "audience": audience,
        "faults": fault_links(paper, error.faults, may_mend=may_draft(request.actor, paper)),
    }
    return render(request, "reports/not_ready.html", context, status=409)
