"""Draws orders, and what an agent or seller sends, as the bot does: a product's card, the cart."""

from collections.abc import Mapping
from typing import Any

from chat.days import day_in
from chat.payloads import command_of
from chat.reply import Card, Command, Option, Reply, Sender
from shop import words
from shop.cart.cart import as_json
from shop.cart.pricing import Quote
from shop.catalogue.product import Product
from shop.claims import words as claiming
from shop.orders import words as spoken
from shop.orders.order import Order
from shop.orders.status import MOVES, UNDER_WAY, Status
from shop.orders.view import ClaimSeen, OrderView
from shop.orders.view import as_json as order_json
from shop.orders.words import STATES
from shop.payments.taps import PayByUpi
from shop.payments.words import AWAITED, OPEN_PAY_PAGE
from shop.reading.addresses import spoken as spoken_address


def product_card(product: Product, title: str, subtitle: str, *options: Option, quantity: int = 1) -> Card:
    """Draw a product, or so many of it, with price and stock as the store says now.

    It is in stock where what is asked for is there, and the least that can be bought.
    """
    return Card(
        sku=product.sku,
        title=title,
        subtitle=subtitle,
        price=product.unit_price_at(quantity).spoken(),
        image=product.image,
        in_stock=product.stock >= max(quantity, product.moq),
        options=options,
    )


def card(product: Product, locale: str) -> Card:
    """Draw a product that a person shows."""
    least = words.AT_LEAST.in_(locale, count=product.moq) if product.moq > 1 else ""
    subtitle = ", ".join(one for one in (product.pack, least) if one)
    add = Command("add_to_cart", {"sku": product.sku, "quantity": product.moq})
    details = Command("product_details", {"sku": product.sku})
    return product_card(
        product,
        product.title,
        subtitle,
        Option(words.ADD_TO_CART.in_(locale), add),
        Option(words.DETAILS.in_(locale), details),
    )


def cart(quote: Quote, lead: str, locale: str) -> Reply:
    """Draw the cart after an agent changed it; the customer can take the change back."""
    undo = Option(words.UNDO.in_(locale), Command("update_cart", {"text": "undo"}))
    if not quote.lines:
        said = f"{lead} {words.EMPTY_NOW.in_(locale)}"
        return Reply("cart", said, "agent", options=(undo,), data={"cart": as_json(quote)})
    lines = [f"• {line.quantity} x {line.title} = {line.total.spoken()}" for line in quote.lines]
    return Reply(
        "cart",
        "\n".join([lead, *lines, words.TOTAL.in_(locale, total=quote.total.spoken())]),
        "agent",
        lead=lead,
        options=(Option(words.CHECK_OUT.in_(locale), Command("checkout")), undo),
        data={"cart": as_json(quote)},
    )


def order_line(order: Order, locale: str) -> str:
    """Say an order in one line."""
    return spoken.ORDER_LINE.in_(
        locale,
        order=order.id,
        day=day_in(locale, order.at),
        status=STATES[order.status].in_(locale),
        total=order.total.spoken(),
    )


def claim_line(claim: ClaimSeen, locale: str) -> str:
    """Say a claim in one line: what is wrong with what, and how it stands."""
    state = claiming.STATES[claim.state].in_(locale)
    if claim.state == "open":
        state += ", " + claiming.BY_THEN.in_(locale, day=day_in(locale, claim.due))
    if claim.amount:
        state += ", " + claiming.GIVEN_BACK.in_(locale, amount=claim.amount.spoken())
    if claim.replacement:
        state += ", " + claiming.SENT_AGAIN.in_(locale, order=claim.replacement)
    kind = claiming.KINDS[claim.kind].in_(locale)
    return claiming.LINE.in_(locale, claim=claim.id, goods=claim.goods, kind=kind, state=state)


def order_reply(view: OrderView, locale: str, lead: str = "") -> Reply:
    """Draw an order with its lines and what can be done now."""
    order = view.order
    head = [lead, order_line(order, locale) + "."]
    lines = [f"• {x.quantity} x {x.title} = {x.total.spoken()}" for x in order.lines]
    if order.charges and order.charges.minor:
        lines.append(spoken.CHARGES.in_(locale, amount=order.charges.spoken()))
    address = spoken_address(dict(order.address))
    where = [spoken.SENT_TO.in_(locale, address=address)] if order.address else []
    where += [spoken.NOTE.in_(locale, note=order.note)] if order.note else []
    where += [*_shipments(view, locale), *(claim_line(one, locale) for one in view.claims)]
    where += [AWAITED.in_(locale, amount=order.unpaid.spoken())] if order.unpaid.minor else []
    told = [*head, *lines, *where]
    return Reply(
        "order",
        "\n".join(w for w in told if w),
        lead="\n".join(w for w in (*head, *where) if w),  # the lines are drawn
        options=_steps(order, locale),
        data={"order": order_json(view)},
    )


def order_state(view: OrderView, locale: str, *told: str) -> Reply:
    """Draw how an order stands, without its goods: they are one tap away."""
    claimed = [claim_line(one, locale) for one in view.claims]
    lines = [f"{order_line(view.order, locale)}.", *told, *_shipments(view, locale), *claimed]
    if view.order.note:
        lines.append(spoken.NOTE.in_(locale, note=view.order.note))
    if view.order.unpaid.minor:
        lines.append(AWAITED.in_(locale, amount=view.order.unpaid.spoken()))
    goods = Option(spoken.ITS_GOODS.in_(locale), Command("order_history", {"order": view.order.id}))
    return Reply(
        "order",
        "\n".join(line for line in lines if line),
        options=(goods, *_steps(view.order, locale)),
        data={"order": {**order_json(view), "lines": []}},
    )


def _steps(order: Order, locale: str) -> tuple[Option, ...]:
    """What can be done with it now."""
    steps = MOVES[order.status]
    options = []
    if order.unpaid.minor:
        options.append(Option(OPEN_PAY_PAGE.in_(locale), command_of(PayByUpi(order.id))))
    if "cancel" in steps:
        options.append(Option(spoken.CANCEL_IT.in_(locale), Command("cancel_order", {"order": order.id})))
    if "ask_return" in steps:
        options.append(
            Option(spoken.RETURN_SOMETHING.in_(locale), Command("return_order", {"order": order.id}))
        )
    options.append(Option(spoken.ORDER_AGAIN.in_(locale), Command("repeat_order", {"order": order.id})))
    options.append(Option(spoken.INVOICE.in_(locale), Command("get_invoice", {"order": order.id})))
    return tuple(options)


def order_news(view: OrderView, told: str, sender: Sender = "system") -> Reply:
    """Tell what became of an order, as the shop or an agent."""
    return Reply("order", told, sender, data={"order": order_json(view)})


def _shipments(view: OrderView, locale: str) -> list[str]:
    """Say who sends what and how far it is, where that is not all one; and what to track it by."""
    order, sends = view.order, view.parts
    moved = {str(s["seller"]): s for s in order.shipments if "seller" in s}
    lines = []
    whole = [_tracking(s, locale) for s in order.shipments if "seller" not in s and _tracked(s)]
    # Moved on as a whole, by a carrier or the desk, it has no parts to tell apart.
    apart = moved or order.status in ("pending", "changed")
    if len(sends) > 1 and apart and order.status in UNDER_WAY:
        lines.append(spoken.IN_PARTS.in_(locale, count=len(sends)))
        for seller, part in sends.items():
            parcel = moved.get(seller, {})
            status: Status = parcel.get("status", "pending")
            said = (STATES[status] if status != "pending" else spoken.WAITING).in_(locale)
            titles = part.titles
            goods = titles[0] if len(titles) == 1 else spoken.PRODUCTS.in_(locale, count=len(titles))
            numbers = f": {_tracked(parcel)}" if _tracked(parcel) else ""
            lines.append(f"{part.seller or words.THE_SHOP.in_(locale)}, {goods}: {said}{numbers}")
        return lines + whole
    return [_tracking(s, locale) for s in order.shipments if _tracked(s)]


def _tracking(shipment: Mapping[str, Any], locale: str) -> str:
    return spoken.TRACKING.in_(locale, numbers=_tracked(shipment))


def _tracked(shipment: Mapping[str, Any]) -> str:
    numbers = shipment.get("tracking_id") or shipment.get("tracking") or ""
    return ", ".join(numbers) if isinstance(numbers, list) else str(numbers)
