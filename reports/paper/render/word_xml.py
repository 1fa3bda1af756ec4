"""Small makers of WordprocessingML elements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

Element = Any  # lxml carries no types


def element(name: str, *children: Element | None, **attributes: str | int) -> Element:
    """<w:name w:attribute="...">children</w:name>; a child that is None is left out. `class_` is not needed here."""
    made = etree.Element(qn(f"w:{name}"), {qn(f"w:{key}"): str(value) for key, value in attributes.items()})
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
