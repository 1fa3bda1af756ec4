"""Reading a paper as its reader does: the numbers in a sentence, and the lists and tables below it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from jac_tracker.dates import NUMBERS
from reports.paper.blocks import Block, BulletList, Heading, NumberedList, Paragraph, Table, plain
from reports.paper.lines import lines_of

_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IN_WORDS = {
    **{word: number for number, word in enumerate(NUMBERS)},
    **{word: ten for ten, word in zip(range(20, 100, 10), _TENS, strict=True)},
    "no": 0,
    "none": 0,
}
_WORDED = rf"(?:{'|'.join(_TENS)})[- ](?:{'|'.join(NUMBERS[1:10])})|{'|'.join(_IN_WORDS)}"
# A number that stands by itself: not the end of "thirty-two", of "2-3", of "1.5" or of "a hundred and twenty".
NUMBER = (
    r"(?<![\w.,–-])(?<!hundred and )(?<!thousand and )"
    rf"(?:{_WORDED}|[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)"
    r"(?![\w–-])"
)
_NUMBER = re.compile(NUMBER, re.IGNORECASE)


def number_in(words: str) -> int:
    """ "twelve", "thirty-two", "None" or "1,024" as a number; `words` match NUMBER."""
    parts = re.split("[- ]", words.casefold())
    return sum(_IN_WORDS[part] if part in _IN_WORDS else int(part.replace(",", "")) for part in parts)


def numbers_in(sentence: str) -> list[int]:
    """Every number in a sentence, in words or in figures."""
    return [number_in(found) for found in _NUMBER.findall(sentence)]


def told_in(sentence: str, pattern: str) -> int | None:
    """The number that stands where `pattern` has its first group; None where the sentence does not fit."""
    found = re.search(pattern, sentence)
    return number_in(found[1]) if found else None


def signed(cell: str) -> int:
    """A cell of a table of movement: "+3", "−2", "1,024"."""
    return int(cell.replace("−", "-").replace(",", ""))


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield plain(block.spans)


def tables(blocks: tuple[Block, ...]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block


def column(table: Table, place: int) -> list[str]:
    return [plain(row[place]) for row in table.rows]


def announced_lists(blocks: tuple[Block, ...]) -> Iterator[tuple[str, int, str]]:
    """Each sentence that ends in a colon with a list right after it: the sentence, how many entries the list has, and
    the paragraph after the list, if there is one."""
    for place, block in enumerate(blocks[:-1]):
        following = blocks[place + 1]
        if isinstance(block, Paragraph) and isinstance(following, BulletList | NumberedList):
            sentence = plain(block.spans)
            after = blocks[place + 2] if place + 2 < len(blocks) else None
            if sentence.endswith(":"):
                yield sentence, len(following.items), plain(after.spans) if isinstance(after, Paragraph) else ""


def opening(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks before the first heading, below which somebody's own words may stand."""
    return tuple(takewhile(lambda block: not isinstance(block, Heading), blocks))


def without(blocks: tuple[Block, ...], run: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks without the last of the places where `run` stands among them."""
    for start in range(len(blocks) - len(run), -1, -1):
        if run and blocks[start : start + len(run)] == run:
            return blocks[:start] + blocks[start + len(run) :]
    return blocks


# Words

SURE = 4
"""A name of so many words gives a thing away in capitals or not; a shorter one only as it is written."""


def squeezed(words: str) -> str:
    """The words on one line, a space between each."""
    return " ".join(words.split())


def lines(blocks: Iterable[Block]) -> list[str]:
    return [squeezed(line) for block in blocks for line in lines_of(block)]


def stands_in(name: str, text: str, folded: str) -> bool:
    """Whether a name stands in a text, of which `folded` is the casefolded form, as words of its own."""
    if len(name.split(" ")) >= SURE:
        name, text = name.casefold(), folded
    start = text.find(name)
    while start >= 0:
        before, after = text[start - 1 : start], text[start + len(name) : start + len(name) + 1]
        if not (before.isalnum() or after.isalnum()):
            return True
        start = text.find(name, start + 1)
    return False


_RUN = re.compile(r"(?<!\w)(\w\S{0,99}-)([0-9]+) to \1([0-9]+)(?!\w)")


@dataclass(frozen=True)
class Run:
    """A run of references: "MP-2022-001 to MP-2022-007"."""

    head: str
    first: str
    last: str

    def __contains__(self, reference: str) -> bool:
        head, number = reference[: len(self.head)], reference[len(self.head) :]
        if head != self.head or not (number.isascii() and number.isdecimal()):
            return False
        is_between = int(self.first) <= int(number) <= int(self.last)
        return is_between and number == f"{int(number):0{len(self.first)}}"


def runs_in(text: str) -> list[Run]:
    return [Run(*found.groups()) for found in _RUN.finditer(text)]
