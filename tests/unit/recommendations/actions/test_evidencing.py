"""Evidence added, replaced and set aside: recommendations.actions.evidencing."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from inspections.models import Publication
from jac_tracker.accounts.actions import NotPossible
from recommendations import actions
from recommendations.enums import CLOSED, OPEN, Marking, Status, Verb
from recommendations.models import Evidence, Recommendation, RecommendationEvent, StoredFile
from recommendations.rules.as_read import PartAsRead
from tests.factories.people import Cast
from tests.factories.recommendations import make_evidence, make_recommendation
from tests.unit.recommendations.actions.claims import AT, LATER, TODAY, act, claim_of, status_of, written


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication, parts=[PartAsRead("a", "Train them", is_ours=True)])


def add(cast: Cast, item: Recommendation, who: str = "owner", **values: Any) -> Evidence:
    given = {"title": "Minutes", "kind": "minutes", "reference": "DOC/1"} | values
    return act(cast, "add_evidence", item, who, **given)


def replace(cast: Cast, old: Evidence, who: str = "owner", **values: Any) -> Evidence:
    given = {"title": "Minutes", "kind": "minutes", "reference": "DOC/2", "why": "Out of date.", "at": LATER} | values
    return actions.replace_evidence(evidence=old, **given, by=getattr(cast, who).actor(TODAY))


def a_file() -> StoredFile:
    return StoredFile(key="k", name="a.pdf", sha256="a" * 64, size=1, media_type="application/pdf", at=AT)


def test_evidence_is_added_under_a_number_of_its_own(cast: Cast, item: Recommendation) -> None:
    add(cast, item)

    row = add(cast, item, title=" Audit ", marking=Marking.OFFICIAL_SENSITIVE, part_letter="a", dated_on=TODAY)

    assert (row.number, row.title, row.marking, row.part_letter, row.dated_on, row.reference, row.file) == (
        2,
        "Audit",
        "official-sensitive",
        "a",
        TODAY,
        "DOC/1",
        None,
    )
    assert (row.added_by, row.added_at) == (cast.owner.user, AT)
    event = RecommendationEvent.objects.latest("id")
    assert (event.verb, event.by_post, event.details) == (Verb.ADD_EVIDENCE, cast.owner.post, {"evidence": 2})


def test_a_file_is_stored_with_it(cast: Cast, item: Recommendation) -> None:
    row = add(cast, item, reference="", file=a_file())

    assert StoredFile.objects.get() == row.file


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title": " "}, "Give the evidence a title."),
        ({"reference": " "}, "Give either a file or a reference."),
        ({"file": "both"}, "Give either a file or a reference."),
        ({"part_letter": "z"}, "This item has no part (z)."),
        ({"dated_on": TODAY + timedelta(days=1)}, "The date of the document cannot be in the future."),
    ],
)
def test_evidence_with_a_fault_is_refused(cast: Cast, item: Recommendation, values: dict, said: str) -> None:
    old = add(cast, item)
    values = values | ({"file": a_file()} if "file" in values else {})

    for act_on in (lambda: add(cast, item, **values), lambda: replace(cast, old, **values)):
        with pytest.raises(NotPossible) as refusal:
            act_on()
        assert str(refusal.value) == said
    assert item.evidence.count() == 1


def test_liaison_adds_evidence_citing_the_owners_message(cast: Cast, item: Recommendation) -> None:
    with pytest.raises(NotPossible, match=r"^Say which message of the owner's this comes from\.$"):
        add(cast, item, "liaison")

    assert add(cast, item, "liaison", cites=" Mail ").cites == "Mail"


@pytest.mark.parametrize("who", ["lead", "dcc", "other_owner", "auditor", "secretary"])
def test_nobody_else_adds_replaces_or_sets_aside(cast: Cast, item: Recommendation, who: str) -> None:
    old = add(cast, item)

    for act_on in (
        lambda: add(cast, item, who, cites="Mail"),
        lambda: replace(cast, old, who),
        lambda: actions.set_aside_evidence(evidence=old, by=getattr(cast, who).actor(TODAY), at=AT, why="So."),
    ):
        with pytest.raises(PermissionDenied):
            act_on()


def test_a_post_with_an_action_on_the_item_adds_evidence_and_cites_nobody(cast: Cast, item: Recommendation) -> None:
    actions.add_action(
        recommendation=item,
        what="Train them",
        post=cast.second_liaison.post,
        due_on=TODAY,
        by=cast.owner.actor(TODAY),
        at=AT,
    )

    row = add(cast, item, "second_liaison")

    assert (row.added_by, row.cites) == (cast.second_liaison.user, "")
    assert RecommendationEvent.objects.latest("id").by_post == cast.second_liaison.post


@pytest.mark.parametrize("status", Status)
def test_evidence_is_for_open_items(cast: Cast, publication: Publication, status: Status) -> None:
    made = make_recommendation(cast, publication, status)

    if status in OPEN:
        assert add(cast, made, "liaison", cites="Mail").pk
    else:
        with pytest.raises(NotPossible):
            add(cast, made, "liaison", cites="Mail")
    assert status in OPEN or status not in CLOSED or status_of(made) == status


def test_what_is_replaced_stays_to_be_read_and_is_replaced_once(cast: Cast, item: Recommendation) -> None:
    old = add(cast, item)

    new = replace(cast, old, title="Newer")

    assert (new.number, new.replaces) == (2, old)
    assert list(item.evidence.standing()) == [new]
    assert Evidence.objects.get(pk=old.pk).title == "Minutes"
    assert RecommendationEvent.objects.latest("id").details == {"evidence": 2, "replaces": 1}
    for again in (lambda: replace(cast, old), lambda: set_aside(cast, old)):
        with pytest.raises(NotPossible, match=r"^Evidence 1: Minutes has been replaced or set aside already\.$"):
            again()


def set_aside(cast: Cast, row: Evidence, why: str = "Of others.") -> Evidence:
    return actions.set_aside_evidence(evidence=row, by=cast.owner.actor(TODAY), at=LATER, why=why)


def test_replacing_and_setting_aside_take_a_reason(cast: Cast, item: Recommendation) -> None:
    row = add(cast, item)

    for attempt in (lambda: replace(cast, row, why=" "), lambda: set_aside(cast, row, why=" ")):
        with pytest.raises(NotPossible, match=r"^Give a reason\.$"):
            attempt()


def test_an_exhibit_of_a_claim_being_written_is_replaced_in_it(cast: Cast, item: Recommendation) -> None:
    old = add(cast, item)
    act(cast, "write_claim", item, **written(item, answers={"a": "Done."}))
    before = actions.claim_digest(item)

    new = replace(cast, old, "liaison")

    claim = claim_of(item)
    assert [row.evidence for row in claim.exhibits.all()] == [new]
    assert actions.claim_digest(item) != before
    assert {row.user for row in claim.claimants.all()} == {cast.owner.user, cast.liaison.user}
    assert (claim.round, status_of(item)) == (1, Status.IN_PROGRESS)


def test_evidence_that_no_claim_names_is_replaced_without_a_new_round(cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITH_DCC)
    row = make_evidence(cast, item, "Beside", at=AT)

    replace(cast, row, "liaison")

    assert (claim_of(item).round, status_of(item)) == (1, Status.WITH_DCC)
    assert {row.user for row in claim_of(item).claimants.all()} == {cast.owner.user}


def test_an_exhibit_is_set_aside_only_once_it_is_out_of_the_claim(cast: Cast, item: Recommendation) -> None:
    row = add(cast, item)
    act(cast, "write_claim", item, **written(item, answers={}))
    with pytest.raises(NotPossible, match=r"^The claim names this as an exhibit\. Take it out of the claim first\.$"):
        set_aside(cast, row)
    act(cast, "write_claim", item, **written(item, answers={}, exhibits=[]))

    set_aside(cast, row)

    assert not item.evidence.standing().exists()
    assert Evidence.objects.get(pk=row.pk).is_set_aside


def test_a_marking_that_a_replacement_brings_is_given_to_all_that_it_replaces_in_turn(
    cast: Cast, item: Recommendation
) -> None:
    actions.add_action(
        recommendation=item, what="Audit", post=cast.other_owner.post, due_on=TODAY, by=cast.owner.actor(TODAY), at=AT
    )
    helper, first = cast.other_owner.actor(TODAY), add(cast, item, title="Names a victim")
    second = replace(cast, first, title="Names a victim still")
    beside = add(cast, item)
    assert set(Evidence.objects.visible_to(helper)) == {first, second, beside}

    third = replace(cast, second, marking=Marking.OFFICIAL_SENSITIVE)
    replace(cast, third, marking=Marking.OFFICIAL)

    marked = Evidence.objects.filter(marking=Marking.OFFICIAL_SENSITIVE)
    assert set(marked) == {first, second, third}
    assert not Evidence.objects.visible_to(helper).filter(pk__in=marked).exists()
