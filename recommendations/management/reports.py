"""What commands that read a report's words have in common: its day, and words on standard input."""

import re
import sys
from argparse import ArgumentParser
from datetime import date

from django.core.management.base import CommandError


def add_published(parser: ArgumentParser) -> None:
    """Ask for the day of publication; `published_day` reads what is given."""
    parser.add_argument(
        "--published",
        required=True,
        metavar="YYYY-MM-DD",
        help="the day the report was first published, from which months are counted",
    )


def published_day(words: str) -> date:
    """The day of publication. CommandError for what is none."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", words):
            return date.fromisoformat(words)
    except ValueError:
        pass
    raise CommandError("--published: write the day of publication as YYYY-MM-DD, for example 2017-11-09.")


def standard_input() -> str:
    """What comes in, whatever its bytes: a text with a broken character still says what it asks for."""
    return sys.stdin.buffer.read().decode("utf-8", errors="replace")
