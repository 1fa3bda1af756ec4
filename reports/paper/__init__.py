"""The paper's pure end: blocks, the narrative parser, the structure check and the renderers.

Nothing here reads a model, a database or the clock.
"""
