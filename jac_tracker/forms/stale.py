"""What a page says when a form was overtaken by somebody else's edit."""

from datetime import date
from typing import Any

from django.db import models

from jac_tracker.dates import VagueDay, worded_day
from jac_tracker.forms.base import EditForm


def conflicts(form: EditForm, current: models.Model) -> list[tuple[str, str, str]]:
    """For each field in which the form and the row as it stands now differ: label, the row's words, the typed words.

    Takes a form that has been cleaned; fields that the row does not have are passed over.
    """
    rows = []
    for name, typed in form.cleaned_data.items():
        if name != "as_shown" and hasattr(current, name):
            ours, theirs = _words(typed, form, name), _words(getattr(current, name), form, name)
            if ours != theirs:
                rows.append((str(form[name].label), theirs, ours))
    return rows


def _words(value: Any, form: EditForm, name: str) -> str:
    """A value as the page prints it."""
    choices = dict(getattr(form.fields[name], "choices", ()) or ()) if not isinstance(value, models.Model) else {}
    match value:
        case bool():
            return "Yes" if value else "No"
        case None | "":
            return ""
        case VagueDay():
            return value.worded()
        case date():
            return worded_day(value)
        case list() | tuple() | frozenset():
            return ", ".join(str(choices.get(item, item)) for item in value)
        case _:
            return str(choices.get(value, value))
