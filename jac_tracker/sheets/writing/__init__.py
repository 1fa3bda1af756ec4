"""Tables as files: Excel, CSV and JSON, made row by row, where text is text whatever it looks like."""

from jac_tracker.sheets.writing.lines import csv_lines, json_lines
from jac_tracker.sheets.writing.table import Column, Of, Table, Value
from jac_tracker.sheets.writing.workbook import write_xlsx

__all__ = ["Column", "Of", "Table", "Value", "csv_lines", "json_lines", "write_xlsx"]
