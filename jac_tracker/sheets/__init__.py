"""Spreadsheets: read as they come in, written as they go out, and nothing of them run."""
