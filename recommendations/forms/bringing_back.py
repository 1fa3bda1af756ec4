"""A sheet that comes back edited, and what becomes of rows that both sides have changed."""

import zlib
from typing import Any

from django.core import signing
from django.http import QueryDict

from jac_tracker import forms
from recommendations.forms.lists import SheetField
from recommendations.intake.edited import RowEdit

MINE, THEIRS = "mine", "theirs"
LONGEST_CARRIED = 4 * 1024**2  # bytes, of the five that an answer may have
_CARRIED_FOR = 24 * 3600  # seconds


class BringBackForm(forms.Form):
    """The sheet, edited."""

    file = SheetField(
        label="Edited sheet",
        called="the sheet that you edited",
        help_text="The .xlsx file that you saved from the register under “Edit these items in Excel”",
    )


class TooMuch(Exception):
    """More text was edited than a page can carry along."""


class NotCarried(Exception):
    """What came back with an answer is not what a page of ours sent along, or is of yesterday."""


def carried(rows: list[tuple[RowEdit, str]], user_id: int | None) -> str:
    """The rows, and the digest with which each was shown, as a page carries them along, signed. Raises TooMuch."""
    said = [[row.as_json(), shown] for row, shown in rows]
    token = signing.dumps(said, salt=_salt(user_id), compress=True)
    if len(token) > LONGEST_CARRIED:
        raise TooMuch
    return token


def brought_along(data: QueryDict, user_id: int | None) -> list[tuple[RowEdit, str]]:
    """What `carried` made for the same person within a day. Raises NotCarried for anything else."""
    try:
        said: Any = signing.loads(data.get("rows", ""), salt=_salt(user_id), max_age=_CARRIED_FOR)
        return [(RowEdit.of_json(row), shown) for row, shown in said]
    except (signing.BadSignature, UnicodeError, ValueError, zlib.error) as fault:  # or of another version of ours
        raise NotCarried from fault


def _salt(user_id: int | None) -> str:
    return f"recommendations.bringing_back.{user_id}"


def decisions_in(data: QueryDict) -> dict[str, str]:
    """Reference of a row that both sides have changed -> whose is to stand, as far as it was decided."""
    return {
        name.removeprefix("decide_"): value
        for name, value in data.items()
        if name.startswith("decide_") and value in (MINE, THEIRS)
    }
