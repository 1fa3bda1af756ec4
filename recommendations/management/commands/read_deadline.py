"""Read the deadline in a recommendation's text, to see what the register would propose."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from recommendations.management.reports import add_published, published_day, standard_input
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
        add_published(parser)

    def handle(self, *args: Any, text: str, published: str, **options: Any) -> None:
        deadline = read_deadline(standard_input() if text == "-" else text, published=published_day(published))
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
