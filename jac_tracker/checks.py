"""What must hold before the app starts."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections

from jac_tracker.history import missing_triggers
from reports.paper.files import why_unusable

_THIS_MACHINE = {"localhost", "127.0.0.1", "[::1]", "testserver"}


@register(Tags.security)
def demo_sign_in_stays_on_this_machine(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """One-click sign-in is for the demonstration: DEBUG, and no host name but this machine's."""
    if settings.DEMO_SIGN_IN and not (settings.DEBUG and set(settings.ALLOWED_HOSTS) <= _THIS_MACHINE):
        return [
            Error(
                "DEMO_SIGN_IN lets anyone sign in as anyone.",
                hint="Take DEMO_SIGN_IN away, or set DEBUG and leave ALLOWED_HOSTS to localhost and 127.0.0.1.",
                id="jac_tracker.E001",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def sqlite_is_for_trial(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """SQLite serves a trial and one process; a force's register belongs in PostgreSQL."""
    if not settings.DEBUG and settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return [
            Warning(
                "The register is kept in SQLite, which is meant for trial and one process.",
                hint="Set DATABASE_URL to a PostgreSQL database.",
                id="jac_tracker.W001",
            )
        ]
    return []


@register(Tags.files, deploy=True)
def files_have_a_place_of_their_own(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The files that people add need a folder that can be written to, and that is served to nobody."""
    root = Path(settings.FILES_ROOT).resolve()
    found: list[CheckMessage] = []
    there = next(folder for folder in (root, *root.parents) if folder.exists())  # the rest is made when it is needed
    if not (there.is_dir() and os.access(there, os.R_OK | os.W_OK | os.X_OK)):
        found.append(
            Error(
                f"Files cannot be kept in {root}: this user cannot write there.",
                hint="Let the user that runs the server write to the folder, or name another in FILES_ROOT.",
                id="jac_tracker.E002",
            )
        )
    served = [Path(folder).resolve() for folder in (settings.STATIC_ROOT, *settings.STATICFILES_DIRS)]
    if any(root == folder or root in folder.parents or folder in root.parents for folder in served):
        found.append(
            Error(
                f"Files in {root} could be served as static files, to anybody.",
                hint="Name a folder in FILES_ROOT that neither holds the static files nor lies among them.",
                id="jac_tracker.E003",
            )
        )
    return found


@register(Tags.database)
def history_is_append_only(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Every trigger that keeps history append-only must stand.

    A warning, so that migrate, which lays the triggers, may still run; `refuse_rewritable_history` stops the server.
    """
    return [
        Warning(
            f"{len(missing)} triggers are missing, {missing[0]} first: history could be rewritten.",
            hint="Run manage.py migrate, which lays the triggers again.",
            id="jac_tracker.W002",
        )
        for alias in databases or []
        if (missing := missing_triggers(connections[alias]))
    ]


@register(Tags.database)
def papers_can_be_written_into_the_template(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """The Word template that is in use, where there is one, must be the file that was added, and hold the paper."""
    if "default" not in (databases or []):
        return []
    try:
        fault = why_unusable()
    except DatabaseError:  # the tables are yet to come: migrate runs the checks first
        return []
    if not fault:
        return []
    return [
        Warning(
            f"No paper can be made in Word on the template in use. {fault}",
            hint="The committee secretary can put another template in use; web pages and PDFs are made all the same.",
            id="jac_tracker.W003",
        )
    ]


def refuse_rewritable_history() -> None:
    """Stop the start of the server while triggers are missing; raises ImproperlyConfigured."""
    for message in history_is_append_only(None, databases=["default"]):
        raise ImproperlyConfigured(f"{message.msg} {message.hint}")
