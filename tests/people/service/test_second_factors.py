"""Second factors are sealed where they are stored, also those of earlier versions."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert, select

from people.authenticator import STEP, code_at
from people.service.second_factors import SecondFactors
from people.service.staff import Staff
from people.tables import second_factors
from storage.database import Database
from storage.sealed import sealed, unsealed

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
PLAIN = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def member(db: Database) -> str:
    Staff(db).add("asha@shop.example", "Asha", "agent", "hash", NOW)
    found = Staff(db).by_email("asha@shop.example")
    assert found is not None
    return found.id


def stored(db: Database) -> str:
    with db.read() as tx:
        return str(tx.execute(select(second_factors.c.secret)).scalar_one())


def test_a_new_secret_is_stored_sealed_and_its_codes_are_good(db: Database) -> None:
    factors, asha = SecondFactors(db, "the key"), member(db)
    secret = factors.begin(asha)
    assert secret not in stored(db)
    code = code_at(secret, int(NOW.timestamp()) // STEP)
    assert factors.confirm(asha, code, NOW)
    assert not SecondFactors(db, "another key").lets_in(asha, code, NOW)


def test_what_earlier_versions_stored_is_sealed_in_place_and_goes_on_being_good(db: Database) -> None:
    asha = member(db)
    with db.write() as tx:
        tx.execute(insert(second_factors).values(staff_id=asha, secret=PLAIN, confirmed=True))
    factors = SecondFactors(db, "the key")
    factors.seal_plain()
    once = stored(db)
    factors.seal_plain()
    assert stored(db) == once and PLAIN not in once
    assert factors.lets_in(asha, code_at(PLAIN, int(NOW.timestamp()) // STEP), NOW)


def test_the_file_of_the_database_keeps_no_trace_of_it(tmp_path: Path) -> None:
    file = tmp_path / "test.db"
    db = Database(f"sqlite:///{file}")
    db.migrate()
    asha = member(db)
    with db.write() as tx:
        tx.execute(insert(second_factors).values(staff_id=asha, secret=PLAIN, confirmed=True))
    SecondFactors(db, "the key").seal_plain()
    db.close()
    assert PLAIN.encode() not in file.read_bytes()


def test_a_seal_is_for_one_owner_and_shows_every_change() -> None:
    seal = sealed("key", "asha", PLAIN)
    assert unsealed("key", "asha", seal) == PLAIN
    assert seal != sealed("key", "asha", PLAIN)
    assert unsealed("key", "ravi", seal) == ""
    assert unsealed("key", "asha", seal[:-4] + "AAA=") == ""
    assert unsealed("key", "asha", PLAIN) == ""
