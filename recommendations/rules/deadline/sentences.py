"""The clauses of a recommendation: its sentences, bullets and the parts between semicolons."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from recommendations.rules.deadline.named_days import pattern
from recommendations.rules.deadline.phrases import Phrase

_DOTS = "\u2022\u25cf\u25aa\u25e6\u2023\u2043\uf0b7"
_MARKER = rf"(?:[{_DOTS}]\s?|[*\u2219\u00b7\u2013\u2014-]\s|\(?(?:[0-9]{{1,2}}|[a-z]|[ivx]{{1,4}})[.)]\s)"
_BREAK = re.compile(
    rf"(?P<bullet>[\r\n]\s{{0,40}}?(?={_MARKER})|(?=[{_DOTS}]))"
    r"|(?P<semicolon>;)"
    r"|(?P<blank>\n(?:[ \t\r]{0,40}\n)+)"
    r"|(?P<stop>[.!?][\"'\u201d\u2019)\]]{0,3}(?=\s{1,40}[\"'\u201c\u2018(\[]?[A-Z0-9]))"
)
_STARTS_WITH_MARKER = re.compile(rf"\s{{0,40}}{_MARKER}")
_LABEL = pattern(
    rf"\s{{0,40}}(?:{_MARKER})?\s{{0,40}}"
    r"(?:(?:national |cause of concern |further )?"
    r"(?:recommendation|area for improvement|afi|action|part)s? ?[0-9.]{0,8}[a-z]?\s{0,5}[:.)\u2013\u2014-]?)?"
    r"[\s\"'\u201c\u2018(]{0,40}"
)
# After these a full stop ends no sentence.
_ABBREVIATION = pattern(
    r"(?:no|nos|e\.g|i\.e|paras?|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|st|dr|mrs?|ms|ch|fig|refs?|recs?|approx|vs)\."
)

_MODAL = pattern(
    r"\b(?:should|must|shall|ought to|needs? to"
    r"|(?:is|are) (?:required|expected|asked|directed|urged|encouraged|advised|invited) to"
    r"|(?:we|i|hmic|hmicfrs|hmi|inspectors|the inspectorates?|it is) (?:also |further |therefore |strongly )?"
    r"(?:recommend(?:ed|s)?|expects?|asks?|urges?|requires?|invites?|direct)(?: that)?)\b"
)
# An order without "should", as in a list of actions. Left out: verbs that are as often nouns at the head of a title.
VERBS = (
    "(?:ensure|make|improve|develop|produce|provide|establish|implement|introduce|adopt|create|carry|complete|conduct|"
    "undertake|put|take|give|publish|prepare|revise|re-?assess|assess|evaluate|examine|identify|strengthen|agree|"
    "appoint|consider|consult|cease|stop|remove|reduce|increase|extend|bring|begin|work|review|update|check|comply|"
    "submit|send|share|tell|train|set|define|clarify|address|amend|incorporate|embed|deliver|demonstrate|satisfy)"
)
_ORDER = pattern(rf"(?:(?:to )?{VERBS}|to be {VERBS}d?)\b(?! of\b)(?!\s?[:\u2013-])")
# What follows these is a state of affairs to bring about, not the act itself.
OPENS_STATE = pattern(
    r"\b(?:ensur(?:e|es|ing)|mak(?:e|es|ing) (?:sure|certain)|assur(?:e|es) (?:themselves|itself)"
    r"|satisf(?:y|ies) (?:themselves|itself)|that)\b"
)


@dataclass(frozen=True)
class Clause:
    """A stretch of a text that stands on its own, or under a lead-in that ends in a colon.

    `head` is where its own words begin, after a bullet or a label. `is_ordered`: a "should" stands before its first
    word, in the lead-in or because it is an order ("Review the policy"). `is_state`: that "should" is one to ensure.
    """

    text: str
    start: int
    end: int
    head: int
    is_ordered: bool
    is_state: bool

    @cached_property
    def modals(self) -> list[tuple[int, int]]:
        """Where each "should" and its like stands."""
        found = [match.span() for match in _MODAL.finditer(self.text, self.head, self.end)]
        # "Should the force fail to improve" is a condition.
        return [span for span in found if self.text[span[0]] != "S" or self.text[span[0] : span[1]].isupper()]

    def modal_before(self, at: int) -> int | None:
        """The end of the last "should" before a place, the head of the clause for an order, or None."""
        before = bisect_right(self.modals, at, key=lambda span: span[1])
        if before:
            return self.modals[before - 1][1]
        return self.head if self.is_ordered else None

    def modal_after(self, at: int) -> int | None:
        """Where the first "should" after a place begins, or None."""
        after = bisect_right(self.modals, at, key=lambda span: span[0])
        return self.modals[after][0] if after < len(self.modals) else None


def clauses_with(text: str, phrases: Iterable[Phrase]) -> Iterator[tuple[Clause, Phrase]]:
    """Each phrase with the clause it stands in."""
    waiting = iter(phrases)
    phrase = next(waiting, None)
    if phrase is None:
        return
    for clause in _clauses(text):
        while phrase is not None and phrase.start < clause.end:
            yield clause, phrase
            phrase = next(waiting, None)
        if phrase is None:
            return


def _clauses(text: str) -> Iterator[Clause]:
    lead: Clause | None = None  # the lead-in whose "should" the bullets share
    previous: Clause | None = None
    for start, end, kind in _stretches(text):
        marked = bool(_STARTS_WITH_MARKER.match(text, start, end))
        label = _LABEL.match(text, start, end)
        head = label.end() if label else start
        listed = marked or text[head : head + 1].islower()
        if kind == "blank" and not listed:
            lead = None
        over = previous if kind == "semicolon" else lead if listed else None
        ordered = bool(_ORDER.match(text, head, end))
        clause = Clause(text, start, end, head, over is not None or ordered, over is not None and _is_state(over))
        if over is None or clause.modals:
            lead = clause if _leads(clause) else lead if listed else None
        previous = clause if clause.modals or clause.is_ordered else None
        yield clause


def _leads(clause: Clause) -> bool:
    """Whether bullets may follow: it has a "should" and does not end its sentence."""
    return bool(clause.modals) and not clause.text[max(clause.start, clause.end - 3) : clause.end].rstrip().endswith(
        (".", "!", "?")
    )


def _is_state(lead: Clause) -> bool:
    """Whether a lead-in says what to ensure rather than what to do."""
    since = lead.modals[0][1] if lead.modals else lead.head
    return lead.is_state or bool(OPENS_STATE.search(lead.text, since, lead.end))


def _stretches(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and what stands before each stretch that is not blank."""
    start, kind = 0, "stop"
    for found in _BREAK.finditer(text):
        if found.lastgroup == "stop" and _is_abbreviated(text, start, found.start()):
            continue
        if text[start : min(found.end(), start + 80)].strip(" \t\r\n;"):
            yield start, found.end(), kind
            kind = found.lastgroup or "stop"
        elif found.lastgroup == "bullet" or kind == "stop":
            kind = found.lastgroup or kind
        start = found.end()
    if text[start:].strip():
        yield start, len(text), kind


def _is_abbreviated(text: str, start: int, stop: int) -> bool:
    """Whether a full stop belongs to a list number ("1.") or an abbreviation ("Sept.")."""
    if stop - start <= 6 and len(text[start:stop].strip()) <= 3:
        return True
    word = re.search(r"[A-Za-z.]{1,7}$", text[max(stop - 8, start) : stop])
    return bool(word and _ABBREVIATION.fullmatch(word.group() + "."))
