"""The audit log: every act of every app, for liaison and auditor, narrowed by the address, and as a file."""

import csv
import re
from datetime import date, timedelta
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from inspections import actions as inspecting
from inspections.models import InspectionEvent, Publication
from jac_tracker.accounts import actions as people
from jac_tracker.accounts.models import PeopleEvent
from jac_tracker.history import record, tracked_models
from recommendations import actions
from recommendations.enums import ListAnswer, Rag, Status, Verb
from recommendations.models import Recommendation, RecommendationEvent
from reports.enums import PaperVerb
from reports.models import PaperEvent
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_inspection, make_publication, make_reference
from tests.factories.people import SETTER_UP, Cast
from tests.factories.recommendations import make_recommendation, make_update
from tests.factories.reports import make_paper
from tests.factories.their_lists import compared_with, make_reconciliation, their_row
from tests.integration.recommendations.conftest import Browser

pytestmark = pytest.mark.django_db

LOG, FILE = "/audit-log/", "/audit-log/file/csv/"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


@pytest.fixture
def publication(db: None) -> Publication:
    make_reference()
    return make_publication()


@pytest.fixture
def auditor(cast: Cast) -> Browser:
    return Browser(cast.auditor)


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def text_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main_of(page))).split())


def rows(page: str) -> list[tuple[str, str]]:
    """What was done to what, in the order of the page."""
    found = re.findall(
        r'data-label="Act"><a [^>]*>([^<]*)<.*?data-label="On">(?:<a [^>]*>)?([^<]*)<', main_of(page), re.DOTALL
    )
    return [(unescape(kind), unescape(about)) for kind, about in found]


def lines(browser: Browser, **query: Any) -> list[list[str]]:
    answer = browser.get(FILE, **query)
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(StringIO(text)))


# Who may


@pytest.mark.parametrize("name", ["owner", "lead", "dcc", "secretary", "reader", "administrator"])
def test_only_liaison_and_auditor_read_the_log(name: str, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    browser = Browser(getattr(cast, name))
    act = item.events.earliest("at").act

    for address in (LOG, FILE, f"{LOG}{act}/"):
        assert browser.get(address).status_code == 403, address
    assert 'href="/audit-log/"' not in browser.page("/")


@pytest.mark.parametrize("name", ["liaison", "auditor"])
def test_who_reads_the_log_has_it_in_the_menu(name: str, cast: Cast, publication: Publication) -> None:
    browser = Browser(getattr(cast, name))

    assert 'href="/audit-log/"' in browser.page("/")
    assert "Audit log" in browser.page(LOG)


def test_who_is_not_signed_in_is_sent_to_sign_in(client: Client) -> None:
    assert [client.get(address).status_code for address in (LOG, FILE)] == [302, 302]


# What it holds


def test_every_act_of_every_app_is_there_newest_first(auditor: Browser, cast: Cast, publication: Publication) -> None:
    make_recommendation(cast, make_publication(make_inspection("Undercover policing", embargoed=True)))
    make_paper(cast)
    total = sum(model.objects.count() for model in (RecommendationEvent, InspectionEvent, PaperEvent, PeopleEvent))

    pages = [auditor.page(LOG, page=number) for number in range(1, (total + 24) // 25 + 1)]

    found = [row for page in pages for row in rows(page)]
    assert len(found) == total
    assert f"of {total} acts" in text_of(pages[0])
    for kind in ("Items: Registered", "Items: Allocated", "People and posts: Post handed over"):
        assert kind in {done for done, _about in found}, kind
    assert ("Items: Allocated", "MP-2022-001") in found
    moments = [row[0] for row in lines(auditor)[1:]]
    assert moments == sorted(moments, reverse=True)


def test_names_are_those_of_the_moment(auditor: Browser, cast: Cast, publication: Publication) -> None:
    make_recommendation(cast, publication)
    values = {"title": "Inspection Coordinator"}
    people.change_post(post=cast.liaison.post, values=values, by=SETTER_UP, at=NOON)

    page = auditor.page(LOG, item="MP-2022-001")

    assert "HMICFRS Force Liaison Officer" in main_of(page).split("<table")[1]
    assert "Inspection Coordinator" not in main_of(page).split("<table")[1]


def test_an_act_has_old_and_new_values_side_by_side(auditor: Browser, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    by: dict[str, Any] = {"recommendation": item, "by": cast.owner.actor(TODAY)}
    actions.set_target(**by, target_on=date(2022, 5, 31), at=NOON - timedelta(hours=2))
    actions.extend_target(**by, target_on=date(2022, 6, 30), at=NOON - timedelta(hours=1), why="The supplier is late.")

    page = auditor.page(f"{LOG}{item.events.latest('at').act}/")

    assert "Target extended On MP-2022-001 Recorded 1 March 2022" in text_of(page)
    assert "Reason The supplier is late." in text_of(page)
    assert "internal target 31 May 2022 30 June 2022" in text_of(page)


def test_what_an_act_added_stands_with_it(auditor: Browser, cast: Cast, publication: Publication) -> None:
    first, second = make_recommendation(cast, publication), make_recommendation(cast, publication)
    for item, words in ((first, "Half are trained."), (second, "None are trained.")):
        make_update(cast, item, words, rag=Rag.RED, rag_reason="It slips.", at=NOON)

    pages = [text_of(auditor.page(f"{LOG}{item.events.latest('at').act}/")) for item in (first, second)]

    assert ["Half are trained." in page for page in pages] == [True, False]
    assert ["None are trained." in page for page in pages] == [False, True]
    assert "Recommendation: RAG Green Red" in pages[0]


def test_a_decision_about_hmicfrss_list_tells_both_sides_and_leaves_the_status_to_its_own_act(
    auditor: Browser, cast: Cast, publication: Publication, settings: Any, tmp_path: Path
) -> None:
    settings.FILES_ROOT = tmp_path
    item = make_recommendation(cast, publication)
    by = cast.liaison.actor(TODAY)
    listed = their_row(Report=publication.title, Recommendation=item.text, Deadline=None, Status="Complete")
    (row,) = compared_with(by, listed).rows
    actions.decide_on_list(
        intake=make_reconciliation(cast, listed),
        compared=row,
        answer=ListAnswer.RAISE,
        note="We await a visit.",
        records_status=True,
        by=by,
        at=NOON,
    )
    verbs = (Verb.RECORD_HMICFRS_STATUS, Verb.DECIDE_ON_LIST)

    recorded, decided = [text_of(auditor.page(f"{LOG}{item.events.get(verb=verb).act}/")) for verb in verbs]

    assert "On MP-2022-001" in decided and "Reason We await a visit." in decided
    assert "decision HMICFRS is to change its list" in decided
    assert f"theirs: key row 000002, reference 4001, report {publication.title}" in decided
    assert ["1 February 2022" in page for page in (recorded, decided)] == [True, False]


def test_a_verdict_is_told_in_the_words_of_its_desk(auditor: Browser, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication, Status.APPROVED)
    approved, checked = item.events.order_by("-at")[:2]

    pages = [text_of(auditor.page(f"{LOG}{event.act}/")) for event in (approved, checked)]

    assert ["Sign off: verdict Empty Approved" in page for page in pages] == [True, False]
    assert ["Sign off: verdict Empty Evidence checked" in page for page in pages] == [False, True]


def test_a_person_is_told_by_old_and_new_values(auditor: Browser, cast: Cast) -> None:
    values = {"name": "Olive Married", "rank": "Supt", "number": "", "email": cast.owner.user.email}
    people.change_person(person=cast.owner.user, values=values, by=cast.administrator.actor(TODAY), at=NOON)

    page = text_of(auditor.page(f"{LOG}{PeopleEvent.objects.latest('id').act}/"))

    assert "Person: name Olive Owner Olive Married" in page


def test_every_table_that_is_tracked_can_be_told_in_words(
    auditor: Browser, cast: Cast, publication: Publication
) -> None:
    for status in Status:
        make_recommendation(cast, publication, status)
    make_paper(cast)

    whole = lines(auditor)

    told = {line[7].split(":")[0] for line in whole[1:]}
    written = {model._meta.verbose_name for model in tracked_models() if model.history.model._default_manager.exists()}
    assert {re.sub(r" (\(\w+\)|\d+)$", "", name).lower() for name in told} >= {str(name).lower() for name in written}


def test_the_options_of_a_section_are_told_in_words(auditor: Browser, cast: Cast, publication: Publication) -> None:
    section = next(section for section in make_paper(cast).sections.all() if not section.options)
    event = PaperEvent(verb=PaperVerb.CHANGE_SECTION, meeting=section.paper.meeting)
    section.options = {"kinds": ["peel", "joint thematic"], "is_short": True}
    with transaction.atomic():
        record([section], by=cast.liaison.actor(TODAY), at=NOON, event=event)

    page = text_of(auditor.page(f"{LOG}{event.act}/"))

    assert "Section: options is short: yes; kinds: peel, joint thematic" in page.replace("Entered", "")


def test_an_act_that_is_not_there_is_not_found(auditor: Browser) -> None:
    assert auditor.get(f"{LOG}00000000-0000-4000-8000-000000000000/").status_code == 404
    assert auditor.get(f"{LOG}nonsense/").status_code == 404


# Narrowing


def test_each_filter_leaves_what_it_names(auditor: Browser, cast: Cast, publication: Publication) -> None:
    one = make_recommendation(cast, publication)
    make_recommendation(cast, make_publication(make_inspection("Custody")), Status.AWAITING_ALLOCATION)
    make_update(cast, one, at=NOON)
    inspecting.set_embargo(
        inspection=publication.inspection, embargoed=True, why="Not yet public.", by=cast.liaison.actor(TODAY), at=NOON
    )

    def left(**query: Any) -> set[tuple[str, str]]:
        return set(rows(auditor.page(LOG, **query)))

    progress = ("Items: Progress recorded", "MP-2022-001")
    assert left(person=cast.owner.user.pk) == {progress}
    assert left(post=cast.owner.post.pk) == {progress}
    assert left(kind="recommendationevent:record progress") == {progress}
    assert left(item="mp-2022-002") == {("Items: Registered", "MP-2022-002")}
    assert left(item="MP-2022-9") == set()
    of_inspection = left(inspection=publication.inspection_id)
    assert progress in of_inspection
    assert {about for _kind, about in of_inspection} == {"MP-2022-001", "Serious youth violence"}
    on_the_day = {"from_on_day": 1, "from_on_month": 3, "from_on_year": 2022}
    assert progress in left(**on_the_day)
    assert ("Items: Registered", "MP-2022-001") not in left(**on_the_day)
    before = {"to_on_day": 28, "to_on_month": 2, "to_on_year": 2022}
    assert progress not in left(**before)
    assert ("Items: Registered", "MP-2022-001") in left(**before, kind="recommendationevent:register")
    assert left(kind="peopleevent:add person", item="MP-2022-001") == set()


def test_a_filter_that_is_not_understood_shows_nothing(auditor: Browser, publication: Publication) -> None:
    page = auditor.page(LOG, person="nobody")

    assert "Nothing is shown, because a filter could not be understood." in page
    assert rows(page) == []


def test_the_log_costs_the_same_for_one_act_and_for_fifty(
    auditor: Browser, cast: Cast, publication: Publication
) -> None:
    item = make_recommendation(cast, publication)
    make_paper(cast)
    one = auditor.statements(LOG, kind="recommendationevent:register")
    detail = auditor.statements(f"{LOG}{item.events.latest('at').act}/")

    for _ in range(49):
        make_recommendation(cast, publication, Status.AWAITING_ALLOCATION)

    assert auditor.statements(LOG) == one <= 12
    assert auditor.statements(f"{LOG}{Recommendation.objects.latest('id').events.get().act}/") == detail


# The file


def test_the_file_holds_old_and_new(auditor: Browser, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    actions.set_rag(recommendation=item, rag=Rag.RED, by=cast.lead.actor(TODAY), at=NOON, why="It slips.")

    answer = auditor.get(FILE, item=item.reference, from_on_day=1, from_on_month=3, from_on_year=2022)
    found = lines(auditor, item=item.reference, from_on_day=1, from_on_month=3, from_on_year=2022)

    assert answer["Content-Disposition"] == 'attachment; filename="audit-log-filtered-made-2022-03-01-1200.csv"'
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert found[0][:3] == ["Recorded at", "Person", "Post"]
    act = str(item.events.latest("at").act)
    same = ["2022-03-01T12:00:00+00:00", "Pat Lead", "ACC Crime", "Items: RAG changed", "MP-2022-001", "It slips.", ""]
    assert [*same, "Recommendation: RAG", "Green", "Red", act] in found
    assert all(line[10] == act for line in found[1:])


@pytest.mark.parametrize("words", ["=1+1", "+44", "-1", "@SUM(A1)"])
def test_no_cell_is_a_formula(words: str, auditor: Browser, cast: Cast, publication: Publication) -> None:
    item = make_recommendation(cast, publication)
    actions.set_rag(recommendation=item, rag=Rag.RED, by=cast.lead.actor(TODAY), at=NOON, why=words)

    cells = {cell for line in lines(auditor, item=item.reference) for cell in line}

    assert f"'{words}" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_a_long_log_is_read_in_parts_and_whole(
    auditor: Browser, cast: Cast, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_recommendation(cast, publication, Status.WITH_HMICFRS)
    whole = lines(auditor)

    monkeypatch.setattr("reports.presenters.audit_log.IN_ONE_GO", 7)
    in_parts = lines(auditor)
    monkeypatch.setattr("reports.presenters.audit_log.IN_ONE_GO", 1)
    one_by_one = lines(auditor)

    assert in_parts == whole
    assert acts_of(one_by_one) == acts_of(whole)


def acts_of(rows: list[list[str]]) -> list[str]:
    """The acts, in the order of a file's rows."""
    return list(dict.fromkeys(row[-1] for row in rows[1:]))


def test_pages_are_those_of_the_newest_acts_and_say_so(
    auditor: Browser, cast: Cast, publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_recommendation(cast, publication, Status.WITH_HMICFRS)
    acts = acts_of(lines(auditor))
    before = auditor.page(LOG)

    monkeypatch.setattr("reports.views.audit_log.MOST_SHOWN", 30)
    page, last = auditor.page(LOG), auditor.page(f"{LOG}?page=99")

    assert len(acts) > 30
    assert "The newest" not in text_of(before)
    assert f"of {len(acts)} acts" in text_of(before)
    assert "The newest 30 of them are here." in text_of(page)
    assert "Showing 26 to 30 of 30 acts" in text_of(last)
    assert acts_of(lines(auditor)) == acts


def test_no_password_is_in_the_log(auditor: Browser, cast: Cast) -> None:
    people.set_password(person=cast.owner.user, password="planted-word-1!", by=cast.administrator.actor(TODAY), at=NOON)

    assert "planted-word" not in str(lines(auditor))
    assert cast.owner.user.password not in str(lines(auditor))
