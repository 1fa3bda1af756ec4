"""A whole paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reports.paper.blocks.charts import Chart
from reports.paper.blocks.passages import BulletList, Heading, KeyValueList, Note, NumberedList, Paragraph, Quote
from reports.paper.blocks.tables import GradeGrid, RagKey, Table


class Audience(StrEnum):
    """Who a paper is for. Internal papers say so on every page."""

    PUBLIC = "public"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page, where the format has pages."""


Block = (
    Heading
    | Paragraph
    | BulletList
    | NumberedList
    | Table
    | GradeGrid
    | KeyValueList
    | Quote
    | Note
    | RagKey
    | Chart
    | PageBreak
)
Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper: the masthead's facts, already worded, and the blocks under them.

    `agenda_item` is the number alone ('06'), empty until the secretary gives one. `meeting_on` is worded
    ('22 December 2021'). `body` is whom the committee serves, printed above its name. `notice` is a line about this
    copy ('Draft', 'Corrected on 4 January 2022: ...'), printed in the masthead and on every page.
    """

    title: str
    force: str
    committee: str
    meeting_on: str
    blocks: Blocks
    subtitle: str = ""
    body: str = ""
    agenda_item: str = ""
    marking: str = "OFFICIAL"
    notice: str = ""
    language: str = "en-GB"
    audience: Audience = Audience.PUBLIC

    @property
    def agenda_line(self) -> str:
        """'Agenda Item 06', or '' while there is no number."""
        return f"Agenda Item {self.agenda_item}" if self.agenda_item else ""

    @property
    def notices(self) -> tuple[str, ...]:
        """What every page says about this copy: its notice, and that an internal paper is one."""
        internal = ("Internal: not for publication",) if self.audience is Audience.INTERNAL else ()
        return (*internal, self.notice) if self.notice else internal
