"""The objects that the addresses of the route table name: one of each, open to everybody who may see any."""

from datetime import date
from typing import Any

from jac_tracker.accounts.models import Holding
from recommendations import actions
from recommendations.enums import ActionStatus, Status
from reports import actions as papers
from reports.enums import Matter, NoteKind, SectionKind
from tests.conftest import NOON, TODAY
from tests.factories.actions import make_action
from tests.factories.expunctions import make_expunction
from tests.factories.files import kept_file
from tests.factories.inspections import make_hanging, make_publication, make_reference
from tests.factories.issues import issued_by_hand, released
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import make_evidence, make_recommendation, make_update
from tests.factories.reports import make_paper
from tests.factories.requests import make_request, settle
from tests.factories.templates import make_template

Targets = dict[str, Any]
DECEMBER, JUNE = date(2021, 12, 22), date(2022, 6, 30)


def make_targets(cast: Cast) -> Targets:
    """Key of the table -> what stands in the address."""
    reference = make_reference()
    publication = make_publication(framework=reference.peel)
    hanging = make_hanging(publication)
    item = make_recommendation(cast, publication)
    update = make_update(cast, item, at=NOON)
    actions.write_wording(update=update, text="Training has begun.", by=cast.liaison.actor(TODAY), at=NOON)
    left = actions.NoteTyped(item, "Tom knows where the minutes are.")
    actions.leave_notes(post=cast.owner.post, notes=[left], by=cast.liaison.actor(TODAY), at=NOON)
    evidence = make_evidence(cast, item, reference="", file=kept_file(), at=NOON)
    action = make_action(cast, item, at=NOON)
    done_action = make_action(cast, item, ActionStatus.DONE, at=NOON)
    not_applicable, in_error = make_recommendation(cast, publication), make_recommendation(cast, publication)
    proposal: dict[str, Any] = {"by": cast.second_liaison.actor(TODAY), "at": NOON, "why": "We have no such unit."}
    actions.propose_not_applicable(recommendation=not_applicable, portfolio=cast.crime, **proposal)
    actions.propose_in_error(recommendation=in_error, **proposal)
    own_not_applicable, own_in_error = make_recommendation(cast, publication), make_recommendation(cast, publication)
    proposal["by"] = cast.liaison.actor(TODAY)
    actions.propose_not_applicable(recommendation=own_not_applicable, portfolio=cast.crime, **proposal)
    actions.propose_in_error(recommendation=own_in_error, **proposal)
    claimed = make_recommendation(cast, publication, Status.WITH_DCC)
    paper = make_paper(cast)
    to_issue, issue = released(cast, make_paper(cast, DECEMBER)), issued_by_hand(make_paper(cast, JUNE))
    rows_section = paper.sections.get(kind=SectionKind.SINCE)
    papers.choose_rows(
        section=rows_section,
        taken_out={"closed:0:0": Matter.CLOSED},
        added=papers.NewRow(Matter.CLOSED, "One more is expected."),
        by=SETTER_UP,
        at=NOON,
        why="As agreed",
    )
    asked = make_request(cast, to_issue.meeting, paper.meeting, items=[item])
    settled = settle(make_request(cast, to_issue.meeting, paper.meeting), by=SETTER_UP)
    note = papers.add_note(
        meeting=to_issue.meeting, kind=NoteKind.LATE_PAPER, words="Figures of the day.", by=SETTER_UP, at=NOON
    )
    return {
        "role": "liaison",
        "person": cast.owner.user.pk,
        "portfolio": cast.crime.pk,
        "board": actions.add_board(name="Crime board", by=cast.liaison.actor(TODAY), at=NOON).pk,
        "post": cast.owner.post.pk,
        "holding": Holding.objects.get(post=cast.owner.post).pk,
        "inspection": publication.inspection_id,
        "publication": publication.pk,
        "milestone": hanging.milestone.pk,
        "cause": hanging.cause.pk,
        "reply": hanging.reply.pk,
        "phase": hanging.phase.pk,
        "framework": reference.peel.pk,
        "reference": item.reference,
        "act": item.events.earliest("at").act,
        "update": update.pk,
        "action": action.number,
        "done_action": done_action.number,
        "evidence": evidence.number,
        "not_applicable": not_applicable.reference,
        "in_error": in_error.reference,
        "own_not_applicable": own_not_applicable.reference,
        "own_in_error": own_in_error.reference,
        "claimed": claimed.reference,
        "closure_level": actions.add_closure_level(name="Level 1", by=SETTER_UP, at=NOON).pk,
        "expunction": make_expunction(cast, "every crime").pk,
        "meeting": paper.meeting.held_on,
        "section": paper.sections.earliest("position").pk,
        "released_meeting": to_issue.meeting.held_on,
        "issued_meeting": issue.paper.meeting.held_on,
        "version": issue.number,
        "rows_section": rows_section.pk,
        "format": "html",
        "template": make_template().pk,
        "request": asked.pk,
        "settled_request": settled.pk,
        "noted_meeting": to_issue.meeting.held_on,
        "note": note.pk,
    }
