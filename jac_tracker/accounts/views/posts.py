"""The administrator's pages for posts and hand-overs."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jac_tracker.accounts import actions
from jac_tracker.accounts.filters import filtered_posts
from jac_tracker.accounts.forms import EndHoldingForm, HandOverForm, PostForm, PostsFilterForm
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.models import Holding, Post
from jac_tracker.accounts.presenters import POSTS, chosen_filters, post_rows, post_timeline
from jac_tracker.accounts.roles import Duty, Role
from jac_tracker.accounts.views.acting import NOT_TRIED, attempt
from jac_tracker.accounts.views.saving import NoSuchList, as_file
from jac_tracker.dates import worded_day
from jac_tracker.downloads import Listing, form_faults
from jac_tracker.history import digest
from jac_tracker.sheets.writing import Table

PER_PAGE = 25


@require_safe
@requires(Duty.KEEP_PEOPLE)
def posts(request: ActorRequest) -> HttpResponse:
    """Every post with its role, portfolio and holder; those not in use come last."""
    form = PostsFilterForm(request.GET)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        page = Paginator(_posts(form, request), PER_PAGE).get_page(request.GET.get("page"))
        context |= {
            "page": page,
            "rows": post_rows(page.object_list, request.today),
            "chosen": chosen_filters(form, request.GET),
        }
    return render(request, "accounts/posts.html", context)


@require_safe
@requires(Duty.KEEP_PEOPLE)
@as_file("posts", filters=PostsFilterForm.names())
def posts_file(request: ActorRequest) -> Listing:
    """Every post that the list shows."""
    form = PostsFilterForm(request.GET)
    if not form.is_valid():
        raise NoSuchList(form_faults(form))
    filters = [words for words, _href in chosen_filters(form, request.GET)]
    return Listing(Table.of("Posts", POSTS, post_rows(_posts(form, request), request.today)), filters)


def _posts(form: PostsFilterForm, request: ActorRequest) -> Any:
    posts = filtered_posts(form.cleaned_data, request.today).select_related("portfolio")
    return posts.order_by("-is_active", "title")


@require_safe
@requires(Duty.KEEP_PEOPLE)
def post(request: ActorRequest, pk: int) -> HttpResponse:
    """One post: who holds it and who held it, and everything recorded."""
    post = get_object_or_404(Post.objects.select_related("portfolio"), pk=pk)
    holdings = Holding.objects.filter(post=post).select_related("user").order_by("-from_on", "-id")
    context = {"post": post, "holdings": holdings, "entries": post_timeline(post)}
    return render(request, "accounts/post.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_PEOPLE)
def add_post(request: ActorRequest) -> HttpResponse:
    """Add a post, which somebody can then be handed."""
    form = PostForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        values = form.cleaned_data
        try:
            post = actions.add_post(
                title=values["title"],
                role=Role(values["role"]),
                portfolio=values["portfolio"],
                unit=values["unit"],
                by=request.actor,
                at=timezone.now(),
            )
        except actions.NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The post {post} is added. Hand it to somebody.")
            return redirect("post", post.pk)
    return render(request, "accounts/post_form.html", {"form": form, "title": "Add a post"})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_PEOPLE)
def change_post(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a post's title, role, portfolio or unit, or take it out of use."""
    post = get_object_or_404(Post, pk=pk)
    shown: dict[str, Any] = {name: getattr(post, name) for name in actions.POST_FIELDS}
    shown["as_shown"] = digest(post, actions.POST_FIELDS)
    form = PostForm(request.POST if request.method == "POST" else None, initial=shown, post=post)
    outcome = NOT_TRIED
    if form.is_valid():
        values = form.cleaned_data
        outcome = attempt(
            form,
            lambda: actions.change_post(
                post=post, values=values, shown=values["as_shown"], by=request.actor, at=timezone.now()
            ),
            shown_now=lambda now: digest(now, actions.POST_FIELDS),
        )
        if outcome.done:
            messages.success(request, "The change is saved.")
            return redirect("post", pk)
    context = {"form": form, "post": post, "title": f"Change {post}", "conflicts": outcome.conflicts}
    return render(request, "accounts/post_form.html", context, status=outcome.status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_PEOPLE)
def hand_over(request: ActorRequest, pk: int) -> HttpResponse:
    """Hand a post to a person from a day on."""
    post = get_object_or_404(Post, pk=pk)
    form = HandOverForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        values = form.cleaned_data
        outcome = attempt(
            form,
            lambda: actions.hand_over(
                post=post,
                to=values["to"],
                from_on=values["from_on"],
                is_acting=values["is_acting"],
                by=request.actor,
                at=timezone.now(),
                why=values["reason"],
            ),
        )
        if outcome.done:
            messages.success(request, f"{post} is handed to {values['to']} from {worded_day(values['from_on'])}.")
            return redirect("post", pk)
    return render(request, "accounts/hand_over.html", {"form": form, "post": post})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_PEOPLE)
def end_holding(request: ActorRequest, pk: int) -> HttpResponse:
    """Say on which day somebody held a post for the last time."""
    holding = get_object_or_404(Holding.objects.select_related("post", "user"), pk=pk)
    form = EndHoldingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        values = form.cleaned_data
        outcome = attempt(
            form,
            lambda: actions.end_holding(
                holding=holding, to_on=values["to_on"], by=request.actor, at=timezone.now(), why=values["reason"]
            ),
            refused_at="to_on",
        )
        if outcome.done:
            messages.success(request, f"{holding.user} holds {holding.post} to {worded_day(values['to_on'])}.")
            return redirect("post", holding.post_id)
    return render(request, "accounts/end_holding.html", {"form": form, "holding": holding})
