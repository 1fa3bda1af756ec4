"""The actor: who asks, under which posts, on which day."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from jac_tracker.accounts.models import Holding, Post, User
from jac_tracker.accounts.roles import DUTIES, Duty, Role


@dataclass(frozen=True)
class Actor:
    """A person with the posts held on a day, or a command. Made once for each request; asks the database only once.

    `post` is the post an act is recorded under; `under` chooses it, and it is otherwise the first post held.
    """

    user: User | None
    posts: tuple[Post, ...] = ()
    on: date = date.min
    post: Post | None = None
    system_name: str = ""

    @classmethod
    def of(cls, user: User, on: date) -> "Actor":
        """The actor that `user` is on the day. Somebody who may not sign in holds nothing."""
        holdings = (
            Holding.objects.current(on)
            .filter(user=user, user__is_active=True, post__is_active=True)
            .select_related("post__portfolio")
            .order_by("is_acting", "from_on", "id")
        )
        posts = tuple(dict.fromkeys(holding.post for holding in holdings))
        return cls(user=user, posts=posts, on=on, post=posts[0] if posts else None)

    @classmethod
    def system(cls, name: str, on: date = date.min) -> "Actor":
        """A command, named as it is typed. It may do anything: who may run commands is the host's own matter."""
        return cls(user=None, on=on, system_name=name)

    @property
    def is_system(self) -> bool:
        return bool(self.system_name)

    @property
    def user_id(self) -> int | None:
        return self.user.pk if self.user else None

    @property
    def post_id(self) -> int | None:
        return self.post.pk if self.post else None

    @cached_property
    def post_ids(self) -> frozenset[int]:
        return frozenset(post.pk for post in self.posts)

    @cached_property
    def roles(self) -> frozenset[Role]:
        return frozenset(Role(post.role) for post in self.posts)

    @cached_property
    def duties(self) -> frozenset[Duty]:
        """Of all posts held."""
        return frozenset(duty for role in self.roles for duty in DUTIES[role])

    @cached_property
    def led_portfolio_ids(self) -> frozenset[int]:
        """The portfolios whose items this actor sees in full and signs off."""
        return frozenset(
            post.portfolio_id
            for post in self.posts
            if post.portfolio_id is not None and Duty.SEE_PORTFOLIO in DUTIES[Role(post.role)]
        )

    def may(self, duty: Duty) -> bool:
        """Whether any post held carries the duty; a command has every duty."""
        return self.is_system or duty in self.duties

    def under(self, duty: Duty, portfolio_id: int | None = None) -> "Actor":
        """This actor, acting under the post that carries `duty`; one of the given portfolio where there is a choice."""
        fitting = [post for post in self.posts if duty in DUTIES[Role(post.role)]]
        return self._acting_as(fitting, portfolio_id)

    def as_holder_of(self, post_id: int | None) -> "Actor":
        """This actor, acting under the post of that number if it is held."""
        return self._acting_as([post for post in self.posts if post.pk == post_id], None)

    def _acting_as(self, fitting: list[Post], portfolio_id: int | None) -> "Actor":
        if not fitting:
            return self
        preferred = [post for post in fitting if portfolio_id is not None and post.portfolio_id == portfolio_id]
        return replace(self, post=(preferred or fitting)[0])
