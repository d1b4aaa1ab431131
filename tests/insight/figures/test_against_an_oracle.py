"""Figures of random orders against plain Python over every line."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

import pytest

from shop.orders.status import UNDER_WAY
from storage.database import Database
from tests.insight.figures.made import BUYERS, GOODS, INDIA, Made, at, figures, opened, ordered

STATUSES = ("pending", "shipped", "delivered", "delivered", "delivered", "returned", "cancelled", "exchanged")
OF = {one.sku: one for one in GOODS}
Line = tuple[Made, str, int, int]
DIMENSIONS: dict[str, Callable[[Line], str]] = {
    "day": lambda line: line[0].at.astimezone(INDIA).date().isoformat(),
    "week": lambda line: "{}-W{:02d}".format(*line[0].at.astimezone(INDIA).isocalendar()),
    "month": lambda line: f"{line[0].at.astimezone(INDIA):%Y-%m}",
    "category": lambda line: OF[line[1]].category or "not stated",
    "brand": lambda line: OF[line[1]].brand or "not stated",
    "seller": lambda line: OF[line[1]].seller or "the shop itself",
    "product": lambda line: line[1],
    "city": lambda line: BUYERS[line[0].customer].strip().title() or "not stated",
    "": lambda _: "",
}


def stands(line: Line) -> bool:
    return line[0].status != "cancelled"


def settled(line: Line) -> bool:
    return line[0].status not in UNDER_WAY


def money(lines: list[Line]) -> int:
    return sum(quantity * price for _, _, quantity, price in lines)


def count(lines: list[Line]) -> int:
    return len({made.id for made, *_ in lines})


def share(top: float, bottom: float, digits: int = 4) -> float | None:
    return round(top / bottom, digits) if bottom else None


def measured(measure: str, all_lines: list[Line]) -> float | None:
    lines = [line for line in all_lines if stands(line)]
    back = [line for line in lines if line[0].status == "returned"]
    over = [line for line in all_lines if settled(line)]
    arrived = [line for line in over if stands(line)]
    margins = [(OF[sku].mrp, quantity, price) for _, sku, quantity, price in lines]
    known: dict[str, float | None] = {
        "sales": money(lines) / 100,
        "orders": count(lines),
        "customers": len({made.customer for made, *_ in lines}),
        "units": sum(line[2] for line in lines),
        "aov": share(money(lines) / 100, count(lines), 2),
        "lines_per_order": share(len(lines), count(lines)),
        "returns": count(back),
        "return_rate": share(count(back), count(arrived)),
        "fill_rate": share(sum(line[2] for line in arrived), sum(line[2] for line in over)),
        "margin": sum(quantity * (mrp.minor - price) for mrp, quantity, price in margins if mrp) / 100,
    }
    return known[measure]


MEASURES = (
    "sales orders customers units aov lines_per_order returns return_rate fill_rate margin".split()  # noqa: SIM905
)


def made_up(random: Random) -> list[Made]:
    start = at(1, 0, 1)
    return [
        Made(
            f"O{number}",
            random.choice(list(BUYERS)),
            start + timedelta(minutes=random.randrange(60 * 24 * 70)),
            {
                sku: (random.randint(1, 20), random.randint(1, 20_000))
                for sku in random.sample(list(OF), random.randint(1, 4))
            },
            random.choice(STATUSES),
        )
        for number in range(random.randint(1, 120))
    ]


@pytest.mark.parametrize("seed", range(3))
def test_figures_are_those_of_plain_python(db: Database, seed: int) -> None:
    random = Random(seed)
    opened(db)
    made = made_up(random)
    ordered(db, *made)
    lines: list[Line] = [(one, sku, *what) for one in made for sku, what in one.lines.items()]
    since, until = _some_days(random)
    held = random.choice(("", "Amul", "Maggi"))
    within = [line for line in lines if since <= line[0].at < until and held in ("", OF[line[1]].brand)]
    filters = {"brand": held} if held else {}
    for measure in MEASURES:
        for by, key in DIMENSIONS.items():
            parts = defaultdict(list)
            for line in within:
                if measure == "fill_rate" or stands(line):
                    parts[key(line)].append(line)
            expected = {name: measured(measure, some) for name, some in parts.items()}
            found = figures(db, measure, by, since, until, **filters)
            got = {_city(by, row.key): row.value for row in found.rows}
            assert found.total == pytest.approx(measured(measure, within), abs=0.0051), (measure, by)
            if by:
                assert got.keys() == expected.keys(), (measure, by)
                for name, value in expected.items():
                    assert got[name] == pytest.approx(value, abs=0.0051), (measure, by, name)


def _some_days(random: Random) -> tuple[datetime, datetime]:
    first = random.randrange(30)
    return at(1, 0, 1) + timedelta(days=first), at(1, 0, 1) + timedelta(days=first + random.randint(5, 50))


def _city(by: str, key: str) -> str:
    return key.title() if by == "city" and key != "not stated" else key
