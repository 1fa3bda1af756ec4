"""Deadline and target: recommendations.actions.dates."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from inspections.models import Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import Precision
from jac_tracker.history import StaleEdit, digest
from recommendations import actions
from recommendations.actions import DEADLINE_FIELDS, TARGET_FIELDS, DeadlineAsRead
from recommendations.enums import DeadlineKind
from recommendations.models import Recommendation
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation

AT = datetime(2022, 2, 1, 9, tzinfo=UTC)
TODAY = AT.date()
MAY, JUNE, JULY = date(2022, 5, 31), date(2022, 6, 30), date(2022, 7, 31)


def set_target(cast: Cast, item: Recommendation, day: date, who: str = "owner", **values: Any) -> Recommendation:
    return actions.set_target(recommendation=item, target_on=day, **values, by=getattr(cast, who).actor(TODAY), at=AT)


def extend(cast: Cast, item: Recommendation, day: date, why: str = "Staff left.", **values: Any) -> Recommendation:
    return actions.extend_target(
        recommendation=item, target_on=day, why=why, **values, by=cast.owner.actor(TODAY), at=AT
    )


def by_end_of(day: date) -> DeadlineAsRead:
    return DeadlineAsRead(f"By {day:%B %Y}", DeadlineKind.FIXED, day, Precision.MONTH)


def confirm(cast: Cast, item: Recommendation, deadline: DeadlineAsRead, **values: Any) -> Recommendation:
    return actions.confirm_deadline(
        recommendation=item, deadline=deadline, **values, by=cast.liaison.actor(TODAY), at=AT
    )


@pytest.mark.parametrize("who", ["owner", "liaison"])
def test_the_first_target_is_kept_beside_every_later_one(cast: Cast, publication: Publication, who: str) -> None:
    item = make_recommendation(cast, publication)

    set_target(cast, item, MAY, who)
    extend(cast, item, JUNE)
    extend(cast, item, JULY, "The supplier is late.")

    item.refresh_from_db()
    assert (item.first_target_on, item.internal_target_on) == (MAY, JULY)
    moves = [(event.why, event.details) for event in item.events.filter(verb="extend target")]
    assert moves == [
        ("Staff left.", {"target_on": ["2022-05-31", "2022-06-30"]}),
        ("The supplier is late.", {"target_on": ["2022-06-30", "2022-07-31"]}),
    ]


def test_a_target_is_not_extended_without_a_reason(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    set_target(cast, item, MAY)

    with pytest.raises(NotPossible, match=r"^Give a reason\.$"):
        extend(cast, item, JUNE, " ")

    assert Recommendation.objects.get().internal_target_on == MAY


@pytest.mark.parametrize("day", [MAY, date(2022, 5, 30)])
def test_an_extension_leads_later(cast: Cast, publication: Publication, day: date) -> None:
    item = make_recommendation(cast, publication)
    set_target(cast, item, MAY)

    with pytest.raises(NotPossible, match="must come after the present one, 31 May 2022"):
        extend(cast, item, day)


def test_there_must_be_a_target_to_extend(cast: Cast, publication: Publication) -> None:
    with pytest.raises(NotPossible, match="no internal target to extend"):
        extend(cast, make_recommendation(cast, publication), JUNE)


def test_a_target_is_put_back_only_by_extending_it(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    set_target(cast, item, MAY)

    for day in (MAY, JUNE):
        with pytest.raises(NotPossible, match=r"The target is 31 May 2022\. Extend it, with a reason"):
            set_target(cast, item, day)
    set_target(cast, item, date(2022, 4, 30))

    item.refresh_from_db()
    assert (item.internal_target_on, item.first_target_on) == (date(2022, 4, 30), MAY)


def test_a_target_that_somebody_else_moved_is_not_overwritten(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    set_target(cast, item, MAY)
    item.refresh_from_db()
    shown = digest(item, TARGET_FIELDS)
    extend(cast, item, JUNE)

    with pytest.raises(StaleEdit):
        extend(cast, item, JULY, shown=shown)


@pytest.mark.parametrize("who", ["other_owner", "lead", "dcc"])
def test_targets_are_the_owners_and_liaisons(cast: Cast, publication: Publication, who: str) -> None:
    item = make_recommendation(cast, publication)

    with pytest.raises(PermissionDenied):
        set_target(cast, item, MAY, who)


# The deadline


def test_a_person_confirms_the_deadline_and_the_first_date_stays(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, deadline=by_end_of(MAY))
    assert (item.deadline_on, item.first_deadline_on) == (MAY, None)

    confirm(cast, item, by_end_of(JUNE))
    confirm(cast, item, by_end_of(JULY), why="HMICFRS moved it by letter.")

    item.refresh_from_db()
    assert (item.first_deadline_on, item.deadline_on, item.deadline_words) == (JUNE, JULY, "By July 2022")
    assert (item.deadline_confirmed_by, item.deadline_precision) == (cast.liaison.user, "month")
    assert [(event.why, event.details) for event in item.events.filter(verb="confirm deadline")] == [
        ("", {"deadline_on": ["2022-05-31", "2022-06-30"]}),
        ("HMICFRS moved it by letter.", {"deadline_on": ["2022-06-30", "2022-07-31"]}),
    ]


def test_a_confirmed_date_is_not_moved_without_a_reason(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, deadline=by_end_of(MAY), confirmed=True)

    with pytest.raises(NotPossible, match="Give a reason for changing it"):
        confirm(cast, item, by_end_of(JUNE))

    assert Recommendation.objects.get().deadline_on == MAY


def test_a_deadline_that_does_not_fit_the_report_is_not_confirmed(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    moved_page = DeadlineAsRead(
        "within six months", DeadlineKind.RELATIVE, date(2024, 1, 18), Precision.DAY, date(2023, 7, 18)
    )

    with pytest.raises(NotPossible, match="from the day the report was first published"):
        confirm(cast, item, moved_page)


def test_a_command_cannot_confirm_a_deadline(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    with pytest.raises(PermissionDenied, match="Only a person confirms"):
        actions.confirm_deadline(
            recommendation=item, deadline=by_end_of(MAY), by=Actor.system("load_demo", on=TODAY), at=AT
        )


def test_a_deadline_that_somebody_else_confirmed_is_not_overwritten(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, deadline=by_end_of(MAY))
    shown = digest(item, DEADLINE_FIELDS)
    confirm(cast, item, by_end_of(MAY))

    with pytest.raises(StaleEdit):
        confirm(cast, item, by_end_of(JUNE), shown=shown, why="As I read it.")
