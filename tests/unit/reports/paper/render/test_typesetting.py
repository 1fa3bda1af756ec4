"""Typst, in this process and in one of its own."""

import subprocess
import sys
from typing import Any

import pytest

from reports.paper.blocks import Column, Document, Rag, RagStatus, Table, TableKind, spans
from reports.paper.render import typesetting
from reports.paper.render.characters import font_folder
from reports.paper.render.pdf import source_of
from reports.paper.render.typesetting import LARGE, LONGEST, TypesettingFailed, drawn, typeset

TITLED = '#set document(title: "T")\n#set text(font: "Arimo")\nx'

# Runs a command, and says how many kilobytes it had at the most.
MEASURED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:])
sys.stderr.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(done.returncode)
"""


def padded(source: str) -> str:
    """The same source, so long that it is set in a process of its own."""
    return f"{source}\n{'// as long as that'.ljust(LARGE)}"


def test_a_large_paper_is_set_in_a_process_of_its_own_and_is_the_same_file(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Any] = []
    run = subprocess.run

    def told(*args: Any, **more: Any) -> Any:
        started.append(args)
        return run(*args, **more)

    monkeypatch.setattr(typesetting.subprocess, "run", told)
    here = typeset(TITLED, font_folder())
    assert started == []

    monkeypatch.setattr(typesetting, "LARGE", len(TITLED))

    assert typeset(TITLED, font_folder()) == here
    assert len(started) == 1


def appendix(items: int) -> Document:
    """A table of that many items, with as many words in each as a paper's appendix has."""
    what = "Review how calls are answered and graded, and see to it that those who take them have been trained"
    columns = ("Reference", "From", "What", "Owner", "Deadline", "Rating", "Status")
    rows = tuple(
        (
            spans(f"F-2022-{n:04}"),
            spans("The police response to burglary, robbery and other acquisitive crime"),
            spans(
                f"{what}, part {n}; and that what is found comes to the board with the reasons for any that were late"
            ),
            spans("Head of Contact, Local Policing"),
            spans("30 September 2022"),
            (Rag(list(RagStatus)[n % 5]),),
            spans("In progress"),
        )
        for n in range(items)
    )
    table = Table(
        "Open items", tuple(Column(spans(name)) for name in columns), rows, row_headers=True, kind=TableKind.COMPACT
    )
    return Document("T", "F", "C", "1 May 2030", (table,))


def test_five_hundred_items_take_at_most_a_hundred_megabytes_over_five(monkeypatch: pytest.MonkeyPatch) -> None:
    run, peaks = subprocess.run, []

    def measured(command: list[str], **more: Any) -> Any:
        done = run([sys.executable, "-c", MEASURED, *command], **more)
        peaks.append(int(done.stderr) / 1024)
        return done

    monkeypatch.setattr(typesetting.subprocess, "run", measured)
    monkeypatch.setattr(typesetting, "LARGE", 0)
    for items in (5, 500):
        typeset(source_of(appendix(items)), font_folder())

    idle, peak = peaks
    assert peak - idle <= 100, f"{peak:.0f} MB, and {idle:.0f} MB for a small paper"


@pytest.mark.parametrize("size", [str, padded], ids=["small", "large"])
@pytest.mark.parametrize(
    ("source", "says"),
    [
        ('#set document(title: "T")\n#set text(font: "No such font")\nx', "unknown font family"),
        ('#set text(font: "Arimo")\nx', "title"),
        (f"{TITLED}\n#panic()", "panicked"),
    ],
    ids=["a lost font", "no title", "a fault"],
)
def test_what_the_typesetter_refuses_or_warns_of_is_no_file(size: Any, source: str, says: str) -> None:
    with pytest.raises(TypesettingFailed, match=says):
        typeset(size(source), font_folder())


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ('#set text(font: "No such font")\nx', "unknown font family"),
        ("#panic()", "panicked"),
        ('#set text(font: "Arimo")\nx #pagebreak() x', "The typesetter gave no file, or several."),
    ],
    ids=["a lost font", "a fault", "two pages"],
)
def test_what_the_typesetter_refuses_or_warns_of_is_no_picture_either(source: str, says: str) -> None:
    with pytest.raises(TypesettingFailed, match=says):
        drawn(source, font_folder(), 72)


def test_a_paper_that_takes_too_long_is_a_failure_that_is_expected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "LONGEST", 0.01)

    with pytest.raises(TypesettingFailed, match=r"^The typesetter took longer than 0\.01 seconds\.$"):
        typeset(padded(TITLED), font_folder())

    assert LONGEST <= 25  # the locks of an issue are held as long


def test_a_typesetter_that_cannot_be_started_is_a_failure_that_is_expected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting.sys, "executable", "/nowhere/python")

    with pytest.raises(TypesettingFailed, match=r"^The typesetter could not be started: .*No such file"):
        typeset(padded(TITLED), font_folder())


def test_the_typesetter_is_not_loaded_for_what_sets_nothing() -> None:
    script = "import reports.paper.render.chart, sys; sys.exit('typst' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", script]).returncode == 0
