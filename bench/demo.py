"""`python -m bench.demo`: how long the demo marketplace takes to make, write, export and import."""

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

from connectors.files.exporting import export_file
from connectors.files.importing import import_file
from demo.seeding import write_world
from demo.world import make_world
from storage.database import Database

T = TypeVar("T")


def main() -> None:
    """Measure each step once, in a database that is thrown away."""
    parser = argparse.ArgumentParser(prog="python -m bench.demo", description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--end", type=date.fromisoformat, default=date(2026, 3, 31))
    given = parser.parse_args()
    figures: dict[str, float | int] = {}

    def timed(name: str, work: Callable[[], T]) -> T:
        wall, cpu = time.perf_counter(), time.process_time()
        done = work()
        figures[f"{name}_s"] = round(time.perf_counter() - wall, 2)
        figures[f"{name}_cpu_s"] = round(time.process_time() - cpu, 2)
        return done

    world = timed("make", lambda: make_world(given.seed, given.end))
    figures |= {"products": len(world.products), "customers": len(world.customers)}
    figures |= {"order_lines": len(world.orders), "reviews": len(world.reviews)}
    with tempfile.TemporaryDirectory() as folder:
        db = Database(f"sqlite:///{folder}/demo.db")
        db.migrate()
        timed("write", lambda: write_world(db, world, lambda _what, _done, _of: None))
        timed("write_again", lambda: write_world(db, world, lambda _what, _done, _of: None))
        for kind in ("products", "orders"):
            file = Path(folder) / f"{kind}.csv.gz"
            timed(f"export_{kind}", lambda kind=kind, file=file: export_file(db, kind, file))  # type: ignore[misc]  # bound now
            timed(
                f"import_{kind}",
                lambda kind=kind, file=file: import_file(  # type: ignore[misc]  # bound now
                    db, kind, file, datetime.now(UTC), lambda _done, _of: None
                ),
            )
        db.close()
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
