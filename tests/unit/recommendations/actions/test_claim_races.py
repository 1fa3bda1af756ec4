"""Two people at once over one claim: one verdict stands, the other is told, and nothing signed was not seen.

That the lock is what decides is proved with it taken away, on PostgreSQL: SQLite lets only one write at a time anyway.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, models

from inspections.models import Publication
from jac_tracker.accounts import actions as people
from jac_tracker.accounts.roles import Role
from jac_tracker.history import digest
from recommendations import actions
from recommendations.actions import TEXT_FIELDS, deciding, turn
from recommendations.enums import Status
from recommendations.models import Claim, Recommendation, RecommendationEvent, SignOff
from recommendations.workflow import claim_made, content_of, fingerprint
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import LONG_AGO, SETTER_UP, Cast, make_cast, make_member
from tests.factories.recommendations import make_recommendation
from tests.side_by_side import Attempt, at_once, together
from tests.unit.recommendations.actions.claims import AT, TODAY, act, exhibit_of, signable, written

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

Two = tuple[Attempt, Attempt]


@pytest.fixture
def world(transactional_db: None) -> Cast:
    make_reference()
    return make_cast()


@pytest.fixture
def publication(world: Cast) -> Publication:
    return make_publication()


@pytest.fixture
def tries(thorough: bool) -> range:
    """As many where the lock is what is tried; SQLite, which lets one write at a time, is tried a few times."""
    if connection.vendor != "postgresql":
        return range(20 if thorough else 4)
    return range(200 if thorough else 20)


def verdict(cast: Cast, item: Recommendation, name: str, who: str, shown: str | None = None) -> Attempt:
    return lambda: act(cast, name, item, who, shown=shown or signable(item), why="So it is.")


def two_sign(cast: Cast, item: Recommendation) -> Two:
    shown = signable(item)
    first, second = (verdict(cast, item, "check_evidence", who, shown) for who in ("liaison", "second_liaison"))
    return first, second


def one_signs_what_another_edits(cast: Cast, item: Recommendation) -> Two:
    edit = {"values": {"title": "Hers"}, "shown": digest(item, TEXT_FIELDS), "why": "Misread."}
    signing_it = verdict(cast, item, "check_evidence", "second_liaison", signable(item))
    return signing_it, lambda: act(cast, "edit_text", item, "liaison", **edit)


def one_approves_and_one_returns(cast: Cast, item: Recommendation) -> Two:
    shown = signable(item)
    return verdict(cast, item, "approve", "dcc", shown), verdict(cast, item, "return_claim", "reader", shown)


def two_edit(cast: Cast, item: Recommendation) -> Two:
    shown = digest(item, TEXT_FIELDS)

    def edit(who: str, title: str) -> Attempt:
        return lambda: act(cast, "edit_text", item, who, values={"title": title}, shown=shown, why="Misread.")

    return edit("liaison", "Hers"), edit("second_liaison", "His")


def two_change_the_claim(cast: Cast, item: Recommendation) -> Two:
    shown, old = actions.claim_digest(item), written(item)

    def change(who: str, words: str) -> Attempt:
        return lambda: act(cast, "change_claim", item, who, **old | {"how_it_will_last": words}, shown=shown)

    return change("owner", "Hers"), change("secretary", "His")


def one_replaces_an_exhibit_that_another_signs(cast: Cast, item: Recommendation) -> Two:
    old = exhibit_of(item)
    new: dict[str, Any] = {"title": "Newer", "kind": "minutes", "reference": "DOC/9", "why": "Out of date."}
    replacing = lambda: actions.replace_evidence(evidence=old, **new, by=cast.owner.actor(TODAY), at=AT)  # noqa: E731
    return verdict(cast, item, "approve", "dcc", signable(item)), replacing


def one_withdraws_what_another_approves(cast: Cast, item: Recommendation) -> Two:
    withdrawing: Attempt = lambda: act(cast, "withdraw_claim", item, why="Wait.")  # noqa: E731
    return verdict(cast, item, "approve", "dcc", signable(item)), withdrawing


# How two meet: where the claim then is, what they try, and what may become of the two of them.
REFUSED_BOTH_WAYS = [["NotPossible", "done"], ["PermissionDenied", "done"]]
RACES: dict[str, tuple[Status, Callable[[Cast, Recommendation], Two], list[list[str]]]] = {
    "sign-off and sign-off": (Status.WITH_LIAISON, two_sign, [["NotPossible", "done"]]),
    # Who signs first is overtaken by the edit, which sends it back; who signs after it has not seen the new text.
    "sign-off and edit": (
        Status.WITH_LIAISON,
        one_signs_what_another_edits,
        [["NotPossible", "done"], ["done", "done"]],
    ),
    "approve and return": (Status.WITH_DCC, one_approves_and_one_returns, REFUSED_BOTH_WAYS),
    "edit and edit": (Status.WITH_DCC, two_edit, [["StaleEdit", "done"]]),
    "change and change": (Status.WITH_DCC, two_change_the_claim, [["StaleEdit", "done"]]),
    "replace evidence and sign-off": (
        Status.WITH_DCC,
        one_replaces_an_exhibit_that_another_signs,
        [["NotPossible", "done"], ["PermissionDenied", "done"], ["done", "done"]],
    ),
    "withdraw and approve": (
        Status.WITH_DCC,
        one_withdraws_what_another_approves,
        [["NotPossible", "done"], ["PermissionDenied", "done"], ["done", "done"]],
    ),
}


@pytest.fixture
def hands(world: Cast) -> None:
    """A second Deputy Chief Constable, and somebody who acts for the owner."""
    second = make_member("Dan Second", "Assistant Deputy", Role.DCC)
    people.hand_over(post=second.post, to=world.reader.user, from_on=TODAY, by=SETTER_UP, at=LONG_AGO)
    people.hand_over(
        post=world.owner.post, to=world.secretary.user, from_on=TODAY, is_acting=True, by=SETTER_UP, at=LONG_AGO
    )


def broken(item: Recommendation) -> list[str]:
    """What must never be, whoever came first."""
    found = []
    events = list(RecommendationEvent.objects.filter(recommendation=item).order_by("id"))
    chain = [event.from_status for event in events[1:]]
    if chain != [event.to_status for event in events[:-1]]:
        found.append("the status is not the fold of the events")
    now = Recommendation.objects.get(pk=item.pk)
    claim = claim_made(now)
    rows = SignOff.objects.filter(claim__recommendation=item)
    if rows.values("claim", "round", "desk").annotate(n=models.Count("id")).filter(n__gt=1).exists():
        found.append("two verdicts of one desk")
    if claim is None:
        return found
    bound = fingerprint(content_of(now, claim))
    if {row.fingerprint for row in rows.filter(claim=claim, round=claim.round)} - {bound}:
        found.append("a signature on what was not seen")
    desks = {"with portfolio lead": 0, "with liaison": 1, "with dcc": 2, "approved": 3}
    if rows.filter(claim=claim, round=claim.round).count() != desks[now.status]:
        found.append("a desk without a row")
    return found


@pytest.mark.parametrize("name", RACES)
def test_of_two_at_once_one_is_told(
    world: Cast, publication: Publication, hands: None, tries: range, name: str
) -> None:
    status, race, allowed = RACES[name]
    outcomes: list[list[str]] = []

    for _ in tries:
        item = make_recommendation(world, publication, status)
        outcomes.append(at_once(*race(world, item)))
        assert broken(item) == []

    assert [outcome for outcome in outcomes if outcome not in allowed] == []
    assert all("done" in outcome for outcome in outcomes)
    told = sum(outcome != ["done", "done"] for outcome in outcomes)
    print(f"{name}: {len(outcomes)} tries, {told} told, {len(outcomes) - told} one after the other")


# Without the lock


@pytest.fixture
def without_the_lock(several_writers: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(turn, "lock", lambda item: Recommendation.objects.get(pk=item.pk))
    together(monkeypatch, turn, "acting")
    yield


def test_without_the_lock_two_would_decide(
    world: Cast, publication: Publication, hands: None, without_the_lock: None
) -> None:
    item = make_recommendation(world, publication, Status.WITH_LIAISON)

    outcomes = at_once(*two_sign(world, item))

    # The constraint stands behind the lock: without it there would be two verdicts.
    assert outcomes == ["IntegrityError", "done"]


@pytest.mark.parametrize(
    "name", [name for name in RACES if name not in ("sign-off and sign-off", "approve and return")]
)
def test_without_the_lock_the_same_race_breaks(
    world: Cast, publication: Publication, hands: None, without_the_lock: None, name: str
) -> None:
    status, race, allowed = RACES[name]
    item = make_recommendation(world, publication, status)

    outcomes = at_once(*race(world, item))

    assert broken(item) or outcomes not in allowed


def test_without_the_lock_only_the_constraint_keeps_approval_and_return_apart(
    world: Cast, publication: Publication, hands: None, without_the_lock: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    together(monkeypatch, deciding, "fingerprint")  # both have read the claim before either is over with it
    item = make_recommendation(world, publication, Status.WITH_DCC)

    assert at_once(*one_approves_and_one_returns(world, item)) == ["IntegrityError", "done"]
    assert Claim.objects.get(recommendation=item).sign_offs.filter(desk=Status.WITH_DCC).count() == 1
