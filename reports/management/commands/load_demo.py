"""manage.py load_demo: fill an empty register with the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from jac_tracker.accounts.models import User
from jac_tracker.env import BASE_DIR
from jac_tracker.history import tracked_models
from reports.management.replay import WrongAct, acts_of, replay

FIXTURES = BASE_DIR / "fixtures"


class Command(BaseCommand):
    help = (
        "Fills an empty register with the demonstration: what three published committee papers of West Midlands "
        "Police report, held by made-up people, and later entries plainly named as demonstration."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing where the register holds anything")

    def handle(self, *args: Any, if_empty: bool = False, **options: Any) -> None:
        if _holds_anything():
            if if_empty:
                return
            raise CommandError(
                "The register is not empty, and the demonstration is only loaded into an empty one. "
                "Name another database in DATABASE_URL, or leave it as it is."
            )
        try:
            count = replay(acts_of(FIXTURES / "demo.json"), command="load_demo", fixtures=FIXTURES)
        except WrongAct as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        if options["verbosity"]:
            self.stdout.write(f"The demonstration is loaded: {count} act{'' if count == 1 else 's'}.")


def _holds_anything() -> bool:
    return User.objects.exists() or any(model._default_manager.exists() for model in tracked_models())
