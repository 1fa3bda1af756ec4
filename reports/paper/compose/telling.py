"""How a section tells of changes: how many in a sentence, which in a list, and what its officer chose."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from jac_tracker.dates import london_day, worded_day
from reports.paper.blocks import Block, Flow, paragraph
from reports.paper.compose.setting import Setting, typed
from reports.paper.data import Change, Matter
from reports.paper.words import capitalised, counted, is_or_are

Entry = Callable[[Change], Flow]


@dataclass
class Teller:
    """Tells of a section's changes matter by matter. The first sentence under each heading says since when."""

    setting: Setting
    changes: Sequence[Change]
    is_first: bool = True
    since: str = ""

    def found(self, *matters: Matter) -> list[Change]:
        """The changes of these matters in order of their own days, and on one day in the order of the reports."""
        chosen = [each for each in self.changes if each.matter in matters]
        return sorted(chosen, key=lambda each: each.happened_on or london_day(each.recorded_at))

    def sentence(self, words: str) -> str:
        """`words` with a capital and, where it is the first under a heading, after "Since the last JAC, "."""
        opening, self.is_first = (f"{self.since or self.setting.since_last}, " if self.is_first else ""), False
        return capitalised(f"{opening}{words}")

    def heading(self, words: str, since: str = "") -> Block:
        """A heading; `since` is what the first sentence says instead of "since the last JAC"."""
        self.is_first, self.since = True, since
        return self.setting.heading(words)

    def tell(
        self, changes: Sequence[Change], words: str, entry: Entry, above: Sequence[Change] = ()
    ) -> Iterator[Block]:
        """The sentence that counts them all, then the list of those that were not told of above and that the officer
        has not taken out."""
        fresh = [each for each in changes if each not in above]
        listed = [] if self.setting.is_summary else [each for each in fresh if each.key not in self.setting.dropped]
        yield paragraph(f"{self.sentence(words)}{':' if listed else '.'}")
        if listed:
            yield self.setting.listed([entry(each) for each in listed])
        if fresh and not self.setting.is_summary:
            left = [above_words(len(above)), left_out_words(len(fresh) - len(listed), len(changes))]
            if any(left):
                yield paragraph(" ".join(filter(None, left)))

    def added(self, *matters: Matter) -> Iterator[Block]:
        """What the officer added to these matters, which no count counts."""
        for row in self.setting.section.added:
            if row.matter in matters:
                yield from typed(row.words)

    def late(self, change: Change) -> str:
        """That a change was recorded late; empty where it was not."""
        if not change.is_late(self.setting.data.period.since):
            return ""
        return f" (before the last {self.setting.data.owner.committee_short_name}, and recorded since)"

    def on(self, change: Change) -> str:
        """ " on 3 November 2021 (before the last JAC, and recorded since)"; empty where it has no day of its own."""
        return f" on {worded_day(change.happened_on)}{self.late(change)}" if change.happened_on else ""


NOT_TOLD_FURTHER = "not told of further here"
TOLD_ABOVE = "told of above"


def left_out_words(number: int, of: int) -> str:
    """That some of what was counted is not in the list; empty where all of it is."""
    if number == of:
        return f"This is {NOT_TOLD_FURTHER}." if of == 1 else "None of them is told of further here."
    return f"{_of_them(number)} {NOT_TOLD_FURTHER}." if number else ""


def above_words(number: int) -> str:
    """That some of what was counted stands in a list above; empty where none of it does."""
    return f"{_of_them(number)} {TOLD_ABOVE}." if number else ""


def _of_them(number: int) -> str:
    return f"{capitalised(counted(number, 'of them', 'of them'))} {is_or_are(number)}"
