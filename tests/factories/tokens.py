"""A word of its own planted in every column that holds words, for each sort of row, so that a file tells where each of
its words came from."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast as AsType
from django.db.models.functions import Concat

from jac_tracker.history import triggers_lifted
from jac_tracker.history.texts import searched_models, text_fields

TOKEN = re.compile("ZQ[A-P]{4}X")
Sorting = Callable[[models.Model], str]


@dataclass(frozen=True)
class Planted:
    """Where a token was planted: the column, and the sort of rows."""

    model: str
    column: str
    sort: str

    def __str__(self) -> str:
        return f"{self.model}.{self.column} ({self.sort})"


Planting = Mapping[str, Planted]
"""Where each token stands."""


def tokens() -> Iterator[str]:
    """Words of seven letters that stand in no file by chance, in capitals, as a heading may print them."""
    for number in count():
        digits = "".join(chr(65 + (number >> shift & 15)) for shift in (12, 8, 4, 0))
        yield f"ZQ{digits}X"


def plant_tokens(sort_of: Sorting) -> Planting:
    """Write a token into every column of words that has room for it, for each sort of rows that `sort_of` tells apart,
    in the row and in all its versions; the versions of removed rows are of the sort "removed", and the reasons of
    versions a column too."""
    where: dict[str, Planted] = {}
    fresh = tokens()
    with transaction.atomic(), triggers_lifted(connection):
        for model in searched_models():
            if hasattr(model, "instance_type"):
                token = next(fresh)
                models.QuerySet(model=model).update(history_change_reason=token)
                where[token] = Planted(model.instance_type._meta.label, "history_change_reason", "every row")
                continue
            fields = [field for field in text_fields(model) if (field.max_length or 99) >= 10]
            for sort, keys in _sorted_rows(model, sort_of).items():
                for field in fields:
                    token = next(fresh)
                    if _planted(model, field, keys, token):
                        where[token] = Planted(model._meta.label, field.name, sort)
    return where


def _sorted_rows(model: type[models.Model], sort_of: Sorting) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    rows: models.QuerySet[Any] = models.QuerySet(model=model)
    for row in rows:
        found.setdefault(sort_of(row), []).append(row.pk)
    if hasattr(model, "history"):
        versions: models.QuerySet[Any] = models.QuerySet(model=model.history.model)
        present = [key for keys in found.values() for key in keys]
        removed = list(versions.exclude(id__in=present).values_list("id", flat=True).distinct())
        found |= {"removed": removed} if removed else {}
    return found


def _planted(model: type[models.Model], field: Any, keys: list[int], token: str) -> bool:
    """Whether the token is in the column of one of these rows; where not all may have it, it is in those that may."""
    words = _words(field, token)
    tables: list[models.QuerySet[Any]] = [models.QuerySet(model=model).filter(pk__in=keys)]
    if hasattr(model, "history"):
        tables.append(models.QuerySet(model=model.history.model).filter(id__in=keys))
    try:
        with transaction.atomic():
            return sum(rows.update(**{field.name: words}) for rows in tables) > 0
    except IntegrityError:
        return len(keys) > 1 and any([_planted(model, field, [key], token) for key in keys])


def _words(field: Any, token: str) -> Any:
    """The token with the row's number, in the form that the column's words have."""
    number = AsType(F("id"), CharField())
    if isinstance(field, models.JSONField):
        return {"number": [token, token]}  # as an event tells a change, of a column that no paper prints
    if isinstance(field, models.EmailField):
        return Concat(Value(f"{token.lower()}."), number, Value("@force.example"))
    if field.name == "address":
        return Concat(Value(f"https://{token.lower()}.example/"), number)
    if (field.max_length or 99) < 12:
        return Value(token)
    return Concat(Value(f"{token} "), number)


def found_in(text: str, planting: Planting) -> set[Planted]:
    """Where the tokens of a file were planted."""
    return {planting[token] for token in TOKEN.findall(text.upper()) if token in planting}
