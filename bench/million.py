"""What a long history costs each turn: `python -m bench.million [--messages N] [--database URL]`.

Fills a new database, measures what runs for every message, every few seconds, at the start and for an
admin's page, then takes the indexes away that were made for it, puts back the one that was there before,
and measures the same again. Prints one JSON object: milliseconds, the median of some rounds, what no busy
machine changes, SQLite's steps (`--database`: the rows that PostgreSQL read) of one round, and by how many
megabytes the process grows in turns at once.

`--fill URL` puts the same history into the database of a shop that is set up, for `bench.turns` to talk
to it, and measures nothing.
"""

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

from chat.message import Inbound
from chat.reply import text as said
from chat.service.health import health
from chat.service.inbox import Turns
from chat.service.outbox import Outbox
from chat.tables import conversations, messages
from desk.service.handover import Desk
from desk.service.rules import DeskRules
from people.tables import customers
from shop.sellers.service.questions import Questions
from storage.database import Database, stamp

EACH = 50  # messages of a conversation
ROUNDS = 15
TURNS, AT_ONCE = 80, 8  # of which memory is measured
EVERY = 10  # steps of SQLite between two counts
NEW = (
    "ix_messages_status", "ix_messages_created_at", "ix_conversations_state", "ix_conversations_leased"
)  # fmt: skip
BEFORE = (
    "CREATE INDEX ix_messages_open ON messages (status, conversation_id, id) "
    "WHERE status IN ('new', 'pending')"
)
START = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--database", help="an empty PostgreSQL database, instead of SQLite in a new folder")
    parser.add_argument("--fill", help="the database of a shop that is set up")
    given = parser.parse_args()
    if given.fill:
        with closing(Database(given.fill)) as db:
            fill(db, given.messages)
        return
    with tempfile.TemporaryDirectory() as folder:
        db = Database(given.database or f"sqlite:///{Path(folder) / 'bench.db'}")
        db.migrate()
        fill(db, given.messages)
        now = measured(db)
        with db.write() as tx:
            for name in NEW:
                tx.exec_driver_sql(f"DROP INDEX {name}")
            tx.exec_driver_sql(BEFORE)
        settle(db)
        before = measured(db)
        db.close()
    print(json.dumps({"messages": given.messages, "before": before, "now": now}))


def fill(db: Database, many: int) -> None:
    """Conversations that were answered, and all of it sent."""
    with db.write() as tx:
        for n in range(many // EACH):
            at = stamp(START + timedelta(minutes=n))
            tx.execute(customers.insert().values(id=f"v{n}", kind="visitor", created_at=at))
            tx.execute(
                conversations.insert().values(
                    id=f"w_{n}", customer_id=f"v{n}", channel="web", address=f"w_{n}", state="bot",
                    dialogue={}, created_at=at, last_at=at,
                )
            )  # fmt: skip
    rows = _rows(many)
    while part := list(islice(rows, 20_000)):
        with db.write() as tx:
            tx.execute(messages.insert(), part)
    settle(db)


def _rows(many: int) -> Iterator[dict[str, Any]]:
    words = "do you have basmati rice in bags of 25 kg, and what does it cost for ten of them?"
    for n in range(many):
        comes = n % 2 == 0
        yield {
            "conversation_id": f"w_{n // EACH}",
            "public_id": f"m{n}",
            "direction": "in" if comes else "out",
            "sender": "customer" if comes else "bot",
            "kind": "text",
            "text": words,
            "payload": {"id": f"m{n}", "text": words, "kind": "text", "options": []},
            "status": "done" if comes else "sent",
            "channel": "web",
            "channel_message_id": f"w_{n // EACH}:{n}" if comes else None,
            "created_at": stamp(START + timedelta(seconds=n)),
        }


def settle(db: Database) -> None:
    """What a server does by itself from time to time."""
    if not db.is_sqlite:
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")


def measured(db: Database) -> dict[str, Any]:
    """Each of what is to be quick, and what memory turns at once leave behind."""
    run = works(db)
    found: dict[str, Any] = {name: {"ms": _median(work), **_read(db, work)} for name, work in run.items()}
    return found | {"grown_mb": _grown(db, run["turn"])}


def works(db: Database) -> dict[str, Callable[[], object]]:
    """What is measured, by its name."""
    store, outbox = Turns(db), Outbox(db)
    rules = DeskRules(db, Desk(db, store), Questions(db, store))
    turns = count()

    def turn() -> None:
        """All that the store does for one message; the delivery looks as often as a message makes it look."""
        at = f"w_{next(turns) * 37}"
        accepted = store.accept(Inbound("web", at, f"{time.time_ns()}", datetime.now(UTC), "hello"))
        waiting = store.next_waiting(accepted.conversation)
        if waiting is None:
            raise SystemExit("the message that was just taken in does not wait")
        store.meant(accepted.conversation, waiting)
        store.finish(accepted.conversation, waiting.message, [said("Good day")], {"slots": {}})
        for parcel in outbox.claim(datetime.now(UTC)):
            outbox.sent([(out.message, "") for out in parcel.outgoing])
        outbox.claim(datetime.now(UTC))

    def start() -> None:
        store.free_leases()
        outbox.release_claims()

    return {
        "turn": turn,
        "claim": lambda: outbox.claim(datetime.now(UTC)),
        "sweep": store.unanswered,
        "desk_rules": lambda: rules.run(datetime.now(UTC)),
        "start": start,
        "channels_page": lambda: health(db, ["web"], datetime.now(UTC)),
    }


def _median(work: Callable[[], object]) -> float:
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    return round(statistics.median(took), 2)


def _read(db: Database, work: Callable[[], object]) -> dict[str, float]:
    """How much one round reads."""
    if db.is_sqlite:
        steps = count()
        db.engine.dispose()
        with db.engine.connect() as connection:  # the one that the pool then gives out
            driver: Any = connection.connection.driver_connection
            driver.set_progress_handler(lambda: next(steps) < 0, EVERY)
        work()
        db.engine.dispose()  # which forgets the counting
        return {"steps": next(steps) * EVERY}
    before = _rows_read(db)
    work()
    return {"rows": _rows_read(db) - before}


def _grown(db: Database, turn: Callable[[], object]) -> float:
    """Resident megabytes that this process grows by in turns at once, each thread with its connection."""
    db.engine.dispose()
    before = _resident()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda _: turn(), range(TURNS)))
    return round(_resident() - before, 1)


def _resident() -> float:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _rows_read(db: Database) -> int:
    """By every connection that ended so far: they tell of it at their end."""
    db.engine.dispose()
    time.sleep(1)
    total = "SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) FROM pg_stat_user_tables"
    with db.read() as tx:
        return int(tx.exec_driver_sql(total).scalar_one())


if __name__ == "__main__":
    main()
