"""The options that each kind of section has."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Any

from inspections.enums import InspectionKind, OurPart
from recommendations.enums import Kind
from reports.enums import SectionKind

Choices = tuple[tuple[str, str], ...]


class OptionType(Enum):
    """What an option's value is."""

    ONE = "one of its choices"
    SEVERAL = "a list of its choices, without repeats"
    INSPECTION = "the number of an inspection"
    INSPECTIONS = "a list of numbers of inspections, without repeats"
    PORTFOLIOS = "a list of numbers of portfolios, without repeats"


@dataclass(frozen=True)
class Option:
    """One option of a kind of section. Left out, the section does what `otherwise` says."""

    label: str
    type: OptionType
    choices: Choices = ()
    otherwise: str = ""


def _kinds(otherwise: str) -> Option:
    return Option("Kinds of inspection", OptionType.SEVERAL, tuple(InspectionKind.choices), otherwise)


MARKERS: Choices = (
    ("bullet", "Bullets"),
    ("1.", "1. 2. 3."),
    ("1.)", "1.) 2.) 3.)"),
    ("i.", "i. ii. iii."),
    ("a.", "a. b. c."),
)
TABLES: Choices = (
    ("rag", "By RAG"),
    ("kind", "By kind"),
    ("status", "By status"),
    ("portfolio", "By portfolio"),
    ("movement", "Movement since the last meeting"),
    ("overdue", "Past the deadline"),
    ("report", "By report"),
    ("age", "By age"),
    ("slippage", "Dates that were put back"),
    ("rag chart", "Chart: rating by portfolio"),
    ("open chart", "Chart: open items over the last meetings"),
)

_MARKER = Option("List marker", OptionType.ONE, MARKERS, "Bullets.")
_PEEL = Option("PEEL inspection", OptionType.INSPECTION, otherwise="The newest one with grades.")
_PARTS = Option("Our part", OptionType.SEVERAL, tuple(OurPart.choices), "Whatever part our force had.")
_ORDER = Option("Order", OptionType.ONE, (("date", "By date"), ("title", "By title")), "By date.")

_ITEM_KINDS = Option("Kinds of items", OptionType.SEVERAL, tuple(Kind.choices), "Every kind.")
_PORTFOLIOS = Option("Portfolios", OptionType.PORTFOLIOS, otherwise="Every portfolio.")
_LENGTH = Option("Length", OptionType.ONE, (("full", "In full"), ("summary", "How many, without lists")), "In full.")

_OF_ITEMS: Mapping[str, Option] = {"item_kinds": _ITEM_KINDS, "portfolios": _PORTFOLIOS, "our_parts": _PARTS}

OPTIONS: Mapping[SectionKind, Mapping[str, Option]] = MappingProxyType(
    {
        SectionKind.NARRATIVE: {},
        SectionKind.PEEL_POSITION: {"inspection": _PEEL},
        SectionKind.PEEL_GRID: {"inspection": _PEEL},
        SectionKind.AREA_SUMMARIES: {"inspection": _PEEL},
        SectionKind.PEEL_FOLLOW_UP: {"inspection": _PEEL},
        SectionKind.SINCE: {
            "length": _LENGTH,
            "kinds": _kinds("Every kind."),
            "our_parts": _PARTS,
            "item_kinds": _ITEM_KINDS,
            "portfolios": _PORTFOLIOS,
            "marker": _MARKER,
        },
        SectionKind.KINDS_EXPLAINED: {
            "kinds": _kinds("The kinds that the inspections of this paper are of."),
            "marker": _MARKER,
        },
        SectionKind.INSPECTIONS_SINCE: {
            "kinds": _kinds("Every kind."),
            "our_parts": _PARTS,
            "marker": _MARKER,
            "order": _ORDER,
        },
        SectionKind.NOTIFIED: {"kinds": _kinds("Every kind."), "marker": _MARKER},
        SectionKind.PUBLISHED_REPORTS: {
            "kinds": _kinds("Every kind."),
            "our_parts": _PARTS,
            "marker": _MARKER,
            "order": _ORDER,
        },
        SectionKind.REGISTER_POSITION: {
            "tables": Option("Tables and charts", OptionType.SEVERAL, TABLES, "RAG, kind, portfolio and movement."),
            **_OF_ITEMS,
        },
        SectionKind.OUTSTANDING_RED: {**_OF_ITEMS},
        SectionKind.REPORTS_FOR_REVIEW: {
            "inspections": Option(
                "Inspections",
                OptionType.INSPECTIONS,
                otherwise="Those on which HMICFRS closed an item, or a reply moved, in the period.",
            )
        },
        SectionKind.REPLIES_DUE: {"marker": _MARKER},
        SectionKind.COMMITTEE_REQUESTS: {
            "length": _LENGTH,
            "shown": Option(
                "What is told of",
                OptionType.ONE,
                (
                    ("both", "What is open, and what was answered since the last meeting"),
                    ("open", "What is open alone"),
                ),
                "What is open, and what was answered since the last meeting.",
            ),
            "order": Option(
                "Order",
                OptionType.ONE,
                (("asked", "By the meeting that asked"), ("due", "By when an answer is due")),
                "By the meeting that asked.",
            ),
            "marker": _MARKER,
        },
        SectionKind.NOTE_LINE: {},
        SectionKind.CONTACT_OFFICER: {},
        SectionKind.BACKGROUND_DOCUMENTS: {"marker": _MARKER},
        SectionKind.ATTACHMENTS: {"marker": _MARKER},
        SectionKind.OPEN_ITEMS: {
            "order": Option(
                "Order",
                OptionType.ONE,
                (("reference", "By reference"), ("deadline", "By deadline"), ("owner", "By owner"), ("rag", "By RAG")),
                "By reference.",
            ),
            "columns": Option(
                "Columns",
                OptionType.ONE,
                (("few", "The most needed, in one table"), ("all", "All, in three tables")),
                "The most needed.",
            ),
            "text": Option(
                "What is told of each", OptionType.ONE, (("title", "Its title"), ("full", "Its text")), "Its title."
            ),
            **_OF_ITEMS,
        },
    }
)


def faults(kind: SectionKind, options: Mapping[str, Any]) -> Iterator[str]:
    """A sentence for each option that a section of this kind may not have, or not with that value."""
    allowed = OPTIONS[kind]
    for name, value in options.items():
        option = allowed.get(name)
        if option is None:
            yield f"A section of the kind “{kind.label}” has no option “{name}”."
        elif not _FITS[option.type](option, value):
            yield f"The option “{option.label}” must be {option.type.value}."


def inspections_named(kind: SectionKind, options: Mapping[str, Any]) -> frozenset[int]:
    """The numbers of the inspections that lawful options name."""
    named: set[int] = set()
    for name, option in OPTIONS[kind].items():
        if name in options and option.type is OptionType.INSPECTION:
            named.add(options[name])
        elif name in options and option.type is OptionType.INSPECTIONS:
            named.update(options[name])
    return frozenset(named)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and len(value) == len({str(part) for part in value})


_FITS: Mapping[OptionType, Callable[[Option, Any], bool]] = {
    OptionType.ONE: lambda option, value: isinstance(value, str) and value in dict(option.choices),
    OptionType.SEVERAL: lambda option, value: (
        _is_list(value) and all(isinstance(part, str) and part in dict(option.choices) for part in value)
    ),
    OptionType.INSPECTION: lambda option, value: _is_number(value),
    OptionType.INSPECTIONS: lambda option, value: _is_list(value) and all(map(_is_number, value)),
    OptionType.PORTFOLIOS: lambda option, value: _is_list(value) and all(map(_is_number, value)),
}
