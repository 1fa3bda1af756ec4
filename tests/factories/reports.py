"""Meetings and papers for tests."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from jac_tracker.accounts.actor import Actor
from jac_tracker.history import record
from reports import actions
from reports.enums import PaperState, PaperVerb, SectionKind
from reports.models import Meeting, Paper, PaperEvent, Section
from tests.conftest import NOON, TODAY
from tests.factories.issues import issued_by_hand
from tests.factories.people import SETTER_UP, Cast

MARCH = date(2022, 3, 31)


def make_meeting(held_on: date = MARCH, *, at: datetime = NOON) -> Meeting:
    """A meeting of the committee."""
    return actions.add_meeting(held_on=held_on, by=SETTER_UP, at=at)


def make_paper(cast: Cast, held_on: date = MARCH, *, at: datetime = NOON, **values: Any) -> Paper:
    """The paper for a new meeting, started by the liaison officer, with the usual sections."""
    meeting = make_meeting(held_on, at=at)
    return actions.start_paper(meeting=meeting, by=cast.liaison.actor(TODAY), at=at, **values)


def make_empty_paper(cast: Cast, held_on: date = MARCH, *, at: datetime = NOON, **values: Any) -> Paper:
    """A paper without sections."""
    paper = make_paper(cast, held_on, at=at, **values)
    for section in sorted(paper.sections.all(), key=lambda each: -each.position):
        actions.remove_section(section=section, by=SETTER_UP, at=at, why="A clean sheet")
    return paper


def make_short_paper(cast: Cast) -> Paper:
    """A paper of one passage."""
    paper = make_empty_paper(cast)
    add_section(paper, SectionKind.NARRATIVE, "Purpose", before="To inform the committee.")
    return paper


def add_section(paper: Paper, kind: SectionKind, heading: str = "", *, at: datetime = NOON, **values: Any) -> Section:
    """A section at the end of the paper."""
    return actions.add_section(paper=paper, kind=kind, heading=heading, by=SETTER_UP, at=at, **values)


@transaction.atomic
def put_in_state(paper: Paper, state: PaperState, by: Actor = SETTER_UP) -> Paper:
    """A paper as release or issue leave it."""
    if state == PaperState.ISSUED:
        issued_by_hand(paper, by=by)
        return paper
    paper.state = state
    record([paper], by=by, at=NOON, event=PaperEvent(verb=PaperVerb.CHANGE_PAPER, meeting=paper.meeting))
    return paper
