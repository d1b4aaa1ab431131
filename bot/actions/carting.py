"""The cart by talking: look at it, add, change, undo, take out, empty."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.actions.cases_told import cases_of_line
from bot.actions.keeping import change_all, keep_only
from bot.actions.putting import least, put_one, refusal
from bot.actions.searching import asked, show
from bot.actions.shelf import carts_of, in_cart, matched, say_cart, say_changed, touched, whole_number
from bot.actions.suggested import goes_with
from bot.actions.taking import ORDERS, do, take, times_said
from bot.actions.which_line import ask_next, led
from bot.dialogue.asking import open_question, settled
from bot.dialogue.confirming import ask, never_mind
from bot.dialogue.goods_meant import meant_here
from bot.dialogue.goods_said import OUT, Said, said_here
from bot.dialogue.in_place import as_many
from bot.dialogue.meant import CART, SHOP, Meant
from bot.dialogue.open_list import forget_list, keep_open, open_list
from bot.dialogue.reading_here import reading_of
from bot.dialogue.spoken_of import spoken_of
from bot.dialogue.turn import Answer, Tools, Turn, action, say
from bot.reading.refusing import lets_be, says_out
from bot.words import cart as wording
from chat.reply import Command, Option, text
from chat.words import Words
from shop.cart.pricing import nearest
from shop.cart.requests import Clear, Swap, TakeOut, Undo
from shop.cart.words import REFUSALS
from shop.catalogue.product import Product
from shop.finding.in_view import size_of
from shop.finding.matching import Candidate
from shop.finding.remembered import TOUCHED
from shop.reading.instead import parted_instead
from shop.reading.likeness import tokens_of
from shop.reading.quantity import parse_wanted
from shop.words import ADD_TO_CART

_SURE = 0.85  # that something goes, where no word says so


@action("view_cart", title=Words("My cart", "Mera cart", "मेरा कार्ट"), private=True, help_place=6)
def view_cart(turn: Turn, tools: Tools) -> Answer:
    """The cart as it is now, and what goes with it."""
    shown = say_cart(turn, tools)
    if open_list(turn, tools).lines or open_question(turn, tools):
        return shown  # nothing stands between a question and its repetition
    more = goes_with(turn, tools, carts_of(tools).get(turn.customer).quantities)
    return replace(shown, replies=(*shown.replies, more)) if more else shown


@action("add_to_cart", title=ADD_TO_CART, private=True)
def add_to_cart(turn: Turn, tools: Tools) -> Answer:
    """Add a product: tapped, or named; then what is still open of a list."""
    if turn.entity("text") == "no":
        return say(text(wording.NOTHING_ADDED.in_(turn.locale)))
    if turn.entity("sku") or turn.entity("skip"):
        return _tapped(turn, tools)
    if "?" in turn.text and _HOW_MUCH.search(turn.text):
        return show(turn, tools, asked(turn, tools))  # a question never changes a cart
    return _swapped(turn, tools) or _another_kind(turn, tools) or take(turn, tools, turn.text)


_HOW_MUCH = re.compile(r"\b(?:how (?:much|many)|kitn[aeio]|kitta)\b", re.IGNORECASE)


def _tapped(turn: Turn, tools: Tools) -> Answer:
    """What a button adds, and the next line of the list that it belongs to."""
    lines = open_list(turn, tools).lines
    rest, line = turn.entity("rest"), turn.entity("line")
    if isinstance(rest, list):  # a button of a release before the list was kept
        lines = tuple(map(str, rest))
    elif line in lines:
        lines = tuple(one for one in lines if one != line)
    keep_open(turn, tools, lines)
    if line is not None:
        settled(turn, tools)
    if turn.entity("skip"):
        questions = ask_next(turn, tools)
        left = wording.LEFT_OUT.in_(turn.locale, lines=line) if line else wording.ALL_RIGHT.in_(turn.locale)
        return say(*led(left, questions)) if questions else say_cart(turn, tools, left)
    product = tools.catalogue.product(str(turn.entity("sku")))
    if product is None:
        return say(text(REFUSALS["product_gone"].in_(turn.locale)), *ask_next(turn, tools))
    quantity = whole_number(turn.entity("quantity"))
    quantity = least(turn, tools, product) if quantity is None else quantity
    said = (cases_of_line(words, product, quantity, turn.locale) for words in (str(line or ""), turn.text))
    told = next(filter(None, said), "")
    instead = str(turn.entity("instead") or "")
    added = put_one(turn, tools, product, quantity, add=True, instead=instead, told=told)
    if any(reply.kind == "choice" for reply in added.replies):
        return added
    return replace(added, replies=(*added.replies, *ask_next(turn, tools)))


# Only beside these words is it another kind of what was put in last: "and 6 of the white".
_SAME_KIND = re.compile(
    r"^(?:and|aur|also|plus)\b|\bof (?:the|them)\b|\bsame\b|\bwal[aie]\b|\bones?\b", re.IGNORECASE
)
_ABOUT_KIND = re.compile(
    r"\b(?:same|size|pack|of|the|them|those|in|also|ones?|wal[aie]|aur|and|as well|too)\b|,"
)


def _another_kind(turn: Turn, tools: Tools) -> Answer | None:
    wanted = parse_wanted(turn.text)
    other = other_kind(turn, tools, wanted.words) if not open_list(turn, tools).lines else None
    if other is None or len(said_here(turn, tools, turn.text)) > 1:
        return None
    count = wanted.count
    whole = count is not None and count.denominator == 1 and count >= 1
    return put_one(turn, tools, other, int(count or 0) if whole else least(turn, tools, other), add=True)


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


@action("update_cart", title=Words("Change my cart", "Cart badlo", "कार्ट बदलिए"), private=True)
def update_cart(turn: Turn, tools: Tools) -> Answer:
    """Another quantity: "make it 30", "maggi 20 instead", "no, 20 not 12"; or undo."""
    if turn.entity("text") == "undo":
        return undo(turn, tools)
    if turn.entity("sku"):
        return _set_by_tap(turn, tools)
    if answer := keep_only(turn, tools) or change_all(turn, tools) or _swapped(turn, tools):
        return answer
    said = said_here(turn, tools, turn.text)
    if not any(one.names or one.points or one.amount for one in said) and not times_said(turn):
        return say_cart(turn, tools, wording.CHANGE_WHICH.in_(turn.locale))
    return do(turn, tools, meant_here(turn, tools, said))


def _set_by_tap(turn: Turn, tools: Tools) -> Answer:
    product = tools.catalogue.product(str(turn.entity("sku")))
    if product is None:
        return say(text(REFUSALS["product_gone"].in_(turn.locale)))
    quantity = whole_number(turn.entity("quantity"))
    if quantity is None:
        counted = Command("update_cart", {"sku": product.sku})
        return ask(turn, tools, wording.HOW_MANY.in_(turn.locale, title=product.title), counted=counted)
    told = cases_of_line(turn.text, product, quantity, turn.locale)
    done = put_one(turn, tools, product, quantity, add=False, told=told)
    if any(reply.kind == "choice" for reply in done.replies):
        return done
    return replace(done, replies=(*done.replies, *ask_next(turn, tools)))


@action("undo", private=True)
def undo(turn: Turn, tools: Tools) -> Answer:
    """The cart as it was before its last change."""
    no = refusal(turn, carts_of(tools).undo, Undo(turn.customer, turn.key("cart")))
    return say(text(no)) if no else say_cart(turn, tools, wording.UNDONE.in_(turn.locale))


@action("remove_from_cart", title=Words("Remove from cart", "Cart se hatao", "कार्ट से हटाइए"), private=True)
def remove_from_cart(turn: Turn, tools: Tools) -> Answer:
    """Take products out."""
    if turn.entity("sku"):
        product = tools.catalogue.product(str(turn.entity("sku")))
        wish = TakeOut(turn.customer, str(turn.entity("sku")), turn.key("cart"))
        no = refusal(turn, carts_of(tools).take_out, wish)
        title = product.title if product else ""
        return (
            say(text(no)) if no else say_changed(turn, tools, wording.TAKEN_OUT.in_(turn.locale, title=title))
        )
    if kept := keep_only(turn, tools) or change_all(turn, tools) or _let_be(turn, tools):
        return kept
    said_out = says_out(turn.text)
    if not said_out and ORDERS.search(turn.text):  # "elaichi 1 kilo hi kar do"
        return update_cart(replace(turn, intent="update_cart"), tools)
    said = said_here(turn, tools, turn.text)
    if not said_out and (any(one.amount for one in said) or (said and turn.confidence < _SURE)):
        return take(replace(turn, intent="add_to_cart"), tools, turn.text)
    if not said_out and not in_cart(turn, tools):
        return show(turn, tools, asked(turn, tools))
    meant = meant_here(turn, tools, said)
    if sku := _spoken_of(turn, tools, meant):
        turn = replace(turn, entities={"sku": [sku]})
    return remove_from_cart(turn, tools) if sku else do(turn, tools, meant)


def _let_be(turn: Turn, tools: Tools) -> Answer | None:
    """ "The salt is fine, leave it": it stays, and what is still open is asked."""
    if not lets_be(turn.text):
        return None
    return say_cart(turn, tools, wording.STAYS.in_(turn.locale), *ask_next(turn, tools))


def _spoken_of(turn: Turn, tools: Tools, meant: Sequence[Meant]) -> str:
    """ "Too dear, take it out": where no goods were read, the line that is spoken of; "" for any other."""
    reading = reading_of(turn, tools)
    if not reading.acts or reading.lines or any(one.where != SHOP for one in meant):
        return ""
    there = [product.sku for product in spoken_of(turn, tools)]
    held = carts_of(tools).get(turn.customer).quantities
    return there[0] if len(there) == 1 and there[0] in held else ""


def _swapped(turn: Turn, tools: Tools) -> Answer | None:
    """ "Instead of that give me 3 bournvita", "horlicks ki jagah bournvita": one goes, the other comes."""
    parted = parted_instead(turn.text)
    if parted is None:
        return None
    out, into = parted
    old = _named_in_cart(turn, tools, out)
    there = carts_of(tools).get(turn.customer).quantities.get(old.sku, 0) if old else 0
    into, alike = _same_as_before(into, old, there)
    into = into if alike else _without_talk(into, turn, tools)
    found = matched(turn, tools, into).sure or _of_its_size(turn, tools, into, old, there)
    if (out and old is None) or (old and found and old.sku == found.product.sku):
        return None
    if found is None:
        return None if old else take(turn, tools, into)
    wanted = parse_wanted(into)
    counted = not alike and (wanted.count is not None or found.quantity > 1 or not there)
    quantity = int(found.quantity if counted or old is None else as_many(there, old, found.product))
    if quantity not in nearest(found.product, quantity):
        return put_one(turn, tools, found.product, quantity, add=False)
    swap = Swap(turn.customer, old.sku if old else "", found.product.sku, quantity, turn.key("cart"))
    no = refusal(turn, carts_of(tools).swap, swap)
    if no:
        return say(text(no))
    touched(turn, tools, found.product.sku)
    done = wording.ADDED_INSTEAD if old else wording.ADDED
    facts = {"quantity": quantity, "title": found.product.title, "old": old.title if old else ""}
    return say_changed(turn, tools, done.in_(turn.locale, **facts))


def _without_talk(into: str, turn: Turn, tools: Tools) -> str:
    """What comes, without what is said around it: "one 1 kg x 20 carton, as I told you"."""
    said = said_here(replace(turn, text=into, said=into, intent="add_to_cart"), tools, into)
    return said[0].words if len(said) == 1 and said[0].names else into


# "Same qty", "utni hi", "usi size me": as much of the new as there was of the old, or as large.
_AS_MUCH = re.compile(
    r"\b(?:same|utn[aei]|itn[aei]|usi|isi|wahi)\b"
    r"(?: (?:hi|qty|quantity|size|pack|packet|number|count|amount))*(?: (?:me|mein|ka|ki|ke))?",
    re.IGNORECASE,
)


def _same_as_before(into: str, old: Product | None, there: int) -> tuple[str, bool]:
    """What comes without the words for "as much as before", and whether they were said."""
    said = _AS_MUCH.findall(into)
    if old is None or not said or not there:
        return into, False
    words = _AS_MUCH.sub(" ", into)
    wanted = parse_wanted(words)
    size = size_of(old) if any("size" in one or "usi" in one for one in said) else None
    if size is not None and not wanted.measures:
        words = f"{words} {size}"
    return f"{' '.join(words.split())} - {there}", True


def _of_its_size(turn: Turn, tools: Tools, into: str, old: Product | None, there: int) -> Candidate | None:
    """Of what comes in several sizes, the one that is as large as what goes."""
    wanted = parse_wanted(into)
    size = size_of(old) if old else None
    if size is None or wanted.measures or not wanted.words:
        return None
    count = there if wanted.count is None else wanted.count
    return matched(turn, tools, f"{wanted.words} {size} - {count}").sure


def _named_in_cart(turn: Turn, tools: Tools, words: str) -> Product | None:
    """The one line of the cart that is called so; what was put in last where nothing is called."""
    named = parse_wanted(words).words
    one = Said(named, named, how=OUT)
    meant = meant_here(turn, tools, [one])[0]
    return meant.match.sure.product if meant.where == CART and meant.match.sure else None


@action("clear_cart", title=Words("Empty my cart", "Cart khali karo", "कार्ट खाली कीजिए"), private=True)
def clear_cart(turn: Turn, tools: Tools) -> Answer:
    """Empty the cart, after a yes."""
    if turn.entity("text") == "no":
        return say_cart(turn, tools, wording.LEFT_AS_IT_IS.in_(turn.locale))
    count = len(carts_of(tools).get(turn.customer).lines)
    if not count:
        return say_cart(turn, tools)
    if turn.entity("text") != "yes":
        yes = Option(wording.YES_EMPTY_IT.in_(turn.locale), Command("clear_cart", {"text": "yes"}))
        question = wording.EMPTY_ALL if count > 1 else wording.EMPTY_ONE
        return ask(turn, tools, question.in_(turn.locale, count=count), yes, never_mind("clear_cart"))
    no = refusal(turn, carts_of(tools).clear, Clear(turn.customer, turn.key("cart")))
    if not no:
        forget_list(turn, tools)
        settled(turn, tools)
    return say(text(no)) if no else say_cart(turn, tools, wording.EMPTY_NOW.in_(turn.locale))
