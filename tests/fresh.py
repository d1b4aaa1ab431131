"""A database that is ready for a test: migrated once in a run, and copied from then on.

Twenty-five migrations take a third of a second on SQLite and most of one on PostgreSQL; a copy takes a
twentieth.
"""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from storage.database import Database


@cache
def _migrated() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="dukan-migrated-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "migrated.db"
    made = Database(f"sqlite:///{file}")
    made.migrate()
    made.close()
    return file


def ready(db: Database) -> None:
    """Give a database its tables: a copy where SQLite has no file yet, by its migrations elsewhere."""
    file = Path(str(db.url.database))
    if not db.is_sqlite or file.exists():
        db.migrate()
    else:
        shutil.copyfile(_migrated(), file)
