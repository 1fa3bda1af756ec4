"""manage.py load_reference: bring in the forces, inspectorates, frameworks and closure levels of the app."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from inspections import actions
from inspections.management.reference import reference_data
from inspections.models import Force, Framework, Inspectorate
from jac_tracker.accounts.actor import Actor
from jac_tracker.dates import london_day
from recommendations.actions import load_closure_levels
from recommendations.models import ClosureLevel


class Command(BaseCommand):
    help = (
        "Bring in the forces, inspectorates, frameworks and closure levels that come with the app. Safe to run again: "
        "what is there already stays as it is, a framework is never changed once it is in, and closure levels are only "
        "brought in where there is none."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        before = _sizes()
        by = Actor.system("load_reference", london_day(now))
        actions.load_reference(data=reference_data(), by=by, at=now)
        load_closure_levels(data=reference_data(), by=by, at=now)
        for name, size in _sizes().items():
            self.stdout.write(f"{name}: {size}, of which {size - before[name]} new")


def _sizes() -> dict[str, int]:
    models = {
        "Forces": Force,
        "Inspectorates": Inspectorate,
        "Frameworks": Framework,
        "Closure levels": ClosureLevel,
    }
    return {name: model._default_manager.count() for name, model in models.items()}
