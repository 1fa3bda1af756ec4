"""The words of a list for kinds, statuses and RAG, and what they come to here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from jac_tracker.text import clean_line
from recommendations.enums import DESKS, Kind, Rag, Status

# Read past in every comparison: marks of direction, which nobody sees, and whatever is no letter or digit.
_NOT_SAID = re.compile(r"[^\w]+")


@lru_cache(20_000)
def plain(words: str) -> str:
    """Words as they are compared: small letters and digits, one space between them."""
    return _NOT_SAID.sub(" ", words.replace("_", " ")).strip().casefold()


def shortened(words: str, most: int) -> str:
    """The words on one line, cut between two of them where they are too long."""
    line = clean_line(words)
    return line if len(line) <= most else f"{line[: most - 1].rsplit(' ', 1)[0][: most - 1]}…"


@dataclass(frozen=True)
class Unknown:
    """A word that nothing here answers to: as it is written first, in how many rows, and why it is not taken."""

    words: str
    count: int
    why: str = ""


KINDS: Mapping[str, Kind] = {
    **{plain(kind.label): kind for kind in Kind},
    **{plain(kind.value): kind for kind in Kind},
    **dict.fromkeys(("rec", "recommendations", "national recommendation", "force recommendation"), Kind.RECOMMENDATION),
    **dict.fromkeys(("area for improvement", "areas for improvement", "afis"), Kind.AFI),
    **dict.fromkeys(("soft area for improvement", "should improve"), Kind.SOFT_AFI),
    **dict.fromkeys(("jtai", "joint targeted area inspection action"), Kind.JTAI_ACTION),
}

RAGS: Mapping[str, Rag] = {
    **{plain(rag.label): rag for rag in Rag if rag},
    **dict.fromkeys(("r",), Rag.RED),
    **dict.fromkeys(("a", "yellow", "orange"), Rag.AMBER),
    **dict.fromkeys(("g",), Rag.GREEN),
    **dict.fromkeys(("b", "complete", "completed"), Rag.BLUE),
    **dict.fromkeys(("gray", "not started"), Rag.GREY),
    **dict.fromkeys(("n a", "not applicable", "none"), Rag.NONE),
}

STATUSES: Mapping[str, Status] = {
    **{plain(status.label): status for status in Status},
    **{plain(status.value): status for status in Status},
    **dict.fromkeys(("new", "not started", "unallocated", "to be allocated"), Status.AWAITING_ALLOCATION),
    **dict.fromkeys(("open", "ongoing", "on going", "active", "live", "being progressed"), Status.IN_PROGRESS),
    **dict.fromkeys(("paused", "suspended", "deferred"), Status.ON_HOLD),
    **dict.fromkeys(("submitted", "with hmic", "submitted to hmicfrs", "awaiting hmicfrs"), Status.WITH_HMICFRS),
    **dict.fromkeys(
        ("closed", "complete", "completed", "closed by hmicfrs", "signed off by hmicfrs", "discharged"),
        Status.CLOSED_COMPLETE,
    ),
    **dict.fromkeys(("superseded",), Status.CLOSED_SUPERSEDED),
    **dict.fromkeys(("no further action", "nfa", "no further action needed"), Status.CLOSED_NO_FURTHER_ACTION),
    **dict.fromkeys(("information only", "info only", "not for us", "not ours"), Status.FOR_INFORMATION),
    **dict.fromkeys(("n a", "does not apply"), Status.NOT_APPLICABLE),
}

STAND_ON_A_CLAIM = DESKS | {Status.APPROVED}
WHY_NOT_A_CLAIM = (
    "{status} stands on a claim and on what each desk signed, which a list does not hold. Say what it is to become: "
    "in progress, so that it is claimed here; with HMICFRS, if it has been sent; or closed, if HMICFRS has decided"
)
WHY_NOT_WITHDRAWN = "an item that was entered in error has no place in a new register: leave the row out"


def statuses_that_come_in() -> list[Status]:
    """The statuses that a list can give an item."""
    return [status for status in Status if status not in STAND_ON_A_CLAIM and status != Status.WITHDRAWN]
