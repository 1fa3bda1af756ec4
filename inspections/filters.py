"""What the list of inspections can be narrowed by. The filters live in the address."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from inspections.enums import InspectionKind, OurPart, Stage
from inspections.models import Inspection, Milestone, Publication
from jac_tracker import forms


class SearchFilter(django_filters.CharFilter):
    field_class = forms.TextField


class AnyOfFilter(django_filters.MultipleChoiceFilter):
    field_class = forms.CheckboxesField


class OneOfFilter(django_filters.ChoiceFilter):
    field_class = forms.ChoiceField


class InspectionFilter(django_filters.FilterSet):
    """Inspections by words of their titles, kind, stage, year and our part.

    `qs` is for a valid filter only: ask `is_valid()` first, because an invalid one lets every row through.
    """

    q = SearchFilter(label="Title holds", method="with_words", max_length=100)
    year = OneOfFilter(label="Year", method="in_year", blank="Any year")
    stage = AnyOfFilter(label="Stage", field_name="stage_now", choices=Stage.choices)
    kind = AnyOfFilter(label="Kind", choices=InspectionKind.choices)
    our_part = AnyOfFilter(label="Our part", choices=OurPart.choices)

    class Meta:
        model = Inspection
        form = forms.FilterForm
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, years: list[int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]

    def with_words(self, rows: QuerySet[Inspection], name: str, value: str) -> QuerySet[Inspection]:
        """Every word typed is in the title or the short title."""
        for word in value.split():
            rows = rows.filter(Q(title__icontains=word) | Q(short_title__icontains=word))
        return rows

    def in_year(self, rows: QuerySet[Inspection], name: str, value: str) -> QuerySet[Inspection]:
        """Something of it lies, or is expected, in the year."""
        first, last = date(int(value), 1, 1), date(int(value), 12, 31)
        touching = {"inspection": OuterRef("pk"), "earliest__lte": last, "latest__gte": first}
        publications = Publication._default_manager.filter(**touching)
        return rows.filter(Exists(publications) | Exists(Milestone.objects.filter(**touching)))

    def without(self, *names: str) -> QuerySet[Inspection]:
        """What a valid filter leaves when these of its fields are left out: the rows that counts are taken from."""
        rows: QuerySet[Inspection] = self.queryset.all()
        for name, value in self.form.cleaned_data.items():
            if name not in names:
                rows = self.filters[name].filter(rows, value)
        return rows
