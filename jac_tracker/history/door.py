"""The one write door: what may pass it, and that nothing goes round it."""

import hashlib
import json
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from copy import deepcopy
from functools import cache
from typing import Any, ClassVar, NoReturn, Protocol, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.query import ModelIterable
from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

_open: ContextVar[bool] = ContextVar("the write door stands open", default=False)


class OutsideTheDoor(RuntimeError):
    """A tracked or append-only row was about to be written without `record`: a defect in the caller."""


class StaleEdit(Exception):
    """Somebody else changed what a form shows after it was shown. Nothing was written."""

    def __init__(self, current: models.Model) -> None:
        super().__init__("Somebody else changed this while you were editing it.")
        self.current = current


class Signer(Protocol):
    """Who an act is recorded under: an accounts Actor."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def post_id(self) -> int | None: ...
    @property
    def system_name(self) -> str: ...


# What a row must be to be written here


def values_of(obj: models.Model) -> dict[str, Any]:
    """The values of an object's own columns, as `record` compares them."""
    # Through to_python, so that "2017-11-30" and the date it stands for do not count as a change.
    return {field.attname: field.to_python(getattr(obj, field.attname)) for field in obj._meta.concrete_fields}


class _LockedRows(ModelIterable):  # type: ignore[type-arg]
    """Rows that each know the values they were read with: nobody else can change them before `record` compares."""

    def __iter__(self) -> Iterator[Any]:
        for row in super().__iter__():
            row._as_locked = deepcopy(values_of(row))  # a list in a column can be changed in its place
            yield row


class LockingQuerySet(models.QuerySet[Any]):
    def locked(self) -> Self:
        """These rows, and none that they are joined to, under a lock that keeps out whoever else asks for it.

        Rows that point at these can still be written, as events are. The plain lock would keep those waiting too, and
        two acts that each hold the row at which the other's event points would wait for ever.
        """
        rows = self.select_for_update(of=("self",), no_key=True)
        rows._iterable_class = _LockedRows
        return rows


class _GuardedQuerySet(LockingQuerySet):
    """Refuses the bulk writes that leave no history."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise OutsideTheDoor(f"{self.model.__name__} rows are written one by one, through history.record().")

    update = bulk_create = bulk_update = delete = _refuse
    aupdate = abulk_create = abulk_update = adelete = _refuse
    update.queryset_only = delete.queryset_only = False  # type: ignore[attr-defined]


class TrackedQuerySet(_GuardedQuerySet):
    pass


class AppendOnlyQuerySet(_GuardedQuerySet):
    pass


class HistoryRow(models.Model):
    """What every history row carries beside django-simple-history's own columns."""

    act = models.UUIDField("act", db_index=True, editable=False)
    history_post = models.ForeignKey(
        "accounts.Post", models.DO_NOTHING, null=True, db_constraint=False, related_name="+", editable=False
    )

    class Meta:
        abstract = True


class VersionsManager(HistoryManager):  # type: ignore[misc]
    """The manager behind `history`, whose class is made once: it was made anew at each save and each question."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class: type[models.QuerySet[Any]], class_name: str | None = None) -> Any:
        return super().from_queryset(queryset_class, class_name)


class _Versions(HistoricalRecords):  # type: ignore[misc]
    def get_meta_options(self, model: type["Tracked"]) -> dict[str, Any]:
        options: dict[str, Any] = super().get_meta_options(model)
        options["indexes"] = list(model.versions_found_by)
        return options


class Tracked(models.Model):
    """A row whose every version is kept. Written by `record` only; foreign keys to it are PROTECT.

    `versions_found_by` are indexes by which, of a model's many versions, some are found without a look at the others.
    """

    versions_found_by: ClassVar[tuple[models.Index, ...]] = ()
    history = _Versions(
        inherit=True,
        bases=[HistoryRow],
        history_id_field=models.BigAutoField(),
        history_manager=VersionsManager,
    )
    objects: Any = TrackedQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"  # else _base_manager would be a way round


class AppendOnly(models.Model):
    """A row that is written once, by `record`, and never changed; triggers in the database refuse everything else."""

    objects: Any = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"


class Event(AppendOnly):
    """One act: what was done, when, by whom under which post, and why. Each app has its own concrete events."""

    act = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField("recorded at", db_index=True)
    happened_on = models.DateField("happened on", null=True, blank=True)
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="recorded by"
    )
    by_post = models.ForeignKey("accounts.Post", models.PROTECT, null=True, related_name="+", verbose_name="post")
    by_system = models.CharField("command", max_length=50, blank=True)
    why = models.TextField("reason", blank=True)
    cites = models.CharField("source cited", max_length=300, blank=True)
    details = models.JSONField("details", default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        abstract = True
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(by_user__isnull=False, by_post__isnull=False, by_system="")
                | (models.Q(by_user__isnull=True, by_post__isnull=True) & ~models.Q(by_system="")),
                name="%(app_label)s_%(class)s_has_one_actor",
            )
        ]


_GUARDED = (Tracked, AppendOnly)


@receiver(pre_save)
@receiver(pre_delete)
def _guard_the_door(sender: type[models.Model], **kwargs: Any) -> None:
    # Signals, not save(): loaddata and the deletion collector never call save() or delete().
    if issubclass(sender, _GUARDED) and not _open.get():
        raise OutsideTheDoor(f"Write {sender.__name__} through history.record(), so that its history is kept.")


@contextmanager
def door_open() -> Iterator[None]:
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


# Lost edits


def digest(obj: models.Model | None, fields: Sequence[str]) -> str:
    """A short fingerprint of `obj`'s values of `fields` as a form shows them; of nothing, for an object yet to be."""
    values = {} if obj is None else {name: obj.serializable_value(name) for name in sorted(fields)}
    text = json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def refuse_stale(obj: models.Model, fields: Sequence[str], shown: str | None) -> None:
    """Raise StaleEdit if `obj`, read after the lock, no longer has the values whose digest is `shown`.

    `shown` is None where no form was shown: a command, or an act that does not edit.
    """
    if shown is not None and digest(obj, fields) != shown:
        raise StaleEdit(obj)
