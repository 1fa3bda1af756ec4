"""Who may do what: one table of roles and duties."""

from django.db import models


class Role(models.TextChoices):
    """What a post is for. A post has one role; a person has the roles of the posts held."""

    LIAISON = "liaison", "Liaison officer"
    OWNER = "owner", "Owner"
    PORTFOLIO_LEAD = "portfolio lead", "Portfolio lead"
    DCC = "dcc", "Deputy Chief Constable"
    SECRETARY = "secretary", "Committee secretary"
    READER = "reader", "Committee reader"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


# What each role is for, for the administrator who chooses one.
ROLE_HINTS: dict[Role, str] = {
    Role.LIAISON: "Keeps the register, records what HMICFRS decides and drafts the paper. Sees everything.",
    Role.OWNER: "Reports progress on what the post owns. Sees the headlines of the rest.",
    Role.PORTFOLIO_LEAD: "Signs off what belongs to one portfolio. Sees the headlines of the rest.",
    Role.DCC: "Approves claims and releases the paper. Sees everything.",
    Role.SECRETARY: "Keeps the meetings and the Word template, and issues the paper. Sees headlines and drafts.",
    Role.READER: "Reads issued papers only.",
    Role.AUDITOR: "Reads everything, and the audit log. Changes nothing.",
    Role.ADMINISTRATOR: "Keeps people, posts, portfolios, frameworks and settings. Sees no item.",
}


class Duty(models.TextChoices):
    """A thing a role may see or do. Ownership of an item is a relation, not a duty: any post that owns one has it."""

    SEE_EVERYTHING = "see everything", "see every item in full, embargoed and OFFICIAL-SENSITIVE ones too"
    SEE_PORTFOLIO = "see portfolio", "see every item of the post's portfolio in full"
    SEE_HEADLINES = "see headlines", "see the headline of every item that is neither embargoed nor OFFICIAL-SENSITIVE"
    READ_ISSUED_PAPERS = "read issued papers", "read the papers that have been issued"
    READ_DRAFT_PAPERS = "read draft papers", "read papers that have not been issued"
    READ_AUDIT_LOG = "read audit log", "read the audit log of the whole register"
    KEEP_REGISTER = "keep register", "register, allocate and re-date items and record what HMICFRS decided"
    SIGN_OFF = "sign off", "sign off actions and pass or return claims in the post's portfolio"
    APPROVE = "approve", "approve or return claims for the force"
    DRAFT_PAPER = "draft paper", "draft the paper and clear its wording"
    RELEASE_PAPER = "release paper", "release the paper"
    ISSUE_PAPER = "issue paper", "issue and export the paper"
    KEEP_MEETINGS = "keep meetings", "keep meetings and agenda numbers"
    KEEP_TEMPLATE = "keep template", "keep the Word template that papers are written into"
    KEEP_PEOPLE = "keep people", "keep people, posts and portfolios"
    KEEP_SETTINGS = "keep settings", "keep frameworks and settings"


DUTIES: dict[Role, frozenset[Duty]] = {
    Role.LIAISON: frozenset(
        {
            Duty.SEE_EVERYTHING,
            Duty.SEE_HEADLINES,
            Duty.READ_AUDIT_LOG,
            Duty.KEEP_REGISTER,
            Duty.DRAFT_PAPER,
            Duty.READ_DRAFT_PAPERS,
            Duty.READ_ISSUED_PAPERS,
        }
    ),
    Role.OWNER: frozenset({Duty.SEE_HEADLINES, Duty.READ_ISSUED_PAPERS}),
    Role.PORTFOLIO_LEAD: frozenset({Duty.SEE_HEADLINES, Duty.SEE_PORTFOLIO, Duty.SIGN_OFF, Duty.READ_ISSUED_PAPERS}),
    Role.DCC: frozenset(
        {
            Duty.SEE_EVERYTHING,
            Duty.SEE_HEADLINES,
            Duty.APPROVE,
            Duty.RELEASE_PAPER,
            Duty.READ_DRAFT_PAPERS,
            Duty.READ_ISSUED_PAPERS,
        }
    ),
    Role.SECRETARY: frozenset(
        {
            Duty.SEE_HEADLINES,
            Duty.ISSUE_PAPER,
            Duty.KEEP_MEETINGS,
            Duty.KEEP_TEMPLATE,
            Duty.READ_DRAFT_PAPERS,
            Duty.READ_ISSUED_PAPERS,
        }
    ),
    Role.READER: frozenset({Duty.READ_ISSUED_PAPERS}),
    Role.AUDITOR: frozenset(
        {
            Duty.SEE_EVERYTHING,
            Duty.SEE_HEADLINES,
            Duty.READ_AUDIT_LOG,
            Duty.READ_DRAFT_PAPERS,
            Duty.READ_ISSUED_PAPERS,
        }
    ),
    Role.ADMINISTRATOR: frozenset({Duty.KEEP_PEOPLE, Duty.KEEP_SETTINGS}),
}


def roles_with(duty: Duty) -> frozenset[Role]:
    """The roles that have `duty`."""
    return frozenset(role for role, duties in DUTIES.items() if duty in duties)
