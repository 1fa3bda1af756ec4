"""manage.py paper."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from reports.enums import SectionKind
from tests.factories.inspections import make_reference
from tests.factories.people import Cast
from tests.factories.reports import add_section, make_meeting, make_paper
from tests.factories.small_register import CUT_OFF, UNCLEARED, make_small_register

pytestmark = pytest.mark.django_db


def run(*arguments: str, **options: Any) -> tuple[str, str]:
    """What the command writes to its output and to its errors."""
    out, err = io.StringIO(), io.StringIO()
    call_command("paper", *arguments, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


@pytest.mark.parametrize(("format", "begins"), [("html", b"<!doctype html>"), ("docx", b"PK"), ("pdf", b"%PDF-")])
def test_a_paper_is_written_in_each_format(cast: Cast, tmp_path: Path, format: str, begins: bytes) -> None:
    make_small_register(cast)
    file = tmp_path / f"paper.{format}"

    out, err = run("2022-03-31", "--format", format, "--output", str(file))

    content = file.read_bytes()
    assert content.startswith(begins)
    assert (out, err) == (f"{file}: {len(content):,} bytes\n", "")


def test_the_audience_is_the_public_unless_asked_otherwise(cast: Cast, tmp_path: Path) -> None:
    make_small_register(cast)
    public, internal = tmp_path / "public.html", tmp_path / "internal.html"

    run("2022-03-31", "--output", str(public))
    run("2022-03-31", "--audience", "internal", "--output", str(internal))

    assert UNCLEARED not in public.read_text()
    assert UNCLEARED in internal.read_text()


def test_the_register_may_be_read_as_at_another_moment(cast: Cast, tmp_path: Path) -> None:
    make_small_register(cast)
    file = tmp_path / "paper.html"

    run("2022-03-31", "--as-at", "2022-03-20T09:00", "--output", str(file))

    assert "Draft: the register as recorded by 20 March 2022 at 9am" in file.read_text()


def test_time_and_memory_are_told_when_asked(cast: Cast, tmp_path: Path) -> None:
    make_small_register(cast)

    _, err = run("2022-03-31", "--output", str(tmp_path / "paper.html"), verbosity=2)

    stages = [line.split(":")[0] for line in err.splitlines()]
    assert stages == ["gather", "measure", "compose", "render", "altogether", "peak memory"]
    assert all(line.endswith((" ms", " MB")) for line in err.splitlines())


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("2022-04-01",),
            "There is no meeting on 1 April 2022. The register has meetings on 22 December 2021, 31 March 2022.",
        ),
        (("2021-12-22",), "The meeting of 22 December 2021 has no paper. Start one on its page."),
        (("2022-03-31", "--format", "odt"), "There is no format “odt”. Choose html or docx or pdf."),
        (("2022-03-31", "--audience", "press"), "There is no audience “press”. Choose public or internal."),
        (
            ("2022-03-31", "--as-at", "2999-01-01"),
            "The register cannot be read as at a moment in the future.",
        ),
        (
            ("2022-03-31", "--as-at", "2010-01-01"),
            "The paper cannot be made yet:\n- The register has no record from before 1 January 2010 at 11.59pm.",
        ),
        (
            ("2022-03-31", "--output", "/nowhere/paper.html"),
            "/nowhere/paper.html cannot be written: No such file or directory.",
        ),
    ],
)
def test_what_cannot_be_is_said(cast: Cast, arguments: tuple[str, ...], sentence: str) -> None:
    make_small_register(cast)

    with pytest.raises(CommandError) as refusal:
        run(*arguments)

    assert str(refusal.value) == sentence


@pytest.mark.parametrize("words", ["31 March 2022", "2022-02-30", "0000-01-01", "\x00", "🦉"])
@pytest.mark.parametrize("argument", ["meeting", "--as-at"])
def test_dates_that_cannot_be_read_are_refused(words: str, argument: str) -> None:
    arguments = [words] if argument == "meeting" else ["2022-03-31", f"--as-at={words}"]

    with pytest.raises(CommandError, match="is not a date like 2022-03-31"):
        run(*arguments)


def test_a_register_without_meetings_says_so() -> None:
    with pytest.raises(CommandError) as refusal:
        run("2022-03-31")

    assert str(refusal.value) == "There is no meeting on 31 March 2022. The register has no meetings yet."


def test_a_section_that_lacks_what_it_needs_is_named(cast: Cast) -> None:
    make_reference()
    make_meeting(date(2021, 12, 22), at=CUT_OFF)
    paper = make_paper(cast, at=CUT_OFF)
    add_section(paper, SectionKind.PEEL_GRID, "Grades", at=CUT_OFF)

    with pytest.raises(CommandError) as refusal:
        run("2022-03-31")

    assert str(refusal.value) == (
        "The paper cannot be made yet:\n- Grades: No PEEL report had been published and recorded by the cut-off."
    )
