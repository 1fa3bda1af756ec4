"""Release: the DCC reads what would go out, and stands for exactly that."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import StaleEdit
from reports import actions
from reports.enums import PaperState
from reports.forms import ReleaseForm, ReturnPaperForm, moment_shown
from reports.models import Paper, Release
from reports.paper.blocks import Audience, Document
from reports.paper.content import Content, content_as_shown, content_of
from reports.paper.faults import PaperNotReady
from reports.paper.period import period_of
from reports.paper.render.html import render_fragment
from reports.paper.stored import from_json
from reports.presenters import Comparison, comparison, differences, fault_links, paper_facts
from reports.views.asking import ask_and_do
from reports.views.loading import visible_paper


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.RELEASE_PAPER)
def release_paper(request: ActorRequest, held_on: date) -> HttpResponse:
    """Read the paper as it would go out, to each audience, and release it."""
    paper = visible_paper(request, held_on)
    now = timezone.now()
    if request.method != "POST":
        return _read(request, paper)
    form = ReleaseForm(request.POST, now=now)
    form.is_valid()
    shown, shown_at = form.cleaned_data["as_shown"], form.cleaned_data["shown_at"]
    try:
        actions.release_paper(paper=paper, shown=shown, shown_at=shown_at, by=request.actor, at=now)
    except StaleEdit as overtaken:
        assert isinstance(overtaken.current, Paper)
        return _read(request, visible_paper(request, held_on), overtaken_since=shown_at, shown=shown)
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return _read(request, visible_paper(request, held_on), refused=form)
    messages.success(request, "The paper is released. The committee secretary can issue it now.")
    return redirect("paper", held_on)


def _read(
    request: ActorRequest,
    paper: Paper,
    *,
    refused: ReleaseForm | None = None,
    overtaken_since: datetime | None = None,
    shown: str = "",
) -> HttpResponse:
    """The page on which the paper is read; after another's change, with what changed since it was shown."""
    now = timezone.now()
    context: dict[str, Any] = {"paper": paper, "is_overtaken": overtaken_since is not None, "form": refused}
    status = 409 if overtaken_since is not None else 200
    try:
        content = content_of(paper, paper.cut_off_at or now)
    except PaperNotReady as error:
        context["faults"] = fault_links(paper, error.faults, may_mend=False)
        return render(request, "reports/release_paper.html", context, status=status)
    public, internal = (content.documents[each] for each in (Audience.PUBLIC, Audience.INTERNAL))
    last = paper.releases.order_by("-id").first()
    is_released = paper.state == PaperState.RELEASED and last is not None and last.fingerprint == content.fingerprint
    fresh = ReleaseForm(initial={"as_shown": content.fingerprint, "shown_at": moment_shown(now)}, now=now)
    before = _as_shown(paper, overtaken_since, shown) if overtaken_since is not None else None
    context |= {
        "faults": fault_links(paper, content.faults, may_mend=False),
        "remarks": content.remarks,
        "facts": paper_facts(paper, period_of(paper, content.cut_off_at)),
        "release_form": None if is_released or content.faults else fresh,
        "is_released": is_released,
        "fixes_cut_off": paper.cut_off_at is None,
        "now": now,
        "changed": differences(before.documents, content.documents, "As you read it", "As it reads now")
        if before
        else (),
        "since_release": None if last is None or is_released else _since(last, public),
        "comparison": comparison(public, internal, "Public", "Internal"),
        "fragment": render_fragment(public, title_level=2),
    }
    return render(request, "reports/release_paper.html", context, status=status)


def _since(release: Release, public: Document) -> Comparison:
    """The public paper as it was last released beside the one of now."""
    before = from_json(release.content[Audience.PUBLIC.value])
    return comparison(before, replace(public, agenda_item=""), "As last released", "As it reads now")


def _as_shown(paper: Paper, moment: datetime, shown: str) -> Content | None:
    """The paper as it read when it was shown; None where that can no longer be told."""
    before = content_as_shown(paper, moment)
    return before if before is not None and before.fingerprint == shown else None


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.RELEASE_PAPER)
def return_paper(request: ActorRequest, held_on: date) -> HttpResponse:
    """Send a released paper back to draft."""
    paper = visible_paper(request, held_on)
    return ask_and_do(
        request,
        ReturnPaperForm,
        lambda typed: actions.return_paper(paper=paper, by=request.actor, at=timezone.now(), why=typed["why"]),
        template="reports/return_paper.html",
        context={"paper": paper},
        said="The paper is a draft again.",
        go_to=paper.get_absolute_url(),
    )
