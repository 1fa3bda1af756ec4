"""Sections of a paper."""

from collections.abc import Mapping
from typing import Any

from inspections.enums import InspectionKind
from inspections.models import Inspection
from jac_tracker import forms
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Portfolio
from jac_tracker.text import lower_first
from reports.enums import SectionKind
from reports.models import Section
from reports.rules.options import OPTIONS, Option, OptionType

LEVELS = (("1", "Section"), ("2", "Sub-section"), ("3", "Part of a sub-section"))
HINTS: Mapping[SectionKind, str] = {
    SectionKind.NARRATIVE: "Your own words and nothing else",
    SectionKind.PEEL_POSITION: "The newest PEEL report, what is to come, and how the force works through it",
    SectionKind.PEEL_GRID: "How many areas and grades, the scale, and the grid",
    SectionKind.AREA_SUMMARIES: "Each area with its grade and its summary",
    SectionKind.PEEL_FOLLOW_UP: "How many areas for improvement, and how they are followed up",
    SectionKind.SINCE: "Everything recorded since the last meeting: reports, replies, and what moved in the register",
    SectionKind.KINDS_EXPLAINED: "What a thematic inspection, a JTAI or a super-complaint is",
    SectionKind.INSPECTIONS_SINCE: "Inspections whose fieldwork was recorded since the last meeting",
    SectionKind.NOTIFIED: "Inspections to come, with their dates as they are known",
    SectionKind.PUBLISHED_REPORTS: "Reports recorded since the last meeting, with their recommendations",
    SectionKind.REGISTER_POSITION: "How many items are open, by rating, kind and portfolio, and what has moved",
    SectionKind.OUTSTANDING_RED: "Each item graded Red, with its cause of concern and latest cleared wording",
    SectionKind.REPORTS_FOR_REVIEW: "Earlier reports with items closed, or replies made, in the period",
    SectionKind.REPLIES_DUE: "Replies still to be published, by whom and by when",
    SectionKind.COMMITTEE_REQUESTS: "What the committee asked for and waits for, and what was answered in the period",
    SectionKind.NOTE_LINE: "That the committee is asked to note the report",
    SectionKind.CONTACT_OFFICER: "Who answers for the paper",
    SectionKind.BACKGROUND_DOCUMENTS: "The publications that the paper tells of",
    SectionKind.ATTACHMENTS: "Responses recorded in the period",
    SectionKind.OPEN_ITEMS: "Every open item in one table",
}
_NARRATIVE_HELP = (
    "Leave a blank line between paragraphs. Start lines with - for bullets or 1. for numbers. "
    "**Bold**, *italic* and [links](https://example.org) can be used."
)


class KindForm(forms.Form):
    """Which kind of section to add."""

    kind = forms.RadiosField(
        label="What should the section show?",
        called="what the section should show",
        choices=SectionKind.choices,
        hints={kind.value: hint for kind, hint in HINTS.items()},
    )


class SectionForm(forms.EditForm):
    """A section of one kind. `values` gives what the actions take."""

    heading = forms.TextField(
        label="Heading",
        help_text="Leave this empty to go on under the section before",
        max_length=200,
        required=False,
    )
    level = forms.RadiosField(label="Level", called="the level", choices=LEVELS, inline=True)
    is_numbered = forms.CheckboxField(label="Number the heading", required=False)
    before = forms.LongTextField(label="Your words before it", help_text=_NARRATIVE_HELP, rows=8, required=False)
    after = forms.LongTextField(label="Your words after it", rows=5, required=False)

    is_standing = forms.CheckboxField(label="Bring these words along to the next paper", required=False)

    def __init__(self, *args: Any, kind: SectionKind, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind, self.actor = kind, actor
        for name, option in OPTIONS[kind].items():
            self.fields[f"option_{name}"] = _option_field(option, actor)
        if kind is SectionKind.NARRATIVE:
            self["before"].label = "Your words"
            del self.fields["after"]
            del self.fields["is_standing"]
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField | forms.CheckboxesField | forms.ModelChoiceField):
                field.fill_messages(str(field.label))
        self.order_fields(
            ["heading", "level", "is_numbered", "before", *self._option_names(), "after", "is_standing", "position"]
        )

    @classmethod
    def shown(cls, section: Section) -> dict[str, Any]:
        """The initial values that show a section."""
        names = ("heading", "level", "is_numbered", "before", "after", "is_standing")
        options = {f"option_{name}": value for name, value in section.options.items()}
        return {name: getattr(section, name) for name in names} | options

    def values(self) -> dict[str, Any]:
        """The values of the section's fields as typed."""
        cleaned = self.cleaned_data
        return {
            "heading": cleaned["heading"],
            "level": int(cleaned["level"]),
            "is_numbered": cleaned["is_numbered"],
            "options": self._options(),
            "before": cleaned["before"],
            "after": cleaned.get("after", ""),
            "is_standing": cleaned.get("is_standing", False),
        }

    def _options(self) -> dict[str, Any]:
        """The options that were chosen; one left empty is left out, and the section does what it does without."""
        found = {}
        for name, option in OPTIONS[self.kind].items():
            value = self.cleaned_data.get(f"option_{name}")
            if option.type is OptionType.INSPECTION:
                value = value.pk if value else None
            elif option.type in (OptionType.INSPECTIONS, OptionType.PORTFOLIOS):
                value = [int(number) for number in value or ()]
            if value:
                found[name] = value
        return found

    def _option_names(self) -> list[str]:
        return [f"option_{name}" for name in OPTIONS[self.kind]]


class NewSectionForm(SectionForm):
    """A section with its place."""

    position = forms.ChoiceField(label="Where it stands", called="where it stands")

    def __init__(self, *args: Any, places: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["position"].choices = places  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return super().values() | {"position": int(self.cleaned_data["position"])}


class RemoveSectionForm(forms.Form):
    """Why a section goes."""

    why = forms.LongTextField(label="Reason", called="a reason", max_length=2000, rows=3)


def _option_field(option: Option, actor: Actor) -> Any:
    asked: dict[str, Any] = {"label": option.label, "required": False}
    if option.otherwise:
        asked["help_text"] = f"If nothing is chosen: {lower_first(option.otherwise).rstrip('.')}"
    match option.type:
        case OptionType.ONE:
            return forms.ChoiceField(choices=option.choices, blank="No choice", **asked)
        case OptionType.SEVERAL:
            return forms.CheckboxesField(choices=option.choices, **asked)
        case OptionType.INSPECTION:
            field = forms.ModelChoiceField(blank="No choice", **asked)
            field.queryset = Inspection.objects.visible_to(actor).filter(kind=InspectionKind.PEEL)
            return field
        case OptionType.INSPECTIONS:
            published = Inspection.objects.visible_to(actor).filter(publications__isnull=False).distinct()
            choices = [(str(pk), title) for pk, title in published.order_by("title").values_list("pk", "title")]
            return forms.CheckboxesField(choices=choices, **asked)
        case OptionType.PORTFOLIOS:
            known = Portfolio.objects.order_by("name").values_list("pk", "name")
            return forms.CheckboxesField(choices=[(str(pk), name) for pk, name in known], **asked)
