"""Five items that differ in everything that the register is filtered and sorted by."""

from datetime import date, timedelta

from inspections.models import Publication
from recommendations import actions
from recommendations.enums import DeadlineKind, Kind, Marking, Rag, Status
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_inspection, make_publication
from tests.factories.people import Cast
from tests.factories.recommendations import REGISTERED_AT, make_recommendation, make_update

FIRST, SOON, LATE, GIVEN, PROPOSED = "MP-2022-001", "MP-2022-002", "MP-2022-003", "MP-2022-004", "MP-2021-001"
CHANGED_AT = NOON - timedelta(days=5)


def make_five_items(cast: Cast, publication: Publication) -> None:
    """One not yet allocated, one due soon, one late and Red, one given to another field, one proposed not applicable.

    The first, the second and the fourth are of `publication`, the late and the proposed one of another report.
    """
    other = make_publication(make_inspection("Crime data integrity"))
    make_recommendation(cast, publication, Status.AWAITING_ALLOCATION, title="First")
    due = actions.DeadlineAsRead("By 14 March 2022", DeadlineKind.FIXED, date(2022, 3, 14))
    make_recommendation(cast, publication, kind=Kind.AFI, deadline=due)
    _make_late(cast, other)
    _make_given_away(cast, publication)
    _make_proposed(cast, other)


def _make_late(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    actions.set_target(recommendation=item, target_on=date(2022, 2, 27), by=cast.owner.actor(TODAY), at=CHANGED_AT)
    make_update(cast, item, rag=Rag.RED, at=NOON - timedelta(days=1))
    liaison = cast.liaison.actor(TODAY)
    actions.set_governance(
        recommendation=item,
        board=actions.add_board(name="Crime board", by=liaison, at=CHANGED_AT),
        programme="",
        risk_reference="",
        risk_rating="",
        by=liaison,
        at=CHANGED_AT,
    )


def _make_given_away(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, kind=Kind.SOFT_AFI, marking=Marking.OFFICIAL_SENSITIVE)
    actions.reallocate(
        recommendation=item,
        owner_post=cast.other_owner.post,
        portfolio=cast.local,
        by=cast.liaison.actor(TODAY),
        at=CHANGED_AT,
        why="His.",
    )


def _make_proposed(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, at=REGISTERED_AT - timedelta(days=100))
    actions.propose_not_applicable(
        recommendation=item, portfolio=cast.crime, by=cast.liaison.actor(TODAY), at=CHANGED_AT, why="No such unit."
    )
