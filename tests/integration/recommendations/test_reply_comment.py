"""The force's comment on an item, for the response to its report: written, then cleared, on pages of their own."""

import pytest

from inspections.models import Publication
from recommendations import actions
from recommendations.models import Recommendation, ReplyComment
from tests.conftest import NOON, TODAY
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication, text="Forces should count.")


def page_of(item: Recommendation, act: str) -> str:
    return f"/register/{item.reference}/{act}-reply/"


def write(cast: Cast, item: Recommendation, text: str = "We count every week.") -> str:
    """What the form that shows this comment carries."""
    actions.write_reply(recommendation=item, text=text, by=cast.liaison.actor(TODAY), at=NOON)
    return actions.reply_digest(item)


def test_a_comment_is_written_beside_the_text_and_cleared_as_it_is_shown(people: People, item: Recommendation) -> None:
    response, liaison = f"/publications/{item.publication_id}/reply/", people.liaison

    page = words(liaison.page(page_of(item, "write")))
    written = liaison.post(page_of(item, "write"), text="We count.", as_shown=actions.reply_digest(item))
    waits = words(liaison.page(response))
    shown = words(liaison.page(page_of(item, "clear")))
    cleared = liaison.post(page_of(item, "clear"), as_shown=actions.reply_digest(item))

    assert "Forces should count." in page
    assert "We count." in shown
    assert (written["Location"], cleared["Location"]) == (response, response)
    assert "Not cleared" in waits
    assert "We count." not in waits
    assert "The force’s comment: We count." in words(liaison.page(response))


def test_a_cleared_comment_warns_before_it_is_changed(people: People, cast: Cast, item: Recommendation) -> None:
    write(cast, item)
    actions.clear_reply(recommendation=item, by=cast.liaison.actor(TODAY), at=NOON)

    page = words(people.liaison.page(page_of(item, "write")))

    assert "This comment is cleared for the response. To change it takes back its clearance." in page
    assert "We count every week." in page


def test_a_comment_that_changed_meanwhile_comes_back_beside_yours(
    people: People, cast: Cast, item: Recommendation
) -> None:
    shown = actions.reply_digest(item)
    now = write(cast, item, "Theirs")

    mine = people.liaison.post(page_of(item, "write"), text="Mine", as_shown=shown)
    unread = people.liaison.post(page_of(item, "clear"), as_shown=shown)

    assert (mine.status_code, unread.status_code) == (409, 409)
    assert "In the register now Theirs What you typed Mine" in words(mine.content.decode())
    assert "Somebody has changed the comment since you read it." in words(unread.content.decode())
    assert f'value="{now}"' in unread.content.decode()
    assert not ReplyComment.objects.get().is_cleared


def test_there_is_nothing_to_clear_before_it_is_written(people: People, item: Recommendation) -> None:
    page = people.liaison.page(page_of(item, "clear"))
    answer = people.liaison.post(page_of(item, "clear"), as_shown=actions.reply_digest(item))

    assert "No comment has been written yet." in words(page)
    assert "No comment has been written yet." in words(answer.content.decode())
