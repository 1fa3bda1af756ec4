"""Evidence on an item: added, replaced, set aside, and its files handed out."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.files import KINDS, FileNotAsKept, StoreFailed, keep, name_to_serve, read_kept, verify
from jac_tracker.text import lower_first
from recommendations import actions
from recommendations.enums import SIGNED, Verb
from recommendations.forms.acting import ReasonForm
from recommendations.forms.evidence import CHOOSE_AGAIN, EvidenceForm, ReplaceEvidenceForm
from recommendations.models import Evidence, Recommendation, StoredFile
from recommendations.permissions import may_see_whole
from recommendations.presenters.pack import pack_of
from recommendations.presenters.packing import packed
from recommendations.views.acts import act_context, duties_for, item_in_hand
from recommendations.views.loading import item_of
from recommendations.workflow import Act, act_for, claim_made

STORE_FAILED = "The file could not be kept. Try again later, and tell an administrator if it happens again"
# What a browser may do with a file of somebody else's: nothing but save it.
_HARMLESS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(*duties_for(act_for(Verb.ADD_EVIDENCE)))
def add_evidence(request: ActorRequest, reference: str) -> HttpResponse:
    """Add a file, or a reference to where the proof is held."""
    act = act_for(Verb.ADD_EVIDENCE)
    item = item_in_hand(request, reference, act)
    form = EvidenceForm(**_sent(request), item=item, actor=request.actor, today=request.today)
    context = _context(item, act, request) | {"form": form}
    if not context["refusals"] and _is_done(form, actions.add_evidence, request, recommendation=item):
        return _done(request, item, act.verb)
    return render(request, "recommendations/evidence_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(*duties_for(act_for(Verb.REPLACE_EVIDENCE)))
def replace_evidence(request: ActorRequest, reference: str, number: int) -> HttpResponse:
    """Put another file or reference in the place of one, which stays to be read."""
    act = act_for(Verb.REPLACE_EVIDENCE)
    item = item_in_hand(request, reference, act)
    evidence = _evidence(request, item, number)
    form = ReplaceEvidenceForm(**_sent(request), replaced=evidence, item=item, actor=request.actor, today=request.today)
    context = _context(item, act, request) | {
        "form": form,
        "evidence": evidence,
        "goes_back": item.status in SIGNED and _is_exhibit(item, evidence),
    }
    if not context["refusals"] and _is_done(form, actions.replace_evidence, request, evidence=evidence):
        return _done(request, item, act.verb)
    return render(request, "recommendations/replace_evidence.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(*duties_for(act_for(Verb.SET_ASIDE_EVIDENCE)))
def set_aside_evidence(request: ActorRequest, reference: str, number: int) -> HttpResponse:
    """Take evidence out of use."""
    act = act_for(Verb.SET_ASIDE_EVIDENCE)
    item = item_in_hand(request, reference, act)
    evidence = _evidence(request, item, number)
    form = ReasonForm(
        request.POST if request.method == "POST" else None, item=item, actor=request.actor, today=request.today
    )
    if form.is_valid():
        try:
            actions.set_aside_evidence(evidence=evidence, **form.arguments(), by=request.actor, at=timezone.now())
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            return _done(request, item, act.verb)
    context = _context(item, act, request) | {"form": form, "evidence": evidence}
    return render(request, "recommendations/set_aside_evidence.html", context)


@require_safe
@requires(Duty.SEE_HEADLINES)
def evidence_file(request: ActorRequest, reference: str, number: int) -> StreamingHttpResponse | HttpResponse:
    """A file of evidence, to be saved; a page that says so where the store no longer has it as it was added."""
    item = _item_in_full(request, reference)
    evidence = _evidence(request, item, number)
    if evidence.file is None:
        raise Http404
    try:
        verify(evidence.file.key, evidence.file.sha256)
    except FileNotAsKept as fault:
        context = {"item": item, "evidence": evidence, "fault": str(fault)}
        return render(request, "recommendations/file_not_as_kept.html", context, status=404)
    kind = KINDS[evidence.file.media_type]
    content = read_kept(evidence.file.key, evidence.file.sha256)
    name = name_to_serve(evidence.file.name, kind)
    return _to_be_saved(content, kind.media_type, name, evidence.file.size)


@require_safe
@requires(Duty.SEE_HEADLINES)
def evidence_pack(request: ActorRequest, reference: str) -> StreamingHttpResponse | HttpResponse:
    """The claim, its exhibits and who signed, in one zip; first a page, where a file is not as it was added."""
    pack = pack_of(_item_in_full(request, reference), request.actor)
    if pack.faults and request.GET.get("without") != "faulty":
        return render(request, "recommendations/pack_with_faults.html", {"pack": pack}, status=409)
    return _to_be_saved(packed(pack), "application/zip", f"{pack.reference}-evidence.zip")


# Which the pages share


def _sent(request: ActorRequest) -> dict[str, Any]:
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}


def _context(item: Recommendation, act: Act, request: ActorRequest) -> dict[str, Any]:
    return act_context(item, act, request) | {"back": reverse("claim_of", args=[item.reference])}


def _item_in_full(request: ActorRequest, reference: str) -> Recommendation:
    """The item, for who sees it whole; 403 for a reader of its headline, 404 where it is not there for the actor."""
    item = item_of(request, reference)
    if not may_see_whole(request.actor, item):
        raise PermissionDenied("You see the headline of this item only.")
    return item


def _evidence(request: ActorRequest, item: Recommendation, number: int) -> Evidence:
    """The evidence of that number on the item; 404 where there is none that the actor may see."""
    rows = Evidence.objects.visible_to(request.actor).filter(recommendation=item, number=number)
    row: Evidence | None = rows.select_related("file").first()
    if row is None:
        raise Http404
    return row


def _is_exhibit(item: Recommendation, evidence: Evidence) -> bool:
    claim = claim_made(item)
    return claim is not None and claim.exhibits.filter(evidence=evidence).exists()


def _is_done(form: EvidenceForm, action: Callable[..., Any], request: ActorRequest, **named: Any) -> bool:
    """Keep the file, then do the act. Where either is refused, the form says so, and the file waits to be swept."""
    if not form.is_valid():
        return False
    now = timezone.now()
    try:
        file = StoredFile(**asdict(keep(form.looked)), at=now) if form.looked else form.kept
        action(**named, **form.arguments(), file=file, by=request.actor, at=now)
    except StoreFailed:
        form.add_error("file", STORE_FAILED)
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        if form.looked:
            form.add_error("file", CHOOSE_AGAIN)
    else:
        return True
    return False


def _done(request: ActorRequest, item: Recommendation, verb: Verb) -> HttpResponse:
    messages.success(request, f"{item.reference}: {lower_first(verb.label)}.")
    return redirect("claim_of", item.reference)


def _to_be_saved(content: Any, media_type: str, name: str, size: int | None = None) -> StreamingHttpResponse:
    response = StreamingHttpResponse(content, content_type=media_type, headers=_HARMLESS)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    if size is not None:
        response["Content-Length"] = str(size)
    return response
