"""The history of the register: the one write door, the triggers that keep it, and how it is read back.

`record` is the only way to write a tracked row. It saves, writes one django-simple-history row for each object that
really changed, and one `Event` for the act. `as_at` reads the register as it had been recorded by a moment.
"""

from jac_tracker.history.door import (
    AppendOnly,
    AppendOnlyQuerySet,
    Event,
    HistoryRow,
    LockingQuerySet,
    OutsideTheDoor,
    Signer,
    StaleEdit,
    Tracked,
    TrackedQuerySet,
    digest,
    refuse_stale,
)
from jac_tracker.history.names import Names, names_of
from jac_tracker.history.reading import (
    FieldChange,
    Reading,
    as_at,
    as_at_of,
    changed_fields,
    counted_each,
    drift,
    entries_until,
    highest_recorded,
    put_together_once,
    read_together,
    standing_at,
    tracked_models,
    versions_of,
    versions_until,
)
from jac_tracker.history.recording import record, record_acts
from jac_tracker.history.triggers import (
    append_only_models,
    forbid_everything_before_migrate,
    install_triggers,
    install_triggers_after_migrate,
    missing_triggers,
    triggers_lifted,
)

__all__ = [
    "AppendOnly",
    "AppendOnlyQuerySet",
    "Event",
    "FieldChange",
    "HistoryRow",
    "LockingQuerySet",
    "Names",
    "OutsideTheDoor",
    "Reading",
    "Signer",
    "StaleEdit",
    "Tracked",
    "TrackedQuerySet",
    "append_only_models",
    "as_at",
    "as_at_of",
    "changed_fields",
    "counted_each",
    "digest",
    "drift",
    "entries_until",
    "forbid_everything_before_migrate",
    "highest_recorded",
    "install_triggers",
    "install_triggers_after_migrate",
    "missing_triggers",
    "names_of",
    "put_together_once",
    "read_together",
    "record",
    "record_acts",
    "refuse_stale",
    "standing_at",
    "tracked_models",
    "triggers_lifted",
    "versions_of",
    "versions_until",
]
