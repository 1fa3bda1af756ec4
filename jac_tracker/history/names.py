"""What rows that others point to were called at a moment."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.db import models

from jac_tracker.history.door import Tracked
from jac_tracker.history.reading import versions_of


class Names:
    """The names of rows, each from a moment on."""

    def __init__(self) -> None:
        self._called: dict[tuple[type[models.Model], int], list[tuple[datetime, str]]] = defaultdict(list)

    def add(self, model: type[models.Model], number: int, since: datetime, name: str) -> None:
        """A row had this name since the moment. The names of one row are added in the order of time."""
        self._called[model, number].append((since, name))

    def of(self, model: type[models.Model], number: int | None, moment: datetime) -> str:
        """What a row was called at the moment, or first, if it came later; empty for no row."""
        names = self._called.get((model, number or 0), [])
        place = bisect_right([since for since, _name in names], moment)
        return names[max(place - 1, 0)][1] if names else ""


def names_of(wanted: Mapping[type[Tracked], set[int]], called_by: Mapping[type[Tracked], str]) -> Names:
    """Every name that the rows wanted ever had, by the field that each model is called by.

    One statement for each model, even for no row: a page costs the same whatever it shows.
    """
    names = Names()
    for model, numbers in wanted.items():
        versions = versions_of(model).filter(id__in={0, *numbers}).order_by("history_date", "history_id")
        for number, since, name in versions.values_list("id", "history_date", called_by[model]):
            names.add(model, number, since, name)
    return names
