"""Words around what was found."""

from collections.abc import Callable, Sequence

from chat.words import Words
from shop.finding.asking import BOTH_ENDS, BOTH_WAYS, FREE, RANGE, Ask
from shop.finding.constraints import Constraints
from shop.finding.refining import NO_BIGGER, NO_CHEAPER, NO_DEARER, NO_PACKS, NO_SMALLER
from shop.money import Money

FOUND = Words("Here is what I found:", "Yeh mila:")
MORE = Words("More of these:", "Aur yeh hain:")
SHOWING = Words("Showing “{words}”.", "“{words}” dikha raha hoon.")
AS_TYPED = Words("As I typed it", "Jaisa likha tha")
NEAREST = Words(
    "I found nothing with that name. The nearest I have:", "Is naam se kuch nahi mila. Sabse milta julta:"
)
CHEAPEST = Words("Cheapest first, by the price per {per}:", "Sasta pehle, {per} ke daam se:")
TURNED = Words("From {low} to {high}:", "{low} se {high} tak:")
NO_MORE = Words(
    "That was all of them. Tell me something else to look for.",
    "Bas itne hi the. Kuch aur bataiye, dhoondh deta hoon.",
)
NOTHING = Words(
    "I found nothing for that. Try another word, or look around:",
    "Iske liye kuch nahi mila. Doosra shabd likhiye, ya yahan dekhiye:",
)
NOTHING_FITS = Words(
    "I found nothing that fits. Try with fewer conditions, or look around:",
    "Aisa kuch nahi mila. Kam shartein rakhiye, ya yahan dekhiye:",
)
ASK_SELLERS = Words("Ask sellers to find it", "Sellers se dhoondwao")
SHOW_MORE = Words("Show more", "Aur dikhao")
BROWSE = Words(
    "What are you looking for? These are our categories:",
    "Kya dhoondh rahe hain? Yeh hamari categories hain:",
)
LOOK_FOR = Words(
    "What shall I look for? Type its name, or pick a category:",
    "Kya dhoondhun? Naam likhiye, ya category chuniye:",
)
WHICH = Words(
    "Which products do you mean? Type a name, or pick a category:",
    "Kaun sa saman? Naam likhiye, ya category chuniye:",
)
MORE_OF_WHAT = Words(
    "More of what? Type a name, or pick a category:", "Aur kya dikhaun? Naam likhiye, ya category chuniye:"
)
NO_BRAND = Words("We have no brand called “{brand}”.", "“{brand}” naam ka brand hamare paas nahi hai.")
OTHER_BRANDS = Words("This is what I have, of {brands}:", "Yeh hai, {brands} ka:")
AND = Words("and", "aur")
GIVEN_UP = Words(
    "Nothing fits all of that. Without “{left}” I found:",
    "Yeh sab ek saath kisi me nahi hai. “{left}” chhod kar yeh mila:",
)
_TELLS = {
    FREE: Words(
        "Nothing here is free or costs less than nothing. Up to which price shall I look?",
        "Muft yahan kuch nahi hai. Kitne rupaye tak ka dikhaun?",
    ),
    RANGE: Words(
        "Nothing can cost more than {low} and less than {high} at once. Which price do you mean?",
        "{low} se zyada aur {high} se kam ek saath nahi ho sakta. Kaun sa daam chahiye?",
    ),
    BOTH_ENDS: Words(
        "The cheapest or the most expensive: which of them shall I show first?",
        "Sabse sasta ya sabse mehnga: pehle kaun sa dikhaun?",
    ),
    BOTH_WAYS: Words(
        "You asked for {about} and not for {about}. Which one is it?",
        "Aapne {about} manga bhi aur mana bhi kiya. Chahiye ya nahi?",
    ),
    NO_CHEAPER: Words("Nothing is cheaper than that.", "Isse sasta kuch nahi hai."),
    NO_DEARER: Words("Nothing costs more than that.", "Isse mehnga kuch nahi hai."),
    NO_BIGGER: Words("There is no bigger pack.", "Isse bada pack nahi hai."),
    NO_SMALLER: Words("There is no smaller pack.", "Isse chhota pack nahi hai."),
    NO_PACKS: Words("These do not say how much is in a pack.", "Inme nahi likha ki pack me kitna hai."),
}


def told(problem: str, ask: Ask, locale: str) -> str:
    """What makes no sense in this, with the question that gets on."""
    low, high = Money(ask.constraints.price_min or 0), Money(ask.constraints.price_max or 0)
    return _TELLS[problem].in_(locale).format(low=low.spoken(), high=high.spoken(), about=ask.about)


def given_up(names: Sequence[str], wanted: Constraints, locale: str) -> str:
    """Which conditions could not be kept."""
    if wanted.price_min is not None and wanted.price_min == wanted.price_max:
        names = [name for name in names if name != "price_min"]  # "at Rs 10" says both
    said = dict.fromkeys(_conditions(wanted)[name]().in_(locale) for name in names)
    left = f"” {AND.in_(locale)} “".join(said)
    return GIVEN_UP.in_(locale).format(left=left)


def brands(names: Sequence[str], locale: str) -> str:
    """ "Parle, Britannia and Sunfeast"."""
    *firsts, last = names
    return f"{', '.join(firsts)} {AND.in_(locale)} {last}" if firsts else last


def _conditions(wanted: Constraints) -> dict[str, Callable[[], Words]]:
    def both(words: str) -> Words:
        return Words(words, words)

    def most() -> Words:
        high = Money(wanted.price_max or 0).spoken()
        if wanted.price_min == wanted.price_max:
            return Words(f"at {high}", f"{high} wala")
        return Words(f"up to {high}", f"{high} tak")

    low = Money(wanted.price_min or 0).spoken()
    rating, day = f"{wanted.rating_min or 0:g}", f"{wanted.deliver_by:%d %b}" if wanted.deliver_by else ""
    return {
        "price_min": lambda: Words(f"from {low}", f"{low} se upar"),
        "price_max": most,
        "brands": lambda: Words("only " + " or ".join(wanted.brands), "sirf " + " ya ".join(wanted.brands)),
        "categories": lambda: Words(
            "in " + " or ".join(wanted.categories), " ya ".join(wanted.categories) + " me"
        ),
        "sellers": lambda: Words("only that seller", "sirf wahi seller"),
        "pack": lambda: both(f"{wanted.pack.spoken()} pack" if wanted.pack else ""),
        "pack_min": lambda: Words("the bigger pack", "bada pack"),
        "pack_max": lambda: Words("the smaller pack", "chhota pack"),
        "rating_min": lambda: Words(f"rated {rating} or more", f"rating {rating} ya zyada"),
        "in_stock": lambda: Words("in stock", "stock me"),
        "moq_max": lambda: Words(
            f"smallest order up to {wanted.moq_max}", f"kam se kam order {wanted.moq_max} tak"
        ),
        "deliver_by": lambda: Words(f"delivered by {day}", f"{day} tak delivery"),
    }
