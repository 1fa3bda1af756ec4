"""Removing words for good: a tombstone everywhere, and nothing of the words left."""

from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from inspections.models import Publication
from jac_tracker.accounts.models import Post
from jac_tracker.history import as_at, drift, record
from jac_tracker.history.expunging import Passage, old_hash
from jac_tracker.history.texts import searched_models, text_fields
from recommendations.enums import Status
from recommendations.models import ProgressUpdate, Recommendation, SignOff
from reports import actions
from reports.enums import ExpunctionState, ExpunctionVerb
from reports.models import Expunction, ExpunctionEvent, ExpungedValue
from tests.architecture.route_targets import make_targets
from tests.conftest import NOON, TODAY
from tests.factories.expunctions import LONG_AFTER, STONE, expunge, make_expunction
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast
from tests.factories.planting import PLANTED, fill_up, places_of, plant_everywhere, too_narrow
from tests.factories.recommendations import make_recommendation, make_update

pytestmark = pytest.mark.django_db

DAY = LONG_AFTER.date()


@pytest.fixture
def publication(db: None) -> Publication:
    make_reference()
    return make_publication()


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication)


# Everywhere


def test_a_word_planted_in_every_column_of_words_is_nowhere_afterwards(cast: Cast) -> None:
    make_targets(cast)
    proposed = make_expunction(cast, "Dee Deputy")  # so that the tables of this app have rows too
    actions.refuse_expunction(expunction=proposed, why="She signs.", by=cast.dcc.actor(DAY), at=LONG_AFTER)
    actions.withdraw_expunction(
        expunction=make_expunction(cast, "Olive Owner"), why="Wrong.", by=cast.liaison.actor(DAY), at=LONG_AFTER
    )
    expunge(cast, "Rae Reader")
    fill_up()
    taken = plant_everywhere()
    every_column = {
        (model._meta.label, field.name)
        for model in searched_models()
        if not hasattr(model, "instance_type")
        for field in text_fields(model)
    }
    assert every_column - taken - too_narrow() == set(), "these hold words, and the test has no row for them"
    assert "recommendations_historicalrecommendation" in places_of()

    done = expunge(cast, PLANTED)

    assert places_of() == set()
    assert done.count == done.values.count() > 500
    assert drift() == []


def test_a_word_is_gone_from_sessions_and_other_sessions_go_on(cast: Cast, item: Recommendation) -> None:
    make_update(cast, item, f"{PLANTED} was told.", at=NOON)
    told, other = SessionStore(), SessionStore()
    told["_messages"] = f'[["__json_message",0,25,"{PLANTED} is added.",""]]'
    told.create()
    other["_auth_user_id"] = "7"
    other.create()
    assert "django_session" in places_of(PLANTED)

    expunge(cast, PLANTED)

    assert places_of() == set()
    assert (told.exists(told.session_key), other.exists(other.session_key)) == (False, True)


def test_within_one_item_other_items_keep_the_words(cast: Cast, item: Recommendation) -> None:
    other = make_recommendation(cast, item.publication, text="Asked by Zörnwick in the other report.")
    here = make_update(cast, item, f"{PLANTED} has left.", at=NOON)

    expunge(cast, PLANTED, recommendation=item)

    here, other = ProgressUpdate.objects.get(pk=here.pk), Recommendation.objects.get(pk=other.pk)
    assert here.text == f"{STONE} has left."
    assert PLANTED in other.text
    assert places_of(PLANTED) == {"recommendations_recommendation", "recommendations_historicalrecommendation"}


# What stands there afterwards


def test_what_was_signed_can_still_be_proven(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITH_DCC, text=f"{PLANTED} should record crime.")
    before = {row.pk: (row.fingerprint, old_hash(row.content)) for row in SignOff.objects.all()}

    done = expunge(cast, PLANTED)

    after = SignOff.objects.all()
    assert {row.content["text"]["text"] for row in after} == {f"{STONE} should record crime."}
    assert {row.pk: row.fingerprint for row in after} == {pk: fingerprint for pk, (fingerprint, _) in before.items()}
    kept = done.values.filter(table="recommendations.SignOff", column="content")
    assert dict(kept.values_list("row", "sha256")) == {pk: whole for pk, (_, whole) in before.items()}
    assert Recommendation.objects.get(pk=item.pk).status == Status.WITH_DCC


def test_the_register_as_it_was_shows_the_tombstone(cast: Cast, item: Recommendation) -> None:
    with transaction.atomic():
        item.title = f"Tell {PLANTED}"
        record([item], by=cast.liaison.actor(TODAY), at=NOON, event=_edited(item))

    expunge(cast, PLANTED)

    assert [row.title for row in as_at(Recommendation, NOON).filter(id=item.pk)] == [f"Tell {STONE}"]


def _edited(item: Recommendation) -> Any:
    from recommendations.enums import Verb
    from recommendations.models import RecommendationEvent

    return RecommendationEvent(verb=Verb.EDIT_TEXT, recommendation=item, from_status=item.status, to_status=item.status)


def test_the_record_and_its_events_tell_who_how_much_and_why_and_never_the_words(
    cast: Cast, item: Recommendation
) -> None:
    make_update(cast, item, f"{PLANTED} and {PLANTED}.", at=NOON)

    done = Expunction.objects.get(pk=expunge(cast, PLANTED).pk)

    assert (done.state, done.words, done.words_sha256, done.count) == (
        ExpunctionState.CARRIED_OUT,
        STONE,
        old_hash(PLANTED),
        1,
    )
    assert [(value.table, value.column, value.times, value.sha256) for value in ExpungedValue.objects.all()] == [
        ("recommendations.ProgressUpdate", "text", 2, old_hash(f"{PLANTED} and {PLANTED}."))
    ]
    events = ExpunctionEvent.objects.order_by("id")
    assert [(event.verb, event.by_user, event.by_post) for event in events] == [
        (ExpunctionVerb.PROPOSE, cast.liaison.user, cast.liaison.post),
        (ExpunctionVerb.AGREE, cast.dcc.user, cast.dcc.post),
        (ExpunctionVerb.CARRY_OUT, cast.dcc.user, cast.dcc.post),
    ]
    assert events[2].details == {"ground": "erasure", "values": 1, "by place": {"Progress update: progress": 1}}


def test_names_that_must_be_unlike_stay_unlike(cast: Cast) -> None:
    from jac_tracker.accounts import actions as people
    from jac_tracker.accounts.roles import Role
    from tests.factories.people import SETTER_UP

    posts = [people.add_post(title=title, role=Role.OWNER, by=SETTER_UP, at=NOON) for title in (PLANTED, f"{PLANTED} ")]

    expunge(cast, PLANTED)

    titles = [Post.objects.get(pk=post.pk).title for post in posts]
    assert titles == [f"[expunged 16 May 2022, {posts[0].pk}]", f"[expunged 16 May 2022, {posts[1].pk}] "]


# What counts as the words


@pytest.mark.parametrize(
    ("text", "stands", "nearly"),
    [
        ("Ann Lee rang.", 1, []),
        ("Ann Lee's car, (Ann Lee)", 2, []),
        ("report_Ann Lee_2.pdf", 1, []),
        ("ANN LEE rang.", 0, ["ANN LEE"]),
        ("Ann  Lee rang.", 0, ["Ann  Lee"]),
        ("Ann\nLee", 0, ["Ann\nLee"]),
        ("ann.lee@force.example", 0, ["ann.lee"]),
        ("Joann Leeds", 0, ["Joann Leeds"]),
        ("Ann and Lee", 0, []),
    ],
)
def test_the_passage_stands_where_it_stands_exactly_and_is_no_part_of_a_longer_word(
    text: str, stands: int, nearly: list[str]
) -> None:
    passage = Passage("Ann Lee")

    assert passage.stands_in(text) == stands
    assert passage.misses_in(text) == nearly


def test_what_nearly_is_the_passage_is_left_and_counted(cast: Cast, item: Recommendation) -> None:
    make_update(cast, item, "Zörnwick came.", at=NOON)
    make_update(cast, item, "ZÖRNWICK went.", at=NOON)
    proposed = make_expunction(cast, PLANTED)

    found = actions.preview(proposed, DAY)

    assert [find.new for find in found.finds] == [f"{STONE} came."]
    assert found.misses == {"ZÖRNWICK": 1}


def test_codes_inside_json_are_no_words(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITH_DCC, text="A summary of it.")

    expunge(cast, "summary")

    assert {(row.content["text"]["text_source"], row.content["text"]["text"]) for row in SignOff.objects.all()} == {
        ("summary", f"A {STONE} of it.")
    }
    assert Recommendation.objects.get(pk=item.pk).text_source == "summary"
