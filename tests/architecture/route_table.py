"""Every route of the app with who may use it: one row for each, in the order of the addresses.

`roles` are the roles that are let in; every other role gets `refusal`: 403 where it may not come in, 404 where the
thing does not exist for it. Who is not signed in is sent to sign in, unless the route is public. `target` names what
stands in the address by its keys in `route_targets`.
"""

from dataclasses import dataclass, field

from jac_tracker.accounts.roles import Duty, Role, roles_with

EVERYONE = frozenset(Role)
ADMINISTRATOR = roles_with(Duty.KEEP_PEOPLE)
SETTINGS = roles_with(Duty.KEEP_SETTINGS)
HEADLINES = roles_with(Duty.SEE_HEADLINES)
REGISTER_KEEPERS = roles_with(Duty.KEEP_REGISTER)
DRAFTERS = roles_with(Duty.DRAFT_PAPER)
MEETING_KEEPERS = roles_with(Duty.KEEP_MEETINGS) | DRAFTERS
DRAFT_READERS = roles_with(Duty.READ_DRAFT_PAPERS)
PAPER_READERS = roles_with(Duty.READ_ISSUED_PAPERS) | DRAFT_READERS


@dataclass(frozen=True)
class Route:
    """Who may use an address, and how."""

    roles: frozenset[Role] = EVERYONE
    methods: frozenset[str] = frozenset({"GET"})
    is_public: bool = False
    refusal: int = 403
    hidden_from: frozenset[Role] = frozenset()  # of the refused roles, those that get 404 whatever the others get
    target: tuple[str, ...] = ()
    data: dict[str, str] = field(default_factory=dict)


READ = frozenset({"GET"})
FORM = frozenset({"GET", "POST"})
POST_ONLY = frozenset({"POST"})


ROUTES: dict[str, Route] = {
    # accounts: signing in
    "account_login": Route(is_public=True, methods=FORM),
    "account_logout": Route(is_public=True, methods=FORM),
    "account_inactive": Route(is_public=True),
    "account_change_password": Route(methods=FORM),
    "account_reauthenticate": Route(methods=FORM),
    "demo_sign_in": Route(is_public=True, methods=POST_ONLY, target=("role",)),
    # accounts: the administrator's pages
    "people": Route(ADMINISTRATOR),
    "add_person": Route(ADMINISTRATOR, FORM),
    "person": Route(ADMINISTRATOR, target=("person",)),
    "change_person": Route(ADMINISTRATOR, FORM, target=("person",)),
    "set_password": Route(ADMINISTRATOR, FORM, target=("person",)),
    "set_active": Route(ADMINISTRATOR, FORM, target=("person",)),
    "portfolios": Route(ADMINISTRATOR),
    "add_portfolio": Route(ADMINISTRATOR, FORM),
    "change_portfolio": Route(ADMINISTRATOR, FORM, target=("portfolio",)),
    "posts": Route(ADMINISTRATOR),
    "add_post": Route(ADMINISTRATOR, FORM),
    "post": Route(ADMINISTRATOR, target=("post",)),
    "change_post": Route(ADMINISTRATOR, FORM, target=("post",)),
    "hand_over": Route(ADMINISTRATOR, FORM, target=("post",)),
    "end_holding": Route(ADMINISTRATOR, FORM, target=("holding",)),
    # pages that belong to no app
    "components": Route(),
    "accessibility": Route(is_public=True),
    # inspections
    # recommendations
    "home": Route(),
    "register": Route(HEADLINES),
    "recommendation": Route(HEADLINES, target=("reference",)),
    # reports
    "meetings": Route(PAPER_READERS),
    "add_meeting": Route(MEETING_KEEPERS, FORM),
    "meeting": Route(DRAFT_READERS, hidden_from=PAPER_READERS, target=("meeting",)),
    "change_meeting": Route(MEETING_KEEPERS, FORM, target=("meeting",)),
    "start_paper": Route(DRAFTERS, FORM, target=("meeting",)),
    "paper": Route(DRAFT_READERS, hidden_from=PAPER_READERS, target=("meeting",)),
    "change_paper": Route(DRAFTERS, FORM, target=("meeting",)),
    "set_agenda_number": Route(MEETING_KEEPERS, FORM, target=("meeting",)),
    "set_cut_off": Route(DRAFTERS, FORM, target=("meeting",)),
    "paper_preview": Route(DRAFT_READERS, hidden_from=PAPER_READERS, target=("meeting",)),
    "add_section": Route(DRAFTERS, FORM, target=("meeting",)),
    "change_section": Route(DRAFTERS, FORM, target=("meeting", "section")),
    "move_section": Route(DRAFTERS, POST_ONLY, target=("meeting", "section")),
    "remove_section": Route(DRAFTERS, FORM, target=("meeting", "section")),
    "paper_download": Route(DRAFT_READERS, hidden_from=PAPER_READERS, target=("meeting", "format")),
}
