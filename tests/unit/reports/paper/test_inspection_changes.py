"""What is found of inspections, reports and replies: each guard of it, one fact beside another."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from inspections.enums import MilestoneKind, OurPart, Phase, PublicationKind, Stage, Standing
from jac_tracker.dates import start_of_day
from reports.paper.data import Change, Inspection, Matter
from reports.paper.gather.changes import inspection_changes
from tests.factories.paper_data import (
    BEFORE,
    CUT_OFF,
    IN_PERIOD,
    PERIOD,
    SINCE,
    inspection,
    milestone,
    publication,
    reply,
)

FIELDWORK, DEBRIEF, NOTIFIED = MilestoneKind.FIELDWORK, MilestoneKind.HOT_DEBRIEF, MilestoneKind.NOTIFIED
ACTUAL, EXPECTED = Standing.ACTUAL, Standing.EXPECTED


class Phases:
    """A past that holds phases of monitoring alone: the first day of each, and when it was recorded."""

    def __init__(self, *recorded: tuple[date, datetime]) -> None:
        self.recorded = dict(enumerate(recorded, start=1))

    def rows(self, model: type) -> dict[int, Any]:
        return {
            number: SimpleNamespace(id=number, from_on=from_on, phase=Phase.ENGAGE)
            for number, (from_on, _) in self.recorded.items()
        }

    def first_recorded(self, model: type) -> dict[tuple[int], datetime]:
        return {(number,): moment for number, (_, moment) in self.recorded.items()}


def found(*inspections: Inspection, phases: Phases | None = None) -> list[Change]:
    return list(inspection_changes(inspections, phases or Phases(), PERIOD, CUT_OFF.date()))  # type: ignore[arg-type]


def matters(*inspections: Inspection, phases: Phases | None = None) -> list[Matter]:
    return [each.matter for each in found(*inspections, phases=phases)]


def made(*milestones: Any, **values: Any) -> Inspection:
    return inspection(1, milestones=milestones or (milestone("1 February 2022"),), **values)


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (made(), [Matter.CONDUCTED]),
        (made(milestone("1 February 2022", DEBRIEF)), [Matter.CONDUCTED]),
        (made(milestone("1 February 2022", NOTIFIED)), []),
        (made(milestone("1 February 2022", FIELDWORK, EXPECTED)), []),
        (made(milestone("1 February 2022", at=BEFORE)), []),
        # It was told of with its fieldwork: the debrief says nothing new.
        (made(milestone("1 December 2021", at=BEFORE), milestone("1 February 2022", DEBRIEF)), []),
        (made(milestone("1 December 2021", at=BEFORE), known_at=IN_PERIOD), [Matter.CONDUCTED]),
        (made(our_part=OurPart.VOLUNTARY), [Matter.CONDUCTED]),
        (made(our_part=OurPart.NAMED), []),
        (made(our_part=OurPart.NOT_INSPECTED), []),
    ],
)
def test_an_inspection_was_conducted_when_that_was_first_recorded(one: Inspection, expected: list[Matter]) -> None:
    assert matters(one) == expected


def test_an_inspection_has_the_last_day_of_what_shows_it() -> None:
    (change,) = found(made(milestone("3 February 2022", DEBRIEF), milestone("1 February 2022")))

    assert (change.happened_on, change.recorded_at) == (date(2022, 2, 3), IN_PERIOD)


def coming(*milestones: Any, **values: Any) -> Inspection:
    told = milestones or (milestone("1 May 2022", FIELDWORK, EXPECTED),)
    return inspection(1, **{"milestones": told, "stage": Stage.COMING, **values})


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (coming(), [Matter.NOTIFIED]),
        (coming(milestone("1 May 2022", NOTIFIED, EXPECTED)), [Matter.NOTIFIED]),
        (coming(milestone("1 May 2022", MilestoneKind.RESPONSE_CLOSES, EXPECTED)), [Matter.NOTIFIED]),
        (coming(milestone("1 May 2022", MilestoneKind.PUBLICATION, EXPECTED)), []),
        (coming(stage=Stage.AWAITING_REPORT), []),
        (coming(our_part=OurPart.NOT_INSPECTED), []),
        (coming(our_part=OurPart.NAMED), [Matter.NOTIFIED]),
        (coming(milestone("1 May 2022", FIELDWORK, EXPECTED, BEFORE)), []),
        (coming(milestone("1 May 2022", NOTIFIED, EXPECTED, BEFORE), milestone("1 June 2022", at=IN_PERIOD)), []),
        (coming(milestone("1 May 2022", FIELDWORK, EXPECTED, BEFORE), known_at=IN_PERIOD), [Matter.NOTIFIED]),
    ],
)
def test_the_force_was_notified_when_notice_was_first_recorded(one: Inspection, expected: list[Matter]) -> None:
    assert [each for each in matters(one) if each is Matter.NOTIFIED] == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, [IN_PERIOD]),
        ({"known_at": BEFORE}, [start_of_day(date(2022, 1, 7))]),
        ({"known_at": BEFORE, "day": "1 December 2021"}, []),
        ({"known_at": SINCE}, [start_of_day(date(2022, 1, 7))]),
        ({"day": "25 March 2022"}, []),
        ({"day": "24 March 2022"}, [start_of_day(date(2022, 3, 24))]),
        ({"kind": PublicationKind.RESPONSE}, []),
        ({"kind": PublicationKind.STATEMENT}, []),
        ({"kind": PublicationKind.LETTER}, [IN_PERIOD]),
    ],
)
def test_a_report_came_out_when_its_day_had_begun_and_the_register_knew(
    values: dict[str, Any], expected: list[datetime]
) -> None:
    changes = found(inspection(1, publications=(publication(**values),)))

    assert [(each.matter, each.recorded_at) for each in changes] == [(Matter.PUBLISHED, at) for at in expected]


def test_a_report_entered_before_its_day_is_told_in_the_paper_of_that_day_and_in_no_other() -> None:
    ahead = inspection(1, publications=(publication(day="1 April 2022", known_at=IN_PERIOD),))
    june = type(PERIOD)(CUT_OFF, CUT_OFF + timedelta(days=90), date(2022, 3, 31))

    later = list(inspection_changes([ahead], Phases(), june, june.until.date()))  # type: ignore[arg-type]

    assert found(ahead) == []
    assert [(each.matter, each.happened_on) for each in later] == [(Matter.PUBLISHED, date(2022, 4, 1))]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"recorded_at": IN_PERIOD}, [Matter.REPLY_DUE]),
        ({"recorded_at": BEFORE}, []),
        ({"sent_at": IN_PERIOD}, [Matter.INPUT_SENT]),
        ({"sent_at": BEFORE}, []),
        # One that was asked for and made in one period was made.
        (
            {"recorded_at": IN_PERIOD, "published_at": IN_PERIOD, "published_on": date(2022, 2, 1)},
            [Matter.REPLY_MADE],
        ),
    ],
)
def test_replies_are_told_as_they_are_recorded(values: dict[str, Any], expected: list[Matter]) -> None:
    one = inspection(1, publications=(publication(replies=(reply(**values),)),), known_at=BEFORE)

    assert [each for each in matters(one) if each is not Matter.PUBLISHED] == expected


def test_a_reply_recorded_under_an_embargo_is_told_once_that_is_lifted() -> None:
    one = inspection(1, publications=(publication(replies=(reply(),)),), known_at=IN_PERIOD)

    assert Matter.REPLY_DUE in matters(one)


@pytest.mark.parametrize(
    ("from_on", "recorded_at", "expected"),
    [
        (date(2022, 2, 1), IN_PERIOD, [Matter.PHASE]),
        (date(2021, 6, 1), IN_PERIOD, [Matter.PHASE]),
        (date(2022, 3, 25), IN_PERIOD, []),
        (date(2021, 6, 1), BEFORE, []),
    ],
)
def test_a_phase_of_monitoring_is_told_when_it_was_recorded(
    from_on: date, recorded_at: datetime, expected: list[Matter]
) -> None:
    assert matters(phases=Phases((from_on, recorded_at))) == expected
