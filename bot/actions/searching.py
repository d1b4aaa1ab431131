"""What the actions of finding share: searching with conditions, showing a page, remembering where one is."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.actions.shelf import weights
from bot.actions.stated_free import claims_of, of_anything, states_all, unstated
from bot.actions.suggested import shops_buying
from bot.components.wording import glossed
from bot.dialogue.catalogue_cache import read_off
from bot.dialogue.reading_here import in_shop_words, reading_of, shop_words
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.reading.filling import GOODS, QUALITY
from bot.reading.talk_words import talk_words
from bot.words import finding as words
from bot.words import products as of
from bot.words.cases import CASES_STATED
from bot.words.claims import claim_in
from chat.payloads import command_of
from chat.reply import Card, Command, Option, Reply, choice, text
from insight.searching.searched import Searched
from insight.searching.service import SearchEvents
from people.service.customers import delivery_address
from retrieval.engine import SearchResult
from retrieval.snapshot import Where
from retrieval.words import STOP
from shop.catalogue.product import Product, Seller
from shop.delivery.offers import USUAL_DAYS
from shop.delivery.service import Delivery
from shop.delivery.ways import PICKUP
from shop.finding.asking import BIG, SMALL, Ask, read
from shop.finding.claims import claimed
from shop.finding.constraints import Constraints, broken
from shop.finding.find import Found, find
from shop.finding.in_view import RELATIVE
from shop.finding.known import Known, folded
from shop.finding.loose import says_loose, without_loose
from shop.finding.matching import CASES
from shop.finding.measure import is_case, spoken_unit_price
from shop.finding.refining import Step, refine
from shop.finding.remembered import LAST_SHOWN, SEARCH
from shop.finding.selling import what_sells_first
from shop.finding.state import SearchState
from shop.finding.stated_case import stated_case
from shop.money import Money
from shop.reading.likeness import tokens_of
from shop.reading.quantity import parse_wanted
from shop.reading.sounds import sound
from shop.replies import product_card
from shop.sellers.taps import AskSellers
from shop.words import ADD_TO_CART, DETAILS

SHOWN = 5
_LOOKED_THROUGH = 480  # products, for those that state a thing
_HYPHENED = re.compile(r"-\w+")
_FEW_WORDS = 3  # name a thing; more put a need
# Around words that put a need and are no name of goods.
_NEEDS = re.compile(r"\b(?:for|against|ke liye|ke lie|k liye|something|kuch)\b", re.IGNORECASE)
_SIZES = frozenset({"pack", "or_packs", "pack_min", "pack_max"})
_SAID_OFTEN = 8  # patterns that have a word which names nothing
_MANY_WORDS = 4  # of a need; fewer are searched for as they are


def known(tools: Tools) -> Known:
    """Brands, categories and sellers; read again when the index has changed."""
    return read_off(tools, "known", lambda documents: Known.of(documents, tools.catalogue.sellers()))


def card(product: Product, locale: str) -> Card:
    """Draw a product that was found."""
    parts = [spoken_unit_price(product, locale)]
    parts.append(of.SMALLEST.in_(locale, moq=product.moq) if product.moq > 1 else "")
    sku = {"sku": product.sku}
    return product_card(
        product,
        product.full_name,
        ", ".join(p for p in parts if p),
        Option(DETAILS.in_(locale), Command("product_details", sku)),
        Option(ADD_TO_CART.in_(locale), Command("add_to_cart", sku)),
    )


def state_of(turn: Turn, tools: Tools) -> SearchState:
    """Where this customer is in a search, whatever channel it was on."""
    return tools.contexts.get(turn.customer, SEARCH, turn.now) or SearchState()


def remember_search(turn: Turn, tools: Tools, state: SearchState) -> None:
    """Remember where they are in a search; what was shown, also for an added "second one"."""
    tools.contexts.save(turn.customer, SEARCH, state, turn.now)
    shown = (state.focus,) if state.focus else state.shown
    tools.contexts.save(turn.customer, LAST_SHOWN, shown, turn.now)


def today(turn: Turn) -> date:
    """The day that it is in the shop: turns are told in its own time."""
    return turn.now.date()


def asked(turn: Turn, tools: Tools) -> Ask:
    """What is looked for: the conditions that the words put, and those of the words that name goods."""
    ask = _words_asked(turn, tools)
    if not ask.extent:
        return ask
    left = [word for word in ask.words.split() if word.lower() not in SMALL | BIG]
    before = state_of(turn, tools)
    if before.shown and not telling(" ".join(left), tools) and not ask.constraints.given():
        return replace(before.ask, extent=ask.extent)  # "sabse chhota wala", of what was shown
    return replace(ask, words=" ".join(left))


def _words_asked(turn: Turn, tools: Tools) -> Ask:
    ask = read(turn.text, known(tools), today(turn))
    reading = reading_of(turn, tools)
    goods = in_shop_words(" ".join(reading.said(GOODS)), tools).split()
    if goods and says_loose(turn.text):
        wanted = replace(ask.constraints, loose=True)
        ask = replace(ask, words=without_loose(ask.words), constraints=wanted)
    if ask.constraints.sold_out and not [w for w in telling(ask.words, tools) if w not in STOP]:
        everything = tuple(name for name, _ in tools.catalogue.categories())
        return replace(ask, words="", constraints=replace(ask.constraints, categories=everything))
    if claims := claims_of(ask.constraints):
        named = [w for w in telling(in_shop_words(ask.words, tools), tools) if w not in STOP]
        ask = ask if named else of_anything(ask, claims)
        if not ask.words:
            return ask
    ask = replace(ask, constraints=_refusing(ask.constraints, reading.refused, goods, tools))
    if not any(telling(in_shop_words(words, tools), tools) for words in reading.said(GOODS)):
        words_said = _needed(ask.words, tools)
        named_so = _is_a_name(turn.text, words_said)
        return replace(ask, named=named_so, words=words_said) if reading.acts else ask
    wanted = ask.constraints
    out = (*reading.refused, *wanted.without, *wanted.not_brands, *wanted.not_categories)
    refused = {w for words in out for w in folded(words).split()}
    spans = [written(reading.text, s.start, s.end) for s in reading.spans if s.kind in (GOODS, QUALITY)]
    named = [words for words in spans if not words.endswith((" free", " less"))]
    left = [w for words in named for w in claimed(words)[0].split() if w not in refused]
    if not left:
        return replace(ask, words=in_shop_words(ask.words, tools))
    meant = in_shop_words(ask.words, tools)  # "chhote bachche ke liye sabun" says for whom, beside what
    needs = [w for w in telling(meant, tools) if w not in ask.words.split() and w not in refused]
    told = in_shop_words(without_loose(" ".join(left)) or " ".join(left), tools)
    named_so = _is_a_name(turn.text, told)
    return replace(ask, named=named_so, words=" ".join((*(w for w in needs if w not in told.split()), told)))


def written(text: str, start: int, end: int) -> str:
    """The words that were read, with what a hyphen joins to them: "7-up"."""
    joined = _HYPHENED.match(text, end)
    return text[start : joined.end() if joined else end]


def _refusing(wanted: Constraints, refused: Sequence[str], goods: Sequence[str], tools: Tools) -> Constraints:
    """What is not wanted, as this shop calls it: "lehsun wala nahi" is without garlic."""
    for said in refused:
        brands = tuple(known(tools).brand_in(said))
        if brands:
            wanted = replace(wanted, not_brands=tuple(dict.fromkeys((*wanted.not_brands, *brands))))
            continue
        named = [word for word in in_shop_words(said, tools).split() if telling(word, tools)]
        named = [word for word in named if word not in goods] or named  # "refined oil, no palm oil"
        if named and not parse_wanted(said).measures:
            wanted = replace(wanted, without=tuple(dict.fromkeys((*wanted.without, named[-1]))))
    return wanted


def telling(words: str, tools: Tools) -> list[str]:
    """Those of these words that name goods of this shop, their kinds or what they are good for."""
    sold = shop_words(tools)
    return [
        word
        for word in re.findall(r"[^\W_]+", words)
        if len(word) > 1
        and any(sound(one) in sold for one in (word, word.removesuffix("s"), word.removesuffix("es")))
    ]


def _is_a_name(said: str, goods: str) -> bool:
    """Whether these words name a thing: neither a need, nor one of what was shown ("the lemon one")."""
    return _NEEDS.search(said) is None and not RELATIVE & set(goods.lower().split())


def _needed(words: str, tools: Tools) -> str:
    """A need put in many words, by those of them that the shop knows: "cockroaches all over my kitchen"."""
    said = in_shop_words(words, tools)
    told = [word for word in telling(said, tools) if word not in STOP]
    nouns = {word for word in told if any(weights(tools).is_noun(token) for token in tokens_of(word))}
    content = [word for word in said.split() if word not in STOP]
    if all(word not in nouns and _is_talk(word) for word in content):
        return ""  # "kon kon si company": nothing but talk is no search
    thing = any(weights(tools).is_noun(token) for token in tokens_of(" ".join(told)))
    enough = len(said.split()) >= _MANY_WORDS and (thing or 2 * len(told) >= len(content))
    return " ".join(told) if enough and told else said


def _is_talk(word: str) -> bool:
    """Whether people say this around goods of all kinds: never put right into goods, never looked for."""
    return talk_words()[word.lower()] >= _SAID_OFTEN


def looks_for_some(turn: Turn, tools: Tools) -> bool:
    """Whether it is said what the goods may cost, and not how many: "80 ke andar kuch do" looks for some."""
    if any(line.amounts for line in reading_of(turn, tools).lines if _counted(line.amounts)):
        return False
    return bool({"price_min", "price_max"} & set(asked(turn, tools).constraints.given()))


def _counted(amounts: Sequence[str]) -> bool:
    return any(parse_wanted(amount).count is not None for amount in amounts)


class Days:
    """How many days until a product is at the customer's door, as checking out would offer it; None: unknown.

    Usually by the way that is taken when none is chosen; `soonest` by the fastest that brings it.
    """

    def __init__(self, turn: Turn, tools: Tools, *, soonest: bool = False) -> None:
        self._sellers: dict[str, Seller] = {s.id: s for s in tools.catalogue.sellers()}
        self._ways = Delivery(tools.db).ways()
        said = delivery_address(tools.db, turn.customer).get("postcode", "")
        self._postcode = said or self._ways.usual_postcode()
        self._now, self._today, self._soonest = turn.now, today(turn), soonest
        self._found: dict[int, int | None] = {}  # by the days that a seller takes

    def __call__(self, product: Product) -> int | None:
        seller = self._sellers.get(product.seller)
        takes = seller.dispatch_days if seller else USUAL_DAYS
        if takes not in self._found:
            nothing = Money(0, product.price.currency)
            found = self._ways.to(self._postcode, nothing, self._now, [takes])
            brought = [w.comes for w in found if w.id != PICKUP and w.comes]
            comes = min(brought, default=None) if self._soonest else next(iter(brought), None)
            self._found[takes] = (comes - self._today).days if comes else None
        return self._found[takes]

    def names(self) -> dict[str, str]:
        return {s.id: s.name for s in self._sellers.values()}


def _propose(tools: Tools, ask: Ask, depth: int, kept: Constraints) -> SearchResult:
    where = Where(
        brands=kept.brands,
        categories=kept.categories,
        sellers=kept.sellers,
        not_brands=kept.not_brands,
        not_categories=kept.not_categories,
        not_sellers=kept.not_sellers,
    )
    found = tools.search.search(ask.words, depth, where=where, as_typed=ask.as_typed)
    kinds = read_off(tools, "kinds", lambda documents: {d.sku: d.subcategory for d in documents})
    hits = what_sells_first(
        found.hits, found.corrected or ask.words, kinds, lambda skus: shops_buying(tools, skus)
    )
    return replace(found, hits=hits)


def find_for(turn: Turn, tools: Tools, ask: Ask, offset: int = 0, limit: int = SHOWN) -> Found:
    """The products that keep all that is asked for, by what the store says now."""
    return find(
        ask,
        lambda said, depth, kept: _propose(tools, replace(ask, words=said), depth, kept),
        tools.catalogue,
        today(turn),
        Days(turn, tools, soonest=True),
        limit,
        offset,
    )


def show(turn: Turn, tools: Tools, ask: Ask, offset: int = 0, lead: str = "") -> Answer:
    """Search, show, remember; what is said before it comes first."""
    locale = turn.locale
    if ask.problem:
        return say(text(words.told(ask.problem, ask, locale)))
    named = [word for word in ask.words.split() if word.lower() not in CASES]
    ask, no_brand = _without_unknown_brand(turn, tools, replace(ask, words=" ".join(named)))
    lead = words.NO_BRAND.in_(locale, brand=no_brand) if no_brand else lead
    if no_brand and not worded(ask):
        return say(choice(lead + " " + words.LOOK_FOR.in_(locale), *categories(tools)))
    claims = claims_of(ask.constraints)
    found = find_for(turn, tools, ask, offset) if ask.words or not claims else stating(turn, tools, ask)
    if claims and found.near:
        found = Found(asked=ask)  # what is only near by its name is no answer to who must not eat it
    if claims and not found.products:
        none = words.NONE_STATES.in_(
            locale, claims=words.brands([claim_in(locale, c) for c in claims], locale)
        )
        return say(choice(f"{lead} {none}".strip(), _wish(turn), *categories(tools)))
    if not found.products:
        return _nothing(turn, tools, ask, offset, lead)
    if CASES & set(re.findall(r"\w+", turn.text.lower())) and not (offset or found.near):
        found, by_the_piece = _cases_of(found, turn, tools)
        lead = f"{lead} {_by_the_piece(found, locale)}".strip() if by_the_piece else lead
    remember_search(turn, tools, SearchState.of(found, offset))
    _record_page(turn, tools, found, offset)
    options = [Option(words.SHOW_MORE.in_(locale), Command("show_more"))] if found.more else []
    if found.corrected and not offset:
        as_typed = Command("search_product", {"as_typed": ask.words})
        options.append(Option(words.AS_TYPED.in_(locale), as_typed))
    if (found.near or found.partly) and not offset:
        options.append(_wish(turn))
    lead = f"{lead} {unstated(found, locale)}".strip()
    return say(
        Reply(
            "cards",
            f"{lead} {lead_of(found, offset, locale, other_brands=bool(no_brand))}".strip(),
            cards=tuple(card(p, locale) for p in found.products),
            options=tuple(options),
        )
    )


def stating(turn: Turn, tools: Tools, ask: Ask) -> Found:
    """Whatever can be eaten and says of itself that it is so."""
    days, day = Days(turn, tools), today(turn)
    skus = tools.search.search(
        " ".join(claim_in("en", c) for c in ask.constraints.claims), _LOOKED_THROUGH
    ).skus
    there = [p for p in tools.catalogue.products(skus) if p.active and states_all(p, ask.constraints)]
    kept = [p for p in there if not broken(p, ask.constraints, day, days)]
    return Found(tuple(kept[:SHOWN]), asked=ask)


def _cases_of(found: Found, turn: Turn, tools: Tools) -> tuple[Found, bool]:
    """What of it is sold by the case; all of it, and true, where nothing is."""
    there = find_for(turn, tools, found.asked, limit=_LOOKED_THROUGH).products
    cases = tuple(p for p in there if is_case(p))
    if not cases:
        return found, True
    return replace(found, products=cases[:SHOWN], more=len(cases) > SHOWN), False


def _by_the_piece(found: Found, locale: str) -> str:
    """That none of it is sold by the case, with what a case of each holds where that is stated."""
    stated = [f"{p.title} {holds}" for p in found.products if (holds := stated_case(p))]
    return CASES_STATED.in_(locale, cases=", ".join(stated)) if stated else words.NO_CASE.in_(locale)


def worded(ask: Ask) -> bool:
    """Whether there is something to look for."""
    return len(re.sub(r"\W", "", ask.words)) > 1 or bool(ask.constraints.given())


def _without_unknown_brand(turn: Turn, tools: Tools, ask: Ask) -> tuple[Ask, str]:
    """A word next to "brand" that the shop knows neither as a brand nor as anything else is left out."""
    for word in ask.brands_said:
        if glossed(word.lower()) != word.lower():  # Hindi for something
            continue
        meant = tools.search.understood(word)
        brand = known(tools).brand_in(" ".join(meant.words)) if meant.changed else []
        if brand:
            wanted = replace(ask.constraints, brands=(known(tools).brands[brand[0]],))
            return replace(ask, constraints=wanted), ""
        if meant.unknown:
            rest = " ".join(w for w in ask.words.split() if w != word)
            if re.search(r"[^\W\d_]{3,}", rest):
                return replace(ask, words=rest), word.title()
            before = state_of(turn, tools).ask  # "any xyz brand?" of what was looked for
            return replace(before, constraints=before.constraints.joined(ask.constraints)), word.title()
    return ask, ""


def _wish(turn: Turn) -> Option:
    """What is not on the shelf may be found by a seller."""
    return Option(words.ASK_SELLERS.in_(turn.locale), command_of(AskSellers(turn.text)))


def _record_page(turn: Turn, tools: Tools, found: Found, offset: int) -> None:
    """What was shown for which words, in which order."""
    asked = {"order": found.asked.order, "corrected": found.corrected, "given_up": list(found.given_up)}
    asked["conditions"] = found.asked.constraints.given()
    skus = [p.sku for p in found.products]
    page = Searched(
        turn.key("search"), turn.customer, turn.channel, found.asked.words, skus, offset, asked=asked
    )
    SearchEvents(tools.db).record(page, turn.now)


def record_choice(turn: Turn, tools: Tools, state: SearchState, sku: str, how: str = "looked") -> None:
    """What was picked from the page that was shown last: looked at, or "taken" into the cart."""
    if sku not in state.shown:
        return
    page, asked = (state.shown, state.offset), {"order": state.ask.order, "how": how}
    chosen = Searched(
        turn.key("choice"), turn.customer, turn.channel, state.ask.words, *page, sku, asked=asked
    )
    SearchEvents(tools.db).record(chosen, turn.now)


def lead_of(found: Found, offset: int, locale: str, *, other_brands: bool) -> str:
    said: list[str] = []
    wanted = found.asked.constraints
    if found.corrected and not offset:
        said.append(words.SHOWING.in_(locale, words=found.corrected))
    if wanted.pack and set(found.given_up) <= _SIZES and found.given_up and not found.near:
        packs = dict.fromkeys(p.pack for p in found.products if p.pack)
        sold = ", ".join(packs)
        return words.NO_SUCH_PACK.in_(locale, pack=wanted.pack.spoken(), packs=sold)
    if found.given_up:
        said.append(words.given_up(found.given_up, wanted, locale))
    if found.partly and not offset:
        said.append(words.NOT_SOLD.in_(locale, words=found.asked.words))
    elif found.near:
        said.append(words.NEAREST.in_(locale))
    elif offset:
        said.append(words.MORE.in_(locale))
    elif other_brands and (names := list(dict.fromkeys(p.brand for p in found.products if p.brand))[:3]):
        said.append(words.OTHER_BRANDS.in_(locale, brands=words.brands(names, locale)))
    elif found.asked.turned and not found.given_up:
        low, high = Money(wanted.price_min or 0).spoken(), Money(wanted.price_max or 0).spoken()
        said.append(words.TURNED.in_(locale, low=low, high=high))
    elif found.per:
        said.append(words.CHEAPEST.in_(locale, per=found.per))
    elif not said:
        said.append(words.FOUND.in_(locale))
    return " ".join(said)


def _nothing(turn: Turn, tools: Tools, ask: Ask, offset: int, lead: str) -> Answer:
    if offset:
        return say(text(words.NO_MORE.in_(turn.locale)))
    named = ask.named and ask.words and len(ask.words.split()) <= _FEW_WORDS
    said = words.NONE_OF_IT if named else words.NOTHING_FITS if ask.constraints.given() else words.NOTHING
    told = said.in_(turn.locale, words=ask.words)
    return say(choice(f"{lead} {told}".strip(), _wish(turn), *categories(tools)))


def categories(tools: Tools) -> tuple[Option, ...]:
    """The largest categories to tap."""
    names = [name for name, _ in tools.catalogue.categories()[:8]]
    return tuple(Option(name, Command("search_product", {"category": name})) for name in names)


def step_of(turn: Turn, tools: Tools, state: SearchState) -> Step | None:
    shown = tools.catalogue.products(state.shown)
    return refine(turn.text, state, known(tools), shown, today(turn))
