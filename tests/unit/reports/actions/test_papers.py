from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Role
from jac_tracker.dates import end_of_day
from jac_tracker.history import StaleEdit, digest
from reports import actions
from reports.enums import PaperState, PaperVerb, SectionKind
from reports.models import Meeting, Paper, PaperEvent, Section
from reports.rules.default_tree import DEFAULT_TREE
from reports.rules.tree import Way
from tests.conftest import NOON, TODAY
from tests.factories.people import Cast
from tests.factories.reports import put_in_state

DECEMBER, MARCH = date(2021, 12, 22), date(2022, 3, 31)
FEBRUARY = datetime(2022, 2, 25, 17, tzinfo=UTC)


@pytest.fixture
def december(cast: Cast) -> Meeting:
    return actions.add_meeting(held_on=DECEMBER, by=cast.liaison.actor(TODAY), at=NOON)


@pytest.fixture
def march(cast: Cast, december: Meeting) -> Meeting:
    return actions.add_meeting(held_on=MARCH, by=cast.liaison.actor(TODAY), at=NOON)


@pytest.fixture
def paper(cast: Cast, march: Meeting) -> Paper:
    return actions.start_paper(meeting=march, agenda_item="08", by=cast.liaison.actor(TODAY), at=NOON)


def test_the_first_paper_starts_from_the_default_sections(cast: Cast, paper: Paper) -> None:
    kinds = [section.kind for section in paper.sections.all()]

    assert kinds == [plan.kind for plan in DEFAULT_TREE]
    assert (paper.agenda_item, paper.contact_post) == ("08", cast.liaison.post)


def test_a_later_paper_starts_from_the_last_ones_sections(cast: Cast, december: Meeting, march: Meeting) -> None:
    liaison = cast.liaison.actor(TODAY)
    last = actions.start_paper(meeting=december, contact_post=cast.second_liaison.post, by=liaison, at=NOON)
    for section in last.sections.all():
        actions.change_section(section=section, values={"before": "Written in December."}, by=liaison, at=NOON)
    notified = last.sections.get(kind=SectionKind.NOTIFIED)
    actions.change_section(section=notified, values={"options": {"marker": "i."}}, by=liaison, at=NOON)

    paper = actions.start_paper(meeting=march, by=liaison, at=NOON)

    shape = ("kind", "heading", "level", "is_numbered", "position", "options")
    assert list(paper.sections.values_list(*shape)) == list(last.sections.values_list(*shape))
    assert paper.contact_post == cast.second_liaison.post
    assert {s.kind for s in paper.sections.all() if s.before} == {SectionKind.NARRATIVE}


def test_a_meeting_has_one_paper(cast: Cast, march: Meeting, paper: Paper) -> None:
    with pytest.raises(NotPossible, match=r"^This meeting has a paper already\.$"):
        actions.start_paper(meeting=march, by=cast.liaison.actor(TODAY), at=NOON)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.LIAISON}))
def test_only_liaison_drafts(cast: Cast, paper: Paper, role: Role) -> None:
    actor = cast.of(role).actor(TODAY)

    with pytest.raises(PermissionDenied):
        actions.change_paper(paper=paper, values={"title": "Mine"}, by=actor, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.set_cut_off(paper=paper, cut_off_at=FEBRUARY, by=actor, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.add_section(paper=paper, kind=SectionKind.NARRATIVE, by=actor, at=NOON)


def test_the_secretary_gives_the_agenda_number_and_nothing_else(cast: Cast, paper: Paper) -> None:
    secretary = cast.secretary.actor(TODAY)

    actions.change_paper(paper=paper, values={"agenda_item": "12"}, by=secretary, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.change_paper(paper=paper, values={"agenda_item": "13", "title": "Mine"}, by=secretary, at=NOON)

    paper.refresh_from_db()
    assert (paper.agenda_item, paper.title) == ("12", "HMICFRS Update")


def test_a_stale_change_is_refused(cast: Cast, paper: Paper) -> None:
    liaison = cast.liaison.actor(TODAY)
    shown = digest(paper, actions.PAPER_FIELDS)
    actions.change_paper(paper=paper, values={"title": "One"}, shown=shown, by=liaison, at=NOON)

    with pytest.raises(StaleEdit):
        actions.change_paper(paper=paper, values={"title": "Two"}, shown=shown, by=liaison, at=NOON)


@pytest.mark.parametrize("state", [PaperState.ISSUED, PaperState.WITHDRAWN])
def test_a_paper_that_has_been_issued_is_fixed(cast: Cast, paper: Paper, state: PaperState) -> None:
    liaison = cast.liaison.actor(TODAY)
    put_in_state(paper, state, liaison)
    section = paper.sections.first()
    assert section is not None

    for act in changes(paper, section, liaison):
        with pytest.raises(NotPossible, match=f"has been {state.label.lower()}, so its content is fixed"):
            act()


@pytest.mark.parametrize("number", range(6))
def test_any_change_sends_a_released_paper_back_to_draft_and_says_so(cast: Cast, paper: Paper, number: int) -> None:
    liaison = cast.liaison.actor(TODAY)
    put_in_state(paper, PaperState.RELEASED, liaison)
    section = paper.sections.filter(level=1).first()
    assert section is not None

    changes(paper, section, liaison)[number]()

    paper.refresh_from_db()
    back = PaperEvent.objects.latest("id")
    assert (paper.state, back.verb) == (PaperState.DRAFT, PaperVerb.CHANGE_AFTER_RELEASE)
    assert back.details == {"changed by": PaperEvent.objects.order_by("-id")[1].verb}


def test_the_agenda_number_and_what_changes_nothing_leave_a_release_as_it_is(cast: Cast, paper: Paper) -> None:
    liaison = cast.liaison.actor(TODAY)
    put_in_state(paper, PaperState.RELEASED, liaison)
    section = paper.sections.first()
    assert section is not None

    actions.change_paper(paper=paper, values={"agenda_item": "06"}, by=cast.secretary.actor(TODAY), at=NOON)
    actions.change_paper(paper=paper, values={"title": paper.title, "agenda_item": "07"}, by=liaison, at=NOON)
    actions.set_cut_off(paper=paper, cut_off_at=paper.cut_off_at, by=liaison, at=NOON)
    actions.change_section(section=section, values={"heading": section.heading}, by=liaison, at=NOON)

    paper.refresh_from_db()
    assert (paper.state, paper.agenda_item) == (PaperState.RELEASED, "07")


def changes(paper: Paper, section: Section, liaison: Actor) -> list[Callable[[], object]]:
    """One of each way to change the content of a paper."""
    return [
        lambda: actions.change_paper(paper=paper, values={"title": "Mine"}, by=liaison, at=NOON),
        lambda: actions.set_cut_off(paper=paper, cut_off_at=FEBRUARY, by=liaison, at=NOON),
        lambda: actions.add_section(paper=paper, kind=SectionKind.NARRATIVE, by=liaison, at=NOON),
        lambda: actions.change_section(section=section, values={"heading": "Mine"}, by=liaison, at=NOON),
        lambda: actions.move_section(section=section, way=Way.DOWN, by=liaison, at=NOON),
        lambda: actions.remove_section(section=section, by=liaison, at=NOON, why="No"),
    ]


def test_the_period_starts_elsewhere_only_with_a_reason(cast: Cast, paper: Paper) -> None:
    liaison = cast.liaison.actor(TODAY)
    since = end_of_day(date(2022, 1, 31))

    with pytest.raises(NotPossible, match=r"^Say why the period starts"):
        actions.change_paper(paper=paper, values={"since_at": since}, by=liaison, at=NOON)
    actions.change_paper(paper=paper, values={"since_at": since, "since_reason": "Extra"}, by=liaison, at=NOON)
    paper.refresh_from_db()
    assert (paper.since_at, paper.since_reason) == (since, "Extra")

    actions.change_paper(paper=paper, values={"since_at": None}, by=liaison, at=NOON)
    paper.refresh_from_db()
    assert (paper.since_at, paper.since_reason) == (None, "")


def test_the_period_does_not_start_in_the_future(cast: Cast, paper: Paper) -> None:
    values = {"since_at": NOON, "since_reason": "Extra"}

    with pytest.raises(NotPossible, match="must start before"):
        actions.change_paper(paper=paper, values=values, by=cast.liaison.actor(TODAY), at=NOON)


def test_a_cut_off_is_set_and_taken_away(cast: Cast, paper: Paper) -> None:
    liaison = cast.liaison.actor(TODAY)

    actions.set_cut_off(paper=paper, cut_off_at=FEBRUARY, by=liaison, at=NOON)
    paper.refresh_from_db()
    assert paper.cut_off_at == FEBRUARY

    actions.set_cut_off(paper=paper, cut_off_at=None, by=liaison, at=NOON)
    paper.refresh_from_db()
    assert paper.cut_off_at is None


def test_a_cut_off_is_never_in_the_future(cast: Cast, paper: Paper) -> None:
    liaison = cast.liaison.actor(TODAY)

    actions.set_cut_off(paper=paper, cut_off_at=NOON, by=liaison, at=NOON)
    with pytest.raises(NotPossible, match=r"^The cut-off cannot be in the future\.$"):
        actions.set_cut_off(paper=paper, cut_off_at=NOON + timedelta(seconds=1), by=liaison, at=NOON)


def test_a_cut_off_comes_after_the_last_papers(cast: Cast, december: Meeting, paper: Paper) -> None:
    liaison = cast.liaison.actor(TODAY)
    day_of_the_meeting = end_of_day(DECEMBER)

    with pytest.raises(NotPossible, match=r"22 December 2021 at 11.59pm: where the last paper ended"):
        actions.set_cut_off(paper=paper, cut_off_at=day_of_the_meeting, by=liaison, at=NOON)
    actions.set_cut_off(paper=paper, cut_off_at=day_of_the_meeting + timedelta(seconds=1), by=liaison, at=NOON)
