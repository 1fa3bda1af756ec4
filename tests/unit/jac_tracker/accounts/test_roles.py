"""The table of roles and duties, written out a second time."""

from jac_tracker.accounts.roles import DUTIES, ROLE_HINTS, Duty, Role

# One line for each duty: the roles that have it.
WHO: dict[Duty, set[Role]] = {
    Duty.SEE_EVERYTHING: {Role.LIAISON, Role.DCC, Role.AUDITOR},
    Duty.SEE_PORTFOLIO: {Role.PORTFOLIO_LEAD},
    Duty.SEE_HEADLINES: {Role.LIAISON, Role.OWNER, Role.PORTFOLIO_LEAD, Role.DCC, Role.SECRETARY, Role.AUDITOR},
    Duty.READ_ISSUED_PAPERS: {
        Role.LIAISON, Role.OWNER, Role.PORTFOLIO_LEAD, Role.DCC, Role.SECRETARY, Role.READER, Role.AUDITOR,
    },
    Duty.READ_DRAFT_PAPERS: {Role.LIAISON, Role.DCC, Role.SECRETARY, Role.AUDITOR},
    Duty.READ_AUDIT_LOG: {Role.LIAISON, Role.AUDITOR},
    Duty.KEEP_REGISTER: {Role.LIAISON},
    Duty.SIGN_OFF: {Role.PORTFOLIO_LEAD},
    Duty.APPROVE: {Role.DCC},
    Duty.DRAFT_PAPER: {Role.LIAISON},
    Duty.RELEASE_PAPER: {Role.DCC},
    Duty.ISSUE_PAPER: {Role.SECRETARY},
    Duty.KEEP_MEETINGS: {Role.SECRETARY},
    Duty.KEEP_TEMPLATE: {Role.SECRETARY},
    Duty.KEEP_PEOPLE: {Role.ADMINISTRATOR},
    Duty.KEEP_SETTINGS: {Role.ADMINISTRATOR},
}  # fmt: skip


def test_each_duty_belongs_to_the_roles_it_should() -> None:
    assert {duty: {role for role in Role if duty in DUTIES[role]} for duty in Duty} == WHO


def test_an_auditor_changes_nothing_and_an_administrator_sees_no_item() -> None:
    reads = {duty for duty in Duty if duty.name.startswith(("SEE_", "READ_"))}

    assert DUTIES[Role.AUDITOR] <= reads
    assert DUTIES[Role.ADMINISTRATOR].isdisjoint(reads)


def test_every_role_is_explained_to_the_administrator() -> None:
    assert set(ROLE_HINTS) == set(DUTIES) == set(Role)
