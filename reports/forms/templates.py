"""What comes in about the force's own Word template."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from jac_tracker import forms
from jac_tracker.files import Looked
from reports.models import WordTemplate
from reports.paper.render.word_layout import PURPOSES, How, Layout
from reports.paper.template import LARGEST_TEMPLATE, Examined, Page, look_at_template

LONGEST_NAME = 100
_NAMES = list(PURPOSES)


class TemplateField(forms.FileField):
    """A Word document, looked at by its bytes."""

    def looked_at(self, data: Any) -> Looked:
        largest = min(LARGEST_TEMPLATE, settings.LARGEST_FILE)  # of which no more than that has been let in
        return look_at_template(data, str(data.name or ""), largest=largest)


class NewTemplateForm(forms.Form):
    """A template to add."""

    name = forms.TextField(
        label="Name",
        called="a name for the template",
        max_length=LONGEST_NAME,
        help_text="For example, Letterhead of March 2026",
    )
    file = TemplateField(
        label="Word document",
        called="a Word document",
        help_text=f"A .docx of at most {LARGEST_TEMPLATE // 1024**2} MB, without macros or a password",
    )


class LayoutForm(forms.EditForm):
    """Which section of a template gives the page, and which of its styles are used for what.

    `found` is the template as it is where nothing has been chosen: that is what a choice left open stands for.
    """

    says_optional = False

    section = forms.RadiosField(
        label="Which section's page should the paper have?", called="the section whose page the paper has"
    )

    def __init__(self, *args: Any, found: Examined, **options: Any) -> None:
        super().__init__(*args, **options)
        self.found = found
        if len(found.pages) > 1:
            self.choose_from("section", _section_choices(found.pages))
        else:
            del self.fields["section"]
        choices = [(style.identifier, style.name or style.identifier) for style in found.choices]
        for place, name in enumerate(_NAMES):
            field = forms.ChoiceField(
                label=PURPOSES[name], required=False, blank=self._otherwise(name), choices=choices
            )
            self.fields[f"style_{place}"] = field
            field.fill_messages(PURPOSES[name])

    def _otherwise(self, name: str) -> str:
        """What a style is where none is chosen."""
        for match in self.found.matches:
            if match.name == name and match.how is How.FOUND and match.style is not None:
                return f"As found: {match.style.name}"
        return "The house style, added"

    def arguments(self) -> dict[str, Any]:
        """The choices as the action takes them."""
        chosen = {name: self.cleaned_data.get(f"style_{place}") or "" for place, name in enumerate(_NAMES)}
        return {
            "section": int(self.cleaned_data.get("section") or 0),
            "styles": {name: identifier for name, identifier in chosen.items() if identifier},
        }


def layout_shown(layout: Layout) -> Mapping[str, str]:
    """A layout as the form's first values."""
    chosen = {f"style_{place}": layout.styles.get(name, "") for place, name in enumerate(_NAMES)}
    return {"section": str(layout.section), **chosen}


def layout_conflicts(form: LayoutForm, current: WordTemplate) -> list[tuple[str, str, str]]:
    """Where the form's choices differ from the layout as it stands now: label, its words, the form's."""
    rows = []
    for name, theirs in layout_shown(Layout.from_json(current.layout)).items():
        ours = form.cleaned_data.get(name, theirs)
        if ours != theirs:
            words = {str(value): str(label) for value, label in getattr(form.fields[name], "choices", ())}
            rows.append((str(form[name].label), words.get(theirs, theirs), words.get(ours, ours)))
    return rows


def _section_choices(pages: Sequence[Page]) -> list[tuple[str, str]]:
    """Each section by its page; its headers and footers too, where they are others than the section's before."""
    choices = []
    for before, page in zip((None, *pages), pages, strict=False):
        has_its_own = before is None or before.lines != page.lines
        lines = "; ".join(f"{line.place.lower()}: {line.in_words}" for line in page.lines) if has_its_own else ""
        choices.append((str(page.number - 1), f"Section {page.number}: {page.size}{f' ({lines})' if lines else ''}"))
    return choices


class UseTemplateForm(forms.EditForm):
    """That a template is to be used is confirmed for the page as it was shown."""

    why = forms.LongTextField(label="Reason", called="a reason", max_length=2000, rows=2, required=False)


class RetireTemplateForm(forms.Form):
    """Why a template is taken out of use."""

    why = forms.LongTextField(label="Reason", called="a reason", max_length=2000, rows=3)
