"""Your work: what waits for the posts that somebody holds, the oldest first, with counts and dates."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.models import Post
from jac_tracker.accounts.roles import Role
from recommendations.enums import Status
from recommendations.models import Recommendation
from recommendations.presenters.notes_left import NotesForPost, notes_left_for
from recommendations.presenters.reading import Reading
from recommendations.presenters.work.counting import (
    AWAITING,
    OVERDUE,
    RED,
    SILENT,
    SOON,
    TO_ANSWER,
    Counting,
    Waiting,
)
from recommendations.presenters.work.queues import (
    Queue,
    actions_to_do,
    actions_to_sign_off,
    causes_without_open_items,
    claims_being_written,
    held_back,
    item_queue,
    returned_claims,
)


@dataclass(frozen=True)
class Pointer:
    """A page that somebody can use."""

    label: str
    href: str


@dataclass(frozen=True)
class Desk:
    """What waits for a person under one post; where nothing does, `kindly` says so."""

    title: str
    queues: tuple[Queue, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    kindly: str = "Nothing waits for you today."
    note: str = ""
    notes: tuple[NotesForPost, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.queues and not self.waiting and not self.notes


DeskMaker = Callable[[Actor, Post, Reading], Iterator[Desk]]


def desks(actor: Actor, reading: Reading, committee: Mapping[Role, DeskMaker]) -> list[Desk]:
    """What waits for the actor under each post held; of the `committee`'s roles, what its own app makes of it.

    What waits for a role as a whole is shown once, under the first post that has it.
    """
    groups: dict[object, list[Post]] = {}
    for post in sorted(actor.posts, key=lambda post: list(Role).index(Role(post.role))):
        whose = {Role.OWNER: post.pk, Role.PORTFOLIO_LEAD: f"portfolio {post.portfolio_id}"}
        groups.setdefault(whose.get(Role(post.role), post.role), []).append(post)
    makers, left = {**DESKS, **committee}, notes_left_for(actor)
    found: list[Desk] = []
    for posts in groups.values():
        made = makers[Role(posts[0].role)](actor, posts[0], reading)
        found += _with_notes(made, [left[post.pk] for post in posts if post.pk in left])
    return found


def _with_notes(made: Iterable[Desk], notes: list[NotesForPost]) -> Iterator[Desk]:
    """The desks of some posts, the first with what was left for whoever holds these."""
    for number, desk in enumerate(made):
        yield desk if number else replace(desk, notes=tuple(notes))


def _liaison(actor: Actor, post: Post, reading: Reading) -> Iterator[Desk]:
    items, today = Recommendation.objects.visible_to(actor), reading.on
    review = items.filter(status=Status.ON_HOLD, review_on__lte=today)
    yield Desk(
        str(post),
        queues=(
            *actions_to_do(actor, post, today),
            *_to_decide("Evidence to check", actor, Status.WITH_LIAISON, today),
            *item_queue(
                "Approved: to send to HMICFRS, or to close", items.filter(status=Status.APPROVED), today, "claim_of"
            ),
            *item_queue("On hold, and due to be looked at again", review, today, "recommendation"),
            *causes_without_open_items(today),
        ),
        waiting=Counting(actor, reading).waiting(TO_ANSWER, AWAITING, OVERDUE, SILENT),
        note=_note_on_held_back(actor, Status.WITH_LIAISON),
    )


def _owner(actor: Actor, post: Post, reading: Reading) -> Iterator[Desk]:
    counting, today = Counting(actor, reading), reading.on
    items = Recommendation.objects.visible_to(actor).filter(owner_post=post)
    owns = items.exists()
    yield Desk(
        str(post),
        queues=(
            *actions_to_do(actor, post, today),
            *returned_claims(items, today),
            *claims_being_written(items, today),
        ),
        waiting=counting.waiting(OVERDUE, SOON, SILENT, owner=str(post.pk)) if owns else (),
        pointers=(_all_of("owner", str(post.pk)), _leaving(post)) if owns else (),
        kindly="Nothing waits for you today." if owns else "This post owns no item yet.",
    )


def _lead(actor: Actor, post: Post, reading: Reading) -> Iterator[Desk]:
    """What waits under a lead's post. Items of other portfolios that the actor stands in for come with the first."""
    counting, today, portfolio = Counting(actor, reading), reading.on, str(post.portfolio_id)
    is_first = post == next(held for held in actor.posts if held.role == Role.PORTFOLIO_LEAD)
    holds = counting.items.filter(portfolio=post.portfolio_id).exists()
    yield Desk(
        f"{post}: {post.portfolio}",
        queues=(
            *actions_to_do(actor, post, today),
            *(_to_decide("Claims to decide on", actor, Status.WITH_PORTFOLIO_LEAD, today) if is_first else ()),
            *(actions_to_sign_off(actor, today) if is_first else ()),
        ),
        waiting=(
            *(counting.waiting(TO_ANSWER) if is_first else ()),
            *(counting.waiting(RED, OVERDUE, portfolio=portfolio) if holds else ()),
        ),
        pointers=(_all_of("portfolio", portfolio),) if holds else (),
        kindly="Nothing waits for you today." if holds else "Your portfolio has no item yet.",
        note=_note_on_held_back(actor, Status.WITH_PORTFOLIO_LEAD) if is_first else "",
    )


def deputy(actor: Actor, post: Post, reading: Reading) -> Iterator[Desk]:
    """What waits of the register for the Deputy Chief Constable."""
    yield Desk(
        str(post),
        queues=(
            *actions_to_do(actor, post, reading.on),
            *_to_decide("Claims to scrutinise", actor, Status.WITH_DCC, reading.on),
        ),
        waiting=Counting(actor, reading).waiting(TO_ANSWER, RED, OVERDUE),
        pointers=(_register(),),
        note=_note_on_held_back(actor, Status.WITH_DCC),
    )


def _to_decide(title: str, actor: Actor, status: Status, today: date) -> list[Queue]:
    items = Recommendation.objects.to_decide(actor).filter(status=status)
    return item_queue(title, items, today, "scrutinise", reverse("scrutiny"))


def _note_on_held_back(actor: Actor, status: Status) -> str:
    """That some items at the desk are for another post of the role, because the actor had a hand in their claims."""
    number = held_back(actor, status)
    if not number:
        return ""
    return f"{_counted(number, 'other claim waits', 'other claims wait')} here for somebody else to decide on."


def _auditor(actor: Actor, post: Post, reading: Reading) -> Iterator[Desk]:
    pointers = (
        _register(),
        Pointer("See the inspections", reverse("inspections")),
        _meetings(),
        Pointer("See the audit log", reverse("audit_log")),
        Pointer("See what was removed for good", reverse("expunctions")),
    )
    yield Desk("What you can read", pointers=pointers, kindly="")


def _administrator(actor: Actor, post: Post, reading: Reading) -> Iterator[Desk]:
    vacant = Post.objects.vacant(reading.on).count()
    waiting = [
        Waiting(vacant, _counted(vacant, "post is", "posts are") + " held by nobody", f"{reverse('posts')}?use=vacant")
    ]
    pointers = (Pointer("Keep people", reverse("people")), Pointer("Keep posts and hand them over", reverse("posts")))
    yield Desk("People and posts", waiting=tuple(waiting if vacant else ()), pointers=pointers, kindly="")


def _counted(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"


def _all_of(name: str, value: str) -> Pointer:
    return Pointer("See all its open items", f"{reverse('register')}?{urlencode({name: value})}")


def _leaving(post: Post) -> Pointer:
    return Pointer("Prepare to hand over this post", reverse("prepare_hand_over", args=[post.pk]))


def _register() -> Pointer:
    return Pointer("See the register", reverse("register"))


def _meetings() -> Pointer:
    return Pointer("See meetings and papers", reverse("meetings"))


DESKS: dict[Role, DeskMaker] = {
    Role.LIAISON: _liaison,
    Role.OWNER: _owner,
    Role.PORTFOLIO_LEAD: _lead,
    Role.DCC: deputy,
    Role.AUDITOR: _auditor,
    Role.ADMINISTRATOR: _administrator,
}
