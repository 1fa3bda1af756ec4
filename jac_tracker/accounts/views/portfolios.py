"""The administrator's pages for portfolios."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jac_tracker.accounts import actions
from jac_tracker.accounts.forms import PortfolioForm
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.models import Portfolio, Post
from jac_tracker.accounts.presenters import PORTFOLIOS, portfolio_timeline, post_rows
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.acting import NOT_TRIED, attempt
from jac_tracker.accounts.views.saving import as_file
from jac_tracker.downloads import Listing
from jac_tracker.history import digest
from jac_tracker.sheets.writing import Table


@require_safe
@requires(Duty.KEEP_PEOPLE)
def portfolios(request: ActorRequest) -> HttpResponse:
    """The force's portfolios; those not in use come last."""
    return render(request, "accounts/portfolios.html", {"portfolios": _portfolios()})


@require_safe
@requires(Duty.KEEP_PEOPLE)
@as_file("portfolios")
def portfolios_file(request: ActorRequest) -> Listing:
    """The portfolios."""
    return Listing(Table.of("Portfolios", PORTFOLIOS, _portfolios()))


def _portfolios() -> Any:
    return Portfolio.objects.annotate(number_of_posts=Count("posts")).order_by("-is_active", "name")


@require_safe
@requires(Duty.KEEP_PEOPLE)
def portfolio(request: ActorRequest, pk: int) -> HttpResponse:
    """One portfolio: its posts, and everything recorded."""
    portfolio = get_object_or_404(Portfolio, pk=pk)
    posts = Post.objects.filter(portfolio=portfolio).order_by("-is_active", "title")
    context = {
        "portfolio": portfolio,
        "rows": post_rows(posts, request.today),
        "entries": portfolio_timeline(portfolio),
    }
    return render(request, "accounts/portfolio.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_PEOPLE)
def add_portfolio(request: ActorRequest) -> HttpResponse:
    """Add a portfolio."""
    form = PortfolioForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            portfolio = actions.add_portfolio(name=form.cleaned_data["name"], by=request.actor, at=timezone.now())
        except actions.NotPossible as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"The portfolio {portfolio} is added.")
            return redirect("portfolio", portfolio.pk)
    return render(request, "accounts/portfolio_form.html", {"form": form, "title": "Add a portfolio"})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_PEOPLE)
def change_portfolio(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a portfolio's name, or take it out of use."""
    portfolio = get_object_or_404(Portfolio, pk=pk)
    shown = {name: getattr(portfolio, name) for name in actions.PORTFOLIO_FIELDS}
    shown["as_shown"] = digest(portfolio, actions.PORTFOLIO_FIELDS)
    form = PortfolioForm(request.POST if request.method == "POST" else None, initial=shown, portfolio=portfolio)
    outcome = NOT_TRIED
    if form.is_valid():
        values = form.cleaned_data
        outcome = attempt(
            form,
            lambda: actions.change_portfolio(
                portfolio=portfolio, values=values, shown=values["as_shown"], by=request.actor, at=timezone.now()
            ),
            shown_now=lambda now: digest(now, actions.PORTFOLIO_FIELDS),
            refused_at="name",
        )
        if outcome.done:
            messages.success(request, "The change is saved.")
            return redirect("portfolio", pk)
    context = {"form": form, "portfolio": portfolio, "title": f"Change {portfolio}", "conflicts": outcome.conflicts}
    return render(request, "accounts/portfolio_form.html", context, status=outcome.status)
