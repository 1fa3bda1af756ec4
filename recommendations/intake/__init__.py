"""A list that comes in: which column is what, which day and word is meant, and what becomes of each row.

Nothing here writes. Only `gathering` reads the register; the rest is made of values.
"""
