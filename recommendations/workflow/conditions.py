"""What must hold of an item beside its status: each answers with the sentences that refuse, or with none."""

from recommendations.rules.claim import faults_of_claim
from recommendations.workflow.case import Case

NO_LEAD_SEES_IT = (
    "The inspection is embargoed, so no portfolio lead can see this item to rule on it. Lift the embargo first."
)


def is_tracked(case: Case) -> list[str]:
    if case.recommendation.tracked_by_hmicfrs:
        return []
    return ["HMICFRS does not track this item, so it cannot decide on it. The force decides itself."]


def is_untracked(case: Case) -> list[str]:
    if not case.recommendation.tracked_by_hmicfrs:
        return []
    return ["HMICFRS tracks this item, so only HMICFRS can close it."]


def lead_can_see_it(case: Case) -> list[str]:
    return [NO_LEAD_SEES_IT] if case.recommendation.publication.inspection.is_embargoed else []


def claim_is_whole(case: Case) -> list[str]:
    """Every part of ours answered, exhibits named, and how it will last."""
    return _faults_of_standing_claim(case)


def claim_is_still_whole(case: Case) -> list[str]:
    """The parts of the item may have been changed at a desk: a claim that does not answer them goes no further."""
    faults = _faults_of_standing_claim(case)
    if not faults:
        return []
    return [
        "The claim is not whole any more, so it can only be changed, returned or withdrawn.",
        *faults,
    ]


def _faults_of_standing_claim(case: Case) -> list[str]:
    claim = case.standing_claim
    letters = [part.letter for part in case.parts if part.is_ours]
    answers = {answer.part_letter: answer.text for answer in case.answers}
    return faults_of_claim(letters, answers, len(case.exhibits), claim.how_it_will_last if claim else "")
