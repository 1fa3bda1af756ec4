"""Which posts can own an item, as far as their role says it."""

from jac_tracker.accounts.roles import Role

OWNING_ROLES = frozenset({Role.OWNER, Role.PORTFOLIO_LEAD, Role.LIAISON, Role.DCC})
# Whose daily work it is to change items, whichever stand on the page just now.
CHANGING_ROLES = OWNING_ROLES - {Role.DCC}
# Their desks judge the claim for completion, so another post must be there to judge one of their own.
JUDGING_ROLES = frozenset({Role.LIAISON, Role.DCC})
