"""SQL on who became whom: codes that link, the addresses that are known, and the record of each change."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, select, update

from chat.tables import conversations
from intake.codes import CODE_LASTS, Person, Proof, code_hash
from intake.tables import identity_changes, link_codes
from people.tables import customers, identities
from storage.database import insert_into, stamp


@dataclass(frozen=True)
class LinkCode:
    """A code that is good still: whose it is, and where it was asked for."""

    customer: str
    channel: str


@dataclass(frozen=True)
class Change:
    """A change of identity that can be taken back, with the keys of the rows that went along."""

    what: str
    gone: str
    stays: str
    moved: dict[str, Any]


def add_link_code(tx: Connection, code: str, conversation: str, now: datetime) -> None:
    """Save a code; it brings another channel to this conversation's customer."""
    tx.execute(
        insert(link_codes).values(
            code_hash=code_hash(code),
            conversation_id=conversation,
            made_at=stamp(now),
            expires_at=stamp(now + CODE_LASTS),
        )
    )


def good_code(tx: Connection, code: str, now: datetime) -> LinkCode | None:
    """Find a code; None if it is used, too old or was never there."""
    row = tx.execute(
        select(conversations.c.customer_id, conversations.c.channel)
        .join(link_codes, conversations.c.id == link_codes.c.conversation_id)
        .where(
            link_codes.c.code_hash == code_hash(code),
            link_codes.c.used_at == "",
            link_codes.c.expires_at > stamp(now),
        )
    ).first()
    return LinkCode(row.customer_id, row.channel) if row else None


def use_code(tx: Connection, code: str, now: datetime) -> None:
    """Let a code be good no more."""
    tx.execute(update(link_codes).where(link_codes.c.code_hash == code_hash(code)).values(used_at=stamp(now)))


def person_of(tx: Connection, customer: str) -> Person:
    """Read a customer as linking sees one."""
    row = tx.execute(select(customers).where(customers.c.id == customer)).one()
    return Person(row.id, row.kind == "customer", row.name)


def known_with_phone(tx: Connection, ending: str, but: str) -> list[tuple[Person, str]]:
    """Find known customers whose phones end so, each with the whole phone."""
    rows = tx.execute(
        select(customers).where(
            customers.c.phone.like(f"%{ending}"),
            customers.c.kind == "customer",
            customers.c.merged_into == "",
            customers.c.id != but,
        )
    ).all()
    return [(Person(row.id, True, row.name), row.phone) for row in rows]


def customer_of(tx: Connection, conversation: str) -> str:
    """Read whose this conversation is."""
    whose = select(conversations.c.customer_id).where(conversations.c.id == conversation)
    return str(tx.execute(whose).scalar_one())


def locale_of(tx: Connection, conversation: str) -> str:
    """Read the language of this conversation."""
    locale = select(conversations.c.locale).where(conversations.c.id == conversation)
    return str(tx.execute(locale).scalar_one())


def give_conversation(tx: Connection, conversation: str, customer: str) -> None:
    """Make this conversation this customer's, and let its address prove nobody any more."""
    row = tx.execute(select(conversations).where(conversations.c.id == conversation)).one()
    here = and_(identities.c.channel == row.channel, identities.c.address == row.address)
    tx.execute(delete(identities).where(here))
    tx.execute(update(conversations).where(conversations.c.id == conversation).values(customer_id=customer))


def identify(tx: Connection, customer: str, proof: Proof, now: datetime) -> None:
    """Save every address that this customer writes from as theirs."""
    for each in tx.execute(select(conversations).where(conversations.c.customer_id == customer)).all():
        tx.execute(
            insert_into(tx, identities)
            .values(
                channel=each.channel,
                address=each.address,
                customer_id=customer,
                verified_by=proof,
                created_at=stamp(now),
            )
            .on_conflict_do_nothing()
        )


def set_merged_into(tx: Connection, gone: str, stays: str) -> None:
    """Save who this customer became; "" for nobody."""
    tx.execute(update(customers).where(customers.c.id == gone).values(merged_into=stays))


def add_change(tx: Connection, change: Change, proof: Proof, now: datetime) -> None:
    """Save a change, so that it can be taken back."""
    tx.execute(
        insert(identity_changes).values(
            at=stamp(now),
            what=change.what,
            from_customer=change.gone,
            to_customer=change.stays,
            proof=proof,
            moved=change.moved,
        )
    )


def changes_of(tx: Connection, customer: str) -> list[dict[str, Any]]:
    """List what was linked and unlinked, the newest first."""
    mine = (identity_changes.c.from_customer == customer) | (identity_changes.c.to_customer == customer)
    rows = tx.execute(select(identity_changes).where(mine).order_by(identity_changes.c.id.desc()))
    return [dict(row._mapping) for row in rows]


def change_to_undo(tx: Connection, change: int) -> Change | None:
    """Find a change that was not taken back yet."""
    row = tx.execute(
        select(identity_changes).where(identity_changes.c.id == change, identity_changes.c.undone_at == "")
    ).first()
    return Change(row.what, row.from_customer, row.to_customer, row.moved) if row else None


def set_undone(tx: Connection, change: int, now: datetime) -> None:
    """Save that a change was taken back."""
    tx.execute(update(identity_changes).where(identity_changes.c.id == change).values(undone_at=stamp(now)))
