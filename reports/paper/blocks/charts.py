"""What is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ChartColour(StrEnum):
    """What a part of a chart is drawn in: the colour of a rating, or plain where it is none."""

    RED = "Red"
    AMBER = "Amber"
    GREEN = "Green"
    GREY = "Grey"
    PLAIN = "Plain"


@dataclass(frozen=True, slots=True)
class ChartPart:
    """What one part of every bar counts; its name stands in the chart's key where there are several."""

    name: str
    colour: ChartColour


@dataclass(frozen=True, slots=True)
class ChartBar:
    """A bar with its name, and how many each of the chart's parts counts in it."""

    name: str
    numbers: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.numbers)


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under one another, drawn as a picture. `words` say every figure of it and stand under it as text."""

    caption: str
    parts: tuple[ChartPart, ...]
    bars: tuple[ChartBar, ...]
    words: str

    @property
    def alternative(self) -> str:
        """What stands for the picture where it cannot be seen."""
        return f"Bar chart: {self.caption}. The text after it gives every figure."
