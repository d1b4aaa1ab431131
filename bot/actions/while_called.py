"""While a colleague is called: what the assistant can do is done, all else is kept for them.

Every answer says that they are still called. Where a call has ended, what is asked about it is told so.
"""

from dataclasses import replace
from datetime import timedelta

from bot.actions.coming import asks_when, names_what_comes
from bot.actions.gstin_said import speaks_of_my_gstin
from bot.dialogue.asking import open_question
from bot.dialogue.claim_said import kind_said
from bot.dialogue.confirming import ask, never_mind
from bot.dialogue.open_list import open_list
from bot.dialogue.reading_here import on_the_table, reading_of
from bot.dialogue.turn import Answer, Tools, Turn, run, say
from bot.reading.filling import ORDER
from chat.contexts import ContextKey
from chat.handoff import ANYBODY, PEOPLE, why_person
from chat.reply import Command, Option, text
from chat.words import CALL_ENDED, CALL_ONE, TALK_TO_PERSON, Words
from desk.service.calling import call_of, left_for_person, nobody_yet, still_called
from shop.reading.addresses import pin_code

# What is asked or done here while somebody waits.
_DOES = frozenset(
    {"search_product", "refine_search", "browse", "check_stock", "ask_price", "product_details",
     "ask_attribute", "compare_products", "recommend", "plan", "offers", "show_more", "delivery_options",
     "payment_methods", "refund_policy", "faq", "view_cart", "track_order", "order_history", "order_total",
     "bought_before", "bought_most", "get_invoice", "change_language", "what_can_you_do", "ask_seller",
     "request_quote", "notifications", "add_to_cart", "order_list", "update_cart", "remove_from_cart",
     "clear_cart", "undo", "checkout", "repeat_order", "apply_voucher", "change_address", "saved_list",
     "cancel_order", "change_order", "return_order", "exchange_order"}
)  # fmt: skip
# What a colleague is called for.
_THEIRS = frozenset({"human_agent", "complaint", "payment_problem", "refund_status"})
_OF_REFUNDS = frozenset({"refund_status", "refund_policy"})
# What a question about who is waited for may be taken for.
_MAY_BE_OF_IT = frozenset(
    {"human_agent", "delivery_options", "track_order", "check_stock", "out_of_scope", "wait",
     "inform", "greet", "nlu_fallback", "ask_seller", "faq", "ask_reviews", "give_review"}
)  # fmt: skip
_ANYONE = frozenset({"anyone", "anybody", "koi", "colleague", "saathi"})
_CLEAR, _UNSURE = 0.7, 0.4  # that something else is asked
_ORDERS = frozenset({"add_to_cart", "order_list", "update_cart", "repeat_order", "checkout", "clear_cart"})
_SHORT = 12  # words of a wish; more, and no question, is what somebody tells
_OF_ORDERS = frozenset({"order", "orders"})
_OWN = frozenset({"my", "mera", "meri", "mere", "last", "pichla", "pichle", "latest", "apna"})
_TOLD_OF_IT = frozenset({"number", "no", "id", "amount", "total", "status", "kitna", "kitne", "date", "bill"})
_ASKS_FOR = frozenset({"what", "which", "kya", "kitna", "kitne", "batao", "bataiye", "tell"})
JUST_CALLED = ContextKey("just_called", str, timedelta(hours=12))  # in which a message is waited for
_REASONS = ("complaint", "payment")  # told by the words alone, where the reading is not sure
_GOES_BACK = frozenset({"return_order", "exchange_order"})
_LOOK = 0.5  # how sure it has to be that a refund is asked about
_DO = 0.5  # the same, that it is something to do here
_ABOUT_IT = 0.5  # that it is about what the colleague was called for


def left_message(turn: Turn, tools: Tools) -> Answer | None:
    """What comes first once a colleague was called: it is for them, unless it is clearly another wish."""
    called = tools.contexts.get(turn.customer, JUST_CALLED, turn.now)
    if called != turn.conversation:
        return None
    tools.contexts.forget(turn.customer, JUST_CALLED)
    if not call_of(tools.db, turn.conversation).waits or _is_another_wish(turn, tools):
        return None
    return say(left_for_person(tools.db, turn.conversation, turn.locale, turn.now))


def _is_another_wish(turn: Turn, tools: Tools) -> bool:
    """Whether it is surely to be done or told here: a short question, an order; not what went wrong."""
    if _asks_of_the_wait(turn, tools) or _asks_of_own_orders(turn) or speaks_of_my_gstin(turn):
        return True
    if kind_said(turn.text) or why_person(turn.text) in _REASONS:
        return False
    acts = reading_of(turn, tools).acts or {turn.intent: turn.confidence}
    ordering = sum(acts.get(act, 0.0) for act in _ORDERS)
    if len(turn.text.split()) > _SHORT and "?" not in turn.text and ordering < _CLEAR:
        return False
    return sum(acts.get(act, 0.0) for act in _DOES) >= _CLEAR


def _asks_of_own_orders(turn: Turn) -> bool:
    """ "Which date has my latest order?": asked of what they bought, and known here."""
    said = {word.strip(".,!?") for word in turn.text.lower().split()}
    return bool(said & _OF_ORDERS and said & _OWN and said & _TOLD_OF_IT) and (
        "?" in turn.text or bool(said & _ASKS_FOR)
    )


def while_called(turn: Turn, tools: Tools) -> Answer | None:
    """What is said to words that are for the colleague; None for what is answered as ever."""
    if speaks_of_my_gstin(turn):  # the account knows
        return None
    call = call_of(tools.db, turn.conversation)
    if call.waits:
        if _asks_of_the_wait(turn, tools):
            return say(nobody_yet(tools.db, turn.conversation, turn.locale, turn.now))
        if _asks_of_own_orders(turn):
            return and_still_called(run(Command("order_history"), turn, tools), turn, tools)
        if _for_the_assistant(turn, tools):
            return None
        return say(left_for_person(tools.db, turn.conversation, turn.locale, turn.now))
    return _of_the_ended_call(turn, tools) if call.ended else None


def _asks_of_the_wait(turn: Turn, tools: Tools) -> bool:
    """ "Koi aaya kya?", "how much longer?": of who is waited for, where nothing else is said to come."""
    reading = reading_of(turn, tools)
    if any(line.goods for line in reading.lines) or pin_code(turn.text) or reading.said(ORDER):
        return False
    if names_what_comes(turn.text) or why_person(turn.text) in _REASONS:  # told, and kept for them
        return False
    said = {word.strip(".,!?;:()\"'") for word in turn.text.lower().split()}
    likely = max(reading.acts, key=lambda act: reading.acts[act], default="human_agent")
    clear = reading.acts.get(likely, 1.0) >= _CLEAR and likely not in _MAY_BE_OF_IT
    if said & (PEOPLE | ANYBODY | _ANYONE):
        asks = asks_when(turn.text) or "?" in turn.text or likely in _MAY_BE_OF_IT
        return asks and not clear
    may = likely in _MAY_BE_OF_IT or reading.acts.get(likely, 0.0) < _UNSURE
    return asks_when(turn.text) and may and not on_the_table(turn, tools)


def _for_the_assistant(turn: Turn, tools: Tools) -> bool:
    """Whether it is something to do here, or answers what was asked here."""
    acts = reading_of(turn, tools).acts or {turn.intent: turn.confidence}
    if asks_when(turn.text) and sum(acts.get(act, 0.0) for act in _OF_REFUNDS) >= _LOOK:
        return True  # what is written of it can be told
    theirs = sum(acts.get(act, 0.0) for act in _THEIRS)
    if why_person(turn.text) in _REASONS and max(acts.values(), default=0.0) < _ABOUT_IT:
        return False
    likely = max(acts, key=lambda act: acts[act], default="")
    if likely in _GOES_BACK and kind_said(turn.text):  # told of goods that no order here has
        return False
    if open_question(turn, tools) or open_list(turn, tools).lines:
        return theirs < _ABOUT_IT
    does = sum(acts.get(act, 0.0) for act in _DOES)
    return does >= _DO and does > theirs


def for_a_person(turn: Turn, tools: Tools) -> bool:
    """Whether it is rather for a colleague than for the assistant."""
    acts = reading_of(turn, tools).acts or {turn.intent: turn.confidence}
    return sum(acts.get(act, 0.0) for act in _THEIRS) >= _ABOUT_IT or why_person(turn.text) in _REASONS


def _of_the_ended_call(turn: Turn, tools: Tools) -> Answer | None:
    """ "Has anyone seen my complaint?", once the call is over: that it is, and the offer of another."""
    reading = reading_of(turn, tools)
    if not reading.acts or any(line.goods for line in reading.lines):
        return None
    likely = max(reading.acts, key=lambda act: reading.acts[act])
    clear = reading.acts[likely] >= _ABOUT_IT
    if clear and likely in _THEIRS:
        return None  # which calls one, or knows what was given back
    about = sum(reading.acts.get(act, 0.0) for act in _THEIRS) >= _ABOUT_IT
    named = why_person(turn.text) in _REASONS and not (clear and likely in _DOES)
    return offer_call(turn, tools, CALL_ENDED) if about or named else None


def offer_call(turn: Turn, tools: Tools, question: Words = CALL_ONE, told: str = "") -> Answer:
    """Ask whether a colleague shall be called, behind what was told."""
    person = Option(TALK_TO_PERSON.in_(turn.locale), Command("human_agent", {"text": turn.text}))
    asked = f"{told} {question.in_(turn.locale)}".strip()
    return ask(turn, tools, asked, person, never_mind("deny"))


def call_told(turn: Turn, tools: Tools, told: str) -> Answer:
    """What was told, and how it stands with the colleague; one is offered where none is called."""
    call = call_of(tools.db, turn.conversation)
    if call.waits:
        return say(text(told))  # behind which it is said
    return offer_call(turn, tools, CALL_ENDED if call.ended else CALL_ONE, told)


def and_still_called(answer: Answer, turn: Turn, tools: Tools) -> Answer:
    """The answer, and that the colleague still comes, where one waits for them; what is not read is kept."""
    if not answer.replies or any(reply.sender == "system" for reply in answer.replies):
        return answer
    if not call_of(tools.db, turn.conversation).waits:
        return answer
    if answer.lost:
        return say(left_for_person(tools.db, turn.conversation, turn.locale, turn.now))
    said = text(still_called(tools.db, turn.conversation, turn.locale, turn.now))
    asks = answer.replies[-1].kind == "choice"
    before, last = (answer.replies[:-1], answer.replies[-1:]) if asks else (answer.replies, ())
    return replace(answer, replies=(*before, said, *last))
