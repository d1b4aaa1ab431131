"""A way to pay that is typed: it chooses among what is offered, or hears plainly what is taken."""

# ruff: noqa: SIM905  # long lists of words read best as words

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.actions.shelf import carts_of
from bot.dialogue.asking import open_question
from bot.dialogue.choosing import chosen, still_offered
from bot.dialogue.taps import tap_of
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.words import paying
from chat.contexts import ContextKey
from chat.open_questions import Offered, OfferedOption
from chat.reply import Command, Option, choice, text
from shop.checkout.service.offers import ways_of
from shop.checkout.taps import OpenPage, PlaceCart
from shop.orders.order import ACCOUNT, CASH, ONLINE
from shop.reading.likeness import nearest

# What people call the ways, whether a shop takes them or not.
_CALLED: Mapping[str, str] = {
    "cash": "cash cod naqad nakad rokda",
    "card": "card cards debit visa mastercard rupay amex online",
    "upi": "upi gpay googlepay phonepe paytm bhim qr",
    "bank": "bank banking netbanking neft rtgs imps transfer",
    "cheque": "cheque cheques chq check",
    "account": "account udhaar udhar udhari khata khaata",
    "credit": "credit",
    "store": "store wallet",
    "instalments": "emi instalment instalments installment installments",
}
_KINDS = {word: kind for kind, words in _CALLED.items() for word in words.split()}
# These words name a payment wherever they stand alone; the others may name something else.
_SURE = frozenset(
    "cash cod upi gpay googlepay phonepe paytm bhim cheque cheques netbanking neft rtgs imps emi udhaar udhar"
    .split()
)  # fmt: skip
_BESIDE = frozenset(
    "a an the i we ill will would want to it my me please pls ok okay yes haan han ji by in on with via "
    "through for take using use at door delivery pay paid paying payment payments mode method se me mein mai "
    "par pe ko ka ki ke kar karo karna karunga karenge do de dunga doonga denge dena lo le hi only then fine "
    "google phone net refund back give"
    .split()
)  # fmt: skip
_PAYS = frozenset("pay paying payment payments refund".split())
_ASKS = frozenset(
    "can could does is are kya available possible accept accepted accepts takes taken allowed chalega chalta "
    "milega hai hota loge lete you u your there or ya"
    .split()
)  # fmt: skip
_NOT = frozenset("not no nahi nahin nhi mat dont without".split())
_ELSE = frozenset({"cart", "carts", "case", "cases"})  # near to a card and to cash, and neither
PAYABLE = ContextKey("payable", Offered, timedelta(minutes=30))  # how the checkout that was shown can be paid
_MOST_WORDS = 9
_SLIP = 0.9  # one letter away


def ways_named(said: str) -> list[str]:
    """The ways to pay that a question about paying names."""
    return _one_meant([kind for word in _words(said) if (kind := _KINDS.get(word) or _slipped(word))])


def _words(said: str) -> list[str]:
    return "".join(c if c.isalnum() else "" if c in "'\u2019." else " " for c in said.lower()).split()


def _alone(words: list[str], *, slips: bool) -> list[str]:
    """The ways that these words are about, if they are about nothing else."""
    kinds: list[str] = []
    for word in words:
        kind = _KINDS.get(word) or (_slipped(word) if slips else "")
        if kind:
            kinds.append(kind)
        elif not (word in _BESIDE or word in _ASKS or word in _NOT or (slips and _is_beside(word))):
            return []
    return _one_meant(kinds)


def _one_meant(named: list[str]) -> list[str]:
    """ "Credit card" is a card, "store credit" no account, "bank account" a bank."""
    found = list(dict.fromkeys(named))
    if "credit" in found and len(found) > 1:
        found = [kind for kind in found if kind != "credit"]
    if {"bank", "account"} <= set(found):
        found = [kind for kind in found if kind != "account"]
    return found


def pay_words(turn: Turn, tools: Tools) -> Answer | Command | None:
    """What words lead to that are about ways to pay and nothing else; None for all other words."""
    words = _words(turn.text)
    options = [option for option in still_offered(turn, tools) if _way(option)] or _left_off(turn, tools)
    kinds = _alone(words, slips=bool(options)) if len(words) <= _MOST_WORDS else []
    if not kinds:
        return None
    if options:
        return _of_these(turn, tools, kinds, options)
    asked = open_question(turn, tools)
    if asked and asked.free:
        where_to = asked.answer is not None and asked.answer.intent == "change_address"
        return say(text(f"{ways_said(turn, tools, kinds)}\n{asked.words}")) if where_to else None
    if (_SURE.isdisjoint(words) and _PAYS.isdisjoint(words)) or chosen(turn, tools):
        return None
    return say(text(ways_said(turn, tools, kinds)))


def keep_payable(turn: Turn, tools: Tools, options: Sequence[Option]) -> None:
    """Remember how the checkout that is shown can be paid: a question may come between."""
    kept = tuple(OfferedOption(o.title, o.command.intent, o.command.entities) for o in options if o.command)
    tools.contexts.save(turn.customer, PAYABLE, Offered(turn.conversation, kept), turn.now)


def _left_off(turn: Turn, tools: Tools) -> list[Option]:
    """The ways to pay of a checkout that something came between; none once the cart is an order."""
    kept = tools.contexts.get(turn.customer, PAYABLE, turn.now)
    if not kept or kept.conversation != turn.conversation or not carts_of(tools).get(turn.customer).lines:
        return []
    return [Option(o.title, Command(o.intent, o.entities)) for o in kept.options]


def ways_said(turn: Turn, tools: Tools, kinds: list[str]) -> str:
    """The ways that this customer can pay, after a yes or no to those that were named."""
    found = ways_of(tools.db, turn.customer)
    names = [way.called(turn.locale) for way in found]
    taken = {_kind_of(way.id) for way in found}
    if tools.extras.get("pays_online"):
        names.append(paying.ONLINE.in_(turn.locale))
        taken.add("card")
    said = [_said(turn, kind, taken) for kind in kinds]
    return "\n".join([*said, paying.YOU_CAN.in_(turn.locale), *(f"• {name}" for name in names)])


def _of_these(turn: Turn, tools: Tools, kinds: list[str], options: list[Option]) -> Answer | Command:
    """The one that is meant; or the word that it isn't possible, and again what is."""
    words = set(_words(turn.text))
    by_kind = [(_kind_of(_way(option)), option.command) for option in options]
    if not tools.extras.get("pays_online"):  # the page is there for other things
        by_kind = [(kind, command) for kind, command in by_kind if kind != "card"]
    meant = [command for kind, command in by_kind if _fits(kinds[0], {kind})]
    asks = "?" in turn.text or not _ASKS.isdisjoint(words)
    if len(kinds) == len(meant) == 1 and meant[0] and not asks and _NOT.isdisjoint(words):
        return meant[0]
    taken = {kind for kind, _ in by_kind}
    said = [_said(turn, kind, taken) for kind in kinds if _NOT.isdisjoint(words)]
    return say(choice(" ".join([*said, paying.CHOOSE.in_(turn.locale)]), *options))


def _way(option: Option) -> str:
    """The way to pay that an option stands for; "" where it is about something else."""
    command = option.command
    if command is None:
        return ""
    match tap_of(command):
        case PlaceCart(method=method):
            return method
        case OpenPage():
            return ONLINE
    said = str(command.entities.get("text") or "")
    back = command.intent in ("return_order", "change_order", "exchange_order")
    return said if back and said != "no" else ""


def _kind_of(method: str) -> str:
    return {CASH: "cash", ACCOUNT: "account", ONLINE: "card"}.get(method, "store")


def _said(turn: Turn, kind: str, taken: set[str]) -> str:
    told = paying.POSSIBLE if _fits(kind, taken) else paying.NOT_POSSIBLE
    said = told.in_(turn.locale, name=paying.NAMES[kind].in_(turn.locale))
    return said[0].upper() + said[1:]


def _fits(kind: str, taken: set[str]) -> bool:
    return kind in taken or (kind == "credit" and not taken.isdisjoint({"account", "store"}))


def _slipped(word: str) -> str:
    """The way that a word with a slip names, while ways are being asked for."""
    if word in _BESIDE or word in _ASKS or word in _ELSE or len(word) < 4:
        return ""
    best, likeness = nearest(word, [w for w in _KINDS if len(w) >= 4])
    return _KINDS[best] if likeness >= _SLIP else ""


def _is_beside(word: str) -> bool:
    return nearest(word, [w for w in _BESIDE if len(w) >= 4])[1] >= _SLIP
