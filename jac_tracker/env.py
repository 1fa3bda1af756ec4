"""Settings from the environment, with types."""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env", overwrite=False)


def kept_secret(path: Path) -> str:
    """The secret in a file that only its owner may read, made when it is first asked for.

    So that a command works without any setting, and a restart signs nobody out. Raises ImproperlyConfigured where the
    file can neither be read nor made.
    """
    try:
        try:
            with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
                file.write(get_random_secret_key())
        except FileExistsError:
            pass
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise ImproperlyConfigured(f"Set SECRET_KEY in the environment or in .env: {path.name}: {error}.") from error
