"""The register as a list: who sees which rows, filters, counts, orders, search and pages."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from inspections.models import Publication
from recommendations import actions
from recommendations.enums import DeadlineKind, Kind, Marking, Rag, Status
from recommendations.models import Recommendation
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_inspection, make_publication
from tests.factories.people import Cast
from tests.factories.recommendations import REGISTERED_AT, make_recommendation, make_update
from tests.integration.recommendations.conftest import Browser, People

pytestmark = pytest.mark.django_db

REGISTER = "/register/"
AWFUL = ["\x00", "%", "_", "'", '"', "\\", "\N{PILE OF POO}", "0" * 5000, "-1", "1e9", "٣", "<b>", "a" * 300]


def references(page: str) -> list[str]:
    """The references of the rows, in their order."""
    return re.findall(r'data-label="Reference"><a [^>]*>([^<]+)</a>', page)


def counted(page: str) -> dict[str, tuple[int, str]]:
    """Label of a count -> its number and the address behind it."""
    found = re.findall(r'app-counts__number">(\d+)</span> <a class="govuk-link" href="([^"]*)"[^>]*>([^<]+)</a>', page)
    return {unescape(label): (int(number), unescape(href)) for number, href, label in found}


def total(page: str) -> int:
    """How many rows the list says it has."""
    found = re.search(r"Showing (?:all )?(?:\d+ to \d+ of )?(\d+) items?<", page)
    return int(found.group(1)) if found else 0


# Who sees what


def test_a_liaison_officer_sees_every_column_of_every_item(
    people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    item = make_recommendation(cast, publication, title="Record crime at once")
    make_recommendation(cast, embargoed, marking=Marking.OFFICIAL_SENSITIVE)
    make_update(cast, item, at=NOON - timedelta(days=3))

    page = people.liaison.page(REGISTER)

    assert references(page) == ["MP-2022-001", "MP-2022-002"]
    for words in ["Record crime at once", "Serious youth violence", "Force Crime Registrar", "Olive Owner",
                  "In progress", "26 February 2022", "3 days ago"]:  # fmt: skip
        assert words in page, words


def test_whoever_sees_headlines_reads_the_published_text_and_nothing_that_is_ours(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, title="Our own words", text="The force should record crime.")
    make_update(cast, item, at=NOON)
    actions.set_target(
        recommendation=item, target_on=date(2022, 6, 30), by=cast.owner.actor(TODAY), at=NOON + timedelta(hours=1)
    )

    page = people.secretary.page(REGISTER)

    assert references(page) == ["MP-2022-001"]
    assert "The force should record crime." in page
    assert "Force Crime Registrar" in page
    for ours in ["Our own words", "Olive Owner", "30 June 2022", "today</span>"]:
        assert ours not in page, ours


@pytest.mark.parametrize("name", ["owner", "lead", "other_owner", "other_lead", "secretary"])
def test_what_is_under_embargo_is_on_no_list_of_theirs(
    name: str, people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    make_recommendation(cast, publication)
    make_recommendation(cast, embargoed, title="Plantedword")

    page = getattr(people, name).page(REGISTER, status="all")

    assert references(page) == ["MP-2022-001"]
    assert "Undercover" not in page
    assert "Plantedword" not in page


@pytest.mark.parametrize(("name", "sees"), [("owner", True), ("lead", True), ("other_owner", False),
                                            ("other_lead", False), ("secretary", False), ("dcc", True),
                                            ("auditor", True)])  # fmt: skip
def test_what_is_official_sensitive_is_for_its_own_people_alone(
    name: str, sees: bool, people: People, cast: Cast, publication: Publication
) -> None:
    make_recommendation(cast, publication, marking=Marking.OFFICIAL_SENSITIVE)

    assert (references(getattr(people, name).page(REGISTER)) == ["MP-2022-001"]) is sees


@pytest.mark.parametrize("name", ["reader", "administrator"])
def test_who_sees_no_headlines_has_no_register(name: str, people: People) -> None:
    assert getattr(people, name).get(REGISTER).status_code == 403


# A planted word of what a reader may not see, in every way to ask for it


def planted(cast: Cast, publication: Publication, embargoed: Publication) -> None:
    """Plantedword in all that the owner of another portfolio may not see."""
    own = make_recommendation(cast, publication, title="Plantedword ours", theme="Plantedword")
    make_update(cast, own, "Plantedword in progress", at=NOON)
    board = actions.add_board(name="Plantedword board", by=cast.liaison.actor(TODAY), at=NOON)
    actions.set_governance(
        recommendation=own,
        board=board,
        programme="Plantedword",
        risk_reference="Plantedword",
        risk_rating="",
        by=cast.liaison.actor(TODAY),
        at=NOON,
    )
    make_recommendation(cast, publication, text="Plantedword secret", marking=Marking.OFFICIAL_SENSITIVE)
    make_recommendation(cast, embargoed, text="Plantedword embargoed", title="Plantedword")


@pytest.mark.parametrize("name", ["other_owner", "other_lead", "secretary"])
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"status": "all"},
        {"sort": "update"},
        {"sort": "-update"},
        {"as_at": "2022-03-01", "status": "all"},
        {"as_at": "2022-03-01", "sort": "-update"},
    ],
)
def test_a_planted_word_is_on_no_page(
    name: str,
    query: dict[str, str],
    people: People,
    cast: Cast,
    publication: Publication,
    embargoed: Publication,
) -> None:
    planted(cast, publication, embargoed)

    page = getattr(people, name).page(REGISTER, **query)

    assert references(page) == ["MP-2022-001"]
    assert "Plantedword" not in page


@pytest.mark.parametrize("name", ["other_owner", "other_lead", "secretary"])
@pytest.mark.parametrize("as_at", ["", "2022-03-01"])
def test_a_search_for_a_planted_word_finds_nothing(
    name: str, as_at: str, people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    planted(cast, publication, embargoed)

    page = getattr(people, name).page(REGISTER, q="plantedword", status="all", as_at=as_at)

    assert references(page) == []
    assert counted(page).get("All", (0, ""))[0] == 0


def test_a_search_for_a_planted_word_finds_all_of_it_for_who_may_see_it(
    people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    planted(cast, publication, embargoed)

    assert len(references(people.liaison.page(REGISTER, q="PLANTEDWORD"))) == 3
    assert len(references(people.owner.page(REGISTER, q="plantedword"))) == 2


BEYOND_HEADLINE: list[dict[str, Any]] = [
    {"tracked": "yes"},
    {"marking": "official"},
    {"progress": "stale"},
    {"proposal": "waiting"},
]


def test_filters_beyond_the_headline_find_nothing_that_is_seen_as_a_headline(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, at=NOON - timedelta(days=100))
    actions.propose_in_error(recommendation=item, by=cast.liaison.actor(TODAY), at=NOON, why="Twice.")
    own = make_recommendation(cast, publication, Status.IN_PROGRESS)
    actions.reallocate(
        recommendation=own, owner_post=cast.other_owner.post, by=cast.liaison.actor(TODAY), at=NOON, why="His."
    )

    for query in [*BEYOND_HEADLINE, {"portfolio": cast.crime.pk}]:
        assert item.reference in references(people.liaison.page(REGISTER, **query)), query
        assert item.reference not in references(people.other_owner.page(REGISTER, **query)), query


def test_who_sees_headlines_alone_is_offered_no_filter_beyond_them(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)

    for query in [*BEYOND_HEADLINE, {"portfolio": cast.crime.pk}, {"board": "1"}]:
        page = people.secretary.page(REGISTER, **query)
        assert f'<select name="{next(iter(query))}"' not in page
        assert references(page) == [item.reference]  # unknown, so harmless: whatever its value, it tells nothing


def test_the_deadline_filter_does_not_tell_of_our_own_target(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    actions.set_target(
        recommendation=item, target_on=date(2022, 2, 1), by=cast.owner.actor(TODAY), at=NOON - timedelta(days=40)
    )

    assert references(people.liaison.page(REGISTER, due="overdue")) == ["MP-2022-001"]
    assert references(people.secretary.page(REGISTER, due="overdue")) == []
    assert references(people.secretary.page(REGISTER, due="none")) == ["MP-2022-001"]


def test_the_order_by_last_update_does_not_tell_which_headline_was_updated(
    people: People, cast: Cast, publication: Publication
) -> None:
    make_recommendation(cast, publication)
    make_update(cast, make_recommendation(cast, publication), at=NOON)

    assert references(people.liaison.page(REGISTER, sort="-update")) == ["MP-2022-002", "MP-2022-001"]
    assert references(people.secretary.page(REGISTER, sort="-update")) == ["MP-2022-001", "MP-2022-002"]


def test_drop_downs_offer_only_what_the_reader_may_see(
    people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    make_recommendation(cast, publication)
    hidden = make_recommendation(cast, embargoed)
    actions.reallocate(
        recommendation=hidden, owner_post=cast.other_owner.post, by=cast.liaison.actor(TODAY), at=NOON, why="Theirs."
    )

    everything, own = people.liaison.page(REGISTER), people.lead.page(REGISTER)

    assert "Head of Neighbourhoods</option>" in everything
    assert "Undercover policing</option>" in everything
    assert "Local Policing</option>" in everything
    assert "Head of Neighbourhoods" not in own
    assert "Undercover" not in own
    assert "Local Policing</option>" not in own
    assert "Crime</option>" in own


# Filters


def test_open_items_are_shown_unless_others_are_asked_for(people: People, cast: Cast, publication: Publication) -> None:
    for status in (Status.IN_PROGRESS, Status.CLOSED_COMPLETE, Status.FOR_INFORMATION):
        make_recommendation(cast, publication, status)
    browser = people.liaison

    assert references(browser.page(REGISTER)) == ["MP-2022-001"]
    assert references(browser.page(REGISTER, status="open")) == ["MP-2022-001"]
    assert references(browser.page(REGISTER, status="closed")) == ["MP-2022-002"]
    assert references(browser.page(REGISTER, status="set-aside")) == ["MP-2022-003"]
    assert references(browser.page(REGISTER, status="for information")) == ["MP-2022-003"]
    assert len(references(browser.page(REGISTER, status="all"))) == 3


def small_register(cast: Cast, publication: Publication) -> None:
    """Five items that differ in everything that is filtered by."""
    liaison, owner = cast.liaison.actor(TODAY), cast.owner.actor(TODAY)
    at = NOON - timedelta(days=5)
    other = make_publication(make_inspection("Crime data integrity"))
    make_recommendation(cast, publication, Status.AWAITING_ALLOCATION, title="First")
    due = actions.DeadlineAsRead("By 14 March 2022", DeadlineKind.FIXED, date(2022, 3, 14))
    make_recommendation(cast, publication, kind=Kind.AFI, deadline=due)
    late = make_recommendation(cast, other)
    actions.set_target(recommendation=late, target_on=date(2022, 2, 27), by=owner, at=at)
    make_update(cast, late, rag=Rag.RED, at=NOON - timedelta(days=1))
    given_away = make_recommendation(cast, publication, kind=Kind.SOFT_AFI, marking=Marking.OFFICIAL_SENSITIVE)
    actions.reallocate(
        recommendation=given_away, owner_post=cast.other_owner.post, portfolio=cast.local, by=liaison, at=at, why="His."
    )
    proposed = make_recommendation(cast, other, at=REGISTERED_AT - timedelta(days=100))
    actions.propose_not_applicable(
        recommendation=proposed, portfolio=cast.crime, by=liaison, at=at, why="No such unit."
    )
    actions.set_governance(
        recommendation=late,
        board=actions.add_board(name="Crime board", by=liaison, at=at),
        programme="",
        risk_reference="",
        risk_rating="",
        by=liaison,
        at=at,
    )


FIRST, SOON, LATE, GIVEN, PROPOSED = "MP-2022-001", "MP-2022-002", "MP-2022-003", "MP-2022-004", "MP-2021-001"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"rag": "grey"}, [FIRST]),
        ({"rag": ["grey", "red"]}, [FIRST, LATE]),
        ({"rag": "none", "status": "all"}, []),
        ({"kind": "afi"}, [SOON]),
        ({"kind": ["afi", "soft afi"]}, [SOON, GIVEN]),
        ({"status": "awaiting allocation"}, [FIRST]),
        ({"due": "overdue"}, [LATE]),
        ({"due": "soon"}, [SOON]),
        ({"due": "later"}, []),
        ({"due": "none"}, [PROPOSED, FIRST, GIVEN]),
        ({"progress": "stale"}, [PROPOSED]),
        ({"tracked": "no"}, [GIVEN]),
        ({"marking": "official-sensitive"}, [GIVEN]),
        ({"proposal": "waiting"}, [PROPOSED]),
        ({"proposal": "mine"}, []),
        ({"q": "first"}, [FIRST]),
        ({"q": "mp-2022 crime"}, [FIRST, SOON, LATE, GIVEN]),
        ({"kind": "afi", "rag": "red"}, []),
        ({"nonsense": "yes", "page": "x"}, [PROPOSED, FIRST, SOON, LATE, GIVEN]),
        ({"rag": "", "owner": "", "q": "  "}, [PROPOSED, FIRST, SOON, LATE, GIVEN]),
    ],
)
def test_a_filter_leaves_the_rows_that_fit(
    query: dict[str, Any], expected: list[str], people: People, cast: Cast, publication: Publication
) -> None:
    small_register(cast, publication)

    now = people.liaison.page(REGISTER, **query)
    then = people.liaison.page(REGISTER, **query, as_at="2022-03-01")

    assert references(now) == expected
    assert references(then) == expected


def test_filters_by_owner_inspection_portfolio_and_board(people: People, cast: Cast, publication: Publication) -> None:
    small_register(cast, publication)
    late = Recommendation.objects.get(reference=LATE)
    browser = people.liaison

    assert references(browser.page(REGISTER, owner=cast.other_owner.post.pk)) == [GIVEN]
    assert references(browser.page(REGISTER, inspection=late.publication.inspection_id)) == [PROPOSED, LATE]
    assert references(browser.page(REGISTER, portfolio=cast.local.pk)) == [GIVEN]
    assert references(browser.page(REGISTER, board=late.board_id)) == [LATE]
    assert references(people.owner.page(REGISTER, owner="mine")) == [PROPOSED, SOON, LATE]
    assert references(people.lead.page(REGISTER, proposal="mine")) == [PROPOSED]


def test_filters_in_use_can_be_taken_away_one_by_one(people: People, cast: Cast, publication: Publication) -> None:
    small_register(cast, publication)

    page = people.liaison.page(REGISTER, rag=["red", "grey"], kind="recommendation")

    links = re.findall(r'app-chosen__link" href="([^"]*)"><span[^>]*>Remove filter: </span>([^<]+)</a>', page)
    assert [words for _href, words in links] == ["RAG: Red", "RAG: Grey", "Kind: Recommendation"]
    assert parse_qs(unescape(links[0][0]).lstrip("?")) == {"rag": ["grey"], "kind": ["recommendation"]}


@pytest.mark.parametrize("name", ["rag", "kind", "status", "due", "owner", "inspection", "portfolio", "board",
                                  "progress", "proposal", "tracked", "marking"])  # fmt: skip
def test_a_filter_that_cannot_be_understood_shows_no_row_and_says_so(
    name: str, people: People, cast: Cast, publication: Publication
) -> None:
    make_recommendation(cast, publication)
    browser = people.liaison

    for value in AWFUL:
        page = browser.page(REGISTER, **{name: value})
        assert references(page) == [], value
        assert "There is a problem" in page, value
        assert "Nothing is shown" in page, value


def test_other_parameters_are_harmless(people: People, cast: Cast, publication: Publication) -> None:
    make_recommendation(cast, publication)
    browser = people.liaison

    for name in ("sort", "page", "nonsense", "filter"):
        for value in AWFUL:
            assert references(browser.page(REGISTER, **{name: value})) == ["MP-2022-001"], (name, value)
    assert references(browser.page(f"{REGISTER}?sort=%ED%A0%80&page=%00&%FF=%FE")) == ["MP-2022-001"]


# Search


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2022-001", True),
        ("TRAINING", True),
        ("crime training 24", True),
        ("crime unicorns", False),
        ("100%", True),
        ("10%", False),
        ("snake_case", True),
        ("snake_cas_", False),
        ("snakeXcase", False),
        ("o'brien's", True),
        ('"quoted"', True),
        ("back\\slash", True),
        ("\x00", True),  # nothing is left of it, so nothing is asked for
        ("crime\x00", True),
        ("\N{PILE OF POO}", False),
        ("a" * 201, False),
        ("; DROP TABLE", False),
    ],
)
def test_every_word_typed_is_looked_for_as_it_stands(
    words: str, found: bool, people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    text = "Training is 100% done, says O'Brien's \"quoted\" snake_case back\\slash note."
    make_update(cast, item, text, at=NOON)

    now, then = people.liaison.page(REGISTER, q=words), people.liaison.page(REGISTER, q=words, as_at="2022-03-01")

    assert references(now) == references(then) == (["MP-2022-001"] if found else [])


def test_a_search_of_many_words_is_answered(people: People, cast: Cast, publication: Publication) -> None:
    make_recommendation(cast, publication)

    assert references(people.liaison.page(REGISTER, q=" ".join(f"{n:x}" for n in range(70)))) == []
    assert "must be 200 characters or fewer" in people.liaison.page(REGISTER, q="x" * 1_000_000)


# Orders and pages


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("reference", [PROPOSED, FIRST, SOON, LATE, GIVEN]),
        ("-reference", [GIVEN, LATE, SOON, FIRST, PROPOSED]),
        ("deadline", [SOON, PROPOSED, FIRST, LATE, GIVEN]),
        ("-deadline", [SOON, PROPOSED, FIRST, LATE, GIVEN]),
        ("rag", [LATE, PROPOSED, SOON, GIVEN, FIRST]),
        ("status", [FIRST, PROPOSED, SOON, LATE, GIVEN]),
        ("owner", [PROPOSED, SOON, LATE, GIVEN, FIRST]),
        ("-owner", [GIVEN, PROPOSED, SOON, LATE, FIRST]),
        ("update", [LATE, PROPOSED, FIRST, SOON, GIVEN]),
        ("report", [PROPOSED, LATE, FIRST, SOON, GIVEN]),
        ("what?", [PROPOSED, FIRST, SOON, LATE, GIVEN]),
    ],
)
def test_the_list_is_sorted_on_the_server(
    sort: str, expected: list[str], people: People, cast: Cast, publication: Publication
) -> None:
    small_register(cast, publication)

    assert references(people.liaison.page(REGISTER, sort=sort)) == expected
    assert references(people.liaison.page(REGISTER, sort=sort, as_at="2022-03-01")) == expected


def test_long_lists_are_paged_and_pages_keep_the_filter(people: People, cast: Cast, publication: Publication) -> None:
    for _number in range(27):
        make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)
    browser = people.liaison

    first, second = browser.page(REGISTER, rag="grey"), browser.page(REGISTER, rag="grey", page="2")

    assert (len(references(first)), len(references(second))) == (25, 2)
    assert "Showing 1 to 25 of 27 items" in first
    assert "rag=grey&amp;page=2" in first
    assert references(browser.page(REGISTER, page="99")) == references(browser.page(REGISTER, page="2"))


# Counts


def test_counts_agree_with_the_filter(people: People, cast: Cast, publication: Publication) -> None:
    small_register(cast, publication)

    found = counted(people.liaison.page(REGISTER, kind="recommendation"))

    assert found["Red"][0] == 1
    assert found["AFI"][0] == 1
    assert found["Recommendation"][0] == 3
    assert found["Awaiting allocation"][0] == 1
    assert found["Open"][0] == 3


QUERIES = st.fixed_dictionaries(
    {},
    optional={
        "rag": st.lists(st.sampled_from(["red", "amber", "green", "grey", "blue", "none"]), unique=True, max_size=2),
        "kind": st.lists(st.sampled_from(Kind.values), unique=True, max_size=2),
        "status": st.sampled_from(["open", "closed", "all", "set-aside", "in progress", "for information"]),
        "due": st.sampled_from(["overdue", "soon", "later", "none"]),
        "q": st.sampled_from(["crime", "2022", "first", "zebra"]),
        "as_at": st.sampled_from(["", "2022-02-25", "2022-03-01"]),
        "progress": st.just("stale"),
    },
)


def test_every_count_is_the_number_of_rows_behind_it(
    cast: Cast, publication: Publication, people: People, django_db_blocker: Any
) -> None:
    small_register(cast, publication)
    for status in (Status.CLOSED_COMPLETE, Status.FOR_INFORMATION, Status.CLOSED_SUPERSEDED):
        make_recommendation(cast, publication, status)
    browsers = [people.liaison, people.other_owner, people.secretary]

    @settings(max_examples=25)
    @given(query=QUERIES, browser=st.sampled_from(browsers))
    def agree(query: dict[str, Any], browser: Browser) -> None:
        page = browser.page(REGISTER, **query)
        found = counted(page)
        for label, (number, href) in found.items():
            assert total(browser.page(REGISTER + href)) == number, (query, label)
        assert total(page) == len(references(page))

    agree()


# What it costs


@pytest.mark.parametrize("name", ["liaison", "owner", "lead", "secretary"])
@pytest.mark.parametrize("query", [{}, {"q": "crime"}, {"as_at": "2022-03-01"}, {"due": "overdue", "sort": "owner"}])
def test_the_list_costs_the_same_with_one_row_and_with_fifty(
    name: str, query: dict[str, str], people: People, cast: Cast, publication: Publication
) -> None:
    browser = getattr(people, name)
    make_recommendation(cast, publication)
    one = browser.statements(REGISTER, **query)

    for number in range(49):
        item = make_recommendation(cast, publication, list(Status)[number % 3])
        if item.status == Status.IN_PROGRESS:
            make_update(cast, item, at=NOON)

    assert browser.statements(REGISTER, **query) == one <= 12


def test_who_is_not_signed_in_sees_nothing(client: Client) -> None:
    answer = client.get(REGISTER)

    assert answer.status_code == 302
    assert urlsplit(answer["Location"]).path == "/sign-in/"
