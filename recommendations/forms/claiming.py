"""A claim as its owner writes it: an answer for each part of ours, exhibits, and how it will last."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from jac_tracker import forms
from jac_tracker.accounts.actor import Actor
from recommendations.actions import claim_digest
from recommendations.enums import EvidenceKind
from recommendations.forms.acting import LONGEST_REASON, ActForm
from recommendations.forms.progress import is_the_owner
from recommendations.models import Claim, Evidence, Part, Recommendation
from recommendations.models.claim import STANDING
from recommendations.rules.claim import letters_to_answer

LONGEST_ANSWER = 10_000


@dataclass(frozen=True)
class Begun:
    """What a form begins with: the claim that stands, or the last that is over, which the next one takes up."""

    claim: Claim | None
    answers: Mapping[str, str]
    exhibits: frozenset[int]

    @classmethod
    def of(cls, item: Recommendation, standing: list[Evidence]) -> "Begun":
        claim = item.claims.order_by("number").last()
        if claim is None:
            return cls(None, {}, frozenset())
        named = set(claim.exhibits.values_list("evidence", flat=True))
        return cls(
            claim,
            {answer.part_letter: answer.text for answer in claim.answers.all()},
            frozenset(row.pk for row in standing if named & set(_line_of(row))),
        )


def _line_of(row: Evidence) -> list[int]:
    """The evidence and everything whose place it took in turn."""
    line = [row.pk]
    while row.replaces is not None:
        row = row.replaces
        line.append(row.pk)
    return line


class WriteClaimForm(ActForm):
    """Everything that a claim says. Nothing of it is compulsory until it is made."""

    says_optional = False
    must_be_whole = False

    exhibits = forms.CheckboxesField(
        label="Exhibits",
        called="the exhibits",
        required=False,
        help_text="The evidence that bears this out",
        error_messages={"required": "Select at least one exhibit"},
    )
    how_it_will_last = forms.LongTextField(
        label="How it will last",
        called="how it will last",
        max_length=LONGEST_ANSWER,
        rows=4,
        required=False,
        help_text="What keeps it so: an audit, a board that looks at it, training that is repeated",
    )
    cites = forms.TextField(
        label="Owner's message",
        called="which message of the owner's this comes from",
        max_length=300,
        help_text="You write this for the owner: say which message it comes from, for example an e-mail of 3 March",
    )

    def __init__(
        self, data: QueryDict | None = None, *, item: Recommendation, actor: Actor, today: date, **options: Any
    ) -> None:
        self.parts = list(item.parts.order_by("letter"))
        self.standing = list(item.evidence.standing().select_related("replaces").order_by("number"))
        self.begun = Begun.of(item, self.standing)
        super().__init__(data, item=item, actor=actor, today=today, **options)

    def digest_of(self, item: Recommendation) -> str:
        return claim_digest(item)

    def prepare(self) -> None:
        letters = letters_to_answer([part.letter for part in self.parts if part.is_ours])
        self._names = {letter: f"answer_{number}" for number, letter in enumerate(letters)}
        for letter, name in self._names.items():
            self._add_answer(letter, name)
        self.choose_from("exhibits", [(str(row.pk), _worded(row)) for row in self.standing])
        self.initial["exhibits"] = [str(number) for number in self.begun.exhibits]
        self.initial["how_it_will_last"] = self.begun.claim.how_it_will_last if self.begun.claim else ""
        if is_the_owner(self.actor, self.item):
            self.fields.pop("cites", None)
        for name in ("exhibits", "how_it_will_last"):
            self.fields[name].required = self.must_be_whole
        self.order_fields([*self._names.values(), "exhibits", "how_it_will_last", "cites"])

    def _add_answer(self, letter: str, name: str) -> None:
        field = forms.LongTextField(
            label=f"Answer to part ({letter})" if letter else "How it has been met",
            called=f"the answer to part ({letter})" if letter else "how it has been met",
            max_length=LONGEST_ANSWER,
            rows=5,
            required=self.must_be_whole,
        )
        self.fields[name] = field
        field.fill_messages(str(field.label))
        self.initial[name] = self.begun.answers.get(letter, "")

    @property
    def answers(self) -> list[tuple[Part | None, forms.BoundField]]:
        """Each answer's field with the part that it answers; None for the whole."""
        by_letter = {part.letter: part for part in self.parts}
        return [(by_letter.get(letter), self[name]) for letter, name in self._names.items()]

    @property
    def taken_up(self) -> Claim | None:
        """The claim that is over and that this one begins from."""
        claim = self.begun.claim
        return claim if claim is not None and claim.standing not in STANDING else None

    def arguments(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        chosen = set(values["exhibits"])
        arguments: dict[str, Any] = {
            "answers": {letter: values[name] for letter, name in self._names.items()},
            "exhibits": [row for row in self.standing if str(row.pk) in chosen],
            "how_it_will_last": values["how_it_will_last"],
            "shown": values["as_shown"],
        }
        return arguments | {name: values[name] for name in ("cites",) if name in values}

    def overtaken(self, current: Any) -> dict[str, Any]:
        """Everything in which the claim as it stands now differs from what was typed."""
        now, typed = Begun.of(current, self.standing), self.cleaned_data
        theirs = {str(number) for number in now.exhibits}
        rows = [
            (str(self[name].label), now.answers.get(letter, ""), typed[name]) for letter, name in self._names.items()
        ]
        rows.append(("Exhibits", self._listed(theirs), self._listed(set(typed["exhibits"]))))
        rows.append(("How it will last", now.claim.how_it_will_last if now.claim else "", typed["how_it_will_last"]))
        return {"conflicts": [row for row in rows if row[1] != row[2]]}

    def _listed(self, numbers: set[str]) -> str:
        return "\n".join(_worded(row) for row in self.standing if str(row.pk) in numbers)


class ChangeClaimForm(WriteClaimForm):
    """A claim that a desk has: it stays whole, and the change says why."""

    must_be_whole = True

    reason = forms.LongTextField(
        label="Reason (optional)", called="a reason", max_length=LONGEST_REASON, rows=3, required=False
    )

    def prepare(self) -> None:
        super().prepare()
        self.fields.pop("cites", None)

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"why": self.cleaned_data["reason"]}


def _worded(row: Evidence) -> str:
    kind = EvidenceKind(row.kind).label.lower()
    part = f", part ({row.part_letter})" if row.part_letter else ""
    return f"Evidence {row.number}: {row.title} ({kind}{part})"
