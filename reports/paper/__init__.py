"""The paper, from the register to a file.

`gather` asks the database, once, and gives `data`; `measure` does the arithmetic; `compose` finds the words and gives
blocks; `render` draws them. `build` runs the first three. Nothing here asks the clock, and from `data` on nothing knows
a model.
"""
