"""Forms: fields whose messages say what would be right, and the GOV.UK markup they are drawn with."""

from jac_tracker.forms.base import EditForm, ErrorLink, FilterForm, Form, error_links
from jac_tracker.forms.choices import (
    CheckboxesField,
    CheckboxField,
    ChoiceField,
    ModelChoiceField,
    ModelRadiosField,
    RadiosField,
)
from jac_tracker.forms.days import DateField, DateParts, VagueDayField
from jac_tracker.forms.files import FileField
from jac_tracker.forms.rendering import BoundField, Renderer
from jac_tracker.forms.stale import conflicts
from jac_tracker.forms.words import DigestField, EmailField, IntegerField, LongTextField, PasswordField, TextField

__all__ = [
    "BoundField",
    "CheckboxField",
    "CheckboxesField",
    "ChoiceField",
    "DateField",
    "DateParts",
    "DigestField",
    "EditForm",
    "EmailField",
    "ErrorLink",
    "FileField",
    "FilterForm",
    "Form",
    "IntegerField",
    "LongTextField",
    "ModelChoiceField",
    "ModelRadiosField",
    "PasswordField",
    "RadiosField",
    "Renderer",
    "TextField",
    "VagueDayField",
    "conflicts",
    "error_links",
]
