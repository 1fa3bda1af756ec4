"""What the page that shows every component is drawn with: made-up rows, a form in each state."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict

from jac_tracker import forms
from jac_tracker.addresses import query_with, query_without
from jac_tracker.dates import VagueDay
from jac_tracker.downloads import FORMATS
from jac_tracker.templatetags.jac import RAG, TAG_COLOURS

_SAMPLE_DAY = date(2022, 3, 31)
_RAG_CHOICES = [("red", "Red"), ("amber", "Amber"), ("green", "Green")]


@dataclass(frozen=True)
class SampleRow:
    """A row of the sample table."""

    reference: str
    what: str
    owner: str
    due: date
    rag: str
    status: str


_ROWS = [
    SampleRow(
        reference=f"EX-2022-{number:03}",
        what=what,
        owner=owner,
        due=date(2022, 1 + number % 12, 1 + number % 28),
        rag=rag,
        status="In progress",
    )
    for number, (what, owner, rag) in enumerate(
        [
            ("Review how calls from vulnerable people are graded", "Head of Contact", "red"),
            ("Record every decision to take no further action", "Force Crime Registrar", "amber"),
            ("Publish the stop and search scrutiny panel's findings", "Head of Operations", "green"),
            ("Supervise investigations of domestic abuse", "Head of Public Protection", "blue"),
            ("Agree a joint plan with partner agencies", "", "grey"),
        ]
        * 12,
        start=1,
    )
]


@dataclass(frozen=True)
class _SubPage:
    label: str
    href: str
    is_current: bool


@dataclass(frozen=True)
class _Change:
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class _Entry:
    title: str
    by: str
    when: str
    words: str = ""
    changes: tuple[_Change, ...] = ()


_ENTRIES = [
    _Entry(
        title="Target extended",
        by="HMICFRS Liaison Officer (Alex Sample)",
        when="31 March 2022 at 2.05pm",
        words="The new command and control system goes live later than planned.",
        changes=(_Change("Internal target", "31 March 2022", "30 June 2022"), _Change("RAG", "", "Amber")),
    ),
    _Entry(title="Allocated", by="HMICFRS Liaison Officer (Alex Sample)", when="4 January 2022 at midday"),
]

_GRID = {
    "Outstanding": [],
    "Good": ["Preventing crime", "Treatment of the public"],
    "Adequate": ["Responding to the public"],
    "Requires improvement": ["Investigating crime", "Supporting victims"],
    "Inadequate": [],
}

_WRONG = QueryDict("title=&decided_on_day=31&decided_on_month=2&decided_on_year=2022&expected=soon&held=yes&count=0")


class SampleForm(forms.EditForm):
    """Every kind of field."""

    title = forms.TextField(max_length=80, help_text="A short name in our own words")
    reason = forms.LongTextField(max_length=4000, called="a reason", required=False)
    decided_on = forms.DateField(label="Date of decision", help_text="For example, 31 3 2022")
    expected = forms.VagueDayField(
        label="Expected publication", help_text="As it was told us, for example W/C 4 April 2022", required=False
    )
    portfolio = forms.ChoiceField(choices=[("crime", "Crime"), ("local", "Local policing")], blank="Select one")
    rag = forms.RadiosField(
        label="RAG", choices=_RAG_CHOICES, hints={"red": "The deadline will be missed, or has been"}
    )
    held = forms.RadiosField(
        label="Is it on hold?",
        called="yes if it is on hold",
        choices=[("yes", "Yes"), ("no", "No")],
        reveals={"yes": "held_until"},
    )
    held_until = forms.DateField(label="Review date", required=False)
    forces = forms.CheckboxesField(
        label="Other forces", choices=[("a", "Exampleshire"), ("b", "Sampleshire")], required=False
    )
    count = forms.IntegerField(label="Number of recommendations", min_value=1, max_value=500)
    confirm = forms.CheckboxField(label="I have read the report")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.read_days_around(_SAMPLE_DAY)


class SampleFilter(forms.FilterForm):
    """The filters of the sample table."""

    q = forms.TextField(label="Search", max_length=100, required=False)
    rag = forms.CheckboxesField(label="RAG", choices=_RAG_CHOICES, required=False)
    owner = forms.ChoiceField(choices=[("one", "Head of Contact")], blank="Any owner", required=False)
    due = forms.DateField(label="Due on or before", required=False)


def sample(query: QueryDict) -> dict[str, Any]:
    """What `pages/components.html` prints, for the address's own page number, order and filters."""
    panel = SampleFilter(query if query else None)
    return {
        "page": Paginator(_ROWS, 10).get_page(query.get("page")),
        "columns": [("ref", "Reference"), ("due", "Deadline")],
        "filter_form": panel,
        "chosen": [
            (f"RAG: {value.capitalize()}", query_without(query, "rag", value)) for value in query.getlist("rag")
        ],
        "counts": [_count(query, value, label) for value, label in _RAG_CHOICES],
        "saved_as": [(label, "#main-content") for label in FORMATS.values()],
        "rag_values": RAG,
        "tag_colours": sorted(TAG_COLOURS),
        "crumbs": [("Register", "/"), ("EX-2022-001", "#main-content")],
        "sub_pages": [_SubPage("Overview", "#main-content", True), _SubPage("History", "#timeline", False)],
        "facts": [("Owner", "Head of Contact"), ("Deadline", "By September 2022"), ("Board", "")],
        "entries": _ENTRIES,
        "grid": _GRID,
        "conflicts": [("Title", "Call grading in the control room", "Grading calls from vulnerable people")],
        "sample_form": SampleForm(prefix="sample", initial={"expected": VagueDay.on(_SAMPLE_DAY), "title": "Calls"}),
        "wrong_form": SampleForm(_WRONG),
    }


def _count(query: QueryDict, value: str, label: str) -> dict[str, Any]:
    return {
        "number": sum(row.rag == value for row in _ROWS),
        "label": label,
        "href": query_with(query, rag=value),
        "is_chosen": value in query.getlist("rag"),
    }
