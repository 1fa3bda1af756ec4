"""What an item's own page tells of its actions, evidence and claims."""

from datetime import timedelta

import pytest

from inspections.models import Publication
from recommendations import actions
from recommendations.enums import Status, Verb
from recommendations.rules.as_read import PartAsRead
from tests.conftest import NOON, TODAY
from tests.factories.people import Cast
from tests.factories.recommendations import claim_up_to, make_evidence, make_recommendation, write_claim
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import address, words

pytestmark = pytest.mark.django_db

BEGUN_AT = NOON - timedelta(days=5)
PARTS = [PartAsRead("a", "audit each month"), PartAsRead("b", "train supervisors")]


def history_of(page: str) -> str:
    return words(page).split("History", 1)[1]


def test_history_tells_of_a_claim_in_its_own_words(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, parts=PARTS)
    write_claim(cast, item, at=BEGUN_AT)
    given = {"recommendation": item, "by": cast.owner.actor(TODAY)}
    actions.write_claim(
        **given,
        answers={"a": "It is done for part a.", "b": "Half are trained."},
        exhibits=[item.evidence.get()],
        how_it_will_last="It is audited.",
        at=BEGUN_AT + timedelta(hours=1),
    )
    actions.claim(**given, at=BEGUN_AT + timedelta(hours=2))
    actions.return_claim(
        recommendation=item, by=cast.lead.actor(TODAY), at=BEGUN_AT + timedelta(hours=3), why="All of them."
    )

    history = history_of(people.owner.page(address(item)))

    for told in [
        "Evidence added",
        "Evidence 1: title Minutes of the board",
        "Evidence 1: link or document number DOC/2022/14",
        "Answer to part (b) It is done for part b.",
        "Exhibit Minutes of the board",
        "How it will last It is part of the monthly audit.",
        "Answer to part (b) It is done for part b. Half are trained.",
        "Claimed as complete",
        "Claim returned by ACC Crime (Pat Lead) 24 February 2022 at 3pm All of them.",
        "Portfolio lead's desk Empty Returned",
    ]:
        assert told in history, told
    assert "Round of signing" not in history


def test_history_tells_of_evidence_that_took_anothers_place(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    old = make_evidence(cast, item, "Draft minutes", at=BEGUN_AT)
    new = actions.replace_evidence(
        evidence=old,
        title="Signed minutes",
        kind=old.kind,
        reference="DOC/15",
        by=cast.owner.actor(TODAY),
        at=BEGUN_AT + timedelta(hours=1),
        why="They are signed now.",
    )
    actions.set_aside_evidence(
        evidence=new, by=cast.owner.actor(TODAY), at=BEGUN_AT + timedelta(hours=2), why="Of another board."
    )

    history = history_of(people.owner.page(address(item)))

    assert "Evidence 2: replaces Draft minutes" in history
    assert "Evidence 2: set aside No Yes" in history


def test_history_tells_of_a_desk_that_was_passed_over_and_of_each_verdict(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    actions.reallocate(
        recommendation=item, owner_post=cast.lead.post, by=cast.liaison.actor(TODAY), at=BEGUN_AT, why="Hers."
    )
    lead = cast.lead.actor(TODAY)
    evidence = actions.add_evidence(
        recommendation=item, title="Minutes", kind="minutes", reference="D1", by=lead, at=BEGUN_AT
    )
    actions.write_claim(
        recommendation=item, answers={"": "Done."}, exhibits=[evidence], how_it_will_last="So.", by=lead, at=BEGUN_AT
    )
    actions.claim(recommendation=item, by=lead, at=BEGUN_AT)
    actions.check_evidence(recommendation=item, by=cast.liaison.actor(TODAY), at=NOON, why="It bears it out.")

    history = history_of(people.dcc.page(address(item)))

    checked, claimed = history.split("Claimed as complete", 1)
    assert "It bears it out. What changed" in checked
    assert "Liaison's desk Empty Evidence checked" in checked
    assert "Portfolio lead's desk Empty Same post: the claim is the portfolio lead's own" in claimed
    assert "Answer Done." in claimed


def test_a_change_after_signing_says_what_changed(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITH_DCC)
    actions.change_claim(
        recommendation=item,
        answers={"": "It is done, and audited."},
        exhibits=[item.evidence.get()],
        how_it_will_last="It is part of the monthly audit.",
        by=cast.owner.actor(TODAY),
        at=NOON,
        why="The audit is in.",
    )

    history = history_of(people.liaison.page(address(item)))

    changed = history.split("Claim passed")[0]
    assert Verb.CHANGE_AFTER_SIGNING.label in changed
    assert "Round of signing 1 2" in changed
    assert "Answer It is done. It is done, and audited." in changed


@pytest.mark.parametrize("status", Status)
def test_the_page_stays_within_ten_statements_at_every_status(
    status: Status, people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, status)

    for browser in (people.liaison, people.lead, people.secretary):
        assert browser.statements(address(item)) <= 10


def test_the_page_costs_the_same_for_much_evidence(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    claim_up_to(cast, item, Status.WITH_LIAISON, at=BEGUN_AT)
    before = people.lead.statements(address(item))

    for number in range(20):
        make_evidence(cast, item, f"Evidence of {number}", at=NOON)

    assert people.lead.statements(address(item)) == before
