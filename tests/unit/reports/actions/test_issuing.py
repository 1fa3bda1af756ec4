import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, models, transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty, Role, roles_with
from jac_tracker.history import StaleEdit
from reports import actions
from reports.actions import NewRow
from reports.enums import IssueKind, Matter, PaperState, PaperVerb, SectionKind
from reports.models import Issue, IssuedCopy, IssuedFile, Paper, PaperEvent, Release
from reports.paper.blocks import Audience
from reports.paper.content import content_as_shown, content_of
from reports.paper.render import FORMATS
from reports.paper.stored import from_json
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_reference
from tests.factories.issues import issued, issued_by_hand, released
from tests.factories.people import SETTER_UP, Cast
from tests.factories.reports import add_section, make_short_paper, put_in_state
from tests.factories.templates import used_template

pytestmark = pytest.mark.django_db
SOON = NOON + timedelta(minutes=5)


@pytest.fixture
def paper(cast: Cast) -> Paper:
    """A short paper of one passage."""
    make_reference()
    return make_short_paper(cast)


@pytest.fixture
def dcc(cast: Cast) -> Actor:
    return cast.dcc.actor(TODAY)


@pytest.fixture
def secretary(cast: Cast) -> Actor:
    return cast.secretary.actor(TODAY)


def change(paper: Paper, **values: str) -> None:
    section = paper.sections.get()
    actions.change_section(section=section, values=values or {"before": "Otherwise."}, by=SETTER_UP, at=SOON)


# Release


def test_release_fixes_the_cut_off_and_is_bound_to_what_was_read(paper: Paper, dcc: Actor) -> None:
    shown = content_of(paper, NOON)

    release = actions.release_paper(paper=paper, shown=shown.fingerprint, shown_at=NOON, by=dcc, at=SOON)

    paper.refresh_from_db()
    event = PaperEvent.objects.latest("id")
    assert (paper.state, paper.cut_off_at) == (PaperState.RELEASED, NOON)
    assert (release.fingerprint, release.content, release.by_post_id) == (shown.fingerprint, shown.kept(), dcc.post_id)
    assert (event.verb, event.by_user_id, event.details) == (
        PaperVerb.RELEASE,
        dcc.user_id,
        {"fingerprint": shown.fingerprint},
    )
    assert content_of(paper, NOON).fingerprint == release.fingerprint


def test_what_changed_after_it_was_read_is_not_released(paper: Paper, dcc: Actor) -> None:
    shown = content_of(paper, NOON).fingerprint
    change(paper)

    with pytest.raises(StaleEdit):
        actions.release_paper(paper=paper, shown=shown, shown_at=NOON, by=dcc, at=SOON)

    paper.refresh_from_db()
    before = content_as_shown(paper, NOON)
    assert (paper.state, paper.cut_off_at, Release.objects.count()) == (PaperState.DRAFT, None, 0)
    assert before is not None and before.fingerprint == shown


@pytest.mark.parametrize("added_first", [True, False])
def test_it_can_be_shown_with_the_rows_that_were_chosen_then(paper: Paper, added_first: bool) -> None:
    section = add_section(paper, SectionKind.SINCE, "Since the last meeting")
    adding: dict[str, Any] = {"taken_out": {}, "added": NewRow(Matter.CONDUCTED, "A round table was held.")}
    choose = partial(actions.choose_rows, section=section, by=SETTER_UP, why="It matters")
    if added_first:
        choose(**adding, at=NOON)
    shown = content_of(paper, NOON).fingerprint
    choose(**({"taken_out": {}} if added_first else adding), at=SOON)

    before = content_as_shown(paper, NOON)

    assert before is not None and before.fingerprint == shown != content_of(paper, NOON).fingerprint


def test_it_can_be_shown_with_the_day_its_meeting_then_had(paper: Paper) -> None:
    shown = content_of(paper, NOON).fingerprint
    actions.change_meeting(meeting=paper.meeting, values={"held_on": date(2022, 4, 7)}, by=SETTER_UP, at=SOON)
    paper = Paper.objects.get(pk=paper.pk)

    before = content_as_shown(paper, NOON)

    assert before is not None and before.fingerprint == shown != content_of(paper, NOON).fingerprint


def test_a_moved_meeting_is_a_change_too(paper: Paper, dcc: Actor) -> None:
    shown = content_of(paper, NOON).fingerprint
    actions.change_meeting(meeting=paper.meeting, values={"held_on": date(2022, 4, 7)}, by=SETTER_UP, at=SOON)

    with pytest.raises(StaleEdit):
        actions.release_paper(paper=paper, shown=shown, shown_at=NOON, by=dcc, at=SOON)


def test_the_cut_off_that_liaison_set_stays(paper: Paper, dcc: Actor) -> None:
    actions.set_cut_off(paper=paper, cut_off_at=NOON, by=SETTER_UP, at=SOON)

    release = actions.release_paper(paper=paper, shown_at=SOON, by=dcc, at=SOON)

    assert release.cut_off_at == NOON


def test_a_cut_off_is_never_released_from_the_future(paper: Paper, dcc: Actor) -> None:
    with pytest.raises(NotPossible, match="cannot be in the future"):
        actions.release_paper(paper=paper, shown_at=SOON, by=dcc, at=NOON)


def test_a_paper_that_cannot_be_made_is_not_released(paper: Paper, dcc: Actor) -> None:
    add_section(paper, SectionKind.CONTACT_OFFICER, "Contact officer")
    actions.change_paper(paper=paper, values={"contact_post": None}, by=SETTER_UP, at=NOON)

    with pytest.raises(NotPossible, match=r"^The paper cannot be made yet\. Contact officer:"):
        actions.release_paper(paper=paper, by=dcc, at=NOON)


def test_what_is_released_is_released_again_only_where_it_reads_otherwise(paper: Paper, dcc: Actor) -> None:
    actions.release_paper(paper=paper, by=dcc, at=NOON)

    with pytest.raises(NotPossible, match="has been released as it reads now"):
        actions.release_paper(paper=paper, by=dcc, at=SOON)
    change(paper)
    actions.release_paper(paper=paper, by=dcc, at=SOON)

    first, second = Release.objects.all()
    assert first.fingerprint != second.fingerprint


def test_a_moved_meeting_sends_its_released_paper_back_to_draft(cast: Cast, paper: Paper) -> None:
    released(cast, paper)

    actions.change_meeting(meeting=paper.meeting, values={"place": "Lloyd House"}, by=SETTER_UP, at=SOON)
    paper.refresh_from_db()
    assert paper.state == PaperState.RELEASED

    actions.change_meeting(meeting=paper.meeting, values={"held_on": date(2022, 4, 7)}, by=SETTER_UP, at=SOON)
    paper.refresh_from_db()
    assert paper.state == PaperState.DRAFT


def test_the_dcc_sends_a_released_paper_back_with_a_reason(cast: Cast, paper: Paper, dcc: Actor) -> None:
    with pytest.raises(NotPossible, match="nothing to take back"):
        actions.return_paper(paper=paper, by=dcc, at=NOON, why="Wait.")
    released(cast, paper)
    with pytest.raises(NotPossible, match=r"^Say why"):
        actions.return_paper(paper=paper, by=dcc, at=NOON, why="")

    actions.return_paper(paper=paper, by=dcc, at=NOON, why="Wait for the letter.")

    paper.refresh_from_db()
    event = PaperEvent.objects.latest("id")
    assert (paper.state, event.verb, event.why) == (PaperState.DRAFT, PaperVerb.RETURN, "Wait for the letter.")


# Issue


def test_an_issue_keeps_document_figures_and_files_for_each_audience(paper: Paper, cast: Cast) -> None:
    issue = issued(cast, paper, at=SOON)

    paper.refresh_from_db()
    copies = {copy.audience: copy for copy in issue.copies.all()}
    assert (paper.state, issue.number, issue.kind, issue.cut_off_at) == (PaperState.ISSUED, 1, IssueKind.ISSUE, SOON)
    assert issue.by_post_id == cast.secretary.post.pk
    for audience in Audience:
        document = from_json(copies[audience].document)
        assert document == content_of(paper, SOON).documents[audience]
        assert copies[audience].figures["figures"]["open_now"] == 0
        for file in copies[audience].files.all():
            content = bytes(file.content)
            assert content == FORMATS[file.format].render(document)
            assert (file.sha256, file.size) == (hashlib.sha256(content).hexdigest(), len(content))
        assert sorted(file.format for file in copies[audience].files.all()) == sorted(FORMATS)
    names = sorted(IssuedFile.objects.filter(format="pdf").values_list("file_name", flat=True))
    assert names == ["hmicfrs-update-2022-03-31-internal.pdf", "hmicfrs-update-2022-03-31.pdf"]


def test_the_agenda_number_may_come_after_release_and_is_issued(paper: Paper, cast: Cast, secretary: Actor) -> None:
    released(cast, paper)
    actions.change_paper(paper=paper, values={"agenda_item": "06"}, by=secretary, at=NOON)

    issue = actions.issue_paper(paper=paper, by=secretary, at=NOON)

    assert issue.agenda_item == "06"
    assert from_json(issue.copies.all()[0].document).agenda_item == "06"


def test_nothing_is_issued_but_what_is_released(paper: Paper, cast: Cast, secretary: Actor) -> None:
    with pytest.raises(NotPossible, match=r"^The paper has not been released"):
        actions.issue_paper(paper=paper, by=secretary, at=NOON)
    released(cast, paper)
    change(paper)
    with pytest.raises(NotPossible, match=r"^The paper has not been released"):
        actions.issue_paper(paper=paper, by=secretary, at=NOON)

    assert Issue.objects.count() == 0


def test_a_paper_that_reads_otherwise_than_it_was_released_is_not_issued(
    paper: Paper, cast: Cast, secretary: Actor
) -> None:
    released(cast, paper)
    change(paper)
    put_in_state(paper, PaperState.RELEASED)  # as if by a change that the state was not told of

    with pytest.raises(actions.NotAsReleased) as refusal:
        actions.issue_paper(paper=paper, by=secretary, at=SOON)

    assert refusal.value.release == Release.objects.get()
    assert Issue.objects.count() == 0


def test_an_agenda_number_that_changed_meanwhile_is_told(paper: Paper, cast: Cast, secretary: Actor) -> None:
    released(cast, paper)
    shown = actions.digest_to_issue(paper, actions.released(paper), None)
    actions.change_paper(paper=paper, values={"agenda_item": "06"}, by=secretary, at=NOON)

    with pytest.raises(StaleEdit):
        actions.issue_paper(paper=paper, shown=shown, by=secretary, at=NOON)


@pytest.mark.parametrize("at_first", ["house template", "letterhead"])
def test_a_word_template_put_in_use_or_taken_away_meanwhile_is_told(
    paper: Paper, cast: Cast, secretary: Actor, at_first: str
) -> None:
    released(cast, paper)
    template = used_template() if at_first == "letterhead" else None
    shown = actions.digest_to_issue(paper, actions.released(paper), template)
    if template:
        actions.retire_template(template=template, by=SETTER_UP, at=NOON, why="Wrong address.")
    else:
        used_template()

    with pytest.raises(StaleEdit):
        actions.issue_paper(paper=paper, shown=shown, by=secretary, at=NOON)


def test_a_template_laid_out_anew_and_put_back_meanwhile_is_told(paper: Paper, cast: Cast, secretary: Actor) -> None:
    released(cast, paper)
    template = used_template()
    shown = actions.digest_to_issue(paper, actions.released(paper), template)
    actions.retire_template(template=template, by=SETTER_UP, at=NOON, why="Wrong section.")
    actions.lay_out_template(template=template, section=1, styles={}, by=SETTER_UP, at=NOON)
    actions.use_template(template=template, by=SETTER_UP, at=NOON)

    with pytest.raises(StaleEdit):
        actions.issue_paper(paper=paper, shown=shown, by=secretary, at=NOON)


def test_a_correction_is_another_version_with_a_note_on_every_page(paper: Paper, cast: Cast, secretary: Actor) -> None:
    first = issued(cast, paper)
    actions.start_correction(paper=paper, by=cast.liaison.actor(TODAY), at=NOON, why="A wrong date.")
    change(paper)
    released(cast, paper, at=SOON)
    with pytest.raises(NotPossible, match=r"^Say what is corrected"):
        actions.issue_paper(paper=paper, by=secretary, at=SOON)

    second = actions.issue_paper(paper=paper, note="The date of the letter.", by=secretary, at=SOON)

    document = from_json(second.copies.all()[0].document)
    assert (second.number, second.kind, second.note) == (2, IssueKind.CORRECTION, "The date of the letter.")
    assert document.notice == "Version 2, corrected on 1 March 2022: The date of the letter."
    assert list(Issue.objects.standing()) == [first, second]
    assert "To inform the committee." in str(first.copies.all()[0].document)


def test_a_withdrawal_takes_back_every_version_before_it(paper: Paper, cast: Cast, secretary: Actor) -> None:
    with pytest.raises(NotPossible, match="nothing to withdraw"):
        actions.withdraw_paper(paper=paper, note="Why?", by=secretary, at=NOON)
    issued_by_hand(paper)
    with pytest.raises(NotPossible, match=r"^Say why the paper is withdrawn"):
        actions.withdraw_paper(paper=paper, note="", by=secretary, at=NOON)

    withdrawal = actions.withdraw_paper(paper=paper, note="It names somebody.", by=secretary, at=NOON)

    paper.refresh_from_db()
    reader = cast.reader.actor(TODAY)
    assert (withdrawal.number, withdrawal.kind, paper.state) == (2, IssueKind.WITHDRAWAL, PaperState.WITHDRAWN)
    assert list(IssuedCopy.objects.visible_to(reader)) == []
    assert IssuedCopy.objects.visible_to(cast.liaison.actor(TODAY)).count() == 2
    assert list(Paper.objects.visible_to(reader)) == [paper]
    with pytest.raises(NotPossible, match="nothing to withdraw"):
        actions.withdraw_paper(paper=paper, note="Again", by=secretary, at=NOON)


def test_a_correction_is_started_of_what_was_issued_and_with_a_reason(paper: Paper, cast: Cast) -> None:
    liaison = cast.liaison.actor(TODAY)
    with pytest.raises(NotPossible, match="open already"):
        actions.start_correction(paper=paper, by=liaison, at=NOON, why="A wrong date.")
    issued_by_hand(paper)
    with pytest.raises(NotPossible, match=r"^Say what is to be put right"):
        actions.start_correction(paper=paper, by=liaison, at=NOON, why="")

    actions.start_correction(paper=paper, by=liaison, at=NOON, why="A wrong date.")

    paper.refresh_from_db()
    assert paper.state == PaperState.DRAFT
    assert IssuedCopy.objects.visible_to(cast.reader.actor(TODAY)).count() == 1  # what was issued stands


# Who, and what never changes

ACTS: dict[Duty, list[Callable[[Paper, Actor], Any]]] = {
    Duty.RELEASE_PAPER: [
        lambda paper, by: actions.release_paper(paper=paper, by=by, at=NOON),
        lambda paper, by: actions.return_paper(paper=paper, by=by, at=NOON, why="Wait."),
    ],
    Duty.ISSUE_PAPER: [
        lambda paper, by: actions.issue_paper(paper=paper, by=by, at=NOON),
        lambda paper, by: actions.withdraw_paper(paper=paper, note="Wrong.", by=by, at=NOON),
    ],
    Duty.DRAFT_PAPER: [lambda paper, by: actions.start_correction(paper=paper, by=by, at=NOON, why="Wrong.")],
}


@pytest.mark.parametrize("duty", ACTS)
def test_each_act_is_for_the_role_that_has_its_duty_and_nobody_else(cast: Cast, paper: Paper, duty: Duty) -> None:
    others = set(Role) - roles_with(duty)
    assert len(others) == 7

    for role in others:
        for act in ACTS[duty]:
            with pytest.raises(PermissionDenied):
                act(paper, cast.of(role).actor(TODAY))


@pytest.mark.parametrize("model", [Release, Issue, IssuedCopy, IssuedFile])
def test_the_database_refuses_to_change_or_remove_what_was_issued(paper: Paper, model: type[models.Model]) -> None:
    issued_by_hand(paper)
    rows: Any = models.QuerySet(model=model)
    column = {"Release": "fingerprint", "Issue": "note", "IssuedCopy": "audience", "IssuedFile": "sha256"}

    for act in (lambda: rows.update(**{column[model.__name__]: "x"}), lambda: rows._raw_delete("default")):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()
