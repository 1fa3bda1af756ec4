"""Forms for a publication and what hangs on it: causes of concern, replies and reported counts."""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from django.core.validators import URLValidator

from inspections.actions import Count
from inspections.enums import CauseScope, CountOf, PublicationKind, ReplyKind
from inspections.forms.milestone import LONGEST_DAY, VaguelyDatedForm
from inspections.models import CauseOfConcern, Framework, ReportedCount
from jac_tracker import forms
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post

_ADDRESS = URLValidator(
    schemes=["http", "https"], message="The address must be a web address, like https://example.org"
)


class PublicationForm(VaguelyDatedForm):
    """What was published, and when it first was."""

    kind = forms.ChoiceField(choices=PublicationKind.choices, blank="Select one")
    title = forms.TextField(max_length=300, help_text="As printed")
    day = forms.VagueDayField(
        label="Original publication date",
        max_length=LONGEST_DAY,
        width=30,
        help_text="Deadlines are reckoned from it. For example, 7 September 2017",
    )
    page_on = forms.DateField(
        label="Date the web page shows",
        required=False,
        help_text="Only if it is another. HMICFRS's moved pages show the day they were moved",
    )
    address = forms.TextField(label="Web address", max_length=500, required=False, validators=[_ADDRESS])
    framework = forms.ModelChoiceField(
        label="Graded under", required=False, blank="No framework: nothing is graded", called="a framework"
    )
    note = forms.LongTextField(rows=2, max_length=5000, required=False)
    field_order = ("kind", "title", "day", "page_on", "address", "framework", "note")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["framework"].queryset = Framework.objects.all()  # type: ignore[attr-defined]


class CauseForm(forms.EditForm):
    """A cause of concern."""

    title = forms.TextField(max_length=200, help_text="In our own short words")
    scope = forms.RadiosField(
        label="Whose cause of concern is it?",
        called="whose cause of concern it is",
        choices=CauseScope.choices,
        inline=True,
    )
    text = forms.LongTextField(required=False)
    is_accelerated = forms.CheckboxField(label="It was published early (accelerated)", required=False)
    repeats = forms.ModelChoiceField(label="Repeats an earlier cause of concern", required=False, blank="None")

    def __init__(self, *args: Any, actor: Actor, cause: CauseOfConcern | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        others = CauseOfConcern.objects.visible_to(actor).select_related("publication__inspection")
        repeats = self.fields["repeats"]
        repeats.queryset = others.exclude(pk=cause.pk) if cause else others  # type: ignore[attr-defined]
        repeats.label_from_instance = _cause_and_report  # type: ignore[attr-defined]


def _cause_and_report(cause: CauseOfConcern) -> str:
    return f"{cause.title} ({cause.publication.inspection.short_title})"


class ReplyDutyForm(VaguelyDatedForm):
    """A reply that somebody owes."""

    kind = forms.RadiosField(
        label="Kind of reply",
        choices=ReplyKind.choices,
        hints={ReplyKind.SECTION_55: "Police Act 1996: the local policing body publishes its comments within 56 days"},
    )
    owed_by = forms.TextField(label="Who owes it", max_length=150, called="who owes it")
    owed_to = forms.TextField(label="To whom", max_length=150, called="to whom it is owed")
    day = forms.VagueDayField(
        label="When it is due",
        called="when it is due",
        max_length=LONGEST_DAY,
        width=30,
        required=False,
        help_text="Leave it empty for a section 55 response: the Act gives the day. For example, May 2022",
    )
    our_input_due_on = forms.DateField(label="Date our input is due", required=False)
    our_input_sent_on = forms.DateField(label="Date our input was sent", required=False)
    reply_published_on = forms.DateField(label="Date the reply was published", required=False)
    note = forms.LongTextField(rows=2, max_length=5000, required=False)
    field_order = ("kind", "owed_by", "owed_to", "day")


class CountsForm(forms.EditForm):
    """What a publication says it contains: for each kind of thing how many, and how many of them for the police."""

    says_optional = False

    def __init__(self, *args: Any, counts: Iterable[ReportedCount] = (), **options: Any) -> None:
        now = {count.count_of: count for count in counts}
        options["initial"] = {**_initial(now), **options.get("initial", {})}
        super().__init__(*args, **options)
        for what in CountOf:
            self._add_fields(what, now.get(what))

    def _add_fields(self, what: CountOf, now: ReportedCount | None) -> None:
        posts = Post.objects.active()
        if now is not None and now.allocated_to_id is not None:
            posts |= Post.objects.filter(pk=now.allocated_to_id)
        many = what.label.lower()
        fields: dict[str, Any] = {
            "number": forms.IntegerField(
                label=f"Number of {many}",
                called=f"how many {many}",
                min_value=0,
                max_value=999,
                required=False,
                width=3,
            ),
            "of_ours": forms.IntegerField(
                label="Number for the police",
                called="how many are for the police",
                min_value=0,
                max_value=999,
                required=False,
                width=3,
            ),
            "allocated_to": forms.ModelChoiceField(
                label="All allocated to", queryset=posts, required=False, blank="Nobody, or several posts"
            ),
            "note": forms.TextField(label="Note", max_length=300, required=False),
        }
        if what == CountOf.AREAS_FOR_IMPROVEMENT:
            label = "The number includes soft AFIs: remarks in the text that the report does not set out as AFIs"
            fields["includes_soft"] = forms.CheckboxField(label=label, required=False)
        for name, field in fields.items():
            field.fill_messages(field.label)
            self.fields[f"{name}_{what.name.lower()}"] = field

    def as_now(self, counts: Iterable[ReportedCount]) -> Any:
        """Counts as the fields of this form, to be compared with what was typed."""
        nothing: dict[str, Any] = {name: False if name.startswith("includes") else "" for name in self.fields}
        return SimpleNamespace(**nothing | _initial({count.count_of: count for count in counts}))

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of each kind of thing under its heading."""
        return [
            (what.label, [field for field in self.visible_fields() if field.name.endswith(f"_{what.name.lower()}")])  # type: ignore[misc]
            for what in CountOf
        ]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        for what in CountOf:
            key = what.name.lower()
            number, ours = values.get(f"number_{key}"), values.get(f"of_ours_{key}")
            told = ours is not None or values.get(f"note_{key}") or values.get(f"allocated_to_{key}")
            if number is None and told and f"number_{key}" not in self.errors:
                self.add_error(f"number_{key}", f"Enter how many {what.label.lower()} there are")
            if number is not None and ours is not None and ours > number:
                self.add_error(f"of_ours_{key}", f"There are {number}: no more than that can be for the police")
        return values

    def counts(self) -> list[Count]:
        """What a valid form says, in the order of the form."""
        values = self.cleaned_data
        return [
            Count(
                count_of=what,
                number=values[f"number_{key}"],
                of_ours=values[f"of_ours_{key}"],
                includes_soft=values.get(f"includes_soft_{key}", False),
                allocated_to=values[f"allocated_to_{key}"],
                note=values[f"note_{key}"],
            )
            for what in CountOf
            if values.get(f"number_{(key := what.name.lower())}") is not None
        ]


def _initial(now: dict[str, ReportedCount]) -> dict[str, Any]:
    names = ("number", "of_ours", "includes_soft", "allocated_to", "note")
    return {f"{name}_{CountOf(what).name.lower()}": getattr(row, name) for what, row in now.items() for name in names}
