"""Progress and its RAG: recommendations.actions.progress."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from inspections.models import Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.history import StaleEdit, digest
from recommendations import actions
from recommendations.actions import PROGRESS_FIELDS, RAG_FIELDS
from recommendations.enums import Rag, Status
from recommendations.models import ProgressUpdate, Recommendation
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation, make_update

AT = datetime(2022, 2, 1, 9, tzinfo=UTC)
TODAY = AT.date()


def progress(cast: Cast, item: Recommendation, who: str = "owner", **values: Any) -> ProgressUpdate:
    given: dict[str, Any] = {"text": "Training has begun."} | values
    return actions.record_progress(recommendation=item, **given, by=getattr(cast, who).actor(TODAY), at=AT)


def refusal(cast: Cast, item: Recommendation, who: str = "owner", **values: Any) -> str:
    with pytest.raises(NotPossible) as refused:
        progress(cast, item, who, **values)
    assert not ProgressUpdate.objects.exists()
    return str(refused.value)


def test_an_update_keeps_what_was_said_when_by_whom_and_the_rag_then(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    update = progress(
        cast,
        item,
        rag=Rag.AMBER,
        rag_reason="Two posts are vacant.",
        forecast_on=date(2022, 6, 30),
        happened_on=date(2022, 1, 28),
    )

    assert (update.text, update.rag, update.forecast_on, update.happened_on) == (
        "Training has begun.",
        "amber",
        date(2022, 6, 30),
        date(2022, 1, 28),
    )
    assert (update.at, update.by_user, update.by_post) == (AT, cast.owner.user, cast.owner.post)
    item.refresh_from_db()
    assert (item.rag, item.rag_reason, item.forecast_on, item.updated_at) == (
        "amber",
        "Two posts are vacant.",
        date(2022, 6, 30),
        AT,
    )
    event = item.events.latest("id")
    assert (event.verb, event.happened_on, event.to_status) == ("record progress", date(2022, 1, 28), "in progress")


def test_an_update_without_rag_or_forecast_leaves_both_and_is_of_today(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    progress(cast, item, rag=Rag.RED, rag_reason="Late.", forecast_on=date(2022, 6, 30))

    update = progress(cast, item, text="Still late.")

    item.refresh_from_db()
    assert (item.rag, item.rag_reason, item.forecast_on) == ("red", "Late.", date(2022, 6, 30))
    assert (update.rag, update.forecast_on, update.happened_on) == ("red", None, TODAY)


def test_the_suggested_rag_needs_no_reason_and_takes_the_old_one_away(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    progress(cast, item, rag=Rag.RED, rag_reason="Late.")

    progress(cast, item, rag=Rag.GREEN)

    item.refresh_from_db()
    assert (item.rag, item.rag_reason) == ("green", "")


def test_another_rag_than_the_suggested_needs_a_sentence(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    assert refusal(cast, item, rag=Rag.RED).endswith("Say why it should be Red.")


def test_progress_itself_ends_the_silence_that_made_an_item_amber(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    long_after = AT + timedelta(days=200)

    make_update(cast, item, at=long_after, rag=Rag.GREEN)

    item.refresh_from_db()
    assert (item.rag, item.rag_reason) == ("green", "")


def test_liaison_who_writes_for_the_owner_cites_the_message(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    assert refusal(cast, item, "liaison") == "Say which message of the owner's this comes from."
    update = progress(cast, item, "liaison", cites="E-mail of 31 January 2022")

    assert (update.cites, update.by_post) == ("E-mail of 31 January 2022", cast.liaison.post)
    assert item.events.latest("id").cites == "E-mail of 31 January 2022"


def test_an_item_without_an_owner_has_nobodys_message_to_cite(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)

    update = progress(cast, item, "liaison")

    assert update.rag == "grey"


def test_an_item_that_awaits_allocation_stays_grey(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)

    assert refusal(cast, item, "liaison", rag=Rag.RED, rag_reason="Late.") == (
        "An item that is awaiting allocation has no RAG to choose."
    )


@pytest.mark.parametrize("who", ["other_owner", "lead", "dcc", "secretary", "auditor"])
def test_progress_is_the_owners_and_liaisons(cast: Cast, publication: Publication, who: str) -> None:
    item = make_recommendation(cast, publication)

    with pytest.raises(PermissionDenied, match="Only the owner or a liaison officer"):
        progress(cast, item, who, cites="Mail")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"text": "  "}, "Enter the progress."),
        ({"happened_on": date(2022, 2, 2)}, "Progress cannot be recorded for a day to come."),
        ({"forecast_on": date(2022, 1, 31)}, "The forecast cannot come before the day that the progress is for."),
    ],
)
def test_progress_that_does_not_fit_together_is_refused(
    cast: Cast, publication: Publication, values: dict[str, Any], sentence: str
) -> None:
    assert refusal(cast, make_recommendation(cast, publication), **values) == sentence


def test_an_update_is_put_right_by_a_later_one_that_points_back(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    wrong = progress(cast, item, text="All 300 trained.")

    right = progress(cast, item, text="All 30 trained.", corrects=wrong)

    assert list(wrong.corrected_by.all()) == [right]
    assert ProgressUpdate.objects.get(pk=wrong.pk).text == "All 300 trained."


def test_an_update_corrects_only_one_of_its_own_item(cast: Cast, publication: Publication) -> None:
    item, other = make_recommendation(cast, publication), make_recommendation(cast, publication)
    update = progress(cast, other)

    with pytest.raises(NotPossible, match="of the same item"):
        progress(cast, item, corrects=update)


def test_an_update_written_on_a_stale_rag_is_not_recorded(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    shown = digest(item, PROGRESS_FIELDS)
    progress(cast, item, "liaison", cites="Mail", rag=Rag.RED, rag_reason="Late.")

    with pytest.raises(StaleEdit):
        progress(cast, item, shown=shown)

    assert ProgressUpdate.objects.count() == 1


# RAG alone


@pytest.mark.parametrize("who", ["lead", "liaison"])
def test_lead_and_liaison_set_the_rag_with_a_reason_where_it_differs(
    cast: Cast, publication: Publication, who: str
) -> None:
    item = make_recommendation(cast, publication)
    by: dict[str, Any] = {"recommendation": item, "by": getattr(cast, who).actor(TODAY), "at": AT}

    with pytest.raises(NotPossible, match="Say why it should be Red"):
        actions.set_rag(**by, rag=Rag.RED)
    actions.set_rag(**by, rag=Rag.RED, why="The risk has grown.")

    item.refresh_from_db()
    event = item.events.latest("id")
    assert (item.rag, item.rag_reason) == ("red", "The risk has grown.")
    assert (event.verb, event.by_post, event.why) == ("set rag", getattr(cast, who).post, "The risk has grown.")


@pytest.mark.parametrize("who", ["owner", "other_lead", "dcc"])
def test_the_owner_sets_the_rag_with_progress_and_others_not_at_all(
    cast: Cast, publication: Publication, who: str
) -> None:
    item = make_recommendation(cast, publication)

    with pytest.raises(PermissionDenied, match="Only the portfolio lead or a liaison officer"):
        actions.set_rag(recommendation=item, rag=Rag.RED, why="So.", by=getattr(cast, who).actor(TODAY), at=AT)


def test_a_rag_that_is_already_set_is_no_change(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    with pytest.raises(NotPossible, match="The RAG is already Green"):
        actions.set_rag(recommendation=item, rag=Rag.GREEN, by=cast.liaison.actor(TODAY), at=AT)


def test_a_rag_that_somebody_else_has_set_is_not_overwritten(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    shown = digest(item, RAG_FIELDS)
    by: dict[str, Any] = {"recommendation": item, "by": cast.liaison.actor(TODAY), "at": AT}
    actions.set_rag(**by, rag=Rag.RED, why="Theirs.")

    with pytest.raises(StaleEdit):
        actions.set_rag(**by, rag=Rag.AMBER, why="Mine.", shown=shown)
