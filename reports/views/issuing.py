"""Issue, correction and withdrawal."""

from collections.abc import Mapping
from datetime import date
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
from reports.forms import CorrectionForm, IssueForm, WithdrawForm
from reports.models import Paper
from reports.paper.blocks import Audience, Document
from reports.paper.files import template_in_use
from reports.paper.stored import from_json
from reports.presenters import differences
from reports.views.asking import ask_and_do
from reports.views.loading import visible_paper


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.ISSUE_PAPER)
def issue_paper(request: ActorRequest, held_on: date) -> HttpResponse:
    """Issue a released paper, for the first time or corrected."""
    paper = visible_paper(request, held_on)
    shown, digest = _to_issue(paper)
    is_correction = paper.issues.exists()
    form = IssueForm(request.POST or None, initial={"as_shown": digest}, is_correction=is_correction)
    context = {"form": form, "paper": paper, "is_correction": is_correction, **shown}
    status = 200
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            actions.issue_paper(
                paper=paper,
                note=values.get("note", ""),
                shown=values["as_shown"],
                by=request.actor,
                at=timezone.now(),
            )
        except StaleEdit:
            paper = visible_paper(request, held_on)
            shown, digest = _to_issue(paper)
            form.show_as_now(digest)
            context |= {"paper": paper, "is_overtaken": True, **shown}
            status = 409
        except actions.NotAsReleased as refusal:
            kept, now = _documents(refusal.release.content), _documents(refusal.content.kept())
            context["changed"] = differences(kept, now, "As released", "As it reads now")
            form.add_error(None, str(refusal))
            status = 409
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The paper is issued. Committee members can read it now.")
            return redirect("paper", held_on)
    return render(request, "reports/issue_paper.html", context, status=status)


def _to_issue(paper: Paper) -> tuple[dict[str, Any], str]:
    """What would be issued, as the page shows it, and its digest; without a release there is nothing to issue."""
    template = template_in_use()
    if paper.state != PaperState.RELEASED:
        return {"release": None, "template": template}, ""
    release = actions.released(paper)
    return {"release": release, "template": template}, actions.digest_to_issue(paper, release, template)


def _documents(kept: Mapping[str, Any]) -> dict[Audience, Document]:
    return {audience: from_json(kept[audience.value]) for audience in Audience}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.DRAFT_PAPER)
def start_correction(request: ActorRequest, held_on: date) -> HttpResponse:
    """Open an issued paper to put it right."""
    paper = visible_paper(request, held_on)
    return ask_and_do(
        request,
        CorrectionForm,
        lambda typed: actions.start_correction(paper=paper, by=request.actor, at=timezone.now(), why=typed["why"]),
        template="reports/start_correction.html",
        context={"paper": paper},
        said="The paper is open to be put right. What was issued stands until it is issued again.",
        go_to=paper.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.ISSUE_PAPER)
def withdraw_paper(request: ActorRequest, held_on: date) -> HttpResponse:
    """Withdraw what was issued."""
    paper = visible_paper(request, held_on)
    return ask_and_do(
        request,
        WithdrawForm,
        lambda typed: actions.withdraw_paper(paper=paper, note=typed["note"], by=request.actor, at=timezone.now()),
        template="reports/withdraw_paper.html",
        context={"paper": paper},
        said="The paper is withdrawn. Readers see your note in its place.",
        go_to=paper.get_absolute_url(),
    )
