"""Reads a turn's words with what is on the table of its conversation, and with what this shop sells."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from bot.components.devanagari import latin
from bot.dialogue.asking import asks_where, open_question
from bot.dialogue.catalogue_cache import read_off
from bot.dialogue.open_list import open_list
from bot.dialogue.spoken_of import came_to_page
from bot.dialogue.turn import Tools, Turn
from bot.reading.goods_words import as_sold, bare, goods_words, hindi_for, phrases_for
from bot.reading.reader import Reader, Reading
from bot.reading.titles import Titles
from bot.reading.tokens import spelt, tokens_of
from chat.contexts import ContextKey
from chat.open_questions import Asked
from retrieval.document import Document
from shop.finding.loose import says_loose
from shop.finding.matching import says_which
from shop.finding.remembered import LAST_SHOWN, SEARCH, TOUCHED
from shop.reading.quantity import COUNTED
from shop.reading.sounds import sound
from shop.reading.units import MEASURES

ORDER_SEEN = ContextKey("order_seen", str, timedelta(hours=1))  # the order that was shown last
JUST = timedelta(hours=1)  # what was shown longer ago is not before anybody's eyes

_SHORTEST = 3  # letters of a word that is shortened
_YES_AND_NO = 2  # options; more of them ask which one


def reading_of(turn: Turn, tools: Tools) -> Reading:
    """What these words say here; nothing where no reader was fitted."""
    reader = tools.extras.get("reader")
    if not isinstance(reader, Reader):
        return Reading(spelt(turn.text))
    known, titles = read_off(tools, "words for goods", _or_hindi), read_off(tools, "shop titles", _titles)
    said = turn.said if latin(turn.said) == turn.text else turn.text  # a part of a message stands for itself
    return reader.read(
        said,
        on_the_table(turn, tools),
        lambda word: sound(word) in known or bare((sound(word),))[0] in known,
        titles,
        _in_sight(turn, tools),
    )


def alike(turn: Turn, words: str) -> Turn:
    """The same turn with other words."""
    return replace(turn, text=latin(words), said=words)


def _in_sight(turn: Turn, tools: Tools) -> frozenset[str]:
    """The words of the goods before the customer's eyes: shown, put into the cart last, or of the page."""
    named = read_off(tools, "words of each", _words_of_each)
    shown = tools.contexts.get(turn.customer, LAST_SHOWN, turn.now) or ()
    there = (
        *shown,
        tools.contexts.get(turn.customer, TOUCHED, turn.now) or "",
        turn.page.removeprefix("sku:"),
    )
    return frozenset(word for sku in there for word in named.get(sku, ()))


def _words_of_each(documents: Sequence[Document]) -> dict[str, frozenset[str]]:
    return {document.sku: _heard((document.name,)) for document in documents}


def shop_words(tools: Tools) -> frozenset[str]:
    """The words that name this shop's goods, by sound."""
    return read_off(tools, "shop words", _words)


def _words(documents: Sequence[Document]) -> frozenset[str]:
    return _heard(name for d in documents for name in (d.name, d.other_names, d.kind))


def _title_words(documents: Sequence[Document]) -> frozenset[str]:
    return _heard(name for d in documents for name in (d.name, d.kind))


def _heard(names: Iterable[str]) -> frozenset[str]:
    """The words of these names, by sound."""
    tokens = (token for name in names for token in tokens_of(spelt(name)))
    return frozenset(sound(token.text) for token in tokens if token.text.isalpha())


def in_shop_words(words: str, tools: Tools) -> str:
    """Goods said in Hindi, another language or in shorthand, as this shop calls them."""
    sold, short = shop_words(tools), read_off(tools, "shorthand", _shorthand)
    said = [
        short.get(skeleton(word), word)
        if is_shorthand(word.lower())
        and sound(word.lower()) not in sold
        and not tools.search.knows(word.lower())
        else word
        for word in words.split()
    ]
    together = read_off(tools, "shop pairs", _pairs)
    return as_sold(" ".join(said) if said != words.split() else words, sold, together)


def _pairs(documents: Sequence[Document]) -> frozenset[tuple[str, str]]:
    """The words, by sound, that stand one behind the other in what goods are called."""
    names = {name for d in documents for name in (d.name, d.kind, *d.other_names.split(", "))}
    return frozenset(
        pair
        for name in names
        for pair in pairwise(sound(token.text) for token in tokens_of(spelt(name)) if token.text.isalpha())
    )


def as_titled(words: str, tools: Tools) -> str:
    """Goods said in Hindi as the titles of this shop call them, where that is only a by-name to it."""
    return as_sold(words, read_off(tools, "title words", _title_words))


def _shorthand(documents: Sequence[Document]) -> dict[str, str]:
    """By the consonants that are left when vowels go, the word that most names have: "sgr" is sugar."""
    counted = Counter(
        token.text
        for document in documents
        for token in tokens_of(spelt(document.name))
        if token.text.isalpha() and len(token.text) > _SHORTEST
    )
    found: dict[str, str] = {}
    for word, _ in counted.most_common():
        found.setdefault(skeleton(word), word)
    return found


def skeleton(word: str) -> str:
    """A word without its vowels, doubled letters once: as people shorten it."""
    kept = [c for i, c in enumerate(word.lower()) if i == 0 or c not in "aeiou"]
    return "".join(c for i, c in enumerate(kept) if i == 0 or c != kept[i - 1])


def is_shorthand(word: str) -> bool:
    """ "sgr", "mdhur", "mgi": short of vowels."""
    short = word.isalpha() and len(word) >= _SHORTEST and 5 * sum(c in "aeiou" for c in word) <= len(word)
    return short and word not in MEASURES and word not in COUNTED and (sound(word),) not in goods_words()


def _or_hindi(documents: Sequence[Document]) -> frozenset[str]:
    named = _words(documents)
    return named | hindi_for(named)


def _titles(documents: Sequence[Document]) -> Titles:
    brands = {document.brand for document in documents}
    called = {name for document in documents for name in document.other_names.split(", ")}
    called |= phrases_for(_words(documents))
    called = {name for name in called if not (says_loose(name) or any(map(says_which, name.split())))}
    return Titles({*brands, *(document.name for document in documents)}, brands, called)


def on_the_table(turn: Turn, tools: Tools) -> tuple[str, ...]:
    """What the customer has before them: a question, and the last of list, product, cart and order."""
    asked = _asked(open_question(turn, tools), some_open=bool(open_list(turn, tools).lines))
    seen = {  # what was told of an order's goods is also in view, and is of the order
        "order": tools.contexts.saved_at(turn.customer, ORDER_SEEN),
        "shown": tools.contexts.saved_at(turn.customer, LAST_SHOWN),
        "cart": tools.contexts.saved_at(turn.customer, TOUCHED),
    }
    if came := came_to_page(turn, tools):
        seen["card"] = came
    there = {what: at for what, at in seen.items() if at is not None and turn.now - at < JUST}
    if came and not there:
        there["card"] = came  # they still stand on it
    last = max(there, key=lambda what: there[what]) if there else ""
    if last == "shown" and (state := tools.contexts.get(turn.customer, SEARCH, turn.now)) and state.focus:
        last = "card"
    return (*asked, last) if last else asked


def _asked(question: Asked | None, *, some_open: bool) -> tuple[str, ...]:
    """Whether something is asked, and what: where to, how many, yes or no, which one."""
    if question is None:
        return ("asked", "which") if some_open else ()
    kinds = ["which"] if some_open or len(question.options) > _YES_AND_NO else []
    kinds += ["yes"] if question.yes else []
    if question.answer:
        place = asks_where(question) or question.entity == "phone"
        kinds += ["where"] if place else ["many"] if question.entity == "quantity" else []
    return ("asked", *kinds)


@lru_cache(maxsize=2)
def open_reader(folder: Path) -> Reader:
    """The reader that was fitted into this folder."""
    return Reader(folder)
