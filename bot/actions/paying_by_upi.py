"""UPI in the chat: whom to pay and how much, and the customer's word that they have paid."""

# ruff: noqa: SIM905  # long lists of words read best as words

from dataclasses import replace

from bot.actions.which_order import mine_of, named
from bot.dialogue.asking import settled
from bot.dialogue.confirming import ask
from bot.dialogue.taps import tap_in
from bot.dialogue.turn import Answer, Tools, Turn, alone, say
from bot.words import paying as words
from chat.payloads import command_of
from chat.reply import Option, Reply, choice, text
from shop.payments.asked import Asked
from shop.payments.notices import how_to_pay, pay_now
from shop.payments.service.upi import TellPaid, UpiPayments
from shop.payments.taps import PayByUpi, SayPaid
from shop.payments.upi import utrs_in
from shop.payments.words import OPEN_PAY_PAGE, TELL_UTR
from shop.refusals import Coded

# Words that say that it is done, and words that may stand beside them; any other is about something else.
_DONE = frozenset(
    "paid ped done gaya gya diya diye dia di chuka chuki sent bheja bhejdiya kardiya hogaya kiya bhej "
    "transferred successful success completed".split()
)  # fmt: skip
_MONEY = frozenset(
    "payment payments yutiaar bheem pement pemant peyment paid pay paisa paise pese money upi gpay "
    "googlepay phonepe paytm bhim utr rrn transaction txn amount transfer bhugtan".split()
)  # fmt: skip
_BESIDE = frozenset(
    "i have has we maine mene humne hamne ne aapko ap ko you your the my mera meri hai he h ho hua is "
    "it this no number num id ref reference yes haan han ji ok okay please check dekho dekhiye lijiye "
    "lo le by via from se through on now abhi just already bhai bhaiya sir for of order ka ki ke kar "
    "karke de was made google phone app par pe".split()
)  # fmt: skip
_NOT = frozenset("not no nahi nahin nhi mat fail failed kat kata kab kaise how when".split()) - {"no"}
# Also as Devanagari is spelt in Latin letters: "aaidi", "kyuaar".
WHERE = frozenset(
    "id ids aaidi qr kyuaar code kod scanner skainar scan number address handle vpa bhejo bhej send "
    "batao bataiye share dikhao dijiye chahiye what which kaun kaunsi konsi your ur tumhari tumhara "
    "aapki aapka apni".split()
)  # fmt: skip
_MOST_WORDS = 12


def upi_asked(turn: Turn, tools: Tools, order: str = "") -> list[Asked]:
    """What this customer has to pay by UPI, the newest first; of one order alone where it is named.

    Nothing where others read along.
    """
    if turn.shared:
        return []
    found = UpiPayments(tools.db).asked_of(turn.customer)
    return [one for one in found if one.order == order] if order else found


def say_how(turn: Turn, tools: Tools, asked: Asked) -> Reply:
    """Say whom to pay and how much, with the page that has the link and the QR code."""
    make = tools.extras.get("pay_link")
    if make is None:
        return replace(pay_now(asked, turn.locale), sender="bot")
    said = f"{how_to_pay(asked, turn.locale)}\n{TELL_UTR.in_(turn.locale)}"
    return Reply("link", said, data={"url": make(asked.order), "title": OPEN_PAY_PAGE.in_(turn.locale)})


def how_by_upi(turn: Turn, tools: Tools) -> Answer | None:
    """Whom and how much to pay by UPI, tapped or asked for; None where nothing is to be paid so."""
    tapped = tap_in(turn)
    if isinstance(tapped, PayByUpi):
        alone(turn)
        found = upi_asked(turn, tools, tapped.order)
        return say(say_how(turn, tools, found[0])) if found else _nothing_open(turn, tapped.order)
    found = upi_asked(turn, tools)
    return say(*(say_how(turn, tools, one) for one in found[:2])) if found else None


def where_to_pay(turn: Turn, tools: Tools) -> Answer | None:
    """ "UPI id kya hai", "QR bhejo": what is open, else the shop's address; None where it is not that."""
    if how := how_by_upi(turn, tools):
        return how
    payee = UpiPayments(tools.db).payee()
    if payee is None or WHERE.isdisjoint(_words(turn.text)):
        return None
    return say(text(words.SHOPS_UPI.in_(turn.locale, address=payee.address, name=payee.name)))


def told_paid(turn: Turn, tools: Tools) -> Answer | None:
    """The customer says that they paid, by a tap, with a number, or in so many words; None where not so."""
    tapped = tap_in(turn)
    if isinstance(tapped, SayPaid):
        found = upi_asked(turn, tools, tapped.order)
        number = tapped.utr or str(turn.entity("utr") or "")
        return _stored(turn, tools, found[0], number) if found else _nothing_open(turn, tapped.order)
    numbers = utrs_in(turn.text)
    if not (numbers or says_paid(turn.text)) or "?" in turn.text or len(numbers) > 1:
        return None
    found = upi_asked(turn, tools)
    if len(found) > 1 and (meant := named(turn, mine_of(turn, tools))):
        found = [one for one in found if one.order == meant.id] or found
    number = numbers[0] if numbers else ""
    if len(found) > 1:
        return say(choice(words.WHICH_PAID.in_(turn.locale), *(_this(turn, one, number) for one in found)))
    return _stored(turn, tools, found[0], number) if found else None


def paid_words(turn: Turn, tools: Tools) -> Answer | None:
    """What is said of a payment that is awaited, and of nothing else."""
    spoken = _words(turn.text)
    if len(spoken) > _MOST_WORDS or not (utrs_in(turn.text) or says_paid(turn.text)):
        return None
    rest = {word for word in spoken if not word.isdigit()} - _DONE - _MONEY - _BESIDE
    return None if rest else told_paid(turn, tools)


def says_paid(said: str) -> bool:
    """ "Payment ho gaya", "paid", "gpay kar diya"."""
    spoken = set(_words(said))
    if not _NOT.isdisjoint(spoken):
        return False
    return not {"paid", "ped"}.isdisjoint(spoken) or not (
        _DONE.isdisjoint(spoken) or _MONEY.isdisjoint(spoken)
    )


def _this(turn: Turn, asked: Asked, number: str) -> Option:
    title = words.ORDER_OF.in_(turn.locale, order=asked.order, amount=asked.amount.spoken())
    return Option(title, command_of(SayPaid(asked.order, number)))


def _stored(turn: Turn, tools: Tools, asked: Asked, number: str) -> Answer:
    try:
        told = UpiPayments(tools.db).told(TellPaid(asked.order, turn.customer, number), turn.now)
    except Coded as refusal:
        return say(text(refusal.in_(turn.locale)))
    facts = {"order": told.order, "amount": told.amount.spoken()}
    if told.utr:
        settled(turn, tools)
        return say(text(words.TOLD_UTR.in_(turn.locale, utr=told.utr, **facts)))
    typed = command_of(SayPaid(told.order))
    return ask(turn, tools, words.TOLD_PAID.in_(turn.locale, **facts), typed=typed, entity="utr")


def _nothing_open(turn: Turn, order: str) -> Answer:
    """A tap on what was awaited once."""
    return say(text(words.NOTHING_OPEN.in_(turn.locale, order=order)))


def _words(said: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in said.lower()).split()
