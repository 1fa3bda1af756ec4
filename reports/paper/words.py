"""The small words of a paper: numbers, lists, and days with their prepositions."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from jac_tracker.dates import Precision, VagueDay, worded_day, worded_number
from recommendations.enums import Kind

# HMIC took on fire and rescue services, and its present name, on this day.
HMICFRS_SINCE = date(2017, 7, 19)
# Singular and plural of what a report contains.
NAMES_OF_KINDS: Mapping[Kind, tuple[str, str]] = {
    Kind.RECOMMENDATION: ("recommendation", "recommendations"),
    Kind.AFI: ("area for improvement", "areas for improvement"),
    Kind.SOFT_AFI: ("soft area for improvement", "soft areas for improvement"),
    Kind.JTAI_ACTION: ("JTAI action", "JTAI actions"),
}
# The first day of the King's reign: what was Her Majesty's became His.
HIS_MAJESTY_SINCE = date(2022, 9, 8)


def inspectorate_on(day: date | None) -> str:
    """What the inspectorate was called on a day: "HMIC" before 19 July 2017, then "HMICFRS"."""
    return "HMIC" if day is not None and day < HMICFRS_SINCE else "HMICFRS"


def majestys(day: date) -> str:
    """ "Her Majesty’s" or "His Majesty’s", by the reign of the day."""
    return "His Majesty’s" if day >= HIS_MAJESTY_SINCE else "Her Majesty’s"


def counted(number: int, one: str, many: str = "") -> str:
    """ "one report", "nine reports", "no reports". The plural is `one` with an s unless given."""
    words = one if number == 1 else many or f"{one}s"
    return f"{worded_number(number) if number else 'no'} {words}"


def or_none(number: int) -> str:
    """ "one", "nine", "none": a number whose noun has gone before."""
    return worded_number(number) if number else "none"


def is_or_are(number: int) -> str:
    return "is" if number == 1 else "are"


def has_or_have(number: int) -> str:
    return "has" if number == 1 else "have"


def was_or_were(number: int) -> str:
    return "was" if number == 1 else "were"


def joined(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def either(words: Sequence[str]) -> str:
    """ "a", "a or b", "a, b or c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} or {words[-1]}"


def capitalised(words: str) -> str:
    """With a capital to begin a sentence with; the rest stays as it is."""
    return words[:1].upper() + words[1:]


def within_sentence(words: str) -> str:
    """A label as it stands inside a sentence: "Armed threats" becomes "armed threats", "PEEL" stays as it is."""
    return (
        words[:1].lower() + words[1:] if len(words.split(" ", 1)[0]) > 1 and words[1:] == words[1:].lower() else words
    )


def ended(sentence: str) -> str:
    """Users' words as a sentence of ours: with a full stop unless they end in one, or in another mark."""
    sentence = sentence.strip()
    return sentence if not sentence or sentence[-1] in ".!?:;" else f"{sentence}."


def when(day: VagueDay) -> str:
    """A day with its preposition: "on 6 October 2017", "in the week commencing 4 April 2022", "in March 2018"."""
    sure = VagueDay(day.earliest, day.latest, day.precision)
    words = sure.worded()
    match day.precision:
        case Precision.UNKNOWN:
            return "on a date to be confirmed" if day.to_be_confirmed else "on a date not yet known"
        case Precision.DAY:
            worded = f"on {words}"
        case Precision.WEEK:
            worded = f"in the {words}"
        case Precision.PERIOD:
            worded = f"from {words}"
        case Precision.QUARTER:
            worded = f"in the period from {words}"
        case Precision.PART_OF_MONTH:
            worded = f"at the {words}" if words.startswith("end") else f"in {words}"
        case _:
            worded = f"in {words}"
    return f"{worded} (date to be confirmed)" if day.to_be_confirmed else worded


def told_in(title: str, day: VagueDay) -> bool:
    """Whether a title tells a day as fully as it is known, so that it need not be told again."""
    return day.latest is None or re.search(rf"(?<!\w){re.escape(day.worded())}(?!\w)", title) is not None


def by_when(day: VagueDay) -> str:
    """A last day: "by 1 November 2017", "by the end of January 2018", "by May 2022"."""
    words = day.worded()
    match day.precision:
        case Precision.UNKNOWN:
            return "by a date to be confirmed" if day.to_be_confirmed else "by a date not yet known"
        case Precision.PERIOD:
            assert day.latest is not None
            return f"by {worded_day(day.latest)}"
        case Precision.WEEK:
            return f"by the {words}"
        case Precision.PART_OF_MONTH if words.startswith("end"):
            return f"by the {words}"
        case _:
            return f"by {words}"


def on_day(day: date) -> str:
    """ "on 2 November 2017"."""
    return f"on {worded_day(day)}"
