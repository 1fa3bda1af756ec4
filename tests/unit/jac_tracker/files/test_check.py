"""The check before serving looks at where files are kept."""

from pathlib import Path
from typing import Any

import pytest

from jac_tracker.checks import files_have_a_place_of_their_own


def found() -> list[str]:
    return [str(message.id) for message in files_have_a_place_of_their_own(None)]


@pytest.fixture(autouse=True)
def static(settings: Any, tmp_path: Path) -> Path:
    settings.STATIC_ROOT, settings.STATICFILES_DIRS = tmp_path / "static", [tmp_path / "build"]
    return tmp_path


@pytest.mark.parametrize("name", ["files", "static-files", "not/there/yet"])
def test_a_folder_of_their_own_is_right(settings: Any, tmp_path: Path, name: str) -> None:
    settings.FILES_ROOT = tmp_path / name

    assert found() == []


@pytest.mark.parametrize("name", ["static", "static/files", "build/files", "."])
def test_a_folder_among_the_static_files_is_refused(settings: Any, tmp_path: Path, name: str) -> None:
    settings.FILES_ROOT = tmp_path / name

    assert found() == ["jac_tracker.E003"]


@pytest.mark.parametrize("name", ["taken", "taken/files"])
def test_what_is_no_folder_or_cannot_be_made_one_is_refused(settings: Any, tmp_path: Path, name: str) -> None:
    (tmp_path / "taken").write_text("a file")
    settings.FILES_ROOT = tmp_path / name

    assert found() == ["jac_tracker.E002"]


def test_a_folder_that_cannot_be_written_to_is_refused(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FILES_ROOT = tmp_path
    settings.STATIC_ROOT, settings.STATICFILES_DIRS = Path("/nowhere"), []
    monkeypatch.setattr("os.access", lambda path, mode: False)

    assert found() == ["jac_tracker.E002"]
