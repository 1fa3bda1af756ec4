"""The words of a paper: figures and facts in, blocks out. Every section kind has one composer."""

from reports.paper.compose.frame import Composed, ComposedSection, compose

__all__ = ["Composed", "ComposedSection", "compose"]
