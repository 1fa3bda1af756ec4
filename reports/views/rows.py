"""The rows proposed for a section: which are taken out, and which the officer adds."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.acting import NOT_TRIED, attempt
from reports import actions
from reports.enums import Matter, SectionKind
from reports.forms import RowsForm
from reports.paper.faults import PaperNotReady
from reports.presenters import proposed_rows
from reports.views.loading import visible_section


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.DRAFT_PAPER)
def choose_rows(request: ActorRequest, held_on: date, pk: int) -> HttpResponse:
    """Take rows out of a section, or add one, with a reason."""
    section = visible_section(request, held_on, pk)
    if section.kind != SectionKind.SINCE:
        raise Http404("No rows are proposed for a section of this kind.")
    now = timezone.now()
    try:
        proposed = proposed_rows(section, now)
    except PaperNotReady as lack:
        return render(request, "reports/not_ready.html", {"paper": section.paper, "faults": lack.faults}, status=409)
    chosen = list(section.row_choices.all())
    added = tuple((str(each.pk), each.words[:200]) for each in chosen if each.words)
    initial = {
        "taken_out": [each.key for each in chosen if each.key],
        "kept": [key for key, _ in added],
        "as_shown": actions.rows_digest(section),
    }
    form = RowsForm(
        request.POST or None,
        initial=initial,
        proposed=proposed,
        added=added,
    )
    outcome = NOT_TRIED
    if form.is_valid():
        values = form.cleaned_data
        outcome = attempt(
            form,
            lambda: actions.choose_rows(
                section=section,
                taken_out=form.taken_out(),
                kept=[int(number) for number in values.get("kept", ())],
                added=actions.NewRow(Matter(values["matter"]), values["words"]) if values["words"] else None,
                shown=values["as_shown"],
                by=request.actor,
                at=now,
                why=values["why"],
            ),
        )
    if outcome.done:
        messages.success(request, "The rows are saved.")
        return redirect("change_section", held_on, pk)
    context = {"form": form, "section": section, "paper": section.paper}
    return render(request, "reports/choose_rows.html", context, status=outcome.status)
