"""The evidence pack as a file: one zip with an index, in HTML and in CSV, and the exhibits.

The same content gives the same bytes: nothing in it says when or by whom it was asked for.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from django.template.loader import render_to_string

from jac_tracker.files import read_kept
from jac_tracker.text import csv_cell
from recommendations.enums import Marking
from recommendations.presenters.pack import Fact, Pack, PackedExhibit

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a zip can hold
_READABLE_FILE = 0o100644 << 16
_UNIX = 3

Table = list[list[str | int | None]]


def packed(pack: Pack) -> Iterator[bytes]:
    """The zip, piece by piece, as it is made.

    Raises FileNotAsKept where a file has changed since the pack was made up: the zip then stays unfinished, and nobody
    can open it.
    """
    out = _Outbox()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in _contents(pack):
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _READABLE_FILE, _UNIX
            with archive.open(entry, "w") as file:
                for piece in content:
                    file.write(piece)
                    yield out.taken()
    yield out.taken()


def _contents(pack: Pack) -> Iterator[tuple[str, Iterator[bytes]]]:
    yield "index.html", iter([render_to_string("recommendations/pack/index.html", {"pack": pack}).encode()])
    yield "index.csv", iter([index_csv(pack).encode("utf-8-sig")])
    for exhibit in pack.exhibits:
        if exhibit.key and not exhibit.fault:
            yield exhibit.place, read_kept(exhibit.key, exhibit.sha256)


def index_csv(pack: Pack) -> str:
    """The index as tables one below another, an empty line between them."""
    out = io.StringIO()
    writer = csv.writer(out)
    for table in _tables(pack):
        for row in table:
            writer.writerow([csv_cell(cell) if isinstance(cell, str) else cell for cell in row])
        writer.writerow([])
    return out.getvalue()


def _tables(pack: Pack) -> Iterator[Table]:
    facts = [("Item", pack.reference), ("Title", pack.title), ("Report", pack.report), ("Marking", pack.marking)]
    facts += [("What it says", pack.text), *pack.claim, *pack.answers]
    yield _two_columns("Claim", facts)
    yield _two_columns("Dates", pack.dates)
    head: list[str | int | None] = ["Exhibit", "Title", "Kind", "What it proves", "Date of the document", "Added"]
    head += ["Marking", "File or reference", "SHA-256", "Size in bytes", "Remark"]
    yield [head, *(_row(exhibit) for exhibit in pack.exhibits), *(_row_held_back(number) for number in pack.held_back)]
    signers: Table = [
        [one.round, one.desk, one.verdict, one.post, one.person, one.when, one.reason, one.fingerprint]
        for one in pack.signers
    ]
    yield [["Round", "Desk", "Verdict", "Post", "Person", "When", "Reason", "Fingerprint of what was signed"], *signers]


def _two_columns(heading: str, facts: Iterable[Fact]) -> Table:
    rows: Table = [[label, words] for label, words in facts]
    return [[heading, ""], *rows]


def _row(one: PackedExhibit) -> list[str | int | None]:
    about: list[str | int | None] = [one.number, one.title, one.kind, one.part, one.dated_on, one.added, one.marking]
    return [*about, one.place, one.sha256, one.size, one.fault]


def _row_held_back(number: int) -> list[str | int | None]:
    return [number, *[""] * 5, Marking.OFFICIAL_SENSITIVE.label, "", "", None, "Held back"]


class _Outbox(io.RawIOBase):
    """What the zip has written and nobody has taken yet. It cannot be gone back in, so nothing of it is kept."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._waiting.append(bytes(piece))
        return len(piece)

    def taken(self) -> bytes:
        pieces, self._waiting = self._waiting, []
        return b"".join(pieces)
