"""What stands in the fields of the page, from the proposal on: each step between works on what was typed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import QueryDict

from inspections.enums import CauseScope
from recommendations.enums import Kind
from recommendations.forms.from_report.rows import LEAVE, NOT_OURS, REGISTER
from recommendations.rules.as_read import DeadlineAsRead, PartAsRead
from recommendations.rules.report import MOST_ITEMS, MOST_PARTS, ItemRead, Lines, Proposal, TooMuch, read_item

ITEM, CAUSE = "i", "c"
_LONGEST_KEY = 4  # digits
_FULL = (
    f"There is room for {MOST_ITEMS} items and causes of concern and {MOST_PARTS} parts on this page. Nothing has been "
    "changed. Save a part of them, and read the text again for the rest: what is saved is left out then."
)


class Typed:
    """The fields of the page as they are sent, and what the buttons do with them.

    Items, causes of concern and parts go by keys, listed in their order in fields of their own: "items", "causes", and
    "i3-parts" of the item 3. The fields of item 3 begin with "i3-", those of its part 0 with "i3p0-".
    """

    def __init__(self, data: QueryDict) -> None:
        self.data = data.copy()

    @classmethod
    def of(cls, proposal: Proposal, shown: str, held: Iterable[bool]) -> "Typed":
        """The fields that a proposal begins with; items that the register holds, or that stand twice, begin as left
        out."""
        typed = cls(QueryDict(mutable=True))
        left = " ".join(f"{lines.first}-{lines.last}" for lines in proposal.left)
        typed._put("", {"source": proposal.source, "left": left, "as_shown": shown})
        for cause in proposal.causes:
            key = typed._new_key("causes", typed.causes)
            values = {"becomes": REGISTER, "scope": "ours", "title": cause.title, "text": cause.text}
            typed._put(f"{CAUSE}{key}-", values | _lines(cause.lines))
        for item, is_held in zip(proposal.items, held, strict=True):
            key = typed._new_key("items", typed.items)
            typed._put_item(key, item)
            if is_held or item.is_repeat:
                typed.data[f"{ITEM}{key}-becomes"] = LEAVE
        return typed

    @property
    def items(self) -> list[str]:
        return self._keys("items", MOST_ITEMS)

    @property
    def causes(self) -> list[str]:
        return self._keys("causes", MOST_ITEMS)

    def parts(self, item: str) -> list[str]:
        return self._keys(f"{ITEM}{item}-parts", MOST_PARTS)

    def lines(self, row: str) -> Lines | None:
        """Where an item or a cause of concern, named with the letter before its key, stands in the source."""
        first, last = (str(self.data.get(f"{row}-{name}", "")) for name in ("first", "last"))
        return lines_between(first, last)

    @property
    def source(self) -> list[str]:
        """The lines of the text."""
        return str(self.data.get("source", "")).replace("\r\n", "\n").split("\n")

    @property
    def left(self) -> list[Lines]:
        """The lines of which nothing was taken."""
        runs = (run.partition("-") for run in str(self.data.get("left", "")).split())
        return [lines for first, _, last in runs if (lines := lines_between(first, last))]

    def use_held_causes(self, held: Mapping[str, str]) -> None:
        """Leave out the causes of concern whose titles are held, and hang their items on the choices given for them."""
        for key in self.causes:
            choice = held.get(str(self.data.get(f"{CAUSE}{key}-title", "")).casefold())
            if choice is None:
                continue
            self.data[f"{CAUSE}{key}-becomes"] = LEAVE
            for item in self.items:
                if self.data.get(f"{ITEM}{item}-cause") == f"new-{key}":
                    self.data[f"{ITEM}{item}-cause"] = choice

    # What the buttons do

    def join(self, item: str) -> None:
        """Put an item's text, parts, addressees and doubts to the one above it, which is registered if either is."""
        keys = self.items
        place = keys.index(item)
        if place == 0:
            return
        above = keys[place - 1]
        both = (f"{ITEM}{above}", f"{ITEM}{item}")
        for name, between in (("text", "\n\n"), ("doubts", "\n")):
            words = [str(self.data.get(f"{row}-{name}", "")).strip() for row in both]
            self.data[f"{both[0]}-{name}"] = between.join(filter(None, words))
        named = [name for row in both for name in self.data.getlist(f"{row}-addressees")]
        self.data.setlist(f"{both[0]}-addressees", list(dict.fromkeys(named)))
        becomes = {str(self.data.get(f"{row}-becomes", "")) for row in both}
        self.data[f"{both[0]}-becomes"] = next((each for each in (REGISTER, NOT_OURS) if each in becomes), LEAVE)
        for part in self.parts(item):
            self._move_part(item, part, above)
        if upper := self.lines(both[0]):
            self._put(f"{both[0]}-", _lines(upper.to(self.lines(both[1]) or upper)))
        self.data.setlist("items", [key for key in keys if key != item])

    def split(self, item: str, published: date | None, names: Sequence[str]) -> None:
        """Make each paragraph of an item's text an item of its own, read anew; the first keeps all else."""
        text = str(self.data.get(f"{ITEM}{item}-text", "")).replace("\r\n", "\n")
        first, *others = [piece.strip() for piece in re.split(r"\n[ \t]*\n", text) if piece.strip()] or [""]
        self._put_after(item, [(other, "") for other in others], published, names)
        self.data[f"{ITEM}{item}-text"] = first

    def free(self, item: str, published: date | None, names: Sequence[str]) -> None:
        """Make each part of an item an item of its own, and leave out the item."""
        lead = str(self.data.get(f"{ITEM}{item}-text", ""))
        texts = [str(self.data.get(f"{ITEM}{item}p{part}-text", "")).strip() for part in self.parts(item)]
        if any(texts):
            self._put_after(item, [(text, lead) for text in texts if text], published, names)
            self.data[f"{ITEM}{item}-becomes"] = LEAVE

    def free_part(self, item: str, part: str, published: date | None, names: Sequence[str]) -> None:
        """Make one part an item of its own, after the item that it was a part of."""
        lead, text = (
            str(self.data.get(f"{row}-text", "")).strip() for row in (f"{ITEM}{item}", f"{ITEM}{item}p{part}")
        )
        if text:
            self._put_after(item, [(text, lead)], published, names)
            self._remove_part(item, part)

    def move_part(self, item: str, part: str, by: int) -> None:
        """Make a part the last one of the item above, `by` -1, or below, 1; where there is none, nothing."""
        keys = self.items
        place = keys.index(item) + by
        if 0 <= place < len(keys):
            self._move_part(item, part, keys[place])
            self._remove_part(item, part)

    def take_in(self, item: str) -> None:
        """Put the parts of an item into its text."""
        texts = [str(self.data.get(f"{ITEM}{item}p{part}-text", "")).strip() for part in self.parts(item)]
        lead = str(self.data.get(f"{ITEM}{item}-text", "")).strip()
        self.data[f"{ITEM}{item}-text"] = "\n".join([lead, *(f"• {text}" for text in texts if text)])
        self.data.setlist(f"{ITEM}{item}-parts", [])

    def add_part(self, item: str) -> None:
        """Add an empty part to an item."""
        if sum(len(self.parts(each)) for each in self.items) >= MOST_PARTS:
            raise TooMuch(_FULL)
        key = self._new_key(f"{ITEM}{item}-parts", self.parts(item))
        self._put(f"{ITEM}{item}p{key}-", {"is_ours": "yes", "deadline_kind": "NONE"})

    def add_item(self) -> None:
        """Add an empty item, at the end."""
        self._refuse_more(1)
        key = self._new_key("items", self.items)
        self._put(f"{ITEM}{key}-", {"becomes": REGISTER, "kind": Kind.RECOMMENDATION.value, "deadline_kind": "NONE"})

    def add_cause(self) -> None:
        """Add an empty cause of concern, at the end of them."""
        self._refuse_more(1)
        key = self._new_key("causes", self.causes)
        self._put(f"{CAUSE}{key}-", {"becomes": REGISTER, "scope": CauseScope.OURS.value})

    def take_lines(self, lines: Lines, published: date | None, names: Sequence[str]) -> None:
        """Make an item of lines of the source of which none was made, among the others where it stands."""
        text = "\n".join(self.source[lines.first - 1 : lines.last]).strip()
        if not text:
            return
        self._refuse_more(1)
        keys = self.items
        above = [key for key in keys if (stands := self.lines(f"{ITEM}{key}")) and stands.last < lines.first]
        kind = str(self.data.get(f"{ITEM}{above[-1]}-kind", "")) if above else ""
        item = read_item(text, kind=_kind(kind), published=published, our_names=names)
        key = self._new_key("items", keys)
        self._put_item(key, replace(item, lines=lines))
        place = keys.index(above[-1]) + 1 if above else 0
        self.data.setlist("items", [*keys[:place], key, *keys[place:]])
        left = [run for run in self.left if run.last < lines.first or run.first > lines.last]
        self.data["left"] = " ".join(f"{run.first}-{run.last}" for run in left)

    # How the fields hold it

    def _keys(self, name: str, most: int) -> list[str]:
        keys = dict.fromkeys(str(key) for key in self.data.getlist(name))
        return [key for key in keys if key.isascii() and key.isdigit() and len(key) <= _LONGEST_KEY][:most]

    def _refuse_more(self, number: int) -> None:
        """Raise TooMuch where there is no room for so many more items and causes of concern."""
        if len(self.items) + len(self.causes) + number > MOST_ITEMS:
            raise TooMuch(_FULL)

    def _new_key(self, name: str, keys: list[str]) -> str:
        """A key that is free, put last."""
        key = str(max((int(key) for key in keys), default=-1) + 1)
        if len(key) > _LONGEST_KEY:
            raise TooMuch(_FULL)
        self.data.appendlist(name, key)
        return key

    def _put_after(self, item: str, texts: list[tuple[str, str]], published: date | None, names: Sequence[str]) -> None:
        """New items after one, which is what they have their kind, theme, cause and place from."""
        self._refuse_more(len(texts))
        keys, new = self.items, []
        kind = _kind(str(self.data.get(f"{ITEM}{item}-kind", "")))
        for text, lead in texts:
            key = self._new_key("items", self.items)
            self._put_item(key, read_item(text, kind=kind, published=published, our_names=names, lead=lead))
            for name in ("theme", "cause", "first", "last"):
                self.data[f"{ITEM}{key}-{name}"] = str(self.data.get(f"{ITEM}{item}-{name}", ""))
            new.append(key)
        place = keys.index(item) + 1
        self.data.setlist("items", [*keys[:place], *new, *keys[place:]])

    def _put_item(self, key: str, item: ItemRead) -> None:
        values = {
            "becomes": REGISTER if item.is_ours else NOT_OURS,
            "kind": item.kind.value,
            "number_in_report": item.number,
            "title": item.title,
            "text": item.text,
            "theme": item.theme,
            "cause": "" if item.cause is None else f"new-{item.cause}",
            "addressees": list(item.addressees),
            "doubts": "\n".join(item.doubts),
        }
        self._put(f"{ITEM}{key}-", values | _lines(item.lines) | _deadline(item.deadline))
        for part in item.parts:
            part_key = self._new_key(f"{ITEM}{key}-parts", self.parts(key))
            self._put(f"{ITEM}{key}p{part_key}-", _part(part))

    def _put(self, prefix: str, values: dict[str, Any]) -> None:
        for name, value in values.items():
            if isinstance(value, list):
                self.data.setlist(prefix + name, value)
            else:
                self.data[prefix + name] = str(value)

    def _move_part(self, item: str, part: str, to: str) -> None:
        before = f"{ITEM}{item}p{part}-"
        after = f"{ITEM}{to}p{self._new_key(f'{ITEM}{to}-parts', self.parts(to))}-"
        for name in [name for name in self.data if name.startswith(before)]:
            self.data.setlist(after + name[len(before) :], self.data.getlist(name))

    def _remove_part(self, item: str, part: str) -> None:
        self.data.setlist(f"{ITEM}{item}-parts", [key for key in self.parts(item) if key != part])


def lines_between(first: str, last: str) -> Lines | None:
    """The lines from one to another as a form sends them; None for what is none."""
    if not all(each.isascii() and each.isdigit() and len(each) < 7 for each in (first, last)):
        return None
    return Lines(int(first), int(last)) if 0 < int(first) <= int(last) else None


def _kind(sent: str) -> Kind:
    return Kind(sent) if sent in Kind.values else Kind.RECOMMENDATION


def _part(part: PartAsRead) -> dict[str, Any]:
    return {
        "letter": part.letter,
        "text": part.text,
        "is_ours": "yes" if part.values()["is_ours"] else "no",
        "addressees": list(part.addressees),
        **_deadline(part.deadline),
    }


def _deadline(deadline: DeadlineAsRead) -> dict[str, Any]:
    on = deadline.on
    return {
        "deadline_words": deadline.words[:300],
        "deadline_kind": deadline.kind.value,
        "deadline_precision": deadline.precision.value if deadline.precision else "",
        "deadline_on_day": on.day if on else "",
        "deadline_on_month": on.month if on else "",
        "deadline_on_year": on.year if on else "",
    }


def _lines(lines: Lines) -> dict[str, Any]:
    return {"first": lines.first, "last": lines.last}
