"""Inspections, publications, gradings and causes of concern for programs."""

from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter
from rest_framework import exceptions
from rest_framework.request import Request

from inspections.enums import InspectionKind, OurPart, Stage
from inspections.filters import InspectionFilter
from inspections.models import CauseOfConcern, Grading, Inspection, Publication
from inspections.presenters import exporting, listing
from jac_tracker.accounts.actor import Actor
from jac_tracker.accounts.api import Found, TableView, address_of_table, choice, number, refuse_form
from jac_tracker.accounts.roles import Duty
from jac_tracker.downloads import site_of


class Inspections(TableView):
    """Every inspection that the holder of the token may know of."""

    columns = exporting.INSPECTIONS
    duties: ClassVar[list[Duty]] = [Duty.SEE_HEADLINES]
    filters: ClassVar[list[str]] = [*InspectionFilter.base_filters]
    orders: ClassVar[list[str]] = [*listing.COLUMNS]
    several: ClassVar[list[str]] = ["stage", "kind", "our_part"]

    def found(self, request: Request, actor: Actor) -> Found:
        query = request.query_params
        visible = Inspection.objects.visible_to(actor).with_stage(actor.on)
        chosen = InspectionFilter(query, visible, years=listing.years(visible))
        refuse_form(chosen.form, ["year"])
        rows = listing.sorted_rows(chosen.qs, query.get("sort", "")).prefetch_related("milestones", "publications")
        return Found(rows, lambda page: exporting.inspection_values(page, actor.on, site_of(request)))


class OfAnInspection(TableView):
    """Rows that hang on inspections, and are seen by who sees these."""

    duties: ClassVar[list[Duty]] = [Duty.SEE_HEADLINES]
    filters: ClassVar[list[str]] = ["inspection"]

    def of_inspection(self, request: Request, actor: Actor, rows: Any, path: str) -> Any:
        """The rows of the inspection that the address names, of all where it names none."""
        text = request.query_params.get("inspection")
        if text is None:
            return rows
        if not (text.isascii() and text.isdigit() and 0 < len(text) <= 10):
            raise exceptions.ParseError("“inspection” is the number of an inspection.")
        if not Inspection.objects.visible_to(actor).filter(pk=int(text)).exists():
            raise exceptions.NotFound("There is no such inspection.")
        return rows.filter(**{path: int(text)})


class Publications(OfAnInspection):
    """What inspections published."""

    columns = exporting.PUBLICATIONS

    def found(self, request: Request, actor: Actor) -> Found:
        rows = Publication.objects.visible_to(actor).select_related("inspection", "framework").order_by("pk")
        return Found(self.of_inspection(request, actor, rows, "inspection"), exporting.publication_values)


class Gradings(OfAnInspection):
    """HMICFRS's judgments of areas."""

    columns = exporting.GRADINGS

    def found(self, request: Request, actor: Actor) -> Found:
        rows = Grading.objects.visible_to(actor).select_related("publication__inspection", "area__framework", "grade")
        rows = self.of_inspection(request, actor, rows, "publication__inspection")
        return Found(rows.order_by("publication", "area__position", "pk"), exporting.grading_values)


class Causes(OfAnInspection):
    """Causes of concern."""

    columns = exporting.CAUSES

    def found(self, request: Request, actor: Actor) -> Found:
        rows = CauseOfConcern.objects.visible_to(actor).select_related("publication__inspection").order_by("pk")
        return Found(self.of_inspection(request, actor, rows, "publication__inspection"), exporting.cause_values)


inspections = address_of_table(
    Inspections,
    "Inspections",
    [
        OpenApiParameter("q", {"type": "string", "maxLength": 100}, description="Words of the title"),
        number("year", "A year in which something of it lies", 1900, 2200),
        choice("stage", Stage.values, "Stage", many=True),
        choice("kind", InspectionKind.values, "Kind", many=True),
        choice("our_part", OurPart.values, "Our part", many=True),
    ],
)
_OF_ONE = [number("inspection", "The number of an inspection, as in its page's address")]
publications = address_of_table(Publications, "Publications", _OF_ONE)
gradings = address_of_table(Gradings, "Gradings", _OF_ONE)
causes = address_of_table(Causes, "Causes", _OF_ONE)
