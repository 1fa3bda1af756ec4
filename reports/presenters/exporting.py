"""The lists of this app as a file or a program has them."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from jac_tracker.accounts.actor import Actor
from jac_tracker.sheets.writing import Column, Of, Value
from reports.models import Meeting
from reports.presenters.papers import meeting_rows
from reports.presenters.requests import standing_of

MEETINGS = (
    Column("held_on", "Meeting", Of.DAY),
    Column("place", "Place"),
    Column("paper", "Paper"),
    Column("agenda_item", "Agenda item"),
    Column("state", "State"),
    Column("address", "Address", Of.ADDRESS),
)
REQUESTS = (
    Column("asked_on", "Asked on", Of.DAY),
    Column("minute", "Minute"),
    Column("words", "What was asked", Of.LONG_TEXT),
    Column("private", "Asked in private"),
    Column("asked_of", "Asked of"),
    Column("answer_by", "To be answered by", Of.DAY),
    Column("standing", "Standing"),
    Column("answer", "Answer, or reason", Of.LONG_TEXT),
    Column("address", "Address", Of.ADDRESS),
)
WORD_TEMPLATES = (
    Column("name", "Template", Of.LONG_TEXT),
    Column("page", "Page"),
    Column("added_at", "Added", Of.MOMENT, lambda template: template.file.added_at),
    Column("added_by", "Added by", read=lambda template: str(template.file.by_post or "A command")),
    Column("state", "State", read=lambda template: template.get_state_display()),
)
# Of an ExpunctionRow.
EXPUNCTIONS = (
    Column("number", "Number", Of.NUMBER, lambda row: row.expunction.pk),
    Column("what", "What"),
    Column("ground", "Legal ground", Of.LONG_TEXT),
    Column("proposed_at", "Proposed", Of.MOMENT, lambda row: row.expunction.proposed_at),
    Column("state", "State", read=lambda row: row.expunction.get_state_display()),
)
# Of a value that one replaced.
EXPUNGED = (
    Column("table", "Table"),
    Column("row", "Row", Of.NUMBER),
    Column("column", "Column"),
    Column("sha256", "SHA-256 of the old value", Of.LONG_TEXT),
)


def meetings_values(meetings: Iterable[Meeting], actor: Actor, site: str = "") -> Iterator[tuple[Value, ...]]:
    """A row of `MEETINGS`' values for each, with no more of a paper than the actor may read."""
    for row in meeting_rows(meetings, actor):
        title = row.title if row.paper else ""
        address = site + row.meeting.get_absolute_url()
        yield row.meeting.held_on, row.meeting.place, title, row.agenda_item, row.state, address


def requests_values(requests: Any, on: date, site: str = "") -> Iterator[tuple[Value, ...]]:
    """A row of `REQUESTS`' values for each request of a query: one statement."""
    for asked in requests.select_related("meeting", "answer_by", "asked_of"):
        yield (
            asked.meeting.held_on,
            asked.minute,
            asked.words,
            "Yes" if asked.is_private else "No",
            asked.asked_of.title,
            asked.answer_by.held_on,
            standing_of(asked.outcome, asked.answer_by.held_on, on)[0],
            asked.answer,
            site + asked.get_absolute_url(),
        )
