"""One inspection: overview, findings and history."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from inspections import actions
from inspections.actions import AreaGrading, Count
from inspections.enums import CauseScope, CountOf, GradingStanding, MilestoneKind, ReplyKind, Standing
from inspections.models import Inspection, Publication
from jac_tracker.accounts.roles import Role
from jac_tracker.dates import VagueDay, read_vague_day
from tests.conftest import NOON, TODAY
from tests.factories.inspections import WHEN, Reference, make_hanging, make_inspection, make_publication
from tests.factories.people import SETTER_UP, Cast
from tests.integration.inspections.conftest import Statements

pytestmark = pytest.mark.django_db
TABS = ("inspection", "findings", "inspection_history")


def text(client: Client, name: str, inspection: Inspection) -> str:
    return client.get(reverse(name, args=[inspection.pk])).content.decode()


@pytest.mark.parametrize("name", TABS)
@pytest.mark.parametrize("role", Role)
def test_an_embargoed_inspection_does_not_exist_but_for_liaison_dcc_and_auditor(
    name: str, role: Role, client: Client, cast: Cast, reference: Reference
) -> None:
    secret = make_inspection("Planted zebra", embargoed=True)
    client.force_login(cast.of(role).user)

    answer = client.get(reverse(name, args=[secret.pk]))

    allowed = role in {Role.LIAISON, Role.DCC, Role.AUDITOR}
    never = role in {Role.READER, Role.ADMINISTRATOR} or name == "inspection_history"
    assert answer.status_code == (200 if allowed else 403 if never else 404)
    assert ("zebra" in answer.content.decode()) is allowed


@pytest.mark.parametrize("number", [0, 99, 10**9, 10**30])
def test_an_inspection_that_there_is_not_is_not_found(number: int, liaison: Client) -> None:
    assert liaison.get(f"/inspections/{number}/").status_code == 404


def test_expected_and_actual_stand_side_by_side(inspection: Inspection, liaison: Client, owner: Client) -> None:
    for standing, words in ((Standing.EXPECTED, "W/C 3 January 2022"), (Standing.ACTUAL, "4 January 2022")):
        actions.add_milestone(
            inspection=inspection,
            kind=MilestoneKind.FIELDWORK,
            standing=standing,
            day=read_vague_day(words, around=TODAY),
            by=SETTER_UP,
            at=WHEN,
        )

    page = text(owner, "inspection", inspection)

    assert "Week commencing 3 January 2022" in page
    assert "4 January 2022" in page
    assert "Awaiting report" in page
    assert "/milestones/" not in page
    assert "/milestones/" in text(liaison, "inspection", inspection)


def test_days_late_of_a_reply_are_for_those_who_see_everything(
    inspection: Inspection, liaison: Client, owner: Client
) -> None:
    publication = make_publication(inspection, on=date(2017, 9, 7))
    actions.add_reply_duty(
        publication=publication,
        kind=ReplyKind.SECTION_55,
        owed_by="The PCC",
        owed_to="HMICFRS",
        our_input_sent_on=date(2017, 11, 2),
        by=SETTER_UP,
        at=WHEN,
    )

    kept, read = text(liaison, "inspection", inspection), text(owner, "inspection", inspection)

    assert "Due 1 November 2017" in kept and "Due 1 November 2017" in read
    assert "section 55(5A) of the Police Act 1996" in read
    assert "years late" in kept and "day 57 of 56" in kept
    assert "years late" not in read and "day 57" not in read


def test_what_it_follows_is_named_only_to_those_who_may_see_it(
    reference: Reference, liaison: Client, owner: Client
) -> None:
    earlier = make_inspection("Planted zebra", embargoed=True)
    later = make_inspection("Later", follows=earlier)

    assert "Planted zebra" in text(liaison, "inspection", later)
    assert "zebra" not in text(owner, "inspection", later)


def test_a_repeated_cause_is_named_and_counted_only_where_it_may_be_seen(
    reference: Reference, liaison: Client, owner: Client
) -> None:
    def add(title: str, year: int, *, embargoed: bool = False, repeats: object = None) -> Publication:
        publication = make_publication(make_inspection(title, embargoed=embargoed), on=date(year, 5, 1))
        actions.add_cause(
            publication=publication,
            scope=CauseScope.OURS,
            title=f"Cause of {title}",
            repeats=repeats,  # type: ignore[arg-type]
            by=SETTER_UP,
            at=WHEN,
        )
        return publication

    zebra = add("Planted zebra", 2014, embargoed=True)
    later = add("Later", 2016, repeats=zebra.causes.get())

    kept, read = text(liaison, "findings", later.inspection), text(owner, "findings", later.inspection)

    assert "First raised in 2014" in kept and "Cause of Planted zebra" in kept
    assert "First raised in 2016" in read and "zebra" not in read


def test_findings_show_the_grid_the_summaries_and_what_the_report_contains(
    publication: Publication, reference: Reference, owner: Client
) -> None:
    grading = AreaGrading(
        reference.area("Preventing crime"), GradingStanding.GRADED, reference.grade("Good"), "Much is done well."
    )
    actions.set_gradings(publication=publication, gradings=[grading], by=SETTER_UP, at=WHEN)
    counts = [Count(CountOf.RECOMMENDATIONS, 9, 3)]
    actions.set_reported_counts(publication=publication, counts=counts, by=SETTER_UP, at=WHEN)
    values = {"found_about_us": "What they said of us."}
    actions.change_inspection(inspection=publication.inspection, values=values, by=SETTER_UP, at=WHEN)

    page = text(owner, "findings", publication.inspection)

    for words in (
        "Outstanding",
        "Requires improvement",
        "Preventing crime and anti-social behaviour – Good",
        "Much is done well.",
        "Nine recommendations, of which three for the police",
        "What they said of us.",
        "What good means.",
    ):
        assert words in page


def test_history_shows_each_act_with_old_and_new(publication: Publication, cast: Cast, liaison: Client) -> None:
    actions.change_publication(
        publication=publication,
        day=VagueDay.on(date(2022, 1, 8)),
        by=cast.liaison.actor(TODAY),
        at=NOON,
        why="The page says the eighth",
    )

    page = text(liaison, "inspection_history", publication.inspection)

    for words in (
        "Publication changed",
        "HMICFRS Force Liaison Officer (Lia Liaison)",
        "1 March 2022 at midday",
        "The page says the eighth",
        "7 January 2022",
        "8 January 2022",
    ):
        assert words in page


@pytest.mark.parametrize("name", TABS)
def test_a_page_costs_the_same_with_one_row_and_with_fifty(
    name: str, publication: Publication, reference: Reference, liaison: Client, statements: Statements
) -> None:
    inspection = publication.inspection
    _fill(publication, reference)
    few = statements(liaison, reverse(name, args=[inspection.pk]))

    for number in range(24):
        another = make_publication(inspection, title=f"Report {number}", framework=reference.peel)
        _fill(another, reference, number + 1)

    assert statements(liaison, reverse(name, args=[inspection.pk])) == few
    assert name == "inspection_history" or few <= 10


def _fill(publication: Publication, reference: Reference, number: int = 0) -> None:
    inspection = publication.inspection
    if number == 0:
        make_hanging(publication)
    else:
        actions.add_milestone(
            inspection=inspection,
            kind=MilestoneKind.FIELDWORK,
            standing=Standing.EXPECTED,
            day=VagueDay.on(date(2022, 4, 4) + timedelta(days=number)),
            by=SETTER_UP,
            at=WHEN,
        )
        actions.add_cause(
            publication=publication, scope=CauseScope.OURS, title=f"Cause {number}", by=SETTER_UP, at=WHEN
        )
        actions.add_reply_duty(
            publication=publication,
            kind=ReplyKind.SECTION_55,
            owed_by="The PCC",
            owed_to="HMICFRS",
            by=SETTER_UP,
            at=WHEN,
        )
    graded = AreaGrading(reference.area("Preventing crime"), GradingStanding.GRADED, reference.grade("Good"), "Text")
    actions.set_gradings(publication=publication, gradings=[graded], by=SETTER_UP, at=WHEN)
    counts = [Count(CountOf.RECOMMENDATIONS, 9, 3)]
    actions.set_reported_counts(publication=publication, counts=counts, by=SETTER_UP, at=WHEN)


def test_users_words_are_data(reference: Reference, liaison: Client) -> None:
    inspection = make_inspection("<script>alert(1)</script> {{ 7|add:1 }} {% now 'Y' %}")

    page = text(liaison, "inspection", inspection)

    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7|add:1 }} {% now &#x27;Y&#x27; %}" in page
    assert "<script>alert" not in page
