"""Who reads which file of evidence, and what becomes of one that is not as it was added."""

import re
from typing import Any

import pytest

from inspections.models import Publication
from recommendations import actions
from recommendations.enums import EvidenceKind, Marking
from recommendations.models import Recommendation
from recommendations.rules.as_read import PartAsRead
from tests.conftest import NOON, TODAY
from tests.factories.files import PDF, kept_file
from tests.factories.people import Cast
from tests.factories.recommendations import make_evidence, make_recommendation
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.evidencing import FULL, add, page_of, statuses, typed, upload
from tests.integration.recommendations.pages import address, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication, parts=[PartAsRead("a", "audit each month"), PartAsRead("b", "train")])


@pytest.mark.parametrize("marking", Marking)
def test_a_file_goes_to_those_who_see_the_item_in_full(people: People, item: Recommendation, marking: Marking) -> None:
    people.owner.post(add(item), **typed(file=upload(), marking=marking.value))

    found = statuses(people, page_of(item, 1, "file"))

    assert found == {name: 200 if name in FULL else 403 for name in found}


def test_a_file_of_an_embargoed_item_is_not_there(people: People, cast: Cast, embargoed: Publication) -> None:
    item = make_recommendation(cast, embargoed)
    people.liaison.post(add(item), **typed(file=upload(), cites="E-mail"))

    found = statuses(people, page_of(item, 1, "file"))

    assert {name for name, status in found.items() if status == 200} == {"liaison", "dcc", "auditor"}
    assert {found[name] for name in ("owner", "lead", "other_owner", "secretary")} == {404}


@pytest.fixture
def helper_of(cast: Cast, item: Recommendation) -> str:
    """Makes the other owner one who has an action on the item, and so sees it in full."""
    actions.add_action(
        recommendation=item, what="Audit", post=cast.other_owner.post, due_on=TODAY, by=cast.owner.actor(TODAY), at=NOON
    )
    return "other_owner"


@pytest.mark.parametrize("is_marked_later", [False, True], ids=["marked at once", "marked by what replaced it"])
def test_who_only_acts_on_an_item_gets_no_official_sensitive_file(
    people: People, item: Recommendation, helper_of: str, is_marked_later: bool
) -> None:
    sensitive = Marking.OFFICIAL_SENSITIVE.value
    people.owner.post(add(item), **typed(file=upload(), marking="official" if is_marked_later else sensitive))
    people.owner.post(add(item), **typed(file=upload()))
    if is_marked_later:
        people.owner.post(
            page_of(item, 1, "replace"), **typed(held_as="same", marking=sensitive, reason="It names a victim.")
        )

    helper = getattr(people, helper_of)

    assert [helper.get(page_of(item, number, "file")).status_code for number in (1, 2)] == [404, 200]
    assert [people.lead.get(page_of(item, number, "file")).status_code for number in (1, 2)] == [200, 200]


@pytest.mark.parametrize("number", ["2", "0", "99999999999999999999999"])
def test_evidence_that_is_not_there_is_not_found(people: People, item: Recommendation, number: str) -> None:
    people.owner.post(add(item), **typed(file=upload()))

    for act in ("file", "replace", "set-aside"):
        assert people.owner.get(f"{address(item)}evidence/{number}/{act}/").status_code == 404


@pytest.mark.parametrize("is_gone", [True, False], ids=["gone", "altered"])
def test_a_file_that_is_not_as_it_was_added_is_not_given_out(
    people: People, item: Recommendation, settings: Any, tmp_path: Any, is_gone: bool
) -> None:
    settings.FILES_ROOT = tmp_path
    people.owner.post(add(item), **typed(file=upload()))
    (path,) = [path for path in tmp_path.glob("*/*")]
    path.unlink() if is_gone else path.write_bytes(PDF + b"\n")

    answer = people.owner.get(page_of(item, 1, "file"))

    assert answer.status_code == 404
    said = "The file is not in the store." if is_gone else "The file in the store is not the one that was added"
    assert said in words(answer.content.decode())


def test_no_page_says_a_word_of_evidence_to_who_may_not_see_it(
    people: People, cast: Cast, item: Recommendation, helper_of: str
) -> None:
    file = {"reference": "", "file": kept_file(b"Plantedbytes", "Plantedname.txt")}
    marking = {"marking": Marking.OFFICIAL_SENSITIVE, "at": NOON}
    first = make_evidence(cast, item, "Plantedtitle", **file, **marking)
    make_evidence(cast, item, "Plantedaside", reference="Plantedreference", **marking)
    by = cast.owner.actor(TODAY)
    again: dict[str, Any] = {"kind": EvidenceKind.AUDIT, "marking": Marking.OFFICIAL_SENSITIVE, "by": by, "at": NOON}
    second = actions.replace_evidence(
        evidence=first, title="Plantedsecond", reference="Plantedtwo", why="Wrong.", **again
    )
    claim: dict[str, Any] = {
        "answers": {"a": "Done.", "b": "Done."},
        "exhibits": [second],
        "how_it_will_last": "A yearly audit.",
    }
    actions.write_claim(recommendation=item, **claim, by=by, at=NOON)
    actions.claim(recommendation=item, by=by, at=NOON)
    actions.pass_claim(recommendation=item, by=cast.lead.actor(TODAY), at=NOON)
    actions.replace_evidence(evidence=second, title="Plantedthird", reference="Plantedurl", why="Plantedwhy", **again)
    pages = [address(item), f"{address(item)}claim/", f"{address(item)}actions/", "/register/?q=Planted", "/",
             f"{address(item)}?as_at=2022-03-01", f"{address(item)}claim/?as_at=2022-03-01", add(item)]  # fmt: skip

    for page in pages:
        assert re.findall(r"Planted\w+", getattr(people, helper_of).page(page).replace("?q=Planted", "")) == [], page
    for word in ("Plantedsecond", "Plantedthird", "Plantedurl"):
        assert word in people.lead.page(f"{address(item)}claim/")
    assert "Plantedwhy" in people.lead.page(address(item))
