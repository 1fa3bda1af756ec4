"""What the pages about meetings and papers print."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.text import slugify

from inspections.models import Inspection
from jac_tracker import forms
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Portfolio
from jac_tracker.dates import worded_day, worded_moment
from reports.enums import IssueKind, PaperState, SectionKind
from reports.forms import SectionForm
from reports.models import ExpunctionEvent, Issue, Meeting, Paper, PaperEvent, Section, TemplateEvent
from reports.paper.blocks import Audience
from reports.paper.data import Period
from reports.paper.faults import Fault
from reports.paper.words import joined
from reports.permissions import may_see_internal
from reports.presenters.checks import accepted_words
from reports.presenters.issues import ISSUE_COLOURS
from reports.rules.options import OPTIONS, Option, OptionType
from reports.rules.tree import BACK, Place, Way, end_of_branch, numbers, ways


@dataclass(frozen=True)
class MeetingRow:
    """A meeting in the list. `issue` is the newest version issued of its paper, for those who read that alone."""

    meeting: Meeting
    paper: Paper | None
    issue: Issue | None = None

    @property
    def words(self) -> str:
        return worded_day(self.meeting.held_on)

    @property
    def title(self) -> str:
        return self.issue.title if self.issue else str(self.paper)

    @property
    def agenda_item(self) -> str:
        shown = self.issue or self.paper
        return shown.agenda_item if shown else ""

    @property
    def state(self) -> str:
        if self.issue:
            return self.issue.get_kind_display()
        return self.paper.get_state_display() if self.paper else "No paper yet"

    @property
    def colour(self) -> str:
        if self.issue:
            return ISSUE_COLOURS[IssueKind(self.issue.kind)]
        return STATE_COLOURS[PaperState(self.paper.state)] if self.paper else "grey"


STATE_COLOURS = {
    PaperState.DRAFT: "yellow",
    PaperState.RELEASED: "blue",
    PaperState.ISSUED: "green",
    PaperState.WITHDRAWN: "red",
}


def meeting_rows(meetings: Iterable[Meeting], actor: Actor) -> list[MeetingRow]:
    """Meetings with their papers, which are to be read along with them; with what was issued alone for those who do
    not read drafts."""
    if may_see_internal(actor):
        return [MeetingRow(meeting, getattr(meeting, "paper", None)) for meeting in meetings]
    meetings = list(meetings)
    issues = Issue.objects.visible_to(actor).filter(paper__meeting__in=meetings).order_by("number")
    newest = {issue.paper.meeting_id: issue for issue in issues.select_related("paper")}
    return [MeetingRow(meeting, getattr(meeting, "paper", None), newest.get(meeting.pk)) for meeting in meetings]


@dataclass(frozen=True)
class SectionRow:
    """A section in the outline of its paper."""

    section: Section
    number: str
    options: tuple[tuple[str, str], ...]
    ways: tuple[Way, ...]
    has_branch: bool
    faults: tuple[str, ...]

    @property
    def name(self) -> str:
        return str(self.section)

    @property
    def anchor(self) -> str:
        """The id of the row; a message with this for its tag is told in it."""
        return control_id(self.section)

    @property
    def words(self) -> str:
        """How much of it the officer wrote."""
        where = [label for label, text in (("before", self.section.before), ("after", self.section.after)) if text]
        if self.section.kind == SectionKind.NARRATIVE:
            return "" if where else "Nothing written yet"
        return f"With your words {joined(where)}" if where else ""


def outline(sections: Sequence[Section], faults: Iterable[Fault], actor: Actor) -> list[SectionRow]:
    """The sections in order, each with its number, what was chosen for it, and what stands in its way."""
    levels = [section.level for section in sections]
    places = places_of(sections)
    titles = _titles(sections, actor)
    told: dict[int | None, list[str]] = {}
    for fault in faults:
        told.setdefault(fault.section_id, []).append(fault.sentence)
    rows = []
    for place, (section, number) in enumerate(zip(sections, numbers(places), strict=True)):
        rows.append(
            SectionRow(
                section=section,
                number=number,
                options=tuple(option_words(section, titles)),
                ways=ways(places, place),
                has_branch=end_of_branch(levels, place) > place + 1,
                faults=tuple(told.get(section.pk, ())),
            )
        )
    return rows


def places_of(sections: Iterable[Section]) -> list[Place]:
    """The tree of the sections."""
    return [Place(section.level, bool(section.heading), section.is_numbered) for section in sections]


@dataclass(frozen=True)
class Step:
    """Where a section has come to stand, and the id of the control on which the next step is taken."""

    words: str
    control: str


def step(sections: Sequence[Section], moved: Section, way: Way) -> Step:
    """After a section has gone one step among the sections, which are in their new order."""
    place = [section.pk for section in sections].index(moved.pk)
    left = ways(places_of(sections), place)
    if way in (Way.UP, Way.DOWN):
        where = f"It comes after “{sections[place - 1]}” now" if place else "It comes first now"
    else:
        above = next((each for each in reversed(sections[:place]) if each.level < sections[place].level), None)
        where = f"It belongs to “{above}” now" if above else "It stands on the first level now"
    following = next((each for each in (way, BACK[way], *left) if each in left), None)
    return Step(f"“{moved}” is moved {way}. {where}.", control_id(moved, following))


def control_id(section: Section, way: Way | None = None) -> str:
    """The id of what moves a section that way; without a way, of the section's row."""
    return f"section-{section.pk}-{way}" if way else f"section-{section.pk}"


def _titles(sections: Iterable[Section], actor: Actor) -> Mapping[int, str]:
    """The titles of the inspections that options name, as far as the actor may know them."""
    named: set[int] = set()
    for section in sections:
        named.update(section.options.get("inspections", ()))
        named.add(section.options.get("inspection", 0))
    found = Inspection.objects.visible_to(actor).filter(pk__in=named - {0})
    return dict(found.values_list("pk", "title")) if named - {0} else {}


def option_words(section: Section, titles: Mapping[int, str]) -> Iterable[tuple[str, str]]:
    """Each option that was chosen: its label, and its value in words."""
    for name, option in OPTIONS[SectionKind(section.kind)].items():
        if name in section.options:
            yield option.label, _value_words(option, section.options[name], titles)


def _value_words(option: Option, value: Any, titles: Mapping[int, str]) -> str:
    labels = dict(option.choices)
    match option.type:
        case OptionType.ONE:
            return labels.get(value, str(value))
        case OptionType.SEVERAL:
            return joined([labels.get(each, str(each)) for each in value])
        case OptionType.INSPECTION:
            return titles.get(value, "An inspection you may not see")
        case OptionType.INSPECTIONS:
            return joined([titles.get(each, "an inspection you may not see") for each in value])
        case OptionType.PORTFOLIOS:
            names = dict(Portfolio.objects.filter(pk__in=value).values_list("pk", "name"))
            return joined([names.get(each, "a portfolio that is gone") for each in value])


def period_words(period: Period) -> str:
    """ "After 22 December 2021 at 11.59pm"."""
    return f"After {worded_moment(period.since)}" if period.since else "From the beginning of the register"


def cut_off_words(cut_off_at: datetime | None) -> str:
    return worded_moment(cut_off_at) if cut_off_at else "Not fixed: the register is read each time the paper is drawn"


def paper_facts(paper: Paper, period: Period) -> list[tuple[str, str]]:
    """The paper's settings, label and words."""
    return [
        ("Title", paper.title),
        ("Agenda item", paper.agenda_item),
        ("Marking", paper.get_marking_display()),
        ("Contact officer", str(paper.contact_post or "")),
        ("Period", period_words(period)),
        *([("Why it begins there", paper.since_reason)] if paper.since_reason else []),
        ("Cut-off", cut_off_words(paper.cut_off_at)),
    ]


@dataclass(frozen=True)
class Entry:
    """One act in a timeline."""

    title: str
    by: str
    when: str
    words: str


def timeline(events: Iterable[PaperEvent | ExpunctionEvent | TemplateEvent]) -> list[Entry]:
    """What was done to a meeting and its paper, to an expunction or to a Word template."""
    return [
        Entry(
            title=event.get_verb_display(),
            by=f"{event.by_post} ({event.by_user})" if event.by_user else f"The command {event.by_system}",
            when=worded_moment(event.at),
            words="\n".join(filter(None, [event.why, accepted_words(event.details.get("accepted", {}))])),
        )
        for event in events
    ]


@dataclass(frozen=True)
class FaultLink:
    """What stands in the way of a paper, and the page where it can be mended."""

    sentence: str
    section: str
    href: str


def fault_links(paper: Paper, faults: Iterable[Fault], *, may_mend: bool) -> list[FaultLink]:
    """Every fault, with the address of its section for those who may change it."""
    held_on = paper.meeting.held_on
    return [
        FaultLink(
            fault.sentence,
            fault.section,
            reverse("change_section", args=[held_on, fault.section_id]) if fault.section_id and may_mend else "",
        )
        for fault in faults
    ]


def section_places(sections: Iterable[Section]) -> list[tuple[str, str]]:
    """Where a new section may stand: its position, and the section it would follow."""
    return [("1", "At the beginning"), *((str(n + 1), f"After “{each}”") for n, each in enumerate(sections, start=1))]


def section_conflicts(form: SectionForm, current: Section) -> list[tuple[str, str, str]]:
    """What differs between a typed section and the row as it stands now, options included."""
    typed = form.values()["options"]
    # The form has the level as a word, the row as a number: the helper would take them for different.
    is_same_level = form.values()["level"] == current.level
    rows = [row for row in forms.conflicts(form, current) if not (is_same_level and row[0] == form["level"].label)]
    for name, option in OPTIONS[SectionKind(current.kind)].items():
        ours, theirs = typed.get(name), current.options.get(name)
        if ours != theirs:
            found = Inspection.objects.visible_to(form.actor).filter(pk__in=_numbers(option, ours, theirs))
            titles = dict(found.values_list("pk", "title"))
            words = [_value_words(option, value, titles) if value else "" for value in (theirs, ours)]
            rows.append((option.label, words[0], words[1]))
    return rows


def _numbers(option: Option, *values: Any) -> list[int]:
    if option.type is OptionType.INSPECTION:
        return [value for value in values if value]
    if option.type is OptionType.INSPECTIONS:
        return [number for value in values for number in value or ()]
    return []


def file_name(paper: Paper, audience: Audience, extension: str) -> str:
    """ "hmicfrs-update-2022-03-31.docx", or "hmicfrs-update-2022-03-31-internal.docx"."""
    title = slugify(paper.title) or "paper"
    for_whom = "-internal" if audience is Audience.INTERNAL else ""
    return f"{title}-{paper.meeting.held_on.isoformat()}{for_whom}.{extension}"
