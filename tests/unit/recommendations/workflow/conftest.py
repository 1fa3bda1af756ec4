"""The world of the workflow's tests."""

import pytest

from tests.factories.inspections import make_reference
from tests.factories.people import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody who plays in the tests; the register they act on has been started."""
    make_reference()
    return make_cast()
