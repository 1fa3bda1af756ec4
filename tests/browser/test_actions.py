"""An action from post to post, by keyboard alone: given, done, returned, done again, signed off."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from recommendations import actions
from recommendations.enums import ActionStatus
from recommendations.models import Action, Recommendation
from recommendations.rules.as_read import PartAsRead
from tests.browser.conftest import CheckPage, SignIn
from tests.browser.keyboard import press, tab_to, type_into
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast
from tests.factories.recommendations import REGISTERED_AT, make_recommendation

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/register/MP-2022-001/actions/"


@pytest.fixture
def item(cast: Cast) -> Recommendation:
    """An item whose owner is to give an action to somebody else; an older one was never done."""
    make_reference()
    item = make_recommendation(cast, make_publication(), parts=[PartAsRead("a", "audit each month")])
    actions.add_action(
        recommendation=item,
        what="Write the terms of reference for the working group, and have them agreed by every district. " * 3,
        post=cast.dcc.post,
        due_on=(REGISTERED_AT + timedelta(days=30)).date(),
        part_letter="a",
        by=cast.owner.actor(REGISTERED_AT.date()),
        at=REGISTERED_AT + timedelta(days=1),
    )
    return item


def mark_as_done(page: Page, proof: str, axe: CheckPage) -> None:
    press(page, page.get_by_role("link", name="Mark as done (action 2)"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Mark as done")
    axe(page)
    box = page.get_by_label("What proves that it is done")
    tab_to(page, box)
    page.keyboard.press("Control+A")
    page.keyboard.type(proof)
    press(page, page.get_by_role("button", name="Mark as done"))
    expect(page.get_by_text("MP-2022-001: action 2 done.")).to_be_visible()


def give_an_action(page: Page, axe: CheckPage) -> None:
    page.goto("/register/MP-2022-001/")
    press(page, page.get_by_role("link", name="1 action, 1 overdue"))
    expect(page).to_have_url(f"{page.url.split('/register')[0]}{LIST}")
    axe(page)
    press(page, page.get_by_role("button", name="Add an action"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Add an action")
    axe(page)
    press(page, page.get_by_role("button", name="Add an action"))
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    axe(page)
    type_into(page, "What is to be done", "Train the supervisors")
    tab_to(page, page.get_by_label("Post", exact=True))
    page.keyboard.type("Head of N")
    for label, words in [("Day", "31"), ("Month", "3"), ("Year", "2090")]:
        type_into(page, label, words)
    press(page, page.get_by_role("button", name="Add an action"))
    expect(page.get_by_text("MP-2022-001: action 2 added.")).to_be_visible()


def test_an_action_goes_from_post_to_post_by_keyboard(
    page: Page, sign_in: SignIn, cast: Cast, item: Recommendation, axe: CheckPage
) -> None:
    sign_in(page, cast.owner)
    give_an_action(page, axe)

    sign_in(page, cast.other_owner)
    page.goto(LIST)
    mark_as_done(page, "Half of them are trained.", axe)

    sign_in(page, cast.lead)
    page.goto(LIST)
    axe(page)
    press(page, page.get_by_role("link", name="Return (action 2)"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Return")
    axe(page)
    type_into(page, "Reason", "Half is not all.")
    press(page, page.get_by_role("button", name="Return"))
    expect(page.get_by_text("MP-2022-001: action 2 returned.")).to_be_visible()

    sign_in(page, cast.other_owner)
    page.goto(LIST)
    expect(page.get_by_text("It came back: Half is not all.")).to_be_visible()
    mark_as_done(page, "All 40 are trained.", axe)

    sign_in(page, cast.lead)
    page.goto(LIST)
    press(page, page.get_by_role("link", name="Sign off (action 2)"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign off")
    expect(page.get_by_text("All 40 are trained.")).to_be_visible()
    axe(page)
    press(page, page.get_by_role("button", name="Sign off"))
    expect(page.get_by_text("MP-2022-001: action 2 signed off.")).to_be_visible()
    axe(page)
    assert Action.objects.get(number=2).status == ActionStatus.SIGNED_OFF
