"""Reads and changes what a customer is called, and how they are reached and billed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from people.gstin import check_gstin
from people.store import customers as store
from storage.database import Database, Tx
from storage.once import once


@dataclass(frozen=True)
class Profile:
    """What is known of a customer beside orders and chats."""

    name: str = ""
    phone: str = ""
    email: str = ""
    gstin: str = ""
    address: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ChangeProfile:
    """What of it shall be another; the rest stays. A phone proves who somebody is: it is not changed here."""

    customer: str
    name: str = ""
    email: str = ""
    gstin: str = ""


class Profiles:
    """What is known of customers; each step is one transaction."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def of(self, customer: str) -> Profile:
        """Read what is known of this customer."""
        with self.db.read() as tx:
            return _profile(tx, customer)

    def change(self, asked: ChangeProfile, key: str) -> None:
        """Store it; WrongGstin where that number cannot be right."""
        if asked.gstin:
            check_gstin(asked.gstin)
        new = {"name": asked.name, "email": asked.email, "gstin": asked.gstin}
        said = {name: value for name, value in new.items() if value}
        once(self.db, key, lambda tx: store.set_facts(tx, asked.customer, said))


def _profile(tx: Tx, customer: str) -> Profile:
    facts = store.facts_of(tx, customer)
    known = {name: facts.get(name, "") for name in ("name", "phone", "email", "gstin")}
    return Profile(**known, address=store.address_of(tx, customer))
