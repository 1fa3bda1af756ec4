"""The secret that is kept in a file."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from jac_tracker.env import kept_secret


def test_a_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "secret"

    first, second = kept_secret(path), kept_secret(path)

    assert first == second
    assert len(first) >= 50
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_place_where_it_cannot_be_kept_is_said_with_what_to_set(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="Set SECRET_KEY"):
        kept_secret(tmp_path / "missing" / "secret")
