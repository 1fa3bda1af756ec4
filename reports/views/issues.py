"""Papers as they were issued."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.downloads import attached
from reports.models import Issue, IssuedCopy, IssuedFile, Paper
from reports.paper.blocks import Audience
from reports.paper.render.html import render_fragment
from reports.paper.stored import UnreadableDocument, from_json
from reports.permissions import may_see_internal
from reports.presenters import VersionRow, accepted_rows, fault_of, issue_facts, version_rows
from reports.views.loading import visible_paper


@require_safe
@requires(Duty.READ_DRAFT_PAPERS, Duty.READ_ISSUED_PAPERS)
def issue(request: ActorRequest, held_on: date, number: int) -> HttpResponse:
    """One version as it was issued: its facts, its files, and what it says."""
    paper = visible_paper(request, held_on)
    copy = visible_copy(request, paper, number)
    rows = versions_of(request, paper, checked=number)
    row = next(each for each in rows if each.issue.number == number)
    context = {
        "paper": paper,
        "row": row,
        "copy": copy,
        "facts": issue_facts(row.issue, [each.issue for each in rows]),
        "may_switch": may_see_internal(request.actor),
        "accepted": accepted_rows(row.issue.release) if may_see_internal(request.actor) else (),
        "fragment": fragment_of(copy),
    }
    return render(request, "reports/issue.html", context)


@require_safe
@requires(Duty.READ_DRAFT_PAPERS, Duty.READ_ISSUED_PAPERS)
def issued_file(request: ActorRequest, held_on: date, number: int, format: str) -> HttpResponse:
    """A file as it was issued, byte for byte; never one that is not what it was."""
    copy = visible_copy(request, visible_paper(request, held_on), number)
    return file_response(request, copy, format)


def file_response(request: ActorRequest, copy: IssuedCopy, format: str) -> HttpResponse:
    """The stored file of a copy, or a page that says why it cannot be had."""
    file = get_object_or_404(IssuedFile, copy=copy, format=format)
    if fault := fault_of(file):
        context = {"paper": copy.issue.paper, "file": file, "fault": fault, "number": copy.issue.number}
        return render(request, "reports/file_gone.html", context, status=410 if file.is_expunged else 409)
    return attached(bytes(file.content), file.media_type, file.file_name)


def visible_copy(request: ActorRequest, paper: Paper, number: int | None = None) -> IssuedCopy:
    """The copy of a version that the actor asks for and may open: of the newest one unless a number is given."""
    copies = IssuedCopy.objects.visible_to(request.actor).filter(issue__paper=paper, audience=asked_for(request))
    if number is not None:
        copies = copies.filter(issue__number=number)
    copy = copies.select_related("issue__paper__meeting").order_by("-issue__number").first()
    if copy is None:
        raise Http404("No such version can be read.")
    return copy


def asked_for(request: ActorRequest) -> Audience:
    """The audience asked for, as far as the actor may read what it reads."""
    wants_internal = request.GET.get("audience") == Audience.INTERNAL
    return Audience.INTERNAL if wants_internal and may_see_internal(request.actor) else Audience.PUBLIC


def versions_of(request: ActorRequest, paper: Paper, checked: int = 0) -> list[VersionRow]:
    """Every version issued of a paper, newest first, with the copies that the actor may open and their files; the
    bytes are read of those of the version `checked` alone."""
    issues = Issue.objects.visible_to(request.actor).filter(paper=paper).select_related("paper__meeting", "by_post")
    copies = IssuedCopy.objects.visible_to(request.actor).filter(issue__paper=paper)
    files = IssuedFile.objects.filter(copy__in=copies).select_related("copy__issue__paper__meeting", "template")
    files = files.filter(copy__issue__number=checked) if checked else files.defer("content")
    return version_rows(issues, copies.defer("document", "figures"), files)


def fragment_of(copy: IssuedCopy) -> Any:
    """The stored document as a piece of a page; "" where it can no longer be read."""
    try:
        return render_fragment(from_json(copy.document), title_level=2)
    except UnreadableDocument:
        return ""
