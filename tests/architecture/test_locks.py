"""The locks pin by version and hash alone: an address in one would tie every machine to one registry."""

import json
import re
from pathlib import Path

import pytest

import dev

REQUIREMENTS = [dev.RUNTIME_LOCK, dev.DEV_LOCK, dev.NODE_LOCK]
HASHED = re.compile(r"[a-z0-9.-]+==[^ ]+( ; .+)?( --hash=sha256:[0-9a-f]{64})+")


def pinned(lock: Path) -> list[str]:
    """Each requirement of `lock` on one line, its hashes included."""
    return lock.read_text().replace(" \\\n   ", "").splitlines()


@pytest.mark.parametrize("file", [*REQUIREMENTS, *dev.NPM_FILES], ids=lambda file: file.name)
def test_no_lock_holds_an_address(file: Path):
    assert re.findall(r".*(?://|registry=|index-url|find-links|git\+).*", file.read_text()) == []


@pytest.mark.parametrize("lock", REQUIREMENTS, ids=lambda lock: lock.name)
def test_every_requirement_is_pinned_to_one_version_with_its_hashes(lock: Path):
    assert [line for line in pinned(lock) if not HASHED.fullmatch(line)] == []


def test_every_npm_package_is_pinned_by_its_hash():
    packages = json.loads(dev.NPM_LOCK.read_text())["packages"]

    assert [name for name, package in packages.items() if name and not package.get("integrity")] == []


def test_the_development_lock_holds_everything_of_the_runtime_lock():
    assert sorted(set(pinned(dev.RUNTIME_LOCK)) - set(pinned(dev.DEV_LOCK))) == []


def test_no_lock_is_kept_that_records_registries():
    assert [name for name in ("uv.lock", "poetry.lock", "pdm.lock", "yarn.lock") if (dev.ROOT / name).exists()] == []
