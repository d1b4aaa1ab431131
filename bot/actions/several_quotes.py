"""A better price on several goods at once: shown together, and asked of each seller after one yes."""

from collections.abc import Sequence

from bot.actions.quote_terms import wish_terms, with_terms
from bot.actions.shelf import carts_of, matched
from bot.dialogue.confirming import ask, never_mind
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.reading.filling import PRICE
from bot.routing.plain_words import QUOTED, Quoted
from bot.words import bargaining as words
from chat.reply import Command, Option, text
from shop.cart.pricing import Rules, nearest
from shop.cart.requests import AskQuote
from shop.cart.service.quotes import Quotes
from shop.catalogue.product import Product
from shop.finding.matching import how_many
from shop.reading.quantity import parse_wanted

_MOST = 6  # goods of one wish


def quote_for_several(turn: Turn, tools: Tools) -> Answer | None:
    """ "Quote for 36 butter 500g every week and 10 bags maida 50 kg"; None where it is of one thing."""
    reading = reading_of(turn, tools)
    lines = [line for line in reading.lines if line.goods and line.amounts]
    if turn.entities or len(lines) < 2 or len(lines) > _MOST or reading.said(PRICE):
        return None
    wished: dict[str, tuple[Product, int]] = {}
    for line in lines:
        found = matched(turn, tools, line.words)
        best = found.sure or (found.asked[0] if found.asked else None)
        wanted = parse_wanted(line.amounts[0])
        said = how_many(best.product, wanted) if best and (wanted.unit or wanted.measures) else wanted.count
        counts = _counts(best.product, int(said), carts_of(tools).rules) if best and said else []
        if best is None or not counts:
            return None
        quantity = int(said) if said in counts else counts[-1]
        wished[best.product.sku] = (best.product, quantity)
    if len(wished) < 2:
        return None
    goods = [[product.sku, quantity] for product, quantity in wished.values()]
    first, quantity = next(iter(wished.values()))
    tools.contexts.save(turn.customer, QUOTED, Quoted(first.sku, quantity), turn.now)
    terms = wish_terms(turn, tools)
    question = words.SHALL_I_ALL.in_(turn.locale, goods=_listed(list(wished.values()), turn.locale))
    question += "\n" + words.WITH_TERMS.in_(turn.locale, terms=terms) if terms else ""
    meant = {"text": "yes", "goods": goods} | ({"terms": terms} if terms else {})
    yes = Option(words.YES_ASK.in_(turn.locale), Command("request_quote", meant))
    return ask(turn, tools, question, yes, never_mind("request_quote"))


def all_sent(turn: Turn, tools: Tools) -> Answer:
    """What was shown and agreed to goes to each seller."""
    given = turn.entity("goods")
    terms = with_terms(str(turn.entity("terms") or ""), wish_terms(turn, tools))
    told: list[str] = []
    for sku, quantity in given if isinstance(given, list) else []:
        product = tools.catalogue.product(str(sku))
        if (
            product is None
            or not product.active
            or int(quantity) not in _counts(product, int(quantity), carts_of(tools).rules)
        ):
            continue
        key = turn.key(f"quote-{product.sku}")
        wish = AskQuote(turn.customer, turn.conversation, product.sku, int(quantity), None, key, terms)
        number = Quotes(tools.db).ask(wish, turn.now)
        tools.contexts.save(
            turn.customer, QUOTED, Quoted(product.sku, int(quantity), number=number, terms=terms), turn.now
        )
        facts = {"quantity": f"{int(quantity):,}", "title": product.full_name, "number": number}
        usual = product.unit_price_at(int(quantity)).spoken()
        told.append(
            words.ASKED.in_(turn.locale, hoped=words.ANY_PRICE.in_(turn.locale), usual=usual, **facts)
        )
    told += [words.WITH_TERMS.in_(turn.locale, terms=terms)] if told and terms else []
    return say(text("\n".join(told) or words.NOBODY_ASKED.in_(turn.locale)))


def _counts(product: Product, quantity: int, rules: Rules) -> list[int]:
    """The numbers next to this one that the cart takes."""
    near = nearest(product, min(quantity, rules.most_pieces))
    return [count for count in near if count and count <= rules.most_pieces]


def _listed(wished: Sequence[tuple[Product, int]], locale: str) -> str:
    """Each of the goods with its number and its price by the list."""
    return "\n".join(
        words.ONE_OF_ALL.in_(
            locale,
            quantity=f"{quantity:,}",
            title=product.full_name,
            usual=product.unit_price_at(quantity).spoken(),
        )
        for product, quantity in wished
    )
