"""What is asked in a scrutiny session."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import QueryDict

from jac_tracker import forms
from jac_tracker.dates import worded_day
from recommendations.enums import Verb
from recommendations.forms.acting import LONGEST_REASON
from recommendations.workflow import Act


class VerdictForm(forms.EditForm):
    """One verdict on a claim, or none for now. It carries the fingerprint of what the verdict is bound to."""

    verdict = forms.RadiosField(label="Your decision", called="what you decide")
    reason = forms.LongTextField(
        label="Reason",
        called="a reason",
        help_text="Needed to return a claim, and where you stand in for another lead. The owner reads it.",
        max_length=LONGEST_REASON,
        rows=3,
        required=False,
    )

    def __init__(self, data: QueryDict | None = None, *, acts: Sequence[Act], **options: Any) -> None:
        super().__init__(data, **options)
        self.acts = acts
        self.choose_from("verdict", [(act.verb.value, act.button) for act in acts])

    @property
    def has_verdicts(self) -> bool:
        """Whether there is anything to decide."""
        return bool(self.acts)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("verdict") == Verb.RETURN_CLAIM and not values.get("reason", "").strip():
            self.add_error("reason", "Enter a reason")
        return values


class RecordForm(forms.FilterForm):
    """The day whose decisions are listed."""

    on = forms.DateField(label="Day", called="a day", required=False, help_text="For example, 22 12 2021")

    def __init__(self, query: QueryDict | None, *, today: date, **options: Any) -> None:
        super().__init__(query, **options)
        field = self.fields["on"]
        assert isinstance(field, forms.DateField)
        field.latest = today
        limits = f"between {worded_day(field.earliest)} and today, {worded_day(today)}"
        field.error_messages["out_of_range"] = f"The day must be {limits}"
