"""The parser where nothing else of ours is: `python -I .../parsing KIND` reads what comes in on standard input."""

import sys
from importlib import import_module
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])
parsing = import_module("parsing")
del sys.path[0]
parsing.main(sys.argv[1])
