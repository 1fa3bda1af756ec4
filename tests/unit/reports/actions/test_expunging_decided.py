"""Two people stand behind what is removed for good; what is refused to either."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from inspections.models import Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.history import StaleEdit
from recommendations.models import ProgressUpdate, Recommendation
from reports import actions
from reports.enums import ExpunctionState, Ground
from reports.models import Expunction
from tests.conftest import NOON
from tests.factories.expunctions import LONG_AFTER, expunge, make_expunction
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import Cast
from tests.factories.planting import PLANTED
from tests.factories.recommendations import make_recommendation, make_update

pytestmark = pytest.mark.django_db

DAY = LONG_AFTER.date()


@pytest.fixture
def publication(db: None) -> Publication:
    make_reference()
    return make_publication()


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication)


# Two people


@pytest.fixture
def proposed(cast: Cast, item: Recommendation) -> Expunction:
    make_update(cast, item, f"{PLANTED} was told.", at=NOON)
    return make_expunction(cast, PLANTED)


@pytest.mark.parametrize("who", ["owner", "lead", "dcc", "secretary", "reader", "auditor", "administrator"])
def test_only_liaison_proposes(cast: Cast, proposed: Expunction, who: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.propose_expunction(
            words="crime", ground=Ground.ERASURE, reason="Asked.", by=getattr(cast, who).actor(DAY), at=LONG_AFTER
        )


@pytest.mark.parametrize(
    "who", ["liaison", "second_liaison", "owner", "lead", "secretary", "reader", "auditor", "administrator"]
)
@pytest.mark.parametrize("act", ["agree", "refuse", "carry_out"])
def test_only_the_dcc_decides(cast: Cast, proposed: Expunction, act: str, who: str) -> None:
    why = {"why": "No."} if act == "refuse" else {}

    with pytest.raises(PermissionDenied):
        getattr(actions, f"{act}_expunction")(
            expunction=proposed, **why, by=getattr(cast, who).actor(DAY), at=LONG_AFTER
        )

    assert Expunction.objects.get().state == ExpunctionState.PROPOSED


def test_a_command_neither_proposes_nor_agrees(cast: Cast, proposed: Expunction) -> None:
    by = Actor.system("expunge", on=DAY)

    with pytest.raises(PermissionDenied):
        actions.agree_expunction(expunction=proposed, by=by, at=LONG_AFTER)
    with pytest.raises(PermissionDenied):
        actions.propose_expunction(words="crime", ground=Ground.ERASURE, reason="Asked.", by=by, at=LONG_AFTER)


def holding_both_posts(cast: Cast) -> Actor:
    """The liaison officer, acting as the DCC too."""
    from jac_tracker.accounts import actions as people
    from tests.factories.people import SETTER_UP

    people.hand_over(post=cast.dcc.post, to=cast.liaison.user, from_on=DAY, is_acting=True, by=SETTER_UP, at=LONG_AFTER)
    return cast.liaison.actor(DAY)


def test_nobody_agrees_to_what_they_proposed_whatever_posts_they_hold(cast: Cast, proposed: Expunction) -> None:
    both = holding_both_posts(cast)

    with pytest.raises(NotPossible, match="You proposed this"):
        actions.agree_expunction(expunction=proposed, by=both, at=LONG_AFTER)

    assert list(Expunction.objects.to_decide(both)) == []
    assert list(Expunction.objects.to_decide(cast.dcc.actor(DAY))) == [proposed]


def test_the_database_itself_refuses_that_too(
    cast: Cast, proposed: Expunction, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.actions.expunging.why_not_theirs", lambda expunction, actor: "")

    with pytest.raises(IntegrityError, match="expunction_decided_by_another_than_proposed"), transaction.atomic():
        actions.agree_expunction(expunction=proposed, by=holding_both_posts(cast), at=LONG_AFTER)


def test_nothing_is_carried_out_that_was_not_agreed_or_was_refused(cast: Cast, proposed: Expunction) -> None:
    by = cast.dcc.actor(DAY)
    with pytest.raises(NotPossible, match="not been agreed"):
        actions.carry_out_expunction(expunction=proposed, by=by, at=LONG_AFTER)

    actions.refuse_expunction(expunction=proposed, why="It is evidence.", by=by, at=LONG_AFTER)

    with pytest.raises(NotPossible):
        actions.carry_out_expunction(expunction=proposed, by=by, at=LONG_AFTER)
    with pytest.raises(NotPossible):
        actions.agree_expunction(expunction=proposed, by=by, at=LONG_AFTER)
    assert PLANTED in ProgressUpdate.objects.get().text


def test_who_agrees_agrees_to_what_was_shown(cast: Cast, item: Recommendation, proposed: Expunction) -> None:
    shown = actions.fingerprint_of(actions.preview(proposed, DAY))
    make_update(cast, item, f"{PLANTED} was told again.", at=NOON)

    with pytest.raises(StaleEdit):
        actions.agree_expunction(expunction=proposed, shown=shown, by=cast.dcc.actor(DAY), at=LONG_AFTER)

    now = actions.fingerprint_of(actions.preview(proposed, DAY))
    actions.agree_expunction(expunction=proposed, shown=now, by=cast.dcc.actor(DAY), at=LONG_AFTER)
    assert Expunction.objects.get().state == ExpunctionState.AGREED


# What is refused at once


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("Zö", "at least 3 characters"),
        ("...", "at least 3 characters"),
        ("Nowhere to be found", "stand nowhere"),
        ("[expunged 1 May 2022]", "not been removed already"),
    ],
)
def test_words_that_cannot_be_removed_are_refused(cast: Cast, item: Recommendation, words: str, refusal: str) -> None:
    with pytest.raises(NotPossible, match=refusal):
        make_expunction(cast, words)


def test_the_same_is_proposed_once(cast: Cast, proposed: Expunction) -> None:
    with pytest.raises(NotPossible, match="proposed already"):
        make_expunction(cast, PLANTED)


@pytest.mark.parametrize("reason", [f"{PLANTED} asked.", "ZÖRNWICK asked."])
def test_a_reason_that_tells_the_words_is_refused(cast: Cast, item: Recommendation, reason: str) -> None:
    make_update(cast, item, f"{PLANTED} was told.", at=NOON)

    with pytest.raises(NotPossible, match="out of the reason"):
        make_expunction(cast, PLANTED, reason=reason)


def test_words_gone_by_another_proposal_are_not_agreed_to_again(cast: Cast, item: Recommendation) -> None:
    make_update(cast, item, f"Anna {PLANTED} was told.", at=NOON)
    longer = make_expunction(cast, f"Anna {PLANTED}")

    expunge(cast, PLANTED)

    with pytest.raises(NotPossible, match="another proposal"):
        actions.agree_expunction(expunction=longer, by=cast.dcc.actor(DAY), at=LONG_AFTER)
