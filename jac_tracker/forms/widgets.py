"""Widgets with GOV.UK markup that Django has no counterpart for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


class _Options:
    """What radio buttons and checkboxes share.

    `hints` gives a choice, by its value, a sentence of its own. `reveals` names the form's field that a choice opens:
    the field is drawn under the choice, shown at all times without JavaScript and only while it is chosen with it.
    """

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        hints: Mapping[str, str] | None = None,
        reveals: Mapping[str, str] | None = None,
        inline: bool = False,
    ) -> None:
        super().__init__(attrs, choices)  # type: ignore[call-arg]
        self.hints = dict(hints or {})
        self.reveals = dict(reveals or {})
        self.inline = inline


class Radios(_Options, forms.RadioSelect):
    pass


class Checkboxes(_Options, forms.CheckboxSelectMultiple):
    pass


class DropDown(forms.Select):
    """A list without groups, drawn in one go: Django draws a template for each choice, half the time of a page."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = set(self.format_value(value))
        options = (drawn_option(str(key), str(label), str(key) in chosen) for key, label in self.choices)
        attributes = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<select name="{}"{}>{}\n</select>', name, attributes, mark_safe("".join(options)))


@lru_cache(maxsize=2048, typed=True)
def drawn_option(key: str, label: str, is_chosen: bool) -> SafeString:
    """Drawn once: the same lists are offered again and again. By type as well, because safe text equals plain text."""
    return format_html('\n  <option value="{}"{}>{}</option>', key, mark_safe(" selected") if is_chosen else "", label)


@dataclass(frozen=True)
class DateParts:
    """A date as typed into three boxes."""

    day: str = ""
    month: str = ""
    year: str = ""

    @classmethod
    def of(cls, value: Any) -> "DateParts":
        """The boxes as they show `value`: a date, boxes already, or nothing."""
        match value:
            case DateParts():
                return value
            case date():
                return cls(str(value.day), str(value.month), str(value.year))
            case _:
                return cls()

    @property
    def is_empty(self) -> bool:
        return not (self.day or self.month or self.year)


class DateBoxes(forms.Widget):
    """Day, month and year in three boxes named NAME_day, NAME_month and NAME_year."""

    template_name = "forms/widgets/date_boxes.html"
    use_fieldset = True
    boxes = ("day", "month", "year")

    def format_value(self, value: Any) -> Any:
        return DateParts.of(value)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        parts = DateParts.of(value)
        attributes = context["widget"]["attrs"]
        wrong = attributes.pop("data-wrong", "").split()
        context["widget"]["boxes"] = [
            {
                "name": f"{name}_{box}",
                "id": f"{attributes.get('id', name)}_{box}",
                "label": box.capitalize(),
                "value": getattr(parts, box),
                "width": 4 if box == "year" else 2,
                "is_wrong": box in wrong,
            }
            for box in self.boxes
        ]
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> DateParts:
        day, month, year = (str(data.get(f"{name}_{box}") or "").strip() for box in self.boxes)
        return DateParts(day, month, year)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return all(f"{name}_{box}" not in data for box in self.boxes)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_day" if id_ else id_
