"""The days and periods that follow "by" or "not later than", as patterns, each with the first and last day it means."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from jac_tracker.dates import Precision, financial_year, month_days, quarter_days, season_days, year_days

Span = tuple[date, date]
# Days of a named year, or None for the year of the first that ends on or after publication.
Resolve = Callable[[date], Span]


@dataclass(frozen=True)
class NamedDays:
    """Words that name days: where they end in the text, the days they mean given the publication day, how closely.

    `resolve` raises ValueError where there are no such days. `is_bare_year` marks "2020" alone, which before a noun
    ("2020 figures") names no day.
    """

    end: int
    resolve: Resolve
    precision: Precision
    is_bare_year: bool = False


def words(listed: str) -> frozenset[str]:
    """The words of a list with spaces between."""
    return frozenset(listed.split())


def pattern(worded: str) -> re.Pattern[str]:
    """A pattern of words in which a space stands for any white space: texts out of papers are wrapped anywhere."""
    return re.compile(worded.replace(" ", r"(?:\s{1,40})"), re.IGNORECASE)


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4, "one": 1, "two": 2, "three": 3}
_QUARTERS |= {"four": 4}

_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\b\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:\s?(?:st|nd|rd|th))?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
_YEAR = r"(?P<year>[0-9]{4})(?![0-9])"
# After a month or season: a year, a year relative to publication, or neither.
_OF_YEAR = rf"(?:,?(?: of)?(?: in)? (?:{_YEAR}|(?P<which>this|next) year\b))?"
_SPLIT_YEAR = r"(?P<year>[0-9]{4})\s?[/\u2010-\u2014-]\s?(?P<next>[0-9]{4}|[0-9]{2})(?![0-9/-])"
_FINANCIAL = r"(?:financial|fiscal|performance|reporting) year"

_DAY_MONTH = pattern(rf"{_WEEKDAY}(?:the )?{_DAY} (?:day )?(?:of )?{_MONTH}{_OF_YEAR}")
_MONTH_DAY = pattern(rf"{_WEEKDAY}{_MONTH} (?:the )?{_DAY}(?![0-9])(?:,? {_YEAR})?")
_NUMERIC = pattern(
    r"(?P<day>[0-9]{1,2})(?P<mark>[/.-])(?P<month>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4}|[0-9]{2})(?![0-9])"
)
_ISO = pattern(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9])")
_PART_OF_MONTH = pattern(
    rf"(?:the )?(?P<part>early|mid|middle of|late)(?: |-| in )(?:the month of )?{_MONTH}{_OF_YEAR}"
)
_WHOLE_MONTH = pattern(rf"(?:the month of |next |this )?{_MONTH}{_OF_YEAR}")
_SEASON = pattern(
    rf"(?:the )?(?:(?P<coming>next|this|coming) )?(?P<season>spring|summer|autumn|winter)\b"
    r"(?! (?:term|recess|session|conference|budget|statement))"
    rf"(?: {_SPLIT_YEAR.replace('<year>', '<split>')}|{_OF_YEAR})"
)
_QUARTER = pattern(
    r"(?:the )?(?:q ?(?P<figure>[1-4])|quarter (?P<after>[1-4]|one|two|three|four)"
    rf"|(?P<word>first|second|third|fourth|final|last|1st|2nd|3rd|4th) quarter)\b(?: \(q[1-4]\))?"
    rf",?(?: of)?(?: the)?(?: calendar year)?(?P<fy> {_FINANCIAL})?"
    rf" (?:{_SPLIT_YEAR.replace('<year>', '<split>')}|{_YEAR})"
)
_FINANCIAL_YEAR = pattern(rf"(?:the )?(?:(?:{_FINANCIAL}|fy|year)(?: of)? )?{_SPLIT_YEAR}(?: {_FINANCIAL}\b)?")
_FINANCIAL_YEAR_ENDING = pattern(rf"(?:the )?{_FINANCIAL}(?: ending(?: in)?(?: 31)?(?: march)?)? {_YEAR}")
_THIS_AGE = r"(?P<year>(?:19|20|21)[0-9]{2})(?![0-9/])"
_CALENDAR_YEAR = pattern(rf"(?:the )?(?:calendar )?(?:year(?:-| )end )?(?:year )?{_THIS_AGE}")
_PART_OF_YEAR = pattern(rf"(?:the )?(?P<part>early|mid|middle of|late)(?: |-| in ){_THIS_AGE}")
# Periods named from where the report stands.
_CURRENT = pattern(
    rf"(?:the )?(?:(?P<which>this|current|present|next|following|coming) )?"
    rf"(?P<period>month|quarter|calendar year|{_FINANCIAL}|year)\b(?:(?:-| )end\b)?"
)
_NEXT_INSPECTION = pattern(
    r"(?:the )?(?:(?:time|date|start) of )?(?:our|the|its|their|hmicfrs['\u2019]s?) next "
    r"(?:peel |full |routine |round of |programme of )?"
    r"(?:inspections?|assessment|revisit|cycle)(?: cycle| programme)?\b"
)


def named_days(text: str, at: int, *, whole_period: bool) -> NamedDays | None:
    """The days named in the text at a place, or None.

    A period named from where the report stands ("the year", "this month") counts only as a `whole_period`, after
    "the end of" and the like: "by this month's board" names no day.
    """
    for read in _READERS:
        if found := read(text, at):
            return found
    if found := _current(text, at):
        return found if whole_period else None
    return None


def next_inspection(text: str, at: int) -> int | None:
    """Where the words "the next inspection" or the like end, at a place in the text: a time nobody can compute."""
    match = _NEXT_INSPECTION.match(text, at)
    return match.end() if match else None


def _first_ending_on_or_after(published: date, days: Callable[[int], Span]) -> Span:
    refusal = ValueError("There are no such days.")
    for year in range(published.year - 1, published.year + 10):  # 29 February can be eight years away
        try:
            span = days(year)
        except ValueError as error:
            refusal = error
        else:
            if span[1] >= published:
                return span
    raise refusal


def _in_year(match: re.Match[str], days: Callable[[int], Span]) -> Resolve:
    """The days in the year that was written, that "next year" means, or the first to come."""
    groups = match.groupdict()
    if groups.get("year"):
        return lambda published: days(int(groups["year"]))
    if groups.get("which"):
        return lambda published: days(published.year + (groups["which"].lower() == "next"))
    return lambda published: _first_ending_on_or_after(published, days)


def _exact_day(text: str, at: int) -> NamedDays | None:
    for form in (_DAY_MONTH, _MONTH_DAY, _NUMERIC, _ISO):
        if match := form.match(text, at):
            month = _MONTHS.get(match["month"].lower()) or int(match["month"])
            day, short = int(match["day"]), form is _NUMERIC and len(match["year"]) == 2

            def days(year: int) -> Span:
                return (date(year + 2000 * short, month, day),) * 2  # noqa: B023, returned in the same turn

            return NamedDays(match.end(), _in_year(match, days), Precision.DAY)
    return None


def _part_of_month(text: str, at: int) -> NamedDays | None:
    match = _PART_OF_MONTH.match(text, at)
    if match is None:
        return None
    month, part = _MONTHS[match["month"].lower()], match["part"].lower()

    def days(year: int) -> Span:
        first, last = month_days(year, month)
        if part == "early":
            return first, first.replace(day=10)
        return (first.replace(day=21), last) if part == "late" else (first.replace(day=11), first.replace(day=20))

    return NamedDays(match.end(), _in_year(match, days), Precision.PART_OF_MONTH)


def _whole_month(text: str, at: int) -> NamedDays | None:
    match = _WHOLE_MONTH.match(text, at)
    if match is None:
        return None
    month = _MONTHS[match["month"].lower()]
    dated = match["year"] or match["which"]
    if not dated and not match["month"][0].isupper():
        return None  # "by march" is a step, "by may" a slip: without a year, a month has its capital
    return NamedDays(match.end(), _in_year(match, lambda year: month_days(year, month)), Precision.MONTH)


def _season(text: str, at: int) -> NamedDays | None:
    match = _SEASON.match(text, at)
    if match is None:
        return None
    season = match["season"].lower()
    if split := match["split"]:
        if not _follows(split, match["next"]) or season != "winter":
            return None
        return NamedDays(match.end(), lambda published: season_days(int(split), season), Precision.SEASON)
    return NamedDays(match.end(), _in_year(match, lambda year: season_days(year, season)), Precision.SEASON)


def _quarter(text: str, at: int) -> NamedDays | None:
    match = _QUARTER.match(text, at)
    if match is None:
        return None
    worded = (match["figure"] or match["after"] or match["word"]).lower()
    quarter = _QUARTERS.get(worded) or int(worded[0])
    split = match["split"]
    if split and not _follows(split, match["next"]):
        return None
    year, financial = int(split or match["year"]), bool(split)
    return NamedDays(match.end(), lambda published: quarter_days(year, quarter, financial=financial), Precision.QUARTER)


def _financial_year(text: str, at: int) -> NamedDays | None:
    if match := _FINANCIAL_YEAR.match(text, at):
        start = int(match["year"])
        if _follows(match["year"], match["next"]):
            return NamedDays(match.end(), lambda published: financial_year(start), Precision.YEAR)
    if match := _FINANCIAL_YEAR_ENDING.match(text, at):
        end = int(match["year"])
        return NamedDays(match.end(), lambda published: financial_year(end - 1), Precision.YEAR)
    return None


def _calendar_year(text: str, at: int) -> NamedDays | None:
    if match := _PART_OF_YEAR.match(text, at):
        year, part = int(match["year"]), match["part"].lower()
        if part in ("early", "late"):
            quarter = 1 if part == "early" else 4
            return NamedDays(match.end(), lambda published: quarter_days(year, quarter), Precision.QUARTER)
        return NamedDays(match.end(), lambda published: (date(year, 1, 1), date(year, 6, 30)), Precision.YEAR)
    if match := _CALENDAR_YEAR.match(text, at):
        year = int(match["year"])
        is_bare = match.end() - at == len("2020")
        return NamedDays(match.end(), lambda published: year_days(year), Precision.YEAR, is_bare_year=is_bare)
    return None


def _current(text: str, at: int) -> NamedDays | None:
    match = _CURRENT.match(text, at)
    if match is None:
        return None
    period = match["period"].lower()
    after = (match["which"] or "").lower() in ("next", "following", "coming")
    if period == "month":
        return NamedDays(match.end(), lambda published: _month_from(published, after), Precision.MONTH)
    if period == "quarter":
        return NamedDays(match.end(), lambda published: _quarter_from(published, after), Precision.QUARTER)
    if period in ("year", "calendar year"):
        return NamedDays(match.end(), lambda published: year_days(published.year + after), Precision.YEAR)
    return NamedDays(
        match.end(),
        lambda published: financial_year(published.year - (published.month < 4) + after),
        Precision.YEAR,
    )


def _month_from(published: date, after: bool) -> Span:
    year, month = divmod(published.year * 12 + published.month - 1 + after, 12)
    return month_days(year, month + 1)


def _quarter_from(published: date, after: bool) -> Span:
    year, quarter = divmod(published.year * 4 + (published.month - 1) // 3 + after, 4)
    return quarter_days(year, quarter + 1)


def _follows(year: str, following: str) -> bool:
    """Whether "2019" and "20", or "2019" and "2020", are one year and the next."""
    return int(following) % 100 == (int(year) + 1) % 100


_READERS = (_exact_day, _part_of_month, _whole_month, _season, _quarter, _financial_year, _calendar_year)
