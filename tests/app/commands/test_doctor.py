"""The doctor looks at a shop, and leaves nothing of it open."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from app.commands.doctor import CHECKS, examine
from app.settings import Settings
from storage.database import Database


def test_what_was_looked_at_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that is left open fails every test (tests/conftest.py)."""
    settings = Settings(data=tmp_path)
    made = Database(settings.database)
    made.migrate()
    made.close()
    on_database = tuple(c for c in CHECKS if c.__name__ in ("_database", "_orders", "_payments"))
    monkeypatch.setattr("app.commands.doctor.CHECKS", on_database)
    console = Console(width=200, file=io.StringIO(), record=True)
    assert not examine(settings, console)  # there is nothing to sell
    shown = console.export_text()
    for part in ("database schema", "database file", "orders", "payments online"):
        assert part in shown
