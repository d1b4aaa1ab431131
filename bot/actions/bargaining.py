"""What makes a cart cheaper: vouchers, and a seller's price for a quantity."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.actions.confirming import ask
from bot.actions.plainly import QUOTE_GOOD_FOR, QUOTED
from bot.actions.shelf import carts_of, matched, pointed_at, say_cart, whole_number
from bot.actions.turn import Answer, Tools, Turn, action, say
from chat.reply import Command, text
from shop.errors import ShopError
from shop.money import Money
from shop.money_words import parse_money
from shop.quantity import Wanted, parse_wanted, whole
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


# "Ask if they can do 120 each": what is wished for, not how many.
_PRICE = re.compile(
    r"(?:\b(?:at|do|for|give|make|go)\s+)?(?:rs\.?\s*|₹\s*)?(\d+(?:\.\d+)?)\s*(?:rs|rupees|rupaye|/-)?\s*"
    r"(?:each|per (?:piece|packet|pc|kg|unit)|a piece|ek ka)\b",
    re.IGNORECASE,
)
# What is said around the goods that a better price is asked for.
_BARGAINING = re.compile(
    r"\b(?:quote|quotation|best|price|prices|rate|rates|better|lower|special|good|last|discount|bulk|can|could|get"
    r"|what|is|on|a|an|the|i|me|if|they|you|do|ask|seller|for|of|these|this|that|it|them|those|need|want|take"
    r"|would|any|thoda|aur|kam|karo|na|chahiye|se|puch|lo|ho|hoga|to|kya|milega|please|order|buy|agar|mai|lu|lagega)\b",
    re.IGNORECASE,
)


def _many(said: str) -> int:
    """ "I would take 200 of these": the one number in it."""
    numbers = re.findall(r"(?<![\d.,])\d{2,7}(?![\d.,])", said)
    return int(numbers[0]) if len(numbers) == 1 else 0


def _price(said: str, wanted: Wanted) -> Money | None:
    found = _PRICE.search(said)
    return parse_money(found[1]) if found else wanted.price


@action("request_quote")
def request_quote(turn: Turn, tools: Tools) -> Answer:
    """Ask the seller for a better price on a quantity."""
    wanted = parse_wanted(turn.text)
    words = " ".join(_BARGAINING.sub(" ", parse_wanted(_PRICE.sub(" ", turn.text)).words).split())
    words = words if re.search(r"[^\W\d_]{3,}", words) else ""
    price = _price(turn.text, wanted)
    kept = tools.contexts.get(turn.customer, QUOTED, within=QUOTE_GOOD_FOR, now=turn.now)
    earlier = kept if isinstance(kept, Mapping) and not words and not turn.entity("sku") else None
    sku = turn.entity("sku") or (earlier["sku"] if earlier else pointed_at(turn, tools, words))
    product = tools.catalogue.product(str(sku)) if sku else None
    if product is None and words:
        found = matched(turn, tools, words)
        best = found.sure or (found.asked[0] if found.asked else None)
        product = best.product if best else None
    if product is None:
        return say(text("For which product, and how many? For example: quote for 500 maggi 70g."))
    try:
        counted = parse_wanted(_PRICE.sub(" ", turn.text)).count if price else wanted.count
        said = whole(counted, 10**7) if counted else _many(_PRICE.sub(" ", turn.text))
        quantity = whole_number(turn.entity("quantity")) or said
    except ShopError as err:
        return say(text(str(err)))
    quantity = quantity or int(earlier["quantity"] if earlier else 0)
    if not quantity:
        counted_as = Command("request_quote", {"sku": product.sku})
        question = f"How many {product.title} would you take? For example: quote for 500."
        return ask(turn, tools, question, counted=counted_as)
    number = once(
        tools.db,
        turn.key("quote"),
        lambda tx: ask_quote(tx, turn.customer, turn.conversation, product, quantity, price, turn.now),
    )
    tools.contexts.put(turn.customer, QUOTED, {"sku": product.sku, "quantity": quantity}, turn.now)
    wish = f"{price.spoken()} each" if price else "a price"
    return say(
        text(
            f"I asked the seller for {wish} on {quantity:,} x {product.title} "
            f"(list price {product.unit_price_at(quantity).spoken()} each). Quote {number}: "
            "the answer comes here."
        )
    )
