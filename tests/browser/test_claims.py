"""A claim on its way, by keyboard: written, returned, made again, over every desk, to HMICFRS and back, and closed."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from jac_tracker.dates import london_day
from recommendations import actions
from recommendations.enums import Status, Verdict
from recommendations.models import Claim, Decision, Recommendation, SignOff
from recommendations.rules.as_read import PartAsRead
from tests.browser.conftest import CheckPage, SignIn
from tests.browser.keyboard import press, tab_to, type_into
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import REGISTERED_AT, make_evidence, make_recommendation

pytestmark = pytest.mark.django_db(transaction=True)

CLAIM = "/register/MP-2022-001/claim/"


@pytest.fixture
def item(cast: Cast) -> Recommendation:
    """An item with a part of ours and one that is not, and some evidence."""
    make_reference()
    item = make_recommendation(
        cast,
        make_publication(),
        title="Supervise vehicle crime",
        text="The force should supervise investigations of vehicle crime.",
        parts=[PartAsRead("a", "audit each month"), PartAsRead("b", "tell other forces", is_ours=False)],
    )
    make_evidence(cast, item, "Audit of January", at=REGISTERED_AT)
    return item


def button(page: Page, name: str) -> None:
    press(page, page.get_by_role("button", name=name, exact=True))


def enter_day(page: Page, day: date) -> None:
    for label, value in [("Day", day.day), ("Month", day.month), ("Year", day.year)]:
        type_into(page, label, str(value))


def open_act(page: Page, name: str) -> None:
    """From the claim's page to that of an act, which is called like its button."""
    button(page, name)
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def decide(page: Page, name: str) -> None:
    """Open a decision's page, and decide."""
    open_act(page, name)
    button(page, name)


def said(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible()


def the_owner_writes_what_is_missing_and_claims(page: Page, sign_in: SignIn, cast: Cast, axe: CheckPage) -> None:
    sign_in(page, cast.owner)
    page.goto("/register/MP-2022-001/")
    press(page, page.get_by_role("link", name="Claim and evidence"))
    expect(page).to_have_title("Claim and evidence: MP-2022-001 - JAC Tracker")
    said(page, "Answer part (a).")
    axe(page)
    open_act(page, "Write the claim")
    axe(page)
    type_into(page, "Answer to part (a)", "We audit ten files each month.")
    press(page, page.get_by_label("Evidence 1: Audit of January (minutes)"), " ")
    tab_to(page, page.get_by_label("How it will last"))
    page.keyboard.type("The board reads the audit.")
    button(page, "Save")
    said(page, "MP-2022-001: claim written.")
    expect(page.get_by_text("Before it can be claimed")).to_have_count(0)
    axe(page)
    decide(page, "Claim as complete")
    said(page, "MP-2022-001: claimed as complete.")
    said(page, "It waits for ACC Crime (Pat Lead).")
    axe(page)


def the_lead_returns_it_with_a_reason_only(page: Page, sign_in: SignIn, cast: Cast, axe: CheckPage) -> None:
    sign_in(page, cast.lead)
    page.goto(CLAIM)
    decide(page, "Return the claim")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    axe(page)
    tab_to(page, page.get_by_label("Reason"))
    page.keyboard.type("One month is not enough.")
    button(page, "Return the claim")
    said(page, "MP-2022-001: claim returned.")


def the_owner_claims_again_from_what_the_last_claim_said(page: Page, sign_in: SignIn, cast: Cast) -> None:
    sign_in(page, cast.owner)
    page.goto(CLAIM)
    expect(page.get_by_text("One month is not enough.").first).to_be_visible()  # at the head, and at the desk's verdict
    open_act(page, "Write the claim")
    said(page, "Claim 1 is over (returned). This one begins with what it said.")
    expect(page.get_by_label("Answer to part (a)")).to_have_value("We audit ten files each month.")
    tab_to(page, page.get_by_label("Answer to part (a)"))
    page.keyboard.press("Control+End")
    page.keyboard.type(" We have done so for a year.")
    button(page, "Save")
    said(page, "MP-2022-001: claim written.")
    decide(page, "Claim as complete")
    said(page, "MP-2022-001: claimed as complete.")


def every_desk_lets_it_go_on(page: Page, sign_in: SignIn, cast: Cast, axe: CheckPage) -> None:
    """The lead, who sees what has changed since; liaison; and the Deputy Chief Constable."""
    sign_in(page, cast.lead)
    page.goto(CLAIM)
    press(page, page.locator("summary", has_text="What has changed since it was signed in round 1"))
    expect(page.locator(".app-difference__side--new").first).to_contain_text("We have done so for a year.")
    axe(page)
    decide(page, "Pass the claim")
    said(page, "MP-2022-001: claim passed by the portfolio lead.")
    sign_in(page, cast.liaison)
    page.goto(CLAIM)
    open_act(page, "Evidence checked")
    axe(page)
    button(page, "Evidence checked")
    said(page, "MP-2022-001: evidence checked.")
    sign_in(page, cast.dcc)
    page.goto(CLAIM)
    decide(page, "Approve the claim")
    said(page, "MP-2022-001: claim approved.")
    axe(page)


def hmicfrs_is_sent_it_and_returns_it(page: Page, sign_in: SignIn, cast: Cast, axe: CheckPage) -> None:
    today = london_day(timezone.now())
    sign_in(page, cast.liaison)
    page.goto(CLAIM)
    open_act(page, "Send to HMICFRS")
    enter_day(page, today)
    axe(page)
    button(page, "Send to HMICFRS")
    said(page, "MP-2022-001: sent to HMICFRS.")
    open_act(page, "Record that HMICFRS returned it")
    enter_day(page, today)
    tab_to(page, page.get_by_label("Reason"))
    page.keyboard.type("It wants a reality test.")
    button(page, "Record that HMICFRS returned it")
    said(page, "MP-2022-001: returned by HMICFRS.")
    axe(page)


def test_a_claim_goes_from_its_owner_over_every_desk_to_hmicfrs_and_back(
    page: Page, sign_in: SignIn, cast: Cast, item: Recommendation, axe: CheckPage
) -> None:
    the_owner_writes_what_is_missing_and_claims(page, sign_in, cast, axe)
    the_lead_returns_it_with_a_reason_only(page, sign_in, cast, axe)
    the_owner_claims_again_from_what_the_last_claim_said(page, sign_in, cast)
    every_desk_lets_it_go_on(page, sign_in, cast, axe)
    hmicfrs_is_sent_it_and_returns_it(page, sign_in, cast, axe)

    item.refresh_from_db()
    assert item.status == Status.IN_PROGRESS
    assert [claim.standing for claim in Claim.objects.order_by("number")] == ["returned", "returned"]
    verdicts = [(row.claim.number, row.desk, row.verdict) for row in SignOff.objects.select_related("claim")]
    assert verdicts == [
        (1, Status.WITH_PORTFOLIO_LEAD, Verdict.RETURNED),
        (2, Status.WITH_PORTFOLIO_LEAD, Verdict.PASSED),
        (2, Status.WITH_LIAISON, Verdict.PASSED),
        (2, Status.WITH_DCC, Verdict.PASSED),
    ]


def test_hmicfrs_closes_what_was_sent_to_it(
    page: Page, sign_in: SignIn, cast: Cast, item: Recommendation, axe: CheckPage
) -> None:
    actions.add_closure_level(name="Level 2", meaning="Its lead looks.", by=SETTER_UP, at=REGISTERED_AT)
    sent = make_recommendation(cast, item.publication, Status.WITH_HMICFRS)
    sign_in(page, cast.liaison)
    page.goto(f"/register/{sent.reference}/claim/")

    open_act(page, "Record HMICFRS's decision")
    press(page, page.get_by_label("Closed: complete"), " ")
    enter_day(page, london_day(timezone.now()))
    type_into(page, "Decided by", "HM Inspector of Constabulary")
    press(page, page.get_by_label("Its monitoring portal or list"), " ")
    type_into(page, "Document", "Entry of today")
    tab_to(page, page.get_by_label("Closure level"))
    page.keyboard.type("Level 2")
    axe(page)
    button(page, "Record HMICFRS's decision")

    said(page, f"{sent.reference}: closed by HMICFRS.")
    sent.refresh_from_db()
    assert (sent.status, Decision.objects.get().closure_level) == (Status.CLOSED_COMPLETE, "Level 2")


def test_a_double_click_decides_once(
    page: Page, sign_in: SignIn, cast: Cast, item: Recommendation, axe: CheckPage
) -> None:
    claimed = make_recommendation(cast, item.publication, Status.WITH_DCC)
    sign_in(page, cast.dcc)
    page.goto(f"/register/{claimed.reference}/return-claim/")
    page.get_by_label("Reason").fill("The audit is old.")

    page.get_by_role("button", name="Return the claim").dblclick()

    expect(page.get_by_role("heading", level=1)).to_have_text(claimed.title)
    claimed.refresh_from_db()
    assert claimed.status == Status.IN_PROGRESS
    assert SignOff.objects.filter(claim__recommendation=claimed, desk=Status.WITH_DCC).count() == 1
    axe(page)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_claim_is_read_written_and_decided_without_scripts(
    page: Page, sign_in: SignIn, cast: Cast, item: Recommendation, axe: CheckPage
) -> None:
    claimed = make_recommendation(cast, item.publication, Status.WITH_PORTFOLIO_LEAD)
    sign_in(page, cast.lead)
    page.goto(f"/register/{claimed.reference}/claim/")
    axe(page)

    page.get_by_role("button", name="Pass the claim").click()
    axe(page)
    page.get_by_role("button", name="Pass the claim").click()

    said(page, f"{claimed.reference}: claim passed by the portfolio lead.")
    claimed.refresh_from_db()
    assert claimed.status == Status.WITH_LIAISON


def test_the_pages_of_closure_levels_and_of_a_discharge_can_be_used_by_everybody(
    page: Page, sign_in: SignIn, cast: Cast, item: Recommendation, axe: CheckPage
) -> None:
    level = actions.add_closure_level(name="Level 2", meaning="Its lead looks.", by=SETTER_UP, at=REGISTERED_AT)
    sign_in(page, cast.administrator)

    for place in ("/closure-levels/", "/closure-levels/add/", f"/closure-levels/{level.pk}/"):
        page.goto(place)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        axe(page)
