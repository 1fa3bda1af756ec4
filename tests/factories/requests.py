"""Requests of the committee for tests."""

from datetime import date, datetime
from typing import Any

from jac_tracker.accounts.actor import Actor
from reports import actions
from reports.enums import RequestOutcome
from reports.models import CommitteeRequest, Meeting
from tests.conftest import NOON
from tests.factories.people import SETTER_UP, Cast
from tests.factories.reports import make_meeting

DECEMBER, MARCH, JUNE = date(2021, 12, 22), date(2022, 3, 31), date(2022, 6, 30)
ASKED = "A member asked when calls will be answered in time."


def make_request(
    cast: Cast,
    meeting: Meeting | None = None,
    answer_by: Meeting | None = None,
    words: str = ASKED,
    *,
    by: Actor = SETTER_UP,
    at: datetime = NOON,
    **values: Any,
) -> CommitteeRequest:
    """What the committee asked of the owner of the cast in December, to be answered by March."""
    return actions.record_request(
        meeting=meeting or meeting_of(DECEMBER),
        answer_by=answer_by or meeting_of(MARCH),
        words=words,
        by=by,
        at=at,
        **{"asked_of": cast.owner.post, **values},
    )


def meeting_of(held_on: date) -> Meeting:
    """The meeting of the day, added where it is not there."""
    return Meeting.objects.filter(held_on=held_on).first() or make_meeting(held_on)


def settle(
    request: CommitteeRequest,
    outcome: RequestOutcome = RequestOutcome.ANSWERED,
    answer: str = "By the summer.",
    *,
    by: Actor = SETTER_UP,
    at: datetime = NOON,
) -> CommitteeRequest:
    """The request, with what became of it; answered, where it is, by the post it was asked of for when it was due."""
    is_answered = outcome in (RequestOutcome.ANSWERED, RequestOutcome.ORALLY)
    where = request.meeting if outcome == RequestOutcome.ORALLY else request.answer_by
    return actions.settle_request(
        request=request,
        outcome=outcome,
        answer=answer,
        answered_in=where if is_answered else None,
        answered_by=request.asked_of if is_answered else None,
        by=by,
        at=at,
    )


def clear(
    cast: Cast, request: CommitteeRequest, words: str = ASKED, answer: str = "", *, at: datetime = NOON
) -> CommitteeRequest:
    """The request, with wording that the liaison officer has cleared for the public."""
    return actions.clear_request(request=request, words=words, answer=answer, by=cast.liaison.actor(at.date()), at=at)
