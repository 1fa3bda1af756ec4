"""What a post owns: for who prepares to hand it over in full, for an administrator in numbers."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Holding, Post
from jac_tracker.accounts.roles import Role
from jac_tracker.dates import london_day, worded_day
from jac_tracker.text import lower_first
from recommendations.enums import DESKS, OPEN, ClaimStanding, Status
from recommendations.models import Action, Claim, HandOverNote, Proposal, Recommendation, SupportingPost
from recommendations.presenters.notes_left import NoteLeft, note_left
from recommendations.presenters.words import deadline_day, deadline_words, headline_words
from recommendations.presenters.work.queues import Task
from recommendations.rules.due import worded_due
from recommendations.rules.rag import RAG_RULES, Facts

PER_PAGE = 25


# What the post owns


@dataclass(frozen=True)
class Tab:
    """One of the lists of what a post owns, with how many stand in it."""

    label: str
    href: str
    is_current: bool


@dataclass(frozen=True)
class ItemOwned:
    """An open item of the post, as its next holder has to know it, and what others have noted on it."""

    number: int
    reference: str
    href: str
    title: str
    status: str
    rag: str
    deadline: str
    lateness: str
    target: str
    claim: str
    notes: tuple[NoteLeft, ...]


def items_owned(post: Post, actor: Actor) -> QuerySet[Any]:
    """The open items of the post that the actor sees whole, by their reference."""
    rows = Recommendation.objects.in_full_to(actor).open().filter(owner_post=post).order_by("reference")
    claims = Claim.objects.filter(recommendation=OuterRef("pk")).order_by("-number")
    return rows.annotate(claimed=Subquery(claims.values("standing")[:1]))


def _actions(post: Post, actor: Actor) -> QuerySet[Any]:
    rows = Action.objects.visible_to(actor).to_do().filter(post=post)
    return rows.select_related("recommendation").order_by("due_on", "pk")


def _claims(post: Post, actor: Actor) -> QuerySet[Any]:
    items = Recommendation.objects.in_full_to(actor).filter(status__in=DESKS)
    rows = Claim.objects.filter(for_post=post, standing=ClaimStanding.MADE, recommendation__in=items)
    return rows.select_related("recommendation").order_by("claimed_at", "pk")


def _supported(post: Post, actor: Actor) -> QuerySet[Any]:
    items = Recommendation.objects.visible_to(actor).open()
    whole = Recommendation.objects.in_full_to(actor).filter(pk=OuterRef("recommendation"))
    rows = SupportingPost.objects.filter(post=post, recommendation__in=items).annotate(is_full=Exists(whole))
    return rows.select_related("recommendation__owner_post").order_by("recommendation__reference")


def _proposals(post: Post, actor: Actor) -> QuerySet[Any]:
    concerned = Q(recommendation__owner_post=post) | Q(proposed_post=post)
    if post.role == Role.PORTFOLIO_LEAD:
        concerned |= Q(portfolio=post.portfolio_id)
    rows = Proposal.objects.filter(concerned, answer="", recommendation__in=Recommendation.objects.in_full_to(actor))
    return rows.select_related("recommendation", "proposed_post").order_by("proposed_at", "pk")


ITEMS = "items"
_LISTS: dict[str, tuple[str, Callable[[Post, Actor], QuerySet[Any]]]] = {
    ITEMS: ("Open items", items_owned),
    "actions": ("Actions to do", _actions),
    "claims": ("Claims with a desk", _claims),
    "supported": ("Items it supports", _supported),
    "proposals": ("Proposals", _proposals),
}


@dataclass(frozen=True)
class Owned:
    """What a post owns: the lists with their numbers, and one page of the one that is asked for."""

    chosen: str
    tabs: tuple[Tab, ...]
    page: Page[Any]

    @property
    def has_notes(self) -> bool:
        """Whether the list shown is the one whose items can be given notes."""
        return self.chosen == ITEMS


def owned_by(post: Post, actor: Actor, chosen: str, number: str | None) -> Owned:
    """One page of a list of what the post owns, as far as the actor may see it: as many statements for any number."""
    chosen = chosen if chosen in _LISTS else ITEMS
    tabs, page = [], None
    for key, (label, rows_of) in _LISTS.items():
        paginator = Paginator(rows_of(post, actor), PER_PAGE)
        href = reverse("prepare_hand_over", args=[post.pk]) + (f"?{urlencode({'list': key})}" if key != ITEMS else "")
        tabs.append(Tab(f"{label} ({paginator.count:,})", href, key == chosen))
        page = paginator.get_page(number) if key == chosen else page
    assert page is not None
    page.object_list = list(page.object_list)
    return Owned(chosen, tuple(tabs), page)


def items_with_notes(items: Iterable[Any], post: Post, actor: Actor, today: date) -> list[ItemOwned]:
    """The items with the notes that others have left on them for the post, read ones too. One statement."""
    items = list(items)
    notes: dict[int, list[NoteLeft]] = defaultdict(list)
    rows = HandOverNote.objects.visible_to(actor).filter(post=post, recommendation__in=[item.pk for item in items])
    for note in rows.select_related("recommendation", "written_by", "read_by").order_by("written_at", "pk"):
        if note.read_at is not None or note.written_by_id != actor.user_id:
            notes[note.recommendation_id].append(note_left(note))
    return [_item_owned(item, tuple(notes[item.pk]), today) for item in items]


def _item_owned(item: Any, notes: tuple[NoteLeft, ...], today: date) -> ItemOwned:
    due = Facts.of(item).due()
    return ItemOwned(
        number=item.pk,
        reference=item.reference,
        href=item.get_absolute_url(),
        title=item.title,
        status=Status(item.status).label,
        rag=item.rag,
        deadline=": ".join(
            filter(None, [f"“{item.deadline_words}”" if item.deadline_words else "", deadline_day(item)])
        )
        or deadline_words(item),
        lateness=worded_due(due, today, soon_days=RAG_RULES.amber_days) if due else "",
        target=worded_day(item.internal_target_on) if item.internal_target_on else "",
        claim=ClaimStanding(item.claimed).label if item.claimed else "None",
        notes=notes,
    )


def tasks_of(owned: Owned) -> list[Task]:
    """The rows of a list that is not of the items owned, each with the page where it is dealt with."""
    make = {"actions": _action, "claims": _claim, "supported": _support, "proposals": _proposal}.get(owned.chosen)
    return [make(row) for row in owned.page.object_list] if make else []


def _action(row: Any) -> Task:
    item = row.recommendation
    return Task(item.reference, row.what, f"By {worded_day(row.due_on)}", reverse("actions_of", args=[item.reference]))


def _claim(row: Any) -> Task:
    item = row.recommendation
    note = f"{Status(item.status).label}, claimed on {worded_day(london_day(row.claimed_at))}"
    return Task(item.reference, item.title, note, reverse("claim_of", args=[item.reference]))


def _support(row: Any) -> Task:
    item = row.recommendation
    words = item.title if row.is_full else headline_words(item)
    note = f"Owned by {item.owner_post}" if item.owner_post else "Nobody owns it yet"
    return Task(item.reference, words, note, item.get_absolute_url())


def _proposal(row: Any) -> Task:
    item = row.recommendation
    by = f" by {row.proposed_post}" if row.proposed_post else ""
    note = f"Proposed as {lower_first(row.get_kind_display())}{by} on {worded_day(london_day(row.proposed_at))}"
    return Task(item.reference, item.title, note, item.get_absolute_url())


# What an administrator may know


@dataclass(frozen=True)
class Numbers:
    """How much a post owns, and nothing of what. Nothing of an embargoed inspection is counted."""

    items: int
    actions: int
    claims: int

    def __bool__(self) -> bool:
        return bool(self.items or self.actions or self.claims)


def numbers_of(post: Post) -> Numbers:
    """How many open items the post owns, actions it has to do, and claims made for it that are with a desk."""
    known = Recommendation.objects.exclude(publication__inspection__is_embargoed=True)
    claims = Claim.objects.filter(for_post=post, standing=ClaimStanding.MADE, recommendation__status__in=DESKS)
    return Numbers(
        items=known.filter(owner_post=post, status__in=OPEN).count(),
        actions=Action.objects.to_do().filter(post=post, recommendation__in=known).count(),
        claims=claims.filter(recommendation__in=known).count(),
    )


def barred_leads(post: Post, on: date) -> list[str]:
    """Who holds the post and leads its portfolio too on the day, and so cannot decide on what is claimed for it."""
    if post.role == Role.PORTFOLIO_LEAD or post.portfolio_id is None:
        return []
    leads = Holding.objects.current(on).filter(
        user=OuterRef("user"),
        post__role=Role.PORTFOLIO_LEAD,
        post__portfolio=post.portfolio_id,
        post__is_active=True,
    )
    both = Holding.objects.current(on).filter(Exists(leads), post=post, user__is_active=True).select_related("user")
    return sorted({str(holding.user) for holding in both})


def is_left_vacant(holding: Holding, on: date) -> bool:
    """Whether nobody who may sign in will hold the post the day after it is no longer held by this holding."""
    others = Holding.objects.filter(post=holding.post_id, user__is_active=True).exclude(pk=holding.pk)
    return holding.post.is_active and not others.filter(Q(to_on__isnull=True) | Q(to_on__gt=on)).exists()
