"""The administrator's pages for portfolios, posts and hand-overs."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from jac_tracker.accounts import actions
from jac_tracker.accounts.models import Holding, PeopleEvent, Portfolio, Post
from jac_tracker.accounts.roles import Role
from tests.conftest import NOON
from tests.factories.people import SETTER_UP, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client, cast: Cast) -> Client:
    client.force_login(cast.administrator.user)
    return client


# Portfolios


def test_a_portfolio_is_added_and_its_page_names_its_posts(admin: Client, cast: Cast) -> None:
    answer = admin.post(reverse("add_portfolio"), {"name": "Operations"})

    assert answer["Location"] == reverse("portfolio", args=[Portfolio.objects.get(name="Operations").pk])
    assert b"No post belongs to this portfolio" in admin.get(answer["Location"]).content
    page = admin.get(reverse("portfolio", args=[cast.crime.pk])).content.decode()
    assert [title in page for title in ("ACC Crime", "Force Crime Registrar", "ACC Local Policing")] == [
        True,
        True,
        False,
    ]


def test_a_name_taken_is_refused_at_the_field(admin: Client, cast: Cast) -> None:
    add = admin.post(reverse("add_portfolio"), {"name": "CRIME"})
    change = admin.post(reverse("change_portfolio", args=[cast.local.pk]), {"name": "crime"})

    for answer in (add, change):
        assert answer.context["form"].errors == {"name": ["There is a portfolio of that name. Enter another one"]}
    assert set(Portfolio.objects.values_list("name", flat=True)) == {"Crime", "Local Policing"}


def test_a_portfolio_out_of_use_is_offered_to_no_other_post(admin: Client, cast: Cast) -> None:
    address = reverse("change_portfolio", args=[cast.crime.pk])
    shown = admin.get(address).context["form"].initial["as_shown"]
    admin.post(address, {"name": "Crime", "as_shown": shown})

    def offered(address: str) -> list[str]:
        return [portfolio.name for portfolio in admin.get(address).context["form"].fields["portfolio"].queryset]

    assert offered(reverse("add_post")) == ["Local Policing"]
    assert offered(reverse("change_post", args=[cast.owner.post.pk])) == ["Crime", "Local Policing"]


def test_an_overtaken_change_of_a_portfolio_keeps_what_was_typed(admin: Client, cast: Cast) -> None:
    address = reverse("change_portfolio", args=[cast.crime.pk])
    shown = admin.get(address).context["form"].initial["as_shown"]
    actions.change_portfolio(portfolio=cast.crime, values={"name": "Theirs"}, by=SETTER_UP, at=NOON)

    answer = admin.post(address, {"name": "Mine", "is_active": "on", "as_shown": shown})

    assert (answer.status_code, answer.context["conflicts"]) == (409, (("Name", "Theirs", "Mine"),))
    assert b'value="Mine"' in answer.content
    assert Portfolio.objects.get(pk=cast.crime.pk).name == "Theirs"


# Posts


def post_values(**values: Any) -> dict[str, Any]:
    return {"title": "Head of Roads", "role": "owner", "portfolio": "", "unit": "", **values}


def test_a_post_is_added_and_can_be_handed_over(admin: Client, cast: Cast) -> None:
    answer = admin.post(reverse("add_post"), post_values(portfolio=cast.local.pk, unit="Roads Policing"))

    post = Post.objects.get(title="Head of Roads")
    page = admin.get(answer["Location"]).content.decode()
    assert (post.role, post.portfolio, post.unit) == (Role.OWNER, cast.local, "Roads Policing")
    assert answer["Location"] == reverse("post", args=[post.pk])
    assert "Nobody has held this post yet" in page
    assert reverse("hand_over", args=[post.pk]) in page


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        (post_values(title=""), "title", "Enter the title"),
        (post_values(title="ACC CRIME"), "title", "There is a post of that title. Enter another one"),
        (post_values(title="x" * 121), "title", "Title must be 120 characters or fewer"),
        (post_values(role=""), "role", "Select the role"),
        (post_values(role="superuser"), "role", "Select the role from the list"),
        (post_values(portfolio="99999"), "portfolio", "Select the portfolio from the list"),
        (post_values(portfolio="\x00"), "portfolio", "Select the portfolio from the list"),
        (post_values(role="portfolio lead"), "portfolio", "Select the portfolio that this post leads"),
    ],
)
def test_a_wrong_post_is_refused_at_the_field(
    values: dict[str, str], field: str, message: str, admin: Client, cast: Cast
) -> None:
    posts = Post.objects.count()

    for address in (reverse("add_post"), reverse("change_post", args=[cast.owner.post.pk])):
        answer = admin.post(address, values)
        assert answer.context["form"].errors == {field: [message]}, address
    assert Post.objects.count() == posts
    assert Post.objects.get(pk=cast.owner.post.pk).title == "Force Crime Registrar"


def test_a_post_is_changed_and_its_page_shows_old_and_new(admin: Client, cast: Cast) -> None:
    address = reverse("change_post", args=[cast.owner.post.pk])
    shown = admin.get(address).context["form"].initial["as_shown"]
    values = post_values(title="Head of Crime Data", portfolio=cast.crime.pk, is_active="on", as_shown=shown)

    answer = admin.post(address, values, follow=True)

    newest = answer.context["entries"][0]
    assert [(change.label, change.old, change.new) for change in newest.changes] == [
        ("Title", "Force Crime Registrar", "Head of Crime Data")
    ]


def test_the_administrators_own_last_post_cannot_be_taken_out_of_use(admin: Client, cast: Cast) -> None:
    address = reverse("change_post", args=[cast.administrator.post.pk])
    shown = admin.get(address).context["form"].initial["as_shown"]
    values = post_values(title="Register Administrator", role="administrator", as_shown=shown)

    answer = admin.post(address, values)

    assert b"This would leave nobody to keep people and posts" in answer.content
    assert Post.objects.get(pk=cast.administrator.post.pk).is_active


def test_a_post_out_of_use_offers_no_hand_over(admin: Client, cast: Cast) -> None:
    actions.change_post(post=cast.owner.post, values={"is_active": False}, by=SETTER_UP, at=NOON)

    page = admin.get(reverse("post", args=[cast.owner.post.pk])).content.decode()

    assert reverse("hand_over", args=[cast.owner.post.pk]) not in page
    assert "Not in use" in page


# Hand-over


def days(first: date, name: str = "from_on") -> dict[str, str]:
    return {f"{name}_day": str(first.day), f"{name}_month": str(first.month), f"{name}_year": str(first.year)}


def test_a_hand_over_ends_the_holding_before_it_on_the_day_before(admin: Client, cast: Cast) -> None:
    values = {"to": cast.other_owner.user.pk, "reason": "Promoted", **days(date(2022, 4, 1))}

    answer = admin.post(reverse("hand_over", args=[cast.owner.post.pk]), values, follow=True)

    held = Holding.objects.filter(post=cast.owner.post).order_by("from_on")
    assert [(holding.user, holding.to_on) for holding in held] == [
        (cast.owner.user, date(2022, 3, 31)),
        (cast.other_owner.user, None),
    ]
    assert b"Force Crime Registrar is handed to Omar Other from 1 April 2022" in answer.content
    assert PeopleEvent.objects.latest("id").why == "Promoted"


def test_an_acting_hand_over_is_marked_so(admin: Client, cast: Cast) -> None:
    values = {"to": cast.other_owner.user.pk, "is_acting": "on", "reason": "", **days(date(2022, 4, 1))}

    admin.post(reverse("hand_over", args=[cast.owner.post.pk]), values)

    held = Holding.objects.current(date(2022, 4, 2)).filter(post=cast.owner.post)
    assert {(holding.user, holding.is_acting) for holding in held} == {
        (cast.owner.user, False),
        (cast.other_owner.user, True),
    }


def test_two_people_of_one_name_are_told_apart(admin: Client, cast: Cast) -> None:
    for number, email in (("1111", "a@force.example"), ("", "b@force.example")):
        actions.add_person(name="Jo Same", number=number, email=email, by=SETTER_UP, at=NOON)

    page = admin.get(reverse("hand_over", args=[cast.owner.post.pk])).content.decode()

    assert "Jo Same (1111)" in page
    assert "Jo Same (b@force.example)" in page


def test_who_is_deactivated_is_not_offered_and_not_taken(admin: Client, cast: Cast) -> None:
    actions.deactivate_person(person=cast.lead.user, by=SETTER_UP, at=NOON, why="Left")
    address = reverse("hand_over", args=[cast.owner.post.pk])

    answer = admin.post(address, {"to": cast.lead.user.pk, "reason": "", **days(date(2022, 4, 1))})

    assert "Pat Lead" not in admin.get(address).content.decode()
    assert answer.context["form"].errors == {"to": ["Select who takes the post from the list"]}


def test_a_hand_over_that_cannot_be_says_why(admin: Client, cast: Cast) -> None:
    values = {"to": cast.owner.user.pk, "reason": "", **days(date(2022, 4, 1))}

    answer = admin.post(reverse("hand_over", args=[cast.owner.post.pk]), values)

    assert b"Olive Owner already holds this post on that day" in answer.content
    assert Holding.objects.filter(post=cast.owner.post).count() == 1


@pytest.mark.parametrize("year", ["0", "99999", "-1", "two thousand", "\x00", "\N{PILE OF POO}", "1" * 10_000])
@pytest.mark.parametrize("way", ["hand_over", "end_holding"])
def test_a_day_that_is_none_is_refused_at_the_field(way: str, year: str, admin: Client, cast: Cast) -> None:
    holding = cast.owner.post.holdings.get()
    address = reverse(way, args=[cast.owner.post.pk if way == "hand_over" else holding.pk])
    field = "from_on" if way == "hand_over" else "to_on"
    values = {"to": cast.other_owner.user.pk, f"{field}_day": "1", f"{field}_month": "1", f"{field}_year": year}

    answer = admin.post(address, values)

    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {field}


# Ending a holding


def test_a_holding_is_ended_and_its_last_day_shown(admin: Client, cast: Cast) -> None:
    holding = cast.owner.post.holdings.get()

    answer = admin.post(
        reverse("end_holding", args=[holding.pk]), {"reason": "Left", **days(date(2022, 3, 31), "to_on")}, follow=True
    )

    assert answer.redirect_chain == [(reverse("post", args=[cast.owner.post.pk]), 302)]
    assert b"Olive Owner holds Force Crime Registrar to 31 March 2022" in answer.content
    assert Holding.objects.get(pk=holding.pk).to_on == date(2022, 3, 31)


def test_a_last_day_before_the_first_is_refused_at_the_field(admin: Client, cast: Cast) -> None:
    holding = cast.owner.post.holdings.get()

    answer = admin.post(reverse("end_holding", args=[holding.pk]), days(date(2014, 1, 1), "to_on"))

    assert answer.context["form"].errors == {"to_on": ["The last day cannot come before the first, 5 January 2015."]}


# Lists


@pytest.mark.parametrize("name", ["people", "posts"])
@pytest.mark.parametrize("query", ["q=crime", "q=%00", "q=%F0%9F%92%A9", "q=%25", "page=99999", "page=x", "sort=%00"])
def test_a_list_answers_whatever_the_address_asks(name: str, query: str, admin: Client) -> None:
    assert admin.get(f"{reverse(name)}?{query}").status_code == 200


@pytest.mark.parametrize(("name", "wrong"), [("people", "who=zzz"), ("posts", "role=zzz"), ("posts", "use=zzz")])
def test_a_filter_that_there_is_not_is_said_and_shows_no_rows(name: str, wrong: str, admin: Client) -> None:
    answer = admin.get(f"{reverse(name)}?{wrong}")

    assert b"from the list" in answer.content
    assert b"<tbody" not in answer.content


def test_a_search_too_long_is_said(admin: Client) -> None:
    answer = admin.get(reverse("people") + "?" + urlencode({"q": "x" * 101}))

    assert b"Search must be 100 characters or fewer" in answer.content


def test_each_filter_in_use_can_be_taken_away_by_its_link(admin: Client) -> None:
    answer = admin.get(reverse("posts") + "?q=crime&role=owner&use=vacant")

    assert answer.context["chosen"] == [
        ("Search: crime", "?role=owner&use=vacant"),
        ("Role: Owner", "?q=crime&use=vacant"),
        ("Show: Held by nobody", "?q=crime&role=owner"),
    ]
    assert b"No post fits these filters" in answer.content
