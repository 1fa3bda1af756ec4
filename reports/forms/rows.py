"""The rows proposed for a section."""

from collections.abc import Mapping
from typing import Any

from jac_tracker import forms
from reports.enums import Matter
from reports.rules.options import Choices

MOST_AT_A_GLANCE = 12  # a longer list is folded away until it is asked for


class RowsForm(forms.EditForm):
    """Which of the proposed rows are taken out, which of the added ones stay, and perhaps one more."""

    says_optional = False

    kept = forms.CheckboxesField(label="Rows you added: keep", called="what to keep", required=False)
    words = forms.LongTextField(label="In your own words", called="the row", max_length=2000, rows=4, required=False)
    matter = forms.ChoiceField(label="Where it stands", choices=Matter.choices, blank="No choice", required=False)
    why = forms.LongTextField(label="Reason", called="a reason", max_length=2000, rows=3)

    def __init__(self, *args: Any, proposed: Mapping[Matter, Choices], added: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.matters = {f"taken_out_{list(Matter).index(matter)}": matter for matter in proposed}
        for name, matter in self.matters.items():
            field = forms.CheckboxesField(
                label=matter.label, called="what to leave out", choices=proposed[matter], required=False
            )
            field.fill_messages(matter.label)
            field.initial = self.initial.get("taken_out")
            self.fields[name] = field
        self.keys = {name: [key for key, _ in proposed[matter]] for name, matter in self.matters.items()}
        if added:
            self.fields["kept"].choices = added  # type: ignore[attr-defined]
        else:
            del self.fields["kept"]

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The lists of proposed rows: each one's field, whether it is long, and how many of it are left out."""
        found = []
        for name, keys in self.keys.items():
            chosen = self[name].value() or ()
            out = sum(key in chosen for key in keys)
            is_long = len(keys) > MOST_AT_A_GLANCE
            found.append({"field": self[name], "is_long": is_long, "rows": len(keys), "out": out})
        return found

    def taken_out(self) -> dict[str, Matter]:
        """The keys of the rows that are left out, each with what it tells of."""
        return {key: matter for name, matter in self.matters.items() for key in self.cleaned_data.get(name, ())}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("words")) != bool(cleaned.get("matter")) and not self.errors:
            missing = "matter" if cleaned.get("words") else "words"
            self.add_error(missing, "Choose where the row stands" if missing == "matter" else "Write the row to add")
        return cleaned
