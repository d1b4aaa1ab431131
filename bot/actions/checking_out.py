"""From cart to order by talking: address, delivery, payment, the whole shown once more, and a yes."""

import re
from datetime import timedelta

from bot.actions.pay_words import ways_named, ways_said
from bot.actions.shelf import cart_reply, carts_of
from bot.dialogue.confirming import ask, never_mind
from bot.dialogue.turn import Answer, Tools, Turn, action, say
from chat.reply import Command, Option, Reply, text
from chat.words import Words
from shop.cart.cart import as_json
from shop.checkout.checkout import Decide, Moved, PlaceOrder, Review, StartCheckout
from shop.checkout.service.addresses import Addresses, NotePhone, SetAddress
from shop.checkout.service.checkouts import Checkouts
from shop.checkout.service.offers import CheckoutOffers
from shop.delivery.ways import spoken_parts
from shop.errors import NotAllowed, ShopError
from shop.money import Money
from shop.orders.order import CASH, Order
from shop.orders.service.orders import Orders
from shop.reading.addresses import parse_address, parted_phone, pin_code
from shop.reading.addresses import spoken as spoken_address
from shop.refusals import Refused
from shop.replies import order_reply

SHORT = ("left_out", "short", "short_of_all")  # notes on lines that can't be ordered as they are
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
def checkout(turn: Turn, tools: Tools) -> Answer:  # each way out is an answer
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
    review = CheckoutOffers(carts_of(tools)).review(turn.customer, turn.now, said.removeprefix("way|"))
    if any(note.code in SHORT for note in review.priced.notes) and review.priced.quote.lines:
        return say(cart_reply(tools, turn.customer, turn.now, "Before you order, some lines need a change:"))
    return _review(turn, tools, review)


def _parts(said: str, count: int) -> list[str]:
    parts = said.split("|")[1:]
    return (parts + [""] * count)[:count]


def _review(turn: Turn, tools: Tools, review: Review, lead: str = "") -> Answer:
    """Everything once more, with the ways to say yes."""
    found, way, address = review.deliveries, review.way, review.address
    if review.refused and review.refused.code == "cart_empty":
        return say(cart_reply(tools, turn.customer, turn.now))
    if found is None or way is None:
        return ask_address(turn, tools, str(review.refused))
    quote, voucher_refused = review.priced.quote, review.priced.voucher_refused
    lines = [
        f"• {x.quantity} x {x.title} at {x.unit_price.spoken()} = {x.total.spoken()}" for x in quote.lines
    ]
    head = "\n".join(w for w in (lead, "You order:") if w)
    shown = Reply("cart", "\n".join([head, *lines]), lead=head, data={"cart": as_json(quote)})
    words = []
    if voucher_refused and str(voucher_refused) not in lead:
        words.append(str(voucher_refused))
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
        for method, title in review.payable
    ]
    if tools.extras.get("checkout_link"):
        title = "Pay online" if tools.extras.get("pays_online") else "Open the checkout page"
        options.append(Option(title, Command("checkout", {"text": f"online|{way.id}|{quote.total.minor}"})))
    options.append(never_mind("checkout"))
    return ask(turn, tools, "\n".join(words), *options, before=(shown,))


def _placed(turn: Turn, tools: Tools, method: str, way: str, shown: str) -> Answer:
    """Order now, once for this turn; or ask whose yes it needs."""
    asked = PlaceOrder(
        turn.customer, method, way, _shown(turn, tools, shown), turn.conversation, turn.key("place")
    )
    try:
        done = checkouts_of(tools).place_order(asked, turn.now)
    except ShopError as refusal:
        return _not_placed(turn, tools, way, refusal)
    if done.approval:
        return say(text(str(done.approval)))
    view = Orders(tools.db).view(done.order)
    lead = f"Ordered. Your order number is {view.order.id}."
    if done.way:
        lead += f" {done.way.name}: {done.way.when()}."
    return _told(turn, tools, view.order, order_reply(view, lead), by=method)


def _not_placed(turn: Turn, tools: Tools, way: str, refusal: ShopError) -> Answer:
    """Why nothing was ordered: with the new total to look at, the cart, or the order of a first tap."""
    code = refusal.reason.code if isinstance(refusal, Refused) else ""
    if code == "cart_empty" and (just := _just_ordered(turn, tools)):  # tapped twice
        return just
    if code == "not_delivered":
        return ask_address(turn, tools, str(refusal))
    if code == "total_moved":
        review = CheckoutOffers(carts_of(tools)).review(turn.customer, turn.now, way)
        return _review(turn, tools, review, lead=str(refusal))
    if isinstance(refusal, Moved):
        return say(text(str(refusal)), cart_reply(tools, turn.customer, turn.now))
    return say(text(str(refusal)))


def _shown(turn: Turn, tools: Tools, minor: str) -> Money | None:
    """The total that the customer saw, as the tap carries it."""
    if not minor.isdigit():
        return None
    return Money(int(minor), carts_of(tools).priced(turn.customer, turn.now).quote.currency)


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


def _link(turn: Turn, tools: Tools, way: str, shown: str) -> Answer:
    """A link to the checkout page that shows exactly this cart; its stock is held meanwhile."""
    asked = StartCheckout(turn.customer, way, _shown(turn, tools, shown), turn.conversation, turn.key("link"))
    try:
        started = checkouts_of(tools).start(asked, turn.now)
    except Refused as refusal:
        if refusal.reason.code == "not_delivered":
            return ask_address(turn, tools, str(refusal))
        cart = cart_reply(tools, turn.customer, turn.now)
        return say(cart) if refusal.reason.code == "cart_empty" else say(text(str(refusal)), cart)
    words = (
        "Here is your checkout. The link opens on one device only and is good for 30 minutes; so long your "
        "goods are held for you."
    )
    return say(_page_link(tools, started, words))


def _page_link(tools: Tools, checkout: str, words: str) -> Reply:
    url = tools.extras["checkout_link"](checkout)
    return Reply("link", words, data={"url": url, "title": "Check out"})


def _approved(turn: Turn, tools: Tools, checkout: str, *, yes: bool) -> Answer:
    """The second person of a company says yes or no to an order; the buyer hears of it at once."""
    asked = Decide(turn.customer, checkout, yes, turn.key("approve"))
    try:
        done = checkouts_of(tools).decide(
            asked, turn.now, lambda name, good_for: tools.extras["checkout_link"](name, good_for=good_for)
        )
    except ShopError as refusal:
        return say(text(str(refusal)))
    if done.outcome == "refused":
        return say(text("All right, it is not ordered, and the buyer knows."))
    if done.outcome == "to_pay":
        return say(text("Approved. The buyer has a link to pay now; the goods are held until then."))
    total = done.total.spoken() if done.total else ""
    return say(text(f"Approved: order {done.order} for {total} is placed, and the buyer knows."))


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
    before = Addresses(tools.db).of(turn.customer)
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
    try:
        asked = NotePhone(turn.customer, order_id, phone, turn.key("phone"))
        Addresses(tools.db).note_phone(asked, turn.now)
    except ShopError as refusal:
        return say(text(str(refusal)))
    return say(text(PHONE_NOTED.in_(turn.locale).format(phone=phone)))


def _noted(address: dict[str, str], also: str = "") -> Answer:
    phone = f" Phone {address['phone']}." if address.get("phone") else ""
    return say(text(f"Done: {spoken_address(address)}.{phone}{also}"))


def _has_lines(turn: Turn, tools: Tools) -> bool:
    return bool(carts_of(tools).get(turn.customer).quantities)


def _write_address(turn: Turn, tools: Tools, address: dict[str, str], order_id: str) -> str:
    asked = SetAddress(turn.customer, address, order_id, turn.key("address"))
    try:
        Addresses(tools.db).change(asked, turn.now)
    except ShopError as refusal:
        return str(refusal)
    return ""


DELIVERY_NOT_SET = Words(
    "We have not said yet where we deliver, what it costs or how long it takes. You can order all the same: "
    "after that you hear when it comes and what it costs.",
    "Delivery kahan, kitne me aur kitne din me hogi, yeh humne abhi tay nahi kiya hai. Aap order kar sakte "
    "hain: uske baad bataya jayega ki kab aayega aur kitna lagega.",
)


@action("delivery_options")
def delivery_options(turn: Turn, tools: Tools) -> Answer:
    """Ways, costs and days of delivery to a postcode."""
    offered = CheckoutOffers(carts_of(tools)).delivery(turn.customer, turn.now, pin_code(turn.text))
    if not offered.is_set:
        return say(text(DELIVERY_NOT_SET.in_(turn.locale)))
    postcode, found = offered.postcode, offered.ways
    if not postcode:
        return say(text("To which PIN code? For example: delivery to 411001."))
    if not found:
        return say(text(f"We do not deliver to {postcode}."))
    lines = [f"Delivery to {postcode}:", *(f"• {way.spoken()}" for way in found)]
    free = next((way for way in found if way.free_from and way.cost.minor), None)
    if free and free.free_from:
        lines.append(f"{free.name} delivery is free from {free.free_from.spoken()}.")
    if not offered.for_cart:
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
    filled = bool(carts_of(tools).get(turn.customer).lines)
    mine = Orders(tools.db).of_customer(turn.customer, 1)
    if mine and (turn.now - mine[0].at).total_seconds() < 3600:
        known = ORDER_KNOWN.in_(turn.locale).format(order=mine[0].id, paid=mine[0].paid.spoken())
    else:
        known = (NO_ORDER_BUT_CART if filled else NO_ORDER_KNOWN).in_(turn.locale)
    words = PAYMENT_TROUBLE.in_(turn.locale).format(known=known)
    person = Option("Talk to a person", Command("human_agent", {"text": turn.text}))
    ways = (Option("Try again", Command("checkout")), Option("Other ways to pay", Command("payment_methods")))
    return say(Reply("choice", words, options=(*ways, person) if filled else (person,)))
