"""`dukan report recommendations` on a store in which something happened."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.commands.report import reports
from app.settings import load
from insight.recommending.event import Event
from insight.recommending.experiments import BASKET
from insight.recommending.service import RecommendationRecords
from shop.history.past import PastLine
from shop.history.service import RecordWrites
from shop.money import Money
from storage.database import Database
from tests.fresh import ready
from tests.insight.stocked import stock


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder whose shop has twelve customers, each shown a product; every second bought it."""
    monkeypatch.delenv("DUKAN_DATABASE", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    db = Database(load(data=tmp_path).database)
    ready(db)
    stock(db)
    shown = datetime.now(UTC) - timedelta(days=3)
    event = Event("", "impression", "P001", "", shown, "basket", BASKET.name, "", "due", 12)
    RecommendationRecords(db).record(
        replace(event, customer=f"C{n:03}", ref=f"turn-{n}", arm="control" if n % 4 < 2 else "learned")
        for n in range(12)
    )
    RecordWrites(db).orders(
        [
            PastLine(f"n{n}", f"C{n:03}", shown + timedelta(hours=n + 1), "P001", 5, Money(1000), "pending")
            for n in range(0, 12, 2)
        ]
    )
    db.close()
    return tmp_path


def test_it_prints_reasons_and_arms_with_intervals_and_draws(data: Path, tmp_path: Path) -> None:
    drawn = tmp_path / "uplift.png"
    done = CliRunner().invoke(reports, ["recommendations", "--data", str(data), "--plot", str(drawn)])
    assert done.exit_code == 0, done.output
    row = next(line for line in done.output.splitlines() if "due" in line)
    assert [cell.strip() for cell in row.split("│")[1:-1]] == [
        "basket",
        "due",
        "12",
        "0",
        "0",
        "6",
        "0",
        "50.0%",
    ]
    assert "control: 6, learned: 6" in done.output
    assert "no difference found" in done.output
    assert drawn.read_bytes().startswith(b"\x89PNG")


def test_nothing_shown_is_said_so(tmp_path: Path) -> None:
    db = Database(load(data=tmp_path).database)
    ready(db)
    db.close()
    done = CliRunner().invoke(reports, ["recommendations", "--data", str(tmp_path)])
    assert done.exit_code == 0
    assert "Nothing was suggested" in done.output
