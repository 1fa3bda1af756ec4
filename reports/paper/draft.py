"""A paper put together and not yet rendered."""

from dataclasses import dataclass

from reports.paper.blocks import Document
from reports.paper.compose import Composed
from reports.paper.data import PaperData
from reports.paper.faults import Fault
from reports.paper.measure import Figures


@dataclass(frozen=True)
class Draft:
    """A paper put together, with what it was made from, its figures, and what stands in its way."""

    data: PaperData
    figures: Figures
    composed: Composed

    @property
    def document(self) -> Document:
        return self.composed.document

    @property
    def faults(self) -> tuple[Fault, ...]:
        return self.composed.faults
