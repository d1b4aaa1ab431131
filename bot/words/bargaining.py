"""Words around a seller's price for a quantity, and vouchers."""

from chat.words import Words

WHICH_VOUCHER = Words(
    "Which voucher? Send me its code, for example: voucher WELCOME50.",
    "Kaunsa voucher? Uska code bhejiye, jaise: voucher WELCOME50.",
    "कौन-सा वाउचर? उसका कोड भेजिए, जैसे: voucher WELCOME50.",
)
VOUCHER_TAKEN = Words(
    "The voucher is on your cart.", "Voucher aapke cart par lag gaya.", "वाउचर आपके कार्ट पर लग गया।"
)
NOBODY_ASKED = Words(
    "All right, no seller was asked.", "Theek hai, kisi seller se nahi poocha.", "ठीक है, किसी सेलर से नहीं पूछा।"
)
WHICH_GOODS = Words(
    "For which product, and how many? For example: quote for 500 maggi 70g.",
    "Kaunsa saman, aur kitna? Jaise: quote for 500 maggi 70g.",
    "किस सामान का, और कितना? जैसे: quote for 500 maggi 70g.",
)
HOW_MANY = Words(
    "How many {title} would you take? By the list: {prices}. For example: quote for 500.",
    "{title} kitne lenge? List ka daam: {prices}. Jaise: quote for 500.",
    "{title} कितने लेंगे? लिस्ट का दाम: {prices}। जैसे: quote for 500.",
)
NOT_SO_MANY = Words(
    "{title} is not sold by {quantity}: {counts} would work. How many shall I ask the seller for?",
    "{title} {quantity} ke hisaab se nahi milta: {counts} chalega. Seller se kitne ke liye poochhun?",
    "{title} {quantity} के हिसाब से नहीं मिलता: {counts} चलेगा। सेलर से कितने के लिए पूछूँ?",
)
HOW_MUCH_IN_ONE = Words(
    "I don't know how much a {measure} of {title} is. Is {price} for one of it meant?",
    "{title} ke ek {measure} ka hisaab mujhe nahi pata. Kya {price} ek ka hai?",
    "{title} के एक {measure} का हिसाब मुझे नहीं पता। क्या {price} एक का है?",
)
EACH = Words("Yes, {price} each", "Haan, {price} ek ka", "हाँ, {price} एक का")
ANY_PRICE = Words("a price", "daam", "दाम")
SHALL_I = Words(
    "Shall I ask the seller for {hoped} on {quantity} x {title} (list price {usual} each)?",
    "Seller se {quantity} x {title} ke liye {hoped} poochhun? (list price {usual} ek ka)",
    "सेलर से {quantity} x {title} के लिए {hoped} पूछूँ? (लिस्ट का दाम {usual} एक का)",
)
SHALL_I_ALL = Words(
    "Shall I ask the sellers for a price on these?\n{goods}",
    "In sab ke liye sellers se daam poochhun?\n{goods}",
    "इन सब के लिए सेलरों से दाम पूछूँ?\n{goods}",
)
ONE_OF_ALL = Words(
    "• {quantity} x {title} (list price {usual} each)",
    "• {quantity} x {title} (list price {usual} ek ka)",
    "• {quantity} x {title} (लिस्ट का दाम {usual} एक का)",
)
NO_DISCOUNT = Words(
    "I can't give or note a discount that was promised elsewhere: what is written here counts, with the "
    "lower prices for more pieces. For a better price I can ask the seller.",
    "Kahin aur boli gayi chhoot main na de sakta hun na likh sakta hun: yahan likha daam hi chalega, zyada "
    "lene par sasta. Behtar daam ke liye seller se poochh sakta hun.",
    "कहीं और बोली गई छूट मैं न दे सकता हूँ न लिख सकता हूँ: यहाँ लिखा दाम ही चलेगा, ज़्यादा लेने पर सस्ता। बेहतर दाम के लिए "
    "सेलर से पूछ सकता हूँ।",
)
WITH_TERMS = Words("Said with it: “{terms}”.", "Saath me: “{terms}”.", "साथ में: “{terms}”।")
ADD_TERMS = Words(
    "Quote {number} is with the seller without “{terms}”. Shall I withdraw it and ask anew with that?",
    "Quote {number} seller ke paas hai, “{terms}” ke bina. Wapas lekar iske saath phir se poochhun?",
    "कोटेशन {number} सेलर के पास है, “{terms}” के बिना। वापस लेकर इसके साथ फिर से पूछूँ?",
)
YES_ANEW = Words("Yes, ask anew", "Haan, phir se poochho", "हाँ, फिर से पूछिए")
YES_ASK = Words("Yes, ask the seller", "Haan, seller se poochho", "हाँ, सेलर से पूछिए")
ASKED = Words(
    "I asked the seller for {hoped} on {quantity} x {title} (list price {usual} each). Quote {number}: "
    "the answer comes here.",
    "Seller se {quantity} x {title} ke liye {hoped} poochha hai (list price {usual} ek ka). Quote {number}: "
    "jawab yahin aayega.",
    "सेलर से {quantity} x {title} के लिए {hoped} पूछा है (लिस्ट का दाम {usual} एक का)। कोटेशन "
    "{number}: जवाब यहीं आएगा।",
)
WITHDRAW = Words("Withdraw it", "Wapas lo", "वापस लीजिए")
SHALL_WITHDRAW = Words(
    "Shall I withdraw quote {number}, for {title}?",
    "Quote {number} wapas loon, {title} wala?",
    "कोटेशन {number} वापस लूँ, {title} वाला?",
)
WITHDRAWN = Words(
    "Quote {number} is withdrawn.", "Quote {number} wapas le liya.", "कोटेशन {number} वापस ले लिया।"
)
CLOSED = Words(
    "Quote {number} is closed already.",
    "Quote {number} pehle hi band ho chuka hai.",
    "कोटेशन {number} पहले ही बंद हो चुका है।",
)
NONE_ASKED = Words(
    "You have asked no seller for a price yet. For example: quote for 500 maggi 70g.",
    "Abhi kisi seller se daam nahi poocha hai. Jaise: quote for 500 maggi 70g.",
    "अभी किसी सेलर से दाम नहीं पूछा है। जैसे: quote for 500 maggi 70g.",
)
ONE_ASKED = Words(
    "{number}: {quantity} x {title}, asked for {hoped}: {state}",
    "{number}: {quantity} x {title}, {hoped} poocha: {state}",
    "{number}: {quantity} x {title}, {hoped} पूछा: {state}",
)
CAME_OF_IT = {
    "asked": Words("no answer yet", "abhi jawab nahi aaya", "अभी जवाब नहीं आया"),
    "offered": Words(
        "the seller offers {price} each", "seller {price} ek ka de raha hai", "सेलर {price} एक का दे रहा है"
    ),
    "refused": Words("the seller said no", "seller ne mana kiya", "सेलर ने मना किया"),
    "accepted": Words("agreed at {price} each", "{price} ek ka tay hua", "{price} एक का तय हुआ"),
    "declined": Words("withdrawn", "wapas le liya", "वापस ले लिया"),
}
COMES_HERE = Words(
    "I cannot say when a seller answers; the answer comes here as soon as there is one.",
    "Seller kab jawab dega yeh main nahi bata sakta; jawab aate hi yahin milega.",
    "सेलर कब जवाब देगा यह मैं नहीं बता सकता; जवाब आते ही यहीं मिलेगा।",
)
QUESTION_WAITS = Words(
    "Your question about {title}: no answer yet",
    "{title} ke baare me aapka sawaal: abhi jawab nahi aaya",
    "{title} के बारे में आपका सवाल: अभी जवाब नहीं आया",
)
