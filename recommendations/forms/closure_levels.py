"""What the administrator says of a closure level."""

from typing import Any

from jac_tracker import forms
from recommendations.models import ClosureLevel


class ClosureLevelForm(forms.EditForm):
    """What a level is called, what it means, and whether decisions can still name it."""

    name = forms.TextField(label="Name", called="the level's name", max_length=80, width=20)
    meaning = forms.LongTextField(
        label="What it means",
        called="what it means",
        max_length=300,
        rows=3,
        required=False,
        help_text="Who looks at what before an item is closed",
    )
    is_active = forms.CheckboxField(label="In use", required=False, initial=True)

    def __init__(self, *args: Any, level: ClosureLevel | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if level is None:
            del self.fields["is_active"]
