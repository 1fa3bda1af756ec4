"""What every composer is handed, and the few shapes they share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from inspections.enums import InspectionKind, OurPart
from reports.paper.blocks import (
    Block,
    Blocks,
    BulletList,
    Flow,
    FlowBlock,
    Heading,
    Marker,
    NumberedList,
    Paragraph,
    Table,
    heading,
    paragraph,
)
from reports.paper.data import PaperData, SectionPlan
from reports.paper.measure import Figures
from reports.paper.narrative import blocks_from

DEEPEST_HEADING = 4


class Lacks(Exception):
    """A section cannot be composed; the message says what the register lacks for it."""


@dataclass(frozen=True)
class Setting:
    """A section to compose. `level` is that of the headings inside it."""

    data: PaperData
    figures: Figures
    section: SectionPlan
    level: int

    def heading(self, words: str, deeper: int = 0) -> Heading:
        """A heading inside the section; `deeper` levels below its first ones, as far down as a paper goes."""
        return heading(min(self.level + deeper, DEEPEST_HEADING), words)

    def chosen(self, option: str, otherwise: str) -> str:
        """The value of an option with one value."""
        return str(self.section.options.get(option, otherwise))

    @property
    def kinds(self) -> tuple[InspectionKind, ...]:
        """The kinds of inspection the section is limited to; none where it is not."""
        return tuple(map(InspectionKind, self.section.options.get("kinds", ())))

    @property
    def our_parts(self) -> tuple[OurPart, ...]:
        """The parts of ours the section is limited to; none where it is not."""
        return tuple(map(OurPart, self.section.options.get("our_parts", ())))

    @property
    def inspections(self) -> tuple[int, ...]:
        """The inspections the officer chose, in order."""
        named = self.section.options.get("inspections", ())
        single = self.section.options.get("inspection")
        return (*named, single) if single else tuple(named)

    def listed(self, items: Sequence[Flow], start: int = 1) -> Block:
        """The items as a list with the section's marker."""
        marker = self.chosen("marker", "bullet")
        if marker == "bullet":
            return BulletList(tuple(items))
        return NumberedList(tuple(items), Marker(marker), start)

    @property
    def since_last(self) -> str:
        """ "since the last JAC"; before any meeting has been held, "so far"."""
        if self.data.period.since is None:
            return "so far"
        return f"since the last {self.data.owner.committee_short_name}"


def typed(text: str) -> Blocks:
    """What somebody typed, as blocks."""
    return blocks_from(text)


def flow(text: str) -> Flow:
    """What somebody typed, as it may stand in a list, a quotation or a note: a table there stays the text it was."""
    blocks = blocks_from(text)
    if any(isinstance(block, Table) for block in blocks):
        return tuple(paragraph(line) for line in text.split("\n") if line.strip())
    return cast("tuple[FlowBlock, ...]", blocks)


def with_lead(lead: Paragraph, blocks: Flow) -> Flow:
    """The blocks with `lead` put before the words of their first paragraph, or on its own where there is none."""
    if blocks and isinstance(blocks[0], Paragraph):
        return (Paragraph((*lead.spans, *blocks[0].spans)), *blocks[1:])
    return (lead, *blocks)


def told(setting: Setting, label: str, text: str) -> Iterator[Block]:
    """A part of an inspection's story under a heading of its own, where there is any."""
    if blocks := typed(text):
        yield setting.heading(label, deeper=1)
        yield from blocks
