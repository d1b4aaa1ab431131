"""Which intents the acts of a reading are: the contract's names, which the rules lead on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]  # its stubs are not among our tools

from bot.actions.pay_words import ways_offered
from bot.actions.taking import ORDERS
from bot.dialogue.asking import asks_where, open_question
from bot.dialogue.choosing import offered_here
from bot.dialogue.fitting import fitting
from bot.dialogue.goods_meant import in_view
from bot.dialogue.open_list import open_list
from bot.dialogue.reading_here import alike, reading_of
from bot.dialogue.taps import tap_of
from bot.dialogue.turn import DECLARED, Tools, Turn
from bot.reading.filling import GOODS, PIN, PLACE
from bot.reading.parts import BETWEEN, Piece, parted
from bot.reading.reader import Reading
from bot.reading.tokens import as_written
from bot.routing.by_goods import by_goods
from chat.open_questions import Asked
from shop.checkout.taps import PlaceCart

# What says how many of a thing, and what may be said of it besides.
_COUNTS = frozenset({"update_cart", "add_to_cart"})
_NAMES = frozenset({"remove_from_cart", "order_list", "inform", "search_product"})
_QUESTIONS = ("ask_price", "compare_products", "check_stock")
_RATES = "ask_price"
_SURE = 0.7
_LOOKS = frozenset({"search_product", "browse", "check_stock", "refine_search", "remove_from_cart"})
_A_NAME = 3  # words
_HARDLY = 1e-3  # of a chance
_WHERE_IT_STANDS = 0.5  # what that weighs, beside what the words say alone
ALIASES = Path(__file__).resolve().parent.parent / "data" / "intent_aliases.yml"
_SERVED: dict[str, str] = yaml.safe_load(ALIASES.read_text(encoding="utf-8")) or {}


def served_by(act: str) -> str:
    """The intent that serves an act."""
    return act if act in DECLARED else _SERVED.get(act, "out_of_scope")


def read_message(turn: Turn, tools: Tools) -> dict[str, Any]:
    """What Rasa is told before it chooses: each intent's probability, and its wishes where it has several."""
    reading = reading_of(turn, tools)
    asked = open_question(turn, tools)

    pieces = [
        _piece(reading, start, end, acts, turn, tools)
        for (start, end), acts in zip(reading.parts, reading.part_acts, strict=True)
    ]
    answers = bool(asked and (asked.yes or asked.no)) or _one_is_offered(turn, tools)
    waits = bool(open_list(turn, tools).lines) or asked is not None
    wishes = parted(
        reading.text,
        pieces,
        asked=answers,
        waits=waits,
        orders=_orders(asked) or bool(ways_offered(turn, tools)) or _says_where(reading),
        whole=reading.acts,
    )
    wishes = wishes if asked else _without_asides(reading, wishes)
    wishes = wishes if not _protests(wishes, turn, tools) else wishes[1:]
    rates = _rates_of_a_list(reading, wishes)
    if rates or _of_one_thing(reading, wishes) or _asks_of_all(reading, wishes):
        wishes = []
    return {
        "intents": {_RATES: 1.0} if rates else _intents(by_goods(reading, reading.acts)),
        "wishes": [
            {"intent": served_by(act), "text": _written(turn, reading, words)} for act, words in wishes
        ],
    }


def _written(turn: Turn, reading: Reading, words: str) -> str:
    """Some words of a reading as they were written: an address keeps its letters."""
    said, start = turn.said or turn.text, reading.text.find(words)
    found = as_written(said, reading.text, start, start + len(words)) if start >= 0 else None
    return said[slice(*found)].strip(BETWEEN) if found else words


def _one_is_offered(turn: Turn, tools: Tools) -> bool:
    """Whether "is it this one?" was asked: a yes takes it."""
    return len([option for option in offered_here(turn, tools) if option.entities.get("sku")]) == 1


def _says_where(reading: Reading) -> bool:
    """Whether an address is in it: what stands beside it are terms of an order, too."""
    return bool(reading.said(PLACE) and reading.said(PIN))


def _orders(asked: Asked | None) -> bool:
    """Whether an order is asked about: where it shall go, or whether it is to be placed."""
    yes = asked.yes if asked else None
    return asks_where(asked) or (yes is not None and isinstance(tap_of(yes), PlaceCart))


def _piece(
    reading: Reading, start: int, end: int, there: Mapping[str, float], turn: Turn, tools: Tools
) -> Piece:
    """A part of a message: what it is by what it says alone and by what it says where it stands."""
    part = reading_of(alike(turn, reading.text[start:end].strip(BETWEEN)), tools)
    both = {
        act: max(chance, _HARDLY) ** (1 - _WHERE_IT_STANDS)
        * max(there.get(act, 0.0), _HARDLY) ** _WHERE_IT_STANDS
        for act, chance in part.acts.items()
    }
    whole = sum(both.values())
    acts = by_goods(part, {act: chance / whole for act, chance in both.items()})
    goods = frozenset(word for line in part.lines for word in line.goods.split())
    return Piece(start, end, acts, names=bool(goods), goods=goods)


def _protests(wishes: Sequence[tuple[str, str]], turn: Turn, tools: Tools) -> bool:
    """ "Shampoo? i asked about oil. show me ...": what was shown, asked back, is not wished for again."""
    act, words = wishes[0] if len(wishes) > 1 else ("", "")
    if act not in _LOOKS or not words.rstrip(" !").endswith("?") or len(words.split()) > _A_NAME:
        return False
    named = " ".join(line.goods for line in reading_of(alike(turn, words), tools).lines)
    return bool(named) and bool(fitting(named, in_view(turn, tools), tools, counted=False))


def _without_asides(reading: Reading, wishes: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """ "Fine. when does it come?": read by itself it may name goods, but not as it stands here."""
    said = [reading.text[span.start : span.end] for span in reading.spans]
    kept = [(act, words) for act, words in wishes if act != "inform" or any(one in words for one in said)]
    return kept or list(wishes)


def likeliest(turn: Turn, tools: Tools, otherwise: str = "nlu_fallback") -> tuple[str, float]:
    """The intent that these words have by themselves, and how sure it is."""
    found = read_message(turn, tools)["intents"]
    best = max(found, key=lambda name: found[name], default=otherwise)
    return best, found.get(best, 0.0)


def _of_one_thing(reading: Reading, wishes: Sequence[tuple[str, str]]) -> bool:
    """ "Vim bar itna nahi, 2 ki jagah 1": all of it says of one thing how many it shall be."""
    sure = max((reading.acts.get(act, 0.0) for act in _COUNTS), default=0.0) >= _SURE
    named = [line for line in reading.lines if line.goods or line.points]
    return sure and len(named) <= 1 and all(act in _COUNTS | _NAMES for act, _ in wishes)


def _asks_of_all(reading: Reading, wishes: Sequence[tuple[str, str]]) -> bool:
    """ "2 kg maida and 1 litre ghee, what would it cost": of all that is named; nothing is ordered."""
    asked = next((act for act in _QUESTIONS if reading.acts.get(act, 0.0) >= _SURE), "")
    asks = any(act == asked for act, _ in wishes)
    named = reading.said(GOODS)

    def only_names(act: str, words: str) -> bool:
        goods = act in _COUNTS | _NAMES | set(_QUESTIONS) and any(one in words for one in named)
        return act == asked or (goods and not ORDERS.search(words))

    return asks and all(only_names(act, words) for act, words in wishes)


def _rates_of_a_list(reading: Reading, wishes: Sequence[tuple[str, str]]) -> bool:
    """ "Need rates - maida 50 kg, butter 3 dozen": asked ahead of all goods; none of it is ordered."""
    if len(wishes) < 2 or wishes[0][0] != _RATES:
        return False
    first, named = wishes[0][1], reading.said(GOODS)
    ahead = first[: min((first.find(one) for one in named if one in first), default=0)]
    lists = all(act in _COUNTS | _NAMES and not ORDERS.search(words) for act, words in wishes[1:])
    return bool(ahead.strip()) and lists


def _intents(acts: Mapping[str, float]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for act, chance in acts.items():
        found[served_by(act)] += chance
    return dict(found)
