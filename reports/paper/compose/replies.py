"""Replies that somebody owes to a report."""

from collections.abc import Iterator
from datetime import date

from inspections.enums import ReplyKind
from inspections.rules import SECTION_55_DAYS
from jac_tracker.dates import worded_day
from reports.paper.blocks import Block, paragraph, strong
from reports.paper.compose.setting import Setting
from reports.paper.data import Reply
from reports.paper.words import by_when, on_day


def reply_sentences(reply: Reply, on: date) -> str:
    """What is owed, by whom, to whom and by when; where our input stands; and that it is out.

    It says when things were due and when they were done, never that they were late: the duty is seldom the force's.
    """
    return " ".join(filter(None, [_owed(reply, on), _input(reply), _out(reply)]))


def replies_due(setting: Setting) -> Iterator[Block]:
    """The replies that were still to be published at the cut-off, in order of their last day."""
    due = [
        (reply, publication)
        for publication in setting.data.publications
        for reply in publication.replies
        if reply.published_on is None or reply.published_on > setting.data.on
    ]
    if not due:
        yield paragraph("No replies to reports are due.")
        return
    due.sort(key=lambda each: (each[0].due.sort_key, each[1].id))
    yield setting.listed(
        [
            (paragraph(strong(publication.title), f": {reply_sentences(reply, setting.data.on)}"),)
            for reply, publication in due
        ]
    )


def _owed(reply: Reply, on: date) -> str:
    is_over = (reply.due.latest is not None and reply.due.latest < on) or reply.published_on is not None
    was = "was" if is_over else "is"
    last_day = by_when(reply.due)
    match reply.kind:
        case ReplyKind.SECTION_55:
            return (
                f"The {SECTION_55_DAYS}-day response of the {reply.owed_by} to {reply.owed_to}, under section 55 of "
                f"the Police Act 1996, {was} due {last_day}."
            )
        case ReplyKind.JTAI_STATEMENT:
            return f"{reply.owed_by} {was} to send a statement of proposed action to {reply.owed_to} {last_day}."
        case ReplyKind.SUPER_COMPLAINT:
            return f"{reply.owed_by} {was} to respond on the super-complaint to {reply.owed_to} {last_day}."
        case ReplyKind.ACTION_PLAN:
            return f"{reply.owed_by} {was} to send an action plan to {reply.owed_to} {last_day}."
        case _:
            return f"{reply.owed_by} {was} to reply to {reply.owed_to} {last_day}."


def _input(reply: Reply) -> str:
    if reply.our_input_sent_on:
        return f"The force’s input was sent {on_day(reply.our_input_sent_on)}."
    if reply.our_input_due_on and reply.published_on is None:
        return f"The force’s input is due by {worded_day(reply.our_input_due_on)}."
    return ""


def _out(reply: Reply) -> str:
    return f"It was published {on_day(reply.published_on)}." if reply.published_on else ""
