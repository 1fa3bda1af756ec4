"""What the actions share: taking values in, refusing those that cannot be, and fingerprints of what a form showed."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from inspections.models import Register
from inspections.models.dated import VaguelyDated, day_values
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.dates import VagueDay, london_day
from jac_tracker.history import StaleEdit, digest

DAY_FIELDS = ("words", "earliest", "latest", "precision", "to_be_confirmed")


def give(obj: models.Model, fields: Sequence[str], values: Mapping[str, Any]) -> bool:
    """Give `obj` the values, and say whether that changes any. Raises NotPossible for values the field cannot hold.

    A name that is not in `fields` is a defect of the caller: TypeError.
    """
    if unknown := set(values) - set(fields):
        raise TypeError(f"{type(obj).__name__} is not given {', '.join(sorted(unknown))} here.")
    before = _kept(obj)
    for name, value in values.items():
        setattr(obj, name, value)
    refuse_bad_values(obj)
    return _kept(obj) != before


def give_day(obj: VaguelyDated, day: VagueDay) -> bool:
    """Give `obj` its day, and say whether that changes it."""
    before = obj.day
    obj.day = day
    refuse_bad_values(obj)
    return obj.day != before


def refuse_bad_values(obj: models.Model) -> None:
    """Raise NotPossible for a missing or too long text or an unknown choice. Related rows are not looked at."""
    related = [field.name for field in obj._meta.concrete_fields if field.is_relation or field.primary_key]
    try:
        obj.clean_fields(exclude=related)
    except ValidationError as error:
        raise NotPossible(_sentence(obj, error)) from error


def one_at_a_time() -> None:
    """Wait until no other act that compares all rows is under way: those lock the register's own row, and first.

    Two at once could give two inspections one title, or close a loop that neither can see.
    """
    list(Register.objects.locked().order_by("pk"))


def refuse_without_reason(why: str) -> None:
    """Raise NotPossible where no reason is given."""
    if not why.strip():
        raise NotPossible("Say why.")


def refuse_future(day: date | None, at: datetime, what: str) -> None:
    """Raise NotPossible for a day after the day of the act; `what` is what would have happened on it."""
    if day is not None and day > london_day(at):
        raise NotPossible(f"{what} on a day that is still to come. Check the date.")


def dated(day: VagueDay) -> dict[str, Any]:
    """A day as the values of a row."""
    return day_values(day)


def combined(digests: Iterable[str]) -> str:
    """One fingerprint of several, in the order given."""
    return hashlib.sha256(" ".join(digests).encode()).hexdigest()[:32]


def digest_of_rows(rows: Iterable[models.Model], fields: Sequence[str]) -> str:
    """A fingerprint of a set of rows, each with its number, so that one more or one less differs too."""
    return combined(f"{row.pk}:{digest(row, fields)}" for row in rows)


def refuse_stale_set(parent: models.Model, now: str, shown: str | None) -> None:
    """Raise StaleEdit if the fingerprint of a set of rows under `parent` is no longer the one shown."""
    if shown is not None and now != shown:
        raise StaleEdit(parent)


def _kept(obj: models.Model) -> dict[str, Any]:
    return {field.attname: getattr(obj, field.attname) for field in obj._meta.concrete_fields}


def _sentence(obj: models.Model, error: ValidationError) -> str:
    parts = []
    for name, messages in error.message_dict.items():
        label = str(obj._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        parts += [f"{label[:1].upper()}{label[1:]}: {message}" for message in messages]
    return " ".join(parts)
