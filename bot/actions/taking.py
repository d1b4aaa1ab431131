"""Does what was said of goods: puts in, sets and takes out what is sure, and asks about the rest.

One road for all that changes a cart in words, an answer to "which one?" among them, so that a message may
hold several: "dusra wala 12, besan 1 kilo ke 3, aur dal 8 karo".
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from bot.actions.cases_told import cases_meant
from bot.actions.putting import as_sold, least, put_one, refusal, told_as_sold
from bot.actions.searching import asked as looked_for
from bot.actions.searching import looks_for_some
from bot.actions.shelf import carts_of, say_cart, say_changed, touched
from bot.actions.suggested import instead_of, note_added
from bot.actions.usual import told_usual, with_others
from bot.actions.which_line import ask_next, few, led
from bot.dialogue.asking import open_question, settled
from bot.dialogue.cases_said import cases_wanted
from bot.dialogue.confirming import ask
from bot.dialogue.goods_meant import meant_here
from bot.dialogue.goods_said import ADD, LESS, MORE, OUT, SET, Said, asks_more, said_here
from bot.dialogue.meant import CART, OFFERED_HERE, OPEN, SHOP, Meant
from bot.dialogue.open_list import keep_open, open_list
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn, alone, say
from bot.words import cart as wording
from chat.reply import Command, Option, Reply, choice, text
from shop.cart.requests import ChangeCart, Item, TakeOut
from shop.errors import ShopError
from shop.finding.in_view import pieces_of, size_of
from shop.finding.matching import Candidate, Match
from shop.reading.lists import MOST_LINES
from shop.reading.numbers import WORDS
from shop.reading.quantity import parse_wanted, whole

ORDERS = re.compile(
    r"\b(?:add|put|send|give|buy|order|need|want|take|bhej\w*|daal\w*|dal ?(?:do|na|dena)|dedo|de do|dena"
    r"|dijiye|chahiye|mangwa\w*|likh\w*|cart|basket|karo|karna|again|usual)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?|\b(?:hai kya|kya|milega|milta|che|chhe|aahe|do you have|is there|have any)\b"
    r"|^\W*(?:any|what|which|how|who|whose|when|where|why|is|are|does)\b",
    re.IGNORECASE,
)
_EITHER = frozenset(["or", "ya"])
_ORDERING = ("order_list", "add_to_cart", "update_cart")
_SURELY = 0.7
_A_FORTUNE = 50_000_00  # paise, for one line of cases
_FEW = 2  # things of a message that changes a cart and does not fill it
ALL_OF_THEM = frozenset(
    ["all", "sab", "sabhi", "saare", "saari", "both", "dono", "teeno", "charo", "every", "everything"]
)
_TIMES = (
    (re.compile(r"\b(?:double|twice|dugna|duguna)\b"), Fraction(2)),
    (re.compile(r"\b(?:half|aadha)\b"), Fraction(1, 2)),
)


def take(turn: Turn, tools: Tools, typed: str) -> Answer:
    """Do what these words say of goods."""
    said = said_here(turn, tools, typed)
    if not said:
        return say(text(wording.WHAT_TO_ADD.in_(turn.locale)))
    acts = reading_of(turn, tools).acts
    orders = ORDERS.search(turn.text) or sum(acts.get(act, 0.0) for act in _ORDERING) >= _SURELY
    asks = "\n" not in turn.text.strip() and _ASKS.search(turn.text) and not orders
    if not _is_written_as_a_list(turn) and acts.get("order_list", 0.0) < _SURELY:
        asks = asks or looks_for_some(turn, tools) or asks_more(acts) or _of_either_size(turn, tools)
    if asks and typed == turn.text and (shown := _search(turn, tools)):
        return shown  # a question never changes a cart
    asked = [] if "\n" in turn.text.strip() else [one for one in said if _is_asked(one)]
    if asked and len(asked) < len(said):  # "2 packet daal do. aur pen sabse saste?"
        done = do(turn, tools, meant_here(turn, tools, [one for one in said if one not in asked]))
        part = replace(turn, text=asked[-1].raw, said=asked[-1].raw, intent="search_product")
        shown = _search(part, tools)
        return replace(done, replies=(*done.replies, *(shown.replies if shown else ())))
    if len(said) > MOST_LINES:
        return say(text(wording.TOO_LONG.in_(turn.locale, most=MOST_LINES)))
    return do(turn, tools, meant_here(turn, tools, said))


def _is_written_as_a_list(turn: Turn) -> bool:
    """Whether several of its lines count something: what is said around them asks for no search."""
    counted = [one for one in turn.text.splitlines() if parse_wanted(one).count or parse_wanted(one).measures]
    return len(counted) > 1


def _of_either_size(turn: Turn, tools: Tools) -> bool:
    """ "Butter 100 or 500 gram" looks for both: nobody orders a hundred of it."""
    either = not _EITHER.isdisjoint(turn.text.lower().split())
    return either and bool(looked_for(turn, tools).constraints.or_packs)


def _is_asked(said: Said) -> bool:
    """Whether it is only asked about: "pen sabse saste?"."""
    return said.raw.rstrip().endswith("?") and said.how == ADD and not said.amount and bool(said.names)


def do(turn: Turn, tools: Tools, meant: Sequence[Meant]) -> Answer:
    """Do what is sure of these, ask about what is not, name what is unknown."""
    alone(turn)
    told = [_impossible(one, turn.locale) for one in meant]
    refusals = [no for no in told if no]
    meant = [one for one, no in zip(meant, told, strict=True) if not no]
    if any(one.where in (OFFERED_HERE, OPEN) or _is_asked_about(one, turn, tools) for one in meant):
        settled(turn, tools)
    before = open_list(turn, tools).lines
    settles = {line for one in meant for line in one.settles}
    left = [line for line in before if line not in settles]
    if len(meant) == 1 and not refusals:
        return _one(turn, tools, meant[0], left)
    return _several(turn, tools, meant, left, refusals)


def _is_asked_about(one: Meant, turn: Turn, tools: Tools) -> bool:
    """Whether "how many shall it be?" was asked of this, which is told by now."""
    asked = open_question(turn, tools)
    product = one.match.sure.product if one.match.sure and one.counted else None
    return bool(product and asked and asked.answer and asked.answer.entities.get("sku") == product.sku)


def _one(turn: Turn, tools: Tools, one: Meant, left: Sequence[str]) -> Answer:
    """One thing: done with all that is to be said of it, then the next open line."""
    found, how = one.match.sure, one.said.how
    if (
        one.where == SHOP
        and how == ADD
        and not one.settles
        and not (_wanted(one) or _only_pointed(one))
        and (shown := _search(turn, tools))
    ):
        return shown  # of what nothing is like, or was only named, a search has more to say
    if how == OUT:
        answer = _taken_out(turn, tools, one)
    elif found is None:
        return _asked(turn, tools, one, left)
    elif one.where == CART or (how == SET and not one.counted and _is_in(turn, tools, found)):
        answer = _changed(turn, tools, one, found)
    elif (one.where == SHOP and not _can_be(turn, tools, found)) or _hardly_so_many(one, found):
        return _asked(turn, tools, one, left)
    else:
        answer = _put(turn, tools, one, found)
    keep_open(turn, tools, left)
    if any(reply.kind == "choice" for reply in answer.replies):
        return answer
    return replace(answer, replies=(*answer.replies, *ask_next(turn, tools)))


def _is_in(turn: Turn, tools: Tools, found: Candidate) -> bool:
    return found.product.sku in carts_of(tools).get(turn.customer).quantities


def _put(turn: Turn, tools: Tools, one: Meant, found: Candidate) -> Answer:
    said = one.where == SHOP or (one.counted and found.quantity >= 1)
    try:
        quantity = whole(found.quantity) if said else least(turn, tools, found.product)
    except ShopError as err:
        return say(text(err.in_(turn.locale)))
    told = "\n".join(filter(None, (cases_meant(one, turn.locale), told_usual(one.match, turn.locale))))
    done = put_one(turn, tools, found.product, quantity, add=True, instead=one.instead, told=told)
    return with_others(done, [one.match], turn.locale)


def _can_be(turn: Turn, tools: Tools, found: Candidate) -> bool:
    """Whether it is sold in about so many."""
    there = carts_of(tools).get(turn.customer).quantities.get(found.product.sku, 0)
    return found.quantity.denominator == 1 and as_sold(found.product, int(found.quantity), there) > 0


def _hardly_so_many(one: Meant, found: Candidate) -> bool:
    """As many cases as a case holds, or more that nobody called cases, for a fortune: that is asked first.

    Who answers "the carton of 24" means one, and "500 packs" are no 500 cases.
    """
    pieces = pieces_of(found.product)
    dear = found.quantity * found.product.price.minor >= _A_FORTUNE
    if pieces == 1 or not dear:
        return False
    return found.quantity == pieces or (found.quantity > pieces and cases_wanted(one.said) is None)


def _wanted(one: Meant) -> bool:
    """ "Sunflower oil 2 litre wala" says which, not how many; "10 kg sugar" and "add salt 1 kg" order."""
    if not one.match.sure and not one.match.asked:
        return False
    if cases_wanted(one.said):
        return True
    wish = one.said.words
    if parse_wanted(wish).count is not None or ORDERS.search(wish) or ORDERS.search(one.said.raw):
        return True
    if _ASKS.search(wish):
        return False
    found = [one.match.sure] if one.match.sure else list(one.match.asked)
    sizes = parse_wanted(one.said.amount).measures
    made_up = bool(sizes) and not any(c and size_of(c.product) in sizes for c in found)
    return wish[0].isdigit() or made_up  # "khula jeera 12 kilo": it comes by one and by ten


def _only_pointed(one: Meant) -> bool:
    """ "m30 wala": what is called so is offered; as words to search by it says too little."""
    return bool(one.said.points) and not one.said.names and bool(one.match.sure or one.match.asked)


def _search(turn: Turn, tools: Tools) -> Answer | None:
    search = ACTIONS.get("action_search_product")
    return search(replace(turn, intent="search_product"), tools) if search else None


def _asked(turn: Turn, tools: Tools, one: Meant, left: Sequence[str]) -> Answer:
    """Which one, or how many; or that nothing is like it."""
    match = one.match
    if one.where == CART:
        return say(choice(wording.WHICH.in_(turn.locale, line=match.text), *_of_these(one)))
    if not (match.sure or match.asked):
        keep_open(turn, tools, left)
        unknown = wording.NOTHING_LIKE.in_(turn.locale, lines=match.text)
        if questions := ask_next(turn, tools):
            return say(*led(unknown, questions))
        return say(text(f"{unknown}\n{wording.LOOK_AGAIN.in_(turn.locale)}"))
    keep_open(turn, tools, (match.text, *left))
    lead = _need_a_word(left, turn.locale) if left else ""
    return say(*led(lead, ask_next(turn, tools, (match,))))


def _of_these(one: Meant) -> list[Option]:
    """The lines of the cart that could be meant, each with what is to be done with it."""
    if one.said.how == OUT:
        return [
            Option(c.product.title, Command("remove_from_cart", {"sku": c.product.sku}))
            for c in one.match.asked
        ]
    return [
        Option(
            c.product.title,
            Command(
                "update_cart", {"sku": c.product.sku} | ({"quantity": int(c.quantity)} if c.quantity else {})
            ),
        )
        for c in one.match.asked
    ]


def times_said(turn: Turn) -> Fraction | None:
    """ "Make it double", "aadha kar do"."""
    return next((by for how, by in _TIMES if how.search(turn.text.lower())), None)


def _need_a_word(lines: Sequence[str], locale: str) -> str:
    return wording.NEED_A_WORD.in_(locale, count=len(lines) + 1, next=few(lines, locale))


def _taken_out(turn: Turn, tools: Tools, one: Meant) -> Answer:
    if one.where != CART:
        title = one.match.sure.product.title if one.match.sure else one.said.names
        if one.settles:  # it was only asked about
            return say_cart(
                turn, tools, wording.LEFT_OUT.in_(turn.locale, lines=few(one.settles, turn.locale))
            )
        if not title:
            asks = carts_of(tools).get(turn.customer).lines  # of an empty one nothing is to be asked
            return say_cart(turn, tools, wording.TAKE_OUT_WHICH.in_(turn.locale) if asks else "")
        return say(text(wording.NOT_IN_IT.in_(turn.locale, title=title)))
    if one.match.sure is None and all_said(turn.text, len(one.match.asked)):
        return take_out_all(turn, tools, [c.product.sku for c in one.match.asked])
    if one.match.sure is None:
        return say(choice(wording.TAKE_OUT_WHICH.in_(turn.locale), *_of_these(one)))
    product = one.match.sure.product
    no = refusal(turn, carts_of(tools).take_out, TakeOut(turn.customer, product.sku, turn.key("cart")))
    return (
        say(text(no))
        if no
        else say_changed(turn, tools, wording.TAKEN_OUT.in_(turn.locale, title=product.title))
    )


def all_said(words: str, count: int) -> bool:
    """ "All of them", "sab", "dono", "all 4", "the four oils"."""
    said = set(re.findall(r"[^\W_]+", words.lower()))
    numbers = {
        int(n) for word in said if (n := WORDS.get(word, word if word.isdecimal() else None)) is not None
    }
    return bool(said & ALL_OF_THEM) or (count > 1 and count in numbers)


def take_out_all(turn: Turn, tools: Tools, skus: Sequence[str]) -> Answer:
    """Take several lines out at once."""
    titles = {p.sku: p.title for p in tools.catalogue.products(skus)}
    refused = _done_at_once(turn, tools, tuple(Item(sku, 0) for sku in skus), ())
    told = [
        refused.get(sku) or wording.TAKEN_OUT.in_(turn.locale, title=titles.get(sku, sku)) for sku in skus
    ]
    return say_changed(turn, tools, "\n".join(told))


def _changed(turn: Turn, tools: Tools, one: Meant, found: Candidate) -> Answer:
    """Another quantity of what is in the cart; how many, where that was not said."""
    there = carts_of(tools).get(turn.customer).quantities.get(found.product.sku, 0)
    times = times_said(turn)
    if not one.counted and times and (there * times).denominator == 1:
        return put_one(turn, tools, found.product, int(there * times), add=False)
    if not one.counted:
        counted = Command("update_cart", {"sku": found.product.sku})
        return ask(turn, tools, wording.HOW_MANY.in_(turn.locale, title=found.product.title), counted=counted)
    try:
        quantity = 0 if found.quantity == 0 else whole(found.quantity)
    except ShopError as err:
        return say(text(err.in_(turn.locale)))
    told = cases_meant(one, turn.locale)
    if one.said.how == LESS:
        quantity = max(0, there - quantity)
    return put_one(turn, tools, found.product, quantity, add=one.said.how == MORE, told=told)


def _several(
    turn: Turn, tools: Tools, meant: Sequence[Meant], left: Sequence[str], refusals: Sequence[str]
) -> Answer:
    """Several things at once: all that is sure in one go, then one question."""
    locale = turn.locale
    of_cart = [one for one in meant if one.said.how == OUT or (one.where == CART and one.said.how != MORE)]
    new = [one for one in meant if one not in of_cart]
    gone = {one.instead for one in new} - {""}
    of_cart = [one for one in of_cart if not (one.match.sure and one.match.sure.product.sku in gone)]
    changes = [change for one in of_cart if (change := _change_of_several(turn, tools, one))]
    counted = [_counted(turn, tools, one) for one in new]
    put = [
        m.sure
        for one, m in zip(new, counted, strict=True)
        if m.sure and _can_be(turn, tools, m.sure) and not _hardly_so_many(one, m.sure)
    ]
    unsure = [m for m in counted if (m.sure or m.asked) and m.sure not in put]
    unknown = [m.text for m in counted if not m.sure and not m.asked]
    goes = {m.sure.product.sku: one.instead for one, m in zip(new, counted, strict=True) if m.sure}
    put, notes = _as_sold(turn, tools, put)
    adds = tuple(Item(c.product.sku, int(c.quantity), goes[c.product.sku]) for c in put)
    sets = tuple(change.item for change in changes if change.item)
    refused = _done_at_once(turn, tools, sets, adds)
    told = [refused.pop(change.item.sku, change.words) if change.item else change.words for change in changes]
    added = [c for c in put if c.product.sku not in refused]
    in_now = [c.product.sku for c in added]
    if added:
        note_added(turn, tools, in_now)
    if last := [*(item.sku for item in sets if item.quantity), *in_now]:
        touched(turn, tools, last[-1])
    keep_open(turn, tools, [*(m.text for m in unsure), *left])
    done = [_put_in(tools, added, goes, len(new), locale)] if added else []
    lines = [line for one in of_cart if one.where != CART for line in one.settles]
    told += [wording.LEFT_OUT.in_(locale, lines=few(lines, locale))] if lines else []
    usual = [told_usual(m, locale) for m in counted if m.sure and m.sure.product.sku in in_now]
    put_in = [one for one in new if one.match.sure and one.match.sure.product.sku in in_now]
    said = [*(_cases_of_several(one, locale) for one in put_in), *usual]
    lead = [*dict.fromkeys(told), *done, *filter(None, said), *notes, *refusals, *refused.values()]
    questions = ask_next(turn, tools, unsure) or _which_of_the_cart(turn, of_cart)
    if unknown:
        lead.append(wording.NOTHING_LIKE.in_(locale, lines=few(unknown, locale, 10)))
        if not added and not questions and not changes:
            lead.append(wording.LOOK_AGAIN.in_(locale))
    open_now = open_list(turn, tools).lines
    if len(open_now) > 1 and questions:
        lead.append(_need_a_word(open_now[1:], locale))
    words = "\n".join(lead)
    sold_out = next((c.product.sku for c in put if c.product.sku in refused and c.product.stock <= 0), "")
    if not added and not changes:
        if questions:
            return say(*led(words, questions))
        if not words:  # all of it was to go, or be changed, and none of it is there
            named = [one.said.described or one.said.words for one in of_cart]
            words = wording.NOT_IN_IT.in_(locale, title=few(named, locale))
        return say(text(words), *(instead_of(turn, tools, sold_out) if sold_out else ()))
    scarce = next((c.product.sku for c in added if c.product.stock < c.quantity), sold_out)
    instead = instead_of(turn, tools, scarce) if scarce and not questions else ()
    few_of_them = len(added) + len(changes) <= _FEW
    answer = (say_changed if few_of_them else say_cart)(turn, tools, words, *questions, *instead)
    return with_others(answer, [m for m in counted if m.sure and m.sure.product.sku in in_now], locale)


def _which_of_the_cart(turn: Turn, of_cart: Sequence[Meant]) -> list[Reply]:
    """The question which of several lines of the cart is meant, for the first that is not clear."""
    unclear = next((m for m in of_cart if m.where == CART and m.match.asked and not m.match.sure), None)
    if unclear is None:
        return []
    return [choice(wording.WHICH.in_(turn.locale, line=unclear.said.described), *_of_these(unclear))]


def _put_in(tools: Tools, added: Sequence[Candidate], goes: Mapping[str, str], of: int, locale: str) -> str:
    """What was put in; by name where it is one, or came in place of another line."""
    old = {p.sku: p.title for p in tools.catalogue.products([sku for sku in goes.values() if sku])}
    told = [
        wording.ADDED_INSTEAD.in_(
            locale, quantity=int(c.quantity), title=c.product.title, old=old[goes[c.product.sku]]
        )
        for c in added
        if goes[c.product.sku] in old
    ]
    if of > 1:
        told.append(wording.ADDED_OF.in_(locale, count=len(added), lines=of))
    elif not told:
        told.append(wording.ADDED.in_(locale, quantity=int(added[0].quantity), title=added[0].product.title))
    return "\n".join(told)


def _counted(turn: Turn, tools: Tools, one: Meant) -> Match:
    """The match with as many as have to be, where it was not said how many of what is in view."""
    found = one.match.sure
    if found is None or one.where == SHOP or (one.counted and found.quantity >= 1):
        return one.match
    return replace(one.match, sure=replace(found, quantity=Fraction(least(turn, tools, found.product))))


@dataclass(frozen=True)
class _Change:
    """A line of the cart that is set, to 0 where it goes; without one, what there is to say of it."""

    words: str
    item: Item | None = None


def _change_of_several(turn: Turn, tools: Tools, one: Meant) -> _Change | None:
    """Take one line out, or set it; what was named to go and is not in is only not wanted."""
    found, out = one.match.sure, one.said.how == OUT
    if one.where != CART or not (found or one.match.asked):
        return None
    if found is None:  # several lines of the cart are called so, which is asked
        return None
    if not out and not one.counted:  # "jeera theek hai"
        return None
    product, quantity = found.product, found.quantity
    if one.said.how == LESS:
        there = carts_of(tools).get(turn.customer).quantities.get(product.sku, 0)
        quantity = max(Fraction(0), there - quantity)
    if out or not quantity:
        return _Change(wording.TAKEN_OUT.in_(turn.locale, title=product.title), Item(product.sku, 0))
    try:
        wanted = whole(quantity)
    except ShopError as err:
        return _Change(err.in_(turn.locale))
    so_many = as_sold(product, wanted) or wanted
    words = wording.SET.in_(turn.locale, quantity=so_many, title=product.title)
    note = told_as_sold(product, wanted, so_many, turn.locale)
    told = (note, words, _cases_of_several(one, turn.locale))
    return _Change("\n".join(filter(None, told)), Item(product.sku, so_many))


def _cases_of_several(one: Meant, locale: str) -> str:
    """What its cases come to, with its name where other things are told of beside it."""
    told = cases_meant(one, locale)
    return f"{one.match.sure.product.title}: {told}" if told and one.match.sure else ""


def _as_sold(turn: Turn, tools: Tools, put: Sequence[Candidate]) -> tuple[list[Candidate], list[str]]:
    """These in the numbers that they are sold in, and what is to be said of those that are others."""
    there = carts_of(tools).get(turn.customer).quantities
    made: list[Candidate] = []
    notes: list[str] = []
    for one in put:
        had = there.get(one.product.sku, 0)
        so_many = as_sold(one.product, int(one.quantity), had)
        made.append(replace(one, quantity=Fraction(so_many)))
        notes.append(told_as_sold(one.product, had + int(one.quantity), had + so_many, turn.locale))
    return made, [note for note in notes if note]


def _impossible(one: Meant, locale: str) -> str:
    """Why this can't be ordered, whatever it names: 0, -3, 10^9."""
    wish = one.said.words
    count = parse_wanted(one.said.amount or wish).count
    if count is None or count.denominator != 1 or (count == 0 and one.where == CART):
        return ""
    try:
        whole(count)
    except ShopError as err:
        return f"{wish}: {err.in_(locale)}"
    return ""


def add_all(turn: Turn, tools: Tools, chosen: Sequence[Candidate]) -> dict[str, str]:
    """Add these in one step; gives the refusals by SKU."""
    return _done_at_once(turn, tools, (), tuple(Item(c.product.sku, int(c.quantity)) for c in chosen))


def _done_at_once(turn: Turn, tools: Tools, sets: tuple[Item, ...], adds: tuple[Item, ...]) -> dict[str, str]:
    """Change the cart in one step, which one undo takes back; gives the refusals by SKU."""
    if not (sets or adds):
        return {}
    done = carts_of(tools).change(ChangeCart(turn.customer, sets, adds, turn.key("list")), turn.now)
    return {sku: reason.in_(turn.locale) for sku, reason in done.refused.items()}
