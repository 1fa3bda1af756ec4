"""What an actor may do with meetings and papers, as pages ask it. The actions ask for themselves."""

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from reports.enums import PaperState
from reports.models import Paper


def may_keep_meetings(actor: Actor) -> bool:
    return actor.may(Duty.KEEP_MEETINGS) or actor.may(Duty.DRAFT_PAPER)


def may_start(actor: Actor) -> bool:
    return actor.may(Duty.DRAFT_PAPER)


def may_draft(actor: Actor, paper: Paper) -> bool:
    """Whether the actor may change the paper's content: it is a draft, and theirs to write."""
    return actor.may(Duty.DRAFT_PAPER) and paper.state == PaperState.DRAFT


def may_number(actor: Actor, paper: Paper) -> bool:
    """Whether the actor may give the paper its agenda number."""
    return may_draft(actor, paper) or (actor.may(Duty.KEEP_MEETINGS) and paper.state == PaperState.DRAFT)


def may_see_internal(actor: Actor) -> bool:
    """Internal papers are for those who read drafts."""
    return actor.may(Duty.READ_DRAFT_PAPERS)
