"""What a paper reads of the past is what the history says."""

import pytest

from jac_tracker.history import as_at, tracked_models
from reports.paper.gather.past import Past
from tests.factories.people import Cast
from tests.factories.small_register import IN_PERIOD, LATER, make_small_register

pytestmark = pytest.mark.django_db


def test_every_row_has_the_values_that_stood(cast: Cast) -> None:
    make_small_register(cast)

    for past in (Past(IN_PERIOD), Past(LATER), Past.of_a_paper(IN_PERIOD), Past.of_a_paper(LATER)):
        for model in tracked_models():
            names = [field.attname for field in model._meta.concrete_fields]
            stood = as_at(model, past.moment).order_by("id").values_list(*names)

            found = [tuple(getattr(row, name) for name in names) for row in past.rows(model).values()]

            assert found == list(stood), model
