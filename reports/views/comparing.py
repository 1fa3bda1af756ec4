"""Any two papers side by side, at an address that can be sent."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from reports.forms import CompareForm
from reports.models import IssuedCopy
from reports.paper.blocks import Audience, Document
from reports.paper.build import draw
from reports.paper.faults import PaperNotReady
from reports.paper.stored import UnreadableDocument, from_json
from reports.permissions import may_see_internal
from reports.presenters import Comparable, comparables, comparison


@require_safe
@requires(Duty.READ_DRAFT_PAPERS, Duty.READ_ISSUED_PAPERS)
def compare_papers(request: ActorRequest) -> HttpResponse:
    """Two papers, versions or audiences, block by block."""
    found = {each.key: each for each in comparables(request.actor)}
    is_asked = bool(request.GET.get("left") or request.GET.get("right"))
    form = CompareForm(request.GET if is_asked else None, papers=[(each.key, each.short) for each in found.values()])
    context: dict[str, Any] = {"form": form, "few": len(found) < 2, "reads_drafts": may_see_internal(request.actor)}
    if form.is_valid():
        left, right = (found[form.cleaned_data[side]] for side in ("left", "right"))
        try:
            ours, theirs = (_document(request, each) for each in (left, right))
            context["comparison"] = comparison(ours, theirs, left.label, right.label)
            context["swapped"] = f"?left={right.key}&right={left.key}"
        except (PaperNotReady, UnreadableDocument) as error:
            form.add_error(None, f"One of the two cannot be read. {error}")
    return render(request, "reports/compare_papers.html", context)


def _document(request: ActorRequest, chosen: Comparable) -> Document:
    if chosen.copy is not None:
        return from_json(IssuedCopy.objects.visible_to(request.actor).get(pk=chosen.copy.pk).document)
    as_at = chosen.paper.cut_off_at or timezone.now()
    return draw(chosen.paper, as_at=as_at, audience=Audience(chosen.audience.value)).document
