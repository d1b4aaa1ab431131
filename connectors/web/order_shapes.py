"""How orders look in the HTTP API. Money is a string with two decimals."""

from pydantic import BaseModel


class LineShown(BaseModel):
    """So many pieces of one product."""

    sku: str
    title: str
    quantity: int
    unit_price: str
    line_total: str


class EventShown(BaseModel):
    """One thing that happened to an order."""

    at: str
    status: str


class PartShown(BaseModel):
    """One seller's part of an order: their own goods and parcels."""

    id: str
    status: str
    at: str
    lines: list[LineShown]
    total: str
    currency: str
    shipments: list[dict[str, object]]


class ClaimOfOrder(BaseModel):
    """A claim of goods of an order: what is wrong, how it stands, what came of it."""

    id: str
    kind: str
    state: str
    at: str
    due: str
    goods: str
    refunded: str
    replacement: str


class OrderShown(PartShown):
    """A whole order; events the oldest first."""

    charges: str
    paid: str
    address: dict[str, object]
    note: str
    events: list[EventShown]
    claims: list[ClaimOfOrder]


class OrdersShown(BaseModel):
    """A page of a customer's orders, the newest first."""

    orders: list[OrderShown]
    more: bool
