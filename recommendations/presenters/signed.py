"""What a sign-off is bound to, in words: as it was signed beside as it is now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from jac_tracker.dates import worded_day
from recommendations.enums import EvidenceKind, Kind, TextSource
from recommendations.models import Claim, ClaimAnswer, Evidence, Exhibit, Part, Recommendation, StoredFile
from recommendations.presenters.reading import Reading
from recommendations.presenters.recorded import Recorded, Row
from recommendations.presenters.timeline import addressees_words
from recommendations.workflow import content_of, fingerprint

Content = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """One thing that is no longer as it was signed."""

    label: str
    old: str
    new: str


def differences(old: Content, new: Content) -> list[Difference]:
    """What differs between two contents, in the order of the page."""
    before, after = dict(_lines(old)), dict(_lines(new))
    return [
        Difference(label, before.get(label, ""), after.get(label, ""))
        for label in dict.fromkeys([*before, *after])
        if before.get(label, "") != after.get(label, "")
    ]


def content_read(recorded: Recorded, claim: Row) -> Content:
    """What a signature on a claim was bound to, of everything that had been recorded of its item."""
    files = {row.pk: row for row in recorded.added[StoredFile]}
    evidence = {row.id: _evidence(row, files) for row in recorded.standing(Evidence)}
    return content_of(
        recorded.item.instance if recorded.item else Recommendation(),
        claim.instance,
        parts=[row.instance for row in recorded.standing(Part)],
        answers=[row.instance for row in recorded.standing(ClaimAnswer) if row.claim_id == claim.id],
        exhibits=[
            Exhibit(evidence=evidence[row.evidence_id])
            for row in recorded.standing(Exhibit)
            if row.claim_id == claim.id
        ],
    )


def content_shown(item: Recommendation, shown: str) -> Content | None:
    """What a page showed, by its fingerprint: looked for in the item's history, from the newest act back."""
    recorded = Recorded.about(item.pk, Reading(date.min), None)
    moments = {row.history_date for _model, _older, row in recorded.pairs()}
    for moment in sorted(moments, reverse=True):
        then = recorded.by(moment)
        for claim in then.standing(Claim):
            if fingerprint(content := content_read(then, claim)) == shown:
                return content
    return None


def _evidence(row: Row, files: dict[int, Row]) -> Evidence:
    evidence: Evidence = row.instance
    evidence.file = files.get(row.file_id)
    return evidence


# In words


@dataclass(frozen=True)
class Named:
    """An exhibit as a signature is bound to it."""

    number: int
    words: str
    is_file: bool


def exhibits_in(content: Content) -> list[Named]:
    """The exhibits that a content names."""
    return [Named(each["number"], _exhibit(each), bool(each["sha256"])) for each in content["exhibits"]]


def facts_in(content: Content) -> list[tuple[str, str]]:
    """What a signature is bound to beside the texts, whose parts are ours, the answers and the exhibits."""
    return [(label, words) for label, words in _facts(content) if words]


def _facts(content: Content) -> Iterator[tuple[str, str]]:
    text = content["text"]
    yield "Kind", dict(Kind.choices).get(text["kind"], text["kind"])
    yield "Number in the report", text["number_in_report"]
    yield "Source of the text", dict(TextSource.choices).get(text["text_source"], text["text_source"])
    yield "Addressed to", addressees_words(text["addressees"])
    for part in content["parts"]:
        called = f"Part ({part['letter']})"
        yield f"{called}: addressed to", addressees_words(part["addressees"])
        yield f"{called}: condition met", _yes_or_no(part["is_met"])


def _lines(content: Content) -> Iterator[tuple[str, str]]:
    yield "Title", content["text"]["title"]
    yield "Text", content["text"]["text"]
    yield from _facts(content)
    for part in content["parts"]:
        yield f"Part ({part['letter']})", part["text"]
        yield f"Part ({part['letter']}): ours", _yes_or_no(part["is_ours"])
    for letter, answer in content["answers"].items():
        yield f"Answer to part ({letter})" if letter else "How it has been met", answer
    yield "How it will last", content["claim"]["how_it_will_last"]
    for exhibit in content["exhibits"]:
        yield f"Exhibit: evidence {exhibit['number']}", _exhibit(exhibit)


def _yes_or_no(answer: bool | None) -> str:
    return "" if answer is None else "Yes" if answer else "No"


def _exhibit(exhibit: dict[str, Any]) -> str:
    words = [exhibit["title"], dict(EvidenceKind.choices).get(exhibit["kind"], exhibit["kind"])]
    if exhibit["part"]:
        words.append(f"part ({exhibit['part']})")
    if exhibit["dated_on"]:
        words.append(worded_day(date.fromisoformat(exhibit["dated_on"])))
    words.append(exhibit["reference"] or f"SHA-256 {exhibit['sha256']}")
    return ", ".join(words)
