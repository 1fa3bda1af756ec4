from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.roles import Role
from jac_tracker.history import StaleEdit, digest
from reports import actions
from reports.enums import PaperState, PaperVerb
from reports.models import Meeting, PaperEvent
from tests.conftest import NOON, TODAY
from tests.factories.people import Cast
from tests.factories.reports import put_in_state

JUNE = date(2022, 6, 30)
KEEPERS = {Role.LIAISON, Role.SECRETARY}


def test_the_secretary_adds_a_meeting_under_their_post(cast: Cast) -> None:
    secretary = cast.secretary.actor(TODAY)

    meeting = actions.add_meeting(held_on=JUNE, place="Lloyd House", by=secretary, at=NOON)

    event = PaperEvent.objects.get()
    assert (meeting.held_on, meeting.place) == (JUNE, "Lloyd House")
    assert (event.verb, event.meeting, event.by_post) == (PaperVerb.ADD_MEETING, meeting, cast.secretary.post)


@pytest.mark.parametrize("role", Role)
def test_only_liaison_and_the_secretary_add_meetings(cast: Cast, role: Role) -> None:
    actor = cast.of(role).actor(TODAY)

    if role in KEEPERS:
        actions.add_meeting(held_on=JUNE, by=actor, at=NOON)
    else:
        with pytest.raises(PermissionDenied):
            actions.add_meeting(held_on=JUNE, by=actor, at=NOON)

    assert Meeting.objects.exists() is (role in KEEPERS)


def test_one_day_has_one_meeting(cast: Cast) -> None:
    secretary = cast.secretary.actor(TODAY)
    actions.add_meeting(held_on=JUNE, by=secretary, at=NOON)

    with pytest.raises(NotPossible, match=r"^There is already a meeting on that day\.$"):
        actions.add_meeting(held_on=JUNE, by=secretary, at=NOON)


def test_a_meeting_is_moved(cast: Cast) -> None:
    secretary = cast.secretary.actor(TODAY)
    meeting = actions.add_meeting(held_on=JUNE, by=secretary, at=NOON)

    actions.change_meeting(meeting=meeting, values={"held_on": date(2022, 7, 1)}, by=secretary, at=NOON, why="Strike")

    meeting.refresh_from_db()
    assert meeting.held_on == date(2022, 7, 1)


def test_a_meeting_is_not_moved_onto_another(cast: Cast) -> None:
    secretary = cast.secretary.actor(TODAY)
    meeting = actions.add_meeting(held_on=JUNE, by=secretary, at=NOON)
    actions.add_meeting(held_on=date(2022, 7, 1), by=secretary, at=NOON)

    with pytest.raises(NotPossible, match="already a meeting"):
        actions.change_meeting(meeting=meeting, values={"held_on": date(2022, 7, 1)}, by=secretary, at=NOON)


def test_a_meeting_whose_paper_is_issued_keeps_its_day(cast: Cast) -> None:
    liaison = cast.liaison.actor(TODAY)
    meeting = actions.add_meeting(held_on=JUNE, by=liaison, at=NOON)
    paper = actions.start_paper(meeting=meeting, by=liaison, at=NOON)
    put_in_state(paper, PaperState.ISSUED, liaison)

    with pytest.raises(NotPossible, match="has been issued"):
        actions.change_meeting(meeting=meeting, values={"held_on": date(2022, 7, 1)}, by=liaison, at=NOON)


def test_a_stale_change_is_refused(cast: Cast) -> None:
    secretary = cast.secretary.actor(TODAY)
    meeting = actions.add_meeting(held_on=JUNE, by=secretary, at=NOON)
    shown = digest(meeting, actions.MEETING_FIELDS)
    actions.change_meeting(meeting=meeting, values={"place": "Lloyd House"}, shown=shown, by=secretary, at=NOON)

    with pytest.raises(StaleEdit):
        actions.change_meeting(meeting=meeting, values={"place": "Tally Ho"}, shown=shown, by=secretary, at=NOON)

    meeting.refresh_from_db()
    assert meeting.place == "Lloyd House"
