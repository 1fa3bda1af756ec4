"""Fields for days: an exact one in three boxes, and one as vague as people know it in a single box."""

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from jac_tracker.dates import VagueDay, read_vague_day, worded_day
from jac_tracker.dates.periods import MONTHS
from jac_tracker.dates.reading import HOW_TO_WRITE, LONGEST_WORDS
from jac_tracker.forms.messages import Named, subject_by_label
from jac_tracker.forms.widgets import DateBoxes, DateParts
from jac_tracker.forms.words import TextField

FIRST_DAY = date(1990, 1, 1)
LAST_DAY = date(2100, 12, 31)
_SHORT_MONTHS = [name[:3].lower() for name in MONTHS]


def read_month(words: str) -> int | None:
    """The number of a month given as 1 to 12, "March" or "Mar"; None for anything else."""
    if re.fullmatch(r"[0-9]{1,2}", words):
        return int(words) if 1 <= int(words) <= 12 else None
    name = words.lower().rstrip(".")
    if name == "sept" or name in _SHORT_MONTHS or name.capitalize() in MONTHS:
        return _SHORT_MONTHS.index(name[:3]) + 1
    return None


class DateField(Named):
    """A day in three boxes, between `earliest` and `latest`, both included. Gives a `date`, or None when left empty.

    What was typed is kept on the page whatever is wrong with it, and the boxes at fault are marked.
    """

    widget = DateBoxes
    default_error_messages = {
        "required": "Enter {called}",
        "incomplete": "{subject} must include {missing}",
        "year": "Year must include 4 numbers",
        "invalid": "{subject} must be a real date",
        "out_of_range": "{subject} must be between {earliest} and {latest}",
    }

    def __init__(self, *, earliest: date = FIRST_DAY, latest: date = LAST_DAY, **options: Any) -> None:
        super().__init__(**options)
        self.earliest = earliest
        self.latest = latest

    def limits(self) -> dict[str, str]:
        # The missing boxes are only known when a date is refused: their place stays a place.
        earliest, latest = worded_day(self.earliest), worded_day(self.latest)
        return {"earliest": earliest, "latest": latest, "missing": "%(missing)s"}

    def clean(self, value: Any) -> date | None:
        parts = DateParts.of(value)
        if parts.is_empty:
            if self.required:
                raise self._refusal("required")
            return None
        missing = [box for box in DateBoxes.boxes if not getattr(parts, box)]
        if missing:
            raise self._refusal("incomplete", boxes=missing, missing="a " + " and ".join(missing))
        if not re.fullmatch(r"[0-9]{4}", parts.year):
            raise self._refusal("year", boxes=["year"])
        month = read_month(parts.month)
        if month is None:
            raise self._refusal("invalid", boxes=["month"])
        if not re.fullmatch(r"[0-9]{1,2}", parts.day):
            raise self._refusal("invalid", boxes=["day"])
        try:
            day = date(int(parts.year), month, int(parts.day))
        except ValueError:
            wrong = "year" if parts.year == "0000" else "day"
            raise self._refusal("invalid", boxes=[wrong]) from None
        if not self.earliest <= day <= self.latest:
            raise self._refusal("out_of_range", boxes=["year"])
        return day

    def _refusal(self, code: str, boxes: list[str] | None = None, missing: str = "") -> ValidationError:
        params = {"boxes": boxes or list(DateBoxes.boxes), "missing": missing}
        return ValidationError(self.error_messages[code], code=code, params=params)

    def has_changed(self, initial: Any, data: Any) -> bool:
        if DateParts.of(data).is_empty:
            return bool(initial)
        try:
            return self.clean(data) != (initial or None)
        except ValidationError:
            return True


class VagueDayField(TextField):
    """A day as people say it: "4 April 2022", "W/C 4 April", "May, date to be confirmed". Gives a `VagueDay` or None.

    The form sets `around` in its `__init__`: the day by which a missing year is understood.
    """

    default_error_messages = {
        "unreadable": "{subject} must be a day, week, month, season or year, like 4 April 2022, W/C 4 April 2022, "
        "May 2022 or autumn 2022, or TBC"
    }
    around: date | None = None

    def __init__(self, *, max_length: int = LONGEST_WORDS, width: int = 20, **options: Any) -> None:
        super().__init__(max_length=max_length, width=width, **options)

    def fill_messages(self, label: str) -> None:
        self.subject = subject_by_label(label, self.called)
        super().fill_messages(label)

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        if not words:
            return None
        if self.around is None:
            raise TypeError("Set the field's `around` in the form's __init__, to the day the view knows.")
        try:
            return read_vague_day(words, around=self.around)
        except ValueError as error:
            advice = str(error)
            if advice == HOW_TO_WRITE:
                raise ValidationError(self.error_messages["unreadable"], code="unreadable") from error
            raise ValidationError(f"{self.subject}: {advice}", code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return value.words or value.worded() if isinstance(value, VagueDay) else value
