"""An administrator adds a person, gives them a password and a post, and they sign in."""

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from jac_tracker.accounts import actions
from jac_tracker.accounts.models import Holding, Post, User
from jac_tracker.accounts.roles import Role
from tests.browser.conftest import CheckPage, SignIn
from tests.browser.keyboard import press, tab_to, type_into
from tests.conftest import NOON
from tests.factories.inspections import make_reference
from tests.factories.people import SETTER_UP, Cast, Member, make_cast, make_member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    make_reference()
    return make_cast()


def headed(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def sign_in_by_hand(page: Page, email: str, password: str) -> None:
    page.goto("/sign-in/")
    type_into(page, "Email address", email)
    type_into(page, "Password", password)
    press(page, page.get_by_role("button", name="Sign in", exact=True))
    headed(page, "Your work")


def take_somebody_on(page: Page, axe: CheckPage) -> None:
    """The whole of it by keyboard: who scripts are off for does the same."""
    sign_in_by_hand(page, "ada.admin@force.example", "a long password")
    enter_nora_at_the_second_try(page, axe)
    give_her_a_password(page, axe)
    add_a_post(page, axe)
    hand_it_to_her(page, axe)

    sign_out(page, axe)
    sign_in_by_hand(page, "nora.new@force.example", "a first password")

    expect(page.get_by_role("banner")).to_contain_text("Nora New, Head of Roads Policing")
    choose_a_password_of_ones_own(page, axe)
    assert User.objects.get(name="Nora New").check_password("a second password")
    assert Holding.objects.get(post__title="Head of Roads Policing").user.name == "Nora New"


def enter_nora_at_the_second_try(page: Page, axe: CheckPage) -> None:
    page.goto("/people/")
    headed(page, "People")
    axe(page)
    press(page, page.get_by_role("button", name="Add a person"))
    headed(page, "Add a person")
    type_into(page, "Name", "Nora New")
    type_into(page, "Email address", "nora at force")
    press(page, page.get_by_role("button", name="Save"))
    expect(page.get_by_role("alert")).to_contain_text("Enter an email address in the form name@example.org")
    axe(page)

    tab_to(page, page.get_by_label("Email address", exact=True))
    page.keyboard.press("Control+A")
    page.keyboard.type("nora.new@force.example")
    press(page, page.get_by_role("button", name="Save"))
    headed(page, "Nora New")
    expect(page.get_by_text("No password set")).to_be_visible()
    axe(page)


def give_her_a_password(page: Page, axe: CheckPage) -> None:
    press(page, page.get_by_role("button", name="Set a password"))
    headed(page, "Set a password for Nora New")
    axe(page)
    type_into(page, "Password", "a first password")
    press(page, page.get_by_role("button", name="Set password"))
    expect(page.get_by_role("alert")).to_contain_text("Nora New can sign in with the new password")


def add_a_post(page: Page, axe: CheckPage) -> None:
    page.goto("/posts/")
    axe(page)
    press(page, page.get_by_role("button", name="Add a post"))
    headed(page, "Add a post")
    axe(page)
    type_into(page, "Title", "Head of Roads Policing")
    press(page, page.get_by_role("radio", name="Liaison officer"), "ArrowDown")
    expect(page.get_by_role("radio", name="Owner")).to_be_checked()
    press(page, page.get_by_role("button", name="Save"))
    headed(page, "Head of Roads Policing")


def hand_it_to_her(page: Page, axe: CheckPage) -> None:
    press(page, page.get_by_role("button", name="Hand over"))
    headed(page, "Hand over: Head of Roads Policing")
    axe(page)
    type_into(page, "Who takes the post", "Nora")
    for box, number in (("Day", "1"), ("Month", "4"), ("Year", "2022")):
        type_into(page, box, number)
    press(page, page.get_by_role("button", name="Hand over"))
    expect(page.get_by_role("alert")).to_contain_text("Head of Roads Policing is handed to Nora New from 1 April 2022")
    axe(page)


def sign_out(page: Page, axe: CheckPage) -> None:
    page.goto("/people/")
    press(page, page.get_by_role("button", name="Sign out"))
    headed(page, "Sign in")
    expect(page.get_by_role("alert")).to_contain_text("You are signed out")
    axe(page)


def choose_a_password_of_ones_own(page: Page, axe: CheckPage) -> None:
    page.goto("/accessibility/")
    press(page, page.get_by_role("link", name="Change password"))
    headed(page, "Change your password")
    axe(page)
    type_into(page, "Current password", "a first password")
    type_into(page, "New password", "a second password")
    type_into(page, "New password again", "a second password")
    press(page, page.get_by_role("button", name="Change password"))
    expect(page.get_by_role("alert")).to_contain_text("Your password is changed")


def test_a_person_is_taken_on_by_keyboard_alone(page: Page, cast: Cast, axe: CheckPage) -> None:
    take_somebody_on(page, axe)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_person_is_taken_on_without_a_script(page: Page, cast: Cast, axe: CheckPage) -> None:
    take_somebody_on(page, axe)


def test_somebody_leaves_and_the_post_goes_on(page: Page, cast: Cast, sign_in: SignIn, axe: CheckPage) -> None:
    sign_in(page, cast.administrator)
    page.goto(f"/posts/{cast.owner.post.pk}/")

    page.get_by_role("link", name="End the holding of Olive Owner").click()
    axe(page)
    page.get_by_role("button", name="Save the last day").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Enter the last day").click()
    expect(page.get_by_label("Day", exact=True)).to_be_focused()
    for box, number in (("Day", "31"), ("Month", "3"), ("Year", "2022")):
        page.get_by_label(box, exact=True).fill(number)
    page.get_by_role("button", name="Save the last day").click()
    expect(page.get_by_role("alert")).to_contain_text("Olive Owner holds Force Crime Registrar to 31 March 2022")

    page.goto(f"/people/{cast.owner.user.pk}/")
    page.get_by_role("button", name="Deactivate").click()
    axe(page)
    page.get_by_label("Reason").fill("Retired")
    page.get_by_role("button", name="Deactivate").click()
    expect(page.get_by_role("alert")).to_contain_text("Olive Owner is deactivated")
    axe(page)

    page.goto("/posts/?use=vacant")
    expect(page.get_by_role("link", name="Force Crime Registrar")).to_be_visible()
    axe(page)
    assert not User.objects.get(pk=cast.owner.user.pk).is_active


def test_an_edit_overtaken_by_another_shows_both_and_keeps_what_was_typed(
    page: Page, cast: Cast, sign_in: SignIn, axe: CheckPage
) -> None:
    sign_in(page, cast.administrator)
    page.goto(f"/posts/{cast.owner.post.pk}/change/")
    page.get_by_label("Title").fill("Mine")
    actions.change_post(post=cast.owner.post, values={"title": "Theirs"}, by=SETTER_UP, at=NOON)

    page.get_by_role("button", name="Save").click()

    expect(page.locator(".app-difference")).to_contain_text("Theirs")
    expect(page.get_by_label("Title")).to_have_value("Mine")
    axe(page)
    page.get_by_role("button", name="Save").click()
    headed(page, "Mine")
    assert Post.objects.get(pk=cast.owner.post.pk).title == "Mine"


def test_the_lists_hold_with_many_rows_and_with_none(page: Page, cast: Cast, sign_in: SignIn, axe: CheckPage) -> None:
    for number in range(30):
        make_member(f"Extra {number} {'x' * 60}", f"Post {number} {'y' * 90}", Role.OWNER)
    sign_in(page, cast.administrator)

    for address, shown in (
        ("/people/", "Showing 1 to 25 of 41 people"),
        ("/posts/?page=2", "Showing 26 to 41 of 41 posts"),
        ("/people/?q=nobody", "Nobody fits these filters."),
        ("/posts/?q=nothing", "No post fits these filters."),
        ("/portfolios/", "Local Policing"),
        (f"/portfolios/{cast.crime.pk}/", "Force Crime Registrar"),
    ):
        page.goto(address)
        expect(page.get_by_text(shown).first).to_be_visible()
        axe(page)


def test_the_pages_for_who_may_not_or_finds_nothing_are_accessible(
    page: Page, cast: Cast, sign_in: SignIn, axe: CheckPage
) -> None:
    sign_in(page, cast.administrator)
    for address, words in (("/register/", "You cannot do this"), ("/people/999999/", "Page not found")):
        page.goto(address)
        headed(page, words)
        expect(page.get_by_role("navigation", name="Menu")).to_contain_text("People and posts")
        axe(page)

    nobody = actions.add_person(name="Nia Nobody", email="nia@force.example", by=SETTER_UP, at=NOON)
    sign_in(page, Member(nobody, cast.owner.post))
    for address, words in (("/", "You hold no post"), ("/account/password/", "Your account has no password")):
        page.goto(address)
        headed(page, words)
        axe(page)


def test_the_demonstrations_buttons_name_role_and_post(
    page: Page, cast: Cast, settings: LazySettings, axe: CheckPage
) -> None:
    settings.DEMO_SIGN_IN = True
    page.goto("/register/")
    headed(page, "Sign in")
    axe(page)

    press(page, page.get_by_role("button", name="Liaison officer HMICFRS Force Liaison Officer"))

    headed(page, "Register")
    expect(page.get_by_role("banner")).to_contain_text("Lia Liaison, HMICFRS Force Liaison Officer")
