"""What each thing that is said of goods means here.

In this order: the line of the cart that is changed, what the open question offers, a line of a list that is
still open, what is in view, goods of the shop. The same words mean another thing in each place: "25 kilo wala
do bori" is an answer where sacks of flour are offered, and "dal 8 karo" a change where dal is in the cart.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from bot.actions.shelf import in_cart, matched, matched_all, newer, pointed_at, weights
from bot.actions.suggested import shops_buying
from bot.dialogue.answering import of_the_question
from bot.dialogue.cases_said import by_the_case, with_its_cases
from bot.dialogue.choosing import offered_here
from bot.dialogue.fitting import fitting, has_all, kinds_of, named_in, names_goods
from bot.dialogue.goods_said import ADD, LESS, MORE, OUT, SET, Said, adds
from bot.dialogue.in_place import in_its_place, put_right, says_its_size_goes
from bot.dialogue.meant import CART, OFFERED_HERE, SHOP, VIEW, Meant, Table
from bot.dialogue.narrowing import so_many, the_extreme, without_refused
from bot.dialogue.of_the_plan import as_planned
from bot.dialogue.open_list import open_list
from bot.dialogue.reading_here import in_shop_words
from bot.dialogue.said_together import each_of_several, named_together, said_twice
from bot.dialogue.siblings import leans, of_its_brand, siblings
from bot.dialogue.spoken_of import spoken_of
from bot.dialogue.turn import Tools, Turn
from chat.open_questions import OFFERED, OfferedOption
from shop.catalogue.product import Product
from shop.finding.by_default import usual_one
from shop.finding.families import family_of
from shop.finding.in_view import names_in, only_points, size_of
from shop.finding.loose import says_loose
from shop.finding.matching import Candidate, Match, how_many
from shop.finding.pointing import ORDINALS
from shop.finding.remembered import LAST_SHOWN, SEARCH, TOUCHED
from shop.orders.service.orders import Orders
from shop.reading.likeness import tokens_of
from shop.reading.quantity import Wanted, parse_wanted
from shop.reading.sounds import sound

_ANSWER = 2  # lines of a message that may answer a question; more are a list of their own
_MANY = 12  # packs of what is shown, to make up an amount
_FEW = 4  # of what is shown, where it has to be asked which one


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
    said = as_planned(turn, tools, with_its_cases(said, turn.text), seen)
    table = Table(offered, options, open_list(turn, tools).lines, in_cart(turn, tools), seen)
    said = named_together([each for one in said for each in each_of_several(one, table, tools)], tools)
    found: dict[int, Meant] = {}
    for place, one in enumerate(said):
        here = _of_just_now(turn, tools, one, table) or _changed_in_cart(turn, tools, one, table)
        other = not table.offered or says_its_size_goes(one, table.cart)
        here = here or (put_right(turn, tools, one) if other else None)
        here = here or of_the_question(turn, tools, one, table, few=len(said) <= _ANSWER)
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
        match = the_extreme(without_refused(match, [in_shop_words(no, tools) for no in one.refused]), one.raw)  # noqa: PLW2901
        held = _named_in_cart(turn, tools, one, match, table) if len(said) <= _FEW else None
        match = _usual(match, one, tools)  # noqa: PLW2901
        again = _named_again(one, table.open)
        found[place] = held or Meant(one, match, SHOP, again, counted=bool(one.amount))
    cased = [by_the_case(found[place], table.cart, tools) for place in range(len(said))]
    told = [_settling(one, table.open, tools) for one in cased]
    return in_its_place(turn, tools, said_twice(told, tools))


def _usual(match: Match, said: Said, tools: Tools) -> Match:
    """What is ordered without saying which kind is the kind that most take."""
    if said.how != ADD or not said.amount:
        return match
    kinds = [c.product.sku for c in (*match.asked, *match.behind)]
    return usual_one(match, shops_buying(tools, kinds))


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


def _of_just_now(turn: Turn, tools: Tools, said: Said, table: Table) -> Meant | None:
    """ "Dhara. make it 36 bottles": of what the first half put in, not of what is asked about since."""
    bare = said.amount and not said.names and only_points(said.points)
    asked, put = (tools.contexts.saved_at(turn.customer, what) for what in (OFFERED, TOUCHED))
    if not bare or put != turn.now or asked != put:
        return None
    return _of_the_cart(turn, tools, replace(said, how=SET) if said.how == ADD else said, table)


def _changed_in_cart(turn: Turn, tools: Tools, said: Said, table: Table) -> Meant | None:
    """The line of the cart that is called so, where something is changed: "salt 20 karo", "only 6"."""
    changes = said.how in (SET, MORE, LESS) or (said.may_set and said.how == ADD and said.amount)
    if not changes or not named_in(parse_wanted(said.names), tools) or says_its_size_goes(said, table.cart):
        return None
    here = _of_the_cart(turn, tools, replace(said, how=SET if said.how == ADD else said.how), table)
    return here if here and here.match.sure else None


def _of_the_cart(turn: Turn, tools: Tools, said: Said, table: Table) -> Meant | None:
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
            sizes = parse_wanted(said.names).measures if said.amount else ()
            here = [product for product in here if not sizes or size_of(product) in sizes]
    if said.how == OUT:
        here = _of_that_size(here, parse_wanted(said.amount))
    if len(here) > 1:  # "salt": the salt, not the toothpaste with salt
        best = matched(turn, tools, parse_wanted(described).words, only=here).sure
        here = [best.product] if best else here
    if not here:
        return None
    counts = [so_many(p, said) for p in here]
    candidates = tuple(Candidate(p, n or Fraction(0), 1.0) for p, n in zip(here, counts, strict=True))
    counted = counts[0] is not None
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


def _there_already(said: Said, table: Table, tools: Tools) -> Meant | None:
    """ "... jeera theek hai": named beside other things, in the cart, and nothing said to be done with it."""
    if said.how != ADD or said.amount or not said.names:
        return None
    here = fitting(said.names, table.cart, tools, counted=True)
    return Meant(said, Match(said.words), CART, counted=False) if len(here) == 1 else None


def _named_in_cart(turn: Turn, tools: Tools, said: Said, match: Match, table: Table) -> Meant | None:
    """ "Surf 2", where one of all that are called so is in the cart: that one is meant, and so many of it."""
    wanted = parse_wanted(said.described)
    named = named_in(wanted, tools)
    vague = match.sure is None or (len(kinds_of(named, tools)) == len(named) and not wanted.measures)
    if not vague or said.how != ADD or not said.amount or adds(said.raw):
        return None
    here = fitting(said.described, table.cart, tools, counted=True)
    return _of_the_cart(turn, tools, replace(said, how=SET), table) if len(here) == 1 else None


def _of_the_view(  # noqa: PLR0911  # a case each
    turn: Turn, tools: Tools, said: Said, table: Table
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
            several = tuple(Candidate(p, so_many(p, said) or Fraction(1), 1.0) for p in here[:_FEW])
            again = _named_again(said, table.open)  # "the fortune one": of what is seen
            return Meant(said, Match(said.words, asked=several), VIEW, again)
    if product is None and said.described and not only_points(said.described):
        beside = _beside(turn, tools, said)
        if 1 < len(beside) <= _FEW:
            several = tuple(Candidate(p, so_many(p, said) or Fraction(1), 1.0) for p in beside)
            return Meant(said, Match(said.words, asked=several), VIEW, _named_again(said, table.open))
        product = beside[0] if len(beside) == 1 else None
    if product is None and (not described or only_points(described)):
        if not said.points and len(table.seen) > 1 and newer(turn, tools, LAST_SHOWN, TOUCHED):
            several = tuple(Candidate(p, so_many(p, said) or Fraction(1), 1.0) for p in table.seen[:_FEW])
            return Meant(said, Match(said.words, asked=several), VIEW)
        product = tools.catalogue.product(pointed_at(turn, tools, described) or "")
    if product is None:
        return None
    quantity = so_many(product, said)
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


def _named_again(said: Said, lines: Sequence[str]) -> tuple[str, ...]:
    """The open lines whose thing this names again, with or without more words; with fewer, to leave it."""
    named = set(map(sound, names_in(parse_wanted(said.names).words)))
    were = {line: set(map(sound, names_in(parse_wanted(line).words))) for line in lines}
    if said.how == OUT:
        return tuple(line for line in lines if named and named <= were[line])
    return tuple(line for line in lines if were[line] and were[line] <= named)
