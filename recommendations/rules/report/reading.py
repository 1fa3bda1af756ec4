"""Reading a report's recommendations: from labels, headings and markers to items with their parts."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from jac_tracker.text import clean_text
from recommendations.enums import Kind
from recommendations.rules.as_read import NO_DEADLINE_READ
from recommendations.rules.report.blocks import Block, blocks_of
from recommendations.rules.report.drafts import Draft, number_of
from recommendations.rules.report.finishing import finished
from recommendations.rules.report.gathering import Gathering
from recommendations.rules.report.proposal import (
    LONGEST_SOURCE,
    MOST_ITEMS,
    MOST_PARTS,
    CauseRead,
    ItemRead,
    Lines,
    Proposal,
    TooMuch,
)
from recommendations.rules.report.titles import title_of
from recommendations.rules.report.twins import repeats

REPEATED = "The same words stand before it, so it begins as left out."


def read_report(text: str, *, published: date | None, our_names: Iterable[str] = (), is_jtai: bool = False) -> Proposal:
    """What the recommendations part of a report asks for.

    `published` is the day from which deadlines are reckoned; without it none is read. `our_names` are what our force is
    called, without which its name is another's. In a JTAI's report, `is_jtai`, every item is an action.
    Any text gives a proposal, in time that grows with its length alone; TooMuch for more than LONGEST_SOURCE characters
    or MOST_ITEMS items and causes.
    """
    source = clean_text(text.replace("\f", "\n\n"))
    if len(source) > LONGEST_SOURCE:
        raise TooMuch(
            f"The text has {len(source):,} characters, and at most {LONGEST_SOURCE:,} are read. "
            "Take its recommendations alone, or one chapter after the other."
        )
    gathering = Gathering(is_jtai=is_jtai)
    gathering.read(blocks_of(source))
    found = len(gathering.items) + len(gathering.causes)
    if found > MOST_ITEMS:
        what = "items and causes of concern" if gathering.causes else "items"
        raise TooMuch(
            f"The text holds {found:,} {what}, and at most {MOST_ITEMS} are looked through at once. "
            "Take one chapter after the other."
        )
    if sum(len(item.parts) for item in gathering.items) > MOST_PARTS:
        raise TooMuch(
            f"The text holds more than {MOST_PARTS} parts of items, which are too many to be looked through at once. "
            "Take one chapter after the other."
        )
    names = tuple(our_names)
    items = _repeats_marked([finished(draft, published, names) for draft in gathering.items])
    causes = tuple(
        CauseRead(cause.title or title_of(cause.text), cause.text, cause.lines) for cause in gathering.causes
    )
    taken = [item.lines for item in items] + [cause.lines for cause in causes] + gathering.used
    return Proposal(source, causes, items, _left(source, taken))


def read_item(
    text: str, *, kind: Kind, published: date | None, our_names: Iterable[str] = (), lead: str = ""
) -> ItemRead:
    """One item, as somebody has cut it out of a report. `lead`, which stood before it in its sentence, says whom
    it asks and by when as long as it does not say so itself."""
    blocks = blocks_of(clean_text(text)) or [Block("", "", Lines(1, 1))]
    first, *others = blocks
    draft = Draft(kind, number_of(first.marker), "", lead, None, "", True, [first.text], first.lines)
    for block in others:
        if draft.leads_in or (block.marker and draft.parts and not draft.after):
            draft.add_part(block)
        else:
            draft.add(block)
    item = finished(draft, published, tuple(our_names))
    if item.deadline == NO_DEADLINE_READ and lead and published:
        led = finished(Draft(kind, "", "", "", None, "", True, [lead], first.lines), published, tuple(our_names))
        item = replace(item, deadline=led.deadline)
    return item


def _repeats_marked(items: list[ItemRead]) -> tuple[ItemRead, ...]:
    """The items; those that a report prints twice, as in a summary and a chapter, say so the second time."""
    return tuple(
        replace(item, is_repeat=True, doubts=(REPEATED, *item.doubts)) if is_repeat else item
        for item, is_repeat in zip(items, repeats(item.whole_text for item in items), strict=True)
    )


def _left(source: str, taken: list[Lines]) -> tuple[Lines, ...]:
    """The runs of lines that hold words and were not taken."""
    used = {line for lines in taken for line in range(lines.first, lines.last + 1)}
    runs: list[Lines] = []
    for number, line in enumerate(source.split("\n"), 1):
        if number in used or not line.strip():
            continue
        if runs and not any(between in used for between in range(runs[-1].last, number)):
            runs[-1] = Lines(runs[-1].first, number)
        else:
            runs.append(Lines(number, number))
    return tuple(runs)
