"""The project's settings, with what it is measured against mounted beside it."""

from jac_tracker.settings import *  # noqa: F403
from jac_tracker.settings import BASE_DIR, INSTALLED_APPS, TEMPLATES

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin"]
ROOT_URLCONF = "tests.bench.urls"
TEMPLATES[0]["DIRS"].append(BASE_DIR / "tests" / "bench" / "templates")
SILENCED_SYSTEM_CHECKS = ["admin.E404", "admin.E406", "admin.E410"]
