"""What the relay flagged for an admin: contact data, links, abuse, deals outside the shop."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, func, select, update

from chat.reply import text
from chat.service.conversations import Conversations
from people.store.staff import set_seller_active
from people.tables import customers, staff
from shop.catalogue.tables import products, sellers
from shop.sellers.masking import Relayed
from shop.sellers.masking import relayed as masked
from shop.sellers.tables import flags, questions
from storage.audit import record
from storage.database import Database, stamp
from storage.tables import facts

CONTACT = "relay.contact_allowed"
WARNING = (
    "A word from the shop: please keep phone numbers, links and deals outside the shop out of your "
    "questions to sellers. Numbers and links are hidden on the way."
)


def passed_on(
    tx: Connection,
    words: str,
    seller: str | None,
    by_seller: bool,
    now: datetime,
    *,
    question: str | None = None,
    order: str = "",
    quote: str = "",
    read: Callable[[str], Relayed] = masked,
) -> str:
    """What the other side is shown of words between a buyer and this seller; what looks wrong is flagged."""
    passed = read(words)
    free = tx.execute(select(facts.c.value).where(facts.c.key == CONTACT)).scalar() or []
    if seller is None or seller in free:  # the shop trusts itself and this one with contact data
        kinds = tuple(flag for flag in passed.flags if flag not in ("contact", "link"))
        passed = Relayed(words, kinds)
    if passed.flags:  # one message is one thing to look at, whatever it has in it
        whose = seller if seller and by_seller else ""  # no seller is warned for what a buyer wrote
        about = {"question_id": question, "order_id": order, "quote_id": quote, "seller_id": whose}
        row = {"kind": ",".join(passed.flags), "text": words, "at": stamp(now), **about}
        tx.execute(flags.insert().values(**row))
    return passed.shown


class Flags:
    """Open flags, and what was decided of them."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def flagged(self) -> list[dict[str, Any]]:
        """What an admin has to look at."""
        with self.db.read() as tx:
            rows = tx.execute(
                select(flags, sellers.c.name.label("seller"))
                .outerjoin(sellers, sellers.c.id == flags.c.seller_id)
                .where(flags.c.outcome == "")
                .order_by(flags.c.id.desc())
                .limit(100)
            ).all()
        return [dict(row._mapping) for row in rows]

    def settle(self, flag: int, outcome: str, by: str, now: datetime) -> bool:
        """What an admin decided of a flag. A warned buyer reads of it in the chat, a seller on the page."""
        with self.db.write() as tx:
            settled = tx.execute(
                update(flags)
                .where(flags.c.id == flag, flags.c.outcome == "")
                .values(outcome=outcome, settled_by=by)
                .returning(flags.c.seller_id, flags.c.question_id)
            ).first()
            if settled is None:
                return False
            seller = settled.seller_id
            if not seller and outcome == "warned":
                asked = (
                    select(questions.c.conversation_id)
                    .join(customers, customers.c.id == questions.c.customer_id)
                    .where(questions.c.id == settled.question_id, customers.c.kind != "erased")
                )
                if where := tx.execute(asked).scalar():
                    Conversations(self.db).say_in(tx, where, [text(WARNING, "system")])
            if seller and outcome == "blocked":  # nobody of this seller signs in until an admin unlocks them
                set_seller_active(tx, seller, False)
            record(tx, now, by, "settle", subject=str(flag), outcome=outcome, seller=seller)
            return True

    def warnings(self, seller: str) -> int:
        """How often an admin has warned this seller."""
        with self.db.read() as tx:
            return tx.execute(
                select(func.count())
                .select_from(flags)
                .where(flags.c.seller_id == seller, flags.c.outcome == "warned")
            ).scalar_one()

    def sellers(self) -> list[dict[str, Any]]:
        """Every seller: open questions, how fast they answer, flags, warnings, whether contact is allowed."""
        with self.db.read() as tx:
            asked = {
                row.seller_id: row
                for row in tx.execute(
                    select(
                        questions.c.seller_id,
                        func.count().label("asked"),
                        func.sum(case((questions.c.status == "open", 1), else_=0)).label("open"),
                        func.sum(case((questions.c.answered_at != "", 1), else_=0)).label("answered"),
                    ).group_by(questions.c.seller_id)
                )
            }
            flagged = {
                row.seller_id: row
                for row in tx.execute(
                    select(
                        flags.c.seller_id,
                        func.count().label("flags"),
                        func.sum(case((flags.c.outcome == "warned", 1), else_=0)).label("warned"),
                    ).group_by(flags.c.seller_id)
                )
            }
            people = {
                row.seller_id: row
                for row in tx.execute(
                    select(
                        staff.c.seller_id,
                        func.count().label("members"),
                        func.sum(case((staff.c.active, 1), else_=0)).label("active"),
                    )
                    .where(staff.c.seller_id.is_not(None))
                    .group_by(staff.c.seller_id)
                )
            }
            goods: dict[str, int] = dict(
                tx.execute(
                    select(products.c.seller_id, func.count())
                    .where(products.c.active)
                    .group_by(products.c.seller_id)
                ).all()
            )
            free = tx.execute(select(facts.c.value).where(facts.c.key == CONTACT)).scalar() or []
            rows = tx.execute(select(sellers).order_by(sellers.c.name)).all()
        return [
            {
                "id": row.id,
                "name": row.name,
                "city": row.city,
                "products": goods.get(row.id, 0),
                "asked": asked[row.id].asked if row.id in asked else 0,
                "open": asked[row.id].open if row.id in asked else 0,
                "answered": asked[row.id].answered if row.id in asked else 0,
                "flags": flagged[row.id].flags if row.id in flagged else 0,
                "warned": flagged[row.id].warned if row.id in flagged else 0,
                "blocked": row.id in people and not people[row.id].active,
                "members": people[row.id].members if row.id in people else 0,
                "contact": row.id in free,
            }
            for row in rows
        ]

    def allow_contact(self, seller: str, allowed: bool, by: str, now: datetime) -> None:
        """Whether this seller and its buyers may exchange numbers and links."""
        with self.db.write() as tx:
            free = set(tx.execute(select(facts.c.value).where(facts.c.key == CONTACT)).scalar() or [])
            free = free | {seller} if allowed else free - {seller}
            tx.execute(
                self.db.insert(facts)
                .values(key=CONTACT, value=sorted(free))
                .on_conflict_do_update(index_elements=["key"], set_={"value": sorted(free)})
            )
            record(tx, now, by, "contact", subject=seller, allowed=allowed)

    def free(self, seller: str, by: str, now: datetime) -> int:
        """A seller that was blocked may sign in again; how many members."""
        with self.db.write() as tx:
            members = set_seller_active(tx, seller, True)
            record(tx, now, by, "unblock", subject=seller)
        return members
