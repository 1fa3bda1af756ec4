"""What was done to an item: each act with old and new values side by side, and names as they were at that moment."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models

from jac_tracker.accounts.models import Post, User
from jac_tracker.accounts.presenters import Change, Entry
from jac_tracker.dates import worded_day, worded_moment
from jac_tracker.history import AppendOnly, Tracked, changed_fields
from jac_tracker.text import lower_first
from recommendations.enums import Addressee, Status, Verb, Verdict
from recommendations.models import (
    Action,
    Claim,
    ClaimAnswer,
    Claimant,
    CommitteeWording,
    Decision,
    Evidence,
    Exhibit,
    HandOverNote,
    HmicfrsStatusRow,
    ListDecision,
    Part,
    ProgressUpdate,
    Proposal,
    Recommendation,
    RecommendationEvent,
    ReplyComment,
    SignOff,
    StoredFile,
    SupportingPost,
)
from recommendations.presenters.names import Names
from recommendations.presenters.recorded import Recorded, Row
from recommendations.presenters.words import capitalised, of_action, said_at_desk
from recommendations.workflow import MOVES

# Said by the act itself, or by another field.
_LEFT_OUT: dict[type[Tracked], frozenset[str]] = {
    Recommendation: frozenset(
        {"reference", "publication", "updated_at", "deadline_confirmed_at", "first_deadline_on", "first_target_on"}
    ),
    Part: frozenset({"recommendation", "letter"}),
    Proposal: frozenset(
        {
            "recommendation", "reason", "proposed_by", "proposed_post", "proposed_at", "answer", "answered_by",
            "answered_post", "answered_at", "answer_reason",
        }
    ),
    CommitteeWording: frozenset({"update", "cleared_by", "cleared_at"}),
    ReplyComment: frozenset({"recommendation", "cleared_by", "cleared_at"}),
    SupportingPost: frozenset({"recommendation"}),
    Action: frozenset({"recommendation", "number", "first_due_on", "done_by", "return_reason"}),
    Evidence: frozenset({"recommendation", "number", "file", "added_at", "added_by", "cites"}),
    Claim: frozenset(
        {
            "recommendation", "number", "standing", "begun_at", "for_post", "claimed_by", "claimed_at", "cites",
            "submitted_on",
        }
    ),
    Claimant: frozenset({"claim", "user"}),
    ClaimAnswer: frozenset({"claim", "part_letter"}),
    Exhibit: frozenset({"claim"}),
    HandOverNote: frozenset({"recommendation", "written_by", "written_at", "read_by", "read_at"}),
    ListDecision: frozenset({"recommendation", "intake", "digest", "note", "compared"}),
}  # fmt: skip
# What every new row has, and which is worth a word only when it changes.
_LEFT_OUT_AT_FIRST: dict[type[Tracked], frozenset[str]] = {
    Claim: frozenset({"round"}),
    Action: frozenset({"status"}),
}


SIGNED_BY_THE_SAME_POST = (
    "Same post: the post that did this leads the item's portfolio, so it counts as signed off at once."
)


def timeline(recorded: Recorded, names: Names) -> list[Entry]:
    """Every act on the item, newest first."""
    changes, told = _changes_by_act(recorded, names), _told_by_act(recorded)
    return [
        Entry(
            title=_title(event),
            by=signature(event, names),
            when=worded_moment(event.at) + _as_of(event),
            words=_words(event),
            changes=(*told[event.act], *changes[event.act]),
            at=event.at,
        )
        for event in reversed(recorded.added[RecommendationEvent])
    ]


def _title(event: Row) -> str:
    label = Verb(event.verb).label
    return of_action(label, event.details["action"]) if "action" in event.details else label


def signature(row: Row, names: Names) -> str:
    """Who recorded an event or an update, under which post, both as they were called then."""
    if row.by_user_id is None:
        return f"the command {getattr(row, 'by_system', '')}".strip()
    return f"{names.of(Post, row.by_post_id, row.at)} ({names.of(User, row.by_user_id, row.at)})"


def _as_of(event: Row) -> str:
    return f", as of {worded_day(event.happened_on)}" if event.happened_on else ""


def _words(event: Row) -> str:
    cites = f"Source: {event.cites}" if event.cites else ""
    same_post = SIGNED_BY_THE_SAME_POST if event.details.get("same_post") else ""
    return "\n".join(filter(None, [event.why, cites, same_post]))


# Acts that add a row, one each.
_ADDING: dict[type[AppendOnly], frozenset[Verb]] = {
    ProgressUpdate: frozenset({Verb.RECORD_PROGRESS}),
    HmicfrsStatusRow: frozenset({Verb.RECORD_HMICFRS_STATUS}),
    Decision: frozenset({Verb.HMICFRS_CLOSES, Verb.DCC_CLOSES, Verb.FORCE_CLOSES}),
}


def _told_by_act(recorded: Recorded) -> dict[UUID, list[Change]]:
    """What each act added beside the item's own fields. The n-th act of a kind added the n-th row; the first may have
    come with the opening balance."""
    found: dict[UUID, list[Change]] = defaultdict(list)
    for model, verbs in _ADDING.items():
        rows = recorded.added[model]
        acts = [
            event.act
            for event in recorded.added[RecommendationEvent]
            if event.verb in verbs or (event.verb == Verb.OPENING_BALANCE and rows and rows[0].at == event.at)
        ]
        for act, older, row in zip(acts, [None, *rows], rows, strict=False):
            found[act] += _told(older, row)
    for act, row in _signed_by_act(recorded):
        found[act].append(_told_of_desk(row))
    return found


def _signed_by_act(recorded: Recorded) -> Iterator[tuple[UUID, Row]]:
    """Each sign-off with its act: a desk's verdict is one of its own, and the claim tells of a desk passed over."""
    events, rows = recorded.added[RecommendationEvent], recorded.added[SignOff]
    verdicts = [event.act for event in events if event.verb in MOVES and MOVES[Verb(event.verb)].decides]
    passed_over = [
        event.act for event in events if event.verb in _PASSING_OVER and event.to_status == Status.WITH_LIAISON
    ]
    yield from zip(verdicts, [row for row in rows if row.verdict != Verdict.SAME_POST], strict=False)
    yield from zip(passed_over, [row for row in rows if row.verdict == Verdict.SAME_POST], strict=False)


# What sends a claim to the first desk, or past it.
_PASSING_OVER = frozenset({Verb.CLAIM, Verb.CHANGE_AFTER_SIGNING})


def _told_of_desk(row: Row) -> Change:
    desk = Status(row.desk).label.removeprefix("With ")
    return Change(f"{capitalised(desk)}'s desk", "", said_at_desk(row))


def _told(older: Row | None, row: Row) -> Iterator[Change]:
    match row:
        case ProgressUpdate():
            yield Change("Progress", "", row.text)
        case HmicfrsStatusRow():
            yield Change("HMICFRS's status", older.get_status_display() if older else "", row.get_status_display())
        case Decision():
            yield Change("Decided by", "", f"{row.decided_by}, {lower_first(row.get_route_display())}")
            if row.closure_level:
                yield Change("Closure level", "", row.closure_level)


def _changes_by_act(recorded: Recorded, names: Names) -> dict[UUID, list[Change]]:
    found: dict[UUID, list[Change]] = defaultdict(list)
    files = {row.pk: row.name for row in recorded.added[StoredFile]}
    for model, older, newer in recorded.pairs():
        found[newer.act] += _changes(model, older, newer, names)
        if model is Evidence and older is None and newer.file_id in files:
            found[newer.act].append(Change(f"Evidence {newer.number}: file", "", files[newer.file_id]))
    return found


def _changes(model: type[Tracked], older: Row | None, newer: Row, names: Names) -> Iterator[Change]:
    """One row's change in words, each foreign key as what it was called when that was recorded."""
    if newer.history_type == "-":
        yield from (Change(change.label, change.new, "") for change in _changes_from(model, None, newer, names))
        return
    yield from _changes_from(model, older, newer, names)


def _changes_from(model: type[Tracked], older: Row | None, newer: Row, names: Names) -> Iterator[Change]:
    for change in changed_fields(model, older, newer):
        left_out = _LEFT_OUT_AT_FIRST.get(model, ()) if older is None else ()
        if change.field.name in _LEFT_OUT.get(model, ()) or change.field.name in left_out:
            continue
        yield Change(
            label=_label(newer, change.field),
            old=value_words(change.field, change.old, names, newer.history_date),
            new=value_words(change.field, change.new, names, newer.history_date),
        )


def _label(row: Row, field: "models.Field[Any, Any]") -> str:
    match row.instance_type.__name__:
        case "Part":
            return f"Part ({row.letter}): {field.verbose_name}"
        case "SupportingPost":
            return "Supporting post"
        case "CommitteeWording":
            return "Wording for the committee"
        case "Action" | "Evidence" as what:
            return f"{what} {row.number}: {field.verbose_name}"
        case "ClaimAnswer":
            return f"Answer to part ({row.part_letter})" if row.part_letter else "Answer"
        case "Exhibit":
            return "Exhibit"
        case "HandOverNote":
            return f"Hand-over note: {field.verbose_name}"
        case _:
            return capitalised(str(field.verbose_name))


def value_words(field: "models.Field[Any, Any]", value: Any, names: Names, moment: datetime | None) -> str:
    """A field's value as a page prints it; empty for none."""
    if field.is_relation:
        return names.of(field.related_model, value, moment)  # type: ignore[arg-type]
    match value:
        case None | "":
            return ""
        case str() if field.name == "part_letter":
            return f"({value})"
        case bool():
            return "Yes" if value else "No"
        case datetime():
            return worded_moment(value)
        case date():
            return worded_day(value)
        case list():
            return addressees_words(value)
        case _:
            return str(dict(field.flatchoices).get(value, value))


def addressees_words(values: Iterable[str]) -> str:
    """Whom an item names: "All forces, College of Policing"."""
    known = dict(Addressee.choices)
    return ", ".join(known.get(value, value) for value in values)
