"""The forms that pages start from, and the list of errors that stands above them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet

from jac_tracker.forms.days import VagueDayField
from jac_tracker.forms.messages import Named
from jac_tracker.forms.rendering import BoundField
from jac_tracker.forms.words import DigestField


class Form(forms.Form):
    """A form whose fields are listed one by one, with messages that name them.

    Browsers' own checks are left off, in the templates by novalidate: they speak in their own words, and not to
    everybody.
    """

    use_required_attribute = False
    says_optional = True

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            self.add_field(name, field)

    def add_field(self, name: str, field: forms.Field) -> None:
        """Ask for something that only this page asks for."""
        self.fields[name] = field
        if isinstance(field, Named):
            field.fill_messages(str(self[name].label))

    def choose_from(self, name: str, rows: Any) -> None:
        """Let the field `name` offer `rows`: a queryset, or the choices of a field that is no model's."""
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = rows
        elif isinstance(field, forms.ChoiceField):
            field.choices = rows

    def read_days_around(self, day: date) -> None:
        """Let every vague day of the form be read around `day`."""
        for field in self.fields.values():
            if isinstance(field, VagueDayField):
                field.around = day

    def __getitem__(self, name: str) -> BoundField:
        field = super().__getitem__(name)
        assert isinstance(field, BoundField), "FORM_RENDERER has to be ours."
        return field

    @property
    def shown_fields(self) -> list[BoundField]:
        """The visible fields in order, but for those drawn under the choice that opens them."""
        opened = {name for field in self.fields.values() for name in getattr(field.widget, "reveals", {}).values()}
        return [self[field.name] for field in self.visible_fields() if field.name not in opened]


class EditForm(Form):
    """A form over values that somebody else may be changing: it carries the digest of the values as shown.

    Give `initial={"as_shown": digest, ...}`; compare `cleaned_data["as_shown"]` with the digest of the values now.
    """

    as_shown = DigestField()

    def show_as_now(self, digest: str) -> None:
        """Draw a refused form again, what was typed in place, as one that knows the values as they are now."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data[self.add_prefix("as_shown")] = digest  # type: ignore[index]


class FilterForm(Form):
    """The form of a filter panel, sent by GET: nothing in it is required, so nothing says "optional".

    Its ids begin with "filter_", so that a page can hold another form with fields of the same names.
    """

    says_optional = False

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("auto_id", "filter_%s")
        super().__init__(*args, **options)

    @classmethod
    def names(cls) -> frozenset[str]:
        """What the form puts into an address: the name of each field, for a day those of its boxes."""
        names: set[str] = set()
        for name, field in cls.base_fields.items():
            names |= {f"{name}_{box}" for box in getattr(field.widget, "boxes", ())} or {name}
        return frozenset(names)


@dataclass(frozen=True)
class ErrorLink:
    """An error and where it leads: the id of an input, or empty for an error of the form as a whole."""

    target: str
    message: str


def error_links(*forms_on_page: Any) -> list[ErrorLink]:
    """Every error of the forms and formsets of a page, in the order of the page. None and unbound ones have none."""
    links = []
    for form in forms_on_page:
        if isinstance(form, BaseFormSet):
            links += [ErrorLink("", str(message)) for message in form.non_form_errors()]
            links += error_links(*form.forms)
        elif form and form.errors:  # a template gives the empty text for a form its page does not have
            links += _links_of(form)
    return links


def _links_of(form: forms.BaseForm) -> list[ErrorLink]:
    links = [ErrorLink("", str(message)) for message in form.non_field_errors()]
    for field in form:
        target = field.error_target if isinstance(field, BoundField) and not field.is_hidden else ""
        links += [ErrorLink(target, str(message)) for message in field.errors]
    return links
