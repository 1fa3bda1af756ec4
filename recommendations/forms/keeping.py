"""What liaison keeps beside the item: governance, marking, and what HMICFRS says of it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from jac_tracker import forms
from recommendations.actions import GOVERNANCE_FIELDS, THROUGH_FIELDS, comment_of, reply_digest
from recommendations.enums import HmicfrsStatus, Marking
from recommendations.forms.acting import ActForm, reason_field
from recommendations.models import Board, Recommendation


class GovernanceForm(ActForm):
    """The board, the programme and the risk."""

    edits = GOVERNANCE_FIELDS

    board = forms.ModelChoiceField(label="Board", called="a board", blank="No board", required=False)
    programme = forms.TextField(label="Programme", max_length=150, required=False)
    risk_reference = forms.TextField(label="Risk register reference", max_length=40, width=20, required=False)
    risk_rating = forms.TextField(label="Risk rating", max_length=40, width=20, required=False)

    def prepare(self) -> None:
        self.choose_from("board", Board.objects.filter(Q(is_active=True) | Q(pk=self.item.board_id)))


class MarkingForm(ActForm):
    """Who may see it."""

    marking = forms.RadiosField(
        label="Marking",
        called="the marking",
        choices=Marking.choices,
        hints={
            Marking.OFFICIAL_SENSITIVE.value: "Only for liaison, the Deputy Chief Constable and auditors, "
            "and for its own owner and portfolio lead. Never in a paper"
        },
    )
    reason = reason_field()

    def prepare(self) -> None:
        self.initial["marking"] = self.item.marking


class HmicfrsStatusForm(ActForm):
    """What HMICFRS's list says of the item, on a day."""

    hmicfrs_reference = forms.TextField(label="HMICFRS's reference", max_length=60, width=20, required=False)
    status = forms.RadiosField(label="HMICFRS's status", called="HMICFRS's status", choices=HmicfrsStatus.choices)
    status_on = forms.DateField(label="As at", called="the day", required=False, help_text="Leave empty for today")
    comment = forms.LongTextField(label="Comment", max_length=2000, rows=3, required=False)


class TrackedForm(ActForm):
    """Whether HMICFRS tracks the item."""

    tracked = forms.RadiosField(
        label="Does HMICFRS track this item?",
        called="whether HMICFRS tracks it",
        choices=[("yes", "Yes"), ("no", "No")],
        inline=True,
    )
    since_on = forms.DateField(label="Known since", called="the day", required=False)
    reason = reason_field(help_text="How you know")

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        return values | {"tracked": values["tracked"] == "yes"}


class TrackedThroughForm(ActForm):
    """Through which other item HMICFRS follows this one, if it does."""

    edits = THROUGH_FIELDS

    tracked_through = forms.TextField(
        label="Tracked through",
        called="the item through which it is tracked",
        max_length=30,
        width=20,
        required=False,
        help_text="The reference of the item of which this is a duplicate. Leave it empty if it stands for itself",
    )
    reason = reason_field(help_text="How you know")

    def prepare(self) -> None:
        self.initial["tracked_through"] = self.item.tracked_through.reference if self.item.tracked_through else ""

    def clean_tracked_through(self) -> Recommendation | None:
        reference = self.cleaned_data["tracked_through"]
        if not reference:
            return None
        found = Recommendation.objects.visible_to(self.actor).filter(reference__iexact=reference).first()
        if found is None:
            raise ValidationError("Enter the reference of an item of this register, for example like this one's")
        return found

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        values["through"] = values.pop("tracked_through")
        return values


class ClearReplyForm(ActForm):
    """The comment on an item as the response to its report would print it."""

    def digest_of(self, item: Recommendation) -> str:
        return reply_digest(item)

    def prepare(self) -> None:
        self.comment = comment_of(self.item)

    def overtaken(self, current: models.Model) -> dict[str, Any]:
        self.add_error(None, "Somebody has changed the comment since you read it. Read it again before you clear it")
        self.prepare()
        return {}

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"shown": self.cleaned_data["as_shown"]}


class WriteReplyForm(ClearReplyForm):
    """What the response to a report says of an item."""

    text = forms.LongTextField(
        label="The force’s comment",
        called="the comment",
        max_length=5000,
        rows=8,
        help_text="What the force does about it, or why it does nothing. The response prints it once it is cleared. "
        "To change it takes back its clearance",
    )

    def prepare(self) -> None:
        super().prepare()
        self.initial["text"] = self.comment.text

    def overtaken(self, current: models.Model) -> dict[str, Any]:
        assert isinstance(current, Recommendation)
        return {"conflicts": forms.conflicts(self, comment_of(current))}


class BoardForm(forms.EditForm):
    """A governance board's name, and whether it is in use."""

    name = forms.TextField(label="Name", called="the board's name", max_length=120)
    is_active = forms.CheckboxField(label="In use", required=False, initial=True)

    def __init__(self, *args: Any, board: Board | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if board is None:
            del self.fields["is_active"]


class WordingForm(forms.EditForm):
    """What the committee is told of an update."""

    text = forms.LongTextField(
        label="Wording for the committee",
        called="the wording",
        max_length=5000,
        rows=6,
        help_text="Public papers print it once it is cleared. To change it takes back its clearance",
    )
