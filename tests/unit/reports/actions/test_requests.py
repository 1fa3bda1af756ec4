"""What the committee asked for: recorded, changed, carried over, settled, opened again and cleared."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.history import StaleEdit, digest, record
from recommendations.enums import Marking
from reports import actions
from reports.enums import RequestOutcome, RequestVerb
from reports.models import CommitteeRequest, RequestEvent, RequestItem
from tests.conftest import NOON, TODAY
from tests.factories.inspections import Reference, make_inspection, make_publication, make_reference
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation
from tests.factories.requests import ASKED, DECEMBER, JUNE, MARCH, clear, make_request, meeting_of, settle

pytestmark = pytest.mark.django_db
LATER = datetime(2022, 4, 4, 12, tzinfo=UTC)
SEPTEMBER = date(2022, 9, 29)


@pytest.fixture(autouse=True)
def reference(db: None) -> Reference:
    return make_reference()


@pytest.fixture
def request_made(cast: Cast) -> CommitteeRequest:
    return make_request(cast)


def verbs(request: CommitteeRequest) -> list[str]:
    return list(request.events.order_by("id").values_list("verb", flat=True))


# Recording


@pytest.mark.parametrize("who", ["secretary", "liaison"])
def test_the_secretary_and_liaison_record_what_was_asked(cast: Cast, who: str) -> None:
    item = make_recommendation(cast, make_publication())

    request = make_request(cast, minute="12/21", items=[item, item], by=getattr(cast, who).actor(TODAY))

    assert (request.words, request.minute, request.asked_of) == (ASKED, "12/21", cast.owner.post)
    assert (request.meeting.held_on, request.answer_by.held_on) == (DECEMBER, MARCH)
    assert [each.recommendation for each in request.about.all()] == [item]
    assert verbs(request) == [RequestVerb.RECORD]


@pytest.mark.parametrize("who", ["owner", "lead", "dcc", "reader", "auditor", "administrator"])
def test_nobody_else_records_it(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        make_request(cast, by=getattr(cast, who).actor(TODAY))

    assert CommitteeRequest.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"words": "  "}, "Say what was asked"),
        ({"meeting": MARCH, "answer_by": JUNE}, "has not been held yet"),
        ({"answer_by": DECEMBER}, "after the one at which it was asked"),
    ],
)
def test_a_wrong_request_is_refused(cast: Cast, values: dict[str, Any], expected: str) -> None:
    given = {name: meeting_of(value) if isinstance(value, date) else value for name, value in values.items()}

    with pytest.raises(NotPossible, match=expected):
        make_request(cast, **given)

    assert CommitteeRequest.objects.count() == 0


def test_a_request_is_about_nothing_that_its_recorder_may_not_see(cast: Cast) -> None:
    embargoed = make_publication(make_inspection("An unannounced visit", embargoed=True))
    secret = make_recommendation(cast, make_publication(), marking=Marking.OFFICIAL_SENSITIVE)
    secretary = cast.secretary.actor(TODAY)

    for hidden in ({"items": [secret]}, {"inspection": embargoed.inspection}):
        with pytest.raises(NotPossible, match="in the register"):
            make_request(cast, by=secretary, **hidden)
        assert make_request(cast, by=cast.liaison.actor(TODAY), **hidden).is_open


# Changing


def test_other_words_must_be_cleared_anew_and_another_post_need_not(cast: Cast, request_made: CommitteeRequest) -> None:
    clear(cast, request_made)

    changed = actions.change_request(
        request=request_made, values={"asked_of": cast.lead.post}, by=cast.secretary.actor(TODAY), at=NOON
    )
    assert (changed.asked_of, changed.cleared_words) == (cast.lead.post, ASKED)

    changed = actions.change_request(request=request_made, values={"words": "More"}, by=SETTER_UP, at=NOON)
    assert (changed.cleared_words, changed.cleared_by, changed.cleared_at) == ("", None, None)


@pytest.mark.parametrize("values", [{"minute": "13/21"}, {"is_private": True}])
def test_what_is_printed_beside_the_words_must_be_cleared_anew_too(
    cast: Cast, request_made: CommitteeRequest, values: dict[str, Any]
) -> None:
    clear(cast, request_made)

    assert actions.change_request(request=request_made, values=values, by=SETTER_UP, at=NOON).cleared_words == ""


def test_the_items_are_replaced_and_those_that_stay_leave_no_history(cast: Cast) -> None:
    publication = make_publication()
    first, second, third = (make_recommendation(cast, publication) for _ in range(3))
    request = make_request(cast, items=[first, second])

    actions.change_request(request=request, values={}, items=[second, third], by=SETTER_UP, at=NOON)

    assert [each.recommendation for each in request.about.all()] == [second, third]
    assert sorted(RequestItem.history.values_list("recommendation_id", "history_type")) == [
        (first.pk, "+"),
        (first.pk, "-"),
        (second.pk, "+"),
        (third.pk, "+"),
    ]


def test_an_overtaken_change_is_refused_also_where_only_the_items_differ(cast: Cast) -> None:
    request = make_request(cast)
    shown = actions.request_digest(request)
    item = make_recommendation(cast, make_publication())
    actions.change_request(request=request, values={}, items=[item], shown=shown, by=SETTER_UP, at=NOON)

    with pytest.raises(StaleEdit):
        actions.change_request(request=request, values={"words": "Mine"}, shown=shown, by=SETTER_UP, at=NOON)


# Carrying over


def test_a_request_is_carried_over_to_a_later_meeting_with_a_reason(cast: Cast, request_made: CommitteeRequest) -> None:
    carried = actions.carry_over_request(
        request=request_made, to=meeting_of(JUNE), by=cast.secretary.actor(TODAY), at=NOON, why=" Figures to come "
    )

    assert carried.answer_by.held_on == JUNE
    assert carried.events.get(verb=RequestVerb.CARRY_OVER).why == "Figures to come"


@pytest.mark.parametrize(
    ("to", "why", "expected"),
    [(JUNE, " ", "Say why"), (MARCH, "Later", "a meeting after that of 31 March"), (DECEMBER, "Later", "a meeting")],
)
def test_a_wrong_carrying_over_is_refused(request_made: CommitteeRequest, to: date, why: str, expected: str) -> None:
    with pytest.raises(NotPossible, match=expected):
        actions.carry_over_request(request=request_made, to=meeting_of(to), by=SETTER_UP, at=NOON, why=why)


def test_an_overtaken_carrying_over_is_refused(request_made: CommitteeRequest) -> None:
    shown = digest(request_made, actions.DUE_FIELDS)
    actions.carry_over_request(request=request_made, to=meeting_of(JUNE), by=SETTER_UP, at=NOON, why="Late")

    with pytest.raises(StaleEdit):
        actions.carry_over_request(
            request=request_made, to=meeting_of(SEPTEMBER), shown=shown, by=SETTER_UP, at=NOON, why="Later"
        )


# What became of it


@pytest.mark.parametrize("outcome", RequestOutcome)
def test_every_outcome_is_recorded_with_its_words_and_moment(
    request_made: CommitteeRequest, outcome: RequestOutcome
) -> None:
    request = settle(request_made, outcome, " As said. ", at=LATER)

    assert (request.outcome, request.answer, request.settled_at) == (outcome, "As said.", LATER)
    is_answered = outcome in (RequestOutcome.ANSWERED, RequestOutcome.ORALLY)
    assert (request.answered_by is not None, request.answered_in is not None) == (is_answered, is_answered)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"answer": " "}, "Give the answer"),
        ({"answer": " ", "outcome": RequestOutcome.NOT_WANTED}, "Say why"),
        ({"answered_in": None}, "for which meeting"),
        ({"answered_by": None}, "by which post"),
        ({"answered_in": date(2021, 9, 30)}, "before it was asked"),
        ({"outcome": RequestOutcome.ORALLY, "answered_in": MARCH}, "has not been held yet"),
    ],
)
def test_a_wrong_outcome_is_refused(
    cast: Cast, request_made: CommitteeRequest, values: dict[str, Any], expected: str
) -> None:
    given: dict[str, Any] = {
        "outcome": RequestOutcome.ANSWERED,
        "answer": "Soon.",
        "answered_in": MARCH,
        "answered_by": cast.owner.post,
    } | values
    if given["answered_in"]:
        given["answered_in"] = meeting_of(given["answered_in"])

    with pytest.raises(NotPossible, match=expected):
        actions.settle_request(request=request_made, **given, by=SETTER_UP, at=NOON)


def test_what_is_settled_is_neither_settled_again_nor_carried_over(request_made: CommitteeRequest) -> None:
    settle(request_made)

    for act in (
        lambda: settle(request_made),
        lambda: actions.carry_over_request(
            request=request_made, to=meeting_of(JUNE), by=SETTER_UP, at=NOON, why="Late"
        ),
    ):
        with pytest.raises(NotPossible, match="Open it again"):
            act()


def test_a_request_is_opened_again_with_a_reason_and_its_answer_goes(
    cast: Cast, request_made: CommitteeRequest
) -> None:
    settle(request_made)
    clear(cast, request_made, answer="By June.")

    request = actions.reopen_request(
        request=request_made, by=cast.secretary.actor(TODAY), at=NOON, why="Members wanted a date"
    )

    assert request.is_open
    assert (request.answer, request.answered_in, request.settled_at, request.cleared_answer) == ("", None, None, "")
    assert request.cleared_words == ASKED
    assert request.events.get(verb=RequestVerb.REOPEN).why == "Members wanted a date"


def test_an_open_request_is_not_opened_and_a_settled_one_not_without_a_reason(request_made: CommitteeRequest) -> None:
    with pytest.raises(NotPossible, match="open already"):
        actions.reopen_request(request=request_made, by=SETTER_UP, at=NOON, why="Again")

    settle(request_made)
    with pytest.raises(NotPossible, match="Say why"):
        actions.reopen_request(request=request_made, by=SETTER_UP, at=NOON, why=" ")


# Clearing


def test_liaison_clears_what_public_papers_tell(cast: Cast, request_made: CommitteeRequest) -> None:
    settle(request_made)

    request = clear(cast, request_made, "Members asked about calls.", " By June. ")

    assert (request.cleared_words, request.cleared_answer) == ("Members asked about calls.", "By June.")
    assert (request.cleared_by, request.cleared_at) == (cast.liaison.user, NOON)


@pytest.mark.parametrize("who", ["secretary", "owner", "dcc"])
def test_nobody_else_clears_it(cast: Cast, request_made: CommitteeRequest, who: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.clear_request(request=request_made, words=ASKED, by=getattr(cast, who).actor(TODAY), at=NOON)


def test_what_cannot_be_cleared_is_refused(cast: Cast, request_made: CommitteeRequest) -> None:
    with pytest.raises(NotPossible, match="no answer to clear"):
        clear(cast, request_made, answer="By June.")
    with pytest.raises(NotPossible, match="Say what the public paper says"):
        clear(cast, request_made, " ")

    clear(cast, request_made)
    with pytest.raises(NotPossible, match="cleared already"):
        clear(cast, request_made)

    actions.change_request(request=request_made, values={"is_private": True}, by=SETTER_UP, at=NOON)
    with pytest.raises(NotPossible, match="asked in private"):
        clear(cast, request_made)


def test_what_was_changed_since_it_was_read_is_not_cleared(cast: Cast, request_made: CommitteeRequest) -> None:
    shown = digest(request_made, actions.CLEARED_FIELDS)
    actions.change_request(request=request_made, values={"words": "A secret"}, by=SETTER_UP, at=NOON)

    with pytest.raises(StaleEdit):
        actions.clear_request(request=request_made, words=ASKED, shown=shown, by=cast.liaison.actor(TODAY), at=NOON)


# What stands behind the code


@pytest.mark.parametrize(
    "values",
    [
        {"words": ""},
        {"outcome": RequestOutcome.NOT_WANTED},
        {"outcome": RequestOutcome.ANSWERED, "answer": "Yes.", "settled_at": NOON},
        {"answer": "Yes."},
        {"cleared_answer": "Yes."},
        {"cleared_words": "Yes."},
    ],
)
def test_the_database_refuses_half_a_request(request_made: CommitteeRequest, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(request_made, name, value)

    with pytest.raises(IntegrityError), transaction.atomic():
        record([request_made], by=SETTER_UP, at=NOON, event=RequestEvent(verb="change", request=request_made))
