"""Whom a text asks: those who stand before its "should", and what limits them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from recommendations.enums import Addressee
from recommendations.rules.report.labels import MODAL

_REACH = 400  # of the words before a "should"

# In the order in which they are tried: what one has read, none after it reads again.
_NAMED: tuple[tuple[Addressee, str], ...] = (
    (Addressee.APCC, r"association of police and crime commissioners|apcc"),
    (
        Addressee.POLICING_BODIES,
        r"police(?:, fire)? and crime commissioners?(?:['\u2019] offices?)?|p(?:f)?ccs?|local policing bod(?:y|ies)"
        r"|policing bod(?:y|ies)|mayors?(?: with policing powers)?|mopac|opccs?",
    ),
    (
        Addressee.NPCC,
        r"(?:the )?national police chiefs['\u2019]? council(?:['\u2019]s)?(?: leads?)?"
        r"(?: for(?: (?!and\b)[a-z-]+){1,6})?"
        r"|npcc(?:['\u2019]s)?(?: leads?)?(?: for(?: (?!and\b)[a-z-]+){1,6})?|national (?:policing|police) leads?",
    ),
    (Addressee.COLLEGE, r"college of policing|the college"),
    (Addressee.HOME_OFFICE, r"home office|home secretary"),
    (Addressee.MINISTRY_OF_JUSTICE, r"ministry of justice|moj|lord chancellor"),
    (
        Addressee.POLICE_AND_CPS,
        r"(?:the )?police(?: forces?)? and (?:the )?(?:cps|crown prosecution service)"
        r"|(?:the )?(?:cps|crown prosecution service) and (?:the )?police(?: forces?)?(?! and crime)",
    ),
    (Addressee.POLICE_AND_PROSECUTORS, r"(?:the )?police and prosecutors|prosecutors and (?:the )?police"),
    (Addressee.CPS, r"crown prosecution service|cps|director of public prosecutions"),
    (
        Addressee.REGIONAL_UNITS,
        r"national crime agency|nca|regional organised crime units?|rocus?|counter[- ]terrorism policing",
    ),
    (
        Addressee.SAFEGUARDING_PARTNERS,
        r"(?:local )?(?:multi-agency )?(?:child(?:ren['\u2019]?s?)? )?safeguarding (?:(?:children|adults) )?"
        r"(?:partners(?:hips?)?|boards?)|(?:statutory|multi-agency|local) partner(?:s|ship|ships)|the partnership",
    ),
    (Addressee.POLICE_LEADERSHIP, r"police leaders(?:hip)?|senior police leaders|leaders in policing"),
    (Addressee.POLICE_SERVICE, r"(?:the )?police service|(?:the )?policing sector"),
    (
        Addressee.CHIEF_CONSTABLES,
        r"chief constables?|chief officers?(?: of police)?|chief police officers|chiefs"
        r"|(?:the )?commissioner of (?:police of the metropolis|the metropolitan police)",
    ),
)
_OTHERS = (
    r"department (?:for|of) [a-z]+|dft|government|welsh government|iopc|independent office for police conduct"
    r"|local authorit(?:y|ies)|(?:city|county|borough|metropolitan) council|children['\u2019]s (?:social care|services)"
    r"|(?:adult )?social care|health (?:services?|providers?|partners?)|nhs(?: england)?|integrated care boards?"
    r"|clinical commissioning groups?|probation(?: service)?|youth (?:justice|offending) (?:services?|teams?)|schools?"
    r"|ofsted|care quality commission|cqc|hmicfrs|hmi probation|inspectorates?|hmcts"
    r"|hm courts (?:and|&) tribunals service"
    r"|judiciary|british transport police|parole board|fire and rescue (?:services?|authorities)|charities"
)
_OUR_FORCE = r"the force|the constabulary|our force"
_ALL_FORCES = r"(?:all |every |each |the |police |home office |territorial |43 |of )*forces?"
_NAMED_FORCE = r"(?:[A-Z][\w\u2019'&-]+,? (?:and )?){1,4}(?:Police(?: Service)?|Constabulary)\b"

_TABLE = (
    *((addressee, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)) for addressee, words in _NAMED),
    (Addressee.OTHER, re.compile(_NAMED_FORCE)),
    (Addressee.OTHER, re.compile(rf"(?<!\w)(?:{_OTHERS})(?!\w)", re.IGNORECASE)),
    (Addressee.OUR_FORCE, re.compile(rf"\b(?:{_OUR_FORCE})\b(?!['\u2019])", re.IGNORECASE)),
    (Addressee.ALL_FORCES, re.compile(rf"\b{_ALL_FORCES}\b(?!['\u2019])", re.IGNORECASE)),
    (Addressee.POLICE_SERVICE, re.compile(r"(?<!\w)(?:the )?police(?!\w)", re.IGNORECASE)),
)

# Those who help are not asked: "with the support of the College of Policing".
_HELPERS = re.compile(
    r"\b(?:in consultation with|after consulting|having consulted|"
    r"(?:with|through) (?:the )?(?:support|help|advice|guidance) (?:of|from)|supported by|on behalf of"
    r"|as part of|in line with|in accordance with|following advice from"
    r"|provided by|issued by|published by|set by|led by|recommended by)\b[^,;:]{0,120}",
    re.IGNORECASE,
)
_RECOMMENDS = re.compile(
    r"\brecommend(?:s|ed)?(?: that)?,?\s"
    r"|\b(?:asks?|invites?|urges?|calls on|expects?|requires?) (?=the |all |chief |forces)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_LIMIT = re.compile(
    r"\b(?:forces?|constables?|officers|commissioners|pccs|bodies|those)\b(?: in (?:the )?(?:forces|areas))?,?\s"
    r"(?P<limit>(?:that|which|who|whose|where|planning|without|yet to|not yet|in which"
    r"|with (?:no|low|high|more|fewer|less))\b[^;:]{2,220}?)[,\s]*$",
    re.IGNORECASE,
)
_LIMIT_BESIDE = re.compile(
    r"\b(?P<limit>(?:if|where|unless) (?:they|it|forces|the force) (?:(?:have|has|do|does|are|is)(?: not|n['\u2019]t)"
    r"|(?:have|has) (?:already|yet)|already)\b[^,.;:]{0,80})",
    re.IGNORECASE,
)
# What follows a "should" that says what to ensure: a second "should" in it asks nobody else.
_GOAL = re.compile(r"[\s,]*(?:[a-z]+ ){0,6}?(?:ensure|make sure|consider whether|assess whether|review whether)\b")
_NOT_YET = re.compile(
    r"\b(?:not (?:yet|already)|yet to|(?:have|has|do|does|are|is) not|(?:haven|hasn|don|doesn|aren)['\u2019]t|without"
    r"|unless|already)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Asked:
    """Whom a text asks, as Addressee values in the order of that list, and what limits them, as printed.

    `is_mixed` says that one "should" is for some and another for others, so that it may be two items.
    """

    addressees: tuple[str, ...] = ()
    condition: str = ""
    is_mixed: bool = False


def asked_of(text: str, our_names: Iterable[str] = ()) -> Asked:
    """Whom a text asks, by the words before each of its "should"s. `our_names` are those of our force."""
    found: set[Addressee] = set()
    condition, is_mixed = "", False
    names = tuple(our_names)
    for sentence in _SENTENCE.split(text):
        for before in _subjects(sentence):
            limit = _LIMIT.search(before)
            named = named_in(before[: limit.start("limit")] if limit else before, names)
            is_mixed |= bool(found and named) and found.isdisjoint(named)
            found |= named
            if limit and not condition:
                condition = " ".join(limit["limit"].split())
        if not condition and MODAL.search(sentence) and (limit := _LIMIT_BESIDE.search(sentence[:1000])):
            condition = limit["limit"].strip()
    if condition and _NOT_YET.search(condition) and found & {Addressee.ALL_FORCES, Addressee.CHIEF_CONSTABLES}:
        found = (found - {Addressee.ALL_FORCES}) | {Addressee.FORCES_YET_TO}
    return Asked(_in_order(found), condition, is_mixed)


def named_in(words: str, our_names: Iterable[str] = ()) -> set[Addressee]:
    """The addressees that some words name, such as a heading or what stands before a "should"."""
    words = _HELPERS.sub(" ", words)
    found = set()
    for name in sorted(filter(None, our_names), key=len, reverse=True):
        words, count = re.subn(rf"(?<!\w){re.escape(name)}(?!\w|['\u2019]s\b)", " ; ", words, flags=re.IGNORECASE)
        if count:
            found.add(Addressee.OUR_FORCE)
    for addressee, pattern in _TABLE:
        words, count = pattern.subn(" ; ", words)
        if count:
            found.add(addressee)
    if Addressee.CHIEF_CONSTABLES in found:
        found.discard(Addressee.ALL_FORCES)  # "the chief constables of all forces"
    return found


def _subjects(sentence: str) -> list[str]:
    """What stands before each "should" of a sentence, back to the one before it."""
    subjects, start = [], 0
    for modal in MODAL.finditer(sentence):
        before = sentence[max(start, modal.start() - _REACH) : modal.start()]
        recommends = list(_RECOMMENDS.finditer(before))
        subjects.append(before[recommends[-1].end() :] if recommends else before)
        if recommends or subjects[0].strip():
            start = modal.end()
        if start and _GOAL.match(sentence, start):
            break
    if not subjects and (recommends := list(_RECOMMENDS.finditer(sentence[:_REACH]))):
        subjects.append(_up_to_the_verb(sentence[recommends[-1].end() :]))
    return subjects


def _up_to_the_verb(after: str) -> str:
    """The first words after "recommends that", among which those who are asked stand."""
    return re.split(r"\b(?:to|immediately|urgently|takes?|ensures?|reviews?|improves?)\b|[,:]", after, maxsplit=1)[0][
        :120
    ]


def _in_order(found: set[Addressee]) -> tuple[str, ...]:
    return tuple(addressee.value for addressee in Addressee if addressee in found)
