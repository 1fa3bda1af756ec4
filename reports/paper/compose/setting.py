"""What every composer is handed, and the few shapes they share."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from inspections.enums import InspectionKind, OurPart
from jac_tracker.dates import london_day, worded_day
from recommendations.enums import Kind
from reports.paper.blocks import (
    Block,
    Blocks,
    BulletList,
    Flow,
    FlowBlock,
    Heading,
    LineBreak,
    Marker,
    NumberedList,
    Paragraph,
    Spans,
    Table,
    heading,
    paragraph,
)
from reports.paper.data import Inspection, Item, PaperData, SectionPlan
from reports.paper.measure import Figures
from reports.paper.narrative import blocks_from
from reports.paper.structure import DEEPEST_HEADING
from reports.paper.words import NAMES_OF_KINDS, either, joined


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

    @property
    def item_kinds(self) -> tuple[Kind, ...]:
        """The kinds of items the section is limited to; none where it is not."""
        return tuple(map(Kind, self.section.options.get("item_kinds", ())))

    @property
    def portfolios(self) -> tuple[int, ...]:
        """The numbers of the portfolios the section is limited to; none where it is not."""
        return tuple(self.section.options.get("portfolios", ()))

    @property
    def is_summary(self) -> bool:
        """Whether the section is to say how many and not which."""
        return self.chosen("length", "full") == "summary"

    @property
    def dropped(self) -> frozenset[str]:
        """The keys of the changes that the officer took out."""
        return self.section.dropped

    def covers(self, inspection: Inspection, otherwise: Collection[OurPart] = frozenset(OurPart)) -> bool:
        """Whether an inspection is of the kinds and parts that the section is limited to; where it is not limited to
        parts, whether it is of those that are told of `otherwise`."""
        return inspection.our_part in (self.our_parts or otherwise) and (
            not self.kinds or inspection.kind in self.kinds
        )

    def takes(self, item: Item) -> bool:
        """Whether an item is of the kinds, portfolios and parts that the section is limited to."""
        inspection = self.data.inspection_of(item)
        return (
            (not self.item_kinds or item.kind in self.item_kinds)
            and (not self.portfolios or item.portfolio_id in self.portfolios)
            and (not self.our_parts or inspection.our_part in self.our_parts)
        )

    @property
    def is_limited(self) -> bool:
        """Whether the section tells of some of the items alone."""
        return bool(self.item_kinds or self.portfolios or self.our_parts)

    def listed(self, items: Sequence[Flow], start: int = 1) -> Block:
        """The items as a list with the section's marker."""
        marker = self.chosen("marker", "bullet")
        if marker == "bullet":
            return BulletList(tuple(items))
        return NumberedList(tuple(items), Marker(marker), start)

    @property
    def begun_on(self) -> date | None:
        """The day on which the register was taken over from an earlier list, where that was in the period."""
        begun_at = self.data.period.begun_at
        return london_day(begun_at) if begun_at else None

    @property
    def since_last(self) -> str:
        """ "since the last JAC"; before any meeting has been held, "so far"."""
        if self.data.period.since is None:
            return "so far"
        return f"since the last {self.data.owner.committee_short_name}"


def begun_words(setting: Setting) -> Iterator[Block]:
    """That the register was taken over in the period, and is silent of the time before."""
    if setting.begun_on is not None:
        yield paragraph(
            f"This register was begun on {worded_day(setting.begun_on)} with what the force’s earlier list held on "
            "that day; of the time before it has no record."
        )


def limits(setting: Setting) -> Iterator[Block]:
    """What the section is limited to, where it is."""
    names = {item.portfolio_id: item.portfolio for item in setting.data.items if item.portfolio}
    chosen = sorted(names[number] for number in setting.portfolios if number in names)
    words = joined([NAMES_OF_KINDS[kind][1] for kind in setting.item_kinds]) or "those"
    if chosen:
        words += f" in the {joined(chosen)} portfolio{'s' * (len(chosen) > 1)}"
    elif setting.portfolios:
        words += f" in {'a portfolio that has' if len(setting.portfolios) == 1 else 'portfolios that have'} no items"
    if setting.our_parts:
        words += f"{',' if setting.portfolios else ''} from reports in which {_our_part(setting)}"
    if setting.is_limited:
        yield paragraph(f"Of items, this section tells only of {words}.")


def limits_of_inspections(setting: Setting, names: Sequence[str]) -> Iterator[Block]:
    """The kinds of inspection, by their names, and the parts of ours that the section is limited to, where it is."""
    if names or setting.our_parts:
        words = joined(names) or "those"
        part = f" in which {_our_part(setting)}" if setting.our_parts else ""
        yield paragraph(f"Of inspections, this section tells only of {words}{part}, and of what came of them.")


def _our_part(setting: Setting) -> str:
    return f"our part was {either([f'“{part.label}”' for part in setting.our_parts])}"


def typed(text: str) -> Blocks:
    """What somebody typed, as blocks."""
    return blocks_from(text)


def flow(text: str) -> Flow:
    """What somebody typed, as it may stand in a list, a quotation or a note: a table there stays the text it was."""
    blocks = blocks_from(text)
    if any(isinstance(block, Table) for block in blocks):
        return tuple(paragraph(line) for line in text.split("\n") if line.strip())
    return cast("tuple[FlowBlock, ...]", blocks)


def in_a_cell(text: str) -> Spans:
    """What somebody typed, as it may stand in a cell of a table: one line after another."""
    lines = list(_lines(flow(text)))
    return tuple(span for n, line in enumerate(lines) for span in ((LineBreak(), *line) if n else line))


def _lines(flow: Flow) -> Iterator[Spans]:
    for block in flow:
        if isinstance(block, Paragraph):
            yield block.spans
        else:
            for item in block.items:
                yield from _lines(item)


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
