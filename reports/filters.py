"""The audit log: every act of every app as rows of one shape, narrowed and put in order by the database."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import reduce
from typing import Any

from django.apps import apps
from django.db.models import BigIntegerField, Count, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import end_of_day
from jac_tracker.history import Event

# What an act can be on; an event has at most some of these.
SUBJECTS = (
    "recommendation",
    "inspection",
    "meeting",
    "request",
    "expunction",
    "template",
    "person",
    "post",
    "portfolio",
)
COLUMNS = (
    "id",
    "act",
    "at",
    "happened_on",
    "by_user_id",
    "by_post_id",
    "by_system",
    "verb",
    "why",
    "cites",
    "source_",
    *(f"{subject}_" for subject in SUBJECTS),
)

# What the acts of an app are about, by its event; another app's is called by its own name.
SOURCES = {
    "recommendationevent": "Items",
    "inspectionevent": "Inspections",
    "paperevent": "Papers",
    "templateevent": "Word templates",
    "requestevent": "Committee requests",
    "peopleevent": "People and posts",
    "expunctionevent": "Expunctions",
}


def event_models() -> list[type[Event]]:
    """Every kind of event that there is, in the order of the apps."""
    return [model for model in apps.get_models() if issubclass(model, Event)]


def source_of(model: type[Event]) -> str:
    return str(model._meta.model_name)


def kinds() -> list[tuple[str, str]]:
    """Every kind of act, as the address has it and in words."""
    return [
        (f"{source_of(model)}:{value}", f"{SOURCES.get(source_of(model), source_of(model))}: {label}")
        for model in event_models()
        for value, label in _verbs_of(model)
    ]


def _verbs_of(model: type[Event]) -> list[tuple[str, str]]:
    verb: Any = {field.name: field for field in model._meta.concrete_fields}["verb"]
    return list(verb.flatchoices)


class Acts:
    """Acts of every app, newest first, as tuples of COLUMNS. Each slice is one statement, and so is the count.

    A slice asks each table for its own newest rows alone, which an index has in order: the acts of ten years cost no
    more than those of one.
    """

    def __init__(self, tables: Sequence[QuerySet[Any]]) -> None:
        self._tables = tables

    def count(self, most: int) -> int:
        """How many there are, counted no further than `most`: who would turn so many pages narrows the list instead."""
        some = [rows.model.objects.filter(pk__in=rows.order_by().values("pk")[:most]) for rows in self._tables]
        numbers = [
            rows.order_by().values(alike_=Value(1)).annotate(number_=Count("pk")).values_list("number_", flat=True)
            for rows in some
        ]
        return min(sum(_together(numbers)), most) if numbers else 0

    def __getitem__(self, part: slice) -> list[Any]:
        if not self._tables:
            return []
        newest = [rows.order_by("-at", "-id").values("pk")[: part.stop] for rows in self._tables]
        found = [_alike(pks.model, pks.model.objects.filter(pk__in=pks)) for pks in newest]
        return list(_together(found).order_by("-at", "-id", "source_")[part])

    def after(self, last: Any) -> "Acts":
        """Those that come after a row of a slice."""
        older = Q(at__lt=last.at) | Q(at=last.at, id__lt=last.id)
        at_the_same_place = Q(at=last.at, id=last.id)
        return Acts(
            [
                rows.filter(older | at_the_same_place if source_of(rows.model) > last.source_ else older)
                for rows in self._tables
            ]
        )


def _together(some: Sequence[QuerySet[Any, Any]]) -> QuerySet[Any, Any]:
    return reduce(lambda rows, more: rows.union(more, all=True), some)


def acts(values: Mapping[str, Any], actor: Actor) -> Acts:
    """The acts that fit what an AuditForm holds, or the one `act`, recorded `until` a moment if one is given. An act on
    what the actor may not know of is left out."""
    return Acts(
        [_narrowed(model, values).filter(_visible(model, actor)) for model in event_models() if _can_fit(model, values)]
    )


def _narrowed(model: type[Event], values: Mapping[str, Any]) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.objects.all()
    if act := values.get("act"):
        rows = rows.filter(act=act)
    if until := values.get("until"):
        rows = rows.filter(at__lte=until)
    if person := values.get("person"):
        rows = rows.filter(by_user=person)
    if post := values.get("post"):
        rows = rows.filter(by_post=post)
    if kind := values.get("kind"):
        rows = rows.filter(verb=kind.partition(":")[2])
    if reference := values.get("item"):
        rows = rows.filter(recommendation__reference__iexact=reference)
    if inspection := values.get("inspection"):
        path = "inspection" if "inspection" in _fields(model) else "recommendation__publication__inspection"
        rows = rows.filter(**{path: inspection})
    if from_on := values.get("from_on"):
        rows = rows.filter(at__gt=end_of_day(from_on - timedelta(days=1)))
    if to_on := values.get("to_on"):
        rows = rows.filter(at__lte=end_of_day(to_on))
    return rows


def _can_fit(model: type[Event], values: Mapping[str, Any]) -> bool:
    """Whether an app has acts of the kind, or on the thing, that is asked for."""
    if values.get("kind") and values["kind"].partition(":")[0] != source_of(model):
        return False
    if values.get("item") and "recommendation" not in _fields(model):
        return False
    return not values.get("inspection") or bool({"inspection", "recommendation"} & _fields(model))


def _visible(model: type[Event], actor: Actor) -> Q:
    seen = Q()
    for subject in set(SUBJECTS) & _fields(model):
        about: Any = model._meta.get_field(subject).related_model
        if hasattr(about.objects.all(), "visible_to"):
            visible = about.objects.visible_to(actor).values("pk")
            if not visible.query.where:  # who may know of all of them need not be asked about each
                continue
            seen &= Q(**{f"{subject}__isnull": True}) | Q(**{f"{subject}__in": visible})
    return seen


def _alike(model: type[Event], rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    subjects = {
        f"{subject}_": F(f"{subject}_id") if subject in _fields(model) else Cast(Value(None), BigIntegerField())
        for subject in SUBJECTS
    }
    source = Value(source_of(model), output_field=TextField())
    return rows.order_by().annotate(source_=source, **subjects).values_list(*COLUMNS, named=True)


def _fields(model: type[Event]) -> set[str]:
    return {field.name for field in model._meta.concrete_fields}
