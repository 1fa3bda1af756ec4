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


@dataclass(frozen=True)
class Route:
    """Who may use an address, and how."""

    roles: frozenset[Role] = EVERYONE
    methods: frozenset[str] = frozenset({"GET"})
    is_public: bool = False
    refusal: int = 403
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
}
