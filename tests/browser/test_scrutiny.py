"""The Deputy Chief Constable goes through three claims in one session, by keyboard, and prints what was decided."""

import pytest
from playwright.sync_api import Page, expect

from recommendations.enums import Status, Verdict
from recommendations.models import Recommendation, SignOff
from tests.browser.conftest import CheckPage, SignIn
from tests.browser.keyboard import press, tab_to, type_into
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation

pytestmark = pytest.mark.django_db(transaction=True)

TITLES = ("Record every crime", "Supervise vehicle crime", "Answer calls in time")


@pytest.fixture
def claimed(cast: Cast) -> list[Recommendation]:
    """Three items whose claims have come to the Deputy Chief Constable."""
    make_reference()
    publication = make_publication()
    return [make_recommendation(cast, publication, Status.WITH_DCC, title=title) for title in TITLES]


def decide(page: Page, verdict: str) -> None:
    """Choose a verdict and go on. A group of radios takes the focus as one, and arrows go from one to the next."""
    first = page.get_by_role("radio").first
    tab_to(page, first)
    page.keyboard.press("Space")
    while not page.get_by_label(verdict, exact=True).is_checked():
        page.keyboard.press("ArrowDown")


def test_three_claims_in_one_session(
    page: Page, sign_in: SignIn, cast: Cast, claimed: list[Recommendation], axe: CheckPage
) -> None:
    sign_in(page, cast.dcc)
    page.goto("/")
    expect(page.get_by_role("heading", name="Claims to scrutinise (3)")).to_be_visible()
    axe(page)
    press(page, page.get_by_role("link", name="Go through them one by one"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Scrutiny session")
    axe(page)
    press(page, page.get_by_role("button", name="Start"))

    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[0])
    expect(page.locator(".govuk-caption-l")).to_contain_text("Claim 1 of 3")
    axe(page)
    decide(page, "Approve the claim")
    press(page, page.get_by_role("button", name="Save and go on"))

    expect(page.get_by_text("MP-2022-001: claim approved.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[1])
    decide(page, "Return the claim")
    press(page, page.get_by_role("button", name="Save and go on"))
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    axe(page)
    type_into(page, "Reason (optional)", "Show the audit of October.")
    press(page, page.get_by_role("button", name="Save and go on"))

    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[2])
    decide(page, "Leave it for later")
    press(page, page.get_by_role("button", name="Save and go on"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Record of decisions")
    expect(page.get_by_text("2 decisions")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="MP-2022-002")).to_contain_text("Show the audit of October.")
    expect(page.get_by_text("1 claim still waits for you.")).to_be_visible()
    axe(page)
    statuses = list(Recommendation.objects.order_by("pk").values_list("status", flat=True))
    assert statuses == [Status.APPROVED, Status.IN_PROGRESS, Status.WITH_DCC]


def test_a_double_click_decides_once(page: Page, sign_in: SignIn, cast: Cast, claimed: list[Recommendation]) -> None:
    sign_in(page, cast.dcc)
    page.goto(f"/scrutiny/{claimed[0].reference}/")
    page.get_by_label("Approve the claim").check()

    page.get_by_role("button", name="Save and go on").dblclick()

    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[1])
    assert SignOff.objects.filter(desk=Status.WITH_DCC, verdict=Verdict.PASSED).count() == 1
    claimed[1].refresh_from_db()
    assert claimed[1].status == Status.WITH_DCC


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_it_goes_without_scripts(page: Page, sign_in: SignIn, cast: Cast, claimed: list[Recommendation]) -> None:
    sign_in(page, cast.dcc)
    page.goto(f"/scrutiny/{claimed[0].reference}/")

    page.get_by_label("Approve the claim").check()
    page.get_by_role("button", name="Save and go on").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[1])
