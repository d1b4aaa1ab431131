"""A log of 200 customers over five applications: the tables are what a plain second reading of it finds."""

from collections import defaultdict
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from insight.events.event import ADDED, CANCELLED, COMPLETED, EVENTS, LOOKS, SEARCHED, VIEWED, Happened
from insight.journeys.service import Journeys
from storage.database import Database
from tests.insight.journeys.logs import at, given

APPLICATIONS = ("Dukan web", "Telegram", "WhatsApp", "Flipkart", "Amazon")
NAMES = ("Salt", "SALT ", "Sugar", "Rice  5 kg", "rice 5 KG", "Café", "cafe", "चाय")
SAME = {"SALT ": "salt", "Salt": "salt", "Sugar": "sugar", "Rice  5 kg": "rice 5 kg",
        "rice 5 KG": "rice 5 kg", "Café": "cafe", "cafe": "cafe", "चाय": "चाय"}  # fmt: skip
CHUNK = 60 * 24 * 60


def log(seed: int, customers: int = 200) -> list[Happened]:
    """Events in any order, some of them twice; times on a coarse grid, so that many are at once."""
    random = Random(seed)
    found: list[Happened] = []
    for customer in range(customers):
        orders = 0
        for _ in range(random.randint(1, 40)):
            kind = random.choices((SEARCHED, VIEWED, ADDED, COMPLETED, *EVENTS), (6, 6, 4, 4, *[1] * 7))[0]
            order = f"O{customer}-{orders}" if kind == COMPLETED else ""
            orders += kind == COMPLETED
            if kind == CANCELLED and orders:
                order = f"O{customer}-{random.randrange(orders)}"
            by_sku = random.random() < 0.3
            amount = random.random() < 0.4
            event = Happened(
                id=f"{random.randrange(16**8):08x}-{len(found)}",
                at=at(random.choice((0, 30, 60, 61, 5 * random.randrange(500), random.randrange(CHUNK)))),
                event=kind,
                customer=f"C{customer:03}",
                application=random.choice(APPLICATIONS),
                sku=f"S{random.randrange(3)}" if by_sku else "",
                product=random.choice((*NAMES, "")) if not by_sku else "",
                category=random.choice(("", "Food")),
                colour=random.choice(("", "red")),
                quantity=random.randint(1, 9) if amount else None,
                price=random.randint(0, 9_999) if amount and random.random() < 0.8 else None,
                order_id=order,
                payment_mode=random.choice(("", "upi")),
            )
            found += [event] * random.choice((1, 1, 1, 2))
    random.shuffle(found)
    return found


def product_of(one: Happened) -> str:
    return one.sku or SAME.get(one.product, "")


def oracle(log: list[Happened], as_of: Any, window: timedelta) -> tuple[list[Any], list[Any]]:
    """Both tables by the words of the contract, customer by customer and event by event."""
    seen = {one.id: one for one in log if one.at <= as_of}.values()
    cancelled = {one.order_id for one in seen if one.event == CANCELLED and one.order_id}
    bought_rows, searched_rows = [], []
    apart = defaultdict(list)
    for one in seen:
        if one.event == COMPLETED and one.order_id not in cancelled:
            apart[one.customer, product_of(one)].append(one)
        if one.event in LOOKS and product_of(one):
            apart[one.customer, product_of(one)].append(one)
    for (customer, product), found in apart.items():
        found.sort(key=lambda one: (one.at, one.event == COMPLETED, one.id))
        run: list[Happened] = []
        for place, one in enumerate(found):
            if one.event != COMPLETED:
                run.append(one)
                continue
            before = [e.at for e in found[:place] if e.event == COMPLETED and e.at < one.at]
            applications: list[str] = []
            for look in found[:place] if product else []:
                fresh = not before or look.at > before[-1]
                new = look.event in LOOKS and look.application not in (one.application, *applications)
                if new and fresh and one.at - look.at <= timedelta(days=30):
                    applications.append(look.application)
            known = one.quantity is not None and one.price is not None
            value = f"{one.quantity * one.price / 100:.2f}" if known else ""  # type: ignore[operator]
            row = (
                customer,
                one.product or one.sku,
                one.quantity,
                one.application,
                ";".join(applications),
                value,
            )
            bought_rows.append((one.at, one.id, *row))
            if run and one.at - run[-1].at > window:
                searched_rows.append(summed_up(run, one))
            run = []
        if run and as_of - run[-1].at >= window:
            searched_rows.append(summed_up(run, None))
    return sorted(bought_rows), sorted(searched_rows, key=lambda row: row[:3])


def summed_up(run: list[Happened], end: Happened | None) -> tuple[Any, ...]:
    last = run[-1]
    quantity = price = None
    applications: list[str] = []
    for look in run:
        if look.quantity is not None:
            quantity, price = look.quantity, look.price
        if look.application not in applications:
            applications.append(look.application)
    return (
        last.at, last.customer, last.product or last.sku, last.category, last.colour, quantity, price,
        ";".join(applications), len(run), run[0].at, end and end.at, end.application if end else "",
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_the_tables_are_what_an_oracle_finds(db: Database, seed: int) -> None:
    happened = log(seed)
    for start in range(0, len(happened), 700):
        given(db, *happened[start : start + 700])
    journeys = Journeys(db)
    for minutes in (0, 60, 1200, CHUNK // 2, 2 * CHUNK):
        for window in (timedelta(minutes=60), timedelta(minutes=10), timedelta()):
            bought, searched = oracle(happened, at(minutes), window)
            assert [
                (row.time, row.customer, row.product, row.quantity, row.application_used,
                 row.applications_checked, "" if row.final_price is None else f"{row.final_price:.2f}")
                for row in journeys.bought(at(minutes))
            ] == [(row[0], *row[2:]) for row in bought]  # fmt: skip
            assert sorted(
                (row.last_at, row.customer, row.product, row.category, row.colour, row.quantity or 0,
                 -1 if row.price is None else int(row.price * 100), row.applications_checked, row.times,
                 row.first_at, str(row.bought_later_at), row.bought_later_in)
                for row in journeys.searched(at(minutes), window)
            ) == sorted(
                (*row[:5], row[5] or 0, -1 if row[6] is None else row[6], *row[7:10], str(row[10]), row[11])
                for row in searched
            )  # fmt: skip
            rows = journeys.searched(at(minutes), window)
            order = [(row.last_at, row.customer, row.product) for row in rows]
            assert order == sorted(order)
