"""The reference data that comes with the app."""

import json
from typing import Any

from jac_tracker.env import BASE_DIR

REFERENCE_FILE = BASE_DIR / "fixtures" / "reference.json"


def reference_data() -> dict[str, Any]:
    """Forces, inspectorates and frameworks, as `actions.load_reference` takes them."""
    data: dict[str, Any] = json.loads(REFERENCE_FILE.read_text(encoding="utf-8"))
    return data
