"""What the response to a report says of an item: recommendations.actions.wording."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from inspections.models import Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.history import StaleEdit
from recommendations import actions
from recommendations.enums import Status
from recommendations.models import Recommendation, ReplyComment
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation

AT = datetime(2022, 2, 1, 9, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
TODAY = AT.date()


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication)


def write(cast: Cast, item: Recommendation, text: str = "We count every week.", **values: Any) -> ReplyComment:
    return actions.write_reply(recommendation=item, text=text, **values, by=cast.liaison.actor(TODAY), at=AT)


def clear(cast: Cast, item: Recommendation, **values: Any) -> ReplyComment:
    return actions.clear_reply(recommendation=item, **values, by=cast.second_liaison.actor(TODAY), at=LATER)


@pytest.mark.parametrize("status", [Status.IN_PROGRESS, Status.NOT_APPLICABLE, Status.FOR_INFORMATION])
def test_a_comment_is_written_and_cleared_in_an_act_of_its_own(
    cast: Cast, publication: Publication, status: Status
) -> None:
    item = make_recommendation(cast, publication, status)

    written = write(cast, item)
    assert (written.text, written.is_cleared) == ("We count every week.", False)
    clear(cast, item)

    comment = ReplyComment.objects.get()
    assert (comment.recommendation, comment.cleared_by, comment.cleared_at) == (item, cast.second_liaison.user, LATER)
    assert [event.verb for event in item.events.order_by("id")][-2:] == ["write reply", "clear reply"]


def test_what_is_written_anew_is_no_longer_cleared(cast: Cast, item: Recommendation) -> None:
    write(cast, item)
    clear(cast, item)

    write(cast, item, "We count every day.")

    comment = ReplyComment.objects.get()
    assert (comment.text, comment.cleared_by, comment.is_cleared) == ("We count every day.", None, False)


def test_a_comment_that_somebody_else_wrote_is_neither_overwritten_nor_cleared(
    cast: Cast, item: Recommendation
) -> None:
    nothing = actions.reply_digest(item)
    write(cast, item)

    with pytest.raises(StaleEdit):
        write(cast, item, "Mine.", shown=nothing)
    with pytest.raises(StaleEdit):
        clear(cast, item, shown=nothing)

    comment = ReplyComment.objects.get()
    assert (comment.text, comment.is_cleared) == ("We count every week.", False)


def test_nothing_the_same_and_cleared_twice_are_refused(cast: Cast, item: Recommendation) -> None:
    with pytest.raises(NotPossible, match=r"^No comment has been written yet\.$"):
        clear(cast, item)
    with pytest.raises(NotPossible, match=r"^Enter the comment\.$"):
        write(cast, item, " ")
    write(cast, item)
    with pytest.raises(NotPossible, match="already this"):
        write(cast, item, " We count every week. ")
    clear(cast, item)
    with pytest.raises(NotPossible, match="already been cleared"):
        clear(cast, item)


@pytest.mark.parametrize("who", ["owner", "lead", "dcc", "secretary", "auditor"])
def test_a_comment_is_liaisons(cast: Cast, item: Recommendation, who: str) -> None:
    write(cast, item)
    by = getattr(cast, who).actor(TODAY)

    with pytest.raises(PermissionDenied):
        actions.write_reply(recommendation=item, text="Mine.", by=by, at=AT)
    with pytest.raises(PermissionDenied):
        actions.clear_reply(recommendation=item, by=by, at=AT)

    comment = ReplyComment.objects.get()
    assert (comment.text, comment.is_cleared) == ("We count every week.", False)
