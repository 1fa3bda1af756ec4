"""Forms for milestones and the monitoring phase."""

from datetime import date
from typing import Any

from inspections.enums import MilestoneKind, Phase, Standing
from jac_tracker import forms
from jac_tracker.dates import VagueDay

DAY_HELP = "As it was told us, for example 4 April 2022, W/C 4 April 2022, end of January 2018, May 2022 (date TBC)"
LONGEST_DAY = 120  # characters, as the register keeps them


class VaguelyDatedForm(forms.EditForm):
    """A form with one day that may be vague.

    Words that still stand as they were shown keep the day they meant: "W/C 4 April" must not move to another year
    because it is read again in another year.
    """

    day = forms.VagueDayField(label="Date", max_length=LONGEST_DAY, width=30, help_text=DAY_HELP)

    def __init__(self, *args: Any, today: date, day_now: VagueDay | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.day_now = day_now
        self.fields["day"].around = today  # type: ignore[attr-defined]

    def clean_day(self) -> VagueDay | None:
        day: VagueDay | None = self.cleaned_data["day"]
        if day is None or self.day_now is None:
            return day
        return self.day_now if day.words == self.fields["day"].prepare_value(self.day_now) else day


class MilestoneForm(VaguelyDatedForm):
    """A step of an inspection: what it is, when, and a note."""

    kind = forms.ChoiceField(label="Milestone", choices=MilestoneKind.choices, blank="Select one")
    note = forms.TextField(max_length=300, required=False)
    field_order = ("kind", "standing", "day", "note")


class AddMilestoneForm(MilestoneForm):
    """A new step, expected or actual."""

    standing = forms.RadiosField(
        label="Is this expected, or has it happened?",
        called="whether this is expected or has happened",
        choices=[(Standing.EXPECTED, "Expected"), (Standing.ACTUAL, "It happened")],
        hints={Standing.ACTUAL: "What was expected stays on record beside it"},
    )


class MonitoringPhaseForm(forms.Form):
    """A move of the force from one monitoring phase to another."""

    phase = forms.RadiosField(label="Monitoring phase", choices=Phase.choices)
    from_on = forms.DateField(label="From", called="the day it began", help_text="For example, 6 12 2024")
    note = forms.LongTextField(rows=2, max_length=2000, required=False, help_text="For example, which letter says so")
