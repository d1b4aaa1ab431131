"""From cart to order by talking: address, delivery, payment, the whole shown once more, and a yes."""

import re
from datetime import timedelta
from typing import Any

from bot.actions.pay_words import ways_named, ways_said
from bot.actions.shelf import cart_reply, carts_of
from bot.dialogue.confirming import ask, never_mind
from bot.dialogue.turn import Answer, Tools, Turn, action, say
from chat.reply import Command, Option, Reply, text
from chat.service.conversations import Conversations
from chat.words import Words
from people.store.customers import address_of, put_address, put_phone
from shop.cart.cart import as_json
from shop.cart.pricing import Quote
from shop.checkout import approvals
from shop.checkout.limits import NeedsApproval, ways_to_pay
from shop.checkout.store import Checkout, Checkouts, Moved
from shop.delivery.offers import Deliveries
from shop.delivery.service import Delivery, deliveries
from shop.delivery.ways import Way, spoken_parts
from shop.errors import NotAllowed, ShopError
from shop.money import Money
from shop.orders.order import CASH, Order
from shop.orders.requests import ChangeAddress
from shop.orders.service import within
from shop.orders.service.orders import Orders
from shop.reading.addresses import parse_address, parted_phone, pin_code
from shop.reading.addresses import spoken as spoken_address
from shop.replies import order_reply
from storage.once import once

JUST_NOW = timedelta(minutes=10)  # a second tap so soon after an order is about that order


def checkouts_of(tools: Tools) -> Checkouts:
    return Checkouts(tools.db, carts_of(tools))


HOW_TO_PAY = Words("Shall I order this? Choose how to pay:", "Order kar dun? Chuniye, kaise pay karenge:")
WHICH_PHONE = Words(
    "Which phone number may the courier call? He comes for the cash.",
    "Courier kis phone number par call kare? Woh cash lene aayega.",
)
PHONE_NOTED = Words("Thank you. The courier calls {phone}.", "Shukriya. Courier {phone} par call karega.")


@action("checkout")
def checkout(turn: Turn, tools: Tools) -> Answer:  # noqa: PLR0911  # each way out is an answer
    """Show what will be ordered, where to and for how much; order on a yes."""
    said = str(turn.entity("text") or "")
    if said == "no":
        return say(text("All right, nothing was ordered. Your cart stays as it is."))
    if said.startswith("place|"):
        return _placed(turn, tools, *_parts(said, 3))
    if said.startswith("online|"):
        return _link(turn, tools, *_parts(said, 2))
    if said.startswith(("approve|", "refuse|")):
        return _approved(turn, tools, _parts(said, 1)[0], yes=said.startswith("approve|"))
    with tools.db.read() as tx:
        carts = carts_of(tools)
        quote, warnings = carts.priced(tx, carts.get(tx, turn.customer), turn.now)
        address = address_of(tx, turn.customer)
    if not quote.lines:
        return say(cart_reply(tools, turn.customer, turn.now))
    short = [w for w in warnings if "left" in w or "sold out" in w]
    if short:
        return say(cart_reply(tools, turn.customer, turn.now, "Before you order, some lines need a change:"))
    if not address:
        return ask_address(
            turn, tools, "Where shall it go? Send the address with its PIN code, and a phone number."
        )
    found = _deliveries(turn, tools, quote, address)
    try:
        way = found.chosen(said.removeprefix("way|"))
    except NotAllowed as refusal:
        return ask_address(turn, tools, str(refusal))
    return _review(turn, tools, found, way, address)


def _parts(said: str, count: int) -> list[str]:
    parts = said.split("|")[1:]
    return (parts + [""] * count)[:count]


def _deliveries(turn: Turn, tools: Tools, quote: Quote, address: dict[str, str]) -> Deliveries:
    with tools.db.read() as tx:
        skus = [line.sku for line in quote.lines]
        return deliveries(tx, skus, address.get("postcode", ""), quote.subtotal, turn.now)


def _review(
    turn: Turn, tools: Tools, found: Deliveries, way: Way, address: dict[str, str], lead: str = ""
) -> Answer:
    """Everything once more, with the ways to say yes."""
    with tools.db.read() as tx:
        carts = carts_of(tools)
        cart = carts.get(tx, turn.customer)
        quote, said = carts.priced(tx, cart, turn.now, way.cost)
        payable = ways_to_pay(tx, turn.customer)
    lines = [
        f"• {x.quantity} x {x.title} at {x.unit_price.spoken()} = {x.total.spoken()}" for x in quote.lines
    ]
    head = "\n".join(w for w in (lead, "You order:") if w)
    shown = Reply("cart", "\n".join([head, *lines]), lead=head, data={"cart": as_json(quote)})
    words = []
    if cart.voucher and not quote.voucher and said[-1] not in lead:
        words.append(said[-1])  # why it takes nothing off
    if quote.discount.minor:
        words.append(f"Voucher {quote.voucher}: -{quote.discount.spoken()}")
    words.append(f"Delivery: {way.spoken()}")
    parts = spoken_parts(found.parts(way))
    words += [parts] if parts else []
    phone = f", phone {address['phone']}" if address.get("phone") else ""
    words.append(f"To: {spoken_address(address)}{phone}")
    words.append(f"Total: {quote.total.spoken()}")
    words.append(HOW_TO_PAY.in_(turn.locale))
    options = [
        Option(title, Command("checkout", {"text": f"place|{method}|{way.id}|{quote.total.minor}"}))
        for method, title in payable
    ]
    if tools.extras.get("checkout_link"):
        title = "Pay online" if tools.extras.get("pays_online") else "Open the checkout page"
        options.append(Option(title, Command("checkout", {"text": f"online|{way.id}|{quote.total.minor}"})))
    options.append(never_mind("checkout"))
    return ask(turn, tools, "\n".join(words), *options, before=(shown,))


def _started(
    turn: Turn, tools: Tools, tx: Any, way: Way, shown: str, currency: str, address: dict[str, str]
) -> Checkout:
    return checkouts_of(tools).start(
        tx,
        turn.customer,
        turn.key("checkout"),
        turn.now,
        address=address,
        shown=Money(int(shown), currency) if shown.isdigit() else None,
        delivery=way.id,
        delivery_cost=way.cost,
        conversation=turn.conversation,
    )


def _priced(turn: Turn, tools: Tools) -> tuple[Quote, dict[str, str]]:
    with tools.db.read() as tx:
        carts = carts_of(tools)
        return carts.priced(tx, carts.get(tx, turn.customer), turn.now)[0], address_of(tx, turn.customer)


def _placed(  # noqa: PLR0911  # each way out is an answer
    turn: Turn, tools: Tools, method: str, way_id: str, shown: str
) -> Answer:
    """Order now: all of it in one transaction, once for this turn; or ask whose yes it needs."""
    quote, address = _priced(turn, tools)
    found = _deliveries(turn, tools, quote, address)
    try:
        way = found.chosen(way_id)
    except NotAllowed as refusal:
        return ask_address(turn, tools, str(refusal))

    def work(tx: Any) -> dict[str, str]:
        started = _started(turn, tools, tx, way, shown, quote.currency, address)
        try:
            return {"order": checkouts_of(tools).place(tx, started.id, method, turn.now).id}
        except NeedsApproval:
            return {"asked": approvals.ask(tx, Conversations(tools.db), started, method, turn.now)}

    try:
        done = once(tools.db, turn.key("place"), work)
    except ShopError as refusal:
        if not quote.lines and (just := _just_ordered(turn, tools)):  # tapped twice
            return just
        if not isinstance(refusal, Moved):
            return say(text(str(refusal)))
        if not quote.lines or "total is" not in str(refusal):
            return say(text(str(refusal)), cart_reply(tools, turn.customer, turn.now))
        return _review(turn, tools, found, way, address, lead=str(refusal))
    if "asked" in done:
        return say(text(done["asked"]))
    view = Orders(tools.db).view(done["order"])
    lead = f"Ordered. Your order number is {view.order.id}."
    if quote.lines:
        lead += f" {way.name}: {way.when()}."
    return _told(turn, tools, view.order, order_reply(view, lead), by=method)


def _told(turn: Turn, tools: Tools, order: Order, placed: Reply, *, by: str) -> Answer:
    """The order; who pays the courier is asked for a number to call, where none is known."""
    if by != CASH or order.address.get("phone") or turn.channel == "whatsapp":
        return say(placed)
    words = WHICH_PHONE.in_(turn.locale)
    typed = Command("change_address", {"order": order.id})
    return ask(turn, tools, words, typed=typed, entity="phone", before=(placed,))


def _just_ordered(turn: Turn, tools: Tools) -> Answer | None:
    """The order that a first tap of the same button placed a moment ago."""
    newest = next(iter(Orders(tools.db).views_of_customer(turn.customer, 1)), None)
    if newest is None or turn.now - newest.order.at > JUST_NOW:
        return None
    return say(order_reply(newest, f"This is ordered already: your order is {newest.order.id}."))


def _link(turn: Turn, tools: Tools, way_id: str, shown: str) -> Answer:
    """A link to the checkout page that shows exactly this cart; its stock is held meanwhile."""
    quote, address = _priced(turn, tools)
    if not quote.lines:
        return say(cart_reply(tools, turn.customer, turn.now))
    try:
        way = _deliveries(turn, tools, quote, address).chosen(way_id)
    except NotAllowed as refusal:
        return ask_address(turn, tools, str(refusal))

    def work(tx: Any) -> dict[str, str]:
        return {"checkout": _started(turn, tools, tx, way, shown, quote.currency, address).id}

    try:
        started = once(tools.db, turn.key("link"), work)
    except ShopError as refusal:
        return say(text(str(refusal)), cart_reply(tools, turn.customer, turn.now))
    words = (
        "Here is your checkout. The link opens on one device only and is good for 30 minutes; so long your "
        "goods are held for you."
    )
    return say(_page_link(tools, started["checkout"], words))


def _page_link(tools: Tools, checkout: str, words: str, **good_for: timedelta) -> Reply:
    url = tools.extras["checkout_link"](checkout, **good_for)
    return Reply("link", words, data={"url": url, "title": "Check out"})


def _approved(turn: Turn, tools: Tools, checkout: str, *, yes: bool) -> Answer:
    """The second person of a company says yes or no to an order; the buyer hears of it at once."""
    store = Conversations(tools.db)

    def work(tx: Any) -> str:
        found, order = approvals.answer(
            tx, checkouts_of(tools), store, turn.customer, checkout, yes, turn.now
        )
        if not yes:
            return "All right, it is not ordered, and the buyer knows."
        if order:
            return f"Approved: order {order.id} for {order.total.spoken()} is placed, and the buyer knows."
        link = _page_link(
            tools,
            checkout,
            "Your order is approved. Pay here to have it sent:",
            good_for=approvals.PAY_WITHIN,
        )
        approvals.tell(tx, store, found, link)
        return "Approved. The buyer has a link to pay now; the goods are held until then."

    try:
        return say(text(once(tools.db, turn.key("approve"), work)))
    except ShopError as refusal:
        return say(text(str(refusal)))


def ask_address(turn: Turn, tools: Tools, words: str) -> Answer:
    """Ask where to; what is typed next is taken for the address."""
    typed = Command("change_address", {"text": "typed"})
    return ask(turn, tools, words, typed=typed)


@action("change_address")
def change_address(turn: Turn, tools: Tools) -> Answer:  # noqa: PLR0911  # each way out is an answer
    """A new address for what comes, and for an order that is not packed yet, after a yes."""
    said = str(turn.entity("text") or "")
    if said == "no":
        return say(text("All right, the address stays as it is."))
    confirmed = said.startswith("yes|")
    order_id = str(turn.entity("order") or "")
    if turn.entity("phone"):
        return _phone_noted(turn, tools, order_id, str(turn.entity("phone")))
    words = said.removeprefix("yes|") if confirmed else turn.text
    try:
        address = parse_address(words)
    except NotAllowed as missing:
        if not re.search(r"\d{5,6}", words):
            return ask_address(turn, tools, f"What is the new address? {missing}")
        return ask_address(turn, tools, str(missing))
    with tools.db.read() as tx:
        before = address_of(tx, turn.customer)
    open_orders = [o for o in Orders(tools.db).of_customer(turn.customer, 5) if o.status == "pending"]
    if not confirmed:
        packed = f"yes|{words}"[:400]
        options = [Option("Yes, for what I order next", Command("change_address", {"text": packed}))]
        options += [
            Option(f"Yes, also for order {o.id}", Command("change_address", {"text": packed, "order": o.id}))
            for o in open_orders
        ]
        if not before:  # nothing to lose: take it, and go on with the checkout
            _write_address(turn, tools, address, "")
            return checkout(turn, tools) if _has_lines(turn, tools) else _noted(address)
        return ask(
            turn,
            tools,
            f"Send to {spoken_address(address)} from now on?",
            *options,
            never_mind("change_address"),
        )
    refusal = _write_address(turn, tools, address, order_id)
    if refusal:
        return say(text(refusal))
    return _noted(address, f" Order {order_id} goes there too." if order_id else "")


def _phone_noted(turn: Turn, tools: Tools, order_id: str, said: str) -> Answer:
    """The number that the courier calls, for this order and those to come."""
    phone = parted_phone(said)[1]

    def work(tx: Any) -> str:
        put_phone(tx, turn.customer, phone)
        try:
            order = within.theirs(tx, tools.db, turn.customer, order_id)
            address = {**order.address, "phone": phone}
            within.change_address(tx, tools.db, ChangeAddress(turn.customer, order_id, address), turn.now)
        except ShopError as err:
            return str(err)
        return ""

    refusal = str(once(tools.db, turn.key("phone"), work))
    return say(text(refusal or PHONE_NOTED.in_(turn.locale).format(phone=phone)))


def _noted(address: dict[str, str], also: str = "") -> Answer:
    phone = f" Phone {address['phone']}." if address.get("phone") else ""
    return say(text(f"Done: {spoken_address(address)}.{phone}{also}"))


def _has_lines(turn: Turn, tools: Tools) -> bool:
    with tools.db.read() as tx:
        return bool(carts_of(tools).get(tx, turn.customer).quantities)


def _write_address(turn: Turn, tools: Tools, address: dict[str, str], order_id: str) -> str:
    def work(tx: Any) -> str:
        if order_id:
            try:
                within.change_address(tx, tools.db, ChangeAddress(turn.customer, order_id, address), turn.now)
            except ShopError as err:
                return str(err)
        put_address(tx, turn.customer, address)
        return ""

    return str(once(tools.db, turn.key("address"), work))


DELIVERY_NOT_SET = Words(
    "We have not said yet where we deliver, what it costs or how long it takes. You can order all the same: "
    "after that you hear when it comes and what it costs.",
    "Delivery kahan, kitne me aur kitne din me hogi, yeh humne abhi tay nahi kiya hai. Aap order kar sakte "
    "hain: uske baad bataya jayega ki kab aayega aur kitna lagega.",
)


@action("delivery_options")
def delivery_options(turn: Turn, tools: Tools) -> Answer:
    """Ways, costs and days of delivery to a postcode."""
    with tools.db.read() as tx:
        carts = carts_of(tools)
        quote, _ = carts.priced(tx, carts.get(tx, turn.customer), turn.now)
        address = address_of(tx, turn.customer)
    if not Delivery(tools.db).ways().rates:
        return say(text(DELIVERY_NOT_SET.in_(turn.locale)))
    postcode = pin_code(turn.text) or address.get("postcode", "")
    if not postcode:
        return say(text("To which PIN code? For example: delivery to 411001."))
    found = _deliveries(turn, tools, quote, {"postcode": postcode}).ways
    if not found:
        return say(text(f"We do not deliver to {postcode}."))
    lines = [f"Delivery to {postcode}:", *(f"• {way.spoken()}" for way in found)]
    free = next((way for way in found if way.free_from and way.cost.minor), None)
    if free and free.free_from:
        lines.append(f"{free.name} delivery is free from {free.free_from.spoken()}.")
    if not quote.lines:
        return say(text("\n".join(lines)))
    options = [Option(way.name, Command("checkout", {"text": f"way|{way.id}"})) for way in found]
    return say(Reply("choice", "\n".join(lines), options=tuple(options)))


@action("payment_methods")
def payment_methods(turn: Turn, tools: Tools) -> Answer:
    """The ways in which this customer can pay, and whether the one that is named is among them."""
    return say(text(ways_said(turn, tools, ways_named(turn.text))))


PAYMENT_TROUBLE = Words(
    "Sorry about the trouble with the payment. {known} A person can look up what was paid.",
    "Payment ki dikkat ke liye maaf kijiye. {known} Kya kata hai, yeh hamare saathi dekh sakte hain.",
)
ORDER_KNOWN = Words(
    "Your latest order {order} was placed; paid so far: {paid}.",
    "Aapka pichhla order {order} ho gaya hai; ab tak mila: {paid}.",
)
NO_ORDER_KNOWN = Words(
    "I see no order of yours in the last hour.", "Pichhle ek ghante me aapka koi order nahi dikhta."
)
NO_ORDER_BUT_CART = Words(
    "I see no order of yours in the last hour; your cart is still there.",
    "Pichhle ek ghante me aapka koi order nahi dikhta; aapka cart waisa hi hai.",
)


@action("payment_problem")
def payment_problem(turn: Turn, tools: Tools) -> Answer:
    """A payment is not as it should be: say what the store knows, and offer the ways on."""
    with tools.db.read() as tx:
        filled = bool(carts_of(tools).get(tx, turn.customer).lines)
    mine = Orders(tools.db).of_customer(turn.customer, 1)
    if mine and (turn.now - mine[0].at).total_seconds() < 3600:
        known = ORDER_KNOWN.in_(turn.locale).format(order=mine[0].id, paid=mine[0].paid.spoken())
    else:
        known = (NO_ORDER_BUT_CART if filled else NO_ORDER_KNOWN).in_(turn.locale)
    words = PAYMENT_TROUBLE.in_(turn.locale).format(known=known)
    person = Option("Talk to a person", Command("human_agent", {"text": turn.text}))
    ways = (Option("Try again", Command("checkout")), Option("Other ways to pay", Command("payment_methods")))
    return say(Reply("choice", words, options=(*ways, person) if filled else (person,)))
