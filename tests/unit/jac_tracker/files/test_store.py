"""The store keeps what it is given, on the disk, under a name of its own, and says when it no longer has it."""

import hashlib
import io
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from jac_tracker import files
from jac_tracker.files import FileNotAsKept, Kept, StoreFailed, keep, keys_kept, look_at, read_kept, verify
from jac_tracker.files.store import _path_of
from tests.factories.files import PDF


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    return tmp_path / "files"


def kept(content: bytes = PDF, name: str = "a.pdf") -> Kept:
    return keep(look_at(io.BytesIO(content), name, largest=2**25))


def test_a_file_is_kept_under_a_name_of_our_own_that_only_the_owner_may_read(store: Path) -> None:
    one, other = kept(), kept()

    assert one.key != other.key
    assert (one.name, one.size, one.media_type) == ("a.pdf", len(PDF), "application/pdf")
    assert one.sha256 == hashlib.sha256(PDF).hexdigest()
    path = store / one.key[:2] / one.key
    assert path.read_bytes() == PDF
    assert [stat.S_IMODE(place.stat().st_mode) for place in (path, path.parent)] == [0o600, 0o700]
    assert b"".join(read_kept(one.key, one.sha256)) == PDF


def test_a_file_and_its_name_are_down_on_the_disk_before_anybody_hears_of_them(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    down: list[str] = []
    fsync = os.fsync

    def watched(handle: int) -> None:
        down.append(os.readlink(f"/proc/self/fd/{handle}"))
        fsync(handle)

    if not Path("/proc/self/fd").exists():
        pytest.skip("this machine does not say which file a handle is of")
    monkeypatch.setattr(os, "fsync", watched)

    key = kept().key

    assert down == [str(store / key[:2] / key), str(store / key[:2]), str(store)]


def test_a_store_that_cannot_be_written_to_says_so(store: Path) -> None:
    store.parent.mkdir(exist_ok=True)
    store.write_text("in the way")

    with pytest.raises(StoreFailed):
        kept()


def test_a_file_that_cannot_be_written_whole_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(StoreFailed, match="No space left on device"):
        kept()


def test_a_missing_file_and_an_altered_one_are_told_apart(store: Path) -> None:
    file = kept()
    path = store / file.key[:2] / file.key

    path.write_bytes(PDF[:-1])
    with pytest.raises(FileNotAsKept, match="is not the one that was added"):
        verify(file.key, file.sha256)
    path.unlink()
    with pytest.raises(FileNotAsKept, match="is not in the store"):
        verify(file.key, file.sha256)


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "a" * 39, "A" * 40, "a" * 40 + "\n", "a" * 64])
def test_what_is_no_key_of_ours_leads_nowhere(key: str) -> None:
    with pytest.raises(ValueError, match="is not the key of a file"):
        _path_of(key)


def test_a_file_that_goes_while_the_store_is_read_is_passed_over(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone, stays = kept().key, kept().key
    found = Path.glob

    def removed_once_found(folder: Path, pattern: str) -> list[Path]:
        paths = list(found(folder, pattern))
        _path_of(gone).unlink()
        return paths

    monkeypatch.setattr(Path, "glob", removed_once_found)

    assert [key for key, _age in keys_kept()] == [stays]


def test_an_empty_store_has_no_files(store: Path) -> None:
    assert list(keys_kept()) == []


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("C:\\Users\\olive\\minutes.pdf", "minutes.pdf"),
        ("/etc/passwd", "passwd"),
        ("", "file"),
        ("..", "file"),
        ("  Minutes   of\tMay.pdf ", "Minutes of May.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a" * 200 + ".pdf", "a" * 146 + ".pdf"),
        ("a." + "b" * 200, "a." + "b" * 148),
    ],
)
def test_a_name_is_kept_on_one_line_without_its_path(name: str, cleaned: str) -> None:
    assert files.clean_name(name) == cleaned


@pytest.mark.parametrize(
    ("name", "served"),
    [
        ("minutes.pdf", "minutes.pdf"),
        ("MINUTES.PDF", "MINUTES.PDF"),
        ("Prüfung 3.pdf", "Prüfung 3.pdf"),
        ("minutes.exe", "minutes.exe.pdf"),
        ("minutes", "minutes.pdf"),
        (".bashrc", "bashrc.pdf"),
        ("nul", "file-nul.pdf"),
        ("LPT1.pdf", "file-LPT1.pdf"),
        ('a"b;c%d?.pdf', "a-b-c-d-.pdf"),
        ("???", "file.pdf"),
    ],
)
def test_a_name_is_served_so_that_it_is_safe_and_ends_as_its_type_does(name: str, served: str) -> None:
    assert files.name_to_serve(name, files.KINDS["application/pdf"]) == served
