"""What makes a cart cheaper: vouchers, and a seller's price for a quantity."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.actions.confirming import ask, never_mind
from bot.actions.plainly import QUOTE_GOOD_FOR, QUOTED
from bot.actions.shelf import carts_of, matched, pointed_at, say_cart, whole_number
from bot.actions.turn import Answer, Tools, Turn, action, say
from bot.words import bargaining as words
from chat.reply import Command, Option, choice, text
from chat.words import Words
from shop.catalogue import Product
from shop.errors import ShopError
from shop.money import Money
from shop.money_words import parse_money
from shop.pricing import nearest
from shop.quantity import parse_wanted, whole
from storage.effects import once
from storage.quotes import ask_quote, withdraw_quote


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
        return say(text(words.WHICH_VOUCHER.in_(turn.locale)))

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
    return say(text(refusal)) if refusal else say_cart(turn, tools, words.VOUCHER_TAKEN.in_(turn.locale))


# "Ask if they can do 120 each": what is wished for, not how many.
_PRICE = re.compile(
    r"(?:\b(?:at|do|for|give|make|go)\s+)?(?:rs\.?\s*|₹\s*)?(?<!\d)(\d+(?:\.\d+)?)\s*+(?:(?:rs|rupees|rupaye|/-)\s*+)?"
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


def _price(said: str) -> Money | None:
    found = _PRICE.search(said)
    return parse_money(found[1]) if found else parse_wanted(said).price


@action("request_quote")
def request_quote(turn: Turn, tools: Tools) -> Answer:  # noqa: PLR0911  # each way out is an answer
    """Ask the seller for a better price on a quantity, once the buyer has seen what is asked."""
    said_so = turn.entity("text")
    if said_so == "yes":
        return _sent(turn, tools)
    if said_so == "withdraw":
        return _withdrawn(turn, tools)
    if said_so == "no":
        tools.contexts.drop(turn.customer, QUOTED)
        return say(text(words.NOBODY_ASKED.in_(turn.locale)))
    cut = _PRICE.sub(" ", turn.text)
    wish = " ".join(_BARGAINING.sub(" ", cut).split())
    wanted = parse_wanted(wish)
    named = wanted.words if re.search(r"[^\W\d_]{3,}", wanted.words) else ""
    price = _price(turn.text)
    kept = tools.contexts.get(turn.customer, QUOTED, within=QUOTE_GOOD_FOR, now=turn.now)
    earlier = kept if isinstance(kept, Mapping) and not named and not turn.entity("sku") else None
    sku = turn.entity("sku") or (earlier["sku"] if earlier else pointed_at(turn, tools, named))
    product = tools.catalogue.product(str(sku)) if sku else None
    counted = wanted.count
    if product is None and named:
        found = matched(turn, tools, wish)  # size, pack and cases count, as they do in a list
        best = found.sure or (found.asked[0] if found.asked else None)
        product = best.product if best else None
        counted = best.quantity if best and counted else counted
    if product is None:
        return say(text(words.WHICH_GOODS.in_(turn.locale)))
    try:
        said = whole(counted, 10**7) if counted else _many(cut)
        quantity = whole_number(turn.entity("quantity")) or said
    except ShopError as err:
        return say(text(str(err)))
    quantity = quantity or int(earlier["quantity"] if earlier else 0)
    if not quantity:
        counted_as = Command("request_quote", {"sku": product.sku})
        question = words.HOW_MANY.in_(turn.locale).format(title=product.title)
        return ask(turn, tools, question, counted=counted_as)
    minor = price.minor if price else whole_number(turn.entity("price"))  # tapped, or typed before a count
    price = Money(minor, product.price.currency) if minor else None
    wished = {"sku": product.sku, "quantity": quantity} | ({"price": minor} if minor else {})
    fitting = [count for count in nearest(product, quantity) if count]
    if quantity not in fitting:  # at any price, the cart would not take it
        return _how_many_then(turn, tools, product, wished, fitting)
    question = _told(words.SHALL_I, turn, product, quantity, price)
    tools.contexts.put(turn.customer, QUOTED, wished, turn.now)
    yes = Option(words.YES_ASK.in_(turn.locale), Command("request_quote", {**wished, "text": "yes"}))
    return ask(turn, tools, question, yes, never_mind("request_quote"))


def _how_many_then(
    turn: Turn, tools: Tools, product: Product, wished: Mapping[str, Any], fitting: list[int]
) -> Answer:
    """So many are not sold: what can be had next to it, with the price that was wished for."""
    counts = " / ".join(f"{count:,}" for count in fitting)
    question = words.NOT_SO_MANY.in_(turn.locale).format(
        title=product.full_name, quantity=f"{wished['quantity']:,}", counts=counts
    )
    options = [
        Option(f"{count:,}", Command("request_quote", {**wished, "quantity": count})) for count in fitting
    ]
    counted = Command("request_quote", {name: wished[name] for name in wished if name != "quantity"})
    return ask(turn, tools, question, *options, never_mind("request_quote"), counted=counted)


def _sent(turn: Turn, tools: Tools) -> Answer:
    """What was shown and agreed to goes to the seller."""
    product = tools.catalogue.product(str(turn.entity("sku")))
    quantity, minor = whole_number(turn.entity("quantity")), whole_number(turn.entity("price"))
    if product is None or not quantity:
        return say(text(words.GONE.in_(turn.locale)))
    price = Money(minor, product.price.currency) if minor else None
    number = once(
        tools.db,
        turn.key("quote"),
        lambda tx: ask_quote(tx, turn.customer, turn.conversation, product, quantity, price, turn.now),
    )
    wished = {"sku": product.sku, "quantity": quantity, "number": number}
    tools.contexts.put(turn.customer, QUOTED, wished, turn.now)
    said = _told(words.ASKED, turn, product, quantity, price, number=number)
    back = Command("request_quote", {"text": "withdraw", "number": number})
    return say(choice(said, Option(words.WITHDRAW.in_(turn.locale), back)))


def _withdrawn(turn: Turn, tools: Tools) -> Answer:
    """The wish for a price is taken back: the one tapped, or the last one."""
    kept = tools.contexts.get(turn.customer, QUOTED, within=QUOTE_GOOD_FOR, now=turn.now)
    last = kept.get("number") if isinstance(kept, Mapping) else None
    number = str(turn.entity("number") or last or "")
    tools.contexts.drop(turn.customer, QUOTED)
    if not number:
        return say(text(words.NOBODY_ASKED.in_(turn.locale)))
    done = once(tools.db, turn.key("withdraw"), lambda tx: withdraw_quote(tx, turn.customer, number))
    said = words.WITHDRAWN if done else words.CLOSED
    return say(text(said.in_(turn.locale).format(number=number)))


def _told(
    said: Words, turn: Turn, product: Product, quantity: int, price: Money | None, *, number: str = ""
) -> str:
    """What is asked of a seller, in the buyer's language."""
    hoped = (words.HOPED if price else words.ANY_PRICE).in_(turn.locale)
    return said.in_(turn.locale).format(
        hoped=hoped.format(price=price.spoken()) if price else hoped,
        quantity=f"{quantity:,}",
        title=product.full_name,
        usual=product.unit_price_at(quantity).spoken(),
        number=number,
    )
