"""What was recorded in the period, of what the paper may tell of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from inspections.enums import MilestoneKind, OurPart, Stage
from inspections.models import MonitoringPhase
from jac_tracker.accounts.models import Post
from recommendations.enums import AT_WORK, CLOSED, OPEN, Rag, Verb
from reports.paper.blocks import Audience
from reports.paper.data import Change, Inspection, Item, Matter, Period, Publication, Update
from reports.paper.data.inspectorate import ANSWERS, PARTS_TAKEN
from reports.paper.gather.passages import Start
from reports.paper.gather.past import Past
from reports.paper.gather.versions import DATES, Versions, worded

_SHOW_NOTICE = (MilestoneKind.NOTIFIED, MilestoneKind.FIELDWORK, MilestoneKind.RESPONSE_CLOSES)


def inspection_changes(inspections: Iterable[Inspection], past: Past, period: Period, on: date) -> Iterator[Change]:
    """What the inspectorate did, what was answered, and how the force is monitored."""
    for inspection in inspections:
        yield from _conducted(inspection, period)
        yield from _notified(inspection, period)
        for publication in inspection.publications:
            yield from _published(publication, period)
            yield from _replied(publication, period, inspection.known_at)
    recorded = past.first_recorded(MonitoringPhase)
    for row in past.rows(MonitoringPhase).values():
        if row.from_on <= on and period.holds(recorded[row.id,]):
            yield _change(Matter.PHASE, 0, recorded[row.id,], row.id, happened_on=row.from_on, new=row.phase)


def _conducted(inspection: Inspection, period: Period) -> Iterator[Change]:
    """Fieldwork or a debrief that was first recorded in the period as it came to pass."""
    moment = inspection.happened_at
    if moment is not None and period.holds(moment) and inspection.our_part in PARTS_TAKEN:
        days = [each.day.latest for each in inspection.happened if each.day.latest]
        yield _change(Matter.CONDUCTED, inspection.id, moment, happened_on=max(days, default=None))


def _notified(inspection: Inspection, period: Period) -> Iterator[Change]:
    shown = [each for each in inspection.milestones if each.kind in _SHOW_NOTICE]
    if shown and inspection.stage is Stage.COMING and inspection.our_part is not OurPart.NOT_INSPECTED:
        moment = max(inspection.known_at, min(each.recorded_at for each in shown))
        if period.holds(moment):
            yield _change(Matter.NOTIFIED, inspection.id, moment)


def _published(publication: Publication, period: Period) -> Iterator[Change]:
    if publication.kind not in ANSWERS and publication.came_out_in(period):
        day = publication.day.latest
        yield _change(Matter.PUBLISHED, publication.id, publication.out_at, happened_on=day)


def _replied(publication: Publication, period: Period, known_at: datetime) -> Iterator[Change]:
    for reply in publication.replies:
        given = (
            (Matter.INPUT_SENT, reply.sent_at, reply.our_input_sent_on),
            (Matter.REPLY_MADE, reply.published_at, reply.published_on),
            (Matter.REPLY_DUE, None if reply.published_on else reply.recorded_at, None),
        )
        for matter, recorded_at, day in given:
            if recorded_at is not None and period.holds(moment := max(recorded_at, known_at)):
                yield _change(matter, publication.id, moment, reply.id, happened_on=day, new=str(reply.id))


class ItemChanges:
    """Finds what was recorded on the items that a paper may tell of."""

    def __init__(self, versions: Versions, past: Past, period: Period, start: Start, audience: Audience) -> None:
        self.versions, self.past, self.period, self.start = versions, past, period, start
        self.is_internal = audience is Audience.INTERNAL

    def of(self, item: Item, moves: Sequence[Any], updates: Sequence[Update]) -> Iterator[Change]:
        """Everything recorded on one item, in order of kind."""
        if not self.start.may_tell(item.id):
            if item.status in OPEN:
                yield _change(Matter.NEW, item.id, self.period.until)
            return
        yield from self._moves(item, moves)
        if item.id in self.start.before:
            yield from self._differences(item)
        yield from self._progress(item, updates)

    def _moves(self, item: Item, moves: Sequence[Any]) -> Iterator[Change]:
        for move in moves:
            matter = _matter(move, self.is_internal)
            if matter is None:
                continue
            is_decision = matter is Matter.CLOSED and item.decision is not None and item.decision.at == move.at
            yield _change(
                matter,
                item.id,
                move.at,
                move.id,
                happened_on=item.decision.decided_on if is_decision and item.decision else move.happened_on,
                old=move.from_status,
                new=move.to_status,
                by=item.decision.decided_by if is_decision and item.decision else "",
                reason=move.why if self.is_internal else "",
            )

    def _differences(self, item: Item) -> Iterator[Change]:
        """What differs between the two ends of the period; what was changed and changed back is not told."""
        assert self.period.since is not None
        old, new = (self.versions.at(item.id, moment) for moment in (self.period.since, self.period.until))
        if old is None or new is None or new.status not in OPEN:
            return
        at = new.history_date
        posts = self.past.rows(Post)
        if new.owner_post_id and old.owner_post_id != new.owner_post_id:
            matter = Matter.RE_OWNED if old.owner_post_id else Matter.ALLOCATED
            before = posts[old.owner_post_id].title if old.owner_post_id else ""
            yield _change(matter, item.id, at, old=before, new=posts[new.owner_post_id].title)
        for place, (of, field, _) in enumerate(DATES):
            days = getattr(old, field), getattr(new, field)
            if days[0] is not None and days[0] != days[1]:
                reason = self._reasons(item.id, old, field) if self.is_internal else ""
                yield _change(
                    Matter.RE_DATED, item.id, at, place, old=worded(days[0]), new=worded(days[1]), by=of, reason=reason
                )
        if old.rag != new.rag and old.status in AT_WORK and new.status in AT_WORK:
            yield _change(Matter.RATED, item.id, at, old=Rag(old.rag).label, new=Rag(new.rag).label)

    def _reasons(self, number: int, standing: Any, field: str) -> str:
        reasons = []
        day = getattr(standing, field)
        for row in self.versions.within(number, self.period):
            if getattr(row, field) != day:
                reasons.append(row.history_change_reason or "")
                day = getattr(row, field)
        return "; ".join(filter(None, reasons))

    def _progress(self, item: Item, updates: Sequence[Update]) -> Iterator[Change]:
        """One change for each item, with the latest words that may be told of what was recorded in the period."""
        found = [each for each in updates if self.period.holds(each.at)]
        if not found:
            return
        told = [each for each in found if each.text] or found
        newest = told[-1]
        yield _change(
            Matter.PROGRESS,
            item.id,
            newest.at,
            happened_on=newest.happened_on,
            new=newest.text,
            is_cleared=newest.is_cleared,
        )


def gather_changes(
    items: Iterable[Item],
    finder: ItemChanges,
    moves: Mapping[int, Sequence[Any]],
    updates: Mapping[int, Sequence[Update]],
) -> Iterator[Change]:
    """What was recorded on each item, in the order of the items."""
    for item in items:
        yield from finder.of(item, moves.get(item.id, ()), updates.get(item.id, ()))


def _matter(move: Any, is_internal: bool) -> Matter | None:
    """What a change of status is told as. It counts as the balance does; steps between our own desks are not told."""
    was_open, is_open = move.from_status in OPEN, move.to_status in OPEN
    if is_open and not was_open:
        if not move.from_status:
            return Matter.NEW
        return Matter.REOPENED if move.from_status in CLOSED else Matter.RULED_IN
    if was_open and not is_open:
        return Matter.CLOSED if move.to_status in CLOSED else Matter.RULED_OUT
    match move.verb:
        case Verb.SUBMIT:
            return Matter.SENT
        case Verb.HMICFRS_RETURNS:
            return Matter.RETURNED
        case Verb.RETURN_CLAIM if is_internal:
            return Matter.RETURNED
        case _:
            return None


def _change(matter: Matter, about: int, recorded_at: datetime, number: int | None = None, **values: Any) -> Change:
    key = f"{matter}:{about}" if number is None else f"{matter}:{about}:{number}"
    return Change(matter, key, about, recorded_at, **values)
