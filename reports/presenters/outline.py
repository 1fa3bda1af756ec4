"""The sections of a paper as its outline shows them, and where each can go."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inspections.models import Inspection
from jac_tracker import forms
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Portfolio
from reports.enums import SectionKind
from reports.forms import SectionForm
from reports.models import Section
from reports.paper.faults import Fault
from reports.paper.words import joined
from reports.rules.options import OPTIONS, Option, OptionType
from reports.rules.tree import BACK, Place, Way, end_of_branch, numbers, ways


@dataclass(frozen=True)
class SectionRow:
    """A section in the outline of its paper."""

    section: Section
    number: str
    options: tuple[tuple[str, str], ...]
    ways: tuple[Way, ...]
    has_branch: bool
    faults: tuple[str, ...]

    @property
    def name(self) -> str:
        return str(self.section)

    @property
    def anchor(self) -> str:
        """The id of the row; a message with this for its tag is told in it."""
        return control_id(self.section)

    @property
    def words(self) -> str:
        """How much of it the officer wrote."""
        where = [label for label, text in (("before", self.section.before), ("after", self.section.after)) if text]
        if self.section.kind == SectionKind.NARRATIVE:
            return "" if where else "Nothing written yet"
        return f"With your words {joined(where)}" if where else ""


def outline(sections: Sequence[Section], faults: Iterable[Fault], actor: Actor) -> list[SectionRow]:
    """The sections in order, each with its number, what was chosen for it, and what stands in its way."""
    levels = [section.level for section in sections]
    places = places_of(sections)
    titles = _titles(sections, actor)
    told: dict[int | None, list[str]] = {}
    for fault in faults:
        told.setdefault(fault.section_id, []).append(fault.sentence)
    rows = []
    for place, (section, number) in enumerate(zip(sections, numbers(places), strict=True)):
        rows.append(
            SectionRow(
                section=section,
                number=number,
                options=tuple(option_words(section, titles)),
                ways=ways(places, place),
                has_branch=end_of_branch(levels, place) > place + 1,
                faults=tuple(told.get(section.pk, ())),
            )
        )
    return rows


def places_of(sections: Iterable[Section]) -> list[Place]:
    """The tree of the sections."""
    return [Place(section.level, bool(section.heading), section.is_numbered) for section in sections]


@dataclass(frozen=True)
class Step:
    """Where a section has come to stand, and the id of the control on which the next step is taken."""

    words: str
    control: str


def step(sections: Sequence[Section], moved: Section, way: Way) -> Step:
    """After a section has gone one step among the sections, which are in their new order."""
    place = [section.pk for section in sections].index(moved.pk)
    left = ways(places_of(sections), place)
    if way in (Way.UP, Way.DOWN):
        where = f"It comes after “{sections[place - 1]}” now" if place else "It comes first now"
    else:
        above = next((each for each in reversed(sections[:place]) if each.level < sections[place].level), None)
        where = f"It belongs to “{above}” now" if above else "It stands on the first level now"
    following = next((each for each in (way, BACK[way], *left) if each in left), None)
    return Step(f"“{moved}” is moved {way}. {where}.", control_id(moved, following))


def control_id(section: Section, way: Way | None = None) -> str:
    """The id of what moves a section that way; without a way, of the section's row."""
    return f"section-{section.pk}-{way}" if way else f"section-{section.pk}"


def _titles(sections: Iterable[Section], actor: Actor) -> Mapping[int, str]:
    """The titles of the inspections that options name, as far as the actor may know them."""
    named: set[int] = set()
    for section in sections:
        named.update(section.options.get("inspections", ()))
        named.add(section.options.get("inspection", 0))
    found = Inspection.objects.visible_to(actor).filter(pk__in=named - {0})
    return dict(found.values_list("pk", "title")) if named - {0} else {}


def option_words(section: Section, titles: Mapping[int, str]) -> Iterable[tuple[str, str]]:
    """Each option that was chosen: its label, and its value in words."""
    for name, option in OPTIONS[SectionKind(section.kind)].items():
        if name in section.options:
            yield option.label, _value_words(option, section.options[name], titles)


def _value_words(option: Option, value: Any, titles: Mapping[int, str]) -> str:
    labels = dict(option.choices)
    match option.type:
        case OptionType.ONE:
            return labels.get(value, str(value))
        case OptionType.SEVERAL:
            return joined([labels.get(each, str(each)) for each in value])
        case OptionType.INSPECTION:
            return titles.get(value, "An inspection you may not see")
        case OptionType.INSPECTIONS:
            return joined([titles.get(each, "an inspection you may not see") for each in value])
        case OptionType.PORTFOLIOS:
            names = dict(Portfolio.objects.filter(pk__in=value).values_list("pk", "name"))
            return joined([names.get(each, "a portfolio that is gone") for each in value])


def section_places(sections: Iterable[Section]) -> list[tuple[str, str]]:
    """Where a new section may stand: its position, and the section it would follow."""
    return [("1", "At the beginning"), *((str(n + 1), f"After “{each}”") for n, each in enumerate(sections, start=1))]


def section_conflicts(form: SectionForm, current: Section) -> list[tuple[str, str, str]]:
    """What differs between a typed section and the row as it stands now, options included."""
    typed = form.values()["options"]
    # The form has the level as a word, the row as a number: the helper would take them for different.
    is_same_level = form.values()["level"] == current.level
    rows = [row for row in forms.conflicts(form, current) if not (is_same_level and row[0] == form["level"].label)]
    for name, option in OPTIONS[SectionKind(current.kind)].items():
        ours, theirs = typed.get(name), current.options.get(name)
        if ours != theirs:
            found = Inspection.objects.visible_to(form.actor).filter(pk__in=_numbers(option, ours, theirs))
            titles = dict(found.values_list("pk", "title"))
            words = [_value_words(option, value, titles) if value else "" for value in (theirs, ours)]
            rows.append((option.label, words[0], words[1]))
    return rows


def _numbers(option: Option, *values: Any) -> list[int]:
    if option.type is OptionType.INSPECTION:
        return [value for value in values if value]
    if option.type is OptionType.INSPECTIONS:
        return [number for value in values for number in value or ()]
    return []
