"""The whole page: causes of concern, items with their parts, and what is confirmed of all of them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from inspections.models import CauseOfConcern
from jac_tracker import forms
from jac_tracker.forms.base import ErrorLink, error_links
from recommendations.actions import NewCause, NewItem
from recommendations.enums import Marking
from recommendations.forms.from_report.rows import CauseRow, ItemRow, PartRow
from recommendations.forms.from_report.typed import CAUSE, ITEM, Typed
from recommendations.rules.as_read import faults_of_parts
from recommendations.rules.report import LONGEST_SOURCE


class WholeForm(forms.EditForm):
    """What is said of all of them."""

    says_optional = False

    source = forms.LongTextField(label="The text", max_length=LONGEST_SOURCE, required=False)
    seen = forms.CheckboxField(label="I have looked through each of these beside the report")
    confirmed = forms.CheckboxField(
        label="I have checked the deadlines against the report",
        required=False,
        help_text="Until somebody has, the items say that their deadlines are not confirmed",
    )
    marking = forms.RadiosField(
        label="Marking of all of them", called="the marking", choices=Marking.choices, initial=Marking.OFFICIAL
    )


class ReportForm:
    """The forms of the page over what was typed. `published_on` is the report's day, `held` its causes of concern that
    the register holds."""

    def __init__(self, typed: Typed, *, published_on: date | None, held: Iterable[CauseOfConcern]) -> None:
        self.typed = typed
        if "marking" not in typed.data:
            typed.data["marking"] = Marking.OFFICIAL.value
        self._held = {f"held-{cause.pk}": cause for cause in held}
        self.whole = WholeForm(typed.data)
        self.causes = {key: CauseRow(typed.data, prefix=f"{CAUSE}{key}") for key in typed.causes}
        self.items = {key: self._row(ItemRow, f"{ITEM}{key}", published_on) for key in typed.items}
        self.parts = {
            key: [self._row(PartRow, f"{ITEM}{key}p{part}", published_on) for part in typed.parts(key)]
            for key in self.items
        }
        choices = [("", "Of none"), *self._cause_choices()]
        for item in self.items.values():
            item.choose_from("cause", choices)

    def _row(self, row: Any, prefix: str, published_on: date | None) -> Any:
        form = row(self.typed.data, prefix=prefix)
        form.published_on = published_on
        return form

    def _cause_choices(self) -> list[tuple[str, str]]:
        new = [
            (f"new-{key}", str(self.typed.data.get(f"{CAUSE}{key}-title", ""))[:80] or "The one without a title")
            for key, cause in self.causes.items()
            if not cause.is_left_out
        ]
        return [*new, *((key, str(cause)) for key, cause in self._held.items())]

    def _every_form(self, *, with_left_out: bool) -> list[Any]:
        """The forms in the order of the page; a part that is none, and what is left out, say nothing."""
        rows: list[Any] = [cause for cause in self.causes.values() if with_left_out or not cause.is_left_out]
        for key, item in self.items.items():
            if with_left_out or not item.is_left_out:
                rows += [item, *(part for part in self.parts[key] if with_left_out or not part.is_none)]
        return [*rows, self.whole]

    @property
    def error_links(self) -> list[ErrorLink]:
        """Every error of the page, in its order."""
        return error_links(*self._every_form(with_left_out=True))

    def forget_errors(self) -> None:
        """Draw the page as a step on the way: nothing is asked of it yet."""
        for form in self._every_form(with_left_out=True):
            form.errors.clear()

    def is_valid(self) -> bool:
        """Whether all that is to be registered may be. What is left out is not asked."""
        for form in self._every_form(with_left_out=True):
            form.errors  # noqa: B018 - every form has been asked once
        asked = self._every_form(with_left_out=False)
        for form in self._every_form(with_left_out=True):
            if form not in asked:
                form.errors.clear()
        for key, item in self.items.items():
            self._look_at_parts(key, item)
        if not any(not row.is_left_out for row in [*self.causes.values(), *self.items.values()]):
            self.whole.add_error(None, "Nothing is left to register.")
        return not any(form.errors for form in asked)

    def _look_at_parts(self, key: str, item: ItemRow) -> None:
        parts = [part for part in self.parts[key] if not part.is_none]
        if item.is_left_out or item.errors or any(part.errors for part in parts):
            return
        for fault in faults_of_parts(tuple(part.as_read() for part in parts), item.published_on):
            item.add_error("text", fault)

    def new_causes(self) -> list[NewCause]:
        return [cause.as_new() for cause in self.causes.values() if not cause.is_left_out]

    def new_items(self) -> list[NewItem]:
        kept = [key for key, cause in self.causes.items() if not cause.is_left_out]
        places = {f"new-{key}": place for place, key in enumerate(kept)}
        return [
            item.as_new(
                item.cause_of(places, self._held),
                tuple(part.as_read() for part in self.parts[key] if not part.is_none),
            )
            for key, item in self.items.items()
            if not item.is_left_out
        ]
