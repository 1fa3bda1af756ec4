import pytest

from reports import actions
from reports.enums import Matter, SectionKind
from reports.presenters import proposed_rows
from tests.factories.people import SETTER_UP, Cast
from tests.factories.reports import add_section
from tests.factories.small_register import CUT_OFF, make_small_register

pytestmark = pytest.mark.django_db


def test_rows_are_proposed_by_matter_and_what_was_left_out_stays_though_it_is_proposed_no_more(cast: Cast) -> None:
    section = add_section(make_small_register(cast).paper, SectionKind.SINCE)
    left_out = {"closed:0:0": Matter.CLOSED}
    actions.choose_rows(section=section, taken_out=left_out, by=SETTER_UP, at=CUT_OFF, why="It was told before.")

    rows = proposed_rows(section, CUT_OFF)

    assert list(rows) == [
        Matter.CONDUCTED,
        Matter.NOTIFIED,
        Matter.PUBLISHED,
        Matter.INPUT_SENT,
        Matter.NEW,
        Matter.CLOSED,
        Matter.RULED_OUT,
        Matter.RATED,
        Matter.PROGRESS,
    ]
    assert [words for _, words in rows[Matter.PUBLISHED]] == ["Youth violence: a plan"]
    assert {key.split(":")[0] for offered in rows.values() for key, _ in offered} == {matter.value for matter in rows}
    assert [words for _, words in rows[Matter.NEW]][:2] == ["MP-2022-001, Make a plan", "MP-2022-002, Ask the young"]
    assert [words for _, words in rows[Matter.CLOSED]] == [
        "MP-2022-003, Count it",
        "Closed: taken out (no longer proposed)",
    ]
