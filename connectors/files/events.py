"""Reads and writes what customers did in other applications as lines of a file."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from connectors.files.cells import MOST_PIECES, moment, money, name, text, whole_number
from connectors.files.kind import BadLine, Kind, Row
from connectors.files.outcome import Fault, Outcome
from connectors.files.reading import Line
from insight.events.event import CANCELLED, EVENTS, Happened
from shop.money import Money

COLUMNS = (
    "id", "at", "event", "customer", "application", "session", "sku", "product", "category", "sub_category",
    "colour", "size", "quantity", "price", "query", "order_id", "payment_mode",
)  # fmt: skip
AHEAD = timedelta(days=1)  # clocks of others may be wrong by hours, not by days


def read(row: Row) -> Happened:
    """The event that a line describes."""
    event = text(row, "event", 40, required=True)
    if event not in EVENTS:
        raise BadLine(f"event must be one of {', '.join(EVENTS)}; not {event!r}")
    quantity, price = text(row, "quantity", 40), text(row, "price", 40)
    return Happened(
        id=name(row, "id", 160),
        at=moment(row, "at", zoned=True),
        event=event,
        customer=name(row, "customer", 80),
        application=name(row, "application", 80),
        session=text(row, "session", 160),
        sku=text(row, "sku", 80),
        product=text(row, "product", 500),
        category=text(row, "category", 200),
        sub_category=text(row, "sub_category", 200),
        colour=text(row, "colour", 80),
        size=text(row, "size", 80),
        quantity=whole_number(quantity, "quantity", (1, MOST_PIECES)) if quantity else None,
        price=money(price, "INR", "price", free=True).minor if price else None,
        query=text(row, "query", 500),
        order_id=text(row, "order_id", 80),
        payment_mode=text(row, "payment_mode", 40),
    )


def write(event: Happened) -> dict[str, str]:
    """An event as the cells of a line."""
    cells = {column: str(getattr(event, column)) for column in COLUMNS}
    return {
        **cells,
        "at": event.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "quantity": "" if event.quantity is None else str(event.quantity),
        "price": "" if event.price is None else Money(event.price).plain(),
    }


def possible(
    lines: Iterator[Line[Happened]], now: datetime, outcome: Outcome
) -> Iterator[tuple[int, Happened]]:
    """The events that can have happened by now, with their line; of the others the fault is noted."""
    for line in lines:
        event = line.thing
        assert event is not None  # only good lines come here  # noqa: S101
        if event.at > now + AHEAD:
            at = event.at.isoformat().replace("+00:00", "Z")
            outcome.faults.append(Fault(line.number, f"at is {at}, which is impossible: it is yet to come"))
            continue
        if event.event == CANCELLED and not event.order_id:
            outcome.left_out.append(Fault(line.number, f"{CANCELLED} has no order_id, so it cancels nothing"))
        yield line.number, event


EVENTS_KIND = Kind("events", COLUMNS, COLUMNS[:5], read, write, None)
