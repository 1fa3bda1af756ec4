"""An item with something in every table that holds it, each a word that can be looked for."""

from datetime import date, timedelta
from typing import Any

from inspections.models import Publication
from recommendations import actions
from recommendations.enums import Addressee, DeadlineKind, HmicfrsStatus, Rag
from recommendations.models import Recommendation
from recommendations.rules.as_read import DeadlineAsRead, PartAsRead
from tests.conftest import NOON, TODAY
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation, make_update

PLANTED = ["title", "number", "theme", "why", "progress", "reason", "wording", "board", "programme", "risk", "hmi",
           "comment", "help"]  # fmt: skip

BEGUN_AT = NOON - timedelta(days=10)
HOUR = timedelta(hours=1)


def make_planted_item(cast: Cast, publication: Publication) -> Recommendation:
    """An item that says "Planted..." for each word of PLANTED: ten days before noon its life begins, an act an hour."""
    item = _register(cast, publication)
    _move_its_target(cast, item)
    _report_on_it(cast, item)
    _put_it_before_a_board(cast, item)
    _record_hmicfrs_status(cast, item)
    _give_it_help(cast, item)
    return Recommendation.objects.get(pk=item.pk)


def _register(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(
        cast,
        publication,
        title="Plantedtitle",
        text="The force should act.",
        number_in_report="Plantednumber",
        theme="Plantedtheme",
        deadline=DeadlineAsRead("Within six months", DeadlineKind.RELATIVE, date(2022, 7, 7), None, date(2022, 1, 7)),
        confirmed=True,
        addressees=[Addressee.ALL_FORCES],
        parts=[PartAsRead("a", "audit each month", (Addressee.ALL_FORCES,))],
    )


def _move_its_target(cast: Cast, item: Recommendation) -> None:
    given: dict[str, Any] = {"recommendation": item, "by": cast.owner.actor(TODAY)}
    actions.set_target(**given, target_on=date(2022, 6, 1), at=BEGUN_AT)
    actions.extend_target(**given, target_on=date(2022, 6, 20), at=BEGUN_AT + HOUR, why="Plantedwhy")


def _report_on_it(cast: Cast, item: Recommendation) -> None:
    liaison = cast.liaison.actor(TODAY)
    update = make_update(
        cast,
        item,
        "Plantedprogress",
        rag=Rag.AMBER,
        rag_reason="Plantedreason",
        forecast_on=date(2022, 5, 5),
        at=BEGUN_AT + 2 * HOUR,
    )
    wording = actions.write_wording(update=update, text="Plantedwording", by=liaison, at=BEGUN_AT + 3 * HOUR)
    actions.clear_wording(wording=wording, by=liaison, at=BEGUN_AT + 4 * HOUR)
    actions.write_reply(recommendation=item, text="Plantedreply", by=liaison, at=BEGUN_AT + 4 * HOUR)


def _put_it_before_a_board(cast: Cast, item: Recommendation) -> None:
    liaison = cast.liaison.actor(TODAY)
    actions.set_governance(
        recommendation=item,
        board=actions.add_board(name="Plantedboard", by=liaison, at=BEGUN_AT),
        programme="Plantedprogramme",
        risk_reference="Plantedrisk",
        risk_rating="High",
        by=liaison,
        at=BEGUN_AT + 5 * HOUR,
    )


def _record_hmicfrs_status(cast: Cast, item: Recommendation) -> None:
    actions.record_hmicfrs_status(
        recommendation=item,
        hmicfrs_reference="Plantedhmi",
        status=HmicfrsStatus.BEING_PROGRESSED,
        comment="Plantedcomment",
        status_on=date(2022, 2, 18),
        by=cast.liaison.actor(TODAY),
        at=BEGUN_AT + 6 * HOUR,
    )


def _give_it_help(cast: Cast, item: Recommendation) -> None:
    actions.reallocate(
        recommendation=item,
        owner_post=cast.owner.post,
        supporting_posts=[cast.other_owner.post],
        by=cast.liaison.actor(TODAY),
        at=BEGUN_AT + 7 * HOUR,
        why="Plantedhelp",
    )
