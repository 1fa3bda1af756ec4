"""Whether a phrase governs its sentence's "should": says when the force is to act, rather than when something else was.

Grammar by rule of thumb, tuned to how inspectorates write; a person confirms what it proposes. Every look around a
phrase is bounded, so that a text of any length is read in one pass.
"""

import re

from recommendations.enums import DeadlineKind
from recommendations.rules.deadline.named_days import pattern, words
from recommendations.rules.deadline.phrases import Phrase
from recommendations.rules.deadline.sentences import OPENS_STATE, VERBS, Clause

# A "should" further away than this is another thought.
REACH = 1500
FAR = 300
NEAR = 160

_ONLY_A_LABEL = re.compile(r"\W{0,20}(?:[\w /]{0,40}[:\u2013-])?\W{0,20}")
_ASIDE = (
    r"(?:also|now|therefore|then|all|both|jointly|together|urgently|and|or|but|without (?:further )?delay"
    r"|as soon as (?:is )?(?:possible|practicable)"
    r"|as a (?:matter of (?:urgency|priority)|(?:first |high |top )?priority)|in any (?:event|case)|at the latest"
    r"|ideally|preferably|starting|beginning|commencing|effective|in addition|in particular|firstly|certainly|as an"
    r"|if not (?:sooner|before)|where (?:possible|necessary|appropriate)|this)\b"
)
_ONLY_ASIDES = pattern(rf"[\s,;:\u2013\u2014()-]{{0,40}}(?:{_ASIDE}[\s,;:\u2013\u2014()-]{{0,40}}){{0,8}}")
_SUBORDINATE = pattern(
    r"\W{0,20}(?:if|where|when|while|whilst|unless|although|though|since|because|after|once|given|having|should)\b"
)
_RELATIVE_WORD = pattern(r"\b(?:that|which|who|whom|whose|where|if|when|unless|once|as)\b")
_ASSERTS = pattern(
    r"\b(?:had|was|were|did|found|saw|told|will|would|(?:has|have) (?:already |now |since |not )?[a-z]+(?:ed|en|ne))\b"
)
_ENDS_OPEN = pattern(
    r"\b(?:which|who|whom|whose|where|if|when|while|unless|not|had|has|have|forces that|those that)"
    r"[\s,(\u2013\u2014]{0,9}$"
)
_ENDS_SET_OFF = pattern(
    r"(?:[,(\u2013\u2014]\s{0,9}(?:and|or|but)?|\b(?:event|case|latest|possible|urgency|priority)[\s,]{1,9}(?:and)?)\s{0,9}$"
)
_ORDER_FOLLOWS = pattern(rf"[\s,:\u2013-]{{1,10}}(?:to )?{VERBS}\b(?! of\b)")
_TOLD_BEFORE = pattern(
    r"\b(?:we|hmic|hmicfrs|inspectors|i|previous(?:ly)?|report) (?:also |previously |had |have )?"
    r"(?:recommended|asked|told|said|required)\b"
)
_INSPECTORATE_WILL = pattern(
    r"\b(?:we|hmic|hmicfrs|hmi|inspectors|the inspectorates?|i) (?:also )?"
    r"(?:will|intend|plan|shall|would|expect to|aim|returns?|revisits?|re-?inspects?)\b"
)
_GOAL = pattern(
    r"\b(?:(?:the|its|their|a|our) (?:[a-z'\u2019]+ ){0,3}?"
    r"(?:target|goal|ambition|commitment|pledge|promise)s? (?:to|of|for|that)"
    r"|due|scheduled|planned|projected|forecast|anticipated|expected)\b[^,;]{0,60}$"
)
_WAS = pattern(
    r"\b(?:(?:that|which|who) (?:[a-z]+ ){0,3}?(?:had|was|were|did)|(?:which|who) (?:[a-z]+ ){0,3}?will)\b[^,;]{0,60}$"
)
_REPEATS = pattern(
    r"\b(?:annually|yearly|monthly|quarterly|(?:each|every) (?:year|month|quarter)|at least (?:once|every))\b"
)
_EACH = pattern(r"\b(?:each|every|any|whenever|per)\b")
_AFTER_BARE_YEAR = pattern(r"\s{0,40}(?:[.,;:)\]!?\u201d\"]|$|(?:and|to|so|in order|at the latest|with|across)\b)")
_STATE_OR_RELATIVE = pattern(
    rf"{OPENS_STATE.pattern}"
    r"|\b(?:which|who|whom|when|whenever|where|if|whether|because|so|enabl(?:e|es|ing)|allow(?:s|ing)?)\b"
)
_NOT_AFTER_BARE_YEAR = pattern(
    r" (?:standards|figures|data|levels|prices|guidance|legislation|rules|regulations|act)\b"
)
_THAT_FOLLOWS = pattern(r"[\s,]{1,9}that\b")
_ENDS_WITH_ENSURE = pattern(r"\b(?:ensure|make sure|satisfy (?:themselves|itself))[\s,]{0,9}$")
_TAKES_STEPS = pattern(r"\W{0,5}(?:also |therefore |now )?(?:take|act|move|seek|begin|start)\b")
_ADJECTIVE_MAY_FOLLOW = pattern(
    r"\W{0,5}(?:(?:also|therefore|now|all|urgently|jointly) )?"
    r"(?:take|make|carry out|conduct|undertake|give|begin|start|put in place|introduce|implement|commission|complete) "
    r"(?:(?:an|the|some|its|their) )?"
)
_BEFORE_STATE = words(
    "ensure ensures ensuring sure certain so satisfied assured confirm check show demonstrate recommend evidence"
)
_BE = words("be been being is are has have having get gets")
_WAS_BE = words("was were had")
_CAUSES = words("with have has having get see want keep")
_LINKS = words("and or not fully either both , never")
_NOT_PARTICIPLES = words("need speed seed feed proceed succeed exceed embed indeed hundred bed red shed breed")
_PARTICIPLES = words(
    "made given taken held sent begun done seen known found left brought built written drawn kept paid dealt caught "
    "born shown chosen lost set led run told undertaken overseen open outstanding unresolved undetected"
)
_WORDS = re.compile(r"[A-Za-z'\u2019]+|[,;:()]")


def governs(clause: Clause, phrase: Phrase, *, is_past: bool) -> bool:
    """Whether the phrase sets a deadline for what the clause says should be done.

    `is_past`: its day lies before publication, which only a phrase beside "should" survives.
    """
    text = clause.text
    if _stands_alone(clause, phrase):
        return True
    modal = clause.modal_before(phrase.start)
    if modal is None:
        return _leads_in(clause, phrase)
    if phrase.start - modal > REACH:
        return False
    between = text[modal : phrase.start]
    if _TOLD_BEFORE.search(text, max(clause.start, phrase.start - FAR), phrase.start):
        return False
    in_state = bool(OPENS_STATE.search(between)) or (clause.is_state and modal == clause.head)
    if _ONLY_ASIDES.fullmatch(between) and (not phrase.is_adjective or between.rstrip().endswith("as an")):
        return not (phrase.is_short and in_state)
    if _ENDS_WITH_ENSURE.search(between[-NEAR:]) and _THAT_FOLLOWS.match(text, phrase.end):
        return True
    if _INSPECTORATE_WILL.search(between):
        return False
    match phrase.kind:
        case DeadlineKind.IMMEDIATE:
            return _governs_at_once(phrase, text, between, in_state)
        case DeadlineKind.RELATIVE:
            return _governs_span(phrase, between, in_state)
        case _:
            return not is_past and _governs_day(phrase, text, between)


def _stands_alone(clause: Clause, phrase: Phrase) -> bool:
    """Whether the clause is the phrase and nothing else, but for a label such as "Timescale:"."""
    if phrase.start - clause.start > NEAR or clause.end - phrase.end > NEAR:
        return False
    before, after = clause.text[clause.start : phrase.start], clause.text[phrase.end : clause.end]
    return bool(re.fullmatch(r"\W*", after) and _ONLY_A_LABEL.fullmatch(before))


def _leads_in(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase before the first "should" is the sentence's lead-in, or set off by commas beside it."""
    text = clause.text
    modal = clause.modal_after(phrase.end)
    is_order = _ORDER_FOLLOWS.match(text, phrase.end, clause.end)
    if modal is None and not is_order:
        return False
    between = "" if is_order or modal is None else text[phrase.end : modal]
    if len(between) > REACH or _asserts(between):
        return False
    if phrase.is_bare_year and _NOT_AFTER_BARE_YEAR.match(text, phrase.end):
        return False
    before = text[max(clause.head, phrase.start - REACH) : phrase.start]
    if _ONLY_ASIDES.fullmatch(before) or before.rstrip().endswith(":"):
        return True
    if text[phrase.start].isupper() and text[phrase.start - 1].isspace():
        return True  # a heading without a full stop stands before it
    if phrase.is_bare_year and not _AFTER_BARE_YEAR.match(text, phrase.end):
        return False
    if not _ENDS_SET_OFF.search(before[-NEAR:]) or _ENDS_OPEN.search(before[-NEAR:]):
        return False
    return not (_SUBORDINATE.match(before) and "," in between.lstrip(" ,"))


def _asserts(between: str) -> bool:
    """Whether the words from a lead-in to the "should" state a fact: "By March 2017 the force had ..., and should"."""
    fact = _ASSERTS.search(between)
    relative = _RELATIVE_WORD.search(between)
    return bool(fact and not (relative and relative.start() < fact.start()))


def _governs_at_once(phrase: Phrase, text: str, between: str, in_state: bool) -> bool:
    if phrase.is_adjective:
        return bool(_ADJECTIVE_MAY_FOLLOW.fullmatch(between))
    if text[phrase.start : phrase.start + 4].lower() == "with":
        return not _describes_a_noun(between)
    if in_state or len(between) > NEAR or _STATE_OR_RELATIVE.search(between) or between.rstrip().endswith(" not"):
        return False
    if re.search(r"\bto\b", between):
        return bool(_TAKES_STEPS.match(between))
    return not _describes_a_noun(between)


def _governs_span(phrase: Phrase, between: str, in_state: bool) -> bool:
    """Spans of days and weeks in what is to be ensured, and any span for each of many, are standards to keep."""
    if phrase.is_loose or _describes_a_noun(between) or _WAS.search(between[-NEAR:]):
        return False
    if phrase.is_short and in_state:
        return False
    if _REPEATS.search(between):
        return False
    return not ((phrase.is_short or in_state) and _EACH.search(between))


def _governs_day(phrase: Phrase, text: str, between: str) -> bool:
    """A date does not recur, so it governs unless it tells of a noun, a goal or the past."""
    if phrase.is_loose or (phrase.is_bare_year and not _AFTER_BARE_YEAR.match(text, phrase.end)):
        return False
    near = between[-NEAR:]
    if _REPEATS.search(near) or _GOAL.search(near) or _WAS.search(near):
        return False
    return not _describes_a_noun(between)


def _describes_a_noun(between: str) -> bool:
    """Whether the words end in a participle that belongs to a noun ("cases closed"), not to a "should be closed"."""
    said = [word.lower() for word in _WORDS.findall(between[-NEAR:])]
    if not said or not _is_participle(said[-1]):
        return False
    at = len(said) - 1
    while at >= 0 and (_is_participle(said[at]) or said[at] in _LINKS or said[at].endswith("ly")):
        at -= 1
    if at < 0:
        return False
    if said[at] in _WAS_BE:
        return True
    if said[at] in _BE:
        return at > 0 and said[at - 1] in ("which", "who", "that") and not _opens_state(said, at - 1)
    return not _CAUSES.intersection(said[:at])


def _opens_state(said: list[str], at: int) -> bool:
    """Whether the "that" at a place follows "ensure" or the like."""
    return said[at] == "that" and at > 0 and said[at - 1] in _BEFORE_STATE


def _is_participle(word: str) -> bool:
    return word in _PARTICIPLES or (word.endswith("ed") and len(word) > 4 and word not in _NOT_PARTICIPLES)
