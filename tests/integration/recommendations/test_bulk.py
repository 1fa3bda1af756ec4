"""One change to many items: chosen in the list, looked at row by row, confirmed with one reason, all or none."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest

from inspections.models import Publication
from jac_tracker.history import digest
from recommendations import actions
from recommendations.actions.bulk import SHOWN_FIELDS
from recommendations.enums import Marking, Rag, Status, Verb
from recommendations.models import Recommendation, RecommendationEvent
from tests.conftest import NOON, TODAY
from tests.factories.everything import hash_of_all_tables
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.conftest import Browser, People
from tests.integration.recommendations.pages import REGISTER, words

pytestmark = pytest.mark.django_db

BULK = "/register/bulk/"
WHY = "The field moves to neighbourhoods."


def sent(*items: Recommendation) -> list[str]:
    """The rows as a preview sends them on."""
    return [f"{digest(item, SHOWN_FIELDS)}:{item.reference}" for item in items]


def to_owner(cast: Cast, *items: Recommendation, **more: Any) -> dict[str, Any]:
    return {"what": "owner", "owner_post": cast.other_owner.post.pk, "reason": WHY, "row": sent(*items)} | more


def events(verb: Verb) -> list[str]:
    found = RecommendationEvent.objects.filter(verb=verb).order_by("recommendation__reference")
    return [event.recommendation.reference for event in found]


def hidden(page: str) -> dict[str, list[str]]:
    """What the form of a preview sends."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.split("<main")[1]):
        found.setdefault(name, []).append(unescape(value))
    return found


# Choosing


@pytest.mark.parametrize(
    ("name", "ticked"),
    [
        ("liaison", ["MP-2022-001", "MP-2022-002"]),
        ("owner", ["MP-2022-001", "MP-2022-002"]),
        ("lead", ["MP-2022-001", "MP-2022-002"]),
        ("other_owner", []),
        ("other_lead", []),
        ("dcc", []),
        ("secretary", []),
        ("auditor", []),
    ],
)
def test_the_rows_that_somebody_may_change_have_a_box(
    name: str, ticked: list[str], people: People, cast: Cast, publication: Publication
) -> None:
    make_recommendation(cast, publication)
    make_recommendation(cast, publication)

    page = getattr(people, name).page(REGISTER)

    assert re.findall(r'type="checkbox" name="item" value="([^"]+)"', page) == ticked
    assert ("Change the ticked items" in page) is bool(ticked)


def test_all_of_a_page_are_ticked_by_a_link_and_no_other_link_keeps_the_ticks(
    people: People, cast: Cast, publication: Publication
) -> None:
    make_recommendation(cast, publication)
    browser = people.liaison

    plain, ticked = browser.page(REGISTER, rag="green"), browser.page(REGISTER, rag="green", ticked="page")

    assert "?rag=green&amp;page=1&amp;ticked=page" in plain or "?rag=green&amp;ticked=page&amp;page=1" in plain
    assert (plain.count(" checked><label"), ticked.count(" checked><label")) == (0, 1)
    assert "ticked=page" not in ticked.split("<main")[1]


def test_a_register_read_in_the_past_has_no_boxes(people: People, cast: Cast, publication: Publication) -> None:
    make_recommendation(cast, publication)

    assert 'name="item"' not in people.liaison.page(REGISTER, as_at="2022-02-20")


def test_everything_that_the_filters_leave_can_be_chosen_at_once(
    people: People, cast: Cast, publication: Publication
) -> None:
    for number in range(27):
        make_recommendation(cast, publication, Status.AWAITING_ALLOCATION if number < 26 else Status.IN_PROGRESS)

    page = people.liaison.page(BULK, every="1", rag="grey")

    assert len(hidden(page)["row"]) == 26
    assert hidden(page)["filters"] == ["rag=grey"]
    assert "Change all 26 that fit" in people.liaison.page(REGISTER, rag="grey")


@pytest.mark.parametrize(
    ("name", "offered"),
    [("liaison", ["owner", "board", "target", "rag"]), ("owner", ["target"]), ("lead", ["rag"])],
)
def test_everybody_is_offered_what_they_may_do_singly(
    name: str, offered: list[str], people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)

    page = getattr(people, name).page(BULK, item=item.reference)

    radios = re.findall(r'<input [^>]*type="radio"[^>]*>', page)
    assert [found for radio in radios for found in re.findall(r'name="what"[^>]*value="([a-z]+)"', radio)] == offered


@pytest.mark.parametrize("name", ["secretary", "auditor", "reader", "administrator"])
def test_who_may_change_nothing_may_not_come_in(name: str, people: People) -> None:
    assert getattr(people, name).get(BULK).status_code == 403
    assert getattr(people, name).post(BULK).status_code == 403


def test_nothing_chosen_is_said_kindly(people: People) -> None:
    assert "No item that you may change is chosen." in words(people.liaison.page(BULK))


def test_too_many_are_refused_in_plain_words(
    people: People, cast: Cast, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recommendations.presenters.bulk.MOST_AT_ONCE", 1)
    items = [make_recommendation(cast, publication) for _ in range(2)]

    asked, answer = people.liaison.page(BULK, every="1"), people.liaison.post(BULK, **to_owner(cast, *items))

    for page in (asked, answer.content.decode()):
        assert "at most 500 can be changed at once" in page
        assert '<form method="post"' not in page.split("<main")[1]


def test_the_first_page_costs_the_same_for_one_row_and_for_fifty(
    people: People, cast: Cast, publication: Publication
) -> None:
    make_recommendation(cast, publication)
    one = people.liaison.statements(BULK, every="1")

    for _ in range(49):
        make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)

    assert people.liaison.statements(BULK, every="1") == one <= 16


# The preview


def test_the_preview_shows_each_row_and_writes_nothing(people: People, cast: Cast, publication: Publication) -> None:
    items = [make_recommendation(cast, publication), make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)]
    browser = people.liaison
    before = hash_of_all_tables()

    page = browser.post(BULK, **to_owner(cast, *items)).content.decode()

    assert "MP-2022-001 Record every crime within 24 hours Force Crime Registrar Head of Neighbourhoods" in words(page)
    assert "MP-2022-002 Record every crime within 24 hours None yet Head of Neighbourhoods" in words(page)
    assert "Change 2 items" in page
    assert hidden(page)["row"] == sent(*items)
    assert hash_of_all_tables() == before


def test_a_refusal_is_the_sentence_of_the_single_act_and_can_be_left_out(
    people: People, cast: Cast, publication: Publication
) -> None:
    good = make_recommendation(cast, publication)
    closed = make_recommendation(cast, publication, Status.CLOSED_COMPLETE)
    browser = people.liaison

    page = browser.post(BULK, **to_owner(cast, good, closed)).content.decode()
    single = browser.page(f"{REGISTER}{closed.reference}/reallocate/")
    after = browser.post(BULK, **hidden(page), step="preview").content.decode()

    sentence = "“Change the owner” is for an item that is"
    assert words(page).count(sentence) == 1
    assert re.findall(rf"{sentence}[^.]*\. This one is [^.]*\.", words(page)) == re.findall(
        rf"{sentence}[^.]*\. This one is [^.]*\.", words(single)
    )
    assert 'value="confirm"' not in page
    assert hidden(page)["row"] == sent(good)
    assert "Change 1 item" in after


def test_a_row_that_has_the_value_already_is_refused(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    page = people.liaison.post(BULK, **to_owner(cast, item, owner_post=cast.owner.post.pk)).content.decode()

    assert "This would change nothing: it is so already." in words(page)


# Confirming


def test_a_confirmed_change_leaves_the_history_of_the_single_acts(
    people: People, cast: Cast, publication: Publication
) -> None:
    given, waiting = (
        make_recommendation(cast, publication),
        make_recommendation(cast, publication, Status.AWAITING_ALLOCATION),
    )
    browser = people.liaison
    page = browser.post(BULK, **to_owner(cast, given, waiting, filters="rag=green")).content.decode()

    answer = browser.post(BULK, **hidden(page), step="confirm")

    given.refresh_from_db()
    waiting.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, "/register/?rag=green")
    assert (given.owner_post, waiting.owner_post) == (cast.other_owner.post, cast.other_owner.post)
    assert (given.portfolio, waiting.portfolio) == (cast.local, cast.local)
    assert waiting.status == Status.IN_PROGRESS
    newest = [RecommendationEvent.objects.filter(recommendation=item).latest("id") for item in (given, waiting)]
    assert [(event.verb, event.why, event.by_post) for event in newest] == [
        (Verb.REALLOCATE, WHY, cast.liaison.post),
        (Verb.ALLOCATE, WHY, cast.liaison.post),
    ]
    assert [row.act for row in (given.history.first(), waiting.history.first())] == [event.act for event in newest]
    assert "Owner of 2 items changed: Head of Neighbourhoods." in browser.page(REGISTER)


@pytest.mark.parametrize(
    ("name", "verb", "values"),
    [
        ("liaison", Verb.SET_GOVERNANCE, {"what": "board"}),
        ("owner", Verb.EXTEND_TARGET, {"what": "target", "target_on_day": "30", "target_on_month": "6",
                                       "target_on_year": "2022"}),
        ("lead", Verb.SET_RAG, {"what": "rag", "rag": "amber"}),
    ],
)  # fmt: skip
def test_each_change_is_made_under_the_post_that_may(
    name: str, verb: Verb, values: dict[str, Any], people: People, cast: Cast, publication: Publication
) -> None:
    items = [make_recommendation(cast, publication) for _ in range(2)]
    for item in items:
        by: dict[str, Any] = {"by": cast.owner.actor(TODAY), "at": NOON - timedelta(hours=1)}
        actions.set_target(recommendation=item, target_on=date(2022, 5, 31), **by)
        item.refresh_from_db()
    board = actions.add_board(name="Crime board", by=cast.liaison.actor(TODAY), at=NOON)
    given = values | ({"board": board.pk} if verb == Verb.SET_GOVERNANCE else {})

    answer = getattr(people, name).post(BULK, **given, reason=WHY, row=sent(*items), step="confirm")

    assert answer.status_code == 302
    assert events(verb) == ["MP-2022-001", "MP-2022-002"]
    told = RecommendationEvent.objects.filter(verb=verb)
    assert {(event.why, event.by_post) for event in told} == {(WHY, getattr(cast, name).post)}


def test_a_refusal_in_the_middle_takes_everything_back(people: People, cast: Cast, publication: Publication) -> None:
    first, last = make_recommendation(cast, publication), make_recommendation(cast, publication)
    middle = make_recommendation(cast, publication, Status.CLOSED_COMPLETE)
    browser = people.liaison
    before = hash_of_all_tables()

    answer = browser.post(BULK, **to_owner(cast, first, middle, last), step="confirm")

    assert answer.status_code == 409
    assert "Nothing has been changed. MP-2022-003: “Change the owner” is for" in words(answer.content.decode())
    assert hash_of_all_tables() == before


def test_what_changed_after_the_preview_is_not_changed_again_unseen(
    people: People, cast: Cast, publication: Publication
) -> None:
    items = [make_recommendation(cast, publication) for _ in range(2)]
    browser = people.liaison
    page = browser.post(BULK, **to_owner(cast, *items)).content.decode()
    actions.set_rag(recommendation=items[1], rag=Rag.RED, by=cast.lead.actor(TODAY), at=NOON, why="It slips.")
    before = hash_of_all_tables()

    answer = browser.post(BULK, **hidden(page), step="confirm")

    again = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else changed MP-2022-002 after you were shown the list. Nothing has been changed." in words(again)
    assert again.count("Changed since you were shown it") == 1
    assert hash_of_all_tables() == before
    assert browser.post(BULK, **hidden(again), step="confirm").status_code == 302


def test_a_form_without_its_digests_changes_nothing(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    answer = people.liaison.post(BULK, **to_owner(cast, item, row=[f":{item.reference}"]), step="confirm")

    assert answer.status_code == 409
    assert events(Verb.REALLOCATE) == []


# What is not theirs


def test_what_somebody_may_not_know_of_is_not_named(
    people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    own = make_recommendation(cast, publication)
    secret = make_recommendation(cast, embargoed, title="Plantedword", text="Plantedword.")
    marked = make_recommendation(cast, publication, title="Plantedword", marking=Marking.OFFICIAL_SENSITIVE)
    browser: Browser = people.other_lead
    actions.reallocate(
        recommendation=own, owner_post=cast.other_owner.post, by=cast.liaison.actor(TODAY), at=NOON, why=WHY
    )
    own.refresh_from_db()
    values = {"what": "rag", "rag": "red", "reason": WHY, "row": sent(own, secret, marked)}
    before = hash_of_all_tables()

    asked = browser.page(BULK, item=[own.reference, secret.reference, marked.reference])
    preview = browser.post(BULK, **values)
    confirmed = browser.post(BULK, **values, step="confirm")

    for page in (asked, preview.content.decode(), confirmed.content.decode()):
        assert "Plantedword" not in page
        assert "2 items left out" in page
        assert secret.reference not in page
        assert marked.reference not in page
    assert confirmed.status_code == 409
    assert hash_of_all_tables() == before


def test_a_headline_shows_nothing_of_ours_and_refuses(people: People, cast: Cast, publication: Publication) -> None:
    own, other = make_recommendation(cast, publication), make_recommendation(cast, publication, title="Plantedword")
    by: dict[str, Any] = {"by": cast.liaison.actor(TODAY), "at": NOON}
    actions.set_target(recommendation=other, target_on=date(2022, 7, 31), **by)
    actions.reallocate(recommendation=own, owner_post=cast.other_owner.post, why=WHY, **by)
    own.refresh_from_db()
    other.refresh_from_db()
    target = {"target_on_day": "30", "target_on_month": "9", "target_on_year": "2022"}

    answer = people.other_owner.post(BULK, what="target", **target, reason=WHY, row=sent(own, other))

    page = answer.content.decode()
    assert "Only the owner or a liaison officer can do this." in words(page)
    assert "Plantedword" not in page
    assert "31 July 2022" not in page


@pytest.mark.parametrize(
    ("name", "what"), [("owner", "owner"), ("owner", "rag"), ("lead", "board"), ("lead", "target")]
)
def test_a_change_that_is_not_offered_is_refused(
    name: str, what: str, people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    before = hash_of_all_tables()

    answer = getattr(people, name).post(BULK, **to_owner(cast, item, what=what, rag="red"), step="confirm")

    assert "Select what to change from the list" in words(answer.content.decode())
    assert hash_of_all_tables() == before


# Input


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"reason": ""}, "Enter a reason"),
        ({"what": ""}, "Select what to change"),
        ({"owner_post": ""}, "Select the post that will own them"),
        ({"what": "board"}, "Select the board"),
        ({"what": "target"}, "Enter a target date"),
        ({"what": "target", "target_on_day": "1", "target_on_month": "1", "target_on_year": "0000"}, "a real date"),
        ({"what": "rag"}, "Select Red, Amber or Green"),
        ({"what": "rag", "rag": "blue"}, "Select Red, Amber or Green from the list"),
    ],
)
def test_what_is_missing_or_wrong_is_asked_for_at_its_field(
    values: dict[str, str], message: str, people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)

    answer = people.liaison.post(BULK, **to_owner(cast, item, step="confirm", **{}) | values)

    assert words(answer.content.decode()).count(message) >= 2
    assert events(Verb.REALLOCATE) == []


AWFUL = ["\x00", "\N{PILE OF POO}", "x" * 1_000_000, "<script>alert(1)</script>", "9" * 5000, "-1", ":", "&" * 5000]


@pytest.mark.parametrize("step", ["preview", "confirm"])
def test_no_input_breaks_the_page(step: str, people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    good = to_owner(cast, item, step=step, filters="rag=green")
    browser = people.liaison

    for value in AWFUL:
        for name in [*good, "board", "rag", "target_on_year"]:
            answer = browser.post(BULK, **good | {name: value, "reason": value if name == "reason" else ""})
            assert answer.status_code in ({200, 409} if name != "reason" else {200, 302, 409}), (name, value[:20])
            assert "<script>alert" not in answer.content.decode()
        answer = browser.post(BULK, **good | {"row": value})
        assert answer.status_code in {200, 409}, value[:20]
        assert browser.get(BULK, item=value[:9000], every=value[:100], page=value[:100]).status_code == 200
