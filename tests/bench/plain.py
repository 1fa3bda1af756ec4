"""The yardsticks that are pages: what anybody writes in ten minutes, and Django's admin.

They show the columns of our own pages to whoever is signed in: no rights, no holders' names, no counts beside filters.
"""

from typing import Any

import django_filters
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.views.generic import DetailView, ListView

from inspections.models import Inspection
from jac_tracker.accounts.models import Portfolio, Post
from recommendations.enums import OPEN, Kind, Rag, Status
from recommendations.models import Board, Recommendation

ROWS_OF_A_PAGE = 50
GROUPS = [("open", "Open"), ("all", "All")]


class PlainFilter(django_filters.FilterSet):
    """The filters of the register that are fields of an item; open items where no status is asked for."""

    q = django_filters.CharFilter(field_name="text", lookup_expr="icontains")
    rag = django_filters.MultipleChoiceFilter(choices=Rag.choices)
    kind = django_filters.MultipleChoiceFilter(choices=Kind.choices)
    status = django_filters.ChoiceFilter(choices=[*GROUPS, *Status.choices], method="with_status")
    owner = django_filters.ModelChoiceFilter(queryset=Post.objects.all(), field_name="owner_post")
    inspection = django_filters.ModelChoiceFilter(
        queryset=Inspection.objects.all(), field_name="publication__inspection"
    )
    portfolio = django_filters.ModelChoiceFilter(queryset=Portfolio.objects.all())
    board = django_filters.ModelChoiceFilter(queryset=Board.objects.all())
    sort = django_filters.OrderingFilter(fields=["reference", "deadline_on", "updated_at"])

    class Meta:
        model = Recommendation
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any, *args: Any, **options: Any) -> None:
        given = data.copy()
        given.setdefault("status", "open")
        super().__init__(given, *args, **options)

    def with_status(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        match value:
            case "open":
                return rows.filter(status__in=OPEN)
            case "all":
                return rows
            case _:
                return rows.filter(status=value)


class PlainRegister(ListView):
    """L: the list."""

    queryset = Recommendation.objects.select_related("publication", "owner_post").order_by("reference")
    paginate_by = ROWS_OF_A_PAGE
    template_name = "bench/register.html"

    def get_queryset(self) -> QuerySet[Recommendation]:
        self.filter = PlainFilter(self.request.GET, queryset=super().get_queryset())
        return self.filter.qs

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(filter=self.filter, **more)


class PlainRecommendation(DetailView):
    """L: one item, with its updates and its versions."""

    queryset = Recommendation.objects.select_related("publication__inspection", "owner_post", "portfolio")
    slug_field = slug_url_kwarg = "reference"
    template_name = "bench/recommendation.html"


class PlainSite(admin.AdminSite):
    """Django's admin for whoever is signed in: nobody is staff here."""

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated


class OpenOrAll(admin.SimpleListFilter):
    title = parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [*GROUPS, *Status.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value() or "open":
            case "open":
                return queryset.filter(status__in=OPEN)
            case "all":
                return queryset
            case value:
                return queryset.filter(status=value)


class PlainAdmin(admin.ModelAdmin):
    """A: the admin's list of the same columns, filters and order."""

    list_display = (
        "reference",
        "title",
        "kind",
        "publication",
        "owner_post",
        "deadline_words",
        "deadline_on",
        "internal_target_on",
        "rag",
        "status",
        "updated_at",
    )
    list_filter = ("rag", "kind", OpenOrAll, "owner_post", "publication__inspection", "portfolio", "board")
    list_select_related = ("publication", "owner_post")
    list_per_page = ROWS_OF_A_PAGE
    search_fields = ("reference", "title", "text")
    ordering = ("reference",)
    actions = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


site = PlainSite("bench_admin")
site.register(Recommendation, PlainAdmin)
