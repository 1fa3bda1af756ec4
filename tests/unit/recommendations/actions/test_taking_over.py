"""Taking over the list of an old register."""

import io
import random
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from python_calamine import CalamineWorkbook

from inspections.models import Inspection, Publication
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.models import PeopleEvent, Portfolio, Post
from jac_tracker.dates import end_of_day
from jac_tracker.history import as_at
from jac_tracker.sheets import Cell, Sheet, read_workbook
from recommendations import actions
from recommendations.actions import Asked, Taken, TakingOver, digest_of, opening
from recommendations.enums import AT_WORK, CLOSED, Kind, Rag, Status, TextSource, Verb
from recommendations.intake.columns import Field
from recommendations.intake.gathering import known_to
from recommendations.intake.judging import ADDED_AS, judge
from recommendations.intake.verdicts import Verdict
from recommendations.intake.words import statuses_that_come_in
from recommendations.models import ProgressUpdate, Recommendation, RecommendationEvent
from tests.conftest import NOON, TODAY
from tests.factories.inspections import make_publication, make_reference
from tests.factories.lists import cells_of, closed_row, list_of, many_rows, plan_of, row
from tests.factories.people import Cast
from tests.factories.recommendations import make_recommendation
from tests.factories.sheets import xlsx

pytestmark = pytest.mark.django_db
NEXT_DAY = NOON + timedelta(days=1)


@pytest.fixture(autouse=True)
def register(db: None) -> None:
    make_reference()


def asked(*rows: dict[str, Cell], on: date = TODAY, adds_names: bool = True, **more: Any) -> Asked:
    sheet = list_of(*rows)
    return Asked(sheet, plan_of(sheet, adds_names=adds_names), "the old register", on, **more)


def taken_over(cast: Cast, what: Asked, at: datetime = NOON) -> Taken:
    return actions.take_over(asked=what, by=cast.liaison.actor(at.date()), at=at)


def everything() -> list[Any]:
    models = (
        Recommendation,
        RecommendationEvent,
        ProgressUpdate,
        Publication,
        Inspection,
        Post,
        Portfolio,
        PeopleEvent,
    )
    versions = (Recommendation.history.model, Post.history.model, Publication.history.model)
    return [list(model._default_manager.order_by("pk").values()) for model in (*models, *versions)]


def test_a_list_into_an_empty_register_is_its_opening_balance(cast: Cast) -> None:
    taken = taken_over(cast, asked(row(), closed_row(Ref="WM-2", Number=2)))

    assert taken.was_empty and taken.done == taken.of == 2
    first, second = Recommendation.objects.order_by("reference")
    assert (first.reference, first.kind, first.number_in_report, first.title) == (
        "WM-1", Kind.AFI, "1", "Record every crime",
    )  # fmt: skip
    assert (first.status, first.rag, first.owner_post, first.portfolio) == (
        Status.IN_PROGRESS, Rag.AMBER, cast.owner.post, cast.crime,
    )  # fmt: skip
    assert (first.deadline_words, first.deadline_on) == ("31 December 2022", date(2022, 12, 31))
    assert (first.text_source, first.publication.title) == (TextSource.SUMMARY, "PEEL 2021")
    assert (first.publication.earliest, first.publication.inspection.short_title) == (date(2021, 12, 10), "PEEL 2021")
    assert (second.status, second.rag, second.closed_on) == (Status.CLOSED_COMPLETE, Rag.BLUE, date(2022, 2, 1))


def test_every_item_has_its_own_event_with_its_row_and_its_reason(cast: Cast) -> None:
    taken_over(cast, asked(row(), closed_row(Ref="WM-2", Number=2)))

    events = RecommendationEvent.objects.filter(verb=Verb.OPENING_BALANCE).order_by("id")
    assert list(events.values_list("recommendation__reference", "from_status", "to_status", "why", "details")) == [
        ("WM-1", "", Status.IN_PROGRESS, "Taken over from the old register", {"row": 2}),
        ("WM-2", "", Status.CLOSED_COMPLETE, "Taken over from the old register", {"row": 3}),
    ]
    assert set(events.values_list("by_user", "by_post", "happened_on")) == {
        (cast.liaison.user.pk, cast.liaison.post.pk, TODAY)
    }
    versions = Recommendation.history.order_by("id").values_list("history_type", "act")
    assert list(versions) == [("+", act) for act in events.values_list("act", flat=True)]


def test_what_was_said_of_progress_comes_along(cast: Cast) -> None:
    taken_over(cast, asked(row()))

    (update,) = ProgressUpdate.objects.all()
    assert (update.text, update.rag, update.happened_on, update.cites) == (
        "Training has begun.", Rag.AMBER, TODAY, "the old register",
    )  # fmt: skip
    assert update.recommendation.updated_at == update.at == NOON


def test_before_the_day_of_the_opening_balance_there_is_no_record(cast: Cast) -> None:
    taken_over(cast, asked(row(Owner=None, Portfolio=None, Status="New", RAG_status=None), on=date(2022, 1, 31)))

    moment = end_of_day(date(2022, 1, 31))
    assert as_at(Recommendation, moment).get().reference == "WM-1"
    assert as_at(Publication, moment).get().title == "PEEL 2021"
    assert not as_at(Recommendation, moment - timedelta(seconds=1)).exists()


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (TODAY + timedelta(days=1), "The day of the opening balance cannot be in the future."),
        (
            date(2014, 6, 1),
            "The list names a post that was entered here on 5 January 2015. The opening balance cannot be of a day "
            "before.",
        ),
    ],
)
def test_an_opening_balance_is_neither_to_come_nor_before_what_it_stands_on(
    cast: Cast, on: date, sentence: str
) -> None:
    before = everything()

    with pytest.raises(NotPossible) as refusal:
        taken_over(cast, asked(row(), on=on))

    assert str(refusal.value) == sentence
    assert everything() == before


def test_nothing_is_invented_that_was_not_agreed_to(cast: Cast) -> None:
    before = everything()

    taken = taken_over(cast, asked(row(Owner="Head of Fraud"), adds_names=False))

    assert taken.counts[Verdict.REFUSE] == 1
    assert everything() == before


def test_the_posts_portfolios_boards_and_reports_that_were_agreed_to_come_along(cast: Cast) -> None:
    rows = [row(Owner="Head of Fraud", Portfolio="Fraud", Governance_board="Fraud board", Report="Joint fraud review")]

    taken = taken_over(cast, asked(*rows))

    item = Recommendation.objects.get()
    assert (item.owner_post.title, item.owner_post.portfolio.name, item.board.name) == (
        "Head of Fraud", "Fraud", "Fraud board",
    )  # fmt: skip
    assert ([str(each) for each in taken.posts], [str(each) for each in taken.publications]) == (
        ["Head of Fraud"], ["Joint fraud review"],
    )  # fmt: skip


def test_a_report_of_an_inspection_that_is_there_is_hung_on_it(cast: Cast) -> None:
    inspection = make_publication(title="Another title").inspection

    taken_over(
        cast,
        asked(
            row(Report=inspection.short_title.upper() + " report"),
            row(Ref="A-2", Number=2, Report=inspection.short_title),
        ),
    )

    assert Recommendation.objects.get(reference="A-2").publication.inspection == inspection


def test_refused_rows_stay_out_and_the_others_come_in(cast: Cast) -> None:
    taken = taken_over(cast, asked(row(), row(Ref="WM-2", Number=2, Status="Approved")))

    assert taken.counts == {Verdict.CREATE: 1, Verdict.CHANGE: 0, Verdict.UNCHANGED: 0, Verdict.REFUSE: 1}
    assert Recommendation.objects.count() == 1


def test_items_without_a_reference_get_the_next_of_the_year(cast: Cast) -> None:
    taken_over(cast, asked(*(row(Ref=ref, Number=n) for n, ref in enumerate(["MP-2022-007", None, None]))))

    assert list(Recommendation.objects.values_list("reference", flat=True)) == [
        "MP-2022-007", "MP-2022-008", "MP-2022-009",
    ]  # fmt: skip


def test_the_same_list_again_or_in_another_order_changes_nothing(cast: Cast) -> None:
    rows = [
        *many_rows(24),
        row(Ref=None, Number=99),
        row(Ref=None, Number=None, Title="No number"),
        row(Ref=None, Number=None, Title=None, Recommendation_text="Only a text. " * 30),
    ]
    taken_over(cast, asked(*rows))
    before = everything()

    random.Random(4).shuffle(rows)
    taken = taken_over(cast, asked(*rows, changes=True), at=NEXT_DAY)

    assert (taken.counts[Verdict.UNCHANGED], taken.done) == (27, 0)
    assert everything() == before


def of_every_status() -> list[dict[str, Cell]]:
    """A row of each status that comes in, with a value in every column."""
    whole = {"Governance_board": "Crime board", "Review_date": date(2022, 9, 1), "RAG_status": None}
    return [
        row(**whole, Ref=f"S-{n}", Number=n, Status=status.label, Owner=None if status == Status.AWAITING_ALLOCATION
            else "Force Crime Registrar", Closed_on=date(2022, 2, 1) if status in CLOSED else None)
        for n, status in enumerate(statuses_that_come_in())
    ]  # fmt: skip


def test_a_row_of_any_status_is_the_same_the_second_time(cast: Cast) -> None:
    first = taken_over(cast, asked(*of_every_status()))
    before = everything()

    again = taken_over(cast, asked(*of_every_status(), changes=True), at=NEXT_DAY)

    assert first.done == again.counts[Verdict.UNCHANGED] == len(of_every_status())
    assert everything() == before


def test_a_row_of_any_status_is_the_same_the_second_time_in_a_register_in_use(cast: Cast) -> None:
    make_recommendation(cast, make_publication())
    first = taken_over(cast, asked(*of_every_status(), adds_names=True))
    before = everything()

    again = taken_over(cast, asked(*of_every_status(), changes=True), at=NEXT_DAY)

    assert first.done == again.counts[Verdict.UNCHANGED] == len(ADDED_AS)
    assert everything() == before


@pytest.mark.parametrize("is_empty", [True, False])
def test_a_post_whose_role_cannot_own_is_refused_before_anything_is_done(cast: Cast, is_empty: bool) -> None:
    if not is_empty:
        make_recommendation(cast, make_publication())

    taken = taken_over(cast, asked(row(Owner="Committee Secretary")))

    (only,) = taken.judged.rows
    assert [str(refusal) for refusal in only.refusals] == [
        "I2: Committee Secretary has the role of committee secretary, which cannot own items. Name another post."
    ]


def test_without_a_reference_an_item_is_known_again_though_its_kind_was_changed(cast: Cast) -> None:
    taken_over(cast, asked(row(Ref=None)))

    (only,) = taken_over(cast, asked(row(Ref=None, Type="Recommendation")), at=NEXT_DAY).judged.rows

    assert [each for each, _old, _new in only.changes] == [Field.KIND]


def test_only_liaison_takes_over_a_register(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        actions.take_over(asked=asked(row()), by=cast.dcc.actor(TODAY), at=NOON)


def shown_of(cast: Cast, what: Asked) -> str:
    """What the page of a dry run carries along."""
    return digest_of(judge(what.sheet, what.plan, known_to(cast.liaison.actor(what.on)), what.on), what.plan, what.on)


@pytest.mark.parametrize(
    ("change", "is_taken"),
    [
        ({}, True),
        ({"columns": {Field.REPORT: 1, Field.TITLE: 6, Field.OWNER: 8}}, False),
        ({"kind": Kind.AFI}, False),
        ({"text_source": TextSource.REPORT}, False),
    ],
)
def test_what_somebody_settles_otherwise_in_between_is_not_taken_over(
    cast: Cast, change: dict[str, Any], is_taken: bool
) -> None:
    what = asked(row())
    plan = replace(what.plan, columns={Field.REPORT: 1, Field.TITLE: 5, Field.OWNER: 8})
    shown = shown_of(cast, replace(what, plan=plan))
    now = replace(what, plan=replace(plan, **change), shown=shown)

    if is_taken:
        assert taken_over(cast, now).done == 1
        return
    with pytest.raises(NotPossible, match="has changed since this was looked at"):
        taken_over(cast, now)


def test_what_was_not_looked_at_is_not_taken_over(cast: Cast) -> None:
    what = asked(row())
    shown = shown_of(cast, what)
    taken_over(cast, asked(row()))

    with pytest.raises(NotPossible, match="has changed since this was looked at"):
        taken_over(cast, asked(row(), shown=shown))


def test_whoever_leaves_in_the_middle_has_taken_over_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "AT_A_TIME", 4)
    before = everything()
    steps = TakingOver(asked(*many_rows(6)), cast.liaison.actor(TODAY), NOON).steps()

    assert [next(steps).done, next(steps).done] == [0, 4]
    steps.close()  # type: ignore[attr-defined]

    assert everything() == before


def test_the_last_step_is_written_with_what_comes_after(cast: Cast) -> None:
    seen: list[int] = []
    taking = TakingOver(asked(*many_rows(8)), cast.liaison.actor(TODAY), NOON, lambda taken: seen.append(taken.done))

    steps = [taken.done for taken in taking.steps()]

    assert (steps[-1], seen, Recommendation.objects.count()) == (8, [8], 8)


# Into a register in use


def test_a_new_row_is_registered_and_allocated_as_by_hand(cast: Cast) -> None:
    make_recommendation(cast, make_publication())

    taken_over(cast, asked(row(Date_of_report=None)))

    item = Recommendation.objects.get(reference="WM-1")
    verbs = item.events.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == [Verb.REGISTER, Verb.ALLOCATE, Verb.SET_TARGET, Verb.RECORD_PROGRESS]
    assert (item.status, item.rag, item.owner_post) == (Status.IN_PROGRESS, Rag.AMBER, cast.owner.post)


def test_what_a_list_changes_is_changed_by_the_single_acts_and_only_if_that_was_agreed(cast: Cast) -> None:
    taken_over(cast, asked(row()))
    other = row(
        Title="Record each crime", RAG_status="Red", Internal_target=date(2022, 7, 1), Owner="Head of Neighbourhoods",
        Portfolio="Local Policing", Update="It is done.", Governance_board=None,
    )  # fmt: skip

    unwanted = taken_over(cast, asked(other), at=NEXT_DAY)
    wanted = taken_over(cast, asked(other, changes=True), at=NEXT_DAY)

    assert (unwanted.done, wanted.done) == (0, 1)
    item = Recommendation.objects.get()
    assert (item.title, item.rag, item.internal_target_on, item.owner_post, item.portfolio) == (
        "Record each crime", Rag.RED, date(2022, 7, 1), cast.other_owner.post, cast.local,
    )  # fmt: skip
    assert list(item.events.order_by("id").values_list("verb", flat=True)) == [
        Verb.OPENING_BALANCE, Verb.EDIT_TEXT, Verb.REALLOCATE, Verb.EXTEND_TARGET, Verb.SET_RAG, Verb.RECORD_PROGRESS,
    ]  # fmt: skip


def test_where_one_act_refuses_nothing_is_changed_and_the_row_is_named(cast: Cast) -> None:
    publication = make_publication()
    for reference in ("MP-1", "MP 1"):  # which a list writes alike, so it is of neither
        make_recommendation(cast, publication, reference=reference)
    before = everything()

    with pytest.raises(NotPossible) as refusal:
        taken_over(cast, asked(row(), row(Ref="MP-1", Number=2)))

    assert str(refusal.value) == "Row 3: There is already an item MP-1. Nothing has been taken over."
    assert everything() == before


def test_a_post_that_nobody_holds_is_refused_before_anything_is_done(cast: Cast) -> None:
    make_recommendation(cast, make_publication())

    taken = taken_over(cast, asked(row(Owner="Head of Fraud")))

    assert (taken.counts[Verdict.REFUSE], taken.done, taken.posts) == (1, 0, [])


def test_absence_from_a_list_does_nothing(cast: Cast) -> None:
    taken_over(cast, asked(*many_rows(8)))
    before = everything()

    taken_over(cast, asked(*many_rows(1), changes=True), at=NEXT_DAY)

    assert everything() == before


# How long it takes


def test_ten_thousand_rows_are_judged_and_written_in_good_time(cast: Cast, thorough: bool) -> None:
    """Issue 5: the dry run takes at most ten times what reading the file alone does."""
    count = 10_000 if thorough else 40
    content = xlsx(cells_of(many_rows(count)))
    by = cast.liaison.actor(TODAY)

    begun = time.perf_counter()
    CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    bare = time.perf_counter() - begun
    begun = time.perf_counter()
    sheet: Sheet = read_workbook(content, "list.xlsx").sheets[0]
    plan = plan_of(sheet, adds_names=True)
    judged = judge(sheet, plan, known_to(by), TODAY)
    dry = time.perf_counter() - begun
    begun = time.perf_counter()
    taken = actions.take_over(asked=Asked(sheet, plan, "a list", TODAY), by=by, at=datetime(2022, 3, 1, 13, tzinfo=UTC))
    written = time.perf_counter() - begun
    begun = time.perf_counter()
    again = judge(sheet, plan, known_to(by), TODAY)
    beside = time.perf_counter() - begun

    print(f"{count} rows: bare {bare:.2f} s, dry run {dry:.2f} s ({dry / bare:.1f} times), "
          f"judged and written {written:.2f} s, judged again beside them {beside:.2f} s")  # fmt: skip
    assert (judged.counts[Verdict.CREATE], taken.done, again.counts[Verdict.UNCHANGED]) == (count, count, count)
    assert Recommendation.objects.filter(status__in=AT_WORK).count() == count * 3 // 4
    if thorough:
        assert dry <= 10 * bare
