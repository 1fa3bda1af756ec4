"""What is found to have been recorded in the period, for whom, and what never is."""

from datetime import date, timedelta
from typing import Any

import pytest

from inspections import actions as inspecting
from inspections.enums import MilestoneKind, Phase, ReplyKind, Standing
from jac_tracker.dates import VagueDay
from recommendations import actions as recommending
from recommendations.enums import DecisionRoute, Marking, Rag, Status
from recommendations.models import Recommendation
from reports.enums import SectionKind
from reports.models import Paper, Section
from reports.paper.blocks import Audience
from reports.paper.build import build
from reports.paper.data import Change, Matter, OpenThen, Path, Slip
from reports.paper.gather import gather
from reports.paper.render import FORMATS
from tests.factories.inspections import make_inspection, make_publication, make_reference
from tests.factories.paper_data import all_lines
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation, make_update
from tests.factories.reports import add_section, make_empty_paper, make_meeting
from tests.factories.small_register import (
    CUT_OFF,
    IN_NO_PAPER,
    IN_NO_PUBLIC_PAPER,
    IN_PERIOD,
    LAST_TIME,
    LATER,
    make_small_register,
)

pytestmark = pytest.mark.django_db
PUBLIC, INTERNAL = Audience.PUBLIC, Audience.INTERNAL
AN_HOUR = timedelta(hours=1)


@pytest.fixture
def paper(cast: Cast) -> Paper:
    make_reference()
    make_meeting(date(2021, 12, 22), at=LAST_TIME)
    return make_empty_paper(cast, at=LATER)


@pytest.fixture
def item(cast: Cast, paper: Paper) -> Recommendation:
    """An item in progress since before the last meeting."""
    publication = make_publication(make_inspection(at=LAST_TIME), on=date(2021, 11, 1), at=LAST_TIME)
    return make_recommendation(cast, publication, at=LAST_TIME)


def found(paper: Paper, audience: Audience = PUBLIC) -> list[Change]:
    return list(gather(paper, as_at=CUT_OFF, audience=audience).changes)


def told(paper: Paper, audience: Audience = PUBLIC) -> list[tuple[Matter, str, str]]:
    return [(each.matter, each.old, each.new) for each in found(paper, audience)]


def by_liaison(cast: Cast, at: Any = IN_PERIOD) -> dict[str, Any]:
    return {"by": cast.liaison.actor(at.date()), "at": at}


def test_what_was_recorded_outside_the_period_is_no_change(cast: Cast, item: Recommendation) -> None:
    paper = Paper.objects.get()
    assert found(paper) == []

    recommending.rule_not_ours(recommendation=item, why="Others", **by_liaison(cast, LATER))

    assert found(paper) == []


def test_an_item_is_told_as_new_once_however_far_it_went(cast: Cast, paper: Paper) -> None:
    publication = make_publication(make_inspection(at=LAST_TIME), on=date(2021, 11, 1), at=LAST_TIME)
    make_recommendation(cast, publication, Status.WITH_HMICFRS, at=IN_PERIOD)

    assert told(paper) == [
        (Matter.NEW, "", Status.AWAITING_ALLOCATION),
        (Matter.SENT, Status.APPROVED, Status.WITH_HMICFRS),
    ]


def test_a_closure_has_the_day_of_its_decision_not_of_its_recording(cast: Cast, item: Recommendation) -> None:
    values = {"outcome": Status.CLOSED_COMPLETE, "decided_by": "HMICFRS", "route": DecisionRoute.LETTER}
    recommending.hmicfrs_closes(
        recommendation=item, decided_on=date(2021, 12, 1), document="Letter", **values, **by_liaison(cast)
    )

    (change,) = found(Paper.objects.get())

    assert (change.matter, change.happened_on, change.by) == (Matter.CLOSED, date(2021, 12, 1), "HMICFRS")
    assert change.is_late(gather(Paper.objects.get(), as_at=CUT_OFF, audience=PUBLIC).period.since)


def test_a_closure_for_which_no_day_was_given_has_none(cast: Cast, item: Recommendation) -> None:
    values = {"outcome": Status.CLOSED_COMPLETE, "decided_by": "HMICFRS", "route": DecisionRoute.PORTAL}
    recommending.hmicfrs_closes(
        recommendation=item,
        decided_on=IN_PERIOD.date(),
        day_is_unknown=True,
        document="Its list",
        **values,
        **by_liaison(cast),
    )

    assert found(Paper.objects.get())[0].happened_on is None


def test_ruled_out_ruled_in_again_closed_and_reopened_are_each_told(cast: Cast, item: Recommendation) -> None:
    def mine(hours: int) -> dict[str, Any]:
        return by_liaison(cast, IN_PERIOD + hours * AN_HOUR)

    recommending.rule_not_ours(recommendation=item, why="Others", **mine(1))
    recommending.reopen(recommendation=item, source="A letter", why="Ours", **mine(2))
    recommending.hmicfrs_closes(
        recommendation=item,
        outcome=Status.CLOSED_SUPERSEDED,
        decided_on=IN_PERIOD.date(),
        decided_by="HMICFRS",
        route=DecisionRoute.PORTAL,
        document="List",
        **mine(3),
    )
    recommending.reopen(recommendation=item, source="A revisit", why="Not done", **mine(4))

    assert [matter for matter, _, _ in told(Paper.objects.get())] == [
        Matter.RULED_OUT,
        Matter.RULED_IN,
        Matter.CLOSED,
        Matter.REOPENED,
    ]


def test_dates_owner_and_rating_are_told_by_their_two_ends(cast: Cast, item: Recommendation) -> None:
    paper = Paper.objects.get()
    before = LAST_TIME + 2 * AN_HOUR
    recommending.set_target(recommendation=item, target_on=date(2022, 2, 1), **by_liaison(cast, before))
    for hours, day in ((1, date(2022, 3, 1)), (2, date(2022, 4, 1))):
        at = IN_PERIOD + hours * AN_HOUR
        recommending.extend_target(recommendation=item, target_on=day, why=f"Reason {hours}", **by_liaison(cast, at))
    other = cast.other_owner.post
    recommending.reallocate(
        recommendation=item, owner_post=other, why="Moved", **by_liaison(cast, IN_PERIOD + 3 * AN_HOUR)
    )
    for hours, rag in ((4, Rag.RED), (5, Rag.AMBER)):
        recommending.set_rag(
            recommendation=item, rag=rag, why="As it is", **by_liaison(cast, IN_PERIOD + hours * AN_HOUR)
        )

    owned, dated, rated = found(paper, INTERNAL)

    assert (owned.matter, owned.old, owned.new) == (Matter.RE_OWNED, cast.owner.post.title, other.title)
    assert (dated.matter, dated.old, dated.new) == (Matter.RE_DATED, "1 February 2022", "1 April 2022")
    assert (rated.matter, rated.new) == (Matter.RATED, "Amber")
    assert dated.reason == "Reason 1; Reason 2"
    assert [each.reason for each in found(paper)] == ["", "", ""]


def test_what_was_changed_and_changed_back_is_not_told(cast: Cast, item: Recommendation) -> None:
    old = Recommendation.objects.get(pk=item.pk).rag
    for hours, rag in ((1, Rag.RED), (2, Rag(old))):
        recommending.set_rag(
            recommendation=item, rag=rag, why="As it is", **by_liaison(cast, IN_PERIOD + hours * AN_HOUR)
        )

    assert found(Paper.objects.get()) == []


def test_progress_is_told_to_the_public_in_cleared_words_alone(cast: Cast, item: Recommendation) -> None:
    paper = Paper.objects.get()
    update = make_update(cast, item, "Raw", at=IN_PERIOD)
    wording = recommending.write_wording(update=update, text="Worded", **by_liaison(cast))
    assert told(paper) == [(Matter.PROGRESS, "", "")]
    assert told(paper, INTERNAL) == [(Matter.PROGRESS, "", "Worded")]

    recommending.clear_wording(wording=wording, **by_liaison(cast))
    make_update(cast, item, "Newer", at=IN_PERIOD + AN_HOUR)

    assert told(paper) == [(Matter.PROGRESS, "", "Worded")]
    assert told(paper, INTERNAL) == [(Matter.PROGRESS, "", "Newer")]


def test_a_return_by_one_of_our_own_desks_is_told_inside_the_force_alone(cast: Cast, paper: Paper) -> None:
    publication = make_publication(make_inspection(at=LAST_TIME), on=date(2021, 11, 1), at=LAST_TIME)
    claimed = make_recommendation(cast, publication, Status.WITH_DCC, at=LAST_TIME)
    dcc = cast.dcc.actor(IN_PERIOD.date())
    recommending.return_claim(recommendation=claimed, by=dcc, at=IN_PERIOD, why="No proof")

    (returned,) = found(paper, INTERNAL)

    assert (returned.matter, returned.reason) == (Matter.RETURNED, "No proof")
    assert found(paper) == []


def test_of_an_item_that_comes_out_from_a_marking_only_its_coming_is_told(cast: Cast, item: Recommendation) -> None:
    paper = Paper.objects.get()
    marking = {"marking": Marking.OFFICIAL_SENSITIVE, "why": "As it is"}
    recommending.set_marking(recommendation=item, **marking, **by_liaison(cast, LAST_TIME + 2 * AN_HOUR))
    recommending.set_rag(recommendation=item, rag=Rag.RED, why="As it is", **by_liaison(cast))
    make_update(cast, item, "Raw", at=IN_PERIOD + AN_HOUR)
    assert found(paper, INTERNAL) == []

    recommending.set_marking(
        recommendation=item, marking=Marking.OFFICIAL, why="As it is", **by_liaison(cast, IN_PERIOD + 2 * AN_HOUR)
    )

    assert told(paper, INTERNAL) == [(Matter.NEW, "", "")]


def test_replies_and_monitoring_are_told_from_the_moment_they_were_recorded(paper: Paper) -> None:
    publication = make_publication(make_inspection(at=LAST_TIME), on=date(2021, 11, 1), at=LAST_TIME)
    mine = {"by": SETTER_UP, "at": IN_PERIOD}
    duty = inspecting.add_reply_duty(
        publication=publication, kind=ReplyKind.OTHER, owed_by="Us", owed_to="Them", by=SETTER_UP, at=LAST_TIME
    )
    values = {"our_input_sent_on": date(2022, 1, 10), "reply_published_on": date(2022, 2, 1)}
    inspecting.change_reply_duty(duty=duty, values=values, **mine)
    inspecting.add_reply_duty(publication=publication, kind=ReplyKind.OTHER, owed_by="We", owed_to="You", **mine)
    inspecting.set_monitoring_phase(phase=Phase.ENGAGE, from_on=date(2022, 2, 1), **mine)

    assert [matter for matter, _, _ in told(paper)] == [
        Matter.INPUT_SENT,
        Matter.REPLY_MADE,
        Matter.REPLY_DUE,
        Matter.PHASE,
    ]


def test_fieldwork_and_notices_are_told_once_when_they_were_first_recorded(paper: Paper) -> None:
    made, coming = make_inspection("Made", at=IN_PERIOD), make_inspection("Coming", at=LAST_TIME)
    for inspection, standing, at in ((made, Standing.ACTUAL, IN_PERIOD), (coming, Standing.EXPECTED, LAST_TIME)):
        inspecting.add_milestone(
            inspection=inspection,
            kind=MilestoneKind.FIELDWORK,
            standing=standing,
            day=VagueDay.on(date(2022, 2, 1) if inspection is made else date(2022, 5, 1)),
            by=SETTER_UP,
            at=at,
        )

    assert [(each.matter, each.about) for each in found(paper)] == [(Matter.CONDUCTED, made.pk)]


# What hangs on items


def test_a_date_that_was_put_back_is_a_slip_with_its_reasons_inside_the_force(cast: Cast, item: Recommendation) -> None:
    paper = Paper.objects.get()
    days = (date(2022, 2, 1), date(2022, 3, 1), date(2022, 4, 1))
    recommending.set_target(recommendation=item, target_on=days[0], **by_liaison(cast, LAST_TIME + 2 * AN_HOUR))
    for hours in (1, 2):
        at = IN_PERIOD + hours * AN_HOUR
        recommending.extend_target(
            recommendation=item, target_on=days[hours], why=f"Reason {hours}", **by_liaison(cast, at)
        )

    (public,), (internal,) = (gather(paper, as_at=CUT_OFF, audience=audience).items for audience in (PUBLIC, INTERNAL))

    assert public.slips == (Slip("Internal target", days[0], days[2], 2, ()),)
    assert internal.slips == (Slip("Internal target", days[0], days[2], 2, ("Reason 1", "Reason 2")),)


def test_the_words_of_actions_are_in_no_public_paper(cast: Cast, item: Recommendation) -> None:
    owner = cast.owner.actor(IN_PERIOD.date())
    recommending.add_action(
        recommendation=item, what="Train them", post=cast.owner.post, due_on=date(2022, 5, 1), by=owner, at=IN_PERIOD
    )
    paper = Paper.objects.get()

    paths: list[Path] = [
        gather(paper, as_at=CUT_OFF, audience=audience).items[0].path for audience in (PUBLIC, INTERNAL)
    ]

    assert [[step.what for step in path.to_do] for path in paths] == [[""], ["Train them"]]


def test_open_items_are_counted_at_each_of_the_last_meetings(cast: Cast, paper: Paper, item: Recommendation) -> None:
    for year in range(2012, 2021):
        make_meeting(date(year, 6, 1), at=LAST_TIME)
    make_recommendation(cast, item.publication, at=IN_PERIOD)
    make_recommendation(cast, item.publication, at=LATER)
    make_recommendation(cast, item.publication, Status.CLOSED_SUPERSEDED, at=LAST_TIME)
    make_recommendation(cast, item.publication, marking=Marking.OFFICIAL_SENSITIVE, at=LAST_TIME)
    hidden = make_inspection("Undercover policing", embargoed=True, at=LAST_TIME)
    make_recommendation(cast, make_publication(hidden, at=LAST_TIME), at=LAST_TIME)
    inspecting.set_embargo(inspection=hidden, embargoed=False, by=SETTER_UP, at=IN_PERIOD, why="It is out.")
    chart = Section(kind=SectionKind.REGISTER_POSITION, options={"tables": ["open chart"]})

    told = gather(paper, as_at=CUT_OFF, audience=PUBLIC, sections=[chart]).open_then

    # Nothing is counted at meetings before the register's first record.
    assert told == (OpenThen(date(2021, 12, 22), 1), OpenThen(date(2022, 3, 31), 3))
    assert gather(paper, as_at=CUT_OFF, audience=PUBLIC, sections=[]).open_then == ()


# What may not be told


@pytest.mark.parametrize("audience", Audience)
def test_words_that_may_not_be_told_are_in_no_format_of_the_section(cast: Cast, audience: Audience) -> None:
    paper = make_small_register(cast).paper
    add_section(paper, SectionKind.SINCE, "Since", at=CUT_OFF)
    banned = IN_NO_PUBLIC_PAPER if audience is PUBLIC else IN_NO_PAPER

    document = build(paper, as_at=CUT_OFF, audience=audience)

    words = "\n".join(all_lines(document)) + FORMATS["html"].render(document).decode()
    assert [word for word in banned if word in words] == []
