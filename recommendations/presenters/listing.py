"""The register as a list: rows, orders, and counts that agree with the filter."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.http import QueryDict

from inspections.models import Publication
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post, User
from jac_tracker.addresses import query_with, query_without
from jac_tracker.dates import london_day
from recommendations.actions import BulkChange
from recommendations.enums import OPEN, Kind, Rag, Status
from recommendations.filters import (
    DEFAULT_GROUP,
    GROUP_LABELS,
    NO_RAG,
    STATUS_GROUPS,
    RegisterFilter,
    statuses_of,
)
from recommendations.presenters.lookups import Lookups, Report
from recommendations.presenters.names import Holder, Names, holders_of, names_of, worded_holders
from recommendations.presenters.reading import Reading
from recommendations.presenters.words import deadline_day, headline_words, short_kind
from recommendations.rules.due import governing_date, worded_due
from recommendations.rules.rag import RAG_RULES, RagRules

PER_PAGE = 50
STATUS_LABELS = dict(Status.choices)

# Orders


def _in_order_of(field: str, values: Iterable[str]) -> Case:
    """The place of a field's value in a list of them."""
    places = [When(**{field: value, "then": Value(place)}) for place, value in enumerate(values)]
    return Case(*places, output_field=IntegerField())


def _name_of(model: Any, field: str, key: str) -> Callable[[Reading], Any]:
    return lambda reading: Subquery(reading.of(model).filter(id=OuterRef(key)).order_by().values(field)[:1])


# Key of a column in the address -> what it is sorted by. What is beyond the headline sorts only what is seen whole.
COLUMNS: dict[str, Callable[[Reading], Any]] = {
    "reference": lambda reading: F("reference"),
    "report": _name_of(Publication, "title", "publication_id"),
    "owner": _name_of(Post, "title", "owner_post_id"),
    "deadline": lambda reading: F("deadline_on"),
    "rag": lambda reading: _in_order_of("rag", Rag),
    "status": lambda reading: _in_order_of("status", Status),
    "update": lambda reading: Case(When(is_full=True, then=F("updated_at"))),
}
COLUMN_LABELS = [
    ("reference", "Reference"),
    ("report", "Report"),
    ("owner", "Owner"),
    ("deadline", "Deadline"),
    ("rag", "RAG"),
    ("status", "Status"),
    ("update", "Last update"),
]
DEFAULT_ORDER = "reference"


def sorted_items(items: QuerySet[Any], order: str, reading: Reading) -> QuerySet[Any]:
    """The items in the order the address asks for; in the default one where it asks for none that there is.

    What has no value comes last in either direction; ties go by reference.
    """
    key = order.removeprefix("-")
    if key not in COLUMNS:
        order = key = DEFAULT_ORDER
    if key == DEFAULT_ORDER:  # which every item has, and no two share: an index has them in this order
        return items.order_by(order)
    items = items.annotate(sort_key=COLUMNS[key](reading))
    down = order.startswith("-")
    first = F("sort_key").desc(nulls_last=True) if down else F("sort_key").asc(nulls_last=True)
    return items.order_by(first, "reference", "id")


# Rows


@dataclass(frozen=True)
class Row:
    """An item in the list. What the reader may not see of it is empty."""

    reference: str
    href: str
    what: str
    report: Report | None
    kind: str
    owner: str
    holder: str
    words: str
    deadline_on: str
    lateness: str
    target_on: date | None
    rag: str
    status: str
    is_full: bool
    updated_on: date | None
    may_choose: bool

    def __getitem__(self, name: str) -> Any:
        """What a template tries first: were it refused, the refusals would be a fifth of the time that rows take."""
        return getattr(self, name)


def rows_of(
    items: Iterable[Any], lookups: Lookups, reading: Reading, actor: Actor, rules: RagRules = RAG_RULES
) -> list[Row]:
    """The items as the list prints them; one statement for the holders of their posts, one more when past."""
    items = list(items)
    held = holders_of([item.owner_post_id for item in items if item.owner_post_id and item.is_full], reading)
    names = _names_then(held, reading, actor)
    return [
        row_of(
            item,
            lookups,
            worded_holders(held.get(item.owner_post_id, ()), names, reading.moment),
            reading,
            rules,
            may_choose=not reading.is_past and bool(BulkChange.in_hand(item, actor)),
        )
        for item in items
    ]


def _names_then(held: dict[int, list[Holder]], reading: Reading, actor: Actor) -> Names:
    if not reading.is_past:
        return Names()
    return names_of({User: {holder.user_id for holders in held.values() for holder in holders}}, reading, actor)


def row_of(
    item: Any,
    lookups: Lookups,
    holder: str,
    reading: Reading,
    rules: RagRules = RAG_RULES,
    *,
    may_choose: bool = False,
) -> Row:
    """One item as the list prints it. `holder` is who holds its owner's post, which a headline does not tell."""
    return Row(
        reference=item.reference,
        href=reading.address_of(item.reference),
        what=item.title if item.is_full else headline_words(item),
        report=lookups.reports.get(item.publication_id),
        kind=short_kind(item.kind),
        owner=lookups.posts.get(item.owner_post_id, ""),
        holder=holder if item.is_full else "",
        words=item.deadline_words,
        deadline_on=deadline_day(item),
        lateness=_lateness(item, reading.on, rules),
        target_on=item.internal_target_on if item.is_full else None,
        rag=item.rag,
        status=STATUS_LABELS[item.status],
        is_full=item.is_full,
        updated_on=_day_of(item.updated_at) if item.is_full else None,
        may_choose=may_choose,
    )


def _lateness(item: Any, on: date, rules: RagRules) -> str:
    """How near the binding day is, where it is near or past and the item still runs."""
    due = governing_date(
        kind=item.deadline_kind,
        deadline_on=item.deadline_on,
        target_on=item.internal_target_on if item.is_full else None,
        immediate_grace_days=rules.immediate_grace_days,
    )
    if due is None or item.status not in OPEN - {Status.WITH_HMICFRS} or (due.on - on).days > rules.amber_days:
        return ""
    return worded_due(due, on, soon_days=rules.amber_days)


def _day_of(moment: datetime | None) -> date | None:
    return london_day(moment) if moment else None


# Counts and chosen filters


@dataclass(frozen=True)
class Counted:
    """A number that is a link to its rows."""

    number: int
    label: str
    href: str
    is_chosen: bool


@dataclass(frozen=True)
class Counts:
    """Rows by RAG, kind and status, and how many the filter leaves: each number is what its link shows."""

    total: int
    by_rag: list[Counted]
    by_kind: list[Counted]
    by_status: list[Counted]


def counts(chosen: RegisterFilter, query: QueryDict) -> Counts:
    """Of the items that the other filters leave, in one statement at most. All zero for a filter that is not valid."""
    if not chosen.is_valid():
        return Counts(0, [], [], [])
    values = chosen.form.cleaned_data
    rags = {"" if rag == NO_RAG else rag for rag in values["rag"]}
    kinds = set(values["kind"])
    statuses = statuses_of(values["status"])
    by_rag: Counter[str | None] = Counter()
    by_kind: Counter[str | None] = Counter()
    by_status: Counter[str] = Counter()
    total = 0
    for rag, kind, status, number in chosen.sorts():
        fits = (not rags or rag in rags, not kinds or kind in kinds, status in statuses)
        by_rag[rag] += number * (fits[1] and fits[2])
        by_kind[kind] += number * (fits[0] and fits[2])
        by_status[status] += number * (fits[0] and fits[1])
        total += number * all(fits)
    return Counts(
        total=total,
        by_rag=_facet(query, "rag", [(rag.value or NO_RAG, rag.label, by_rag[rag]) for rag in Rag], values["rag"]),
        by_kind=_facet(query, "kind", [(kind.value, short_kind(kind), by_kind[kind]) for kind in Kind], values["kind"]),
        by_status=_statuses(query, by_status, values["status"]),
    )


def _facet(query: QueryDict, name: str, found: list[tuple[str, str, int]], chosen: list[str]) -> list[Counted]:
    return [
        Counted(number, label, query_with(query, **{name: value}), value in chosen)
        for value, label, number in found
        if number or value in chosen
    ]


def _statuses(query: QueryDict, numbers: Counter[str], chosen: str) -> list[Counted]:
    """The groups first, then each status that there is."""
    groups = [
        (group, GROUP_LABELS[group], sum(numbers[status] for status in statuses))
        for group, statuses in STATUS_GROUPS.items()
    ]
    single = [(status.value, status.label, numbers[status]) for status in Status]
    return _facet(query, "status", [*groups, *single], [chosen or DEFAULT_GROUP])


def chosen_filters(chosen: RegisterFilter, query: QueryDict) -> list[tuple[str, str]]:
    """Each filter in use in words, with the address that takes it away."""
    if not chosen.is_valid():
        return []
    found = []
    for name, value in chosen.form.cleaned_data.items():
        offered = dict(getattr(chosen.form.fields[name], "choices", ()))
        for one in filter(None, value if isinstance(value, list) else [value]):
            words = f"{chosen.form.fields[name].label}: {offered.get(one, one)}"
            found.append((words, query_without(query, name, one)))
    return found


def kept(query: QueryDict, *names: str) -> list[tuple[str, str]]:
    """What a form beside the list carries along, so that it changes only these names of the address, and the page."""
    return [(name, value) for name, values in query.lists() for value in values if name not in (*names, "page")]


def page_of(chosen: RegisterFilter, total: int, query: QueryDict) -> Page[Any]:
    """The page that the address asks for, or the nearest there is. The total is known from the counts."""
    order = query.get("sort", "")
    paginator = Paginator(sorted_items(chosen.shown, order, chosen.reading), PER_PAGE)
    paginator.__dict__["count"] = total  # what it would ask the database again
    page = paginator.get_page(query.get("page"))
    if not chosen.reading.is_past:
        # Which they are is found in indexes, and only these are read. What stood in the past would be found twice.
        found = chosen.queryset.filter(pk__in=page.object_list.values("pk"))  # type: ignore[attr-defined]
        page.object_list = sorted_items(found, order, chosen.reading)
    return page
