"""What must hold of an item beside its status: each answers with the sentence that refuses, or with ""."""

from recommendations.models import Recommendation


def is_tracked(recommendation: Recommendation) -> str:
    if recommendation.tracked_by_hmicfrs:
        return ""
    return "HMICFRS does not track this item, so it cannot close it. The Deputy Chief Constable decides."


def is_untracked(recommendation: Recommendation) -> str:
    if not recommendation.tracked_by_hmicfrs:
        return ""
    return "HMICFRS tracks this item, so only HMICFRS can close it."


def lead_can_see_it(recommendation: Recommendation) -> str:
    if not recommendation.publication.inspection.is_embargoed:
        return ""
    return "The inspection is embargoed, so no portfolio lead can see this item to rule on it. Lift the embargo first."
