"""Small talk, help, yes and no, and what to say when nothing was understood."""

from dataclasses import replace

from bot.actions.pay_words import AGAIN, ways_offered
from bot.actions.people import hand_over
from bot.actions.shelf import carts_of, newer
from bot.actions.taking import do
from bot.actions.which_line import ask_next, led
from bot.dialogue.asking import asked_just_now, open_question, settled
from bot.dialogue.choosing import still_offered
from bot.dialogue.fitting import names_goods
from bot.dialogue.goods_meant import meant_here
from bot.dialogue.goods_said import said_here
from bot.dialogue.language import LANGUAGES, asked_for, speak
from bot.dialogue.open_list import open_list
from bot.dialogue.reading_here import reading_of
from bot.dialogue.spoken_of import spoken_of
from bot.dialogue.taps import tap_of
from bot.dialogue.turn import ACTIONS, DECLARED, LOST, Answer, Tools, Turn, action, run, say
from bot.reading.filling import GOODS
from bot.reading.refusing import says_out
from bot.routing.product_names import wanted_goods
from bot.words import talk as words
from chat.handoff import person_needed
from chat.open_questions import ASKED, OFFERED
from chat.reply import Command, Option, choice, text
from chat.words import Words
from shop.checkout.taps import ChooseDelivery
from shop.delivery.ways import PICKUP
from shop.reading.addresses import pin_code
from shop.reading.quantity import parse_wanted
from shop.words import UNDO

MOST_OFTEN = 5  # of what is offered for help
_OF_A_PRODUCT = frozenset({"ask_attribute", "ask_price", "check_stock", "product_details"})
_MAY_ASK = 0.3  # of a chance
ALL_WORDS = 0.99  # of what was typed are in the product's own words


def buttons(locale: str, *intents: str) -> tuple[Option, ...]:
    """An option for each of these intents that is offered here."""
    return tuple(Option(title, Command(i)) for i in intents if (title := _title(i, locale)))


def _title(intent: str, locale: str) -> str:
    """The button of an intent that has one, or nothing."""
    title = DECLARED[intent].title if intent in DECLARED else None
    return title.in_(locale) if title else ""


def for_help(places: int | None = None) -> tuple[str, ...]:
    """What is offered to who asks for help, at its first places or at all, most often wanted first."""
    offered = sorted((one.help_place, intent) for intent, one in DECLARED.items() if one.help_place)
    return tuple(intent for place, intent in offered if places is None or place <= places)


def often() -> tuple[str, ...]:
    """What people most often want."""
    return for_help(MOST_OFTEN)


@action("greet")
def greet(turn: Turn, tools: Tools) -> Answer:
    """A hello with what people most often want."""
    hello = words.GREETING.pick(turn.locale, turn.id).format(shop=tools.shop_name)
    return say(choice(hello, *buttons(turn.locale, *often())))


@action("goodbye")
def goodbye(turn: Turn, tools: Tools) -> Answer:
    """A farewell."""
    return say(text(words.GOODBYE.pick(turn.locale, turn.id)))


@action("thank")
def thank(turn: Turn, tools: Tools) -> Answer:
    """You are welcome."""
    return say(text(words.WELCOME.pick(turn.locale, turn.id)))


@action("remark")
def remark(turn: Turn, tools: Tools) -> Answer:
    """Something was said that wants nothing: heard; what was done last can be taken back, if it was that."""
    if says_out(turn.text) and carts_of(tools).get(turn.customer).lines:
        options = (Option(UNDO.in_(turn.locale), Command("update_cart", {"text": "undo"})),)
        return say(choice(words.TAKEN_WRONGLY.in_(turn.locale), *options, *buttons(turn.locale, "view_cart")))
    if open_question(turn, tools) or open_list(turn, tools).lines:
        return say(text(words.HEARD.in_(turn.locale)))
    return say(choice(words.HEARD_AND_NOW.in_(turn.locale), *buttons(turn.locale, *often())))


@action("what_can_you_do", title=Words("Help", "Madad", "मदद"))
def what_can_you_do(turn: Turn, tools: Tools) -> Answer:
    """What there is, with a way into each."""
    return say(choice(words.HELP.pick(turn.locale, turn.id), *buttons(turn.locale, *for_help())))


@action("affirm")
def affirm(turn: Turn, tools: Tools) -> Answer:
    """Yes, to whatever was asked."""
    asked = open_question(turn, tools)
    if asked and asked_just_now(turn, tools):  # "express is ok. write it on the order": none was seen yet
        return Answer()
    if asked and asked.yes:
        settled(turn, tools)
        return run(asked.yes, turn, tools)
    options = still_offered(turn, tools) if asked else []
    # There is more than one way to say yes to this; what was offered since belongs to something else.
    if asked and options and not newer(turn, tools, OFFERED, ASKED):
        return say(choice(asked.words, *options))
    if way := _usual_way(turn, tools):
        return run(way, turn, tools)
    if ways_offered(turn, tools):  # a checkout that something came between: the whole once more, then a yes
        return run(Command("checkout", {"text": AGAIN}), turn, tools)
    return say(
        choice(words.WHAT_NEXT.pick(turn.locale, turn.id), *buttons(turn.locale, "view_cart", *often()))
    )


def _usual_way(turn: Turn, tools: Tools) -> Command | None:
    """The way of delivery that a yes to a list of them means: the cheapest that brings it."""
    for option in still_offered(turn, tools):
        shown = tap_of(option.command) if option.command else None
        if isinstance(shown, ChooseDelivery) and shown.delivery != PICKUP:
            return option.command
    return None


@action("deny")
def deny(turn: Turn, tools: Tools) -> Answer:
    """No, to whatever was asked; or it is left."""
    asked = open_question(turn, tools)
    settled(turn, tools)
    if asked and asked.no:
        return run(asked.no, turn, tools)
    if asked is None and (lines := open_list(turn, tools).lines):  # it is the line that was asked about
        return run(Command("add_to_cart", {"skip": True, "line": lines[0]}), turn, tools)
    return say(
        choice(words.LEFT.pick(turn.locale, turn.id), *buttons(turn.locale, "view_cart", *for_help(3)))
    )


@action("skip")
def skip(turn: Turn, tools: Tools) -> Answer:
    """This line is left out and the next comes; where there is none, the question is left."""
    if open_list(turn, tools).lines:
        settled(turn, tools)
    return deny(turn, tools)


@action("inform")
def inform(turn: Turn, tools: Tools) -> Answer:  # noqa: PLR0911  # each way out is an answer
    """A bare value: it answers what was asked, else it may name a product."""
    asked = open_question(turn, tools)
    counted = asked is not None and asked.entity == "quantity"
    if asked and asked.answer and not (counted and reading_of(turn, tools).said(GOODS)):
        settled(turn, tools)
        return run(asked.answer, turn, tools, {asked.entity: turn.text})
    lines = reading_of(turn, tools).lines
    if len(lines) == 1 and not lines[0].goods and names_goods(lines[0].points):  # "m30 wala"
        return do(turn, tools, meant_here(turn, tools, said_here(turn, tools, turn.text)))
    goods = [line for line in lines if line.goods]
    if any(line.amounts for line in goods) or _names_goods(turn, tools):  # "10 tata salt 1kg"
        return run(Command("add_to_cart"), turn, tools)
    if pin_code(turn.text):  # a place: where to, or only whether
        alone = len(turn.text.split()) < 3
        return run(Command("delivery_options" if alone else "change_address"), turn, tools)
    if goods:
        return run(Command("search_product"), turn, tools)
    if parse_wanted(turn.text).count is not None and len(spoken_of(turn, tools)) == 1:
        return run(Command("add_to_cart"), turn, tools)  # "5", of the one thing that is looked at
    if any(c.isdigit() for c in turn.text):
        of_what = words.OF_WHAT.pick(turn.locale, turn.id)
        return say(text(of_what.format(said=turn.text.strip()[:60])))
    return run(Command("search_product"), turn, tools)


@action("change_language", title=Words("Hindi / English", "Hindi / English", "भाषा बदलिए"), help_place=9)
def change_language(turn: Turn, tools: Tools) -> Answer:
    """English, or Hindi in Latin letters or its own, kept for the customer."""
    wanted = str(turn.entity("locale") or "")
    if not wanted:
        wanted = asked_for(turn.text, turn.said)
    if not wanted:
        languages = (Option(name, Command("change_language", {"locale": code})) for code, name in LANGUAGES)
        return say(choice(words.LANGUAGES.pick(turn.locale, turn.id), *languages))
    speak(turn, tools, wanted)
    return say(choice(words.SPEAKING.pick(wanted, turn.id), *buttons(wanted, *often())))


def _names_goods(turn: Turn, tools: Tools) -> bool:
    """Whether it counts goods of this shop; "12 MG Road" and "4 stars" count something else."""
    wanted = parse_wanted(turn.text)
    if wanted.count is None or not any(c.isalpha() for c in wanted.words):
        return False
    found = tools.search.search(wanted.words, limit=1)
    return bool(found.hits) and found.hits[0].cover >= ALL_WORDS and "action_add_to_cart" in ACTIONS


def _goods(turn: Turn, tools: Tools) -> Answer | None:
    """A few words that were not understood but name goods of this shop, spelt however."""
    goods = wanted_goods(turn, tools)
    return run(Command("search_product"), replace(turn, text=goods), tools) if goods else None


def _of_what_is_spoken_of(turn: Turn, tools: Tools) -> Answer | None:
    """A question about the one product before the customer's eyes, whatever its sentence was taken for."""
    acts = reading_of(turn, tools).acts
    asks = max(acts, key=lambda act: acts[act], default="")
    if (
        asks not in _OF_A_PRODUCT
        or f"action_{asks}" not in ACTIONS
        or acts[asks] < _MAY_ASK
        or len(spoken_of(turn, tools)) != 1
    ):
        return None
    return run(Command(asks), replace(turn, alternatives=()), tools)


@action("out_of_scope")
def out_of_scope(turn: Turn, tools: Tools) -> Answer:
    """Not our business, said kindly, with what is."""
    goods = _goods(turn, tools) or _of_what_is_spoken_of(turn, tools)
    if goods:
        return goods
    told = say(choice(words.OUTSIDE.pick(turn.locale, turn.id), *buttons(turn.locale, *often())))
    return replace(told, lost=turn.text)


@action("default_fallback", intents=("nlu_fallback",))
def default_fallback(turn: Turn, tools: Tools) -> Answer:
    """First ask which of two was meant; then offer search, help and a person; then bring the person."""
    goods = _goods(turn, tools) or _of_what_is_spoken_of(turn, tools)
    if goods:
        return goods
    lost = tools.contexts.get(turn.customer, LOST, turn.now) or 0
    reason = person_needed(turn.text, lost)
    if reason:
        tools.contexts.forget(turn.customer, LOST)
        return hand_over(turn, tools, reason)
    tools.contexts.save(turn.customer, LOST, lost + 1, turn.now)
    if not lost and (asked := ask_next(turn, tools)):  # what waits is asked again, with what can be tapped
        return say(*led(words.AGAIN.pick(turn.locale, turn.id), asked))
    likely = [name for name, _ in turn.alternatives if _title(name, turn.locale)][:2]
    if likely and not lost:
        meant = (Option(_title(name, turn.locale), Command(name, {"text": turn.text})) for name in likely)
        rest = buttons(turn.locale, *(i for i in ("human_agent", "what_can_you_do") if i not in likely))
        told = say(choice(words.WHICH.pick(turn.locale, turn.id), *meant, *rest))
        return replace(told, lost=turn.text)
    wanted = ("search_product", "what_can_you_do", "human_agent")
    told = say(choice(words.AGAIN.pick(turn.locale, turn.id), *buttons(turn.locale, *wanted)))
    return replace(told, lost=turn.text)
