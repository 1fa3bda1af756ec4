"""Texts in letters of every kind, parted by whatever, and quoted wrongly."""

from collections.abc import Iterator

from tests.factories.hostile_sheets.hostile import HostileSheet, made

_DELIMITED = {"commas": ",", "semicolons": ";", "tabs": "\t", "bars": "|"}


def hostile() -> Iterator[HostileSheet]:
    plain = "Reference,Title\r\nA-1,Café crime\r\n"
    for letters in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"):
        yield HostileSheet(f"text in {letters}", made(plain.encode(letters)), "")
    for name, delimiter in _DELIMITED.items():
        yield HostileSheet(f"text with {name}", made(plain.replace(",", delimiter).encode()), "")
    yield HostileSheet("text that says what parts it", made(b"sep=;\r\nReference;Title\r\nA-1;Crime, and more\r\n"), "")
    for number in [*range(0x01, 0x09), *range(0x0E, 0x1B), 0x1C, 0x1D, 0x1E, 0x1F, 0x00]:
        yield HostileSheet(
            f"text with the control {number}",
            made(b"Reference,Title\nA-1,Cri%cme\n" % number),
            "Row 2 of the file holds something that is not text",
        )
    yield HostileSheet("text in letters of no kind", made(b"Reference\nA-1\nx\x81\x8d\n"), "Row 3 of the file holds")
    yield HostileSheet("text of four bytes a letter", made(plain.encode("utf-32")), "Row ")
    yield HostileSheet("half a letter of UTF-16", made(plain.encode("utf-16")[:-1]), "Row ")
    yield HostileSheet("half a pair of UTF-16", made(b"\xff\xfeA\x00\x00\xd8B\x00"), "Row 1 of the file holds")
    yield HostileSheet(
        "a quotation that never ends", made(b'Reference,Title\nA-1,"Crime\nA-2,Care\n'), "Row 2 of the file has quot"
    )
    yield HostileSheet(
        "a quotation with more behind", made(b'Reference,Title\nA-1,"Crime"s\n'), "Row 2 of the file has quotation"
    )
    yield HostileSheet(
        "a long cell of text", made(b"Reference,Title\nA-1," + b"x" * 40_000), "The file, cell B2, has more than"
    )
    yield HostileSheet(
        "a very long cell of text", made(b"Reference,Title\nA-1," + b"x" * 90_000), "Row 2 of the file has a cell"
    )
    yield HostileSheet("only line ends", made(b"\r\n" * 5000), "The file is empty.")
    yield HostileSheet("only commas", made(b",,,,\n" * 50), "The file holds nothing")
    yield HostileSheet("only a mark", made(b"\xef\xbb\xbf"), "The file is empty.")
    yield HostileSheet("ends of old Macs", made(b"Reference,Title\rA-1,Crime\r"), "")
    yield HostileSheet("ends of every kind", made(b"Reference,Title\rA-1,Crime\nA-2,Care\r\n\n\rA-3,x"), "")
    yield HostileSheet("rows of every width", made(b"a,b,c\n1\n1,2,3,4,5,6\n\n,,,,9\n"), "")
    yield HostileSheet(
        "marks that run backwards", made("Reference,Title\nA-1,\u202eemirC\u202c\u200f\u2067x\u2069\n".encode()), ""
    )
    yield HostileSheet("letters of every size", made("Reference,Title\nA-1,é𝕏🦊\u200d👮🏽ﬀ\n".encode()), "")
    for number, start in enumerate("=+-@\t"):
        yield HostileSheet(
            f"a formula in text {number}", made(f"Reference,Title\nA-1,\"{start}cmd|' /C calc'!A0\"\n".encode()), ""
        )
