"""The timeline: every act with old and new values, and names as they were."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections import actions
from inspections.actions import AreaGrading, AreaRow, Count, GradeRow
from inspections.enums import CauseScope, CountOf, GradingStanding, MilestoneKind, ReplyKind, Standing
from inspections.models import Framework, Inspection, InspectionEvent, Publication
from inspections.presenters.timeline import timeline
from jac_tracker.accounts import actions as people
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.presenters import Entry
from jac_tracker.dates import VagueDay, read_vague_day
from tests.conftest import NOON, TODAY
from tests.factories.inspections import Reference, make_inspection
from tests.factories.people import SETTER_UP, Cast

pytestmark = pytest.mark.django_db


def entries(inspection: Inspection) -> list[Entry]:
    return timeline(inspection, list(inspection.events.order_by("at", "id")))


def changes(entry: Entry) -> list[tuple[str, str, str]]:
    return [(change.label, change.old, change.new) for change in entry.changes]


def test_an_added_inspection_shows_what_was_entered_and_by_whom(reference: Reference, liaison: Actor) -> None:
    inspection = actions.add_inspection(
        values={"kind": "jtai", "title": "Title", "short_title": "Short", "our_part": "named", "is_embargoed": True},
        other_forces=[(reference.south, ""), (reference.north, "two boroughs")],
        joint=[reference.cqc],
        by=liaison,
        at=NOON,
    )

    [entry] = entries(inspection)

    assert (entry.title, entry.by, entry.when) == (
        "Inspection added",
        "HMICFRS Force Liaison Officer (Lia Liaison)",
        "1 March 2022 at midday",
    )
    assert entry.is_addition
    assert changes(entry) == [
        ("Kind", "", "Joint targeted area inspection (JTAI)"),
        ("Title", "", "Title"),
        ("Short title", "", "Short"),
        ("Our part", "", "Named, no fieldwork here"),
        ("Embargoed", "", "Yes"),
        ("Other forces", "", "Southshire Police, Northshire Constabulary (two boroughs)"),
        ("Other inspectorates", "", "Care Quality Commission"),
    ]


def test_a_change_shows_old_and_new_of_what_changed_and_the_reason(inspection: Inspection, liaison: Actor) -> None:
    actions.change_inspection(
        inspection=inspection, values={"scope": "Midtown"}, by=liaison, at=NOON, why="The letter says so"
    )

    entry = entries(inspection)[-1]

    assert (entry.title, entry.words, entry.is_addition) == ("Inspection changed", "The letter says so", True)
    actions.change_inspection(inspection=inspection, values={"scope": "All"}, by=liaison, at=NOON)
    assert changes(entries(inspection)[-1]) == [("Place or scope", "Midtown", "All")]


def test_a_list_of_forces_is_one_line_before_and_after(
    inspection: Inspection, reference: Reference, liaison: Actor
) -> None:
    def put(*forces: tuple[object, str]) -> None:
        actions.change_inspection(
            inspection=inspection,
            values={},
            other_forces=forces,  # type: ignore[arg-type]
            by=liaison,
            at=NOON,
        )

    put((reference.north, ""), (reference.south, ""))
    put((reference.south, ""), (reference.harbour, "river"))
    put()

    assert [changes(entry) for entry in entries(inspection)[1:]] == [
        [("Other forces", "", "Northshire Constabulary, Southshire Police")],
        [
            (
                "Other forces",
                "Northshire Constabulary, Southshire Police",
                "Southshire Police, Harbour Police (river)",
            )
        ],
        [("Other forces", "Southshire Police, Harbour Police (river)", "")],
    ]


def test_what_hangs_on_an_inspection_is_told_in_words(
    inspection: Inspection, publication: Publication, reference: Reference, liaison: Actor
) -> None:
    may = read_vague_day("May 2022 (date TBC)", around=TODAY)
    milestone = actions.add_milestone(
        inspection=inspection,
        kind=MilestoneKind.FIELDWORK,
        standing=Standing.EXPECTED,
        day=may,
        by=liaison,
        at=NOON,
    )
    actions.change_milestone(
        milestone=milestone, day=VagueDay.on(date(2022, 6, 7)), values={"note": "By e-mail"}, by=liaison, at=NOON
    )
    actions.remove_milestone(milestone=milestone, by=liaison, at=NOON, why="Another inspection")
    actions.add_cause(publication=publication, scope=CauseScope.OURS, title="A cause", by=liaison, at=NOON)
    actions.add_reply_duty(
        publication=publication, kind=ReplyKind.SECTION_55, owed_by="PCC", owed_to="HMICFRS", by=liaison, at=NOON
    )
    post = liaison.post
    assert post is not None
    counts = [Count(CountOf.RECOMMENDATIONS, 9, 3, allocated_to=post)]
    actions.set_reported_counts(publication=publication, counts=counts, by=liaison, at=NOON)

    told = [changes(entry) for entry in entries(inspection)[2:]]

    assert told[:3] == [
        [("Fieldwork, expected", "", "May 2022, date to be confirmed")],
        [("Fieldwork, expected", "May 2022, date to be confirmed", "7 June 2022 (By e-mail)")],
        [("Fieldwork, expected", "7 June 2022 (By e-mail)", "")],
    ]
    assert told[3] == [("Scope", "", "Our force"), ("Title", "", "A cause")]
    assert ("Reply due", "", "3 March 2022") in told[4]
    words = "Nine recommendations, of which three for the police; allocated to HMICFRS Force Liaison Officer"
    assert told[5] == [("Recommendations", "", words)]


def test_gradings_are_told_by_area(publication: Publication, reference: Reference, liaison: Actor) -> None:
    first, second = reference.area("Preventing crime"), reference.area("Investigating crime")
    good, adequate = reference.grade("Good"), reference.grade("Adequate")

    def put(*gradings: AreaGrading) -> None:
        actions.set_gradings(publication=publication, gradings=gradings, by=liaison, at=NOON)

    graded, carried = GradingStanding.GRADED, GradingStanding.CARRIED_OVER
    put(AreaGrading(first, graded, good, "Text"), AreaGrading(second, GradingStanding.NOT_GRADED, told_with=first))
    put(AreaGrading(first, carried, adequate, "Text"))

    assert [changes(entry) for entry in entries(publication.inspection)[2:]] == [
        [
            ("Preventing crime", "", "Good"),
            ("Preventing crime: summary", "", "Text"),
            ("Investigating crime", "", "Not graded"),
            ("Investigating crime: summary", "", "Shared with Preventing crime"),
        ],
        [
            ("Preventing crime", "Good", "Adequate (carried over)"),
            ("Investigating crime", "Not graded", ""),
            ("Investigating crime: summary", "Shared with Preventing crime", ""),
        ],
    ]


def test_names_are_those_of_the_moment(publication: Publication, reference: Reference, liaison: Actor) -> None:
    grading = AreaGrading(reference.area("Preventing crime"), GradingStanding.GRADED, reference.grade("Good"))
    actions.set_gradings(publication=publication, gradings=[grading], by=liaison, at=NOON)
    later = NOON + timedelta(days=1)
    framework: Framework = reference.peel
    actions.change_framework(
        framework=framework,
        values={},
        grades=[GradeRow(row.name.upper(), row.meaning, row) for row in framework.grades.all()],
        areas=[
            AreaRow(row.short_label.upper(), row.full_question, row.is_graded, row.is_overall, row)
            for row in framework.areas.all()
        ],
        by=SETTER_UP,
        at=later,
    )
    actions.set_gradings(publication=publication, gradings=[], by=liaison, at=later)

    assert [changes(entry) for entry in entries(publication.inspection)[2:]] == [
        [("Preventing crime", "", "Good")],
        [("PREVENTING CRIME", "GOOD", "")],
    ]


def test_many_acts_cost_as_many_statements_as_few(inspection: Inspection, liaison: Actor) -> None:
    def statements() -> int:
        events = list(InspectionEvent.objects.filter(inspection=inspection))
        with CaptureQueriesContext(connection) as captured:
            assert len(timeline(inspection, events)) == len(events)
        return len(captured)

    follows = make_inspection("Earlier")
    actions.change_inspection(inspection=inspection, values={"follows": follows}, by=liaison, at=NOON)
    few = statements()

    for number in range(20):
        actions.change_inspection(inspection=inspection, values={"scope": f"Scope {number}"}, by=liaison, at=NOON)

    assert statements() == few


def test_an_act_is_signed_by_post_and_person_as_they_were_called_then(
    inspection: Inspection, liaison: Actor, cast: Cast
) -> None:
    actions.change_inspection(inspection=inspection, values={"scope": "First"}, by=liaison, at=NOON)
    later = NOON + timedelta(days=1)
    people.change_post(post=cast.liaison.post, values={"title": "Inspections Manager"}, by=SETTER_UP, at=later)
    people.change_person(person=cast.liaison.user, values={"rank": "Inspector"}, by=SETTER_UP, at=later)
    actions.change_inspection(inspection=inspection, values={"scope": "Second"}, by=liaison, at=later)

    assert [entry.by for entry in entries(inspection)[-2:]] == [
        "HMICFRS Force Liaison Officer (Lia Liaison)",
        "Inspections Manager (Inspector Lia Liaison)",
    ]


def test_a_command_signs_as_itself(inspection: Inspection) -> None:
    assert entries(inspection)[0].by == "the command tests"
