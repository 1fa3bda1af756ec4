"""What comes in about releasing, issuing, correcting and withdrawing a paper."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from jac_tracker import forms
from jac_tracker.text import lower_first
from reports.actions import LONGEST_SENTENCE
from reports.enums import Check

LONGEST_NOTE = 300
# What a page asks about the warnings of each check. The others stop the paper, whatever is said.
WHY: Mapping[Check, str] = {
    Check.LAST_PAPER: "Why the number may differ",
    Check.WRITTEN_NUMBERS: "Why the numbers may differ",
    Check.GRADES: "Why grades are missing",
    Check.COUNTS: "Why the register may hold another number",
    Check.LISTED: "Why these items are held back",
    Check.REDS: "Why these wordings may stand",
    Check.OWNERS: "Why these items have no owner yet",
    Check.DATES: "Why these items have no date yet",
    Check.DEADLINES: "Why these deadlines are not confirmed yet",
    Check.REQUESTS: "Why these requests may wait",
    Check.NAMES: "Why these names may stand",
    Check.INSPECTORATE: "Why the inspectorate may be called so",
    Check.FINISH: "Why this may stand",
}


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment_shown(moment: datetime) -> str:
    """A moment, exactly, as a form carries it unseen."""
    return f"{(moment - _EPOCH) // timedelta(microseconds=1):016x}"


class ReleaseForm(forms.EditForm):
    """The fingerprint of the paper as shown, the digest of the warnings, the moment at which both were shown, and a
    sentence for each check that warned."""

    shown_checks = forms.DigestField()
    shown_at = forms.DigestField()

    def __init__(self, *args: Any, now: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.now = now
        for check, label in WHY.items():
            field = forms.LongTextField(label=label, max_length=LONGEST_SENTENCE, rows=2, required=False)
            field.fill_messages(label)
            self.fields[field_of(check)] = field

    def clean_shown_at(self) -> datetime:
        """The moment at which the page was shown; now for what is none of ours, which no fingerprint then fits."""
        try:
            moment = _EPOCH + timedelta(microseconds=int(self.cleaned_data["shown_at"] or "0", 16))
        except OverflowError:
            return self.now
        return moment if _EPOCH < moment <= self.now else self.now

    def sentences(self) -> dict[str, str]:
        """What was typed about each check, by its value."""
        return {check.value: self.cleaned_data[field_of(check)] for check in WHY if self.cleaned_data[field_of(check)]}

    def ask(self, checks: Iterable[Check]) -> None:
        """Let the page hold the fields of these checks alone, and want them filled."""
        asked = {field_of(check) for check in checks}
        for check in WHY:
            name = field_of(check)
            if name not in asked:
                del self.fields[name]
                self.errors.pop(name, None)
            else:
                self.fields[name].required = True  # the action sees to it; else the label says "optional"

    def want(self, checks: Iterable[Check]) -> None:
        """Say at the field of each of these checks that it wants a sentence."""
        for check in checks:
            self.add_error(field_of(check), f"Say {lower_first(WHY[check])}")

    def show_as_read(self, shown: Mapping[str, str]) -> None:
        """Draw a form that was sent again, what was typed in place, as one that knows what is shown now."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        for name, value in shown.items():
            self.data[name] = value  # type: ignore[index]


def field_of(check: Check) -> str:
    """The name of the field for a check's sentence."""
    return f"why_{check.name.lower()}"


class ReturnPaperForm(forms.Form):
    """Why a released paper goes back to draft."""

    why = forms.LongTextField(label="Reason", called="a reason", max_length=2000, rows=3)


class IssueForm(forms.EditForm):
    """The agenda number as shown is what was read before; a correction says what it puts right."""

    note = forms.LongTextField(
        label="What is corrected",
        called="what is corrected",
        help_text="One or two sentences, printed on every page of the corrected paper",
        max_length=LONGEST_NOTE,
        rows=3,
    )

    def __init__(self, *args: Any, is_correction: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_correction:
            del self.fields["note"]


class CorrectionForm(forms.Form):
    """What is to be put right in an issued paper."""

    why = forms.LongTextField(
        label="What is to be put right", called="what is to be put right", max_length=2000, rows=3
    )


class WithdrawForm(forms.Form):
    """Why an issued paper is withdrawn."""

    note = forms.LongTextField(
        label="Why it is withdrawn",
        called="why it is withdrawn",
        help_text="Readers see this in place of the paper",
        max_length=LONGEST_NOTE,
        rows=3,
    )
