"""Who may know of a request of the committee."""

from datetime import date

import pytest

from inspections import actions as inspecting
from inspections.enums import CauseScope
from recommendations import actions as registering
from recommendations.enums import Marking
from recommendations.models import Recommendation
from reports import actions
from reports.enums import NoteKind
from reports.models import CommitteeRequest, MeetingNote
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_inspection, make_publication, make_reference
from tests.factories.people import EVERYBODY, SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation
from tests.factories.requests import DECEMBER, JUNE, MARCH, make_request, meeting_of, settle

pytestmark = pytest.mark.django_db

SEE_EVERYTHING = {"liaison", "second_liaison", "dcc", "auditor"}


@pytest.fixture
def item(cast: Cast) -> Recommendation:
    """An item of the owner's, in the lead's portfolio."""
    make_reference()
    return make_recommendation(cast, make_publication())


def seen_by(cast: Cast, model: type = CommitteeRequest) -> set[str]:
    """Who of the cast sees all there is of it."""
    return {
        name
        for name in EVERYBODY
        if model.objects.visible_to(getattr(cast, name).actor(TODAY)).count() == model.objects.count()
    }


def test_a_request_about_nothing_is_for_who_keeps_them_and_whom_it_is_asked_of(cast: Cast) -> None:
    make_request(cast, asked_of=cast.other_owner.post)

    assert seen_by(cast) == SEE_EVERYTHING | {"secretary", "other_owner"}


def test_a_request_about_an_item_is_for_who_sees_it_in_full_too(cast: Cast, item: Recommendation) -> None:
    make_request(cast, asked_of=cast.other_owner.post, items=[item])

    assert seen_by(cast) == SEE_EVERYTHING | {"secretary", "other_owner", "owner", "lead"}


def test_a_request_about_a_marked_item_is_for_its_owner_and_lead_beside_who_sees_everything(
    cast: Cast, item: Recommendation
) -> None:
    make_request(cast, asked_of=cast.other_owner.post, items=[item])

    registering.set_marking(
        recommendation=item, marking=Marking.OFFICIAL_SENSITIVE, by=cast.liaison.actor(TODAY), at=NOON, why="Sources"
    )

    assert seen_by(cast) == SEE_EVERYTHING | {"owner", "lead"}


def test_a_request_that_ever_was_about_what_is_hidden_stays_hidden(cast: Cast, item: Recommendation) -> None:
    secret = make_recommendation(cast, item.publication, marking=Marking.OFFICIAL_SENSITIVE)
    request = make_request(cast, asked_of=cast.other_owner.post, items=[secret])

    actions.change_request(request=request, values={"words": "More"}, items=[item], by=SETTER_UP, at=NOON)

    assert seen_by(cast) == SEE_EVERYTHING | {"owner", "lead"}


@pytest.mark.parametrize("is_cause", [False, True])
def test_a_request_about_an_embargoed_inspection_or_its_cause_is_hidden_until_that_is_lifted(
    cast: Cast, is_cause: bool
) -> None:
    make_reference()
    publication = make_publication(make_inspection("An unannounced visit", embargoed=True))
    cause = inspecting.add_cause(
        publication=publication, scope=CauseScope.OURS, title="Cells", by=cast.liaison.actor(TODAY), at=NOON
    )
    about = {"cause": cause} if is_cause else {"inspection": publication.inspection}
    request = make_request(cast, **about)
    # What it was about counts, though it is about nothing now.
    actions.change_request(request=request, values={"inspection": None, "cause": None}, by=SETTER_UP, at=NOON)
    assert seen_by(cast) == SEE_EVERYTHING

    inspecting.set_embargo(
        inspection=publication.inspection, embargoed=False, by=cast.liaison.actor(TODAY), at=NOON, why="It is out"
    )

    assert seen_by(cast) == SEE_EVERYTHING | {"secretary", "owner"}


def test_a_note_is_for_who_reads_drafts(cast: Cast) -> None:
    note = {"meeting": meeting_of(DECEMBER), "kind": NoteKind.LATE_PAPER, "words": "Figures"}
    actions.add_note(**note, by=SETTER_UP, at=NOON)

    assert seen_by(cast, MeetingNote) == SEE_EVERYTHING | {"secretary"}


def test_a_request_is_overdue_the_day_after_its_meeting_while_it_is_open(cast: Cast) -> None:
    late, later = make_request(cast), make_request(cast, answer_by=meeting_of(JUNE))
    settle(make_request(cast))

    assert list(CommitteeRequest.objects.open()) == [late, later]
    assert list(CommitteeRequest.objects.overdue(MARCH)) == []
    assert list(CommitteeRequest.objects.overdue(date(2022, 4, 1))) == [late]
