from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.roles import Role
from jac_tracker.history import StaleEdit, digest
from reports import actions
from reports.enums import PaperState, PaperVerb, RequestOutcome
from reports.models import Meeting, PaperEvent
from tests.conftest import NOON, TODAY
from tests.factories.people import SETTER_UP, Cast
from tests.factories.reports import put_in_state
from tests.factories.requests import DECEMBER, MARCH, make_request, meeting_of, settle

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


@pytest.mark.parametrize(
    ("meeting", "day", "expected"),
    [
        (DECEMBER, date(2022, 6, 1), "so it cannot be yet to come"),
        (DECEMBER, date(2022, 2, 1), ""),
        (MARCH, DECEMBER - timedelta(days=1), "was asked on 22 December 2021. Choose a later day"),
        (MARCH, date(2022, 4, 28), ""),
    ],
)
def test_a_meeting_is_not_moved_to_where_a_request_could_not_have_been_asked_or_answered(
    cast: Cast, meeting: date, day: date, expected: str
) -> None:
    make_request(cast)  # asked in December, to be answered by March
    moved = meeting_of(meeting)

    if expected:
        with pytest.raises(NotPossible, match=expected):
            actions.change_meeting(meeting=moved, values={"held_on": day}, by=SETTER_UP, at=NOON)
    else:
        actions.change_meeting(meeting=moved, values={"held_on": day}, by=SETTER_UP, at=NOON)

    moved.refresh_from_db()
    assert moved.held_on == (meeting if expected else day)


def test_a_meeting_is_not_moved_past_the_one_that_answers_what_was_asked_at_it(cast: Cast) -> None:
    make_request(cast, answer_by=meeting_of(date(2022, 1, 13)))

    with pytest.raises(NotPossible, match=r"to be answered by that of 13 January 2022. Choose an earlier day"):
        actions.change_meeting(
            meeting=meeting_of(DECEMBER), values={"held_on": date(2022, 1, 14)}, by=SETTER_UP, at=NOON
        )


def test_a_meeting_that_heard_an_answer_is_not_moved_before_it_was_asked_or_into_the_future(cast: Cast) -> None:
    request = make_request(cast)
    january = meeting_of(date(2022, 1, 13))
    actions.settle_request(
        request=request, outcome=RequestOutcome.ORALLY, answer="Soon.", answered_in=january,
        answered_by=request.asked_of, by=SETTER_UP, at=NOON,
    )  # fmt: skip

    for day, expected in ((date(2021, 12, 1), "Choose a later day"), (date(2022, 6, 1), "yet to come")):
        with pytest.raises(NotPossible, match=expected):
            actions.change_meeting(meeting=january, values={"held_on": day}, by=SETTER_UP, at=NOON)


def test_a_meeting_that_answered_its_own_request_may_have_been_held_earlier(cast: Cast) -> None:
    settle(make_request(cast), RequestOutcome.ORALLY)

    actions.change_meeting(meeting=meeting_of(DECEMBER), values={"held_on": date(2021, 12, 15)}, by=SETTER_UP, at=NOON)

    assert not Meeting.objects.filter(held_on=DECEMBER).exists()


def test_a_stale_change_is_refused(cast: Cast) -> None:
    secretary = cast.secretary.actor(TODAY)
    meeting = actions.add_meeting(held_on=JUNE, by=secretary, at=NOON)
    shown = digest(meeting, actions.MEETING_FIELDS)
    actions.change_meeting(meeting=meeting, values={"place": "Lloyd House"}, shown=shown, by=secretary, at=NOON)

    with pytest.raises(StaleEdit):
        actions.change_meeting(meeting=meeting, values={"place": "Tally Ho"}, shown=shown, by=secretary, at=NOON)

    meeting.refresh_from_db()
    assert meeting.place == "Lloyd House"
