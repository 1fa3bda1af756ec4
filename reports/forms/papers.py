"""Meetings, and papers as a whole."""

import re
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from jac_tracker import forms
from jac_tracker.accounts.models import Post
from jac_tracker.accounts.roles import Role
from jac_tracker.dates import LONDON, end_of_day, london_day
from recommendations.enums import Marking
from reports.models import Paper

_TIME = re.compile(r"(?P<hour>[0-9]{1,2})(?:[.:](?P<minute>[0-9]{2}))?\s*(?P<half>am|pm)?", re.IGNORECASE)
_NAMED_TIMES = {"midday": time(12), "noon": time(12), "midnight": time(0)}


class MeetingForm(forms.EditForm):
    """A meeting of the committee."""

    held_on = forms.DateField(label="Date of the meeting")
    place = forms.TextField(label="Place", max_length=150, required=False)
    note = forms.LongTextField(label="Note", max_length=2000, rows=3, required=False)


class StartPaperForm(forms.Form):
    """What a new paper needs to know."""

    agenda_item = forms.TextField(
        label="Agenda item", help_text="The number alone, like 06", max_length=10, width=5, required=False
    )
    contact_post = forms.ModelChoiceField(
        label="Contact officer", help_text="Who holds the post at the cut-off is named in the paper", required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["contact_post"].queryset = answering_posts()  # type: ignore[attr-defined]


class NumberForm(forms.EditForm):
    """The agenda number, which the committee secretary gives."""

    agenda_item = forms.TextField(
        label="Agenda item", help_text="The number alone, like 06", max_length=10, width=5, required=False
    )


class PaperForm(NumberForm):
    """A paper's settings."""

    title = forms.TextField(label="Title", max_length=120)
    marking = forms.RadiosField(label="Marking", called="the marking", choices=Marking.choices, inline=True)
    contact_post = forms.ModelChoiceField(
        label="Contact officer", help_text="Who holds the post at the cut-off is named in the paper", required=False
    )
    since_on = forms.DateField(
        label="Last day before the period",
        help_text="Leave this empty to begin where the paper for the meeting before ended",
        required=False,
    )
    since_reason = forms.LongTextField(
        label="Why the period begins there", called="a reason", max_length=2000, rows=3, required=False
    )

    field_order = ("title", "agenda_item", "marking", "contact_post", "since_on", "since_reason")

    def __init__(self, *args: Any, paper: Paper, **options: Any) -> None:
        super().__init__(*args, **options)
        self.paper = paper
        self.fields["contact_post"].queryset = answering_posts()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("since_on") and not values.get("since_reason") and "since_reason" not in self.errors:
            self.add_error("since_reason", "Enter a reason for beginning the period on another day")
        return values

    def values(self) -> dict[str, Any]:
        """The values for the action. A day that was not touched keeps its exact moment."""
        values = {name: self.cleaned_data[name] for name in ("title", "agenda_item", "marking", "contact_post")}
        since_on, since_at = self.cleaned_data["since_on"], self.paper.since_at
        if since_on is None:
            return values | {"since_at": None, "since_reason": ""}
        if since_at is None or london_day(since_at) != since_on:
            since_at = end_of_day(since_on)
        return values | {"since_at": since_at, "since_reason": self.cleaned_data["since_reason"]}


class CutOffForm(forms.Form):
    """The moment as at which the paper reads the register."""

    day = forms.DateField(label="Day", called="the day of the cut-off", required=False)
    hour = forms.TextField(
        label="Time",
        called="the time",
        help_text="Like 5pm or 17:00. Left empty, it is the end of the day, or now if the day is today",
        max_length=20,
        width=10,
        required=False,
    )

    def __init__(self, *args: Any, now: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.now = now

    def clean_hour(self) -> time | None:
        words = self.cleaned_data["hour"].casefold()
        if not words:
            return None
        try:
            return read_time(words)
        except ValueError:
            raise ValidationError("The time must be a time of day, like 5pm or 17:00") from None

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("hour") is not None and not values.get("day") and "day" not in self.errors:
            self.add_error("day", "Enter the day of the cut-off, or leave the time empty too")
        return values

    def moment(self) -> datetime | None:
        """The cut-off; None to have none."""
        day: date | None = self.cleaned_data["day"]
        if day is None:
            return None
        if self.cleaned_data["hour"] is not None:
            return datetime.combine(day, self.cleaned_data["hour"], tzinfo=LONDON)
        return self.now if day == london_day(self.now) else end_of_day(day)


def read_time(words: str) -> time:
    """A time of day like "5pm", "5.30 pm", "17:00" or "midday". Raises ValueError for anything else."""
    words = words.strip().casefold()
    if words in _NAMED_TIMES:
        return _NAMED_TIMES[words]
    found = _TIME.fullmatch(words)
    if not found or not (found["minute"] or found["half"]):
        raise ValueError("A time of day is like 5pm or 17:00.")
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError("A time of day is like 5pm or 17:00.")
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    return time(hour, int(found["minute"] or 0))


def answering_posts(*also: int | None) -> Any:
    """The posts that may answer for something: any in use but the administrator's, the readers' and the auditor's.

    `also` are numbers of posts that are offered in any case, because they stand there already.
    """
    not_theirs = (Role.ADMINISTRATOR, Role.READER, Role.AUDITOR)
    return Post.objects.filter(Q(is_active=True) & ~Q(role__in=not_theirs) | Q(pk__in=[each for each in also if each]))
