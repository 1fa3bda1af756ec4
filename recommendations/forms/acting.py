"""What the forms of acts on an item have in common."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.http import QueryDict

from jac_tracker import forms
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import digest
from recommendations.models import Recommendation

LONGEST_REASON = 2000


def reason_field(*, required: bool = True, **options: Any) -> forms.LongTextField:
    """Why an act is done, kept in the history."""
    options.setdefault("called", "a reason")
    return forms.LongTextField(label="Reason", max_length=LONGEST_REASON, rows=3, required=required, **options)


class ActForm(forms.EditForm):
    """What an act on an item is given. The fields are named like the act's arguments, `reason` for `why`.

    `edits` are the item's own fields that the form shows and changes: it begins with them, and carries their digest.
    """

    edits: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self, data: QueryDict | None = None, *, item: Recommendation, actor: Actor, today: date, **options: Any
    ) -> None:
        self.item, self.actor, self.today = item, actor, today
        shown: dict[str, Any] = {name: getattr(item, name) for name in self.edits}
        if data is None:  # a form that is sent brings the digest of what it was drawn with
            shown["as_shown"] = self.digest_of(item)
        super().__init__(data, initial={**shown, **options.pop("initial", {})}, **options)
        self.prepare()

    def prepare(self) -> None:
        """Give the fields what depends on the item, the actor or the day."""

    def digest_of(self, item: Recommendation) -> str:
        """What the form carries of the item as it is shown; empty where the act is bound to nothing of it."""
        return digest(item, self.edits) if self.edits else ""

    def overtaken(self, current: models.Model) -> dict[str, Any]:
        """What the page says of a form that the row as it stands now has overtaken."""
        return {"conflicts": forms.conflicts(self, current)}

    def arguments(self) -> dict[str, Any]:
        """The act's arguments, from a form that is valid."""
        values = dict(self.cleaned_data)
        shown = values.pop("as_shown")
        if "reason" in values:
            values["why"] = values.pop("reason")
        return values | {"shown": shown} if self.edits else values


class ReasonForm(ActForm):
    """An act that needs nothing but its reason."""

    reason = reason_field()


class PerhapsReasonForm(ActForm):
    """An act that may be given a reason."""

    reason = reason_field(required=False)
