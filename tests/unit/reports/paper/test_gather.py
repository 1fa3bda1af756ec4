"""What is read of the register, as at when, and with how many statements."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections import actions as inspecting
from inspections.enums import MilestoneKind, Standing
from jac_tracker.accounts import actions as accounts
from jac_tracker.dates import VagueDay, end_of_day
from recommendations import actions as recommending
from recommendations.enums import Status
from reports import actions
from reports.enums import SectionKind
from reports.models import Paper, Section
from reports.paper import data
from reports.paper.blocks import Audience
from reports.paper.faults import PaperNotReady
from reports.paper.gather import gather
from reports.paper.period import period_of
from tests.factories.inspections import make_inspection, make_publication, make_reference
from tests.factories.issues import issued_by_hand
from tests.factories.people import SETTER_UP, Cast, make_member
from tests.factories.recommendations import make_recommendation
from tests.factories.reports import add_section, make_empty_paper, make_meeting, make_paper
from tests.factories.small_register import CUT_OFF, IN_PERIOD, LAST_TIME, LATER, make_small_register

pytestmark = pytest.mark.django_db
PUBLIC, INTERNAL = Audience.PUBLIC, Audience.INTERNAL
DECEMBER, MARCH = date(2021, 12, 22), date(2022, 3, 31)


def read(paper: Paper, at: datetime = CUT_OFF, audience: Audience = PUBLIC) -> data.PaperData:
    return gather(paper, as_at=at, audience=audience)


@pytest.fixture
def paper(cast: Cast) -> Paper:
    make_reference()
    make_meeting(DECEMBER, at=LAST_TIME)
    return make_empty_paper(cast, at=CUT_OFF, contact_post=cast.liaison.post)


# The period


def test_the_period_begins_at_the_end_of_the_day_of_the_meeting_before(paper: Paper) -> None:
    make_meeting(date(2021, 9, 30), at=LAST_TIME)

    period = period_of(paper, CUT_OFF)

    assert (period.since, period.until, period.previous_meeting_on) == (end_of_day(DECEMBER), CUT_OFF, DECEMBER)


def test_the_period_begins_at_the_cut_off_of_what_was_issued_for_the_meeting_before(cast: Cast) -> None:
    last = make_paper(cast, DECEMBER, at=LAST_TIME)
    cut_off = LAST_TIME - timedelta(days=1)
    actions.set_cut_off(paper=last, cut_off_at=cut_off, by=SETTER_UP, at=LAST_TIME)
    paper = make_paper(cast, at=CUT_OFF)
    assert period_of(paper, CUT_OFF).since == end_of_day(DECEMBER)

    last.refresh_from_db()
    issued_by_hand(last, at=LAST_TIME)
    assert period_of(paper, CUT_OFF).since == cut_off

    actions.withdraw_paper(paper=last, note="It names somebody.", by=SETTER_UP, at=LAST_TIME)
    assert period_of(paper, CUT_OFF).since == end_of_day(DECEMBER)


def test_what_has_been_issued_keeps_its_period_whatever_becomes_of_the_meetings_and_papers_before_it(
    cast: Cast,
) -> None:
    make_reference()
    make_inspection(at=LAST_TIME - timedelta(days=1))
    last = make_paper(cast, DECEMBER, at=LAST_TIME)
    issued_by_hand(last, at=LAST_TIME)
    paper = make_paper(cast, at=CUT_OFF)
    issued_by_hand(paper, at=CUT_OFF)
    begins = period_of(paper, CUT_OFF)
    assert begins.since == LAST_TIME

    make_meeting(date(2022, 2, 1), at=LATER)
    actions.withdraw_paper(paper=last, note="It names somebody.", by=SETTER_UP, at=LATER)

    assert period_of(paper, CUT_OFF) == begins
    chart = Section(kind=SectionKind.REGISTER_POSITION, options={"tables": ["open chart"]})
    told = gather(paper, as_at=CUT_OFF, audience=PUBLIC, sections=[chart])
    assert [each.meeting_on for each in told.open_then] == [DECEMBER, MARCH]
    paper = actions.start_correction(paper=paper, by=SETTER_UP, at=LATER, why="A figure is wrong.")
    assert period_of(paper, CUT_OFF) == begins


def test_the_period_begins_where_the_officer_says(cast: Cast, paper: Paper) -> None:
    values = {"since_at": IN_PERIOD, "since_reason": "A paper in between"}
    paper = actions.change_paper(paper=paper, values=values, by=SETTER_UP, at=CUT_OFF)

    assert period_of(paper, CUT_OFF).since == IN_PERIOD


def test_without_a_meeting_before_the_period_has_no_beginning(cast: Cast) -> None:
    period = period_of(make_paper(cast, at=CUT_OFF), CUT_OFF)

    assert (period.since, period.previous_meeting_on) == (None, None)
    assert period.holds(LAST_TIME)
    assert not period.holds(LATER)
    assert not period.holds(None)


def test_a_paper_drawn_before_the_meeting_it_tells_from_has_nothing_new(cast: Cast, paper: Paper) -> None:
    make_recommendation(cast, make_publication(at=IN_PERIOD), at=IN_PERIOD)
    summer = make_paper(cast, date(2022, 6, 30), at=CUT_OFF)

    told = read(summer)

    assert (told.period.since, told.period.until) == (CUT_OFF, CUT_OFF)
    assert told.passages == (data.Passage(Status.IN_PROGRESS, Status.IN_PROGRESS, ()),)


def test_a_period_leaves_out_its_first_moment_and_keeps_its_last(paper: Paper) -> None:
    period = period_of(paper, CUT_OFF)
    assert period.since is not None

    assert [period.holds(moment) for moment in (period.since, CUT_OFF)] == [False, True]


# As it was


def test_everything_is_told_as_it_stood_at_the_cut_off(cast: Cast, paper: Paper) -> None:
    inspection = make_inspection("Youth violence", at=IN_PERIOD)
    publication = make_publication(inspection, at=IN_PERIOD)
    item = make_recommendation(cast, publication, at=IN_PERIOD)
    inspecting.change_inspection(inspection=inspection, values={"title": "Renamed"}, by=SETTER_UP, at=LATER)
    inspecting.change_publication(publication=publication, values={"title": "Renamed"}, by=SETTER_UP, at=LATER)
    accounts.change_post(post=cast.owner.post, values={"title": "Renamed"}, by=SETTER_UP, at=LATER)
    accounts.change_portfolio(portfolio=cast.crime, values={"name": "Renamed"}, by=SETTER_UP, at=LATER)
    liaison = cast.liaison.actor(LATER.date())
    recommending.edit_text(recommendation=item, values={"title": "Renamed"}, by=liaison, at=LATER, why="Typo")

    told = read(paper)

    (inspected,), (published,), (registered,) = told.inspections, told.publications, told.items
    assert (inspected.title, published.title) == ("Youth violence", "Youth violence")
    assert (registered.title, registered.owner, registered.portfolio) == (
        "Record every crime within 24 hours",
        "Force Crime Registrar",
        "Crime",
    )


def test_what_was_recorded_after_the_cut_off_is_not_told(cast: Cast, paper: Paper) -> None:
    publication = make_publication(make_inspection(at=IN_PERIOD), at=LATER)
    make_recommendation(cast, publication, at=LATER)

    told = read(paper)

    assert [inspection.publications for inspection in told.inspections] == [()]
    assert told.items == ()


def test_what_was_removed_after_the_cut_off_is_still_told(paper: Paper) -> None:
    inspection = make_inspection(at=IN_PERIOD)
    day = VagueDay.on(date(2022, 2, 1))
    milestone = inspecting.add_milestone(
        inspection=inspection,
        kind=MilestoneKind.FIELDWORK,
        standing=Standing.ACTUAL,
        day=day,
        by=SETTER_UP,
        at=IN_PERIOD,
    )
    inspecting.remove_milestone(milestone=milestone, by=SETTER_UP, at=LATER, why="Entered twice")

    told = read(paper)

    assert told.inspections[0].milestones == (data.Milestone(MilestoneKind.FIELDWORK, Standing.ACTUAL, day, IN_PERIOD),)
    assert read(paper, LATER).inspections[0].milestones == ()


def test_the_contact_officer_is_who_held_the_post_then_under_the_name_and_rank_of_then(
    cast: Cast, paper: Paper
) -> None:
    post, holder = cast.liaison.post, cast.liaison.user
    accounts.change_person(person=holder, values={"rank": "Inspector"}, by=SETTER_UP, at=LAST_TIME)
    accounts.change_person(person=holder, values={"rank": "Chief Inspector"}, by=SETTER_UP, at=LATER)
    accounts.change_person(person=holder, values={"name": "Lia Married"}, by=SETTER_UP, at=LATER)
    accounts.change_post(post=post, values={"title": "Head of Liaison"}, by=SETTER_UP, at=LATER)
    accounts.hand_over(post=post, to=cast.second_liaison.user, from_on=date(2022, 4, 1), by=SETTER_UP, at=LATER)

    assert read(paper).paper.contact == data.Contact("HMICFRS Force Liaison Officer", "Inspector Lia Liaison")
    assert read(paper, LATER).paper.contact == data.Contact("Head of Liaison", "Lin Second")


def test_who_acts_in_a_post_is_its_contact_officer_while_that_lasts(cast: Cast, paper: Paper) -> None:
    accounts.hand_over(
        post=cast.liaison.post,
        to=cast.second_liaison.user,
        from_on=date(2022, 3, 1),
        is_acting=True,
        by=SETTER_UP,
        at=IN_PERIOD,
    )

    contact = read(paper).paper.contact

    assert contact == data.Contact("HMICFRS Force Liaison Officer", "Lin Second")


def test_a_post_that_nobody_holds_has_no_name(cast: Cast, paper: Paper) -> None:
    from jac_tracker.accounts.models import Holding

    holding = Holding.objects.get(post=cast.liaison.post)
    accounts.end_holding(holding=holding, to_on=date(2022, 3, 1), by=SETTER_UP, at=IN_PERIOD)

    assert read(paper).paper.contact == data.Contact("HMICFRS Force Liaison Officer", "")


def test_before_the_register_there_is_no_record(cast: Cast, paper: Paper) -> None:
    with pytest.raises(PaperNotReady, match=r"^The register has no record from before 1 January 2010 at midday\.$"):
        read(paper, datetime(2010, 1, 1, 12, tzinfo=UTC))


def test_a_copy_says_that_it_is_a_draft_until_its_moment_is_fixed(paper: Paper) -> None:
    assert read(paper).paper.notice == "Draft: the register as recorded by 24 March 2022 at 5pm"

    paper = actions.set_cut_off(paper=paper, cut_off_at=CUT_OFF, by=SETTER_UP, at=LATER)

    assert read(paper).paper.notice == ""


# Movement


def test_a_passage_tells_what_was_recorded_between_the_two_papers(cast: Cast, paper: Paper) -> None:
    publication = make_publication(make_inspection(at=LAST_TIME), on=date(2021, 11, 1), at=LAST_TIME)
    make_recommendation(cast, publication, Status.CLOSED_COMPLETE, at=LAST_TIME)
    old = make_recommendation(cast, publication, Status.AWAITING_ALLOCATION, at=LAST_TIME)
    liaison = cast.liaison.actor(IN_PERIOD.date())
    recommending.allocate(recommendation=old, owner_post=cast.owner.post, by=liaison, at=IN_PERIOD)
    new = make_recommendation(cast, publication, at=IN_PERIOD)
    recommending.hold(recommendation=new, review_on=date(2022, 9, 1), by=liaison, at=LATER, why="Waits")
    awaiting, at_work = Status.AWAITING_ALLOCATION, Status.IN_PROGRESS

    told = read(paper)

    assert told.passages == (
        data.Passage(Status.CLOSED_COMPLETE, Status.CLOSED_COMPLETE, ()),
        data.Passage(awaiting, at_work, ((awaiting, at_work),)),
        data.Passage(None, at_work, (("", awaiting), (awaiting, at_work))),
    )


# The cost


def test_a_paper_costs_the_same_number_of_statements_whatever_the_register_holds(cast: Cast) -> None:
    paper = make_small_register(cast).paper
    with CaptureQueriesContext(connection) as one:
        read(paper, audience=INTERNAL)
    for n in range(8):
        publication = make_publication(make_inspection(f"Another {n}", at=IN_PERIOD), at=IN_PERIOD)
        make_recommendation(cast, publication, at=IN_PERIOD)
        item = make_recommendation(cast, publication, Status.CLOSED_COMPLETE, at=IN_PERIOD)
        assert item.status == Status.CLOSED_COMPLETE
        make_member(f"Number {n}", f"Post {n}", cast.owner.post.role)
    add_section(paper, SectionKind.NARRATIVE, "More")

    with CaptureQueriesContext(connection) as many:
        read(paper, audience=INTERNAL)

    assert len(many) == len(one)
    assert len(one) <= (18 if connection.vendor == "postgresql" else 44)  # which answers several together
