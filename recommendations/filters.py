"""What the register can be narrowed by. The filters live in the address.

Whatever is beyond the headline (portfolio, board, marking, progress, proposals, our own target) is asked only of items
that the reader sees whole: otherwise a filter would tell what the page does not.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import django_filters
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.forms import HiddenInput
from django.http import QueryDict

from jac_tracker import forms
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty, Role
from jac_tracker.dates import end_of_day
from recommendations.enums import (
    AT_WORK,
    CLOSED,
    OPEN,
    SET_ASIDE,
    SUBMITTED,
    ActionStatus,
    DeadlineKind,
    Kind,
    Marking,
    ProposalKind,
    Rag,
    Status,
)
from recommendations.models import Action, ProgressUpdate, Proposal
from recommendations.models.ruling import for_a_stand_in
from recommendations.presenters.lookups import Lookups, choices
from recommendations.presenters.reading import Reading
from recommendations.rules.rag import RAG_RULES, RagRules

# No item has "" for a RAG in an address, where the empty text means that nothing was chosen.
NO_RAG = "none"
RAGS = [(rag.value or NO_RAG, rag.label) for rag in Rag]

STATUS_GROUPS = {"open": OPEN, "closed": CLOSED, "set-aside": SET_ASIDE, "all": frozenset(Status)}
GROUP_LABELS = {"open": "Open", "closed": "Closed", "set-aside": "Not ours or withdrawn", "all": "All"}
DEFAULT_GROUP = "open"

MINE = "mine"

# RAG, kind, status and how many.
Sort = tuple[str | None, str | None, str, int]


def statuses_of(value: str) -> frozenset[Status]:
    """The statuses that a value of the status filter stands for; open ones where there is none."""
    group = STATUS_GROUPS.get(value or DEFAULT_GROUP)
    return group if group is not None else frozenset({Status(value)})


class SearchFilter(django_filters.CharFilter):
    field_class = forms.TextField


class AnyOfFilter(django_filters.MultipleChoiceFilter):
    field_class = forms.CheckboxesField


class OneOfFilter(django_filters.ChoiceFilter):
    field_class = forms.ChoiceField


class StatusFilter(OneOfFilter):
    """Open items unless another status, or all, is asked for."""

    def filter(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        wanted = statuses_of(value)
        if wanted == frozenset(Status):
            return rows
        rows = rows.filter(status__in=wanted)
        # What is not closed has no day on which it was, and of those an index has few, however much has been closed.
        return rows.filter(closed_on__isnull=True) if wanted.isdisjoint(CLOSED) else rows


_form_classes: dict[tuple[str, ...], Any] = {}  # by the filters that each has fields of


class RegisterFilter(django_filters.FilterSet):
    """The items of a reading that the actor may see, narrowed. `shown` is empty for a filter that is not valid."""

    q = SearchFilter(label="Search", method="with_words", max_length=200, widget=HiddenInput)
    rag = AnyOfFilter(label="RAG", choices=RAGS, method="with_rag")
    kind = AnyOfFilter(label="Kind", choices=Kind.choices)
    status = StatusFilter(label="Status", blank="Open (unless another is chosen)")
    due = OneOfFilter(
        label="Due",
        method="when_due",
        blank="Any time",
        choices=[
            ("overdue", "Overdue"),
            ("soon", f"Due in {RAG_RULES.amber_days} days"),
            ("later", "Due later"),
            ("none", "No deadline or target"),
        ],
    )
    owner = OneOfFilter(label="Owner", method="owned_by", blank="Any post")
    inspection = OneOfFilter(label="Inspection", method="of_inspection", blank="Any inspection")
    portfolio = OneOfFilter(
        label="Portfolio", method="in_whole_items", field_name="portfolio_id", blank="Any portfolio"
    )
    board = OneOfFilter(label="Board", method="in_whole_items", field_name="board_id", blank="Any board")
    progress = OneOfFilter(
        label="Progress",
        method="by_progress",
        blank="Any",
        choices=[("stale", f"No update for {RAG_RULES.stale_days} days")],
    )
    proposal = OneOfFilter(
        label="Proposals",
        method="by_proposal",
        blank="Any",
        choices=[("waiting", "A proposal waits"), (MINE, "A proposal waits for me")],
    )
    actions = OneOfFilter(
        label="Actions",
        method="by_action",
        blank="Any",
        choices=[
            ("overdue", "An action is overdue"),
            ("soon", f"An action is due in {RAG_RULES.amber_days} days"),
            ("done", "An action waits to be signed off"),
            (MINE, "An action waits for my posts"),
        ],
    )
    tracked = OneOfFilter(
        label="Tracked by HMICFRS", method="by_tracking", blank="Any", choices=[("yes", "Yes"), ("no", "No")]
    )
    marking = OneOfFilter(
        label="Marking", method="in_whole_items", field_name="marking", blank="Any", choices=Marking.choices
    )

    BEYOND_HEADLINE = ("portfolio", "board", "progress", "proposal", "actions", "tracked", "marking")

    class Meta:
        form = forms.FilterForm
        fields: tuple[str, ...] = ()

    FACETS = ("rag", "kind", "status")

    def __init__(self, data: QueryDict, *, actor: Actor, reading: Reading, lookups: Lookups) -> None:
        super().__init__(_without_empty(data), queryset=reading.items_visible_to(actor))
        self.actor, self.reading, self.lookups = actor, reading, lookups
        if not may_see_whole_items(actor):
            for name in self.BEYOND_HEADLINE:
                del self.filters[name]

    def get_form_class(self) -> Any:
        """As django-filter makes it, but once for all who have the same filters: a form has copies of its fields."""
        names = tuple(self.filters)
        if names not in _form_classes:
            _form_classes[names] = super().get_form_class()
        return _form_classes[names]

    @cached_property
    def form(self) -> forms.FilterForm:
        """With what there is to choose from, which the fields are given here: what filters have is copied again and
        again."""
        form: Any = super().form
        mine = [(MINE, "My posts")] if self.actor.post_ids & set(self.lookups.posts) else []
        groups = [(value, label) for value, label in GROUP_LABELS.items() if value != DEFAULT_GROUP]
        offered = {
            "status": [(DEFAULT_GROUP, GROUP_LABELS[DEFAULT_GROUP]), *groups, *Status.choices],
            "owner": [*mine, *choices(self.lookups.posts)],
            "inspection": choices(self.lookups.inspections),
            "portfolio": choices(self.lookups.portfolios),
            "board": choices(self.lookups.boards),
        }
        for name in offered.keys() & form.fields.keys():
            form.choose_from(name, [*form.fields[name].choices, *offered[name]])
        return form

    @property
    def shown(self) -> QuerySet[Any]:
        """The rows that the filter leaves, none where it cannot be understood."""
        return self.without() if self.is_valid() else self.queryset.none()

    def without(self, *names: str) -> QuerySet[Any]:
        """What a valid filter leaves when these of its fields are left out: the rows that counts are taken from."""
        given = self.form.cleaned_data
        return self.narrowed({name: value for name, value in given.items() if name not in names})

    def narrowed(self, values: Mapping[str, Any]) -> QuerySet[Any]:
        """The rows that these values of its fields leave, which are such as a valid filter has."""
        open_alone = "status" in values and statuses_of(values["status"]) <= OPEN
        rows = self.reading.items_visible_to(self.actor, open_alone=open_alone)
        for name, value in values.items():
            rows = self.filters[name].filter(rows, value)
        return rows

    def sorts(self) -> Iterable[Sort]:
        """How many items of each RAG, kind and status a valid filter leaves when these three are left out.

        RAG and kind are None, not asked for, of items of a status that the filter leaves out where it asks for neither.
        """
        found, values = self.lookups.sorts, self.form.cleaned_data
        if found is not None and not any(value for name, value in values.items() if name not in self.FACETS):
            return ((*sort, number) for sort, number in found.items())
        rows = self.without(*self.FACETS).order_by()
        is_plain = not self.reading.is_past and not values["rag"] and not values["kind"]
        if is_plain and Status.CLOSED_COMPLETE not in statuses_of(values["status"]):
            return _sorts_around_complete(rows)
        return _grouped(rows)

    # Each filter

    def with_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Every word typed is somewhere in what the reader sees: reference and text; seen whole, title and updates."""
        updates = self.reading.added_to(ProgressUpdate).filter(recommendation=OuterRef("id"))
        for word in dict.fromkeys(value.split()):
            in_whole = Q(title__icontains=word) | Exists(updates.filter(text__icontains=word))
            rows = rows.filter(
                Q(reference__icontains=word) | Q(text__icontains=word) | (Q(is_full=True) & in_whole),
            )
        return rows

    def with_rag(self, rows: QuerySet[Any], name: str, value: list[str]) -> QuerySet[Any]:
        return rows.filter(rag__in=["" if rag == NO_RAG else rag for rag in value])

    def when_due(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        has_day = Q(deadline_on__isnull=False) | Q(is_full=True, internal_target_on__isnull=False)
        if value == "none":
            return rows.exclude(has_day)
        running = rows.filter(has_day, status__in=OPEN - SUBMITTED)
        late, soon = has_passed(self.reading.on), has_passed(self.reading.on + timedelta(RAG_RULES.amber_days + 1))
        match value:
            case "overdue":
                return running.filter(late)
            case "soon":
                return running.filter(soon).exclude(late)
            case _:
                return running.exclude(soon)

    def owned_by(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(owner_post_id__in=self.actor.post_ids if value == MINE else [int(value)])

    def of_inspection(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        # A publication never moves to another inspection.
        return rows.filter(publication__inspection=int(value))

    def in_whole_items(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(**{"is_full": True, name: value})

    def by_tracking(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(is_full=True, tracked_by_hmicfrs=value == "yes")

    def by_progress(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(is_silent(self.reading.on), is_full=True)

    def by_proposal(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        waiting = self.reading.of(Proposal).filter(answer="")
        if value == MINE:
            waiting = waiting.filter(is_for(self.actor))
        return rows.filter(id__in=waiting.values("recommendation_id"), is_full=True)

    def by_action(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Items with such an action; those that are not open have none, because their actions are frozen."""
        found = self.reading.of(Action).filter(recommendation_id=OuterRef("id"))
        if value == "done":
            found = found.filter(status=ActionStatus.DONE)
        else:
            found = found.filter(status=ActionStatus.TO_DO, **self._due_when(value))
        return rows.filter(Exists(found), is_full=True, status__in=OPEN)

    def _due_when(self, value: str) -> dict[str, Any]:
        today = self.reading.on
        match value:
            case "overdue":
                return {"due_on__lt": today}
            case "soon":
                return {"due_on__gte": today, "due_on__lte": today + timedelta(RAG_RULES.amber_days)}
            case _:
                return {"post_id__in": self.actor.post_ids}


def may_see_whole_items(actor: Actor) -> bool:
    """Whether any of the actor's posts can be one that sees an item whole."""
    return actor.may(Duty.SEE_EVERYTHING) or actor.may(Duty.SEE_PORTFOLIO) or Role.OWNER in actor.roles


def has_passed(day: date, rules: RagRules = RAG_RULES) -> Q:
    """Items whose binding day, as far as the reader sees it, comes before `day`. `rules.due` says the same of one."""
    at_once = Q(deadline_kind=DeadlineKind.IMMEDIATE, deadline_on__lt=day - timedelta(rules.immediate_grace_days))
    by_a_day = ~Q(deadline_kind=DeadlineKind.IMMEDIATE) & Q(deadline_on__lt=day)
    return at_once | by_a_day | Q(is_full=True, internal_target_on__lt=day)


def is_silent(on: date, rules: RagRules = RAG_RULES) -> Q:
    """Items at work of which nothing has been heard for longer than the rules allow. `rules.rag` says it of one."""
    last = on - timedelta(rules.stale_days)
    not_updated = Q(updated_at__isnull=True) | Q(updated_at__lte=end_of_day(last - timedelta(1)))
    not_given = Q(allocated_on__isnull=True) | Q(allocated_on__lt=last)
    return Q(status__in=AT_WORK - SUBMITTED - {Status.ON_HOLD}) & not_updated & not_given


def is_for(actor: Actor) -> Q:
    """Open proposals that the actor is asked to answer, or may answer in the place of who was."""
    asked = Q(kind=ProposalKind.NOT_APPLICABLE, portfolio_id__in=actor.led_portfolio_ids)
    if actor.led_portfolio_ids:
        asked |= for_a_stand_in(actor.on)
    if actor.may(Duty.KEEP_REGISTER) or actor.may(Duty.APPROVE):
        asked |= Q(kind=ProposalKind.IN_ERROR)
    return asked & (Q(proposed_by_id__isnull=True) | ~Q(proposed_by_id=actor.user_id))


def _grouped(rows: QuerySet[Any]) -> QuerySet[Any, Sort]:
    return rows.values_list(*RegisterFilter.FACETS).annotate(number=Count("*"))


def _sorts_around_complete(rows: QuerySet[Any]) -> list[Sort]:
    """How many rows there are of each RAG, kind and status, but all that are complete told as one.

    In a register of some age these are nearly all: they are what the others leave of all, and need no look at each.
    """
    others = _grouped(rows.filter(status__in=frozenset(Status) - {Status.CLOSED_COMPLETE}))
    every = rows.values_list(Value(""), Value(""), Value("every")).annotate(number=Count("*"))
    found = list(others.union(every, all=True))
    complete = sum(number if status == "every" else -number for *_, status, number in found)
    sorts = [sort for sort in found if sort[2] != "every"]
    return [*sorts, (None, None, Status.CLOSED_COMPLETE, complete)]


def _without_empty(data: QueryDict) -> QueryDict:
    """The query without values that say nothing, which an empty box of a form sends."""
    kept = data.copy()
    for name, values in list(kept.lists()):
        if full := [value for value in values if value.strip()]:
            kept.setlist(name, full)
        else:
            del kept[name]
    return kept
