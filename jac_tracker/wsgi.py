"""The door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jac_tracker.settings")
application = get_wsgi_application()

from jac_tracker.checks import refuse_rewritable_history  # noqa: E402  (needs the apps that the line above loads)

refuse_rewritable_history()
