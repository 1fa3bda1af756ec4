"""The objects that the addresses of the route table name: one of each, open to everybody who may see any."""

from datetime import date
from typing import Any

from inspections.models import Publication
from jac_tracker.accounts import actions as tokens
from jac_tracker.accounts.enums import TokenPurpose
from jac_tracker.accounts.models import Holding
from recommendations import actions
from recommendations.enums import ActionStatus, Status
from recommendations.models import Recommendation
from reports import actions as papers
from reports.enums import Matter, NoteKind, SectionKind
from tests.conftest import NOON, TODAY
from tests.factories.actions import make_action
from tests.factories.expunctions import make_expunction
from tests.factories.files import kept_file
from tests.factories.inspections import make_hanging, make_publication, make_reference
from tests.factories.intakes import make_intake
from tests.factories.issues import issued_by_hand, released
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import make_evidence, make_recommendation, make_update
from tests.factories.reports import make_paper
from tests.factories.requests import make_request, settle
from tests.factories.templates import make_template
from tests.factories.their_lists import compared_with, make_reconciliation, their_row

Targets = dict[str, Any]
DECEMBER, JUNE = date(2021, 12, 22), date(2022, 6, 30)


def make_targets(cast: Cast) -> Targets:
    """Key of the table -> what stands in the address."""
    reference = make_reference()
    publication = make_publication(framework=reference.peel)
    item = make_recommendation(cast, publication)
    return {
        "role": "liaison",
        "sheet": "csv",
        "person": cast.owner.user.pk,
        "portfolio": cast.crime.pk,
        "board": actions.add_board(name="Crime board", by=cast.liaison.actor(TODAY), at=NOON).pk,
        "post": cast.owner.post.pk,
        "holding": Holding.objects.get(post=cast.owner.post).pk,
        "framework": reference.peel.pk,
        "closure_level": actions.add_closure_level(name="Level 1", by=SETTER_UP, at=NOON).pk,
        "template": make_template().pk,
        **_tokens(cast),
        **_reports(publication),
        **_items(cast, item),
        **_proposed(cast, publication),
        **_papers(cast, item),
        "intake": make_intake(cast).pk,
        **_reconciled(cast),
        "expunction": make_expunction(cast, "every crime").pk,
    }


def _reconciled(cast: Cast) -> Targets:
    """HMICFRS's list, and a row of it."""
    row = their_row(Status="Nearly"), their_row()
    found = compared_with(cast.liaison.actor(TODAY), *row).rows
    alone = next(each for each in found if each.row)
    return {"reconciliation": make_reconciliation(cast, *row).pk, "row_of_a_list": alone.digest}


def _tokens(cast: Cast) -> Targets:
    """The address of a calendar, a calendar to revoke, and a token: good for as long as the tests can think of."""
    of: dict[str, Any] = {"purpose": TokenPurpose.CALENDAR, "name": "Calendar", "expires_on": date(2099, 12, 31)}
    _another, secret = tokens.make_token(**of, by=cast.second_liaison.actor(TODAY), at=NOON)
    token, _secret = tokens.make_token(**of, by=cast.liaison.actor(TODAY), at=NOON)
    for_programs = {**of, "purpose": TokenPurpose.API}
    _for_programs, api_secret = tokens.make_token(**for_programs, by=cast.liaison.actor(TODAY), at=NOON)
    return {"calendar": secret, "token": token.pk, "secret of the API": api_secret}


def _reports(publication: Publication) -> Targets:
    hanging = make_hanging(publication)
    return {
        "inspection": publication.inspection_id,
        "publication": publication.pk,
        "milestone": hanging.milestone.pk,
        "cause": hanging.cause.pk,
        "reply": hanging.reply.pk,
        "phase": hanging.phase.pk,
    }


def _items(cast: Cast, item: Recommendation) -> Targets:
    """An item with a row of each kind, and one that is claimed."""
    by = cast.liaison.actor(TODAY)
    update = make_update(cast, item, at=NOON)
    actions.write_wording(update=update, text="Training has begun.", by=by, at=NOON)
    left = actions.NoteTyped(item, "Tom knows where the minutes are.")
    actions.leave_notes(post=cast.owner.post, notes=[left], by=by, at=NOON)
    return {
        "reference": item.reference,
        "act": item.events.earliest("at").act,
        "update": update.pk,
        "evidence": make_evidence(cast, item, reference="", file=kept_file(), at=NOON).number,
        "action": make_action(cast, item, at=NOON).number,
        "done_action": make_action(cast, item, ActionStatus.DONE, at=NOON).number,
        "claimed": make_recommendation(cast, item.publication, Status.WITH_DCC).reference,
    }


def _proposed(cast: Cast, publication: Publication) -> Targets:
    """Items on which somebody proposed something: a second liaison officer, and the one who asks."""
    targets: Targets = {}
    for prefix, by in (("", cast.second_liaison), ("own_", cast.liaison)):
        not_applicable, in_error = (make_recommendation(cast, publication) for _ in range(2))
        proposal: dict[str, Any] = {"by": by.actor(TODAY), "at": NOON, "why": "We have no such unit."}
        actions.propose_not_applicable(recommendation=not_applicable, portfolio=cast.crime, **proposal)
        actions.propose_in_error(recommendation=in_error, **proposal)
        targets |= {
            f"{prefix}not_applicable": not_applicable.reference,
            f"{prefix}in_error": in_error.reference,
        }
    return targets


def _papers(cast: Cast, item: Recommendation) -> Targets:
    """A draft with rows chosen, a paper to issue, one issued, and what the committee asked for."""
    paper = make_paper(cast)
    to_issue, issue = released(cast, make_paper(cast, DECEMBER)), issued_by_hand(make_paper(cast, JUNE))
    rows_section = paper.sections.get(kind=SectionKind.SINCE)
    by: dict[str, Any] = {"by": SETTER_UP, "at": NOON}
    papers.choose_rows(
        section=rows_section,
        taken_out={"closed:0:0": Matter.CLOSED},
        added=papers.NewRow(Matter.CLOSED, "One more is expected."),
        why="As agreed",
        **by,
    )
    note = papers.add_note(meeting=to_issue.meeting, kind=NoteKind.LATE_PAPER, words="Figures of the day.", **by)
    return {
        "meeting": paper.meeting.held_on,
        "section": paper.sections.earliest("position").pk,
        "rows_section": rows_section.pk,
        "released_meeting": to_issue.meeting.held_on,
        "issued_meeting": issue.paper.meeting.held_on,
        "version": issue.number,
        "format": "html",
        "request": make_request(cast, to_issue.meeting, paper.meeting, items=[item]).pk,
        "settled_request": settle(make_request(cast, to_issue.meeting, paper.meeting), by=SETTER_UP).pk,
        "noted_meeting": to_issue.meeting.held_on,
        "note": note.pk,
    }
