"""The settings as they are outside tests and the demonstration, read by a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
READ = """
import json, django
from django.conf import settings
django.setup()
print(json.dumps({name: getattr(settings, name, None) for name in %r}, default=str))
"""
SAFE = {
    "DEBUG": False,
    "DEMO_SIGN_IN": False,
    "ALLOWED_HOSTS": ["register.force.example"],
    "SESSION_COOKIE_SECURE": True,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
    "CSRF_COOKIE_SECURE": True,
    "CSRF_COOKIE_HTTPONLY": True,
    "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 31536000,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_CONTENT_TYPE_NOSNIFF": True,
    "SECURE_REFERRER_POLICY": "same-origin",
    "X_FRAME_OPTIONS": "DENY",
    "ACCOUNT_RATE_LIMITS": None,
    "ALLAUTH_TRUSTED_PROXY_COUNT": None,
    "SECURE_PROXY_SSL_HEADER": None,
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}},
    "PASSWORD_HASHERS": [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        "django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher",
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.BCryptSHA256PasswordHasher",
        "django.contrib.auth.hashers.ScryptPasswordHasher",
    ],
}


def settings_with(**given: str) -> dict[str, Any]:
    """What the settings come to in the environment of a server."""
    machine = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    server = {
        "ALLOWED_HOSTS": "register.force.example",
        "SECRET_KEY": "x" * 60,
        "DATABASE_URL": "postgresql://nobody@localhost/nothing",
        "DEBUG": "0",
        "TESTING": "0",
        "DEMO_SIGN_IN": "0",
    }
    code = READ % list(SAFE)
    command = [sys.executable, "-c", code]
    environment = {**machine, **server, **given, "DJANGO_SETTINGS_MODULE": "jac_tracker.settings"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def test_a_servers_settings_are_the_safe_ones() -> None:
    assert settings_with() == SAFE


def test_behind_a_proxy_its_word_is_taken_for_https_and_for_who_asks() -> None:
    assert settings_with(BEHIND_PROXY="1") == SAFE | {
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
    }


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ({}, ""),
        ({"DATABASE_URL": "sqlite:///nowhere.sqlite3"}, "jac_tracker.W001"),
        ({"DEMO_SIGN_IN": "1"}, "jac_tracker.E001"),
        ({"SECRET_KEY": "short"}, "security.W009"),
        ({"ALLOWED_HOSTS": ""}, "security.W020"),
        ({"SECURE_SSL_REDIRECT": "0"}, "security.W008"),
    ],
)
def test_the_check_before_serving_complains_of_what_is_wrong_and_of_nothing_else(
    settings: dict[str, str], complaint: str
) -> None:
    machine = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    server = {
        "ALLOWED_HOSTS": "register.force.example",
        "SECRET_KEY": "".join(chr(33 + number) for number in range(80)),
        "DATABASE_URL": "postgresql://nobody@localhost/nothing",
        "DEBUG": "0",
        "TESTING": "0",
        "DEMO_SIGN_IN": "0",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=ROOT, env={**machine, **server, **settings}, capture_output=True, text=True)

    assert (done.returncode == 0) is not complaint
    assert complaint in done.stderr
