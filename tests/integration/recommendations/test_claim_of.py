"""The page of an item's claims: what they say, by which evidence, what the desks decided, and who may decide now."""

from datetime import timedelta
from typing import Any

import pytest

from inspections.models import Publication
from jac_tracker.accounts import actions as people_actions
from recommendations import actions
from recommendations.enums import Marking, Status, Verb
from recommendations.models import Recommendation
from recommendations.presenters.claim import BESIDE, ONWARDS
from recommendations.rules.as_read import PartAsRead
from recommendations.workflow import MOVES, ON_CLAIM
from tests.conftest import NOON, TODAY
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import claim_up_to, make_evidence, make_recommendation, write_claim
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import address, buttons, words

pytestmark = pytest.mark.django_db

BEGUN_AT = NOON - timedelta(days=5)
PARTS = [PartAsRead("a", "audit each month"), PartAsRead("b", "train", is_ours=False), PartAsRead("c", "report")]


def claim_page(item: Recommendation) -> str:
    return f"{address(item)}claim/"


def with_parts(cast: Cast, publication: Publication) -> Recommendation:
    return make_recommendation(cast, publication, parts=PARTS)


def test_every_part_stands_beside_its_answer(people: People, cast: Cast, publication: Publication) -> None:
    item = with_parts(cast, publication)
    write_claim(cast, item, at=BEGUN_AT)

    page = words(people.auditor.page(claim_page(item)))

    assert "(a) audit each month It is done for part a." in page
    assert "(b) train Not ours: no answer is asked for" in page
    assert "(c) report It is done for part c." in page
    assert "How it will last It is part of the monthly audit." in page
    assert "Claim 1 Being written Begun on 24 February 2022, and not claimed yet." in page
    assert "1 Minutes of the board Minutes All of it Not given DOC/2022/14" in page


def test_what_is_missing_is_listed_in_the_sentences_that_refuse_it(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = with_parts(cast, publication)
    actions.write_claim(
        recommendation=item,
        answers={"a": "Done."},
        exhibits=[],
        how_it_will_last="",
        by=cast.owner.actor(TODAY),
        at=NOON,
    )
    said = "Before it can be claimed Answer part (c). Name at least one exhibit. Say how it will last."

    owner, auditor = people.owner.page(claim_page(item)), people.auditor.page(claim_page(item))
    refused = words(people.owner.page(f"{address(item)}claim-as-complete/"))

    assert said in words(owner)
    assert said in words(auditor)
    assert said.removeprefix("Before it can be claimed ") in refused
    assert "Claim as complete" not in buttons(owner)
    assert buttons(owner)[0] == "Write the claim"


def test_a_whole_claim_can_be_made(people: People, cast: Cast, publication: Publication) -> None:
    item = with_parts(cast, publication)
    write_claim(cast, item, at=BEGUN_AT)

    page = people.owner.page(claim_page(item))

    assert buttons(page)[:2] == ["Claim as complete", "Write the claim"]
    assert "Before it can be claimed" not in page


def test_an_item_of_which_nothing_is_claimed_says_so(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)

    page = words(people.liaison.page(claim_page(item)))

    assert "Nothing has been claimed of this item yet." in page
    assert "Before it can be claimed" not in page


def test_each_sign_off_says_who_under_which_post_when_what_and_why(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    claim_up_to(cast, item, Status.WITH_LIAISON, at=BEGUN_AT)
    actions.return_claim(recommendation=item, by=cast.liaison.actor(TODAY), at=NOON, why="The audit is old.")

    page = words(people.owner.page(claim_page(item)))

    assert "Claimed for Force Crime Registrar by Olive Owner on 24 February 2022." in page
    assert "Portfolio lead Passed ACC Crime (Pat Lead) 24 February 2022 at 12.10pm None given" in page
    assert (
        "Liaison Returned HMICFRS Force Liaison Officer (Lia Liaison) 1 March 2022 at midday The audit is old." in page
    )


@pytest.mark.parametrize(
    ("send_back", "said"),
    [
        (actions.return_claim, "Claim returned on 1 March 2022 The audit is old."),
        (actions.withdraw_claim, "Claim withdrawn on 1 March 2022 The audit is old."),
    ],
)
def test_a_claim_that_came_back_says_when_and_why_above_its_words(
    send_back: Any, said: str, people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    claim_up_to(cast, item, Status.WITH_LIAISON, at=BEGUN_AT)
    before = words(people.owner.page(claim_page(item)))
    send_back(recommendation=item, by=cast.liaison.actor(TODAY), at=NOON, why="The audit is old.")

    page = words(people.owner.page(claim_page(item)))

    assert page.index(said) < page.index("What is asked")
    assert said not in before


def test_a_claim_that_hmicfrs_returned_says_so(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITH_HMICFRS)
    given: dict[str, Any] = {"returned_on": TODAY - timedelta(days=1), "why": "Six months are too few."}
    actions.hmicfrs_returns(recommendation=item, **given, by=cast.liaison.actor(TODAY), at=NOON)

    page = words(people.owner.page(claim_page(item)))

    assert "Returned by HMICFRS on 28 February 2022 Six months are too few." in page


def test_a_desk_that_was_passed_over_is_said_to_have_been(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    lead: dict[str, Any] = {"recommendation": item, "by": cast.lead.actor(TODAY), "at": NOON}
    actions.reallocate(
        recommendation=item, owner_post=cast.lead.post, by=cast.liaison.actor(TODAY), at=BEGUN_AT, why="Hers."
    )
    evidence = actions.add_evidence(**lead, title="Minutes", kind="minutes", reference="D1")
    actions.write_claim(**lead, answers={"": "Done."}, exhibits=[evidence], how_it_will_last="So.")
    actions.claim(**lead)

    page = words(people.dcc.page(claim_page(item)))

    said = "Portfolio lead Same post: the claim is the portfolio lead's own, so this desk is recorded and not decided"
    assert f"{said} Nobody" in page


def test_what_was_signed_stands_beside_what_is_there_now(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    claim_up_to(cast, item, Status.WITH_DCC, at=BEGUN_AT)
    before = words(people.lead.page(claim_page(item)))
    actions.change_claim(
        recommendation=item,
        answers={"": "It is done, and audited."},
        exhibits=[item.evidence.get()],
        how_it_will_last="It is part of the monthly audit.",
        by=cast.owner.actor(TODAY),
        at=NOON,
    )

    page = words(people.lead.page(claim_page(item)))

    assert "What has changed since" not in before
    assert (
        "What has changed since it was signed in round 1 How it has been met "
        "As signed It is done. As it is now It is done, and audited." in page
    )


def test_earlier_claims_are_kept_below_the_newest(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    claim_up_to(cast, item, Status.WITH_PORTFOLIO_LEAD, at=BEGUN_AT)
    actions.return_claim(recommendation=item, by=cast.lead.actor(TODAY), at=NOON, why="Not enough.")
    actions.write_claim(
        recommendation=item,
        answers={"": "Now it is."},
        exhibits=[],
        how_it_will_last="",
        by=cast.owner.actor(TODAY),
        at=NOON,
    )

    page = words(people.owner.page(claim_page(item)))

    newest, earlier = page.split("Earlier claims")
    assert "Claim 2 Being written" in newest
    assert "The whole The force should record every crime within 24 hours of the report. Now it is." in newest
    assert "Claim 1: returned" in earlier
    assert "It is done." in earlier
    assert "Portfolio lead Returned ACC Crime (Pat Lead) 1 March 2022 at midday Not enough." in earlier


def test_it_is_said_who_may_decide_now(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITH_PORTFOLIO_LEAD)

    assert "It waits for ACC Crime (Pat Lead)." in words(people.owner.page(claim_page(item)))


def test_it_is_said_where_only_another_lead_may_decide(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITH_PORTFOLIO_LEAD)
    people_actions.deactivate_person(person=cast.lead.user, by=SETTER_UP, at=NOON, why="Left.")

    page = words(people.other_lead.page(claim_page(item)))

    assert (
        "Nobody who leads its own portfolio may decide on it. Another lead may, with a reason: "
        "ACC Local Policing (Paz Other)." in page
    )


def test_it_is_said_where_nobody_may_decide_and_what_helps(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, Status.WITH_DCC)
    people_actions.deactivate_person(person=cast.dcc.user, by=SETTER_UP, at=NOON, why="Left.")

    page = words(people.owner.page(claim_page(item)))

    said = "Nobody may decide on it who holds a post of Deputy Chief Constable. An administrator can add one."
    assert said in page


def test_the_claim_as_at_a_day_is_read_only_and_of_that_day(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    write_claim(cast, item, at=BEGUN_AT)
    actions.claim(recommendation=item, by=cast.owner.actor(TODAY), at=NOON)

    page = people.owner.page(claim_page(item), as_at="2022-02-25")
    before = words(people.owner.page(claim_page(item), as_at="2022-01-20"))
    never = words(people.owner.page(claim_page(item), as_at="2021-12-01"))

    assert "This claim as at 25 February 2022. Read only." in words(page)
    assert "Claim 1 Being written" in words(page)
    assert buttons(page) == []
    assert "It waits for" not in words(page)
    assert f"{address(item)}?as_at=2022-02-25" in page  # the way to the item keeps the day
    assert "Nothing has been claimed of this item yet." in before
    assert "There is no record of this item on that day" in never


@pytest.mark.parametrize("name", ["secretary", "other_owner", "other_lead"])
@pytest.mark.parametrize("query", [{}, {"as_at": "2022-03-01"}])
def test_who_sees_the_headline_sees_nothing_of_a_claim(
    name: str, query: dict[str, str], people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, Status.WITH_DCC)

    page = words(getattr(people, name).page(claim_page(item), **query))

    assert "This is the headline." in page
    for hidden in ["It is done.", "Minutes", "monthly audit", "Pat Lead", "DOC/2022", "Record every crime"]:
        assert hidden not in page


@pytest.mark.parametrize("name", ["owner", "lead", "other_lead", "secretary"])
def test_a_claim_under_embargo_or_beyond_the_marking_is_not_there(
    name: str, people: People, cast: Cast, publication: Publication, embargoed: Publication
) -> None:
    secret = make_recommendation(cast, publication, Status.WITH_DCC, marking=Marking.OFFICIAL_SENSITIVE)
    hidden = make_recommendation(cast, embargoed)

    assert getattr(people, name).get(claim_page(hidden)).status_code == 404
    expected = 200 if name in {"owner", "lead"} else 404
    assert getattr(people, name).get(claim_page(secret)).status_code == expected


@pytest.mark.parametrize("status", Status)
def test_the_page_is_there_at_every_status(
    status: Status, people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, status)

    assert people.liaison.statements(claim_page(item)) <= 24
    assert people.owner.statements(claim_page(item)) <= 24


@pytest.mark.parametrize("status", [Status.IN_PROGRESS, Status.WITH_DCC])
def test_the_page_costs_the_same_for_a_long_life(
    status: Status, people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, status)
    everybody = (people.liaison, people.owner, people.lead, people.dcc, people.auditor)
    before = [browser.statements(claim_page(item)) for browser in everybody]

    for number in range(10):
        given = {"kind": "data", "reference": "D", "cites": "E-mail"}
        make_evidence(cast, item, f"More {number}", **given, at=NOON)

    assert [browser.statements(claim_page(item)) for browser in everybody] == before
    assert max(before) <= 24


def test_the_three_pages_of_an_item_lead_to_each_other(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)

    for place, current in [(address(item), "Item"), (claim_page(item), "Claim and evidence")]:
        page = people.owner.page(place)
        for label in ("Item", "Claim and evidence"):
            mark = ' aria-current="page"' if label == current else ""
            assert f"{mark}>{label}</a></li>" in page


def test_what_people_typed_is_shown_as_they_typed_it(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    make_evidence(cast, item, "<b>T</b>", reference="javascript:alert(1)", at=NOON)
    actions.write_claim(
        recommendation=item,
        answers={"": "<script>alert(1)</script> {{ x }}"},
        exhibits=[item.evidence.get()],
        how_it_will_last="<img src=x>",
        by=cast.owner.actor(TODAY),
        at=NOON,
    )

    page = people.owner.page(claim_page(item))

    assert "<script>alert" not in page and "<img src=x" not in page and "<b>T" not in page
    assert 'href="javascript' not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ x }}" in page


def test_every_act_on_a_claim_has_its_button() -> None:
    elsewhere = {Verb.LEAVE_CLAIM}  # only in a scrutiny session
    made = {verb for verb in ON_CLAIM if verb in MOVES and MOVES[verb].made_by}

    assert set(ONWARDS) | set(BESIDE) == ON_CLAIM - made - elsewhere
