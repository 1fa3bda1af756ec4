"""The day on which the register is looked at."""

from datetime import date
from typing import Any

from django.http import QueryDict

from jac_tracker import forms
from jac_tracker.dates import worded_day

BOXES = ("day", "month", "year")
# Longer than any part of a date, and short enough to show again.
LONGEST_PART = 10


class AsAtForm(forms.FilterForm):
    """A day in the past, from the address (`as_at=2021-12-22`) or from the form's own three boxes."""

    as_at = forms.DateField(
        label="Day",
        called="a day",
        required=False,
        help_text="For example, 22 12 2021",
        error_messages={
            "incomplete": "The day must include {missing}, for example 22 12 2021",
            "year": "The day must have a year of 4 numbers, for example 22 12 2021",
            "invalid": "The day must be a real date, for example 22 12 2021",
        },
    )

    def __init__(self, query: QueryDict, *, today: date, **options: Any) -> None:
        self.was_typed = any(f"as_at_{box}" in query for box in BOXES)
        super().__init__(query if self.was_typed else _boxes_of(query.get("as_at", "")), **options)
        field = self.fields["as_at"]
        assert isinstance(field, forms.DateField)
        field.latest = today
        limits = f"between {worded_day(field.earliest)} and today, {worded_day(today)}"
        field.error_messages["out_of_range"] = f"The day must be {limits}"

    @property
    def day(self) -> date | None:
        """The day asked for, if one is and it can be looked at."""
        return self.cleaned_data.get("as_at") if self.is_valid() else None


def _boxes_of(text: str) -> dict[str, str]:
    """An ISO date as three boxes; anything else but nothing as boxes that cannot be read either."""
    year, month, day = [part.strip()[:LONGEST_PART] for part in [*text.split("-", 2), "", ""][:3]]
    if text.strip() and not (year or month or day):
        year = text.strip()[:LONGEST_PART]
    return {"as_at_day": day, "as_at_month": month, "as_at_year": year}
