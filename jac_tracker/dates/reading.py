"""Reading the words a notice or a spreadsheet gives for a day."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from jac_tracker.dates import periods
from jac_tracker.dates.periods import MONTHS, SEASONS, WEEKDAYS, Span
from jac_tracker.dates.vague import PARTS_OF_MONTH, Precision, VagueDay, week_commencing
from jac_tracker.dates.wording import worded_day
from jac_tracker.dates.working import add_months

# More than any way of writing a day needs; it keeps the patterns below quick.
LONGEST_WORDS = 200
FIRST_YEAR, LAST_YEAR = 1900, 2199
# How far back a day named without its year may lie: papers are quarterly, and report what happened since the last.
MONTHS_BACK = 3
# Longer than this, "27 April to 1 March 2017" is a slip, not ten months across the new year.
LONGEST_ACROSS_NEW_YEAR = 184

HOW_TO_WRITE = (
    "Write it as a day (7 September 2017), from one day to another (25 to 28 September 2017), a week (week commencing "
    "4 April 2022), part of a month (end of January 2018), a month (May 2022), a season (autumn 2018), a quarter "
    "(Q3 2022), a year (2018), or TBC."
)

NO_SUCH_DAY = "There is no such day. Check the day and the month."

MONTH_NUMBERS = {name[:length].lower(): n for n, name in enumerate(MONTHS, 1) for length in (3, len(name))}
MONTH_NUMBERS["sept"] = 9
QUARTER_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_PARTS = {"early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid"}
_PARTS |= {"late": "end", "end": "end"}

_MONTH = rf"(?P<month>{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})\.?"
_DAY = r"(?:the )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = rf"(?:(?P<weekday>{'|'.join(f'{name}|{name[:3]}' for name in map(str.lower, WEEKDAYS))}),? )?"

_SPACES = re.compile(r"\s+")
_TBC = re.compile(r"(?:dates? )?(?:is |are )?(?:still )?(?:to be (?:confirmed|announced|agreed)|tbc|tba|t\.b\.c)")
_NOT_KNOWN = {"", "-", "n/a", "date not known", "not known", "unknown"}
_DAY_FORMS = (
    re.compile(rf"{_WEEKDAY}{_DAY}(?: of|-)? ?{_MONTH}(?:,? ?(?P<year>[0-9]{{4}})|-(?P<short>[0-9]{{4}}|[0-9]{{2}}))?"),
    re.compile(rf"{_WEEKDAY}{_MONTH} {_DAY},? (?P<year>[0-9]{{4}})"),
    re.compile(rf"{_WEEKDAY}(?P<day>[0-9]{{1,2}})([/.])(?P<month>[0-9]{{1,2}})\3(?P<short>[0-9]{{4}}|[0-9]{{2}})"),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
)
_BARE_DAY = re.compile(rf"{_WEEKDAY}{_DAY}")
_WEEK_COMMENCING = re.compile(
    r"(?:w/c|w/b|wc|wb|w\.c\.|(?:the )?week (?:commencing|beginning|starting|of)):? ?(?:on )?"
)
_WEEK_ENDING = re.compile(r"(?:w/e|(?:the )?week ending):? ?(?:on )?")
_JOIN = re.compile(r" (?:to|until|till|and|through) | ?- ?")
_PART = re.compile(rf"(?:the )?(?P<part>{'|'.join(_PARTS)})(?: part)?(?: of| in)?(?: the)?[ -](?P<rest>.*)")
_QUARTER = re.compile(
    r"(?:the )?(?:q ?|quarter )(?P<figure>[1-4])"
    rf"|(?:the )?(?P<word>{'|'.join(QUARTER_NUMBERS)}|1st|2nd|3rd|4th) quarter"
)
_YEAR_AT_END = re.compile(
    r"(?P<rest>.*?)[ ,-]*(?:of )?(?:the )?(?P<year>[0-9]{4})(?: ?[/-] ?(?P<next>[0-9]{4}|[0-9]{2}))?"
)


@dataclass(frozen=True)
class _Named:
    """Days named by words: which they are in a given year, and the year if it was written."""

    days: Callable[[int], Span]
    year: int | None
    precision: Precision
    weekday: str = ""


def read_vague_day(words: str, *, around: date) -> VagueDay:
    """The day that a person's words mean. Day first, and any of the ways shown in `HOW_TO_WRITE`.

    Where the year is missing it is the first that does not put the whole of it more than three months before
    `around`: in a paper of 31 March 2022 "4 April" is 2022, "January" is 2022 and "October" is 2022, not 2021.
    "Early", "mid" and "end of" a month are its days 1 to 10, 11 to 20 and from 21; of a year its first quarter,
    May to August, and last quarter. Nothing, and "not known", is an unknown day; "TBC" one to be confirmed.

    ValueError, with a sentence for the person, for anything else.
    """
    kept = _SPACES.sub(" ", words).strip()
    if len(kept) > LONGEST_WORDS:
        raise ValueError(HOW_TO_WRITE)
    text = re.sub("[\u2010-\u2015\u2212]", "-", kept.lower()).replace("\u2019", "'")
    text, to_be_confirmed = _without_tbc(text)
    text = re.sub(r"^(?:in|on|during|from|between|expected|provisionally) ", "", text)
    if text in _NOT_KNOWN:
        return VagueDay(None, None, Precision.UNKNOWN, kept, to_be_confirmed)
    for reading in _readings(text):
        first, last = _placed(reading, around)
        _check_weekday(reading.weekday, first)
        return VagueDay(first, last, reading.precision, kept, to_be_confirmed)
    raise ValueError(HOW_TO_WRITE)


def _without_tbc(text: str) -> tuple[str, bool]:
    """The text without "date to be confirmed", and whether that was there."""
    match = _TBC.search(text)
    rest = text if match is None else f"{text[: match.start()]} {text[match.end() :]}"
    rest = rest.replace("(", " ").replace(")", " ")
    return _SPACES.sub(" ", rest).strip(" ,;:.-"), match is not None


def _readings(text: str) -> Iterator[_Named]:
    """What the words can mean, likeliest first."""
    for read in (_week, _day, _month, _named_period, _part):
        if reading := read(text):
            yield reading
    for join in _JOIN.finditer(text):
        if reading := _range(text[: join.start()], text[join.end() :]):
            yield reading


def _placed(reading: _Named, around: date) -> Span:
    """The days in the year that was written, or the year nearest to `around` by the rule of `read_vague_day`."""
    if reading.year is not None:
        if not FIRST_YEAR <= reading.year <= LAST_YEAR:
            raise ValueError(f"Check the year: it must be between {FIRST_YEAR} and {LAST_YEAR}.")
        return reading.days(reading.year)
    try:
        since = add_months(around, -MONTHS_BACK)
    except ValueError:
        since = date.min
    refusal = ValueError(NO_SUCH_DAY)
    for year in range(around.year - 1, around.year + 10):  # 29 February can be eight years away
        try:
            first, last = reading.days(year)
        except ValueError as error:
            refusal = error
        else:
            if last >= since:
                return first, last
    raise refusal


def _check_weekday(weekday: str, day: date) -> None:
    """ValueError where the words name another weekday than the day has."""
    if weekday and not WEEKDAYS[day.weekday()].lower().startswith(weekday):
        raise ValueError(f"{worded_day(day)} is a {WEEKDAYS[day.weekday()]}. Check the day, or leave the weekday out.")


def _week(text: str) -> _Named | None:
    """ "w/c 4 April", "week commencing 7th February 2022", "week ending 8 April"."""
    commencing = _WEEK_COMMENCING.match(text)
    ending = _WEEK_ENDING.match(text)
    match = commencing or ending
    day = _day(text[match.end() :]) if match else None
    if day is None:
        return None
    if commencing:
        return _Named(lambda year: week_commencing(day.days(year)[0]), day.year, Precision.WEEK, day.weekday)
    return _Named(lambda year: _week_ending(day.days(year)[0]), day.year, Precision.PERIOD)


def _day(text: str) -> _Named | None:
    """ "7 September 2017", "7th Sept", "7/9/2017", "September 7, 2017", "2017-09-07"."""
    for form in _DAY_FORMS:
        if match := form.fullmatch(text):
            found = match.groupdict()
            month = MONTH_NUMBERS.get(found["month"]) or int(found["month"])
            return _exactly(int(found["day"]), month, _year(found), found.get("weekday") or "")
    return None


def _exactly(day: int, month: int, year: int | None, weekday: str) -> _Named:
    def days(year: int) -> Span:
        try:
            return (date(year, month, day),) * 2
        except ValueError as error:
            raise ValueError(NO_SUCH_DAY) from error

    return _Named(days, year, Precision.DAY, weekday)


def _year(found: dict[str, str | None]) -> int | None:
    if short := found.get("short"):
        return int(short) if len(short) == 4 else 2000 + int(short)
    return int(found["year"]) if found.get("year") else None  # type: ignore[arg-type]


def _split_year(text: str) -> tuple[str, int | None, bool]:
    """The words before the year, the year, and whether it was written as two ("2018/19")."""
    match = _YEAR_AT_END.fullmatch(text)
    if match is None:
        return text, None, False
    year, following = int(match["year"]), match["next"]
    if following and int(following) % 100 != (year + 1) % 100:
        return text, None, False
    return match["rest"].strip(), year, bool(following)


def _month(text: str) -> _Named | None:
    """ "May 2022", "May"."""
    name, year, split = _split_year(text)
    month = MONTH_NUMBERS.get(name.rstrip("."))
    if month is None or split:
        return None
    return _Named(lambda year: periods.month_days(year, month), year, Precision.MONTH)


def _named_period(text: str) -> _Named | None:
    """ "autumn 2018", "winter 2018/19", "Q3 2022", "third quarter of 2022/23", "2018", "financial year 2018/19"."""
    name, year, split = _split_year(text)
    season = name.removeprefix("the ").removesuffix(" of")
    if season in SEASONS and not (split and season != "winter"):
        return _Named(lambda year: periods.season_days(year, season), year, Precision.SEASON)
    if match := _QUARTER.fullmatch(name.removesuffix(" of")):
        quarter = int(match["figure"] or QUARTER_NUMBERS.get(match["word"]) or match["word"][0])
        return _Named(lambda year: periods.quarter_days(year, quarter, financial=split), year, Precision.QUARTER)
    if year is not None and split and name in ("", "fy", "financial year", "the financial year"):
        return _Named(periods.financial_year, year, Precision.YEAR)
    if year is not None and not split and name in ("", "year", "the year", "calendar year"):
        return _Named(periods.year_days, year, Precision.YEAR)
    return None


def _part(text: str) -> _Named | None:
    """ "end of January", "early June 2022", "mid-March", "early 2023"."""
    match = _PART.fullmatch(text)
    if match is None:
        return None
    part, rest = _PARTS[match["part"]], match["rest"]
    name, year, split = _split_year(rest)
    if month := MONTH_NUMBERS.get(name.rstrip(".")):
        return None if split else _Named(lambda year: _part_of_month(year, month, part), year, Precision.PART_OF_MONTH)
    if name or year is None or split:
        return None
    if part == "mid":
        return _Named(lambda year: (date(year, 5, 1), date(year, 8, 31)), year, Precision.PERIOD)
    return _Named(lambda year: periods.quarter_days(year, 1 if part == "early" else 4), year, Precision.QUARTER)


def _part_of_month(year: int, month: int, part: str) -> Span:
    first, last = periods.month_days(year, month)
    begins = PARTS_OF_MONTH[part]
    return first.replace(day=begins), last if part == "end" else first.replace(day=begins + 9)


def _range(left: str, right: str) -> _Named | None:
    """ "25" and "28 September 2017", "27 February" and "1 March", "April" and "June 2022"."""
    if (first_month := _month(left)) and (last_month := _month(right)):
        return _joined(first_month, last_month)
    end = _day(right)
    if end is None:
        return None
    if bare := _BARE_DAY.fullmatch(left):
        return _same_month(int(bare["day"]), end, bare["weekday"] or "")
    start = _day(left)
    return _joined(start, end) if start else None


def _same_month(first_day: int, end: _Named, weekday: str) -> _Named:
    def days(year: int) -> Span:
        last = end.days(year)[1]
        first = _exactly(first_day, last.month, None, "").days(last.year)[0]
        return _in_order(first, last)

    return _Named(days, end.year, Precision.PERIOD, weekday)


def _joined(start: _Named, end: _Named) -> _Named:
    """From the first day of one to the last of the other; across the new year where only the second has its year."""

    def days(year: int) -> Span:
        last = end.days(year)[1]
        first = start.days(last.year if start.year is None else start.year)[0]
        if first > last and start.year is None and last.year > 1:
            across = start.days(last.year - 1)[0]
            first = across if (last - across).days < LONGEST_ACROSS_NEW_YEAR else first
        return _in_order(first, last)

    whole_quarter = start.precision == Precision.MONTH and start.year in (None, end.year) and _is_quarter(start, end)
    return _Named(days, end.year, Precision.QUARTER if whole_quarter else Precision.PERIOD, start.weekday)


def _is_quarter(start: _Named, end: _Named) -> bool:
    """Whether two months are the first and last of a calendar quarter."""
    first, last = start.days(FIRST_YEAR)[0].month, end.days(FIRST_YEAR)[0].month
    return first % 3 == 1 and last == first + 2


def _in_order(first: date, last: date) -> Span:
    if first >= last:
        raise ValueError("The last day must come after the first.")
    return first, last


def _week_ending(day: date) -> Span:
    try:
        return day - timedelta(days=6), day
    except OverflowError as error:
        raise ValueError("That week runs outside the calendar.") from error
