"""Setting a RAG beside the one the rule suggests."""

from datetime import date

from jac_tracker.accounts.actions import NotPossible
from recommendations.enums import AT_WORK, Rag
from recommendations.models import Recommendation
from recommendations.rules.rag import Facts, suggested_rag

RAGS_AT_WORK = frozenset({Rag.RED, Rag.AMBER, Rag.GREEN})


def judged_rag(item: Recommendation, rag: Rag | None, reason: str, on: date) -> tuple[Rag, str]:
    """The RAG to set and its reason; the suggested one where none is given.

    Raises NotPossible for one that does not fit the status, or that differs from the suggested without a reason.
    """
    suggestion = suggested_rag(Facts.of(item), on)
    if rag is None:
        return suggestion.rag, reason.strip()
    rag = Rag(rag)
    if item.status not in AT_WORK and rag != suggestion.rag:
        raise NotPossible(f"An item that is {item.get_status_display().lower()} has no RAG to choose.")
    if item.status in AT_WORK and rag not in RAGS_AT_WORK:
        raise NotPossible("Choose Red, Amber or Green.")
    if rag != suggestion.rag and not reason.strip():
        raise NotPossible(
            f"The rule suggests {suggestion.rag.label}: {suggestion.why} Say why it should be {rag.label}."
        )
    return rag, reason.strip()
