"""What the force must do about what HMICFRS said."""

from recommendations.models.action import Action
from recommendations.models.cause import causes_to_discharge
from recommendations.models.claim import Claim, ClaimAnswer, Claimant, Exhibit, SignOff
from recommendations.models.event import RecommendationEvent
from recommendations.models.evidence import EXPUNGED_KEY, Evidence, StoredFile
from recommendations.models.handing_over import HandOverNote
from recommendations.models.intake import Intake, ListDecision
from recommendations.models.progress import CommitteeWording, ProgressUpdate, ReplyComment
from recommendations.models.recommendation import Board, Part, Recommendation, SupportingPost
from recommendations.models.ruling import ClosureLevel, Decision, HmicfrsStatusRow, Proposal

__all__ = [
    "EXPUNGED_KEY",
    "Action",
    "Board",
    "Claim",
    "ClaimAnswer",
    "Claimant",
    "ClosureLevel",
    "CommitteeWording",
    "Decision",
    "Evidence",
    "Exhibit",
    "HandOverNote",
    "HmicfrsStatusRow",
    "Intake",
    "ListDecision",
    "Part",
    "ProgressUpdate",
    "Proposal",
    "Recommendation",
    "RecommendationEvent",
    "ReplyComment",
    "SignOff",
    "StoredFile",
    "SupportingPost",
    "causes_to_discharge",
]
