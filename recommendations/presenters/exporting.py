"""The lists of this app as files have them; of the register, which programs read too, what its page has no room for."""

from collections.abc import Iterable, Iterator
from typing import Any

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import User
from jac_tracker.accounts.presenters import USE
from jac_tracker.dates import Precision
from jac_tracker.sheets.writing import Column, Of, Value
from recommendations.enums import Marking, Rag, TextSource
from recommendations.filters import may_see_whole_items
from recommendations.presenters.listing import Row, row_of
from recommendations.presenters.lookups import Lookups
from recommendations.presenters.names import Names, holders_of, names_of, worded_holders
from recommendations.presenters.reading import Reading

HEADLINE = (
    Column("reference", "Reference"),
    Column("what", "What", Of.LONG_TEXT),
    Column("kind", "Kind"),
    Column("number_in_report", "Number in report"),
    Column("text", "Text", Of.LONG_TEXT),
    Column("text_source", "Whose words the text is"),
    Column("report", "Report", Of.LONG_TEXT),
    Column("inspection", "Inspection"),
    Column("owner", "Owner"),
    Column("deadline_words", "Deadline as worded"),
    Column("deadline_on", "Deadline", Of.DAY),
    Column("deadline_precision", "How closely the deadline is known"),
    Column("lateness", "How near or late"),
    Column("rag", "RAG"),
    Column("status", "Status"),
    Column("address", "Address", Of.ADDRESS),
)
# Empty for an item that the reader sees no more of than its headline.
BEYOND_HEADLINE = (
    Column("held_by", "Owner post held by"),
    Column("portfolio", "Portfolio"),
    Column("board", "Board"),
    Column("target_on", "Our target", Of.DAY),
    Column("updated_on", "Last update", Of.DAY),
    Column("tracked_by_hmicfrs", "Tracked by HMICFRS"),
    Column("marking", "Marking"),
    Column("seen_whole", "Seen whole"),
)
COLUMNS = (*HEADLINE, *BEYOND_HEADLINE)

# Of a board with its number of items.
BOARDS = (
    Column("name", "Name"),
    USE,
    Column("items", "Items", Of.NUMBER, lambda board: board.number_of_items),
)
CLOSURE_LEVELS = (
    Column("name", "Name"),
    Column("meaning", "What it means", Of.LONG_TEXT),
    USE,
)
# Of a Decided.
DECISIONS = (
    Column("reference", "Item"),
    Column("title", "Title", Of.LONG_TEXT),
    Column("verdict", "Decision"),
    Column("at", "When", Of.MOMENT),
    Column("post", "Under which post"),
    Column("reason", "Reason", Of.LONG_TEXT),
)
# Of a Step.
ACTIONS = (
    Column("number", "Action", Of.NUMBER),
    Column("what", "What", Of.LONG_TEXT),
    Column("part", "Part"),
    Column("post", "Post"),
    Column("holder", "Held by"),
    Column("due_on", "By when", Of.DAY),
    Column("first_due_on", "First", Of.DAY),
    Column("lateness", "How near or late"),
    Column("status", "Status"),
    Column("proof", "Proof", Of.LONG_TEXT),
    Column("done", "Done"),
    Column("came_back", "Why it came back", Of.LONG_TEXT),
    Column("waits_for", "What it waits for", Of.LONG_TEXT),
)

# Of an intake: lists that came in.
_FILE = Column("file", "File", Of.LONG_TEXT, lambda intake: intake.file.name)
_SOURCE = Column("source", "Source")
_BROUGHT_IN = Column("brought_in", "Brought in", Of.MOMENT, lambda intake: intake.file.at)
_STANDING = Column("standing", "Standing", read=lambda intake: intake.get_standing_display())
OWN_LISTS = (_FILE, _SOURCE, _BROUGHT_IN, _STANDING)
THEIR_LISTS = (_FILE, _SOURCE, Column("opening_on", "Day of the list", Of.DAY), _BROUGHT_IN, _STANDING)
# Of a RowShown of the one, and a PairShown of the other.
OWN_ROWS = (
    Column("number", "Row", Of.NUMBER),
    Column("reference", "Reference"),
    Column("title", "What", Of.LONG_TEXT),
    Column("verdict", "Verdict"),
    Column("details", "Details", Of.LONG_TEXT, lambda row: "\n".join(row.details)),
)
THEIR_ROWS = (
    Column("ours", "Ours"),
    Column("theirs", "HMICFRS’s"),
    Column("what", "What", Of.LONG_TEXT),
    Column("pile", "Pile"),
    Column("unexpected", "Not expected"),
    Column("decision", "Decision"),
    Column("note", "Note", Of.LONG_TEXT),
)

_FROM_THE_DATABASE_AT_ONCE = 500  # rows


def columns_for(actor: Actor) -> tuple[Column, ...]:
    """The columns of a file: who sees headlines alone is shown no column that would say that nothing is there."""
    return COLUMNS if may_see_whole_items(actor) else HEADLINE


def every_item(
    items: Any, lookups: Lookups, reading: Reading, actor: Actor, site: str = ""
) -> Iterator[tuple[Value, ...]]:
    """A row of `COLUMNS`' values for each item of a query, read as they are asked for.

    Two statements beside the one for the items, however many there are. `site` stands before addresses.
    """
    rows = items.iterator(chunk_size=_FROM_THE_DATABASE_AT_ONCE)
    return values_of(rows, lookups, reading, actor, site)


def values_of(
    items: Iterable[Any], lookups: Lookups, reading: Reading, actor: Actor, site: str = ""
) -> Iterator[tuple[Value, ...]]:
    """As `every_item`, for items that have been read."""
    held = holders_of(lookups.posts, reading)
    people = {holder.user_id for holders in held.values() for holder in holders}
    names = names_of({User: people}, reading, actor) if reading.is_past else Names()
    worded = {post: worded_holders(holders, names, reading.moment) for post, holders in held.items()}
    for item in items:
        row = row_of(item, lookups, worded.get(item.owner_post_id, ""), reading)
        yield _values(item, row, lookups, site)


def _values(item: Any, row: Row, lookups: Lookups, site: str) -> tuple[Value, ...]:
    headline = (
        row.reference,
        row.what,
        row.kind,
        item.number_in_report,
        item.text,
        TextSource(item.text_source).label,
        row.report.title if row.report else "",
        row.report.inspection if row.report else "",
        row.owner,
        row.words,
        item.deadline_on,
        Precision(item.deadline_precision).label if item.deadline_on and item.deadline_precision else "",
        row.lateness,
        Rag(row.rag).label if row.rag else "",
        row.status,
        site + row.href,
    )
    if not row.is_full:
        return (*headline, *[None] * (len(BEYOND_HEADLINE) - 1), "No")
    return (*headline, *_beyond_headline(item, row, lookups), "Yes")


def _beyond_headline(item: Any, row: Row, lookups: Lookups) -> tuple[Value, ...]:
    return (
        row.holder,
        lookups.portfolios.get(item.portfolio_id, ""),
        lookups.boards.get(item.board_id, ""),
        row.target_on,
        row.updated_on,
        "Yes" if item.tracked_by_hmicfrs else "No",
        Marking(item.marking).label,
    )
