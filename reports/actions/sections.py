"""Changes to the tree of sections. The paper's row is the lock: two people cannot re-order one tree at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from inspections.models import Inspection
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import record, refuse_stale
from reports.actions.papers import back_to_draft, drafter, refuse_fixed, still_open
from reports.enums import PaperVerb, SectionKind
from reports.models import Paper, PaperEvent, RowChoice, Section
from reports.rules import options as option_rules
from reports.rules.tree import DEEPEST, Place, Way, end_of_branch, moved, too_deep

SECTION_FIELDS = ("heading", "level", "is_numbered", "kind", "options", "before", "after", "is_standing")


@transaction.atomic
def add_section(
    *,
    paper: Paper,
    kind: SectionKind,
    heading: str = "",
    level: int = 1,
    is_numbered: bool = False,
    options: Mapping[str, Any] | None = None,
    before: str = "",
    after: str = "",
    is_standing: bool = False,
    position: int | None = None,
    by: Actor,
    at: datetime,
) -> Section:
    """A new section, at the end or as the `position`-th of all.

    Raises NotPossible for a level that jumps, an option the kind does not have, or an inspection the actor may not see.
    """
    by = drafter(by)
    paper = still_open(paper)
    section = Section(
        paper=paper,
        level=level,
        is_numbered=is_numbered,
        heading=heading,
        kind=kind,
        options=dict(options or {}),
        before=before,
        after=after,
        is_standing=is_standing,
    )
    sections = list(paper.sections.all())
    _add(sections, section, position, by)
    _save(paper, sections, PaperVerb.ADD_SECTION, by, at)
    return section


@transaction.atomic
def change_section(
    *, section: Section, values: Mapping[str, Any], shown: str | None = None, by: Actor, at: datetime, why: str = ""
) -> Section:
    """Change a section. A new level takes its sub-sections along.

    Raises StaleEdit, and NotPossible as `add_section` does, or where the section has been removed.
    """
    by = drafter(by)
    sections, place = _locked(section)
    section = sections[place]
    refuse_stale(section, SECTION_FIELDS, shown)
    _change(sections, place, values, by)
    _save(section.paper, sections, PaperVerb.CHANGE_SECTION, by, at, why)
    return section


def sections_if_added(
    *, paper: Paper, kind: SectionKind, position: int, actor: Actor, **values: Any
) -> tuple[list[Section], int]:
    """The sections as `add_section` would leave them, and the place of the new one, of which nothing is saved.

    Raises NotPossible as it does.
    """
    by = drafter(actor)
    refuse_fixed(paper)
    section = Section(paper=paper, kind=kind, **values)
    sections = list(paper.sections.all())
    _add(sections, section, position, by)
    return sections, sections.index(section)


def sections_if_changed(*, section: Section, values: Mapping[str, Any], actor: Actor) -> tuple[list[Section], int]:
    """The sections as `change_section` would leave them, and the place of this one, of which nothing is saved.

    Raises NotPossible as it does; whether somebody else has changed the section is not asked.
    """
    by = drafter(actor)
    refuse_fixed(section.paper)
    sections, place = _placed(section)
    _change(sections, place, values, by)
    return sections, place


@transaction.atomic
def move_section(*, section: Section, way: Way, by: Actor, at: datetime) -> Section:
    """Move a section one step, and its sub-sections with it: past the neighbour of its level, or one level in or out.

    Raises NotPossible where there is no such neighbour or level, or where the section has been removed.
    """
    by = drafter(by)
    sections, place = _locked(section)
    section = sections[place]
    tree = moved([each.level for each in sections], place, way)
    if tree is None:
        raise NotPossible(f"“{section}” is already the {'first' if way is Way.UP else 'last'} of its level here.")
    if way is Way.OUT and section.level == 1:
        raise NotPossible(f"“{section}” is already at the first level.")
    sections = [sections[index] for index, _ in tree]
    for each, (_, level) in zip(sections, tree, strict=True):
        each.level = level
    _refuse_jump(sections)
    _save(section.paper, sections, PaperVerb.MOVE_SECTION, by, at)
    return section


@transaction.atomic
def remove_section(*, section: Section, by: Actor, at: datetime, why: str) -> None:
    """Take a section out of its paper. Raises NotPossible where it has sub-sections, or is gone already."""
    by = drafter(by)
    sections, place = _locked(section)
    section = sections[place]
    if end_of_branch([each.level for each in sections], place) > place + 1:
        raise NotPossible(f"“{section}” has sections under it. Move or remove them first.")
    paper = section.paper
    del sections[place]
    _refuse_jump(sections)
    gone = [*section.row_choices.all(), section]
    _save(paper, sections, PaperVerb.REMOVE_SECTION, by, at, why, removed=gone)


def _locked(section: Section) -> tuple[list[Section], int]:
    """Every section of the paper, read again under the lock, and the place of this one among them."""
    still_open(section.paper)
    return _placed(section)


def _placed(section: Section) -> tuple[list[Section], int]:
    sections = list(Section.objects.filter(paper=section.paper_id).select_related("paper__meeting"))
    for place, each in enumerate(sections):
        if each.pk == section.pk:
            return sections, place
    raise NotPossible("Somebody else has removed this section.")


def _add(sections: list[Section], section: Section, position: int | None, by: Actor) -> None:
    _refuse_options(section, by)
    sections.insert(len(sections) if position is None else max(position - 1, 0), section)
    _refuse_jump(sections)


def _change(sections: Sequence[Section], place: int, values: Mapping[str, Any], by: Actor) -> None:
    section = sections[place]
    deeper = values.get("level", section.level) - section.level
    for each in sections[place : end_of_branch([each.level for each in sections], place)]:
        each.level += deeper
    for field in SECTION_FIELDS:
        if field != "level":
            setattr(section, field, values.get(field, getattr(section, field)))
    _refuse_options(section, by)
    _refuse_jump(sections)


def _save(
    paper: Paper,
    sections: Sequence[Section],
    verb: PaperVerb,
    by: Actor,
    at: datetime,
    why: str = "",
    removed: Sequence[Section | RowChoice] = (),
) -> None:
    for position, each in enumerate(sections, start=1):
        each.position = position
    event = PaperEvent(verb=verb, meeting=paper.meeting)
    event = record(sections, by=by, at=at, why=why, event=event, removed=removed)
    if Section.history.filter(act=event.act).exists():  # a form that is saved as it was shown changes nothing
        back_to_draft(paper, event, by=by)


def _refuse_options(section: Section, by: Actor) -> None:
    for fault in option_rules.faults(SectionKind(section.kind), section.options):
        raise NotPossible(fault)
    named = option_rules.inspections_named(SectionKind(section.kind), section.options)
    if named and Inspection.objects.visible_to(by).filter(pk__in=named).count() < len(named):
        raise NotPossible("Choose inspections that are in the register.")


def _refuse_jump(sections: Sequence[Section]) -> None:
    if any(not 1 <= each.level <= DEEPEST for each in sections):
        raise NotPossible(f"Sections have levels from 1 to {DEEPEST}, and those under this one would go beyond.")
    jump = too_deep([Place(each.level, bool(each.heading)) for each in sections])
    if jump is not None:
        raise NotPossible(
            f"“{sections[jump]}” would stand more than one level below the heading before it. "
            "Headings go down one level at a time."
        )
