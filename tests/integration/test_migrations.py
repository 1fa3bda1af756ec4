"""The migrations, with data in place, backwards to nothing and forwards again."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from jac_tracker.accounts.models import Holding
from jac_tracker.history import drift, missing_triggers
from tests.factories.inspections import make_publication, make_reference
from tests.factories.people import make_cast
from tests.factories.recommendations import make_recommendation
from tests.factories.reports import make_paper

pytestmark = pytest.mark.django_db(transaction=True)

OURS = ("accounts", "inspections", "recommendations", "reports")


def our_tables() -> set[str]:
    return {model._meta.db_table for label in OURS for model in apps.get_app_config(label).get_models()}


def fill() -> None:
    """Something in every app."""
    cast = make_cast()
    make_reference()
    make_recommendation(cast, make_publication())
    make_paper(cast)


def test_everything_can_be_taken_back_and_laid_anew_with_data_in_place() -> None:
    fill()

    try:
        call_command("migrate", "accounts", "zero", verbosity=0)
        left = our_tables() & set(connection.introspection.table_names())
    finally:
        call_command("migrate", verbosity=0)

    assert left == set()
    assert our_tables() <= set(connection.introspection.table_names())
    assert missing_triggers(connection) == []
    assert not Holding.objects.exists()
    fill()
    assert drift() == []


def test_no_change_to_a_model_is_without_its_migration() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("label", OURS)
def test_every_index_and_constraint_of_ours_has_a_name_of_its_own(label: str) -> None:
    names = [
        constraint.name for model in apps.get_app_config(label).get_models() for constraint in model._meta.constraints
    ]

    assert names != []
    assert all(names)
    assert len(names) == len(set(names))
    assert [name for name in names if len(name) > 63] == [], "PostgreSQL cuts a longer one off"
