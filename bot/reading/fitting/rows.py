"""What the encoder learns from: the patterns filled, several wishes in one message, and what a shop knows."""

# ruff: noqa: SIM905  # long lists of words read best as words

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from bot.reading.acts import TABLE, on_some_table
from bot.reading.encoder import IN_SHOP, IN_SIGHT
from bot.reading.filling import DATA, GOODS, OTHER, POINTS, QUALITY, REFUSED, Filler, Said, kind_of
from bot.reading.several import Several, alone, composed, talked, written
from bot.reading.talks import talks
from bot.reading.tokens import kind
from bot.reading.ways import Way, ways
from shop.reading.sounds import sound

SEED = 21
HELD = 12  # each such pattern is held out, to see how well strangers are read and to make chances true
_TIMES = {"order_list": 9, "add_to_cart": 6, "out_of_scope": 1}  # how often each pattern is said
_USUAL, _AS_WRITTEN, _COMPOSED, _MADE_NAMES, _TALKED, _AS_IT_IS = 3, 6, 12_000, 1_800, 3, 2
_AGAIN = 5  # who goes on from what knew them says patterns so much less often
# What tells one thing of a brand from another.
_VARIETIES = (
    "premium gold classic original lemon rose mango jumbo ultra strong active herbal neem kesar "
    "masala tomato chilli mint cool fresh sensitive junior family deluxe special royal super "
    "extra max plus lite zero diet kids men baby double cream butter salted plain pudina jasmine "
    "lavender green white black brown instant organic roasted crunchy tangy spicy sweet hot mini "
    "regular power quick easy total complete charcoal honey almond elaichi strawberry vanilla "
    "chocolate pineapple orange litchi mixed fruit oats sella multigrain kolam unpolished thin "
    "thick top load front load lotion stick liquid refill combo"
).split()


@dataclass(frozen=True)
class Row:
    """A sentence to learn, with what is known of it; no act where it has several, no begins where unsure."""

    said: Said
    evidence: tuple[int, ...]
    states: frozenset[str]
    act: str = ""
    begins: tuple[bool, ...] = ()
    each: tuple[str, ...] = ()  # the act of each that begins


def rows(*, again: bool = False) -> tuple[list[Row], list[Row]]:
    """What is learnt, and what is held out; `again` by what has learnt the patterns before."""
    rng = random.Random(SEED)
    known = list(ways())
    plain = Filler(SEED)
    filler = Filler(SEED, [*plain.goods, *_made_names(rng, plain)])
    less = _AGAIN if again else 1
    said = list(_filled(filler, [way for way in known if not _is_held(way.line)], less))
    held = [filler.said(way) for way in known if _is_held(way.line)]
    common = _common(said)
    one_wish = {id(one.said): one.begins for one in alone(said)}

    def row(one: Said, act: str, begins: Sequence[bool] = (), each: Sequence[str] = ()) -> Row:
        states = on_some_table(one.when, rng) & set(TABLE)
        if not act and rng.random() < 0.5:
            states = {rng.choice(TABLE)}
        return Row(
            one, _evidence(one, states, common, rng), frozenset(states), act, tuple(begins), tuple(each)
        )

    learnt = [row(one, one.act, one_wish.get(id(one), ()), (one.act,)) for one in said if one.tokens]
    several = [*composed(said, SEED, _COMPOSED // less), *_as_written(filler, _AS_WRITTEN // less)]
    learnt += [row(one.said, "", one.begins, one.acts) for one in several]
    for talk in talks():
        if _is_held("".join(way.line for way in talk.ways)):
            held += talked(talk, filler)[0]
            continue
        filled = any(part.slot and not part.words for way in talk.ways for part in way.parts)
        for _ in range(_TALKED if filled else _AS_IT_IS):
            parts, whole = talked(talk, filler)
            if whole:
                learnt.append(
                    row(whole.said, parts[0].act if len(parts) == 1 else "", whole.begins, whole.acts)
                )
            if len(parts) > 1:
                learnt += [row(one, one.act) for one in parts if one.tokens]
    return learnt, [row(one, one.act) for one in held if one.tokens]


def _is_held(line: str) -> bool:
    """By the words themselves, so that who goes on from weights never learns what was held out before."""
    return not crc32(line.encode()) % HELD


def _filled(filler: Filler, known: Sequence[Way], less: int) -> Iterator[Said]:
    for way in known:
        often = _TIMES.get(way.act, _USUAL) if any(part.slot for part in way.parts) else 1
        if len(way.line.split()) < 3 and often == 1:
            often = 4  # who types one word types it often
        if not any(part.words.strip() for part in way.parts):
            often *= 4  # nothing but goods and amounts: few patterns, said very often
        for _ in range(max(1, often // less)):
            yield filler.said(way)


def _as_written(filler: Filler, often: int) -> Iterator[Several]:
    for path in sorted((DATA / "several").glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for _ in range(often):
            yield from written(lines, filler)


def _made_names(rng: random.Random, filler: Filler) -> Iterator[str]:
    """Names as shops have them: a brand, one or two words that tell it apart, and what it is."""
    for _ in range(_MADE_NAMES):
        brand = [rng.choice(filler.words["brand"])] if rng.random() < 0.7 else []
        variety = rng.sample(_VARIETIES, rng.choice((0, 1, 1, 2)))
        yield " ".join((*brand, *variety, rng.choice((*filler.words["kind"], *filler.goods))))


def _common(said: Sequence[Said]) -> frozenset[str]:
    """Words, by sound, that are said around goods in several patterns."""
    seen: dict[str, int] = {}
    for one in said:
        for token, label in zip(one.tokens, one.labels, strict=True):
            if label == OTHER and token.text[0].isalpha():
                seen[sound(token.text)] = seen.get(sound(token.text), 0) + 1
    return frozenset(word for word, times in seen.items() if times > 3)


def _evidence(
    said: Said, states: Collection[str], common: frozenset[str], rng: random.Random
) -> tuple[int, ...]:
    """As a shop would tell it: it sells most goods that are named, and its titles have some words of talk."""
    sold = rng.choice((0.95, 0.95, 0.9, 0.6, 0.0))  # of this message's goods
    seen = bool(states) and rng.random() < 0.6  # whether they talk of what is before their eyes
    found = []
    for token, label in zip(said.tokens, said.labels, strict=True):
        named = kind_of(label) in (GOODS, REFUSED, QUALITY)
        talk = 0.3 if sound(token.text) in common else 0.04
        in_shop = sold if named else talk if label == OTHER else 0.2
        in_sight = 0.75 if named else 0.12 if kind_of(label) == POINTS else 0.015
        has = IN_SHOP if rng.random() < in_shop else 0
        if seen and rng.random() < in_sight:
            has = IN_SIGHT
        found.append(has if kind(token.text) == "word" else 0)
    return tuple(found)
