"""What the audit log is narrowed by."""

from typing import Any

from django.http import QueryDict

from inspections.models import Inspection
from jac_tracker import forms
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post, User
from reports.filters import kinds


class AuditForm(forms.FilterForm):
    """Who, under which post, what, on what, and when. Everything may be left out."""

    person = forms.ModelChoiceField(label="Person", called="a person", blank="Anybody", required=False)
    post = forms.ModelChoiceField(label="Post", called="a post", blank="Any post", required=False)
    kind = forms.ChoiceField(label="Kind of act", called="a kind of act", required=False)
    item = forms.TextField(label="Item", called="a reference", max_length=60, required=False, help_text="Its reference")
    inspection = forms.ModelChoiceField(
        label="Inspection",
        called="an inspection",
        blank="Any inspection",
        required=False,
        help_text="With the items of its reports",
    )
    from_on = forms.DateField(label="From", called="the first day", required=False, help_text="For example, 22 12 2021")
    to_on = forms.DateField(label="To", called="the last day", required=False)

    def __init__(self, data: QueryDict | None = None, *, actor: Actor, **options: Any) -> None:
        super().__init__(data, **options)
        self.choose_from("person", User.objects.order_by("name"))
        self.choose_from("post", Post.objects.order_by("title"))
        self.choose_from("kind", [("", "Any kind"), *kinds()])
        self.choose_from("inspection", Inspection.objects.visible_to(actor).order_by("short_title"))

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("from_on"), values.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", "The last day must not come before the first")
        return values
