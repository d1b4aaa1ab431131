"""Tells what a plan is to be made without: "no onion no garlic", "chawal mat ginna", "jain food"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from shop.plans.recipes import Dish, diets, dishes
from shop.reading.likeness import tokens_of

_IN_PLACE, _IN_PLACE_BEHIND = frozenset(("instead",)), frozenset(("jagah", "badle"))
_BEFORE = _IN_PLACE | frozenset(
    ("no", "not", "without", "nothing", "dont", "don't", "never", "avoid", "exclude", "excluding", "except",
     "minus", "skip", "remove", "bina", "bagair")
)  # fmt: skip
_BEHIND = _IN_PLACE_BEHIND | frozenset(
    ("mat", "nahi", "nahin", "nhi", "nai", "bina", "bagair", "free", "hatao", "hata", "nikalo", "nikal",
     "chhod", "chhodo", "chod", "remove", "out")
)  # fmt: skip
SAYS_NO = _BEFORE | _BEHIND
PUTS_IN_PLACE = _IN_PLACE | _IN_PLACE_BEHIND
_NAHI = frozenset(("nahi", "nahin", "nhi", "nai"))
_IS = frozenset(("is", "are", "was", "were", "has", "hai", "hain", "tha", "thi"))
# What begins a clause of its own: "no, I mean tea" says no to nothing that it names.
_SPEAKERS = frozenset(("i", "we", "you", "they", "mean", "matlab", "main", "hum"))
# "I did not say leave the rice" takes back what was understood, "it will not do for biryani" tells what for.
_SAYING = frozenset(("say", "said", "saying", "ask", "asked", "tell", "told", "bola", "boli", "kaha"))
_NOT_OF_IT = _SPEAKERS | _SAYING | frozenset(("for", "liye"))
_HAVE, _ALREADY = frozenset(("have", "got", "hai", "hain")), frozenset(("already", "pehle"))
_OWN = frozenset(("mere", "hamare", "humare", "apne"))
_AT_HAND = frozenset(("paas", "pas", "pass"))
_OURSELVES = frozenset(("khud", "ourselves", "myself", "khudse"))
_OF = frozenset(("ke", "ka", "ki", "ko", "wala", "wali", "is", "are", "to", "toh", "hum", "ham", "main"))
_OR = frozenset(("or", "and", "nor", "aur", "ya", "na", "&", "/", "-"))
_SIGNS = frozenset(",;")
_STOPS = frozenset(".!?:\n")
_BEGINS = frozenset(("put", "add", "give", "show", "but", "only", "with", "daal", "dalo", "chahiye"))
_BETWEEN = 3  # words between "no" and what is meant: "don't count any rice"
_SHORT = 3  # letters of a name that is not bent: "dal"
_MAIN = 3  # what makes a third of a dish, it is not made without


@dataclass(frozen=True)
class LeftOut:
    """Ingredients, as they are called, and whole dishes."""

    goods: tuple[str, ...] = ()
    dishes: tuple[str, ...] = ()
    never: tuple[str, ...] = ()  # those of the goods that a kind of food has not: no kheer for vegans
    wanted: tuple[str, ...] = ()  # what is named and not said no to
    lacks: bool = False  # whether something is missed: "there is no tea in it"


def left_out(tokens: Sequence[str]) -> LeftOut:
    """Read it off the tokens of a message, signs among them, in the words of recipes."""
    named = _named(tokens)
    said_no = [name for at in range(len(tokens)) for name in _refused_at(tokens, named, at)]
    kinds = [name for _, name in named.values() if name in _by_itself()]  # "jain khana"
    goods = [good for name in (*said_no, *kinds) for good in _goods_of().get(name, ())]
    never = [good for name in (*said_no, *kinds) if name in _diet_names() for good in _goods_of()[name]]
    wanted = [name for _, name in named.values() if name not in (*said_no, *_diet_names())]
    return LeftOut(
        tuple(dict.fromkeys(goods)),
        tuple(dict.fromkeys(name for name in said_no if name in _dish_names())),
        tuple(dict.fromkeys(never)),
        tuple(dict.fromkeys(wanted)),
        any(_tells_a_lack(tokens, named, at) for at in range(len(tokens))),
    )


def _refused_at(tokens: Sequence[str], named: Mapping[int, tuple[int, str]], at: int) -> list[str]:
    """What the word at this place says no to."""
    word = tokens[at]
    if _tells_a_lack(tokens, named, at):
        return []
    if word in _OURSELVES:  # "sabzi hum khud le aayenge"
        return _ahead_of(named, tokens, at)
    if _says_it_is_there(tokens, at):
        return _behind(tokens, named, at) or _ahead_of(named, tokens, at - (word in _AT_HAND))
    ends = word == "no" and (at + 1 == len(tokens) or tokens[at + 1] in _STOPS | _SIGNS)  # "milk no."
    found = _behind(tokens, named, at) if word in _BEFORE else []
    return found or (_ahead_of(named, tokens, at) if word in _BEHIND or ends else [])


def words_refused(said: str) -> list[str]:
    """What stands behind "without" and "remove", known to recipes or not: "no organic, without lux"."""
    tokens = re.findall(r"[^\W\d_]+|[.,;:!?\n&/]", said.lower())
    found: list[str] = []
    for at, token in enumerate(tokens):
        if token not in _BEFORE:
            continue
        for word in tokens[at + 1 :]:
            if word in _SIGNS | _STOPS | _BEFORE | _NOT_OF_IT or word in _BEGINS:
                break
            found += [] if word in _OR else [word]
    return found


def takes_back(said: str) -> bool:
    """Whether it says that something was not said: "I didn't ask you to leave the biryani"."""
    words = re.findall(r"[^\W\d_]+", said.lower().replace("n't", " not").replace("n\u2019t", " not"))
    near = (set(words[max(0, at - _BETWEEN) : at + _BETWEEN]) for at, w in enumerate(words) if w in _SAYING)
    return any(around & (_NAHI | {"not", "never"}) for around in near)


def _tells_a_lack(tokens: Sequence[str], named: Mapping[int, tuple[int, str]], at: int) -> bool:
    """ "There is no tea in it", "isme chai nahi hai": what is missed is wanted."""
    before, behind = tokens[max(0, at - 1) : at], tokens[at + 1 : at + 2]
    if tokens[at] == "no":
        return bool(_IS & set(before)) and at + 1 in named
    return tokens[at] in _NAHI and bool(_IS & set(behind)) and bool(_ahead_of(named, tokens, at))


def _says_it_is_there(tokens: Sequence[str], at: int) -> bool:
    """ "We already have milk", "chini hamare paas hai": what is at hand is not to be bought."""
    near = set(tokens[max(0, at - _BETWEEN) : at + _BETWEEN + 2])
    if tokens[at] in _AT_HAND:
        return bool(_OWN & set(tokens[max(0, at - 1) : at])) and bool(_IS & near) and not _NAHI & near
    return tokens[at] in _ALREADY and bool(_HAVE & near) and "you" not in near


def without(dish: Dish, goods: Sequence[str], never: Sequence[str] = ()) -> Dish | None:
    """The dish without these; None where it is called by one of them, or made of what there must `never` be.

    Who says "no milk" has it, or wants the tea black: the tea is made.
    """
    gone = [part for part in dish.parts if any(is_of(part.good, good) for good in goods)]
    if not gone:
        return dish
    whole = sum(part.amount for part in dish.parts if part.base != "pc")
    name = tokens_of(dish.names[0])
    for part in gone:
        of_it = any(is_of(part.good, good) and set(tokens_of(good)) <= set(name) for good in goods)
        strict = any(is_of(part.good, good) for good in never)
        most = part.base == "pc" or part.amount * _MAIN >= whole
        if ((of_it or strict) and most) or len(dish.parts) == len(gone):
            return None
    return Dish(dish.names, tuple(part for part in dish.parts if part not in gone))


def is_of(good: str, words: str) -> bool:
    """Whether a good of a recipe is called by these words: idli rice is rice."""
    return set(tokens_of(words)) <= set(tokens_of(good))


def _behind(tokens: Sequence[str], named: Mapping[int, tuple[int, str]], at: int) -> list[str]:
    """What is named after "no" and "without", several with "or" between; "no, dal" says no to something."""
    start = at + 1
    while start < len(tokens) and start - at <= _BETWEEN and start not in named:
        if tokens[start] in _STOPS or tokens[start] in _SIGNS or tokens[start] in _NOT_OF_IT:
            return []
        start += 1
    found: list[str] = []
    while start in named:
        end, name = named[start]
        found.append(name)
        start = end
        while start < len(tokens) and tokens[start] in _OR:
            start += 1
    return found


def _ahead_of(named: Mapping[int, tuple[int, str]], tokens: Sequence[str], at: int) -> list[str]:
    """What is named right before "nahi" and "ke bina"."""
    end = at
    while end and (tokens[end - 1] in _OF or tokens[end - 1] == "-"):
        end -= 1
    found: list[str] = []
    ends = {past: (start, name) for start, (past, name) in named.items()}
    while end in ends:
        end, name = ends[end]
        found.append(name)
        while end and tokens[end - 1] in _OR:
            end -= 1
    return found


def _named(tokens: Sequence[str]) -> dict[int, tuple[int, str]]:
    """Where each ingredient, dish and diet is named, the longest names first, and where it ends."""
    known, longest = _known()
    single = [" ".join(tokens_of(token)) or token for token in tokens]
    found: dict[int, tuple[int, str]] = {}
    at = 0
    while at < len(tokens):
        for length in range(min(longest, len(tokens) - at), 0, -1):
            name = known.get(" ".join(single[at : at + length]))
            if name:
                found[at] = (at + length, name)
                at += length - 1
                break
        at += 1
    return found


@lru_cache(maxsize=1)
def _known() -> tuple[dict[str, str], int]:
    """By its words as they are compared, what can be left out."""
    names = [*_goods_of(), *_dish_names()]
    found = {" ".join(tokens_of(as_said)): name for name in reversed(names) for as_said in spoken(name)}
    return found, max(len(name.split()) for name in found)


@lru_cache(maxsize=1)
def _goods_of() -> dict[str, tuple[str, ...]]:
    goods = {part.good for dish in dishes() for part in dish.parts}
    words = {word for good in goods for word in good.split()}
    own = {name: (name,) for name in (*goods, *words)}
    return {**own, **{name: diet.goods for diet in diets() for name in diet.names}}


def spoken(name: str) -> tuple[str, ...]:
    """A name as it stands in a sentence as well: "do samose", "bhature"."""
    bent = name.endswith("a") and len(name) > _SHORT
    return (f"{name}s", f"{name[:-1]}e", name) if bent else (f"{name}s", name)


@lru_cache(maxsize=1)
def _diet_names() -> frozenset[str]:
    return frozenset(name for diet in diets() for name in diet.names)


@lru_cache(maxsize=1)
def _by_itself() -> frozenset[str]:
    return frozenset(name for diet in diets() if diet.by_itself for name in diet.names)


@lru_cache(maxsize=1)
def _dish_names() -> frozenset[str]:
    return frozenset(name for dish in dishes() for name in dish.names)
