"""Hold, reopen, and the proposals."""

from jac_tracker import forms
from jac_tracker.accounts.models import Portfolio
from recommendations.forms.acting import ActForm, reason_field


class HoldForm(ActForm):
    """Until when, and why."""

    review_on = forms.DateField(
        label="Review on",
        called="the day on which it will be looked at again",
        help_text="The day on which it will be looked at again, for example 31 3 2027",
    )
    reason = reason_field()


class ReopenForm(ActForm):
    """Why, and where that comes from."""

    source = forms.TextField(
        label="Source", called="where this comes from", max_length=300, help_text="A letter, an inspection, a message"
    )
    reason = reason_field()


class ProposeNotApplicableForm(ActForm):
    """Whose lead is to rule, and why."""

    portfolio = forms.ModelChoiceField(
        label="Portfolio", called="the portfolio whose lead is to rule", blank="Select a portfolio"
    )
    reason = reason_field(help_text="Why it does not apply to our force")

    def prepare(self) -> None:
        self.choose_from("portfolio", Portfolio.objects.filter(is_active=True).order_by("name"))
        self.initial.setdefault("portfolio", self.item.portfolio_id)
