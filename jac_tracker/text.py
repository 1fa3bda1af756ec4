"""Text as it may enter the register."""

import re
import unicodedata

# Control characters other than tab and newline, the byte order mark and its kin, lone surrogates, and the code points
# that no file format carries. NUL is an error in PostgreSQL, the others stop Word, Excel or PDF files from opening.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2060\ufeff\ufff9-\uffff\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
# Of these, what XML and JSON cannot hold; the others are somebody's own, and only kept out of the register.
_UNWANTED_IN_A_FILE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_SPACES_AT_LINE_END = re.compile(r"[ \t]+(?=\n|$)")
_MANY_BLANK_LINES = re.compile(r"\n{3,}")


def clean_text(value: str) -> str:
    """`value` as the register keeps it: NFC, newlines as LF, no characters that a database or a file format refuses.

    Never raises, whatever the text. Blank space at either end goes, and no run of blank lines is longer than one.
    """
    if value.isascii() and value.isprintable():  # nearly all of it: what is below would take nothing away but the ends
        return value.strip()
    value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    value = unicodedata.normalize("NFC", _UNWANTED.sub("", value))
    value = _SPACES_AT_LINE_END.sub("", value)
    return _MANY_BLANK_LINES.sub("\n\n", value).strip()


def clean_line(value: str) -> str:
    """`value` on one line: as `clean_text`, every run of white space made one space."""
    return " ".join(clean_text(value).split())


# The wide ones are taken for the plain ones by spreadsheets in some languages.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def could_be_formula(value: str) -> bool:
    """Whether some spreadsheet would take a text for a formula by how it begins."""
    return value.startswith(_FORMULA_SIGNS)


def csv_cell(value: str) -> str:
    """A text as a CSV file holds it, so that no spreadsheet takes it for a formula: an apostrophe before one that could
    be. The apostrophe says "text" to a spreadsheet, which does not show it.

    A text that has such apostrophes of its own gets one more, so that `from_csv_cell` gives every text back as it was.
    """
    return f"'{value}" if could_be_formula(value.lstrip("'")) else value


def from_csv_cell(cell: str) -> str:
    """The text that `csv_cell` made this cell of."""
    return cell[1:] if cell.startswith("'") and could_be_formula(cell.lstrip("'")) else cell


def storable(value: str) -> str:
    """`value` without the characters that no file format carries; its blank space, tabs and line breaks stay."""
    return _UNWANTED_IN_A_FILE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))


def file_size(size: int) -> str:
    """The size of a file, given in bytes, in whole kilobytes: "1,204 KB", and never less than "1 KB"."""
    return f"{max(1, round(size / 1024)):,} KB"


def lower_first(label: str) -> str:
    """A label inside a sentence: "Closed by HMICFRS" becomes "closed by HMICFRS", and "PEEL" stays as it is."""
    first = label.split(" ", 1)[0]
    return label if first[1:] != first[1:].lower() else label[:1].lower() + label[1:]
