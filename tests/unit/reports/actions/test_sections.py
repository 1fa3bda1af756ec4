from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from jac_tracker.accounts.actions import NotPossible
from jac_tracker.history import StaleEdit, digest
from reports import actions
from reports.enums import PaperState, SectionKind
from reports.models import Paper, Section
from reports.rules.tree import Way
from tests.conftest import NOON, TODAY
from tests.factories.people import Cast
from tests.factories.reports import put_in_state

Outline = list[tuple[str, int]]


@pytest.fixture
def paper(cast: Cast) -> Paper:
    """A paper with the sections A (B, C (D)), E."""
    liaison = cast.liaison.actor(TODAY)
    meeting = actions.add_meeting(held_on=date(2022, 3, 31), by=liaison, at=NOON)
    paper = actions.start_paper(meeting=meeting, by=liaison, at=NOON)
    for section in sorted(paper.sections.all(), key=lambda each: -each.position):
        actions.remove_section(section=section, by=liaison, at=NOON, why="A clean sheet")
    for heading, level in [("A", 1), ("B", 2), ("C", 2), ("D", 3), ("E", 1)]:
        actions.add_section(paper=paper, kind=SectionKind.NARRATIVE, heading=heading, level=level, by=liaison, at=NOON)
    return paper


def outline(paper: Paper) -> Outline:
    sections = list(paper.sections.all())
    assert [each.position for each in sections] == list(range(1, len(sections) + 1))
    return [(each.heading, each.level) for each in sections]


def section(paper: Paper, heading: str) -> Section:
    return paper.sections.get(heading=heading)


def change(cast: Cast, target: Section, **values: Any) -> Section:
    return actions.change_section(section=target, values=values, by=cast.liaison.actor(TODAY), at=NOON)


def move(cast: Cast, target: Section, way: Way) -> Section:
    return actions.move_section(section=target, way=way, by=cast.liaison.actor(TODAY), at=NOON)


def test_a_section_is_added_in_its_place(cast: Cast, paper: Paper) -> None:
    liaison = cast.liaison.actor(TODAY)

    actions.add_section(paper=paper, kind=SectionKind.NOTIFIED, heading="N", level=2, position=2, by=liaison, at=NOON)

    assert outline(paper) == [("A", 1), ("N", 2), ("B", 2), ("C", 2), ("D", 3), ("E", 1)]


def test_levels_do_not_jump(cast: Cast, paper: Paper) -> None:
    liaison = cast.liaison.actor(TODAY)
    before = outline(paper)

    with pytest.raises(NotPossible, match=r"^“N” would stand more than one level below the heading before it"):
        actions.add_section(paper=paper, kind=SectionKind.NARRATIVE, heading="N", level=3, by=liaison, at=NOON)
    with pytest.raises(NotPossible, match=r"^“B” would stand more than one level below"):
        change(cast, section(paper, "A"), heading="")
    with pytest.raises(NotPossible, match=r"^Sections have levels from 1 to 3"):
        change(cast, section(paper, "C"), level=3)
    with pytest.raises(NotPossible, match=r"^Sections have levels from 1 to 3"):
        change(cast, section(paper, "A"), level=0)

    assert outline(paper) == before


def test_a_new_level_takes_the_sub_sections_along(cast: Cast, paper: Paper) -> None:
    change(cast, section(paper, "C"), level=1)

    assert outline(paper) == [("A", 1), ("B", 2), ("C", 1), ("D", 2), ("E", 1)]


def test_a_section_moves_up_with_its_sub_sections(cast: Cast, paper: Paper) -> None:
    move(cast, section(paper, "C"), Way.UP)

    assert outline(paper) == [("A", 1), ("C", 2), ("D", 3), ("B", 2), ("E", 1)]


def test_a_section_moves_down_past_a_whole_branch(cast: Cast, paper: Paper) -> None:
    move(cast, section(paper, "A"), Way.DOWN)

    assert outline(paper) == [("E", 1), ("A", 1), ("B", 2), ("C", 2), ("D", 3)]


def test_a_section_moves_in_and_out_with_its_sub_sections_and_keeps_its_place(cast: Cast, paper: Paper) -> None:
    before = outline(paper)

    move(cast, section(paper, "C"), Way.OUT)
    assert outline(paper) == [("A", 1), ("B", 2), ("C", 1), ("D", 2), ("E", 1)]
    move(cast, section(paper, "C"), Way.IN)

    assert outline(paper) == before


def test_moving_up_and_down_again_changes_nothing(cast: Cast, paper: Paper) -> None:
    before = outline(paper)

    move(cast, section(paper, "E"), Way.UP)
    assert outline(paper) != before
    move(cast, section(paper, "E"), Way.DOWN)

    assert outline(paper) == before


@pytest.mark.parametrize(
    ("heading", "way", "sentence"),
    [
        ("A", Way.UP, "“A” is already the first of its level here."),
        ("B", Way.UP, "“B” is already the first of its level here."),
        ("D", Way.UP, "“D” is already the first of its level here."),
        ("C", Way.DOWN, "“C” is already the last of its level here."),
        ("D", Way.DOWN, "“D” is already the last of its level here."),
        ("E", Way.DOWN, "“E” is already the last of its level here."),
        ("A", Way.OUT, "“A” is already at the first level."),
        ("C", Way.IN, "Sections have levels from 1 to 3, and those under this one would go beyond."),
    ],
)
def test_a_section_goes_no_further_than_the_tree_lets_it(
    cast: Cast, paper: Paper, heading: str, way: Way, sentence: str
) -> None:
    with pytest.raises(NotPossible) as refusal:
        move(cast, section(paper, heading), way)

    assert str(refusal.value) == sentence


def test_a_section_with_sub_sections_is_not_removed(cast: Cast, paper: Paper) -> None:
    with pytest.raises(NotPossible, match=r"^“C” has sections under it"):
        actions.remove_section(section=section(paper, "C"), by=cast.liaison.actor(TODAY), at=NOON, why="No use")


def test_a_removed_section_leaves_its_history_and_no_gap(cast: Cast, paper: Paper) -> None:
    gone = section(paper, "D")

    actions.remove_section(section=gone, by=cast.liaison.actor(TODAY), at=NOON, why="No use")

    newest = Section.history.filter(id=gone.pk).first()
    assert outline(paper) == [("A", 1), ("B", 2), ("C", 2), ("E", 1)]
    assert (newest.history_type, newest.history_change_reason) == ("-", "No use")


def test_what_somebody_else_removed_cannot_be_changed(cast: Cast, paper: Paper) -> None:
    gone = section(paper, "D")
    actions.remove_section(section=gone, by=cast.liaison.actor(TODAY), at=NOON, why="No use")
    gone = Section(pk=gone.pk or 4711, paper=paper)

    with pytest.raises(NotPossible, match=r"^Somebody else has removed this section\.$"):
        change(cast, gone, heading="Z")


def test_a_stale_change_is_refused(cast: Cast, paper: Paper) -> None:
    target = section(paper, "E")
    shown = digest(target, actions.SECTION_FIELDS)
    change(cast, target, before="One")

    with pytest.raises(StaleEdit):
        actions.change_section(
            section=target, values={"before": "Two"}, shown=shown, by=cast.liaison.actor(TODAY), at=NOON
        )


def test_moving_one_section_does_not_make_an_open_form_of_another_stale(cast: Cast, paper: Paper) -> None:
    target = section(paper, "E")
    shown = digest(target, actions.SECTION_FIELDS)
    move(cast, target, Way.UP)

    actions.change_section(section=target, values={"before": "Two"}, shown=shown, by=cast.liaison.actor(TODAY), at=NOON)

    assert section(paper, "E").before == "Two"


def test_unlawful_options_are_refused_in_a_sentence(cast: Cast, paper: Paper) -> None:
    with pytest.raises(NotPossible, match=r"^A section of the kind “Narrative” has no option “marker”\.$"):
        change(cast, section(paper, "E"), options={"marker": "i."})


def test_an_option_names_an_inspection_that_is_there(cast: Cast, paper: Paper) -> None:
    with pytest.raises(NotPossible, match=r"^Choose inspections that are in the register\.$"):
        change(cast, section(paper, "E"), kind=SectionKind.PEEL_GRID, options={"inspection": 4711})


def test_sections_as_they_would_be_are_refused_like_the_act_and_nothing_is_saved(cast: Cast, paper: Paper) -> None:
    liaison = cast.liaison.actor(TODAY)
    before = outline(paper)
    new = {"heading": "N", "level": 2, "before": "", "after": ""}

    added, at_new = actions.sections_if_added(paper=paper, kind=SectionKind.NARRATIVE, position=2, actor=liaison, **new)
    changed, at_c = actions.sections_if_changed(section=section(paper, "C"), values={"level": 1}, actor=liaison)

    assert [(each.heading, each.level) for each in added] == [("A", 1), ("N", 2), *before[1:]]
    assert [(each.heading, each.level) for each in changed] == [("A", 1), ("B", 2), ("C", 1), ("D", 2), ("E", 1)]
    assert (added[at_new].heading, changed[at_c].heading) == ("N", "C")
    assert outline(paper) == before
    with pytest.raises(NotPossible, match=r"^“N” would stand more than one level below"):
        actions.sections_if_added(
            paper=paper, kind=SectionKind.NARRATIVE, position=2, actor=liaison, **new | {"level": 3}
        )
    with pytest.raises(NotPossible, match=r"^Sections have levels from 1 to 3"):
        actions.sections_if_changed(section=section(paper, "C"), values={"level": 3}, actor=liaison)
    with pytest.raises(PermissionDenied):
        actions.sections_if_changed(section=section(paper, "C"), values={}, actor=cast.secretary.actor(TODAY))


def test_the_sections_of_an_issued_paper_would_not_be_otherwise(cast: Cast, paper: Paper) -> None:
    put_in_state(paper, PaperState.ISSUED)
    paper.refresh_from_db()

    with pytest.raises(NotPossible, match=r"^The paper has been issued"):
        actions.sections_if_changed(section=section(paper, "C"), values={}, actor=cast.liaison.actor(TODAY))
    with pytest.raises(NotPossible, match=r"^The paper has been issued"):
        actions.sections_if_added(
            paper=paper, kind=SectionKind.NARRATIVE, position=1, actor=cast.liaison.actor(TODAY), heading="N"
        )
