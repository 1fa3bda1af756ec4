"""What was done to a board: each act with old and new values, newest first."""

from itertools import pairwise
from typing import Any

from jac_tracker.accounts.models import Post
from jac_tracker.accounts.presenters import Change, Entry, add_people, signature
from jac_tracker.dates import worded_moment
from jac_tracker.history import Tracked, changed_fields, names_of
from recommendations.models import Board, RecommendationEvent

_CALLED_BY: dict[type[Tracked], str] = {Post: "title"}


def board_timeline(board: Board) -> list[Entry]:
    """Everything recorded about a board itself; as many statements for many acts as for one."""
    versions: list[Any] = list(Board.history.filter(id=board.pk).order_by("history_date", "history_id"))
    events = {
        event.act: event for event in RecommendationEvent.objects.filter(act__in=[version.act for version in versions])
    }
    names = names_of({Post: {event.by_post_id for event in events.values() if event.by_post_id}}, _CALLED_BY)
    add_people(names, {event.by_user_id for event in events.values() if event.by_user_id})
    found = []
    for older, newer in pairwise([None, *versions]):
        event = events[newer.act]
        changes = _changes(older, newer) if older else ()
        found.append(
            Entry(event.get_verb_display(), signature(event, names), worded_moment(event.at), event.why, changes)
        )
    return found[::-1]


def _changes(older: Any, newer: Any) -> tuple[Change, ...]:
    return tuple(
        Change("Use", _use(found.old), _use(found.new))
        if found.field.name == "is_active"
        else Change("Name", found.old, found.new)
        for found in changed_fields(Board, older, newer)
    )


def _use(is_active: bool) -> str:
    return "In use" if is_active else "Not in use"
