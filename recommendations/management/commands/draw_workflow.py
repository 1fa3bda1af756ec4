"""Draw what can become of an item and of an action, from the tables that the register itself goes by."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from recommendations.workflow.drawing import action_diagram, item_diagram

BEGIN, END = "<!-- drawn by draw_workflow -->", "<!-- end of the drawing -->"


class Command(BaseCommand):
    """Prints the drawing as Markdown with Mermaid in it; with --write, puts it into the README instead.

    Reads no database. Refuses a README without the two marks between which the drawing stands.
    """

    help = "Draw the workflow from its tables, as Markdown with Mermaid."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="put the drawing into README.md")

    def handle(self, *args: Any, write: bool, **options: Any) -> None:
        if not write:
            self.stdout.write(drawing())
            return
        readme = Path(settings.BASE_DIR) / "README.md"
        readme.write_text(with_drawing(readme.read_text(encoding="utf-8")), encoding="utf-8")


def drawing() -> str:
    """Both drawings, each under a sentence that says what it is of."""
    return "\n\n".join(
        [
            "An item, from the day it is registered:",
            item_diagram(),
            "An action on an item:",
            action_diagram(),
        ]
    )


def with_drawing(text: str) -> str:
    """The text with the drawing between the marks. Raises CommandError where they are missing."""
    before, begin, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        raise CommandError(f"README.md needs the marks “{BEGIN}” and “{END}”.")
    return f"{before}{BEGIN}\n\n{drawing()}\n\n{END}{after}"
