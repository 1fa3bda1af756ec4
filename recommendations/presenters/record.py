"""One item's page: the headline that everybody may know, and the whole of it for those who may see that."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.urls import reverse

from inspections.models import CauseOfConcern, Inspection, Publication
from inspections.rules import Raised, first_raised_year
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Portfolio, Post, User
from jac_tracker.accounts.presenters import Entry
from jac_tracker.accounts.roles import Duty
from jac_tracker.dates import london_day, worded_day
from recommendations.enums import OPEN, SUBMITTED, Kind, Marking, Status, TextSource, Verb
from recommendations.models import (
    Action,
    Board,
    Decision,
    HmicfrsStatusRow,
    Part,
    Proposal,
    Recommendation,
    RecommendationEvent,
    SupportingPost,
)
from recommendations.presenters.names import Names, Wanted, holders_of, names_of, worded_holders
from recommendations.presenters.notes_left import NoteSaid, notes_on
from recommendations.presenters.reading import Reading
from recommendations.presenters.recorded import Beside, Recorded, Row
from recommendations.presenters.steps import worded_actions
from recommendations.presenters.timeline import addressees_words, timeline
from recommendations.presenters.updates import Update, updates_of
from recommendations.presenters.words import deadline_day, deadline_words, precision_words, published_words
from recommendations.rules.due import worded_due
from recommendations.rules.rag import RAG_RULES, Facts, Suggestion, suggested_rag

Fact = tuple[str, str]


@dataclass(frozen=True)
class Headline:
    """What everybody who may know of an item may know of it, and nothing else."""

    reference: str
    report: str
    published: str
    inspection: str
    kind: str
    text: str
    source: str
    parts: list[Row]
    owner: str
    deadline: str
    deadline_on: str
    rag: str
    status: str


@dataclass(frozen=True)
class Moved:
    """A move of the deadline or of our own target, with its reason."""

    what: str
    when: str
    old: str
    new: str
    why: str


@dataclass(frozen=True)
class Standing:
    """A status from a day on: ours, or the one that HMICFRS gives."""

    status: str
    on: date
    note: str = ""


@dataclass(frozen=True)
class Asked:
    """A proposal that waits for an answer."""

    what: str
    by: str
    of: str
    why: str


@dataclass(frozen=True)
class Whole:
    """The rest of an item, for those who see it whole."""

    title: str
    marking: str
    about: list[Fact]
    dates: list[Fact]
    people: list[Fact]
    governance: list[Fact]
    parts: list[tuple[Row, list[Fact]]]
    moves: list[Moved]
    ours: list[Standing]
    theirs: list[Standing]
    is_tracked: bool
    lateness: str
    actions: str
    rag_reason: str
    suggestion: Suggestion
    asked: list[Asked]
    proposal: Proposal | None
    decisions: list[Row]
    updates: list[Update]
    notes: list[NoteSaid]
    leaving: str  # where who may prepare to hand over its post does so
    history: list[Entry]


def headline_of(item: Any, parts: list[Row], publication: Any, names: Names) -> Headline:
    """The headline of an item of a reading."""
    return Headline(
        reference=item.reference,
        report=publication.title,
        published=published_words(publication),
        inspection=names.of(Inspection, publication.inspection_id),
        kind=Kind(item.kind).label,
        text=item.text,
        source=TextSource(item.text_source).label,
        parts=parts,
        owner=names.of(Post, item.owner_post_id),
        deadline=deadline_words(item),
        deadline_on=deadline_day(item),
        rag=item.rag,
        status=Status(item.status).label,
    )


def read_headline(item: Any, reading: Reading, actor: Actor) -> Headline:
    """The headline alone."""
    publication = publication_of(item, reading)
    wanted: Wanted = {Post: {item.owner_post_id or 0}, Inspection: {publication.inspection_id}}
    parts = list(reading.of(Part).filter(recommendation_id=item.id).order_by("letter", "id"))
    return headline_of(item, parts, publication, names_of(wanted, reading, actor))


@dataclass(frozen=True)
class ReadBeside:
    """What was read along for another app, by model, and what everything it points to is called."""

    rows: dict[type[models.Model], list[Row]]
    names: Names


def read_whole(item: Any, reading: Reading, actor: Actor, beside: Beside = ()) -> tuple[Headline, Whole, ReadBeside]:
    """The headline, the rest, and what was read `beside`.

    As many statements for an item with a long life as for a new one, whatever is read beside.
    """
    publication = publication_of(item, reading)
    recorded = Recorded.about(item.id, reading, actor, beside)
    held = holders_of([item.owner_post_id] if item.owner_post_id else [], reading).get(item.owner_post_id, [])
    wanted = recorded.wanted_names()
    wanted.setdefault(Inspection, set()).add(publication.inspection_id)
    wanted.setdefault(User, set()).update(holder.user_id for holder in held)
    names = names_of(wanted, reading, actor)
    parts = sorted(recorded.standing(Part), key=lambda part: part.letter)
    headline = headline_of(item, parts, publication, names)
    facts = Facts.of(item)
    waiting = [row for row in recorded.standing(Proposal) if not row.answer]
    whole = Whole(
        title=item.title,
        marking=Marking(item.marking).label if item.marking != Marking.OFFICIAL else "",
        about=list(_about(item, names, _first_raised(item.cause_id, actor))),
        dates=list(_dates(item, names, reading)),
        people=list(_people(item, recorded, worded_holders(held, names, reading.moment), names)),
        governance=list(_governance(item, names)),
        parts=[(part, list(_about_part(part))) for part in parts],
        moves=_moves(recorded),
        ours=_ours(recorded),
        theirs=_theirs(recorded),
        is_tracked=item.tracked_by_hmicfrs,
        lateness=_lateness(item, facts, reading.on),
        actions=worded_actions(recorded.standing(Action), item.status, reading.on),
        rag_reason=item.rag_reason,
        suggestion=suggested_rag(facts, reading.on),
        asked=[_asked(row, names) for row in waiting],
        proposal=next((row.instance for row in waiting), None),
        decisions=list(reversed(recorded.added[Decision])),
        updates=updates_of(recorded, names),
        notes=notes_on(recorded, names),
        leaving=_leaving(item, reading, actor),
        history=timeline(recorded, names),
    )
    return headline, whole, ReadBeside(recorded.beside, names)


def publication_of(item: Any, reading: Reading) -> Any:
    """The publication of an item of a reading, as it was at the same moment; as it is now, if it was recorded later."""
    if not reading.is_past:
        return item.publication
    return reading.of(Publication).filter(id=item.publication_id).first() or item.publication


# What it says


def _about(item: Any, names: Names, first_raised: int | None) -> Iterator[Fact]:
    yield "Number in the report", item.number_in_report or "Not given"
    if item.theme:
        yield "Theme", item.theme
    yield "Addressed to", addressees_words(item.addressees) or "Nobody by name: the force it is about"
    if item.cause_id:
        since = f" (first raised in {first_raised})" if first_raised else ""
        yield "Cause of concern", f"{names.of(CauseOfConcern, item.cause_id)}{since}"
    if item.successor_id:
        yield "Superseded by", names.of(Recommendation, item.successor_id)
    if item.tracked_through_id:
        yield "Tracked through", names.of(Recommendation, item.tracked_through_id)


def _about_part(part: Row) -> Iterator[Fact]:
    if not part.is_ours:
        yield "Ours", "No"
    if part.addressees:
        yield "Addressed to", addressees_words(part.addressees)
    if part.is_met is not None:
        yield "Already met", "Yes" if part.is_met else "No"
    if part.deadline_on or part.deadline_words:
        yield "Deadline", ": ".join(filter(None, [f"“{deadline_words(part)}”", deadline_day(part)]))


def _first_raised(cause_id: int | None, actor: Actor) -> int | None:
    """The year in which the cause, or one it repeats, was first raised, as far as the actor may see the chain."""
    if cause_id is None:
        return None
    rows = CauseOfConcern.objects.visible_to(actor).values_list("pk", "repeats_id", "publication__earliest")
    causes = {pk: Raised(repeats_id, earliest.year if earliest else None) for pk, repeats_id, earliest in rows}
    return first_raised_year(cause_id, causes)


# By when


def _dates(item: Any, names: Names, reading: Reading) -> Iterator[Fact]:
    quoted = f"“{item.deadline_words}”" if item.deadline_words else ""
    yield "Deadline", ": ".join(filter(None, [quoted, deadline_day(item)])) or deadline_words(item)
    if item.deadline_words:
        yield "Kind of deadline", item.get_deadline_kind_display()
    if note := precision_words(item):
        yield "How close", note
    if item.deadline_basis_on:
        yield "Reckoned from", worded_day(item.deadline_basis_on)
    if item.first_deadline_on and item.first_deadline_on != item.deadline_on:
        yield "First deadline", worded_day(item.first_deadline_on)
    yield "Checked against the report", _confirmed(item, names, reading)
    yield "Our internal target", worded_day(item.internal_target_on) if item.internal_target_on else "None set"
    if item.first_target_on and item.first_target_on != item.internal_target_on:
        yield "First target", worded_day(item.first_target_on)
    if item.forecast_on:
        yield "Forecast", worded_day(item.forecast_on)
    if item.review_on:
        yield "On hold until it is reviewed on", worded_day(item.review_on)
    if item.closed_on:
        yield "Closed on", worded_day(item.closed_on)


def _confirmed(item: Any, names: Names, reading: Reading) -> str:
    if item.deadline_confirmed_at is None:
        return "Not yet"
    by = names.of(User, item.deadline_confirmed_by_id, reading.moment)
    return f"By {by} on {worded_day(london_day(item.deadline_confirmed_at))}"


def _lateness(item: Any, facts: Facts, on: date) -> str:
    due = facts.due()
    if due is None or item.status not in OPEN - SUBMITTED:
        return ""
    return worded_due(due, on, soon_days=RAG_RULES.amber_days)


_MOVING = {"deadline_on": "Deadline", "internal_target_on": "Our internal target"}


def _moves(recorded: Recorded) -> list[Moved]:
    """Every move of the deadline and of the target, newest first."""
    reasons = {event.act: event.why for event in recorded.added[RecommendationEvent]}
    found = []
    for model, older, newer in recorded.pairs():
        if model is not Recommendation or older is None:
            continue
        for name, what in _MOVING.items():
            old, new = getattr(older, name), getattr(newer, name)
            if old != new:
                when = worded_day(london_day(newer.history_date))
                found.append(Moved(what, when, _day(old), _day(new), reasons.get(newer.act, "")))
    return found[::-1]


def _day(day: date | None) -> str:
    return worded_day(day) if day else "None"


# Who


def _people(item: Any, recorded: Recorded, holders: str, names: Names) -> Iterator[Fact]:
    owner = names.of(Post, item.owner_post_id)
    yield "Owner", owner or "None yet"
    if owner:
        yield "Held by", holders or "Nobody"
    yield "Portfolio", names.of(Portfolio, item.portfolio_id) or "None yet"
    helpers = [names.of(Post, row.post_id) for row in recorded.standing(SupportingPost)]
    yield "Supported by", ", ".join(helpers) or "Nobody"


def _governance(item: Any, names: Names) -> Iterator[Fact]:
    yield "Board", names.of(Board, item.board_id) or "None"
    yield "Programme", item.programme or "None"
    risk = ", ".join(filter(None, [item.risk_reference, item.risk_rating]))
    yield "Risk register", risk or "Not in it"


def _leaving(item: Any, reading: Reading, actor: Actor) -> str:
    """The address of the page on which the actor can prepare to hand over the owner's post; "" where it is not to."""
    may = actor.may(Duty.KEEP_REGISTER) or item.owner_post_id in actor.post_ids
    if item.owner_post_id is None or reading.is_past or not may:
        return ""
    return reverse("prepare_hand_over", args=[item.owner_post_id])


# How it stands


def _ours(recorded: Recorded) -> list[Standing]:
    """Our own statuses, newest first, each from the day on which it came about."""
    found = []
    for event in recorded.added[RecommendationEvent]:
        if event.to_status != event.from_status:
            on = event.happened_on or london_day(event.at)
            found.append(Standing(Status(event.to_status).label, on, Verb(event.verb).label))
    return found[::-1]


def _theirs(recorded: Recorded) -> list[Standing]:
    """HMICFRS's statuses, newest first."""
    rows = sorted(recorded.added[HmicfrsStatusRow], key=lambda row: (row.status_on, row.pk), reverse=True)
    return [
        Standing(row.get_status_display(), row.status_on, "\n".join(filter(None, [row.hmicfrs_reference, row.comment])))
        for row in rows
    ]


def _asked(row: Row, names: Names) -> Asked:
    portfolio = names.of(Portfolio, row.portfolio_id)
    return Asked(
        what=row.get_kind_display(),
        by=names.of(Post, row.proposed_post_id) or "a command",
        of=f"the lead of {portfolio}" if portfolio else "a second liaison officer or the Deputy Chief Constable",
        why=row.reason,
    )
