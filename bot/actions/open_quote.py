"""What is said while a better price is wished for: more of the wish, a yes with a question, how it stands."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.actions.bargaining import my_quotes, request_quote
from bot.actions.coming import asks_when, names_what_comes
from bot.actions.faq import is_question
from bot.actions.quote_terms import at_list_price, of_the_seller, wish_terms
from bot.actions.shelf import in_cart, newer
from bot.actions.wished_price import wished_price
from bot.dialogue.asking import open_question, settled
from bot.dialogue.confirming import ask, never_mind
from bot.dialogue.fitting import fitting
from bot.dialogue.reading_here import ORDER_SEEN, reading_of
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn, run
from bot.reading.filling import GOODS, POINTS, PRICE, QUALITY, SIZE
from bot.reading.lines import AMOUNT as SO_MANY
from bot.reading.refusing import says_out
from bot.routing.plain_words import QUOTED, Quoted
from bot.words import bargaining as words
from chat.reply import Command, Option, text
from shop.cart.service.quotes import Quotes
from shop.finding.remembered import TOUCHED
from shop.reading.sounds import sound

# While a wish for a price is shown, these may say more of it.
_SURELY_ADDS = 0.85
_GOES_ON = frozenset(
    {
        "request_quote", "update_cart", "change_address", "inform", "add_to_cart", "order_list", "ask_seller",
        "search_product", "change_order", "refine_search", "recommend", "nlu_fallback", "out_of_scope",
        "delivery_options", "product_details",
    }
)  # fmt: skip
_TAKES_BACK = frozenset({"remove_from_cart", "cancel_order", "leave"})
# What a question may be taken for that only the seller can answer.
_OF_THE_SELLER = ("ask_seller", "ask_attribute", "product_details")
_MAY_BE_OF_IT = ("bought_before", "track_order", "faq")  # "kab ka maal hai", where none is likely
# What the shop itself answers.
_OF_THE_SHOP = frozenset(
    {
        "payment_methods", "refund_policy", "delivery_options", "order_history", "human_agent", "thank",
        "affirm", "wait", "leave", "deny", "checkout", "add_to_cart", "order_list",
    }
)  # fmt: skip
_AND = frozenset(("and", "aur", "also", "phir", "or"))
_GO_AHEAD = ("affirm", "checkout", "add_to_cart", "order_list", "request_quote", "inform")
_SURE = 0.5
# What a question about a quote that was asked may be taken for.
_ASKS_STATE = frozenset(
    {
        "request_quote", "check_stock", "ask_price", "ask_seller", "track_order", "inform", "order_history",
        "nlu_fallback", "out_of_scope", "view_cart", "refund_status", "delivery_options", "faq",
        "ask_attribute", "ask_reviews", "payment_methods",
    }
)  # fmt: skip
_ASKS_OF_IT = frozenset(
    ("search_product", "order_history", "track_order", "nlu_fallback", "out_of_scope", "complaint", "faq")
)
_ASK_WORDS = frozenset(
    sound(word)
    for word in (
        "yes", "ask", "the", "seller", "ok", "okay", "please", "pls", "then", "do", "it", "sure", "ji",
        "haan", "han", "se", "ko", "poochho", "pucho", "puchh", "puch", "poochh", "poochiye", "puchiye", "lo",
        "lijiye", "dijiye", "them", "go", "ahead", "and",
    )
)  # fmt: skip
Do = Callable[[str], Answer]  # what does a part of a message, as if it had come alone
_FRESH = frozenset(("add_to_cart", "order_list", "update_cart"))


def quote_gone_on(turn: Turn, tools: Tools, do: Do) -> Answer | None:  # noqa: PLR0911  # a case each
    """What is said of a better price that is wished for, or was asked; None where something else is."""
    kept = tools.contexts.get(turn.customer, QUOTED, turn.now)
    if kept is None:
        return None
    if kept.number:
        return (
            _taken_back(turn, tools, kept)
            or _said_after(turn, tools, kept)
            or _asked_of_the_seller(turn, tools)
            or _state_told(turn, tools, kept)
        )
    asked = open_question(turn, tools)
    commands = (asked.yes, asked.no, asked.answer) if asked else ()
    if asked is None or not any(command and command.intent == "request_quote" for command in commands):
        return None
    if turn.intent == "add_to_cart" and turn.confidence >= _SURELY_ADDS:  # "meanwhile put 2 in the cart"
        return None
    says = wished_price(turn, tools, kept).says_something or bool(wish_terms(turn, tools))
    questions = _for_the_seller(turn, tools)
    agrees = asked.yes is not None and _agrees_first(turn, tools)
    agrees = agrees and not wished_price(turn, tools, kept).says_something
    if agrees or (questions and turn.intent in _GOES_ON):
        answer = _with_questions(turn, tools, kept, questions, yes=asked.yes if agrees else None, says=says)
        return _and_the_rest(answer, turn, tools, questions, do) if agrees else answer
    if turn.intent not in _GOES_ON or not says:
        return None
    return request_quote(replace(turn, intent="request_quote", entities={}, wishes=()), tools)


def _and_the_rest(answer: Answer, turn: Turn, tools: Tools, questions: Sequence[str], do: Do) -> Answer:
    """The wish that was sent, and then what is said of other goods: "yes, ask. and do you have soap?"."""
    clauses = [c for c in _clauses(turn, tools)[1:] if c not in questions]
    rest = [c for c in clauses if reading_of(replace(turn, text=c, said=c), tools).said(GOODS)]
    if not rest:
        return answer
    sent = [text(reply.text) if reply.kind == "choice" else reply for reply in answer.replies]
    behind = do(". ".join(rest))
    return Answer((*sent, *behind.replies), {**answer.slots, **behind.slots})


def _for_the_seller(turn: Turn, tools: Tools) -> list[str]:
    """ "..., and what is the packing date?": what a message asks beside the price."""
    if turn.intent == "deny" or says_out(turn.text):  # "don't send it, I ask my partner first"
        return []
    asks = (clause for clause in _clauses(turn, tools) if _only_asks(clause, turn, tools))
    return [clause for clause in asks if not wish_terms(replace(turn, text=clause), tools)]


def _only_asks(clause: str, turn: Turn, tools: Tools) -> bool:
    part = reading_of(replace(turn, text=clause, said=clause), tools)
    if {span.kind for span in part.spans} & {SO_MANY, PRICE, GOODS} or _says_ask(clause):
        return False
    likely = max(part.acts, key=lambda act: part.acts[act], default="")
    unsure = part.acts.get(likely, 0.0) < _SURE and is_question(clause)
    return likely in _OF_THE_SELLER or (unsure and (likely in _MAY_BE_OF_IT or likely not in _OF_THE_SHOP))


def _clauses(turn: Turn, tools: Tools) -> list[str]:
    """The parts of a message, each cut at the comma behind which it goes on with "and"."""
    reading = reading_of(turn, tools)
    found: list[str] = []
    for start, end in reading.parts:
        first, sign, behind = reading.text[start:end].partition(",")
        goes_on = sign and behind.split()[:1] and behind.split()[0] in _AND
        found += [first, behind] if goes_on else [reading.text[start:end]]
    bare = (clause.strip(" .,!") for clause in found)
    return [_without_and(clause) for clause in bare if clause]


def _without_and(clause: str) -> str:
    first, _, rest = clause.partition(" ")
    return rest if first in _AND and rest else clause


def _agrees_first(turn: Turn, tools: Tools) -> bool:
    """Whether a message begins with a go-ahead, whatever else it says."""
    first = next(iter(_clauses(turn, tools)), "")
    return bool(first) and _agrees(first, turn, tools)


def _agrees(words: str, turn: Turn, tools: Tools) -> bool:
    """ "Yes", "ok send it", "haan bhej do": a go-ahead, where it is asked whether to send the wish."""
    if _says_ask(words):
        return True
    part = reading_of(replace(turn, text=words, said=words), tools)
    told = {span.kind for span in part.spans} & {SO_MANY, PRICE, GOODS, SIZE, QUALITY}
    if told or part.refused or says_out(words) or is_question(words):
        return False
    return sum(part.acts.get(act, 0.0) for act in _GO_AHEAD) >= _SURE


def _says_ask(clause: str) -> bool:
    """ "Haan, pucho seller se": nothing but the go-ahead to ask, in whatever words."""
    said = {sound(word) for word in re.findall(r"[^\W\d_]+", clause.lower())}
    return sound("seller") in said and said <= _ASK_WORDS


def _with_questions(
    turn: Turn, tools: Tools, kept: Quoted, questions: Sequence[str], *, yes: Command | None, says: bool
) -> Answer:
    """The wish sent or changed, and the questions passed on to the seller beside it."""
    passed = [_passed_on(turn, tools, kept, number, one) for number, one in enumerate(questions)]
    wish = Answer()
    if yes or says:
        settled(turn, tools)
        given = {name: [value] for name, value in yes.entities.items()} if yes else {}
        wish = request_quote(replace(turn, intent="request_quote", entities=given, wishes=()), tools)
    return Answer((*(reply for answer in passed for reply in answer.replies), *wish.replies), wish.slots)


def _passed_on(turn: Turn, tools: Tools, kept: Quoted, number: int, question: str) -> Answer:
    """A question about what is bargained for, passed on to its seller."""
    part = replace(
        turn,
        id=f"{turn.id}.q{number}",
        intent="ask_seller",
        text=question,
        said=question,
        entities={"sku": [kept.sku], "text": [question]},
        wishes=(),
    )
    return ACTIONS["action_ask_seller"](part, tools)


def _said_after(turn: Turn, tools: Tools, kept: Quoted) -> Answer | None:
    """ "Tell him with delivery", once the wish is sent: it can be taken back, and asked anew with that."""
    terms = wish_terms(turn, tools)
    if not terms or not of_the_seller(turn.text) or is_question(turn.text) or turn.intent in _FRESH:
        return None
    if not _open_still(turn, tools, kept):
        return None
    question = words.ADD_TERMS.in_(turn.locale, number=kept.number, terms=terms)
    anew = Command("request_quote", {"text": "anew", "number": kept.number, "terms": terms})
    yes = Option(words.YES_ANEW.in_(turn.locale), anew)
    return ask(turn, tools, question, yes, never_mind("request_quote", number=kept.number))


def _asked_of_the_seller(turn: Turn, tools: Tools) -> Answer | None:
    """ "Did you tell them?", "has he said anything?": of the seller who was asked, and nobody else."""
    if not of_the_seller(turn.text) or not is_question(turn.text) or newer(turn, tools, ORDER_SEEN, QUOTED):
        return None
    intents = {turn.intent, *(intent for intent, _ in turn.wishes)}
    named = any(line.goods for line in reading_of(turn, tools).lines)
    return my_quotes(turn, tools) if intents <= _ASKS_STATE | _ASKS_OF_IT and not named else None


def put_at_list_price(turn: Turn, tools: Tools) -> Answer | None:
    """ "Put 6 in at the usual rate", while a better one is wished for: so many go into the cart."""
    kept = tools.contexts.get(turn.customer, QUOTED, turn.now)
    puts = turn.intent in _GO_AHEAD and not is_question(turn.text)  # "what is the usual rate of 6" asks
    if kept is None or not puts or not at_list_price(turn.text):
        return None
    wish = wished_price(turn, tools, Quoted(kept.sku))
    if wish.product is None or not wish.count or wish.count.denominator != 1:
        return None
    if not kept.number:  # nobody is asked any more
        tools.contexts.forget(turn.customer, QUOTED)
        settled(turn, tools)
    given = {"sku": wish.product.sku, "quantity": int(wish.count)}
    return run(Command("add_to_cart", given), replace(turn, wishes=()), tools)


def _state_told(turn: Turn, tools: Tools, kept: Quoted) -> Answer | None:
    """ "600 at 24, is it fixed?", "when will they reply?": how a quote that was asked for stands."""
    intents = {turn.intent, *(intent for intent, _ in turn.wishes)}
    if intents & _FRESH or not intents <= _ASKS_STATE | _ASKS_OF_IT:
        return None
    reading = reading_of(turn, tools)
    if any(line.goods for line in reading.lines) and not _names_it(turn, tools, kept):
        return None
    quote = next((one for one in Quotes(tools.db).of(turn.customer) if one.number == kept.number), None)
    numbers = {int(word) for word in re.findall(r"\d+", reading.text)}
    if quote and numbers:
        own = {quote.quantity, *([quote.hoped.minor // 100] if quote.hoped else [])}
        return my_quotes(turn, tools) if numbers <= own else None
    since = newer(turn, tools, ORDER_SEEN, QUOTED) or newer(turn, tools, TOUCHED, QUOTED)
    if since or names_what_comes(turn.text):
        return None
    if reading.said(GOODS) or reading.said(QUALITY):  # "when was this salt packed": what its seller knows
        asked = intents <= _ASKS_OF_IT and ("?" in turn.text or asks_when(turn.text))
        about = replace(turn, intent="faq", entities={}, wishes=())
        return ACTIONS["action_faq"](about, tools) if asked else None
    return my_quotes(turn, tools) if asks_when(turn.text) else None


def _names_it(turn: Turn, tools: Tools, kept: Quoted) -> bool:
    product = tools.catalogue.product(kept.sku)
    reading = reading_of(turn, tools)
    goods = " ".join((*reading.said(GOODS), *reading.said(QUALITY)))
    return product is not None and bool(fitting(goods, [product], tools, counted=False))


def _taken_back(turn: Turn, tools: Tools, kept: Quoted) -> Answer | None:
    """ "Wapas le lo wo chini wala": the wish that a seller has, where nothing of the kind is in the cart."""
    if turn.intent not in _TAKES_BACK and not {i for i, _ in turn.wishes} & _TAKES_BACK:
        return None
    product = tools.catalogue.product(kept.sku)
    reading = reading_of(turn, tools)
    said = " ".join((*reading.said(GOODS), *reading.said(POINTS), *reading.refused))
    if product is None or not said or not fitting(said, [product], tools, counted=False):
        return None
    if fitting(said, in_cart(turn, tools), tools, counted=False) or not _open_still(turn, tools, kept):
        return None
    question = words.SHALL_WITHDRAW.in_(turn.locale, number=kept.number, title=product.full_name)
    back = Command("request_quote", {"text": "withdraw", "number": kept.number})
    return ask(
        turn,
        tools,
        question,
        Option(words.WITHDRAW.in_(turn.locale), back),
        never_mind("request_quote", number=kept.number),
    )


def _open_still(turn: Turn, tools: Tools, kept: Quoted) -> bool:
    return any(
        one.number == kept.number and one.state == "asked" for one in Quotes(tools.db).of(turn.customer)
    )
