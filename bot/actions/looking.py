"""Looking at products: details, comparison, stock and price."""

import re

from bot.actions.searching import Days, card, find_for, keep, known, record_choice, state_of, step_of, today
from bot.actions.suggested import instead_of, note_looked_at
from bot.actions.turn import Answer, Tools, Turn, action, say
from chat.reply import Command, Option, Reply, text
from retrieval.snapshot import Where
from shop.catalogue import Product
from shop.discovery.asking import read
from shop.discovery.comparing import compare, details, same_offer, stock_line
from shop.discovery.finding import Found
from shop.discovery.measure import spoken_unit_price
from shop.discovery.refining import pointed
from shop.discovery.state import SearchState
from shop.quantity import parse_wanted

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
    r"|full|product|give|ke|baare|mein|batao|ki|ka)\b",
    re.IGNORECASE,
)


def meant(turn: Turn, tools: Tools, chatter: re.Pattern[str]) -> tuple[Product | None, Found | None]:
    """The product that is spoken of; or, when several could be, what was found."""
    sku = turn.entity("sku")
    if sku:
        return tools.catalogue.product(str(sku)), None
    state = state_of(turn, tools)
    shown = tools.catalogue.products(state.shown)
    picked = pointed(turn.text, shown)
    if picked:
        return picked[0], None
    left = " ".join(chatter.sub(" ", turn.text).split()).strip(" ?!.,")
    ask = read(parse_wanted(left).words if left else "", known(tools), today(turn))
    if len(re.findall(r"[^\W\d_]{2,}", ask.words)) and not re.fullmatch(
        r"(?:it|this|that|these|one|iska|yeh|ye|isme|is)\W*", ask.words, re.IGNORECASE
    ):
        found = find_for(turn, tools, read(left, known(tools), today(turn)))
        if not found.products or found.near:
            return None, found
        return (found.products[0] if len(found.products) == 1 else None), found
    focus = state.focus or (state.shown[0] if len(state.shown) == 1 else "")
    page = re.fullmatch(r"sku:(.+)", turn.page)
    focus = focus or (page[1] if page else "")
    return (tools.catalogue.product(focus) if focus else None), None


def _which(turn: Turn, tools: Tools, found: Found | None, lead: str) -> Answer:
    """Several could be meant: show them; none: ask."""
    if found is None or not found.products:
        return say(text("Which product do you mean? Type its name and I will look it up."))
    keep(turn, tools, SearchState.of(found))
    return say(Reply("cards", lead, cards=tuple(card(p) for p in found.products)))


@action("product_details")
def product_details(turn: Turn, tools: Tools) -> Answer:
    """All that is known of one product."""
    if turn.entity("sku"):
        note_looked_at(turn, tools, str(turn.entity("sku")))
        return detail(turn, tools, str(turn.entity("sku")))
    product, found = meant(turn, tools, _ASKED_DETAILS)
    if product is None:
        return _which(turn, tools, found, "Which of these do you mean?")
    return detail(turn, tools, product.sku)


def detail(turn: Turn, tools: Tools, sku: str) -> Answer:
    product = tools.catalogue.product(sku)
    if product is None or not product.active:
        return say(
            text("That product is no longer sold here. Tell me what you need and I will look for another.")
        )
    days = Days(turn, tools)
    state = state_of(turn, tools)
    keep(turn, tools, state.looking_at(sku))
    if sku in state.shown:
        record_choice(turn, tools, state, sku)
    options = [Option("Add to cart", Command("add_to_cart", {"sku": sku}))]
    others = [p for p in _alike(tools, product) if same_offer(p, product)]
    if others:
        skus = [sku, *(p.sku for p in others[:3])]
        options.append(Option("Compare sellers", Command("compare_products", {"skus": skus})))
    options.append(Option("Ask the seller", Command("ask_seller", {"sku": sku})))
    words = details(product, days.names().get(product.seller, ""), days(product))
    shown = Reply("cards", words, cards=(card(product),), options=tuple(options))
    return say(shown, *_if_gone(turn, tools, product))


def _if_gone(turn: Turn, tools: Tools, product: Product) -> tuple[Reply, ...]:
    """What could stand in for it, when not even the smallest order of it is there."""
    return instead_of(turn, tools, product.sku) if product.stock < max(1, product.moq) else ()


def _alike(tools: Tools, product: Product) -> list[Product]:
    where = Where(brands=(product.brand,)) if product.brand else None
    found = tools.search.search(product.title, 12, where=where)
    return [p for p in tools.catalogue.products(found.skus) if p.active]


@action("compare_products")
def compare_products(turn: Turn, tools: Tools) -> Answer:
    """Products side by side, and what differs in a sentence."""
    skus = [
        str(s)
        for value in turn.entities.get("skus", ())
        for s in (value if isinstance(value, list) else [value])
    ]
    if len(skus) > 1:
        return side_by_side(turn, tools, tuple(skus))
    state = state_of(turn, tools)
    names = re.split(r"\b(?:and|vs\.?|versus|with|or|aur)\b", re.sub(r"(?i)\bcompare\b", " ", turn.text))
    tops = [_top(turn, tools, name) for name in names if len(re.findall(r"[^\W\d_]{3,}", name))]
    named = list(dict.fromkeys(sku for sku in tops if sku))
    step = step_of(turn, tools, state)
    if step is not None and step.kind == "compare" and not (len(named) > 1 and len(names) > 1):
        return side_by_side(turn, tools, step.skus)
    if len(named) > 1:
        return side_by_side(turn, tools, tuple(named))
    return say(
        text("Which products shall I compare? Say, for example: compare Tata Salt and Aashirvaad Salt.")
    )


def _top(turn: Turn, tools: Tools, name: str) -> str:
    found = find_for(turn, tools, read(name, known(tools), today(turn)))
    return found.products[0].sku if found.products and not found.near else ""


def side_by_side(turn: Turn, tools: Tools, skus: tuple[str, ...]) -> Answer:
    products = [p for p in tools.catalogue.products(skus) if p.active]
    if len(products) < 2:
        return say(text("Not enough of these are still sold here to compare them."))
    days = Days(turn, tools)
    table = compare(products, days.names(), days)
    cards = tuple(card(p) for p in products)
    data = {"table": {"columns": list(table.titles), "rows": [[n, *values] for n, values in table.rows]}}
    return say(Reply("cards", table.spoken(), cards=cards, data=data))


@action("check_stock")
def check_stock(turn: Turn, tools: Tools) -> Answer:
    """Whether it is there, and how much of it."""
    product, found = meant(turn, tools, _ASKED_STOCK)
    if product is None:
        return _which(turn, tools, found, "Here is what we have of it now:")
    keep(turn, tools, state_of(turn, tools).looking_at(product.sku))
    if not product.active:
        return say(text(f"{product.title} is no longer sold here."), *instead_of(turn, tools, product.sku))
    shown = Reply("cards", f"{product.title}: {stock_line(product)}.", cards=(card(product),))
    return say(shown, *_if_gone(turn, tools, product))


@action("ask_price")
def ask_price(turn: Turn, tools: Tools) -> Answer:
    """What it costs, and what it costs by the quantity named."""
    product, found = meant(turn, tools, _ASKED_PRICE)
    if product is None:
        return _which(turn, tools, found, "These are today's prices:")
    if not product.active:
        return say(text(f"{product.title} is no longer sold here."))
    keep(turn, tools, state_of(turn, tools).looking_at(product.sku))
    per = spoken_unit_price(product)
    lines = [f"{product.title}: {product.price.spoken()}" + (f", {per}" if per else "")]
    lines += [f"From {t.from_quantity}: {t.unit_price.spoken()} each" for t in product.tiers]
    count = parse_wanted(turn.text).count
    if count is not None and count.denominator == 1 and 1 < count <= 100_000:
        each = product.unit_price_at(int(count))
        lines.append(f"{int(count)} of them: {each.spoken()} each, {(each * int(count)).spoken()} in all")
    return say(Reply("cards", "\n".join(lines), cards=(card(product),)))
