"""Make a meeting's paper as a file."""

import sys
from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from jac_tracker.dates import LONDON, end_of_day, worded_day
from reports.models import Meeting, Paper
from reports.paper.blocks import Audience
from reports.paper.build import Stopwatch, build
from reports.paper.faults import PaperNotReady
from reports.paper.files import FileNotMade, make
from reports.paper.render import FORMATS, Format
from reports.paper.structure import StructureError

try:
    import resource
except ImportError:  # Windows keeps no such record
    resource = None  # type: ignore[assignment]


class Command(BaseCommand):
    help = "Make the paper for a meeting as a web page, a Word document or a PDF."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("meeting", type=_read_by(read_day), help="the meeting's date, like 2022-03-31")
        parser.add_argument("--format", default="html", help="html, docx or pdf (default: html)")
        parser.add_argument("--output", type=Path, help="the file to write (default: standard output)")
        parser.add_argument("--audience", default="public", help="public or internal (default: public)")
        parser.add_argument(
            "--as-at",
            type=_read_by(read_moment),
            help="read the register as at this date or moment, like 2022-03-24 or 2022-03-24T17:00 "
            "(default: the paper's cut-off, else now)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = FORMATS.get(options["format"])
        if chosen is None:
            raise CommandError(f"There is no format “{options['format']}”. Choose {' or '.join(FORMATS)}.")
        if options["audience"] not in list(Audience):
            raise CommandError(f"There is no audience “{options['audience']}”. Choose {' or '.join(Audience)}.")
        paper = _paper_of(options["meeting"])
        as_at = options["as_at"] or paper.cut_off_at or timezone.now()
        if as_at > timezone.now():
            raise CommandError("The register cannot be read as at a moment in the future.")
        watch = Stopwatch()
        audience = Audience(options["audience"])
        content = _file(paper, as_at, audience, chosen, watch)
        self._write(content, options["output"], options["verbosity"])
        if options["verbosity"] > 1:
            self._tell(watch)

    def _tell(self, watch: Stopwatch) -> None:
        for stage, milliseconds in watch.stages.items():
            self.stderr.write(f"{stage}: {milliseconds:.0f} ms")
        self.stderr.write(f"altogether: {sum(watch.stages.values()):.0f} ms")
        if resource is not None:
            # The whole process, libraries included, because the PDF is made outside Python's own memory.
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
            self.stderr.write(f"peak memory: {peak:.0f} MB")

    def _write(self, content: bytes, output: Path | None, verbosity: int) -> None:
        if output is None:
            sys.stdout.buffer.write(content)
            return
        try:
            output.write_bytes(content)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror or error}.") from error
        if verbosity:
            self.stdout.write(f"{output}: {len(content):,} bytes")


def read_day(text: str) -> date:
    """A day like 2022-03-31. Raises ValueError for anything else."""
    return date.fromisoformat(text)


def read_moment(text: str) -> datetime:
    """A moment in London, or the end of a day there. Raises ValueError for anything else."""
    try:
        return end_of_day(read_day(text))
    except ValueError:
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=LONDON)


def _read_by(read: Callable[[str], Any]) -> Callable[[str], Any]:
    def read_or_advise(text: str) -> Any:
        try:
            return read(text)
        except ValueError:
            raise ArgumentTypeError(f"“{text}” is not a date like 2022-03-31") from None

    return read_or_advise


def _paper_of(held_on: date) -> Paper:
    meeting = Meeting.objects.filter(held_on=held_on).select_related("paper").first()
    if meeting is None:
        days = [worded_day(day) for day in Meeting.objects.order_by("held_on").values_list("held_on", flat=True)]
        there = f" The register has meetings on {', '.join(days)}." if days else " The register has no meetings yet."
        raise CommandError(f"There is no meeting on {worded_day(held_on)}.{there}")
    paper = Paper.objects.filter(meeting=meeting).select_related("meeting").first()
    if paper is None:
        raise CommandError(f"The meeting of {worded_day(held_on)} has no paper. Start one on its page.")
    return paper


def _file(paper: Paper, as_at: datetime, audience: Audience, chosen: Format, watch: Stopwatch) -> bytes:
    try:
        document = build(paper, as_at=as_at, audience=audience, watch=watch)
        with watch.stage("render"):
            return make(document, chosen).content
    except PaperNotReady as error:
        lines = "\n".join(f"- {fault}" for fault in error.faults)
        raise CommandError(f"The paper cannot be made yet:\n{lines}") from error
    except FileNotMade as error:
        raise CommandError(str(error)) from error
    except StructureError as error:
        raise CommandError("\n".join(error.problems)) from error
