"""The register as a page reads it: as it stands, or as it had been recorded by the end of a day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.urls import reverse

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.roles import Duty
from jac_tracker.dates import end_of_day
from jac_tracker.history import AppendOnly, Tracked, as_at, as_at_of, versions_of
from recommendations.models import Recommendation


@dataclass(frozen=True)
class Reading:
    """Where every row of a page is read, so that names and facts are of one moment.

    `on` is the day from which ages and lateness are seen. Without a moment the register is read as it stands. Rows of
    both kinds have the model's own fields, foreign keys as numbers, and `id` for the object's number.
    """

    on: date
    moment: datetime | None = None

    @classmethod
    def at_the_end_of(cls, day: date) -> Self:
        """What had been recorded by the end of the day in London."""
        return cls(day, end_of_day(day))

    @property
    def is_past(self) -> bool:
        return self.moment is not None

    def address_of(self, reference: str) -> str:
        """The address of an item's page, read at the same moment."""
        address = reverse("recommendation", args=[reference])
        return f"{address}?as_at={self.on.isoformat()}" if self.is_past else address

    def of(self, model: type[Tracked]) -> QuerySet[Any]:
        """The rows of a tracked model."""
        return model.objects.all() if self.moment is None else as_at(model, self.moment)

    def versions_of(self, model: type[Tracked]) -> QuerySet[Any]:
        """Every version that had been recorded of a tracked model's rows."""
        rows = versions_of(model)
        return rows if self.moment is None else rows.filter(history_date__lte=self.moment)

    def added_to(self, model: type[AppendOnly]) -> QuerySet[Any]:
        """The rows of an append-only model, each placed by its `at`."""
        rows: QuerySet[Any] = model.objects.all()
        return rows if self.moment is None else rows.filter(at__lte=self.moment)

    def items_visible_to(self, actor: Actor, *, open_alone: bool = False) -> QuerySet[Any]:
        """The items that the actor may know of by today's rights, each with whether it is seen whole, `is_full`.

        Where the open ones alone are wanted of the past, others may be missing, and those are found quicker.
        """
        visible = Recommendation.objects.visible_to(actor)
        rows: QuerySet[Any] = visible
        if self.moment is not None:
            rows = as_at_of(visible.perhaps_open_at(self.moment) if open_alone else visible, self.moment)
        if actor.may(Duty.SEE_EVERYTHING):
            return rows.annotate(is_full=Value(True))
        whole = Recommendation.objects.in_full_to(actor).filter(pk=OuterRef("id"))
        return rows.annotate(is_full=Exists(whole))
