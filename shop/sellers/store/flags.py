"""Reads and writes what was flagged for an admin, and what an admin decided of a seller."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select, update

from people.tables import customers, staff
from shop.catalogue.tables import products, sellers
from shop.sellers.tables import flags, questions
from storage.database import Database, Tx, stamp
from storage.tables import facts

CONTACT = "relay.contact_allowed"


@dataclass(frozen=True)
class Flag:
    """Words that an admin should look at, and what they belong to."""

    kinds: tuple[str, ...]  # contact, link, abuse, off_platform
    text: str
    seller: str  # who wrote them, and is warned; "" for a buyer
    question: str | None = None
    order: str = ""
    quote: str = ""


def insert_flag(tx: Tx, flag: Flag, now: datetime) -> None:
    """Store a flag; one message is one thing to look at, whatever it has in it."""
    tx.execute(
        flags.insert().values(
            kind=",".join(flag.kinds),
            text=flag.text,
            at=stamp(now),
            question_id=flag.question,
            order_id=flag.order,
            quote_id=flag.quote,
            seller_id=flag.seller,
        )
    )


def open_flags(tx: Tx, limit: int = 100) -> list[dict[str, Any]]:
    """Read what an admin has to look at, the newest first."""
    rows = tx.execute(
        select(flags, sellers.c.name.label("seller"))
        .outerjoin(sellers, sellers.c.id == flags.c.seller_id)
        .where(flags.c.outcome == "")
        .order_by(flags.c.id.desc())
        .limit(limit)
    ).all()
    return [dict(row._mapping) for row in rows]


def settle_flag(tx: Tx, flag: int, outcome: str, by: str) -> tuple[str, str | None] | None:
    """Store what was decided; the flag's seller and question, None where it was settled before."""
    row = tx.execute(
        update(flags)
        .where(flags.c.id == flag, flags.c.outcome == "")
        .values(outcome=outcome, settled_by=by)
        .returning(flags.c.seller_id, flags.c.question_id)
    ).first()
    return (row.seller_id, row.question_id) if row else None


def asked_in(tx: Tx, question: str | None) -> str:
    """Read where a question was asked; "" where who asked is erased."""
    found = tx.execute(
        select(questions.c.conversation_id)
        .join(customers, customers.c.id == questions.c.customer_id)
        .where(questions.c.id == question, customers.c.kind != "erased")
    ).scalar()
    return str(found or "")


def count_warnings(tx: Tx, seller: str) -> int:
    """Count how often an admin has warned this seller."""
    theirs = (flags.c.seller_id == seller) & (flags.c.outcome == "warned")
    return tx.execute(select(func.count()).select_from(flags).where(theirs)).scalar_one()


def contact_allowed(tx: Tx) -> frozenset[str]:
    """Read which sellers may exchange numbers and links with their buyers."""
    return frozenset(tx.execute(select(facts.c.value).where(facts.c.key == CONTACT)).scalar() or ())


def save_contact_allowed(tx: Tx, db: Database, allowed: Iterable[str]) -> None:
    """Store which sellers may."""
    value = sorted(allowed)
    tx.execute(
        db.insert(facts)
        .values(key=CONTACT, value=value)
        .on_conflict_do_update(index_elements=["key"], set_={"value": value})
    )


def sellers_board(tx: Tx) -> list[dict[str, Any]]:
    """Read every seller: open questions, how many were answered, flags, warnings, contact, members."""
    asked = _by_seller(
        tx,
        select(
            questions.c.seller_id,
            func.count().label("asked"),
            func.sum(case((questions.c.status == "open", 1), else_=0)).label("open"),
            func.sum(case((questions.c.answered_at != "", 1), else_=0)).label("answered"),
        ).group_by(questions.c.seller_id),
    )
    flagged = _by_seller(
        tx,
        select(
            flags.c.seller_id,
            func.count().label("flags"),
            func.sum(case((flags.c.outcome == "warned", 1), else_=0)).label("warned"),
        ).group_by(flags.c.seller_id),
    )
    people = _by_seller(
        tx,
        select(
            staff.c.seller_id,
            func.count().label("members"),
            func.sum(case((staff.c.active, 1), else_=0)).label("active"),
        )
        .where(staff.c.seller_id.is_not(None))
        .group_by(staff.c.seller_id),
    )
    goods = _by_seller(
        tx,
        select(products.c.seller_id, func.count().label("products"))
        .where(products.c.active)
        .group_by(products.c.seller_id),
    )
    allowed = contact_allowed(tx)
    rows = tx.execute(select(sellers).order_by(sellers.c.name)).all()
    return [
        {
            "id": row.id,
            "name": row.name,
            "city": row.city,
            "products": goods[row.id].products if row.id in goods else 0,
            "asked": asked[row.id].asked if row.id in asked else 0,
            "open": asked[row.id].open if row.id in asked else 0,
            "answered": asked[row.id].answered if row.id in asked else 0,
            "flags": flagged[row.id].flags if row.id in flagged else 0,
            "warned": flagged[row.id].warned if row.id in flagged else 0,
            "blocked": row.id in people and not people[row.id].active,
            "members": people[row.id].members if row.id in people else 0,
            "contact": row.id in allowed,
        }
        for row in rows
    ]


def _by_seller(tx: Tx, query: Any) -> dict[str, Any]:
    return {row.seller_id: row for row in tx.execute(query)}
