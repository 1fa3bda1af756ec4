"""Why a paper cannot be made."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """A sentence that says what is missing, and the section that lacks it; none where it is the paper's own matter."""

    sentence: str
    section_id: int | None = None
    section: str = ""

    def __str__(self) -> str:
        return f"{self.section}: {self.sentence}" if self.section else self.sentence


class PaperNotReady(Exception):
    """The paper cannot be made as things stand; `faults` says why."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(map(str, self.faults)))
