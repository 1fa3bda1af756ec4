"""What is tried on a claim: written, made, decided on, changed, sent, returned."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from recommendations.enums import EvidenceKind
from recommendations.models import Evidence
from recommendations.rules.as_read import PartAsRead
from tests.unit.recommendations.actions.plain_model import (
    AFTER,
    DESKS,
    EDITABLE,
    OPEN,
    SIGNED,
    Claimed,
)
from tests.unit.recommendations.actions.walker import ANYBODY, REASON_OR_NOT, RIGHT, Walker, now_and_then, timely

CITES = st.sampled_from(["Mail", "Mail", ""])
VERDICTS = {"with portfolio lead": "pass_claim", "with liaison": "check_evidence", "with dcc": "approve"}
PARTS = st.sampled_from([{}, {"a": True}, {"a": True, "b": False}, {"b": False}, {"a": True, "b": True}])


class ClaimWalk(Walker):
    """The life of a claim."""

    # Evidence

    @now_and_then(3)
    @rule(who=ANYBODY, cites=CITES)
    def add_evidence(self, who: str, cites: str) -> None:
        model = self.model

        def may(who: str) -> bool:
            cited = bool(cites) or not model.owner
            return model.status in OPEN and (model.is_own(who) or (model.is_liaison(who) and cited))

        who = self.one_of(who, may)
        values: dict[str, Any] = {"title": "Minutes", "kind": EvidenceKind.MINUTES, "reference": f"DOC/{self.tries}"}
        if self.attempt("add_evidence", who, may(who), **values, cites=cites):
            model.evidence_added += 1
            model.evidence.append(model.evidence_added)

    @precondition(lambda self: self.model.evidence and self.tries % 2 == 0)
    @rule(who=ANYBODY, n=st.integers(0, 3), why=REASON_OR_NOT)
    def replace_evidence(self, who: str, n: int, why: str) -> None:
        model, claim = self.model, self.model.claim
        old = model.evidence[n % len(model.evidence)]
        is_exhibit = claim is not None and old in claim.exhibits
        is_signed = is_exhibit and model.status in SIGNED

        def may(who: str) -> bool:
            if is_signed:
                return model.is_own(who) and model.asked is None and bool(why)
            in_hand = model.is_own(who) or model.is_liaison(who)
            return (
                in_hand and bool(why) and model.status in OPEN and not (is_exhibit and model.status == "with hmicfrs")
            )

        who = self.one_of(who, may)
        values: dict[str, Any] = {"title": "Minutes", "kind": EvidenceKind.MINUTES, "reference": f"DOC/{self.tries}"}
        if self.attempt("replace_evidence", who, may(who), of=self.piece(old), **values, why=why):
            model.evidence_added += 1
            model.evidence[model.evidence.index(old)] = model.evidence_added
            if is_exhibit:
                claim.exhibits = (claim.exhibits - {old}) | {model.evidence_added}
                claim.typists.add(who)
            if is_signed:
                model.change_what_was_signed()

    @precondition(lambda self: self.model.evidence and self.tries % 6 == 0)
    @rule(who=ANYBODY, n=st.integers(0, 3))
    def set_aside_evidence(self, who: str, n: int) -> None:
        model = self.model
        old = model.evidence[n % len(model.evidence)]

        def may(who: str) -> bool:
            is_exhibit = model.claim is not None and old in model.claim.exhibits
            return model.status in OPEN and (model.is_own(who) or model.is_liaison(who)) and not is_exhibit

        who = self.one_of(who, may)
        if self.attempt("set_aside_evidence", who, may(who), of=self.piece(old), why="It is about others."):
            model.evidence.remove(old)

    def piece(self, number: int) -> Evidence:
        return Evidence.objects.select_related("recommendation").get(recommendation=self.pk, number=number)

    # The claim

    @timely("in progress")
    @rule(who=ANYBODY, is_whole=st.sampled_from([True, True, False]), cites=CITES)
    def write_claim(self, who: str, is_whole: bool, cites: str) -> None:
        model = self.model

        def may(who: str) -> bool:
            in_hand = model.is_own(who) or (model.is_liaison(who) and bool(cites))
            return model.status == "in progress" and in_hand

        who = self.one_of(who, may)
        words = f"It is done, said at try {self.tries}."
        answers = dict.fromkeys(sorted(model.letters), words) if is_whole else {}
        exhibits = set(model.evidence) if is_whole else set()
        values = {"answers": answers, "exhibits": self.pieces(exhibits), "how_it_will_last": words}
        if self.attempt("write_claim", who, may(who), **values, cites=cites):
            if model.claim is None:
                model.claims += 1
                model.claim = Claimed(model.claims)
            claim = model.claim
            claim.answers, claim.exhibits, claim.lasts, claim.cites = answers, exhibits, words, cites
            claim.typists.add(who)

    @timely("in progress")
    @rule(who=ANYBODY, cites=CITES)
    def make_claim(self, who: str, cites: str) -> None:
        model = self.model

        def may(who: str) -> bool:
            if model.status != "in progress" or model.asked or model.embargoed or not model.claim_is_whole:
                return False
            return model.is_own(who) or (model.is_liaison(who) and bool(cites or model.claim.cites))

        who = self.one_of(who, may)
        if self.attempt("claim", who, may(who), cites=cites):
            claim = model.claim
            claim.is_made, claim.cites = True, cites or claim.cites
            claim.typists.add(who)
            claim.answers = {letter: text for letter, text in claim.answers.items() if letter in model.letters}
            model.to_first_desk()

    @timely(*SIGNED)
    @rule(who=ANYBODY, is_changed=st.booleans(), is_whole=st.sampled_from([True, True, False]))
    def change_claim(self, who: str, is_changed: bool, is_whole: bool) -> None:
        model, claim = self.model, self.model.claim
        words = f"It is done, said at try {self.tries}." if is_changed or claim is None else claim.lasts
        answers = dict.fromkeys(sorted(model.letters), words) if is_whole else {}
        exhibits = set(claim.exhibits) if claim else set()

        def may(who: str) -> bool:
            if model.status not in SIGNED or model.asked or not model.is_own(who) or not is_whole or not exhibits:
                return False
            return (claim.lasts, claim.answers) != (words, answers)

        who = self.one_of(who, may)
        values = {"answers": answers, "exhibits": self.pieces(exhibits), "how_it_will_last": words}
        if self.attempt("change_claim", who, may(who), **values):
            claim.answers, claim.lasts = answers, words
            claim.typists.add(who)
            model.change_what_was_signed()

    def pieces(self, numbers: set[int]) -> list[Evidence]:
        return list(Evidence.objects.filter(recommendation=self.pk, number__in=numbers))

    @timely(*SIGNED, after=9)
    @rule(who=ANYBODY, why=REASON_OR_NOT)
    def withdraw_claim(self, who: str, why: str) -> None:
        model = self.model

        def may(who: str) -> bool:
            if model.status not in SIGNED or model.asked or not why:
                return False
            return model.is_liaison(who) or model.claim.post in model.posts_of(who)

        who = self.one_of(who, may)
        if self.attempt("withdraw_claim", who, may(who), why=why):
            model.status, model.claim = "in progress", None

    # The desks

    @precondition(lambda self: self.model.status in DESKS)
    @rule(who=ANYBODY, why=REASON_OR_NOT)
    def the_desk_it_is_with_decides(self, who: str, why: str) -> None:
        self.decide(VERDICTS[self.model.status], who, why)

    @precondition(lambda self: self.model.status in DESKS)
    @rule(why=REASON_OR_NOT)
    def the_desk_decides_once_more(self, why: str) -> None:
        self.decide(VERDICTS[self.model.status], RIGHT, why)

    @now_and_then(4)
    @rule(desk=st.sampled_from(DESKS), who=ANYBODY, why=REASON_OR_NOT)
    def some_desk_decides(self, desk: str, who: str, why: str) -> None:
        self.decide(VERDICTS[desk], who, why)

    def decide(self, verdict: str, who: str, why: str) -> None:
        model, status = self.model, self.model.status

        def may(who: str) -> bool:
            return VERDICTS.get(status) == verdict and model.claim_is_whole and model.may_decide(who, why)

        who = self.one_of(who, may)
        day = self.at.date()
        if self.attempt(verdict, who, may(who), why=why):
            model.claim.signed[status] = who
            model.claim.approved_on = day
            model.status = AFTER[status]

    @timely(*DESKS, after=9)
    @rule(who=ANYBODY, why=REASON_OR_NOT)
    def return_claim(self, who: str, why: str) -> None:
        def may(who: str) -> bool:
            return bool(why) and self.model.status in DESKS and self.model.may_decide(who, why)

        who = self.one_of(who, may)
        if self.attempt("return_claim", who, may(who), why=why):
            self.model.status, self.model.claim = "in progress", None

    # What is carried out

    @timely("approved")
    @rule(who=ANYBODY, days=st.sampled_from([0, 0, -1, 1]))
    def submit(self, who: str, days: int) -> None:
        model, day = self.model, self.at.date() + timedelta(days=days)

        def may(who: str) -> bool:
            if model.status != "approved" or model.asked or not model.tracked or not model.is_liaison(who):
                return False
            return days <= 0 and day >= model.claim.approved_on

        who = self.one_of(who, may)
        if self.attempt("submit", who, may(who), sent_on=day):
            model.status, model.claim.sent_on = "with hmicfrs", day

    @timely("with hmicfrs")
    @rule(who=ANYBODY, days=st.sampled_from([0, 0, -1, 1]), why=REASON_OR_NOT)
    def hmicfrs_returns(self, who: str, days: int, why: str) -> None:
        model, day = self.model, self.at.date() + timedelta(days=days)

        def may(who: str) -> bool:
            if model.status != "with hmicfrs" or model.asked or not model.is_liaison(who) or not why:
                return False
            return days <= 0 and day >= model.claim.sent_on

        who = self.one_of(who, may)
        if self.attempt("hmicfrs_returns", who, may(who), returned_on=day, why=why):
            model.status, model.claim = "in progress", None

    @timely("approved", "with hmicfrs")
    @rule(who=ANYBODY, days=st.sampled_from([0, 0, -1, 1]))
    def force_closes(self, who: str, days: int) -> None:
        model, day = self.model, self.at.date() + timedelta(days=days)

        def may(who: str) -> bool:
            if model.status not in {"approved", "with hmicfrs"} or model.asked or model.tracked:
                return False
            return model.is_liaison(who) and days <= 0 and day >= model.claim.approved_on

        who = self.one_of(who, may)
        if self.attempt("force_closes", who, may(who), closed_on=day):
            model.status, model.claim = "closed complete", None
            model.decisions += 1

    # What was signed is changed by others

    @now_and_then(3)
    @rule(who=ANYBODY, field=st.sampled_from(["title", "theme"]))
    def edit_text(self, who: str, field: str) -> None:
        model = self.model
        is_change = model.status in SIGNED and field == "title"

        def may(who: str) -> bool:
            return model.status in EDITABLE and model.is_liaison(who) and not (is_change and model.asked)

        who = self.one_of(who, may)
        values = {field: f"Words of try {self.tries}"}
        if self.attempt("edit_text", who, may(who), values=values, why="Misread.") and is_change:
            model.change_what_was_signed()

    @now_and_then(5)
    @rule(who=ANYBODY, parts=PARTS)
    def set_parts(self, who: str, parts: dict[str, bool]) -> None:
        model = self.model
        is_change = model.status in SIGNED and parts != model.parts

        def may(who: str) -> bool:
            return model.status in EDITABLE and model.is_liaison(who) and not (is_change and model.asked)

        who = self.one_of(who, may)
        read = [PartAsRead(letter, f"Part {letter}", is_ours=is_ours) for letter, is_ours in parts.items()]
        if self.attempt("set_parts", who, may(who), parts=read, why="Misread."):
            model.parts = dict(parts)
            if is_change:
                model.change_what_was_signed()

    @now_and_then(6)
    @rule(who=ANYBODY)
    def set_marking(self, who: str) -> None:
        model = self.model

        def may(who: str) -> bool:
            return model.status != "withdrawn" and model.is_liaison(who)

        who = self.one_of(who, may)
        marking = "official" if model.sensitive else "official-sensitive"
        if self.attempt("set_marking", who, may(who), marking=marking, why="As handled."):
            model.sensitive = not model.sensitive
