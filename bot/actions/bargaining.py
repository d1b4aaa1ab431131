"""What makes a cart cheaper: vouchers, and a seller's price for a quantity."""

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from bot.actions.quote_terms import wish_terms, with_terms
from bot.actions.several_quotes import all_sent, quote_for_several
from bot.actions.shelf import carts_of, matched, pointed_at, say_cart, whole_number
from bot.actions.wished_price import wished_price
from bot.dialogue.confirming import ask, never_mind
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Answer, Tools, Turn, action, say
from bot.reading.filling import GOODS, POINTS, PRICE, SIZE
from bot.reading.lines import AMOUNT as SO_MANY
from bot.routing.plain_words import QUOTED, Quoted
from bot.words import bargaining as words
from bot.words.cart import NO_CASE
from bot.words.products import FROM_EACH
from chat.reply import Command, Option, choice, text
from chat.words import Words
from shop.cart.pricing import Rules, half_up, nearest
from shop.cart.requests import AskQuote, UseVoucher, WithdrawQuote
from shop.cart.service.quotes import Quotes
from shop.cart.words import REFUSALS
from shop.catalogue.product import Product
from shop.errors import ShopError
from shop.finding.measure import pack_of
from shop.finding.remembered import LAST_SHOWN
from shop.money import Money
from shop.reading.money_words import AMOUNT, parse_money
from shop.reading.quantity import parse_wanted, whole
from shop.reading.units import MEASURES
from shop.sellers.service.questions import Questions
from shop.words import EACH


@action("apply_voucher", title=Words("Use a coupon", "Coupon lagao", "कूपन लगाइए"), private=True)
def apply_voucher(turn: Turn, tools: Tools) -> Answer:
    """Use a voucher on the cart."""
    codes = [
        w
        for w in re.findall(r"[A-Za-z0-9][A-Za-z0-9-]{2,39}", turn.text)
        if any(c.isdigit() for c in w) or w.isupper()
    ]
    if not codes:
        return say(text(words.WHICH_VOUCHER.in_(turn.locale)))
    try:
        carts_of(tools).use_voucher(UseVoucher(turn.customer, tuple(codes), turn.key("voucher")), turn.now)
    except ShopError as refusal:
        return say(text(refusal.in_(turn.locale)))
    return say_cart(turn, tools, words.VOUCHER_TAKEN.in_(turn.locale))


_MEASURE = "|".join(sorted(MEASURES, key=len, reverse=True))
# "Ask if they can do 120 each", "at 95 per kg": what is wished for, not how many.
_PRICE = re.compile(
    rf"(?:\b(?:at|do|for|give|make|go)\s+)?(?:rs\.?\s*|₹\s*)?{AMOUNT}\s*+(?:"
    r"(?:(?:rs|rupees|rupaye|/-)\s*+)?(?:each|per (?:piece|packet|pc|unit)|a piece|ek ka)\b|"
    rf"(?:(?:rs|rupees|rupaye|/-|/|per|an?\b)\s*+)++(?P<measure>{_MEASURE})\b)",
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
    numbers = re.findall(rf"(?<![\w.,])\d{{2,7}}(?![\w.,]|\s(?:{_MEASURE})\b)", said)
    return int(numbers[0]) if len(numbers) == 1 else 0


def _price(said: str) -> tuple[Money | None, str]:
    """What is hoped for, and the measure that it is for, where it is not for one."""
    found = _PRICE.search(said)
    if found is None:
        return parse_wanted(said).price, ""
    return parse_money(found[0]), (found["measure"] or "").lower()


def _of_one(price: Money, measure: str, product: Product) -> Money | None:
    """What one costs at so much a kilo or litre; None where its pack does not say how much is in it."""
    times, base = MEASURES[measure]
    pack = pack_of(product)
    if pack is None or pack.unit != base:
        return None
    return Money(half_up(price.minor * pack.whole / times), price.currency)


def _fitting(product: Product, quantity: int, rules: Rules) -> list[int]:
    """The numbers next to this one that the cart takes: a price for another could not be accepted."""
    near = nearest(product, min(quantity, rules.most_pieces))
    return [count for count in near if count and count <= rules.most_pieces]


@action("request_quote", title=Words("Ask for a quote", "Quotation mango", "कोटेशन माँगिए"), private=True)
def request_quote(turn: Turn, tools: Tools) -> Answer:  # noqa: PLR0911, PLR0912  # each way out is an answer
    """Ask the seller for a better price on a quantity, once the buyer has seen what is asked."""
    said_so = turn.entity("text")
    if said_so == "yes" and turn.entity("goods"):
        return all_sent(turn, tools)
    if said_so == "yes":
        return _sent(turn, tools)
    if said_so == "anew":
        return _asked_anew(turn, tools)
    if said_so == "withdraw":
        return _withdrawn(turn, tools)
    if said_so == "mine":
        return my_quotes(turn, tools)
    if said_so == "no" and turn.entity("number"):  # it stays with the seller
        return my_quotes(turn, tools)
    if said_so == "no":
        tools.contexts.forget(turn.customer, QUOTED)
        return say(text(words.NOBODY_ASKED.in_(turn.locale)))
    kept = tools.contexts.get(turn.customer, QUOTED, turn.now)
    if several := quote_for_several(turn, tools):
        return several
    if _asks_for_mine(turn, tools, kept):
        return my_quotes(turn, tools)
    price, measure = _price(turn.text)
    product, counted, price, no_case = _read(turn, tools, kept, price)
    if product is None:
        return say(text(words.WHICH_GOODS.in_(turn.locale)))
    if not product.active:
        return say(text(REFUSALS["product_gone"].in_(turn.locale)))
    tools.contexts.save(turn.customer, LAST_SHOWN, (product.sku,), turn.now)  # it is what is spoken of now
    rules = carts_of(tools).rules
    try:
        said = whole(counted, rules.most_pieces) if counted else 0
        quantity = whole_number(turn.entity("quantity")) or said
    except ShopError as err:
        return say(text(err.in_(turn.locale)))
    wished: dict[str, Any] = {"sku": product.sku} | ({"quantity": quantity} if quantity else {})
    if price and measure:
        of_one = _of_one(price, measure, product)
        if of_one is None:
            return _meant_for_one(turn, tools, product, price, measure, wished)
        price = of_one
    minor = price.minor if price else whole_number(turn.entity("price"))  # tapped, or typed before a count
    price = Money(minor, product.price.currency) if minor else None
    wished |= {"price": minor} if minor else {}
    before = kept.terms if kept and not kept.number and kept.sku == product.sku else ""
    terms = with_terms(str(turn.entity("terms") or before), wish_terms(turn, tools))
    wished |= {"terms": terms} if terms else {}
    if not quantity:
        if no_case:  # "40 cases, not 40 bottles" goes on with it
            tools.contexts.save(
                turn.customer, QUOTED, Quoted(product.sku, 0, minor or 0, terms=terms), turn.now
            )
        question = words.HOW_MANY.in_(turn.locale, title=product.title, prices=_listed(product, turn.locale))
        question = f"{NO_CASE.in_(turn.locale)}\n{question}" if no_case else question
        return ask(turn, tools, question, counted=Command("request_quote", wished))
    fitting = _fitting(product, quantity, rules)
    if quantity not in fitting:
        return _how_many_then(turn, tools, product, wished, fitting)
    question = _told(words.SHALL_I, turn, product, quantity, price, terms=terms)
    now_wished = Quoted(product.sku, quantity, minor or 0, terms=terms)
    tools.contexts.save(turn.customer, QUOTED, now_wished, turn.now)
    yes = Option(words.YES_ASK.in_(turn.locale), Command("request_quote", {**wished, "text": "yes"}))
    return ask(turn, tools, question, yes, never_mind("request_quote"))


def _listed(product: Product, locale: str) -> str:
    """What one costs by the list, and from how many on it costs less."""
    each = EACH.in_(locale, price=product.price.spoken())
    from_ = (FROM_EACH.in_(locale, count=t.from_quantity, price=t.unit_price.spoken()) for t in product.tiers)
    return ", ".join((each, *from_))


def _read(
    turn: Turn, tools: Tools, kept: Quoted | None, price: Money | None
) -> tuple[Product | None, Fraction | None, Money | None, bool]:
    """The goods, how many of them, the price that is hoped for, and whether cases were said of pieces."""
    if reading_of(turn, tools).acts:
        wish = wished_price(turn, tools, kept if kept and not kept.number else None)
        return wish.product, wish.count, price or wish.price, wish.no_case
    cut = _PRICE.sub(" ", turn.text)
    wish_for = " ".join(_BARGAINING.sub(" ", cut).split())
    wanted = parse_wanted(wish_for)
    named = wanted.words if re.search(r"[^\W\d_]{3,}", wanted.words) else ""
    earlier = None if named or turn.entity("sku") else kept
    sku = turn.entity("sku") or (earlier.sku if earlier else pointed_at(turn, tools, named))
    product = tools.catalogue.product(str(sku)) if sku else None
    counted = wanted.count
    if product is None and named:
        found = matched(turn, tools, wish_for)  # size, pack and cases count, as they do in a list
        best = found.sure or (found.asked[0] if found.asked else None)
        product = best.product if best else None
        counted = best.quantity if best and counted else counted
    counted = counted or Fraction(_many(cut) or (earlier.quantity if earlier else 0))
    return product, counted or None, price, False


def _asks_for_mine(turn: Turn, tools: Tools, kept: Quoted | None) -> bool:
    """Whether nothing is wished for anew, and a seller was asked before: "what came of my quotes?"."""
    reading = reading_of(turn, tools)
    if not reading.acts or turn.entities or (kept and not kept.number):
        return False
    says = {span.kind for span in reading.spans} & {GOODS, POINTS, PRICE, SIZE, SO_MANY}
    return not says and bool(Quotes(tools.db).of(turn.customer, 1))


def my_quotes(turn: Turn, tools: Tools) -> Answer:
    """What this customer asked sellers for, and what came of each; and what they asked about goods."""
    asked, questions = Quotes(tools.db).of(turn.customer), Questions(tools.db).waiting_of(turn.customer)
    if not asked and not questions:
        return say(text(words.NONE_ASKED.in_(turn.locale)))
    products = {p.sku: p.title for p in tools.catalogue.products([one.sku for one in asked])}
    told = []
    for one in asked:
        facts = {"number": one.number, "quantity": one.quantity, "title": products.get(one.sku, one.sku)}
        hoped = one.hoped.spoken() if one.hoped else words.ANY_PRICE.in_(turn.locale)
        state = words.CAME_OF_IT[one.state].in_(
            turn.locale, price=one.offered.spoken() if one.offered else ""
        )
        told.append(words.ONE_ASKED.in_(turn.locale, **facts, hoped=hoped, state=state))
        told += [words.WITH_TERMS.in_(turn.locale, terms=one.terms)] if one.terms else []
    told += [words.QUESTION_WAITS.in_(turn.locale, title=one.title) for one in questions]
    if questions or any(one.state == "asked" for one in asked):
        told.append(words.COMES_HERE.in_(turn.locale))
    return say(text("\n".join(told)))


def _meant_for_one(
    turn: Turn, tools: Tools, product: Product, price: Money, measure: str, wished: Mapping[str, Any]
) -> Answer:
    """A price by a measure that the pack does not name is asked of no seller as if it were for one."""
    question = words.HOW_MUCH_IN_ONE.in_(
        turn.locale, measure=measure, title=product.full_name, price=price.spoken()
    )
    each = words.EACH.in_(turn.locale, price=price.spoken())
    yes = Option(each, Command("request_quote", {**wished, "price": price.minor}))
    return ask(turn, tools, question, yes, never_mind("request_quote"))


def _how_many_then(
    turn: Turn, tools: Tools, product: Product, wished: Mapping[str, Any], fitting: list[int]
) -> Answer:
    """So many are not sold: what can be had next to it, with the price that was wished for."""
    counts = " / ".join(f"{count:,}" for count in fitting)
    question = words.NOT_SO_MANY.in_(
        turn.locale, title=product.full_name, quantity=f"{wished['quantity']:,}", counts=counts
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
    if product is None or not product.active or not quantity:
        return say(text(REFUSALS["product_gone"].in_(turn.locale)))
    fitting = _fitting(product, quantity, carts_of(tools).rules)
    if quantity not in fitting:
        wished = {"sku": product.sku, "quantity": quantity} | ({"price": minor} if minor else {})
        return _how_many_then(turn, tools, product, wished, fitting)
    price = Money(minor, product.price.currency) if minor else None
    terms = with_terms(str(turn.entity("terms") or ""), wish_terms(turn, tools))
    key = turn.key("quote")
    wish = AskQuote(turn.customer, turn.conversation, product.sku, quantity, price, key, terms)
    number = Quotes(tools.db).ask(wish, turn.now)
    tools.contexts.save(
        turn.customer, QUOTED, Quoted(product.sku, quantity, number=number, terms=terms), turn.now
    )
    said = _told(words.ASKED, turn, product, quantity, price, number=number, terms=terms)
    back = Command("request_quote", {"text": "withdraw", "number": number})
    return say(choice(said, Option(words.WITHDRAW.in_(turn.locale), back)))


def _asked_anew(turn: Turn, tools: Tools) -> Answer:
    """The wish that a seller has is taken back, and sent once more with what was left out of it."""
    number = str(turn.entity("number") or "")
    old = next((one for one in Quotes(tools.db).of(turn.customer) if one.number == number), None)
    gone = old and Quotes(tools.db).withdraw(WithdrawQuote(turn.customer, number, turn.key("withdraw")))
    if old is None or not gone:
        return say(text(words.CLOSED.in_(turn.locale, number=number)))
    given: dict[str, Any] = {"text": "yes", "sku": old.sku, "quantity": old.quantity}
    given |= {"price": old.hoped.minor} if old.hoped else {}
    given["terms"] = with_terms(old.terms, str(turn.entity("terms") or ""))
    return _sent(replace(turn, text="", entities={name: [value] for name, value in given.items()}), tools)


def _withdrawn(turn: Turn, tools: Tools) -> Answer:
    """The wish for a price is taken back: the one tapped, or the last one."""
    kept = tools.contexts.get(turn.customer, QUOTED, turn.now)
    number = str(turn.entity("number") or (kept.number if kept else ""))
    tools.contexts.forget(turn.customer, QUOTED)
    tools.contexts.forget(turn.customer, LAST_SHOWN)  # it is spoken of no more
    if not number:
        return say(text(words.NOBODY_ASKED.in_(turn.locale)))
    done = Quotes(tools.db).withdraw(WithdrawQuote(turn.customer, number, turn.key("withdraw")))
    said = words.WITHDRAWN if done else words.CLOSED
    return say(text(said.in_(turn.locale, number=number)))


def _told(
    said: Words,
    turn: Turn,
    product: Product,
    quantity: int,
    price: Money | None,
    *,
    number: str = "",
    terms: str = "",
) -> str:
    """What is asked of a seller, in the buyer's language."""
    locale = turn.locale
    hoped = EACH.in_(locale, price=price.spoken()) if price else words.ANY_PRICE.in_(locale)
    told = said.in_(
        locale,
        hoped=hoped,
        quantity=f"{quantity:,}",
        title=product.full_name,
        usual=product.unit_price_at(quantity).spoken(),
        number=number,
    )
    return f"{told} {words.WITH_TERMS.in_(locale, terms=terms)}" if terms else told
