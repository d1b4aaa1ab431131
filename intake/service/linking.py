"""Makes one customer of who writes on several channels, by proof, with all that is theirs; and undoes it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from intake.codes import Person, Proof, direction, new_code, same_phone
from intake.store import linking as store
from intake.store.linking import Change
from intake.store.merging import move_all, move_back
from people.store.customers import new_visitor
from storage.database import Database, Tx


@dataclass(frozen=True)
class Offer:
    """What a code stands for, to be confirmed before anything happens."""

    person: Person
    channel: str


class Linking:
    """Links conversations on several channels to one customer."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def issue(self, conversation: str, now: datetime) -> str:
        """Make a code that brings another channel to this conversation's customer."""
        code = new_code()
        with self.db.write() as tx:
            store.add_link_code(tx, code, conversation, now)
        return code

    def offered(self, code: str, now: datetime) -> Offer | None:
        """Find whom a code would link to; None if it is used, too old or was never there."""
        with self.db.read() as tx:
            good = store.good_code(tx, code, now)
            return Offer(store.person_of(tx, good.customer), good.channel) if good else None

    def redeem(self, code: str, conversation: str, now: datetime) -> Person | None:
        """Link this conversation with the code's; the customer who both are now. None: not possible."""
        with self.db.write() as tx:
            good = store.good_code(tx, code, now)
            if good is None:
                return None
            store.use_code(tx, code, now)
            return _join(tx, conversation, good.customer, "code", now)

    def with_phone(self, phone: str, but: str) -> list[Person]:
        """Find known customers with this phone; there may be several: a family, a shop's staff."""
        digits = "".join(c for c in phone if c.isdigit())[-10:]
        if len(digits) < 10:
            return []
        with self.db.read() as tx:
            known = store.known_with_phone(tx, digits[-4:], but)
        return [person for person, theirs in known if same_phone(theirs, phone)]

    def join(self, conversation: str, customer: str, proof: Proof, now: datetime) -> Person | None:
        """Make this conversation this customer's, by a proof that was checked before."""
        with self.db.write() as tx:
            return _join(tx, conversation, customer, proof, now)

    def unlink(self, conversation: str, now: datetime, proof: Proof = "asked") -> str:
        """Make this chat nobody's from now on; what belongs to the customer stays the customer's."""
        with self.db.write() as tx:
            before = store.customer_of(tx, conversation)
            fresh = new_visitor(tx, store.locale_of(tx, conversation), now)
            store.give_conversation(tx, conversation, fresh)
            moved = {"conversations": [[conversation]]}
            store.add_change(tx, Change("unlink", before, fresh, moved), proof, now)
        return fresh

    def changes(self, customer: str) -> list[dict[str, Any]]:
        """List what was linked and unlinked, the newest first."""
        with self.db.read() as tx:
            return store.changes_of(tx, customer)

    def undo(self, change: int, now: datetime) -> bool:
        """Take one change back: what went along returns, unless it has gone elsewhere since."""
        with self.db.write() as tx:
            made = store.change_to_undo(tx, change)
            if made is None:
                return False
            move_back(tx, made.gone, made.stays, made.moved)
            if made.what == "unlink":
                store.identify(tx, made.gone, "staff", now)
            store.set_merged_into(tx, made.gone, "")
            store.set_undone(tx, change, now)
        return True


def _join(tx: Tx, conversation: str, customer: str, proof: Proof, now: datetime) -> Person | None:
    asks = store.customer_of(tx, conversation)
    way = direction(store.person_of(tx, asks), store.person_of(tx, customer))
    if way is None:
        return store.person_of(tx, customer) if asks == customer else None
    gone, stays = way
    moved = move_all(tx, gone.id, stays.id)
    store.identify(tx, stays.id, proof, now)
    store.set_merged_into(tx, gone.id, stays.id)
    store.add_change(tx, Change("merge", gone.id, stays.id, moved), proof, now)
    return stays
