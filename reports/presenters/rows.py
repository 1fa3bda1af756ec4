"""The rows proposed for a section, and what was chosen of them."""

from dataclasses import dataclass
from datetime import datetime

from reports.enums import Matter
from reports.models import RowChoice, Section
from reports.paper.blocks import Audience
from reports.paper.compose.since import row_words
from reports.paper.gather import gather
from reports.rules.options import Choices


def proposed_rows(section: Section, now: datetime) -> dict[Matter, Choices]:
    """What was recorded in the paper's period, in the order of telling: for each matter the keys of its rows and their
    words. Among them what was taken out and is there no more."""
    at = section.paper.cut_off_at or now
    data = gather(section.paper, as_at=at, audience=Audience.INTERNAL)
    rows: dict[Matter, list[tuple[str, str]]] = {matter: [] for matter in Matter}
    for change in data.changes:
        rows[change.matter].append((change.key, row_words(data, change)))
    known = {change.key for change in data.changes}
    for choice in section.row_choices.all():
        if choice.key and choice.key not in known:
            rows[Matter(choice.matter)].append((choice.key, f"{choice} (no longer proposed)"))
    return {matter: tuple(offered) for matter, offered in rows.items() if offered}


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
