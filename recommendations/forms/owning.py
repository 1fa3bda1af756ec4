"""Giving an item to a post."""

from collections import Counter
from datetime import date

from django.db.models import Q, QuerySet

from jac_tracker import forms
from jac_tracker.accounts.models import Portfolio, Post
from recommendations.forms.acting import ActForm, reason_field
from recommendations.models import Board, SupportingPost
from recommendations.rules.owning import JUDGING_ROLES, OWNING_ROLES


def posts_that_can_own(on: date) -> QuerySet[Post]:
    """The posts that can be given an item on a day: `owner_faults` has nothing to say of any of them."""
    held = Post.objects.active().held(on).filter(role__in=OWNING_ROLES)
    number = Counter(held.values_list("role", flat=True))
    alone = [role for role in JUDGING_ROLES if number[role] < 2]
    return held.exclude(role__in=alone).order_by("title")


class OwnerForm(ActForm):
    """The owner, and everybody who helps."""

    owner_post = forms.ModelChoiceField(
        label="Owner", called="the post that will own it", blank="Select a post", help_text="Posts that somebody holds"
    )
    portfolio = forms.ModelChoiceField(
        label="Portfolio", called="a portfolio", blank="The portfolio of the post", required=False
    )
    supporting_posts = forms.CheckboxesField(label="Supporting posts", called="the supporting posts", required=False)

    def prepare(self) -> None:
        posts = posts_that_can_own(self.today)
        self.choose_from("owner_post", posts)
        self.choose_from("portfolio", Portfolio.objects.filter(Q(is_active=True) | Q(pk=self.item.portfolio_id)))
        helpers = list(SupportingPost.objects.filter(recommendation=self.item).select_related("post"))
        offered = {post.pk: post for post in [*posts, *(helper.post for helper in helpers)]}
        self._posts = {str(pk): post for pk, post in offered.items()}
        self.choose_from("supporting_posts", [(str(pk), post.title) for pk, post in offered.items()])
        self.initial["supporting_posts"] = [str(helper.post_id) for helper in helpers]

    def clean_supporting_posts(self) -> list[Post]:
        return [self._posts[number] for number in self.cleaned_data["supporting_posts"]]


class AllocateForm(OwnerForm):
    """The owner, and what holds the owner to account."""

    board = forms.ModelChoiceField(label="Board", called="a board", blank="No board", required=False)
    programme = forms.TextField(label="Programme", max_length=150, required=False)

    def prepare(self) -> None:
        super().prepare()
        self.choose_from("board", Board.objects.filter(is_active=True))
        self.initial.update({"board": self.item.board_id, "programme": self.item.programme})


class ReallocateForm(OwnerForm):
    """The new owner, and why."""

    reason = reason_field()

    def prepare(self) -> None:
        super().prepare()
        self.initial.update({"owner_post": self.item.owner_post_id, "portfolio": self.item.portfolio_id})
