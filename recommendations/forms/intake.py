"""A register that is to be taken over: its file, its sheet, its days and words."""

from dataclasses import replace
from typing import Any

from jac_tracker import forms
from recommendations.enums import Kind, Rag, TextSource
from recommendations.forms.lists import BringInForm, SheetForm, WordsForm, source_field
from recommendations.intake.cells import THINGS
from recommendations.intake.columns import NAMES, Field
from recommendations.intake.known import Known
from recommendations.intake.plan import NEW
from recommendations.intake.words import statuses_that_come_in


class TakeOverForm(BringInForm):
    """A register to bring in."""

    source = source_field("the force's recommendations tracker")


class TakeOverSheetForm(SheetForm):
    """Which sheet holds the list, where it begins, and what holds of all its rows."""

    day_called = "the day of the opening balance"

    opening_on = forms.DateField(
        label="Day of the opening balance",
        called=day_called,
        help_text="The day as at which the list is right. Asked for any day before it, the register says that it has "
        "no record. It counts only while the register is empty",
    )
    text_source = forms.RadiosField(
        label="What are the texts in the list?",
        called="what the texts are",
        choices=[(TextSource.REPORT, "The reports' own words"), (TextSource.SUMMARY, "Summaries of our own")],
    )
    kind = forms.ChoiceField(label="Kind, where the list does not say it", called="the kind", choices=Kind.choices)

    def as_settled(self) -> dict[str, Any]:
        plan: Any = self._plan
        return super().as_settled() | {"text_source": plan.text_source, "kind": plan.kind}

    @property
    def settled(self) -> Any:
        values = self.cleaned_data
        return replace(super().settled, text_source=values["text_source"], kind=values["kind"])


class TakeOverWordsForm(WordsForm[Field]):
    """Which way its days are read, and what its words come to in a register that holds what is `known`."""

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        self._known = known
        super().__init__(*args, **kwargs)
        if known.is_empty:  # an old register names many that a new one lacks
            for each in NAMES:
                self._ask_all(each)
            self.order_fields([_all_name(each) for each in NAMES])

    def _ask_all(self, each: Field) -> None:
        number = len(self._addable(each))
        if number > 1:
            label = f"Add each of the {number} {THINGS[each]}s as a new one unless something else is chosen for it"
            self.add_field(_all_name(each), forms.CheckboxField(label=label, required=False))

    def _addable(self, each: Field) -> dict[str, str]:
        """The fields of the names that are unknown, and not those of several: `plain` name by the field's own name."""
        known = self._known.names.get(each, {})
        return {name: key for name, (of, key) in self._words.items() if of is each and key not in known}

    @property
    def settled(self) -> Any:
        chosen = self.cleaned_data
        words = {
            each: {key: NEW for name, key in self._addable(each).items() if not chosen.get(name)}
            for each in NAMES
            if chosen.get(_all_name(each))
        }
        return super().settled.with_words({}, words)

    def choices_for(self, each: Field) -> list[tuple[str, str]]:
        match each:
            case Field.KIND:
                return [(kind.value, kind.label) for kind in Kind]
            case Field.STATUS:
                return [(status.value, status.label) for status in statuses_that_come_in()]
            case Field.RAG:
                return [(rag.value, rag.label) for rag in Rag if rag]
        there = [(str(number), label) for number, label in self._known.choices.get(each, {}).items()]
        return [(NEW, f"Add it as a new {THINGS[each]}"), *sorted(there, key=lambda pair: pair[1].casefold())]


def _all_name(each: Field) -> str:
    return f"all_{each.name.lower()}"
