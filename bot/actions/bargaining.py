"""What makes a cart cheaper: vouchers, and a seller's price for a quantity."""

import re
from dataclasses import replace
from typing import Any

from bot.actions.shelf import carts_of, matched, pointed_at, say_cart, whole_number
from bot.actions.turn import Answer, Tools, Turn, action, say
from chat.reply import text
from shop.errors import ShopError
from shop.quantity import parse_wanted, whole
from storage.effects import once
from storage.quotes import ask_quote


@action("apply_voucher")
def apply_voucher(turn: Turn, tools: Tools) -> Answer:
    """Use a voucher on the cart."""
    carts = carts_of(tools)
    codes = [
        w
        for w in re.findall(r"[A-Za-z0-9][A-Za-z0-9-]{2,39}", turn.text)
        if any(c.isdigit() for c in w) or w.isupper()
    ]
    if not codes:
        return say(text("Which voucher? Send me its code, for example: voucher WELCOME50."))

    def work(tx: Any) -> str:
        cart = carts.get(tx, turn.customer, lock=True)
        quote, _ = carts.priced(tx, replace(cart, voucher=""), turn.now)
        group = carts.group(tx, turn.customer)
        refusal = ""
        for code in codes:
            try:
                found = carts.voucher(tx, code, turn.customer, group, quote.subtotal, turn.now)
            except ShopError as err:
                refusal = str(err)
                continue
            carts.keep(tx, replace(cart, voucher=found.code), turn.now)
            return ""
        return refusal

    refusal = once(tools.db, turn.key("voucher"), work)
    return say(text(refusal)) if refusal else say_cart(turn, tools, "The voucher is on your cart.")


@action("request_quote")
def request_quote(turn: Turn, tools: Tools) -> Answer:
    """Ask the seller for a better price on a quantity."""
    wanted = parse_wanted(turn.text)
    words = re.sub(
        r"\b(quote|quotation|best|price|rate|better|discount|bulk|can|get|what|is|on|a)\b", " ", wanted.words
    )
    sku = turn.entity("sku") or pointed_at(turn, tools, " ".join(words.split()))
    product = tools.catalogue.product(str(sku)) if sku else None
    if product is None and words.strip():
        found = matched(turn, tools, " ".join(words.split()))
        best = found.sure or (found.asked[0] if found.asked else None)
        product = best.product if best else None
    if product is None:
        return say(text("For which product, and how many? For example: quote for 500 maggi 70g."))
    try:
        quantity = whole_number(turn.entity("quantity")) or (
            whole(wanted.count, 10**7) if wanted.count else 0
        )
    except ShopError as err:
        return say(text(str(err)))
    if not quantity:
        return say(text(f"How many {product.title} would you take? For example: quote for 500."))
    number = once(
        tools.db,
        turn.key("quote"),
        lambda tx: ask_quote(tx, turn.customer, turn.conversation, product, quantity, wanted.price, turn.now),
    )
    return say(
        text(
            f"I asked the seller for a price on {quantity:,} x {product.title} "
            f"(list price {product.unit_price_at(quantity).spoken()} each). Quote {number}: "
            "the answer comes here."
        )
    )
