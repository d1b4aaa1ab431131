"""Words around what was found."""

from collections.abc import Sequence

from chat.days import day_in
from chat.words import Words
from shop.finding.asking import BOTH_ENDS, BOTH_WAYS, FREE, RANGE, Ask
from shop.finding.constraints import Constraints
from shop.finding.refining import NO_BIGGER, NO_CHEAPER, NO_DEARER, NO_PACKS, NO_SMALLER
from shop.money import Money

FOUND = Words("Here is what I found:", "Yeh mila:", "यह मिला:")
MORE = Words("More of these:", "Aur yeh hain:", "और ये हैं:")
SHOWING = Words("Showing “{words}”.", "“{words}” dikha raha hoon.", "“{words}” दिखा रहा हूँ।")
AS_TYPED = Words("As I typed it", "Jaisa likha tha", "जैसा लिखा था")
NEAREST = Words(
    "I found nothing with that name. The nearest I have:",
    "Is naam se kuch nahi mila. Sabse milta julta:",
    "इस नाम से कुछ नहीं मिला। सबसे मिलता-जुलता:",
)
NOT_SOLD = Words(
    "We have no “{words}” here. The nearest I have:",
    "“{words}” hamare paas nahi hai. Sabse milta julta:",
    "“{words}” हमारे पास नहीं है। सबसे मिलता-जुलता:",
)
NONE_OF_IT = Words(
    "We have no “{words}” here. Try another word, or look around:",
    "“{words}” hamare paas nahi hai. Doosra shabd likhiye, ya yahan dekhiye:",
    "“{words}” हमारे पास नहीं है। दूसरा शब्द लिखिए, या यहाँ देखिए:",
)
WE_HAVE_NO = Words("We have no “{words}”.", "“{words}” hamare paas nahi hai.", "“{words}” हमारे पास नहीं है।")
OF_EACH = Words("Of each:", "Har ek me se:", "हर एक में से:")
CHEAPEST_OF_EACH = Words("The cheapest of each:", "Har ek ka sabse sasta:", "हर एक का सबसे सस्ता:")
CHEAPEST = Words(
    "Cheapest first, by the price per {per}:", "Sasta pehle, {per} ke daam se:", "सस्ता पहले, {per} के दाम से:"
)
TURNED = Words("From {low} to {high}:", "{low} se {high} tak:", "{low} से {high} तक:")
NO_MORE = Words(
    "That was all of them. Tell me something else to look for.",
    "Bas itne hi the. Kuch aur bataiye, dhoondh deta hoon.",
    "बस इतने ही थे। कुछ और बताइए, ढूँढ देता हूँ।",
)
NOTHING = Words(
    "I found nothing for that. Try another word, or look around:",
    "Iske liye kuch nahi mila. Doosra shabd likhiye, ya yahan dekhiye:",
    "इसके लिए कुछ नहीं मिला। दूसरा शब्द लिखिए, या यहाँ देखिए:",
)
NOTHING_FITS = Words(
    "I found nothing that fits. Try with fewer conditions, or look around:",
    "Aisa kuch nahi mila. Kam shartein rakhiye, ya yahan dekhiye:",
    "ऐसा कुछ नहीं मिला। शर्तें कम कीजिए, या यहाँ देखिए:",
)
ASK_SELLERS = Words("Ask sellers to find it", "Sellers se dhoondwao", "सेलर से ढुँढवाइए")
NONE_STATES_IT = Words(
    "None states that it is {claim}; I can ask a seller.",
    "Kisi par nahi likha ki woh {claim} hai; main seller se poochh sakta hoon.",
    "किसी पर नहीं लिखा कि वह {claim} है; मैं सेलर से पूछ सकता हूँ।",
)
SIZES_OF = Words("{name} comes in:", "{name} in size me hai:", "{name} इन साइज़ में है:")
NO_CASE = Words(
    "None of these is sold by the case, only by the piece.",
    "Inme se koi peti me nahi bikta, sirf ek ek piece me.",
    "इनमें से कोई पेटी में नहीं बिकता, सिर्फ़ एक-एक पीस में।",
)
NO_SUCH_PACK = Words(
    "{pack} of that is not sold here. The nearest: {packs}.",
    "{pack} ka pack hamare paas nahi hai. Sabse paas: {packs}.",
    "{pack} का पैक हमारे पास नहीं है। सबसे पास: {packs}।",
)
SHOW_MORE = Words("Show more", "Aur dikhao", "और दिखाइए")
BROWSE = Words(
    "What are you looking for? These are our categories:",
    "Kya dhoondh rahe hain? Yeh hamari categories hain:",
    "क्या ढूँढ रहे हैं? हमारी श्रेणियाँ ये हैं:",
)
BRANDS_THERE = Words(
    "Brands that I have of it ({words}): {brands}.",
    "Isme yeh brand hain ({words}): {brands}.",
    "इसमें ये ब्रांड हैं ({words}): {brands}।",
)
LOOK_FOR = Words(
    "What shall I look for? Type its name, or pick a category:",
    "Kya dhoondhun? Naam likhiye, ya category chuniye:",
    "क्या ढूँढूँ? नाम लिखिए, या श्रेणी चुनिए:",
)
WHICH = Words(
    "Which products do you mean? Type a name, or pick a category:",
    "Kaun sa saman? Naam likhiye, ya category chuniye:",
    "कौन-सा सामान? नाम लिखिए, या श्रेणी चुनिए:",
)
MORE_OF_WHAT = Words(
    "More of what? Type a name, or pick a category:",
    "Aur kya dikhaun? Naam likhiye, ya category chuniye:",
    "और क्या दिखाऊँ? नाम लिखिए, या श्रेणी चुनिए:",
)
NO_BRAND = Words(
    "We have no brand called “{brand}”.",
    "“{brand}” naam ka brand hamare paas nahi hai.",
    "“{brand}” नाम का ब्रांड हमारे पास नहीं है।",
)
OTHER_BRANDS = Words("This is what I have, of {brands}:", "Yeh hai, {brands} ka:", "यह है, {brands} का:")
NOT_STATED = Words(
    "None of these states that it is {what}: please check the label, or let me ask the seller.",
    "Inme se kisi par nahi likha ki yeh {what} hai: label dekh lijiye, ya main seller se poochh loon.",
    "इनमें से किसी पर नहीं लिखा कि यह {what} है: लेबल देख लीजिए, या मैं सेलर से पूछ लूँ।",
)
NOT_ALL_STATE = Words(
    "Not all of these state that they are {what}: please check the label, or let me ask the seller.",
    "Inme se sab par nahi likha ki yeh {what} hain: label dekh lijiye, ya main seller se poochh loon.",
    "इनमें से सब पर नहीं लिखा कि ये {what} हैं: लेबल देख लीजिए, या मैं सेलर से पूछ लूँ।",
)
FREE_OF = Words("free of {what}", "bina {what}", "बिना {what}")
NONE_STATES = Words(
    "Nothing like that here states that it is {claims}, so I can't promise it. "
    "A seller can be asked, or look around:",
    "Yahan aise kisi saman par nahi likha ki woh {claims} hai, isliye pakka nahi keh sakta. "
    "Seller se poochh sakte hain, ya yahan dekhiye:",
    "यहाँ ऐसे किसी सामान पर नहीं लिखा कि वह {claims} है, इसलिए पक्का नहीं कह सकता। सेलर से पूछ सकते हैं, या यहाँ देखिए:",
)
AND = Words(
    "We have no brand called “{brand}”.",
    "“{brand}” naam ka brand hamare paas nahi hai.",
    "“{brand}” नाम का ब्रांड हमारे पास नहीं है।",
)
OTHER_BRANDS = Words("This is what I have, of {brands}:", "Yeh hai, {brands} ka:", "यह है, {brands} का:")
AND = Words("and", "aur", "और")
OR = Words("or", "ya", "या")
GIVEN_UP = Words(
    "Nothing fits all of that. Without “{left}” I found:",
    "Yeh sab ek saath kisi me nahi hai. “{left}” chhod kar yeh mila:",
    "यह सब एक साथ किसी में नहीं है। “{left}” छोड़कर यह मिला:",
)
_TELLS = {
    FREE: Words(
        "Nothing here is free or costs less than nothing. Up to which price shall I look?",
        "Muft yahan kuch nahi hai. Kitne rupaye tak ka dikhaun?",
        "यहाँ मुफ़्त कुछ नहीं है। कितने रुपये तक का दिखाऊँ?",
    ),
    RANGE: Words(
        "Nothing can cost more than {low} and less than {high} at once. Which price do you mean?",
        "{low} se zyada aur {high} se kam ek saath nahi ho sakta. Kaun sa daam chahiye?",
        "{low} से ज़्यादा और {high} से कम एक साथ नहीं हो सकता। कौन-सा दाम चाहिए?",
    ),
    BOTH_ENDS: Words(
        "The cheapest or the most expensive: which of them shall I show first?",
        "Sabse sasta ya sabse mehnga: pehle kaun sa dikhaun?",
        "सबसे सस्ता या सबसे महँगा: पहले कौन-सा दिखाऊँ?",
    ),
    BOTH_WAYS: Words(
        "You asked for {about} and not for {about}. Which one is it?",
        "Aapne {about} manga bhi aur mana bhi kiya. Chahiye ya nahi?",
        "आपने {about} माँगा भी और मना भी किया। चाहिए या नहीं?",
    ),
    NO_CHEAPER: Words("Nothing is cheaper than that.", "Isse sasta kuch nahi hai.", "इससे सस्ता कुछ नहीं है।"),
    NO_DEARER: Words("Nothing costs more than that.", "Isse mehnga kuch nahi hai.", "इससे महँगा कुछ नहीं है।"),
    NO_BIGGER: Words("There is no bigger pack.", "Isse bada pack nahi hai.", "इससे बड़ा पैक नहीं है।"),
    NO_SMALLER: Words("There is no smaller pack.", "Isse chhota pack nahi hai.", "इससे छोटा पैक नहीं है।"),
    NO_PACKS: Words(
        "These do not say how much is in a pack.",
        "Inme nahi likha ki pack me kitna hai.",
        "इनमें नहीं लिखा कि पैक में कितना है।",
    ),
}
_CONDITIONS = {
    "price": Words("at {high}", "{high} wala", "{high} वाला"),
    "price_min": Words("from {low}", "{low} se upar", "{low} से ऊपर"),
    "price_max": Words("up to {high}", "{high} tak", "{high} तक"),
    "brands": Words("only {brands}", "sirf {brands}", "सिर्फ़ {brands}"),
    "categories": Words("in {categories}", "{categories} me", "{categories} में"),
    "sellers": Words("only that seller", "sirf wahi seller", "सिर्फ़ वही सेलर"),
    "pack": Words("{pack} pack", "{pack} pack", "{pack} का पैक"),
    "pack_min": Words("the bigger pack", "bada pack", "बड़ा पैक"),
    "pack_max": Words("the smaller pack", "chhota pack", "छोटा पैक"),
    "rating_min": Words("rated {rating} or more", "rating {rating} ya zyada", "रेटिंग {rating} या ज़्यादा"),
    "loose": Words("loose", "khula", "खुला"),
    "in_stock": Words("in stock", "stock me", "स्टॉक में"),
    "moq_max": Words(
        "smallest order up to {count}", "kam se kam order {count} tak", "कम से कम ऑर्डर {count} तक"
    ),
    "deliver_by": Words("delivered by {day}", "{day} tak delivery", "{day} तक डिलीवरी"),
}


def told(problem: str, ask: Ask, locale: str) -> str:
    """What makes no sense in this, with the question that gets on."""
    low, high = Money(ask.constraints.price_min or 0), Money(ask.constraints.price_max or 0)
    return _TELLS[problem].in_(locale, low=low.spoken(), high=high.spoken(), about=ask.about)


def given_up(names: Sequence[str], wanted: Constraints, locale: str) -> str:
    """Which conditions could not be kept."""
    if wanted.price_min is not None and wanted.price_min == wanted.price_max:
        names = [name for name in names if name != "price_min"]  # "at Rs 10" says both
    said = dict.fromkeys(_condition(name, wanted, locale) for name in names)
    return GIVEN_UP.in_(locale, left=f"” {AND.in_(locale)} “".join(said))


def brands(names: Sequence[str], locale: str) -> str:
    """ "Parle, Britannia and Sunfeast"."""
    *firsts, last = names
    return f"{', '.join(firsts)} {AND.in_(locale)} {last}" if firsts else last


def _condition(name: str, wanted: Constraints, locale: str) -> str:
    """ "Up to ₹100": the words of one condition."""
    if name == "price_max" and wanted.price_min == wanted.price_max:
        name = "price"
    either = f" {OR.in_(locale)} "
    return _CONDITIONS[name].in_(
        locale,
        low=Money(wanted.price_min or 0).spoken(),
        high=Money(wanted.price_max or 0).spoken(),
        brands=either.join(wanted.brands),
        categories=either.join(wanted.categories),
        pack=wanted.pack.spoken() if wanted.pack else "",
        rating=f"{wanted.rating_min or 0:g}",
        count=wanted.moq_max,
        day=day_in(locale, wanted.deliver_by) if wanted.deliver_by else "",
    )
