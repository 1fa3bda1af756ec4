"""Things removed for good, by the people whose acts that takes."""

from datetime import UTC, datetime
from typing import Any

from reports import actions
from reports.enums import Ground
from reports.models import Expunction
from tests.factories.people import Cast

LONG_AFTER = datetime(2022, 5, 16, 10, tzinfo=UTC)
"""When the factory proposes, agrees and carries out."""

STONE = "[expunged 16 May 2022]"


def make_expunction(cast: Cast, words: str = "", *, at: datetime = LONG_AFTER, **values: Any) -> Expunction:
    """Words, or a file, proposed by the liaison officer."""
    given: dict[str, Any] = {"ground": Ground.ERASURE, "reason": "The person asked for it in writing."}
    by = cast.liaison.actor(at.date())
    return actions.propose_expunction(words=words, **(given | values), by=by, at=at)


def expunge(cast: Cast, words: str = "", *, at: datetime = LONG_AFTER, **values: Any) -> Expunction:
    """The whole way: proposed, then agreed and carried out by the DCC."""
    proposed = make_expunction(cast, words, at=at, **values)
    by = cast.dcc.actor(at.date())
    actions.agree_expunction(expunction=proposed, by=by, at=at)
    return actions.carry_out_expunction(expunction=proposed, by=by, at=at)
