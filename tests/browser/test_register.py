"""A liaison officer finds an item and records progress; its owner extends the target. By mouse, keyboard, no script."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from recommendations import actions
from recommendations.enums import DeadlineKind, Kind, Rag, Status
from recommendations.models import ProgressUpdate, Recommendation
from recommendations.rules.as_read import DeadlineAsRead, PartAsRead
from tests.browser.conftest import CheckPage, SignIn
from tests.browser.keyboard import press, type_into
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast
from tests.factories.recommendations import REGISTERED_AT, make_recommendation, make_update

pytestmark = pytest.mark.django_db(transaction=True)

ITEM = "/register/MP-2022-001/"


@pytest.fixture
def item(cast: Cast) -> Recommendation:
    """An item with a past, among 30 others."""
    make_reference()
    publication = make_publication()
    deadline = DeadlineAsRead("By May 2090", DeadlineKind.FIXED, date(2090, 5, 31))
    item = make_recommendation(
        cast,
        publication,
        title="Supervise vehicle crime",
        text="By May 2090, the force should supervise investigations of vehicle crime.",
        deadline=deadline,
        parts=[PartAsRead("a", "audit each month"), PartAsRead("b", "train supervisors")],
    )
    at = REGISTERED_AT + timedelta(days=3)
    owner = cast.owner.actor(at.date())
    actions.set_target(recommendation=item, target_on=date(2090, 1, 31), by=owner, at=at)
    update = make_update(cast, item, "The first audit is done.", at=at)
    actions.write_wording(update=update, text="An audit is done.", by=cast.liaison.actor(at.date()), at=at)
    for number in range(30):
        status = [Status.AWAITING_ALLOCATION, Status.IN_PROGRESS, Status.CLOSED_COMPLETE][number % 3]
        make_recommendation(cast, publication, status, kind=list(Kind)[number % 2])
    return item


def test_a_liaison_officer_finds_an_item_and_records_progress(
    page: Page, sign_in: SignIn, cast: Cast, item: Recommendation, axe: CheckPage
) -> None:
    sign_in(page, cast.liaison)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your work")
    axe(page)

    page.get_by_role("link", name="Register", exact=True).click()
    axe(page)
    page.get_by_label("Search", exact=True).fill("vehicle supervise")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("Showing 1 item")).to_be_visible()
    page.get_by_role("link", name=item.reference).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Supervise vehicle crime")
    axe(page)

    page.get_by_role("button", name="Record progress").click()
    page.get_by_role("button", name="Record progress").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page).to_have_title("Error: Record progress: MP-2022-001 - JAC Tracker")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    axe(page)
    page.get_by_label("Progress").fill("Half of the supervisors are trained.")
    page.get_by_label("Amber").check()
    page.get_by_label("Why this RAG").fill("The trainer has left.")
    page.get_by_label("Owner's message").fill("E-mail of today")
    page.get_by_role("button", name="Record progress").click()

    expect(page.get_by_text("MP-2022-001: progress recorded.")).to_be_visible()
    history = page.locator(".moj-timeline__item").first
    expect(history).to_contain_text("Progress recorded")
    expect(history.get_by_role("row").filter(has_text="RAG").first).to_contain_text("Green")
    expect(history.get_by_role("row").filter(has_text="RAG").first).to_contain_text("Amber")
    update = ProgressUpdate.objects.latest("id")
    assert (update.text, update.rag, update.by_user) == (
        "Half of the supervisors are trained.",
        Rag.AMBER,
        cast.liaison.user,
    )


def test_an_owner_extends_the_target_by_keyboard_alone(
    page: Page, sign_in: SignIn, cast: Cast, item: Recommendation, axe: CheckPage
) -> None:
    sign_in(page, cast.owner)
    page.goto("/")
    press(page, page.get_by_role("link", name="See all its open items"))
    press(page, page.get_by_role("link", name=item.reference))
    press(page, page.get_by_role("button", name="Extend the target"), " ")
    expect(page.get_by_role("heading", level=1)).to_have_text("Extend the target")
    axe(page)

    for label, words in [("Day", "31"), ("Month", "3"), ("Year", "2090")]:
        type_into(page, label, words)
    type_into(page, "Reason", "The supplier is late.")
    press(page, page.get_by_role("button", name="Extend the target"))

    expect(page.get_by_text("MP-2022-001: target extended.")).to_be_visible()
    moves = page.get_by_role("table", name="Every move of the deadline and of our own target, newest first")
    expect(moves.get_by_role("row").nth(1)).to_contain_text("31 January 2090")
    expect(moves.get_by_role("row").nth(1)).to_contain_text("31 March 2090")
    expect(moves.get_by_role("row").nth(1)).to_contain_text("The supplier is late.")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_an_item_is_registered_and_given_away_without_scripts(
    page: Page, sign_in: SignIn, cast: Cast, item: Recommendation, axe: CheckPage
) -> None:
    sign_in(page, cast.liaison)
    page.goto(f"/publications/{item.publication_id}/register/")
    page.get_by_label("Recommendation", exact=True).check()
    page.get_by_label("Title").fill("Record crime at once")
    page.get_by_label("Text", exact=False).first.fill("Within six months, the force should record crime at once.")
    page.get_by_label("The report's words").check()
    page.get_by_role("button", name="Read the deadline").click()
    expect(page.get_by_text("The text says “Within six months”, which we read as 7 July 2022")).to_be_visible()
    expect(page.get_by_label("Deadline as worded")).to_have_value("Within six months")
    axe(page)
    page.get_by_label("I have checked the deadline against the report").check()
    page.get_by_role("button", name="Register", exact=True).click()
    axe(page)

    page.get_by_role("button", name="Allocate").click()
    page.get_by_label("Owner", exact=True).select_option("Force Crime Registrar")
    axe(page)
    page.get_by_role("button", name="Allocate").click()

    registered = Recommendation.objects.latest("id")
    assert (registered.status, registered.owner_post) == (Status.IN_PROGRESS, cast.owner.post)
    expect(page.get_by_text(f"{registered.reference}: allocated.")).to_be_visible()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_the_register_is_filtered_and_looked_at_on_another_day_without_scripts(
    page: Page, sign_in: SignIn, cast: Cast, item: Recommendation, axe: CheckPage
) -> None:
    sign_in(page, cast.liaison)
    page.goto("/register/")
    page.get_by_role("link", name="Grey", exact=True).click()
    expect(page.get_by_text("Showing all 10 items")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Remove filter: RAG: Grey").click()
    expect(
        page.get_by_text("Showing 1 to 20 of 21 items").or_(page.get_by_text("Showing all 21 items"))
    ).to_be_visible()
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Owner").select_option("Force Crime Registrar")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_text("Showing all 11 items")).to_be_visible()

    page.get_by_text("See the register as it was on another day").click()
    for label, words in [("Day", "10"), ("Month", "1"), ("Year", "2022")]:
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_role("button", name="Show that day").click()
    expect(page.get_by_text("The register as at 10 January 2022. Read only.")).to_be_visible()
    axe(page)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "record-progress/",
        "allocate/",
        "reallocate/",
        "confirm-deadline/",
        "edit-text/",
        "set-parts/?letter=a",
        "set-governance/",
        "hmicfrs-closes/",
        "set-marking/",
        "?as_at=2022-01-20",
        "?as_at=2021-12-22",
        "?as_at=nonsense",
    ],
)
def test_every_page_about_an_item_can_be_used_by_everybody(
    path: str, page: Page, sign_in: SignIn, cast: Cast, item: Recommendation, axe: CheckPage
) -> None:
    sign_in(page, cast.liaison)

    page.goto(ITEM + path)

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    axe(page)


def test_the_headline_and_a_wrong_filter_can_be_read_by_everybody(
    page: Page, sign_in: SignIn, cast: Cast, item: Recommendation, axe: CheckPage
) -> None:
    sign_in(page, cast.secretary)

    page.goto(ITEM)
    expect(page.get_by_text("This is the headline.")).to_be_visible()
    axe(page)
    page.goto("/register/?rag=purple")
    expect(page.get_by_text("Nothing is shown, because a filter could not be understood.")).to_be_visible()
    axe(page)
