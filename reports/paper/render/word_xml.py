"""Small makers of WordprocessingML elements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

Element = Any  # lxml carries no types
_W = qn("w:")


def element(name: str, *children: Element | None, **attributes: str | int) -> Element:
    """<w:name w:attribute="...">children</w:name>; a child that is None is left out."""
    # lxml takes nearly twice as long where it is handed attributes or children that are none.
    made = etree.Element(_W + name, {_W + key: str(value) for key, value in attributes.items()} if attributes else None)
    if children:
        made.extend([child for child in children if child is not None])
    return made


def run(text: str, properties: Iterable[Element] = ()) -> Element:
    """A run of text with its properties, which must come in the schema's order."""
    words = element("t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("r", run_properties(properties), words)


def run_properties(properties: Iterable[Element]) -> Element | None:
    listed = list(properties)
    return element("rPr", *listed) if listed else None


def tab() -> Element:
    return element("r", element("tab"))


def field(instruction: str) -> Element:
    """A field Word fills in, such as PAGE; '1' stands until it does."""
    return element("fldSimple", run("1"), instr=instruction)


def paragraph(style: str, *content: Element, properties: Iterable[Element] = ()) -> Element:
    """A paragraph of the style with this id; further properties must come in the schema's order."""
    return element("p", element("pPr", element("pStyle", val=style), *properties), *content)


def tags(names: str) -> list[str]:
    """The tags of elements, from their names with spaces between."""
    return [qn(f"w:{name}") for name in names.split()]


# The order in which the schema wants a paragraph's properties (ECMA-376 part 1, CT_PPrBase).
_PROPERTIES = tags(
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle"
)


def in_order(properties: Iterable[Element]) -> list[Element]:
    """A paragraph's properties in the order that the schema wants."""
    return sorted(properties, key=lambda made: _PROPERTIES.index(made.tag))
