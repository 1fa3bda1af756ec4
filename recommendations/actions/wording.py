"""What goes out in liaison's words: of an update for the committee, and of an item for the response to its report.

Each is written first, and cleared in an act of its own.
"""

from datetime import datetime
from typing import TypeVar

from django.db import transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import StaleEdit, digest, refuse_stale
from recommendations.actions.turn import Turn, begin
from recommendations.enums import Verb
from recommendations.models import CommitteeWording, ProgressUpdate, Recommendation, ReplyComment
from recommendations.models.progress import Worded
from recommendations.workflow import Need

WORDING_FIELDS = ("text",)

W = TypeVar("W", bound=Worded)


@transaction.atomic
def write_wording(
    *, update: ProgressUpdate, text: str, shown: str | None = None, by: Actor, at: datetime
) -> CommitteeWording:
    """Write what the committee is told of an update, or write it anew, which takes back its clearance."""
    turn = begin(Verb.WRITE_WORDING, update.recommendation, by, {Need.WORDING: text})
    wording = CommitteeWording.objects.locked().filter(update=update).first() or CommitteeWording(update=update)
    refuse_stale(wording, WORDING_FIELDS, shown)
    return _write(turn, wording, text, at)


@transaction.atomic
def clear_wording(*, wording: CommitteeWording, shown: str | None = None, by: Actor, at: datetime) -> CommitteeWording:
    """Let public papers print the wording. Raises StaleEdit if the text is no longer the one `shown`."""
    turn = begin(Verb.CLEAR_WORDING, wording.update.recommendation, by)
    wording = CommitteeWording.objects.locked().get(pk=wording.pk)
    refuse_stale(wording, WORDING_FIELDS, shown)
    return _clear(turn, wording, at)


@transaction.atomic
def write_reply(
    *, recommendation: Recommendation, text: str, shown: str | None = None, by: Actor, at: datetime
) -> ReplyComment:
    """Write what the response to its report says of an item, or write it anew, which takes back its clearance.

    Raises StaleEdit if `reply_digest` would no longer say what was `shown`.
    """
    turn = begin(Verb.WRITE_REPLY, recommendation, by, {Need.COMMENT: text})
    return _write(turn, _comment_as_shown(turn, shown), text, at)


@transaction.atomic
def clear_reply(*, recommendation: Recommendation, shown: str | None = None, by: Actor, at: datetime) -> ReplyComment:
    """Let the response print the comment on an item. Raises StaleEdit if it is no longer the one `shown`."""
    turn = begin(Verb.CLEAR_REPLY, recommendation, by)
    comment = _comment_as_shown(turn, shown)
    if comment.pk is None:
        raise NotPossible("No comment has been written yet.")
    return _clear(turn, comment, at)


def reply_digest(recommendation: Recommendation) -> str:
    """A short fingerprint of an item's comment for the response, also of one that is not written yet."""
    return digest(comment_of(recommendation), WORDING_FIELDS)


def comment_of(recommendation: Recommendation) -> ReplyComment:
    """An item's comment for the response; one that is not saved where none has been written."""
    comments = ReplyComment.objects.filter(recommendation=recommendation)
    return comments.first() or ReplyComment(recommendation=recommendation)


def _comment_as_shown(turn: Turn, shown: str | None) -> ReplyComment:
    """The comment on an item that is locked, which locks the comment with it."""
    if shown is not None and reply_digest(turn.item) != shown:
        raise StaleEdit(turn.item)
    return comment_of(turn.item)


def _write(turn: Turn, row: W, text: str, at: datetime) -> W:
    if row.text == text.strip():
        raise NotPossible("The wording is already this.")
    row.text = text.strip()
    row.cleared_by = row.cleared_at = None
    turn.end(at, others=[row])
    return row


def _clear(turn: Turn, row: W, at: datetime) -> W:
    if row.is_cleared:
        raise NotPossible("The wording has already been cleared.")
    row.cleared_by, row.cleared_at = turn.by.user, at
    turn.end(at, others=[row])
    return row
