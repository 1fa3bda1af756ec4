"""Meetings and papers for tests, and a register small enough to read in one look."""

from django.db import transaction

from jac_tracker.accounts.actor import Actor
from jac_tracker.history import record
from reports.enums import PaperState, PaperVerb
from reports.models import Paper, PaperEvent
from tests.conftest import NOON


@transaction.atomic
def put_in_state(paper: Paper, state: PaperState, by: Actor) -> Paper:
    """A paper as release or issue leave it."""
    paper.state = state
    record([paper], by=by, at=NOON, event=PaperEvent(verb=PaperVerb.CHANGE_PAPER, meeting=paper.meeting))
    return paper
