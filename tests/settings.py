"""The application's own settings, in a fresh home folder, with what only tests may do.

``NONGCOT_DATABASE_URL`` is honoured, so the same suite runs on SQLite and on PostgreSQL.
"""

import atexit
import os
import shutil
import tempfile

# Always a new folder, also when NONGCOT_HOME is set: a test must never touch somebody's data.
_home = tempfile.mkdtemp(prefix="nongcot-tests-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["NONGCOT_HOME"] = _home
for _name in (
    "SECRET_KEY",
    "CITIZEN_KEY",
    "ALLOWED_HOSTS",
    "TRUSTED_ORIGINS",
    "HTTPS",
    "DEBUG",
    "LANGUAGE",
    "WORKERS",
    "ADDRESS_HEADER",
    "EMAIL_URL",
):
    os.environ.pop(f"NONGCOT_{_name}", None)

from nongcot.config.settings import *  # noqa: E402, F403
from nongcot.config.settings import DATABASES, STORAGES  # noqa: E402

# Argon2id costs 50 ms a password on purpose; no test is about that cost.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Pages are tested by logins with every role; the tests about the second factor turn it on.
REQUIRE_SECOND_FACTOR = frozenset[str]()

# A question that cannot be prepared is a fault of ours: tests are to see it.
PREPARED_STRICTLY = True

# No manifest: pages find their static files without collectstatic.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True

# A task runs where it is enqueued; tests about the worker choose the database backend themselves.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# A pool keeps connections open, and PostgreSQL drops no database that has some.
if "pool" in DATABASES["default"].get("OPTIONS", {}):
    DATABASES["default"]["OPTIONS"] = {k: v for k, v in DATABASES["default"]["OPTIONS"].items() if k != "pool"}
