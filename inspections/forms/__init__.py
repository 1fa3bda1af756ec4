"""What comes in about inspections and frameworks."""

from inspections.forms.framework import FrameworkForm, SettingsForm, area_rows, grade_rows
from inspections.forms.gradings import GradingsForm
from inspections.forms.inspection import (
    AddInspectionForm,
    EmbargoForm,
    InspectionForm,
    NarrativeForm,
    RemoveForm,
)
from inspections.forms.milestone import AddMilestoneForm, MilestoneForm, MonitoringPhaseForm
from inspections.forms.publication import CauseForm, CountsForm, PublicationForm, ReplyDutyForm

__all__ = [
    "AddInspectionForm",
    "AddMilestoneForm",
    "CauseForm",
    "CountsForm",
    "EmbargoForm",
    "FrameworkForm",
    "GradingsForm",
    "InspectionForm",
    "MilestoneForm",
    "MonitoringPhaseForm",
    "NarrativeForm",
    "PublicationForm",
    "RemoveForm",
    "ReplyDutyForm",
    "SettingsForm",
    "area_rows",
    "grade_rows",
]
