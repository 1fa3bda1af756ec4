"""What an officer chooses of the rows proposed for a section, and what comes along to the next paper."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from jac_tracker.accounts.actions import NotPossible
from reports import actions
from reports.actions import NewRow
from reports.enums import Matter, PaperState, PaperVerb, SectionKind
from reports.models import PaperEvent, RowChoice, Section
from reports.paper.blocks import Audience
from reports.paper.gather import gather
from tests.factories.inspections import make_reference
from tests.factories.issues import issued, released
from tests.factories.people import Cast
from tests.factories.reports import add_section, make_empty_paper, make_meeting

pytestmark = pytest.mark.django_db
NOON = datetime(2022, 3, 24, 12, tzinfo=UTC)
LATER = datetime(2022, 12, 1, tzinfo=UTC)
OUT = {"closed:1:7": Matter.CLOSED}


@pytest.fixture
def section(cast: Cast) -> Section:
    return add_section(make_empty_paper(cast, at=NOON), SectionKind.SINCE, "Since", at=NOON)


def choose(cast: Cast, section: Section, **values: Any) -> Section:
    given: dict[str, Any] = {"taken_out": {}, "why": "It is told of below", **values}
    given.setdefault("by", cast.liaison.actor(NOON.date()))
    return actions.choose_rows(section=section, at=NOON, **given)


def test_a_row_is_taken_out_with_a_reason_and_put_back(cast: Cast, section: Section) -> None:
    choose(cast, section, taken_out=OUT)

    choice = RowChoice.objects.get()
    assert (choice.key, choice.matter, choice.reason) == ("closed:1:7", Matter.CLOSED, "It is told of below")
    assert PaperEvent.objects.get(verb=PaperVerb.CHOOSE_ROWS).why == "It is told of below"

    choose(cast, section, why="After all")

    assert RowChoice.objects.count() == 0
    assert [row.history_type for row in RowChoice.history.order_by("history_id")] == ["+", "-"]


def test_a_row_is_added_in_words_and_dropped_again(cast: Cast, section: Section) -> None:
    choose(cast, section, added=NewRow(Matter.CLOSED, " One more closed. "))
    choice = RowChoice.objects.get()
    assert (choice.key, choice.words) == ("", "One more closed.")

    choose(cast, section, kept=[choice.pk], taken_out=OUT)
    assert RowChoice.objects.count() == 2

    choose(cast, section, taken_out=OUT)
    assert [each.key for each in RowChoice.objects.all()] == ["closed:1:7"]


def test_what_was_chosen_reaches_the_paper(cast: Cast, section: Section) -> None:
    choose(cast, section, taken_out=OUT, added=NewRow(Matter.SENT, "More"))

    make_reference()

    (plan,) = gather(section.paper, as_at=LATER, audience=Audience.PUBLIC).paper.sections

    assert plan.dropped == {"closed:1:7"}
    assert [(row.matter, row.words) for row in plan.added] == [(Matter.SENT, "More")]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"taken_out": OUT, "why": " "}, "Say why."),
        ({}, "Nothing has been changed."),
        ({"added": NewRow(Matter.CLOSED, " ")}, "Write the row to add."),
        (
            {"taken_out": OUT, "shown": "of another day"},
            "Somebody else has changed the rows since you opened this page. Open it again.",
        ),
    ],
)
def test_a_choice_is_refused(cast: Cast, section: Section, values: dict[str, Any], expected: str) -> None:
    with pytest.raises(NotPossible, match=expected):
        choose(cast, section, **values)

    assert RowChoice.objects.count() == 0


def test_a_choice_sends_a_released_paper_back_to_draft_and_an_issued_one_takes_none(
    cast: Cast, section: Section
) -> None:
    make_reference()
    paper = released(cast, section.paper, at=NOON)

    choose(cast, section, taken_out=OUT)

    paper.refresh_from_db()
    assert paper.state == PaperState.DRAFT
    assert PaperEvent.objects.filter(verb=PaperVerb.CHANGE_AFTER_RELEASE).count() == 1

    issued(cast, paper, at=NOON)
    with pytest.raises(NotPossible, match="its content is fixed"):
        choose(cast, section, why="After all")


def test_a_kind_that_proposes_no_rows_has_none_to_choose(cast: Cast, section: Section) -> None:
    other = add_section(section.paper, SectionKind.NARRATIVE, "Words", at=NOON)

    with pytest.raises(NotPossible, match="No rows are proposed"):
        choose(cast, other, taken_out=OUT)


def test_only_who_drafts_the_paper_chooses(cast: Cast, section: Section) -> None:
    with pytest.raises(PermissionDenied):
        choose(cast, section, taken_out=OUT, by=cast.owner.actor(NOON.date()))


def test_a_section_goes_with_what_was_chosen_of_its_rows(cast: Cast, section: Section) -> None:
    choose(cast, section, taken_out=OUT)

    actions.remove_section(section=section, by=cast.liaison.actor(NOON.date()), at=NOON, why="Not needed")

    assert (Section.objects.count(), RowChoice.objects.count()) == (0, 0)


def test_standing_words_come_along_to_the_next_paper_and_others_and_choices_stay(cast: Cast, section: Section) -> None:
    liaison = cast.liaison.actor(NOON.date())
    choose(cast, section, taken_out=OUT)
    actions.change_section(section=section, values={"before": "Of this quarter"}, by=liaison, at=NOON)
    standing = add_section(section.paper, SectionKind.REPLIES_DUE, "Replies", before="How replies work", at=NOON)
    actions.change_section(section=standing, values={"is_standing": True}, by=liaison, at=NOON)

    paper = actions.start_paper(meeting=make_meeting(date(2022, 6, 30), at=NOON), by=liaison, at=NOON)

    assert [(each.kind, each.before, each.is_standing) for each in paper.sections.all()] == [
        (SectionKind.SINCE, "", False),
        (SectionKind.REPLIES_DUE, "How replies work", True),
    ]
    assert RowChoice.objects.exclude(section=section).count() == 0
