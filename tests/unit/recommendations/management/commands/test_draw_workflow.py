"""The drawing of the workflow: recommendations.management.commands.draw_workflow."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from recommendations.enums import ActionStatus, Status
from recommendations.management.commands.draw_workflow import with_drawing
from recommendations.workflow import MOVES
from recommendations.workflow.drawing import GROUPS, action_diagram, item_diagram

README = Path(settings.BASE_DIR) / "README.md"
ARROW = re.compile(r'^ {4}(\w+) -->\|"([^"<>]+)<br>([^"<>]+)"\| (\w+)$')


def drawn() -> str:
    out = StringIO()
    call_command("draw_workflow", stdout=out)
    return out.getvalue()


def arrows(diagram: str) -> list[tuple[str, ...]]:
    lines = [line for line in diagram.splitlines() if "-->" in line]
    return [ARROW.fullmatch(line).groups() for line in lines]


def test_the_readme_carries_the_drawing_of_the_workflow_as_it_is() -> None:
    text = README.read_text(encoding="utf-8")

    assert with_drawing(text) == text, "Run manage.py draw_workflow --write."
    assert drawn().strip() in text


def test_every_move_that_changes_a_status_is_drawn_with_its_button_and_who() -> None:
    named = {button: who for _start, button, who, _end in arrows(item_diagram())}

    assert set(named) == {move.button for move in MOVES.values() if move.ends}
    assert named["Approve the claim"] == "the Deputy Chief Constable"
    assert named["Withdraw the claim"] == "the claimant or a liaison officer"


@pytest.mark.parametrize(("diagram", "statuses"), [(item_diagram(), Status), (action_diagram(), ActionStatus)])
def test_every_arrow_leads_from_a_box_to_a_status_and_every_status_has_one(diagram: str, statuses) -> None:
    boxes = set(re.findall(r"^ +(\w+)[(\[]", diagram, re.MULTILINE))
    ids = {status.value.replace(" ", "_") for status in statuses}
    ends = {end for *_rest, end in arrows(diagram)}

    assert {start for start, *_rest in arrows(diagram)} <= boxes
    assert ends == ids


def test_groups_stand_for_statuses_from_which_moves_begin() -> None:
    assert set(GROUPS) <= {move.starts for move in MOVES.values()}


def test_a_readme_without_the_marks_is_refused() -> None:
    with pytest.raises(CommandError, match="needs the marks"):
        with_drawing("# A project")


def test_writing_puts_the_drawing_between_the_marks_and_leaves_the_rest(tmp_path: Path, settings) -> None:
    settings.BASE_DIR = tmp_path
    readme = tmp_path / "README.md"
    readme.write_text(
        "Before\n<!-- drawn by draw_workflow -->old<!-- end of the drawing -->\nAfter\n", encoding="utf-8"
    )

    call_command("draw_workflow", "--write")

    written = readme.read_text(encoding="utf-8")
    assert written.startswith("Before\n<!-- drawn by draw_workflow -->\n\nAn item")
    assert written.endswith("```\n\n<!-- end of the drawing -->\nAfter\n")
    assert "-->old<" not in written
