"""What stands in the fields of the page, from the proposal on: each step between works on what was typed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.http import QueryDict

from recommendations.enums import Kind
from recommendations.forms.from_report.rows import LEAVE, NOT_OURS, REGISTER
from recommendations.rules.as_read import DeadlineAsRead, PartAsRead
from recommendations.rules.report import MOST_ITEMS, MOST_PARTS, ItemRead, Lines, Proposal, read_item

ITEM, CAUSE = "i", "c"
_LONGEST_KEY = 3  # digits


class Typed:
    """The fields of the page as they are sent, and what the buttons do with them.

    Items, causes of concern and parts go by keys, listed in their order in fields of their own: "items", "causes", and
    "i3-parts" of the item 3. The fields of item 3 begin with "i3-", those of its part 0 with "i3p0-".
    """

    def __init__(self, data: QueryDict) -> None:
        self.data = data.copy()

    @classmethod
    def of(cls, proposal: Proposal, shown: str, held: Iterable[bool]) -> "Typed":
        """The fields that a proposal begins with; items that the register holds begin as left out."""
        typed = cls(QueryDict(mutable=True))
        typed._put("", {"source": proposal.source, "as_shown": shown})
        for cause in proposal.causes:
            key = typed._new_key("causes", typed.causes)
            values = {"becomes": REGISTER, "scope": "ours", "title": cause.title, "text": cause.text}
            typed._put(f"{CAUSE}{key}-", values | _lines(cause.lines))
        for item, is_held in zip(proposal.items, held, strict=True):
            key = typed._new_key("items", typed.items)
            typed._put_item(key, item)
            if is_held:
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

    def lines(self, item: str) -> Lines | None:
        """Where an item stands in the source."""
        first, last = (str(self.data.get(f"{ITEM}{item}-{name}", "")) for name in ("first", "last"))
        if not (first.isascii() and last.isascii() and first.isdigit() and last.isdigit()) or len(first + last) > 14:
            return None
        return Lines(int(first), int(last)) if 0 < int(first) <= int(last) else None

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
        """Put an item's text and parts to the one above it."""
        keys = self.items
        place = keys.index(item)
        if place == 0:
            return
        above = keys[place - 1]
        texts = [str(self.data.get(f"{ITEM}{key}-text", "")).strip() for key in (above, item)]
        self.data[f"{ITEM}{above}-text"] = "\n\n".join(filter(None, texts))
        for part in self.parts(item):
            key = self._new_key(f"{ITEM}{above}-parts", self.parts(above))
            self._move(f"{ITEM}{item}p{part}-", f"{ITEM}{above}p{key}-")
        if upper := self.lines(above):
            self._put(f"{ITEM}{above}-", _lines(upper.to(self.lines(item) or upper)))
        self.data.setlist("items", [key for key in keys if key != item])

    def split(self, item: str, published: date | None, names: Sequence[str]) -> None:
        """Make each paragraph of an item's text an item of its own, read anew; the first keeps all else."""
        text = str(self.data.get(f"{ITEM}{item}-text", "")).replace("\r\n", "\n")
        first, *others = [piece.strip() for piece in text.split("\n\n") if piece.strip()] or [""]
        self.data[f"{ITEM}{item}-text"] = first
        self._put_after(item, [(other, "") for other in others], published, names)

    def free(self, item: str, published: date | None, names: Sequence[str]) -> None:
        """Make each part of an item an item of its own, and leave out the item."""
        lead = str(self.data.get(f"{ITEM}{item}-text", ""))
        texts = [str(self.data.get(f"{ITEM}{item}p{part}-text", "")).strip() for part in self.parts(item)]
        if any(texts):
            self.data[f"{ITEM}{item}-becomes"] = LEAVE
            self._put_after(item, [(text, lead) for text in texts if text], published, names)

    def take_in(self, item: str) -> None:
        """Put the parts of an item into its text."""
        texts = [str(self.data.get(f"{ITEM}{item}p{part}-text", "")).strip() for part in self.parts(item)]
        lead = str(self.data.get(f"{ITEM}{item}-text", "")).strip()
        self.data[f"{ITEM}{item}-text"] = "\n".join([lead, *(f"• {text}" for text in texts if text)])
        self.data.setlist(f"{ITEM}{item}-parts", [])

    def add_part(self, item: str) -> None:
        key = self._new_key(f"{ITEM}{item}-parts", self.parts(item))
        self._put(f"{ITEM}{item}p{key}-", {"is_ours": "yes", "deadline_kind": "NONE"})

    def add_item(self) -> None:
        key = self._new_key("items", self.items)
        self._put(f"{ITEM}{key}-", {"becomes": REGISTER, "kind": Kind.RECOMMENDATION.value, "deadline_kind": "NONE"})

    # How the fields hold it

    def _keys(self, name: str, most: int) -> list[str]:
        keys = dict.fromkeys(str(key) for key in self.data.getlist(name))
        return [key for key in keys if key.isascii() and key.isdigit() and len(key) <= _LONGEST_KEY][:most]

    def _new_key(self, name: str, keys: list[str]) -> str:
        """A key that is free, put last."""
        key = str(max((int(key) for key in keys), default=-1) + 1)
        self.data.appendlist(name, key)
        return key

    def _put_after(self, item: str, texts: list[tuple[str, str]], published: date | None, names: Sequence[str]) -> None:
        """New items after one, which is what they have their kind, theme, cause and place from."""
        keys, new = self.items, []
        for text, lead in texts[: MOST_ITEMS - len(keys)]:
            kind = str(self.data.get(f"{ITEM}{item}-kind", ""))
            kind = kind if kind in Kind.values else Kind.RECOMMENDATION.value
            key = self._new_key("items", self.items)
            self._put_item(key, read_item(text, kind=Kind(kind), published=published, our_names=names, lead=lead))
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

    def _move(self, before: str, after: str) -> None:
        for name in [name for name in self.data if name.startswith(before)]:
            self.data.setlist(after + name[len(before) :], self.data.getlist(name))


def _part(part: PartAsRead) -> dict[str, Any]:
    return {
        "letter": part.letter,
        "text": part.text,
        "is_ours": "yes" if part.values()["is_ours"] else "no",
        "addressees": ",".join(part.addressees),
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
