"""The page of an item's actions: what each post has to do, and what the reader can do to it."""

import re
from datetime import date, timedelta
from itertools import product

import pytest

from inspections.models import Publication
from jac_tracker.accounts import actions as people_actions
from jac_tracker.accounts.roles import Role
from recommendations import actions
from recommendations.enums import ActionStatus, Status
from recommendations.models import Action, Recommendation
from recommendations.rules.as_read import PartAsRead
from tests.conftest import NOON, TODAY
from tests.factories.actions import make_action, mark_done
from tests.factories.people import LONG_AGO, SETTER_UP, Cast, make_member
from tests.factories.recommendations import close, make_recommendation
from tests.integration.recommendations.conftest import People, SetClock
from tests.integration.recommendations.pages import address, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication, parts=[PartAsRead("a", "audit each month")])


def page_of(item: Recommendation) -> str:
    return f"{address(item)}actions/"


def offered(page: str) -> list[tuple[int, str]]:
    """What can be done to which action, as the page's links say."""
    found = re.findall(r'>([^<]+)<span class="govuk-visually-hidden"> \(action (\d+)\)', page)
    return [(int(number), label) for label, number in found]


def test_an_action_is_told_with_its_post_its_holder_and_its_day(
    people: People, cast: Cast, item: Recommendation
) -> None:
    make_action(cast, item, at=NOON, part_letter="a", due_on=date(2022, 3, 11))

    page = words(people.owner.page(page_of(item)))

    assert (
        "1 Train the supervisors Part (a) Head of Neighbourhoods Omar Other 11 March 2022 Due in 10 days To do"
    ) in page
    assert "1 action, 1 due in the next 30 days" in page


def test_what_is_overdue_or_has_moved_is_said_in_words(
    people: People, cast: Cast, item: Recommendation, clock: SetClock
) -> None:
    action = make_action(cast, item, at=NOON, due_on=TODAY)
    actions.change_action(
        action=action,
        what=action.what,
        post=action.post,
        due_on=date(2022, 3, 10),
        by=cast.owner.actor(TODAY),
        at=NOON,
        why="Illness.",
    )
    clock(NOON + timedelta(days=12))

    page = words(people.owner.page(page_of(item)))

    assert "10 March 2022 First: 1 March 2022 Overdue by 3 days To do" in page
    assert "1 action, 1 overdue" in page


def test_done_and_returned_are_told_with_proof_and_reason(people: People, cast: Cast, item: Recommendation) -> None:
    done = make_action(cast, item, ActionStatus.DONE, at=NOON)

    page = words(people.lead.page(page_of(item)))
    assert "Done, waiting to be signed off All 40 are trained. Done on 1 March 2022, recorded by Omar Other" in page
    assert "1 action, 1 waiting to be signed off" in page

    actions.return_action(action=done, by=cast.lead.actor(TODAY), at=NOON, why="Not all.")
    page = words(people.lead.page(page_of(item)))
    assert "To do It came back: Not all." in page


def test_what_still_runs_comes_first_by_its_day(people: People, cast: Cast, item: Recommendation) -> None:
    for status, days in [
        (ActionStatus.DROPPED, 1),
        (ActionStatus.SIGNED_OFF, 2),
        (ActionStatus.TO_DO, 40),
        (ActionStatus.DONE, 20),
        (ActionStatus.TO_DO, 10),
    ]:
        make_action(cast, item, status, at=NOON, due_on=TODAY + timedelta(days=days))

    page = people.owner.page(page_of(item))

    assert re.findall(r'data-label="Action">(\d+)<', page) == ["5", "4", "3", "2", "1"]
    assert "4 actions, 1 due in the next 30 days, 1 waiting to be signed off" in words(page)


def test_an_item_without_actions_says_so_kindly(people: People, cast: Cast, item: Recommendation) -> None:
    assert "No post has been given anything to do towards this item." in words(people.owner.page(page_of(item)))


EVERYTHING = ["Mark as done", "Change the action", "Drop"]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("owner", [*[(1, label) for label in EVERYTHING], (2, "Drop")]),
        ("liaison", [*[(1, label) for label in EVERYTHING], (2, "Drop")]),
        ("lead", [(2, "Sign off"), (2, "Return")]),
        ("other_owner", [(1, "Mark as done")]),
        ("dcc", []),
        ("auditor", []),
    ],
)
def test_each_action_offers_what_lies_in_the_readers_hands(
    people: People, cast: Cast, item: Recommendation, who: str, expected: list[tuple[int, str]]
) -> None:
    make_action(cast, item, at=NOON, due_on=TODAY)
    make_action(cast, item, ActionStatus.DONE, at=NOON)
    make_action(cast, item, ActionStatus.SIGNED_OFF, at=NOON)

    page = getattr(people, who).page(page_of(item))

    assert offered(page) == expected
    assert ("Add an action" in page) is (who in {"owner", "liaison"})


@pytest.mark.parametrize("who", ["other_lead", "secretary"])
def test_a_reader_of_headlines_gets_the_headline_and_no_word_of_an_action(
    people: People, cast: Cast, item: Recommendation, who: str
) -> None:
    make_action(cast, item, at=NOON, what="Plantedaction")

    page = getattr(people, who).page(page_of(item))

    assert "Plantedaction" not in page
    assert "This is the headline." in page


def test_a_post_with_an_action_sees_the_item_whole_until_the_action_is_dropped(
    people: People, cast: Cast, item: Recommendation
) -> None:
    action = make_action(cast, item, at=NOON, what="Plantedaction")
    assert "Plantedaction" in people.other_owner.page(page_of(item))

    actions.drop_action(action=action, by=cast.owner.actor(TODAY), at=NOON, why="No need.")
    assert "Plantedaction" not in people.other_owner.page(page_of(item))


def test_an_item_that_is_marked_later_is_closed_to_a_post_with_no_more_than_an_action(
    people: People, cast: Cast, item: Recommendation
) -> None:
    make_action(cast, item, at=NOON)
    actions.set_marking(
        recommendation=item, marking="official-sensitive", by=cast.liaison.actor(TODAY), at=NOON, why="A source."
    )

    assert people.other_owner.get(page_of(item)).status_code == 404
    assert people.other_owner.get(f"{page_of(item)}1/done/").status_code == 404
    assert people.owner.get(page_of(item)).status_code == 200


def test_the_actions_of_an_embargoed_item_are_not_there(people: People, cast: Cast, embargoed: Publication) -> None:
    item = make_recommendation(cast, embargoed)

    for who in ("owner", "lead", "other_owner", "secretary"):
        assert getattr(people, who).get(page_of(item)).status_code == 404, who
    assert people.liaison.get(page_of(item)).status_code == 200


def test_the_actions_of_a_closed_item_are_shown_and_frozen(
    people: People, cast: Cast, item: Recommendation, clock: SetClock
) -> None:
    make_action(cast, item, at=NOON, due_on=TODAY)
    make_action(cast, item, ActionStatus.DONE, at=NOON)
    close(cast, item, at=NOON)
    clock(NOON + timedelta(days=9))

    for who in ("owner", "lead", "liaison"):
        page = getattr(people, who).page(page_of(item))
        assert offered(page) == []
        assert "Overdue" not in page
        assert "2 actions" in words(page)
        assert "waiting to be signed off," not in words(page)
    assert "“Add an action” is for an item that is open. This one is closed: complete." in words(
        people.owner.page(page_of(item))
    )


# Where the item's own lead may not sign


def done_by_the_lead(cast: Cast, item: Recommendation) -> Action:
    people_actions.hand_over(
        post=cast.other_owner.post, to=cast.lead.user, from_on=TODAY, by=SETTER_UP, at=LONG_AGO, why="Acting."
    )
    return make_action(cast, item, ActionStatus.DONE, at=NOON)


def test_the_page_says_that_the_lead_of_another_portfolio_may_sign(
    people: People, cast: Cast, item: Recommendation
) -> None:
    done_by_the_lead(cast, item)

    page = people.other_lead.page(page_of(item))

    said = "Nobody who leads this portfolio may sign this off, so the lead of another may, with a reason."
    assert said in words(page)
    assert offered(page) == [(1, "Sign off"), (1, "Return")]
    assert said in words(people.lead.page(page_of(item)))
    assert offered(people.lead.page(page_of(item))) == []


def test_the_page_says_where_nobody_is_left_to_sign(people: People, cast: Cast, item: Recommendation) -> None:
    done_by_the_lead(cast, item)
    people_actions.end_holding(
        holding=cast.other_lead.post.holdings.get(), to_on=date(2022, 2, 28), by=SETTER_UP, at=LONG_AGO
    )

    page = words(people.owner.page(page_of(item)))

    assert ("Nobody who holds a post of portfolio lead may sign this off: ask an administrator to add one.") in page
    make_member("New Lead", "ACC Operations", Role.PORTFOLIO_LEAD, cast.local)
    page = words(people.owner.page(page_of(item)))
    assert "so the lead of another may, with a reason" in page


def test_what_the_leads_own_post_did_is_said_to_be_the_same_posts(
    people: People, cast: Cast, item: Recommendation
) -> None:
    mark_done(make_action(cast, item, at=NOON, post=cast.lead.post), at=NOON)

    page = words(people.owner.page(page_of(item)))

    assert "Signed off All 40 are trained." in page
    assert "Same post: the post that did this leads the item's portfolio, so it counts as signed off at once." in page


# As at a day


def test_the_page_as_at_a_day_has_the_actions_of_that_day_and_nothing_to_do(
    people: People, cast: Cast, item: Recommendation, clock: SetClock
) -> None:
    action = make_action(cast, item, at=NOON, what="As it was", due_on=date(2022, 3, 3))
    clock(NOON + timedelta(days=9))
    later = NOON + timedelta(days=8)
    mark_done(action, at=later)
    make_action(cast, item, at=later, what="Plantedlater")

    page = people.owner.page(page_of(item), as_at="2022-03-05")

    assert "This list as at 5 March 2022. Read only." in words(page)
    assert "3 March 2022 Overdue by 2 days To do" in words(page)
    assert "Plantedlater" not in page
    assert "All 40 are trained" not in page
    assert offered(page) == []
    assert "Add an action" not in page


def test_the_history_of_the_actions_tells_each_by_its_number(people: People, cast: Cast, item: Recommendation) -> None:
    make_action(cast, item, at=NOON)
    done = make_action(cast, item, ActionStatus.DONE, at=NOON)
    actions.return_action(action=done, by=cast.lead.actor(TODAY), at=NOON, why="Not all.")

    page = people.owner.page(page_of(item))

    titles = re.findall(r'moj-timeline__title">([^<]+)<', page)
    assert titles == ["Action 2 returned", "Action 2 done", "Action 2 added", "Action 1 added"]
    record = people.owner.page(address(item))
    assert "Action 2 returned" in record


def test_the_page_costs_the_same_with_fifty_actions(people: People, cast: Cast, item: Recommendation) -> None:
    everybody = (people.owner, people.lead, people.other_lead, people.liaison, people.secretary)
    looks = list(product(everybody, ("", "?as_at=2022-03-01")))
    make_action(cast, item, ActionStatus.DONE, at=NOON)
    one = [browser.statements(page_of(item) + query) for browser, query in looks]

    for number in range(49):
        status = [ActionStatus.TO_DO, ActionStatus.DONE, ActionStatus.SIGNED_OFF][number % 3]
        make_action(cast, item, status, at=NOON, post=[cast.other_owner.post, cast.dcc.post][number % 2])

    assert [browser.statements(page_of(item) + query) for browser, query in looks] == one
    assert max(one) <= 10


# On the item's own page


def test_the_items_page_says_how_many_actions_it_has_and_leads_to_them(
    people: People, cast: Cast, item: Recommendation, clock: SetClock
) -> None:
    assert "No actions" in words(people.owner.page(address(item)))
    make_action(cast, item, at=NOON, due_on=TODAY)
    make_action(cast, item, at=NOON, due_on=TODAY + timedelta(days=100))
    before = people.owner.statements(address(item))
    clock(NOON + timedelta(days=2))

    page = people.owner.page(address(item))

    assert f'<a class="govuk-link" href="{page_of(item)}">2 actions, 1 overdue</a>' in page
    assert people.owner.statements(address(item)) == before <= 10


def test_an_item_awaiting_allocation_says_what_a_done_action_waits_for(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)
    liaison = cast.liaison.actor(TODAY)
    action = actions.add_action(
        recommendation=item, what="Read it", post=cast.owner.post, due_on=TODAY, by=liaison, at=NOON
    )
    mark_done(action, at=NOON)

    page = words(people.liaison.page(page_of(item)))

    assert "This waits until the item is given to a portfolio, whose lead signs it off." in page
