"""What the committee is told: recommendations.actions.wording."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from inspections.models import Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.history import StaleEdit, digest
from recommendations import actions
from recommendations.actions import WORDING_FIELDS
from recommendations.models import CommitteeWording, ProgressUpdate
from tests.factories.people import Cast
from tests.factories.recommendations import close, make_recommendation, make_update

AT = datetime(2022, 2, 1, 9, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
TODAY = AT.date()


@pytest.fixture
def update(cast: Cast, publication: Publication) -> ProgressUpdate:
    return make_update(cast, make_recommendation(cast, publication), at=AT)


def write(cast: Cast, update: ProgressUpdate, text: str, **values: Any) -> CommitteeWording:
    return actions.write_wording(update=update, text=text, **values, by=cast.liaison.actor(TODAY), at=AT)


def clear(cast: Cast, wording: CommitteeWording, **values: Any) -> CommitteeWording:
    return actions.clear_wording(wording=wording, **values, by=cast.second_liaison.actor(TODAY), at=LATER)


def test_wording_is_written_and_not_yet_cleared(cast: Cast, update: ProgressUpdate) -> None:
    wording = write(cast, update, "Officers are being trained.")

    assert (wording.update, wording.text, wording.is_cleared) == (update, "Officers are being trained.", False)
    event = update.recommendation.events.latest("id")
    assert (event.verb, event.from_status, event.to_status) == ("write wording", "in progress", "in progress")


def test_clearing_is_an_act_of_its_own(cast: Cast, update: ProgressUpdate) -> None:
    clear(cast, write(cast, update, "Officers are being trained."))

    wording = CommitteeWording.objects.get()
    assert (wording.is_cleared, wording.cleared_by, wording.cleared_at) == (True, cast.second_liaison.user, LATER)
    assert update.recommendation.events.latest("id").verb == "clear wording"


def test_cleared_text_that_changes_is_no_longer_cleared(cast: Cast, update: ProgressUpdate) -> None:
    clear(cast, write(cast, update, "Officers are being trained."))

    write(cast, update, "Officers have been trained.")

    wording = CommitteeWording.objects.get()
    assert (wording.text, wording.is_cleared, wording.cleared_by) == ("Officers have been trained.", False, None)


def test_the_same_words_again_change_nothing(cast: Cast, update: ProgressUpdate) -> None:
    clear(cast, write(cast, update, "Officers are being trained."))

    with pytest.raises(NotPossible, match="The wording is already this"):
        write(cast, update, " Officers are being trained. ")

    assert CommitteeWording.objects.get().is_cleared


def test_what_is_cleared_is_the_text_that_was_shown(cast: Cast, update: ProgressUpdate) -> None:
    wording = write(cast, update, "Officers are being trained.")
    shown = digest(wording, WORDING_FIELDS)
    write(cast, update, "Something else.")

    with pytest.raises(StaleEdit):
        clear(cast, wording, shown=shown)

    assert not CommitteeWording.objects.get().is_cleared


def test_wording_that_somebody_else_wrote_is_not_overwritten(cast: Cast, update: ProgressUpdate) -> None:
    shown = digest(CommitteeWording(update=update), WORDING_FIELDS)
    write(cast, update, "Theirs.")

    with pytest.raises(StaleEdit):
        write(cast, update, "Mine.", shown=shown)


def test_wording_is_cleared_once(cast: Cast, update: ProgressUpdate) -> None:
    wording = clear(cast, write(cast, update, "Officers are being trained."))

    with pytest.raises(NotPossible, match="already been cleared"):
        clear(cast, wording)


def test_wording_needs_words(cast: Cast, update: ProgressUpdate) -> None:
    with pytest.raises(NotPossible, match=r"^Enter the wording\.$"):
        write(cast, update, "  ")


@pytest.mark.parametrize("who", ["owner", "lead", "dcc", "secretary"])
def test_wording_is_liaisons(cast: Cast, update: ProgressUpdate, who: str) -> None:
    wording = write(cast, update, "Officers are being trained.")
    actor = getattr(cast, who).actor(TODAY)

    with pytest.raises(PermissionDenied):
        actions.write_wording(update=update, text="Mine.", by=actor, at=AT)
    with pytest.raises(PermissionDenied):
        actions.clear_wording(wording=wording, by=actor, at=AT)


def test_the_last_update_of_a_closed_item_may_still_be_worded(cast: Cast, update: ProgressUpdate) -> None:
    close(cast, update.recommendation, at=AT)

    assert clear(cast, write(cast, update, "It is done.")).is_cleared
