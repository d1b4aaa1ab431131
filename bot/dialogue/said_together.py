"""One thing that was said in two pieces, and several that were said as one."""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.fitting import fitting, has_all, kinds_of, named_in
from bot.dialogue.goods_said import ADD, OUT, Said
from bot.dialogue.meant import SHOP, Meant, Table
from bot.dialogue.narrowing import so_many
from bot.dialogue.siblings import leans
from bot.dialogue.turn import Tools
from shop.finding.in_view import COMPARING, size_of
from shop.reading.likeness import tokens_of
from shop.reading.quantity import parse_wanted

_LOOKED_AT = 12  # products among which one is looked for that is called both


def named_together(said: Sequence[Said], tools: Tools) -> list[Said]:
    """ "Toor dal, fortune 1 kg will do, 3 cases": a kind, and then which one of it, are one thing."""
    kept: list[Said] = []
    for one in said:
        if kept and _says_which(kept[-1], one, tools):
            kept[-1] = _both(kept[-1], one)
        else:
            kept.append(one)
    return kept


def _says_which(before: Said, one: Said, tools: Tools) -> bool:
    """Whether this only says which one of what was named before it: its brand and size, or the cheapest."""
    if before.how != ADD or one.how != ADD or (before.amount and one.amount) or one.points:
        return False
    named, were = (named_in(parse_wanted(each.names), tools) for each in (one, before))
    if not named or not were:
        return False
    if set(named) <= set(were):  # "1 case colgate, whichever colgate is the cheapest"
        return bool(COMPARING & set(one.raw.lower().split()))
    first_leans, then_leans = leans(before.names, tools), leans(one.names, tools)
    sized = bool(before.points or parse_wanted(before.names).measures)
    if first_leans == then_leans or (first_leans and sized):  # "tiger" "biscuit 24" as well
        return False
    skus = tools.search.search(f"{' '.join(named)} {' '.join(were)}", _LOOKED_AT).skus
    return any(has_all(p, [*named, *were], tools, strict=True) for p in tools.catalogue.products(skus))


def _both(before: Said, one: Said) -> Said:
    named = (
        before.names if set(one.names.split()) <= set(before.names.split()) else f"{one.names} {before.names}"
    )
    amount = one.amount or before.amount
    return replace(
        before,
        words=f"{amount} {named}".strip(),
        names=named,
        amount=amount,
        refused=(*before.refused, *one.refused),
        raw=f"{before.raw} {one.raw}",
    )


def each_of_several(said: Said, table: Table, tools: Tools) -> list[Said]:
    """ "Forget milk ghee sugar": each of what waits, or is in the cart, that is named among others."""
    named = named_in(parse_wanted(said.names), tools) if said.how == OUT and not said.amount else []
    branded = kinds_of(named, tools) != set(named)  # "not the lifebuoy neem" is one thing
    if len(named) < 2 or branded or fitting(said.names, table.cart, tools, counted=True):
        return [said]
    there = [set(named_in(parse_wanted(line), tools)) for line in table.open]
    there += [set(tokens_of(f"{product.full_name} {product.subcategory}")) for product in table.cart]
    if any(set(named) <= words for words in there):
        return [said]
    each = dict.fromkeys(word for word in named if any(word in words for words in there))
    return [replace(said, words=word, names=word) for word in each] or [said]


def said_twice(meant: Sequence[Meant], tools: Tools) -> list[Meant]:
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
            count = so_many(product, before.said) or one.match.sure.quantity
            kept[-1] = replace(one, match=replace(one.match, sure=replace(one.match.sure, quantity=count)))
        else:
            kept[-1] = one
    return kept
