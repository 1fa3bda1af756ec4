"""In whose hands an item lies, and under which post an act is recorded: recommendations.permissions."""

from datetime import UTC, date, datetime, timedelta

import pytest

from inspections.models import Publication
from jac_tracker.accounts import actions as people
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Holding
from jac_tracker.accounts.roles import Role
from recommendations import actions
from recommendations.enums import Marking, Status, Verb
from recommendations.models import Recommendation
from recommendations.permissions import Hand, acting, hands_of, is_asked, item_seen_by, may_see, may_see_whole
from recommendations.workflow import act_for, not_allowed
from tests.factories.inspections import make_inspection, make_publication
from tests.factories.people import EVERYBODY, LONG_AGO, SETTER_UP, Cast, make_member
from tests.factories.recommendations import make_recommendation

AT = datetime(2022, 2, 1, 9, tzinfo=UTC)
TODAY = date(2022, 2, 1)


@pytest.mark.parametrize(
    ("who", "hands"),
    [
        ("liaison", {Hand.LIAISON, Hand.DESK}),
        ("second_liaison", {Hand.LIAISON, Hand.DESK}),
        ("owner", {Hand.OWNER}),
        ("other_owner", set()),
        ("lead", {Hand.LEAD, Hand.DESK}),
        ("other_lead", set()),
        ("dcc", {Hand.DCC, Hand.DESK}),
        ("secretary", set()),
        ("reader", set()),
        ("auditor", set()),
        ("administrator", set()),
    ],
)
def test_the_hands_that_each_of_the_cast_is(cast: Cast, publication: Publication, who: str, hands: set[Hand]) -> None:
    item = make_recommendation(cast, publication)

    assert hands_of(getattr(cast, who).actor(TODAY), item) == hands


@pytest.mark.parametrize(
    ("status", "who"),
    [
        (Status.WITH_PORTFOLIO_LEAD, {"lead"}),
        (Status.WITH_LIAISON, {"liaison", "second_liaison"}),
        (Status.WITH_DCC, {"dcc"}),
        (Status.APPROVED, {"lead", "liaison", "second_liaison", "dcc"}),  # none: the status says what is in the way
    ],
)
def test_the_desk_is_whoever_has_the_item(cast: Cast, publication: Publication, status: Status, who: set[str]) -> None:
    item = make_recommendation(cast, publication, status)

    assert {name for name in EVERYBODY if Hand.DESK in hands_of(getattr(cast, name).actor(TODAY), item)} == who


def test_a_command_is_every_hand(cast: Cast, publication: Publication) -> None:
    assert hands_of(Actor.system("load_demo"), make_recommendation(cast, publication)) == set(Hand)


def test_an_item_without_owner_or_portfolio_lies_in_nobodys_hand_but_by_role(
    cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, "awaiting allocation")  # type: ignore[arg-type]
    nobody = Actor.of(cast.reader.user, TODAY)
    no_post = Actor(user=cast.reader.user)

    assert hands_of(nobody, item) == hands_of(no_post, item) == set()


def test_ownership_ends_with_the_holding(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    record_progress = act_for(Verb.RECORD_PROGRESS)
    people.hand_over(
        post=cast.owner.post, to=cast.other_owner.user, from_on=TODAY, by=SETTER_UP, at=LONG_AGO, why="Posted."
    )

    assert not_allowed(record_progress, item, cast.owner.actor(TODAY - timedelta(days=1))) == ""
    assert not_allowed(record_progress, item, cast.owner.actor(TODAY)) != ""
    assert not_allowed(record_progress, item, cast.other_owner.actor(TODAY)) == ""


def test_an_act_is_recorded_under_the_post_that_gives_the_right(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    people.hand_over(post=cast.owner.post, to=cast.liaison.user, from_on=TODAY, by=SETTER_UP, at=LONG_AGO)
    both = cast.liaison.actor(TODAY)

    assert acting(both, act_for(Verb.RECORD_PROGRESS), item).post == cast.owner.post
    assert acting(both, act_for(Verb.HOLD), item).post == cast.liaison.post


def test_of_two_lead_posts_the_one_of_the_items_portfolio_is_recorded(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    people.hand_over(post=cast.lead.post, to=cast.other_lead.user, from_on=TODAY, by=SETTER_UP, at=LONG_AGO)
    both = cast.other_lead.actor(TODAY)

    assert len(both.posts) == 2
    assert acting(both, act_for(Verb.SET_RAG), item).post == cast.lead.post


def test_a_lead_of_another_portfolio_stands_in_only_where_nobody_may_decide(
    cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    empty = people.add_portfolio(name="Justice", by=SETTER_UP, at=LONG_AGO)
    proposal = actions.propose_not_applicable(
        recommendation=item, portfolio=empty, by=cast.liaison.actor(TODAY), at=AT, why="No such unit."
    )
    lead = cast.lead.actor(TODAY)

    assert is_asked(lead, proposal) is True
    make_member("Jo Justice", "ACC Justice", Role.PORTFOLIO_LEAD, empty)
    assert is_asked(lead, proposal) is False


def one_of_each_audience(cast: Cast, publication: Publication) -> list[Recommendation]:
    """Items seen by all, by some and by few, and those that other posts see for what they are to do on them."""
    hidden = make_publication(make_inspection("Undercover policing", embargoed=True))
    plain, marked, asked, acted_on, done = (
        make_recommendation(cast, publication, marking=marking)
        for marking in (Marking.OFFICIAL, *[Marking.OFFICIAL_SENSITIVE] * 2, *[Marking.OFFICIAL] * 2)
    )
    liaison, today = cast.liaison.actor(TODAY), {"at": AT}
    actions.propose_not_applicable(recommendation=asked, portfolio=cast.local, by=liaison, why="No unit.", **today)
    given = {"what": "Train.", "post": cast.other_owner.post, "due_on": TODAY}
    actions.add_action(recommendation=acted_on, **given, by=cast.owner.actor(TODAY), **today)
    step = actions.add_action(recommendation=done, **given, by=cast.owner.actor(TODAY), **today)
    actions.do_action(action=step, proof="Trained.", by=cast.other_owner.actor(TODAY), **today)
    waiting = [
        make_recommendation(cast, publication, status, marking=marking)
        for status in (Status.AWAITING_ALLOCATION, Status.WITH_PORTFOLIO_LEAD)
        for marking in (Marking.OFFICIAL, Marking.OFFICIAL_SENSITIVE)
    ]
    return [plain, marked, asked, acted_on, done, *waiting, make_recommendation(cast, hidden)]


@pytest.mark.parametrize("has_a_lead", [True, False])
def test_of_one_item_the_same_is_said_as_of_all(cast: Cast, publication: Publication, has_a_lead: bool) -> None:
    items = one_of_each_audience(cast, publication)
    if not has_a_lead:
        held = Holding.objects.get(post=cast.lead.post)
        people.end_holding(holding=held, to_on=TODAY - timedelta(days=1), by=SETTER_UP, at=AT)
    actors = [getattr(cast, name).actor(TODAY) for name in EVERYBODY]
    actors += [Actor.system("load_demo", on=TODAY), Actor(user=cast.reader.user, on=TODAY)]

    for actor in actors:
        seen = set(Recommendation.objects.visible_to(actor))
        whole = set(Recommendation.objects.in_full_to(actor))
        assert {item for item in items if may_see(actor, item)} == seen
        assert {item for item in items if may_see_whole(actor, item)} == whole
        assert {item_seen_by(actor, item.reference) for item in items} - {None} == seen
