"""manage.py read_deadline. Without the `db` fixture: a query of any kind would fail these tests."""

import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command


def printed(*args: str) -> dict[str, str | None]:
    out = io.StringIO()

    call_command("read_deadline", *args, stdout=out)

    answer: dict[str, str | None] = json.loads(out.getvalue())
    return answer


@pytest.mark.parametrize(
    ("text", "kind", "on", "precision", "phrase"),
    [
        ("By September 2018, chief constables should ...", "FIXED", "2018-09-30", "month", "By September 2018"),
        ("Within twelve months, forces should ...", "RELATIVE", "2018-11-09", "day", "Within twelve months"),
        ("Immediately, forces should ...", "IMMEDIATE", "2017-11-09", "day", "Immediately"),
        ("By 31 June 2018, forces should ...", "FIXED", None, "day", "By 31 June 2018"),
        ("The force should improve.", "NONE", None, None, ""),
        ("", "NONE", None, None, ""),
        ("- By September 2018, forces should ...", "FIXED", "2018-09-30", "month", "By September 2018"),
    ],
)
def test_prints_the_proposal_as_json(text: str, kind: str, on: str | None, precision: str | None, phrase: str) -> None:
    assert printed(text, "--published", "2017-11-09") == {
        "kind": kind,
        "date": on,
        "precision": precision,
        "phrase": phrase,
    }


def test_a_dash_reads_standard_input_whatever_its_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = "Within six months\u2019 time \U0001f600\x00, forces should act.".encode() + b"\xff\xfe"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(sent), encoding="ascii"))

    answer = printed("-", "--published", "2017-08-31")

    assert answer == {
        "kind": "RELATIVE",
        "date": "2018-02-28",
        "precision": "day",
        "phrase": "Within six months\u2019 time",
    }


@pytest.mark.parametrize(
    "published",
    ["", "yesterday", "9/11/2017", "20171109", "2017-W45-4", "2017-02-30", "0000-01-01", "2017-11-09T10:00"],
)
def test_a_day_not_written_as_asked_is_refused(published: str) -> None:
    with pytest.raises(
        CommandError,
        match=r"^--published: write the day of publication as YYYY-MM-DD, for example 2017-11-09\.$",
    ):
        call_command("read_deadline", "Immediately", f"--published={published}")


def test_the_day_of_publication_must_be_given() -> None:
    with pytest.raises(CommandError, match=r"the following arguments are required: --published"):
        call_command("read_deadline", "Immediately")
