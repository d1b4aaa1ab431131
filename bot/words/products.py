"""A product in words: its details in one format for all, its stock, and what is said around them."""

from chat.words import Words
from shop.catalogue.product import Product
from shop.finding.measure import spoken_unit_price
from shop.words import IN_STOCK

ASK_SELLER = Words("Ask the seller", "Seller se poocho", "सेलर से पूछिए")
COMPARE_SELLERS = Words("Compare sellers", "Sellers ki tulna", "सेलर की तुलना")
SMALLEST = Words("min {moq}", "kam se kam {moq}", "कम से कम {moq}")
NOT_ANY_MORE = Words("That is not sold any more.", "Yeh ab nahi milta.", "यह अब नहीं मिलता।")
NOT_SOLD = Words(
    "That product is no longer sold here. Tell me what you need and I will look for another.",
    "Yeh saman ab yahan nahi milta. Bataiye kya chahiye, doosra dhoondh deta hoon.",
    "यह सामान अब यहाँ नहीं मिलता। बताइए क्या चाहिए, दूसरा ढूँढ देता हूँ।",
)
NO_LONGER = Words(
    "{title} is no longer sold here.", "{title} ab yahan nahi milta.", "{title} अब यहाँ नहीं मिलता।"
)
WHICH_ONE = Words(
    "Which product do you mean? Type its name and I will look it up.",
    "Kaun sa saman? Naam likhiye, main dekh leta hoon.",
    "कौन-सा सामान? नाम लिखिए, मैं देख लेता हूँ।",
)
WHICH_OF_THESE = Words("Which of these do you mean?", "Inme se kaun sa?", "इनमें से कौन-सा?")
STOCK_NOW = Words("Here is what we have of it now:", "Abhi itna hai:", "अभी इतना है:")
PRICES_NOW = Words("These are today's prices:", "Aaj ke daam:", "आज के दाम:")
WHICH_TO_COMPARE = Words(
    "Which products shall I compare? Say, for example: compare Tata Salt and Aashirvaad Salt.",
    "Kin cheezon ki tulna karun? Jaise likhiye: Tata Salt aur Aashirvaad Salt compare karo.",
    "किन चीज़ों की तुलना करूँ? जैसे लिखिए: compare Tata Salt and Aashirvaad Salt.",
)
NOT_ENOUGH = Words(
    "Not enough of these are still sold here to compare them.",
    "Inme se tulna karne layak ab yahan nahi milte.",
    "इनमें से तुलना करने लायक अब यहाँ नहीं मिलते।",
)
FROM_EACH = Words("From {count}: {price} each", "{count} se: {price} ek ka", "{count} से: {price} एक का")
IN_ALL = Words(
    "{count} of them: {each} each, {total} in all",
    "{count} lene par: {each} ek ka, kul {total}",
    "{count} लेने पर: {each} एक का, कुल {total}",
)
ONLY_SO_MANY = Words("Only {stock} are there.", "Sirf {stock} hain.", "सिर्फ़ {stock} हैं।")
PRICE_OF = Words(
    "{count} x {title}: {each} each, {total}",
    "{count} x {title}: {each} ek ka, {total}",
    "{count} x {title}: {each} एक का, {total}",
)
COMES_TO = Words("In all {total}.", "Kul {total}.", "कुल {total}।")
NO_PRICE_OF = Words(
    "Not found, or not clear which: {lines}.",
    "Nahi mila, ya saaf nahi kaun sa: {lines}.",
    "नहीं मिला, या साफ़ नहीं कौन-सा: {lines}।",
)
NOTHING_WRITTEN = Words(
    "I have nothing written about that, and I will not guess. Shall I ask?",
    "Iske baare me mere paas kuch likha nahi hai, aur andaza nahi lagaunga. Kisi se poochh loon?",
    "इसके बारे में मेरे पास कुछ लिखा नहीं है, और अंदाज़ा नहीं लगाऊँगा। किसी से पूछ लूँ?",
)
ABOUT = Words("About {title}:", "{title} ke baare me:", "{title} के बारे में:")

PRICE = Words("Price", "Daam", "दाम")
BUYING_MORE = Words("Buying more", "Zyada lene par", "ज़्यादा लेने पर")
_FROM = Words("from {count}: {price}", "{count} se: {price}", "{count} से: {price}")
PACK = Words("Pack", "Pack", "पैक")
SMALLEST_ORDER = Words("Smallest order", "Kam se kam order", "कम से कम ऑर्डर")
_STEPS = Words(", in steps of {step}", ", {step} {step} karke", ", {step}-{step} करके")
STOCK = Words("Stock", "Stock", "स्टॉक")
RATING = Words("Rating", "Rating", "रेटिंग")
OF_FIVE = Words("{rating} of 5", "5 me se {rating}", "5 में से {rating}")
SELLER = Words("Seller", "Seller", "सेलर")
_DELIVERS = Words("delivers {when}", "delivery {when}", "डिलीवरी {when}")
_TODAY, _TOMORROW = Words("today", "aaj", "आज"), Words("tomorrow", "kal", "कल")
_IN_DAYS = Words("in {days} days", "{days} din me", "{days} दिन में")
_GONE = Words("out of stock just now", "abhi stock khatam hai", "अभी स्टॉक ख़त्म है")
_TOO_FEW = Words(
    "only {stock} left, less than the smallest order of {moq}",
    "sirf {stock} bache hain, kam se kam order {moq} ka hai",
    "सिर्फ़ {stock} बचे हैं, कम से कम ऑर्डर {moq} का है",
)
_SO_MANY = Words("{stock} in stock", "{stock} stock me hain", "{stock} स्टॉक में हैं")


def details(product: Product, seller_name: str, days: int | None, locale: str) -> str:
    """All that is known of one product, in the same order for all of them."""
    lines = [product.title, product.description]
    mrp = f" (MRP {product.mrp.spoken()})" if product.mrp is not None and product.mrp != product.price else ""
    per = spoken_unit_price(product, locale)
    lines.append(f"{PRICE.in_(locale)}: {product.price.spoken()}{mrp}" + (f", {per}" if per else ""))
    if product.tiers:
        tiers = "; ".join(
            _FROM.in_(locale, count=t.from_quantity, price=t.unit_price.spoken()) for t in product.tiers
        )
        lines.append(f"{BUYING_MORE.in_(locale)}: {tiers}")
    lines.append(f"{PACK.in_(locale)}: {product.pack}" if product.pack else "")
    if product.moq > 1 or product.multiple > 1:
        step = _STEPS.in_(locale, step=product.multiple) if product.multiple > 1 else ""
        lines.append(f"{SMALLEST_ORDER.in_(locale)}: {product.moq}{step}")
    lines.append(f"{STOCK.in_(locale)}: {stock(product, locale)}")
    lines.append(f"{RATING.in_(locale)}: {rated(product, locale)}" if product.rating is not None else "")
    if seller_name:
        delivers = "" if days is None else ", " + _DELIVERS.in_(locale, when=when(days, locale))
        lines.append(f"{SELLER.in_(locale)}: {seller_name}{delivers}")
    lines += [
        f"{label(name)}: {value}"
        for name, value in product.attributes.items()
        if value not in ("", product.pack)
    ]
    return "\n".join(line for line in lines if line)


def stock(product: Product, locale: str) -> str:
    """How much is there."""
    if product.stock <= 0:
        said = _GONE
    elif product.stock < product.moq:
        said = _TOO_FEW
    else:
        said = _SO_MANY if product.stock < 50 else IN_STOCK
    return said.in_(locale, stock=product.stock, moq=product.moq)


def rated(product: Product, locale: str) -> str:
    return OF_FIVE.in_(locale, rating=f"{product.rating:g}") if product.rating is not None else ""


def when(days: int | None, locale: str) -> str:
    """In how many days; nothing where the shop does not say."""
    if days is None:
        return ""
    said = _TODAY if days <= 0 else _TOMORROW if days == 1 else _IN_DAYS
    return said.in_(locale, days=days)


def label(name: str) -> str:
    """ "shelf_life_days" as people read it; three letters are an abbreviation."""
    return name.upper() if len(name) <= 3 else name.replace("_", " ").capitalize()
