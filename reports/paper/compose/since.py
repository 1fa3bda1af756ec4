"""What has happened since the last meeting, in the order in which papers tell of it: inspections, reports, replies,
then the register."""

from collections.abc import Iterator

from inspections.enums import Phase
from jac_tracker.dates import worded_day
from recommendations.enums import SET_ASIDE
from reports.paper.blocks import Block, Flow, item, paragraph, strong
from reports.paper.compose.inspections import coming_entry, fieldwork_words
from reports.paper.compose.items import counts_worded, items_worded
from reports.paper.compose.kinds import plural_of
from reports.paper.compose.replies import reply_sentences
from reports.paper.compose.setting import Setting, limits, limits_of_inspections
from reports.paper.compose.since_items import items_since, taken_items
from reports.paper.compose.telling import Teller
from reports.paper.data import Change, Matter, PaperData, Publication, Reply
from reports.paper.words import counted, ended, has_or_have, told_in, when

_ABOUT_INSPECTIONS = (Matter.CONDUCTED, Matter.NOTIFIED)
_ABOUT_PUBLICATIONS = (Matter.PUBLISHED, Matter.INPUT_SENT, Matter.REPLY_MADE, Matter.REPLY_DUE)


def since_last_meeting(setting: Setting) -> Iterator[Block]:
    """Everything that was recorded in the period, told whole, or where the officer wants a summary, counted."""
    teller = Teller(setting, proposed(setting))
    yield from limits(setting)
    yield from limits_of_inspections(setting, list(map(plural_of, setting.kinds)))
    yield from _inspections(teller)
    yield from _reports(teller)
    yield from _replies(teller)
    yield from _monitoring(teller)
    yield from items_since(teller)


def proposed(setting: Setting) -> tuple[Change, ...]:
    """The changes of the period that are of the kinds, portfolios and parts that the section is limited to."""
    items = taken_items(setting)
    return tuple(
        change
        for change in setting.data.changes
        if change.matter is Matter.PHASE
        or (change.about in items if change.matter not in _OF_INSPECTIONS else _is_taken(setting, change))
    )


_OF_INSPECTIONS = (*_ABOUT_INSPECTIONS, *_ABOUT_PUBLICATIONS)


def _is_taken(setting: Setting, change: Change) -> bool:
    data = setting.data
    number = change.about if change.matter in _ABOUT_INSPECTIONS else data.publication[change.about].inspection_id
    return setting.covers(data.inspection[number])


def row_words(data: PaperData, change: Change) -> str:
    """A change as a page offers it to the officer among others of its matter: what it happened to."""
    if change.matter is Matter.PHASE:
        return Phase(change.new).label
    if change.matter in _ABOUT_INSPECTIONS:
        return data.inspection[change.about].title
    if change.matter in _ABOUT_PUBLICATIONS:
        return data.publication[change.about].title
    item = data.item[change.about]
    told = change.by if change.matter is Matter.RE_DATED else ""
    return f"{item.reference}, {item.title}{f' ({told})' if told else ''}"


# Inspections


def _inspections(teller: Teller) -> Iterator[Block]:
    data = teller.setting.data
    yield teller.heading("Inspections")
    conducted, notified = teller.found(Matter.CONDUCTED), teller.found(Matter.NOTIFIED)

    def conducted_entry(change: Change) -> Flow:
        inspection = data.inspection[change.about]
        told = " ".join(filter(None, [fieldwork_words(inspection), _recorded_late(teller, change)]))
        return item(strong(ended(inspection.title)), f" {told}" if told else "")

    if not conducted and not notified:
        words = "no inspections have been conducted, and the force has been notified of none"
        yield paragraph(f"{teller.sentence(words)}.")
    else:
        number = len(conducted)
        words = f"{counted(number, 'inspection')} {has_or_have(number)} been conducted"
        yield from teller.tell(conducted, words, conducted_entry)
        number = len(notified)
        words = f"the force has been notified of {counted(number, 'inspection')}{' to come' if number else ''}"
        yield from teller.tell(notified, words, lambda change: coming_entry(data.inspection[change.about]))
    yield from teller.added(*_ABOUT_INSPECTIONS)


def _recorded_late(teller: Teller, change: Change) -> str:
    words = teller.late(change).strip(" ()")
    return f"This was {words}." if words else ""


# Reports


def _reports(teller: Teller) -> Iterator[Block]:
    yield teller.heading("Reports published")
    published = teller.found(Matter.PUBLISHED)
    number = len(published)
    words = f"{counted(number, 'report')} {has_or_have(number)} been published"
    yield from teller.tell(published, words, lambda change: _report_entry(teller, change))
    yield from teller.added(Matter.PUBLISHED)


def _report_entry(teller: Teller, change: Change) -> Flow:
    data = teller.setting.data
    publication = data.publication[change.about]
    day = "" if told_in(publication.title, publication.day) else f", published {when(publication.day)}"
    return item(strong(publication.title), f"{day}{teller.late(change)}{_made(data, publication)}")


def _made(data: PaperData, publication: Publication) -> str:
    """What the report asks: by its own counts, else by what the register holds of it."""
    if publication.counts:
        return f", with {counts_worded(publication.counts)}"
    items = [each for each in data.items_of.get(publication.id, ()) if each.status not in SET_ASIDE]
    return f", with {items_worded(items)}" if items else "; no recommendations were made"


# Replies and monitoring


def _replies(teller: Teller) -> Iterator[Block]:
    matters = (Matter.REPLY_MADE, Matter.INPUT_SENT, Matter.REPLY_DUE)
    yield teller.heading("Replies")
    made, sent, due = (teller.found(matter) for matter in matters)
    if not made and not sent and not due:
        yield paragraph(f"{teller.sentence('no replies to reports have been made or asked for')}.")
    told: set[int] = set()
    for changes, words in (
        (made, f"{counted(len(made), 'reply', 'replies')} {has_or_have(len(made))} been published"),
        (sent, f"the force has sent its input to {counted(len(sent), 'reply', 'replies')}"),
        (due, f"{counted(len(due), 'reply has', 'replies have')} been asked for"),
    ):
        # A reply of which several things were recorded is told of once, with all of them.
        replies = {each.key: _reply(teller.setting.data, each).id for each in changes}
        above = [each for each in changes if replies[each.key] in told]
        if changes:
            yield from teller.tell(changes, words, lambda change: _reply_entry(teller, change), above)
        told |= {number for key, number in replies.items() if key not in teller.setting.dropped}
    yield from teller.added(*matters)


def _reply(data: PaperData, change: Change) -> Reply:
    return next(reply for reply in data.publication[change.about].replies if str(reply.id) == change.new)


def _reply_entry(teller: Teller, change: Change) -> Flow:
    data = teller.setting.data
    words = reply_sentences(_reply(data, change), data.on)
    return item(strong(data.publication[change.about].title), f": {words}{_sentence(_recorded_late(teller, change))}")


def _sentence(words: str) -> str:
    return f" {words}" if words else ""


def _monitoring(teller: Teller) -> Iterator[Block]:
    """How the force is monitored; nothing where that is not recorded."""
    data = teller.setting.data
    changes = [each for each in teller.found(Matter.PHASE) if each.key not in teller.setting.dropped]
    if not changes and data.monitoring is None and not any(teller.added(Matter.PHASE)):
        return
    yield teller.heading("Monitoring")
    for change in changes:
        words = f"HMICFRS has moved the force to {Phase(change.new).label}, from"
        assert change.happened_on is not None
        yield paragraph(f"{teller.sentence(words)} {worded_day(change.happened_on)}{teller.late(change)}.")
    if not changes and data.monitoring is not None:
        phase, day = data.monitoring.phase.label, worded_day(data.monitoring.from_on)
        yield paragraph(f"HMICFRS’s monitoring of the force has not changed: {phase}, since {day}.")
    yield from teller.added(Matter.PHASE)
