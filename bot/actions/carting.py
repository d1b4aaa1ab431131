"""The cart by talking: look at it, add, change, undo, take out, empty."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import TypeVar

from bot.actions.listing import ask_how_many, ask_line, impossible, take_list
from bot.actions.searching import asked, record_choice, show, state_of
from bot.actions.shelf import (
    PLACES,
    carts_of,
    in_cart,
    matched,
    pointed_at,
    say_cart,
    touched,
    weights,
    whole_number,
)
from bot.actions.suggested import goes_with, instead_of, note_added
from bot.dialogue.choosing import still_offered
from bot.dialogue.confirming import ask, never_mind
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Answer, Tools, Turn, action, say
from bot.dialogue.wished import found_in_view, wished
from bot.words import cart as wording
from chat.reply import Command, Option, choice, text
from chat.words import Words
from shop.cart.cart import Cart
from shop.cart.pricing import nearest
from shop.cart.requests import AddToCart, Clear, Item, SetQuantity, Swap, TakeOut, Undo
from shop.cart.words import REFUSALS
from shop.catalogue.product import Product
from shop.errors import ShopError
from shop.finding.in_view import picked
from shop.finding.matching import Candidate, packs
from shop.finding.remembered import TOUCHED
from shop.reading.instead import parted_instead
from shop.reading.likeness import nearest as nearest_word
from shop.reading.likeness import tokens_of
from shop.reading.quantity import Wanted, parse_wanted, whole
from shop.words import ADD_TO_CART

R = TypeVar("R")


def _refusal(turn: Turn, change: Callable[[R, datetime], object], asked: R) -> str:
    """Change the cart; the refusal's sentence, or nothing."""
    try:
        change(asked, turn.now)
    except ShopError as err:
        return err.in_(turn.locale)
    return ""


def _put_one(turn: Turn, tools: Tools, product: Product, quantity: int, *, add: bool) -> Answer:
    """Put one product in; a quantity that it isn't sold in is answered with those that would do."""
    there = _in_cart(turn, tools).quantities.get(product.sku, 0) if add else 0
    below, above = nearest(product, there + quantity)
    if quantity > 0 and there + quantity not in (below, above):
        fits = [q for q in (below, above) if q]
        options = [
            Option(
                wording.PIECES.in_(turn.locale, count=q),
                Command("update_cart", {"sku": product.sku, "quantity": q}),
            )
            for q in fits
        ]
        question = ask_how_many(product, there + quantity, turn.locale)
        return ask(turn, tools, question, *options, counted=Command("update_cart", {"sku": product.sku}))
    carts, key = carts_of(tools), turn.key("cart")
    if add:
        asked = AddToCart(turn.customer, (Item(product.sku, quantity),), key)
        no = carts.add(asked, turn.now).refused.get(product.sku)
        refusal = no.in_(turn.locale) if no else ""
    else:
        wish = SetQuantity(turn.customer, product.sku, quantity, key)
        refusal = _refusal(turn, carts.set_quantity, wish)
    if refusal:
        gone = product.active and product.stock <= 0
        return say(text(refusal), *(instead_of(turn, tools, product.sku) if gone else ()))
    touched(turn, tools, product.sku)
    note_added(turn, tools, [product.sku])
    if add:
        record_choice(turn, tools, state_of(turn, tools), product.sku, "taken")
    done = wording.ADDED if add else wording.SET
    if add and there:
        done = wording.ADDED_MORE
    if not quantity:
        done = wording.TAKEN_OUT
    lead = done.in_(turn.locale, quantity=quantity, title=product.title, there=there + quantity)
    instead = instead_of(turn, tools, product.sku) if product.stock < quantity else ()
    return say_cart(turn, tools, lead, *instead)


def _in_cart(turn: Turn, tools: Tools) -> Cart:
    return carts_of(tools).get(turn.customer)


@action("view_cart", title=Words("My cart", "Mera cart", "मेरा कार्ट"), private=True, help_place=6)
def view_cart(turn: Turn, tools: Tools) -> Answer:
    """The cart as it is now, and what goes with it."""
    shown = say_cart(turn, tools)
    more = goes_with(turn, tools, _in_cart(turn, tools).quantities)
    return replace(shown, replies=(*shown.replies, more)) if more else shown


@action("add_to_cart", title=ADD_TO_CART, private=True)
def add_to_cart(turn: Turn, tools: Tools) -> Answer:
    """Add a product: tapped, pointed at, or named with a quantity; then the list's next question."""
    rest = turn.entity("rest")
    if turn.entity("text") == "no":
        return say(text(wording.NOTHING_ADDED.in_(turn.locale)))
    questions = ask_line(turn, tools, rest) if isinstance(rest, list) else []
    if turn.entity("skip"):
        return say(*questions) if questions else say_cart(turn, tools, wording.ALL_RIGHT.in_(turn.locale))
    added = _add_one(turn, tools)
    return replace(added, replies=(*added.replies, *questions)) if questions else added


_HOW_MUCH = re.compile(r"\b(?:how (?:much|many)|kitn[aeio]|kitta)\b", re.IGNORECASE)


def _add_one(turn: Turn, tools: Tools) -> Answer:  # noqa: PLR0911  # each way out is an answer
    if not turn.entity("sku") and "?" in turn.text and _HOW_MUCH.search(turn.text):
        return show(turn, tools, asked(turn, tools))  # a question never changes a cart
    if not turn.entity("sku") and parted_instead(turn.text) and (swapped := _swapped(turn, tools)):
        return swapped
    wishes = wished(turn, tools, turn.text)
    here = {} if turn.entity("sku") else found_in_view(turn, tools)
    if len(wishes) == 1 and (match := here.get(wishes[0])) and match.sure:
        return _put_matched(turn, tools, match.sure)
    wanted = parse_wanted(wishes[0] if len(wishes) == 1 else turn.text)
    sku = turn.entity("sku")
    if not sku and len(wishes) <= 1:
        sku = pointed_at(turn, tools, wanted.words) or _more_of(turn, tools, " ".join(wishes))
    if not sku and len(wishes) <= 1 and (other := other_kind(turn, tools, wanted.words)):
        sku = other.sku
    if not sku:
        return take_list(turn, tools, turn.text)
    product = tools.catalogue.product(str(sku))
    if product is None:
        return say(text(REFUSALS["product_gone"].in_(turn.locale)))
    quantity = whole_number(turn.entity("quantity"))
    if quantity is None:
        tapped = bool(turn.entity("sku"))
        try:
            said = None if tapped else wanted.count if wanted.count is not None else packs(product, wanted)
            there = _in_cart(turn, tools).quantities.get(product.sku, 0)
            least = nearest(product, there + 1)[1] - there
            quantity = whole(said) if said is not None else least
        except ShopError as err:
            return say(text(err.in_(turn.locale)))
    return _put_one(turn, tools, product, quantity, add=True)


def _put_matched(turn: Turn, tools: Tools, found: Candidate) -> Answer:
    """What is in view and was pointed at, as many as said; what it is not sold in is asked about."""
    try:
        return _put_one(turn, tools, found.product, whole(found.quantity), add=True)
    except ShopError as err:
        return say(text(err.in_(turn.locale)))


# Only beside these words is it another kind of what was put in last: "and 6 of the white".
_SAME_KIND = re.compile(
    r"^(?:and|aur|also|plus)\b|\bof (?:the|them)\b|\bsame\b|\bwal[aie]\b|\bones?\b", re.IGNORECASE
)
_ABOUT_KIND = re.compile(
    r"\b(?:same|size|pack|of|the|them|those|in|also|ones?|wal[aie]|aur|and|as well|too)\b|,"
)


def other_kind(turn: Turn, tools: Tools, words: str) -> Product | None:
    """ "And 6 of the white": of what was put in last, the one of its brand and size that is white."""
    sku = tools.contexts.get(turn.customer, TOUCHED, turn.now) if _SAME_KIND.search(turn.text) else None
    last = tools.catalogue.product(str(sku)) if sku else None
    asked = set(tokens_of(_ABOUT_KIND.sub(" ", words.lower())))
    if last is None or not 0 < len(asked) <= 3:
        return None
    found = tools.catalogue.products(tools.search.search(f"{last.title} {' '.join(asked)}", limit=40).skus)
    own = set(tokens_of(last.title))
    alike = {
        p.sku: len(own & set(tokens_of(p.title)))
        for p in found
        if p.active and p.sku != last.sku and (p.brand, p.pack) == (last.brand, last.pack)
        and asked <= set(tokens_of(p.title)) and not asked <= own
    }  # fmt: skip
    best = [sku for sku, shared in alike.items() if shared == max(alike.values())]
    return next((p for p in found if [p.sku] == best), None)


def _more_of(turn: Turn, tools: Tools, words: str) -> str:
    """ "2 more of the horlicks": the one that is in the cart."""
    if not _MORE.search(turn.text):
        return ""
    there = in_cart(turn, tools)
    words = _CHANGING.sub(" ", _MORE.sub(" ", parse_wanted(words).words.lower()))
    found = matched(turn, tools, words, only=there) if there and words.strip() else None
    best = found.sure or (found.asked[0] if len(found.asked) == 1 else None) if found else None
    return best.product.sku if best else ""


def _recounted(turn: Turn, tools: Tools, wanted: Wanted) -> Answer | None:
    """ "No, 24 maggi not 20", while it waits which maggi is meant: asked again, with that many."""
    offered = still_offered(turn, tools)
    named = set(wanted.words.lower().split())
    counted = [o for o in offered if o.command and "quantity" in o.command.entities]
    if (
        not named
        or not wanted.count
        or impossible(turn.text, turn.locale)
        or not any(named <= set(o.title.lower().split()) for o in counted)
    ):
        return None
    count = whole(wanted.count)
    options = [
        replace(
            option,
            title=option.title.replace(f"{option.command.entities['quantity']} x ", f"{count} x ", 1),
            command=Command(option.command.intent, {**option.command.entities, "quantity": count}),
        )
        if option.command and option in counted
        else option
        for option in offered
    ]
    return say(choice(wording.SO_MANY_OF_WHICH.in_(turn.locale, count=count), *options))


@action("update_cart", title=Words("Change my cart", "Cart badlo", "कार्ट बदलिए"), private=True)
def update_cart(turn: Turn, tools: Tools) -> Answer:  # noqa: PLR0911, PLR0912  # each way out is an answer
    """Another quantity: "make it 30", "maggi 20 instead", "no, 20 not 12"; or undo."""
    if turn.entity("text") == "undo":
        return undo(turn, tools)
    if swapped := _swapped(turn, tools):
        return swapped
    if several := _change_several(turn, tools):
        return several
    wanted = _read_change(turn, tools) or parse_wanted(turn.text)
    if wanted.count is None:  # "isko 2 karo": the number alone says it
        wanted = parse_wanted(" ".join(_CHANGING.sub(" ", turn.text.lower()).split()))
    product = _meant_in_cart(turn, tools, wanted.words)
    if product is None:
        if recounted := _recounted(turn, tools, wanted):
            return recounted
        named = bool(reading_of(turn, tools).said("G"))
        if (wanted.words and not _in_cart(turn, tools).lines) or found_in_view(turn, tools):
            return take_list(turn, tools, turn.text)
        if named and (wanted.count is not None or len(reading_of(turn, tools).lines) > 1):
            return take_list(turn, tools, turn.text)  # "12 dhara sunflower karo" of what is not in yet
        return _not_in_cart(turn, tools, turn.text, wanted.count) or say_cart(
            turn, tools, impossible(turn.text, turn.locale) or wording.CHANGE_WHICH.in_(turn.locale)
        )
    quantity = whole_number(turn.entity("quantity"))
    there = _in_cart(turn, tools).quantities.get(product.sku, 0)
    times = next(((n, d) for how, n, d in _TIMES if how.search(turn.text.lower())), None)
    if quantity is None and times and not wanted.measures and there * times[0] % times[1] == 0:
        quantity = there * times[0] // times[1]
    try:
        if quantity is None and wanted.count is None:
            counted = Command("update_cart", {"sku": product.sku})
            question = wording.HOW_MANY.in_(turn.locale, title=product.title)
            return ask(turn, tools, question, counted=counted)
        if quantity is None:
            quantity = 0 if wanted.count == 0 else whole(Fraction(wanted.count or 0))
    except ShopError as err:
        return say(text(err.in_(turn.locale)))
    if _MORE.search(turn.text) and not turn.entity("quantity"):
        return _put_one(turn, tools, product, quantity, add=True)
    return _put_one(turn, tools, product, quantity, add=False)


def _read_change(turn: Turn, tools: Tools) -> Wanted | None:
    """The amount and the names of a change, as they were read; None where it has not just one amount."""
    reading = reading_of(turn, tools)
    amounts = [
        reading.text[s.start : s.end]
        for s in reading.spans
        if s.kind == "A" and not _gone(reading.text[: s.start], reading.text[s.end :])
    ]
    if len(amounts) != 1:
        return None
    names = " ".join((*reading.said("G"), *reading.said("S"), *reading.said("Q")))
    names = names or parse_wanted(" ".join(reading.refused)).words  # "sandal 8 ki jagah 10"
    wanted = parse_wanted(amounts[0])
    return replace(wanted, words=names, text=turn.text) if wanted.count is not None else None


def _change_several(turn: Turn, tools: Tools) -> Answer | None:
    """ "Make salt 6, and maggi not 10 but 8": each of them is in the cart, and set."""
    reading = reading_of(turn, tools)
    there = in_cart(turn, tools) if len(reading.lines) > 1 else []
    wanted: list[tuple[Product, int]] = []
    for line in reading.lines if there else ():
        here = picked(f"{line.goods} {line.points}", there)
        counts = [parse_wanted(a).count for a in line.amounts if not _gone_in(reading.text, a)]
        if len(here) != 1 or len(counts) != 1 or not counts[0] or counts[0].denominator != 1:
            return None
        wanted.append((here[0], int(counts[0])))
    told = []
    for product, quantity in wanted:
        asked = SetQuantity(turn.customer, product.sku, quantity, turn.key(f"cart-{product.sku}"))
        refusal = _refusal(turn, carts_of(tools).set_quantity, asked)
        told.append(refusal or wording.SET.in_(turn.locale, quantity=quantity, title=product.title))
        touched(turn, tools, product.sku)
    return say_cart(turn, tools, "\n".join(told)) if told else None


def _gone_in(text: str, amount: str) -> bool:
    before, _, behind = text.partition(amount)
    return _gone(before, behind)


def _gone(before: str, behind: str) -> bool:
    """Whether this amount is the one that was: "not 10 but 8", "10 nahi 8", "from 10 to 8"."""
    return (
        re.search(r"\b(?:not|from|instead of)\s+$", before) is not None
        or re.match(r"\s*(?:nahi|nahin|nhi|nai|ki jagah|ke badle|se)\s+(?=\w*\d|\w)", behind) is not None
    )


@action("undo", private=True)
def undo(turn: Turn, tools: Tools) -> Answer:
    """The cart as it was before its last change."""
    refusal = _refusal(turn, carts_of(tools).undo, Undo(turn.customer, turn.key("cart")))
    return say(text(refusal)) if refusal else say_cart(turn, tools, wording.UNDONE.in_(turn.locale))


_SAYS_OUT = re.compile(
    r"\b(?:remove|delete|out|hata\w*|nika\w*|drop|cancel|don'?t|nahi|mat)\b", re.IGNORECASE
)


@action("remove_from_cart", title=Words("Remove from cart", "Cart se hatao", "कार्ट से हटाइए"), private=True)
def remove_from_cart(turn: Turn, tools: Tools) -> Answer:
    """Take a product out."""
    reading = reading_of(turn, tools)
    words = " ".join(
        (*reading.said("G"), *reading.refused, *reading.said("R"), *reading.said("Q"), *reading.said("S"))
    )
    words = words or re.sub(
        r"\b(remove|delete|take|out|hata|hatao|nikal|nikalo|from|cart|do|dont|don't)\b",
        " ",
        turn.text.lower(),
    )
    product = _meant_in_cart(turn, tools, parse_wanted(words).words)
    if product is None:
        if not _in_cart(turn, tools).lines and reading.said("G") and not _SAYS_OUT.search(turn.text):
            return show(turn, tools, asked(turn, tools))
        which = wording.TAKE_OUT_WHICH.in_(turn.locale)
        return _not_in_cart(turn, tools, words) or say_cart(turn, tools, which)
    wish = TakeOut(turn.customer, product.sku, turn.key("cart"))
    refusal = _refusal(turn, carts_of(tools).take_out, wish)
    gone = wording.TAKEN_OUT.in_(turn.locale, title=product.title)
    return say(text(refusal)) if refusal else say_cart(turn, tools, gone)


# What is said around the thing and the number: "no wait make it 7", "actually only 15 please".
_CHANGING = re.compile(
    r"\b(?:make|change|set|update|instead|quantity|karo|kardo|kar|do|dena|de|it|this|that|only|just|to|from|of"
    r"|the|no|not|wait|hold on|actually|sorry|oops|hmm|i meant|i said|rather|let|be|double|half|twice|one"
    r"|ones|item|line|thing|cart|my|in|nahi|nahin|nhi|isko|usko|wala|wali|bas|sirf|ek)\b"
)
_GOES_WITH = ("cart", "basket", "remove", "delete", "change", "make", "take", "quantity", "please", "from")
_MORE = re.compile(r"\b(?:more|extra|zyada|(?<!^)aur)\b", re.IGNORECASE)
_TIMES = (
    (re.compile(r"\b(?:double|twice|dugna|duguna)\b"), 2, 1),
    (re.compile(r"\b(?:half|aadha)\b"), 1, 2),
)


def _swapped(turn: Turn, tools: Tools) -> Answer | None:
    """ "Instead of that give me 3 bournvita", "horlicks ki jagah bournvita": one goes, the other comes."""
    parted = parted_instead(turn.text)
    if parted is None:
        return None
    out, into = parted
    found = matched(turn, tools, into).sure
    old = _meant_in_cart(turn, tools, parse_wanted(out).words)
    if (out and old is None) or (old and found and old.sku == found.product.sku):
        return None
    if found is None:
        return None if old else take_list(turn, tools, into)
    there = _in_cart(turn, tools).quantities.get(old.sku, 0) if old else 0
    wanted = parse_wanted(into)
    counted = wanted.count is not None or found.quantity > 1 or not there
    quantity = int(found.quantity) if counted else there
    if quantity not in nearest(found.product, quantity):
        return _put_one(turn, tools, found.product, quantity, add=False)
    swap = Swap(turn.customer, old.sku if old else "", found.product.sku, quantity, turn.key("cart"))
    refusal = _refusal(turn, carts_of(tools).swap, swap)
    if refusal:
        return say(text(refusal))
    touched(turn, tools, found.product.sku)
    done = wording.ADDED_INSTEAD if old else wording.ADDED
    facts = {"quantity": quantity, "title": found.product.title, "old": old.title if old else ""}
    return say_cart(turn, tools, done.in_(turn.locale, **facts))


def _not_in_cart(turn: Turn, tools: Tools, words: str, count: Fraction | None = None) -> Answer | None:
    """What was named is a product, but not one of the cart: say so, and offer to add it."""
    words = _CHANGING.sub(" ", words.lower())
    found = matched(turn, tools, words) if parse_wanted(words).words else None
    if found is None or found.sure is None:
        return None
    product = found.sure.product
    if count is None or count < 1 or count.denominator != 1:
        return say_cart(turn, tools, wording.NOT_IN_IT.in_(turn.locale, title=product.title))
    quantity = int(count)
    add = Option(
        wording.ADD_SO_MANY.in_(turn.locale, quantity=quantity),
        Command("add_to_cart", {"sku": product.sku, "quantity": quantity}),
    )
    question = wording.NOT_IN_IT_ADD.in_(turn.locale, title=product.title, quantity=quantity)
    return ask(turn, tools, question, add, never_mind("add_to_cart"))


def _meant_in_cart(turn: Turn, tools: Tools, words: str) -> Product | None:  # noqa: PLR0911  # a case each
    """The product of the cart that is tapped, named, or was touched last."""
    sku = turn.entity("sku")
    if sku:
        return tools.catalogue.product(str(sku))
    cart = _in_cart(turn, tools)
    there = tools.catalogue.products([line.sku for line in cart.lines])
    words = " ".join(w for w in _CHANGING.sub(" ", words.lower()).split() if not _slipped(w, tools))
    if there and len(there) == len(cart.lines) and words in PLACES:
        place = PLACES[words]  # "the last one": of the cart's lines, in their order
        by_sku = {p.sku: p for p in there}
        return by_sku[cart.lines[place].sku] if place < len(cart.lines) else None
    if words:
        if len(here := picked(words, there)) == 1:
            return here[0]
        found = matched(turn, tools, words, only=there)
        best = found.sure or (found.asked[0] if len(found.asked) == 1 else None)
        if best:
            return best.product
        if found.asked:
            return None
    last = tools.contexts.get(turn.customer, TOUCHED, turn.now)
    if not words:
        return next((p for p in there if p.sku == last), there[0] if len(there) == 1 else None)
    return None


def _slipped(word: str, tools: Tools) -> bool:
    """A slip in a word that only goes with the wish: "remove it from my acrt"."""
    return not weights(tools).knows(word) and nearest_word(word, _GOES_WITH)[1] >= 0.85


@action("clear_cart", title=Words("Empty my cart", "Cart khali karo", "कार्ट खाली कीजिए"), private=True)
def clear_cart(turn: Turn, tools: Tools) -> Answer:
    """Empty the cart, after a yes."""
    if turn.entity("text") == "no":
        return say_cart(turn, tools, wording.LEFT_AS_IT_IS.in_(turn.locale))
    count = len(_in_cart(turn, tools).lines)
    if not count:
        return say_cart(turn, tools)
    if turn.entity("text") != "yes":
        yes = Option(wording.YES_EMPTY_IT.in_(turn.locale), Command("clear_cart", {"text": "yes"}))
        question = wording.EMPTY_ALL if count > 1 else wording.EMPTY_ONE
        return ask(turn, tools, question.in_(turn.locale, count=count), yes, never_mind("clear_cart"))
    refusal = _refusal(turn, carts_of(tools).clear, Clear(turn.customer, turn.key("cart")))
    emptied = wording.EMPTY_NOW.in_(turn.locale)
    return say(text(refusal)) if refusal else say_cart(turn, tools, emptied)
