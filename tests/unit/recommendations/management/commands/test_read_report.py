"""manage.py read_report. Without the `db` fixture: a query of any kind would fail these tests."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.management import CommandError, call_command

TEXT = """\
Leadership

Recommendation 1

Within six months, Northshire Police should:

• plan; and
• train by 1 March 2025.

It was busy.
"""


def printed(*args: str) -> dict[str, Any]:
    out = io.StringIO()

    call_command("read_report", *args, stdout=out)

    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def test_prints_the_proposal_as_json(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(TEXT, encoding="utf-8")
    by_then = {"kind": "RELATIVE", "date": "2025-07-15", "precision": "day", "phrase": "Within six months"}

    answer = printed(str(file), "--published", "2025-01-15", "--force", "Northshire Police")

    assert answer == {
        "causes": [],
        "items": [
            {
                "kind": "recommendation",
                "number": "1",
                "theme": "Leadership",
                "title": "Plan",
                "text": "Within six months, Northshire Police should:",
                "parts": [
                    {"letter": "a", "text": "plan; and", "deadline": by_then, "addressees": [], "ours": True},
                    {
                        "letter": "b",
                        "text": "train by 1 March 2025.",
                        "deadline": {
                            "kind": "FIXED", "date": "2025-03-01", "precision": "day", "phrase": "by 1 March 2025",
                        },
                        "addressees": [],
                        "ours": True,
                    },
                ],
                "deadline": by_then,
                "addressees": ["our force"],
                "condition": "",
                "ours": True,
                "cause": None,
                "lines": [5, 8],
                "doubts": [],
                "repeats": False,
            }
        ],
        "left": [[10, 10]],
        "source": TEXT.strip().split("\n"),
    }  # fmt: skip


def test_reads_word_files_and_standard_input_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = docx.Document()
    document.add_paragraph("Immediately, forces should plan.")
    document.save(str(tmp_path / "report.docx"))
    sent = b"Immediately, forces should plan.\x00" + b"\xff"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(sent), encoding="ascii"))

    from_word = printed(str(tmp_path / "report.docx"), "--published", "2025-01-15")
    from_input = printed("-", "--published", "2025-01-15")

    assert [item["deadline"]["date"] for item in from_word["items"] + from_input["items"]] == ["2025-01-15"] * 2


def test_what_cannot_be_read_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(b"MZ\x00")
    (tmp_path / "long.txt").write_text("a" * 300_001)

    for args, sentence in [
        ((str(tmp_path / "none.txt"), "--published", "2025-01-15"), "cannot be read"),
        ((str(tmp_path / "report.txt"), "--published", "2025-01-15"), r"The file must be Word \(\.docx\), PDF"),
        ((str(tmp_path / "long.txt"), "--published", "2025-01-15"), "The text has 300,001 characters"),
        ((str(tmp_path / "long.txt"), "--published", "15 January"), "--published: write the day"),
    ]:
        with pytest.raises(CommandError, match=sentence):
            printed(*args)
