"""A product in words: its details in one format for all, its stock, and what is said around them."""

from chat.words import Words
from shop.catalogue.product import Product
from shop.finding.measure import spoken_unit_price

DETAILS = Words("Details", "Jankari")
ADD = Words("Add to cart", "Cart me daalo")
ASK_SELLER = Words("Ask the seller", "Seller se poocho")
COMPARE_SELLERS = Words("Compare sellers", "Sellers ki tulna")
ASK_A_PERSON = Words("Talk to a person", "Kisi se baat karo")
SMALLEST = Words("min {moq}", "kam se kam {moq}")
NOT_SOLD = Words(
    "That product is no longer sold here. Tell me what you need and I will look for another.",
    "Yeh saman ab yahan nahi milta. Bataiye kya chahiye, doosra dhoondh deta hoon.",
)
NO_LONGER = Words("{title} is no longer sold here.", "{title} ab yahan nahi milta.")
WHICH_ONE = Words(
    "Which product do you mean? Type its name and I will look it up.",
    "Kaun sa saman? Naam likhiye, main dekh leta hoon.",
)
WHICH_OF_THESE = Words("Which of these do you mean?", "Inme se kaun sa?")
STOCK_NOW = Words("Here is what we have of it now:", "Abhi itna hai:")
PRICES_NOW = Words("These are today's prices:", "Aaj ke daam:")
WHICH_TO_COMPARE = Words(
    "Which products shall I compare? Say, for example: compare Tata Salt and Aashirvaad Salt.",
    "Kin cheezon ki tulna karun? Jaise likhiye: Tata Salt aur Aashirvaad Salt compare karo.",
)
NOT_ENOUGH = Words(
    "Not enough of these are still sold here to compare them.",
    "Inme se tulna karne layak ab yahan nahi milte.",
)
FROM_EACH = Words("From {count}: {price} each", "{count} se: {price} ka ek")
IN_ALL = Words("{count} of them: {each} each, {total} in all", "{count} lene par: {each} ka ek, kul {total}")
NOTHING_WRITTEN = Words(
    "I have nothing written about that, and I will not guess. Shall I ask?",
    "Iske baare me mere paas kuch likha nahi hai, aur andaza nahi lagaunga. Kya poochh loon?",
)
ABOUT = Words("About {title}:", "{title} ke baare me:")

PRICE = Words("Price", "Daam")
BUYING_MORE = Words("Buying more", "Zyada lene par")
_FROM = Words("from {count}: {price}", "{count} se: {price}")
PACK = Words("Pack", "Pack")
SMALLEST_ORDER = Words("Smallest order", "Kam se kam order")
_STEPS = Words(", in steps of {step}", ", {step} {step} karke")
STOCK = Words("Stock", "Stock")
RATING = Words("Rating", "Rating")
OF_FIVE = Words("{rating} of 5", "5 me se {rating}")
SELLER = Words("Seller", "Seller")
_DELIVERS = Words("delivers {when}", "delivery {when}")
_TODAY, _TOMORROW = Words("today", "aaj"), Words("tomorrow", "kal")
_IN_DAYS = Words("in {days} days", "{days} din me")
_GONE = Words("out of stock just now", "abhi stock khatam hai")
_TOO_FEW = Words(
    "only {stock} left, less than the smallest order of {moq}",
    "sirf {stock} bache hain, kam se kam order {moq} ka hai",
)
_SO_MANY = Words("{stock} in stock", "{stock} stock me hain")
ENOUGH = Words("in stock", "stock me hai")
OUT = Words("out of stock", "stock khatam")


def details(product: Product, seller_name: str, days: int | None, locale: str) -> str:
    """All that is known of one product, in the same order for all of them."""
    lines = [product.title, product.description]
    mrp = f" (MRP {product.mrp.spoken()})" if product.mrp is not None and product.mrp != product.price else ""
    per = spoken_unit_price(product)
    lines.append(f"{PRICE.in_(locale)}: {product.price.spoken()}{mrp}" + (f", {per}" if per else ""))
    if product.tiers:
        tiers = "; ".join(
            _FROM.in_(locale).format(count=t.from_quantity, price=t.unit_price.spoken())
            for t in product.tiers
        )
        lines.append(f"{BUYING_MORE.in_(locale)}: {tiers}")
    lines.append(f"{PACK.in_(locale)}: {product.pack}" if product.pack else "")
    if product.moq > 1 or product.multiple > 1:
        step = _STEPS.in_(locale).format(step=product.multiple) if product.multiple > 1 else ""
        lines.append(f"{SMALLEST_ORDER.in_(locale)}: {product.moq}{step}")
    lines.append(f"{STOCK.in_(locale)}: {stock(product, locale)}")
    lines.append(f"{RATING.in_(locale)}: {rated(product, locale)}" if product.rating is not None else "")
    if seller_name:
        delivers = "" if days is None else ", " + _DELIVERS.in_(locale).format(when=when(days, locale))
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
        said = _SO_MANY if product.stock < 50 else ENOUGH
    return said.in_(locale).format(stock=product.stock, moq=product.moq)


def rated(product: Product, locale: str) -> str:
    return OF_FIVE.in_(locale).format(rating=f"{product.rating:g}") if product.rating is not None else ""


def when(days: int | None, locale: str) -> str:
    """In how many days; nothing where the shop does not say."""
    if days is None:
        return ""
    said = _TODAY if days <= 0 else _TOMORROW if days == 1 else _IN_DAYS
    return said.in_(locale).format(days=days)


def label(name: str) -> str:
    """ "shelf_life_days" as people read it; three letters are an abbreviation."""
    return name.upper() if len(name) <= 3 else name.replace("_", " ").capitalize()
