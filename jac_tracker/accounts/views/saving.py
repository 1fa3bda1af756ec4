"""The view of a list's file: whatever the list, it is asked for, refused and sent alike."""

from collections.abc import Callable, Collection, Sequence
from functools import wraps
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from jac_tracker.accounts.guards import ActorRequest
from jac_tracker.downloads import Listing, not_understood, refused, sent


class NoSuchList(Exception):
    """An address describes no list. `faults` are sentences that say why."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(*faults)
        self.faults = faults


def as_file(
    page: str, *, filters: Collection[str] = (), orders: Collection[str] = ()
) -> Callable[[Callable[..., Listing]], Callable[..., HttpResponseBase]]:
    """Makes the view of a list's file of a function that reads the list as its page does.

    `page` is the url name of the list's page, whose address takes the same but for the format. Where the query asks for
    what is none of `filters` and `orders`, or the function raises NoSuchList, the answer is a page that says so.
    """

    def decorate(read: Callable[..., Listing]) -> Callable[..., HttpResponseBase]:
        @wraps(read)
        def file(request: ActorRequest, *, format: str, **named: Any) -> HttpResponseBase:
            try:
                if faults := not_understood(request.GET, filters=filters, orders=orders):
                    raise NoSuchList(faults)
                return sent(read(request, **named), format, timezone.now())
            except NoSuchList as none:
                return refused(request, none.faults, reverse(page, kwargs=named))

        return file

    return decorate
