"""The paragraphs and list entries of a text, whatever broke its lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recommendations.rules.report.labels import is_label_alone
from recommendations.rules.report.proposal import Lines

_BULLETS = "\u2022\u25cf\u25aa\u25ab\u25a0\u25e6\u2023\u2043\u2219\u00b7\uf0b7\uf0a7"
_MARKER = re.compile(
    rf"\s{{0,60}}(?P<marker>[{_BULLETS}]|[*\u2013\u2014-](?=\s)|o(?=\s+[a-z])"
    r"|\(?[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}[.)]{1,2}(?=\s)|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}(?=\s+[A-Z\"\u201c])"
    r"|\(?(?:[ivxl]{1,6}|[a-z])[.)]{1,2}(?=\s)|\([A-Z]\)(?=\s))\s*"
)
_INLINE_BULLET = re.compile(rf"\s*(?=[{_BULLETS}]\s)")
_EMPHASIS = re.compile(r"\*\*|__|^#{1,6}\s+")
_ENDS = (".", "!", "?", ":", ";", ".)", ".”", ".’", '."')
# The first words of what is asked: such a line begins a paragraph, however the one before it ended.
_BEGINS = re.compile(
    r"(?:(?:with )?immediate(?:ly| effect)\b|within (?:[a-z]+|[0-9]+) (?:day|week|month|year)s?\b"
    r"|(?:by|no later than) .{3,40}?,"
    r"|.{0,60}?\b(?:forces?|constables?|police|college|office|council|service|commissioners?|partners?|authority)\b"
    r".{0,30}?\b(?:should|must|needs? to)\b)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:[;:]|; (?:and|or))$")
_PAGE_NUMBER = re.compile(r"(?:page )?[0-9]{1,3}(?: (?:of|/) [0-9]{1,3})?", re.IGNORECASE)
_WIDEST_WRAPPED = 140
_FULL = 0.85  # of the width: a shorter line that ends a sentence ends its paragraph
_LONGEST = 10_000  # letters of a paragraph; what is longer was never one
_HYPHENATED = re.compile(r"\w[-\u2010]$")


@dataclass(frozen=True)
class Block:
    """A paragraph, heading or list entry on one line, with its marker as printed ("" for none) and where it stands."""

    text: str
    marker: str
    lines: Lines

    @property
    def ends_open(self) -> bool:
        """Whether what follows is still part of its sentence."""
        return bool(self.text) and not self.text.endswith(_ENDS)


def blocks_of(source: str) -> list[Block]:
    """The blocks of a text, in their order. Lines that a page's width broke are joined again."""
    lines = source.split("\n")
    width = _width([line for line in lines if line.strip()])
    joined: list[Block] = []
    for block in _as_broken(lines, width):
        before = joined[-1] if joined else None
        if before is not None and _goes_on(before, block):
            joined[-1] = Block(_join(before.text, block.text), before.marker, before.lines.to(block.lines))
        elif before is not None and before.marker and not before.text:  # a marker on a line of its own
            joined[-1] = Block(block.text, before.marker, before.lines.to(block.lines))
        else:
            joined.append(block)
    return [part for block in joined for part in _without_inline_bullets(block)]


def _width(lines: list[str]) -> int:
    """How long the lines of a text are that was broken to a width; 0 for one whose lines are paragraphs."""
    lengths = sorted(len(line) for line in lines)
    if len(lengths) < 3:
        return 0
    width = lengths[min(len(lengths) - 1, len(lengths) * 95 // 100)]
    full = sum(length >= width * 0.75 for length in lengths)
    return width if 40 <= width <= _WIDEST_WRAPPED and full * 10 >= len(lengths) * 3 else 0


def _as_broken(lines: list[str], width: int) -> Iterator[Block]:
    """Blocks between blank lines, markers and lines that end a paragraph."""
    held: Block | None = None
    for number, line in enumerate(lines, 1):
        line = _EMPHASIS.sub("", line.strip()).strip() if ("*" in line or "_" in line or "#" in line) else line.strip()
        if _PAGE_NUMBER.fullmatch(line):
            continue
        if not line:
            if held is not None:
                yield held
            held = None
            continue
        match = _MARKER.match(line + " ")
        here = Lines(number, number)
        if match:
            if held is not None:
                yield held
            held = _marked(match, line, here)
        elif held is not None and _is_same(held.text, line, lines[number - 2], width):
            held = Block(_join(held.text, line), held.marker, held.lines.to(here))
        else:
            if held is not None:
                yield held
            held = Block(line, "", here)
    if held is not None:
        yield held


def _marked(match: re.Match[str], line: str, here: Lines) -> Block:
    """A list entry; of two markers, as in "- i. ", the one that can be a number."""
    marker, text = match["marker"], _EMPHASIS.sub("", line[match.end() :]).strip()
    if not marker[-1:].isalnum() and (second := _MARKER.match(text + " ")) and second["marker"][-1:] in ".)":
        marker, text = second["marker"], text[second.end() :].strip()
    return Block(text, marker, here)


def _is_same(before: str, line: str, last: str, width: int) -> bool:
    """Whether a line goes on with the paragraph of the line just before it."""
    if len(before) > _LONGEST:
        return False
    if is_label_alone(before) or is_label_alone(line) or not before:
        return not before
    if line[0].islower() or _HYPHENATED.search(before[-3:]) or before.endswith(","):
        return not _LISTED.search(before[-6:])
    if not width or _BEGINS.match(line):
        return bool(width) and not before.endswith(_ENDS) and len(last.strip()) >= width * _FULL
    if before.endswith((":", ";")):
        return False
    return len(last.strip()) >= width * (_FULL if before.endswith(_ENDS) else 0.7)


def _goes_on(before: Block, block: Block) -> bool:
    """Whether a blank line, as at the end of a page, broke one sentence in two."""
    if block.marker or len(before.text) > _LONGEST or not before.ends_open or is_label_alone(before.text):
        return False
    return block.text[:1].islower() and (len(before.text) > 40 or bool(before.marker))


def _join(before: str, line: str) -> str:
    if not before:
        return line
    return before + line if _HYPHENATED.search(before[-3:]) and line[:1].islower() else f"{before} {line}"


def _without_inline_bullets(block: Block) -> Iterator[Block]:
    """A block whose bullets were pasted into one line is one for each."""
    pieces = [piece for piece in _INLINE_BULLET.split(block.text) if piece]
    for place, piece in enumerate(pieces):
        if place == 0 and piece[0] not in _BULLETS:
            yield Block(piece, block.marker, block.lines)
        else:
            yield Block(piece[1:].strip(), piece[0], block.lines)
    if not pieces and block.marker:
        yield block
