"""What the actions of finding share: searching with conditions, showing a page, remembering where one is."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.actions.read_off import read_off
from bot.actions.turn import Answer, Tools, Turn, say
from bot.words import finding as words
from chat.reply import Card, Command, Option, Reply, choice, text
from retrieval.engine import SearchResult
from retrieval.snapshot import Where
from shop.catalogue import Product, Seller
from shop.delivery import Area, ways
from shop.discovery.asking import Ask
from shop.discovery.constraints import Constraints
from shop.discovery.finding import Found, find
from shop.discovery.known import Known
from shop.discovery.measure import spoken_unit_price
from shop.discovery.refining import Step, refine
from shop.discovery.state import SearchState
from shop.discovery.telling import given_up_sentence
from shop.money import Money
from storage.delivering import USUAL_DAYS
from storage.people import address_of
from storage.search_events import Searched, SearchEvents

SHOWN = 5
REMEMBERED = timedelta(hours=12)
INDIA = ZoneInfo("Asia/Kolkata")


def known(tools: Tools) -> Known:
    """Brands, categories and sellers; read again when the index has changed."""
    return read_off(tools, "known", lambda documents: Known.of(documents, tools.catalogue.sellers()))


def card(product: Product) -> Card:
    """A product as every channel shows it, with what the store says now."""
    parts = [product.pack if product.pack and product.pack not in product.title else ""]
    parts.append(spoken_unit_price(product))
    parts.append(f"min {product.moq}" if product.moq > 1 else "")
    sku = {"sku": product.sku}
    return Card(
        sku=product.sku,
        title=product.title,
        subtitle=", ".join(p for p in parts if p),
        price=product.price.spoken(),
        image=product.image,
        in_stock=product.stock >= max(product.moq, 1),
        options=(
            Option("Details", Command("product_details", sku)),
            Option("Add to cart", Command("add_to_cart", sku)),
        ),
    )


def state_of(turn: Turn, tools: Tools) -> SearchState:
    """Where this customer is in a search, whatever channel it was on."""
    return SearchState.read(tools.contexts.get(turn.customer, "search", within=REMEMBERED, now=turn.now))


def keep(turn: Turn, tools: Tools, state: SearchState) -> None:
    """Remember it; what was shown also for whoever adds "the second one" to a cart."""
    tools.contexts.put(turn.customer, "search", state.plain(), turn.now)
    tools.contexts.put(turn.customer, "shown", [state.focus] if state.focus else list(state.shown), turn.now)


def today(turn: Turn) -> date:
    return turn.now.astimezone(INDIA).date()


class Days:
    """How many days until a product is at the customer's door: as checking out would offer it.

    Usually by the way that is taken when none is chosen; `soonest` by the fastest that brings it.
    """

    def __init__(self, turn: Turn, tools: Tools, *, soonest: bool = False) -> None:
        self._sellers: dict[str, Seller] = {s.id: s for s in tools.catalogue.sellers()}
        with tools.db.read() as tx:
            self._postcode = address_of(tx, turn.customer).get("postcode", "") or Area().postcode
        self._now, self._today, self._soonest = turn.now, today(turn), soonest
        self._found: dict[int, int] = {}  # by the days that a seller takes

    def __call__(self, product: Product) -> int:
        seller = self._sellers.get(product.seller)
        takes = seller.dispatch_days if seller else USUAL_DAYS
        if takes not in self._found:
            nothing = Money(0, product.price.currency)
            brought = [w for w in ways(self._postcode, nothing, self._now, None, [takes]) if w.id != "pickup"]
            comes = min(w.comes for w in brought) if self._soonest else brought[0].comes
            self._found[takes] = (comes - self._today).days
        return self._found[takes]

    def names(self) -> dict[str, str]:
        return {s.id: s.name for s in self._sellers.values()}


def _propose(tools: Tools, asked: str, depth: int, kept: Constraints) -> SearchResult:
    where = Where(
        brands=kept.brands,
        categories=kept.categories,
        sellers=kept.sellers,
        not_brands=kept.not_brands,
        not_categories=kept.not_categories,
        not_sellers=kept.not_sellers,
    )
    return tools.search.search(asked, depth, where=where)


def find_for(turn: Turn, tools: Tools, ask: Ask, offset: int = 0) -> Found:
    return find(
        ask,
        lambda asked, depth, kept: _propose(tools, asked, depth, kept),
        tools.catalogue,
        today(turn),
        Days(turn, tools, soonest=True),
        SHOWN,
        offset,
    )


def show(turn: Turn, tools: Tools, ask: Ask, offset: int = 0) -> Answer:
    """Search, show, remember."""
    if ask.problem:
        return say(text(ask.problem))
    found = find_for(turn, tools, ask, offset)
    if not found.products:
        return _nothing(turn, tools, ask, offset)
    keep(turn, tools, SearchState.of(found, offset))
    _record_page(turn, tools, found, offset)
    return say(
        Reply(
            "cards",
            _lead(found, offset, turn.locale),
            cards=tuple(card(p) for p in found.products),
            options=(Option(words.SHOW_MORE.in_(turn.locale), Command("show_more")),) if found.more else (),
        )
    )


def _record_page(turn: Turn, tools: Tools, found: Found, offset: int) -> None:
    """What was shown for which words, in which order."""
    asked = {"order": found.asked.order, "corrected": found.corrected, "given_up": list(found.given_up)}
    asked["conditions"] = found.asked.constraints.given()
    skus = [p.sku for p in found.products]
    page = Searched(
        turn.key("search"), turn.customer, turn.channel, found.asked.words, skus, offset, asked=asked
    )
    SearchEvents(tools.db).record(page, turn.now)


def record_choice(turn: Turn, tools: Tools, state: SearchState, sku: str) -> None:
    chosen = Searched(
        turn.key("choice"), turn.customer, turn.channel, state.ask.words, state.shown, state.offset, sku
    )
    SearchEvents(tools.db).record(chosen, turn.now)


def _lead(found: Found, offset: int, locale: str) -> str:
    said: list[str] = []
    if found.corrected and not offset:
        said.append(words.LOOKED_FOR.in_(locale).format(words=found.corrected))
    if found.given_up:
        said.append(given_up_sentence(found.given_up, found.asked.constraints))
    if found.near:
        said.append(words.NEAREST.in_(locale))
    elif offset:
        said.append(words.MORE.in_(locale))
    elif found.per:
        said.append(words.CHEAPEST.in_(locale).format(per=found.per))
    elif not said:
        said.append(words.FOUND.in_(locale))
    return " ".join(said)


def _nothing(turn: Turn, tools: Tools, ask: Ask, offset: int) -> Answer:
    if offset:
        return say(text(words.NO_MORE.in_(turn.locale)))
    said = words.NOTHING_FITS if ask.constraints.given() else words.NOTHING
    return say(choice(said.in_(turn.locale), *categories(tools)))


def categories(tools: Tools) -> tuple[Option, ...]:
    """The largest categories to tap."""
    names = [name for name, _ in tools.catalogue.categories()[:8]]
    return tuple(Option(name, Command("search_product", {"category": name})) for name in names)


def step_of(turn: Turn, tools: Tools, state: SearchState) -> Step | None:
    shown = tools.catalogue.products(state.shown)
    return refine(turn.text, state, known(tools), shown, today(turn), SHOWN)
