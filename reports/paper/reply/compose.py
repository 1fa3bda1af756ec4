"""The words of a reply: for each item what the report asks, what the force says, and what it does or why not."""

import string
from collections.abc import Iterator, Sequence
from datetime import date

from jac_tracker.dates import worded_day
from recommendations.enums import SUBMITTED, Addressee, Kind, Status, TextSource
from recommendations.rules.addressees import names_us
from reports.paper.blocks import (
    Block,
    BulletList,
    Document,
    Flow,
    KeyValue,
    KeyValueList,
    Marker,
    NumberedList,
    Quote,
    emphasis,
    heading,
    item,
    paragraph,
    spans,
    strong,
)
from reports.paper.compose.items import ADDRESSEES
from reports.paper.compose.replies import reply_sentences
from reports.paper.reply.data import ReplyCause, ReplyData, ReplyItem
from reports.paper.words import NAMES_OF_KINDS, capitalised, counted, inspectorate_on, joined, on_day, when

TO_BE_ADDED = "To be added."


def compose_reply(data: ReplyData) -> Document:
    """The reply as a document. What only a person can say, and has not said yet, is "To be added."."""
    return Document(
        title=f"Response to: {data.title}",
        force=data.force,
        body=data.body,
        committee="Response of the force to a report of the inspectorate",
        meeting_on=worded_day(data.on),
        blocks=tuple(_blocks(data)),
    )


def lacks(item: ReplyItem) -> tuple[str, ...]:
    """What a person has still to add of an item before the reply can go out, within a sentence. Empty is whole."""
    found = []
    if not item.text:
        found.append("the text")
    if item.status == Status.NOT_APPLICABLE:
        if _lacks_reason(item):
            found.append("why no action is taken (the reason in the register does not go out)")
    elif item.comment is None and item.status != Status.FOR_INFORMATION:
        found.append("the comment")
    return tuple(found)


def _blocks(data: ReplyData) -> Iterator[Block]:
    yield heading(1, "The report")
    yield paragraph(
        f"{inspectorate_on(data.published.latest)} published this report {when(data.published)}. "
        f"It holds {_contents(data.items)} that this response is about."
    )
    yield heading(1, "Dates")
    if data.duties:
        yield BulletList(tuple(item(reply_sentences(duty, data.on)) for duty in data.duties))
    else:
        yield paragraph("No reply to this report has been recorded as owed.")
    for cause in data.causes:
        yield from _cause(cause, [each for each in data.items if each.cause == cause.id])
    for kind in Kind:
        of_kind = [each for each in data.items if each.cause is None and each.kind is kind]
        if of_kind:
            yield heading(1, capitalised(NAMES_OF_KINDS[kind][1]))
            yield from _items(of_kind)


def _contents(items: Sequence[ReplyItem]) -> str:
    kinds = [each.kind for each in items]
    words = [counted(kinds.count(kind), *NAMES_OF_KINDS[kind]) for kind in Kind if kind in kinds]
    return joined(words) or "no recommendations"


def _cause(cause: ReplyCause, items: Sequence[ReplyItem]) -> Iterator[Block]:
    yield heading(1, f"Cause of concern: {cause.title}")
    if cause.text:
        yield Quote(_paragraphs(cause.text), spans("The report"))
    if cause.discharged_on:
        yield paragraph(f"It was discharged {on_day(cause.discharged_on)}.")
    yield from _items(items)


def _items(items: Sequence[ReplyItem]) -> Iterator[Block]:
    for each in items:
        name = capitalised(NAMES_OF_KINDS[each.kind][0])
        yield heading(2, f"{name} {each.number}: {each.title}" if each.number else f"{name}: {each.title}")
        yield from _item(each)


def _item(each: ReplyItem) -> Iterator[Block]:
    if each.text:
        source = "The report, in summary" if each.text_source is TextSource.SUMMARY else "The report"
        yield Quote((*_paragraphs(each.text), *_parts(each)), spans(source))
    else:
        yield paragraph(strong("Text: "), emphasis(TO_BE_ADDED))
    yield KeyValueList(tuple(_facts(each)))
    if each.comment is not None:
        as_it_stood = f", as it stood {on_day(each.comment.on)}" if each.comment.on else ""
        yield paragraph(strong(f"The force’s comment{as_it_stood}:"))
        yield from _paragraphs(each.comment.text)
    elif each.status not in (Status.FOR_INFORMATION, Status.NOT_APPLICABLE):
        yield paragraph(strong("The force’s comment: "), emphasis(TO_BE_ADDED))
    label, words = _action(each)
    yield paragraph(strong(f"{label}: "), words)
    if _lacks_reason(each):
        yield paragraph(strong("The reason: "), emphasis(TO_BE_ADDED))


def _lacks_reason(each: ReplyItem) -> bool:
    """Whether nothing is said of why an item does not apply. What the committee is told of progress does not say it."""
    return each.status == Status.NOT_APPLICABLE and (each.comment is None or not each.comment.is_own)


def _parts(each: ReplyItem) -> Flow:
    letters = [part.letter for part in each.parts]
    if not letters:
        return ()
    if letters == list(string.ascii_lowercase[: len(letters)]):
        return (NumberedList(tuple(item(part.text) for part in each.parts), Marker.LETTER),)
    return (BulletList(tuple(item(f"({part.letter}) {part.text}") for part in each.parts)),)


def _facts(each: ReplyItem) -> Iterator[KeyValue]:
    yield KeyValue("Our reference", spans(each.reference))
    if each.theme:
        yield KeyValue("Theme", spans(each.theme))
    if each.addressees:
        yield KeyValue("Addressed to", spans(_named(each)))
    if each.deadline:
        yield KeyValue("Deadline", spans(_deadline(each.deadline, each.deadline_on)))
    for part in each.parts:
        if part.deadline and (part.deadline, part.deadline_on) != (each.deadline, each.deadline_on):
            yield KeyValue(f"Deadline of part ({part.letter})", spans(_deadline(part.deadline, part.deadline_on)))


def _deadline(words: str, on: date | None) -> str:
    """As the report words it, with the day unless the words name it."""
    day = worded_day(on) if on else ""
    return f"“{words}”, which is {day}" if day and day not in words else f"“{words}”"


def _named(each: ReplyItem) -> str:
    return joined([ADDRESSEES[Addressee(name)] for name in each.addressees])


def _action(each: ReplyItem) -> tuple[str, str]:
    """Whether action is taken, and what can be said of it without anybody's own words."""
    on = f" {on_day(each.decided_on)}" if each.decided_on else ""
    match each.status:
        case Status.FOR_INFORMATION:
            others = (
                f"asks {_named(each)} for it" if each.addressees and not names_us(each.addressees) else "asks others"
            )
            return "Why no action is taken", f"The report {others}."
        case Status.NOT_APPLICABLE:
            return "Why no action is taken", "The force has ruled that it does not apply to the force."
        case Status.CLOSED_COMPLETE:
            return "Action taken", f"It is complete and was closed{on}."
        case Status.CLOSED_SUPERSEDED:
            return "Action taken", f"It was closed{on}, because a newer one takes its place."
        case Status.CLOSED_NO_FURTHER_ACTION:
            return "Action taken", f"It was closed{on}: no further action is needed."
        case Status.AWAITING_ALLOCATION:
            return "Action proposed", "It is about to be given to the post that will see to it."
        case Status.ON_HOLD:
            return "Action taken", f"Work on it is on hold.{_progress(each)}"
        case status if status in SUBMITTED:
            return "Action taken", f"The force considers it complete and has sent its evidence.{_progress(each)}"
        case Status.IN_PROGRESS:
            return "Action taken", f"The {each.owner} is seeing to it.{_progress(each)}"
        case _:
            return "Action taken", f"The force is checking whether it is complete.{_progress(each)}"


def _progress(each: ReplyItem) -> str:
    words = []
    if each.done or each.to_do:
        words.append(f"{capitalised(counted(each.done, 'action'))} done, {counted(each.to_do, 'action')} still to do.")
    if each.target_on and each.status not in SUBMITTED:
        words.append(f"The force means to be done by {worded_day(each.target_on)}.")
    return "".join(f" {sentence}" for sentence in words)


def _paragraphs(text: str) -> Flow:
    """Somebody's words, a paragraph for each of theirs."""
    return tuple(paragraph(" ".join(piece.split())) for piece in text.split("\n") if piece.strip())
