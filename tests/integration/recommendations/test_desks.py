"""What a desk decides on its page: bound to what the page shows, given once, and with a reason where one is needed."""

from datetime import timedelta
from typing import Any

import pytest

from inspections.models import Publication
from jac_tracker.accounts import actions as people_actions
from recommendations import actions
from recommendations.enums import Status, Verb
from recommendations.models import Claim, Recommendation, SignOff
from tests.conftest import NOON, TODAY
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import make_evidence, make_recommendation, write_claim
from tests.integration.recommendations.act_cases import boxes, page_of, state_of
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import address, words

pytestmark = pytest.mark.django_db

DESKS = [
    (Verb.PASS_CLAIM, "lead", Status.WITH_PORTFOLIO_LEAD),
    (Verb.CHECK_EVIDENCE, "liaison", Status.WITH_LIAISON),
    (Verb.APPROVE, "dcc", Status.WITH_DCC),
    (Verb.RETURN_CLAIM, "lead", Status.WITH_PORTFOLIO_LEAD),
    (Verb.RETURN_CLAIM, "liaison", Status.WITH_LIAISON),
    (Verb.RETURN_CLAIM, "dcc", Status.WITH_DCC),
]


def verdict(item: Recommendation, **values: Any) -> dict[str, Any]:
    return {"reason": "So it is.", "as_shown": actions.signable(item), **values}


def change_it(cast: Cast, item: Recommendation) -> None:
    actions.change_claim(
        recommendation=item,
        answers={"": "It is done, and audited."},
        exhibits=[item.evidence.get()],
        how_it_will_last="It is part of the monthly audit.",
        by=cast.owner.actor(TODAY),
        at=NOON,
    )


@pytest.mark.parametrize(("verb", "name", "status"), DESKS)
def test_a_decision_shows_what_is_signed(
    verb: Verb, name: str, status: Status, people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, status)

    page = getattr(people, name).page(page_of(verb, item))

    for told in ["within 24 hours of the report.", "It is done.", "It is part of the monthly audit.",
                 "Evidence 1: Minutes of the board"]:  # fmt: skip
        assert told in words(page), told
    assert f'name="as_shown" value="{actions.signable(item)}"' in page


@pytest.mark.parametrize(("verb", "name", "status"), DESKS)
def test_a_decision_sent_twice_is_recorded_once_and_says_so(
    verb: Verb, name: str, status: Status, people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, status)
    browser, data = getattr(people, name), verdict(item)
    browser.post(page_of(verb, item), **data)
    once = state_of(item), SignOff.objects.count()

    again = browser.post(page_of(verb, item), **data)

    assert (again.status_code, again["Location"]) == (302, f"{address(item)}claim/")
    said = f"{item.reference}: you have decided this already. Nothing was recorded a second time."
    assert said in words(browser.page(f"{address(item)}claim/"))
    assert (state_of(item), SignOff.objects.count()) == once


def test_what_changed_since_it_was_read_is_said_and_nothing_is_decided(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, Status.WITH_PORTFOLIO_LEAD)
    data = verdict(item)
    change_it(cast, item)
    before = state_of(item)

    answer = people.lead.post(page_of(Verb.PASS_CLAIM, item), **data)
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "What you were shown has changed since." in words(page)
    assert "How it has been met When you read it It is done. Now It is done, and audited." in words(page)
    assert "So it is." in page
    assert f'name="as_shown" value="{actions.signable(item)}"' in page
    assert state_of(item) == before
    assert not SignOff.objects.exists()


def test_what_changed_and_left_the_desk_is_said_to_be_elsewhere(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, Status.WITH_DCC)
    data = verdict(item)
    change_it(cast, item)
    before = state_of(item)

    page = words(people.dcc.post(page_of(Verb.APPROVE, item), **data).content.decode())

    assert "“Approve the claim” is for an item that is with Deputy Chief Constable. This one is with" in page
    assert state_of(item) == before


@pytest.mark.parametrize("shown", ["", "x", "\x00", "0" * 64, "9" * 5000])
def test_a_decision_without_the_fingerprint_of_what_is_there_decides_nothing(
    shown: str, people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, Status.WITH_LIAISON)

    answer = people.liaison.post(page_of(Verb.CHECK_EVIDENCE, item), **verdict(item, as_shown=shown))

    assert answer.status_code == 409
    assert not SignOff.objects.filter(desk=Status.WITH_LIAISON).exists()


def test_a_claim_comes_back_only_with_a_reason(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITH_DCC)
    before = state_of(item)

    page = words(people.dcc.post(page_of(Verb.RETURN_CLAIM, item), **verdict(item, reason="")).content.decode())

    assert page.count("Enter a reason") == 2
    assert state_of(item) == before


def test_a_lead_who_stands_in_gives_a_reason(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.WITH_PORTFOLIO_LEAD)
    people_actions.deactivate_person(person=cast.lead.user, by=SETTER_UP, at=NOON, why="Left.")
    place = page_of(Verb.PASS_CLAIM, item)

    page = words(people.other_lead.page(place))
    refused = words(people.other_lead.post(place, **verdict(item, reason="")).content.decode())
    passed = people.other_lead.post(place, **verdict(item, reason="The lead has left."))

    assert "You stand in for the item's own portfolio lead: say why" in page
    assert refused.count("Enter a reason") == 2
    assert (passed.status_code, passed["Location"]) == (302, address(item))  # of which only the headline is left
    assert SignOff.objects.get().reason == "The lead has left."


def test_nobody_decides_their_own_claim(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    make_evidence(cast, item, at=NOON)
    liaison: dict[str, Any] = {"recommendation": item, "by": cast.liaison.actor(TODAY), "at": NOON, "cites": "E-mail"}
    exhibits = [item.evidence.get()]
    actions.write_claim(**liaison, answers={"": "Done."}, exhibits=exhibits, how_it_will_last="So.")
    actions.claim(**liaison)
    actions.pass_claim(recommendation=item, by=cast.lead.actor(TODAY), at=NOON)
    before = state_of(item)

    page = words(people.liaison.page(page_of(Verb.CHECK_EVIDENCE, item)))
    people.liaison.post(page_of(Verb.CHECK_EVIDENCE, item), **verdict(item))
    claim_page = words(people.liaison.page(f"{address(item)}claim/"))

    assert "You typed some of this claim, so somebody else must decide on it." in page
    assert "It waits for Deputy Liaison Officer (Lin Second)." in claim_page
    assert state_of(item) == before


# Writing


def test_the_form_asks_for_each_part_of_ours_and_keeps_what_is_not_whole(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    evidence = make_evidence(cast, item, at=NOON)

    page = words(people.owner.page(page_of(Verb.WRITE_CLAIM, item)))
    people.owner.post(page_of(Verb.WRITE_CLAIM, item), answer_0="", exhibits=[evidence.pk], how_it_will_last="")

    assert "How it has been met" in page and "Evidence 1: Minutes of the board (minutes)" in page
    assert "Owner's message" not in page
    claim = Claim.objects.get()
    assert (claim.answers.count(), claim.exhibits.count(), claim.standing) == (0, 1, "being written")


def test_liaison_writes_and_claims_for_the_owner_citing_the_message(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    evidence = make_evidence(cast, item, at=NOON)
    data: dict[str, Any] = {"answer_0": "Done.", "exhibits": [evidence.pk], "how_it_will_last": "So."}
    write, claim = page_of(Verb.WRITE_CLAIM, item), page_of(Verb.CLAIM, item)

    refused = words(people.liaison.post(write, **data).content.decode())
    people.liaison.post(write, **data, cites="E-mail of 1 March")
    claimed = people.liaison.post(claim, cites="E-mail of 1 March", as_shown=actions.signable(item))

    assert refused.count("Enter which message of the owner's this comes from") == 2
    assert claimed.status_code == 302
    assert Claim.objects.get().cites == "E-mail of 1 March"


def test_a_claim_that_somebody_else_changed_comes_back_with_both_texts(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    write_claim(cast, item, at=NOON)
    shown = actions.claim_digest(item)
    actions.write_claim(
        recommendation=item,
        answers={"": "Theirs."},
        exhibits=[],
        how_it_will_last="It is part of the monthly audit.",
        cites="E-mail",
        by=cast.liaison.actor(TODAY),
        at=NOON,
    )
    mine = {"answer_0": "Mine.", "exhibits": [item.evidence.get().pk], "as_shown": shown}

    answer = people.owner.post(
        page_of(Verb.WRITE_CLAIM, item), **mine, how_it_will_last="It is part of the monthly audit."
    )
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "How it has been met In the register now Theirs. What you typed Mine." in words(page)
    assert "Exhibits In the register now Empty What you typed Evidence 1: Minutes of the board" in words(page)
    assert f'name="as_shown" value="{actions.claim_digest(item)}"' in page
    assert Claim.objects.get().answers.get().text == "Theirs."


def test_a_claim_that_changed_since_it_was_read_is_not_made(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    write_claim(cast, item, at=NOON)
    shown = people.owner.get(page_of(Verb.CLAIM, item)).context["form"].initial["as_shown"]
    actions.write_claim(
        recommendation=item,
        answers={"": "Theirs."},
        exhibits=[item.evidence.get()],
        how_it_will_last="It is part of the monthly audit.",
        cites="E-mail",
        by=cast.liaison.actor(TODAY),
        at=NOON + timedelta(minutes=1),
    )
    before = state_of(item)

    answer = people.owner.post(page_of(Verb.CLAIM, item), as_shown=shown)
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "How it has been met When you read it It is done. Now Theirs." in words(page)
    assert f'name="as_shown" value="{actions.signable(item)}"' in page
    assert state_of(item) == before


def test_a_new_claim_begins_with_what_the_last_one_said_and_evidence_that_still_stands(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, Status.WITH_PORTFOLIO_LEAD)
    actions.return_claim(recommendation=item, by=cast.lead.actor(TODAY), at=NOON, why="Not enough.")
    new = actions.replace_evidence(
        evidence=item.evidence.get(),
        title="Signed minutes",
        kind="minutes",
        reference="D2",
        by=cast.owner.actor(TODAY),
        at=NOON,
        why="Signed now.",
    )

    page = people.owner.page(page_of(Verb.WRITE_CLAIM, item))

    assert "Claim 1 is over (returned). This one begins with what it said." in words(page)
    assert ">It is done.</textarea>" in page.replace("\n", "")
    assert f'value="{new.pk}" checked' in page
    assert "Minutes of the board" not in words(page)


def test_evidence_of_another_item_cannot_be_an_exhibit(people: People, cast: Cast, publication: Publication) -> None:
    item, other = make_recommendation(cast, publication), make_recommendation(cast, publication)
    make_evidence(cast, item, at=NOON)
    foreign = make_evidence(cast, other, at=NOON)
    before = state_of(item)

    page = words(
        people.owner.post(page_of(Verb.WRITE_CLAIM, item), answer_0="Done.", exhibits=[foreign.pk]).content.decode()
    )

    assert "Select the exhibits from the list" in page
    assert state_of(item) == before
    assert not Claim.objects.exists()


def test_a_claim_at_a_desk_stays_whole_when_it_is_changed(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.APPROVED)
    before = state_of(item)

    page = words(
        people.owner.post(page_of(Verb.CHANGE_CLAIM, item), as_shown=actions.claim_digest(item)).content.decode()
    )

    for said in ("Enter how it has been met", "Select at least one exhibit", "Enter how it will last"):
        assert page.count(said) == 2, said
    assert state_of(item) == before


# Carrying out


@pytest.mark.parametrize(
    ("verb", "status", "values", "said"),
    [
        (Verb.SUBMIT, Status.APPROVED, {}, "Enter the day on which it was sent"),
        (Verb.SUBMIT, Status.APPROVED, boxes("sent_on", TODAY.replace(year=2021)), "before the report was published"),
        (Verb.HMICFRS_RETURNS, Status.WITH_HMICFRS, {"reason": "x"}, "Enter the day on which HMICFRS returned it"),
        (Verb.HMICFRS_RETURNS, Status.WITH_HMICFRS, boxes("returned_on", TODAY), "Enter a reason"),
        (Verb.FORCE_CLOSES, Status.APPROVED, boxes("closed_on", TODAY), "HMICFRS tracks this item"),
        (Verb.WITHDRAW_CLAIM, Status.WITH_DCC, {}, "Enter a reason"),
    ],
)
def test_what_is_carried_out_asks_for_its_day_and_its_reason(
    verb: Verb,
    status: Status,
    values: dict[str, Any],
    said: str,
    people: People,
    cast: Cast,
    publication: Publication,
) -> None:
    item = make_recommendation(cast, publication, status)
    before = state_of(item)

    answer = people.liaison.post(page_of(verb, item), **values)

    assert said in words(answer.content.decode())
    assert state_of(item) == before


@pytest.mark.parametrize("status", [Status.WITH_PORTFOLIO_LEAD, Status.WITH_LIAISON, Status.WITH_DCC, Status.APPROVED,
                                    Status.WITH_HMICFRS])  # fmt: skip
def test_the_register_can_be_narrowed_to_a_desk(
    status: Status, people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, status)
    make_recommendation(cast, publication)

    page = people.liaison.page("/register/", status=status.value)

    assert f"Status: {status.label}" in words(page)
    assert page.count('data-label="Reference"') == 1
    assert item.reference in page
