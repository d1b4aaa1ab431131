"""Words around a seller's price for a quantity, and vouchers."""

from chat.words import Words

WHICH_VOUCHER = Words(
    "Which voucher? Send me its code, for example: voucher WELCOME50.",
    "Kaunsa voucher? Uska code bhejiye, jaise: voucher WELCOME50.",
)
VOUCHER_TAKEN = Words("The voucher is on your cart.", "Voucher aapke cart par lag gaya.")
NOBODY_ASKED = Words("All right, no seller was asked.", "Theek hai, kisi seller se nahi poocha.")
WHICH_GOODS = Words(
    "For which product, and how many? For example: quote for 500 maggi 70g.",
    "Kaunsa saman, aur kitna? Jaise: quote for 500 maggi 70g.",
)
HOW_MANY = Words(
    "How many {title} would you take? For example: quote for 500.",
    "{title} kitne lenge? Jaise: quote for 500.",
)
NOT_SO_MANY = Words(
    "{title} is not sold by {quantity}: {counts} would work. How many shall I ask the seller for?",
    "{title} {quantity} nahi bikta: {counts} chalega. Seller se kitne ke liye poochhun?",
)
HOW_MUCH_IN_ONE = Words(
    "I don't know how much a {measure} of {title} is. Is {price} for one of it meant?",
    "{title} ke ek {measure} ka hisaab mujhe nahi pata. Kya {price} ek ka hai?",
)
EACH = Words("Yes, {price} each", "Haan, {price} ek ka")
HOPED = Words("{price} each", "{price} ek ka")
ANY_PRICE = Words("a price", "daam")
SHALL_I = Words(
    "Shall I ask the seller for {hoped} on {quantity} x {title} (list price {usual} each)?",
    "Seller se {quantity} x {title} ke liye {hoped} poochhun? (list price {usual} ek ka)",
)
YES_ASK = Words("Yes, ask the seller", "Haan, seller se poochho")
GONE = Words("That product is not sold any more.", "Woh saman ab nahi bikta.")
ASKED = Words(
    "I asked the seller for {hoped} on {quantity} x {title} (list price {usual} each). Quote {number}: "
    "the answer comes here.",
    "Seller se {quantity} x {title} ke liye {hoped} poochha hai (list price {usual} ek ka). Quote {number}: "
    "jawab yahin aayega.",
)
WITHDRAW = Words("Withdraw it", "Wapas lo")
WITHDRAWN = Words("Quote {number} is withdrawn.", "Quote {number} wapas le liya.")
CLOSED = Words("Quote {number} is closed already.", "Quote {number} pehle hi band ho chuka hai.")
