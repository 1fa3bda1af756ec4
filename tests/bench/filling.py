"""A register of any size, with ten years behind it: the people and reports by acts, the items by the database itself.

Whatever the size, as many items are open, today and on any day of the past: only what is closed grows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction

from inspections.models import Publication
from jac_tracker.accounts.models import Post
from jac_tracker.accounts.roles import Role
from jac_tracker.dates import LONDON
from recommendations.enums import CLOSED, DeadlineKind, Kind, Marking, Rag, Status, TextSource, Verb
from recommendations.models import ProgressUpdate, Recommendation, RecommendationEvent
from tests.factories.inspections import make_inspection, make_publication, make_reference
from tests.factories.people import Cast, make_cast, make_member

OPEN_ITEMS = 2_000
VERSIONS = 10
"""Of each item; so many acts as well, two of them progress."""
DAYS = 3_650
RARE_WORD = "lantern"
"""In the text of one item in a hundred, and nowhere else."""
REPORTS = 120
OWNERS = 30
_LONGEST_LIFE = 110  # days


@dataclass(frozen=True)
class Stage:
    """Who and what the measured pages are opened as and on."""

    cast: Cast
    publication: Publication
    today: date


def fill(rows: int, today: date) -> Stage:
    """An empty, migrated database with `rows` items."""
    with transaction.atomic():
        make_reference()
        cast = make_cast()
        owners = _owners(cast)
        reports = [make_publication(make_inspection(f"Inspection {n}"), title=f"Report {n}") for n in range(REPORTS)]
        _lay_items(rows, today, owners, reports, cast)
    return Stage(cast, reports[0], today)


def settle() -> None:
    """What a server does by itself, in time."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _owners(cast: Cast) -> list[Post]:
    portfolios = (cast.crime, cast.local)
    return [
        make_member(f"Owner {n}", f"Head of department {n}", Role.OWNER, portfolios[n % 2]).post for n in range(OWNERS)
    ]


def _lay_items(rows: int, today: date, owners: list[Post], reports: list[Publication], cast: Cast) -> None:
    first = today - timedelta(days=DAYS)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE bench_day (n integer PRIMARY KEY, day date, at timestamp with time zone)"
        )
        cursor.executemany("INSERT INTO bench_day VALUES (%s, %s, %s)", _days(first))
        cursor.execute(
            "CREATE TEMPORARY TABLE bench_item (n integer PRIMARY KEY, begins integer, pace integer,"
            " status varchar(30), rag varchar(10), kind varchar(20), report bigint, owner bigint,"
            " portfolio bigint, text varchar(400))"
        )
        cursor.executemany(f"INSERT INTO bench_item VALUES ({', '.join(['%s'] * 10)})", _items(rows, owners, reports))
        cursor.execute("CREATE TEMPORARY TABLE bench_step (k integer PRIMARY KEY)")
        cursor.executemany("INSERT INTO bench_step VALUES (%s)", [(k,) for k in range(VERSIONS)])
        signed = {"user": str(cast.liaison.user.pk), "post": str(cast.liaison.post.pk)}
        for model, values, source in _inserts(signed):
            cursor.execute(_insert(model, values, source))
        for statement in connection.ops.sequence_reset_sql(no_style(), [Recommendation]):
            cursor.execute(statement)


def _days(first: date) -> Iterable[tuple[int, Any, Any]]:
    ops = connection.ops
    for n in range(DAYS + 3 * _LONGEST_LIFE):
        day = first + timedelta(days=n)
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=LONDON)
        yield n, ops.adapt_datefield_value(day), ops.adapt_datetimefield_value(noon)


def _items(rows: int, owners: list[Post], reports: list[Publication]) -> Iterable[tuple[Any, ...]]:
    """One item after the other: when it begins, by how many days its acts lie apart, and what has become of it."""
    closed, at_work = sorted(CLOSED), [Rag.RED, Rag.AMBER, Rag.AMBER, Rag.GREEN, Rag.GREEN]
    every = max(rows // OPEN_ITEMS, 1)
    for n in range(rows):
        is_open = n % every == 0 and n // every < OPEN_ITEMS
        pace = 4 + n % 8 if is_open else 5 + n % 7  # the tenth act after 36 to 99 days
        if is_open:
            begins = DAYS - (VERSIONS - 1) * pace - n // every % 30
            status, rag = Status.IN_PROGRESS, at_work[n // every % len(at_work)]
        else:
            begins = n * (DAYS - _LONGEST_LIFE) // rows
            status = Status.CLOSED_COMPLETE if n % 10 else closed[n // 10 % len(closed)]
            rag = Rag.BLUE if status == Status.CLOSED_COMPLETE else Rag.NONE
        owner = owners[n % len(owners)]
        rare = f" It names the {RARE_WORD}." if n % 100 == 7 else ""
        text = (
            f"By the end of quarter {n % 4 + 1} the force should make sure that its officers record what they were told"
            f" in case {n}, that supervisors review it within {n % 50 + 1} days, and that the public is told why.{rare}"
        )
        yield (
            *(n, begins, pace, status.value, rag.value, Kind.AFI.value if n % 3 else Kind.RECOMMENDATION.value),
            *(reports[n % len(reports)].pk, owner.pk, owner.portfolio_id, text),
        )


_THEN = "bench_item i CROSS JOIN bench_step s JOIN bench_day d ON d.n = i.begins + s.k * i.pace"
_LAST = VERSIONS - 1
_ENDED = f"i.status IN ({', '.join(repr(status.value) for status in sorted(CLOSED))})"
_STATUS = (
    f"CASE WHEN s.k = 0 THEN '{Status.AWAITING_ALLOCATION.value}' WHEN s.k = {_LAST} THEN i.status"
    f" ELSE '{Status.IN_PROGRESS.value}' END"
)
_STATUS_BEFORE = (
    f"CASE WHEN s.k = 0 THEN '' WHEN s.k = 1 THEN '{Status.AWAITING_ALLOCATION.value}'"
    f" ELSE '{Status.IN_PROGRESS.value}' END"
)
_RAG = (
    f"CASE WHEN s.k = 0 THEN '{Rag.GREY.value}' WHEN s.k = {_LAST} THEN i.rag"
    f" WHEN (i.n + s.k) % 3 = 0 THEN '{Rag.RED.value}' WHEN (i.n + s.k) % 3 = 1 THEN '{Rag.AMBER.value}'"
    f" ELSE '{Rag.GREEN.value}' END"
)
_UPDATES = (3, 6)  # the steps that report progress
_VERBS = {
    0: Verb.REGISTER,
    1: Verb.ALLOCATE,
    **dict.fromkeys((2, 4, 7), Verb.SET_RAG),
    **dict.fromkeys(_UPDATES, Verb.RECORD_PROGRESS),
    5: Verb.EXTEND_TARGET,
    8: Verb.SET_GOVERNANCE,
}
_VERB = "CASE s.k " + " ".join(f"WHEN {k} THEN '{verb.value}'" for k, verb in sorted(_VERBS.items()))
_VERB += f" ELSE CASE WHEN {_ENDED} THEN '{Verb.HMICFRS_CLOSES.value}' ELSE '{Verb.SET_RAG.value}' END END"


def _item(step: str, then: str) -> dict[str, str]:
    """The columns of an item at a step: `step` is its number, `then` the day it was recorded on."""
    owned, updated = f"CASE WHEN {step} > 0 THEN", f"CASE WHEN {step} >= {{}} THEN"
    day = "(SELECT day FROM bench_day WHERE n = i.begins + {})"
    at = "(SELECT at FROM bench_day WHERE n = i.begins + {} * i.pace)"
    return {
        "id": "i.n + 1",
        "kind": "i.kind",
        "reference": "'MP-' || CAST(100000 + i.n AS varchar(10))",
        "number_in_report": "CAST(i.n AS varchar(10))",
        "title": "'Record and review case ' || CAST(i.n AS varchar(10))",
        "text": "i.text",
        "text_source": f"'{TextSource.REPORT.value}'",
        "publication_id": "i.report",
        "addressees": """'["our force"]'""",
        "deadline_words": "'within six months'",
        "deadline_kind": f"'{DeadlineKind.RELATIVE.value}'",
        "deadline_basis_on": day.format("0"),
        "deadline_on": day.format("182"),
        "deadline_precision": "'day'",
        "first_deadline_on": day.format("182"),
        "portfolio_id": f"{owned} i.portfolio END",
        "owner_post_id": f"{owned} i.owner END",
        "allocated_on": f"{owned} {day.format('i.pace')} END",
        "marking": f"'{Marking.OFFICIAL.value}'",
        "tracked_by_hmicfrs": "TRUE",
        "closed_on": f"CASE WHEN {step} = {_LAST} AND {_ENDED} THEN {then} END",
        "updated_at": f"{updated.format(_UPDATES[1])} {at.format(_UPDATES[1])}"
        f" WHEN {step} >= {_UPDATES[0]} THEN {at.format(_UPDATES[0])} END",
    }


def _inserts(signed: Mapping[str, str]) -> Iterable[tuple[type[models.Model], dict[str, str], str]]:
    last = f"bench_item i JOIN bench_day d ON d.n = i.begins + {_LAST} * i.pace"
    yield Recommendation, _item(str(_LAST), "d.day") | {"status": "i.status", "rag": "i.rag"}, last
    act = _uuid(f"i.n * {VERSIONS} + s.k + 1")
    then = f"{_THEN} ORDER BY d.n, s.k, i.n"
    yield (
        RecommendationEvent,
        {
            "act": act,
            "at": "d.at",
            "by_user_id": signed["user"],
            "by_post_id": signed["post"],
            "details": "'{}'",
            "verb": _VERB,
            "recommendation_id": "i.n + 1",
            "from_status": _STATUS_BEFORE,
            "to_status": _STATUS,
        },
        then,
    )
    yield (
        Recommendation.history.model,
        _item("s.k", "d.day")
        | {
            "status": _STATUS,
            "rag": _RAG,
            "act": act,
            "history_date": "d.at",
            "history_type": "CASE WHEN s.k = 0 THEN '+' ELSE '~' END",
            "history_user_id": signed["user"],
            "history_post_id": signed["post"],
        },
        then,
    )
    yield (
        ProgressUpdate,
        {
            "recommendation_id": "i.n + 1",
            "text": "'The review of case ' || CAST(i.n AS varchar(10)) || ' has begun, and is on its way.'",
            "rag": _RAG,
            "happened_on": "d.day",
            "at": "d.at",
            "by_user_id": signed["user"],
            "by_post_id": signed["post"],
        },
        f"{_THEN} WHERE s.k IN ({', '.join(map(str, _UPDATES))}) ORDER BY d.n, s.k, i.n",
    )


def _uuid(number: str) -> str:
    if connection.vendor == "postgresql":
        return f"CAST(lpad(to_hex({number}), 32, '0') AS uuid)"
    return f"printf('%%032x', {number})"


def _insert(model: type[models.Model], values: Mapping[str, str], source: str) -> str:
    """The statement that lays a model's rows; a column that is not among the values is empty."""
    quote = connection.ops.quote_name
    fields = [field for field in model._meta.concrete_fields if field.column in values or not field.primary_key]
    assert values.keys() <= {field.column for field in fields}, f"{model.__name__} has no such column"
    columns = ", ".join(quote(field.column) for field in fields)
    given = ", ".join(values.get(field.column) or _nothing(field) for field in fields)
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) SELECT {given} FROM {source}".replace("%%", "%")


def _nothing(field: Any) -> str:
    return "NULL" if field.null else "''"
