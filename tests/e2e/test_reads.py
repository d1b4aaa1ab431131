"""What is run for messages, pages and in the background by the whole product: none of it reads all of a table
that grows. Every statement is taken down as it runs, then explained on the same database."""

import asyncio
import contextlib
import re
import secrets
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, text

from app.settings import ROOT
from bench.chatting import Chat, client
from bench.dialogues import Failed, Playing, read_dialogues
from intake.all_tables import schema
from intake.service.privacy import Privacy
from people.service.staff import Staff
from shop.cart.tables import quotes
from shop.catalogue.tables import products
from shop.orders.tables import orders
from shop.sellers.tables import questions
from storage.database import Database
from tests.e2e.buying import buy
from tests.e2e.product import Product, running, set_up
from tests.plans import recorded_in, recording, whole_reads
from tests.standins.stripe import SECRET, StripeStandIn

HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
WORD = "the word of all who work here"
CARRIER = "the carrier's own word"
NEW = str(secrets.token_hex(4))

# Reads of everything that are meant to be, with the reason; by the function that asks.
CATALOGUE = "grows with what is sold, not with what happens; "
TITLES = CATALOGUE + "a part of a word is found by reading the titles"
THE_FIT = "the fit, every six hours at a bounded share of a core"
ARRIVALS = CATALOGUE + "every ten minutes"
TOTALS = "of all time, on the admin's page of all sellers"
MEANT: dict[tuple[str, str], str] = {
    (
        "insight/recommending/store/purchases.py: purchases",
        "orders",
    ): THE_FIT,
    ("insight/recommending/store/purchases.py: purchases", "order_lines"): THE_FIT,
    ("insight/recommending/store/purchases.py: all_cohorts", "customers"): THE_FIT,
    ("insight/recommending/store/purchases.py: note_arrivals", "products"): ARRIVALS,
    ("insight/recommending/store/purchases.py: note_arrivals", "product_arrivals"): CATALOGUE
    + "every ten minutes",
    ("shop/catalogue/store/reads.py: products_since", "products"): CATALOGUE + "when something in it changed",
    ("shop/catalogue/store/reads.py: categories", "products"): CATALOGUE + "the demo's shop window",
    ("shop/catalogue/store/reads.py: in_category", "products"): CATALOGUE + "the demo's shop window",
    ("people/store/customers.py: known_customers", "customers"): "the demo's shop window",
    ("desk/store/inbox.py: find_products", "products"): TITLES,
    ("shop/sellers/store/flags.py: _by_seller", "products"): CATALOGUE + "the admin's page of all sellers",
    (
        "shop/sellers/store/flags.py: _by_seller",
        "questions",
    ): TOTALS,
    (
        "shop/sellers/store/flags.py: _by_seller",
        "flags",
    ): TOTALS,
    ("intake/store/forgetting.py: forget_effects", "effects"): "PostgreSQL: once, when somebody is forgotten",
    (
        "shop/sellers/store/orders.py: _with_lines",
        "orders",
    ): "PostgreSQL: past ones, newest first, till a page is full",
    (
        "desk/store/inbox.py: box",
        "messages",
    ): "an agent looks for words: they are found by reading what was said",
}

# What has to be among what was taken down, or the test has not seen what it is for.
SEEN = {
    "chat/store/inbox.py: save_inbound",
    "chat/store/inbox.py: mark_answered",
    "chat/store/inbox.py: unanswered",
    "chat/store/outbox.py: claim_parcels",
    "shop/checkout/store/approvals.py: unanswered",
    "shop/checkout/store/checkouts.py: put_order",
    "desk/store/line.py: with_room",
    "insight/recommending/store/purchases.py: purchases",
    "insight/recommending/store/purchases.py: bought_after_impression",
    "shop/sellers/store/questions.py: mark_reminded",
    "shop/payments/store/refunds.py: due",
    "insight/reminders/store.py: wanted",
    "insight/searching/store.py: newest_searched",
    "insight/searching/store.py: insert_searched",
}


@pytest.fixture
def shop(database_url: str, tmp_path: Path, stripe: StripeStandIn, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The product on a database of each kind with the demo in it, taking down what it runs."""
    took = tmp_path / "took"
    took.mkdir()
    monkeypatch.setenv("RECORD_IN", str(took))
    kept = f"sqlite:///{set_up() / 'dukan.db'}"
    more = {"stripe_key": "sk_test_1", "stripe_webhook_secret": SECRET, "stripe_api": stripe.url}
    with contextlib.closing(Database(database_url)) as db:
        copy(kept, db)
        seller = staffed(db)
        with running(
            tmp_path / "data",
            module="tests.e2e.recorded",
            database_url=database_url,
            carrier_secret=CARRIER,
            **more,
        ) as product:
            others, stripe.webhook = stripe.webhook, f"{product.url}/webhooks/payments"
            yield product, db, took, seller
            stripe.webhook = others


def copy(url: str, to: Database) -> None:
    """Every row of one database into another."""
    to.migrate()
    source = Database(url)
    with source.read() as have, to.write() as tx:
        if not to.is_sqlite:
            tx.execute(text("SET session_replication_role = replica"))
        for table in schema.sorted_tables:
            tx.execute(table.delete())  # what migrations wrote
            rows = [dict(row._mapping) for row in have.execute(select(table))]
            for start in range(0, len(rows), 5000):
                tx.execute(table.insert(), rows[start : start + 5000])
        if not to.is_sqlite:
            tx.execute(text("SET session_replication_role = origin"))
            for table in schema.sorted_tables:
                if "id" in table.c and table.c.id.autoincrement is True:
                    tx.execute(text(f"SELECT setval('{table.name}_id_seq', 100000000)"))
    source.close()


def staffed(db: Database) -> str:
    """Somebody of each role; the seller's id."""
    with db.read() as tx:
        seller = str(
            tx.execute(select(products.c.seller_id).where(products.c.seller_id.is_not(None))).scalar()
        )
    for role in ("agent", "seller", "admin"):
        at = f"{role}@reads.example"
        Staff(db).add(
            at, role, role, HASHER.hash(WORD), datetime.now(UTC), seller=seller if role == "seller" else ""
        )
    return seller


@pytest.mark.timeout(1800)  # it sets up a shop, and talks to it for long
def test_nothing_that_runs_reads_all_of_what_grows(shop: tuple[Product, Database, Path, str]) -> None:
    product, db, took, seller = shop
    who = known(db, seller)["customer"]
    asyncio.run(dialogues(product.url))
    asyncio.run(buy(product.url, token(product, who)))
    visited(product, db, seller)
    with recording(took / "commands"):
        Privacy(db).export(who)
        assert Privacy(db).erase(who, datetime.now(UTC))
    time.sleep(6)  # each loop has gone round
    recorded = recorded_in(took)
    at_the_start = {"chat/store/inbox.py: release_all_leases", "chat/store/outbox.py: release_claims"}
    unseen = (SEEN | (at_the_start if db.is_sqlite else set())) - recorded.by()
    assert not unseen, unseen
    found = [one for one in whole_reads(db, recorded) if (one.by, one.table) not in MEANT]
    assert not found, "\n".join(map(str, found))


async def dialogues(url: str) -> None:
    """Customers who ask for everything that can be asked for; whether they are content is another test's."""
    async with client(url) as http:

        async def play(steps: list[dict[str, Any]]) -> None:
            playing = Playing(await Chat(http).start(), None)
            for step in steps:
                with contextlib.suppress(Failed):
                    await playing.step({k: v for k, v in step.items() if k in ("say", "tap")})

        waiting = list(read_dialogues(ROOT / "bench" / "data" / "dialogues").values())

        async def some() -> None:
            while waiting:
                await play(waiting.pop())

        await asyncio.gather(*(some() for _ in range(4)))


def token(product: Product, who: str) -> str:
    """The storefront's word that it is this customer."""
    secret = (product.data / "secrets" / "storefront.key").read_text().strip()
    return jwt.encode({"sub": who, "exp": datetime.now(UTC) + timedelta(hours=1)}, secret, "HS256")


def visited(product: Product, db: Database, seller: str) -> None:
    """Every page and every reading call of those who work here, and what they do most."""
    with httpx.Client(base_url=product.url, timeout=60, follow_redirects=False) as http:
        tokens = {}
        for role in ("agent", "seller", "admin"):
            body = {"email": f"{role}@reads.example", "password": WORD}
            tokens[role] = http.post("/v1/staff/tokens", json=body).raise_for_status().json()["token"]
        agent = {"Authorization": f"Bearer {tokens['agent']}"}
        box = http.get("/v1/staff/conversations", headers=agent).raise_for_status().json()["conversations"]
        assert box
        at = f"/v1/staff/conversations/{box[0]['id']}"
        for call, body in DONE_BY_AGENTS:
            http.post(at + call, json=body, headers=agent)
        places = {"conversation": box[0]["id"], **known(db, seller)}
        for how, call, body in DONE_BY_ADMINS:
            answer = http.request(
                how, "/v1/staff" + call.format_map(places), json=body,
                headers={"Authorization": f"Bearer {tokens['admin']}"},
            )  # fmt: skip
            assert answer.status_code < 300, (call, answer.text)
        calls = http.get("/v1/openapi.json").json()["paths"]
        for path in [*(p for p, kinds in calls.items() if "get" in kinds and "feed" not in p), *PAGES]:
            for word in tokens.values():
                headers = {"Authorization": f"Bearer {word}", "Cookie": f"dukan_staff={word}"}
                answer = http.get(
                    re.sub(r"{(\w+)}", lambda m: str(places.get(m[1], "x")), path), headers=headers
                )
                assert answer.status_code < 500, (path, answer.text)


def known(db: Database, seller: str) -> dict[str, str]:
    """What stands in the places of a path."""
    wanted = {
        "customer": select(orders.c.customer_id).order_by(orders.c.at.desc()),
        "sku": select(products.c.sku).where(products.c.seller_id == seller),
        "order": select(orders.c.id).where(orders.c.status == "pending").order_by(orders.c.at.desc()),
        "question": select(questions.c.id).order_by(questions.c.asked_at.desc()),
        "quote": select(quotes.c.id).order_by(quotes.c.at.desc()),
    }
    with db.read() as tx:
        found = {name: str(tx.execute(query.limit(1)).scalar()) for name, query in wanted.items()}
    return found | {"order_id": found["order"], "message": "1"}


DONE_BY_AGENTS: tuple[tuple[str, Any], ...] = (
    ("/claim", {}), ("/messages", {"text": "Good day"}), ("/notes", {"text": "hm @admin"}),
    ("/labels", {"label": "vip"}), ("/priority", {"priority": 1}), ("/read", {}), ("/snooze", {"minutes": 1}),
    ("/requeue", {}), ("/claim", {}), ("/resolve", {}),
)  # fmt: skip
DONE_BY_ADMINS: tuple[tuple[str, str, Any], ...] = (
    ("POST", "/questions/{question}/answer", {"text": "Nobody has it just now."}),
    ("POST", "/quotes/{quote}/answer", {"price": "1"}),
    ("PUT", "/products/{sku}", {"active": True}),
    ("POST", "/orders/{order}/events", {"status": "packed"}),
    ("POST", "/orders/{order}/events", {"status": "shipped", "tracking": "AWB1"}),
    ("POST", "/orders/{order}/events", {"status": "delivered"}),
    ("PUT", "/relay-hours", {"hours": 4}),
)
PAGES = (
    "/", "/demo", "/demo?q=tea", "/demo/p/{sku}", "/demo/images/{sku}.svg", "/desk", "/desk?box=mine",
    "/desk?box=waiting", "/desk?box=mentions", "/desk?q=tea", "/desk?label=vip", "/desk?channel=web",
    "/desk/c/{conversation}", "/desk/part/inbox", "/desk/part/c/{conversation}", "/desk/questions",
    "/desk/payments", "/desk/security", "/admin", "/admin/staff", "/admin/sellers", "/admin/delivery",
    "/admin/settings", "/admin/record", "/seller", "/seller/quotes", "/seller/products", "/seller/orders",
    "/seller/orders?past=1", "/seller/sales", "/seller/orders/{order}/label",
)  # fmt: skip
