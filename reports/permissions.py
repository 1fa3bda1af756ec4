"""What an actor may do with meetings and papers, as pages ask it. The actions ask for themselves."""

from collections.abc import Sequence

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from reports.enums import IssueKind, PaperState
from reports.models import CommitteeRequest, Issue, Paper


def may_keep_meetings(actor: Actor) -> bool:
    return actor.may(Duty.KEEP_MEETINGS) or actor.may(Duty.DRAFT_PAPER)


def may_keep_template(actor: Actor) -> bool:
    return actor.may(Duty.KEEP_TEMPLATE)


def may_start(actor: Actor) -> bool:
    return actor.may(Duty.DRAFT_PAPER)


def may_draft(actor: Actor, paper: Paper) -> bool:
    """Whether the actor may change the paper's content: it is theirs to write, and yet to be issued."""
    return actor.may(Duty.DRAFT_PAPER) and is_open(paper)


def may_number(actor: Actor, paper: Paper) -> bool:
    """Whether the actor may give the paper its agenda number."""
    return may_draft(actor, paper) or (actor.may(Duty.KEEP_MEETINGS) and is_open(paper))


def is_open(paper: Paper) -> bool:
    """Whether the paper is yet to be issued, for the first time or again."""
    return paper.state in (PaperState.DRAFT, PaperState.RELEASED)


def may_release(actor: Actor, paper: Paper) -> bool:
    return actor.may(Duty.RELEASE_PAPER) and is_open(paper)


def may_check(actor: Actor) -> bool:
    """Whether the actor may read what the checks find in a paper: they tell of what is not for every reader."""
    return actor.may(Duty.SEE_EVERYTHING) and may_see_internal(actor)


def may_take_back(actor: Actor, paper: Paper) -> bool:
    """Whether the actor may send the released paper back to draft."""
    return actor.may(Duty.RELEASE_PAPER) and paper.state == PaperState.RELEASED


def may_issue(actor: Actor, paper: Paper) -> bool:
    return actor.may(Duty.ISSUE_PAPER) and paper.state == PaperState.RELEASED


def may_withdraw(actor: Actor, versions: Sequence[Issue]) -> bool:
    """Whether the actor may withdraw what was issued: the versions of one paper, the newest first."""
    return actor.may(Duty.ISSUE_PAPER) and bool(versions) and versions[0].kind != IssueKind.WITHDRAWAL


def may_correct(actor: Actor, paper: Paper) -> bool:
    """Whether the actor may open the issued paper to put it right."""
    return actor.may(Duty.DRAFT_PAPER) and not is_open(paper)


def may_see_internal(actor: Actor) -> bool:
    """Internal papers are for those who read drafts."""
    return actor.may(Duty.READ_DRAFT_PAPERS)


def reads_as_issued(actor: Actor, paper: Paper) -> bool:
    """Whether the actor is given the paper as it was issued, and not as it is being drafted."""
    return not may_see_internal(actor) or not is_open(paper)


def may_clear(actor: Actor, request: CommitteeRequest) -> bool:
    """Whether the actor says what public papers tell of a request: of what was asked in private they tell nothing."""
    return actor.may(Duty.DRAFT_PAPER) and not request.is_private
