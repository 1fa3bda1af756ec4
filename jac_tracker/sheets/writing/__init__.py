"""Tables as files: Excel, CSV and JSON, made row by row, where text is text whatever it looks like."""

from jac_tracker.sheets.writing.editable import AS_IT_WENT_OUT, MARK, OpenRow, write_editable_xlsx
from jac_tracker.sheets.writing.lines import csv_lines, json_lines
from jac_tracker.sheets.writing.table import Column, Of, Table, Value
from jac_tracker.sheets.writing.workbook import write_xlsx

__all__ = [
    "AS_IT_WENT_OUT",
    "MARK",
    "Column",
    "Of",
    "OpenRow",
    "Table",
    "Value",
    "csv_lines",
    "json_lines",
    "write_editable_xlsx",
    "write_xlsx",
]
