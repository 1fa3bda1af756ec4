"""R: the SQL that a careful hand would write for the same rows, count and facets."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection

from recommendations.enums import OPEN, Rag

_ROWS = """
SELECT r.id, r.reference, r.title, r.kind, r.deadline_words, r.deadline_on, r.internal_target_on, r.rag, r.status,
       r.updated_at, p.title, o.title
FROM ({found}) f
JOIN {table} r ON r.{key} = f.{key}
JOIN inspections_publication p ON p.id = r.publication_id
LEFT JOIN accounts_post o ON o.id = r.owner_post_id
ORDER BY r.reference"""
_ITEMS, _VERSIONS = "recommendations_recommendation", "recommendations_historicalrecommendation"
_OPEN = "(" + ", ".join(f"'{status.value}'" for status in sorted(OPEN)) + ")"

Questions = list[tuple[str, Any]]


def by_rag(cube: Iterable[tuple[Any, ...]], statuses: Collection[str]) -> Counter[str]:
    """How many items of a cube have each RAG and one of these statuses, by the label of the RAG."""
    numbers: Counter[str] = Counter()
    for rag, _kind, status, number in cube:
        if status in statuses:
            numbers[Rag(rag).label] += number
    return numbers


def page(number: int, size: int) -> Questions:
    """A page of all items, how many there are, and how many of each RAG, kind and status: joined late."""
    found = f"SELECT id FROM {_ITEMS} ORDER BY reference LIMIT {size} OFFSET {(number - 1) * size}"
    return [
        (_ROWS.format(found=found, table=_ITEMS, key="id"), ()),
        (f"SELECT rag, kind, status, count(*) FROM {_ITEMS} GROUP BY rag, kind, status", ()),
    ]


def search(word: str, size: int) -> Questions:
    """The first page of the items with a word in them or in their updates, and how many there are of each sort."""
    like = "LIKE %s ESCAPE '\\'" if connection.vendor == "sqlite" else "LIKE upper(%s)"
    text = "{}" if connection.vendor == "sqlite" else "upper({})"
    columns = [f"{text.format(name)} {like}" for name in ("reference", "text", "title")]
    updates = (
        f"EXISTS (SELECT 1 FROM recommendations_progressupdate u WHERE u.recommendation_id = i.id"
        f" AND {text.format('u.text')} {like})"
    )
    where = f"FROM {_ITEMS} i WHERE {' OR '.join([*columns, updates])}"
    given = [f"%{word}%"] * 4
    found = f"SELECT id {where} ORDER BY reference LIMIT {size}"
    return [
        (_ROWS.format(found=found, table=_ITEMS, key="id"), given),
        (f"SELECT rag, kind, status, count(*) {where} GROUP BY rag, kind, status", given),
    ]


def as_at(moment: Any, size: int) -> Questions:
    """The first page of the items that were open at a moment, and how many items there were of each sort then."""
    newest = (
        f"FROM {_VERSIONS} n WHERE n.id = i.id AND n.history_date <= %s"
        " ORDER BY n.history_date DESC, n.history_id DESC LIMIT 1"
    )
    if connection.vendor == "postgresql":  # which reads the whole table into a hash for the other
        joined = f"CROSS JOIN LATERAL (SELECT * {newest}) h"
    else:
        joined = f"JOIN {_VERSIONS} h ON h.history_id = (SELECT n.history_id {newest})"
    standing = f"SELECT h.* FROM {_ITEMS} i {joined} WHERE h.history_type <> '-'"
    found = f"SELECT history_id FROM ({standing} AND h.status IN {_OPEN}) s ORDER BY reference LIMIT {size}"
    given = [connection.ops.adapt_datetimefield_value(moment)]
    return [
        (_ROWS.format(found=found, table=_VERSIONS, key="history_id"), given),
        (f"SELECT rag, kind, status, count(*) FROM ({standing}) s GROUP BY rag, kind, status", given),
    ]
