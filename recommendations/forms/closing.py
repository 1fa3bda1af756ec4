"""Decisions that close an item."""

from django.core.exceptions import ValidationError

from jac_tracker import forms
from recommendations.enums import CLOSED, DecisionRoute, Status, Verb
from recommendations.forms.acting import ActForm, reason_field
from recommendations.models import ClosureLevel, Recommendation
from recommendations.workflow import MOVES

EXAMPLE = "For example, 31 3 2022"


def outcomes(verb: Verb) -> list[tuple[str, str]]:
    """The statuses in which a move can end, in the order of the enum."""
    return [(status.value, status.label) for status in Status if status in MOVES[verb].ends & CLOSED]


class ClosingForm(ActForm):
    """An outcome, its day, its document, and what takes the item's place."""

    successor = forms.TextField(
        label="Superseded by",
        called="the item that supersedes it",
        max_length=30,
        width=20,
        required=False,
        help_text="The reference of the item that takes its place, if there is one in this register",
    )

    def clean_successor(self) -> Recommendation | None:
        reference = self.cleaned_data["successor"]
        if not reference:
            return None
        found = Recommendation.objects.visible_to(self.actor).filter(reference__iexact=reference).first()
        if found is None:
            raise ValidationError("Enter the reference of an item of this register, for example like this one's")
        return found


class HmicfrsClosesForm(ClosingForm):
    """What HMICFRS decided, and how we know."""

    outcome = forms.RadiosField(label="Outcome", called="the outcome", choices=outcomes(Verb.HMICFRS_CLOSES))
    decided_on = forms.DateField(label="Decided on", called="the day of the decision", help_text=EXAMPLE)
    day_is_unknown = forms.CheckboxField(
        label="HMICFRS gave no day: this is the day we learned of it", called="whether the day is known", required=False
    )
    decided_by = forms.TextField(label="Decided by", called="who decided", max_length=150)
    route = forms.RadiosField(
        label="How it reached us",
        called="how the decision reached us",
        choices=[(route.value, route.label) for route in DecisionRoute if route != DecisionRoute.OUR_DCC],
    )
    document = forms.TextField(label="Document", called="which document records the decision", max_length=300)
    closure_level = forms.ChoiceField(
        label="Closure level",
        called="the closure level",
        required=False,
        help_text="How far HMICFRS looked, where it says so",
    )
    reason = reason_field(required=False)

    field_order = (
        "outcome",
        "successor",
        "decided_on",
        "day_is_unknown",
        "decided_by",
        "route",
        "document",
        "closure_level",
        "reason",
    )

    def prepare(self) -> None:
        levels = ClosureLevel.objects.filter(is_active=True)
        worded = [(level.name, f"{level}: {level.meaning}" if level.meaning else str(level)) for level in levels]
        self.choose_from("closure_level", [("", "Not given"), *worded])


class DccClosesForm(ClosingForm):
    """What our Deputy Chief Constable decides of an item that HMICFRS does not track."""

    outcome = forms.RadiosField(label="Outcome", called="the outcome", choices=outcomes(Verb.DCC_CLOSES))
    decided_on = forms.DateField(label="Decided on", called="the day of the decision", help_text=EXAMPLE)
    document = forms.TextField(label="Document", called="which document records the decision", max_length=300)
    reason = reason_field()

    field_order = ("outcome", "successor", "decided_on", "document", "reason")
