"""What stands in a part of a template: its words, the fields that fill themselves in, and placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.oxml.ns import qn

from reports.paper.render.word_clean import SAFE_SCHEMES
from reports.paper.render.word_xml import Element, tags

_SHORT = 60  # letters of somebody's words that a sentence repeats
_PLACEHOLDER = re.compile(r"\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)|«[^»]{1,60}»")
# Fields that say nothing but where one is in the paper, or how something is set.
_HARMLESS = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF", "TITLE", "SYMBOL", "=", "IF"})
_NAME = re.compile(r"[A-Za-z]+|=")
_ADDRESS = re.compile(r'"([^"]*)"|(\S+)')


def words_of(root: Element) -> Iterator[str]:
    """The words of each paragraph, whatever runs they are cut into; what was deleted is none."""
    told: dict[Element, list[str]] = {}
    for found in root.iter(*tags("p t tab br")):
        if found.tag == qn("w:p"):
            told[found] = []
        elif (paragraph := next(found.iterancestors(qn("w:p")), None)) in told:
            told[paragraph].append(_letters(found) if found.tag == qn("w:t") else " ")
    for pieces in told.values():
        words = "".join(pieces).strip()
        if words:
            yield words


def _letters(found: Element) -> str:
    """What an element says, a remark in the middle of it left out."""
    return "".join(found.itertext())


def shortened(words: str) -> str:
    """Somebody's words as a sentence repeats them, on one line."""
    words = " ".join(words.split())
    return words if len(words) <= _SHORT else f"{words[:_SHORT]}…"


def placeholders(root: Element) -> list[str]:
    """What stands there to be filled in by a program: {{ title }}, {% if %}, «Name»."""
    return [found.group() for words in words_of(root) for found in _PLACEHOLDER.finditer(words)]


def fields_of(root: Element) -> Iterator[str]:
    """The instruction of each field, one that is cut into runs or that holds another included."""
    for found in root.iter(qn("w:fldSimple")):
        yield str(found.get(qn("w:instr"), "")).strip()
    open_fields: list[list[str]] = []
    for found in root.iter(*tags("fldChar instrText")):
        if found.tag == qn("w:instrText"):
            for outer in open_fields[-1:]:
                outer.append(_letters(found))
        elif found.get(qn("w:fldCharType")) == "begin":
            open_fields.append([])
        elif found.get(qn("w:fldCharType")) == "end" and open_fields:
            yield "".join(open_fields.pop()).strip()
    for unfinished in open_fields:
        yield "".join(unfinished).strip()


def reaches_out(instruction: str) -> bool:
    """Whether a field fetches something, runs something, or prints what is known of a person, a file or a day."""
    named = _NAME.match(instruction)
    name = named.group().upper() if named else ""
    if name == "HYPERLINK":
        addresses = [first or second for first, second in _ADDRESS.findall(instruction[len(name) :])]
        return not all(each.startswith("\\") or each.partition(":")[0].lower() in SAFE_SCHEMES for each in addresses)
    return bool(instruction) and name not in _HARMLESS
