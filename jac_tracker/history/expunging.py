"""The one lawful way out of an append-only register: words give way to a tombstone, wherever they stand.

`find` says what would change, `replace` changes it, in a transaction that the triggers let through; `scrubbing` then
cleans the places that no table shows. What was replaced is known afterwards by its SHA-256 alone.
"""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from jac_tracker.dates import worded_day
from jac_tracker.history.door import OutsideTheDoor
from jac_tracker.history.texts import codes_in_use, searched_models, text_fields
from jac_tracker.history.triggers import PERMIT_SETTING, PERMIT_TABLE

Rows = Mapping[type[models.Model], frozenset[int]]
"""Some rows of some tables, by their numbers; a table that is not named has none."""

SHORTEST = 3
"""The fewest characters of a passage: the shortest tombstone has as many, so it fits wherever the passage stood."""

_MARK = "[expunged"


def tombstone(on: date) -> str:
    """What stands where words were, such as "[expunged 22 December 2021]"."""
    return f"{_MARK} {worded_day(on)}]"


def holds_a_tombstone(words: str) -> bool:
    """Whether some of the words have been expunged already."""
    return _MARK in words


def old_hash(value: Any) -> str:
    """The SHA-256 by which a value that is gone can still be proven: of its bytes, its text, or its JSON with sorted
    keys."""
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    text = value if isinstance(value, str) else json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Passage:
    """The exact words to expunge, in their own case and spacing, where they are not part of a longer word."""

    words: str

    @cached_property
    def exact(self) -> re.Pattern[str]:
        return re.compile(f"{_edge('<!', self.words[0])}{re.escape(self.words)}{_edge('!', self.words[-1])}")

    @cached_property
    def nearly(self) -> re.Pattern[str]:
        """The same words in any case, with anything but letters and digits between, inside longer words too."""
        parts = [re.escape(part) for part in re.findall(r"[^\W_]+", _normal(self.words))]
        words = r"[\W_]{0,5}".join(parts) or re.escape(self.words)
        return re.compile(rf"[^\W_]*{words}[^\W_]*", re.IGNORECASE)

    def stands_in(self, text: str) -> int:
        """How often the words stand in the text."""
        return sum(1 for _match in self.exact.finditer(text))

    def misses_in(self, text: str) -> list[str]:
        """What nearly is the passage, as it stands in the text once the passage itself is gone."""
        return [match.group() for match in self.nearly.finditer(_normal(self.exact.sub("\n" * 9, text)))]


def _edge(direction: str, character: str) -> str:
    return rf"(?{direction}[^\W_])" if character.isalnum() else ""


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


# Finding


@dataclass(frozen=True)
class Find:
    """One value that would change: of the column `name` of the row `pk`. `number` is the row's, or, of a row of
    history, the object's whose version it is."""

    model: type[models.Model]
    pk: int
    name: str
    number: int
    old: Any
    new: Any
    times: int = 1

    @property
    def tracked(self) -> type[models.Model]:
        """The model that the row is of, or is a version of."""
        return getattr(self.model, "instance_type", self.model)

    @property
    def is_version(self) -> bool:
        return self.tracked is not self.model

    @property
    def column(self) -> str:
        """What the column is called."""
        fields = {each.name: each for each in self.model._meta.concrete_fields}
        return "reason" if self.name == "history_change_reason" else str(fields[self.name].verbose_name)


@dataclass(frozen=True)
class Found:
    """What a search found: the values that would change, and what stands elsewhere in nearly the same words."""

    finds: tuple[Find, ...] = ()
    misses: Mapping[str, int] = field(default_factory=dict)


FOLLOWERS: list[Callable[[Sequence[Find]], Iterable[Find]]] = []
"""What else has to change with some values: a file that was made of a text, say, held in another table. Each is given
what was found and says what follows from it."""


def find(passage: Passage, stone: str, within: Rows | None = None) -> Found:
    """Everywhere the passage stands: in the whole register, or within some rows and their versions."""
    finds: list[Find] = []
    misses: Counter[str] = Counter()
    codes = codes_in_use()
    for model, columns, pk, number, values in _rows(within):
        for column, old in zip(columns, values, strict=True):
            texts = list(strings_of(old, codes))
            misses.update(miss for text in texts for miss in passage.misses_in(text))
            times = sum(passage.stands_in(text) for text in texts)
            if times:
                new = _rewritten(column, old, passage, stone, number, codes)
                finds.append(Find(model, pk, column.name, number, old, new, times))
    followed = [more for follower in FOLLOWERS for more in follower(finds)]
    return Found((*finds, *followed), dict(misses))


def find_whole(text: str, stone: str, within: Rows) -> list[Find]:
    """The values within some rows, and the strings in their JSON, that are this text and nothing else."""
    finds = []
    whole = Passage(text)
    for model, columns, pk, number, values in _rows(within):
        for column, old in zip(columns, values, strict=True):
            times = sum(1 for each in strings_of(old) if each == text)
            if times:
                new = _replaced(old, lambda each: stone if each == text else each)
                new = new if isinstance(column, models.JSONField) else _fitting(column, text, whole, stone, number)
                finds.append(Find(model, pk, column.name, number, old, new, times))
    return finds


def _rows(
    within: Rows | None,
) -> Iterator[tuple[type[models.Model], Sequence["models.Field[Any, Any]"], int, int, Sequence[Any]]]:
    """Model, its columns of words, the row's key, the object's number, and the values; one table after the other."""
    for model in searched_models():
        columns = text_fields(model)
        tracked: type[models.Model] | None = getattr(model, "instance_type", None)
        rows: Any = models.QuerySet(model=model)
        if within is not None:
            numbers = within.get(tracked or model, frozenset())
            rows = rows.filter(**{"id__in" if tracked else "pk__in": numbers})
        names = ["pk", "id" if tracked else "pk", *(column.name for column in columns)]
        for pk, number, *values in rows.order_by("pk").values_list(*names).iterator(chunk_size=500):
            yield model, columns, pk, number, values


def strings_of(value: Any, codes: frozenset[str] = frozenset()) -> Iterator[str]:
    """The strings of a value: itself, or those inside JSON, its keys and codes left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            if not (isinstance(each, str) and each in codes):
                yield from strings_of(each, codes)


def _rewritten(
    column: "models.Field[Any, Any]", old: Any, passage: Passage, stone: str, number: int, codes: frozenset[str]
) -> Any:
    if isinstance(column, models.JSONField):
        return _replaced(old, lambda text: text if text in codes else passage.exact.sub(lambda _match: stone, text))
    return _fitting(column, old, passage, stone, number)


def _replaced(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _replaced(each, change) for key, each in value.items()}
    if isinstance(value, list):
        return [_replaced(each, change) for each in value]
    return value


def _fitting(column: "models.Field[Any, Any]", old: str, passage: Passage, stone: str, number: int) -> str:
    """The text with a tombstone in the passage's place, cut to a shorter one where the column is too narrow. It stays
    unlike every other where the column must: then the object's number is in it. Addresses go whole, for half of one
    is none.
    """
    if isinstance(column, models.EmailField):
        return f"expunged-{number}@expunged.invalid"
    if isinstance(column, models.URLField):
        return "https://expunged.invalid/"
    numbered = (f"{stone[:-1]}, {number}]", f"{_MARK} {number}]", f"[{number}]")
    stones = numbered if _must_be_unlike(column) else (stone, f"{_MARK}]", "[x]")
    texts = [passage.exact.sub(lambda _match, each=each: each, old) for each in stones]  # type: ignore[misc]
    width = column.max_length or max(map(len, texts))
    return next((text for text in texts if len(text) <= width), texts[-1][:width])


def _must_be_unlike(column: "models.Field[Any, Any]") -> bool:
    """Whether the database refuses a second row with the same value, in the table itself or the one it tells of."""
    model: type[models.Model] = getattr(column.model, "instance_type", column.model)
    if column.name not in {each.name for each in model._meta.concrete_fields}:
        return False  # the reason of a version, which the object itself has no column for
    constraints = [each for each in model._meta.constraints if isinstance(each, models.UniqueConstraint)]
    named = {name for each in constraints for name in each.fields}
    named |= {name for each in constraints for expression in each.expressions for name in _columns_of(expression)}
    return model._meta.get_field(column.name).unique or column.name in named  # type: ignore[union-attr]


def _columns_of(expression: Any) -> Iterator[str]:
    if isinstance(expression, models.F):
        yield str(expression.name)  # type: ignore[attr-defined]
    for inner in getattr(expression, "get_source_expressions", list)():
        yield from _columns_of(inner)


def rows_under(root: type[models.Model], number: int, except_for: Iterable[type[models.Model]] = ()) -> Rows:
    """The object and every row that belongs to it: whose first foreign key to anything of it leads there.

    Rows that are gone are among them, for their versions are not.
    """
    under: dict[type[models.Model], frozenset[int]] = {root: frozenset({number})}
    waiting = [model for model in searched_or_linking() if model is not root and model not in set(except_for)]
    while True:
        reached = {model: key for model in waiting if (key := _first_key(model, under)) is not None}
        if not reached:
            return under
        for model, key in reached.items():
            owners = {f"{key.name}__in": under[key.related_model]}
            numbers = set(models.QuerySet(model=model).filter(**owners).values_list("pk", flat=True))
            history = getattr(model, "history", None)
            if history is not None:
                numbers |= set(models.QuerySet(model=history.model).filter(**owners).values_list("id", flat=True))
            under[model] = frozenset(numbers)
        waiting = [model for model in waiting if model not in reached]


def searched_or_linking() -> list[type[models.Model]]:
    """The tables that are no history, in the order the apps name them: those without words lead to ones with."""
    from django.apps import apps

    return [model for model in apps.get_models() if not hasattr(model, "instance_type")]


def _first_key(model: type[models.Model], under: Rows) -> "models.ForeignKey[Any, Any] | None":
    keys = [each for each in model._meta.concrete_fields if isinstance(each, models.ForeignKey)]
    return next((key for key in keys if key.related_model in under), None)


# Replacing


@contextmanager
def _permitted() -> Iterator[None]:
    """Say to the triggers that this transaction expunges, for the length of the block; no other ever sees it.

    A block that fails is undone, the permit with it. Raises OutsideTheDoor where no transaction is open.
    """
    if not connection.in_atomic_block:
        raise OutsideTheDoor("Words are expunged within a transaction.")
    if connection.vendor == "sqlite":
        opening, closing = f'INSERT INTO "{PERMIT_TABLE}" VALUES (1)', f'DELETE FROM "{PERMIT_TABLE}"'
    else:
        opening = f"SELECT set_config('{PERMIT_SETTING}', txid_current()::text, true)"
        closing = f"SELECT set_config('{PERMIT_SETTING}', '', true)"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(opening)
        yield
        cursor.execute(closing)


def keep_others_from_writing() -> None:
    """Until the transaction ends nobody else writes to any table with words, so that none come in behind the search.

    On SQLite a transaction that writes is alone in any case.
    """
    if connection.vendor == "postgresql":
        tables = ", ".join(sorted(connection.ops.quote_name(model._meta.db_table) for model in searched_models()))
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")


def replace(finds: Iterable[Find]) -> None:
    """Write the new values over the old ones, in the rows and in all their versions, leaving no version of its own."""
    by_row: dict[tuple[type[models.Model], int], dict[str, Any]] = {}
    for each in finds:
        by_row.setdefault((each.model, each.pk), {})[each.name] = each.new
    with _permitted():
        for (model, pk), values in by_row.items():
            models.QuerySet(model=model).filter(pk=pk).update(**values)
