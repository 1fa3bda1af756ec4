"""Items of the register, walked to the status a test needs by the people whose act each step is."""

from collections.abc import Hashable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Max

from inspections.models import InspectionEvent, Publication
from jac_tracker.dates import london_day
from recommendations import actions
from recommendations.enums import DecisionRoute, EvidenceKind, Kind, Status, TextSource
from recommendations.models import Evidence, ProgressUpdate, Recommendation
from tests.factories.laid_again import laid_again
from tests.factories.people import Cast, who_there_is

REGISTERED_AT = datetime(2022, 1, 11, 9, tzinfo=UTC)
"""When the factory registers an item; each further step of its walk is recorded an hour after the one before."""

_CLOSINGS = (Status.CLOSED_COMPLETE, Status.CLOSED_SUPERSEDED, Status.CLOSED_NO_FURTHER_ACTION)


def _what_an_item_depends_on(
    cast: Cast,
    publication: Publication,
    status: Status = Status.IN_PROGRESS,
    at: datetime = REGISTERED_AT,
    **values: Any,
) -> Hashable:
    """The register around it, as far as an item is made from it; None with values that are rows themselves."""
    if not all(isinstance(value, str | bool | date | None) for value in values.values()):
        return None
    report = [getattr(publication, field.attname) for field in Publication._meta.concrete_fields]
    acts = InspectionEvent.objects.aggregate(last=Max("pk"))["last"]
    return (who_there_is(cast), *report, acts, status, at, *sorted(values.items()))


@laid_again("recommendations", alike=_what_an_item_depends_on)
def make_recommendation(
    cast: Cast,
    publication: Publication,
    status: Status = Status.IN_PROGRESS,
    at: datetime = REGISTERED_AT,
    **values: Any,
) -> Recommendation:
    """An item at `status`, owned by the cast's owner wherever it has an owner; `values` go to `register`."""
    given: dict[str, Any] = {
        "kind": Kind.RECOMMENDATION,
        "title": "Record every crime within 24 hours",
        "text": "The force should record every crime within 24 hours of the report.",
        "text_source": TextSource.SUMMARY,
    }
    liaison = cast.liaison.actor(london_day(at))
    item = actions.register(publication=publication, **(given | values), by=liaison, at=at)
    _walk(cast, item, status, at)
    return Recommendation.objects.get(pk=item.pk)


def _walk(cast: Cast, item: Recommendation, status: Status, at: datetime) -> None:
    first, second = at + timedelta(hours=1), at + timedelta(hours=2)
    today = london_day(at)
    by: dict[str, Any] = {"recommendation": item, "by": cast.liaison.actor(today)}
    match status:
        case Status.AWAITING_ALLOCATION:
            pass
        case Status.IN_PROGRESS:
            actions.allocate(**by, owner_post=cast.owner.post, at=first)
        case Status.ON_HOLD:
            actions.allocate(**by, owner_post=cast.owner.post, at=first)
            actions.hold(**by, review_on=today + timedelta(days=90), at=second, why="It waits for national guidance.")
        case Status.FOR_INFORMATION:
            actions.rule_not_ours(**by, at=first, why="It is addressed to others.")
        case Status.NOT_APPLICABLE:
            actions.propose_not_applicable(**by, portfolio=cast.crime, at=first, why="We have no such unit.")
            actions.agree_not_applicable(recommendation=item, by=cast.lead.actor(today), at=second)
        case Status.WITHDRAWN:
            actions.propose_in_error(**by, at=first, why="It was registered twice.")
            actions.agree_in_error(recommendation=item, by=cast.second_liaison.actor(today), at=second)
        case _ if status in _CLOSINGS:
            actions.allocate(**by, owner_post=cast.owner.post, at=first)
            close(cast, item, status, at=second)
        case _:
            actions.allocate(**by, owner_post=cast.owner.post, at=first)
            claim_up_to(cast, item, status, at=second)


def make_evidence(
    cast: Cast, item: Recommendation, title: str = "Minutes of the board", *, at: datetime, **values: Any
) -> Evidence:
    """A reference added by the cast's owner."""
    given: dict[str, Any] = {"kind": EvidenceKind.MINUTES, "reference": "DOC/2022/14"}
    by = cast.owner.actor(london_day(at))
    return actions.add_evidence(recommendation=item, title=title, **(given | values), by=by, at=at)


def write_claim(cast: Cast, item: Recommendation, *, at: datetime) -> None:
    """A whole claim by the cast's owner: every part of ours answered, with one exhibit."""
    letters = [part.letter for part in item.parts.all() if part.is_ours] or [""]
    actions.write_claim(
        recommendation=item,
        answers={letter: f"It is done{f' for part {letter}' if letter else ''}." for letter in letters},
        exhibits=[make_evidence(cast, item, at=at)],
        how_it_will_last="It is part of the monthly audit.",
        by=cast.owner.actor(london_day(at)),
        at=at,
    )


# What each desk decides, and on what comes next, in the order of a claim's way.
_WAY = (
    ("claim", "owner", Status.WITH_PORTFOLIO_LEAD),
    ("pass_claim", "lead", Status.WITH_LIAISON),
    ("check_evidence", "liaison", Status.WITH_DCC),
    ("approve", "dcc", Status.APPROVED),
)


def claim_up_to(cast: Cast, item: Recommendation, status: Status, *, at: datetime) -> None:
    """Claim an item in progress of the cast's owner, and take it from desk to desk until it has the status."""
    write_claim(cast, item, at=at)
    for name, who, reached in _WAY:
        at += timedelta(minutes=5)
        by = getattr(cast, who).actor(london_day(at))
        getattr(actions, name)(recommendation=item, by=by, at=at)
        if reached == status:
            return
    actions.submit(recommendation=item, sent_on=london_day(at), by=cast.liaison.actor(london_day(at)), at=at)


def close(
    cast: Cast, item: Recommendation, outcome: Status = Status.CLOSED_COMPLETE, *, at: datetime
) -> Recommendation:
    """Record HMICFRS's decision of that day."""
    return actions.hmicfrs_closes(
        recommendation=item,
        outcome=outcome,
        decided_on=london_day(at),
        decided_by="HM Inspector of Constabulary",
        route=DecisionRoute.LETTER,
        document="Letter to the chief constable",
        by=cast.liaison.actor(london_day(at)),
        at=at,
    )


def make_update(
    cast: Cast, item: Recommendation, text: str = "Training has begun.", *, at: datetime, **values: Any
) -> ProgressUpdate:
    """Progress recorded by the cast's owner."""
    return actions.record_progress(recommendation=item, text=text, **values, by=cast.owner.actor(london_day(at)), at=at)
