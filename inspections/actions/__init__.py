"""Everything that is ever written about inspections, frameworks and whose register this is.

Each act takes `by` and `at` (and `why` where there is a reason), runs in one transaction, locks what it changes, and
ends in one entry in the history. It raises PermissionDenied for who may not, NotPossible with a sentence for what
cannot be as things stand, and StaleEdit where a form was overtaken.
"""

from inspections.actions.causes import CAUSE_FIELDS, add_cause, change_cause, remove_cause
from inspections.actions.frameworks import (
    FRAMEWORK_FIELDS,
    AreaRow,
    GradeRow,
    add_framework,
    change_framework,
    framework_as_shown,
)
from inspections.actions.gradings import AreaGrading, gradings_as_shown, set_gradings
from inspections.actions.inspections import (
    FACT_FIELDS,
    INSPECTION_FIELDS,
    NARRATIVE_FIELDS,
    add_inspection,
    change_inspection,
    inspection_as_shown,
    set_embargo,
)
from inspections.actions.milestones import (
    MILESTONE_FIELDS,
    MILESTONE_SHOWN,
    add_milestone,
    change_milestone,
    remove_milestone,
)
from inspections.actions.monitoring import remove_monitoring_phase, set_monitoring_phase
from inspections.actions.publications import (
    PUBLICATION_FIELDS,
    PUBLICATION_SHOWN,
    add_publication,
    change_publication,
    remove_publication,
)
from inspections.actions.reference import REGISTER_FIELDS, change_register, load_reference, start_register
from inspections.actions.replies import (
    REPLY_DUTY_FIELDS,
    REPLY_DUTY_SHOWN,
    Count,
    add_reply_duty,
    change_reply_duty,
    counts_as_shown,
    remove_reply_duty,
    set_reported_counts,
)

__all__ = [
    "CAUSE_FIELDS",
    "FACT_FIELDS",
    "FRAMEWORK_FIELDS",
    "INSPECTION_FIELDS",
    "MILESTONE_FIELDS",
    "MILESTONE_SHOWN",
    "NARRATIVE_FIELDS",
    "PUBLICATION_FIELDS",
    "PUBLICATION_SHOWN",
    "REGISTER_FIELDS",
    "REPLY_DUTY_FIELDS",
    "REPLY_DUTY_SHOWN",
    "AreaGrading",
    "AreaRow",
    "Count",
    "GradeRow",
    "add_cause",
    "add_framework",
    "add_inspection",
    "add_milestone",
    "add_publication",
    "add_reply_duty",
    "change_cause",
    "change_framework",
    "change_inspection",
    "change_milestone",
    "change_publication",
    "change_register",
    "change_reply_duty",
    "counts_as_shown",
    "framework_as_shown",
    "gradings_as_shown",
    "inspection_as_shown",
    "load_reference",
    "remove_cause",
    "remove_milestone",
    "remove_monitoring_phase",
    "remove_publication",
    "remove_reply_duty",
    "set_embargo",
    "set_gradings",
    "set_monitoring_phase",
    "set_reported_counts",
    "start_register",
]
