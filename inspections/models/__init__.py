"""What the inspectorate did."""

from inspections.models.event import InspectionEvent
from inspections.models.framework import Framework, FrameworkArea, FrameworkGrade
from inspections.models.inspection import Inspection, JointInspectorate, Milestone, MonitoringPhase, OtherForce
from inspections.models.publication import CauseOfConcern, Grading, Publication, ReplyDuty, ReportedCount
from inspections.models.reference import Force, Inspectorate, Register

__all__ = [
    "CauseOfConcern",
    "Force",
    "Framework",
    "FrameworkArea",
    "FrameworkGrade",
    "Grading",
    "Inspection",
    "InspectionEvent",
    "Inspectorate",
    "JointInspectorate",
    "Milestone",
    "MonitoringPhase",
    "OtherForce",
    "Publication",
    "Register",
    "ReplyDuty",
    "ReportedCount",
]
