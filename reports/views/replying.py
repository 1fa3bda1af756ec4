"""The reply to a report, for whoever answers it: shown first, then as a file."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from inspections.models import Publication
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.downloads import attached
from recommendations.enums import Marking
from recommendations.models import Recommendation
from reports.paper.files import FileNotMade, make
from reports.paper.render import FORMATS
from reports.paper.render.html import render_fragment
from reports.paper.reply import compose_reply, gather_reply, lacks
from reports.paper.words import joined


@require_safe
@requires(Duty.SEE_EVERYTHING)
def reply_pack(request: ActorRequest, pk: int) -> HttpResponse:
    """What the reply says, what it still lacks, and what stays out of it."""
    publication = _publication(request, pk)
    return render(request, "reports/reply_pack.html", _context(request, publication))


@require_safe
@requires(Duty.SEE_EVERYTHING)
def reply_pack_file(request: ActorRequest, pk: int, format: str) -> HttpResponse:
    """The reply as a file; nothing of an embargoed inspection goes out."""
    publication = _publication(request, pk)
    if publication.inspection.is_embargoed:
        return render(request, "reports/reply_pack.html", _context(request, publication), status=409)
    chosen = FORMATS[format]
    try:
        made = make(compose_reply(gather_reply(publication, timezone.now())), chosen)
    except FileNotMade as refusal:
        context = _context(request, publication) | {"fault": str(refusal)}
        return render(request, "reports/reply_pack.html", context, status=409)
    name = f"response-{slugify(publication.title)[:60] or 'report'}-{request.today.isoformat()}.{chosen.extension}"
    return attached(made.content, chosen.content_type, name)


def _publication(request: ActorRequest, pk: int) -> Publication:
    publications = Publication.objects.visible_to(request.actor).select_related("inspection")
    publication: Publication = get_object_or_404(publications, pk=pk)
    return publication


def _context(request: ActorRequest, publication: Publication) -> dict[str, Any]:
    if publication.inspection.is_embargoed:
        return {"publication": publication}
    data = gather_reply(publication, timezone.now())
    marked = Recommendation.objects.visible_to(request.actor).filter(publication=publication)
    return {
        "publication": publication,
        "fragment": render_fragment(compose_reply(data), title_level=2),
        "items": [(item, joined(lacks(item))) for item in data.items],
        "may_write": request.actor.may(Duty.KEEP_REGISTER),
        "kept_out": marked.exclude(marking=Marking.OFFICIAL).order_by("reference"),
        "formats": FORMATS,
    }
