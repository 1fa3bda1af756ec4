"""What the register holds already: the only part that reads it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from inspections.models import Publication
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Portfolio, Post
from jac_tracker.accounts.roles import Role
from jac_tracker.sheets import NotASheet, Sheet
from recommendations.enums import OPEN, Kind, ListAnswer, Marking, Rag, Status
from recommendations.intake.columns import Field
from recommendations.intake.comparing import Compared, OurItem, Unexpected, compare, status_to_expect
from recommendations.intake.known import NOBODY_HOLDS, Item, Key, Known, Named, keys_of
from recommendations.intake.matching import Entry
from recommendations.intake.theirs import TheirList, TheirPlan, read_theirs
from recommendations.intake.words import plain
from recommendations.models import Board, HmicfrsStatusRow, ListDecision, ProgressUpdate, Recommendation
from recommendations.rules.owning import JUDGING_ROLES, OWNING_ROLES

_PLAIN = {
    Field.REFERENCE: "reference",
    Field.NUMBER: "number_in_report",
    Field.THEME: "theme",
    Field.TITLE: "title",
    Field.TEXT: "text",
    Field.DEADLINE_WORDS: "deadline_words",
    Field.DEADLINE_ON: "deadline_on",
    Field.TARGET_ON: "internal_target_on",
    Field.REVIEW_ON: "review_on",
    Field.CLOSED_ON: "closed_on",
    Field.PROGRAMME: "programme",
    Field.RISK_REFERENCE: "risk_reference",
    Field.RISK_RATING: "risk_rating",
}
_ROWS = {
    Field.REPORT: "publication_id",
    Field.PORTFOLIO: "portfolio_id",
    Field.OWNER: "owner_post_id",
    Field.BOARD: "board_id",
}


def known_to(actor: Actor) -> Known:
    """The register as far as the actor sees it."""
    publications = list(Publication.objects.visible_to(actor).select_related("inspection"))
    posts = list(Post.objects.active().select_related("portfolio"))
    called = {
        Field.REPORT: [(name, each.pk, each.title) for each in publications for name in _names_of(each)],
        Field.OWNER: [(each.title, each.pk, each.title) for each in posts],
        Field.PORTFOLIO: [(each.name, each.pk, each.name) for each in Portfolio.objects.filter(is_active=True)],
        Field.BOARD: [(each.name, each.pk, each.name) for each in Board.objects.filter(is_active=True)],
    }
    items = list(_items(actor))
    is_empty = not items and not Recommendation.objects.exists()
    return Known(
        is_empty=is_empty,
        names={each: _by_name((name, Named(title, pk)) for name, pk, title in rows) for each, rows in called.items()},
        choices={each: {pk: title for _name, pk, title in rows} for each, rows in called.items()}
        | {Field.REPORT: _told_apart(publications)},
        portfolio_of={post.pk: Named(post.portfolio.name, post.portfolio.pk) for post in posts if post.portfolio},
        cannot_own=_cannot_own(posts, set(Post.objects.active().held(actor.on)), is_empty),
        items=_by_key(items),
    )


def _cannot_own(posts: list[Post], held: set[Post], is_empty: bool) -> dict[int, str]:
    """Post -> why it cannot be given an item: `owner_faults` of every post at once."""
    of_role = Counter(post.role for post in held)
    found = {}
    for post in posts:
        if post.role not in OWNING_ROLES:
            role = Role(post.role).label.lower()
            found[post.pk] = f"{post} has the role of {role}, which cannot own items. Name another post."
        elif not is_empty and post not in held:
            found[post.pk] = NOBODY_HOLDS.format(post)
        elif not is_empty and post.role in JUDGING_ROLES and of_role[post.role] < 2:
            found[post.pk] = f"No other held post could judge what {post} claims as owner. Name another post."
    return found


def _names_of(publication: Publication) -> set[str]:
    return {publication.title, publication.inspection.short_title, publication.inspection.title}


def _told_apart(publications: list[Publication]) -> dict[int, str]:
    """Each report by its title; those of one title with their inspection and day."""
    times = Counter(plain(each.title) for each in publications)
    return {
        each.pk: each.title
        if times[plain(each.title)] == 1
        else f"{each.title} ({each.inspection.short_title}, {each.day.worded()})"
        for each in publications
    }


def _by_name(pairs: Iterable[tuple[str, Named]]) -> dict[str, Named | None]:
    found: dict[str, Named | None] = {}
    for name, named in pairs:
        key = plain(name)
        found[key] = named if found.get(key, named) == named else None
    return found


def _items(actor: Actor) -> Iterable[Item]:
    last: dict[int, str] = {}
    rows: Any = Recommendation.objects.visible_to(actor)
    for item, text in ProgressUpdate.objects.filter(recommendation__in=rows).values_list("recommendation", "text"):
        last[item] = text  # in the order in which they were recorded
    columns = ("pk", "kind", "status", "rag", *_PLAIN.values(), *_ROWS.values())
    for row in rows.values(*columns).iterator():
        values: dict[Field, Any] = {each: row[name] for each, name in _PLAIN.items()}
        values |= {each: Named("", row[name]) if row[name] else None for each, name in _ROWS.items()}
        values |= {Field.KIND: Kind(row["kind"]), Field.STATUS: Status(row["status"]), Field.RAG: Rag(row["rag"])}
        values[Field.PROGRESS] = last.get(row["pk"], "")
        yield Item(row["pk"], row["reference"], row["title"], row["publication_id"], values)


def _by_key(items: list[Item]) -> dict[Key, Item]:
    """Every key of every item that is the only one with it."""
    pairs = [(key, item) for item in items for key in _all_keys(item)]
    counted = Counter(key for key, _item in pairs)
    return {key: item for key, item in pairs if counted[key] == 1}


def _all_keys(item: Item) -> set[Key]:
    """By its reference and without it, by its number and without that: a list may state any of them."""
    values = item.values
    number, words = values[Field.NUMBER], (item.title, values[Field.TEXT])
    without = [keys_of("", item.publication, values[Field.KIND], each, *words) for each in {number, ""}]
    return {(plain(item.reference),), *(key for keys in without for key in keys)}


def our_items(actor: Actor, among: Collection[int] | None = None) -> list[OurItem]:
    """The items to look for on HMICFRS's list, as far as the actor sees them; or those `among` some, by their numbers.

    None that was entered in error. Expected there are the open ones that HMICFRS tracks, but for those under embargo,
    and those that it follows through another item. The text is the title where none was entered.
    """
    rows: Any = Recommendation.objects.visible_to(actor).exclude(status=Status.WITHDRAWN)
    tracks = HmicfrsStatusRow.objects.order_by("status_on", "pk")
    if among is not None:
        rows, tracks = rows.filter(pk__in=among), tracks.filter(recommendation__in=among)
    references: dict[int, str] = {}
    statuses: dict[int, str] = {}
    for item, reference, status in tracks.values_list("recommendation", "hmicfrs_reference", "status"):
        references[item] = reference or references.get(item, "")
        statuses[item] = status
    found = rows.values_list(*_OF_AN_ITEM, named=True)  # whole items take three times as long
    return [_our_item(row, references.get(row.pk, ""), statuses.get(row.pk, "")) for row in found]


_OF_AN_ITEM = (
    *("pk", "reference", "publication__title", "text", "title", "deadline_on"),
    *("status", "tracked_by_hmicfrs", "tracked_through_id", "marking", "publication__inspection__is_embargoed"),
)


def _our_item(row: Any, reference: str, recorded: str) -> OurItem:
    status = Status(row.status)
    entry = Entry(
        key=row.reference,
        reference=reference,
        report=row.publication__title,
        text=row.text or row.title,
        deadline_on=row.deadline_on,
        status=status_to_expect(status, recorded),
    )
    unexpected = _unexpected(row)
    return OurItem(
        pk=row.pk,
        entry=entry,
        title=row.title,
        status=status,
        is_expected=status in OPEN and unexpected is None and row.tracked_through_id is None,
        is_marked=row.marking != Marking.OFFICIAL,
        unexpected=unexpected,
    )


def _unexpected(row: Any) -> Unexpected | None:
    if row.publication__inspection__is_embargoed:
        return Unexpected.EMBARGOED
    return None if row.tracked_by_hmicfrs else Unexpected.UNTRACKED


def reports_by_name(actor: Actor) -> dict[str, str]:
    """`plain` name -> title of the report, for each name that only one report goes by."""
    publications = Publication.objects.visible_to(actor).select_related("inspection")
    named = _by_name((name, Named(each.title, each.pk)) for each in publications for name in _names_of(each))
    return {name: report.name for name, report in named.items() if report is not None}


MOST_COMPARED = 2_000  # rows of HMICFRS's list


@dataclass(frozen=True)
class Comparison:
    """A list of HMICFRS's beside the register, and what has been decided: digest -> decision."""

    theirs: TheirList
    rows: tuple[Compared, ...]
    decisions: Mapping[str, ListDecision]

    def decision_on(self, row: Compared) -> ListDecision | None:
        return self.decisions.get(row.digest)

    def row_of(self, digest: str) -> Compared | None:
        return next((row for row in self.rows if row.digest == digest), None)

    def double_of(self, row: Compared) -> Compared | None:
        """The row with the entry or item of which this one is probably a duplicate; None for any other row."""
        double = row.found.doubles
        return next((each for each in self.rows if double and double in each.keys), None)

    @property
    def undecided(self) -> list[Compared]:
        """What is new: nothing that was decided before, and has not changed since, on either side."""
        return [row for row in self.rows if row.digest not in self.decisions]

    @property
    def agreeing(self) -> list[Compared]:
        """What is new, and can be accepted together."""
        return [row for row in self.undecided if row.agrees]


def comparison_of(sheet: Sheet, plan: TheirPlan, on: date, actor: Actor) -> Comparison:
    """A list that is right as at a day, beside the register as far as the actor sees it. NotASheet for one with more
    rows than can be compared while somebody waits."""
    theirs = read_theirs(sheet, plan, reports_by_name(actor), on)
    if len(theirs.rows) > MOST_COMPARED:
        raise NotASheet(
            f"The list has {len(theirs.rows):,} rows, and at most {MOST_COMPARED:,} can be compared. Leave out the "
            "rows of other forces and those that were done with long ago, or split it."
        )
    return beside_register(theirs, actor)


def beside_register(theirs: TheirList, actor: Actor) -> Comparison:
    """A list that was read, beside the register as it stands."""
    decided = ListDecision.objects.visible_to(actor)
    apart = set(decided.filter(answer=ListAnswer.APART).values_list("digest", flat=True))
    rows = compare(our_items(actor), theirs.rows, apart)
    return Comparison(theirs, rows, decided.in_bulk([row.digest for row in rows], field_name="digest"))
