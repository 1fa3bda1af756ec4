"""Real Word lists: a numbering definition for each marker, and an instance of its own for each list."""

from __future__ import annotations

from dataclasses import dataclass, field

from docx.oxml.ns import qn

from reports.paper.blocks import BulletList, Marker, NumberedList
from reports.paper.render.word_xml import Element, element

INDENT = 454  # twentieths of a point that each level is set in
LEVELS = 9  # Word's own limit

_FORMATS = {
    Marker.DECIMAL: ("decimal", "."),
    Marker.BRACKET: ("decimal", ".)"),
    Marker.ROMAN: ("lowerRoman", "."),
    Marker.LETTER: ("lowerLetter", "."),
}
_BULLET = "•"


@dataclass
class Numbering:
    """Adds to a numbering part's root without touching what is there."""

    root: Element
    _kinds: dict[Marker | None, int] = field(default_factory=dict)
    _bullets: int = 0

    def instance(self, block: BulletList | NumberedList, depth: int) -> int:
        """The w:numId for a list `depth` levels down. Bulleted lists share one; a numbered list has its own."""
        if isinstance(block, BulletList):
            if not self._bullets:
                self._bullets = self._add_number(self._kind(None))
            return self._bullets
        start = element("lvlOverride", element("startOverride", val=block.start), ilvl=min(depth, LEVELS - 1))
        return self._add_number(self._kind(block.marker), start)

    def _kind(self, marker: Marker | None) -> int:
        """The id of the definition for this marker (None for bullets), made when first asked for."""
        if marker not in self._kinds:
            identifier = self._next("abstractNum", "abstractNumId")
            levels = [_bullet_level(n) if marker is None else _number_level(n, marker) for n in range(LEVELS)]
            made = element("abstractNum", element("multiLevelType", val="hybridMultilevel"), *levels)
            made.set(qn("w:abstractNumId"), str(identifier))
            # the schema wants every definition before the first instance
            first = self.root.find(qn("w:num"))
            if first is None:
                self.root.append(made)
            else:
                first.addprevious(made)
            self._kinds[marker] = identifier
        return self._kinds[marker]

    def _add_number(self, kind: int, *overrides: Element) -> int:
        identifier = max(self._next("num", "numId"), 1)
        made = element("num", element("abstractNumId", val=kind), *overrides, numId=identifier)
        last = self.root.findall(qn("w:num"))
        if last:
            last[-1].addnext(made)
        else:
            definitions = self.root.findall(qn("w:abstractNum"))
            definitions[-1].addnext(made)
        return identifier

    def _next(self, name: str, attribute: str) -> int:
        used = [int(found.get(qn(f"w:{attribute}"), "0")) for found in self.root.findall(qn(f"w:{name}"))]
        return max(used, default=-1) + 1


def _number_level(level: int, marker: Marker) -> Element:
    kind, ending = _FORMATS[marker]
    return _level(level, kind, f"%{level + 1}{ending}")


def _bullet_level(level: int) -> Element:
    return _level(level, "bullet", _BULLET)


def _level(level: int, kind: str, text: str) -> Element:
    return element(
        "lvl",
        element("start", val=1),
        element("numFmt", val=kind),
        element("lvlText", val=text),
        element("lvlJc", val="left"),
        element("pPr", element("ind", left=INDENT * (level + 1), hanging=INDENT)),
        ilvl=level,
    )
