"""Which two papers are compared."""

from collections.abc import Sequence
from typing import Any

from jac_tracker import forms


class CompareForm(forms.Form):
    """Two papers, versions or audiences, of those that the actor may read."""

    says_optional = False

    left = forms.ChoiceField(label="On the left", called="a paper for the left", choices=())
    right = forms.ChoiceField(label="On the right", called="a paper for the right", choices=())

    def __init__(self, *args: Any, papers: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("left", "right"):
            self.choose_from(name, [("", "Select one"), *papers])
