"""What a customer wants to be told of unasked: set, listed, paused and ended by talking."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.actions.my_alerts import SHOWN, TAPPED, command_of, ended, listed, my_alerts, paused, resumed
from bot.actions.recommending import set_reminders
from bot.actions.reminding import STOPS, reminders
from bot.actions.searching import card, known, remember_search, state_of
from bot.actions.which_product import which_product
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Answer, Tools, Turn, action, alone, say
from bot.reading.filling import GOODS, POINTS, PRICE, SIZE
from bot.reading.lines import AMOUNT
from bot.reading.reader import Reading
from bot.words import alerts as words
from chat.reply import Command, Option, Reply, choice, text
from chat.words import Words
from shop.alerts.service import Alerts, SetAlert
from shop.catalogue.product import Product
from shop.errors import ShopError
from shop.finding.known import folded
from shop.finding.measure import unit_price
from shop.finding.prices import price_in
from shop.money import Money
from shop.reading.money_words import parse_money

_STEP = Money(100)  # cheaper by less than that is no news
_LOWEST = 0.5  # of what it costs, that anyone waits for
# What is waited for, in the words for it; the goods are found by the reading.
_BACK = frozenset([
    "back", "available", "availability", "stock", "restock", "restocked", "aaye", "aaya", "aaygi",
    "aayi", "aayega", "aaega", "aa", "aajaye", "aajaaye", "ajaye", "milega", "mile", "milne", "wapas",
    "vapas", "arrives", "arrive", "comes"
])  # fmt: skip
_FALLS = frozenset([
    "cheaper", "cheap", "lower", "less", "falls", "fall", "drops", "drop", "reduces", "reduced", "down",
    "sasta", "saste", "sasti", "kam", "ghate", "ghatega", "gire", "girega", "discount"
])  # fmt: skip
_REMINDS = frozenset(["remind", "reminder", "reminders", "yaad", "khatam", "khtm"])
_ENDS = frozenset([
    "stop", "unsubscribe", "cancel", "remove", "delete", "end", "band", "bandh", "mat", "hata", "hatao",
    "hatado"
])  # fmt: skip
_PAUSES = frozenset(["pause", "hold", "rok", "roko", "rokdo"])
_RESUMES = frozenset(["resume", "restart", "continue", "chalu", "shuru"])


@action("notifications", title=Words("Messages and alerts", "Message aur alert", "मैसेज और अलर्ट"))
def notifications(turn: Turn, tools: Tools) -> Answer:
    """Alerts of goods that are named or pointed at; else reminders of what runs out: wanted, or not."""
    if tapped := TAPPED.get(str(turn.entity("text") or "")):
        alone(turn)
        return tapped(turn, tools)
    if turn.entity("sku") or turn.entity("brand"):
        return _set(turn, tools, _as_tapped(turn))
    if not turn.entity("text") and (answer := _of_goods(turn, tools) or _of_alerts(turn, tools)):
        return answer
    return reminders(turn, tools)


def _of_goods(turn: Turn, tools: Tools) -> Answer | None:
    """The answer where the words name goods, or say what of them is waited for."""
    reading, said = reading_of(turn, tools), _said(turn)
    if not reading.acts or (said & _REMINDS and not said & _BACK):
        return None
    goods = " ".join(reading.said(GOODS))
    waits = bool(said & (_BACK | _FALLS)) or bool(reading.said(PRICE))
    if not goods and not (waits and not said & _ENDS):
        return None
    alone(turn)
    if said & _ENDS:
        return ended(turn, tools, goods)
    several = [line.goods for line in reading.lines if line.goods]
    if len(several) < 2:
        return _watched(turn, tools, reading)
    return _together(
        [_watched(replace(turn, id=f"{turn.id}.{n}"), tools, reading, one) for n, one in enumerate(several)]
    )


def _together(answers: Sequence[Answer]) -> Answer:
    """One reply of several things that are waited for; what can be tapped is each thing's own."""
    replies = [reply for answer in answers for reply in answer.replies]
    options = {option.title: option for reply in replies for option in reply.options}
    return say(choice("\n".join(reply.text for reply in replies), *options.values()))


def _watched(turn: Turn, tools: Tools, reading: Reading, goods: str = "") -> Answer:
    """Set it for the product that is meant, or ask which; what is so already is shown."""
    named = goods or " ".join((*reading.said(GOODS), *reading.said(SIZE), *reading.said(POINTS)))
    # Without the price: what costs that already is not what is waited for.
    which = which_product(replace(turn, text=named, said=named) if named else turn, tools)
    there = (which.product,) if which.product else which.others
    minor, per = _price_said(turn, reading)
    wishes = [_wish(turn, minor, per, product) for product in there]
    waiting = [one for one, product in zip(wishes, there, strict=True) if not one.is_so(product)]
    brand = known(tools).brands.get(folded(named), "")
    if brand and not (waiting and _said(turn) & (_BACK | _FALLS)) and not reading.said(PRICE):
        return _set(turn, tools, SetAlert(turn.customer, brand=brand))
    if not wishes:
        return say(text(words.OF_WHAT.in_(turn.locale)))
    nothing = wishes[0].price is not None and wishes[0].price.minor <= 0
    if len(waiting) > 1 and not nothing:
        names = {product.sku: product.title for product in there}
        options = [Option(names[one.sku], command_of(one)) for one in waiting[:SHOWN]]
        return say(choice(words.OF_WHICH.in_(turn.locale), *options))
    return _set(turn, tools, (waiting or wishes)[0])


def _price_said(turn: Turn, reading: Reading) -> tuple[int | None, str]:
    """The price that is hoped for, in minor units, and of what: "kg", "litre", or a piece."""
    priced = price_in(turn.text)[1]
    if priced.high is not None:
        return priced.high, priced.per
    money = next((found for one in reading.said(PRICE) if (found := parse_money(one))), None)
    if money is None and _said(turn) & _FALLS and reading.said(AMOUNT):  # "falls to 90"
        money = parse_money(reading.said(AMOUNT)[-1])
    return (money.minor if money else None), priced.per


def _wish(turn: Turn, minor: int | None, per: str, product: Product) -> SetAlert:
    """What is waited for of this product: the price that is named, a lower one, or that it is there."""
    if minor is None:
        lower = _a_little_less(product) if _said(turn) & _FALLS else None
        return SetAlert(turn.customer, product.sku, lower)
    each = unit_price(product)
    if each and each[0].minor and (per in ("kg", "litre") or _is_of_each(minor, product, each[0])):
        minor = product.price.minor * minor // each[0].minor
    return SetAlert(turn.customer, product.sku, Money(minor, product.price.currency))


def _is_of_each(minor: int, product: Product, each: Money) -> bool:
    """Whether a bare price is one of a kilo or litre: of a sack it would be next to nothing."""
    return 0 < minor < product.price.minor * _LOWEST and minor >= each.minor * _LOWEST


def _a_little_less(product: Product) -> Money:
    least = min(_STEP.minor, max(1, product.price.minor // 20))
    return Money(product.price.minor - least, product.price.currency)


def _set(turn: Turn, tools: Tools, asked: SetAlert) -> Answer:
    """Set it and say so; where it cannot be, say why and show what there is."""
    alone(turn)
    product = tools.catalogue.product(asked.sku) if asked.sku else None
    try:
        alert = Alerts(tools.db).set(asked, turn.key("alert"), turn.now)
    except ShopError as refusal:
        told = refusal.in_(turn.locale)
        if product is None or not product.active:
            return say(text(told))
        remember_search(turn, tools, state_of(turn, tools).looking_at(asked.sku))
        cheaper = command_of(SetAlert(turn.customer, asked.sku, _a_little_less(product)))
        return say(
            Reply(
                "cards",
                told,
                cards=(card(product, turn.locale),),
                options=(Option(words.TELL_WHEN_CHEAPER.in_(turn.locale), cheaper),),
            )
        )
    undo = Option(
        words.UNDO_ALERT.in_(turn.locale), Command("notifications", {"text": "end", "alert": alert})
    )
    return say(choice(_promised(asked, product, turn.locale), undo, my_alerts(turn)))


def _promised(asked: SetAlert, product: Product | None, locale: str) -> str:
    if product is None:
        return words.WHEN_NEW.in_(locale, brand=asked.brand)
    if asked.price is None:
        return words.WHEN_BACK.in_(locale, title=product.title)
    price, now = asked.price.spoken(), product.price.spoken()
    return words.WHEN_CHEAPER.in_(locale, title=product.title, price=price, now=now)


def _as_tapped(turn: Turn) -> SetAlert:
    price = turn.entity("price")
    money = Money(int(price), str(turn.entity("currency") or "INR")) if price else None
    return SetAlert(turn.customer, str(turn.entity("sku") or ""), money, str(turn.entity("brand") or ""))


def _of_alerts(turn: Turn, tools: Tools) -> Answer | None:
    """The answer where alerts themselves are spoken of."""
    said = _said(turn)
    if said & _PAUSES:
        alone(turn)
        return paused(turn, tools)
    mine = Alerts(tools.db).of(turn.customer) if said & (_RESUMES | {"alert", "alerts"}) else []
    if said & _RESUMES and mine:
        return resumed(turn, tools)
    stops = bool(STOPS.search(turn.text.lower()))
    if stops and mine:
        set_reminders(turn, tools, wanted=False)
        return paused(turn, tools)
    return None if stops or not said & {"alert", "alerts"} or said & _RESUMES else listed(turn, tools)


def when_back(product: Product, locale: str) -> Option:
    """Offer to tell when what is sold out is there again."""
    return Option(words.TELL_WHEN_BACK.in_(locale), Command("notifications", {"sku": product.sku}))


def _said(turn: Turn) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", turn.text.lower()))
