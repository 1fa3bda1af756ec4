"""Settings. Everything that differs between machines is read from the environment; the defaults are the safe ones."""

from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF

from jac_tracker.env import BASE_DIR, env, kept_secret

DEBUG: bool = env.bool("DEBUG", default=False)
TESTING: bool = env.bool("TESTING", default=False)

# One button for each role on the sign-in page. A system check refuses it outside DEBUG and this machine.
DEMO_SIGN_IN: bool = env.bool("DEMO_SIGN_IN", default=False)

SECRET_KEY: str = env.str("SECRET_KEY", default="") or kept_secret(BASE_DIR / ".secret-key")
_OWN_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=_OWN_HOSTS if DEBUG or TESTING else [])

INSTALLED_APPS = [
    "jac_tracker.accounts",
    "inspections",
    "recommendations",
    "reports",
    "jac_tracker.apps.JacTrackerConfig",
    "allauth",
    "allauth.account",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",  # its widget templates, for the renderer of our own
    "django_filters",
    "simple_history",
    "csp",
]

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",  # first, so that no answer is without its policy
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "jac_tracker.middleware.ActorMiddleware",
    "jac_tracker.middleware.NoStore",
    "jac_tracker.middleware.WhoWaitedTooLong",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "jac_tracker.urls"
WSGI_APPLICATION = "jac_tracker.wsgi.application"
FORM_RENDERER = "jac_tracker.forms.Renderer"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "jac_tracker.context.page",
            ],
            "builtins": ["jac_tracker.templatetags.jac"],
        },
    }
]

# Data

DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}"),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Django's own defaults lose most concurrent writes to "database is locked". recursive_triggers lets the
    # append-only triggers see INSERT OR REPLACE.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;",
    }
    _test_file: str = env.str("TEST_DATABASE_FILE", default="")
    if _test_file:
        DATABASES["default"]["TEST"] = {"NAME": _test_file}
else:
    DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = (
        "-c statement_timeout=30000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000"
    )

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The sign-in rate limits have to be counted by every worker together.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
if TESTING:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "tests"}}

# Words and times

LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Europe/London"

# People

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "jac_tracker.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "jac_tracker.accounts.forms.SignInForm",
    "change_password": "jac_tracker.accounts.forms.ChangePasswordForm",
}
if TESTING:
    ACCOUNT_RATE_LIMITS = False
SESSION_COOKIE_AGE = 60 * 60 * 10  # one long shift
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
EMAIL_BACKEND = env.str("EMAIL_BACKEND", default="django.core.mail.backends.console.EmailBackend")

# Static files

STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [path for path in [BASE_DIR / "static" / "build"] if path.exists() or not DEBUG]
if not DEBUG and not TESTING:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
WHITENOISE_USE_FINDERS = DEBUG or TESTING
WHITENOISE_AUTOREFRESH = DEBUG

# What a browser may do with our pages

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE, SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],  # the preview of a section is asked for while its words are typed
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "jac_tracker.views.csrf_failure"
if not DEBUG and not TESTING:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=60 * 60 * 24 * 365)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
    if env.bool("BEHIND_PROXY", default=False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        ALLAUTH_TRUSTED_PROXY_COUNT = 1  # tries are counted by the address in front of it

# Files that people add, kept out of reach of the static ones and served by a page alone

FILES_ROOT = Path(env.str("FILES_ROOT", default=str(BASE_DIR / "media")))
LARGEST_FILE = 1024 * 1024 * env.int("LARGEST_FILE_MB", default=20)

# Bounds on what is sent to us: the longest honest form holds a few hundred thousand characters. Files are not counted
# in it; the first of the handlers bounds them, and their field says so.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 8000  # a report is looked through item by item on one page
FILE_UPLOAD_HANDLERS = [
    "jac_tracker.files.StopAtTheLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

SIMPLE_HISTORY_REVERT_DISABLED = True
# A reason has no longest length. A field given to HistoricalRecords would be one for all tables, and an update of the
# reason would go to the last of them.
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
SILENCED_SYSTEM_CHECKS = [
    "security.W021",  # preloading is the host's own choice, made for the whole domain
]

# The read-only API

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],  # each view reads a token, and asks for duties itself
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "JAC Tracker",
    "DESCRIPTION": "The register, read by programs with the rights of whoever made their token.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
