"""What the committee asked for, what became of it, and what is noted of a meeting."""

import re
from typing import Any

from django.core.exceptions import ValidationError

from inspections.models import CauseOfConcern, Inspection
from jac_tracker import forms
from jac_tracker.accounts.actor import Actor
from recommendations.models import Recommendation
from reports.actions import REQUEST_FIELDS
from reports.enums import NoteKind, RequestOutcome
from reports.forms.papers import answering_posts
from reports.models import CommitteeRequest, Meeting, MeetingNote
from reports.models.request import ANSWERED

LONGEST_REQUEST = 4000
LONGEST_REASON = 2000
MOST_ITEMS = 50
_NO_NAMES = "Name posts and no people: a member is “a member”"
_OUTCOME_HINTS = {
    RequestOutcome.ANSWERED: "In a paper, or in a letter or message to members",
    RequestOutcome.ORALLY: "At the meeting itself",
    RequestOutcome.NOT_WANTED: "The committee does not wait for it any more",
    RequestOutcome.IN_ERROR: "It was never asked, or it is recorded twice; no paper tells of it",
}


class RequestForm(forms.EditForm):
    """What was asked, of whom, and about what. `values` and `items` are what the actions take."""

    words = forms.LongTextField(
        label="What was asked",
        called="what was asked",
        help_text=f"In the words of the minute. {_NO_NAMES}",
        max_length=LONGEST_REQUEST,
    )
    minute = forms.TextField(label="Minute", max_length=20, width=10, required=False)
    asked_of = forms.ModelChoiceField(label="Asked of", called="the post it is asked of")
    items = forms.TextField(
        label="Items it is about",
        help_text="Our references, with commas between them",
        max_length=1000,
        required=False,
    )
    inspection = forms.ModelChoiceField(label="Inspection it is about", blank="None", required=False)
    cause = forms.ModelChoiceField(label="Cause of concern it is about", blank="None", required=False)
    is_private = forms.CheckboxField(label="It was asked in private, so no public paper tells of it", required=False)

    def __init__(self, *args: Any, actor: Actor, request: CommitteeRequest | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        self.choose_from("asked_of", answering_posts(request.asked_of_id if request else None))
        self.choose_from("inspection", Inspection.objects.visible_to(actor).order_by("title"))
        self.choose_from("cause", CauseOfConcern.objects.visible_to(actor).order_by("title"))

    @classmethod
    def shown(cls, request: CommitteeRequest) -> dict[str, Any]:
        """The initial values that show a request."""
        references = [each.recommendation.reference for each in request.about.select_related("recommendation")]
        return {name: getattr(request, name) for name in REQUEST_FIELDS} | {"items": ", ".join(references)}

    def clean_items(self) -> list[Recommendation]:
        references = list(dict.fromkeys(re.split(r"[,;\s]+", self.cleaned_data["items"].strip(" ,;"))))
        references = [each for each in references if each]
        if len(references) > MOST_ITEMS:
            raise ValidationError(f"Enter {MOST_ITEMS} references or fewer")
        found = Recommendation.objects.visible_to(self.actor).filter(reference__in=references)
        by_reference = {each.reference: each for each in found}
        if unknown := [each for each in references if each not in by_reference]:
            raise ValidationError(f"The register has no item “{unknown[0]}”")
        return [by_reference[each] for each in references]

    def values(self) -> dict[str, Any]:
        """The values of the request's own fields."""
        return {name: self.cleaned_data[name] for name in REQUEST_FIELDS}


class NewRequestForm(RequestForm):
    """A request with the meeting by which it is to be answered."""

    answer_by = forms.ModelChoiceField(label="To be answered by", called="the meeting by which it is to be answered")

    field_order = ("words", "minute", "asked_of", "answer_by", "items", "inspection", "cause", "is_private")

    def __init__(self, *args: Any, later: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose_from("answer_by", later)


class CarryOverForm(forms.EditForm):
    """To which meeting a request is carried over, and why."""

    answer_by = forms.ModelChoiceField(label="To be answered by", called="the meeting by which it is to be answered")
    why = forms.LongTextField(label="Reason", called="a reason", max_length=LONGEST_REASON, rows=3)

    def __init__(self, *args: Any, later: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose_from("answer_by", later)


class SettleForm(forms.Form):
    """What became of a request."""

    outcome = forms.RadiosField(
        label="What became of it",
        called="what became of it",
        choices=RequestOutcome.choices,
        hints={outcome.value: hint for outcome, hint in _OUTCOME_HINTS.items()},
    )
    answer = forms.LongTextField(
        label="The answer, or the reason",
        called="the answer, or the reason why there is none",
        help_text=_NO_NAMES,
        max_length=LONGEST_REQUEST,
    )
    answered_in = forms.ModelChoiceField(
        label="Answered for the meeting of",
        called="the meeting it was answered for",
        help_text="Needed for an answer",
        blank="None",
        required=False,
    )
    answered_by = forms.ModelChoiceField(
        label="Answered by",
        called="the post that answered",
        help_text="Needed for an answer",
        blank="None",
        required=False,
    )

    def __init__(self, *args: Any, request: CommitteeRequest, meetings: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose_from("answered_in", meetings)
        self.choose_from("answered_by", answering_posts(request.asked_of_id))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("outcome") in ANSWERED:
            for name, what in (("answered_in", "the meeting it was answered for"), ("answered_by", "who answered")):
                if not values.get(name) and name not in self.errors:
                    self.add_error(name, f"Select {what}")
        return values


class ReopenForm(forms.Form):
    """Why a request is opened again."""

    why = forms.LongTextField(label="Reason", called="a reason", max_length=LONGEST_REASON, rows=3)


class ClearRequestForm(forms.EditForm):
    """What public papers tell of a request, and of its answer where there is one."""

    words = forms.LongTextField(
        label="What the public paper says was asked",
        called="what the public paper says was asked",
        help_text=_NO_NAMES,
        max_length=LONGEST_REQUEST,
    )
    answer = forms.LongTextField(
        label="What it says of the answer",
        called="what it says of the answer",
        help_text="Leave this empty to say that it was answered, and not how",
        max_length=LONGEST_REQUEST,
        required=False,
    )

    def __init__(self, *args: Any, request: CommitteeRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        if request.is_open:
            del self.fields["answer"]


class NoteForm(forms.EditForm):
    """An oral update, or a paper that came late."""

    kind = forms.RadiosField(label="What it was", called="what it was", choices=NoteKind.choices)
    words = forms.LongTextField(
        label="What was said, or which paper it was",
        called="what was said, or which paper it was",
        help_text=_NO_NAMES,
        max_length=LONGEST_REQUEST,
    )
    post = forms.ModelChoiceField(label="Given by", called="the post that gave it", blank="Not known", required=False)

    def __init__(self, *args: Any, note: MeetingNote | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose_from("post", answering_posts(note.post_id if note else None))


class RemoveNoteForm(forms.Form):
    """Why a note goes."""

    why = forms.LongTextField(label="Reason", called="a reason", max_length=LONGEST_REASON, rows=3)


def meetings_after(meeting: Meeting, actor: Actor) -> Any:
    """The meetings after one, the next first."""
    return Meeting.objects.visible_to(actor).filter(held_on__gt=meeting.held_on).order_by("held_on")
