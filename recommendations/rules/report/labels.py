"""The words by which a report says what comes next: "Recommendation 3", "Areas for improvement", "Cause of concern"."""

import re
from dataclasses import dataclass
from enum import Enum

from recommendations.enums import Kind


class Label(Enum):
    """What a label announces."""

    RECOMMENDATION = "recommendation"
    AFI = "afi"
    CAUSE = "cause"
    JTAI_ACTION = "jtai action"

    @property
    def kind(self) -> Kind:
        """The kind of the items under it; those under a cause of concern are recommendations."""
        return {Label.AFI: Kind.AFI, Label.JTAI_ACTION: Kind.JTAI_ACTION}.get(self, Kind.RECOMMENDATION)


@dataclass(frozen=True)
class Opening:
    """A label as found: `number` as printed, `about` what it says of whom or what it is about, `rest` the text that
    follows it in the same block. `is_one` for a label of a single item."""

    label: Label
    number: str
    about: str
    rest: str
    is_one: bool


_RECOMMENDATION = r"recommendations?"
_AFI = r"areas? (?:for|of) improvement|afis?"
_CAUSE = r"(?:accelerated )?causes? (?:of|for) concern|cocs?"
_JTAI = r"(?:areas? for )?priority actions?|areas? for priority action"
_NAMES = rf"(?:(?P<recommendation>{_RECOMMENDATION})|(?P<afi>{_AFI})|(?P<cause>{_CAUSE})|(?P<jtai>{_JTAI}))"
_NUMBER = (
    r"(?:(?:number |no\.? ?)?(?P<number>[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}[a-z]?|[A-Z][0-9]{0,3}|[IVX]{1,5})(?![\w/]))"
)
_BEFORE = (
    r"(?:[0-9]{1,2}(?:\.[0-9]{1,2})?[.)]? )?"
    r"(?:(?:our|the|new|key|further|national|joint|super-complaint|summary of) ){0,3}"
)
_ABOUT = (
    r"(?:(?:addressed )?(?:for|to|from|on|about|relating to|made to|made by|in respect of)\b[^.;]{1,100}"
    r"|\([^()]{1,100}\))"
)
_ALONE = re.compile(
    rf"{_BEFORE}{_NAMES}(?: {_NUMBER})?(?P<about>[ ,:\u2013-]{{1,4}}{_ABOUT})?\s?[:.\u2013-]?", re.IGNORECASE
)
_WITH_TEXT = re.compile(
    rf"{_BEFORE}{_NAMES}(?: {_NUMBER})?(?P<about> ?\([^()]{{1,100}}\)| (?:for|to) [^.:;]{{1,80}}(?=:))?"
    r"(?P<mark>\s?[:.\u2013\u2014-]\s|\s)(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_LEADS_IN = re.compile(rf"(?P<before>.*?)\b{_NAMES}\b(?P<about>.*)", re.IGNORECASE | re.DOTALL)
_THE_FOLLOWING = re.compile(r"\b(?:the following|as follows|set out below|listed below)\b", re.IGNORECASE)
_NOTHING = re.compile(
    r"\b(?:no|not any|without) (?:new |further |specific |national )*"
    r"(?:recommendations?|areas? for improvement|afis?)\b",
    re.I,
)
MODAL = re.compile(
    r"\b(?:should|must|shall|ought to|needs? to|(?:is|are) (?:required|expected|asked|urged|encouraged|invited) to)\b",
    re.IGNORECASE,
)
_LONGEST_LEAD_IN = 400
_LONGEST_LABEL = 160


def is_label_alone(line: str) -> bool:
    """Whether a line is a label and nothing else, such as "Recommendation 3"."""
    return len(line) <= _LONGEST_LABEL and bool(_ALONE.fullmatch(line.strip())) and not MODAL.search(line)


def opening_of(text: str) -> Opening | None:
    """The label that a block begins with, or is, or leads in with; None for any other block."""
    text = text.strip()
    if is_label_alone(text) and (match := _ALONE.fullmatch(text)):
        return Opening(_label(match), match["number"] or "", _bare(match["about"]), "", _is_one(match))
    match = _WITH_TEXT.match(text[:_LONGEST_LABEL])
    if match and _is_begun(match):
        rest = text[match.start("rest") :]
        return Opening(_label(match), match["number"] or "", _bare(match["about"]), rest, True)
    return _lead_in(text)


def says_there_are_none(text: str) -> bool:
    """Whether a block says that a report makes no recommendations."""
    return len(text) <= _LONGEST_LEAD_IN and bool(_NOTHING.search(text))


def _is_begun(match: re.Match[str]) -> bool:
    """Whether the label is one ("Recommendation 3: By ..."), and not the subject of a sentence."""
    if match["mark"].strip():
        return bool(match["number"]) or match["mark"].strip() == ":" or match["mark"].strip() in "\u2013\u2014-"
    return bool(match["number"]) and match["rest"][0].isupper()


def _lead_in(text: str) -> Opening | None:
    """A sentence that announces what follows it: "The report makes the following recommendations:"."""
    if len(text) > _LONGEST_LEAD_IN or MODAL.search(text) or says_there_are_none(text):
        return None
    match = _LEADS_IN.match(text)
    if match is None or re.search(r"\brecommends?\b", text, re.IGNORECASE):
        return None
    announces = text.endswith(".") and not match["cause"] and _THE_FOLLOWING.search(text)
    if not (text.endswith(":") or announces):
        return None
    return Opening(_label(match), "", text, "", False)


def _label(match: re.Match[str]) -> Label:
    if match["recommendation"]:
        return Label.RECOMMENDATION
    if match["afi"]:
        return Label.AFI
    return Label.CAUSE if match["cause"] else Label.JTAI_ACTION


def _is_one(match: re.Match[str]) -> bool:
    name = match["recommendation"] or match["afi"] or match["cause"] or match["jtai"]
    first = name.split()[0].lower()
    return bool(match["number"]) or not (name.lower().endswith("s") or first in ("areas", "causes"))


def _bare(about: str | None) -> str:
    return (about or "").strip(" ,:\u2013-()")
