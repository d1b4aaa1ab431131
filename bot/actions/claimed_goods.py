"""Which goods of an order a claim is of, and how many: as the words say, also in answer to "which is it?"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from bot.actions.claims_made import claims_of
from bot.actions.order_lines import EVERY, called_here, named_plainly, said_in
from bot.actions.which_order import mine_of
from bot.dialogue.asking import open_question
from bot.dialogue.claim_said import count_said, numbers_said
from bot.dialogue.reading_here import reading_of
from bot.dialogue.taps import tap_of
from bot.dialogue.turn import Tools, Turn
from bot.reading.refusing import words_refused
from bot.words import claiming as words
from chat.reply import Command
from shop.claims.claim import MOST_WORDS
from shop.claims.taps import ClaimGoods, items_as_text, items_in
from shop.orders.order import Order
from shop.reading.sounds import sound

# What is wanted for it.
_MONEY = frozenset(map(sound, ("refund", "money", "paisa", "paise", "cash", "rupees", "amount")))
_CREDIT = frozenset(map(sound, ("credit", "wallet")))
_NO = frozenset(map(sound, ("no", "not")))
_ANEW = frozenset(map(sound, ("replacement", "replace", "new", "naya", "naye", "again", "dobara", "resend")))


def items_said(turn: Turn, tools: Tools, order: Order, said: str) -> dict[str, int]:
    """The goods of the order that the words name, with their counts; 0 where none is said.

    More than were bought may be said: that is for `no_more_than_came`.
    """
    said = said.replace(order.id, " ")
    there = _bought(order)
    named = {sku: n for sku, n in said_in(_saying(turn, said), tools, order).items() if sku in there}
    if not named and len(there) == 1:
        named = dict.fromkeys(there)
    part = count_said(said) if len(named) == 1 else None
    numbers = numbers_said(said) if len(named) == 1 else []
    all_said = bool(EVERY & set(said.lower().replace(",", " ").split()))
    found: dict[str, int] = {}
    for sku, count in named.items():
        counted = _pieces(count)
        if all_said and counted > there[sku]:  # "the tea, all 5, and the soap"
            counted = there[sku]
        if part is not None:
            found[sku] = part
        elif counted:
            found[sku] = counted
        elif len(numbers) == 1:
            found[sku] = numbers[0]
        else:
            found[sku] = there[sku] if there[sku] == 1 or all_said else 0
    return found


def no_more_than_came(
    turn: Turn, tools: Tools, order: Order, items: Mapping[str, int]
) -> tuple[dict[str, int], str]:
    """The goods with no count above what can still be claimed, and what is said of those that had one."""
    left, there = claims_of(tools).left(order), _bought(order)
    titles = {line.sku: line.title for line in order.lines}
    fewer = {sku: left[sku] for sku, count in items.items() if count > left.get(sku, 0) > 0}
    told = [
        (words.CAME_ONLY if count == there[sku] else words.LEFT_ONLY).in_(
            turn.locale, order=order.id, title=titles[sku], count=count
        )
        for sku, count in fewer.items()
    ]
    return {**items, **fewer}, " ".join(told)


def goods_answered(turn: Turn, tools: Tools) -> ClaimGoods | None:
    """The claim with what these words say of it, where it was asked which goods it is or what is wanted."""
    asked = open_question(turn, tools)
    taps = [tap_of(Command(o.intent, o.entities)) for o in asked.options] if asked else []
    offered = [tap for tap in taps if isinstance(tap, ClaimGoods) and tap.order]
    if asked is None or asked.answer or not offered or "?" in turn.text:  # asked how many, or for words
        return None
    given = replace(offered[0], method="", wish="")
    order = next((one for one in mine_of(turn, tools) if one.id == given.order), None)
    if order is None:
        return None
    wished = _wished(turn, offered)
    if not _named_of(turn, tools, order):
        return wished
    items = items_said(turn, tools, order, turn.text)
    before = numbers_said(given.said.replace(order.id, " "))
    if list(items.values()) == [0] and len(before) == 1:  # "2 leaked", and now which
        items = dict.fromkeys(items, before[0])
    said = f"{given.said}\n{turn.text}"[:MOST_WORDS]
    same = wished is not None and items_in(wished.items) == items
    return wished if same else replace(given, items=items_as_text(items), said=said) if items else None


def _wished(turn: Turn, offered: Sequence[ClaimGoods]) -> ClaimGoods | None:
    """ "The money, no new ones": the offered way that is wanted; None where it may be two."""
    said = [sound(word.strip(".,!")) for word in turn.text.lower().split()]
    no = {sound(word) for word in words_refused(turn.text)}
    no |= {word for before, word in pairwise(said) if before in _NO}
    heard = set(said) - no
    money, anew = bool(heard & _MONEY), bool(heard & _ANEW)
    ways = {tap.wish: tap for tap in offered if tap.wish}
    refunds = [tap for tap in offered if tap.wish == "refund"]
    if money and not anew and refunds:  # the way it was paid comes first
        others = [tap for tap in refunds if tap.method != refunds[0].method]
        return others[0] if others and heard & _CREDIT else refunds[0]
    return ways.get("replacement") if anew and not money else None


def _named_of(turn: Turn, tools: Tools, order: Order) -> bool:
    """Whether goods of this order are named, and no other goods of the shop."""
    there = list(tools.catalogue.products([line.sku for line in order.lines]))
    lines = reading_of(turn, tools).lines
    goods = [line.goods for line in lines if line.goods and not set(line.goods.split()) <= EVERY]
    named = [called_here(name, there, tools) or named_plainly(name, there, tools) for name in goods]
    return bool(named) and all(named)


def _bought(order: Order) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in order.lines:
        found[line.sku] = found.get(line.sku, 0) + line.quantity
    return found


def _pieces(count: Fraction | None) -> int:
    """A count as pieces; 0 where it is none, or a part of one, which is asked about."""
    return int(count) if count is not None and count.denominator == 1 and count > 0 else 0


def _saying(turn: Turn, said: str) -> Turn:
    return replace(turn, text=said, said=said)
