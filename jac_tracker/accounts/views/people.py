"""The administrator's pages for people."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jac_tracker import forms
from jac_tracker.accounts import actions
from jac_tracker.accounts.forms import PasswordForm, PersonForm, ReasonForm
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.models import Holding, User
from jac_tracker.accounts.presenters import people_timeline, person_rows
from jac_tracker.accounts.roles import Duty
from jac_tracker.history import StaleEdit, digest

PER_PAGE = 25


@require_safe
@requires(Duty.KEEP_PEOPLE)
def people(request: ActorRequest) -> HttpResponse:
    """Everybody who can sign in, or could."""
    page = Paginator(User.objects.order_by("-is_active", "name", "id"), PER_PAGE).get_page(request.GET.get("page"))
    rows = person_rows(page.object_list, request.today)
    return render(request, "accounts/people.html", {"page": page, "rows": rows})


@require_safe
@requires(Duty.KEEP_PEOPLE)
def person(request: ActorRequest, pk: int) -> HttpResponse:
    """One person: posts now and before, and everything recorded."""
    person = get_object_or_404(User, pk=pk)
    holdings = Holding.objects.filter(user=person).select_related("post").order_by("-from_on", "-id")
    context = {"person": person, "holdings": holdings, "entries": people_timeline(person=person)}
    return render(request, "accounts/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_PEOPLE)
def add_person(request: ActorRequest) -> HttpResponse:
    """Add a person, who can sign in once a password is set."""
    form = PersonForm(request.POST or None)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in actions.PERSON_FIELDS}
        person = actions.add_person(**values, by=request.actor, at=timezone.now())
        messages.success(request, f"{person} is added. Set a password, then hand them a post.")
        return redirect("person", person.pk)
    return render(request, "accounts/person_form.html", {"form": form, "title": "Add a person"})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_PEOPLE)
def change_person(request: ActorRequest, pk: int) -> HttpResponse:
    """Change a person's name, rank, number or e-mail address."""
    person = get_object_or_404(User, pk=pk)
    shown = {name: getattr(person, name) for name in actions.PERSON_FIELDS}
    shown["as_shown"] = digest(person, actions.PERSON_FIELDS)
    form = PersonForm(request.POST or None, initial=shown, person=person)
    context: dict[str, Any] = {"form": form, "person": person, "title": f"Change {person}"}
    if form.is_valid():
        try:
            actions.change_person(
                person=person,
                values=form.cleaned_data,
                shown=form.cleaned_data["as_shown"],
                by=request.actor,
                at=timezone.now(),
            )
        except StaleEdit as stale:
            form.show_as_now(digest(stale.current, actions.PERSON_FIELDS))
            context["conflicts"] = forms.conflicts(form, stale.current)
            return render(request, "accounts/person_form.html", context, status=409)
        messages.success(request, "The change is saved.")
        return redirect("person", pk)
    return render(request, "accounts/person_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_PEOPLE)
def set_password(request: ActorRequest, pk: int) -> HttpResponse:
    """Give a person a password to sign in with."""
    person = get_object_or_404(User, pk=pk)
    form = PasswordForm(request.POST or None, person=person)
    if form.is_valid():
        actions.set_password(person=person, password=form.cleaned_data["password"], by=request.actor, at=timezone.now())
        messages.success(request, f"{person} can sign in with the new password. Tell them in person or by telephone.")
        return redirect("person", pk)
    return render(request, "accounts/set_password.html", {"form": form, "person": person})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_PEOPLE)
def set_active(request: ActorRequest, pk: int) -> HttpResponse:
    """Deactivate a person who may sign in, or reactivate one who may not; always with a reason."""
    person = get_object_or_404(User, pk=pk)
    act = actions.deactivate_person if person.is_active else actions.reactivate_person
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            act(person=person, by=request.actor, at=timezone.now(), why=form.cleaned_data["reason"])
        except actions.NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The change is saved.")
            return redirect("person", pk)
    return render(request, "accounts/set_active.html", {"form": form, "person": person})
