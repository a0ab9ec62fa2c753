"""Django's settings: one file, fed by :mod:`nongcot.config.environment`."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from nongcot.config import mail
from nongcot.config.environment import read_environment

ENVIRONMENT = read_environment()
PACKAGE = Path(__file__).resolve().parent.parent
HOME = ENVIRONMENT.home

SECRET_KEY = ENVIRONMENT.key("secret")
CITIZEN_KEY = ENVIRONMENT.key("citizen")
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
CSRF_TRUSTED_ORIGINS = ENVIRONMENT.trusted_origins

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "nongcot.infra.accounts",
    "nongcot.infra.acting",
    "nongcot.infra.audit",
    "nongcot.infra.httpapi",
    "nongcot.infra.listfiles",
    "nongcot.infra.notices",
    "nongcot.infra.rulebook",
    "nongcot.infra.savedviews",
    "nongcot.infra.ui",
    "nongcot.people",
    "nongcot.duties",
    "nongcot.intake",
    "nongcot.staffing",
    "nongcot.insight",
    "ninja",  # only for the files of its documentation page
    "nongcot.config.start",
]

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",  # first, so that static files and redirects to https have it too
    "nongcot.config.headers.PermissionsPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "nongcot.infra.accounts.middleware.SessionEndMiddleware",
    "nongcot.infra.accounts.middleware.LanguageMiddleware",
    "nongcot.config.headers.NotKeptMiddleware",
    "nongcot.config.headers.RequestSizeMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "nongcot.people.middleware.GrantsMiddleware",
    "nongcot.infra.accounts.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "nongcot.infra.rulebook.middleware.RulebookMiddleware",
    "axes.middleware.AxesMiddleware",  # last: it answers for whatever was asked while the sign-in is locked
]

ROOT_URLCONF = "nongcot.config.urls"
WSGI_APPLICATION = "nongcot.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    }
]


def _database() -> dict[str, Any]:
    """SQLite inside the home folder unless a PostgreSQL server is named."""
    if ENVIRONMENT.database_url.startswith("postgres"):
        config: dict[str, Any] = dict(dj_database_url.parse(ENVIRONMENT.database_url))
        # Pages ask for fifty rows: compiling a statement takes longer than answering it, and a row found by its index
        # costs no more than the next one of the table where both lie in memory or on a disk without moving parts.
        planned = {"options": "-c jit=off -c random_page_cost=1.1"}
        config["OPTIONS"] = {**planned, **config.get("OPTIONS", {}), "pool": {"min_size": 1, "max_size": 8}}
        config["CONN_MAX_AGE"] = 0
        return config
    ENVIRONMENT.make_home()
    config = dict(dj_database_url.parse(ENVIRONMENT.database_url or f"sqlite:///{HOME / 'nongcot.sqlite3'}"))
    # WAL lets readers go on while one writes; IMMEDIATE takes the write lock at the start instead of failing midway.
    config["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-65536;",
    }
    return config


DATABASES = {"default": _database()}
# Whether a question that cannot be prepared (infra/prepared) is refused, or put together each time and logged.
PREPARED_STRICTLY = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "nongcot.infra.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "nongcot.infra.accounts.passwords.NotOwnName",
        "OPTIONS": {"user_attributes": ["username", "name", "email"]},
    },
]
PASSWORD_RESET_TIMEOUT = 48 * 3600
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "duties:inbox"
START_URL = "start:begin"
LOGOUT_REDIRECT_URL = "accounts:sign-in"
SESSION_ENGINE = "nongcot.infra.accounts.sessions"
SESSION_IDLE = timedelta(hours=ENVIRONMENT.session_idle_hours)
SESSION_LONGEST = timedelta(days=ENVIRONMENT.session_days)
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

# The second factor: allauth keeps and checks it, the pages and verbs are ours (infra/accounts).
REQUIRE_SECOND_FACTOR = frozenset(ENVIRONMENT.require_second_factor)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "nongcot.infra.accounts.factors.SealedAdapter"
MFA_TOTP_ISSUER = "Nòng Cốt"
MFA_TOTP_TOLERANCE = 1  # phones' clocks are off by half a minute
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # django-axes counts, in a table that all web processes share

# Sign-in limits. A name is locked for one address only: nobody can lock a colleague out from elsewhere.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "nongcot.infra.accounts.limits.locked_page"
AXES_CLIENT_IP_CALLABLE = "nongcot.infra.accounts.address.address_of"
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True  # infra.accounts keeps its own, with the second factor in it
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["password", "code", "credential"]
ADDRESS_HEADER = ENVIRONMENT.address_header

LANGUAGE_CODE = ENVIRONMENT.language
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["nongcot.config.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
UPLOAD_LIMIT = ENVIRONMENT.upload_limit_mb * 1024 * 1024
REQUEST_LIMIT = 4 * UPLOAD_LIMIT  # several workbooks at once

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "nongcot.infra.ui.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
if ENVIRONMENT.https:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000

# Links in e-mails and calendars are absolute.
SITE_URL = ENVIRONMENT.site_url or f"http{'s' if ENVIRONMENT.https else ''}://{(ALLOWED_HOSTS or ['localhost'])[0]}"

# E-mail: without a server nothing is sent, and pages do not offer it.
EMAIL_CONFIGURED = bool(ENVIRONMENT.email_url)
if EMAIL_CONFIGURED:
    _server = mail.read(ENVIRONMENT.email_url)
    EMAIL_HOST, EMAIL_PORT = _server.host, _server.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _server.user, _server.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = _server.tls, _server.ssl
    EMAIL_TIMEOUT = mail.TIMEOUT_SECONDS
    DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.email_from
else:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"without_secrets": {"()": "nongcot.config.logs.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["without_secrets"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
