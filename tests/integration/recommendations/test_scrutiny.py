"""A scrutiny session: what waits, one claim after another, and the record of what was decided."""

import re
from datetime import timedelta
from typing import Any

import pytest

from inspections.models import Publication
from jac_tracker.accounts import actions as people_actions
from jac_tracker.dates import worded_day
from recommendations import actions
from recommendations.enums import Addressee, EvidenceKind, Status, TextSource, Verdict
from recommendations.models import Recommendation, SignOff
from recommendations.rules.as_read import PartAsRead
from tests.conftest import NOON, TODAY
from tests.factories.files import PDF, kept_file
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import claim_up_to, make_evidence, make_recommendation, make_update
from tests.integration.recommendations.conftest import People
from tests.integration.recommendations.pages import words

pytestmark = pytest.mark.django_db

DESKS = {"lead": Status.WITH_PORTFOLIO_LEAD, "liaison": Status.WITH_LIAISON, "dcc": Status.WITH_DCC}
PASSING = {"lead": "pass claim", "liaison": "check evidence", "dcc": "approve"}
NEXT = {"lead": Status.WITH_LIAISON, "liaison": Status.WITH_DCC, "dcc": Status.APPROVED}


def at_a_desk(cast: Cast, publication: Publication, status: Status, days_ago: int = 1) -> Recommendation:
    """An item whose claim came to the desk so many days ago; the second officer checked its evidence."""
    at = NOON - timedelta(days=days_ago)
    item = make_recommendation(cast, publication, at=at - timedelta(days=1))
    claim_up_to(cast, item, status, at=at)
    item.refresh_from_db()
    return item


def shown(page: str) -> str:
    found = re.search(r'name="as_shown" value="([0-9a-f]*)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize("who", DESKS)
def test_the_longest_waiting_comes_first(who: str, people: People, cast: Cast, publication: Publication) -> None:
    late = at_a_desk(cast, publication, DESKS[who], days_ago=2)
    early = at_a_desk(cast, publication, DESKS[who], days_ago=9)

    page = getattr(people, who).page("/scrutiny/")

    assert "2 claims wait for your decision" in words(page)
    assert re.findall(r'href="/scrutiny/(MP-[^/]+)/">MP', page) == [early.reference, late.reference]


@pytest.mark.parametrize("who", DESKS)
def test_a_verdict_moves_the_claim_and_goes_on_to_the_next(
    who: str, people: People, cast: Cast, publication: Publication
) -> None:
    first = at_a_desk(cast, publication, DESKS[who], days_ago=9)
    second = at_a_desk(cast, publication, DESKS[who], days_ago=2)
    browser, address = getattr(people, who), f"/scrutiny/{first.reference}/"
    page = browser.page(address)
    assert "Claim 1 of 2" in words(page)

    response = browser.post(address, verdict=PASSING[who], reason="", as_shown=shown(page))

    first.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, f"/scrutiny/{second.reference}/")
    assert first.status == NEXT[who]


@pytest.mark.parametrize("place", ["/scrutiny/{}/", "/register/{}/pass-claim/"])
def test_everything_that_a_verdict_is_bound_to_stands_before_it(
    place: str, people: People, cast: Cast, publication: Publication
) -> None:
    part = PartAsRead("a", "Train them.", addressees=(Addressee.CHIEF_CONSTABLES,), is_ours=True, is_met=False)
    item = make_recommendation(
        cast, publication, text_source=TextSource.SUMMARY, number_in_report="7", parts=[part], at=NOON
    )
    file = kept_file()
    audit = make_evidence(
        cast, item, "Audit", kind=EvidenceKind.AUDIT, reference="", file=file, part_letter="a", dated_on=TODAY, at=NOON
    )
    by = {"recommendation": item, "by": cast.owner.actor(TODAY), "at": NOON}
    minutes = make_evidence(cast, item, at=NOON)
    actions.write_claim(**by, answers={"a": "Trained."}, exhibits=[audit, minutes], how_it_will_last="Each year.")
    actions.claim(**by)

    page = people.lead.page(place.format(item.reference))

    for told in ["Number in the report 7", "Source of the text A summary", "Part (a): addressed to Chief constables",
                 "Part (a): condition met No", "Trained.", "Each year.",
                 f"Evidence 1: Audit, Audit or dip sample, part (a), {worded_day(TODAY)}, SHA-256 {file.sha256}. Open",
                 "Evidence 2: Minutes of the board, Minutes, DOC/2022/14"]:  # fmt: skip
        assert told in words(page), told
    assert re.findall(r'href="([^"]*/file/)"', page) == [f"/register/{item.reference}/evidence/1/file/"]


def test_the_last_leads_to_the_record(people: People, cast: Cast, publication: Publication) -> None:
    item = at_a_desk(cast, publication, Status.WITH_DCC)
    address = f"/scrutiny/{item.reference}/"
    given = {"verdict": "return claim", "reason": "Show the audit.", "as_shown": shown(people.dcc.page(address))}

    response = people.dcc.post(address, **given)
    record = words(people.dcc.page(response["Location"]))

    assert response["Location"] == "/scrutiny/record/"
    assert f"{item.reference} Record every crime within 24 hours Returned" in record
    assert "Show the audit." in record


def test_the_record_of_a_day_gives_the_titles_of_that_day(people: People, cast: Cast, publication: Publication) -> None:
    item = at_a_desk(cast, publication, Status.WITH_DCC)
    actions.approve(recommendation=item, by=cast.dcc.actor(TODAY), at=NOON)
    later, by = NOON + timedelta(minutes=1), cast.liaison.actor(TODAY)
    actions.edit_text(recommendation=item, values={"title": "Another"}, by=by, at=later, why="Clearer.")
    renamed: dict[str, Any] = {"post": cast.dcc.post, "values": {"title": "Second in command"}, "by": SETTER_UP}
    people_actions.change_post(**renamed, at=later)

    record = words(people.dcc.page("/scrutiny/record/"))

    assert f"{item.reference} Record every crime within 24 hours Approved" in record
    assert "Deputy Chief Constable" in re.sub("^.*Approved", "", record)
    assert "Another" not in record and "Second in command" not in re.sub("^.*Approved", "", record)


def test_the_record_tells_no_more_of_an_item_than_its_headline_to_who_sees_no_more(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = at_a_desk(cast, publication, Status.WITH_PORTFOLIO_LEAD)
    actions.pass_claim(recommendation=item, by=cast.lead.actor(TODAY), at=NOON)
    assert "Record every crime within 24 hours" in words(people.lead.page("/scrutiny/record/"))
    by = cast.liaison.actor(TODAY)
    actions.reallocate(recommendation=item, owner_post=cast.other_owner.post, by=by, at=NOON, why="It is theirs.")

    record = words(people.lead.page("/scrutiny/record/"))

    assert item.reference in record
    assert "Record every crime within 24 hours" not in record


def test_a_file_is_opened_where_it_is_decided_on(people: People, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    by: dict[str, Any] = {"by": cast.owner.actor(TODAY), "at": NOON}
    given: dict[str, Any] = {"kind": "minutes", "file": kept_file(PDF)}
    shown_in = [actions.add_evidence(recommendation=item, title="Minutes", **given, **by)]
    actions.write_claim(recommendation=item, answers={"": "Done."}, exhibits=shown_in, how_it_will_last="So.", **by)
    actions.claim(recommendation=item, **by)

    for address in (f"/scrutiny/{item.reference}/", f"/register/{item.reference}/pass-claim/"):
        found = re.search(r'<a class="govuk-link" href="([^"]+)">Open the file', people.lead.page(address))

        assert found
        assert b"".join(people.lead.get(found[1])) == PDF  # type: ignore[arg-type]


def test_a_return_needs_its_reason(people: People, cast: Cast, publication: Publication) -> None:
    item = at_a_desk(cast, publication, Status.WITH_DCC)
    address = f"/scrutiny/{item.reference}/"

    response = people.dcc.post(address, verdict="return claim", as_shown=shown(people.dcc.page(address)))

    assert response.status_code == 200
    assert "Enter a reason" in words(response.text)
    item.refresh_from_db()
    assert item.status == Status.WITH_DCC


def test_the_same_verdict_sent_twice_decides_once(people: People, cast: Cast, publication: Publication) -> None:
    item = at_a_desk(cast, publication, Status.WITH_DCC)
    address = f"/scrutiny/{item.reference}/"
    given = {"verdict": "approve", "as_shown": shown(people.dcc.page(address))}

    people.dcc.post(address, **given)
    again = people.dcc.post(address, **given)

    assert "This one is approved." in words(again.text)
    assert SignOff.objects.filter(desk=Status.WITH_DCC, verdict=Verdict.PASSED).count() == 1


def test_what_was_changed_since_it_was_shown_is_read_again(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = at_a_desk(cast, publication, Status.WITH_PORTFOLIO_LEAD)
    address = f"/scrutiny/{item.reference}/"
    before = shown(people.lead.page(address))
    actions.edit_text(
        recommendation=item, values={"title": "Record it all"}, by=cast.liaison.actor(TODAY), at=NOON, why="As printed."
    )

    response = people.lead.post(address, verdict="pass claim", as_shown=before)

    assert response.status_code == 409
    assert "What you were shown has been changed since" in words(response.text)
    assert shown(response.text) != before
    item.refresh_from_db()
    assert item.status == Status.WITH_PORTFOLIO_LEAD


def test_what_is_new_since_the_last_look_stands_apart(people: People, cast: Cast, publication: Publication) -> None:
    item = at_a_desk(cast, publication, Status.WITH_DCC)
    address = f"/scrutiny/{item.reference}/"
    assert "New since you last looked" not in words(people.dcc.page(address))
    people.dcc.post(address, verdict="leave claim", as_shown=shown(people.dcc.page(address)))
    assert "Nothing has been recorded since." in words(people.dcc.page(address))

    make_update(cast, item, "The audit is clean.", at=NOON + timedelta(days=3650))

    page = people.dcc.page(address)
    new, known = page.split("Before that</h2>")
    assert "The audit is clean." in new.split("New since you last looked")[1]
    assert "The audit is clean." not in known


@pytest.mark.parametrize("who", ["other_lead", "owner", "secretary", "reader", "auditor", "administrator"])
def test_nobody_else_comes_in(who: str, people: People, cast: Cast, publication: Publication) -> None:
    item = at_a_desk(cast, publication, Status.WITH_PORTFOLIO_LEAD)

    response = getattr(people, who).get(f"/scrutiny/{item.reference}/")

    assert response.status_code == (404 if who == "other_lead" else 403)


def test_who_typed_the_claim_is_told_why_they_do_not_decide(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication, at=NOON - timedelta(days=4))
    by = {"by": cast.liaison.actor(TODAY), "at": NOON - timedelta(days=3)}
    proof = actions.add_evidence(recommendation=item, title="Audit", kind="audit", reference="A1", cites="E-mail", **by)
    written = {"answers": {"": "Done."}, "exhibits": [proof], "how_it_will_last": "By audit.", "cites": "E-mail"}
    actions.write_claim(recommendation=item, **written, **by)
    actions.claim(recommendation=item, **by)
    actions.pass_claim(recommendation=item, by=cast.lead.actor(TODAY), at=NOON - timedelta(days=2))

    assert "No claim waits for your decision." in words(people.liaison.page("/scrutiny/"))
    assert "You typed some of this claim" in words(people.liaison.page(f"/scrutiny/{item.reference}/"))
    assert "1 claim waits for your decision" in words(people.second_liaison.page("/scrutiny/"))


def test_a_claim_that_is_not_whole_any_more_can_only_be_returned(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = at_a_desk(cast, publication, Status.WITH_PORTFOLIO_LEAD)
    parts = [PartAsRead(letter="a", text="Train everybody.", is_ours=True)]
    actions.set_parts(recommendation=item, parts=parts, by=cast.liaison.actor(TODAY), at=NOON, why="As printed.")

    page = people.lead.page(f"/scrutiny/{item.reference}/")

    assert "The claim is not whole any more" in words(page)
    assert re.findall(r'name="verdict" type="radio" value="([^"]+)"', page) == ["return claim", "leave claim"]


def test_a_session_costs_the_same_for_one_claim_and_for_many(
    people: People, cast: Cast, publication: Publication
) -> None:
    item = at_a_desk(cast, publication, Status.WITH_DCC)
    pages = ["/scrutiny/", f"/scrutiny/{item.reference}/", "/scrutiny/record/"]
    with_one = [people.dcc.statements(page) for page in pages]

    for _more in range(4):
        at_a_desk(cast, publication, Status.WITH_DCC)

    assert [people.dcc.statements(page) for page in pages] == with_one
    assert max(with_one) <= 22
