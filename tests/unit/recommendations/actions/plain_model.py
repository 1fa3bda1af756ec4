"""An item as the rules tell it: what may become of it, by whom. Knows nothing of the database or of the code."""

from dataclasses import dataclass, field

PEOPLE = ("liaison", "second_liaison", "owner", "other_owner", "lead", "other_lead", "dcc", "secretary", "auditor")
LIAISONS = {"liaison": "second_liaison", "second_liaison": "liaison"}
LEADS = {"crime": "lead", "local": "other_lead"}
PORTFOLIOS = {"owner": "crime", "lead": "crime", "other_owner": "local", "other_lead": "local"}
OWNING = {"owner", "other_owner", "lead", "other_lead", *LIAISONS}
OPEN = {"awaiting allocation", "in progress", "on hold"}
CLOSED = {"closed complete", "closed superseded", "closed no further action"}
RAGS = {
    "awaiting allocation": {"grey"},
    "in progress": {"red", "amber", "green"},
    "on hold": {"red", "amber", "green"},
    "closed complete": {"blue"},
}


@dataclass
class Asked:
    """A proposal that stands."""

    kind: str
    by: str
    portfolio: str = ""


@dataclass
class Model:
    """An item as the rules see it."""

    status: str = "awaiting allocation"
    owner: str = ""
    portfolio: str = ""
    tracked: bool = True
    asked: Asked | None = None
    embargoed: bool = False
    away: set[str] = field(default_factory=set)
    acts: int = 1
    decisions: int = 0

    def is_liaison(self, who: str) -> bool:
        return who in LIAISONS and who not in self.away

    def is_dcc(self, who: str) -> bool:
        return who == "dcc" and who not in self.away

    def is_own(self, who: str) -> bool:
        """Whether the item is the one's own. An embargoed one exists for liaison, the DCC and the auditor alone."""
        return who == self.owner and who not in self.away and (not self.embargoed or who in LIAISONS)

    def leads(self, who: str, portfolio: str) -> bool:
        return LEADS.get(portfolio) == who and who not in self.away and not self.embargoed

    def may_answer_not_applicable(self, who: str) -> bool:
        if self.asked is None or self.asked.kind != "not applicable" or self.embargoed:
            return False
        if who not in LEADS.values() or who in self.away:
            return False
        lead = LEADS[self.asked.portfolio]
        return who == lead or lead in self.away

    def may_answer_in_error(self, who: str) -> bool:
        if self.asked is None or self.asked.kind != "in error" or who == self.asked.by:
            return False
        return self.is_liaison(who) or self.is_dcc(who)

    def can_own(self, post: str) -> bool:
        return post in OWNING and post not in self.away and LIAISONS.get(post) not in self.away
