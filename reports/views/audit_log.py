"""The audit log of the whole register: every act, narrowed by the address, one by one, and as a file."""

import csv
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.roles import Duty
from reports.filters import acts
from reports.forms.audit_log import AuditForm
from reports.presenters import audit_log as presenting
from reports.presenters.audit_changes import changes_of

PER_PAGE = 25


@require_safe
@requires(Duty.READ_AUDIT_LOG)
def audit_log(request: ActorRequest) -> HttpResponse:
    """Every act that fits the filters, newest first."""
    form = AuditForm(request.GET, actor=request.actor)
    found: Any = acts(form.cleaned_data, request.actor) if form.is_valid() else []
    page: Page[Any] = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": presenting.rows_of(page.object_list, request.actor, request.today),
        "chosen": presenting.chosen_filters(form, request.GET),
        "query": request.GET.urlencode(),
    }
    return render(request, "reports/audit_log.html", context)


@require_safe
@requires(Duty.READ_AUDIT_LOG)
def audited_act(request: ActorRequest, act: UUID) -> HttpResponse:
    """One act, with old and new values side by side."""
    found = [row for row in acts({"act": act}, request.actor)[:1]]
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
def audit_log_file(request: ActorRequest) -> HttpResponseBase:
    """What the filters leave, as a CSV file that is made while it is sent; the page with its errors for wrong ones."""
    form = AuditForm(request.GET, actor=request.actor)
    if not form.is_valid():
        return audit_log(request)
    moment = timezone.now()
    named = {f"{box}_on": day for box in ("from", "to") if (day := form.cleaned_data[f"{box}_on"])}
    # Nothing recorded after the file was begun may move its rows from one read to the next.
    values = form.cleaned_data | {"until": moment}
    words = [words for words, _href in presenting.chosen_filters(form, request.GET)]
    rows = presenting.csv_rows(
        acts(values, request.actor), "; ".join(words) or "Everything", request.actor, request.today, moment
    )
    response = StreamingHttpResponse(_csv(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(named, moment)}"'
    return response


class _Line:
    """Hands a written line on."""

    def write(self, line: str) -> str:
        return line


def _csv(rows: Iterator[list[str]]) -> Iterator[bytes]:
    # The mark at the beginning tells a spreadsheet that the text is UTF-8.
    yield "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
    writer = csv.writer(_Line())
    for row in rows:
        yield str(writer.writerow(row)).encode()


def _file_name(named: dict[str, Any], moment: datetime) -> str:
    days = "".join(f"-{name.removesuffix('_on')}-{day.isoformat()}" for name, day in named.items())
    return f"audit-log{days}-at-{moment:%Y-%m-%d-%H%M}.csv"
