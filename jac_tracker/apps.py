from typing import Any

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db.models.signals import post_migrate, pre_migrate


class JacTrackerConfig(AppConfig):
    """The project's own code that is no app of its own: checks, triggers, commands, template tags."""

    name = "jac_tracker"

    def ready(self) -> None:
        from jac_tracker import checks, history

        assert checks
        # SQLite drops triggers whenever a migration rebuilds their table, so they are laid again after every migrate:
        # once, on behalf of the last app, because the signal comes for every app when all of them are done.
        pre_migrate.connect(
            history.forbid_everything_before_migrate,
            sender=apps.get_app_config("reports"),
            dispatch_uid="append-only triggers without exception",
        )
        post_migrate.connect(
            history.install_triggers_after_migrate,
            sender=apps.get_app_config("reports"),
            dispatch_uid="append-only triggers",
        )
        post_migrate.connect(make_cache_table, sender=apps.get_app_config("reports"), dispatch_uid="cache table")


def make_cache_table(sender: Any, using: str, **kwargs: Any) -> None:
    """Receiver of post_migrate. Without the table that counts tries, nobody could sign in."""
    call_command("createcachetable", database=using, verbosity=0)
