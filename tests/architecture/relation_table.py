"""What somebody may do at each address that names an item, by what they have to do with that item.

Written from the rules, apart from the code and from the table of routes. `hands` are in whose hand the act lies:

L liaison, O the owner, P the portfolio lead, D the Deputy Chief Constable, K the desk that it is with, C the post that
claimed, A the lead who was asked, T a post with an action on it (the Deputy Chief Constable's). H is a page for
everybody who sees headlines. W is for those who see the whole item: others are not told of it; F is a file of theirs.
"""

from dataclasses import dataclass

from jac_tracker.accounts.roles import Role

HANDS: dict[str, str] = {
    "recommendation": "H",
    "claim_of": "H",
    "actions_of": "H",
    "actions_of_file": "F",
    "evidence_file": "F",
    "evidence_pack": "F",
    "scrutinise": "W",
    **dict.fromkeys(("allocate", "rule_not_ours", "propose_not_applicable", "hold", "resume", "hmicfrs_closes"), "L"),
    **dict.fromkeys(("reopen", "propose_in_error", "reallocate", "edit_text", "set_parts", "set_marking"), "L"),
    **dict.fromkeys(("confirm_deadline", "set_governance", "record_hmicfrs_status", "set_tracked"), "L"),
    **dict.fromkeys(("set_tracked_through", "write_wording", "clear_wording", "check_evidence"), "L"),
    **dict.fromkeys(("submit", "hmicfrs_returns", "force_closes", "write_reply", "clear_reply"), "L"),
    **dict.fromkeys(("record_progress", "set_target", "extend_target", "write_claim", "claim"), "LO"),
    **dict.fromkeys(("replace_evidence", "set_aside_evidence"), "LO"),
    **dict.fromkeys(("add_action", "change_action", "drop_action"), "LO"),
    **dict.fromkeys(("add_evidence", "do_action"), "LOT"),
    **dict.fromkeys(("sign_off_action", "return_action", "pass_claim"), "P"),
    **dict.fromkeys(("agree_not_applicable", "refuse_not_applicable"), "A"),
    **dict.fromkeys(("agree_in_error", "refuse_in_error"), "LD"),
    "set_rag": "LP",
    "dcc_closes": "D",
    "approve": "D",
    "return_claim": "K",
    "change_claim": "O",
    "withdraw_claim": "LC",
}

SEE_EVERYTHING = {Role.LIAISON, Role.DCC, Role.AUDITOR}
SEE_HEADLINES = {*SEE_EVERYTHING, Role.OWNER, Role.PORTFOLIO_LEAD, Role.SECRETARY}
# Who gets past the door of a page at all, by the hands in which its act lies.
AT_THE_DOOR: dict[str, set[Role]] = {
    "L": {Role.LIAISON},
    "P": {Role.PORTFOLIO_LEAD},
    "A": {Role.PORTFOLIO_LEAD},
    "D": {Role.DCC},
    "K": {Role.PORTFOLIO_LEAD, Role.LIAISON, Role.DCC},
    **dict.fromkeys("OCTHWF", SEE_HEADLINES),
}


# The roles that an item can belong to.
OWNING = {Role.OWNER, Role.PORTFOLIO_LEAD}


@dataclass(frozen=True)
class Relation:
    """An item as the owner and the portfolio lead of the cast stand to it."""

    is_own: bool = True
    is_marked: bool = False
    is_embargoed: bool = False
    is_closed: bool = False
    is_there: bool = True


RELATIONS: dict[str, Relation] = {
    "own": Relation(),
    "other portfolio": Relation(is_own=False),
    "own, marked": Relation(is_marked=True),
    "other portfolio, marked": Relation(is_own=False, is_marked=True),
    "embargoed": Relation(is_embargoed=True),
    "closed": Relation(is_closed=True),
    "missing": Relation(is_there=False),
}


def expected(name: str, relation: Relation, role: Role) -> int:
    """The answer to a request for the address: 200 stands for every answer of a page that lets somebody in."""
    hands = HANDS[name]
    if not passes_the_door(name, role):
        return 403
    if not relation.is_there or not _sees(role, relation):
        return 404
    if hands == "H":
        return 200
    if hands in ("W", "F"):
        return 200 if role in SEE_EVERYTHING or _is_own(role, relation) else {"W": 404, "F": 403}[hands]
    return 200 if any(_holds(hand, role, relation) for hand in hands) else 403


def passes_the_door(name: str, role: Role) -> bool:
    """Whether the role gets past the page's door at all, whatever the item."""
    if name == "scrutinise" and role not in AT_THE_DOOR["K"]:
        return False
    return any(role in AT_THE_DOOR[hand] for hand in HANDS[name])


def _sees(role: Role, relation: Relation) -> bool:
    if role in SEE_EVERYTHING:
        return True
    return not relation.is_embargoed and (not relation.is_marked or _is_own(role, relation))


def _is_own(role: Role, relation: Relation) -> bool:
    return relation.is_own and role in OWNING


def _holds(hand: str, role: Role, relation: Relation) -> bool:
    match hand:
        case "L":
            return role == Role.LIAISON
        case "D" | "T":
            return role == Role.DCC
        case "K":  # what is claimed is with the Deputy Chief Constable; once closed, no desk is a stranger to it
            at_a_desk = role == Role.LIAISON or _holds("P", role, relation)
            return role == Role.DCC or (relation.is_closed and at_a_desk)
        case "O":
            return role == Role.OWNER and relation.is_own
        case "C":
            return role == Role.OWNER and relation.is_own and not relation.is_closed
        case "P":
            return role == Role.PORTFOLIO_LEAD and relation.is_own
        case "A":  # no lead is a stranger to a question that is asked no more: the answer says so
            return role == Role.PORTFOLIO_LEAD and (relation.is_own or relation.is_closed)
    return False
