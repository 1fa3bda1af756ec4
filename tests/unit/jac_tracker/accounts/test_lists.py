"""The lists of people and posts: what they are narrowed by, and what a row says."""

from datetime import date
from typing import Any

import pytest

from jac_tracker.accounts import actions
from jac_tracker.accounts.filters import filtered_people, filtered_posts
from jac_tracker.accounts.models import Post, User
from jac_tracker.accounts.presenters import demo_people, person_rows, post_rows
from jac_tracker.accounts.roles import Role
from tests.conftest import NOON, TODAY
from tests.factories.people import SETTER_UP, Cast, make_member

pytestmark = pytest.mark.django_db


def people(q: str = "", who: str = "", on: date = TODAY) -> set[str]:
    return {person.name for person in filtered_people({"q": q, "who": who}, on)}


def posts(q: str = "", role: str = "", use: str = "", on: date = TODAY) -> set[str]:
    return {post.title for post in filtered_posts({"q": q, "role": role, "use": use}, on)}


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("olive", {"Olive Owner"}),
        ("owner olive", {"Olive Owner"}),
        ("registrar", {"Olive Owner"}),
        ("olive dcc", set()),
        ("LIAISON", {"Lia Liaison", "Lin Second"}),
        ("pat.lead@force", {"Pat Lead"}),
        ("Inspector 4711", {"Ike Inspector"}),
        ("%", set()),
    ],
)
def test_every_word_typed_is_found_somewhere_in_a_person_or_a_post_held(q: str, found: set[str], cast: Cast) -> None:
    actions.add_person(
        name="Ike Inspector", rank="Inspector", number="4711", email="i@force.example", by=SETTER_UP, at=NOON
    )

    assert people(q) == found


def test_people_are_found_by_a_post_on_the_days_they_hold_it(cast: Cast) -> None:
    actions.hand_over(post=cast.owner.post, to=cast.lead.user, from_on=date(2022, 4, 1), by=SETTER_UP, at=NOON)

    assert people("registrar", on=date(2022, 3, 31)) == {"Olive Owner"}
    assert people("registrar", on=date(2022, 4, 1)) == {"Pat Lead"}


def test_people_without_a_post_without_a_password_and_deactivated_are_told_apart(cast: Cast) -> None:
    actions.add_person(name="No Post", email="a@force.example", password="a long password", by=SETTER_UP, at=NOON)
    make_member("No Password", "Extra", Role.OWNER)
    User.objects.filter(name="No Password").update(password="!")
    actions.deactivate_person(person=cast.owner.user, by=SETTER_UP, at=NOON, why="Left")

    assert people(who="no-post") == {"No Post"}
    assert people(who="no-password") == {"No Password"}
    assert people(who="deactivated") == {"Olive Owner"}
    assert len(people()) == User.objects.count()


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({"q": "registrar"}, {"Force Crime Registrar"}),
        ({"q": "olive"}, {"Force Crime Registrar"}),
        ({"q": "crime"}, {"Force Crime Registrar", "ACC Crime"}),
        ({"q": "crime", "role": "owner"}, {"Force Crime Registrar"}),
        ({"role": "dcc"}, {"Deputy Chief Constable"}),
        ({"use": "vacant"}, {"Vacant Post", "Left Behind"}),
        ({"use": "not-in-use"}, {"Old Post"}),
        ({"q": "registry"}, {"Vacant Post"}),
    ],
)
def test_posts_are_found_by_words_role_and_use(narrowed: dict[str, Any], found: set[str], cast: Cast) -> None:
    actions.add_post(title="Vacant Post", role=Role.OWNER, unit="Registry", by=SETTER_UP, at=NOON)
    old = actions.add_post(title="Old Post", role=Role.OWNER, by=SETTER_UP, at=NOON)
    actions.change_post(post=old, values={"is_active": False}, by=SETTER_UP, at=NOON)
    left = make_member("Les Left", "Left Behind", Role.OWNER)
    actions.deactivate_person(person=left.user, by=SETTER_UP, at=NOON, why="Left")

    assert posts(**narrowed) == found


def test_a_row_names_what_is_held_today_and_who_acts(cast: Cast) -> None:
    actions.hand_over(post=cast.owner.post, to=cast.lead.user, from_on=TODAY, is_acting=True, by=SETTER_UP, at=NOON)
    actions.deactivate_person(person=cast.owner.user, by=SETTER_UP, at=NOON, why="Left")

    by_name = {row.person.name: row for row in person_rows(User.objects.all(), TODAY)}
    by_title = {row.post.title: row.holders for row in post_rows(Post.objects.all(), TODAY)}

    assert by_name["Pat Lead"].posts == ("ACC Crime", "Force Crime Registrar (acting)")
    assert (by_name["Pat Lead"].signing_in, by_name["Olive Owner"].signing_in) == ("Active", "Deactivated")
    assert by_title["Force Crime Registrar"] == ("Olive Owner (deactivated)", "Pat Lead (acting)")


def test_the_demonstration_offers_who_has_held_a_post_of_each_role_longest(cast: Cast) -> None:
    late = make_member("Lou Late", "Third Liaison Officer", Role.LIAISON)
    actions.hand_over(post=cast.liaison.post, to=cast.owner.user, from_on=TODAY, by=SETTER_UP, at=NOON)
    actions.deactivate_person(person=cast.secretary.user, by=SETTER_UP, at=NOON, why="Left")
    assert late.post.role == Role.LIAISON

    offered = {person.role: (person.label, person.post) for person in demo_people(TODAY)}

    assert offered == {
        "liaison": ("Liaison officer", "Deputy Liaison Officer"),
        "owner": ("Owner", "Force Crime Registrar"),
        "portfolio-lead": ("Portfolio lead", "ACC Crime"),
        "dcc": ("Deputy Chief Constable", ""),
        "reader": ("Committee reader", "Committee Member"),
        "auditor": ("Auditor", "Internal Auditor"),
        "administrator": ("Administrator", "Register Administrator"),
    }
