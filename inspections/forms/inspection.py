"""Forms for an inspection itself."""

from typing import Any

from django.core.exceptions import ValidationError

from inspections.enums import InspectionKind, OurPart
from inspections.forms.forces import read_forces
from inspections.models import Force, Inspection, Inspectorate
from jac_tracker import forms
from jac_tracker.accounts.actor import Actor

LONGEST_LIST = 10_000


class InspectionForm(forms.EditForm):
    """What an inspection is, who takes part, and what our force has to do with it."""

    kind = forms.ChoiceField(choices=InspectionKind.choices, blank="Select one")
    title = forms.TextField(max_length=300, help_text="In full, as HMICFRS gives it")
    short_title = forms.TextField(
        max_length=120, help_text="As our lists and the paper call it; no two may be the same"
    )
    our_part = forms.RadiosField(label="Our part", called="our part", choices=OurPart.choices)
    our_part_note = forms.TextField(label="Note on our part", max_length=300, required=False)
    scope = forms.TextField(
        label="Place or scope", max_length=300, required=False, help_text="For example, Solihull or all 43 forces"
    )
    lead_body = forms.ModelChoiceField(label="Lead inspectorate", required=False, blank="Not given")
    joint = forms.CheckboxesField(label="Other inspectorates taking part", required=False)
    complainant = forms.TextField(
        label="Body that complained", max_length=200, required=False, help_text="Of a super-complaint"
    )
    forces_named = forms.LongTextField(
        label="Other forces inspected",
        max_length=LONGEST_LIST,
        required=False,
        help_text="One to a line or with commas between. A note goes in brackets after the name",
    )
    forces_count = forms.IntegerField(
        label="Number of forces inspected",
        min_value=1,
        max_value=200,
        required=False,
        width=3,
        help_text="Ours included, if it was. Of use where only the number is known",
    )
    forces_note = forms.LongTextField(label="How the forces were chosen", rows=2, max_length=2000, required=False)
    follows = forms.ModelChoiceField(label="Follows an earlier inspection", required=False, blank="None")

    def __init__(self, *args: Any, actor: Actor, inspection: Inspection | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        bodies = list(Inspectorate.objects.all())
        self.forces = list(Force.objects.all())
        self.fields["lead_body"].queryset = Inspectorate.objects.all()  # type: ignore[attr-defined]
        self.fields["joint"].choices = [(str(body.pk), body.name) for body in bodies]  # type: ignore[attr-defined]
        earlier = Inspection.objects.visible_to(actor)
        self.fields["follows"].queryset = earlier.exclude(pk=inspection.pk) if inspection else earlier  # type: ignore[attr-defined]
        self.bodies = {str(body.pk): body for body in bodies}

    def clean_forces_named(self) -> list[tuple[Force, str]]:
        return read_forces(self.cleaned_data["forces_named"], self.forces)

    def clean_joint(self) -> list[Inspectorate]:
        return [self.bodies[key] for key in self.cleaned_data["joint"]]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("lead_body") and values["lead_body"] in values.get("joint", ()):
            self.add_error("joint", ValidationError(f"{values['lead_body']} leads the inspection: choose the others"))
        count, named = values.get("forces_count"), values.get("forces_named", ())
        if count is not None and count < len(named):
            self.add_error(
                "forces_count", f"{len(named)} other forces are named above: the number must be at least that"
            )
        return values


class AddInspectionForm(InspectionForm):
    """A new inspection, which may be under embargo from the start."""

    is_embargoed = forms.CheckboxField(
        label="This is under embargo: hide it from everyone but liaison officers, the DCC and auditors", required=False
    )
    field_order = ("kind", "title", "short_title", "is_embargoed")


class NarrativeForm(forms.EditForm):
    """What is told of an inspection, in our own words."""

    background = forms.LongTextField(label="Background and aims", required=False)
    found = forms.LongTextField(label="What it found", required=False)
    found_about_us = forms.LongTextField(label="What it found about us", required=False)
    good_practice = forms.LongTextField(required=False)
    next_steps = forms.LongTextField(label="What happens next", required=False)
    force_response = forms.LongTextField(label="The force's response", required=False)


class EmbargoForm(forms.Form):
    """Why an embargo is set or lifted."""

    reason = forms.LongTextField(called="a reason", rows=3, max_length=2000, required=False)


class RemoveForm(forms.Form):
    """Why something was entered in error."""

    reason = forms.LongTextField(
        called="a reason", rows=3, max_length=2000, help_text="It stays in the history with what is removed"
    )
