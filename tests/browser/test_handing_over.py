"""An owner leaves notes, the administrator hands the post over, and the successor finds the notes and reads them."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from jac_tracker.accounts.models import Holding
from jac_tracker.accounts.roles import Role
from jac_tracker.dates import london_day
from recommendations.models import HandOverNote
from tests.browser.conftest import CheckPage, SignIn
from tests.browser.keyboard import press, tab_to, type_into
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast, Member, make_member
from tests.factories.recommendations import make_recommendation

pytestmark = pytest.mark.django_db(transaction=True)

ITEM, OTHER = "MP-2022-001", "MP-2022-002"


@pytest.fixture
def successor(cast: Cast) -> Member:
    """Who will hold the owner's post, which owns two items."""
    make_reference()
    publication = make_publication()
    make_recommendation(cast, publication, title="Supervise vehicle crime")
    make_recommendation(cast, publication, title="Train the response teams")
    return make_member("Nia Next", "Head of Roads Policing", Role.OWNER)


def headed(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def leave_notes(page: Page, axe: CheckPage) -> None:
    page.goto("/")
    press(page, page.get_by_role("link", name="Prepare to hand over this post"))
    headed(page, "Prepare to hand over")
    axe(page)
    type_into(page, f"Note on {ITEM}", "Ask Tom for the dip samples.")
    type_into(page, f"Note on {OTHER}", "x" * 2001)
    press(page, page.get_by_role("button", name="Save the notes"))
    expect(page.get_by_role("alert")).to_contain_text(f"Note on {OTHER} must be 2,000 characters or fewer")
    axe(page)
    tab_to(page, page.get_by_label(f"Note on {OTHER}", exact=True))
    page.keyboard.press("Control+A")
    page.keyboard.type("The next course is in May.")
    press(page, page.get_by_role("button", name="Save the notes"))
    expect(page.get_by_text("2 notes saved.")).to_be_visible()
    axe(page)


def hand_over(page: Page, axe: CheckPage, post: int) -> None:
    page.goto(f"/posts/{post}/hand-over/")
    expect(page.get_by_text("2 open items")).to_be_visible()
    expect(page.get_by_text("Ask Tom")).to_have_count(0)
    axe(page)
    tab_to(page, page.get_by_label("Who takes the post", exact=True))
    page.keyboard.type("Nia Next")
    day = london_day(timezone.now())
    for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        type_into(page, label, str(number))
    press(page, page.get_by_role("button", name="Hand over"))
    expect(page.get_by_text("is handed to Nia Next")).to_be_visible()
    axe(page)


def read_notes(page: Page, axe: CheckPage) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", name="Notes from the one before you (2)")).to_be_visible()
    expect(page.get_by_text("Ask Tom for the dip samples.")).to_be_visible()
    axe(page)
    press(page, page.get_by_role("button", name=f"Mark as read the note on {ITEM}"))
    expect(page.get_by_text("1 note marked as read.")).to_be_visible()
    expect(page.get_by_text("Ask Tom for the dip samples.")).to_have_count(0)
    press(page, page.get_by_role("button", name=f"Mark as read the note on {OTHER}"))
    expect(page.get_by_role("heading", name="Notes from the one before you")).to_have_count(0)
    page.goto(f"/register/{ITEM}/")
    expect(page.get_by_role("heading", name="Notes for the next holder")).to_be_visible()
    expect(page.get_by_text("Read by Nia Next")).to_be_visible()
    axe(page)


def a_post_goes_to_the_next_holder(page: Page, sign_in: SignIn, cast: Cast, successor: Member, axe: CheckPage) -> None:
    """The whole of it by keyboard: who scripts are off for does the same."""
    sign_in(page, cast.owner)
    leave_notes(page, axe)
    sign_in(page, cast.administrator)
    hand_over(page, axe, cast.owner.post.pk)
    assert Holding.objects.filter(post=cast.owner.post, user=successor.user, to_on=None).exists()
    sign_in(page, successor)
    read_notes(page, axe)
    assert list(HandOverNote.objects.values_list("read_by__name", flat=True)) == ["Nia Next", "Nia Next"]


def test_notes_go_from_one_holder_to_the_next_by_keyboard(
    page: Page, sign_in: SignIn, cast: Cast, successor: Member, axe: CheckPage
) -> None:
    a_post_goes_to_the_next_holder(page, sign_in, cast, successor, axe)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_the_same_works_without_scripts(
    page: Page, sign_in: SignIn, cast: Cast, successor: Member, axe: CheckPage
) -> None:
    a_post_goes_to_the_next_holder(page, sign_in, cast, successor, axe)
