"""The styles of a paper in a base document: found there, chosen by somebody, or added from our own."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from reports.paper.render.word_base import base_styles
from reports.paper.render.word_layout import PURPOSES, How, Match, Style, UnfitBase
from reports.paper.render.word_xml import Element, element, in_order, paragraph

_HEADINGS = {f"heading {level}": level for level in range(1, 5)}


@dataclass(frozen=True)
class Styles:
    """The id of each of our styles in a document, and what must be undone of those that are the document's own."""

    ids: Mapping[str, str]
    numbered: frozenset[str] = frozenset()  # they number or bullet every paragraph
    stops: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # the tab stops they set
    is_house: bool = True

    def __getitem__(self, name: str) -> str:
        return self.ids[name]

    def paragraph(self, name: str, *content: Element, properties: Iterable[Element] = ()) -> Element:
        """A paragraph of our style. Whatever a base's style says, it is neither numbered twice nor pulled to a stop of
        the base's, a heading is one for whoever listens, and no page ends below it or below a caption."""
        listed = list(properties)
        if self.is_house:
            return paragraph(self[name], *content, properties=listed)
        if name in self.numbered and not any(made.tag == qn("w:numPr") for made in listed):
            listed.append(element("numPr", element("numId", val=0)))
        if level := _HEADINGS.get(name):
            listed.append(element("outlineLvl", val=level - 1))
        if (level or name == "caption") and not any(made.tag == qn("w:keepNext") for made in listed):
            listed.append(element("keepNext"))
        for made in listed:
            if made.tag == qn("w:tabs"):
                own = {stop.get(qn("w:pos")) for stop in made}
                cleared = [element("tab", val="clear", pos=at) for at in self.stops.get(name, ()) if at not in own]
                made[:] = [*cleared, *made]
        return paragraph(self[name], *content, properties=in_order(listed))


def styles_of(root: Element) -> list[Style]:
    """The styles of a styles part, in its order."""
    return [
        Style(str(found.get(qn("w:styleId"), "")), _name_of(found), _kind_of(found), _aliases_of(found))
        for found in root.findall(qn("w:style"))
        if found.get(qn("w:styleId"))
    ]


def matches(root: Element, chosen: Mapping[str, str]) -> tuple[Match, ...]:
    """How each of our styles comes to stand in a base, in the order of base/styles.xml.

    Raises UnfitBase where a style that was chosen is not one of the base's paragraph styles.
    """
    theirs = styles_of(root)
    return tuple(_match(_name_of(ours), _kind_of(ours), _id(ours), theirs, chosen) for ours in _ours())


def _match(name: str, kind: str, identifier: str, theirs: list[Style], chosen: Mapping[str, str]) -> Match:
    fitting = [style for style in theirs if style.kind == kind]
    if name in chosen:
        for style in fitting:
            if style.identifier == chosen[name] and name in PURPOSES:
                return Match(name, How.CHOSEN, style)
        purpose = PURPOSES.get(name, name)
        raise UnfitBase(f"The style chosen for “{purpose}” is not in the template. Choose another.")
    # Word keeps the English names of its own styles in every language, and translates their ids; others do the reverse.
    for found in (
        [style for style in fitting if style.name.casefold() == name.casefold()],
        [style for style in fitting if name.casefold() in style.aliases],
        [style for style in fitting if style.identifier.casefold() == identifier.casefold()],
    ):
        if found:
            return Match(name, How.FOUND, found[0])
    return Match(name, How.MADE)


def made_ready(root: Element, chosen: Mapping[str, str]) -> Styles:
    """Our styles in a base, of which the styles part is given: those it lacks are added. Raises as `matches` does."""
    found = {match.name: match.style for match in matches(root, chosen)}
    theirs = styles_of(root)
    taken_ids = {style.identifier.casefold() for style in theirs}
    taken_names = {style.name.casefold() for style in theirs}
    ids: dict[str, str] = {}  # our name -> the id in the document
    renamed: dict[str, str] = {}  # our id -> the id in the document
    for ours in _ours():
        name, identifier = _name_of(ours), _id(ours)
        style = found[name]
        if style is not None:
            identifier = style.identifier
        else:
            while identifier.casefold() in taken_ids:
                identifier += "Paper"
            taken_ids.add(identifier.casefold())
        ids[name] = renamed[_id(ours)] = identifier
    by_default = {_kind_of(style) for style in root.findall(qn("w:style")) if style.get(qn("w:default"))}
    for ours in _ours():
        if found[_name_of(ours)] is None:
            if _kind_of(ours) in by_default:
                ours.attrib.pop(qn("w:default"), None)
            _add(root, ours, renamed, taken_names)
    own = {name: style.identifier for name, style in found.items() if style is not None}
    styles = by_id(root)
    return Styles(
        ids,
        frozenset(name for name, identifier in own.items() if is_numbered(styles, identifier)),
        {name: stops for name, identifier in own.items() if (stops := _stops(styles, identifier))},
        is_house=False,
    )


@functools.cache
def house_styles() -> Styles:
    """Our styles in our own base."""
    return Styles({_name_of(ours): _id(ours) for ours in _ours()})


def _add(root: Element, ours: Element, renamed: Mapping[str, str], taken_names: set[str]) -> None:
    name = ours.find(qn("w:name"))
    if _name_of(ours).casefold() in taken_names:  # by a style of another type
        name.set(qn("w:val"), f"Paper {_name_of(ours)}")
    ours.set(qn("w:styleId"), renamed[_id(ours)])
    for link in (*ours.findall(qn("w:basedOn")), *ours.findall(qn("w:next"))):
        link.set(qn("w:val"), renamed[link.get(qn("w:val"))])
    root.append(ours)


# What a style says, itself or through the styles that it is based on


def by_id(root: Element) -> dict[str, Element]:
    """The styles of a styles part by their ids."""
    return {_id(style): style for style in root.findall(qn("w:style"))}


def is_numbered(styles: Mapping[str, Element], identifier: str) -> bool:
    """Whether a style numbers or bullets its paragraphs."""
    for style in _chain(styles, identifier):
        number = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if number is not None:
            return bool(number.get(qn("w:val")) != "0")
    return False


def hidden_by(styles: Mapping[str, Element], identifier: str) -> str:
    """The name of the style by which this one hides its text, itself or one that it is based on; "" where none does."""
    for style in _chain(styles, identifier):
        hidden = style.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
        if hidden is not None:
            return "" if hidden.get(qn("w:val"), "1") in ("0", "false", "off") else _name_of(style)
    return ""


def _stops(styles: Mapping[str, Element], identifier: str) -> tuple[str, ...]:
    found: dict[str, bool] = {}
    for style in reversed(list(_chain(styles, identifier))):
        for stop in style.findall(f"{qn('w:pPr')}/{qn('w:tabs')}/{qn('w:tab')}"):
            found[str(stop.get(qn("w:pos")))] = stop.get(qn("w:val")) != "clear"
    return tuple(place for place, stands in found.items() if stands)


def _chain(styles: Mapping[str, Element], identifier: str) -> Iterator[Element]:
    seen: set[str] = set()
    while identifier in styles and identifier not in seen:
        seen.add(identifier)
        yield styles[identifier]
        based_on = styles[identifier].find(qn("w:basedOn"))
        identifier = "" if based_on is None else str(based_on.get(qn("w:val")))


def _ours() -> list[Any]:
    return list(parse_xml(base_styles()).findall(qn("w:style")))


def _id(style: Element) -> str:
    return str(style.get(qn("w:styleId"), ""))


def _kind_of(style: Element) -> str:
    return str(style.get(qn("w:type"), "paragraph"))


def _name_of(style: Element) -> str:
    name = style.find(qn("w:name"))
    return str(name.get(qn("w:val"), "")) if name is not None else ""


def _aliases_of(style: Element) -> tuple[str, ...]:
    aliases = style.find(qn("w:aliases"))
    words = "" if aliases is None else str(aliases.get(qn("w:val"), ""))
    return tuple(alias.strip().casefold() for alias in words.split(",") if alias.strip())
