"""A liaison officer enters an inspection, its date, its report and its grades; an administrator keeps frameworks."""

import pytest
from playwright.sync_api import Page, expect

from inspections import actions
from inspections.actions import AreaGrading, Count
from inspections.enums import CountOf, GradingStanding, MilestoneKind, Standing
from inspections.models import Grading, Publication
from jac_tracker.dates import read_vague_day
from tests.browser.conftest import CheckPage, SignIn
from tests.browser.keyboard import press, tab_to, type_into
from tests.conftest import TODAY
from tests.factories.inspections import WHEN, Reference, make_hanging, make_inspection, make_publication, make_reference
from tests.factories.people import SETTER_UP, Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def reference(transactional_db: None) -> Reference:
    return make_reference()


def test_an_inspection_is_entered_by_keyboard_alone(
    page: Page, sign_in: SignIn, cast: Cast, reference: Reference, axe: CheckPage
) -> None:
    sign_in(page, cast.liaison)
    page.goto("/inspections/")
    press(page, page.get_by_role("button", name="Add an inspection"))
    save_nothing(page, axe)

    enter_an_inspection(page)
    enter_a_milestone(page)
    enter_a_publication(page, axe)
    enter_a_grade(page, axe)

    expect(page.get_by_role("heading", name="Preventing crime and anti-social behaviour – Good")).to_be_visible()
    axe(page)
    assert [str(grading.grade) for grading in Grading.objects.all()] == ["Good"]


def save_nothing(page: Page, axe: CheckPage) -> None:
    """The error summary takes the focus, and each line of it leads to its input."""
    press(page, page.get_by_role("button", name="Save"))
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    axe(page)
    press(page, page.get_by_role("link", name="Enter the short title"))
    expect(page.get_by_label("Short title")).to_be_focused()


def enter_an_inspection(page: Page) -> None:
    page.goto("/inspections/add/")
    type_into(page, "Kind", "National")
    type_into(page, "Title", "Digital forensics: how well forces examine devices")
    type_into(page, "Short title", "Digital forensics")
    press(page, page.get_by_label("Inspected", exact=True), "Space")
    type_into(page, "Other forces inspected (optional)", "Northshire, Southshire (two units)")
    press(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Digital forensics")
    expect(page.get_by_text("Northshire Constabulary, Southshire Police (two units)")).to_be_visible()


def enter_a_milestone(page: Page) -> None:
    press(page, page.get_by_role("link", name="Add a milestone"))
    type_into(page, "Milestone", "Fieldwork")
    press(page, page.get_by_label("Expected", exact=True), "Space")
    type_into(page, "Date", "W/C 4 April 2022")
    press(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_role("cell", name="Week commencing 4 April 2022")).to_be_visible()


def enter_a_publication(page: Page, axe: CheckPage) -> None:
    press(page, page.get_by_role("link", name="Add a publication"))
    type_into(page, "Kind", "Force report")
    type_into(page, "Title", "Digital forensics in Midshire")
    type_into(page, "Original publication date", "1 March 2022")
    type_into(page, "Graded under (optional)", "PEEL")
    press(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_role("heading", name="Digital forensics in Midshire").first).to_be_visible()
    axe(page)


def enter_a_grade(page: Page, axe: CheckPage) -> None:
    press(page, page.get_by_role("link", name="Gradings of Digital forensics in Midshire"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Gradings")
    axe(page)
    tab_to(page, page.get_by_label("Preventing crime: No entry"))
    for _ in range(5):  # from "No entry" back over "Not graded" to the third of five grades, and one more
        page.keyboard.press("ArrowLeft")
    expect(page.get_by_label("Preventing crime: Good")).to_be_checked()
    type_into(page, "Summary: Preventing crime", "Much is done well.")
    press(page, page.get_by_role("button", name="Save"))


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_an_inspection_is_entered_without_javascript(
    page: Page, sign_in: SignIn, cast: Cast, reference: Reference, axe: CheckPage
) -> None:
    sign_in(page, cast.liaison)
    page.goto("/inspections/")
    page.get_by_role("button", name="Add an inspection").click()
    page.get_by_label("Kind").select_option("PEEL")
    page.get_by_label("Title", exact=True).fill("PEEL 2021/22")
    page.get_by_label("Short title").fill("PEEL 2021/22")
    page.get_by_label("Inspected", exact=True).check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Add a milestone").click()
    page.get_by_label("Milestone").select_option("Hot debrief")
    page.get_by_label("It happened").check()
    page.get_by_label("Date").fill("6 October 2017")
    page.get_by_role("button", name="Save").click()
    axe(page)

    page.get_by_role("link", name="Add a publication").click()
    page.get_by_label("Kind").select_option("Force report")
    page.get_by_label("Title").fill("PEEL report")
    page.get_by_label("Original publication date").fill("17 November 2021")
    page.get_by_label("Graded under").select_option("PEEL 2021/22")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Gradings of PEEL report").click()
    page.get_by_label("Armed threats: Not graded").check()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_text("Not graded: Armed threats.")).to_be_visible()
    page.goto("/inspections/")
    page.locator("summary", has_text="Filter").click()
    page.get_by_label("Title holds").fill("peel")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("rowheader", name="PEEL 2021/22")).to_be_visible()
    axe(page)


def test_a_refused_and_an_overtaken_gradings_page_are_accessible(
    page: Page, sign_in: SignIn, cast: Cast, reference: Reference, axe: CheckPage
) -> None:
    publication = _full_inspection(reference)
    sign_in(page, cast.liaison)
    page.goto(f"/publications/{publication.pk}/gradings/")

    page.get_by_label("Summary: Investigating crime").fill("No grade, though")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Select a grade for Investigating crime, or not graded").click()
    expect(page.get_by_label("Investigating crime: Outstanding")).to_be_focused()
    axe(page)

    page.get_by_label("Investigating crime: Adequate").check()
    actions.set_gradings(publication=publication, gradings=[], by=SETTER_UP, at=WHEN)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Somebody else changed this while you were writing.")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Investigating crime – Adequate")).to_be_visible()


def test_an_administrator_keeps_frameworks_and_settings(
    page: Page, sign_in: SignIn, cast: Cast, reference: Reference, axe: CheckPage
) -> None:
    sign_in(page, cast.administrator)
    for address in ("/frameworks/", f"/frameworks/{reference.peel.pk}/", "/frameworks/add/", "/settings/"):
        page.goto(address)
        axe(page)
    page.goto(f"/frameworks/{reference.peel.pk}/change/")

    page.get_by_label("Areas, row 5: short label").fill("Leadership")
    page.get_by_label("Areas, row 1: short label").fill("")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Enter the short label, or tick remove").click()
    expect(page.get_by_label("Areas, row 1: short label")).to_be_focused()
    axe(page)
    page.get_by_label("Areas, row 1: remove").check()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("rowheader", name="Leadership")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Preventing crime")).to_have_count(0)


def _full_inspection(reference: Reference) -> Publication:
    """An inspection with one of everything, and two more for the list and the forward look."""
    title = "The police and criminal justice response to serious violence against children and young people"
    inspection = make_inspection(title, short_title="Serious youth violence", embargoed=True)
    publication = make_publication(inspection, framework=reference.peel, address="https://hmicfrs.example/" + "a" * 90)
    make_hanging(publication)
    gradings = [
        AreaGrading(reference.area("Preventing crime"), GradingStanding.GRADED, reference.grade("Good"), "Told once"),
        AreaGrading(
            reference.area("Armed threats"), GradingStanding.NOT_GRADED, told_with=reference.area("Preventing crime")
        ),
    ]
    actions.set_gradings(publication=publication, gradings=gradings, by=SETTER_UP, at=WHEN)
    counts = [Count(CountOf.RECOMMENDATIONS, 9, 3)]
    actions.set_reported_counts(publication=publication, counts=counts, by=SETTER_UP, at=WHEN)
    values = {"found": "Much. " * 40, "follows": make_inspection("Earlier one")}
    actions.change_inspection(
        inspection=inspection, values=values, other_forces=[(reference.north, "a note")], by=SETTER_UP, at=WHEN
    )
    actions.add_milestone(
        inspection=make_inspection("Criminal justice outcomes"),
        kind=MilestoneKind.FIELDWORK,
        standing=Standing.EXPECTED,
        day=read_vague_day("May 2099 (date TBC)", around=TODAY),
        by=SETTER_UP,
        at=WHEN,
    )
    return publication
