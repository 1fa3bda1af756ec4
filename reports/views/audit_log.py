"""The audit log of the whole register: every act, narrowed by the address, one by one, and as a file."""

from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.saving import NoSuchList, as_file
from jac_tracker.downloads import Listing, form_faults
from jac_tracker.sheets.writing import Table
from reports.filters import Acts, acts
from reports.forms.audit_log import AuditForm
from reports.presenters import audit_log as presenting
from reports.presenters.audit_changes import changes_of

PER_PAGE = 25
MOST_SHOWN = 2_500
"""So many acts can be paged through; earlier ones come up when the log is narrowed, and all of them are in the file."""


@require_safe
@requires(Duty.READ_AUDIT_LOG)
def audit_log(request: ActorRequest) -> HttpResponse:
    """Every act that fits the filters, newest first."""
    form = AuditForm(request.GET, actor=request.actor)
    found = acts(form.cleaned_data, request.actor) if form.is_valid() else Acts([])
    number = found.count(MOST_SHOWN + 1)
    paginator: Paginator[Any] = Paginator(found, PER_PAGE)  # type: ignore[arg-type]
    paginator.__dict__["count"] = min(number, MOST_SHOWN)  # what it would ask the database again
    page: Page[Any] = paginator.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": presenting.rows_of(page.object_list, request.actor, request.today),
        "most_shown": f"{MOST_SHOWN:,}" if number > MOST_SHOWN else "",
        "chosen": presenting.chosen_filters(form, request.GET),
    }
    return render(request, "reports/audit_log.html", context)


@require_safe
@requires(Duty.READ_AUDIT_LOG)
def audited_act(request: ActorRequest, act: UUID) -> HttpResponse:
    """One act, with old and new values side by side."""
    found = acts({"act": act}, request.actor)[:1]
    if not found:
        raise Http404
    changes = changes_of(found, request.actor, request.today)[act]
    context = {
        "row": presenting.rows_of(found, request.actor, request.today)[0],
        "changes": changes,
        "has_old": any(change.old for change in changes),
    }
    return render(request, "reports/audited_act.html", context)


@require_safe
@requires(Duty.READ_AUDIT_LOG)
@as_file("audit_log", filters=AuditForm.names())
def audit_log_file(request: ActorRequest) -> Listing:
    """What the filters leave."""
    form = AuditForm(request.GET, actor=request.actor)
    if not form.is_valid():
        raise NoSuchList(form_faults(form))
    # Nothing recorded after the file was begun may move its rows from one read to the next.
    found = acts(form.cleaned_data | {"until": timezone.now()}, request.actor)
    rows = presenting.file_rows(found, request.actor, request.today)
    filters = [words for words, _href in presenting.chosen_filters(form, request.GET)]
    return Listing(Table("Audit log", presenting.COLUMNS, rows), filters)
