"""Reads what a buyer asks for: the words to search, and the constraints among them."""

# ruff: noqa: SIM905  # long lists of words read best as words

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from shop.finding.claims import claimed
from shop.finding.constraints import Constraints
from shop.finding.known import Known, folded
from shop.finding.measure import MEASURE, Measure, made
from shop.finding.phrases import (
    ARRIVES,
    DIETS,
    FILLER,
    IN_STOCK,
    NO_BRAND,
    OVER,
    SOLD_OUT,
    UNDER,
    VEG,
    WHEN,
    WHICH_ONES,
)
from shop.finding.prices import price_in
from shop.reading.dates import parse_date

CHEAPEST, DEAREST, BEST_RATED, BEST_VALUE = "cheapest", "dearest", "best rated", "best value"
# What may be wrong with what is asked.
FREE, RANGE, BOTH_ENDS, BOTH_WAYS = "free", "range", "both ends", "both ways"

# Before a "nahi" these are talk: "accha nahi", "pata nahi".
_SAYS_NOTHING = frozenset(
    "kuch aur bhi pata accha acha achha theek thik sahi pasand zyada jyada kyun kyu hai h ho tha mil mila "
    "bilkul abhi ab main mai hum woh wo ye yeh koi kar ji na to toh".split()
)
# Words for a size that may stand where none is named.
SMALL = frozenset("small smaller smallest little chota chote choti chhota chhote chhoti".split())
BIG = frozenset("big bigger biggest large larger largest bada bade badi bara bari".split())
_CLAUSE = re.compile(r"(?<!\d)[.,;?!]|[.,;?!](?!\d)|\bbut\b")
_TOO_MUCH = re.compile(r"\b(?:too|all|sab|sabhi|zyada|jyada|bahut|not|nahi|nahin|nhi|mat)\b", re.IGNORECASE)
_UNIT_ONCE = re.compile(
    r"(?<![\w.])(\d+(?:\.\d+)?)\s*(?:or|ya|/|,|and|aur)\s*(\d+(?:\.\d+)?)\s*(kg|kgs|kilo|g|gm|gms|gram|grams|ml|l|ltr|litre|litres)\b",
    re.IGNORECASE,
)
_JOINS = frozenset(("aur", "ya", "and", "or", "na"))


@dataclass(frozen=True)
class Ask:
    """Words to search for, constraints that must hold, and an order if one was asked for."""

    words: str
    constraints: Constraints = field(default_factory=Constraints)
    order: str = ""  # CHEAPEST | DEAREST | BEST_RATED | BEST_VALUE | "" for the best fit
    as_typed: bool = False  # the spelling is meant
    named: bool = False  # the words are a name of goods, and put no need around it
    problem: str = ""  # FREE | RANGE | BOTH_ENDS | BOTH_WAYS, when it makes no sense
    about: str = ""  # what is wanted and not wanted at once, for BOTH_WAYS
    turned: bool = False  # the range was named with its higher end first
    extent: str = ""  # a word for the size, "small" or "bada", where no size was said
    brands_said: tuple[str, ...] = ()  # words next to "brand" that name none of the shop's


def heard(text: str) -> str:
    """As much of a text as is read, on one line: every pattern here may take its time with that."""
    return " ".join(text[:500].split())


def read(text: str, known: Known, today: date) -> Ask:
    """Take the constraints out of a text; what is left are the words."""
    reader = _Reader(heard(text), known, today)
    for step in (
        reader.moq,
        reader.rating,
        reader.delivery,
        reader.pack_bounds,
        reader.price,
        reader.stock,
        reader.order,
        reader.claims,
        reader.exclusions,
        reader.named,
        reader.pack,
        reader.ends,
    ):
        step()
    words = _bare(reader.text)
    about = _both_ways(words, reader.wanted)
    problem = reader.problem or (BOTH_WAYS if about else "")
    return Ask(
        words,
        reader.wanted,
        reader.ordered,
        problem=problem,
        about=about,
        turned=reader.turned,
        brands_said=reader.brands_said,
        extent=reader.extent,
    )


class _Reader:
    """One pass over one text; each step takes its words out and notes what they meant."""

    def __init__(self, text: str, known: Known, today: date) -> None:
        self.text, self.known, self.today = text, known, today
        self.wanted = Constraints()
        self.ordered = ""
        self.problem = ""
        self.turned = False
        self.extent = ""
        self.brands_said: tuple[str, ...] = ()

    def _take(self, pattern: str, use: Callable[[re.Match[str]], bool | None]) -> bool:
        """Find the pattern, use it, cut it out; `use` may say False: leave it."""
        for match in re.finditer(pattern, self.text, re.IGNORECASE):
            if use(match) is not False:
                self.text = f"{self.text[: match.start()]} , {self.text[match.end() :]}"
                return True
        return False

    def moq(self) -> None:
        def bound(match: re.Match[str]) -> None:
            self.wanted = replace(self.wanted, moq_max=int(match[1]))

        def single(match: re.Match[str]) -> None:
            self.wanted = replace(self.wanted, moq_max=1)

        name = r"(?:moq|min(?:imum)?\.?\s*(?:order|qty|quantity)(?:\s*(?:qty|quantity))?)"
        self._take(rf"\b(?:with\s+)?{name}\s*(?:of|is|:|=)?\s*(?:{UNDER}|of)?\s*(\d{{1,6}})\b", bound)
        self._take(rf"\b(?:no|without(?: any)?)\s+{name}\b|\bsingle (?:piece|unit)s?\b", single)

    def rating(self) -> None:
        def bound(match: re.Match[str]) -> bool | None:
            value = float(next(n for n in match.groups() if n))
            if value > 5:
                return False
            self.wanted = replace(self.wanted, rating_min=value)
            return None

        number = r"(\d(?:\.\d)?)"
        self._take(
            rf"\b(?:rat(?:ed|ing)s?)\s*(?:of|is)?\s*(?:{OVER})?\s*{number}\s*\+?(?:\s*stars?)?(?!\d)"
            rf"|\b(?:{OVER}\s*){number}\s*\+?\s*-?\s*stars?"
            rf"|\b{number}\s*(?:\+\s*-?stars?|-?\s*stars|-?\s*stars?\s*(?:or more|and above|plus|\+|rated))"
            rf"|\b{number}\s*\+?\s*rat(?:ed|ing)\b"
            rf"|\b{number}\s*stars?\s*(?:se|ya)\s+(?:upar|zyada|jyada)(?:\s+wal[aie])?",
            bound,
        )

    def delivery(self) -> None:
        def by(match: re.Match[str]) -> bool | None:
            found = parse_date(match[1], self.today)
            if found is None:
                return False
            self.wanted = replace(self.wanted, deliver_by=found)
            return None

        def within(match: re.Match[str]) -> None:
            last = self.today + timedelta(days=min(int(match[1]), 3650))
            self.wanted = replace(self.wanted, deliver_by=last)

        self._take(rf"{ARRIVES}\b(?:by|before|till|until|on)\s+{WHEN}", by)
        self._take(r"\b(today|tomorrow|aaj|kal|parso)\s*(?:tak|delivery)\b", by)
        self._take(rf"{ARRIVES}\b(?:in|within)\s+(\d{{1,3}})\s*(?:days?|din)\b", within)

    def pack_bounds(self) -> None:
        def bound(which: str) -> Callable[[re.Match[str]], bool | None]:
            def use(match: re.Match[str]) -> bool | None:
                size = made(match["amount"], match["unit"])
                if size is None:
                    return False
                if which == "pack_min":
                    self.wanted = replace(self.wanted, pack_min=size)
                else:
                    self.wanted = replace(self.wanted, pack_max=size)
                return None

            return use

        self._take(rf"{MEASURE.pattern}\s*(?:se\s+(?:kam|ch+ot[aie]|neeche)|tak)\b", bound("pack_max"))
        self._take(rf"{MEASURE.pattern}\s*se\s+(?:zyada|jyada|upar|bad[aie])\b", bound("pack_min"))
        self._take(rf"(?:\bpacks?\s+)?(?:\b|(?=[<>])){UNDER}\s*{MEASURE.pattern}", bound("pack_max"))
        self._take(rf"(?:\bpacks?\s+)?(?:\b|(?=[<>])){OVER}\s*{MEASURE.pattern}", bound("pack_min"))

    def price(self) -> None:
        self.text, found = price_in(self.text)
        self.wanted = replace(self.wanted, price_min=found.low, price_max=found.high, per=found.per)
        self.turned = found.turned
        if found.nothing:
            self.problem = FREE
        elif found.low is not None and found.high is not None and found.low > found.high:
            self.problem = RANGE

    def stock(self) -> None:
        def use(match: re.Match[str]) -> None:
            self.wanted = replace(self.wanted, in_stock=True)

        def gone(match: re.Match[str]) -> None:
            self.wanted = replace(self.wanted, sold_out=True)

        if re.search(WHICH_ONES, self.text, re.IGNORECASE):
            self._take(SOLD_OUT, gone)
        self._take(IN_STOCK, use)

    def order(self) -> None:
        def ordered(name: str) -> Callable[[re.Match[str]], None]:
            def use(match: re.Match[str]) -> None:
                if {self.ordered, name} == {CHEAPEST, DEAREST}:
                    self.problem = self.problem or BOTH_ENDS
                self.ordered = name

            return use

        self._take(
            r"\b(?:sabse\s+)?(?:cheapest|sast[aie]|cheap(?:er)?|(?:lowest|least|low|kam)\s+(?:price|cost|rate|daam)d?"
            r"|budget|economical|kifayati)\b(?:\s+(?:first|one|wal[aie]))?",
            ordered(CHEAPEST),
        )
        dearest = r"\b(?:sabse\s+)?(?:costliest|most expensive|m[ae]h[ae]?ng[aie]|highest price)\b"
        self._take(dearest, ordered(DEAREST))
        self._take(r"\b(?:best|top|highest)[\s-]+(?:rated|rating)\b", ordered(BEST_RATED))
        self._take(r"\bbest\s+(?:value|deal)\b|\bvalue for money\b", ordered(BEST_VALUE))

    def claims(self) -> None:
        """ "Vegan", "for diabetics": what goods must be, whatever they are called."""
        self.text, found = claimed(self.text)
        self.wanted = replace(self.wanted, claims=found, veg="jain" in found)

    def exclusions(self) -> None:
        names = (
            r"([\w'&-]+(?:\s+(?!and\b|or\b|but\b|with\b|under\b|in\b|ka\b|ki\b|ke\b|nahi\b)[\w'&-]+){0,2})"
        )

        def out(match: re.Match[str]) -> bool | None:
            phrase = folded(match[1])
            if not phrase or phrase in {"less", "more", "sure", "working", "only"}:
                return False
            self._exclude(phrase)
            return None

        def free_of(match: re.Match[str]) -> bool | None:
            """ "Sugar free biscuits", unless it is a brand or another word's free: "for free"."""
            word = folded(match[1])
            if word == "egg":
                self.wanted = replace(self.wanted, veg=True)
            if folded(match[0]) in self.known.brands or word in NO_BRAND:
                return False
            self.wanted = replace(self.wanted, without=(*self.wanted.without, word))
            return None

        lead = (
            r"(?:but\s+|and\s+)?(?:not(?:\s+(?:of|from|by|the|any|even))?|without(?:\s+any)?|no"
            r"|except(?:\s+for)?|excluding|other than|apart from|anything but|avoid(?:ing)?|none (?:with|of)"
            r"|nothing (?:with|from)|minus|bina)"
        )
        while self._take(rf"\b{lead}\s+{names}", out):
            pass
        self._take(r"\b([a-z]{3,})[\s-]free\b", free_of)
        if self._take(VEG, lambda _: None):
            self.wanted = replace(self.wanted, veg=True)
        before = r"((?:[\w'&-]+\s+){0,2}?[\w'&-]+)"
        while self._take(
            rf"{before}\s+(?:ko\s+|bhi\s+|to\s+|wal[aie]\s+)?(?:nahi|nahin|nhi|mat|chh?od(?:\s?ke|kar)?|hata\s?ke"
            r"|ke bina|ke siwa[ye]?|ke alawa|ke ilawa)\b(?:\s+(?:chahiye|chaiye|lena|dena|dikhana))?",
            self._out_behind,
        ):
            pass

    def _out_behind(self, match: re.Match[str]) -> bool | None:
        """ "Brooke bond nahi chahiye": the longest name that ends there, else its last word."""
        said = folded(match[1]).split()
        names = (self.known.brands, self.known.sellers, self.known.categories)
        for start in range(len(said)):
            name = " ".join(said[start:])
            if start == len(said) - 1 or any(name in known for known in names):
                break
        if name in _SAYS_NOTHING:
            return False
        self._exclude(name)
        if start > 1 and said[start - 1] in _JOINS:  # "coil aur agarbatti nahi chahiye"
            self._exclude(said[start - 2])
            start -= 2
        self.text = f"{self.text} {' '.join(said[:start])}"  # what stood before it stays said
        return None

    def _exclude(self, phrase: str) -> None:
        """A brand, seller or category by that name, however many words it has; else a word."""
        words, wanted = phrase.split(), self.wanted
        for count in range(len(words), 0, -1):
            name, rest = " ".join(words[:count]), " ".join(words[count:])
            if name in self.known.brands:  # "tata" is also "Tata Tea"
                family = [b for n, b in self.known.brands.items() if f"{n} ".startswith(f"{name} ")]
                found = replace(wanted, not_brands=(*wanted.not_brands, *family))
            elif name in self.known.sellers:
                found = replace(wanted, not_sellers=(*wanted.not_sellers, self.known.sellers[name]))
            elif name in self.known.categories:
                found = replace(wanted, not_categories=(*wanted.not_categories, self.known.categories[name]))
            else:
                continue
            self.wanted, self.text = found, f"{self.text} {rest}"
            return
        also = [word for word in words[1:] if word in DIETS] if words[0] in DIETS else []
        self.wanted = replace(wanted, without=(*wanted.without, words[0], *also))  # "without onion garlic"
        self.text = f"{self.text} {' '.join(word for word in words[1:] if word not in also)}"

    def named(self) -> None:
        """Brands, sellers and categories that are named. Their words stay: they help to rank."""
        known, wanted = self.known, self.wanted

        def sold_by(match: re.Match[str]) -> bool | None:
            found = known.seller_in(match[1])
            if not found:
                return False
            self.wanted = replace(wanted, sellers=tuple(known.sellers[n] for n in found))
            return None

        self._take(r"\b(?:from|by|sold by|seller|ka seller)\s+([^,]+)", sold_by)
        wanted = self.wanted
        brands = known.brand_in(self.text)
        said = re.search(r"\b(?:brand|only|sirf|company)\b", self.text, re.IGNORECASE)
        sure = [n for n in brands if said or n in known.sure_brands]
        if sure:
            family = [n for n in known.brands if any(f"{n} ".startswith(f"{one} ") for one in sure)]
            wanted = replace(
                wanted, brands=tuple(known.brands[n] for n in family)
            )  # "tata" is "Tata Tea" too
        if said:
            self.brands_said = self._beside_brand()
        whole = folded(
            re.sub(
                r"\b(?:category|section|department|all|show|products?|items?)\b", " ", self.text, flags=re.I
            )
        )
        if whole in known.categories:
            wanted = replace(wanted, categories=(known.categories[whole],))
        self.wanted = wanted

    def _beside_brand(self) -> tuple[str, ...]:
        """ "Foobar brand", "brand foobar": words that could name a brand, but none of this shop's."""
        found = re.findall(r"([\w'&-]+)\s+(?:brand|company)\b", self.text, re.IGNORECASE)
        found += re.findall(
            r"\b(?:brand|company)\s+(?:(?:name|named|called|is|ka naam)\s+)?([\w'&-]+)",
            self.text,
            re.IGNORECASE,
        )
        ours = {word for name in self.known.brands for word in name.split()}
        return tuple(
            w for w in dict.fromkeys(found) if folded(w) and not set(folded(w).split()) & (ours | NO_BRAND)
        )

    def pack(self) -> None:
        """The size; of several those that are asked for: "25 kg is too much, do you have 5 or 10 kg?"."""
        clauses = [_sizes_in(clause) for clause in _CLAUSE.split(self.text) if not _TOO_MUCH.search(clause)]
        sizes = [size for found in clauses for size in found] or _sizes_in(self.text)
        if sizes:
            first, *others = dict.fromkeys(sizes)
            self.wanted = replace(self.wanted, pack=first, or_packs=tuple(others))

    def ends(self) -> None:
        """ "Small pack", "bade packet": which of its sizes, where none is named."""

        def use(match: re.Match[str]) -> None:
            self.extent = match[1].lower()

        said = (  # not of whom it is for: "for a small cafe", "chhote bachche ke liye"
            rf"(?<!for )(?<!for a )(?<!for my )(?<!for the )\b({'|'.join(sorted(SMALL | BIG))})\b"
            r"(?!\s+\w{1,20}\s+k(?:e )?\s?li?y?e\b)(?:\s+(?:pack|packet|size)s?\b)?"
        )
        while self._take(said, use):  # the last counts: "for my small cafe, ketchup in big bottles"
            pass


def _sizes_in(text: str) -> list[Measure]:
    """All the sizes in it; "5 or 10 kg" says the unit once."""
    text = _UNIT_ONCE.sub(r"\1 \3 \2 \3", text)
    found = [made(m["amount"], m["unit"], int(m["pieces"] or 1)) for m in MEASURE.finditer(text)]
    return [size for size in found if size is not None]


def _both_ways(words: str, wanted: Constraints) -> str:
    """What is asked for and excluded in one breath; "" if nothing is."""
    kept = {b.casefold() for b in wanted.brands}
    brand = next((b for b in wanted.not_brands if b.casefold() in kept or _says(words, b)), "")
    return brand or next((w for w in wanted.without if _says(words, w)), "")


def _says(words: str, name: str) -> bool:
    """ "Sugar free" does not ask for sugar."""
    return re.search(rf" {re.escape(folded(name))} (?!free |less )", f" {folded(words)} ") is not None


def _bare(text: str) -> str:
    """What is left to search for, without the words that only carry a wish."""
    left = FILLER.sub(" ", text)
    return " ".join(re.sub(r"(?:\s|^)[,;:?!.]+(?=\s|$)", " ", re.sub(r"[?!;]+", " ", left)).split()).strip(
        " ,.-"
    )
