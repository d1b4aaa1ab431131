"""A way to pay that is typed: it chooses among what is offered, or hears plainly what is taken."""

# ruff: noqa: SIM905  # long lists of words read best as words

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.actions.following import refund_way
from bot.actions.paying_by_upi import WHERE, how_by_upi, paid_words, where_to_pay
from bot.actions.shelf import carts_of
from bot.dialogue.asking import asks_where, open_question
from bot.dialogue.choosing import chosen, still_offered
from bot.dialogue.taps import tap_of
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.words import paying
from chat.contexts import ContextKey
from chat.open_questions import Offered, OfferedOption
from chat.reply import Command, Option, choice, text
from shop.checkout.service.offers import ways_of
from shop.checkout.taps import OpenPage, PlaceCart
from shop.orders.order import ACCOUNT, CASH, ONLINE, UPI
from shop.reading.likeness import nearest

# What people call the ways, whether a shop takes them or not.
_IN_DEVANAGARI = "yupiaai phonpe fonpe jipe gugalpe petiem bheem kyuaar skainar"  # in Latin letters
_CALLED: Mapping[str, str] = {
    "cash": "cash cod naqad nakad rokda kaish siodi",
    "card": "card cards debit visa mastercard rupay amex online",
    "upi": "upi gpay googlepay phonepe paytm bhim qr scanner " + _IN_DEVANAGARI,
    "bank": "bank banking netbanking neft rtgs imps transfer",
    "cheque": "cheque cheques chq check",
    "account": "account udhaar udhar udhari khata khaata",
    "credit": "credit",
    "store": "store wallet",
    "instalments": "emi instalment instalments installment installments",
}
_KINDS = {word: kind for kind, words in _CALLED.items() for word in words.split()}
_BEHIND = frozenset("on at delivery door pe par se me mein only hi dunga denge doonga payment de".split())
# These words name a payment wherever they stand alone; the others may name something else.
_SURE = frozenset(
    "cash cod kaish siodi upi yupiaai phonpe fonpe jipe petiem gpay googlepay phonepe paytm bhim cheque "
    "cheques netbanking neft rtgs imps emi udhaar udhar"
    .split()
)  # fmt: skip
_BESIDE = frozenset(
    "a an the i we ill will would want to it my me please pls ok okay yes haan han ji by in on with via "
    "through for take using use at door delivery pay paid paying payment payments mode method se me mein mai "
    "par pe ko ka ki ke kar karo karna karunga karenge do de dunga doonga denge dena lo le hi only then fine "
    "google phone net refund back give always make put rather hmm no now instead full amount money paise "
    "paisa bhi rahega rakho lena lelo"
    .split()
)  # fmt: skip
_AHEAD = frozenset("by in on via with pay paying payment the".split())  # of a way to pay, in the same breath
_PAYS = frozenset("pay paying payment payments refund".split())
_ASKS = frozenset(
    "can could does is are kya available possible accept accepted accepts takes taken allowed chalega chalta "
    "milega hai hota loge lete you u your there or ya"
    .split()
)  # fmt: skip
# With these it is asked, whatever sign ends it.
_WHETHER = _ASKS - frozenset("is are hai you u your there takes taken lete".split())
_NOT = frozenset("not no nahi nahin nhi mat dont without".split())
_ELSE = frozenset({"cart", "carts", "case", "cases"})  # near to a card and to cash, and neither
AGAIN = "again"  # the text of a command that shows the whole of a checkout once more
PAYABLE = ContextKey("payable", Offered, timedelta(minutes=30))  # how the checkout that was shown can be paid
_MOST_WORDS = 9
_SLIP = 0.9  # one letter away


def ways_named(said: str) -> list[str]:
    """The ways to pay that a question about paying names."""
    return _one_meant([kind for word in _words(said) if (kind := _KINDS.get(word) or _slipped(word))])


def pays_by(said: str, *, refused: bool = False) -> list[str]:
    """The ways to pay that these words want and nothing else; `refused` also those that they don't want."""
    words = _words(said)
    if len(words) > _MOST_WORDS or _asks_whether(words) or not (refused or _NOT.isdisjoint(words)):
        return []
    named = _alone([word for word in words if word not in _NOT], slips=False)
    # "Account" alone may be the one that somebody signs in to.
    return [] if len(words) == 1 and set(named) <= {"account", "credit"} else named


def _asks_whether(words: Sequence[str]) -> bool:
    """ "Kya cod hai" asks, "payment cash hai" says so."""
    told = not _PAYS.isdisjoint(words)
    return not _WHETHER.isdisjoint(words) or not (told or _ASKS.isdisjoint(words))


def ways_within(said: str) -> list[tuple[int, int]]:
    """Where ways to pay are said in the middle of other words: "mob 98... cod koi bhi slot"."""
    tokens = [(m[0].lower(), m.start(), m.end()) for m in re.finditer(r"\w+", said)]
    words = [word for word, _, _ in tokens]
    found: list[tuple[int, int]] = []
    for i, word in enumerate(words):
        if word not in _SURE or (found and tokens[i][1] < found[-1][1]):
            continue
        first, last = i, i
        while first and words[first - 1] in _AHEAD and _next_to(said, tokens, first - 1):
            first -= 1
        while last + 1 < len(words) and words[last + 1] in _BEHIND and _next_to(said, tokens, last):
            last += 1
        around = {*words[max(0, first - 2) : first], *words[last + 1 : last + 3]}
        if _WHETHER.isdisjoint(around) and "?" not in said[tokens[last][2] : tokens[last][2] + 2]:
            found.append((tokens[first][1], tokens[last][2]))
    return found


def _next_to(said: str, tokens: Sequence[tuple[str, int, int]], at: int) -> bool:
    return said[tokens[at][2] : tokens[at + 1][1]].isspace()


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


def pay_words(turn: Turn, tools: Tools) -> Answer | Command | None:  # noqa: PLR0911  # each is an answer
    """What words lead to that are about ways to pay and nothing else; None for all other words."""
    if told := paid_words(turn, tools):
        return told
    words = _words(turn.text)
    options = [option for option in still_offered(turn, tools) if _way(option)] or _left_off(turn, tools)
    kinds = _alone(words, slips=bool(options)) if len(words) <= _MOST_WORDS else []
    if _asks_where(words) and (where := where_to_pay(turn, tools)):
        return where
    if not kinds:
        return None
    if options:
        return _of_these(turn, tools, kinds, options)
    if kinds == ["upi"] and (how := how_by_upi(turn, tools)):
        return how
    if back := refund_way(turn, tools):
        return say(text(back))
    asked = open_question(turn, tools)
    if asked and asked.free:
        return say(text(f"{ways_said(turn, tools, kinds)}\n{asked.words}")) if asks_where(asked) else None
    if (_SURE.isdisjoint(words) and _PAYS.isdisjoint(words)) or chosen(turn, tools):
        return None
    return say(text(ways_said(turn, tools, kinds)))


def _asks_where(words: list[str]) -> bool:
    """ "Upi id kya hai", "QR bhejo": where to pay by UPI, and nothing else."""
    beside = [word for word in words if word not in WHERE or word in _KINDS]
    return (
        len(words) <= _MOST_WORDS and not WHERE.isdisjoint(words) and _alone(beside, slips=False) == ["upi"]
    )


def keep_payable(turn: Turn, tools: Tools, options: Sequence[Option]) -> None:
    """Remember how the checkout that is shown can be paid: a question may come between."""
    kept = tuple(OfferedOption(o.title, o.command.intent, o.command.entities) for o in options if o.command)
    tools.contexts.save(turn.customer, PAYABLE, Offered(turn.conversation, kept), turn.now)


def forget_payable(turn: Turn, tools: Tools) -> None:
    """The checkout is left: a way to pay that is named now is not for it."""
    tools.contexts.forget(turn.customer, PAYABLE)


def ways_offered(turn: Turn, tools: Tools) -> dict[str, Command]:
    """How the checkout that is under way can be paid, by the kinds that people name; empty without one."""
    options = _left_off(turn, tools)
    found = {_kind_of(_way(option)): option.command for option in options if option.command and _way(option)}
    if not tools.extras.get("pays_online"):  # the page is there for other things
        found.pop("card", None)
    return found


def way_named(kind: str, ways: Mapping[str, Command]) -> Command | None:
    """The only way that a kind can mean: "credit" is an account or store credit."""
    fitting = [command for known, command in ways.items() if _fits(kind, {known})]
    return fitting[0] if len(fitting) == 1 else None


def not_possible(turn: Turn, kind: str) -> str:
    """Say that this way to pay is not taken."""
    return _said(turn, kind, set())


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
    # How much may be asked: "can I pay 50000 cash". Credit has a limit of its own.
    free = [kind for kind in kinds if kind in taken & {"cash", "card"}]
    limits = [paying.NO_LIMIT.in_(turn.locale, name=paying.NAMES[kind].in_(turn.locale)) for kind in free]
    ways = [paying.YOU_CAN.in_(turn.locale), *(f"• {name}" for name in names)]
    return "\n".join([*said, *ways, *limits])


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
    told = " ".join([*said, paying.CHOOSE.in_(turn.locale)])
    if any(isinstance(tap_of(option.command), PlaceCart) for option in options if option.command):
        return Command("checkout", {"text": AGAIN, "lead": told})  # what is possible, under the whole
    return say(choice(told, *options))


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
    return {CASH: "cash", ACCOUNT: "account", ONLINE: "card", UPI: "upi"}.get(method, "store")


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
