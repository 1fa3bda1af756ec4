"""What the database itself refuses of claims, sign-offs and evidence: written through the door, past the code."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from inspections.models import Publication
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import record
from recommendations.enums import Status, Verb
from recommendations.models import (
    Claim,
    ClaimAnswer,
    Claimant,
    Evidence,
    Exhibit,
    Recommendation,
    RecommendationEvent,
    SignOff,
    StoredFile,
)
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation

AT = datetime(2022, 3, 1, 9, tzinfo=UTC)


def write(item: Recommendation, *rows: models.Model) -> None:
    """Through the door, and past every action."""
    event = RecommendationEvent(verb=Verb.CLAIM, recommendation=item, to_status=item.status)
    with transaction.atomic():
        record(rows, by=Actor.system("tests"), at=AT, event=event)


def refused(name: str, item: Recommendation, *rows: models.Model) -> None:
    """SQLite names the columns of a unique constraint, not the constraint."""
    with pytest.raises(IntegrityError) as refusal:
        write(item, *rows)
    assert name in str(refusal.value) or "UNIQUE constraint failed" in str(refusal.value)


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication, Status.WITH_PORTFOLIO_LEAD)


@pytest.fixture
def claim(item: Recommendation) -> Claim:
    return item.claims.get()


def sign_off(cast: Cast, claim: Claim, **values: Any) -> SignOff:
    """As the lead would pass it."""
    given = {
        "claim": claim,
        "round": 1,
        "desk": Status.WITH_PORTFOLIO_LEAD,
        "verdict": "passed",
        "by_user": cast.lead.user,
        "by_post": cast.lead.post,
        "claimed_by": cast.owner.user,
        "claimed_post": cast.owner.post,
        "at": AT,
        "content": {},
        "fingerprint": "",
    }
    return SignOff(**given | values)


def test_a_desk_signs_once_a_round(cast: Cast, item: Recommendation, claim: Claim) -> None:
    write(item, sign_off(cast, claim))

    refused("sign_off_one_for_each_desk_and_round", item, sign_off(cast, claim, by_user=cast.other_lead.user))
    write(item, sign_off(cast, claim, round=2))


def test_a_person_signs_once_a_round(cast: Cast, item: Recommendation, claim: Claim) -> None:
    write(item, sign_off(cast, claim))

    refused("sign_off_one_for_each_person_and_round", item, sign_off(cast, claim, desk=Status.WITH_LIAISON))
    write(item, sign_off(cast, claim, desk=Status.WITH_LIAISON, by_user=cast.liaison.user))


def test_the_same_post_is_recorded_of_somebody_who_then_signs(cast: Cast, item: Recommendation, claim: Claim) -> None:
    write(item, sign_off(cast, claim, verdict="same post"))

    write(item, sign_off(cast, claim, desk=Status.WITH_LIAISON))


@pytest.mark.parametrize("verdict", ["passed", "returned"])
@pytest.mark.parametrize("own", ["user", "post"])
def test_nobody_signs_what_they_claimed_or_what_their_post_claims(
    cast: Cast, item: Recommendation, claim: Claim, own: str, verdict: str
) -> None:
    values = {"by_user": cast.owner.user} if own == "user" else {"by_post": cast.owner.post}

    refused("sign_off_not_by_the_claimant", item, sign_off(cast, claim, verdict=verdict, reason="So.", **values))


def test_the_claimant_may_stand_in_a_row_of_the_same_post(cast: Cast, item: Recommendation, claim: Claim) -> None:
    own = {"by_user": cast.owner.user, "by_post": cast.owner.post}

    write(item, sign_off(cast, claim, verdict="same post", **own))


def test_a_person_signs_under_a_post(cast: Cast, item: Recommendation, claim: Claim) -> None:
    refused("sign_off_by_somebody_under_a_post", item, sign_off(cast, claim, by_post=None))
    write(item, sign_off(cast, claim, by_post=None, by_user=None))  # a command


def test_what_is_returned_has_its_reason(cast: Cast, item: Recommendation, claim: Claim) -> None:
    refused("sign_off_returned_for_a_reason", item, sign_off(cast, claim, verdict="returned"))
    write(item, sign_off(cast, claim, verdict="returned", reason="Not yet."))


@pytest.mark.drifts
def test_a_sign_off_is_never_changed_or_deleted(cast: Cast, item: Recommendation, claim: Claim) -> None:
    write(item, sign_off(cast, claim))
    rows: Any = models.QuerySet(SignOff)

    for change in (lambda: rows.update(verdict="returned", reason="So."), lambda: rows._raw_delete("default")):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()


def draft(item: Recommendation, **values: Any) -> Claim:
    return Claim(**{"recommendation": item, "number": 2, "begun_at": AT} | values)


def test_an_item_has_one_standing_claim(item: Recommendation, claim: Claim) -> None:
    refused("claim_one_standing_for_each_item", item, draft(item))
    claim.standing = "withdrawn"
    write(item, claim)
    refused("claim_number_once", item, draft(item, number=1))
    write(item, draft(item))


@pytest.mark.parametrize("values", [{"standing": "made"}, {"standing": "accepted"}])
def test_a_claim_that_was_made_has_its_moment_its_post_and_its_words(
    cast: Cast, item: Recommendation, claim: Claim, values: dict
) -> None:
    claim.standing = "withdrawn"
    write(item, claim)
    whole = values | {"claimed_at": AT, "for_post": cast.owner.post, "how_it_will_last": "Audited."}

    for missing, nothing in (("claimed_at", None), ("for_post", None), ("how_it_will_last", "")):
        refused("claim_made_has_its_moment_and_post", item, draft(item, **whole | {missing: nothing}))
    refused("claim_made_has_its_moment_and_post", item, draft(item, **whole | {"standing": "being written"}))
    write(item, draft(item, **whole))


def test_what_a_claim_holds_it_holds_once(cast: Cast, item: Recommendation, claim: Claim) -> None:
    exhibit = claim.exhibits.get()

    refused("claim_answers_a_part_once", item, ClaimAnswer(claim=claim, part_letter="", text="Again"))
    refused("exhibit_once", item, Exhibit(claim=claim, evidence=exhibit.evidence))
    refused("claimant_once", item, Claimant(claim=claim, user=cast.owner.user))


def evidence(item: Recommendation, **values: Any) -> Evidence:
    given = {"recommendation": item, "number": 2, "title": "Minutes", "kind": "minutes", "added_at": AT}
    return Evidence(**given | {"reference": "DOC/1"} | values)


def test_evidence_is_a_file_or_a_reference_under_its_own_number(item: Recommendation) -> None:
    file = StoredFile(key="k", name="a.pdf", sha256="a" * 64, size=1, media_type="application/pdf", at=AT)
    first = item.evidence.get()

    refused("evidence_is_a_file_or_a_reference", item, evidence(item, reference=""))
    refused("evidence_number_once", item, evidence(item, number=1))
    write(item, file)
    refused("evidence_is_a_file_or_a_reference", item, evidence(item, file=file))
    write(item, evidence(item, replaces=first))
    refused("evidence_replaces_id", item, evidence(item, number=3, replaces=first))
    first.replaces = first
    refused("evidence_does_not_replace_itself", item, first)
