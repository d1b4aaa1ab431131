"""The cart by talking: add, change, take out, whole lists, the last order again, vouchers, quotes."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

from bot.actions.confirming import ask, never_mind
from bot.actions.shelf import carts_of, matched, pointed_at, say_cart, touched, whole_number
from bot.actions.suggested import goes_with, note_added
from bot.actions.turn import Answer, Tools, Turn, action, say
from chat.reply import Command, Option, Reply, choice, text
from shop import cart as shop_cart
from shop.cart import Cart
from shop.catalogue import Product
from shop.dates import parse_period
from shop.errors import ShopError
from shop.lists import MOST_LINES, pieces
from shop.matching import Candidate
from shop.orders import Order
from shop.pricing import nearest
from shop.quantity import parse_wanted, whole
from storage.effects import once
from storage.orders import Orders
from storage.quotes import ask_quote

LINES_AT_ONCE = 150


def _changed(turn: Turn, tools: Tools, how: Callable[[Cart], Cart]) -> str:
    """Change the cart once for this turn; the refusal's sentence, or nothing."""
    carts = carts_of(tools)

    def work(tx: Any) -> str:
        try:
            carts.change(tx, turn.customer, how, turn.now)
        except ShopError as err:
            return str(err)
        return ""

    return str(once(tools.db, turn.key("cart"), work))


def _put_one(turn: Turn, tools: Tools, product: Product, quantity: int, *, add: bool) -> Answer:
    """Put one product in; a quantity that it isn't sold in is answered with those that would do."""
    there = _in_cart(turn, tools).quantities.get(product.sku, 0) if add else 0
    below, above = nearest(product, there + quantity)
    if quantity > 0 and there + quantity not in (below, above):
        fits = [q for q in (below, above) if q]
        why = f"from {above} pieces on" if below is None else f"in steps of {product.multiple}"
        options = [
            Option(f"{q} pieces", Command("update_cart", {"sku": product.sku, "quantity": q})) for q in fits
        ]
        return ask(turn, tools, f"{product.title} is sold {why}. How many shall it be?", *options)
    how = shop_cart.add if add else shop_cart.put
    refusal = _changed(turn, tools, lambda cart: how(cart, product, quantity))
    if refusal:
        return say(text(refusal))
    touched(turn, tools, product.sku)
    note_added(turn, tools, [product.sku])
    verb = "Added" if add else "Set"
    return say_cart(turn, tools, f"{verb}: {quantity} x {product.title}.")


def _in_cart(turn: Turn, tools: Tools) -> Cart:
    with tools.db.read() as tx:
        return carts_of(tools).get(tx, turn.customer)


@action("view_cart")
def view_cart(turn: Turn, tools: Tools) -> Answer:
    """The cart as it is now, and what goes with it."""
    shown = say_cart(turn, tools)
    more = goes_with(turn, tools, _in_cart(turn, tools).quantities)
    return replace(shown, replies=(*shown.replies, more)) if more else shown


@action("add_to_cart")
def add_to_cart(turn: Turn, tools: Tools) -> Answer:
    """Add a product: tapped, pointed at, or named with a quantity; then the list's next question."""
    rest = turn.entity("rest")
    questions = _ask_line(turn, tools, rest) if isinstance(rest, list) else []
    if turn.entity("skip"):
        return say(*questions) if questions else say_cart(turn, tools, "All right.")
    added = _add_one(turn, tools)
    return replace(added, replies=(*added.replies, *questions)) if questions else added


def _add_one(turn: Turn, tools: Tools) -> Answer:
    wanted = parse_wanted(turn.text)
    sku = turn.entity("sku")
    if not sku and len(pieces(turn.text)) <= 1:
        sku = pointed_at(turn, tools, wanted.words)
    if not sku:
        return take_list(turn, tools, turn.text)
    product = tools.catalogue.product(str(sku))
    if product is None:
        return say(text("That product is not sold any more."))
    quantity = whole_number(turn.entity("quantity"))
    if quantity is None:
        tapped = bool(turn.entity("sku"))
        try:
            said = wanted.count if wanted.count is not None and not tapped else None
            there = _in_cart(turn, tools).quantities.get(product.sku, 0)
            least = nearest(product, there + 1)[1] - there
            quantity = whole(said) if said is not None else least
        except ShopError as err:
            return say(text(str(err)))
    return _put_one(turn, tools, product, quantity, add=True)


@action("order_list")
def order_list(turn: Turn, tools: Tools) -> Answer:
    """Several products at once: typed, pasted or in a file."""
    file = tools.extras.get("list_of_file")
    typed = turn.text
    if turn.attachments and file:
        try:
            typed = "\n".join([*(file(attached) for attached in turn.attachments), turn.text])
        except ShopError as err:
            return say(text(str(err)))
    return take_list(turn, tools, typed)


def take_list(turn: Turn, tools: Tools, typed: str) -> Answer:
    """Add what is sure, ask about what is not, name what is unknown."""
    wishes = pieces(typed)
    if not wishes:
        return say(text("What shall I put into your cart? For example: 20 maggi 70g, 10kg sugar."))
    if len(wishes) > min(LINES_AT_ONCE, MOST_LINES):
        most = f"more than {LINES_AT_ONCE} lines. Please send it in parts; nothing was added yet."
        return say(text(f"That list has {most}"))
    impossible = [said for wish in wishes if (said := _impossible(wish))]
    wishes = [wish for wish in wishes if not _impossible(wish)]
    found = [matched(turn, tools, wish) for wish in wishes]
    sure = [m.sure for m in found if m.sure]
    fitting = [c for c in sure if _fits(c)]
    refused = _add_all(turn, tools, fitting) if fitting else {}
    added = [c for c in fitting if c.product.sku not in refused]
    # One question at a time, so that a typed number can only answer the one that is seen.
    open_lines = [m.text for m in found if (m.sure and not _fits(m.sure)) or (not m.sure and m.asked)]
    questions = _ask_line(turn, tools, open_lines)
    unknown = [m.text for m in found if not m.sure and not m.asked]
    if added:
        note_added(turn, tools, [c.product.sku for c in added])
        touched(turn, tools, added[-1].product.sku)
    lead = [f"Added {len(added)} of {len(wishes)} lines." if len(wishes) > 1 else "Added." if added else ""]
    lead += [*impossible, *refused.values()]
    if unknown:
        lead.append("I found nothing like: " + "; ".join(unknown[:10]) + ".")
    if len(open_lines) > 1:
        lead.append(f"{len(open_lines)} lines need a word from you, one after the other.")
    words = "\n".join(line for line in lead if line)
    if not added and not questions:
        return say(text(words))
    if not added:
        return say(*([text(words)] if words else []), *questions)
    return say_cart(turn, tools, words, *questions)


def _ask_line(turn: Turn, tools: Tools, lines: Sequence[str]) -> list[Reply]:
    """The question about the first of these lines; its options carry the rest along."""
    for place, line in enumerate(lines):
        found, rest = matched(turn, tools, line), list(lines[place + 1 :])
        if found.sure and not _fits(found.sure):
            return [_how_many(found.sure, rest)]
        candidates = found.asked or ((found.sure,) if found.sure else ())
        if candidates:
            return [_which(line, candidates, rest)]
    return []


def _impossible(wish: str) -> str:
    """Why this can't be ordered, whatever it names: 0, -3, 10^9."""
    count = parse_wanted(wish).count
    if count is None or count.denominator != 1:
        return ""
    try:
        whole(count)
    except ShopError as err:
        return f"{wish}: {err}"
    return ""


def _fits(candidate: Candidate) -> bool:
    quantity = candidate.quantity
    if quantity.denominator != 1 or quantity < 1:
        return False
    return int(quantity) in nearest(candidate.product, int(quantity))


def _add_all(turn: Turn, tools: Tools, chosen: Sequence[Candidate]) -> dict[str, str]:
    """Add these in one step; gives the refusals by SKU."""
    carts = carts_of(tools)

    def work(tx: Any) -> dict[str, str]:
        refused: dict[str, str] = {}
        cart = carts.get(tx, turn.customer, lock=True)
        before = cart.lines
        for one in chosen:
            try:
                cart = shop_cart.add(cart, one.product, int(one.quantity))
            except ShopError as err:
                refused[one.product.sku] = str(err)
        carts.keep(tx, replace(cart, undo=before), turn.now)
        return refused

    result: dict[str, str] = once(tools.db, turn.key("list"), work)
    return result


def _which(line: str, candidates: Sequence[Candidate], rest: list[str]) -> Reply:
    """Which of two or three was meant."""
    options = []
    for candidate in candidates:
        quantity = _near(candidate)
        title = f"{quantity} x {candidate.product.title}"
        wanted = {"sku": candidate.product.sku, "quantity": quantity, "rest": rest}
        command = Command("add_to_cart", wanted)
        options.append(Option(title, command, candidate.product.price.spoken() + " each"))
    return choice(f"“{line}”: which one do you mean?", *options, *_skip(rest))


def _skip(rest: list[str]) -> tuple[Option, ...]:
    """Leave this line out and go on with the next."""
    return (Option("Skip this line", Command("add_to_cart", {"skip": True, "rest": rest})),) if rest else ()


def _how_many(candidate: Candidate, rest: list[str]) -> Reply:
    product, quantity = candidate.product, candidate.quantity
    below, above = nearest(product, max(1, int(quantity)))
    fits = [q for q in dict.fromkeys((below, above)) if q]
    options = [
        Option(
            f"{q} x {product.title}",
            Command("add_to_cart", {"sku": product.sku, "quantity": q, "rest": rest}),
        )
        for q in fits
    ]
    said = str(quantity) if quantity.denominator == 1 else f"{float(quantity):g}"
    return choice(f"{product.title} is not sold by {said}. How many shall it be?", *options, *_skip(rest))


def _near(candidate: Candidate) -> int:
    whole_part = max(1, int(candidate.quantity))
    below, above = nearest(candidate.product, whole_part)
    return whole_part if whole_part in (below, above) else above


@action("update_cart")
def update_cart(turn: Turn, tools: Tools) -> Answer:  # noqa: PLR0911  # each way out is an answer
    """Another quantity: "make it 30", "maggi 20 instead", "no, 20 not 12"; or undo."""
    if turn.entity("text") == "undo" or re.search(r"\b(undo|wapas)\b", turn.text.lower()):
        refusal = _changed(turn, tools, shop_cart.undo)
        return say(text(refusal)) if refusal else say_cart(turn, tools, "Undone.")
    wanted = parse_wanted(turn.text)
    product = _meant_in_cart(turn, tools, wanted.words)
    if product is None:
        if wanted.words and wanted.count is not None:
            return take_list(turn, tools, turn.text)
        return say_cart(turn, tools, "Which line shall I change, and to how many?")
    quantity = whole_number(turn.entity("quantity"))
    try:
        if quantity is None and wanted.count is None:
            return say(text(f"How many {product.title} shall it be?"))
        if quantity is None:
            quantity = 0 if wanted.count == 0 else whole(Fraction(wanted.count or 0))
    except ShopError as err:
        return say(text(str(err)))
    if re.search(r"\b(more|extra|aur|zyada)\b", turn.text.lower()) and not turn.entity("quantity"):
        return _put_one(turn, tools, product, quantity, add=True)
    return _put_one(turn, tools, product, quantity, add=False)


@action("remove_from_cart")
def remove_from_cart(turn: Turn, tools: Tools) -> Answer:
    """Take a product out."""
    words = re.sub(
        r"\b(remove|delete|take|out|hata|hatao|nikal|nikalo|from|cart|do|dont|don't)\b",
        " ",
        turn.text.lower(),
    )
    product = _meant_in_cart(turn, tools, parse_wanted(words).words)
    if product is None:
        return say_cart(turn, tools, "Which line shall I take out?")
    refusal = _changed(turn, tools, lambda cart: shop_cart.remove(cart, product.sku))
    return say(text(refusal)) if refusal else say_cart(turn, tools, f"Taken out: {product.title}.")


def _meant_in_cart(turn: Turn, tools: Tools, words: str) -> Product | None:
    """The product of the cart that is tapped, named, or was touched last."""
    sku = turn.entity("sku")
    if sku:
        return tools.catalogue.product(str(sku))
    cart = _in_cart(turn, tools)
    there = tools.catalogue.products([line.sku for line in cart.lines])
    words = re.sub(
        r"\b(make|change|set|update|instead|quantity|karo|kardo|kar|it|this|only|to)\b", " ", words
    ).strip()
    if words:
        found = matched(turn, tools, words, only=there)
        best = found.sure or (found.asked[0] if len(found.asked) == 1 else None)
        if best:
            return best.product
        if found.asked:
            return None
    last = tools.contexts.get(turn.customer, "touched", within=timedelta(hours=12), now=turn.now)
    if not words:
        return next((p for p in there if p.sku == last), there[0] if len(there) == 1 else None)
    return None


@action("clear_cart")
def clear_cart(turn: Turn, tools: Tools) -> Answer:
    """Empty the cart, after a yes."""
    if turn.entity("text") == "no":
        return say_cart(turn, tools, "Left as it is.")
    count = len(_in_cart(turn, tools).lines)
    if not count:
        return say_cart(turn, tools)
    if turn.entity("text") != "yes":
        yes = Option("Yes, empty it", Command("clear_cart", {"text": "yes"}))
        return ask(turn, tools, f"Take all {count} lines out of your cart?", yes, never_mind("clear_cart"))
    refusal = _changed(turn, tools, shop_cart.clear)
    return say(text(refusal)) if refusal else say_cart(turn, tools, "Your cart is empty now.")


@action("repeat_order")
def repeat_order(turn: Turn, tools: Tools) -> Answer:
    """The last order again, or that of last month, with changes: "but double the rice"."""
    said = str(turn.entity("text") or "")
    if said == "no":
        return say(text("All right, nothing was added."))
    confirmed = said.startswith("yes|")
    asked = said.removeprefix("yes|") if confirmed else turn.text
    order = _order_to_repeat(turn, tools, asked)
    if order is None:
        return say(text("I find no earlier order of yours to repeat. Tell me what you need."))
    chosen, gone = _repeated(turn, tools, order, asked)
    if not chosen:
        return say(text("Nothing of that order is sold any more. Tell me what you need instead."))
    if not confirmed:
        lines = "\n".join(f"• {int(c.quantity)} x {c.product.title}" for c in chosen)
        left_out = f"\nNot sold any more: {', '.join(gone)}." if gone else ""
        yes = Option(
            "Yes, add these", Command("repeat_order", {"order": order.id, "text": f"yes|{asked}"[:200]})
        )
        words = f"Order {order.id} of {order.at:%d %B}:\n{lines}{left_out}\nAdd these to your cart?"
        return ask(turn, tools, words, yes, never_mind("repeat_order"))
    refused = _add_all(turn, tools, chosen)
    return say_cart(turn, tools, "\n".join(["Added your earlier order.", *refused.values()]))


def _order_to_repeat(turn: Turn, tools: Tools, asked: str) -> Order | None:
    with Orders(tools.db).reading() as book:
        mine = book.of_customer(turn.customer, limit=60)
    named = str(turn.entity("order") or "")
    for order in mine:
        if order.id == named or (order.id.lower() in asked.lower()):
            return order
    span = parse_period(asked, turn.now.date())
    within = [o for o in mine if span and span[0] <= o.at.date() <= span[1]]
    return next(iter(within or mine), None)


def _repeated(turn: Turn, tools: Tools, order: Order, asked: str) -> tuple[list[Candidate], list[str]]:
    """The order's lines as they can be bought today, with the changes that were asked for."""
    there = {p.sku: p for p in tools.catalogue.products([line.sku for line in order.lines]) if p.active}
    quantities = {line.sku: Fraction(line.quantity) for line in order.lines}
    for sign, times in (
        ("double|twice|dugna", 2),
        ("triple", 3),
        ("half|aadha", Fraction(1, 2)),
        ("without|no|bina", 0),
    ):
        for found in re.finditer(
            rf"\b(?:{sign})\s+(?:the\s+|of\s+)?([a-z' ]+?)(?=$|,|\band\b|\bbut\b)", asked.lower()
        ):
            for sku, product in there.items():
                named = matched(turn, tools, found[1], only=[product])
                if (named.sure or named.asked) and (named.sure or named.asked[0]).score >= 0.5:
                    quantities[sku] = quantities[sku] * times
    chosen = []
    for sku, product in there.items():
        if quantities[sku] > 0:
            least = nearest(product, max(1, -(-quantities[sku].numerator // quantities[sku].denominator)))
            chosen.append(Candidate(product, Fraction(least[1]), 1.0))
    return chosen, [line.title for line in order.lines if line.sku not in there]


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
