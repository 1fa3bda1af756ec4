"""Facts, steps, replies, causes and grades as the pages print them."""

from datetime import date
from typing import Any

import pytest

from inspections import actions
from inspections.actions import AreaGrading, Count
from inspections.enums import CauseScope, CountOf, GradingStanding, MilestoneKind, ReplyKind, Standing
from inspections.models import CauseOfConcern, Inspection, Milestone, Publication, ReplyDuty, ReportedCount
from inspections.presenters import record
from inspections.presenters.grid import caveats, grid
from inspections.presenters.words import count_words, published_words
from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import VagueDay, read_vague_day
from tests.conftest import NOON, TODAY
from tests.factories.inspections import Reference, make_inspection, make_publication

pytestmark = pytest.mark.django_db


def test_facts_are_those_that_are_known(reference: Reference, liaison: Actor) -> None:
    follows = make_inspection("Earlier")
    inspection = actions.add_inspection(
        values={
            "kind": "jtai",
            "title": "A long title",
            "short_title": "Short",
            "our_part": "voluntary",
            "our_part_note": "data only",
            "forces_count": 10,
            "lead_body": reference.ofsted,
            "follows": follows,
        },
        other_forces=[(reference.south, ""), (reference.north, "two boroughs")],
        joint=[reference.hmicfrs, reference.cqc],
        by=liaison,
        at=NOON,
    )

    facts = record.facts(inspection, record.taking_part(inspection), follows)

    assert facts == [
        ("Title", "A long title"),
        ("Our part", "Took part voluntarily: data only"),
        ("Lead inspectorate", "Ofsted"),
        ("With", "HM Inspectorate of Constabulary and Fire & Rescue Services, Care Quality Commission"),
        ("Other forces", "Southshire Police, Northshire Constabulary (two boroughs)"),
        ("Number of forces inspected", "Ten"),
        ("Follows", "Earlier"),
    ]


def test_steps_stand_side_by_side_in_the_order_of_an_inspection(inspection: Inspection, liaison: Actor) -> None:
    def add(kind: MilestoneKind, standing: Standing, words: str) -> None:
        day = read_vague_day(words, around=TODAY)
        actions.add_milestone(inspection=inspection, kind=kind, standing=standing, day=day, by=liaison, at=NOON)

    add(MilestoneKind.PUBLICATION, Standing.EXPECTED, "TBC")
    add(MilestoneKind.FIELDWORK, Standing.ACTUAL, "8 February 2022")
    add(MilestoneKind.FIELDWORK, Standing.EXPECTED, "W/C 14 February 2022")
    add(MilestoneKind.FIELDWORK, Standing.EXPECTED, "W/C 7 February 2022")

    steps = record.steps(Milestone.objects.all())

    assert [
        (step.label, [it.day.worded() for it in step.expected], [it.day.worded() for it in step.actual])
        for step in steps
    ] == [
        ("Fieldwork", ["week commencing 7 February 2022", "week commencing 14 February 2022"], ["8 February 2022"]),
        ("Publication", ["date to be confirmed"], []),
    ]


def owed(publication: Publication, by: Actor, kind: ReplyKind = ReplyKind.SECTION_55, **values: Any) -> ReplyDuty:
    return actions.add_reply_duty(
        publication=publication, kind=kind, owed_by="The PCC", owed_to="HMICFRS", by=by, at=NOON, **values
    )


@pytest.mark.parametrize(
    ("on", "lateness", "is_late"),
    [
        (date(2022, 3, 1), "2 days left", False),
        (date(2022, 3, 2), "1 day left", False),
        (date(2022, 3, 3), "Due today", False),
        (date(2022, 3, 4), "1 day late", True),
        (date(2022, 4, 3), "31 days late", True),
        (date(2022, 6, 3), "3 months late", True),
        (date(2026, 11, 21), "4 years late", True),
    ],
)
def test_days_left_and_late_of_a_section_55_reply(
    on: date, lateness: str, is_late: bool, publication: Publication, liaison: Actor
) -> None:
    duty = owed(publication, liaison)

    told = record.reply(duty, publication, on, tells_lateness=True)
    untold = record.reply(duty, publication, on, tells_lateness=False)

    assert (told.due, told.lateness, told.is_late) == ("3 March 2022", lateness, is_late)
    assert "56 days beginning with the day of publication" in told.basis
    assert "section 55(5A) of the Police Act 1996" in told.basis
    assert (untold.due, untold.lateness, untold.is_late, untold.input_words) == ("3 March 2022", "", False, "")


def test_a_published_reply_is_late_by_its_own_day_and_input_by_its_number(
    inspection: Inspection, liaison: Actor
) -> None:
    publication = make_publication(inspection, on=date(2017, 9, 7))
    duty = owed(publication, liaison, our_input_sent_on=date(2017, 11, 2), reply_published_on=date(2017, 11, 6))

    told = record.reply(duty, publication, TODAY, tells_lateness=True)

    assert (told.lateness, told.is_late) == ("Published 5 days late", True)
    assert told.input_words == "Our input was sent 2 November 2017, day 57 of 56"


def test_other_replies_cite_no_act_and_an_unknown_day_has_no_days_left(
    publication: Publication, liaison: Actor
) -> None:
    duty = owed(publication, liaison, ReplyKind.OTHER, our_input_due_on=date(2022, 4, 1))

    told = record.reply(duty, publication, TODAY, tells_lateness=True)

    assert (told.due, told.basis, told.lateness) == ("date not known", "", "")
    assert told.input_words == "Our input is due 1 April 2022"


def test_causes_show_the_year_in_which_they_were_first_raised_as_far_as_the_reader_sees(
    reference: Reference, liaison: Actor
) -> None:
    def add(year: int, repeats: CauseOfConcern | None, embargoed: bool = False) -> CauseOfConcern:
        publication = make_publication(make_inspection(f"In {year}", embargoed=embargoed), on=date(year, 5, 1))
        return actions.add_cause(
            publication=publication, scope=CauseScope.OURS, title=f"Cause {year}", repeats=repeats, by=liaison, at=NOON
        )

    oldest = add(2014, None, embargoed=True)
    newest = add(2017, add(2015, oldest))
    all_rows = CauseOfConcern.objects.visible_to(liaison)
    inspection = newest.publication.inspection

    [cause] = record.causes_of(inspection, all_rows)
    [seen_by_others] = record.causes_of(inspection, [row for row in all_rows if row != oldest])

    assert (cause.cause, str(cause.repeats), cause.first_raised) == (newest, "Cause 2015", 2014)
    assert seen_by_others.first_raised == 2015


def test_a_grid_keeps_empty_columns_and_shares_summaries(
    publication: Publication, reference: Reference, liaison: Actor
) -> None:
    preventing, responding = reference.area("Preventing crime"), reference.area("Responding to the public")
    graded, good = GradingStanding.GRADED, reference.grade("Good")
    gradings = [
        AreaGrading(preventing, graded, good, "Told once"),
        AreaGrading(responding, GradingStanding.CARRIED_OVER, good, told_with=preventing),
        AreaGrading(reference.area("Investigating crime"), graded, reference.grade("Inadequate")),
        AreaGrading(reference.area("Armed threats"), GradingStanding.NOT_GRADED),
    ]
    actions.set_gradings(publication=publication, gradings=gradings, by=liaison, at=NOON)

    made = grid(publication, publication.gradings.all(), list(reference.peel.grades.all()))

    assert [(column.grade, column.areas) for column in made.columns] == [
        ("Outstanding", ()),
        ("Good", ("Preventing crime", "Responding to the public (carried over)")),
        ("Adequate", ()),
        ("Requires improvement", ()),
        ("Inadequate", ("Investigating crime",)),
    ]
    assert made.not_graded == ("Armed threats",)
    assert made.words == "Four areas, three of them graded: two good, one inadequate."
    assert [(summary.areas, summary.text) for summary in made.summaries] == [
        (
            (
                ("Preventing crime and anti-social behaviour", "Good"),
                ("Responding to the public", "Good (carried over)"),
            ),
            "Told once",
        )
    ]


def test_gradings_of_two_scales_on_one_page_carry_a_caveat(inspection: Inspection, reference: Reference) -> None:
    peel = make_publication(inspection, title="One", framework=reference.peel)
    integrity = make_publication(inspection, title="Two", framework=reference.integrity)

    assert caveats([peel, peel, make_publication(inspection, title="Three")]) == []
    assert ["PEEL 2021/22 and Crime data integrity" in words for words in caveats([peel, integrity, peel])] == [True]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("1 March 2022", "Published 1 March 2022"),
        ("2 March 2022", "To be published 2 March 2022"),
        ("March 2022", "Published March 2022"),
        ("not known", "Published: date not known"),
    ],
)
def test_a_publication_of_a_day_to_come_is_not_called_published(words: str, told: str, inspection: Inspection) -> None:
    assert published_words(make_publication(inspection, on=read_vague_day(words, around=TODAY)), TODAY) == told


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(CountOf.RECOMMENDATIONS, 9, 3), "Nine recommendations, of which three for the police"),
        (Count(CountOf.RECOMMENDATIONS, 1), "One recommendation"),
        (
            Count(CountOf.AREAS_FOR_IMPROVEMENT, 18, includes_soft=True),
            "Eighteen areas for improvement, soft AFIs included",
        ),
        (Count(CountOf.AREAS_FOR_IMPROVEMENT, 1), "One area for improvement"),
        (Count(CountOf.CAUSES_OF_CONCERN, 1), "One cause of concern"),
        (Count(CountOf.CAUSES_OF_CONCERN, 0), "Zero causes of concern"),
    ],
)
def test_a_reported_count_is_told_in_words(count: Count, words: str, publication: Publication, liaison: Actor) -> None:
    actions.set_reported_counts(publication=publication, counts=[count], by=liaison, at=NOON)

    assert count_words(ReportedCount.objects.visible_to(liaison).get()) == words


def test_days_are_exact_only_when_known_to_the_day() -> None:
    from inspections.actions.publications import exact_day

    assert exact_day(VagueDay.on(TODAY)) == TODAY
    assert exact_day(read_vague_day("March 2022", around=TODAY)) is None
    assert exact_day(read_vague_day("1 March 2022, date TBC", around=TODAY)) is None
