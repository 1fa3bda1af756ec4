"""What comes in about releasing, issuing, correcting and withdrawing a paper."""

from datetime import UTC, datetime, timedelta
from typing import Any

from jac_tracker import forms

LONGEST_NOTE = 300


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment_shown(moment: datetime) -> str:
    """A moment, exactly, as a form carries it unseen."""
    return f"{(moment - _EPOCH) // timedelta(microseconds=1):016x}"


class ReleaseForm(forms.EditForm):
    """The fingerprint of the paper as shown, and the moment at which it was shown."""

    shown_at = forms.DigestField()

    def __init__(self, *args: Any, now: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.now = now

    def clean_shown_at(self) -> datetime:
        """The moment at which the page was shown; now for what is none of ours, which no fingerprint then fits."""
        try:
            moment = _EPOCH + timedelta(microseconds=int(self.cleaned_data["shown_at"] or "0", 16))
        except OverflowError:
            return self.now
        return moment if _EPOCH < moment <= self.now else self.now


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
