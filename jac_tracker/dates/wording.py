"""Days, moments, ages and numbers in the words our pages and papers use."""

from datetime import date, datetime

from jac_tracker.dates.periods import MONTHS
from jac_tracker.dates.working import in_london

# fmt: off
# By their place: NUMBERS[3] is "three".
NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)
# fmt: on


def worded_day(day: date) -> str:
    """ "7 September 2017": no leading zero, no ordinal."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def worded_moment(moment: datetime) -> str:
    """ "7 September 2017 at 2.05pm" on London's clock; "at 2pm" on the hour, "at midday" at noon.

    ValueError for a naive moment.
    """
    there = in_london(moment)
    return f"{worded_day(there.date())} at {_worded_time(there.hour, there.minute)}"


def worded_age(then: date, on: date) -> str:
    """How long before `on` a day was: "today", "yesterday", "3 days ago", "5 weeks ago", "14 months ago".

    Days to a fortnight, whole weeks to two months, whole calendar months to two years, then years. A day still to
    come is "tomorrow" or "in 3 days", by the same steps.
    """
    first, last = min(then, on), max(then, on)
    days = (last - first).days
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    if days < 2:
        return "today" if days == 0 else "yesterday" if then < on else "tomorrow"
    if days < 14:
        span = f"{days} days"
    elif months < 2:
        span = f"{days // 7} weeks"
    elif months < 24:
        span = f"{months} months"
    else:
        span = f"{months // 12} years"
    return f"{span} ago" if then < on else f"in {span}"


def worded_number(n: int) -> str:
    """ "one" to "twenty" in words, anything else in figures with commas in the thousands; none is "zero"."""
    return NUMBERS[n] if 0 <= n < len(NUMBERS) else f"{n:,}"


def _worded_time(hour: int, minute: int) -> str:
    if (hour, minute) == (12, 0):
        return "midday"
    half = "am" if hour < 12 else "pm"
    return f"{hour % 12 or 12}.{minute:02}{half}" if minute else f"{hour % 12 or 12}{half}"
