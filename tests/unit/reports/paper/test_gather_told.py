"""What of the register a paper may be told: nothing under embargo, marked, or not cleared for whom it is."""

from datetime import date, datetime, timedelta

import pytest

from inspections import actions as inspecting
from recommendations import actions as recommending
from recommendations.enums import Marking, Rag, Status
from recommendations.models import CommitteeWording
from reports.models import Paper
from reports.paper import data
from reports.paper.blocks import Audience
from reports.paper.gather import gather
from tests.factories.inspections import make_inspection, make_publication, make_reference
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation, make_update
from tests.factories.reports import make_empty_paper, make_meeting
from tests.factories.small_register import CUT_OFF, IN_PERIOD, LAST_TIME, LATER

pytestmark = pytest.mark.django_db
PUBLIC, INTERNAL = Audience.PUBLIC, Audience.INTERNAL
DECEMBER = date(2021, 12, 22)


def read(paper: Paper, at: datetime = CUT_OFF, audience: Audience = PUBLIC) -> data.PaperData:
    return gather(paper, as_at=at, audience=audience)


@pytest.fixture
def paper(cast: Cast) -> Paper:
    make_reference()
    make_meeting(DECEMBER, at=LAST_TIME)
    return make_empty_paper(cast, at=CUT_OFF, contact_post=cast.liaison.post)


def test_an_inspection_is_known_from_when_its_embargo_was_lifted(cast: Cast, paper: Paper) -> None:
    inspection = make_inspection(embargoed=True, at=LAST_TIME)
    publication = make_publication(inspection, at=LAST_TIME)
    make_recommendation(cast, publication, at=LAST_TIME)
    assert read(paper).inspections == ()
    assert read(paper).items == ()

    inspecting.set_embargo(inspection=inspection, embargoed=False, by=SETTER_UP, at=IN_PERIOD)

    told = read(paper)
    assert (told.inspections[0].known_at, told.publications[0].known_at) == (IN_PERIOD, IN_PERIOD)
    assert told.passages == (data.Passage(None, Status.IN_PROGRESS, ()),)
    assert read(paper, LAST_TIME).inspections == ()


def test_an_embargo_set_later_does_not_reach_back(cast: Cast, paper: Paper) -> None:
    inspection = make_inspection(at=LAST_TIME)
    make_recommendation(cast, make_publication(inspection, at=LAST_TIME), at=LAST_TIME)
    inspecting.set_embargo(inspection=inspection, embargoed=True, by=SETTER_UP, at=LATER)

    assert len(read(paper).items) == 1
    assert read(paper, LATER).items == ()
    assert read(paper, LATER).passages == (data.Passage(Status.IN_PROGRESS, None, ()),)


@pytest.mark.parametrize("audience", Audience)
def test_an_official_sensitive_item_is_in_no_paper(cast: Cast, paper: Paper, audience: Audience) -> None:
    item = make_recommendation(cast, make_publication(at=IN_PERIOD), at=IN_PERIOD, marking=Marking.OFFICIAL_SENSITIVE)
    assert read(paper, audience=audience).items == ()

    recommending.set_marking(
        recommendation=item,
        marking=Marking.OFFICIAL,
        by=cast.liaison.actor(CUT_OFF.date()),
        at=CUT_OFF - timedelta(days=1),
        why="Nothing sensitive is left",
    )

    assert len(read(paper, audience=audience).items) == 1


@pytest.fixture
def red(cast: Cast, paper: Paper) -> Paper:
    """The paper, with a Red item that was reported on twice: the first wording is cleared, the second is not."""
    item = make_recommendation(cast, make_publication(at=IN_PERIOD), at=IN_PERIOD)
    reason = {"rag": Rag.RED, "rag_reason": "Late"}
    liaison = cast.liaison.actor(IN_PERIOD.date())
    for hours, text in ((2, "First"), (4, "Second")):
        at = IN_PERIOD + timedelta(hours=hours)
        update = make_update(cast, item, f"{text}, raw", at=at, **(reason if hours == 2 else {}))
        wording = recommending.write_wording(update=update, text=f"{text}, worded", by=liaison, at=at)
        if hours == 2:
            recommending.clear_wording(wording=wording, by=liaison, at=at)
    return paper


def test_the_public_reads_the_latest_cleared_wording_and_the_force_the_latest(red: Paper) -> None:
    (public,), (internal,) = read(red).items, read(red, audience=INTERNAL).items

    assert public.update == data.Update("First, worded", IN_PERIOD.date(), True, IN_PERIOD + timedelta(hours=2))
    assert internal.update == data.Update("Second, worded", IN_PERIOD.date(), False, IN_PERIOD + timedelta(hours=4))


def test_a_wording_cleared_after_the_cut_off_was_not_cleared_then(cast: Cast, red: Paper) -> None:
    wording = CommitteeWording.objects.get(text="Second, worded")
    recommending.clear_wording(wording=wording, by=cast.liaison.actor(LATER.date()), at=LATER)

    assert read(red).items[0].update == data.Update(
        "First, worded", IN_PERIOD.date(), True, IN_PERIOD + timedelta(hours=2)
    )
    assert read(red, LATER).items[0].update == data.Update(
        "Second, worded", IN_PERIOD.date(), True, IN_PERIOD + timedelta(hours=4)
    )


def test_the_updates_themselves_are_never_told_to_the_public(cast: Cast, paper: Paper) -> None:
    item = make_recommendation(cast, make_publication(at=IN_PERIOD), at=IN_PERIOD)
    at = IN_PERIOD + timedelta(hours=2)
    make_update(cast, item, "Raw", rag=Rag.RED, rag_reason="Late", at=at)

    assert read(paper).items[0].update is None
    assert read(paper, audience=INTERNAL).items[0].update == data.Update("Raw", at.date(), False, at)
