"""Lists as files: what may be asked of one, and how it is sent."""

import io
import re
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import register_converter
from django.utils.http import content_disposition_header

from jac_tracker.dates import worded_day, worded_moment
from jac_tracker.dates.working import in_london
from jac_tracker.sheets.writing import OpenRow, Table, csv_lines, json_lines, write_editable_xlsx, write_xlsx

# How the address has it -> how a page calls it.
FORMATS = {"xlsx": "Excel", "csv": "CSV", "json": "JSON"}
_XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LINES = {"csv": (csv_lines, "text/csv; charset=utf-8"), "json": (json_lines, "application/json; charset=utf-8")}


class SheetFormat:
    """The name of a format a list comes in."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SheetFormat, "sheet_format")


@dataclass(frozen=True)
class Listing:
    """A list as its page shows it, but whole: its rows, the filters in words, and the day it is read at."""

    table: Table
    filters: Sequence[str] = ()
    order: str = ""
    as_at: date | None = None
    holds: str = "What the person who made it may see"


def not_understood(query: QueryDict, *, filters: Collection[str] = (), orders: Collection[str] = ()) -> list[str]:
    """Sentences on what an address asks and a list cannot do. A page passes over it; a file would be another than was
    meant, and nobody would see it."""
    known = {*filters, *(["sort"] if orders else [])}
    found = [
        f"“{name[:100]}” is not something that this list can be narrowed by." for name in query if name not in known
    ]
    order = query.get("sort", "")
    if order and orders and order.removeprefix("-") not in orders:
        found.append(f"“{order[:100]}” is not an order of this list.")
    return found


def form_faults(form: Any) -> list[str]:
    """What is wrong with a filter, field by field."""
    labels = {name: str(field.label) for name, field in form.fields.items()}
    return [
        f"{labels[name]}: {message}" if name in labels else str(message)
        for name, messages in form.errors.items()
        for message in messages
    ]


def refused(request: HttpRequest, faults: Sequence[str], href: str) -> HttpResponse:
    """Says why there is no file. `href` is the address of the list's page."""
    return render(request, "pages/no_file.html", {"faults": faults, "href": href}, status=400)


def sent(listing: Listing, format: str, moment: datetime) -> HttpResponseBase:
    """The list as a file to be saved, which tells what it holds and when it was made.

    CSV and JSON are made while they are sent; a workbook is made in a file of its own, in memory that does not grow.
    """
    table = replace(listing.table, about=_about(listing, moment))
    name = f"{_name(listing, moment)}.{format}"
    if format == "xlsx":
        file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it when it is sent
        try:
            write_xlsx(table, file)
        except BaseException:
            file.close()
            raise
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename=name, content_type=_XLSX_TYPE)
    lines, content_type = _LINES[format]
    answer = StreamingHttpResponse(lines(table), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def sent_to_be_edited(
    listing: Listing, rows: Iterable[OpenRow], choices: Mapping[str, Sequence[str]], moment: datetime
) -> HttpResponseBase:
    """The rows as a workbook to be edited away from here; the list's own table tells their columns."""
    table = replace(listing.table, about=_about(listing, moment))
    file = io.BytesIO()
    write_editable_xlsx(table, rows, choices, file)
    file.seek(0)
    name = f"{_name(listing, moment)}-to-edit.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=_XLSX_TYPE)


def attached(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A finished file, to be saved under its name."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response


def _about(listing: Listing, moment: datetime) -> list[tuple[str, str]]:
    return [
        ("Read", f"As at the end of {worded_day(listing.as_at)}" if listing.as_at else "As it stands"),
        ("Filters", "; ".join(listing.filters) or "None"),
        *([("Order", listing.order)] if listing.order else []),
        ("Made", worded_moment(moment)),
        ("Holds", listing.holds),
        *listing.table.about,
    ]


def _name(listing: Listing, moment: datetime) -> str:
    """The file's name, which is all that a CSV file has to say how it was made."""
    words = re.sub(r"[^a-z0-9]+", "-", listing.table.title.lower()).strip("-")
    day = f"-as-at-{listing.as_at.isoformat()}" if listing.as_at else ""
    filtered = "-filtered" if listing.filters else ""
    return f"{words}{day}{filtered}-made-{in_london(moment):%Y-%m-%d-%H%M}"


def site_of(request: HttpRequest) -> str:
    """What stands before the path in an address of ours: "https://tracker.example"."""
    return request.build_absolute_uri("/").removesuffix("/")


def order_words(query: QueryDict, labels: Sequence[tuple[str, str]], default: str) -> str:
    """ "Deadline, last first": the order that an address asks for. `labels` are keys and headings of columns."""
    order = query.get("sort") or default
    label = dict(labels).get(order.removeprefix("-"), "")
    return f"{label}, last first" if label and order.startswith("-") else label
