"""Looking at products: details, comparison, stock and price."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.actions.alerting import when_back
from bot.actions.asking_about import ask_attribute, asks_something_stated, stated_beside
from bot.actions.cases_told import case_asked, says_cases
from bot.actions.compared import MOST as SIDE_BY_SIDE
from bot.actions.compared import compared_skus
from bot.actions.faq import asked_of
from bot.actions.fit_for import fit_for, purpose_of
from bot.actions.searching import (
    Days,
    asked,
    card,
    find_for,
    known,
    lead_of,
    record_choice,
    remember_search,
    show,
    state_of,
    step_of,
    today,
    worded,
)
from bot.actions.several_kinds import alike, answer_of, kinds_named, of_several_kinds
from bot.actions.shelf import matched_all
from bot.actions.suggested import instead_of, note_looked_at
from bot.actions.which_product import which_product
from bot.dialogue.cases_said import cases_of
from bot.dialogue.reading_here import reading_of
from bot.dialogue.spoken_of import spoken_of
from bot.dialogue.turn import Answer, Tools, Turn, action, say
from bot.reading.filling import GOODS, POINTS
from bot.reading.lines import AMOUNT
from bot.words import products as words
from bot.words.asking_about import FACTS
from bot.words.comparing import compare, in_a_sentence
from chat.reply import Command, Option, Reply, choice, text
from chat.words import Words
from insight.reminders.words import ADD_ALL
from retrieval.snapshot import Where
from shop.catalogue.product import Product
from shop.finding.asking import FREE, read
from shop.finding.comparing import same_offer
from shop.finding.find import Found
from shop.finding.in_view import pieces_of, size_of
from shop.finding.matching import how_many
from shop.finding.measure import spoken_unit_price
from shop.finding.pointing import pointed
from shop.finding.remembered import COMPARED, LAST_SHOWN
from shop.finding.state import SearchState
from shop.money import Money
from shop.reading.quantity import MOST_PIECES, parse_wanted
from shop.words import ADD_TO_CART

_ASKED_STOCK = re.compile(
    r"\b(?:is|are|it|in stock|out of stock|stock|available|availability|left|how many|how much|do you have"
    r"|have|still|hai|kya|kitna|milega|mein|me|check|the|any|there|of|right|now)\b",
    re.IGNORECASE,
)
_ASKED_PRICE = re.compile(
    r"\b(?:what|whats|what's|is|are|the|price|cost|costs|rate|rates|kitne|kitna|ka|ki|ke|hai|bhav|daam|how|much"
    r"|tell|for|of|mrp|per|unit|do|does|pieces?|pcs|packets?|kya)\b",
    re.IGNORECASE,
)
_ASKED_DETAILS = re.compile(
    r"\b(?:tell|me|more|about|details?|of|the|info|information|show|what|is|describe|specs?|specification"
    r"|full|product|give|ke|baare|mein|batao|ki|ka|who|whos|who's|selling|sells?|sellers?|supplier|kaun|bech\w*"
    r"|hai|raha)\b",
    re.IGNORECASE,
)
_LOOKED_FOR = frozenset(
    {"claims", "price_max", "price_min", "sold_out"}
)  # conditions that only a search can keep
_IT = re.compile(
    r"\b(?:it|its|this|that|isk[aie]|isme|ism?ein|is me(?:in)?|isse|ye|yeh|iska|us[km][aie])\b", re.IGNORECASE
)


def meant(turn: Turn, tools: Tools, chatter: re.Pattern[str]) -> tuple[Product | None, Found | None]:
    """The product that is spoken of; or, when several could be, what was found."""
    if not reading_of(turn, tools).acts:
        return _meant_by_words(turn, tools, chatter)
    which = which_product(turn, tools)
    return which.product, which.found or (Found(which.seen) if which.seen else None)


def _meant_by_words(
    turn: Turn, tools: Tools, chatter: re.Pattern[str]
) -> tuple[Product | None, Found | None]:
    """The same where nothing reads: by what is left without the talk around it."""
    sku = turn.entity("sku")
    if sku:
        return tools.catalogue.product(str(sku)), None
    state = state_of(turn, tools)
    shown = tools.catalogue.products(state.shown)
    picked = pointed(turn.text, shown)
    if picked:
        return picked[0], None
    focus = state.focus or (state.shown[0] if len(state.shown) == 1 else "")
    if focus and _IT.search(turn.text) and not known(tools).brand_in(turn.text):
        return tools.catalogue.product(focus), None
    left = " ".join(chatter.sub(" ", turn.text).split()).strip(" ?!.,")
    named = reading_of(turn, tools).said(GOODS)
    ask = (
        asked(turn, tools)
        if named
        else read(parse_wanted(left).words if left else "", known(tools), today(turn))
    )
    if len(re.findall(r"[^\W\d_]{2,}", ask.words)) and not re.fullmatch(
        r"(?:it|this|that|these|one|iska|yeh|ye|isme|is)\W*", ask.words, re.IGNORECASE
    ):
        found = find_for(turn, tools, ask if named else read(left, known(tools), today(turn)))
        if not found.products or found.near:
            return None, found
        return (found.products[0] if len(found.products) == 1 else None), found
    page = re.fullmatch(r"sku:(.+)", turn.page)
    focus = focus or (page[1] if page else "")
    return (tools.catalogue.product(focus) if focus else None), None


def _which(turn: Turn, tools: Tools, found: Found | None, lead: Words) -> Answer:
    """Several could be meant: show them; none: ask."""
    if found is None or not found.products:
        return say(text(words.WHICH_ONE.in_(turn.locale)))
    remember_search(turn, tools, SearchState.of(found))
    words_before = lead.in_(turn.locale)
    if found.given_up or found.partly:  # what was asked for is not there, but this is
        words_before = lead_of(found, 0, turn.locale, other_brands=False)
    if {p.sku for p in found.products} == set(_compared(turn, tools)):
        words_before = in_a_sentence(found.products, Days(turn, tools), turn.locale)  # "by how much?"
    return say(Reply("cards", words_before, cards=tuple(card(p, turn.locale) for p in found.products)))


def _compared(turn: Turn, tools: Tools) -> tuple[str, ...]:
    return tools.contexts.get(turn.customer, COMPARED, turn.now) or ()


@action("product_details", title=Words("Product details", "Saman ki jankari", "सामान की जानकारी"))
def product_details(turn: Turn, tools: Tools) -> Answer:
    """All that is known of one product."""
    if turn.entity("sku"):
        note_looked_at(turn, tools, str(turn.entity("sku")))
        return detail(turn, tools, str(turn.entity("sku")))
    product, found = meant(turn, tools, _ASKED_DETAILS)
    if answered := asked_of(turn, tools, product, others=bool(found and found.products and not found.near)):
        return answered
    if product is None:
        return _which(turn, tools, found, words.WHICH_OF_THESE)
    return detail(turn, tools, product.sku)


def detail(turn: Turn, tools: Tools, sku: str) -> Answer:
    product = tools.catalogue.product(sku)
    if product is None or not product.active:
        return say(text(words.NOT_SOLD.in_(turn.locale)))
    days = Days(turn, tools)
    state = state_of(turn, tools)
    remember_search(turn, tools, state.looking_at(sku))
    record_choice(turn, tools, state, sku)
    options = [Option(ADD_TO_CART.in_(turn.locale), Command("add_to_cart", {"sku": sku}))]
    others = [p for p in _alike(tools, product) if same_offer(p, product)]
    if others:
        skus = [sku, *(p.sku for p in others[:3])]
        options.append(
            Option(words.COMPARE_SELLERS.in_(turn.locale), Command("compare_products", {"skus": skus}))
        )
    if product.stock < product.moq:
        options.append(when_back(product, turn.locale))
    options.append(Option(words.ASK_SELLER.in_(turn.locale), Command("ask_seller", {"sku": sku})))
    seller = days.names().get(product.seller, "")
    told = words.details(product, seller, days(product), turn.locale)
    shown = Reply("cards", told, cards=(card(product, turn.locale),), options=tuple(options))
    return say(shown, *_if_gone(turn, tools, product))


def _if_gone(turn: Turn, tools: Tools, product: Product) -> tuple[Reply, ...]:
    """What could stand in for it, when not even the smallest order of it is there."""
    return instead_of(turn, tools, product.sku) if product.stock < max(1, product.moq) else ()


def _alike(tools: Tools, product: Product) -> list[Product]:
    where = Where(brands=(product.brand,)) if product.brand else None
    found = tools.search.search(product.title, 12, where=where)
    return [p for p in tools.catalogue.products(found.skus) if p.active]


@action("compare_products", title=Words("Compare products", "Tulna karo", "तुलना कीजिए"))
def compare_products(turn: Turn, tools: Tools) -> Answer:
    """Products side by side, and what differs in a sentence."""
    skus = [
        str(s)
        for value in turn.entities.get("skus", ())
        for s in (value if isinstance(value, list) else [value])
    ]
    if len(skus) > 1:
        return side_by_side(turn, tools, tuple(skus))
    kinds = kinds_named(turn, tools)
    if (
        len(kinds) > 1 and not alike(kinds, tools) and not purpose_of(turn.text)
    ):  # "flour or pasta": nothing to compare
        return answer_of(turn, tools, kinds)
    named = compared_skus(turn, tools)
    step = step_of(turn, tools, state_of(turn, tools))
    if step is not None and step.kind == "compare" and len(named) < 2:
        return side_by_side(turn, tools, step.skus)
    there = [p.sku for p in spoken_of(turn, tools)]
    if len(named) == 1 and reading_of(turn, tools).said(POINTS) and len(there) < SIDE_BY_SIDE:
        named = list(dict.fromkeys((*there, *named)))  # "and maggi, is it costlier than that?"
    if len(named) > 1:
        return side_by_side(turn, tools, tuple(named))
    return _compared_here(turn, tools, there)


def _compared_here(turn: Turn, tools: Tools, there: Sequence[str]) -> Answer:
    """What is compared where no two things are named: one kind, or what is before the customer's eyes."""
    wanted = asked(turn, tools)
    if reading_of(turn, tools).said(GOODS) and worded(wanted):  # "which oil is cheapest per litre"
        return show(turn, tools, wanted)
    if 1 < len(there) <= SIDE_BY_SIDE:  # "which of them is cheaper per kilo"
        return side_by_side(turn, tools, tuple(there))
    return say(text(words.WHICH_TO_COMPARE.in_(turn.locale)))


def side_by_side(turn: Turn, tools: Tools, skus: tuple[str, ...]) -> Answer:
    products = [p for p in tools.catalogue.products(skus) if p.active]
    if len(products) < 2:
        return say(text(words.NOT_ENOUGH.in_(turn.locale)))
    for key in (LAST_SHOWN, COMPARED):
        tools.contexts.save(turn.customer, key, tuple(p.sku for p in products), turn.now)
    days = Days(turn, tools)
    table = compare(products, days.names(), days, turn.locale)
    cards = tuple(card(p, turn.locale) for p in products)
    data = {"table": {"columns": list(table.titles), "rows": [[n, *values] for n, values in table.rows]}}
    told = "\n\n".join(filter(None, (table.spoken(), fit_for(turn.text, products, turn.locale))))
    return say(Reply("cards", told, cards=cards, data=data))


@action("check_stock", title=Words("Check stock", "Stock dekho", "स्टॉक देखिए"))
def check_stock(turn: Turn, tools: Tools) -> Answer:
    """Whether it is there, and how much of it."""
    wanted = asked(turn, tools)
    if not turn.entity("sku") and set(wanted.constraints.given()) & _LOOKED_FOR:  # "anything vegan?"
        return show(turn, tools, wanted)
    product, found = meant(turn, tools, _ASKED_STOCK)
    if product is None:
        return _which(turn, tools, found, words.STOCK_NOW)
    remember_search(turn, tools, state_of(turn, tools).looking_at(product.sku))
    if not product.active:
        gone = words.NO_LONGER.in_(turn.locale, title=product.title)
        return say(text(gone), *instead_of(turn, tools, product.sku))
    back = (when_back(product, turn.locale),) if product.stock < product.moq else ()
    there = f"{product.title}: {words.stock(product, turn.locale)}."
    told = "\n".join((there, *_for_so_many(turn, tools, product)))
    shown = Reply("cards", told, cards=(card(product, turn.locale),), options=back)
    return say(shown, *_if_gone(turn, tools, product))


def _for_so_many(turn: Turn, tools: Tools, product: Product) -> list[str]:
    """ "Have you got 200?": what so many cost, where there are so many, else how many there are."""
    cased = case_asked(turn, tools, product)
    told = [cased] if cased else []
    for count in _counts(turn, tools, product):
        each = product.unit_price_at(count)
        facts = {"count": count, "each": each.spoken(), "total": (each * count).spoken()}
        if product.stock < count:
            told.append(words.ONLY_SO_MANY.in_(turn.locale, stock=product.stock))
        elif not cased:
            told.append(words.IN_ALL.in_(turn.locale, **facts))
    return told


def _price_list(turn: Turn, tools: Tools) -> Answer | None:
    """Several things with their amounts, and no order: what each costs, and what they would come to."""
    named = [line for line in reading_of(turn, tools).lines if line.goods]
    lines = [line.words for line in named]
    if len(lines) < 2 or not any(line.amounts for line in named):  # "sugar and oil rates": so much of each
        return None
    told, total, unclear = [], Money(0), []
    priced: list[str] = []
    for wish, found in zip(lines, matched_all(tools, lines, {}), strict=True):
        one = found.sure or (found.asked[0] if found.asked else None)
        if one is None or one.quantity < 1:
            unclear.append(wish)
            continue
        count = max(1, round(one.quantity))
        each = one.product.unit_price_at(count)
        total = total + each * count
        priced.append(one.product.sku)
        told.append(
            words.PRICE_OF.in_(
                turn.locale,
                count=count,
                title=one.product.title,
                each=each.spoken(),
                total=(each * count).spoken(),
            )
        )
    if not told:
        return None
    tools.contexts.save(turn.customer, LAST_SHOWN, tuple(priced), turn.now)
    told.append(words.COMES_TO.in_(turn.locale, total=total.spoken()))
    if unclear:
        told.append(words.NO_PRICE_OF.in_(turn.locale, lines="; ".join(unclear)))
    add = Option(ADD_ALL.in_(turn.locale), Command("order_list", {"text": turn.text}))
    return say(choice("\n".join(told), add))


def _counts(turn: Turn, tools: Tools, product: Product) -> list[int]:
    """The numbers of it that a price is asked for: "12 pe kya rate aur 48 pe"; a size is none."""
    reading = reading_of(turn, tools)
    amounts = [parse_wanted(amount) for amount in reading.said(AMOUNT)]
    if not reading.acts:
        amounts = [parse_wanted(turn.text)]
    counts = [how_many(product, one) for one in amounts if size_of(product) not in one.measures]
    whole = [int(count) for count in counts if count is not None and count.denominator == 1]
    return [count for count in dict.fromkeys(whole) if 1 < count <= MOST_PIECES]


def _by_the_case(
    product: Product | None, found: Found | None, tools: Tools
) -> tuple[Product | None, Found | None]:
    """The same by the case, where a case's price is asked and a case of it is sold."""
    here = [product] if product else list(found.products if found else ())
    cases = [one for one in here if pieces_of(one) > 1] or (cases_of(product, tools) if product else [])
    if not cases:
        return product, found
    return (cases[0], None) if len(cases) == 1 else (None, Found(tuple(cases)))


@action("ask_price", title=Words("Ask a price", "Rate poocho", "रेट पूछिए"))
def ask_price(turn: Turn, tools: Tools) -> Answer:
    """What it costs, and what it costs by the quantity named."""
    there = spoken_of(turn, tools)
    if asks_something_stated(turn, tools):  # "gst kitna hai isme": no price
        return ask_attribute(turn, tools)
    wanted = asked(turn, tools)
    if wanted.problem == FREE or (wanted.order and worded(wanted)):  # "the cheapest rice per kilo"
        shown = show(turn, tools, wanted)
        return replace(shown, replies=(*_of_the_one_before(turn, tools, there), *shown.replies))
    if listed := _price_list(turn, tools) or of_several_kinds(turn, tools):
        return listed
    product, found = meant(turn, tools, _ASKED_PRICE)
    of_cases = says_cases(turn)
    if of_cases:
        product, found = _by_the_case(product, found, tools)
    if product is None:
        which = _which(turn, tools, found, words.PRICES_NOW)
        beside = _of_each(turn, tools, found.products[:SIDE_BY_SIDE] if found else ())
        return replace(which, replies=(*which.replies, *beside))
    if not product.active:
        return say(text(words.NO_LONGER.in_(turn.locale, title=product.title)))
    remember_search(turn, tools, state_of(turn, tools).looking_at(product.sku))
    per = spoken_unit_price(product, turn.locale)
    lines = [f"{product.title}: {product.price.spoken()}" + (f", {per}" if per else "")]
    lines += [
        words.FROM_EACH.in_(turn.locale, count=t.from_quantity, price=t.unit_price.spoken())
        for t in product.tiers
    ]
    cased = case_asked(turn, tools, product)
    if of_cases and pieces_of(product) < 2:
        single = FACTS["single"].in_(turn.locale, title=product.title, value=product.pack)
        lines.append(cased or single)
    for count in () if cased else _counts(turn, tools, product):
        each = product.unit_price_at(count)
        total = (each * count).spoken()
        lines.append(words.IN_ALL.in_(turn.locale, count=count, each=each.spoken(), total=total))
    lines += [fact for fact in stated_beside(product, turn, tools) if fact]
    return say(Reply("cards", "\n".join(lines), cards=(card(product, turn.locale),)))


def _of_the_one_before(turn: Turn, tools: Tools, there: Sequence[Product]) -> list[Reply]:
    """ "How much for 15 of it, and is another rice cheaper?": of it so many, ahead of the others."""
    if len(there) != 1 or not _IT.search(turn.text):
        return []
    told = _for_counts(turn, tools, there[0])
    return [text("\n".join(told))] if told else []


def _of_each(turn: Turn, tools: Tools, products: Sequence[Product]) -> list[Reply]:
    """What so many of each that it may be cost, and what else is asked of them."""
    told = [line for one in products for line in _for_counts(turn, tools, one)]
    told += [fact for one in products for fact in stated_beside(one, turn, tools) if fact]
    return [text("\n".join(told))] if told else []


def _for_counts(turn: Turn, tools: Tools, product: Product) -> list[str]:
    if cased := case_asked(turn, tools, product):
        return [cased]
    told = []
    for count in _counts(turn, tools, product):
        each = product.unit_price_at(count)
        facts = {"count": count, "each": each.spoken(), "total": (each * count).spoken()}
        told.append(f"{product.title}: {words.IN_ALL.in_(turn.locale, **facts)}")
    return told
