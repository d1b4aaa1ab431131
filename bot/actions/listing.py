"""Lists: several wishes at once become lines of the cart; what is not sure is asked, one after the other."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.actions.shelf import carts_of, matched, matched_all, say_cart, touched
from bot.actions.suggested import instead_of, note_added
from bot.dialogue.asking import expect
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn, action, alone, say
from bot.dialogue.wished import found_in_view, wished
from bot.words import cart as wording
from chat.open_questions import Asked
from chat.reply import Command, Option, Reply, choice, text
from chat.words import Words
from shop.cart.pricing import nearest
from shop.cart.requests import AddToCart, Item
from shop.catalogue.product import Product
from shop.errors import ShopError
from shop.finding.matching import Candidate, Match
from shop.orders.service.orders import Orders
from shop.reading.lists import MOST_LINES, pieces
from shop.reading.quantity import parse_wanted, whole
from shop.words import EACH

_ORDERS = re.compile(
    r"\b(?:add|put|send|give|buy|order|need|want|take|bhej\w*|daal\w*|dal ?(?:do|na|dena)|dedo|de do|dena"
    r"|dijiye|chahiye|mangwa\w*|cart|basket|karo|karna|again|usual)\b",
    re.IGNORECASE,
)
# Asks what things cost.
_PRICES = re.compile(
    r"\b(?:rates?|prices?|price ?list|bhav|bhaav|daam|dam|kitne (?:ka|ke|ki)|kitna (?:lagega|padega)"
    r"|how much|cost)\b",
    re.IGNORECASE,
)
_SHORT = 60  # characters by which somebody knows a line of their own again
_ASKS = re.compile(r"\?|\b(?:hai kya|kya|milega|milta|do you have|is there|any)\b", re.IGNORECASE)


@action("order_list", title=Words("Send a list", "List bhejo", "लिस्ट भेजिए"), private=True)
def order_list(turn: Turn, tools: Tools) -> Answer:
    """Several products at once: typed, pasted or in a file."""
    tapped = bool(turn.entity("text"))  # "Add all" below a price list carries the words that asked for it
    asks = (
        not tapped
        and "\n" not in turn.text.strip()
        and _PRICES.search(turn.text)
        and not _ORDERS.search(turn.text)
    )
    if asks:  # a question never changes a cart
        return ACTIONS["action_ask_price"](replace(turn, intent="ask_price"), tools)
    return take_list(turn, tools, turn.text)


def take_list(turn: Turn, tools: Tools, typed: str, known: Mapping[str, Match] | None = None) -> Answer:
    """Add what is sure, ask about what is not, name what is unknown. `known` was matched already."""
    known = known or (found_in_view(turn, tools) if typed == turn.text else {})
    wishes = wished(turn, tools, typed)
    if not wishes:
        return say(text(wording.WHAT_TO_ADD.in_(turn.locale)))
    if len(wishes) > MOST_LINES:
        return say(text(wording.TOO_LONG.in_(turn.locale, most=MOST_LINES)))
    if (
        len(wishes) == 1
        and wishes[0] not in known
        and _looks_for(wishes[0])
        and (searched := _search(turn, tools))
    ):
        return searched
    return _take(turn, tools, wishes, known)


def _take(turn: Turn, tools: Tools, wishes: Sequence[str], known: Mapping[str, Match]) -> Answer:
    alone(turn)
    locale = turn.locale
    refusals = [said for wish in wishes if (said := impossible(wish, turn.locale))]
    wishes = [wish for wish in wishes if not impossible(wish, turn.locale)]
    usual = Orders(tools.db).bought_lately(turn.customer)
    unknown_yet = [wish for wish in wishes if wish not in known]
    matches = dict(zip(unknown_yet, matched_all(tools, unknown_yet, usual), strict=True))
    found = [known.get(wish) or matches[wish] for wish in wishes]
    if len(found) == 1 and not found[0].sure and not found[0].asked and (searched := _search(turn, tools)):
        return searched  # of one wish that nothing is like a search has more to say
    sure = [m.sure for m in found if m.sure]
    fitting = [c for c in sure if _fits(c)]
    refused = add_all(turn, tools, fitting) if fitting else {}
    added = [c for c in fitting if c.product.sku not in refused]
    # One question at a time, so that a typed number can only answer the one that is seen.
    unsure = [m for m in found if (m.sure and not _fits(m.sure)) or (not m.sure and m.asked)]
    questions = [_question(turn, tools, unsure[0], [m.text for m in unsure[1:]])] if unsure else []
    unknown = [m.text for m in found if not m.sure and not m.asked]
    if added:
        note_added(turn, tools, [c.product.sku for c in added])
        touched(turn, tools, added[-1].product.sku)
    of_all = wording.ADDED_OF if len(wishes) > 1 else wording.ADDED_IT
    lead = [of_all.in_(locale, count=len(added), lines=len(wishes)) if added else ""]
    lead += [*refusals, *refused.values()]
    if unknown:
        lead.append(wording.NOTHING_LIKE.in_(locale, lines=_few(unknown, locale, 10)))
        if not added and not questions:
            lead.append(wording.LOOK_AGAIN.in_(locale))
    if len(unsure) > 1:
        next_ones = _few([m.text for m in unsure[1:]], locale)
        lead.append(wording.NEED_A_WORD.in_(locale, count=len(unsure), next=next_ones))
    words = "\n".join(line for line in lead if line)
    gone = next((c.product.sku for c in fitting if c.product.sku in refused and c.product.stock <= 0), "")
    if not added and not questions:
        return say(text(words), *(instead_of(turn, tools, gone) if gone else ()))
    if not added:
        return say(*([text(words)] if words else []), *questions)
    scarce = next((c.product.sku for c in added if c.product.stock < c.quantity), gone)
    instead = instead_of(turn, tools, scarce) if scarce and not questions else ()
    return say_cart(turn, tools, words, *questions, *instead)


def ask_line(turn: Turn, tools: Tools, lines: Sequence[str]) -> list[Reply]:
    """The question about the first of these lines; its options carry the rest along."""
    for place, line in enumerate(lines):
        found = matched(turn, tools, line)
        if found.sure or found.asked:
            return [_question(turn, tools, found, list(lines[place + 1 :]))]
    return []


def _few(lines: Sequence[str], locale: str, most: int = 5) -> str:
    told = "; ".join(line if len(line) <= _SHORT else f"{line[:_SHORT]}…" for line in lines[:most])
    more = len(lines) - most
    return wording.AND_MORE.in_(locale, lines=told, count=more) if more > 0 else told


def _question(turn: Turn, tools: Tools, found: Match, rest: list[str]) -> Reply:
    """How many, where the product is sure; else which one."""
    if found.sure and not _fits(found.sure):
        counted = Command("add_to_cart", {"sku": found.sure.product.sku, "rest": rest})
        reply = _how_many(found.sure, rest, turn.locale)
        leave = Command("add_to_cart", {"skip": True, "rest": rest})
        expect(turn, tools, Asked(reply.text, no=leave, answer=counted, entity="quantity"))
        return reply
    return _which(found.text, found.asked or ((found.sure,) if found.sure else ()), rest, turn.locale)


def impossible(wish: str, locale: str) -> str:
    """Why this can't be ordered, whatever it names: 0, -3, 10^9."""
    count = parse_wanted(wish).count
    if count is None or count.denominator != 1:
        return ""
    try:
        whole(count)
    except ShopError as err:
        return f"{wish}: {err.in_(locale)}"
    return ""


def _fits(candidate: Candidate) -> bool:
    quantity = candidate.quantity
    if quantity.denominator != 1 or quantity < 1:
        return False
    return int(quantity) in nearest(candidate.product, int(quantity))


def add_all(turn: Turn, tools: Tools, chosen: Sequence[Candidate]) -> dict[str, str]:
    """Add these in one step; gives the refusals by SKU."""
    items = tuple(Item(one.product.sku, int(one.quantity)) for one in chosen)
    added = carts_of(tools).add(AddToCart(turn.customer, items, turn.key("list")), turn.now)
    return {sku: reason.in_(turn.locale) for sku, reason in added.refused.items()}


def _which(line: str, candidates: Sequence[Candidate], rest: list[str], locale: str) -> Reply:
    """Which of two or three was meant."""
    options = []
    for candidate in candidates:
        quantity = _near(candidate)
        title = f"{quantity} x {candidate.product.full_name}"
        each = EACH if candidate.product.stock > 0 else wording.SOLD_OUT
        price = each.in_(locale, price=candidate.product.price.spoken())
        wanted = {"sku": candidate.product.sku, "quantity": quantity, "rest": rest}
        command = Command("add_to_cart", wanted)
        options.append(Option(title, command, price))
    which = wording.WHICH if len(options) > 1 else wording.IS_IT_THIS
    return choice(which.in_(locale, line=line), *options, *_skip(rest, locale))


def _skip(rest: list[str], locale: str) -> tuple[Option, ...]:
    """Leave this line out and go on with the next."""
    skip = Command("add_to_cart", {"skip": True, "rest": rest})
    return (Option(wording.SKIP.in_(locale), skip),) if rest else ()


def _how_many(candidate: Candidate, rest: list[str], locale: str) -> Reply:
    product, quantity = candidate.product, candidate.quantity
    below, above = nearest(product, max(1, int(quantity)))
    fits = [q for q in dict.fromkeys((below, above)) if q]
    options = [
        Option(
            f"{q} x {product.full_name}",
            Command("add_to_cart", {"sku": product.sku, "quantity": q, "rest": rest}),
        )
        for q in fits
    ]
    if quantity.denominator == 1:
        question = ask_how_many(product, max(1, int(quantity)), locale)
    else:
        question = wording.NOT_SOLD_BY.in_(locale, title=product.title, quantity=f"{float(quantity):g}")
    return choice(question, *options, *_skip(rest, locale))


def ask_how_many(product: Product, quantity: int, locale: str) -> str:
    """Say why it can't be so many, and ask how many it shall be."""
    below, above = nearest(product, quantity)
    if below is None:
        return wording.SOLD_FROM.in_(locale, title=product.title, least=above)
    return wording.SOLD_IN_STEPS.in_(locale, title=product.title, step=product.multiple)


def _near(candidate: Candidate) -> int:
    whole_part = max(1, int(candidate.quantity))
    below, above = nearest(candidate.product, whole_part)
    return whole_part if whole_part in (below, above) else above


def ordered(turn: Turn, tools: Tools) -> Answer | None:
    """ "12 maggi noodles 70 g" reads like a search, but says how many of just one product."""
    wishes = pieces(turn.text)
    wanted = parse_wanted(wishes[0]) if len(wishes) == 1 else None
    if wanted is None or wanted.count is None or wanted.count < 2 or "?" in turn.text:
        return None
    if not wishes[0][0].isdigit() and not _ORDERS.search(turn.text):
        return None
    found = matched(turn, tools, wishes[0])
    if found.sure is None or found.sure.quantity != wanted.count:
        return None
    return take_list(turn, tools, turn.text, {wishes[0]: found})


def _looks_for(wish: str) -> bool:
    """ "Sunflower oil 2 litre wala" says which, not how many; "10 kg sugar" and "add salt 1 kg" order."""
    wanted = parse_wanted(wish)
    if wanted.count is not None or _ORDERS.search(wish):
        return False
    return not wish[0].isdigit() or _ASKS.search(wish) is not None


def _search(turn: Turn, tools: Tools) -> Answer | None:
    search = ACTIONS.get("action_search_product")
    return search(replace(turn, intent="search_product"), tools) if search else None
