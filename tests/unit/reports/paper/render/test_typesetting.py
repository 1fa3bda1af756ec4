"""Typst, in this process and in one of its own."""

import subprocess
from typing import Any

import pytest

from reports.paper.render import typesetting
from reports.paper.render.characters import font_folder
from reports.paper.render.typesetting import LARGE, TypesettingFailed, typeset

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
