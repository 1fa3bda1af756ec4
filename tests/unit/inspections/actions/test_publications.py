"""Publications, and the replies and counts that hang on them."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from inspections import actions
from inspections.actions import Count
from inspections.enums import CauseScope, CountOf, GradingStanding, InspectionVerb, PublicationKind, ReplyKind
from inspections.models import Inspection, InspectionEvent, Publication, ReplyDuty, ReportedCount
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import Precision, VagueDay, read_vague_day
from jac_tracker.history import StaleEdit, digest
from tests.conftest import NOON, TODAY
from tests.factories.inspections import Reference, make_publication
from tests.factories.people import Cast

pytestmark = pytest.mark.django_db
UNKNOWN = VagueDay(None, None, Precision.UNKNOWN)


def owe(publication: Publication, by: Actor, kind: ReplyKind = ReplyKind.SECTION_55, **values: Any) -> ReplyDuty:
    return actions.add_reply_duty(
        publication=publication, kind=kind, owed_by="The PCC", owed_to="HMICFRS", by=by, at=NOON, **values
    )


def test_the_original_date_and_the_web_pages_date_are_kept_apart(inspection: Inspection, liaison: Actor) -> None:
    publication = make_publication(inspection, on=date(2018, 7, 12), page_on=date(2023, 7, 18), by=liaison, at=NOON)

    assert (publication.earliest, publication.page_on) == (date(2018, 7, 12), date(2023, 7, 18))
    with pytest.raises(NotPossible, match="web page's date comes before the original"):
        actions.change_publication(publication=publication, values={"page_on": date(2018, 7, 11)}, by=liaison, at=NOON)


def test_a_publication_is_not_there_twice_and_has_a_web_address(inspection: Inspection, liaison: Actor) -> None:
    make_publication(inspection, title="Report")

    with pytest.raises(NotPossible, match="already there with the same date"):
        make_publication(inspection, title="REPORT")
    with pytest.raises(NotPossible, match="Address: Enter a valid URL"):
        make_publication(inspection, title="Other", address="javascript:alert(1)")


def test_the_framework_under_gradings_stays(publication: Publication, reference: Reference, liaison: Actor) -> None:
    grading = actions.AreaGrading(reference.area("Armed threats"), GradingStanding.NOT_GRADED)
    actions.set_gradings(publication=publication, gradings=[grading], by=liaison, at=NOON)

    with pytest.raises(NotPossible, match="has gradings under its framework"):
        actions.change_publication(
            publication=publication, values={"framework": reference.integrity}, by=liaison, at=NOON
        )
    actions.set_gradings(publication=publication, gradings=[], by=liaison, at=NOON)
    actions.change_publication(publication=publication, values={"framework": reference.integrity}, by=liaison, at=NOON)

    publication.refresh_from_db()
    assert publication.framework == reference.integrity


def test_an_overtaken_change_of_a_publication_is_refused(publication: Publication, liaison: Actor) -> None:
    shown = digest(publication, actions.PUBLICATION_SHOWN)
    actions.change_publication(publication=publication, values={"note": "Theirs"}, by=liaison, at=NOON)

    with pytest.raises(StaleEdit):
        actions.change_publication(publication=publication, values={"note": "Mine"}, shown=shown, by=liaison, at=NOON)


@pytest.mark.parametrize("hangs", ["grading", "cause", "reply", "count"])
def test_a_publication_goes_only_while_nothing_hangs_on_it(
    hangs: str, publication: Publication, reference: Reference, liaison: Actor
) -> None:
    match hangs:
        case "grading":
            grading = actions.AreaGrading(reference.area("Armed threats"), GradingStanding.NOT_GRADED)
            actions.set_gradings(publication=publication, gradings=[grading], by=liaison, at=NOON)
        case "cause":
            actions.add_cause(publication=publication, scope=CauseScope.OURS, title="A cause", by=liaison, at=NOON)
        case "reply":
            owe(publication, liaison)
        case "count":
            counts = [Count(CountOf.RECOMMENDATIONS, 1)]
            actions.set_reported_counts(publication=publication, counts=counts, by=liaison, at=NOON)

    with pytest.raises(NotPossible, match="hang on this publication"):
        actions.remove_publication(publication=publication, by=liaison, at=NOON, why="Entered twice")

    assert Publication.objects.visible_to(liaison).get() == publication


def test_a_publication_entered_in_error_is_removed_with_a_reason(publication: Publication, liaison: Actor) -> None:
    with pytest.raises(NotPossible, match="Say why"):
        actions.remove_publication(publication=publication, by=liaison, at=NOON, why="")
    actions.remove_publication(publication=publication, by=liaison, at=NOON, why="Entered twice")

    assert not Publication.objects.visible_to(liaison).exists()
    assert Publication.history.latest("history_id").history_type == "-"


def test_only_a_liaison_officer_keeps_publications_replies_and_counts(
    inspection: Inspection, publication: Publication, liaison: Actor, cast: Cast
) -> None:
    duty, dcc = owe(publication, liaison), cast.dcc.actor(TODAY)
    acts: list[Any] = [
        lambda: make_publication(inspection, by=dcc),
        lambda: actions.change_publication(publication=publication, values={"note": "x"}, by=dcc, at=NOON),
        lambda: actions.remove_publication(publication=publication, by=dcc, at=NOON, why="x"),
        lambda: owe(publication, dcc, ReplyKind.OTHER),
        lambda: actions.change_reply_duty(duty=duty, values={"note": "x"}, by=dcc, at=NOON),
        lambda: actions.remove_reply_duty(duty=duty, by=dcc, at=NOON, why="x"),
        lambda: actions.set_reported_counts(
            publication=publication, counts=[Count(CountOf.RECOMMENDATIONS, 1)], by=dcc, at=NOON
        ),
    ]
    events = InspectionEvent.objects.count()

    for act in acts:
        with pytest.raises(PermissionDenied):
            act()

    assert InspectionEvent.objects.count() == events


# Replies


def test_a_section_55_reply_is_due_on_the_last_day_the_act_gives(inspection: Inspection, liaison: Actor) -> None:
    publication = make_publication(inspection, on=date(2017, 9, 7))

    duty = owe(publication, liaison, our_input_sent_on=date(2017, 11, 2))

    assert duty.day == VagueDay.on(date(2017, 11, 1))


def test_a_section_55_reply_is_due_on_no_other_day(publication: Publication, liaison: Actor) -> None:
    with pytest.raises(NotPossible, match="the last day is 3 March 2022"):
        owe(publication, liaison, day=VagueDay.on(date(2022, 3, 4)))
    duty = owe(publication, liaison)
    with pytest.raises(NotPossible, match="the last day is 3 March 2022"):
        actions.change_reply_duty(duty=duty, day=VagueDay.on(date(2022, 3, 2)), by=liaison, at=NOON)


def test_a_publication_has_one_section_55_reply(publication: Publication, liaison: Actor) -> None:
    owe(publication, liaison)
    other = owe(publication, liaison, ReplyKind.OTHER)

    with pytest.raises(NotPossible, match="already has a section 55 reply"):
        owe(publication, liaison)
    with pytest.raises(NotPossible, match="already has a section 55 reply"):
        values, day = {"kind": ReplyKind.SECTION_55}, VagueDay.on(date(2022, 3, 3))
        actions.change_reply_duty(duty=other, values=values, day=day, by=liaison, at=NOON)


def test_the_section_55_day_moves_with_the_date_of_publication(publication: Publication, liaison: Actor) -> None:
    duty = owe(publication, liaison)

    actions.change_publication(publication=publication, day=VagueDay.on(date(2022, 1, 10)), by=liaison, at=NOON)

    duty.refresh_from_db()
    assert duty.earliest == date(2022, 3, 6)
    act = InspectionEvent.objects.get(verb=InspectionVerb.CHANGE_PUBLICATION).act
    assert duty.history.latest("history_id").act == act


def test_other_replies_keep_the_day_the_letter_gives_or_none(publication: Publication, liaison: Actor) -> None:
    may = read_vague_day("May 2022", around=TODAY)

    assert owe(publication, liaison, ReplyKind.JTAI_STATEMENT, day=may).day == may
    assert owe(publication, liaison, ReplyKind.OTHER).day == UNKNOWN


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"our_input_sent_on": date(2022, 3, 2)}, "Our input cannot have been sent on a day that is still to come"),
        ({"reply_published_on": date(2022, 3, 2)}, "The reply cannot have been published on a day that is still"),
        ({"reply_published_on": date(2022, 1, 6)}, "The reply cannot come before the publication it answers"),
        ({"owed_by": ""}, "Who owes it: This field cannot be blank"),
    ],
)
def test_a_reply_that_cannot_be_is_refused(
    values: dict[str, Any], sentence: str, publication: Publication, liaison: Actor
) -> None:
    right: dict[str, Any] = {"kind": ReplyKind.OTHER, "owed_by": "The PCC", "owed_to": "HMICFRS"}
    with pytest.raises(NotPossible, match=sentence):
        actions.add_reply_duty(publication=publication, by=liaison, at=NOON, **right | values)
    duty = owe(publication, liaison)

    with pytest.raises(NotPossible, match=sentence):
        actions.change_reply_duty(duty=duty, values=values, by=liaison, at=NOON)

    assert duty.history.count() == 1


def test_a_reply_is_overtaken_and_removed_like_anything_else(publication: Publication, liaison: Actor) -> None:
    duty = owe(publication, liaison)
    shown = digest(duty, actions.REPLY_DUTY_SHOWN)
    actions.change_reply_duty(duty=duty, values={"note": "Theirs"}, by=liaison, at=NOON)

    with pytest.raises(StaleEdit):
        actions.change_reply_duty(duty=duty, values={"note": "Mine"}, shown=shown, by=liaison, at=NOON)
    with pytest.raises(NotPossible, match="Say why"):
        actions.remove_reply_duty(duty=duty, by=liaison, at=NOON, why="")
    actions.remove_reply_duty(duty=duty, by=liaison, at=NOON, why="Not owed")

    assert not ReplyDuty.objects.visible_to(liaison).exists()


# Counts


def test_counts_are_set_changed_and_taken_away_as_one_set(publication: Publication, liaison: Actor, cast: Cast) -> None:
    def put(*counts: Count) -> None:
        actions.set_reported_counts(publication=publication, counts=counts, by=liaison, at=NOON)

    post = cast.owner.post
    put(Count(CountOf.RECOMMENDATIONS, 9, 3), Count(CountOf.CAUSES_OF_CONCERN, 1))
    put(
        Count(CountOf.RECOMMENDATIONS, 9, 3),
        Count(CountOf.AREAS_FOR_IMPROVEMENT, 18, includes_soft=True, allocated_to=post),
    )

    rows = ReportedCount.objects.visible_to(liaison)
    assert {(row.count_of, row.number, row.of_ours, row.includes_soft, row.allocated_to) for row in rows} == {
        ("recommendations", 9, 3, False, None),
        ("areas for improvement", 18, None, True, post),
    }
    assert ReportedCount.history.filter(count_of="recommendations").count() == 1


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ([Count(CountOf.RECOMMENDATIONS, 9, 10)], "Of 9 recommendations, 10 cannot be for the police"),
        ([Count(CountOf.RECOMMENDATIONS, 1), Count(CountOf.RECOMMENDATIONS, 2)], "counted twice"),
        ([Count(CountOf.CAUSES_OF_CONCERN, 1, includes_soft=True)], "Only areas for improvement can include soft"),
        ([Count(CountOf.RECOMMENDATIONS, -1)], "How many: Ensure this value is greater than"),
    ],
)
def test_counts_that_cannot_be_are_refused(
    counts: list[Count], sentence: str, publication: Publication, liaison: Actor
) -> None:
    with pytest.raises(NotPossible, match=sentence):
        actions.set_reported_counts(publication=publication, counts=counts, by=liaison, at=NOON)

    assert not ReportedCount.objects.visible_to(liaison).exists()


def test_overtaken_counts_are_refused(publication: Publication, liaison: Actor) -> None:
    shown = actions.counts_as_shown(publication)
    counts = [Count(CountOf.RECOMMENDATIONS, 9)]
    actions.set_reported_counts(publication=publication, counts=counts, shown=shown, by=liaison, at=NOON)

    with pytest.raises(StaleEdit):
        actions.set_reported_counts(publication=publication, counts=[], shown=shown, by=liaison, at=NOON)


def test_a_kind_of_publication_is_one_of_the_list(inspection: Inspection, liaison: Actor) -> None:
    with pytest.raises(NotPossible, match="Kind: Value 'poem' is not a valid choice"):
        make_publication(inspection, kind="poem")  # type: ignore[arg-type]
    assert PublicationKind.LETTER.label == "Letter"
