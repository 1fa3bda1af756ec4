"""A lettered part as its form begins, and as the act takes it."""

from typing import Any

from jac_tracker.dates import Precision
from recommendations.enums import DeadlineKind
from recommendations.models import Part
from recommendations.rules.as_read import DeadlineAsRead, PartAsRead

_ANSWERS = {None: "", True: "yes", False: "no"}


def as_read(part: Part) -> PartAsRead:
    """The part as it stands, to be kept as it is."""
    return PartAsRead(
        letter=part.letter,
        text=part.text,
        addressees=tuple(part.addressees),
        deadline=DeadlineAsRead(
            words=part.deadline_words,
            kind=DeadlineKind(part.deadline_kind),
            on=part.deadline_on,
            precision=Precision(part.deadline_precision) if part.deadline_precision else None,
            basis_on=part.deadline_basis_on,
        ),
        is_ours=part.is_ours,
        is_met=part.is_met,
    )


def initial_of(part: Part | None) -> dict[str, Any]:
    """What a part's form begins with."""
    if part is None:
        return {"deadline_kind": DeadlineKind.NONE, "is_ours": "", "is_met": ""}
    return {
        "letter": part.letter,
        "text": part.text,
        "addressees": part.addressees,
        "is_ours": _ANSWERS[part.is_ours],
        "is_met": _ANSWERS[part.is_met],
        "deadline_words": part.deadline_words,
        "deadline_kind": part.deadline_kind,
        "deadline_on": part.deadline_on,
        "deadline_precision": part.deadline_precision,
    }
