"""Who became whom: one-time codes, merging by proof with everything that belongs to it, and undoing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, select, update

from chat.store.contexts import merge_contexts
from chat.tables import conversations
from intake.all_tables import schema
from intake.codes import (
    CODE_LASTS,
    Person,
    Proof,
    code_hash,
    direction,
    merged_quantities,
    new_code,
    same_phone,
)
from intake.tables import identity_changes, link_codes
from people.store.customers import new_visitor
from people.tables import customers, identities
from shop.cart.tables import cart_lines, carts
from storage.database import Database, stamp

# These are moved by rules of their own, or are no property of a customer.
APART = {"contexts", "carts", "cart_lines", "identities", "conversations", "customers"}


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
        """A code that brings another channel to this conversation's customer."""
        code = new_code()
        with self.db.write() as tx:
            tx.execute(
                self.db.insert(link_codes).values(
                    code_hash=code_hash(code),
                    conversation_id=conversation,
                    made_at=stamp(now),
                    expires_at=stamp(now + CODE_LASTS),
                )
            )
        return code

    def offered(self, code: str, now: datetime) -> Offer | None:
        """Whom a code would link to; None if it is used, too old or was never there."""
        with self.db.read() as tx:
            row = _good_code(tx, code, now)
            return Offer(_person(tx, row.customer_id), row.channel) if row else None

    def redeem(self, code: str, conversation: str, now: datetime) -> Person | None:
        """Link this conversation with the code's; the customer who both are now. None: not possible."""
        with self.db.write() as tx:
            row = _good_code(tx, code, now)
            if row is None:
                return None
            tx.execute(
                update(link_codes).where(link_codes.c.code_hash == code_hash(code)).values(used_at=stamp(now))
            )
            return self._join(tx, conversation, row.customer_id, "code", now)

    def with_phone(self, phone: str, but: str) -> list[Person]:
        """Known customers with this phone; there may be several: a family, a shop's staff."""
        digits = "".join(c for c in phone if c.isdigit())[-10:]
        if len(digits) < 10:
            return []
        with self.db.read() as tx:
            rows = tx.execute(
                select(customers).where(
                    customers.c.phone.like(f"%{digits[-4:]}"),
                    customers.c.kind == "customer",
                    customers.c.merged_into == "",
                    customers.c.id != but,
                )
            ).all()
        return [Person(row.id, True, row.name) for row in rows if same_phone(row.phone, phone)]

    def join(self, conversation: str, customer: str, proof: Proof, now: datetime) -> Person | None:
        """Make this conversation this customer's, by a proof that was checked before."""
        with self.db.write() as tx:
            return self._join(tx, conversation, customer, proof, now)

    def _join(
        self, tx: Connection, conversation: str, customer: str, proof: Proof, now: datetime
    ) -> Person | None:
        row = tx.execute(select(conversations).where(conversations.c.id == conversation)).one()
        way = direction(_person(tx, row.customer_id), _person(tx, customer))
        if way is None:
            return _person(tx, customer) if row.customer_id == customer else None
        gone, stays = way
        moved = _move_all(self.db, tx, gone.id, stays.id)
        _identify(self.db, tx, stays.id, proof, now)
        tx.execute(update(customers).where(customers.c.id == gone.id).values(merged_into=stays.id))
        _record(self.db, tx, "merge", gone.id, stays.id, proof, moved, now)
        return stays

    def unlink(self, conversation: str, now: datetime, proof: Proof = "asked") -> str:
        """This chat is nobody's from now on; what belongs to the customer stays the customer's."""
        with self.db.write() as tx:
            row = tx.execute(select(conversations).where(conversations.c.id == conversation)).one()
            fresh = new_visitor(tx, row.locale, now)
            here = and_(identities.c.channel == row.channel, identities.c.address == row.address)
            tx.execute(delete(identities).where(here))
            tx.execute(
                update(conversations).where(conversations.c.id == conversation).values(customer_id=fresh)
            )
            moved = {"conversations": [[conversation]]}
            _record(self.db, tx, "unlink", row.customer_id, fresh, proof, moved, now)
        return fresh

    def changes(self, customer: str) -> list[dict[str, Any]]:
        """What was linked and unlinked, the newest first."""
        with self.db.read() as tx:
            rows = tx.execute(
                select(identity_changes)
                .where(
                    (identity_changes.c.from_customer == customer)
                    | (identity_changes.c.to_customer == customer)
                )
                .order_by(identity_changes.c.id.desc())
            )
            return [dict(row._mapping) for row in rows]

    def undo(self, change: int, now: datetime) -> bool:
        """Take one change back: what went along returns, unless it has gone elsewhere since."""
        with self.db.write() as tx:
            row = tx.execute(
                select(identity_changes).where(
                    identity_changes.c.id == change, identity_changes.c.undone_at == ""
                )
            ).first()
            if row is None:
                return False
            _move_back(self.db, tx, row.from_customer, row.to_customer, row.moved)
            if row.what == "unlink":
                _identify(self.db, tx, row.from_customer, "staff", now)
            tx.execute(update(customers).where(customers.c.id == row.from_customer).values(merged_into=""))
            tx.execute(
                update(identity_changes).where(identity_changes.c.id == change).values(undone_at=stamp(now))
            )
        return True


def _identify(db: Database, tx: Connection, customer: str, proof: Proof, now: datetime) -> None:
    """Every address that this customer writes from is known as theirs from now on."""
    for each in tx.execute(select(conversations).where(conversations.c.customer_id == customer)).all():
        tx.execute(
            db.insert(identities)
            .values(
                channel=each.channel,
                address=each.address,
                customer_id=customer,
                verified_by=proof,
                created_at=stamp(now),
            )
            .on_conflict_do_nothing()
        )


def _record(
    db: Database,
    tx: Connection,
    what: str,
    gone: str,
    stays: str,
    proof: Proof,
    moved: dict[str, Any],
    now: datetime,
) -> None:
    tx.execute(
        db.insert(identity_changes).values(
            at=stamp(now), what=what, from_customer=gone, to_customer=stays, proof=proof, moved=moved
        )
    )


def _good_code(tx: Connection, code: str, now: datetime) -> Any:
    return tx.execute(
        select(link_codes, conversations.c.customer_id, conversations.c.channel)
        .join(conversations, conversations.c.id == link_codes.c.conversation_id)
        .where(
            link_codes.c.code_hash == code_hash(code),
            link_codes.c.used_at == "",
            link_codes.c.expires_at > stamp(now),
        )
    ).first()


def _person(tx: Connection, customer: str) -> Person:
    row = tx.execute(select(customers).where(customers.c.id == customer)).one()
    return Person(row.id, row.kind == "customer", row.name)


def _owned() -> list[Table]:
    """Every table that belongs to a customer, whoever added it."""
    return [t for t in schema.sorted_tables if "customer_id" in t.c and t.name not in APART]


def _move_all(db: Database, tx: Connection, gone: str, stays: str) -> dict[str, Any]:
    moved: dict[str, Any] = {}
    for table in (conversations, identities, *_owned()):
        rows = _keys(tx, table, gone)
        # Both may have a list of the same name, say: each keeps its own.
        taken = _keys(tx, table, stays) if "customer_id" in table.primary_key.columns else []
        going = [key for key in rows if key not in taken]
        for key in going:
            _give(tx, table, key, gone, stays)
        if going:
            moved[table.name] = [list(key) for key in going]
    moved["cart"] = _merge_carts(db, tx, gone, stays)
    merge_contexts(tx, gone, stays)
    return moved


def _keys(tx: Connection, table: Table, customer: str) -> list[tuple[Any, ...]]:
    """The rest of the primary key of each row of this customer; () where there is one row a customer."""
    keys = [c for c in table.primary_key.columns if c.name != "customer_id"]
    rows = tx.execute(select(table.c.customer_id, *keys).where(table.c.customer_id == customer)).all()
    return [tuple(row)[1:] for row in rows]


def _give(tx: Connection, table: Table, key: tuple[Any, ...], gone: str, stays: str) -> None:
    keys = [c for c in table.primary_key.columns if c.name != "customer_id"]
    same = [column == value for column, value in zip(keys, key, strict=True)]
    tx.execute(update(table).where(table.c.customer_id == gone, *same).values(customer_id=stays))


def _merge_carts(db: Database, tx: Connection, gone: str, stays: str) -> dict[str, Any]:
    theirs = _cart(tx, gone)
    if not theirs:
        return {}
    mine = _cart(tx, stays)
    for sku, quantity in merged_quantities(_counts(mine), _counts(theirs)).items():
        line = {**(theirs.get(sku) or mine[sku]), "customer_id": stays, "quantity": quantity}
        tx.execute(
            db.insert(cart_lines)
            .values(**line)
            .on_conflict_do_update(index_elements=["customer_id", "sku"], set_={"quantity": quantity})
        )
    head = tx.execute(select(carts).where(carts.c.customer_id == gone)).first()
    if head:
        tx.execute(
            db.insert(carts)
            .values({**head._mapping, "customer_id": stays, "undo": None})
            .on_conflict_do_nothing()
        )
        tx.execute(
            update(carts).where(carts.c.customer_id == stays).values(version=carts.c.version + 1, undo=None)
        )
        tx.execute(
            update(carts).where(carts.c.customer_id == gone).values(version=carts.c.version + 1, undo=None)
        )
    tx.execute(delete(cart_lines).where(cart_lines.c.customer_id == gone))
    return {"theirs": theirs, "mine": mine}


def _cart(tx: Connection, customer: str) -> dict[str, dict[str, Any]]:
    rows = tx.execute(select(cart_lines).where(cart_lines.c.customer_id == customer)).all()
    return {row.sku: dict(row._mapping) for row in rows}


def _counts(lines: dict[str, dict[str, Any]]) -> dict[str, int]:
    return {sku: line["quantity"] for sku, line in lines.items()}


def _move_back(db: Database, tx: Connection, gone: str, stays: str, moved: dict[str, Any]) -> None:
    for name, keys in moved.items():
        if name != "cart":
            for key in keys:
                _give(tx, schema.tables[name], tuple(key), stays, gone)
    cart = moved.get("cart") or {}
    if not cart:
        return
    merged = merged_quantities(_counts(cart["mine"]), _counts(cart["theirs"]))
    now = _counts(_cart(tx, stays))
    for sku, line in cart["theirs"].items():
        tx.execute(db.insert(cart_lines).values(**line).on_conflict_do_nothing())
        here = and_(cart_lines.c.customer_id == stays, cart_lines.c.sku == sku)
        if now.get(sku) != merged[sku]:
            continue  # changed since: it is the customer's own wish now
        if sku in cart["mine"]:
            tx.execute(update(cart_lines).where(here).values(quantity=cart["mine"][sku]["quantity"]))
        else:
            tx.execute(delete(cart_lines).where(here))
    for who in (gone, stays):
        tx.execute(
            update(carts).where(carts.c.customer_id == who).values(version=carts.c.version + 1, undo=None)
        )
