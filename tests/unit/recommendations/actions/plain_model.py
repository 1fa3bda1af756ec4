"""An item as the rules tell it: what may become of it, by whom. Knows nothing of the database or of the code."""

from dataclasses import dataclass, field
from datetime import date

PEOPLE = ("liaison", "second_liaison", "owner", "other_owner", "lead", "other_lead", "dcc", "secretary", "auditor")
"""Each of the cast with a post of the same name."""
LIAISONS = {"liaison": "second_liaison", "second_liaison": "liaison"}
LEADS = {"crime": "lead", "local": "other_lead"}
PORTFOLIOS = {"owner": "crime", "lead": "crime", "other_owner": "local", "other_lead": "local"}
OWNING = {"owner", "other_owner", "lead", "other_lead", *LIAISONS}
SEES_EVERYTHING = {*LIAISONS, "dcc", "auditor"}

DESKS = ("with portfolio lead", "with liaison", "with dcc")
AT_WORK = {"in progress", "on hold", *DESKS, "approved", "with hmicfrs"}
OPEN = {"awaiting allocation", *AT_WORK}
SIGNED = {*DESKS, "approved"}
CLOSED = {"closed complete", "closed superseded", "closed no further action"}
REOPENABLE = {*CLOSED, "for information", "not applicable"}
EDITABLE = (OPEN | {"for information", "not applicable"}) - {"with hmicfrs"}
RAGS = {
    "awaiting allocation": {"grey"},
    **{status: {"red", "amber", "green"} for status in AT_WORK},
    "closed complete": {"blue"},
}
# The desks of the round that must have signed by the time an item has the status.
SIGNED_BY = {
    "with portfolio lead": set(),
    "with liaison": set(DESKS[:1]),
    "with dcc": set(DESKS[:2]),
    "approved": set(DESKS),
    "with hmicfrs": set(DESKS),
}
AFTER = {"with portfolio lead": "with liaison", "with liaison": "with dcc", "with dcc": "approved"}


@dataclass
class Asked:
    """A proposal that stands."""

    kind: str
    by: str
    portfolio: str = ""


@dataclass
class Claimed:
    """The claim that is being written or has been made."""

    number: int
    typists: set[str] = field(default_factory=set)
    answers: dict[str, str] = field(default_factory=dict)
    exhibits: set[int] = field(default_factory=set)
    lasts: str = ""
    cites: str = ""
    is_made: bool = False
    post: str = ""
    round: int = 1
    signed: dict[str, str] = field(default_factory=dict)  # desk of this round -> who; "" where it was the same post
    approved_on: date = date.min
    sent_on: date = date.min


@dataclass
class Model:
    """An item as the rules see it, and the people around it."""

    status: str = "awaiting allocation"
    owner: str = ""
    portfolio: str = ""
    tracked: bool = True
    embargoed: bool = False
    sensitive: bool = False
    asked: Asked | None = None
    claim: Claimed | None = None
    parts: dict[str, bool] = field(default_factory=dict)  # letter -> whether it is ours
    evidence: list[int] = field(default_factory=list)  # what stands
    evidence_added: int = 0
    claims: int = 0
    decisions: int = 0
    acts: int = 1
    away: set[str] = field(default_factory=set)
    acting: tuple[str, str] | None = None  # who acts for which post beside their own

    # People

    def posts_of(self, who: str) -> set[str]:
        if who in self.away:
            return set()
        return {who} | ({self.acting[1]} if self.acting and self.acting[0] == who else set())

    def is_liaison(self, who: str) -> bool:
        return bool(self.posts_of(who) & set(LIAISONS))

    def is_dcc(self, who: str) -> bool:
        return "dcc" in self.posts_of(who)

    def is_own(self, who: str) -> bool:
        return self.owner in self.posts_of(who)

    def leads(self, who: str, portfolio: str) -> bool:
        return LEADS.get(portfolio) in self.posts_of(who)

    def leads_some(self, who: str) -> bool:
        return any(self.leads(who, portfolio) for portfolio in LEADS)

    def sees(self, who: str) -> bool:
        """Embargoed and OFFICIAL-SENSITIVE items exist for those who see everything; the latter also for those whose
        own they are, and for whoever has to rule on them."""
        if self.posts_of(who) & SEES_EVERYTHING:
            return True
        if self.embargoed or not self.posts_of(who):
            return False
        own = self.is_own(who) or self.leads(who, self.portfolio)
        return not self.sensitive or own or self.is_asked(who) or self.stands_in_at_the_desk(who)

    def can_own(self, post: str) -> bool:
        return post in OWNING and self.is_held(post) and (post not in LIAISONS or self.is_held(LIAISONS[post]))

    def is_held(self, post: str) -> bool:
        return any(post in self.posts_of(who) for who in PEOPLE)

    # Proposals

    def is_asked(self, who: str) -> bool:
        """The lead of the portfolio asked; another where nobody there may answer."""
        if self.asked is None or self.asked.kind != "not applicable" or not self.leads_some(who):
            return False
        able = [lead for lead in PEOPLE if self.leads(lead, self.asked.portfolio) and lead != self.asked.by]
        return self.leads(who, self.asked.portfolio) or not able

    def may_answer(self, who: str, kind: str) -> bool:
        if self.asked is None or self.asked.kind != kind or who == self.asked.by or not self.sees(who):
            return False
        return self.is_asked(who) if kind == "not applicable" else self.is_liaison(who) or self.is_dcc(who)

    # The claim

    @property
    def letters(self) -> set[str]:
        """What a claim has to answer: each part of ours, or the whole where there is none."""
        return {letter for letter, is_ours in self.parts.items() if is_ours} or {""}

    @property
    def claim_is_whole(self) -> bool:
        claim = self.claim
        return bool(claim and claim.answers.keys() >= self.letters and claim.exhibits and claim.lasts)

    @property
    def is_same_post(self) -> bool:
        return LEADS.get(self.portfolio) == self.owner

    def is_barred(self, who: str) -> bool:
        """Nobody decides what is their own, what they typed any of, or at two desks of one round."""
        if self.claim is None:
            return True
        own = {self.claim.post, self.owner} & self.posts_of(who)
        return bool(own) or who in self.claim.typists or who in self.claim.signed.values()

    def stands_in_at_the_desk(self, who: str) -> bool:
        if self.status != "with portfolio lead" or not self.leads_some(who) or self.leads(who, self.portfolio):
            return False
        return not any(self.leads(lead, self.portfolio) and not self.is_barred(lead) for lead in PEOPLE)

    def has_the_desk(self, who: str) -> bool:
        match self.status:
            case "with portfolio lead":
                return self.leads(who, self.portfolio) or self.stands_in_at_the_desk(who)
            case "with liaison":
                return self.is_liaison(who)
            case "with dcc":
                return self.is_dcc(who)
        return False

    def may_decide(self, who: str, why: str) -> bool:
        """Give a verdict where the item now is: a lead who stands in says why."""
        in_hand = self.has_the_desk(who) and self.sees(who) and not self.is_barred(who) and self.asked is None
        return in_hand and (bool(why) or not self.stands_in_at_the_desk(who))

    def to_first_desk(self) -> None:
        """A round of signing begins."""
        assert self.claim is not None
        self.claim.post, self.claim.signed = self.owner, {}
        self.status = "with portfolio lead"
        if self.is_same_post:
            self.claim.signed[self.status] = ""
            self.status = "with liaison"

    def change_what_was_signed(self) -> None:
        assert self.claim is not None
        self.claim.round += 1
        self.to_first_desk()

    def end_claim(self) -> None:
        """A claim that was made is over; one that is being written waits."""
        if self.claim is not None and self.claim.is_made:
            self.claim = None
