"""A word planted in every column that holds words, and a look for it in everything the database holds."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection, models, transaction

from inspections.enums import InspectionVerb
from inspections.models import InspectionEvent
from jac_tracker.history import AppendOnly, Tracked, record, triggers_lifted
from jac_tracker.history.texts import searched_models, text_fields
from tests.factories.expunctions import LONG_AFTER
from tests.factories.people import SETTER_UP

PLANTED = "Zörnwick"
_FORMS = (PLANTED, PLANTED.lower(), PLANTED.upper(), json.dumps(PLANTED)[1:-1])


def fill_up() -> None:
    """A row with every column filled in each table that holds words, of the first values that come to hand; where the
    database refuses it, and there is none yet, one with no more than it must have."""
    for model in searched_models():
        if hasattr(model, "instance_type"):
            continue
        for full in (True, False):
            if full or not models.QuerySet(model=model).exists():
                _try(model, full)


def _try(model: type[models.Model], full: bool) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    row = model(**{field.attname: _any_value(field, full) for field in fields})
    try:
        with transaction.atomic():
            _write(row)
    except IntegrityError:
        return


def _write(row: models.Model) -> None:
    if isinstance(row, Tracked | AppendOnly):
        record([row], by=SETTER_UP, at=LONG_AFTER, event=InspectionEvent(verb=InspectionVerb.START_REGISTER))
    else:
        row.save()


def _any_value(field: Any, full: bool) -> Any:
    if isinstance(field, models.ForeignKey):
        row = models.QuerySet(model=field.related_model).first() if full or not field.null else None
        return row and row.pk
    if field.null and not full:
        return None
    if field.choices:
        return field.flatchoices[0][0]
    if field.has_default():
        return field.get_default()
    values: dict[Any, Any] = {
        models.DateField: LONG_AFTER.date(),
        models.DateTimeField: LONG_AFTER,
        models.IntegerField: 1,
    }
    values |= {models.BooleanField: False, models.UUIDField: uuid4()}
    values |= {models.BinaryField: b"words"}
    fitting = [value for kind, value in values.items() if isinstance(field, kind)]
    return fitting[-1] if fitting else "words"


def plant_everywhere() -> set[tuple[str, str]]:
    """Put the word into every column that holds words and is wide enough, in every row that may hold it there, and into
    all versions of the row alike, with the reason of each version; (model, column) for each that took it."""
    taken = set()
    with transaction.atomic(), triggers_lifted(connection):
        for model in searched_models():
            if hasattr(model, "instance_type"):
                models.QuerySet(model=model).update(history_change_reason=f"{PLANTED} asked for it.")
            else:
                taken |= {(model._meta.label, field.name) for field in text_fields(model) if _plant(model, field)}
    return taken


def too_narrow() -> set[tuple[str, str]]:
    """The columns in which the word has no room."""
    return {
        (model._meta.label, field.name)
        for model in searched_models()
        for field in text_fields(model)
        if (field.max_length or 999) < len(PLANTED)
    }


def _plant(model: type[models.Model], field: Any) -> bool:
    took = False
    if (field.max_length or 999) < len(PLANTED):
        return took
    for pk in list(models.QuerySet(model=model).values_list("pk", flat=True)):
        new = _with_word(field, pk)
        try:
            with transaction.atomic():
                models.QuerySet(model=model).filter(pk=pk).update(**{field.name: new})
                if hasattr(model, "history"):
                    models.QuerySet(model=model.history.model).filter(id=pk).update(**{field.name: new})
            took = True
        except IntegrityError:
            continue  # such as a link beside a file
    return took


def _with_word(field: Any, pk: int) -> Any:
    if isinstance(field, models.JSONField):
        return {"kept": {"as": [1, f"Seen by {PLANTED}, twice: {PLANTED}."]}, "row": pk}
    text = f"{PLANTED}.{pk}@force.example" if isinstance(field, models.EmailField) else f"By {PLANTED}: {pk}"
    return text if len(text) <= (field.max_length or 999) else PLANTED


def places_of(*words: str) -> set[str]:
    """The tables that hold any of the words in any column, as the database itself gives it out, or in a session."""
    return {table for table, text in _everything() for word in words or _FORMS if word in text}


def _everything() -> Iterator[tuple[str, str]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    yield table, value if isinstance(value, str) else str(value)
    for session in Session.objects.all():
        yield "django_session", json.dumps(session.get_decoded(), ensure_ascii=False)
        yield "django_session", json.dumps(session.get_decoded())
