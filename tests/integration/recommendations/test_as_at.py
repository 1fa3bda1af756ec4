"""The list and an item as they were at the end of a day in London: read only, and by today's rights."""

from datetime import UTC, date, datetime, timedelta

import pytest

from inspections import actions as inspecting
from inspections.models import Publication
from jac_tracker.accounts import actions as people_actions
from recommendations import actions
from recommendations.enums import Marking
from tests.conftest import NOON, TODAY
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import REGISTERED_AT, make_recommendation, make_update
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import REGISTER, address, buttons, references, words

pytestmark = pytest.mark.django_db

BEFORE, AFTER = "2022-02-10", "2022-02-28"
CHANGED_AT = datetime(2022, 2, 20, 10, tzinfo=UTC)

BAD_DAYS = ["nonsense", "0000-01-01", "2022-02-30", "2022-13-01", "2022-03-02", "9999-12-31", "99999-01-01",
            "1066-10-14", "2022", "22-12-2021", "2022-3", "\x00", "2022-02-1\x00", "\N{PILE OF POO}", "-", "٢٠٢٢-٠٢-٠١",
            "0" * 100_000]  # fmt: skip


def rename_everything(cast: Cast, publication: Publication) -> None:
    """Post, holder, portfolio, inspection and person are all called something else from 20 February 2022."""
    people_actions.change_post(post=cast.owner.post, values={"title": "New post"}, by=SETTER_UP, at=CHANGED_AT)
    people_actions.change_person(person=cast.owner.user, values={"name": "New Name"}, by=SETTER_UP, at=CHANGED_AT)
    people_actions.change_portfolio(portfolio=cast.crime, values={"name": "New field"}, by=SETTER_UP, at=CHANGED_AT)
    inspecting.change_inspection(
        inspection=publication.inspection,
        values={"title": "New inspection", "short_title": "New inspection"},
        by=SETTER_UP,
        at=CHANGED_AT,
        why="Renamed.",
    )
    inspecting.change_publication(
        publication=publication, values={"title": "New report"}, by=SETTER_UP, at=CHANGED_AT, why="Renamed."
    )


OLD = ["Force Crime Registrar", "Olive Owner", "Serious youth violence"]
NEW = ["New post", "New Name", "New report"]


@pytest.mark.parametrize(("as_at", "there", "gone"), [(BEFORE, OLD, NEW), (AFTER, NEW, OLD)])
def test_names_are_those_of_the_day(
    as_at: str, there: list[str], gone: list[str], people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    rename_everything(cast, publication)
    liaison = people.liaison

    listed, page = liaison.page(REGISTER, as_at=as_at), words(liaison.page(address(item), as_at=as_at))
    page = page[: page.index("History")]  # where each act keeps the names of its own moment

    for name in there:
        assert name in listed, name
        assert name in page, name
    for name in gone:
        assert name not in listed, name
        assert name not in page, name
    assert ("New field" in page, "New inspection</option>" in listed) == (as_at == AFTER, as_at == AFTER)


def test_the_holder_is_that_of_the_day(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    people_actions.hand_over(
        post=cast.owner.post, to=cast.other_owner.user, from_on=CHANGED_AT.date(), by=SETTER_UP, at=CHANGED_AT
    )
    liaison = people.liaison

    assert "Held by Olive Owner" in words(liaison.page(address(item), as_at=BEFORE))
    assert "Held by Omar Other" in words(liaison.page(address(item), as_at=AFTER))
    assert "Olive Owner" in liaison.page(REGISTER, as_at=BEFORE)
    assert "Omar Other" in liaison.page(REGISTER, as_at=AFTER)


def test_a_hand_over_recorded_later_was_not_known_on_the_day(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    people_actions.hand_over(
        post=cast.owner.post, to=cast.other_owner.user, from_on=date(2022, 2, 1), by=SETTER_UP, at=CHANGED_AT
    )

    assert "Held by Olive Owner" in words(people.liaison.page(address(item), as_at=BEFORE))


def test_an_item_is_shown_as_it_had_been_recorded(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    make_update(cast, item, "Early", at=datetime(2022, 2, 1, 9, tzinfo=UTC))
    make_update(cast, item, "Late", at=CHANGED_AT)
    actions.set_target(recommendation=item, target_on=date(2022, 6, 1), by=cast.owner.actor(TODAY), at=CHANGED_AT)

    page = words(people.liaison.page(address(item), as_at=BEFORE))

    assert "This item as at 10 February 2022. Read only." in page
    assert "Early" in page
    assert "Late" not in page
    assert "Our internal target None set" in page
    assert "Target set" not in page


def test_a_day_lasts_to_its_end_in_london(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, at=datetime(2021, 6, 1, tzinfo=UTC))
    before_midnight = datetime(2021, 6, 10, 22, 59, tzinfo=UTC)  # 11.59pm by summer time
    make_update(cast, item, "Thatday", at=before_midnight)
    make_update(cast, item, "Nextday", at=before_midnight + timedelta(minutes=2))

    page = words(people.liaison.page(address(item), as_at="2021-06-10"))

    assert "Thatday" in page
    assert "Nextday" not in page


def test_nothing_can_be_done_to_the_past(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    make_update(cast, item, at=REGISTERED_AT + timedelta(days=1))
    assert buttons(people.liaison.page(address(item))) != []

    page = people.liaison.page(address(item), as_at=AFTER)

    assert buttons(page) == []
    for link in ["Correct this update", "Write the wording", "Change the text", "Set the target", "Change board"]:
        assert link not in page, link
    assert 'method="post"' not in page[page.index("<main") :]


@pytest.mark.parametrize("name", ["liaison", "secretary"])
def test_before_the_first_record_there_is_none(name: str, people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    browser = getattr(people, name)

    page = words(browser.page(address(item), as_at="2021-12-22"))

    assert "There is no record of this item on that day" in page
    assert "This item as at 22 December 2021. Read only." in page
    assert "Record every crime" not in page
    assert references(browser.page(REGISTER, as_at="2021-12-22")) == []


def test_the_list_is_labelled_and_its_links_stay_on_the_day(
    people: People, cast: Cast, publication: Publication
) -> None:
    make_recommendation(cast, publication)

    page = people.liaison.page(REGISTER, as_at=AFTER)

    assert "The register as at 28 February 2022. Read only." in words(page)
    assert 'href="/register/MP-2022-001/?as_at=2022-02-28"' in page
    assert "as_at=2022-02-28&amp;rag=green" in page
    assert '<input type="hidden" name="as_at" value="2022-02-28">' in page


def test_status_and_search_are_those_of_the_day(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    make_update(cast, item, "Zebra", at=CHANGED_AT)
    actions.rule_not_ours(
        recommendation=item, by=cast.liaison.actor(TODAY), at=CHANGED_AT + timedelta(hours=1), why="Others."
    )
    liaison = people.liaison

    assert references(liaison.page(REGISTER)) == []
    assert references(liaison.page(REGISTER, as_at=BEFORE)) == ["MP-2022-001"]
    assert references(liaison.page(REGISTER, as_at=BEFORE, q="zebra")) == []
    assert references(liaison.page(REGISTER, as_at=AFTER, q="zebra", status="all")) == ["MP-2022-001"]


def test_todays_rights_apply_to_the_past(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    liaison = cast.liaison.actor(TODAY)
    actions.set_marking(
        recommendation=item, marking=Marking.OFFICIAL_SENSITIVE, by=liaison, at=CHANGED_AT, why="Names."
    )

    assert people.secretary.get(address(item), as_at=BEFORE).status_code == 404
    assert references(people.secretary.page(REGISTER, as_at=BEFORE)) == []

    actions.set_marking(recommendation=item, marking=Marking.OFFICIAL, by=liaison, at=NOON, why="No names.")
    actions.reallocate(
        recommendation=item, owner_post=cast.other_owner.post, portfolio=cast.local, by=liaison, at=NOON, why="His."
    )

    assert "This is the headline." in words(people.owner.page(address(item), as_at=BEFORE))
    assert "Progress" in words(people.other_owner.page(address(item), as_at=BEFORE))


@pytest.mark.parametrize("where", [REGISTER, "/register/MP-2022-001/"])
def test_a_day_that_cannot_be_looked_at_brings_a_message_at_a_form(
    where: str, people: People, cast: Cast, publication: Publication
) -> None:
    make_recommendation(cast, publication)

    for day in BAD_DAYS:
        page = people.liaison.page(where, as_at=day)
        assert "There is a problem" in page, day
        assert 'name="as_at_day"' in page, day
        assert "Record every crime" not in page, day


@pytest.mark.parametrize(
    ("day", "month", "year", "message"),
    [
        ("31", "2", "2022", "The day must be a real date, for example 22 12 2021"),
        ("1", "", "2022", "The day must include a month, for example 22 12 2021"),
        ("2", "3", "2022", "The day must be between 1 January 1990 and today, 1 March 2022"),
        ("1", "1", "22", "The day must have a year of 4 numbers, for example 22 12 2021"),
    ],
)
def test_a_day_typed_wrongly_says_what_would_be_right(
    day: str, month: str, year: str, message: str, people: People, publication: Publication
) -> None:
    page = people.liaison.page(REGISTER, as_at_day=day, as_at_month=month, as_at_year=year)

    assert message in words(page)


def test_a_day_typed_gets_an_address_of_its_own_and_keeps_the_filter(people: People, publication: Publication) -> None:
    typed = {"as_at_day": "22", "as_at_month": "dec", "as_at_year": "2021"}

    listed = people.liaison.get(REGISTER, **typed, rag="red", page="2")
    emptied = people.liaison.get(REGISTER, as_at_day="", as_at_month="", as_at_year="", rag="red")

    assert (listed.status_code, listed["Location"]) == (302, "/register/?rag=red&as_at=2021-12-22")
    assert emptied["Location"] == "/register/?rag=red"


def test_an_empty_day_is_now(people: People, cast: Cast, publication: Publication) -> None:
    make_recommendation(cast, publication)

    page = people.liaison.page(REGISTER, as_at="")

    assert references(page) == ["MP-2022-001"]
    assert "Read only" not in page


def test_today_is_the_last_day_that_can_be_looked_at(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    assert "This item as at 1 March 2022. Read only." in words(people.liaison.page(address(item), as_at="2022-03-01"))
