"""Products side by side in words: a row for each property, and what differs in a sentence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.words import products as words
from chat.words import Words
from shop.catalogue.product import Product
from shop.delivery.words import DELIVERY
from shop.finding.comparing import (
    GONE,
    PRICE,
    RATING,
    SOONEST,
    UNIT_PRICE,
    Difference,
    differences,
    shared_attributes,
)
from shop.finding.constraints import Days
from shop.finding.measure import spoken_unit_price, unit_price
from shop.words import IN_STOCK, OUT_OF_STOCK

_UNIT_PRICE = Words("Unit price", "Kilo/litre ka daam", "किलो/लीटर का दाम")
_BRAND = Words("Brand", "Brand", "ब्रांड")
_BEST_TIER = Words("{price} from {count}", "{count} se {price}", "{count} से {price}")
_UNKNOWN = Words("not stated", "likha nahi hai", "लिखा नहीं है")
_ALL = Words("all", "sab", "सब")
_DIFFERS = {
    UNIT_PRICE: Words(
        "{title} costs least per {per}: {price}, {less} ({save}%) less than the dearest",
        "{per} ke hisaab se {title} sabse sasta hai: {price}, sabse mehnge se {less} ({save}%) kam",
        "{per} के हिसाब से {title} सबसे सस्ता है: {price}, सबसे महँगे से {less} ({save}%) कम",
    ),
    PRICE: Words(
        "{title} has the lowest price: {price}, {less} less than the dearest",
        "{title} ka daam sabse kam hai: {price}, sabse mehnge se {less} kam",
        "{title} का दाम सबसे कम है: {price}, सबसे महँगे से {less} कम",
    ),
    RATING: Words(
        "{title} is rated best, {rating}",
        "{title} ki rating sabse achhi hai, {rating}",
        "{title} की रेटिंग सबसे अच्छी है, {rating}",
    ),
    SOONEST: Words(
        "{title} comes soonest, {when}", "{title} sabse pehle aayega, {when}", "{title} सबसे पहले आएगा, {when}"
    ),
    GONE: Words("{title} is out of stock", "{title} ka stock khatam hai", "{title} का स्टॉक ख़त्म है"),
}
_SAME = Words(
    "They cost the same and differ in nothing that is stated here.",
    "Daam ek hi hai, aur jo likha hai usme koi farak nahi.",
    "दाम एक ही है, और जो लिखा है उसमें कोई फ़र्क नहीं।",
)


@dataclass(frozen=True)
class Comparison:
    """A table: a row is a property, a column a product."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    sentence: str
    locale: str = "en"

    def spoken(self) -> str:
        """The table as text, for channels that draw none."""
        lines = [f"{number}. {title}" for number, title in enumerate(self.titles, 1)]
        for name, values in self.rows:
            same = len(set(values)) == 1
            lines.append(
                f"{name}: " + (f"{values[0]} ({_ALL.in_(self.locale)})" if same else " | ".join(values))
            )
        return "\n".join([*lines, "", self.sentence]).strip()


def compare(
    products: Sequence[Product], seller_names: Mapping[str, str], days: Days, locale: str
) -> Comparison:
    """These side by side: price, unit price, pack, rating, delivery, seller, specifications."""
    rows: list[tuple[str, tuple[str, ...]]] = []

    def row(name: str, value: Callable[[Product], str]) -> None:
        values = tuple(value(p) for p in products)
        if any(values):
            rows.append((name, tuple(v or _UNKNOWN.in_(locale) for v in values)))

    row(words.PRICE.in_(locale), lambda p: p.price.spoken())
    row(_UNIT_PRICE.in_(locale), lambda p: spoken_unit_price(p, locale))
    row(words.PACK.in_(locale), lambda p: p.pack)
    row(words.BUYING_MORE.in_(locale), lambda p: _best_tier(p, locale))
    row(_BRAND.in_(locale), lambda p: p.brand)
    row(words.RATING.in_(locale), lambda p: words.rated(p, locale))
    row(words.STOCK.in_(locale), lambda p: (IN_STOCK if p.stock >= p.moq else OUT_OF_STOCK).in_(locale))
    row(words.SMALLEST_ORDER.in_(locale), lambda p: str(p.moq))
    row(DELIVERY.in_(locale), lambda p: words.when(days(p), locale))
    row(words.SELLER.in_(locale), lambda p: seller_names.get(p.seller, p.seller))
    for name in shared_attributes(products):
        row(words.label(name), lambda p, name=name: p.attributes.get(name, ""))  # type: ignore[misc]
    return Comparison(
        tuple(p.title for p in products), tuple(rows), in_a_sentence(products, days, locale), locale
    )


def in_a_sentence(products: Sequence[Product], days: Days, locale: str) -> str:
    """What differs, in which price first."""
    said = [_said(one, days, locale) for one in differences(products, days)]
    return ". ".join(said) + "." if said else _SAME.in_(locale)


def _said(one: Difference, days: Days, locale: str) -> str:
    product = one.product
    price, per = unit_price(product) or (product.price, "")
    return _DIFFERS[one.kind].in_(
        locale,
        title=product.title,
        per=per,
        price=(price if one.kind == UNIT_PRICE else product.price).spoken(),
        save=one.save,
        less=one.less.spoken() if one.less else "",
        rating=words.rated(product, locale),
        when=words.when(days(product), locale),
    )


def _best_tier(product: Product, locale: str) -> str:
    if not product.tiers:
        return ""
    best = product.tiers[-1]
    return _BEST_TIER.in_(locale, price=best.unit_price.spoken(), count=best.from_quantity)


NOT_STATED_FOR = Words(
    "For “{purpose}” nothing is stated of any of them, so I can't call one better.",
    "“{purpose}” ke liye inme se kisi ka kuch likha nahi hai, isliye kisi ko behtar nahi keh sakta.",
    "“{purpose}” के लिए इनमें से किसी का कुछ लिखा नहीं है, इसलिए किसी को बेहतर नहीं कह सकता।",
)
STATED_OF = Words("{title}: {said}", "{title}: {said}", "{title}: {said}")
FIT_ONLY = Words(
    "For “{purpose}” I would take {title}: only of it that use is stated.",
    "“{purpose}” ke liye main {title} loonga: yeh kaam sirf uska likha hai.",
    "“{purpose}” के लिए मैं {title} लूँगा: यह काम सिर्फ़ उसका लिखा है।",
)
FIT_CHEAPEST = Words(
    "For “{purpose}” I would take {title}: that use is stated of it, and it costs least by measure.",
    "“{purpose}” ke liye main {title} loonga: yeh kaam uska likha hai, aur naap se sabse sasta hai.",
    "“{purpose}” के लिए मैं {title} लूँगा: यह काम उसका लिखा है, और नाप के हिसाब से सबसे सस्ता है।",
)
