"""Spreadsheets: read as they come in, written as they go out, and nothing of them run."""

from jac_tracker.sheets.reading import read_workbook
from jac_tracker.sheets.values import (
    Cell,
    CellFault,
    NotASheet,
    Row,
    Sheet,
    Workbook,
    cell_name,
    column_name,
)

__all__ = ["Cell", "CellFault", "NotASheet", "Row", "Sheet", "Workbook", "cell_name", "column_name", "read_workbook"]
