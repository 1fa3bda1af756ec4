"""The sweeper removes what nothing names, and tells of what is named and not there."""

import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from inspections.models import Publication
from jac_tracker.files import keys_kept, remove_kept
from tests.conftest import NOON
from tests.factories.files import PDF, kept_file
from tests.factories.intakes import make_intake
from tests.factories.people import Cast
from tests.factories.recommendations import make_evidence, make_recommendation

# A file is never removed inside a transaction, which other tests run in.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> Path:
    settings.FILES_ROOT = tmp_path
    return tmp_path


def make_old(store: Path, key: str, hours: float = 1.1) -> None:
    then = time.time() - hours * 3600
    os.utime(store / key[:2] / key, (then, then))


def kept(store: Path) -> set[str]:
    return {key for key, _age in keys_kept()}


@pytest.fixture
def named(cast: Cast, publication: Publication) -> str:
    """The key of a file that evidence names."""
    file = kept_file()
    make_evidence(cast, make_recommendation(cast, publication), reference="", file=file, at=NOON)
    return file.key


def test_a_file_that_nothing_names_goes_after_an_hour_and_no_sooner(
    store: Path, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    orphan, young = kept_file().key, kept_file().key
    for key in (orphan, named):
        make_old(store, key)
    make_old(store, young, hours=0.9)

    call_command("sweep_files")

    assert kept(store) == {named, young}
    assert capsys.readouterr().out == ("Files that nothing names, removed: 1.\nFiles as they were added: 1.\n")


def test_a_dry_run_removes_nothing(store: Path, named: str, capsys: pytest.CaptureFixture[str]) -> None:
    orphan = kept_file().key
    make_old(store, orphan)

    call_command("sweep_files", "--dry-run")

    assert kept(store) == {named, orphan}
    assert capsys.readouterr().out.startswith("Files that nothing names, found: 1.\n")


def test_a_store_of_which_the_register_names_nothing_is_emptied_only_when_that_is_meant(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    of_another_register = {kept_file().key, kept_file().key}
    for key in of_another_register:
        make_old(store, key)

    with pytest.raises(CommandError, match=r"^The register names none of the files in the store, of which 2 would"):
        call_command("sweep_files")
    assert kept(store) == of_another_register

    call_command("sweep_files", "--all")
    assert kept(store) == set()


def test_what_is_not_a_file_of_the_store_is_left_alone(store: Path, named: str) -> None:
    others = [store / "README", store / "ab" / "notes.txt", store / "ab" / ("c" * 40)]
    for path in others:
        path.parent.mkdir(exist_ok=True)
        path.write_text("kept")
        os.utime(path, (0, 0))

    call_command("sweep_files")

    assert [path.exists() for path in others] == [True, True, True]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "The file is not in the store."),
        (PDF[:-1], "The file in the store is not the one that was added: its SHA-256 differs."),
    ],
    ids=["missing", "altered"],
)
def test_a_file_that_is_not_as_it_was_added_is_named_and_ends_in_an_error(
    store: Path, named: str, content: bytes | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = store / named[:2] / named
    path.unlink() if content is None else path.write_bytes(content)

    with pytest.raises(CommandError, match="Files that are not as they were added: 1"):
        call_command("sweep_files")

    assert capsys.readouterr().err == f"MP-2022-001, evidence 1: {said} Key {named}.\n"


def test_a_list_that_was_brought_in_is_named_where_its_file_is_faulty(
    store: Path, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    intake = make_intake(cast)
    (store / intake.file.key[:2] / intake.file.key).unlink()

    with pytest.raises(CommandError, match="Files that are not as they were added: 1"):
        call_command("sweep_files")

    place = f"Take over a register, list {intake.pk}, list.xlsx from the force's tracker"
    assert capsys.readouterr().err == f"{place}: The file is not in the store. Key {intake.file.key}.\n"


def test_no_file_is_removed_inside_a_transaction(store: Path, named: str) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError, match="No file is removed inside"):
        remove_kept(named)

    assert kept(store) == {named}
