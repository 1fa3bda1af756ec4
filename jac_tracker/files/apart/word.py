"""From the bytes of a Word file to its words."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from typing import IO, Any
from xml.parsers import expat

MOST_LETTERS = 2_000_000

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
# The same markup as "strict" documents have it.
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_COPIES = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"  # of what stands before it
_PIECE = 256 * 1024
_DEEPEST = 200


class Refused(Exception):
    """A file that is not read: its text is one of "broken" and "large"."""


class Lists:
    """The lists of a Word file: what stands before an entry, as Word would print it."""

    def __init__(self) -> None:
        self.levels: dict[str, dict[int, dict[str, str]]] = {}  # of an abstract list: format, text and start
        self.abstract_of: dict[str, str] = {}
        self.starts: dict[tuple[str, int], int] = {}  # where a list begins again, by its own number
        self.styles: dict[str, tuple[str | None, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def marker(self, number: str, level: int) -> str:
        """What stands before the next entry of a list at a level; "" for a list that has no marks."""
        abstract = self.abstract_of.get(number, "")
        levels = self.levels.get(abstract, {})
        of_level = levels.get(level, {})
        counts = self._counts.setdefault(abstract, {})
        if (number, level) in self.starts and (number, level) not in self._begun:
            self._begun.add((number, level))
            counts.pop(level, None)
        counts[level] = counts.get(level, _whole(of_level.get("start", "1"), 1) - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        how, text = of_level.get("numFmt", "bullet"), of_level.get("lvlText", "")
        if how == "bullet":
            return "\u2022" if text or not of_level else ""
        if how == "none":
            return ""
        for place in range(9):
            if f"%{place + 1}" in text:
                upper = levels.get(place, {}).get("numFmt", "decimal")
                text = text.replace(f"%{place + 1}", _counted(counts.get(place, 1), upper))
        return text.strip()[:20]


def _whole(words: str, otherwise: int) -> int:
    return int(words) if words.isascii() and words.isdigit() and len(words) < 6 else otherwise


def _counted(number: int, how: str) -> str:
    """A number as a list prints it."""
    if how in ("lowerLetter", "upperLetter") and 1 <= number <= 260:
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if how == "lowerLetter" else letters.upper()
    if how in ("lowerRoman", "upperRoman") and 1 <= number <= 3000:
        roman = _roman(number)
        return roman if how == "lowerRoman" else roman.upper()
    return str(number)


def _roman(number: int) -> str:
    signs = (
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
    )
    written = ""
    for value, sign in (*signs, (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        written, number = written + sign * (number // value), number % value
    return written


class Elements:
    """Calls a method for each element of some XML that has one named after it: `start_p`, `end_p`, `words`."""

    def __init__(self) -> None:
        self.path: list[str] = []

    def read(self, file: IO[bytes]) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self.words
        parser.buffer_text = True
        while piece := file.read(_PIECE):
            parser.Parse(piece, False)
        parser.Parse(b"", True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.path.append(_bare(name))
        if len(self.path) > _DEEPEST:
            raise Refused("broken")
        handler: Callable[[dict[str, str]], None] | None = getattr(self, f"start_{self.path[-1]}", None)
        if handler is not None:
            handler({_bare(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        handler: Callable[[], None] | None = getattr(self, f"end_{_bare(name)}", None)
        self.path.pop()
        if handler is not None:
            handler()

    def words(self, words: str) -> None:
        """What stands between the tags."""


def _bare(name: str) -> str:
    """The name of an element or attribute of Word's; of others' the last part with a line before it."""
    if name == _COPIES:
        return "copy"
    for space in (_WORD, _STRICT):
        if name.startswith(space):
            return name[len(space) :]
    return "_" + name.rpartition(" ")[2] if " " in name else name


def _refuse(*_declared: object) -> None:
    raise Refused("broken")


class _Numbering(Elements):
    """What numbering.xml says of the lists."""

    def __init__(self, lists: Lists) -> None:
        super().__init__()
        self._lists = lists
        self._abstract = self._number = ""
        self._level = 0

    def start_abstractNum(self, values: dict[str, str]) -> None:
        self._abstract = values.get("abstractNumId", "")

    def start_num(self, values: dict[str, str]) -> None:
        self._number = values.get("numId", "")

    def start_abstractNumId(self, values: dict[str, str]) -> None:
        self._lists.abstract_of[self._number] = values.get("val", "")

    def start_lvl(self, values: dict[str, str]) -> None:
        self._level = _whole(values.get("ilvl", "0"), 0)

    start_lvlOverride = start_lvl

    def start_startOverride(self, values: dict[str, str]) -> None:
        self._lists.starts[self._number, self._level] = _whole(values.get("val", "1"), 1)

    def start_numFmt(self, values: dict[str, str]) -> None:
        self._say("numFmt", values)

    def start_lvlText(self, values: dict[str, str]) -> None:
        self._say("lvlText", values)

    def start_start(self, values: dict[str, str]) -> None:
        self._say("start", values)

    def _say(self, what: str, values: dict[str, str]) -> None:
        if "num" not in self.path:
            self._lists.levels.setdefault(self._abstract, {}).setdefault(self._level, {})[what] = values.get("val", "")


class _Styles(Elements):
    """Which styles of paragraphs are entries of a list."""

    def __init__(self, lists: Lists) -> None:
        super().__init__()
        self._lists = lists
        self._style = ""

    def start_style(self, values: dict[str, str]) -> None:
        self._style = values.get("styleId", "")

    def start_numId(self, values: dict[str, str]) -> None:
        level = self._lists.styles.get(self._style, (None, 0))[1]
        self._lists.styles[self._style] = (values.get("val"), level)

    def start_ilvl(self, values: dict[str, str]) -> None:
        number = self._lists.styles.get(self._style, (None, 0))[0]
        self._lists.styles[self._style] = (number, _whole(values.get("val", "0"), 0))


class _Body(Elements):
    """The paragraphs of document.xml, with the marks of its lists; what is deleted, hidden or doubled is left out."""

    def __init__(self, lists: Lists) -> None:
        super().__init__()
        self._lists = lists
        self._open: list[dict[str, Any]] = []  # a paragraph may hold a box with paragraphs
        self._is_hidden = False
        self._letters = 0
        self.written: list[str] = []
        self._was_listed = False

    def start_p(self, _values: dict[str, str]) -> None:
        self._open.append({"words": [], "style": "", "number": None, "level": None})

    def start_pStyle(self, values: dict[str, str]) -> None:
        self._note("style", values.get("val", ""))

    def start_numId(self, values: dict[str, str]) -> None:
        self._note("number", values.get("val", ""))

    def start_ilvl(self, values: dict[str, str]) -> None:
        self._note("level", _whole(values.get("val", "0"), 0))

    def _note(self, what: str, value: Any) -> None:
        if self._open and "pPrChange" not in self.path:
            self._open[-1][what] = value

    def start_r(self, _values: dict[str, str]) -> None:
        self._is_hidden = False

    def start_vanish(self, values: dict[str, str]) -> None:
        if "r" in self.path[-3:]:
            self._is_hidden = values.get("val", "true") not in ("0", "false", "off")

    def start_tab(self, _values: dict[str, str]) -> None:
        if "r" in self.path[-2:]:
            self._add(" ")

    def start_br(self, _values: dict[str, str]) -> None:
        self._add("\n")

    def start_noBreakHyphen(self, _values: dict[str, str]) -> None:
        self._add("-")

    def words(self, words: str) -> None:
        if self.path and self.path[-1] == "t":
            self._add(words)

    def _add(self, words: str) -> None:
        if not self._open or self._is_hidden or "copy" in self.path or "del" in self.path:
            return
        self._letters += len(words)
        if self._letters > MOST_LETTERS:
            raise Refused("large")
        self._open[-1]["words"].append(words)

    def end_p(self) -> None:
        if not self._open:
            return
        paragraph = self._open.pop()
        text = "".join(paragraph["words"]).strip()
        number, level = self._lists.styles.get(paragraph["style"], (None, 0))
        number = number if paragraph["number"] is None else paragraph["number"]
        level = level if paragraph["level"] is None else paragraph["level"]
        if not text or "copy" in self.path:
            return
        marker = self._lists.marker(number, level) if number not in (None, "", "0") else ""
        if self.written and not (marker and self._was_listed):
            self.written.append("")
        self._was_listed = bool(marker)
        self.written.append(f"{marker} {text}" if marker else text)


def pages_of(file: IO[bytes]) -> list[str]:
    """The text of a Word file as one page: a blank line between paragraphs, one line for each entry of a list."""
    lists = Lists()
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
        for name, reader in (("word/numbering.xml", _Numbering(lists)), ("word/styles.xml", _Styles(lists))):
            if name in names:
                with archive.open(name) as part:
                    reader.read(part)
        body = _Body(lists)
        main = next(name for name in sorted(names) if re.fullmatch(r"word/document[0-9]*\.xml", name))
        with archive.open(main) as part:
            body.read(part)
    return ["\n".join(body.written)]
