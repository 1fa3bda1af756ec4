"""What an expunction would replace: the values that hold its words, or its file."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.utils.text import capfirst

from jac_tracker.history.expunging import (
    SHORTEST,
    Find,
    Found,
    Passage,
    Rows,
    find,
    find_whole,
    old_hash,
    rows_under,
    tombstone,
)
from recommendations.models import EXPUNGED_KEY, Evidence, Recommendation, StoredFile
from reports.models import Expunction, ExpunctionEvent


def preview(expunction: Expunction, on: date) -> Found:
    """Every value that the expunction would replace if it were carried out on the day, the proposal's own left out;
    and what stands elsewhere in nearly the same words."""
    stone = tombstone(on)
    if expunction.file_id is not None:
        return Found(tuple(_merged(_finds_of_file(expunction, stone))))
    found = find(Passage(expunction.words), stone, _rows_in_scope(expunction))
    own = own_rows(expunction)
    return Found(tuple(each for each in found.finds if each.number not in own.get(each.tracked, ())), found.misses)


def fingerprint_of(found: Found) -> str:
    """A short fingerprint of the values that would change, whatever the day: what a person agrees to."""
    places = sorted((each.model._meta.label, each.pk, each.name, old_hash(each.old)) for each in found.finds)
    return hashlib.sha256(json.dumps(places).encode()).hexdigest()[:32]


def count_by_place(finds: Iterable[Find]) -> list[tuple[str, int, int]]:
    """What is counted, how many values of rows as they are now, and how many of their earlier versions; no words."""
    now: Counter[str] = Counter()
    before: Counter[str] = Counter()
    for each in finds:
        name = f"{capfirst(each.tracked._meta.verbose_name)}: {each.column}"
        (before if each.is_version else now)[name] += 1
    return [(name, now[name], before[name]) for name in sorted({*now, *before})]


def _rows_in_scope(expunction: Expunction) -> Rows | None:
    """The rows that belong to the item, its files too; None for the whole register."""
    if expunction.recommendation_id is None:
        return None
    under = dict(rows_under(Recommendation, expunction.recommendation_id, except_for=[Expunction]))
    numbers = under.get(Evidence, frozenset())
    versions: Any = models.QuerySet(model=Evidence.history.model).filter(id__in=numbers, file__isnull=False)
    under[StoredFile] = frozenset(versions.values_list("file", flat=True))
    return under


def own_rows(expunction: Expunction) -> Rows:
    if expunction.pk is None:
        return {}
    events = frozenset(expunction.events.values_list("pk", flat=True))
    return {Expunction: frozenset({expunction.pk}), ExpunctionEvent: events}


def _finds_of_file(expunction: Expunction, stone: str) -> Iterable[Find]:
    """The file, every other with the same bytes, and its name wherever an item that holds one tells it.

    A name shorter than any passage tells nothing, and stands for other things: for the letter of a part, say.
    """
    assert expunction.file is not None
    copies = list(StoredFile.objects.filter(sha256=expunction.file.sha256))
    for each in copies:
        yield Find(StoredFile, each.pk, "key", each.pk, each.key, f"{EXPUNGED_KEY}{each.pk}")
        yield Find(StoredFile, each.pk, "name", each.pk, each.name, stone)
    for each in (copy for copy in copies if len(copy.name) >= SHORTEST):
        for number in Evidence.objects.filter(file=each).values_list("recommendation", flat=True).distinct():
            under = rows_under(Recommendation, number, except_for=[Expunction])
            yield from find_whole(each.name, stone, under)


def _merged(finds: Iterable[Find]) -> list[Find]:
    """One find for each value: what is found twice, as the name of a file that is there twice, is replaced once."""
    return list({(each.model, each.pk, each.name): each for each in finds}.values())
