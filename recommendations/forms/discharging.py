"""What HMICFRS decided on a cause of concern, and how we know."""

from inspections.enums import DischargeRoute
from jac_tracker import forms
from recommendations.forms.acting import reason_field
from recommendations.forms.closing import EXAMPLE


class DischargeForm(forms.Form):
    """When, who, how and in which document."""

    decided_on = forms.DateField(label="Discharged on", called="the day of the decision", help_text=EXAMPLE)
    decided_by = forms.TextField(label="Decided by", called="who decided", max_length=150)
    route = forms.RadiosField(
        label="How it reached us", called="how the decision reached us", choices=DischargeRoute.choices
    )
    document = forms.TextField(label="Document", called="which document records the decision", max_length=300)
    reason = reason_field(required=False)
