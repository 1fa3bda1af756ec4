"""The opening balance: an old register's list, into an empty one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Max

from inspections.enums import InspectionKind, InspectionVerb, OurPart, PublicationKind
from inspections.models import Inspection, InspectionEvent, Publication, Register
from jac_tracker.accounts.actions import NotPossible
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.enums import PeopleVerb
from jac_tracker.accounts.models import PeopleEvent, Portfolio, Post
from jac_tracker.accounts.roles import Role
from jac_tracker.dates import Precision, VagueDay, end_of_day, london_day, worded_day
from jac_tracker.history import record_acts
from jac_tracker.sheets import Sheet
from recommendations.enums import (
    AT_WORK,
    UNTRACKED_AT_FIRST,
    DeadlineKind,
    Status,
    TextSource,
    Verb,
)
from recommendations.intake.columns import Field
from recommendations.intake.known import Known, Named
from recommendations.intake.plan import Plan
from recommendations.intake.verdicts import Judged, JudgedList, Verdict
from recommendations.intake.words import plain, shortened
from recommendations.models import Board, ProgressUpdate, Recommendation, RecommendationEvent
from recommendations.rules.as_read import DeadlineAsRead
from recommendations.rules.rag import Facts, suggested_rag
from recommendations.rules.reference import next_reference, reference_stem

AT_A_TIME = 500  # items, between one word of how far it is and the next


@dataclass(frozen=True)
class Asked:
    """What is to be taken over: a sheet, how it is read, where it comes from, and what was agreed to.

    `on` is the day of the opening balance, for a register that is empty; `shown` the `digest_of` the verdicts that were
    looked at, or None where nobody looked.
    """

    sheet: Sheet
    plan: Plan
    source: str
    on: date
    adds: bool = True
    changes: bool = False
    shown: str | None = None

    @property
    def wanted(self) -> set[Verdict]:
        """What of the rows was agreed to."""
        agreed = {Verdict.CREATE: self.adds, Verdict.CHANGE: self.changes}
        return {verdict for verdict, is_agreed in agreed.items() if is_agreed}


@dataclass
class Taken:
    """What came of it, and on the way how far it is."""

    judged: JudgedList
    done: int = 0
    of: int = 0
    was_empty: bool = False
    posts: list[Post] = field(default_factory=list)
    publications: list[Publication] = field(default_factory=list)

    @property
    def counts(self) -> dict[Verdict, int]:
        return self.judged.counts


def open_register(
    rows: list[Judged], asked: Asked, known: Known, taken: Taken, book: Register, by: Actor, at: datetime
) -> Iterator[Taken]:
    moment = _moment_of(asked.on, at)
    _refuse_before_what_it_stands_on(rows, moment)
    made = Made(asked, taken)
    made.write(rows, by, moment)
    references = _references(rows, reference_stem(book.reference_prefix, asked.on.year))
    why = f"Taken over from {asked.source}"
    for start in range(0, len(rows), AT_A_TIME):
        pairs: list[tuple[models.Model, RecommendationEvent]] = []
        updates: list[tuple[models.Model, RecommendationEvent]] = []
        for row, reference in zip(rows[start : start + AT_A_TIME], references[start : start + AT_A_TIME], strict=True):
            item = made.item(row, reference)
            event = RecommendationEvent(
                verb=Verb.OPENING_BALANCE,
                recommendation=item,
                to_status=item.status,
                happened_on=asked.on,
                details={"row": row.number},
            )
            pairs.append((item, event))
            if update := made.update(row, item, by, moment):
                updates.append((update, event))
        record_acts([*pairs, *updates], by=by, at=moment, why=why)
        taken.done += len(pairs)
        yield taken


def _moment_of(on: date, at: datetime) -> datetime:
    today = london_day(at)
    if on > today:
        raise NotPossible("The day of the opening balance cannot be in the future.")
    return at if on == today else end_of_day(on)


def _refuse_before_what_it_stands_on(rows: Sequence[Judged], moment: datetime) -> None:
    stands_on: dict[Any, set[int]] = {Publication: set(), Post: set(), Portfolio: set(), Board: set()}
    fields = {Field.REPORT: Publication, Field.OWNER: Post, Field.PORTFOLIO: Portfolio, Field.BOARD: Board}
    for row in rows:
        for each, model in fields.items():
            named = row.values.get(each)
            if named is not None and named.pk is not None:
                stands_on[model].add(named.pk)
    for model, pks in stands_on.items():
        versions = model.history.filter(id__in=pks, history_type="+")
        entered = versions.aggregate(last=Max("history_date"))["last"]
        if entered is not None and entered > moment:
            day = worded_day(london_day(entered))
            raise NotPossible(
                f"The list names a {model._meta.verbose_name} that was entered here on {day}. The opening balance "
                "cannot be of a day before."
            )


def _references(rows: Sequence[Judged], stem: str) -> list[str]:
    """The reference of each row, as it has it or the next of the year."""
    taken = {row.values[Field.REFERENCE] for row in rows if Field.REFERENCE in row.values}
    number = int(next_reference(stem, taken).removeprefix(stem))
    found = []
    for row in rows:
        reference = row.values.get(Field.REFERENCE)
        if not reference:
            reference, number = f"{stem}{number:03d}", number + 1
        found.append(reference)
    return found


class Made:
    """The rows that an opening balance brings with it, and items made of what the list states."""

    def __init__(self, asked: Asked, taken: Taken) -> None:
        self._asked, self._taken = asked, taken
        self._rows: dict[tuple[Field, str], Any] = {}

    def write(self, rows: Sequence[Judged], by: Actor, at: datetime) -> None:
        """Enter what the rows name and the register lacks."""
        names = {each: _new_names(rows, each) for each in (Field.PORTFOLIO, Field.OWNER, Field.BOARD, Field.REPORT)}
        _refuse_out_of_use(names)
        why = f"Taken over from {self._asked.source}"
        people: list[tuple[models.Model, PeopleEvent]] = []
        for key, row in names[Field.PORTFOLIO].items():
            portfolio = Portfolio(name=row.values[Field.PORTFOLIO].name)
            self._rows[Field.PORTFOLIO, key] = portfolio
            people.append((portfolio, PeopleEvent(verb=PeopleVerb.ADD_PORTFOLIO, portfolio=portfolio)))
        posts: list[tuple[models.Model, PeopleEvent]] = []
        for key, row in names[Field.OWNER].items():
            post = Post(title=row.values[Field.OWNER].name, role=Role.OWNER)
            self._give(post, "portfolio", Field.PORTFOLIO, row)
            self._rows[Field.OWNER, key] = post
            posts.append((post, PeopleEvent(verb=PeopleVerb.ADD_POST, post=post)))
            self._taken.posts.append(post)
        record_acts([*people, *posts], by=by, at=at, why=why)
        boards = [(Board(name=row.values[Field.BOARD].name), key) for key, row in names[Field.BOARD].items()]
        self._rows |= {(Field.BOARD, key): board for board, key in boards}
        record_acts(
            [(board, RecommendationEvent(verb=Verb.ADD_BOARD)) for board, _key in boards], by=by, at=at, why=why
        )
        self._reports(names[Field.REPORT], rows, by, at, why)

    def _reports(self, named: dict[str, Judged], rows: Sequence[Judged], by: Actor, at: datetime, why: str) -> None:
        inspections: list[tuple[models.Model, InspectionEvent]] = []
        publications: list[tuple[models.Model, InspectionEvent]] = []
        days = {
            plain(row.values[Field.REPORT].name): row.values[Field.PUBLISHED_ON]
            for row in rows
            if Field.PUBLISHED_ON in row.values
        }
        for key, row in named.items():
            title = row.values[Field.REPORT].name
            kind = _kind_of_inspection(title)
            there = Inspection.objects.filter(short_title__iexact=title).first()
            inspection = there or Inspection(kind=kind, title=title, short_title=title, our_part=OurPart.NOT_STATED)
            is_ours = kind == InspectionKind.PEEL
            publication = Publication(
                inspection=inspection,
                kind=PublicationKind.FORCE_REPORT if is_ours else PublicationKind.NATIONAL_REPORT,
                title=title,
            )
            publication.day = VagueDay.on(days[key]) if key in days else VagueDay(None, None, Precision.UNKNOWN)
            self._rows[Field.REPORT, key] = publication
            event = InspectionEvent(verb=InspectionVerb.ADD_INSPECTION, inspection=inspection)
            inspections += [(inspection, event)] if there is None else []
            event = InspectionEvent(verb=InspectionVerb.ADD_PUBLICATION, inspection=inspection)
            publications.append((publication, event))
            self._taken.publications.append(publication)
        record_acts([*inspections, *publications], by=by, at=at, why=why)

    def item(self, row: Judged, reference: str) -> Recommendation:
        """The item of a row, yet to be written."""
        stated, status = row.values, row.values[Field.STATUS]
        text, title = stated.get(Field.TEXT, ""), stated.get(Field.TITLE, "")
        kind = stated.get(Field.KIND, self._asked.plan.kind)
        item = Recommendation(
            kind=kind,
            reference=reference,
            number_in_report=stated.get(Field.NUMBER, ""),
            theme=stated.get(Field.THEME, ""),
            title=title or shortened(text, 200),
            text=text,
            text_source=self._asked.plan.text_source if text else TextSource.NOT_ENTERED,
            internal_target_on=stated.get(Field.TARGET_ON),
            first_target_on=stated.get(Field.TARGET_ON),
            programme=stated.get(Field.PROGRAMME, ""),
            risk_reference=stated.get(Field.RISK_REFERENCE, ""),
            risk_rating=stated.get(Field.RISK_RATING, ""),
            tracked_by_hmicfrs=kind not in UNTRACKED_AT_FIRST,
            status=status,
            review_on=stated.get(Field.REVIEW_ON) if status == Status.ON_HOLD else None,
            closed_on=stated.get(Field.CLOSED_ON),
            **deadline_of(row).values(),
        )
        for attribute, each in _POINTS_TO.items():
            self._give(item, attribute, each, row)
        if Field.OWNER in stated:
            item.allocated_on = self._asked.on
        suggested = suggested_rag(Facts.of(item), self._asked.on).rag
        item.rag = stated.get(Field.RAG, suggested)
        if item.rag != suggested:
            item.rag_reason = f"As it was in {self._asked.source}."
        return item

    def update(self, row: Judged, item: Recommendation, by: Actor, at: datetime) -> ProgressUpdate | None:
        """What the list says of how far it is."""
        text = row.values.get(Field.PROGRESS)
        if not text:
            return None
        item.updated_at = at
        return ProgressUpdate(
            recommendation=item,
            text=text,
            rag=item.rag if item.status in AT_WORK else "",
            happened_on=self._asked.on,
            at=at,
            by_user_id=by.user_id,
            by_post_id=by.post_id,
            cites=self._asked.source,
        )

    def _give(self, obj: models.Model, attribute: str, each: Field, row: Judged) -> None:
        named: Named | None = row.values.get(each)
        if named is None:
            return
        if named.pk is not None:
            setattr(obj, f"{attribute}_id", named.pk)
        else:
            setattr(obj, attribute, self._rows[each, plain(named.name)])


_POINTS_TO = {
    "publication": Field.REPORT,
    "owner_post": Field.OWNER,
    "portfolio": Field.PORTFOLIO,
    "board": Field.BOARD,
}


def _new_names(rows: Sequence[Judged], each: Field) -> dict[str, Judged]:
    """`plain` name -> the first row with it, of what is to be entered."""
    found: dict[str, Judged] = {}
    for row in rows:
        named = row.values.get(each)
        if named is not None and named.pk is None:
            key = plain(named.name)
            # A post takes the portfolio of the first row that says one.
            if key not in found or (each is Field.OWNER and Field.PORTFOLIO not in found[key].values):
                found[key] = row
    return found


def _refuse_out_of_use(names: dict[Field, dict[str, Judged]]) -> None:
    """A name is taken for ever, by what is no longer in use too."""
    for each, model, attribute in (
        (Field.PORTFOLIO, Portfolio, "name"),
        (Field.OWNER, Post, "title"),
        (Field.BOARD, Board, "name"),
    ):
        if names[each]:
            wanted = {row.values[each].name.lower(): row for row in names[each].values()}
            for name in model._default_manager.values_list(attribute, flat=True):
                if name.lower() in wanted:
                    row = wanted[name.lower()]
                    raise NotPossible(
                        f"Row {row.number}: the {model._meta.verbose_name} {name} is no longer in use. Choose another."
                    )


def _kind_of_inspection(title: str) -> InspectionKind:
    words = plain(title)
    marks = {
        "peel": InspectionKind.PEEL,
        "super complaint": InspectionKind.SUPER_COMPLAINT,
        "jtai": InspectionKind.JTAI,
        "joint targeted": InspectionKind.JTAI,
        "joint": InspectionKind.JOINT_THEMATIC,
        "crime data integrity": InspectionKind.CRIME_DATA_INTEGRITY,
        "child protection": InspectionKind.CHILD_PROTECTION,
        "custody": InspectionKind.CUSTODY,
    }
    return next((kind for mark, kind in marks.items() if mark in words), InspectionKind.OTHER)


def deadline_of(row: Judged) -> DeadlineAsRead:
    """The deadline as the list has it: its words, or else its day in words; nobody has confirmed it."""
    on, words = row.values.get(Field.DEADLINE_ON), row.values.get(Field.DEADLINE_WORDS, "")
    if on is None and not words:
        return DeadlineAsRead()
    return DeadlineAsRead(
        words or (worded_day(on) if on else ""), DeadlineKind.FIXED, on, Precision.DAY if on else None
    )
