"""What has happened to the items of the register since the last meeting."""

from collections.abc import Iterator, Mapping, Sequence

from jac_tracker.dates import end_of_day, london_day, worded_day
from recommendations.enums import Rag, Status
from reports.paper import blocks
from reports.paper.blocks import Block, Flow, RagStatus, Span, paragraph, strong
from reports.paper.blocks import item as entry_of
from reports.paper.compose.items import items_worded
from reports.paper.compose.setting import Setting, begun_words, flow, with_lead
from reports.paper.compose.telling import Teller, left_out_words
from reports.paper.data import Change, Item, Matter
from reports.paper.words import capitalised, counted, either, ended, has_or_have, joined, when

ADDED = "been added to the register"
OUTCOMES: Mapping[Status, str] = {
    Status.CLOSED_COMPLETE: "closed as complete",
    Status.CLOSED_SUPERSEDED: "closed as superseded",
    Status.CLOSED_NO_FURTHER_ACTION: "closed as needing no further action",
    Status.FOR_INFORMATION: "ruled not ours",
    Status.NOT_APPLICABLE: "ruled not applicable",
    Status.WITHDRAWN: "withdrawn as entered in error",
}
# What is said of items of one status after a change, in this order; then of the rest.
_BY_OUTCOME = (Matter.CLOSED, Matter.RULED_OUT)
_SAID: Mapping[Matter, str] = {
    Matter.SENT: "been sent to HMICFRS",
    Matter.RETURNED: "been returned for more work",
    Matter.REOPENED: "been reopened",
    Matter.RULED_IN: "been ruled ours again",
    Matter.ALLOCATED: "been given an owner",
    Matter.RE_OWNED: "changed owner",
    Matter.RATED: "changed rating",
}
_NONE = (
    ((Matter.CLOSED,), "closed"),
    ((Matter.SENT,), "sent to HMICFRS"),
    ((Matter.RETURNED,), "returned"),
    ((Matter.REOPENED,), "reopened"),
    ((Matter.RULED_OUT, Matter.RULED_IN), "ruled in or out"),
    ((Matter.ALLOCATED, Matter.RE_OWNED), "given another owner"),
    ((Matter.RE_DATED,), "given another date"),
    ((Matter.RATED,), "rated otherwise"),
)
_DESKS: Mapping[str, str] = {
    Status.WITH_HMICFRS: "HMICFRS",
    Status.WITH_PORTFOLIO_LEAD: "the portfolio lead",
    Status.WITH_LIAISON: "the liaison officer",
    Status.WITH_DCC: "the Deputy Chief Constable",
}


def taken_items(setting: Setting) -> Mapping[int, Item]:
    """The items of the kinds, portfolios and inspections that the section is limited to, by number."""
    data = setting.data
    return {each.id: each for each in data.items if setting.takes(each) and setting.covers(data.inspection_of(each))}


def items_since(teller: Teller) -> Iterator[Block]:
    """What came, what went, and what moved; then in one sentence all of which there was none."""
    yield teller.heading("The register", since="since then" if teller.setting.begun_on else "")
    yield from begun_words(teller.setting)
    yield from _new(teller)
    for matter in (Matter.CLOSED, Matter.SENT, Matter.RETURNED, Matter.REOPENED, Matter.RULED_OUT, Matter.RULED_IN):
        yield from _told(teller, matter)
    for matter in (Matter.ALLOCATED, Matter.RE_OWNED, Matter.RE_DATED, Matter.RATED, Matter.PROGRESS):
        yield from _told(teller, matter)
    yield from _none(teller)


def _new(teller: Teller) -> Iterator[Block]:
    """What was added, report by report."""
    data = teller.setting.data
    new = teller.found(Matter.NEW)
    items = [data.item[each.about] for each in new]
    words = f"{items_worded(items)} {has_or_have(len(items))} {ADDED}"
    if not new:
        words = f"no recommendations or areas for improvement have {ADDED}"
    # One row for each report: its first item's change stands for it, unless every one of them was taken out.
    shown = [each for each in new if each.key not in teller.setting.dropped]
    stand_for: dict[int, Change] = {}
    for each in shown:
        stand_for.setdefault(data.item[each.about].publication_id, each)

    def entry(change: Change) -> Flow:
        publication = data.publication[data.item[change.about].publication_id]
        found = [data.item[each.about] for each in shown if data.item[each.about].publication_id == publication.id]
        since, day = data.period.since, publication.day.latest
        is_earlier = since is not None and day is not None and end_of_day(day) <= since
        earlier = f", published {when(publication.day)}" if is_earlier else ""
        return entry_of(strong(publication.title), f"{earlier}: {items_worded(found)} ({references_worded(found)})")

    listed = [] if teller.setting.is_summary else list(stand_for.values())
    yield paragraph(f"{teller.sentence(words)}{':' if listed else '.'}")
    if listed:
        yield teller.setting.listed([entry(each) for each in listed])
    if not teller.setting.is_summary and len(shown) < len(new):
        yield paragraph(left_out_words(len(new) - len(shown), len(new)))
    yield from teller.added(Matter.NEW)


def references_worded(items: Sequence[Item]) -> str:
    """ "MP-2022-001 to MP-2022-007 and MP-2022-010": runs of three and more are told by their ends."""
    runs: list[list[str]] = []
    for reference in sorted(item.reference for item in items):
        if runs and _next(runs[-1][-1]) == reference:
            runs[-1].append(reference)
        else:
            runs.append([reference])
    told = [[f"{run[0]} to {run[-1]}"] if len(run) > 2 else run for run in runs]
    return joined([words for run in told for words in run])


def _next(reference: str) -> str:
    """The reference that follows one: its last digits count."""
    head, dash, number = reference.rpartition("-")
    return f"{head}{dash}{int(number) + 1:0{len(number)}}" if number.isdecimal() and number.isascii() else ""


def _told(teller: Teller, matter: Matter) -> Iterator[Block]:
    found = teller.found(matter)
    if matter in _BY_OUTCOME:
        for status, words in OUTCOMES.items():
            if chosen := [each for each in found if each.new == status]:
                counting = f"{counted(len(chosen), 'item')} {has_or_have(len(chosen))} been {words}"
                yield from teller.tell(chosen, counting, lambda change: _entry(teller, change))
    elif found:
        yield from teller.tell(found, _counting(matter, found), lambda change: _entry(teller, change))
    yield from teller.added(matter)


def _counting(matter: Matter, found: Sequence[Change]) -> str:
    number = len(found)
    if matter is Matter.RE_DATED:
        return f"{counted(number, 'date')} {has_or_have(number)} been changed"
    if matter is Matter.PROGRESS:
        return f"progress has been recorded on {counted(number, 'item')}"
    return f"{counted(number, 'item')} {has_or_have(number)} {_SAID[matter]}"


def _none(teller: Teller) -> Iterator[Block]:
    absent = [words for matters, words in _NONE if not teller.found(*matters)]
    if absent:
        yield paragraph(f"No items have been {either(absent)}.")
    if not teller.found(Matter.PROGRESS):
        yield paragraph("No progress has been recorded.")


# A change as a row


def _entry(teller: Teller, change: Change) -> Flow:
    data = teller.setting.data
    item = data.item[change.about]
    lead: tuple[str | Span, ...] = (
        strong(item.reference),
        f", {item.title} ({data.publication[item.publication_id].title})",
    )
    if change.matter is Matter.PROGRESS:
        return _progress(change, lead)
    told = _what(teller, change)
    reason = f" {ended(capitalised(change.reason))}" if change.reason else ""
    return (paragraph(*lead, ": ", *told, f".{reason}" if reason else ""),)


def _progress(change: Change, lead: tuple[str | Span, ...]) -> Flow:
    words = flow(change.new)
    if not words or change.happened_on is None:
        return (paragraph(*lead),)
    not_cleared = "" if change.is_cleared else " (not cleared for publication)"
    return with_lead(paragraph(*lead, f", on {worded_day(change.happened_on)}{not_cleared}: "), words)


def _what(teller: Teller, change: Change) -> tuple[str | Span, ...]:
    match change.matter:
        case Matter.CLOSED:
            by = f" by {change.by}" if change.by else ""
            return (f"decided{by}{teller.on(change)}" if by or change.happened_on else "no day was given",)
        case Matter.RETURNED:
            return (f"by {_DESKS.get(change.old, 'HMICFRS')}{teller.on(change)}",)
        case Matter.ALLOCATED:
            return (f"to {change.new}",)
        case Matter.RE_OWNED:
            return (f"from {change.old} to {change.new}",)
        case Matter.RE_DATED:
            return (f"{change.by}, from {change.old} to {change.new or 'no date'}",)
        case Matter.RATED:
            return ("from ", _rag(change.old), " to ", _rag(change.new))
        case _:
            own = teller.on(change).strip()
            return (own or f"recorded on {worded_day(london_day(change.recorded_at))}",)


def _rag(label: str) -> Span:
    return blocks.Rag(RagStatus[Rag(label.lower()).name])
