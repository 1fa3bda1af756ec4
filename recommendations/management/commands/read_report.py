"""Read the recommendations part of a report, to see what the register would propose."""

import io
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from jac_tracker.files import NotTaken, look_at_words, text_of
from recommendations.management.reports import add_published, published_day, standard_input
from recommendations.rules.as_read import DeadlineAsRead, PartAsRead
from recommendations.rules.report import ItemRead, Proposal, TooMuch, read_report


class Command(BaseCommand):
    """Prints the proposal as JSON: causes of concern, items with their parts, and the lines that were left.

    Lines count from 1 in `source`, the text as cleaned. Reads no database.
    """

    help = "Read the recommendations part of a report and print what it asks for as JSON. Nothing is saved."
    # Nothing here depends on the settings or the database being right.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help='a .docx, a PDF or a plain text, or "-" for a text on standard input')
        add_published(parser)
        parser.add_argument(
            "--force", action="append", default=[], metavar="NAME", help="a name of our force; can be given again"
        )
        parser.add_argument("--jtai", action="store_true", help="the report is of a joint targeted area inspection")

    def handle(self, *args: Any, file: str, published: str, force: list[str], jtai: bool, **options: Any) -> None:
        text = standard_input() if file == "-" else _text_of(Path(file))
        try:
            proposal = read_report(text, published=published_day(published), our_names=force, is_jtai=jtai)
        except TooMuch as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(json.dumps(_as_json(proposal), ensure_ascii=False, indent=2))


def _text_of(path: Path) -> str:
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as trouble:
        raise CommandError(f"{path} cannot be read: {trouble}.") from trouble
    try:
        return text_of(look_at_words(io.BytesIO(content), path.name, largest=settings.LARGEST_FILE))
    except NotTaken as refusal:
        raise CommandError(f"{path}: {refusal}") from refusal


def _as_json(proposal: Proposal) -> dict[str, Any]:
    return {
        "causes": [
            {"title": cause.title, "text": cause.text, "lines": [cause.lines.first, cause.lines.last]}
            for cause in proposal.causes
        ],
        "items": [_item(item) for item in proposal.items],
        "left": [[lines.first, lines.last] for lines in proposal.left],
        "source": proposal.source.split("\n"),
    }


def _item(item: ItemRead) -> dict[str, Any]:
    return {
        "kind": item.kind.value,
        "number": item.number,
        "theme": item.theme,
        "title": item.title,
        "text": item.text,
        "parts": [_part(part) for part in item.parts],
        "deadline": _deadline(item.deadline),
        "addressees": list(item.addressees),
        "condition": item.condition,
        "ours": item.is_ours,
        "cause": item.cause,
        "lines": [item.lines.first, item.lines.last],
        "doubts": list(item.doubts),
        "repeats": item.is_repeat,
    }


def _part(part: PartAsRead) -> dict[str, Any]:
    return {
        "letter": part.letter,
        "text": part.text,
        "deadline": _deadline(part.deadline),
        "addressees": list(part.addressees),
        "ours": part.values()["is_ours"],
    }


def _deadline(deadline: DeadlineAsRead) -> dict[str, Any]:
    return {
        "kind": deadline.kind.value,
        "date": deadline.on.isoformat() if deadline.on else None,
        "precision": deadline.precision.value if deadline.precision else None,
        "phrase": deadline.words,
    }
