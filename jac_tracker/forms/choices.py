"""Fields for choosing from a list."""

from typing import Any

from django import forms

from jac_tracker.forms.messages import Named
from jac_tracker.forms.widgets import Checkboxes, DropDown, Radios

# Longer than any key of a row.
LONGEST_KEY = 40

# Any, because Django types its own as text that may be translated later.
_MESSAGES: dict[str, Any] = {
    "required": "Select {called}",
    "invalid_choice": "Select {called} from the list",
    "invalid_list": "Select {called} from the list",
    "invalid_pk_value": "Select {called} from the list",
}


class ChoiceField(Named, forms.ChoiceField):
    """One of a list, in a drop-down. `blank` adds an empty first choice with that text."""

    widget = DropDown
    default_error_messages = _MESSAGES

    def __init__(self, *, choices: Any = (), blank: str | None = None, **options: Any) -> None:
        if blank is not None:
            choices = [("", blank), *choices]
        super().__init__(choices=choices, **options)


class RadiosField(ChoiceField):
    """One of a few, as radio buttons. `hints` and `reveals` are those of `Radios`."""

    def __init__(
        self,
        *,
        hints: dict[str, str] | None = None,
        reveals: dict[str, str] | None = None,
        inline: bool = False,
        **options: Any,
    ) -> None:
        options.setdefault("widget", Radios(hints=hints, reveals=reveals, inline=inline))
        super().__init__(**options)


class CheckboxesField(Named, forms.MultipleChoiceField):
    """Any of a list, as checkboxes."""

    widget = Checkboxes
    default_error_messages = _MESSAGES


class CheckboxField(Named, forms.BooleanField):
    """A single checkbox; the label is the sentence that is ticked. When required, it must be."""

    default_error_messages = {"required": "Tick to confirm: {subject}"}


class ModelChoiceField(Named, forms.ModelChoiceField):
    """One row of a queryset, in a drop-down. Give the rows in the form's `__init__`, from `visible_to(actor)`."""

    widget = DropDown
    default_error_messages = _MESSAGES

    def __init__(self, *, queryset: Any = None, blank: str = "Select one", **options: Any) -> None:
        super().__init__(queryset, empty_label=blank, **options)

    def to_python(self, value: Any) -> Any:
        # NUL is refused by Django, and a number of a thousand digits by Python, each in words that are not ours.
        if isinstance(value, str) and (len(value) > LONGEST_KEY or "\x00" in value):
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class ModelRadiosField(ModelChoiceField):
    """One row of a short queryset, as radio buttons."""

    def __init__(self, *, inline: bool = False, **options: Any) -> None:
        options.setdefault("widget", Radios(inline=inline))
        super().__init__(**options)
        self.empty_label = None
