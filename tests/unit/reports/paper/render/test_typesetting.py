"""Typst, in this process and in one of its own."""

import subprocess
import sys
from typing import Any

import pytest

from reports.paper.render import typesetting
from reports.paper.render.characters import font_folder
from reports.paper.render.typesetting import LARGE, LONGEST, TypesettingFailed, drawn, typeset

TITLED = '#set document(title: "T")\n#set text(font: "Arimo")\nx'


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
