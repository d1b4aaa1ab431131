"""Small facts of the installation itself, by name: the demo was seeded, and from what."""

from typing import Any

from sqlalchemy import select

from storage.database import Database
from storage.tables import facts


class Facts:
    """Facts that outlive a process."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def get(self, key: str) -> Any:
        """What is known under this name; None if nothing is."""
        with self.db.read() as tx:
            return tx.execute(select(facts.c.value).where(facts.c.key == key)).scalar()

    def put(self, key: str, value: Any) -> None:
        """Know this from now on."""
        statement = self.db.insert(facts).values(key=key, value=value)
        with self.db.write() as tx:
            tx.execute(
                statement.on_conflict_do_update(
                    index_elements=["key"], set_={"value": statement.excluded.value}
                )
            )
