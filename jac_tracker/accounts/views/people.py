"""The administrator's pages for people."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from jac_tracker.accounts import actions
from jac_tracker.accounts.filters import filtered_people
from jac_tracker.accounts.forms import PasswordForm, PeopleFilterForm, PersonForm, ReasonForm
from jac_tracker.accounts.guards import ActorRequest, requires
from jac_tracker.accounts.models import AccessToken, Holding, User
from jac_tracker.accounts.presenters import (
    PEOPLE,
    chosen_filters,
    person_rows,
    person_timeline,
    signing_in,
)
from jac_tracker.accounts.roles import Duty
from jac_tracker.accounts.views.acting import NOT_TRIED, attempt
from jac_tracker.accounts.views.saving import NoSuchList, as_file
from jac_tracker.downloads import Listing, form_faults
from jac_tracker.history import digest
from jac_tracker.sheets.writing import Table

PER_PAGE = 25


@require_safe
@requires(Duty.KEEP_PEOPLE)
def people(request: ActorRequest) -> HttpResponse:
    """Everybody who can sign in, or could; those who cannot come last."""
    form = PeopleFilterForm(request.GET)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        page = Paginator(_people(form, request), PER_PAGE).get_page(request.GET.get("page"))
        context |= {
            "page": page,
            "rows": person_rows(page.object_list, request.today),
            "chosen": chosen_filters(form, request.GET),
        }
    return render(request, "accounts/people.html", context)


@require_safe
@requires(Duty.KEEP_PEOPLE)
@as_file("people", filters=PeopleFilterForm.names())
def people_file(request: ActorRequest) -> Listing:
    """Everybody whom the list shows."""
    form = PeopleFilterForm(request.GET)
    if not form.is_valid():
        raise NoSuchList(form_faults(form))
    filters = [words for words, _href in chosen_filters(form, request.GET)]
    return Listing(Table.of("People", PEOPLE, person_rows(_people(form, request), request.today)), filters)


def _people(form: PeopleFilterForm, request: ActorRequest) -> Any:
    return filtered_people(form.cleaned_data, request.today).order_by("-is_active", "name", "id")


@require_safe
@requires(Duty.KEEP_PEOPLE)
def person(request: ActorRequest, pk: int) -> HttpResponse:
    """One person: posts now and before, and everything recorded."""
    person = get_object_or_404(User, pk=pk)
    context = {
        "person": person,
        "signing_in": signing_in(person),
        "is_oneself": person.pk == request.actor.user_id,
        "holdings": Holding.objects.filter(user=person).select_related("post").order_by("-from_on", "-id"),
        "tokens": AccessToken.objects.usable(request.today).filter(user=person),
        "entries": person_timeline(person),
    }
    return render(request, "accounts/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_PEOPLE)
def add_person(request: ActorRequest) -> HttpResponse:
    """Add a person, who can sign in once a password is set."""
    form = PersonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in actions.PERSON_FIELDS}
        try:
            person = actions.add_person(**values, by=request.actor, at=timezone.now())
        except actions.NotPossible as refusal:
            form.add_error("email", str(refusal))
        else:
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
    form = PersonForm(request.POST if request.method == "POST" else None, initial=shown, person=person)
    outcome = NOT_TRIED
    if form.is_valid():
        values = form.cleaned_data
        outcome = attempt(
            form,
            lambda: actions.change_person(
                person=person, values=values, shown=values["as_shown"], by=request.actor, at=timezone.now()
            ),
            shown_now=lambda now: digest(now, actions.PERSON_FIELDS),
            refused_at="email",
        )
        if outcome.done:
            messages.success(request, "The change is saved.")
            return redirect("person", pk)
    context = {"form": form, "person": person, "title": f"Change {person}", "conflicts": outcome.conflicts}
    return render(request, "accounts/person_form.html", context, status=outcome.status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_PEOPLE)
def set_password(request: ActorRequest, pk: int) -> HttpResponse:
    """Give a person a password to sign in with. Their sessions end, but for the one that asks."""
    person = get_object_or_404(User, pk=pk)
    form = PasswordForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_valid():
        person = actions.set_password(
            person=person, password=form.cleaned_data["password"], by=request.actor, at=timezone.now()
        )
        if person.pk == request.actor.user_id:
            update_session_auth_hash(request, person)
        messages.success(request, f"{person} can sign in with the new password. Tell them in person or by telephone.")
        return redirect("person", pk)
    return render(request, "accounts/set_password.html", {"form": form, "person": person})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Duty.KEEP_PEOPLE)
def set_active(request: ActorRequest, pk: int) -> HttpResponse:
    """Deactivate a person who may sign in, or reactivate one who may not; always with a reason."""
    person = get_object_or_404(User, pk=pk)
    # As the button said: in between somebody else may have pressed theirs.
    wanted = {"yes": True, "no": False}.get(request.POST.get("active", ""), not person.is_active)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        act = actions.reactivate_person if wanted else actions.deactivate_person
        why = form.cleaned_data["reason"]
        if attempt(form, lambda: act(person=person, by=request.actor, at=timezone.now(), why=why)).done:
            messages.success(request, f"{person} is {'active again' if wanted else 'deactivated'}.")
            return redirect("person", pk)
    return render(request, "accounts/set_active.html", {"form": form, "person": person, "wanted": wanted})
