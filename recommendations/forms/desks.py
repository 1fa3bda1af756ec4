"""What a desk decides on a claim, and what is carried out after that."""

from functools import cached_property
from typing import Any

from django.db import models

from jac_tracker import forms
from recommendations.forms.acting import ActForm, reason_field
from recommendations.forms.closing import EXAMPLE
from recommendations.forms.progress import is_the_owner
from recommendations.models import Recommendation
from recommendations.presenters.signed import Content, content_shown, differences
from recommendations.workflow import content_of, fingerprint, standing_claim


class BoundForm(ActForm):
    """An act that is bound to the `content` of a claim as the page shows it: the form carries its fingerprint."""

    @cached_property
    def content(self) -> Content | None:
        return _content_of(self.item)

    def digest_of(self, item: Recommendation) -> str:
        self.content = _content_of(item)
        return fingerprint(self.content) if self.content else ""

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"shown": self.cleaned_data["as_shown"]}

    def overtaken(self, current: models.Model) -> dict[str, Any]:
        assert isinstance(current, Recommendation)
        then = content_shown(current, self.cleaned_data["as_shown"])
        return {"is_overtaken": True, "differs": differences(then, self.content) if then and self.content else []}


def _content_of(item: Recommendation) -> Content | None:
    claim = standing_claim(item)
    return content_of(item, claim) if claim else None


class MakeClaimForm(BoundForm):
    """The claim as it is written, which the person who sends the form now makes."""

    cites = forms.TextField(
        label="Owner's message",
        called="which message of the owner's this comes from",
        max_length=300,
        help_text="You claim this for the owner: say which message it comes from, for example an e-mail of 3 March",
    )

    def prepare(self) -> None:
        claim = standing_claim(self.item)
        self.initial.setdefault("cites", claim.cites if claim else "")
        if is_the_owner(self.actor, self.item):
            del self.fields["cites"]


class VerdictForm(BoundForm):
    """A desk's verdict."""

    reason = reason_field(required=False)


class PassForm(VerdictForm):
    """A portfolio lead's verdict. Who stands in for the item's own lead says why."""

    def prepare(self) -> None:
        if self.item.portfolio_id not in self.actor.led_portfolio_ids:
            self.fields["reason"].required = True
            self["reason"].help_text = "You stand in for the item's own portfolio lead: say why"


class ReturnForm(VerdictForm):
    """That a claim comes back, and why."""

    reason = reason_field(help_text="What is missing, or not yet right. The owner reads it")


class SubmitForm(ActForm):
    """When it was sent."""

    sent_on = forms.DateField(label="Sent to HMICFRS on", called="the day on which it was sent", help_text=EXAMPLE)
    reason = reason_field(required=False)


class HmicfrsReturnsForm(ActForm):
    """When it came back, and why."""

    returned_on = forms.DateField(label="Returned on", called="the day on which HMICFRS returned it", help_text=EXAMPLE)
    reason = reason_field(help_text="What HMICFRS asks for, in its own words where you have them")


class ForceClosesForm(ActForm):
    """When it was closed."""

    closed_on = forms.DateField(label="Closed on", called="the day on which it was closed", help_text=EXAMPLE)
    reason = reason_field(required=False)
