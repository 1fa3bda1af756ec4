"""What must hold of an item beside its status: each answers with the sentences that refuse, or with none."""

from recommendations.models import Recommendation
from recommendations.rules.claim import faults_of_claim
from recommendations.workflow.signing import standing_claim


def is_tracked(recommendation: Recommendation) -> list[str]:
    if recommendation.tracked_by_hmicfrs:
        return []
    return ["HMICFRS does not track this item, so it cannot decide on it. The force decides itself."]


def is_untracked(recommendation: Recommendation) -> list[str]:
    if not recommendation.tracked_by_hmicfrs:
        return []
    return ["HMICFRS tracks this item, so only HMICFRS can close it."]


def lead_can_see_it(recommendation: Recommendation) -> list[str]:
    if not recommendation.publication.inspection.is_embargoed:
        return []
    return [
        "The inspection is embargoed, so no portfolio lead can see this item to rule on it. Lift the embargo first."
    ]


def claim_is_whole(recommendation: Recommendation) -> list[str]:
    """Every part of ours answered, exhibits named, and how it will last."""
    return _faults_of_standing_claim(recommendation)


def claim_is_still_whole(recommendation: Recommendation) -> list[str]:
    """The parts of the item may have been changed at a desk: a claim that does not answer them goes no further."""
    faults = _faults_of_standing_claim(recommendation)
    if not faults:
        return []
    return [
        "The claim is not whole any more, so it can only be changed, returned or withdrawn.",
        *faults,
    ]


def _faults_of_standing_claim(recommendation: Recommendation) -> list[str]:
    claim = standing_claim(recommendation)
    letters = [part.letter for part in recommendation.parts.all() if part.is_ours]
    answers = {answer.part_letter: answer.text for answer in claim.answers.all()} if claim else {}
    exhibits = claim.exhibits.count() if claim else 0
    return faults_of_claim(letters, answers, exhibits, claim.how_it_will_last if claim else "")
