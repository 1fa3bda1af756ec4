"""What a paper is held against before it goes out: what it may not say, who there is, and what the last one said."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from reports.paper.blocks import Audience


class Reason(Enum):
    """Why something may not be told; the value is how a sentence goes on after "are those of"."""

    EMBARGOED = "an inspection under embargo"
    SENSITIVE = "an OFFICIAL-SENSITIVE item"
    UNCLEARED = "progress or a comment that is not cleared"
    ASKED = "a request of the committee that is not cleared"


@dataclass(frozen=True)
class Secret:
    """What may not be told for a reason: names, which give it away whole, and texts, of which any long run does."""

    reason: Reason
    names: frozenset[str]
    texts: frozenset[str]

    def binds(self, audience: Audience) -> bool:
        """Whether it may not be told to an audience. The force itself may read what is not cleared."""
        return audience is Audience.PUBLIC or self.reason not in (Reason.UNCLEARED, Reason.ASKED)


@dataclass(frozen=True)
class LastPaper:
    """The paper that was last issued for the meeting before, and how many open items its public copy printed."""

    meeting_on: date
    cut_off_at: datetime
    open_now: int


@dataclass(frozen=True)
class Beside:
    """What stands beside a paper and never in it; only the checks are handed it.

    `hidden_inspections` and `hidden_items` are the numbers of what may be in no paper, `cleared` every wording that
    has been cleared for the public, `open_names` and `open_texts` what anybody may know by now of the rest. `people`
    are the names in the register, `posts` the titles of its posts.
    """

    secrets: tuple[Secret, ...]
    hidden_inspections: frozenset[int]
    hidden_items: frozenset[int]
    cleared: frozenset[str]
    open_names: frozenset[str]
    open_texts: frozenset[str]
    people: tuple[str, ...]
    posts: tuple[str, ...]
    last: LastPaper | None
