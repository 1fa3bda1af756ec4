"""Finding the phrases that can set a deadline, and working out their day. Whether one does, `sentences` decides."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from jac_tracker.dates import NUMBERS, Precision, add_months, add_working_days, bank_holidays_around
from recommendations.enums import DeadlineKind
from recommendations.rules.deadline.named_days import NamedDays, named_days, next_inspection, pattern

_TO_NINETEEN = NUMBERS[1:20]
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {word: n for n, word in enumerate(_TO_NINETEEN, 1)} | {word: n * 10 for n, word in enumerate(_TENS, 2)}
_NUMBERS |= {"a": 1, "an": 1}

_WORDED = (
    rf"(?:(?:{'|'.join(_TENS)})(?:(?: |-)(?:{'|'.join(_TO_NINETEEN[:9])}))?|{'|'.join(reversed(_TO_NINETEEN))}"
    rf"|(?:a|one) hundred(?: and (?:(?:{'|'.join(_TENS)})(?:(?: |-)(?:{'|'.join(_TO_NINETEEN[:9])}))?"
    rf"|{'|'.join(reversed(_TO_NINETEEN))}))?)"
)
_COUNT = rf"(?:[0-9][0-9,]*+|{_WORDED})(?:\s?\((?:[0-9]{{1,4}}|{_WORDED})\))?"
_SPAN = (
    rf"(?P<count>{_COUNT}|an?|a couple of)(?:\s?(?:-|\u2013|to|or)\s?(?P<upto>{_COUNT}))?(?:\s|-){{0,3}}"
    r"(?P<kind>working |business |calendar |full |whole )?"
    r"(?P<unit>day|week|fortnight|month|quarter|year)s?\b(?:['\u2019]s?)?(?:(?: |-)period\b)?"
)

# The report itself, or its publication: what months are counted from.
_OURS = (
    r"(?:(?:(?:the )?(?:date of )?(?:the |its )?(?:publication|publishing|issue|issuing|release|receipt|receiving|date)"
    r"(?: date)? of (?:this|our|the(?= (?:final |full |inspection |thematic )?(?:report|letter))) (?:[a-z]+ ){0,2}?"
    r"(?:report|letter|publication|recommendations?|document)"
    r"|(?:receiving|receipt of) (?:this|our) (?:report|letter)"
    r"|(?:(?:the|its|this|our) )?(?:report['\u2019]s )?(?:date of )?publication(?: date)?(?! of)"
    r"|(?:this|our) (?:[a-z]+ ){0,2}?(?:report|letter|recommendation)"
    r"|the (?:final |full |inspection |thematic )?report"
    r"(?! (?:of|to|made|by|from|about|is(?! published)|was|being made))"
    r"|today|now)\b"
    r"(?:['\u2019]s publication| being (?:published|issued|released)| is published)?)"
)
_FROM = r"(?:of|from|after|following)"
# Another document's publication or a launch: a deadline, but nobody can compute its day from this report's date.
_ANOTHER_EVENT = (
    r"(?:the )?(?:publication|issue|release|launch|introduction|implementation|adoption) of "
    r"(?:the|a|its|their|that|any|new|revised|updated|national)\b"
    r"|(?:this|our|the) (?:inspection|fieldwork|visit|revisit)\b(?! of)"
)

_WITHIN = pattern(
    r"within (?:(?:a further|a maximum(?: period)? of|a period of|no more than|at most|up to) )?"
    rf"(?:the (?:next|coming|following) )?(?:an? (?=[0-9]|{_WORDED}(?: |-)))?{_SPAN}(?: time\b)?"
)
_WITHIN_ONE = pattern(r"within the (?:next|coming|following) (?P<unit>month|quarter|year)\b")
_WITHIN_YEAR = pattern(r"within (?=(?:this|the (?:current|present|next)|the) (?:calendar |financial |fiscal )year\b)")
_OVER_NEXT = pattern(rf"(?:in|over|during) the (?:next|coming) {_SPAN}")
_IN_TIME = pattern(rf"in {_SPAN} time\b")
_LATER_THAN = pattern(rf"(?:no|not) later than {_SPAN} {_FROM} {_OURS}")
_COUNTED_FROM = pattern(rf" {_FROM} {_OURS}")
_COUNTED_FROM_ANOTHER = pattern(rf" (?:{_FROM} (?:{_ANOTHER_EVENT}|th(?:at|is)(?: date)?\b)|thereafter\b|and a half\b)")
# "within 28 days of arrest" is a standard to keep.
_STANDARD = pattern(
    r" (?:of|from|after|following|before|prior|once|unless|since|when|whenever|where(?! (?:possible|practicable))"
    r"|if(?! (?:possible|practicable))|or (?:less|fewer))\b"
)

_BY = pattern(
    r"(?:(?:by(?:,? at the latest,?)?,? )?(?:(?:no|not) later than|on or before)|by(?:,? at the latest,?)?"
    r"|between now and|(?P<before>before|prior to)) "
    r"(?:(?:midnight|midday|noon|[0-9]{1,2}(?:[:.][0-9]{2})?\s?[ap]m|close of (?:business|play)),? (?:on )?)?"
)
_END_OF = pattern(r"(?:the )?(?:very )?end(?: of|-| )(?: (?=[^\s]))?")
_START_OF = pattern(r"(?:the )?(?:start|beginning) of ")
_EACH_YEAR = pattern(r",?(?: of| in)? (?:each|every)\b|,? annually\b")
_IN_CYCLE = pattern(r"in (?=the next inspection cycle\b)")

_IMMEDIATELY = pattern(r"(?:with immediate effect|immediately|forthwith|straight ?away)\b")
_ON_PUBLICATION = pattern(rf" (?:on|upon|after|following) {_OURS}")
# "immediately after arrest", "immediately available"
_NOT_NOW = pattern(
    r" (?:after|before|following|prior|on|upon|once|when|whenever|if|unless|where|as|at|available|apparent|obvious"
    r"|clear (?:that|to|who|how|what|whether)|evident|identifiable"
    r"|recogni[sz]able|visible|accessible|adjacent|preceding|necessary|relevant|safe)\b"
)
_IMMEDIATE_STEPS = pattern(
    r"immediate (?:and [a-z]+ )?"
    r"(?:actions?|steps?|measures|improvements?|review|attention|priority|changes?|arrangements)\b"
)
_ONLY_IMMEDIATE = re.compile(r"\W*immediate\W*", re.IGNORECASE)
_LONGEST_ALONE = 40
_OPENER = re.compile(
    r"\b(?:within|in|over|during|no|not|by|on|between|before|prior|with|immediate(?:ly)?|forthwith|straight)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Phrase:
    """Words that can set a deadline: where they stand, and how their day follows from the publication day."""

    start: int
    end: int
    kind: DeadlineKind
    resolve: Callable[[date], date]
    precision: Precision
    is_short: bool = False  # days or weeks, in which standards to keep are given as well
    is_loose: bool = False  # sets a deadline only at the head of a sentence or beside "should"
    is_bare_year: bool = False
    is_adjective: bool = False  # "immediate steps"

    def due(self, published: date) -> tuple[date | None, Precision]:
        """The last day on which it is met, or None where there is no such day or nobody can compute it."""
        try:
            return self.resolve(published), self.precision
        except (ValueError, OverflowError):
            return None, self.precision


def find_phrases(text: str) -> Iterator[Phrase]:
    """The phrases in their order; none within another."""
    at = 0
    while opener := _OPENER.search(text, at):
        phrase = _phrase_at(text, opener.start())
        at = phrase.end if phrase else opener.end()
        if phrase:
            yield phrase


def _phrase_at(text: str, at: int) -> Phrase | None:
    for read in (_immediate, _relative, _fixed):
        if phrase := read(text, at):
            return phrase
    return None


def _immediate(text: str, at: int) -> Phrase | None:
    if match := _IMMEDIATE_STEPS.match(text, at):
        return Phrase(at, match.end(), DeadlineKind.IMMEDIATE, _same_day, Precision.DAY, is_adjective=True)
    match = _IMMEDIATELY.match(text, at)
    if match is None:
        if len(text) > _LONGEST_ALONE or not _ONLY_IMMEDIATE.fullmatch(text):
            return None
        return Phrase(at, at + len("immediate"), DeadlineKind.IMMEDIATE, _same_day, Precision.DAY)
    if since := _ON_PUBLICATION.match(text, match.end()):
        match = since
    elif _NOT_NOW.match(text, match.end()):
        return None
    return Phrase(at, match.end(), DeadlineKind.IMMEDIATE, _same_day, Precision.DAY)


def _same_day(published: date) -> date:
    return published


def _relative(text: str, at: int) -> Phrase | None:
    loose = False
    if match := _LATER_THAN.match(text, at):
        end = match.end()
    elif match := _WITHIN.match(text, at) or _WITHIN_ONE.match(text, at):
        end = match.end()
        if since := _COUNTED_FROM.match(text, end):
            end = since.end()
        elif _COUNTED_FROM_ANOTHER.match(text, end):
            return Phrase(at, end, DeadlineKind.RELATIVE, _unknown, Precision.UNKNOWN)
        elif _STANDARD.match(text, end):
            return None
    elif match := _OVER_NEXT.match(text, at) or _IN_TIME.match(text, at):
        end, loose = match.end(), True
    else:
        return None
    groups = match.groupdict()
    unit, count = groups["unit"].lower(), _number(groups.get("upto") or groups.get("count") or "one")
    working = (groups.get("kind") or "").lower().startswith(("working", "business"))
    return Phrase(
        at,
        end,
        DeadlineKind.RELATIVE,
        lambda published: _later(published, count, unit, working=working),
        Precision.DAY,
        is_short=unit in ("day", "week", "fortnight"),
        is_loose=loose,
    )


def _unknown(published: date) -> date:
    raise ValueError("The day hangs on another event.")


def _number(words: str) -> int:
    """A number in words or figures. ValueError is never raised: `words` has matched `_COUNT`."""
    words = words.split("(")[0].strip().lower()
    if words[0].isdigit():
        return int(words.replace(",", "")[:9])  # already beyond the calendar
    if words.startswith("a couple"):
        return 2
    hundred, _, rest = words.rpartition("hundred")
    return 100 * bool(hundred) + sum(_NUMBERS[word] for word in re.split(r"[\s-]+", rest) if word not in ("", "and"))


def _later(published: date, count: int, unit: str, *, working: bool) -> date:
    """So much later. ValueError or OverflowError outside the calendar."""
    if unit == "day" and working:
        return add_working_days(published, count, bank_holidays_around(published, years=count // 200 + 2))
    if unit in ("day", "week", "fortnight"):
        return published + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return add_months(published, count * {"month": 1, "quarter": 3, "year": 12}[unit])


def _fixed(text: str, at: int) -> Phrase | None:
    if match := _IN_CYCLE.match(text, at):
        end = next_inspection(text, match.end())
        return Phrase(at, end, DeadlineKind.FIXED, _unknown, Precision.UNKNOWN, is_loose=True) if end else None
    if match := _WITHIN_YEAR.match(text, at):
        found = named_days(text, match.end(), whole_period=True)
        return _by(at, found, _last_day) if found else None
    match = _BY.match(text, at)
    if match is None:
        return None
    if of_end := _END_OF.match(text, match.end()):
        found, day = named_days(text, of_end.end(), whole_period=True), _last_day
    elif of_start := _START_OF.match(text, match.end()):
        found, day = named_days(text, of_start.end(), whole_period=True), _first_day
    else:
        found, day = named_days(text, match.end(), whole_period=False), _day_before if match["before"] else _last_day
        if found is None and (end := next_inspection(text, match.end())):
            return Phrase(at, end, DeadlineKind.FIXED, _unknown, Precision.UNKNOWN)
    if found is None or _EACH_YEAR.match(text, found.end):
        return None
    return _by(at, found, day)


def _by(at: int, found: NamedDays, day: Callable[[tuple[date, date]], date]) -> Phrase:
    precision = Precision.DAY if day is _first_day else found.precision
    return Phrase(
        at,
        found.end,
        DeadlineKind.FIXED,
        lambda published: day(found.resolve(published)),
        precision,
        is_bare_year=found.is_bare_year and day is not _first_day,
    )


def _last_day(span: tuple[date, date]) -> date:
    return span[1]


def _first_day(span: tuple[date, date]) -> date:
    return span[0]


def _day_before(span: tuple[date, date]) -> date:
    return span[0] - timedelta(days=1)
