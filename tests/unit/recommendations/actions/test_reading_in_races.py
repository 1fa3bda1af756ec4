"""Two people save what they read out of one report, or comment on one of its items, at once."""

from functools import partial

import pytest

from inspections.models import Publication
from recommendations import actions
from recommendations.actions import NewItem, reading_in, wording
from recommendations.enums import Kind, Marking
from recommendations.models import Recommendation, ReplyComment
from recommendations.rules.as_read import NO_DEADLINE_READ
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_inspection, make_publication, make_reference
from tests.factories.people import Cast, make_cast
from tests.factories.recommendations import make_recommendation
from tests.side_by_side import at_once, slowly

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

ITEM = NewItem(
    kind=Kind.RECOMMENDATION,
    title="Record crime",
    text="The force should record crime.",
    number_in_report="1",
    theme="",
    cause=None,
    addressees=("our force",),
    deadline=NO_DEADLINE_READ,
    parts=(),
)
BOTH = ("liaison", "second_liaison")


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    make_reference()
    return make_cast()


@pytest.fixture
def publications(cast: Cast, thorough: bool) -> list[Publication]:
    inspection = make_inspection()
    return [make_publication(inspection, title=f"Report {number}") for number in range(20 if thorough else 2)]


def test_of_two_who_save_one_report_the_second_is_told(
    cast: Cast, publications: list[Publication], monkeypatch: pytest.MonkeyPatch
) -> None:
    slowly(monkeypatch, reading_in, "_refuse_twins")
    for publication in publications:
        given = {"causes": [], "items": [ITEM], "marking": Marking.OFFICIAL, "confirmed": False, "at": NOON}
        shown = actions.report_as_shown(publication)
        attempts = [
            partial(
                actions.register_report,
                publication=publication,
                shown=shown,
                by=getattr(cast, who).actor(TODAY),
                **given,  # type: ignore[arg-type]
            )
            for who in BOTH
        ]

        assert at_once(*attempts) == ["StaleEdit", "done"]
        assert Recommendation.objects.filter(publication=publication).count() == 1


def test_of_two_who_write_one_comment_the_second_is_told(
    cast: Cast, publications: list[Publication], monkeypatch: pytest.MonkeyPatch
) -> None:
    slowly(monkeypatch, wording, "_write")
    for publication in publications:
        item = make_recommendation(cast, publication)
        shown = actions.reply_digest(item)
        attempts = [
            partial(
                actions.write_reply,
                recommendation=item,
                text=f"Of {who}.",
                shown=shown,
                by=getattr(cast, who).actor(TODAY),
                at=NOON,
            )
            for who in BOTH
        ]

        assert at_once(*attempts) == ["StaleEdit", "done"]
        assert ReplyComment.objects.filter(recommendation=item).count() == 1
