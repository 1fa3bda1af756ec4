"""Progress and RAG."""

from dataclasses import replace
from typing import Any, ClassVar

from jac_tracker import forms
from jac_tracker.accounts.actor import Actor
from recommendations.actions import PROGRESS_FIELDS, RAG_FIELDS
from recommendations.enums import AT_WORK, Rag
from recommendations.forms.acting import LONGEST_REASON, ActForm
from recommendations.models import ProgressUpdate, Recommendation
from recommendations.rules.rag import Facts, Suggestion, suggested_rag

RAGS = [(rag.value, rag.label) for rag in (Rag.RED, Rag.AMBER, Rag.GREEN)]
LONGEST_PROGRESS = 10_000


class RagForm(ActForm):
    """A RAG beside the suggested one, and why it differs."""

    edits: ClassVar[tuple[str, ...]] = RAG_FIELDS

    rag = forms.RadiosField(label="RAG", called="Red, Amber or Green", choices=RAGS, inline=True)
    rag_reason = forms.LongTextField(
        label="Why this RAG",
        called="why this RAG",
        max_length=LONGEST_REASON,
        rows=2,
        required=False,
        help_text="Needed where it differs from the suggested one",
    )

    def prepare(self) -> None:
        self.suggestion = self.suggested()
        self["rag"].help_text = f"Suggested: {self.suggestion.rag.label}. {self.suggestion.why}"

    def suggested(self) -> Suggestion:
        """The RAG that the rule will suggest when the act is done."""
        return suggested_rag(Facts.of(self.item), self.today)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        rag = values.get("rag")
        if rag and rag != self.suggestion.rag and not values.get("rag_reason") and "rag_reason" in values:
            self.add_error("rag_reason", f"Say why it should be {Rag(rag).label}, not {self.suggestion.rag.label}")
        return values

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        return {"rag": values["rag"], "why": values["rag_reason"], "shown": values["shown"]}


class ProgressForm(RagForm):
    """What was done, how it stands now, and when it will be finished."""

    edits: ClassVar[tuple[str, ...]] = PROGRESS_FIELDS

    text = forms.LongTextField(label="Progress", called="the progress", max_length=LONGEST_PROGRESS, rows=6)
    forecast_on = forms.DateField(
        label="Forecast",
        called="the forecast",
        required=False,
        help_text="When it will be finished, for example 31 3 2027",
    )
    happened_on = forms.DateField(
        label="As it stood on", called="the day it tells of", required=False, help_text="Leave empty for today"
    )
    cites = forms.TextField(
        label="Owner's message",
        called="which message of the owner's this comes from",
        max_length=300,
        help_text="You record this for the owner: say which message it comes from, for example an e-mail of 3 March",
    )
    corrects = forms.ModelChoiceField(required=False)

    field_order = ("text", "rag", "rag_reason", "forecast_on", "happened_on", "cites")

    def prepare(self) -> None:
        super().prepare()
        self._offer_corrections()
        if is_the_owner(self.actor, self.item):
            del self.fields["cites"]
        if self.item.status not in AT_WORK:
            del self.fields["rag"], self.fields["rag_reason"]

    def _offer_corrections(self) -> None:
        """Let the address name the update that this one puts right."""
        updates = ProgressUpdate.objects.filter(recommendation=self.item)
        self.choose_from("corrects", updates)
        self.fields["corrects"].widget = self.fields["corrects"].hidden_widget()
        named = self.initial.pop("corrects", "")
        self.corrected = next((update for update in updates if str(update.pk) == named), None) if named else None
        self.initial["corrects"] = self.corrected

    def suggested(self) -> Suggestion:
        # As it will be once something has been heard of it.
        return suggested_rag(replace(Facts.of(self.item), last_heard_on=self.today), self.today)

    def arguments(self) -> dict[str, Any]:
        return ActForm.arguments(self)


def is_the_owner(actor: Actor, item: Recommendation) -> bool:
    """Whether the actor speaks as the owner; an item without one has nobody whose message could be cited."""
    return item.owner_post_id is None or item.owner_post_id in actor.post_ids
