"""The rows proposed for a section, and what was chosen of them."""

from dataclasses import dataclass
from datetime import datetime

from reports.enums import Matter
from reports.models import RowChoice, Section
from reports.paper.blocks import Audience
from reports.paper.compose.since import row_words
from reports.paper.gather import gather


@dataclass(frozen=True)
class ProposedRow:
    """One row: its key, what it tells of, and its words."""

    key: str
    matter: Matter
    words: str


def proposed_rows(section: Section, now: datetime) -> list[ProposedRow]:
    """What was recorded in the paper's period, in the order of telling, and what was taken out and is there no more."""
    at = section.paper.cut_off_at or now
    data = gather(section.paper, as_at=at, audience=Audience.INTERNAL)
    in_order = list(Matter)
    changes = sorted(data.changes, key=lambda each: in_order.index(each.matter))
    rows = [ProposedRow(each.key, each.matter, row_words(data, each)) for each in changes]
    known = {row.key for row in rows}
    gone = [each for each in section.row_choices.all() if each.key and each.key not in known]
    return [*rows, *(ProposedRow(each.key, Matter(each.matter), f"{each} (no longer proposed)") for each in gone)]


@dataclass(frozen=True)
class ChosenRow:
    """A choice in words, with its reason."""

    what: str
    reason: str


def chosen_rows(section: Section) -> list[ChosenRow]:
    """What was chosen of the section's rows, the earliest first."""
    return [ChosenRow(_what(each), each.reason) for each in section.row_choices.all()]


def _what(choice: RowChoice) -> str:
    matter = choice.get_matter_display()
    return f"{matter}: added “{choice.words.rstrip('.')}”" if choice.words else f"{matter}: one left out"
