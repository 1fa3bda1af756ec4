"""Whether the figures of a paper lead from the last one's to its own, and are those that its officer wrote."""

import re
from collections.abc import Iterator, Mapping

from jac_tracker.dates import worded_day
from recommendations.enums import OPEN, Kind, Rag
from reports.enums import Check
from reports.paper.checks.finding import Finding, Mend, Severity, Where
from reports.paper.checks.reading import NUMBER, number_in
from reports.paper.checks.subject import Subject, in_section, of_item
from reports.paper.data import Passage, SectionPlan
from reports.paper.words import counted, or_none, was_or_were

SETTINGS = Where(Mend.SETTINGS, "Settings")


def balance(subject: Subject) -> Iterator[Finding]:
    """Open at the last paper and what came, less what went, is open now; item by item, and then in all."""
    for passage in subject.data.passages:
        if not _leads_there(passage):
            item = subject.data.item.get(passage.item_id)
            told = item.reference if item else "An item that this paper may not tell of"
            sentence = f"{told}: what was recorded of it since the last paper does not lead to where it stands now."
            where = of_item(Mend.ITEM, item.reference) if item else SETTINGS
            yield Finding(Check.BALANCE, Severity.BLOCKER, sentence, where)
    figures = subject.public.figures.balance
    came = figures.new + figures.reopened + figures.ours_again
    went = sum(number for _, number in (*figures.closed, *figures.ruled_out)) + figures.withheld
    open_now = len(subject.open_items)
    if figures.open_before + came - went != open_now or figures.open_now != open_now:
        sentence = (
            f"{figures.open_before:,} open at the last paper, {came:,} in and {went:,} out come to "
            f"{figures.open_before + came - went:,}; the paper says {figures.open_now:,} and the register holds "
            f"{open_now:,}."
        )
        yield Finding(Check.BALANCE, Severity.BLOCKER, sentence, SETTINGS)


def _leads_there(passage: Passage) -> bool:
    """Whether the changes of an item's status explain that it counts now, or no longer does. Where there are none, it
    came out from under an embargo or a marking, or went under one."""
    before = passage.before is not None and passage.before in OPEN
    now = passage.now is not None and passage.now in OPEN
    steps = [(new in OPEN) - (old in OPEN) for old, new in passage.moves]
    if passage.now is None or (passage.before is None and not steps):
        return True
    return before + sum(steps) == now


def last_paper(subject: Subject) -> Iterator[Finding]:
    """The paper begins with the number that the last one printed, unless its period begins elsewhere."""
    last, data = subject.beside.last, subject.data
    begins = subject.public.figures.balance.open_before
    if last and last.cut_off_at == data.period.of_items.since and last.open_now != begins:
        sentence = (
            f"The paper for {worded_day(last.meeting_on)} said that {counted(last.open_now, 'item')} "
            f"{was_or_were(last.open_now)} open; this one begins with {or_none(begins)}."
        )
        yield Finding(Check.LAST_PAPER, Severity.WARNING, sentence, SETTINGS)


# The numbers that an officer typed

_THINGS: Mapping[str, tuple[Kind, ...]] = {
    "items?": tuple(Kind),
    "recommendations?": (Kind.RECOMMENDATION,),
    "(?:AFIs?|areas? for improvement)": (Kind.AFI, Kind.SOFT_AFI),
}
_OPEN = "(?:still )?(?:open|outstanding)"
_VERB = "(?:is|are|was|were|remains?|stands?)"


def written_numbers(subject: Subject) -> Iterator[Finding]:
    """How many items are open, or of a rating, where an officer says so in words of their own."""
    for plan in subject.data.paper.sections:
        for text in (plan.before, plan.after, *(row.words for row in plan.added)):
            yield from _numbers_typed(subject, plan, text)


def _numbers_typed(subject: Subject, plan: SectionPlan, text: str) -> Iterator[Finding]:
    for thing, kinds in _THINGS.items():
        items = [each for each in subject.open_items if each.kind in kinds]
        for pattern in (
            rf"({NUMBER}) {_OPEN} {thing}\b",
            rf"({NUMBER}) {thing} (?:that )?{_VERB} (?:currently )?{_OPEN}\b",
        ):
            yield from _held_against(plan, text, pattern, len(items), "open")
        for rag in (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.GREY):
            number = sum(each.rag is rag for each in items)
            pattern = rf"({NUMBER}) {thing} (?:{_VERB} )?(?:currently )?(?:graded |rated )?{rag.label}\b"
            yield from _held_against(plan, text, pattern, number, f"graded {rag.label}")


def _held_against(plan: SectionPlan, text: str, pattern: str, number: int, what: str) -> Iterator[Finding]:
    for found in re.finditer(pattern, text, re.IGNORECASE):
        if number_in(found[1]) != number:
            held = f"{or_none(number)} of these {'are' if number > 1 else 'is'} {what}"
            sentence = f"“{plan.name}” says “{found[0]}”; in the register {held}."
            yield Finding(Check.WRITTEN_NUMBERS, Severity.WARNING, sentence, in_section(plan))
