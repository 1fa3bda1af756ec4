"""What a signature is bound to: every field of it sends a claim back to the first desk, and nothing else does."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from inspections.models import Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.history import StaleEdit
from recommendations import actions
from recommendations.enums import Addressee, Kind, Marking, Rag, Status, TextSource, Verb
from recommendations.models import Recommendation, RecommendationEvent, StoredFile
from recommendations.rules.as_read import PartAsRead
from recommendations.workflow.signing import SIGNED_PART, SIGNED_TEXT
from tests.factories.people import Cast
from tests.factories.recommendations import make_evidence, make_recommendation
from tests.unit.recommendations.actions.claims import (
    AT,
    LATER,
    TODAY,
    act,
    claim_of,
    exhibit_of,
    signable,
    status_of,
    written,
)

PART = {"letter": "a", "text": "Train them", "addressees": (), "is_ours": True, "is_met": None}

NEW_TEXT: dict[str, Any] = {
    "kind": Kind.AFI,
    "number_in_report": "14",
    "title": "New title",
    "text": "New text.",
    "text_source": TextSource.REPORT,
    "addressees": [Addressee.OUR_FORCE.value],
}
NEW_PART: dict[str, Any] = {
    "letter": "b",
    "text": "Train all",
    "addressees": (Addressee.OUR_FORCE,),
    "is_ours": False,
    "is_met": True,
}


def test_every_field_that_is_signed_is_tried() -> None:
    assert set(NEW_TEXT) == set(SIGNED_TEXT)
    assert set(NEW_PART) == set(PART) == set(SIGNED_PART)


@pytest.fixture
def approved(cast: Cast, publication: Publication) -> Recommendation:
    """Approved, with a part of ours."""
    return make_recommendation(cast, publication, Status.APPROVED, parts=[PartAsRead(**PART)])


def exhibit(cast: Cast, item: Recommendation, **values: Any) -> None:
    """Replace the exhibit by one that is the same but for the values."""
    given = {"title": "Minutes of the board", "kind": "minutes", "reference": "DOC/2022/14"} | values
    by = cast.owner.actor(TODAY)
    actions.replace_evidence(evidence=exhibit_of(item), **given, by=by, at=LATER, why="A better one.")


def a_file(sha: str = "a") -> StoredFile:
    return StoredFile(
        key=f"key-{sha}", name="minutes.pdf", sha256=sha * 64, size=3, media_type="application/pdf", at=AT
    )


def edit(**values: Any) -> Callable[[Cast, Recommendation], Any]:
    return lambda cast, item: act(cast, "edit_text", item, "liaison", values=values, why="Misread.")


def part(**values: Any) -> Callable[[Cast, Recommendation], Any]:
    read = [PartAsRead(**PART | values)]
    return lambda cast, item: act(cast, "set_parts", item, "liaison", parts=read, why="Misread.")


def claim(**values: Any) -> Callable[[Cast, Recommendation], Any]:
    same = {"answers": {"a": "It is done for part a."}, "how_it_will_last": "It is part of the monthly audit."}
    return lambda cast, item: act(cast, "change_claim", item, **written(item, **same | values))


def another_exhibit(cast: Cast, item: Recommendation) -> None:
    make_evidence(cast, item, "Audit", at=AT)
    claim()(cast, item)


CHANGES: dict[str, Callable[[Cast, Recommendation], Any]] = {
    **{f"text: {field}": edit(**{field: value}) for field, value in NEW_TEXT.items()},
    **{f"part: {field}": part(**{field: value}) for field, value in NEW_PART.items()},
    "no parts": lambda cast, item: act(cast, "set_parts", item, "liaison", parts=[], why="Misread."),
    "an answer": claim(answers={"a": "Otherwise."}),
    "how it will last": claim(how_it_will_last="By hand."),
    "another exhibit": another_exhibit,
    "the exhibit replaced": exhibit,
    "its title": lambda cast, item: exhibit(cast, item, title="Others"),
    "its kind": lambda cast, item: exhibit(cast, item, kind="audit"),
    "its part": lambda cast, item: exhibit(cast, item, part_letter="a"),
    "its date": lambda cast, item: exhibit(cast, item, dated_on=TODAY),
    "its reference": lambda cast, item: exhibit(cast, item, reference="DOC/15"),
    "its file": lambda cast, item: exhibit(cast, item, reference="", file=a_file()),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_what_was_signed_begins_a_new_round(
    cast: Cast, approved: Recommendation, change: Callable[[Cast, Recommendation], Any]
) -> None:
    before = signable(approved)

    change(cast, approved)

    assert signable(approved) != before
    assert (claim_of(approved).round, status_of(approved)) == (2, Status.WITH_PORTFOLIO_LEAD)
    event = RecommendationEvent.objects.latest("id")
    assert (event.verb, event.from_status) == (Verb.CHANGE_AFTER_SIGNING, Status.APPROVED)
    assert {row.fingerprint for row in claim_of(approved).sign_offs.filter(round=1)} == {before}


UNSIGNED: dict[str, Callable[[Cast, Recommendation], Any]] = {
    "progress": lambda cast, item: act(cast, "record_progress", item, text="More.", forecast_on=TODAY),
    "RAG": lambda cast, item: act(cast, "set_rag", item, "lead", rag=Rag.RED, why="It slips."),
    "target": lambda cast, item: act(cast, "set_target", item, target_on=TODAY + timedelta(days=30)),
    "owner": lambda cast, item: act(
        cast, "reallocate", item, "liaison", owner_post=cast.other_owner.post, why="It moved."
    ),
    "board and risk": lambda cast, item: act(
        cast, "set_governance", item, "liaison", board=None, programme="Uplift", risk_reference="R1", risk_rating=""
    ),
    "marking": lambda cast, item: act(
        cast, "set_marking", item, "liaison", marking=Marking.OFFICIAL_SENSITIVE, why="As handled."
    ),
    "tracking": lambda cast, item: act(
        cast, "set_tracked", item, "liaison", tracked=False, since_on=TODAY, why="So they say."
    ),
    "theme": edit(theme="Custody"),
    "the same text": edit(title="Record every crime within 24 hours"),
    "the same parts": part(),
    "evidence beside": lambda cast, item: make_evidence(cast, item, "Audit", at=AT),
}


@pytest.mark.parametrize("change", UNSIGNED.values(), ids=UNSIGNED)
def test_what_is_not_signed_may_move_under_a_signature(
    cast: Cast, approved: Recommendation, change: Callable[[Cast, Recommendation], Any]
) -> None:
    before = signable(approved)

    change(cast, approved)

    assert signable(approved) == before
    assert (claim_of(approved).round, status_of(approved)) == (1, Status.APPROVED)


def test_files_are_told_apart_by_their_hash(cast: Cast, approved: Recommendation) -> None:
    exhibit(cast, approved, reference="", file=a_file("a"))
    number = exhibit_of(approved).number
    before = signable(approved)

    exhibit(cast, approved, reference="", file=a_file("b"))

    assert signable(approved) != before
    assert (exhibit_of(approved).number, exhibit_of(approved).file.sha256) == (number + 1, "b" * 64)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_with_hmicfrs_what_was_signed_is_locked(
    cast: Cast, publication: Publication, change: Callable[[Cast, Recommendation], Any]
) -> None:
    item = make_recommendation(cast, publication, Status.WITH_HMICFRS, parts=[PartAsRead(**PART)])
    before = signable(item)

    with pytest.raises(NotPossible):
        change(cast, item)

    assert (signable(item), claim_of(item).round, status_of(item)) == (before, 1, Status.WITH_HMICFRS)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_while_a_proposal_waits_nothing_signed_is_changed(
    cast: Cast, approved: Recommendation, change: Callable[[Cast, Recommendation], Any]
) -> None:
    act(cast, "propose_in_error", approved, "liaison", why="It is there twice.")
    before = signable(approved)

    with pytest.raises(NotPossible, match=r"What is proposed on this item must be answered first\.$"):
        change(cast, approved)

    assert (signable(approved), status_of(approved)) == (before, Status.APPROVED)


def test_a_page_shown_before_a_change_signs_nothing(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITH_PORTFOLIO_LEAD)
    shown = signable(item)
    edit(title="New title")(cast, item)

    with pytest.raises(StaleEdit):
        act(cast, "pass_claim", item, "lead", shown=shown)
    act(cast, "pass_claim", item, "lead", shown=signable(item))


def test_an_exhibit_at_a_desk_is_the_owners_to_replace(cast: Cast, approved: Recommendation) -> None:
    given: dict[str, Any] = {"title": "T", "kind": "minutes", "reference": "D", "at": AT, "why": "So."}

    with pytest.raises(PermissionDenied, match="Only the owner can replace an exhibit that a desk has"):
        actions.replace_evidence(evidence=exhibit_of(approved), **given, by=cast.liaison.actor(TODAY))
