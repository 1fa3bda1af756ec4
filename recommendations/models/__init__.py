"""What the force must do about what HMICFRS said."""

from recommendations.models.event import RecommendationEvent
from recommendations.models.progress import CommitteeWording, ProgressUpdate
from recommendations.models.recommendation import Board, Part, Recommendation, SupportingPost
from recommendations.models.ruling import Decision, HmicfrsStatusRow, Proposal

__all__ = [
    "Board",
    "CommitteeWording",
    "Decision",
    "HmicfrsStatusRow",
    "Part",
    "ProgressUpdate",
    "Proposal",
    "Recommendation",
    "RecommendationEvent",
    "SupportingPost",
]
