"""Fixtures for the tests of inspections."""

import pytest

from inspections.models import Inspection, Publication
from jac_tracker.accounts.actor import Actor
from tests.conftest import TODAY
from tests.factories.inspections import Reference, make_inspection, make_publication, make_reference
from tests.factories.people import Cast


@pytest.fixture
def reference(db: None) -> Reference:
    """Forces, inspectorates, two frameworks, and the register of Midshire Police."""
    return make_reference()


@pytest.fixture
def inspection(reference: Reference) -> Inspection:
    """A national thematic inspection of ours."""
    return make_inspection()


@pytest.fixture
def publication(inspection: Inspection, reference: Reference) -> Publication:
    """Its report, published on 7 January 2022 and graded under PEEL 2021/22."""
    return make_publication(inspection, framework=reference.peel)


@pytest.fixture
def liaison(cast: Cast) -> Actor:
    """The liaison officer today."""
    return cast.liaison.actor(TODAY)


@pytest.fixture
def administrator(cast: Cast) -> Actor:
    """The administrator today."""
    return cast.administrator.actor(TODAY)
