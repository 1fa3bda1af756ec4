"""How a list is to be read: what the officer settled, kept so that the next list of the same source begins with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from recommendations.enums import Kind, TextSource
from recommendations.intake.columns import Field
from recommendations.intake.days import Order

NEW = "new"
"""What a word for a post, report, portfolio or board comes to where it is to be entered as a new one."""


@dataclass(frozen=True)
class Plan:
    """What was settled about a list: headings in row `header`, field -> column (both from 0), the order of the days of
    a field, and field -> `plain` word -> what it comes to: a value of its enum, the number of a row, or NEW."""

    header: int = 0
    columns: Mapping[Field, int] = field(default_factory=dict)
    orders: Mapping[Field, Order] = field(default_factory=dict)
    words: Mapping[Field, Mapping[str, str]] = field(default_factory=dict)
    text_source: TextSource = TextSource.SUMMARY
    kind: Kind = Kind.RECOMMENDATION  # where no column says it
    adds_names: bool = False  # every unknown post, report, portfolio and board becomes a new one

    def as_json(self) -> dict[str, Any]:
        return {
            "header": self.header,
            "columns": {each.name: column for each, column in self.columns.items()},
            "orders": {each.name: order.name for each, order in self.orders.items()},
            "words": {each.name: dict(words) for each, words in self.words.items()},
            "text_source": str(self.text_source),
            "kind": str(self.kind),
            "adds_names": self.adds_names,
        }

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> Self:
        """What `as_json` gave, as far as it is still known; of an empty one, a plan that settles nothing."""
        known = Field.__members__
        return cls(
            header=int(kept.get("header", 0)),
            columns={known[name]: column for name, column in kept.get("columns", {}).items() if name in known},
            orders={known[name]: Order[order] for name, order in kept.get("orders", {}).items() if name in known},
            words={known[name]: words for name, words in kept.get("words", {}).items() if name in known},
            text_source=TextSource(kept.get("text_source", TextSource.SUMMARY)),
            kind=Kind(kept.get("kind", Kind.RECOMMENDATION)),
            adds_names=bool(kept.get("adds_names", False)),
        )
