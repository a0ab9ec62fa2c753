"""``nongcot backup`` and ``nongcot restore``: one file with everything an installation cannot make again.

    manifest.json         what the file is, from which version, counts of rows, the size and SHA-256 of every part
    database.sqlite3      a consistent copy of the embedded database, or
    database.pgdump       pg_dump's custom format
    files/...             the uploaded files, sealed as they are stored
    citizen.key           only where it was asked for

A backup is restored into the kind of database it came from: each kind's own tools copy it exactly, with its triggers
and sequences, while others read and write. What can be made again (static files, sessions' signatures) is left out.
"""

from nongcot.config.backup.making import run_backup
from nongcot.config.backup.restoring import run_restore

__all__ = ["run_backup", "run_restore"]
