"""Cleaning, after an expunction, the places that hold old words and that no table shows."""

import json
from collections.abc import Iterable

from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import DatabaseError, connection, models

from jac_tracker.history.expunging import Passage


def forget_in_passing(passage: Passage) -> int:
    """Empty the cache, and end the sessions that hold the words, in a message not yet shown for instance; how many."""
    cache.clear()
    speaking = [row.pk for row in Session.objects.all().iterator() if _speaks(row.get_decoded(), passage)]
    Session.objects.filter(pk__in=speaking).delete()
    return len(speaking)


def _speaks(value: object, passage: Passage) -> bool:
    if isinstance(value, str):
        # Messages are JSON inside the session's own: there a word stands with escapes, or begins behind one.
        return passage.words in value or json.dumps(passage.words)[1:-1] in value
    if isinstance(value, dict):
        return any(_speaks(each, passage) for pair in value.items() for each in pair)
    return isinstance(value, list | tuple) and any(_speaks(each, passage) for each in value)


def clean_storage(touched: Iterable[type[models.Model]]) -> str:
    """Write the database's files anew without what was replaced in them. "" when done, else why it could not be.

    SQLite: the whole file and its write-ahead log. PostgreSQL: the tables touched, and what its planner noted of their
    values; its own write-ahead log, replicas and backups keep old pages until they are overwritten or thrown away.
    Waits for whoever reads, and gives up after the usual time.
    """
    if connection.in_atomic_block:
        return "No storage is cleaned inside a transaction."
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                for table in sorted({model._meta.db_table for model in touched} | {Session._meta.db_table}):
                    cursor.execute(f"VACUUM (FULL, ANALYZE) {connection.ops.quote_name(table)}")
                return ""
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            is_busy = cursor.fetchone()[0]
            return "The write-ahead log is in use." if is_busy else ""
    except DatabaseError as error:
        return str(error).strip()
