"""One change to many items."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.http import QueryDict

from jac_tracker import forms
from recommendations.actions import BulkChange, Changing
from recommendations.enums import Rag
from recommendations.forms.acting import reason_field
from recommendations.forms.owning import posts_that_can_own
from recommendations.forms.progress import RAGS
from recommendations.models import Board

# What each change opens, and is given.
VALUES: dict[str, str] = {
    Changing.OWNER.value: "owner_post",
    Changing.BOARD.value: "board",
    Changing.TARGET.value: "target_on",
    Changing.RAG.value: "rag",
}
HINTS: dict[str, str] = {
    Changing.OWNER.value: "Items that await allocation are allocated. The portfolio becomes that of the new owner",
    Changing.TARGET.value: "The same later day for all. An item that has no target yet is refused",
    Changing.RAG.value: "The reason is kept with the RAG of every item",
}


class BulkForm(forms.Form):
    """What to change, what it becomes, and the one reason for all."""

    says_optional = False

    what = forms.RadiosField(label="What do you want to change?", called="what to change", reveals=VALUES, hints=HINTS)
    owner_post = forms.ModelChoiceField(
        label="New owner", called="the post that will own them", blank="Select a post", required=False
    )
    board = forms.ModelChoiceField(label="New board", called="the board", blank="Select a board", required=False)
    target_on = forms.DateField(
        label="New target", called="a target date", help_text="For example, 31 3 2027", required=False
    )
    rag = forms.ChoiceField(
        label="New RAG", called="Red, Amber or Green", choices=RAGS, blank="Select a RAG", required=False
    )
    reason = reason_field(help_text="Kept in the history of every item")

    def __init__(
        self, data: QueryDict | None = None, *, offered: Collection[Changing], today: date, **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.choose_from("what", [(what.value, what.label) for what in Changing if what in offered])
        self.fields["what"].widget.reveals = {what: name for what, name in VALUES.items() if Changing(what) in offered}
        for what, name in VALUES.items():
            if Changing(what) not in offered:
                del self.fields[name]
        if "owner_post" in self.fields:
            self.choose_from("owner_post", posts_that_can_own(today))
        if "board" in self.fields:
            self.choose_from("board", Board.objects.filter(is_active=True))

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        chosen = VALUES.get(values.get("what", ""), "")
        for name in set(VALUES.values()) & set(self.fields):
            if name != chosen:
                self.errors.pop(name, None)
            elif not values.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        return values

    @property
    def change(self) -> BulkChange:
        """The change that a valid form describes."""
        what = Changing(self.cleaned_data["what"])
        value: Any = self.cleaned_data[VALUES[what]]
        match what:
            case Changing.OWNER:
                return BulkChange(what, owner_post=value)
            case Changing.BOARD:
                return BulkChange(what, board=value)
            case Changing.TARGET:
                return BulkChange(what, target_on=value)
            case Changing.RAG:
                return BulkChange(what, rag=Rag(value))

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What was sent, to be sent along with the preview."""
        names = [*self.fields, *(f"target_on_{box}" for box in ("day", "month", "year"))]
        return [(name, self.data[name]) for name in names if name in self.data]
