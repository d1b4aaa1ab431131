"""Finds which seller is asked: for a wish who sells the like, for an old question who has the same goods."""

import re
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select

from people.tables import staff
from shop.catalogue.store.reads import assembled
from shop.catalogue.tables import products, sellers
from shop.finding.families import family_of
from shop.sellers.question import Question
from shop.sellers.tables import questions, relayed
from storage.database import Tx

WORD = re.compile(r"[^\W\d_]{4,}")
MOST_WORDS = 8


def next_seller(tx: Tx, words: str, conversation: str) -> str:
    """Find who sells most of the like, of those who can sign in and were not asked this here; "" if none."""
    wanted = [word.lower().rstrip("s") for word in WORD.findall(words)][:MOST_WORDS]
    like = or_(*(products.c.title.icontains(word, autoescape=True) for word in wanted)) if wanted else None
    hits = func.sum(case((like, 1), else_=0)) if like is not None else func.count(products.c.sku)
    return str(
        tx.execute(
            select(sellers.c.id)
            .outerjoin(products, (products.c.seller_id == sellers.c.id) & products.c.active)
            .where(_at_work(sellers.c.id), sellers.c.id.not_in(_asked(conversation, words)))
            .group_by(sellers.c.id, sellers.c.rating)
            .order_by(hits.desc(), sellers.c.rating.desc().nulls_last(), sellers.c.id)
            .limit(1)
        ).scalar()
        or ""
    )


def same_elsewhere(tx: Tx, asked: Question, words: str) -> str:
    """Find the same goods of a seller who was not asked yet, in this pack or else in another; "" for none."""
    mine = tx.execute(select(products).where(products.c.sku == asked.sku)).all()
    if not mine:
        return ""
    (product,) = assembled(tx, mine)
    others = tx.execute(
        select(products).where(
            products.c.active,
            products.c.subcategory == product.subcategory,
            func.lower(products.c.brand) == product.brand.lower(),
            products.c.seller_id != product.seller,
            products.c.seller_id.not_in(_asked(asked.conversation, words)),
            _at_work(products.c.seller_id),
        )
    ).all()
    family = family_of(product)
    found = [p for p in assembled(tx, others) if family_of(p) == family]
    found.sort(key=lambda p: (p.pack != product.pack, p.sku))
    return found[0].sku if found else ""


def _asked(conversation: str, words: str) -> Select[Any]:
    """Who was asked these words in this conversation already."""
    return (
        select(questions.c.seller_id)
        .join(relayed, relayed.c.question_id == questions.c.id)
        .where(
            questions.c.conversation_id == conversation,
            questions.c.seller_id.is_not(None),
            relayed.c.sender == "customer",
            relayed.c.text == words,
        )
    )


def _at_work(seller: ColumnElement[str]) -> ColumnElement[bool]:
    """Somebody of this seller may sign in."""
    return exists(select(staff.c.id).where(staff.c.seller_id == seller, staff.c.active))
