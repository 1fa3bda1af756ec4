"""What a paper is told of the committee's requests: as at when, and for whom."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections import actions as inspecting
from inspections.enums import CauseScope
from jac_tracker.accounts import actions as accounts
from recommendations import actions as registering
from recommendations.enums import Marking
from reports import actions
from reports.enums import RequestOutcome, SectionKind
from reports.models import Paper
from reports.paper.blocks import Audience
from reports.paper.checking import checks_of
from reports.paper.content import content_of
from reports.paper.data import Request
from reports.paper.gather import gather
from tests.factories.inspections import make_inspection, make_publication, make_reference
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation
from tests.factories.reports import add_section, make_empty_paper
from tests.factories.requests import ASKED, DECEMBER, JUNE, MARCH, clear, make_request, meeting_of, settle

pytestmark = pytest.mark.django_db
PUBLIC, INTERNAL = Audience.PUBLIC, Audience.INTERNAL
IN_PERIOD = datetime(2022, 2, 1, 12, tzinfo=UTC)
CUT_OFF = datetime(2022, 3, 24, 17, tzinfo=UTC)
LATER = datetime(2022, 4, 4, 12, tzinfo=UTC)


@pytest.fixture
def paper(cast: Cast) -> Paper:
    """The paper for March, after the meeting of December."""
    make_reference()
    meeting_of(DECEMBER)
    return make_empty_paper(cast, MARCH, at=IN_PERIOD)


def told(paper: Paper, audience: Audience = PUBLIC, at: datetime = CUT_OFF) -> tuple[Request, ...]:
    return gather(paper, as_at=at, audience=audience).requests


def test_the_public_is_told_cleared_words_alone(cast: Cast, paper: Paper) -> None:
    request = make_request(cast, words="A planted word", minute="12/21", at=IN_PERIOD)
    (bare,) = told(paper)
    assert (bare.words, bare.minute, bare.is_cleared) == ("", "", False)
    assert [(each.words, each.minute) for each in told(paper, INTERNAL)] == [("A planted word", "12/21")]

    clear(cast, request, "Members asked about calls.", at=IN_PERIOD)

    for audience in (PUBLIC, INTERNAL):
        (cleared,) = told(paper, audience)
        assert (cleared.words, cleared.minute, cleared.is_cleared) == ("Members asked about calls.", "12/21", True)


def test_the_answer_is_cleared_for_itself(cast: Cast, paper: Paper) -> None:
    request = clear(cast, make_request(cast, at=IN_PERIOD), at=IN_PERIOD)
    settle(request, answer="A planted word", at=IN_PERIOD)
    assert [(each.answer, each.answered_by, each.answered_on) for each in told(paper)] == [
        ("", "Force Crime Registrar", MARCH)
    ]
    assert [(each.answer, each.is_answer_cleared) for each in told(paper, INTERNAL)] == [("A planted word", False)]

    clear(cast, request, answer="In June.", at=IN_PERIOD)

    assert [(each.answer, each.is_answer_cleared) for each in told(paper)] == [("In June.", True)]


def test_what_was_asked_in_private_is_not_even_counted_in_public(cast: Cast, paper: Paper) -> None:
    make_request(cast, is_private=True, at=IN_PERIOD)

    assert told(paper) == ()
    assert [each.is_private for each in told(paper, INTERNAL)] == [True]


def test_a_request_about_what_may_not_be_told_of_is_in_no_paper(cast: Cast, paper: Paper) -> None:
    publication = make_publication(at=IN_PERIOD)
    item = make_recommendation(cast, publication, at=IN_PERIOD)
    hidden = make_publication(make_inspection("An unannounced visit", embargoed=True, at=IN_PERIOD), at=IN_PERIOD)
    liaison: dict[str, Any] = {"by": cast.liaison.actor(IN_PERIOD.date()), "at": IN_PERIOD}
    cause = inspecting.add_cause(publication=hidden, scope=CauseScope.OURS, title="Cells", **liaison)
    about: tuple[dict[str, Any], ...] = (
        {"items": [item, make_recommendation(cast, publication, marking=Marking.OFFICIAL_SENSITIVE, at=IN_PERIOD)]},
        {"items": [make_recommendation(cast, hidden, at=IN_PERIOD)]},
        {"inspection": hidden.inspection},
        {"cause": cause},
    )
    for subjects in about:
        clear(cast, make_request(cast, at=IN_PERIOD, **subjects), at=IN_PERIOD)
    clear(cast, make_request(cast, at=IN_PERIOD, items=[item], inspection=publication.inspection), at=IN_PERIOD)

    for audience in (PUBLIC, INTERNAL):
        (one,) = told(paper, audience)
        assert one.about == (item.reference, f"“{publication.inspection.title}”")


def test_a_marking_counts_as_it_was_at_the_cut_off(cast: Cast, paper: Paper) -> None:
    item = make_recommendation(cast, make_publication(at=IN_PERIOD), at=IN_PERIOD)
    make_request(cast, items=[item], at=IN_PERIOD)

    registering.set_marking(
        recommendation=item,
        marking=Marking.OFFICIAL_SENSITIVE,
        by=cast.liaison.actor(LATER.date()),
        at=LATER,
        why="Sources",
    )

    assert (len(told(paper)), len(told(paper, at=LATER))) == (1, 0)


def test_what_is_settled_is_told_once_in_the_paper_of_its_period(cast: Cast, paper: Paper) -> None:
    before = datetime(2021, 12, 22, 15, tzinfo=UTC)
    settle(make_request(cast, at=before), RequestOutcome.ORALLY, at=before)
    settle(make_request(cast, words="In the period", at=IN_PERIOD), at=IN_PERIOD)
    settle(make_request(cast, words="After it", at=IN_PERIOD), at=LATER)
    settle(make_request(cast, words="In error", at=IN_PERIOD), RequestOutcome.IN_ERROR, at=IN_PERIOD)

    assert [(each.words, each.outcome) for each in told(paper, INTERNAL)] == [
        ("In the period", RequestOutcome.ANSWERED),
        ("After it", None),
    ]


def test_a_paper_tells_of_earlier_meetings_alone_in_the_order_of_asking(cast: Cast, paper: Paper) -> None:
    make_request(cast, words="December", at=IN_PERIOD)
    make_request(cast, meeting_of(date(2021, 9, 30)), words="September", at=IN_PERIOD)
    make_request(cast, meeting_of(MARCH), meeting_of(JUNE), words="March", at=LATER)

    assert [each.words for each in told(paper, INTERNAL, LATER)] == ["September", "December"]


def test_a_request_is_read_as_it_was_at_the_cut_off(cast: Cast, paper: Paper) -> None:
    request = make_request(cast, at=IN_PERIOD)
    carry: dict[str, Any] = {"to": meeting_of(JUNE), "by": SETTER_UP, "why": "Figures to come"}
    actions.carry_over_request(request=request, at=IN_PERIOD, **carry)
    then = told(paper, INTERNAL)

    actions.change_request(request=request, values={"words": "Other words"}, by=SETTER_UP, at=LATER)
    carry["to"] = meeting_of(date(2022, 9, 29))
    actions.carry_over_request(request=request, at=LATER, **carry)
    actions.change_meeting(meeting=meeting_of(JUNE), values={"held_on": date(2022, 7, 7)}, by=SETTER_UP, at=LATER)
    accounts.change_post(post=cast.owner.post, values={"title": "Head of Contact"}, by=SETTER_UP, at=LATER)
    settle(request, RequestOutcome.NOT_WANTED, at=LATER + timedelta(days=1))

    assert told(paper, INTERNAL) == then
    (one,) = then
    assert (one.words, one.asked_of, one.due_on, one.first_due_on) == (ASKED, "Force Crime Registrar", JUNE, MARCH)
    assert (one.moved, one.reasons) == (1, ("Figures to come",))
    assert [each.reasons for each in told(paper)] == [()]


def test_the_papers_own_meeting_is_on_the_day_that_the_paper_prints(cast: Cast, paper: Paper) -> None:
    make_request(cast, at=IN_PERIOD)
    actions.change_meeting(meeting=paper.meeting, values={"held_on": date(2022, 4, 1)}, by=SETTER_UP, at=LATER)
    paper.refresh_from_db()

    assert [each.due_on for each in told(paper)] == [date(2022, 4, 1)]


def test_many_requests_cost_as_many_statements_as_one(cast: Cast, paper: Paper) -> None:
    item = make_recommendation(cast, make_publication(at=IN_PERIOD), at=IN_PERIOD)
    make_request(cast, items=[item], at=IN_PERIOD)
    with CaptureQueriesContext(connection) as one:
        told(paper)
    for _ in range(5):
        settle(make_request(cast, items=[item], at=IN_PERIOD), at=IN_PERIOD)

    with CaptureQueriesContext(connection) as many:
        assert len(told(paper)) == 6

    assert len(many) == len(one)


# What is checked before release


def test_the_words_of_a_request_are_held_back_wherever_they_are_typed_until_they_are_cleared(
    cast: Cast, paper: Paper
) -> None:
    words = "Who was it that told members in July that calls were answered in time?"
    request = make_request(cast, words=words, at=IN_PERIOD)
    add_section(paper, SectionKind.NARRATIVE, "Purpose", before=f"Members asked: {words}", at=IN_PERIOD)

    def blockers() -> list[str]:
        return [each.sentence for each in checks_of(paper, content_of(paper, CUT_OFF)).blockers]

    assert blockers() == ["“Purpose” has words that are those of a request of the committee that is not cleared."]

    clear(cast, request, words, at=IN_PERIOD)
    assert blockers() == []


# The next paper


@pytest.mark.parametrize(
    ("is_open", "kinds"),
    [
        (True, ["narrative", "note line", "committee requests", "contact officer"]),
        (False, ["narrative", "note line", "contact officer"]),
    ],
)
def test_the_next_paper_tells_of_what_is_open_though_the_last_one_had_no_place_for_it(
    cast: Cast, paper: Paper, is_open: bool, kinds: list[str]
) -> None:
    add_section(paper, SectionKind.NARRATIVE, "Purpose", is_numbered=True, at=IN_PERIOD)
    add_section(paper, SectionKind.NOTE_LINE, at=IN_PERIOD)
    add_section(paper, SectionKind.CONTACT_OFFICER, "Contact officer", at=IN_PERIOD)
    request = make_request(cast, at=IN_PERIOD)
    if not is_open:
        settle(request, at=IN_PERIOD)

    new = actions.start_paper(meeting=meeting_of(JUNE), by=cast.liaison.actor(LATER.date()), at=LATER)

    sections = list(new.sections.all())
    assert [each.kind for each in sections] == kinds
    assert [each.position for each in sections] == list(range(1, len(kinds) + 1))
    assert [each.is_numbered for each in sections if each.kind == "committee requests"] == [True] * is_open


def test_a_paper_that_tells_of_requests_is_given_no_second_section(cast: Cast, paper: Paper) -> None:
    add_section(paper, SectionKind.COMMITTEE_REQUESTS, "Asked before", at=IN_PERIOD)
    make_request(cast, at=IN_PERIOD)

    new = actions.start_paper(meeting=meeting_of(JUNE), by=cast.liaison.actor(LATER.date()), at=LATER)

    assert [each.heading for each in new.sections.all()] == ["Asked before"]
