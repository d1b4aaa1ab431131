"""Runs what a turn wants: the answer to an open question, two wishes one after the other, or one action."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.actions.all_there_is import all_there_is
from bot.actions.asking_about import asked_of_goods
from bot.actions.claiming import claimed_while_called, said_of_claims
from bot.actions.coming import asks_when
from bot.actions.delivering import total_with_delivery
from bot.actions.discount_claimed import discount_claimed
from bot.actions.faq import answered_of_it, of_the_rules, word_for_word, written_instead
from bot.actions.fee_told import fee_told
from bot.actions.finding import searched_at_once
from bot.actions.for_the_seller import for_the_shop, named_for_the_seller
from bot.actions.gstin_said import of_my_gstin
from bot.actions.left_of_money import left_of_money
from bot.actions.listing import asks_prices, cases_ordered, ordered
from bot.actions.money_of_claims import money_told
from bot.actions.open_plan import open_plan
from bot.actions.open_quote import put_at_list_price, quote_gone_on
from bot.actions.order_note import noted
from bot.actions.others_orders import of_somebody_else
from bot.actions.pay_otherwise import other_way_wanted
from bot.actions.pay_words import AGAIN, pay_words
from bot.actions.plan_changing import line_otherwise, plan_changed
from bot.actions.planning import planned
from bot.actions.putting_right import put_right
from bot.actions.recommending import best_of_shown
from bot.actions.repeating import offer_changed, same_again
from bot.actions.returning import kept_from_the_cart, said_of_return
from bot.actions.saved_lists import about_a_saved_list, load
from bot.actions.shelf import carts_of, in_cart, matched, newer
from bot.actions.taking import all_said, do, take_out_all
from bot.actions.terms import Road, take_terms
from bot.actions.which_line import ask_next
from bot.actions.which_order import about_an_order, mine_of
from bot.actions.which_product import which_product
from bot.actions.while_called import and_still_called, left_message, while_called
from bot.dialogue.address_said import ASKED_BESIDE, parted_address
from bot.dialogue.asking import asked_anew, asks_where, left_open, open_question, settled
from bot.dialogue.cases_said import asks_of_cases
from bot.dialogue.choosing import chosen, remember, still_offered
from bot.dialogue.correcting import corrects
from bot.dialogue.fitting import fitting
from bot.dialogue.goods_meant import meant_here, waiting_products
from bot.dialogue.goods_said import OUT, Said, said_here
from bot.dialogue.language import language
from bot.dialogue.left_as_it_is import left_as_it_is
from bot.dialogue.meant import CART, OFFERED_HERE, OPEN, Meant
from bot.dialogue.open_list import asked_again, open_list
from bot.dialogue.reading_here import ORDER_SEEN, in_shop_words, reading_of
from bot.dialogue.spoken_of import note_page
from bot.dialogue.taps import tap_of
from bot.dialogue.terms_said import names_a_place
from bot.dialogue.titled import titled_so
from bot.dialogue.told_apart import by_its_number, says_a_size, told_apart
from bot.dialogue.turn import ACTIONS, Act, Answer, Tools, Turn, run, say, serves
from bot.dialogue.waiting import waits
from bot.reading.refusing import lets_be, only_says_no, says_out, words_refused
from bot.reading.regional import as_hindi
from bot.routing.beside_a_call import wish_beside
from bot.routing.beside_the_order import ordered_beside, pin_told
from bot.routing.in_parts import (
    ANSWERED_FIRST,
    NOT_THE_LIST,
    SAYS_LITTLE,
    SURE,
    SURE_OF_REST,
    WITH_GOODS,
    answered_first,
    counted_first,
    number_and_more,
    one_after_the_other,
    read_by_itself,
    taken_out_first,
    together,
    which_waits,
)
from bot.routing.intents import served_by
from bot.routing.of_orders import asked_of_orders
from bot.routing.plain_words import number_said, said_plainly
from bot.routing.plan_beside import beside_a_plan
from bot.routing.product_names import looks_for_goods
from bot.words.talk import BACK_TO, BACK_TO_LIST, WAITING
from chat.open_questions import ASKED, OFFERED, Asked
from chat.reply import Command, Option, Reply, choice, text
from shop.checkout.service.offers import CheckoutOffers
from shop.checkout.taps import PlaceCart
from shop.finding.matching import OFFERED as MOST_OFFERED
from shop.finding.matching import Match
from shop.finding.remembered import LAST_SHOWN, TOUCHED
from shop.orders.status import UNDER_WAY
from shop.reading.addresses import parted_phone, pin_code

_LEFT = frozenset(
    {"search_product", "inform", "skip", "leave", "add_to_cart"}
)  # "skip poha", not "find poha"
_LEFT_TOO = _LEFT - {"add_to_cart"} | {"remove_from_cart"}  # the rest of "forget the milk and the ghee"
_SHORT_ANSWER = 8  # words of "all of them please"


_REFUSALS = ("deny", "leave", "wait", "skip", "cancel_order", "remove_from_cart")
_REFUSED = 0.4  # of a chance that it is one of these

# "Idli sambar for 60" may be taken for goods to look for or to order.
_MAY_PLAN = frozenset(
    {"recommend", "search_product", "add_to_cart", "order_list", "inform", "ask_price", "nlu_fallback",
     "out_of_scope", "product_details", "ask_attribute"}
)  # fmt: skip

_HALF = 0.5  # less sure than this of what else it is, who asks for a person gets one
_MAY_BE_OF_A_PLAN = _MAY_PLAN | {
    "remove_from_cart", "update_cart", "clear_cart", "refine_search", "deny", "skip", "view_cart", "remark",
}  # fmt: skip

_LONGEST = 400  # letters of what may be an answer
_MAY_BUY = 0.1  # of a chance that goods are wanted
READ_WELL = 0.85  # what was read with the table and the shop before it: nothing here knows better
# Said while something was asked, these don't answer it, however free the question is.
LEAVES = frozenset(
    {"deny", "human_agent", "greet", "goodbye", "view_cart", "refund_policy", "faq", "what_can_you_do"}
)

# Said in so many words, this comes before whatever else the message is about.
_PERSON = re.compile(
    r"\b(?:talk|speak|chat|connect)\b[^.?!]{0,25}\b(?:human|person|agent|someone|somebody|representative|executive)\b"
    r"|\b(?:insaan|insan|aadmi|bande|agent)\s+se\s+baat\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:no|not|don'?t|never|nahi|nahin|mat)\b", re.IGNORECASE)

# After these a list that is open is not taken up again: something else is under way.
_ON_LINES = frozenset({"return_order", "exchange_order", "change_order"})


# After these a question that waits is not asked again.
SMALL_TALK = frozenset(
    {"thank", "goodbye", "deny", "human_agent", "inform", "affirm", "change_language", "out_of_scope"}
)

_HARDLY_READ = 0.3  # less sure than this, an intent says nothing
_MAY_ASK_WHEN = frozenset(
    {"track_order", "delivery_options", "check_stock", "ask_seller", "nlu_fallback", "out_of_scope", "inform"}
)

# One letter says nothing, but for those that people write for yes, okay and no.
_LETTER = re.compile(r"\W*(?![ynk])[^\W\d_]\W*", re.IGNORECASE)

# Alone, while a question waits, this leaves the question; it cancels no order.
_LEAVE = re.compile(
    r"\W*(?:cancel|stop|leave|chhod|rehne|band)(?:\W+(?:it|that|this|do|karo|kar|please|pls|now))*\W*",
    re.IGNORECASE,
)

# Said beside the wish for a person, this is what the person is wanted for; nothing else is said to it.
FOR_A_PERSON = frozenset({"payment_problem", "complaint"})

# With an order's number in it, a message is about that order whatever else it was taken for.
NO_ORDERS = frozenset(
    {
        "add_to_cart", "update_cart", "remove_from_cart", "clear_cart", "order_list",
        "search_product", "refine_search", "out_of_scope", "nlu_fallback", "inform", "faq", "refund_policy",
        "change_address", "goodbye", "greet", "thank",
    }
)  # fmt: skip

# Of a count and a product these know only half, or not whether it is a list or one thing.
HALF_READ = frozenset({"search_product", "nlu_fallback"})

# What may be more than it was read for: another one of what was put in, a case of something.
MAY_BE_OF_GOODS = frozenset(
    {"search_product", "refine_search", "inform", "nlu_fallback", "out_of_scope", "ask_price"}
)
MAY_ASK_OF_CASES = MAY_BE_OF_GOODS | {
    "add_to_cart", "update_cart", "remove_from_cart", "order_list", "check_stock", "product_details", "skip",
}  # fmt: skip

# With so much of each of several things these order.
NAMES_GOODS = frozenset({"search_product", "inform", "nlu_fallback", "out_of_scope"})

# What an address without its PIN code may be taken for.
NAMES_A_PLACE = frozenset(
    {"inform", "change_address", "nlu_fallback", "out_of_scope", "affirm", "delivery_options"}
)

# When an action waits for the answer itself, these go to it.
ANSWERS = frozenset({"affirm", "deny", "inform"})


def perform(act: Act, turn: Turn, tools: Tools) -> Answer:
    """Do it in the customer's language, and keep what was offered, so that words can choose from it."""
    turn = replace(turn, locale=language(turn, tools), text=as_hindi(turn.text))
    turn = replace(turn, corrects=not _tapped(turn) and corrects(turn, tools))
    note_page(turn, tools)
    waiting, with_it = open_question(turn, tools), _offered_with_it(turn, tools)
    answer = None if _tapped(turn) else _to_who_is_called(turn, tools)
    answer = answer or and_still_called(_perform(act, turn, tools), turn, tools)
    if not answer.replies:  # nothing is ever silent
        answer = run(Command("default_fallback"), turn, tools)
    if seen := next((str(r.data["order"]["id"]) for r in answer.replies if r.kind == "order"), ""):
        tools.contexts.save(turn.customer, ORDER_SEEN, seen, turn.now)
    if remember(answer, turn, tools):
        asked_anew(turn, tools)
        return answer
    talk = turn.intent in SMALL_TALK
    back = left_open(turn, tools, waiting) if not _tapped(turn) and not talk else None
    if back and any(back.words in reply.text for reply in answer.replies):
        return answer  # it was asked again just now
    again = _back_to(back, with_it, turn, tools) or (() if talk else _back_to_list(turn, tools))
    return replace(answer, replies=(*answer.replies, *again))


def _to_who_is_called(turn: Turn, tools: Tools) -> Answer | None:
    """What is said of who serves, or is for who is called; None for what is answered as ever."""
    done = wish_beside(turn, tools, _do) or left_message(turn, tools) or claimed_while_called(turn, tools)
    return and_still_called(done, turn, tools) if done else while_called(turn, tools)


def _back_to_list(turn: Turn, tools: Tools) -> tuple[Reply, ...]:
    """The line of a list that still waits, asked about once more after something came between."""
    there = open_list(turn, tools)
    if not there.lines or there.asked_again or turn.intent in NOT_THE_LIST:
        return ()
    questions = ask_next(turn, tools, again=BACK_TO_LIST.in_(turn.locale))
    if questions:
        remember(Answer(tuple(questions)), turn, tools)
        asked_again(turn, tools)
    return tuple(questions)


def _settled_by_tap(turn: Turn, tools: Tools) -> None:
    """A tap that answers the question that waits ends it, as words would."""
    asked = open_question(turn, tools)
    answers = (asked.yes, asked.no, asked.answer) if asked else ()
    if any(command and command.intent == turn.intent for command in answers):
        settled(turn, tools)


def _offered_with_it(turn: Turn, tools: Tools) -> Sequence[Option]:
    """What could be tapped below the question that waits; nothing where something else was offered since."""
    asked = open_question(turn, tools)
    if asked and asked.options:
        return [Option(o.title, Command(o.intent, o.entities)) for o in asked.options]
    at = {tools.contexts.saved_at(turn.customer, key) for key in (OFFERED, ASKED)}
    return still_offered(turn, tools) if len(at) == 1 else ()


def _back_to(asked: Asked | None, options: Sequence[Option], turn: Turn, tools: Tools) -> tuple[Reply, ...]:
    """The question that something came between, once more, with what could be tapped."""
    if asked is None or _is_done(asked, turn, tools):
        return ()
    if anew := _with_the_new_total(asked, turn, tools):
        return anew
    words = BACK_TO.in_(turn.locale, question=asked.words)
    again = choice(words, *options) if options else text(words)
    remember(Answer((again,)), turn, tools)  # a "yes" or a number that comes now is for these
    return (again,)


def _with_the_new_total(asked: Asked, turn: Turn, tools: Tools) -> tuple[Reply, ...]:
    """The question of a checkout anew, where the cart was changed since it was shown."""
    shown = tap_of(asked.yes) if asked.yes else None
    if not isinstance(shown, PlaceCart):
        return ()
    total = CheckoutOffers(carts_of(tools)).review(turn.customer, turn.now, shown.delivery).priced.quote.total
    if total.minor == shown.shown:
        return ()
    anew = run(Command("checkout", {"text": AGAIN}), turn, tools)
    remember(anew, turn, tools)
    return tuple(reply for reply in anew.replies if reply.kind != "cart")  # which was shown just now


def _is_done(asked: Asked, turn: Turn, tools: Tools) -> bool:
    """Whether it asked about a cart that is an order by now."""
    leads = {command.intent for command in (asked.yes, asked.no, asked.answer) if command}
    if "checkout" not in leads or carts_of(tools).get(turn.customer).lines:
        return False
    settled(turn, tools)
    return True


def _perform(act: Act, turn: Turn, tools: Tools) -> Answer:
    """What Rasa chose, unless the message says more than one intent can."""
    if _tapped(turn):
        _settled_by_tap(turn, tools)
        # A button of "which did you mean" carries the words that it is about.
        words = turn.entity("text")
        if turn.intent == "order_list" and turn.entity("saved"):
            return load(turn, tools, str(turn.entity("saved")))
        return act(replace(turn, text=str(words)) if words and len(turn.text) < 2 else turn, tools)
    if bought := _gives_no_exchange(turn, tools):
        return _do(bought, tools)
    if _LETTER.fullmatch(turn.text):
        return run(Command("default_fallback"), turn, tools)
    if waits(turn, tools):
        return say(text(WAITING.in_(turn.locale)))
    return _each_wish(turn, tools) or _of_what_is_under_way(turn, tools) or _as_it_was_read(act, turn, tools)


def _for_a_person(turn: Turn, tools: Tools) -> Answer | None:
    """ "Charged twice, give me a person": what a person is wanted for is not done beside it."""
    wanted = {turn.intent, *(intent for intent, _ in turn.wishes)}
    for_one = {intent for intent, _ in turn.wishes} == {"human_agent"} and turn.confidence < _HALF
    if for_one or ("human_agent" in wanted and wanted & FOR_A_PERSON):
        return run(Command("human_agent"), turn, tools)
    return None


def _each_wish(turn: Turn, tools: Tools) -> Answer | None:
    """Several wishes are done one after the other, each as if it had come alone (ADR 0121)."""
    asked = open_question(turn, tools)
    written = asked is not None and asked.free and not asks_where(asked)  # a review, a seller's question
    if len(turn.wishes) < 2 or written or word_for_word(turn, tools) or _all_of_the_plan(turn, tools):
        return None
    return _for_a_person(turn, tools) or one_after_the_other(turn, tools, _do)


def _all_of_the_plan(turn: Turn, tools: Tools) -> bool:
    """ "Forget the plain rice. only the first list": while a plan is open, what may be of it is one wish."""
    return bool(open_plan(turn, tools).said) and all(intent in _MAY_BE_OF_A_PLAN for intent, _ in turn.wishes)


def _of_what_is_under_way(turn: Turn, tools: Tools) -> Answer | None:
    """What belongs to something that is open (terms, a return, a plan, a quote), whatever it was read as.

    In this order: each knows its own words, and the ones behind take what those leave.
    """
    if titled := titled_so(turn):
        return run(titled, turn, tools)
    by_itself = _by_itself(turn, tools)
    return (
        _left_as_it_is(turn, tools)
        or of_somebody_else(turn, tools)
        or of_my_gstin(turn, tools, by_itself)
        or put_at_list_price(turn, tools)
        or pin_told(turn, tools, _do)
        or noted(turn, tools, by_itself)
        or fee_told(turn, tools)
        or money_told(turn, tools)
        or other_way_wanted(turn, tools)
        or take_terms(turn, tools, _road(turn, tools))
        or total_with_delivery(turn, tools)
        or word_for_word(turn, tools)
        or line_otherwise(turn, tools)  # what is wrong with a pack of a plan is no return
        or said_of_claims(turn, tools)
        or said_of_return(turn, tools)
        or kept_from_the_cart(turn, tools)
        or number_and_more(turn, tools, _do)
        or counted_first(turn, tools, _do)
        or taken_out_first(turn, tools, _do)
        or _beside_a_plan(turn, tools)
        or left_of_money(turn, tools)
        or plan_changed(turn, tools)
        or discount_claimed(turn, tools, by_itself)
        or _question_for(turn, tools)
        or quote_gone_on(turn, tools, by_itself)
    )


def _beside_a_plan(turn: Turn, tools: Tools) -> Answer | None:
    parts = beside_a_plan(turn, tools)
    return one_after_the_other(replace(turn, wishes=parts), tools, _do) if parts else None


def _as_it_was_read(act: Act, turn: Turn, tools: Tools) -> Answer:  # noqa: PLR0911, PLR0912  # a case each
    """Several wishes one after the other, an answer to what was asked, or the one that was read."""
    asked = open_question(turn, tools)
    if turn.intent in _MAY_PLAN and not _takes_all(turn, asked, tools) and (plan := planned(turn, tools)):
        return plan
    if person := _for_a_person(turn, tools):
        return person
    takes_all = _takes_all(turn, asked, tools)
    if not takes_all and (repeated := offer_changed(turn, tools) or same_again(turn, tools)):
        return repeated
    if turn.wishes and not takes_all and not _leaves_all(turn, tools):
        if found := searched_at_once(turn, tools):
            return found
        return one_after_the_other(turn, tools, _do)
    if not takes_all and (went_on := ordered_beside(turn, tools)):
        return went_on
    if not takes_all and (told := asked_of_orders(turn, tools)):
        return told
    if not takes_all and asks_of_cases(turn.text) and turn.intent == "ask_price" and asks_prices(turn.text):
        return run(Command("ask_price"), turn, tools)  # "10 carton kitne ka", however many are in one
    if not takes_all and asks_of_cases(turn.text) and turn.intent in MAY_ASK_OF_CASES:
        known = which_product(turn, tools).product is not None
        return run(Command("ask_attribute" if known else "search_product"), turn, tools)
    if not takes_all and (told := best_of_shown(turn, tools) or asked_of_goods(turn, tools)):
        return told
    if all_of_it := all_there_is(turn, tools):
        return all_of_it
    if turn.intent in MAY_BE_OF_GOODS and (right := put_right(turn, tools)):
        return right
    first = not takes_all and not _leaves_all(turn, tools)
    if answered := (first and answered_first(turn, tools, _do, _answers_the_list, _the_one)) or _answered(
        turn, tools
    ):
        return answered
    if _PERSON.search(turn.text) and not _NOT.search(turn.text):
        return run(Command("human_agent"), turn, tools)
    sure = turn.confidence >= READ_WELL and "reader" in tools.extras
    if not sure and (plain := said_plainly(turn, tools)):
        return run(plain[0], plain[1], tools)
    if not sure and (rule := of_the_rules(turn, tools) or written_instead(turn, tools)):
        return rule
    if when := _comes_when(turn, tools):
        return run(Command(when), turn, tools)
    if kept := about_a_saved_list(turn, tools):
        return kept
    if turn.intent in NO_ORDERS and (about := about_an_order(turn, tools)):
        return run(Command(about), turn, tools)
    if "reader" in tools.extras and (written := answered_of_it(turn, tools)):
        return written
    if turn.intent in NAMES_GOODS and _is_list(turn, tools):
        return run(Command("order_list"), turn, tools)
    if sure:
        return act(turn, tools)
    if turn.intent in MAY_BE_OF_GOODS and (taken := cases_ordered(turn, tools)):
        return taken
    if turn.intent in HALF_READ and (taken := ordered(turn, tools)):
        return taken
    if looks_for_goods(turn, tools):
        return run(Command("search_product"), turn, tools)
    return act(turn, tools)


def _gives_no_exchange(turn: Turn, tools: Tools) -> Turn | None:
    """ "2 litre tel de do", taken for an exchange: who has no order has nothing to exchange, and buys."""
    second = next((act for act, chance in turn.alternatives[:1] if chance >= _MAY_BUY), "")
    names = any(line.goods for line in reading_of(turn, tools).lines)
    if turn.intent != "exchange_order" or turn.confidence >= READ_WELL or not names:
        return None
    if served_by(second) not in WITH_GOODS | {"search_product"} or mine_of(turn, tools):
        return None
    return replace(turn, intent=second, alternatives=turn.alternatives[1:])


def _left_as_it_is(turn: Turn, tools: Tools) -> Answer | None:
    """ "No wait, don't cancel it. When does it come?": the order stays as it is, and the rest is done."""
    left = left_as_it_is(turn, tools)
    if left is None:
        return None
    settled(turn, tools)
    no, rest = left
    stays = run(no, turn, tools)
    behind = read_by_itself(replace(turn, id=f"{turn.id}.l"), rest, tools) if rest else None
    if behind is None or behind.intent in SAYS_LITTLE or behind.intent == no.intent:
        return stays
    return together([stays, _do(behind, tools)])


def _question_for(turn: Turn, tools: Tools) -> Answer | None:
    """Whom a question about goods is for: the seller it waits for a product of, or the shop itself."""
    if asked := for_the_shop(turn, tools):
        return run(Command("ask_attribute"), replace(turn, text=asked, said=asked), tools)
    return named_for_the_seller(turn, tools)


def _by_itself(turn: Turn, tools: Tools) -> Callable[[str], Answer]:
    """What does some of the words of a message, as if they had come alone."""
    road = _road(turn, tools)
    return lambda words: road.do(road.read(words))


def _do(turn: Turn, tools: Tools) -> Answer:
    """What a part of a message wants, done as if it had come alone."""
    return _perform(serves(turn.intent) or ACTIONS["action_default_fallback"], turn, tools)


def _road(turn: Turn, tools: Tools) -> Road:
    """How what is said beside the terms of an order is read and done: as a message of its own."""

    def done(part: Turn) -> Answer:
        answer = (
            one_after_the_other(part, tools, _do)
            if len(part.wishes) > 1
            else _do(replace(part, wishes=()), tools)
        )
        remember(answer, part, tools)
        return answer

    return Road(lambda words: read_by_itself(replace(turn, id=f"{turn.id}.t"), words, tools), done, together)


def _comes_when(turn: Turn, tools: Tools) -> str:
    """ "Kab aayega?": of the order that is spoken of or under way, else of what is in the cart."""
    for_seller = turn.intent == "ask_seller" and turn.confidence >= READ_WELL
    may_ask = turn.intent in _MAY_ASK_WHEN or turn.confidence < _HARDLY_READ
    if for_seller or not may_ask or not asks_when(turn.text):
        return ""
    if any(line.goods for line in reading_of(turn, tools).lines):
        return ""
    seen = tools.contexts.get(turn.customer, ORDER_SEEN, turn.now)
    ahead = bool(carts_of(tools).get(turn.customer).lines)
    if (
        seen
        and not newer(turn, tools, LAST_SHOWN, ORDER_SEEN)
        and not newer(turn, tools, TOUCHED, ORDER_SEEN)
    ):
        return "track_order"
    if pin_code(turn.text) or (ahead and turn.intent != "track_order"):
        return "delivery_options"
    under_way = any(order.status in UNDER_WAY for order in mine_of(turn, tools))
    return "track_order" if under_way else "delivery_options" if ahead else ""


def _answered(turn: Turn, tools: Tools) -> Answer | None:  # noqa: PLR0911, PLR0912  # a case each
    """What answers the question that waits: any words, a number, or the name of a thing to tap."""
    if paying := pay_words(turn, tools):
        return run(paying, turn, tools) if isinstance(paying, Command) else paying
    asked = open_question(turn, tools)
    if asked and asked.answer and _takes_all(turn, asked, tools):
        settled(turn, tools)
        # An address or a review stays as it was written.
        said = turn.said or turn.text
        if not asks_where(asked):
            return run(asked.answer, turn, tools, {asked.entity: said})
        address, beside = parted_address(turn, tools, said)
        done = _goods_beside(beside, turn, tools)
        answer = run(asked.answer, replace(turn, text=address, said=address), tools, {asked.entity: address})
        answer = replace(answer, replies=(*done, *answer.replies))
        return _and_beside(answer, beside, turn, tools)
    if asked and asked.free and (instead := _goods_instead(turn, asked, tools)):
        return run(Command(instead), turn, tools)
    if asked and asked.yes and turn.intent == asked.yes.intent == "clear_cart":
        return run(asked.yes, turn, tools)  # "yes all, empty it": wished once more
    if (number := number_said(turn, asked, tools)) is not None and asked and asked.answer:
        settled(turn, tools)
        return run(asked.answer, turn, tools, {asked.entity: number})
    if out := _all_that_is_offered(turn, tools):
        return out
    if pointed := _points_at_one(turn, tools):
        return pointed
    option = chosen(turn, tools) if not (asked and turn.intent in ANSWERS) else None
    if option and f"action_{option.intent}" in ACTIONS:
        return run(option, turn, tools)
    if of_order := _of_an_order(turn, tools):
        return of_order
    if refused := _not_wanted(turn, tools):
        return run(Command(refused), turn, tools)
    if taken := _answers_the_list(turn, tools):
        return taken
    if asked and asked.no and (_leaves_it(turn, asked.no) or _refuses(turn, asked, tools)):
        settled(turn, tools)
        return run(asked.no, turn, tools)
    return None


def _leaves_it(turn: Turn, no: Command) -> bool:
    """ "Cancel", "leave it": nothing is done; where just that is asked, "cancel it" says it once more."""
    again = no.intent == "cancel_order" and "cancel" in turn.text.lower()
    return _LEAVE.fullmatch(turn.text) is not None and not again


def _refuses(turn: Turn, asked: Asked, tools: Tools) -> bool:
    """ "Leave it for now, owner is not here": a no in whatever words, where yes or no was asked."""
    reading = reading_of(turn, tools)
    named = any(line.goods for line in reading.lines)
    if not asked.yes or "?" in turn.text or not says_out(turn.text) or named:
        return False
    return sum(reading.acts.get(act, 0.0) for act in _REFUSALS) >= _REFUSED


def _all_that_is_offered(turn: Turn, tools: Tools) -> Answer | None:
    """ "All 4", where it was asked which line to take out."""
    options = [o.command for o in still_offered(turn, tools) if o.command]
    skus = [
        str(o.entities["sku"]) for o in options if o.intent == "remove_from_cart" and o.entities.get("sku")
    ]
    asked_which = len(skus) > 1 and len(skus) == len(options) and len(turn.text.split()) <= _SHORT_ANSWER
    return take_out_all(turn, tools, skus) if asked_which and all_said(turn.text, len(skus)) else None


def _not_wanted(turn: Turn, tools: Tools) -> str:
    """ "No complan", "haldi mat daalo": what leaves it, whether it is offered, asked about or in the cart."""
    reading = reading_of(turn, tools)
    named = [*reading.refused, *(line.goods for line in reading.lines if line.goods)]
    counted = any(line.amounts or line.amount for line in reading.lines)
    if lets_be(turn.text) and not counted and "?" not in turn.text:
        here = fitting(" ".join(named), in_cart(turn, tools), tools, counted=True) if named else []
        return "remove_from_cart" if here else ""  # which lets it be
    no_more = not counted and only_says_no(turn.text) and len(turn.text.split()) <= _SHORT_ANSWER
    if len(named) != 1 or not no_more:
        all_go = no_more and _leaves_all(turn, tools) and _are_all_here(turn, tools)
        return "remove_from_cart" if all_go else ""
    no = words_refused(turn.text)
    if no and set(no).isdisjoint(named[0].lower().split()):
        return ""  # "mustard nahi, sunflower": the other one is not wanted
    meant = meant_here(turn, tools, [Said(named[0], named[0], how=OUT)])
    if any(one.where == CART or one.settles for one in meant):
        return "remove_from_cart"
    offered = tools.catalogue.products(list(waiting_products(turn, tools)))
    if open_list(turn, tools).lines and fitting(named[0], offered, tools, counted=False):
        return "skip"  # none of these
    looks = (
        turn.intent == "search_product" and turn.confidence >= SURE
    )  # "plain notebooks without lines, any?"
    return "remove_from_cart" if turn.intent in _LEFT and not looks else ""


def _of_an_order(turn: Turn, tools: Tools) -> Answer | None:
    """ "Mustard oil 6, besan 3", where it was asked what to return: goods of that order, nothing to buy."""
    if turn.intent not in ANSWERED_FIRST or not reading_of(turn, tools).lines:
        return None
    options = [o.command for o in still_offered(turn, tools) if o.command]
    about = next((o for o in options if o.intent in _ON_LINES and o.entities.get("line")), None)
    if about is None or newer(turn, tools, LAST_SHOWN, OFFERED):
        return None
    return run(Command(about.intent, {"order": about.entities["order"], "said": turn.text}), turn, tools)


def _is_list(turn: Turn, tools: Tools) -> bool:
    """ "Besan 3 kilo aur dal 5 kilo": several things, and of each how much."""
    lines = reading_of(turn, tools).lines
    return (
        len(lines) > 1
        and "?" not in turn.text
        and all(line.goods and any(c.isdigit() for c in line.words) for line in lines)
    )


def _answers_the_list(turn: Turn, tools: Tools) -> Answer | None:
    """What chooses from "which one?", or says more of a line that is open, with all else said of goods."""
    clear = turn.intent not in ANSWERED_FIRST and turn.confidence >= SURE_OF_REST
    if turn.intent == "request_quote":  # "the 280 one, but 1 case": a size of what is offered
        clear = not says_a_size(turn.text, tools.catalogue.products(list(waiting_products(turn, tools))))
    if clear or "?" in turn.text or len(turn.text) > _LONGEST:
        return None
    if not which_waits(turn, tools):
        return None
    reading = reading_of(turn, tools)
    if reading.acts and not (reading.lines or reading.said("A")):
        return _the_one(turn, tools)
    if turn.intent == "remove_from_cart" and not says_out(turn.text):  # "2nd one gemini"
        turn = replace(turn, intent="inform")
    meant = meant_here(turn, tools, said_here(turn, tools, turn.text))
    return do(turn, tools, meant) if any(one.where in (OFFERED_HERE, OPEN) for one in meant) else None


def _points_at_one(turn: Turn, tools: Tools) -> Answer | None:
    """ "The first one, the 2 minute": what points at something that is offered leaves nothing, and waits for
    nothing, whatever else the words may say."""
    points = any(line.points for line in reading_of(turn, tools).lines)
    if turn.intent in ANSWERED_FIRST - {"skip"} or not points or says_out(turn.text):
        return None
    if turn.intent not in _REFUSALS or not which_waits(turn, tools):
        return None
    return _answers_the_list(replace(turn, intent="inform"), tools)


def _the_one(turn: Turn, tools: Tools) -> Answer | None:
    """ "Premum", where the only tea of that name is offered: what tells one from the others names it."""
    offered = waiting_products(turn, tools)
    if len(turn.text.split()) > _SHORT_ANSWER:
        return None
    options = tools.catalogue.products(list(offered))
    here = told_apart(in_shop_words(turn.text, tools), options) or by_its_number(turn.text, options)
    option = offered[here[0].sku] if len(here) == 1 else None
    if option is None and not here and options:
        return _one_behind(turn, tools)
    return run(Command(option.intent, option.entities), turn, tools) if option else None


def _one_behind(turn: Turn, tools: Tools) -> Answer | None:
    """ "The regular one", where it is none of the three that are offered: of the others like it."""
    line = next(iter(open_list(turn, tools).lines), "")
    found = matched(turn, tools, line) if line else None
    if found is None or newer(turn, tools, LAST_SHOWN, OFFERED):
        return None
    behind = [*found.asked, *found.behind]
    words = in_shop_words(turn.text, tools)
    told = {p.sku for p in told_apart(words, [c.product for c in behind])}
    left = [c for c in behind if c.product.sku in told]
    if not left or len(left) == len(behind):
        return None
    match = Match(line, sure=left[0]) if len(left) == 1 else Match(line, asked=tuple(left[:MOST_OFFERED]))
    return do(turn, tools, [Meant(Said(line, line), match, OPEN, (line,))])


def _are_all_here(turn: Turn, tools: Tools) -> bool:
    """Whether each thing that is said is in the cart or waits."""
    meant = meant_here(turn, tools, said_here(turn, tools, turn.text))
    return all(one.where == CART or one.settles for one in meant)


def _leaves_all(turn: Turn, tools: Tools) -> bool:
    """ "Forget the milk and ghee": both of them go, so that it is done as a whole."""
    leaves = turn.intent in _LEFT_TOO and says_out(turn.text) and "?" not in turn.text
    if not leaves or any(intent not in _LEFT_TOO for intent, _ in turn.wishes):
        return False
    said = said_here(turn, tools, turn.text)
    return len(said) > 1 and all(one.how == OUT for one in said)


def _goods_instead(turn: Turn, asked: Asked, tools: Tools) -> str:
    """What is wanted with goods and an amount, said where an address was asked; "" for anything else."""
    if not asks_where(asked) or pin_code(turn.text):
        return ""
    reading = reading_of(turn, tools)
    if not any(line.goods and line.amount for line in reading.lines):
        return ""
    acts = {act: chance for act, chance in reading.acts.items() if act in WITH_GOODS}
    return served_by(max(acts, key=lambda act: acts[act])) if acts else ""


def _and_beside(answer: Answer, beside: Sequence[tuple[str, str]], turn: Turn, tools: Tools) -> Answer:
    """The answer, with those to questions that were asked in the same breath before it."""
    before: list[Reply] = []
    for act, words in beside:
        if act in ASKED_BESIDE:
            part = replace(turn, text=words, said=words)
            before += [r for r in run(Command(act), part, tools).replies if r.kind != "choice"]
    return replace(answer, replies=(*before, *answer.replies))


def _goods_beside(beside: Sequence[tuple[str, str]], turn: Turn, tools: Tools) -> list[Reply]:
    """What was said of the cart in the same breath as an address: "make the dal 8 kg. address: ..."."""
    told: list[Reply] = []
    for number, (act, words) in enumerate(beside):
        if served_by(act) in WITH_GOODS - {"ask_price"} and f"action_{served_by(act)}" in ACTIONS:
            part = replace(turn, id=f"{turn.id}.a{number}", text=words, said=words)
            told += [r for r in run(Command(served_by(act)), part, tools).replies if r.kind == "cart"]
    return [replace(cart, text=cart.lead, kind="text", data={}, options=()) for cart in told if cart.lead]


def _takes_all(turn: Turn, asked: Asked | None, tools: Tools) -> bool:
    """Whether the question that waits takes these words whole: an address, a review, a question."""
    return bool(asked and asked.free and asked.answer and not _leaves(turn, asked, tools))


def _leaves(turn: Turn, asked: Asked, tools: Tools) -> bool:  # noqa: PLR0911  # a case each
    """Whether these words, though anything would do, answer something else than what was asked."""
    if asked.entity == "phone":  # only a number is one, and nobody has to give theirs
        return not parted_phone(turn.said or turn.text)[1]
    if turn.intent in LEAVES and turn.confidence >= SURE:
        return True
    if not asks_where(asked):
        return False
    if pin_code(turn.text):  # "leave it. delivery charge 411038" names no street
        asks = turn.intent == "delivery_options" and turn.confidence >= SURE
        return asks and not names_a_place(turn.text, reading_of(turn, tools))
    if _goods_instead(turn, asked, tools):
        return True
    if turn.intent == "delivery_options" and turn.confidence >= SURE:  # "how much is delivery, and when?"
        return True
    # An address has a PIN code; what has none and wants something else is that.
    return turn.intent not in NAMES_A_PLACE or bool(turn.wishes)


def _tapped(turn: Turn) -> bool:
    """What a tap means was settled when it was offered: Rasa ranks nothing else beside it."""
    return turn.confidence == 1.0 and not turn.alternatives
