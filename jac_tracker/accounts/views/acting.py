"""The fourth beat of a view: one act, and what becomes of a refusal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jac_tracker import forms
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.history import StaleEdit

Conflicts = list[tuple[str, str, str]]


@dataclass(frozen=True)
class Outcome:
    """What became of an act: done, or the page to show again with this status.

    `conflicts` are of a form that was overtaken, though nothing typed may differ; None of any other.
    """

    done: bool = False
    status: int = 200
    conflicts: tuple[tuple[str, str, str], ...] | None = None


NOT_TRIED = Outcome()


def attempt(
    form: Any,
    act: Callable[[], Any],
    *,
    refused_at: str | None = None,
    shown_now: Callable[[Any], str] | None = None,
    conflicts: Callable[[Any, Any], Conflicts] = forms.conflicts,
) -> Outcome:
    """Do the act for a valid form. What cannot be is said at the field `refused_at`, else at the top of the form.

    An overtaken edit comes back with both texts: `conflicts(form, row as it is now)` lists them, and `shown_now` gives
    the digest with which the form may be sent again.
    """
    try:
        act()
    except NotPossible as refusal:
        form.add_error(refused_at, str(refusal))
        return Outcome()
    except StaleEdit as overtaken:
        if shown_now is None:
            raise
        form.show_as_now(shown_now(overtaken.current))
        return Outcome(status=409, conflicts=tuple(conflicts(form, overtaken.current)))
    return Outcome(done=True)
