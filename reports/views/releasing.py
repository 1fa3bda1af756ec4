"""Release: the DCC reads what would go out, and stands for exactly that."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import StaleEdit
from reports import actions
from reports.enums import PaperState
from reports.forms import ReleaseForm, ReturnPaperForm, field_of, moment_shown
from reports.models import Paper, Release
from reports.paper.blocks import Audience, Document
from reports.paper.checking import checks_of
from reports.paper.checks import Checks
from reports.paper.content import Content, content_as_shown, content_of
from reports.paper.faults import PaperNotReady
from reports.paper.period import period_of
from reports.paper.render.html import render_fragment
from reports.paper.stored import from_json
from reports.permissions import is_open, may_draft
from reports.presenters import (
    Comparison,
    accepted_releases,
    accepted_rows,
    checks_shown,
    comparison,
    differences,
    fault_links,
    paper_facts,
    summary,
)
from reports.views.asking import ask_and_do
from reports.views.loading import visible_paper


@require_safe
@requires(Duty.SEE_EVERYTHING)
def paper_checks(request: ActorRequest, held_on: date) -> HttpResponse:
    """What the checks before release find in the paper as it stands, and what was let stand at each release.

    It tells of what is under embargo and OFFICIAL-SENSITIVE, so it is for those who see everything.
    """
    paper = visible_paper(request, held_on)
    releases = paper.releases.defer("content").select_related("by_post")
    context: dict[str, Any] = {"paper": paper, "releases": accepted_releases(releases), "is_open": is_open(paper)}
    if is_open(paper):
        try:
            content = content_of(paper, paper.cut_off_at or timezone.now())
        except PaperNotReady as error:
            context["faults"] = fault_links(paper, error.faults, may_mend=may_draft(request.actor, paper))
        else:
            shown = checks_shown(paper, checks_of(paper, content), request.actor)
            faults = fault_links(paper, content.faults, may_mend=may_draft(request.actor, paper))
            context |= {"checks": shown, "counts": summary(shown), "faults": faults}
    return render(request, "reports/paper_checks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.RELEASE_PAPER)
def release_paper(request: ActorRequest, held_on: date) -> HttpResponse:
    """Read the paper as it would go out, to each audience, and release it."""
    paper = visible_paper(request, held_on)
    now = timezone.now()
    if request.method != "POST":
        return _read(request, paper)
    form = ReleaseForm(request.POST, now=now)
    if not form.is_valid():
        return _read(request, paper, sent=form)
    values = form.cleaned_data
    try:
        actions.release_paper(
            paper=paper,
            accepted=form.sentences(),
            shown=values["as_shown"],
            shown_checks=values["shown_checks"],
            shown_at=values["shown_at"],
            by=request.actor,
            at=now,
        )
    except StaleEdit as overtaken:
        assert isinstance(overtaken.current, Paper)
        return _read(request, visible_paper(request, held_on), sent=form, is_overtaken=True)
    except actions.Unaccepted as refusal:
        form.want(refusal.checks)
        return _read(request, visible_paper(request, held_on), sent=form)
    except NotPossible as refusal:
        form.add_error(None, str(refusal))
        return _read(request, visible_paper(request, held_on), sent=form)
    messages.success(request, "The paper is released. The committee secretary can issue it now.")
    return redirect("paper", held_on)


def _read(
    request: ActorRequest, paper: Paper, *, sent: ReleaseForm | None = None, is_overtaken: bool = False
) -> HttpResponse:
    """The page on which the paper is read, after a refusal with what was typed in place; after another's change, with
    what changed since it was shown."""
    now = timezone.now()
    context: dict[str, Any] = {"paper": paper, "is_overtaken": is_overtaken, "form": sent}
    status = 409 if is_overtaken else 200
    try:
        content = content_of(paper, paper.cut_off_at or now)
    except PaperNotReady as error:
        context["faults"] = fault_links(paper, error.faults, may_mend=False)
        return render(request, "reports/release_paper.html", context, status=status)
    checks = checks_of(paper, content)
    public, internal = (content.documents[each] for each in (Audience.PUBLIC, Audience.INTERNAL))
    last = paper.releases.order_by("-id").first()
    is_released = paper.state == PaperState.RELEASED and last is not None and last.fingerprint == content.fingerprint
    before = _as_shown(paper, sent.cleaned_data) if sent is not None and is_overtaken else None
    shown = checks_shown(paper, checks, request.actor)
    form = None if is_released or content.faults or checks.blockers else _form(content, checks, now, sent)
    context |= {
        "faults": fault_links(paper, content.faults, may_mend=False),
        "checks": shown,
        "counts": summary(shown),
        "facts": paper_facts(paper, period_of(paper, content.cut_off_at)),
        "release_form": form,
        "asked": [(row, form[field_of(row.check)]) for row in shown.warnings] if form else (),
        "is_released": is_released,
        "accepted": accepted_rows(last) if is_released else (),
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


def _form(content: Content, checks: Checks, now: datetime, sent: ReleaseForm | None) -> ReleaseForm:
    """The form bound to what is shown now, with what was typed before."""
    shown = {"as_shown": content.fingerprint, "shown_checks": checks.digest, "shown_at": moment_shown(now)}
    form = sent or ReleaseForm(initial=shown, now=now)
    if sent is not None:
        form.show_as_read(shown)
    form.ask(each.check for each in checks.to_accept)
    return form


def _since(release: Release, public: Document) -> Comparison:
    """The public paper as it was last released beside the one of now."""
    before = from_json(release.content[Audience.PUBLIC.value])
    return comparison(before, replace(public, agenda_item=""), "As last released", "As it reads now")


def _as_shown(paper: Paper, sent: Mapping[str, Any]) -> Content | None:
    """The paper as it read when it was shown; None where that can no longer be told."""
    before = content_as_shown(paper, sent["shown_at"])
    return before if before is not None and before.fingerprint == sent["as_shown"] else None


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
