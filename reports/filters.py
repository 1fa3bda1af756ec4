"""The audit log: every act of every app as rows of one shape, narrowed and put in order by the database."""

from collections.abc import Mapping
from datetime import timedelta
from functools import reduce
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import BigIntegerField, F, Q, QuerySet, TextField, Value
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


def acts(values: Mapping[str, Any], actor: Actor) -> QuerySet[Any, Any]:
    """The acts that fit what an AuditForm holds, or the one `act`, recorded `until` a moment if one is given, newest
    first: one statement, as tuples of COLUMNS. An act on what the actor may not know of is left out.
    """
    found = [
        _alike(model, _narrowed(model, values).filter(_visible(model, actor)))
        for model in event_models()
        if _can_fit(model, values)
    ]
    if not found:  # a union of nothing is nothing that a database can be asked
        found = [_alike(event_models()[0], models.QuerySet(event_models()[0]).none())]
    return reduce(lambda rows, more: rows.union(more, all=True), found).order_by("-at", "-id", "source_")


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
