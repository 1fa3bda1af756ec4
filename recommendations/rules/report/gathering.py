"""Gathering items out of blocks: which block begins one, belongs to one, or says what comes next."""

import re
from collections.abc import Sequence

from recommendations.enums import Kind
from recommendations.rules.deadline.sentences import VERBS
from recommendations.rules.report.addressing import asked_of, named_in
from recommendations.rules.report.blocks import Block
from recommendations.rules.report.drafts import Draft, DraftCause, number_of, style_of
from recommendations.rules.report.labels import MODAL, Label, Opening, opening_of, says_there_are_none
from recommendations.rules.report.proposal import Lines

_LONGEST_HEADING = 120
_MOST_WORDS = 16
_FIRST_SENTENCE = re.compile(r"(.{20,}?[.!?;])(?=\s+[A-Z\"\u201c])", re.DOTALL)
_DEADLINE_FIRST = re.compile(
    r"(?:with )?(?:immediate|within\b|by\b|no later\b|not later\b|before\b|over the next\b|in the next\b|forthwith\b)",
    re.I,
)
_ORDER = re.compile(
    r"(?:(?:immediately|(?:within|by|no later than) [^,.;:]{2,60}),? )?"
    rf"(?:to )?(?:{VERBS}|assure|maximise|build|hold|use|act|commission|seek|promote)\b",
    re.IGNORECASE,
)
_RECOMMENDS = re.compile(r"\brecommends?\b", re.IGNORECASE)
_TELLS = re.compile(
    r"\b(?:found|said|told|believes?|think|noted|saw|observed|concluded|commented|felt|recognised"
    r"|previously recommended)\b"
    r"|\b(?:we|hmicfrs|hmic) (?:will|intend|plan)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:they|this|these|it|in particular|in doing so|such|where|those|also|as part of this)\b", re.IGNORECASE
)
_GRADE = re.compile(
    r"(?:outstanding|good|adequate|requires improvement|inadequate|(?:not |un)graded)", re.IGNORECASE
)  # which stands under a heading of PEEL and says nothing of an item
_FAR = 350


def is_heading(block: Block) -> bool:
    """Whether a block is a heading: short, no sentence, and it asks for nothing."""
    text = block.text
    if not text or len(text) > _LONGEST_HEADING or len(text.split()) > _MOST_WORDS or MODAL.search(text):
        return False
    if text.endswith((".", ";", ",")) or not (text[0].isupper() or text[0].isdigit() or text[0] in "\u2018\u201c'\""):
        return False
    return not text.endswith(":") or len(text.split()) <= 8


def asks(block: Block) -> bool:
    """Whether a block's first sentence asks somebody for something."""
    text = block.text
    match = _FIRST_SENTENCE.match(text[:2000])
    first = match[1] if match else text[:2000]
    if block.marker and _ORDER.match(first):
        return True
    modal = MODAL.search(first[: _FAR * 2])
    recommends = _RECOMMENDS.search(first[:_FAR])
    if modal is None and recommends is None:
        return False
    place = modal.start() if modal else recommends.start() if recommends else 0
    before = first[:place]
    if _TELLS.search(before) or place > _FAR:
        return False
    return bool(block.marker or recommends or _DEADLINE_FIRST.match(first) or named_in(before))


class Gathering:
    """Goes through blocks once. What it has found is in `items` and `causes`; `used` are the lines of labels and
    headings that say something of them."""

    def __init__(self, *, is_jtai: bool = False) -> None:
        self.is_jtai = is_jtai
        self.items: list[Draft] = []
        self.causes: list[DraftCause] = []
        self.used: list[Lines] = []
        self._item: Draft | None = None
        self._label: Label | None = Label.RECOMMENDATION
        self._is_one = self._is_listed = self._is_before_first = False
        self._cause: int | None = None
        self._number = self._theme = ""
        self._about = self._whom = ""  # what a label, and what a heading says of those who are asked
        self._theme_lines: Lines | None = None
        self._theme_waits = False

    def read(self, blocks: Sequence[Block]) -> None:
        """Take all blocks in their order."""
        self._is_before_first = any(opening_of(block.text) for block in blocks)
        for place, block in enumerate(blocks):
            self._take(block, blocks[place + 1] if place + 1 < len(blocks) else None)

    def _take(self, block: Block, following: Block | None) -> None:
        item = self._item
        opening = opening_of(block.text)
        if opening and not (item and block.marker and (item.leads_in or item.has_open_list)):
            self._open(opening, block)
        elif says_there_are_none(block.text):
            self._close()
        elif block.marker:
            self._take_marked(block, following)
        elif is_heading(block) and not (item and (item.leads_in or item.has_open_list)):
            self._take_heading(block, following)
        else:
            self._take_plain(block)

    # Labels and headings

    def _open(self, opening: Opening, block: Block) -> None:
        leaves_cause = opening.label != Label.RECOMMENDATION or (self._item is None and self._label is None)
        self._item, self._label, self._is_before_first = None, opening.label, False
        self._is_one, self._number = opening.is_one, opening.number
        self._is_listed = not opening.is_one and (bool(opening.about) or opening.label != Label.RECOMMENDATION)
        self._about, self._whom = opening.about, ""
        if leaves_cause:
            self._cause = None
        if not opening.is_one or opening.label == Label.CAUSE:
            self._theme, self._theme_lines = "", None
        self._theme_waits = False
        rest = Block(opening.rest, "", block.lines)
        if opening.label == Label.CAUSE:
            self.used.append(block.lines)
            self._begin_cause(rest)
        elif opening.rest and is_heading(rest):
            self._theme, self._theme_lines = rest.text.rstrip(" :"), block.lines
        elif opening.rest:
            self._begin(rest)
        else:
            self.used.append(block.lines)

    def _begin_cause(self, block: Block) -> None:
        is_title = bool(block.text) and is_heading(block)
        paragraphs = [block.text] if block.text and not is_title else []
        self.causes.append(DraftCause(block.text.rstrip(" :") if is_title else "", paragraphs, block.lines))
        self._cause = len(self.causes) - 1

    def _take_heading(self, block: Block, following: Block | None) -> None:
        text = block.text.rstrip(" :")
        if _GRADE.fullmatch(text):
            return
        if self._label == Label.CAUSE and self._cause is not None and not self.causes[self._cause].paragraphs:
            cause = self.causes[self._cause]
            cause.title, cause.lines = cause.title or text, cause.lines.to(block.lines)
            return
        if self._is_one and self._item is not None:
            self._close()
        if self._label is None or (self._item is not None and self._cause is not None):
            self._cause = None
        self._item = None
        self._is_listed = self._is_listed and (self._label == Label.JTAI_ACTION or _is_whom(text))
        if _is_whom(text):
            self._whom, self._theme, self._theme_lines = text, "", block.lines
        else:
            self._theme, self._theme_lines, self._theme_waits = text, block.lines, True
            self._whom = ""

    def _close(self) -> None:
        """Nothing more is taken until another label."""
        self._item = self._label = None
        self._is_before_first = False

    # List entries and paragraphs

    def _take_marked(self, block: Block, following: Block | None) -> None:
        item, style = self._item, style_of(block.marker)
        if not block.text:
            return
        if item and item.takes_part(style):
            item.add_part(block)
        elif item and item.parts and style not in (item.style, item.part_style, "number") and not item.after:
            item.add_to_part(block)
        elif self._label is None:
            return
        elif self._label == Label.CAUSE and self._cause is not None and not asks(block):
            self._add_to_cause(block)
        elif style == "number" and is_heading(block) and not self._is_listed and not _ORDER.match(block.text):
            self._take_heading(Block(block.text, "", block.lines), following)
        elif self._is_before_first:
            if style == "number" and asks(block) and asked_of(block.text).addressees:
                self._begin(block)
        elif self._is_listed or asks(block):
            self._begin(block)

    def _add_to_cause(self, block: Block) -> None:
        assert self._cause is not None
        cause = self.causes[self._cause]
        if not self._is_one and block.marker and cause.paragraphs:  # one of several in a list
            self._begin_cause(Block("", "", block.lines))
            cause = self.causes[self._cause]
        cause.add(block)

    def _take_plain(self, block: Block) -> None:
        item = self._item
        if item and (item.leads_in or (item.has_open_list and item.part_style == "")):
            item.add_part(block)
        elif item and item.has_open_list and block.text[:1].islower():
            item.add_to_part(block)
        elif self._label == Label.CAUSE and self._cause is not None:
            if self.causes[self._cause].paragraphs and self._asks_for_a_cause(block):
                self._begin(block)
            else:
                self._add_to_cause(block)
        elif self._label is None or self._is_before_first:
            return
        elif item and (item.is_one or _GOES_ON.match(block.text) or block.text[:1].islower()):
            self._go_on(item, block)
        elif asks(block) or (self._is_one and item is None):
            self._begin(block)
        elif self._theme_waits or (item is not None and item.style):
            self._close()

    def _asks_for_a_cause(self, block: Block) -> bool:
        return asks(block) and bool(
            _RECOMMENDS.search(block.text[:_FAR]) or block.text.endswith(":") or _DEADLINE_FIRST.match(block.text)
        )

    def _go_on(self, item: Draft, block: Block) -> None:
        """What follows an item belongs to it as long as it asks; the first paragraph that explains ends it."""
        if MODAL.search(block.text[: _FAR * 2]) and not _TELLS.search(block.text[:_FAR]):
            item.add(block)
        elif item.is_one:
            self._close()
        else:
            self._item = None

    def _begin(self, block: Block) -> None:
        kind = Kind.JTAI_ACTION if self.is_jtai else (self._label or Label.RECOMMENDATION).kind
        if self._theme_lines is not None:
            self.used.append(self._theme_lines)
        self._item = Draft(
            kind=kind,
            number=self._number or number_of(block.marker),
            theme=self._theme,
            about=self._whom or self._about,
            cause=self._cause,
            style=style_of(block.marker),
            is_one=self._is_one and not block.marker,
            paragraphs=[block.text],
            lines=block.lines,
        )
        self.items.append(self._item)
        self._number, self._theme_waits, self._label = "", False, self._after_first()

    def _after_first(self) -> Label | None:
        """What a cause of concern asks for is a recommendation, with a label of its own or without."""
        return Label.RECOMMENDATION if self._label == Label.CAUSE else self._label


def _is_whom(heading: str) -> bool:
    """Whether a heading says whom what follows is for, and not what it is about."""
    words = re.sub(
        r"^(?:recommendations?|actions?|areas? for improvement)\s+(?=for|to)", "", heading, flags=re.IGNORECASE
    )
    found = named_in(re.sub(r"^(?:for|to)\s+", "", words, flags=re.IGNORECASE))
    if not found:
        return False
    return bool(re.match(r"(?:for|to)\b", words, re.IGNORECASE)) or len(words.split()) <= 5
