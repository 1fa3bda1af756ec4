"""Actions on an item: given, changed, done, decided on, dropped."""

from datetime import date
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import QueryDict

from jac_tracker import forms
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.history import digest
from recommendations.actions import ACTING_ROLES, ACTION_FIELDS, DONE_FIELDS, can_see_to_act
from recommendations.enums import Verb
from recommendations.forms.acting import reason_field
from recommendations.models import Action, Recommendation
from recommendations.permissions import Hand
from recommendations.workflow import ACTION_MOVES, hand_on_action

LONGEST_STEP = 2000


def posts_that_can_act(item: Recommendation, on: date) -> QuerySet[Post]:
    """The posts that can be given an action on an item on a day: `acting_faults` has nothing to say of any of them."""
    held = Post.objects.active().held(on).filter(role__in=ACTING_ROLES)
    return Post.objects.filter(pk__in=[post.pk for post in held if can_see_to_act(post, item)]).order_by("title")


class StepForm(forms.EditForm):
    """What a move of an action is given. The fields are named like the act's arguments, `reason` for `why`.

    `bound_to` are the action's fields that are on the page: a change of one since makes the form stale.
    """

    bound_to: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        item: Recommendation,
        actor: Actor,
        today: date,
        action: Action | None = None,
    ) -> None:
        self.item, self.actor, self.today, self.action = item, actor, today, action
        shown: dict[str, Any] = {}
        if action is not None:
            shown = {name: action.serializable_value(name) for name in self.base_fields if hasattr(action, name)}
            shown["as_shown"] = self.digest_of(action)
        super().__init__(data, initial=shown)
        self.prepare()

    def digest_of(self, action: Action) -> str:
        """What the form carries of the action as it is shown."""
        return digest(action, self.bound_to)

    def prepare(self) -> None:
        """Give the fields what depends on the item, the action, the actor or the day."""

    def arguments(self) -> dict[str, Any]:
        """The act's arguments, from a form that is valid."""
        values = dict(self.cleaned_data)
        shown = values.pop("as_shown")
        if "reason" in values:
            values["why"] = values.pop("reason")
        return values | {"shown": shown} if self.action is not None else values


class AddActionForm(StepForm):
    """What, which post, by when."""

    what = forms.LongTextField(label="What is to be done", called="what is to be done", max_length=LONGEST_STEP, rows=3)
    post = forms.ModelChoiceField(
        label="Post", called="the post that will do it", blank="Select a post", help_text="Posts that somebody holds"
    )
    due_on = forms.DateField(
        label="By when", called="the day by which it is to be done", help_text="For example, 31 3 2027"
    )
    part_letter = forms.ChoiceField(label="Part", called="a part", required=False, help_text="If it is about one part")

    field_order = ("what", "post", "due_on", "part_letter")

    def prepare(self) -> None:
        self.choose_from("post", posts_that_can_act(self.item, self.today))
        letters = list(self.item.parts.order_by("letter").values_list("letter", flat=True))
        if letters:
            parts = [(letter, f"Part ({letter})") for letter in letters]
            self.choose_from("part_letter", [("", "All of the item"), *parts])
        else:
            del self.fields["part_letter"]


class ChangeActionForm(AddActionForm):
    """The same again, and why where the day moves."""

    bound_to = ACTION_FIELDS

    reason = reason_field(required=False, help_text="Needed where the day moves")

    def prepare(self) -> None:
        super().prepare()
        assert self.action is not None
        able = posts_that_can_act(self.item, self.today).values("pk")
        self.choose_from("post", Post.objects.filter(pk__in=[self.action.post_id, *(row["pk"] for row in able)]))

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        moved = values.get("due_on") and self.action is not None and values["due_on"] != self.action.due_on
        if moved and "reason" in values and not values["reason"]:
            self.add_error("reason", "Enter a reason, because the day moves")
        return values


class DoActionForm(StepForm):
    """What proves that it is done, and when it was."""

    bound_to = ACTION_FIELDS

    proof = forms.LongTextField(
        label="What proves that it is done",
        called="what proves that it is done",
        max_length=LONGEST_STEP,
        rows=3,
        help_text="A line is enough: what was done, and where that can be seen",
    )
    done_on = forms.DateField(
        label="Done on", called="the day on which it was done", required=False, help_text="Leave empty for today"
    )
    cites = forms.TextField(
        label="Message",
        called="which message this comes from",
        max_length=300,
        help_text="You record this for somebody else: say which message it is from, for example an e-mail of 3 March",
    )

    def prepare(self) -> None:
        assert self.action is not None
        if hand_on_action(ACTION_MOVES[Verb.DO_ACTION], self.action, self.actor) != Hand.LIAISON:
            del self.fields["cites"]


class SignOffActionForm(StepForm):
    """That it is done; why, where somebody stands in for the item's own lead."""

    bound_to = DONE_FIELDS

    reason = reason_field(required=False)

    def prepare(self) -> None:
        assert self.action is not None
        hand = hand_on_action(ACTION_MOVES[Verb.SIGN_OFF_ACTION], self.action, self.actor)
        if hand == Hand.STAND_IN_ON_ACTION:
            self.fields["reason"].required = True
            self["reason"].help_text = "You stand in for the item's own portfolio lead: say why"


class ReturnActionForm(StepForm):
    """Why it is not done."""

    bound_to = DONE_FIELDS

    reason = reason_field(help_text="What is still to be done")


class DropActionForm(StepForm):
    """Why it is not wanted any more."""

    bound_to = DONE_FIELDS

    reason = reason_field()
