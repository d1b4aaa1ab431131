"""What each thing that is said of goods means here.

In this order: the line of the cart that is changed, what the open question offers, a line of a list that is
still open, what is in view, goods of the shop. The same words mean another thing in each place: "25 kilo wala
do bori" is an answer where sacks of flour are offered, and "dal 8 karo" a change where dal is in the cart.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from bot.actions.shelf import in_cart, matched, matched_all, newer, pointed_at, weights
from bot.dialogue.cases_said import by_the_case
from bot.dialogue.choosing import offered_here
from bot.dialogue.fitting import by_the_piece, fitting, has_all, kinds_of, named_in, names_goods
from bot.dialogue.goods_said import ADD, LESS, MORE, OUT, SET, Said, asks_more
from bot.dialogue.in_place import in_its_place, put_right
from bot.dialogue.meant import CART, OFFERED_HERE, OPEN, SHOP, VIEW, Meant
from bot.dialogue.of_the_plan import as_planned
from bot.dialogue.open_list import open_list
from bot.dialogue.reading_here import in_shop_words, reading_of
from bot.dialogue.siblings import leans, of_its_brand, siblings
from bot.dialogue.spoken_of import spoken_of
from bot.dialogue.told_apart import told_apart
from bot.dialogue.turn import Tools, Turn
from bot.reading.refusing import words_refused
from chat.open_questions import OFFERED, OfferedOption
from shop.catalogue.product import Product
from shop.finding.families import family_of
from shop.finding.in_view import COMPARING, names_in, only_points, picked, size_of
from shop.finding.loose import says_loose
from shop.finding.matching import OFFERED as MOST_OFFERED
from shop.finding.matching import Candidate, Match, how_many
from shop.finding.pointing import ORDINALS
from shop.finding.remembered import LAST_SHOWN, SEARCH, TOUCHED
from shop.orders.service.orders import Orders
from shop.reading.likeness import tokens_of
from shop.reading.quantity import COUNTED, Wanted, parse_wanted
from shop.reading.sounds import sound

_ANSWER = 2  # lines of a message that may answer a question; more are a list of their own
_MANY = 12  # packs of what is shown, to make up an amount
_ALIKE = 0.1  # of a score; what fits less well is not chosen for its size or price
_FEW = 4  # of what is shown, where it has to be asked which one


@dataclass(frozen=True)
class _Table:
    offered: Mapping[str, OfferedOption]
    options: Sequence[Product]
    open: tuple[str, ...]
    cart: Sequence[Product]
    seen: Sequence[Product]


def waiting_products(turn: Turn, tools: Tools) -> dict[str, OfferedOption]:
    """By SKU, what the question that was asked last offers, unless something was shown since."""
    options = offered_here(turn, tools)
    if not options or newer(turn, tools, LAST_SHOWN, OFFERED):
        return {}
    found = {str(o.entities["sku"]): o for o in options if o.entities.get("sku")}
    return found if {o.intent for o in found.values()} <= {"add_to_cart", "update_cart"} else {}


def meant_here(turn: Turn, tools: Tools, said: Sequence[Said]) -> list[Meant]:
    """What each of them means, each found where it is nearest."""
    offered = waiting_products(turn, tools)
    options = _active(tools, list(offered))
    seen = options or in_view(turn, tools)
    said = as_planned(turn, tools, said, seen)
    table = _Table(offered, options, open_list(turn, tools).lines, in_cart(turn, tools), seen)
    found: dict[int, Meant] = {}
    for place, one in enumerate(said):
        here = _of_just_now(turn, tools, one, table) or _changed_in_cart(turn, tools, one, table)
        here = here or (None if table.offered else put_right(turn, tools, one))
        here = here or _of_the_question(turn, tools, one, table, few=len(said) <= _ANSWER)
        if here is not None:  # each question and each open line is answered once
            still = tuple(line for line in table.open if line not in here.settles)
            table = replace(table, offered={} if here.where == OFFERED_HERE else table.offered, open=still)
        if len(said) > 1:
            here = here or _there_already(one, table, tools)
        here = here or _of_the_cart(turn, tools, one, table) or _of_the_view(turn, tools, one, table)
        if here is not None:
            found[place] = here
    left = [place for place in range(len(said)) if place not in found]
    usual = Orders(tools.db).bought_lately(turn.customer) if left else {}
    there = spoken_of(turn, tools) if left else []
    brands = [of_its_brand(said[place].raw, there) for place in left]
    wishes = [f"{brand} {said[place].words}".strip() for brand, place in zip(brands, left, strict=True)]
    loose = [says_loose(said[place].raw) and not says_loose(said[place].words) for place in left]
    wishes = [f"loose {wish}" if khula else wish for wish, khula in zip(wishes, loose, strict=True)]
    matches = matched_all(tools, wishes, usual) if left else []
    for place, match in zip(left, matches, strict=True):
        one = said[place]
        match = _extreme(_without(match, [in_shop_words(no, tools) for no in one.refused]), one.raw)  # noqa: PLW2901
        found[place] = Meant(one, match, SHOP, _named_again(one, table.open), counted=bool(one.amount))
    cased = [by_the_case(found[place], table.cart, tools) for place in range(len(said))]
    told = [_settling(one, table.open, tools) for one in cased]
    return in_its_place(turn, tools, _said_twice(told, tools))


def _said_twice(meant: Sequence[Meant], tools: Tools) -> list[Meant]:
    """ "Oil 3 bottles, fortune sunflower 1 L": the kind and then the thing are one thing."""
    kept: list[Meant] = []
    for one in meant:
        before = kept[-1] if kept else None
        product = one.match.sure.product if one.match.sure and one.said.how == ADD else None
        vague = before is not None and before.where == SHOP and before.match.sure is None
        if before is None or product is None or not vague or before.said.how not in (ADD, OUT):
            kept.append(one)
            continue
        named = named_in(parse_wanted(before.said.names), tools)
        same = bool(named) and has_all(product, named, tools, strict=True)
        amount = parse_wanted(one.said.amount)
        counted = bool(one.said.amount) and (
            amount.count is not None or size_of(product) not in amount.measures
        )
        if not same or (before.said.amount and counted):
            kept.append(one)
        elif before.said.amount and one.match.sure:
            so_many = _quantity(product, before.said) or one.match.sure.quantity
            kept[-1] = replace(one, match=replace(one.match, sure=replace(one.match.sure, quantity=so_many)))
        else:
            kept[-1] = one
    return kept


def _settling(meant: Meant, lines: Sequence[str], tools: Tools) -> Meant:
    """Also the open lines that what was found is: the milk was put in, so "doodh 10" is settled."""
    product = meant.match.sure.product if meant.match.sure and meant.said.how != OUT else None
    if product is None:
        return meant
    wanted = {line: named_in(parse_wanted(line), tools) for line in lines}
    also = [
        line
        for line, named in wanted.items()
        if named and has_all(product, named, tools) and _has_its_size(product, parse_wanted(line))
    ]
    return replace(meant, settles=tuple(dict.fromkeys((*meant.settles, *also))))


def _has_its_size(product: Product, wanted: Wanted) -> bool:
    return wanted.count is None or not wanted.measures or size_of(product) in wanted.measures


def in_view(turn: Turn, tools: Tools) -> list[Product]:
    """The products that were shown or offered last."""
    shown = tools.contexts.get(turn.customer, LAST_SHOWN, turn.now) or ()
    skus = list(waiting_products(turn, tools)) or list(dict.fromkeys(shown))
    return _active(tools, skus)


def _active(tools: Tools, skus: Sequence[str]) -> list[Product]:
    return [p for p in tools.catalogue.products(skus) if p.active] if skus else []


def _of_just_now(turn: Turn, tools: Tools, said: Said, table: _Table) -> Meant | None:
    """ "Dhara. make it 36 bottles": of what the first half put in, not of what is asked about since."""
    bare = said.amount and not said.names and only_points(said.points)
    asked, put = (tools.contexts.saved_at(turn.customer, what) for what in (OFFERED, TOUCHED))
    if not bare or put != turn.now or asked != put:
        return None
    return _of_the_cart(turn, tools, replace(said, how=SET) if said.how == ADD else said, table)


def _changed_in_cart(turn: Turn, tools: Tools, said: Said, table: _Table) -> Meant | None:
    """The line of the cart that is called so, where something is changed: "salt 20 karo", "only 6"."""
    changes = said.how in (SET, MORE, LESS) or (said.may_set and said.how == ADD and said.amount)
    if not changes or not named_in(parse_wanted(said.names), tools):
        return None
    here = _of_the_cart(turn, tools, replace(said, how=SET if said.how == ADD else said.how), table)
    return here if here and here.match.sure else None


def _of_the_question(turn: Turn, tools: Tools, said: Said, table: _Table, *, few: bool) -> Meant | None:
    """An answer to "which one?", as one of those offered or with more words for the same thing."""
    if said.how == OUT or asks_more(reading_of(turn, tools).acts):
        return None
    options = table.options if table.offered else ()
    said = _number_of_name(said, options)
    asked_for = said.described
    here = fitting(asked_for, options, tools, counted=bool(said.amount), exact=True) if asked_for else []
    if few and (len(here) != 1 or words_refused(said.raw)):
        here = _told_apart(said, options, tools) or here
    if len(here) == 1:
        option = table.offered[here[0].sku]
        offered = Fraction(int(option.entities.get("quantity") or 1))
        quantity = _quantity(here[0], said) or offered
        line = str(option.entities.get("line") or "")
        settles = (line,) if line in table.open else ()
        return Meant(said, Match(said.words, sure=Candidate(here[0], quantity, 1.0)), OFFERED_HERE, settles)
    if not table.open:
        return None
    named = named_in(parse_wanted(said.described), tools)
    shared = {
        line: len(kinds_of(named, tools) & set(named_in(parse_wanted(line), tools))) for line in table.open
    }
    for line in sorted(table.open, key=lambda one: -shared[one]):
        first = line == table.open[0] and few
        if (first or shared[line]) and (
            met := _with_more_words(turn, tools, said, line, shares=shared[line] > 0)
        ):
            return met
    return None


def _told_apart(said: Said, options: Sequence[Product], tools: Tools) -> list[Product]:
    """Those that have what is said and the others have not, unless other goods are named."""
    named = [t for t in named_in(parse_wanted(said.names), tools) if weights(tools).knows(t)]
    may_be = [p for p in options if has_all(p, named, tools)]
    found = told_apart(in_shop_words(said.raw or said.words, tools), may_be, said.refused)
    return by_the_piece(found, parse_wanted(f"{said.amount} {said.names}"))


def _number_of_name(said: Said, options: Sequence[Product]) -> Said:
    """ "1509 steam": a number that some of those offered have in their names is no count; "24 pcs" is one."""
    if not said.amount.isdecimal():
        return said
    digits = set(re.findall(r"\d+", said.amount))
    having = [p for p in options if digits and digits <= set(tokens_of(p.title))]
    if not 0 < len(having) < len(options):
        return said
    return replace(said, names=f"{said.amount} {said.names}".strip(), amount="")


def _with_more_words(turn: Turn, tools: Tools, said: Said, line: str, *, shares: bool) -> Meant | None:
    """ "70 gram wali" or "kissan, 6" where ketchup was asked about: the open line, told more of."""
    before, new = parse_wanted(line), parse_wanted(f"{said.amount} {said.described}")
    named, were = named_in(new, tools), named_in(before, tools)
    if not (named or new.measures or new.count):
        return None
    shares = shares or not named
    more = " ".join(t for t in named if t not in were)
    ways = [_told(new, before, f"{more} {before.words}")]
    if new.count is not None and before.count is None and not new.measures:
        ways.append(
            _told(new, replace(before, measures=()), f"{more} {before.words}")
        )  # "5 kilo", now "5 packet"
    told, match = max(
        ((way, _without(matched(turn, tools, way), said.refused)) for way in ways),
        key=lambda one: _best(one[1])[0],
    )
    best = _best(match)[1]
    sized = best is not None and (not new.measures or _comes_to(best, new, counted=before.count is not None))
    match = _extreme(_as_much(match, before, new), said.raw)
    if (
        best is not None
        and sized
        and has_all(best.product, named if shares else [*named, *were], tools, strict=not shares)
    ):
        return Meant(said, replace(match, text=told), OPEN, (line,))
    if shares and named:  # named anew: another brand of it than was said before
        told = _told(new, replace(before, measures=()), new.words)
        alone = _without(matched(turn, tools, told), said.refused)
        if alone.sure or alone.asked:
            return Meant(said, replace(alone, text=told), OPEN, (line,))
    return None


def _as_much(match: Match, before: Wanted, new: Wanted) -> Match:
    """ "Fortune 1 kg" where 20 kg were wanted: twenty of them."""
    if new.count is not None or before.count is not None or not (new.measures and before.measures):
        return match

    def counted(found: Candidate) -> Candidate:
        so_many = how_many(found.product, before)
        return replace(found, quantity=so_many) if so_many and so_many.denominator == 1 else found

    sure = counted(match.sure) if match.sure else None
    return Match(match.text, sure, tuple(map(counted, match.asked)), match.behind)


def _best(match: Match) -> tuple[float, Candidate | None]:
    best = match.sure or max(match.asked, key=lambda one: one.score, default=None)
    return (best.score if best else 0.0), best


def _told(new: Wanted, before: Wanted, names: str) -> str:
    """The line as it is wanted now: what was said anew goes before what was said at first."""
    counted = new if new.count is not None else before
    count = "" if counted.count is None else f"{float(counted.count):g} {counted.unit}"
    words = " ".join(w for w in names.split() if w not in COUNTED)
    sizes = (new.measures or before.measures)[-1:]
    return " ".join(" ".join((count, words, *map(str, sizes))).split())


def _comes_to(found: Candidate, wanted: Wanted, *, counted: bool) -> bool:
    """Whether it comes in the size that was said, or makes it up: "10 kilo" of what comes by five."""
    pack = size_of(found.product)
    if counted or wanted.count is not None:
        return pack in wanted.measures
    so_many = how_many(found.product, replace(wanted, count=None, unit="")) or Fraction(0)
    return pack in wanted.measures or (so_many > 1 and so_many.denominator == 1)


def _of_the_cart(turn: Turn, tools: Tools, said: Said, table: _Table) -> Meant | None:
    """A line of the cart, where one is to be changed or taken out."""
    if said.how == ADD or not table.cart:
        return None
    if said.how == OUT and table.open[:1] and table.open[0] in _named_again(said, table.open[:1]):
        return None  # what was just asked about is left, before what is in the cart goes
    described = said.described if said.how == OUT else _described(said, table.cart)
    if not described or (only_points(described) and not ORDINALS.keys() & set(described.split())):
        last = tools.contexts.get(turn.customer, TOUCHED, turn.now)
        here = [p for p in table.cart if p.sku == last] or list(table.cart if len(table.cart) == 1 else ())
    else:
        here = fitting(described, table.cart, tools, counted=bool(said.amount))
        if not here and (found := matched(turn, tools, parse_wanted(described).words, only=table.cart)):
            best = found.sure or (found.asked[0] if len(found.asked) == 1 else None)
            named = names_in(parse_wanted(described).words)
            here = [best.product] if best and has_all(best.product, named, tools) else []
    if said.how == OUT:
        here = _of_that_size(here, parse_wanted(said.amount))
    if len(here) > 1:  # "salt": the salt, not the toothpaste with salt
        best = matched(turn, tools, parse_wanted(described).words, only=here).sure
        here = [best.product] if best else here
    if not here:
        return None
    so_many = [_quantity(p, said) for p in here]
    candidates = tuple(Candidate(p, n or Fraction(0), 1.0) for p, n in zip(here, so_many, strict=True))
    counted = so_many[0] is not None
    settles = _named_again(said, table.open)
    if len(candidates) > 1:
        return Meant(said, Match(said.words, asked=candidates), CART, settles, counted)
    return Meant(said, Match(said.words, sure=candidates[0]), CART, settles, counted)


def _of_that_size(here: Sequence[Product], wanted: Wanted) -> list[Product]:
    """ "Take out the 25 kg rice": what has that size; else what makes it up."""
    if not wanted.measures:
        return list(here)
    sized = [p for p in here if size_of(p) in wanted.measures]
    return sized or [p for p in here if (n := how_many(p, wanted)) and n >= 1 and n.denominator == 1]


def _there_already(said: Said, table: _Table, tools: Tools) -> Meant | None:
    """ "... jeera theek hai": named beside other things, in the cart, and nothing said to be done with it."""
    if said.how != ADD or said.amount or not said.names:
        return None
    here = fitting(said.names, table.cart, tools, counted=True)
    return Meant(said, Match(said.words), CART, counted=False) if len(here) == 1 else None


def _of_the_view(  # noqa: PLR0911  # a case each
    turn: Turn, tools: Tools, said: Said, table: _Table
) -> Meant | None:
    """What is before the customer's eyes, pointed at or named as only one of it is called."""
    if said.how == OUT:
        return None
    described = _described(said, table.seen)
    product: Product | None = None
    if described and table.seen:
        here = fitting(described, table.seen, tools, counted=bool(said.amount), exact=True)
        wanted = parse_wanted(described)
        known_word = any(weights(tools).knows(t) for t in names_in(wanted.words))
        tells = said.points or known_word or wanted.measures
        product = (
            here[0] if len(here) == 1 and tells and not _called_otherwise(here[0], wanted, tools) else None
        )
        if len(here) > 1 and tells:
            here = _searched_for(here, turn, tools)
            product = here[0] if len(here) == 1 else None
        if len(here) > 1 and tells and not kinds_of(named_in(wanted, tools), tools):
            several = tuple(Candidate(p, _quantity(p, said) or Fraction(1), 1.0) for p in here[:_FEW])
            return Meant(said, Match(said.words, asked=several), VIEW)  # "the fortune one": of what is seen
    if product is None and said.described and not only_points(said.described):
        beside = _beside(turn, tools, said)
        if 1 < len(beside) <= _FEW:
            several = tuple(Candidate(p, _quantity(p, said) or Fraction(1), 1.0) for p in beside)
            return Meant(said, Match(said.words, asked=several), VIEW)
        product = beside[0] if len(beside) == 1 else None
    if product is None and (not described or only_points(described)):
        if not said.points and len(table.seen) > 1 and newer(turn, tools, LAST_SHOWN, TOUCHED):
            several = tuple(Candidate(p, _quantity(p, said) or Fraction(1), 1.0) for p in table.seen[:_FEW])
            return Meant(said, Match(said.words, asked=several), VIEW)
        product = tools.catalogue.product(pointed_at(turn, tools, described) or "")
    if product is None:
        return None
    quantity = _quantity(product, said)
    if quantity and quantity > _MANY and parse_wanted(said.amount).measures:
        return None  # "5 L ghee" where the small jars are shown: the shop may have a large one
    found = Candidate(product, quantity or Fraction(0), 1.0)
    return Meant(
        said, Match(said.words, sure=found), VIEW, _named_again(said, table.open), quantity is not None
    )


def _searched_for(here: Sequence[Product], turn: Turn, tools: Tools) -> list[Product]:
    """Those of these that were searched for by name: of "natural" and "medicated" the one asked for."""
    state = tools.contexts.get(turn.customer, SEARCH, turn.now)
    names = names_in(in_shop_words(state.ask.words, tools)) if state else []
    return [p for p in here if names and has_all(p, names, tools, strict=True)] or list(here)


def _beside(turn: Turn, tools: Tools, said: Said) -> list[Product]:
    """What stands beside the product that is spoken of, where these words name no thing by themselves."""
    if not leans(said.described, tools):
        return []
    there = spoken_of(turn, tools)
    if not there or len({family_of(p) for p in there}) > 2:
        return []
    return siblings(said.described, said.raw, there, tools)


def _called_otherwise(product: Product, wanted: Wanted, tools: Tools) -> bool:
    """Whether that is only a by-name of it, and other goods are called so: ghee, of vanaspati."""
    own = set(tokens_of(f"{product.full_name} {product.brand} {product.subcategory}"))
    return any(t not in own and weights(tools).named(t) for t in names_in(wanted.words))


def _described(said: Said, products: Sequence[Product]) -> str:
    """What says which of these it is; a size alone that none of them has says how much."""
    wanted = parse_wanted(said.described)
    size_alone = wanted.measures and not said.amount and not names_goods(wanted.words)
    if size_alone and not any(size_of(p) in wanted.measures for p in products):
        return said.points
    return said.described


def _quantity(product: Product, said: Said) -> Fraction | None:
    if said.amount:
        amount = parse_wanted(said.amount)
        if (
            amount.count is None and size_of(product) in amount.measures
        ):  # "fortune 1 kg": which, not how many
            return None
        return how_many(product, amount)
    wanted = parse_wanted(said.names)
    if wanted.measures and size_of(product) not in wanted.measures:
        return how_many(product, replace(wanted, count=None, unit=""))  # "dal 5 kilo" of what comes by one
    return None


def _named_again(said: Said, lines: Sequence[str]) -> tuple[str, ...]:
    """The open lines whose thing this names again, with or without more words; with fewer, to leave it."""
    named = set(map(sound, names_in(parse_wanted(said.names).words)))
    were = {line: set(map(sound, names_in(parse_wanted(line).words))) for line in lines}
    if said.how == OUT:
        return tuple(line for line in lines if named and named <= were[line])
    return tuple(line for line in lines if were[line] and were[line] <= named)


def _extreme(match: Match, raw: str) -> Match:
    """ "Koi bhi chalega, sasta wala": the cheapest of those that may be meant, the smallest, the biggest."""
    if match.sure or not match.asked:
        return match
    says = " ".join(word for word in re.findall(r"\w+", raw.lower()) if word in COMPARING)
    nearest_ones = [c for c in match.asked if c.score >= match.asked[0].score - _ALIKE]
    here = picked(says, [c.product for c in nearest_ones]) if says else []
    chosen = next((c for c in match.asked if [c.product] == here), None)
    return Match(match.text, sure=chosen) if chosen else match


def _without(match: Match, refused: Sequence[str]) -> Match:
    """The match without what must not be: "5 kilo wala nahi"."""
    if not refused:
        return match

    def is_it(product: Product) -> bool:
        for words in refused:
            wanted = parse_wanted(words)
            named = names_in(wanted.words)
            sized = not wanted.measures or size_of(product) in wanted.measures
            own = set(tokens_of(" ".join((product.full_name, *product.aliases))))
            if (named or wanted.measures) and sized and all(t in own for t in named):
                return True
        return False

    left = tuple(c for c in (*match.asked, *match.behind) if not is_it(c.product))
    sure = match.sure if match.sure and not is_it(match.sure.product) else None
    return Match(match.text, sure, left[:MOST_OFFERED])
