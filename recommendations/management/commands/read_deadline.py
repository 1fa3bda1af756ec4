"""Read the deadline in a recommendation's text, to see what the register would propose."""

import json
import re
import sys
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recommendations.rules.deadline import read_deadline


class Command(BaseCommand):
    """Prints the proposal as JSON: kind, date (ISO or null), precision (null where there is no deadline), phrase.

    Reads no database.
    """

    help = "Read the deadline in a recommendation's text and print it as JSON: kind, date, precision, phrase."
    # Nothing here depends on the settings or the database being right.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("text", help='the recommendation\'s text, or "-" to read it from standard input')
        parser.add_argument(
            "--published",
            required=True,
            metavar="YYYY-MM-DD",
            help="the day the report was first published, from which months are counted",
        )

    def handle(self, *args: Any, text: str, published: str, **options: Any) -> None:
        deadline = read_deadline(_standard_input() if text == "-" else text, published=_day(published))
        self.stdout.write(
            json.dumps(
                {
                    "kind": deadline.kind.value,
                    "date": deadline.date.isoformat() if deadline.date else None,
                    "precision": deadline.precision.value if deadline.precision else None,
                    "phrase": deadline.phrase,
                }
            )
        )


def _day(words: str) -> date:
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
            return date.fromisoformat(words)
    except ValueError:
        pass
    raise CommandError("--published: write the day of publication as YYYY-MM-DD, for example 2017-11-09.")


def _standard_input() -> str:
    """What comes in, whatever its bytes: a text with a broken character still has its deadline."""
    return sys.stdin.buffer.read().decode("utf-8", errors="replace")
