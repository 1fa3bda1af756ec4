"""How forms are drawn: with our own templates, and a bound field that knows the GOV.UK classes of its widget."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField as DjangoBoundField
from django.forms.renderers import TemplatesSetting

from jac_tracker.forms.widgets import Checkboxes, DateBoxes, Radios


@dataclass(frozen=True)
class Option:
    """One radio button or checkbox of a bound field, with the field it opens when it has one."""

    id: str
    value: str
    label: str
    hint: str
    is_chosen: bool
    reveals: DjangoBoundField | None


class BoundField(DjangoBoundField):
    """A field with its value, as the templates in `templates/forms/` draw it."""

    @property
    def error_target(self) -> str:
        """The id of the input that an error message leads to: the first at fault, or the first choice."""
        widget = self.field.widget
        if isinstance(widget, DateBoxes):
            return f"{self.auto_id}_{(self.wrong_boxes or list(DateBoxes.boxes))[0]}"
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return f"{self.auto_id}_0"
        return str(self.auto_id)

    @property
    def wrong_boxes(self) -> list[str]:
        """Of a date, the boxes at fault; all three when the error was raised by the form itself."""
        if not self.errors:
            return []
        named = [box for error in self.errors.as_data() for box in (error.params or {}).get("boxes", ())]
        return [box for box in DateBoxes.boxes if box in named] or list(DateBoxes.boxes)

    @property
    def says_optional(self) -> bool:
        """Whether the label ends with "(optional)": the form wants it said, and the field may be left empty."""
        return getattr(self.form, "says_optional", False) and not self.field.required

    @property
    def is_single_checkbox(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def options(self) -> Iterator[Option]:
        """The choices of radio buttons or checkboxes, in order."""
        widget = self.field.widget
        hints, reveals = getattr(widget, "hints", {}), getattr(widget, "reveals", {})
        for choice in self.subwidgets:
            value = str(choice.data["value"])
            yield Option(
                id=choice.data["attrs"].get("id", ""),
                value=value,
                label=choice.data["label"],
                hint=hints.get(value, ""),
                is_chosen=choice.data["selected"],
                reveals=self.form[reveals[value]] if value in reveals else None,
            )

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if widget.is_hidden or isinstance(widget, Radios | Checkboxes):
            return attrs
        if isinstance(widget, DateBoxes):
            attrs["data-wrong"] = " ".join(self.wrong_boxes)
            return attrs
        name = _class_of(widget)
        wanted = [name, str(widget.attrs.get("class", "")), f"{name}--error" if self.errors else ""]
        attrs["class"] = " ".join(filter(None, wanted))
        return attrs


def _class_of(widget: forms.Widget) -> str:
    """The GOV.UK class of a widget's element."""
    match widget:
        case forms.Textarea():
            return "govuk-textarea"
        case forms.RadioSelect():
            return "govuk-radios__input"
        case forms.CheckboxSelectMultiple() | forms.CheckboxInput():
            return "govuk-checkboxes__input"
        case forms.Select():
            return "govuk-select"
        case forms.FileInput():
            return "govuk-file-upload"
        case _:
            return "govuk-input"


class Renderer(TemplatesSetting):
    """Draws every form of the project, allauth's and django-filter's among them, from `templates/forms/`."""

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"
    bound_field_class = BoundField
