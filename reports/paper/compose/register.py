"""Where the register stands: its figures, what is Red, and the appendix of everything open."""

from collections.abc import Iterator

from jac_tracker.dates import worded_day
from recommendations.enums import DeadlineKind, Kind, Rag, TextSource
from recommendations.rules.rag import RAG_KEY_NOTE, rag_key
from reports.paper import blocks
from reports.paper.blocks import (
    Block,
    BulletList,
    Quote,
    RagKey,
    RagMeaning,
    RagStatus,
    Spans,
    paragraph,
    spans,
    strong,
)
from reports.paper.blocks import item as entry_of
from reports.paper.compose.items import item_flow, items_worded, owner_words, summary_words
from reports.paper.compose.setting import Setting, flow, limits, typed
from reports.paper.data import Cause, Item, Publication
from reports.paper.measure import open_items
from reports.paper.words import capitalised, counted, ended, inspectorate_on, is_or_are, joined, when

RED_NOW = "currently graded Red"
WITHHELD = (
    "Items that carry a handling marking, or belong to an inspection under embargo, are left out of these figures and "
    "lists until that is lifted."
)


def rag_key_blocks() -> tuple[Block, ...]:
    """What the ratings mean; it stands in every paper that speaks of them."""
    entries = tuple(RagMeaning(rag_status(rag), ended(meaning)) for rag, meaning in rag_key())
    return (RagKey("What the ratings mean", entries), paragraph(RAG_KEY_NOTE))


def rag_status(rag: Rag) -> RagStatus:
    return RagStatus[rag.name]


def rag_cell(rag: Rag) -> Spans:
    return (blocks.Rag(rag_status(rag)),) if rag else spans("None")


def open_chosen(setting: Setting) -> list[Item]:
    """The open items that the section is limited to, in the order of their references."""
    return [item for item in open_items(setting.data) if setting.takes(item)]


# What is Red


def outstanding_red(setting: Setting) -> Iterator[Block]:
    """Each item graded Red with its cause of concern, who owns it and what may be told of its progress."""
    red = [item for item in open_chosen(setting) if item.rag is Rag.RED]
    yield from limits(setting)
    if not red:
        yield paragraph(f"No recommendation is {RED_NOW}.")
        return
    yield paragraph(f"{capitalised(items_worded(red))} {is_or_are(len(red))} {RED_NOW}:")
    for publication in setting.data.publications:
        chosen = [item for item in red if item.publication_id == publication.id]
        if chosen:
            yield setting.heading(publication.title)
            yield from _red_of(setting, publication, chosen)


def _red_of(setting: Setting, publication: Publication, items: list[Item]) -> Iterator[Block]:
    if publication.day.latest:
        by = inspectorate_on(publication.day.latest)
        yield paragraph(f"Published by {by} {when(publication.day)}.")
    for number in dict.fromkeys(item.cause_id for item in items):
        cause = setting.data.causes.get(number) if number else None
        if cause:
            yield from _cause(setting, cause)
        for item in items:
            if item.cause_id == number:
                yield from _red(setting, item)


def _cause(setting: Setting, cause: Cause) -> Iterator[Block]:
    called = "Accelerated cause of concern" if cause.is_accelerated else "Cause of concern"
    yield setting.heading(f"{called}: {cause.title}", deeper=1)
    yield from typed(cause.text)
    first, *later = [str(year) for year in cause.years] or [""]
    if later:
        yield paragraph(f"This cause of concern was first raised in {first}, and again in {joined(later)}.")


def _red(setting: Setting, item: Item) -> Iterator[Block]:
    label = {Kind.RECOMMENDATION: "Recommendation", Kind.JTAI_ACTION: "JTAI action"}.get(
        item.kind, "Area for improvement"
    )
    yield setting.heading(f"{label}: {item.title}", deeper=1)
    yield paragraph("Rating: ", blocks.Rag(RagStatus.RED), f". Owner: {owner_words(item)}.")
    yield from item_flow(item, with_standing=False)
    if item.text_source is TextSource.SUMMARY:
        yield paragraph(summary_words(1))
    yield from _latest(item)
    yield from _path(item)


def _path(item: Item) -> Iterator[Block]:
    """How it is to come right: how many actions are done, what comes next, and the owner's forecast, where recorded."""
    path = item.path
    words = []
    if path.done or path.to_do:
        number = path.done + len(path.to_do)
        done = counted(path.done, "has", "have") if path.done else "none has"
        one = f"Its one action has {'been done' if path.done else 'not been done yet'}."
        words.append(one if number == 1 else f"Of its {counted(number, 'action')}, {done} been done.")
    if path.to_do:
        step = path.to_do[0]
        words.append(f"The next, for the {step.post}, is due on {worded_day(step.due_on)}.")
    if path.forecast_on:
        words.append(f"The owner expects it to be complete by {worded_day(path.forecast_on)}.")
    if words:
        yield paragraph(strong("Path to green: "), " ".join(words))
    # What an action is to do is told inside the force alone.
    if told := [step for step in path.to_do if step.what]:
        yield BulletList(
            tuple(entry_of(f"{ended(step.what)} {step.post}, by {worded_day(step.due_on)}.") for step in told)
        )


def _latest(item: Item) -> Iterator[Block]:
    if item.update is None:
        yield paragraph("No update on it has been cleared for this paper.")
        return
    not_cleared = "" if item.update.is_cleared else " (not cleared for publication)"
    yield paragraph(f"The latest update, as it stood on {worded_day(item.update.happened_on)}{not_cleared}:")
    if words := flow(item.update.text):
        yield Quote(words)


def deadline_cell(item: Item) -> Spans:
    """By when, as worded and as a date where that says more."""
    deadline = item.deadline
    if deadline.kind is DeadlineKind.NONE or not (deadline.words or deadline.on):
        return spans("None given")
    is_plain = deadline.on is None or deadline.kind is DeadlineKind.IMMEDIATE
    if is_plain or deadline.on is None:
        return spans(capitalised(deadline.words) or "None given")
    day = worded_day(deadline.on)
    return spans(f"{capitalised(deadline.words)}: {day}" if deadline.kind is DeadlineKind.RELATIVE else day)
