"""`python -m bench.orders --data DIR --tasks T.json`: a public benchmark's order tasks through our use cases.

The shop of the files is put into a database of our own kind (SQLite, in a temporary folder). Each
task's calls go through shop.orders.service, the road that the chat takes; then every row of customers,
orders and products is compared with what it must be, and the database is put back from a copy.
"""

import argparse
import gzip
import json
import sqlite3
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.order_words import KINDS, METHOD_KINDS, STATUS, STATUS_BACK
from people.customer import Customer
from shop.catalogue.product import Product
from shop.catalogue.service import CatalogueWrites
from shop.errors import ShopError
from shop.history.service import RecordWrites
from shop.money import Money
from shop.orders.order import Line, Method, Order, Payment
from shop.orders.service.orders import Orders
from storage.database import Database

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.orders", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with orders, products and users")
    parser.add_argument("--tasks", type=Path, required=True)
    given = parser.parse_args()
    shop = {name: _load(_named(given.data, name)) for name in ("orders", "products", "users")}
    tasks = _load(given.tasks)
    with tempfile.TemporaryDirectory() as folder:
        db = Database(f"sqlite:///{folder}/orders.db")
        db.migrate()
        _fill(db, shop)
        saved = _copied(db)
        started = time.perf_counter()
        different = [found for task in tasks if (found := _tried(db, saved, shop, task))]
        seconds = time.perf_counter() - started
        db.close()
    figures = {
        "tasks": len(tasks),
        "same": len(tasks) - len(different),
        "different": different[:20],
        "calls": sum(len(task["actions"]) for task in tasks),
        "seconds": round(seconds, 1),
    }
    print(json.dumps(figures))


def _named(folder: Path, name: str) -> Path:
    packed = folder / f"{name}.json.gz"
    return packed if packed.exists() else folder / f"{name}.json"


def _load(path: Path) -> Any:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as file:
            return json.load(file)
    return json.loads(path.read_text(encoding="utf-8"))


def _fill(db: Database, shop: Mapping[str, Any]) -> None:
    """Put the benchmark's shop into our tables."""
    orders = Orders(db)
    CatalogueWrites(db).products(
        [_product(p, v) for p in shop["products"].values() for v in p["variants"].values()]
    )
    RecordWrites(db).customers([Customer(customer, "") for customer in shop["users"]], NOW)
    for customer, user in shop["users"].items():
        for method in user["payment_methods"].values():
            orders.add_method(customer, _method(method))
    for order in shop["orders"].values():
        orders.place(_order(order), NOW)


def _product(product: Mapping[str, Any], variant: Mapping[str, Any]) -> Product:
    return Product(
        sku=variant["item_id"],
        title=product["name"],
        price=_money(variant["price"]),
        stock=1000 if variant["available"] else 0,
        attributes={"variant_of": product["product_id"]},
    )


def _method(method: Mapping[str, Any]) -> Method:
    balance = _money(method["balance"]) if "balance" in method else None
    return Method(method["id"], METHOD_KINDS.get(method["source"], method["source"]), balance=balance)


def _order(order: Mapping[str, Any]) -> Order:
    return Order(
        id=order["order_id"],
        customer=order["user_id"],
        at=NOW,
        status=STATUS[order["status"]],
        lines=tuple(Line(i["item_id"], i["name"], 1, _money(i["price"])) for i in order["items"]),
        address=order["address"],
        payments=tuple(
            Payment(p["transaction_type"], _money(p["amount"]), p["payment_method_id"])
            for p in order["payment_history"]
        ),
        shipments=tuple(order["fulfillments"]),
        reason=order.get("cancel_reason", ""),
    )


def _money(value: float) -> Money:
    return Money(round(value * 100), "USD")


def _tried(
    db: Database, saved: sqlite3.Connection, shop: Mapping[str, Any], task: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Run one task and compare; then the database is as it was before."""
    faults: list[str] = []
    orders = Orders(db)
    for number, call in enumerate(task["actions"]):
        refusal = _called(orders, task["user_id"], call, f"{number}")
        if bool(refusal) != bool(call.get("error")):
            faults.append(f"call {number} {call['name']}: {refusal or 'allowed'}, recorded {call['error']}")
    faults += _differing(orders, shop, task["changed"])
    with closing(sqlite3.connect(db.url.database or "")) as file:
        saved.backup(file)
    return {"id": task["id"], "faults": faults} if faults else None


def _copied(db: Database) -> sqlite3.Connection:
    """The database as it is now, in memory."""
    saved = sqlite3.connect(":memory:")
    with closing(sqlite3.connect(db.url.database or "")) as file:
        file.backup(saved)
    return saved


def _called(orders: Orders, customer: str, call: Mapping[str, Any], key: str) -> str:
    """Make one call through the shop's use case; the refusal's sentence, or nothing."""
    try:
        KINDS[call["name"]](orders, customer, call["kwargs"], key, NOW)
    except ShopError as err:
        return str(err)
    return ""


def _differing(orders: Orders, shop: Mapping[str, Any], changed: Mapping[str, Any]) -> list[str]:
    """Every row that is not as it must be: those recorded as changed, and all others unchanged."""
    faults: list[str] = []
    ours_now = {order.id: order for order in orders.all()}
    for order_id, before in shop["orders"].items():
        wanted = changed["orders"].get(order_id)
        found = ours_now[order_id]
        if wanted is None:
            if found != _order(before):
                faults.append(f"order {order_id} changed")
        elif (ours := _as_recorded(found, shop)) != (theirs := _rounded(wanted)):
            fields = [k for k in {*ours, *theirs} if ours.get(k) != theirs.get(k)]
            faults += [f"order {order_id} {k}: {ours.get(k)} not {theirs.get(k)}" for k in fields]
    methods_now = orders.all_methods()
    for customer, user in shop["users"].items():
        wanted = changed["users"].get(customer, user)
        methods = {m["id"]: _method(m) for m in wanted["payment_methods"].values()}
        if methods_now.get(customer, {}) != methods:
            faults.append(f"customer {customer}'s payment methods")
    for product_id in changed["products"]:
        faults.append(f"product {product_id} was not to change here")
    return faults


def _as_recorded(order: Order, shop: Mapping[str, Any]) -> dict[str, Any]:
    """Our order in the benchmark's words."""
    variants = {v["item_id"]: (p, v) for p in shop["products"].values() for v in p["variants"].values()}
    before = shop["orders"][order.id]
    paid = {i["item_id"]: i for i in before["items"]}
    items = []
    for line in order.lines:
        product, variant = variants[line.sku]
        options = paid.get(line.sku, variant)["options"]
        one = {
            "name": line.title,
            "product_id": product["product_id"],
            "item_id": line.sku,
            "price": line.unit_price.minor,
            "options": options,
        }
        items += [one] * line.quantity
    found: dict[str, Any] = {
        "order_id": order.id,
        "user_id": order.customer,
        "address": dict(order.address),
        "items": items,
        "fulfillments": [dict(s) for s in order.shipments],
        "status": before["status"] if STATUS[before["status"]] == order.status else STATUS_BACK[order.status],
        "payment_history": [
            {"transaction_type": p.kind, "amount": p.amount.minor, "payment_method_id": p.method}
            for p in order.payments
        ],
    }
    if order.reason:
        found["cancel_reason"] = order.reason
    asked = order.request
    if asked and asked.kind == "return":
        found |= {"return_items": list(asked.skus), "return_payment_method_id": asked.method}
    if asked and asked.kind == "exchange" and asked.difference is not None:
        found |= {
            "exchange_items": list(asked.skus),
            "exchange_new_items": list(asked.new_skus),
            "exchange_payment_method_id": asked.method,
            "exchange_price_difference": asked.difference.minor,
        }
    return found


def _rounded(value: Any, key: str = "") -> Any:
    """The recorded row with its amounts in cents: it was computed in floats."""
    if isinstance(value, dict):
        return {k: _rounded(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_rounded(v, key) for v in value]
    money = key in ("amount", "price", "exchange_price_difference") and isinstance(value, int | float)
    return round(value * 100) if money else value


if __name__ == "__main__":
    main()
