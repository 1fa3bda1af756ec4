"""Items to try an act on."""

from datetime import date
from typing import Any

from recommendations import actions
from recommendations.enums import ProposalKind, Status, Verb
from recommendations.models import Recommendation
from recommendations.workflow import ON_CLAIM, act_for
from tests.factories.inspections import make_publication
from tests.factories.people import Cast
from tests.factories.recommendations import REGISTERED_AT, claim_up_to, make_recommendation, write_claim

TODAY = date(2022, 2, 1)


def item_for(cast: Cast, verb: Verb) -> Recommendation:
    """An item on which everything but status and person lets the act go ahead."""
    item = make_recommendation(cast, make_publication(), tracked=verb not in (Verb.DCC_CLOSES, Verb.FORCE_CLOSES))
    act = act_for(verb)
    if verb == Verb.CLAIM:
        write_claim(cast, item, at=REGISTERED_AT)
    elif verb in ON_CLAIM:
        claim_up_to(cast, item, Status.WITH_PORTFOLIO_LEAD, at=REGISTERED_AT)
    by: dict[str, Any] = {"recommendation": item, "by": cast.liaison.actor(TODAY), "at": REGISTERED_AT, "why": "So."}
    match getattr(act, "answers", None):
        case ProposalKind.NOT_APPLICABLE:
            actions.propose_not_applicable(**by, portfolio=cast.local)
        case ProposalKind.IN_ERROR:
            actions.propose_in_error(**by)
    item.refresh_from_db()
    return item
