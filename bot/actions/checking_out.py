"""From cart to order by talking: the whole shown once more, a yes, and what comes of it."""

from dataclasses import replace
from datetime import timedelta

from bot.actions.coming import asks_when
from bot.actions.delivering import ask_address
from bot.actions.following import refund_way
from bot.actions.money_gone import money_back, note_money_gone
from bot.actions.pay_otherwise import paid_otherwise, pays_as_before
from bot.actions.pay_words import (
    forget_payable,
    keep_payable,
    not_possible,
    way_named,
    ways_named,
    ways_offered,
    ways_said,
)
from bot.actions.paying_by_upi import say_how, told_paid, upi_asked, where_to_pay
from bot.actions.shelf import cart_reply, carts_of, newer
from bot.actions.which_line import few, led, not_in_yet
from bot.actions.while_called import call_told
from bot.dialogue.asking import asked_just_now, open_question
from bot.dialogue.confirming import ask, never_mind
from bot.dialogue.open_list import forget_list
from bot.dialogue.taps import tap_in, tap_of
from bot.dialogue.terms import forget_terms, keep_terms, terms_of
from bot.dialogue.turn import Answer, Tools, Turn, action, say
from bot.dialogue.way_said import way_meant
from bot.words import checkout as words
from bot.words import paying
from chat.open_questions import ASKED, OFFERED
from chat.payloads import command_of
from chat.reply import Command, Option, Reply, text
from chat.words import TALK_TO_PERSON, Words
from shop.cart.cart import as_json
from shop.checkout.checkout import Decide, Moved, PlaceOrder, Review, StartCheckout
from shop.checkout.service.checkouts import Checkouts
from shop.checkout.service.offers import CheckoutOffers
from shop.checkout.taps import ChooseDelivery, DecideCheckout, OpenPage, PlaceCart
from shop.delivery.ways import spoken_parts
from shop.errors import ShopError
from shop.money import Money
from shop.orders.order import CASH, UPI, Order
from shop.orders.service.orders import Orders
from shop.orders.taps import PayOtherwise
from shop.orders.words import SENT_TO
from shop.reading.addresses import spoken as spoken_address
from shop.refusals import Refused
from shop.replies import order_reply
from shop.words import CHECK_OUT, TOTAL

NOT_DELIVERED = ("not_delivered", "not_delivered_there")
SHORT = ("left_out", "short", "short_of_all")  # notes on lines that can't be ordered as they are
JUST_NOW = timedelta(minutes=10)  # a second tap so soon after an order is about that order


def checkouts_of(tools: Tools) -> Checkouts:
    return Checkouts(tools.db, carts_of(tools))


@action("checkout", title=Words("Place the order", "Order karo", "ऑर्डर कीजिए"), private=True)
def checkout(turn: Turn, tools: Tools) -> Answer:  # noqa: PLR0911  # each way out is an answer
    """Show what will be ordered, where to and for how much; order on a yes."""
    if turn.entity("text") == "no":
        forget_payable(turn, tools)
        return say(text(words.NOT_ORDERED.in_(turn.locale)))
    tapped, way, known = tap_in(turn), "", terms_of(turn, tools)
    if yes := tapped if isinstance(tapped, PlaceCart) else _yes_to_the_whole(turn, tools):
        if not (turn.text and asked_just_now(turn, tools)):
            return _placed(turn, tools, yes)
        if _means(turn, tools, yes):  # it is asked already, and answered by the next message
            return Answer()
        known = replace(known, pay=yes.method)
        keep_terms(turn, tools, known)
    match tapped:
        case OpenPage():
            return _link(turn, tools, tapped)
        case DecideCheckout():
            return _approved(turn, tools, tapped)
        case ChooseDelivery():
            way = tapped.delivery
            keep_terms(turn, tools, replace(known, way=""))
    lines = not_in_yet(turn, tools)
    left = words.NOT_IN_YET.in_(turn.locale, lines=few(lines, turn.locale)) if lines else ""
    offers = CheckoutOffers(carts_of(tools))
    review = offers.review(turn.customer, turn.now, way)
    if not way and known.way and review.deliveries:
        way = way_meant(known.way, review.deliveries, turn.locale)
        review = offers.review(turn.customer, turn.now, way) if way else review
    if any(note.code in SHORT for note in review.priced.notes) and review.priced.quote.lines:
        lead = words.LINES_NEED_A_CHANGE.in_(turn.locale)
        return say(cart_reply(turn, tools, lead))
    return _review(turn, tools, review, open_lines=left, told=str(turn.entity("lead") or ""))


def _means(turn: Turn, tools: Tools, yes: PlaceCart) -> bool:
    """Whether a plain yes to what is asked means this."""
    asked = open_question(turn, tools)
    return asked is not None and asked.yes is not None and tap_of(asked.yes) == yes


def _yes_to_the_whole(turn: Turn, tools: Tools) -> PlaceCart | None:
    """ "Haan, order kar do", typed when the whole is shown and it is clear how it is paid."""
    asked = open_question(turn, tools)
    tapped = turn.confidence == 1.0 and not turn.alternatives
    if asked is None or asked.yes is None or turn.entity("text") or tap_in(turn) or tapped:
        return None
    waits = newer(turn, tools, OFFERED, ASKED)  # another thing was offered since
    shown = tap_of(asked.yes)
    return shown if isinstance(shown, PlaceCart) and not waits else None


def _review(
    turn: Turn, tools: Tools, review: Review, lead: str = "", open_lines: str = "", told: str = ""
) -> Answer:
    """Everything once more, with the ways to say yes; `told` stands over the question."""
    found, way, address = review.deliveries, review.way, review.address
    if review.refused and review.refused.code == "cart_empty":
        return say(cart_reply(turn, tools))
    if found is None or way is None:
        refused = review.refused.in_(turn.locale) if review.refused else ""
        if street := terms_of(turn, tools).street:
            refused = words.WHICH_PIN_OF_IT.in_(turn.locale, street=street)
        asked = ask_address(turn, tools, refused)
        return replace(asked, replies=tuple(led(open_lines, asked.replies)))
    quote, voucher_refused, locale = review.priced.quote, review.priced.voucher_refused, turn.locale
    lines = [
        words.LINE.in_(
            locale,
            quantity=line.quantity,
            title=line.title,
            price=line.unit_price.spoken(),
            total=line.total.spoken(),
        )
        for line in quote.lines
    ]
    head = "\n".join(w for w in (lead, open_lines, words.YOU_ORDER.in_(locale)) if w)
    shown = Reply("cart", "\n".join([head, *lines]), lead=head, data={"cart": as_json(quote)})
    said = [told] if told else []
    if voucher_refused and not lead:  # what moved the total is said in the lead
        said.append(voucher_refused.in_(locale))
    if quote.discount.minor:
        said.append(words.VOUCHER.in_(locale, voucher=quote.voucher, amount=quote.discount.spoken()))
    said.append(words.DELIVERY.in_(locale, way=way.spoken(locale)))
    parts = spoken_parts(found.parts(way), locale)
    said += [parts] if parts else []
    to = words.TO_WITH_PHONE if address.get("phone") else SENT_TO
    said.append(to.in_(locale, address=spoken_address(address), phone=address.get("phone")))
    said.append(TOTAL.in_(locale, total=quote.total.spoken()))
    options = [
        Option(each.called(locale), command_of(PlaceCart(each.id, way.id, quote.total.minor)))
        for each in review.payable
    ]
    if tools.extras.get("checkout_link"):
        page = words.PAY_ONLINE if tools.extras.get("pays_online") else words.OPEN_PAGE
        options.append(Option(page.in_(locale), command_of(OpenPage(way.id, quote.total.minor))))
    keep_payable(turn, tools, options)
    meant, refused, how = _how_it_is_paid(turn, tools, options)
    said += [refused, how] if refused and not told else [how]
    options.append(never_mind("checkout"))
    return ask(turn, tools, "\n".join(said), *options, before=(shown,), meant=meant)


def _how_it_is_paid(turn: Turn, tools: Tools, options: list[Option]) -> tuple[Command | None, str, str]:
    """What a plain yes means, what is not possible, and the question.

    How it is paid was said before, or there is only one way. Who has no other than everybody has pays at the
    door: nothing is paid by it yet, and UPI is one word.
    """
    ways, known = ways_offered(turn, tools), terms_of(turn, tools)
    kind = known.pay
    command = way_named(kind, ways) if kind else None
    refused = not_possible(turn, kind) if kind and command is None else ""
    if refused:  # which is said once
        keep_terms(turn, tools, replace(known, pay=""))
    if command is None and len(ways) == 1:
        command = next(iter(ways.values()))
    if command is None and ways.keys() <= {CASH, UPI}:
        command = ways.get(CASH)
    if command is None:
        return None, refused, words.HOW_TO_PAY.in_(turn.locale)
    title = next(option.title for option in options if option.command == command)
    return command, refused, words.PAID_SO.in_(turn.locale, way=title)


def _placed(turn: Turn, tools: Tools, tapped: PlaceCart) -> Answer:
    """Order now, once for this turn; or ask whose yes it needs."""
    shown, key = _shown(turn, tools, tapped.shown), turn.key("place")
    asked = PlaceOrder(turn.customer, tapped.method, tapped.delivery, shown, turn.conversation, key)
    try:
        done = checkouts_of(tools).place_order(asked, turn.now)
    except ShopError as refusal:
        return _not_placed(turn, tools, tapped.delivery, refusal)
    if done.approval:
        return say(text(done.approval.in_(turn.locale)))
    forget_terms(turn, tools)
    forget_list(turn, tools)
    view = Orders(tools.db).view(done.order)
    lead = words.ORDERED.in_(turn.locale, order=view.order.id)
    if done.way:
        lead += words.COMES.in_(
            turn.locale, way=done.way.called(turn.locale), when=done.way.when(turn.locale)
        )
    return _told(turn, tools, view.order, order_reply(view, turn.locale, lead), by=tapped.method)


def _not_placed(turn: Turn, tools: Tools, way: str, refusal: ShopError) -> Answer:
    """Why nothing was ordered: with the new total to look at, the cart, or the order of a first tap."""
    code = refusal.reason.code if isinstance(refusal, Refused) else ""
    if code == "cart_empty" and (just := _just_ordered(turn, tools)):  # tapped twice
        return just
    if code in NOT_DELIVERED:
        return ask_address(turn, tools, refusal.in_(turn.locale))
    if code == "total_moved":
        review = CheckoutOffers(carts_of(tools)).review(turn.customer, turn.now, way)
        return _review(turn, tools, review, lead=refusal.in_(turn.locale))
    if isinstance(refusal, Moved):
        return say(text(refusal.in_(turn.locale)), cart_reply(turn, tools))
    return say(text(refusal.in_(turn.locale)))


def _shown(turn: Turn, tools: Tools, minor: int) -> Money:
    """The total that the customer saw, as the tap carries it."""
    return Money(minor, carts_of(tools).priced(turn.customer, turn.now).quote.currency)


def _told(turn: Turn, tools: Tools, order: Order, placed: Reply, *, by: str) -> Answer:
    """The order; who pays the courier is asked for a number to call, where none is known."""
    if by == UPI and (found := upi_asked(turn, tools, order.id)):
        return say(placed, say_how(turn, tools, found[0]))
    if by != CASH or order.address.get("phone") or turn.channel == "whatsapp":
        return say(placed)
    which = words.WHICH_PHONE.in_(turn.locale)
    typed = Command("change_address", {"order": order.id})
    return ask(turn, tools, which, typed=typed, entity="phone", before=(placed,))


def _just_ordered(turn: Turn, tools: Tools) -> Answer | None:
    """The order that a first tap of the same button placed a moment ago."""
    newest = next(iter(Orders(tools.db).views_of_customer(turn.customer, 1)), None)
    if newest is None or turn.now - newest.order.at > JUST_NOW:
        return None
    lead = words.ORDERED_ALREADY.in_(turn.locale, order=newest.order.id)
    to_pay = upi_asked(turn, tools, newest.order.id)
    return say(order_reply(newest, turn.locale, lead), *(say_how(turn, tools, asked) for asked in to_pay))


def _link(turn: Turn, tools: Tools, tapped: OpenPage) -> Answer:
    """A link to the checkout page that shows exactly this cart; its stock is held meanwhile."""
    shown, key = _shown(turn, tools, tapped.shown), turn.key("link")
    asked = StartCheckout(turn.customer, tapped.delivery, shown, turn.conversation, key)
    try:
        started = checkouts_of(tools).start(asked, turn.now)
    except Refused as refusal:
        if refusal.reason.code in NOT_DELIVERED:
            return ask_address(turn, tools, refusal.in_(turn.locale))
        cart = cart_reply(turn, tools)
        return say(cart) if refusal.reason.code == "cart_empty" else say(text(refusal.in_(turn.locale)), cart)
    data = {"url": tools.extras["checkout_link"](started), "title": CHECK_OUT.in_(turn.locale)}
    return say(Reply("link", words.PAGE.in_(turn.locale), data=data))


def _approved(turn: Turn, tools: Tools, tapped: DecideCheckout) -> Answer:
    """The second person of a company says yes or no to an order; the buyer hears of it at once."""
    asked = Decide(turn.customer, tapped.checkout, tapped.yes, turn.key("approve"))
    try:
        done = checkouts_of(tools).decide(
            asked, turn.now, lambda name, good_for: tools.extras["checkout_link"](name, good_for=good_for)
        )
    except ShopError as refusal:
        return say(text(refusal.in_(turn.locale)))
    if done.outcome == "refused":
        return say(text(words.NOT_APPROVED.in_(turn.locale)))
    if done.outcome == "to_pay":
        return say(text(words.APPROVED_TO_PAY.in_(turn.locale)))
    total = done.total.spoken() if done.total else ""
    return say(text(words.APPROVED.in_(turn.locale, order=done.order, total=total)))


@action("payment_methods", title=Words("Ways to pay", "Payment ke tareeke", "पेमेंट के तरीक़े"))
def payment_methods(turn: Turn, tools: Tools) -> Answer:
    """The ways in which this customer can pay, and whether the one that is named is among them."""
    if turn.entity("text") == "no":
        return pays_as_before(turn)
    if isinstance(tapped := tap_in(turn), PayOtherwise):
        return paid_otherwise(turn, tools, tapped)
    named = ways_named(turn.text)
    if (named == ["upi"] or tapped) and (where := where_to_pay(turn, tools)):
        return where
    back = refund_way(turn, tools) if named else ""
    return say(text(back or ways_said(turn, tools, named)))


@action("payment_problem", title=Words("Payment problem", "Payment me dikkat", "पेमेंट में दिक़्क़त"), private=True)
def payment_problem(turn: Turn, tools: Tools) -> Answer:
    """A payment is not as it should be: say what the store knows, and offer the ways on."""
    if told := told_paid(turn, tools):
        return told
    note_money_gone(turn, tools)
    if asks_when(turn.text) and (rule := money_back(turn, tools)):
        return call_told(turn, tools, rule)
    filled = bool(carts_of(tools).get(turn.customer).lines)
    mine = Orders(tools.db).of_customer(turn.customer, 1)
    if mine and (turn.now - mine[0].at).total_seconds() < 3600:
        known = paying.ORDER_KNOWN.in_(turn.locale, order=mine[0].id, paid=mine[0].paid.spoken())
    else:
        known = (paying.NO_ORDER_BUT_CART if filled else paying.NO_ORDER_KNOWN).in_(turn.locale)
    trouble = paying.TROUBLE.in_(turn.locale, known=known)
    person = Option(TALK_TO_PERSON.in_(turn.locale), Command("human_agent", {"text": turn.text}))
    again = Option(paying.TRY_AGAIN.in_(turn.locale), Command("checkout"))
    others = Option(paying.OTHER_WAYS.in_(turn.locale), Command("payment_methods"))
    return say(Reply("choice", trouble, options=(again, others, person) if filled else (person,)))
