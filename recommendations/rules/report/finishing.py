"""An item as gathered, with its deadlines, its addressees, its letters and what is doubtful about it."""

import string
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from recommendations.enums import DeadlineKind
from recommendations.rules.addressees import names_us
from recommendations.rules.as_read import NO_DEADLINE_READ, DeadlineAsRead, PartAsRead
from recommendations.rules.deadline import Deadline, read_deadlines
from recommendations.rules.report.addressing import Asked, asked_of, named_in
from recommendations.rules.report.drafts import Draft, number_of
from recommendations.rules.report.proposal import ItemRead
from recommendations.rules.report.titles import title_of

_LONGEST_THEME, _LONGEST_LETTER = 150, 5
_LONGEST_LEAD_IN = 2_000  # of its words, read once more with each part


def finished(draft: Draft, published: date | None, our_names: tuple[str, ...]) -> ItemRead:
    """The item that a draft describes."""
    asked = _asked(draft, our_names)
    of_item = _deadlines(draft.text, published)
    parts = tuple(_parts(draft, asked, of_item[:1], published, our_names))
    deadline = of_item[0] if of_item else _of_the_parts(parts)
    return ItemRead(
        kind=draft.kind,
        number=draft.number,
        theme=draft.theme[:_LONGEST_THEME],
        title=title_of(_for_a_title(draft)),
        text=draft.text,
        parts=parts,
        deadline=deadline,
        addressees=asked.addressees,
        condition=asked.condition,
        cause=draft.cause,
        lines=draft.lines,
        doubts=tuple(_doubts(draft, asked, of_item, parts)),
    )


def _asked(draft: Draft, our_names: tuple[str, ...]) -> Asked:
    """Whom the item's own words name, or else its headings; with those whom its parts name."""
    asked = asked_of(draft.text, our_names)
    if not asked.addressees:
        named = named_in(draft.about, our_names)
        ordered = tuple(addressee.value for addressee in type(next(iter(named))) if addressee in named) if named else ()
        asked = replace(asked, addressees=ordered)
    return asked


def _deadlines(text: str, published: date | None) -> list[DeadlineAsRead]:
    return [as_read(found, published) for found in read_deadlines(text, published=published)] if published else []


def as_read(found: Deadline, published: date) -> DeadlineAsRead:
    """A deadline that the parser read, as the register takes it."""
    if found.kind == DeadlineKind.NONE:
        return NO_DEADLINE_READ
    is_reckoned = found.kind in (DeadlineKind.IMMEDIATE, DeadlineKind.RELATIVE)
    return DeadlineAsRead(
        words=" ".join(found.phrase.split()),
        kind=found.kind,
        on=found.date,
        precision=found.precision if found.date else None,
        basis_on=published if is_reckoned else None,
    )


def _parts(
    draft: Draft, asked: Asked, lead: list[DeadlineAsRead], published: date | None, our_names: tuple[str, ...]
) -> Iterator[PartAsRead]:
    letters = _letters(draft)
    lead_text = "\n\n".join(draft.paragraphs)[-_LONGEST_LEAD_IN:]
    before = len(_deadlines(lead_text, published)) if draft.parts else 0
    for letter, (_marker, text) in zip(letters, draft.parts, strict=True):
        own = _deadlines(f"{lead_text}\n\u2022 {text}", published)[before:]
        named = asked_of(text, our_names).addressees
        deadline = own[0] if own else lead[0] if lead else NO_DEADLINE_READ
        yield PartAsRead(letter, text, named, deadline, is_ours=names_us(named or asked.addressees))


def _letters(draft: Draft) -> list[str]:
    """The letters as printed where each has one of its own; else a, b, c."""
    printed = [number_of(marker)[:_LONGEST_LETTER] for marker, _ in draft.parts]
    if all(printed) and len(set(printed)) == len(printed):
        return printed
    alphabet = string.ascii_lowercase
    return [
        alphabet[place] if place < 26 else f"{alphabet[place // 26 - 1]}{alphabet[place % 26]}"
        for place in range(len(draft.parts))
    ]


def _of_the_parts(parts: tuple[PartAsRead, ...]) -> DeadlineAsRead:
    """What an item goes by whose lead-in sets no day: the first day on which a part of ours is due."""
    ours = [part.deadline for part in parts if part.is_ours and part.deadline.kind != DeadlineKind.NONE]
    dated = [deadline for deadline in ours if deadline.on is not None]
    return min(dated, key=lambda deadline: deadline.on or date.max) if dated else NO_DEADLINE_READ


def _for_a_title(draft: Draft) -> str:
    return f"{draft.paragraphs[0]} {draft.parts[0][1]}" if draft.parts else draft.paragraphs[0]


def _doubts(
    draft: Draft, asked: Asked, deadlines: list[DeadlineAsRead], parts: tuple[PartAsRead, ...]
) -> Iterator[str]:
    if not asked.addressees and not any(part.addressees for part in parts):
        yield "It names nobody. An item that names nobody is taken to speak to the force it is about."
    if asked.is_mixed:
        yield (
            "It asks some for one thing and others for another. If these are items of their own, leave an empty line "
            "between them in the text, and split it."
        )
    if asked.condition:
        yield f"It speaks to some alone: “{asked.condition}”. Say whether that is us."
    words = list(dict.fromkeys(deadline.words for deadline in deadlines))
    if len(words) > 1:
        named = ", ".join(f"“{each}”" for each in words)
        yield f"It sets more than one deadline: {named}. Give each a part of its own."
    if not deadlines and len({part.deadline for part in parts}) > 1:
        yield "Its parts have different deadlines. The item goes by the first of those that are ours."
    if any(deadline.on is None for deadline in [*deadlines, *(part.deadline for part in parts)] if deadline.words):
        yield "The words of its deadline settle no day. Enter the day, or say that it has none."
    if draft.text.rstrip().endswith(":") and not parts:
        yield "It ends as if a list followed. Look whether its parts were read as items, or left out."
    numbers = [number_of(marker) for marker, _ in draft.parts]
    if any(
        later.isdigit() and earlier.isdigit() and int(later) != int(earlier) + 1 for earlier, later in pairwise(numbers)
    ):
        yield "The numbers of its parts do not follow one another."
