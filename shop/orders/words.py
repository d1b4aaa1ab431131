"""How an order stands in words, and why it is not changed."""

from collections.abc import Mapping

from chat.words import Words
from shop.orders.status import BY_MISTAKE, NOT_NEEDED, Status, Step

STATES: Mapping[Status, Words] = {
    "pending": Words(
        "placed, waiting to be packed",
        "order ho gaya, pack hona baaki",
        "ऑर्डर हो गया, पैक होना बाकी",
    ),
    "changed": Words(
        "placed with your changes, waiting to be packed",
        "badlaav ke saath order ho gaya, pack hona baaki",
        "बदलाव के साथ ऑर्डर हो गया, पैक होना बाकी",
    ),
    "packed": Words("packed", "pack ho gaya", "पैक हो गया"),
    "shipped": Words("on its way", "raaste me", "रास्ते में"),
    "delivered": Words("delivered", "deliver ho gaya", "डिलीवर हो गया"),
    "cancelled": Words("cancelled", "cancel ho gaya", "कैंसिल हो गया"),
    "return_requested": Words("waiting for your return", "aapki wapsi ka intezaar", "आपकी वापसी का इंतज़ार"),
    "returned": Words("returned", "wapas aa gaya", "वापस आ गया"),
    "exchange_requested": Words("waiting for your exchange", "badalne ka intezaar", "बदलने का इंतज़ार"),
    "exchanged": Words("exchanged", "badal diya gaya", "बदल दिया गया"),
}
CANCEL_REASONS: Mapping[str, Words] = {
    NOT_NEEDED: Words("No longer needed", "Ab zaroorat nahi", "अब ज़रूरत नहीं"),
    BY_MISTAKE: Words("Ordered by mistake", "Galti se order hua", "ग़लती से ऑर्डर हुआ"),
}
# An order in the chat.
ORDER_LINE = Words(
    "Order {order} of {day}: {status}, {total}",
    "Order {order}, {day}: {status}, {total}",
    "ऑर्डर {order}, {day}: {status}, {total}",
)
CHARGES = Words(
    "Delivery and discounts: {amount}", "Delivery aur chhoot: {amount}", "डिलीवरी और छूट: {amount}"
)
SENT_TO = Words("To: {address}", "Pata: {address}", "पता: {address}")
NOTE = Words("Note: {note}", "Note: {note}", "नोट: {note}")
ITS_GOODS = Words("What is in it", "Isme kya hai", "इसमें क्या है")
CANCEL_IT = Words("Cancel it", "Cancel karein", "कैंसिल करें")
RETURN_SOMETHING = Words("Return something", "Kuch wapas karein", "कुछ वापस करें")
ORDER_AGAIN = Words("Order it again", "Phir se order karein", "फिर से ऑर्डर करें")
INVOICE = Words("Invoice", "Invoice", "इनवॉइस")
IN_PARTS = Words(
    "It comes in {count} parts, for each seller sends their own goods:",
    "Yeh {count} hisson me aayega, kyunki har seller apna saman khud bhejta hai:",
    "यह {count} हिस्सों में आएगा, क्योंकि हर सेलर अपना सामान खुद भेजता है:",
)
WAITING = Words("waiting to be packed", "pack hona baaki", "पैक होना बाकी")
PRODUCTS = Words("{count} products", "{count} saman", "{count} सामान")
TRACKING = Words("Tracking: {numbers}", "Tracking: {numbers}", "ट्रैकिंग: {numbers}")
# News of an order that moved.
MOVED = Words(
    "Your order {order} is {status}.", "Aapka order {order}: {status}.", "आपका ऑर्डर {order}: {status}।"
)
PART_MOVED = Words(
    "A part of your order {order} is {status}: {goods} from {seller}.",
    "Aapke order {order} ka ek hissa {status}: {seller} se {goods}.",
    "आपके ऑर्डर {order} का एक हिस्सा {status}: {seller} से {goods}।",
)
LAST_PART = Words("That was the last part.", "Yeh aakhri hissa tha.", "यह आख़िरी हिस्सा था।")
# What becomes of one seller's part.
PART_STATES: Mapping[str, Words] = {
    "packed": Words("packed", "pack", "पैक"),
    "shipped": Words("shipped", "ship", "रवाना"),
    "delivered": Words("delivered", "deliver", "डिलीवर"),
}
STEPS_CLOSED: Mapping[Step, Words] = {
    "change_items": Words(
        "its items can no longer be changed. Items are changed once, before packing.",
        "iska saman ab nahi badal sakta. Saman ek hi baar, pack hone se pehle badalta hai.",
        "इसका सामान अब नहीं बदल सकता। सामान एक ही बार, पैक होने से पहले बदलता है।",
    ),
    "cancel": Words(
        "it can't be cancelled any more. You can return it once it is delivered.",
        "ab cancel nahi ho sakta. Deliver hone par wapas kar sakte hain.",
        "अब कैंसिल नहीं हो सकता। डिलीवर होने पर वापस कर सकते हैं।",
    ),
    "ask_return": Words(
        "only a delivered order can be returned, and only once.",
        "sirf deliver hua order wapas hota hai, woh bhi ek hi baar.",
        "सिर्फ़ डिलीवर हुआ ऑर्डर वापस होता है, वह भी एक ही बार।",
    ),
    "ask_exchange": Words(
        "only a delivered order can be exchanged, and only once.",
        "sirf deliver hua order badalta hai, woh bhi ek hi baar.",
        "सिर्फ़ डिलीवर हुआ ऑर्डर बदलता है, वह भी एक ही बार।",
    ),
    "pack": Words("it can't be packed now.", "abhi pack nahi ho sakta.", "अभी पैक नहीं हो सकता।"),
    "ship": Words("it can't be sent now.", "abhi bheja nahi ja sakta.", "अभी भेजा नहीं जा सकता।"),
    "deliver": Words("it can't be delivered now.", "abhi deliver nahi ho sakta.", "अभी डिलीवर नहीं हो सकता।"),
    "take_back": Words(
        "no return of it is open.", "iski koi wapsi baaki nahi hai.", "इसकी कोई वापसी बाकी नहीं है।"
    ),
    "exchange": Words(
        "no exchange of it is open.", "iska kuch badalna baaki nahi hai.", "इसका कुछ बदलना बाकी नहीं है।"
    ),
}
REFUSALS: Mapping[str, Words] = {
    "step_closed": Words(
        "Order {order} is {status}: {step}",
        "Order {order} ({status}): {step}",
        "ऑर्डर {order} ({status}): {step}",
    ),
    "payment_closed": Words(
        "Order {order} is {status}: its payment can no longer be changed.",
        "Order {order} ({status}): iska payment ab nahi badal sakta.",
        "ऑर्डर {order} ({status}): इसका भुगतान अब नहीं बदल सकता।",
    ),
    "items_closed": Words(
        "Order {order} is {status}: nothing can be taken out of it any more.",
        "Order {order} ({status}): isme se ab kuch nahi nikal sakta.",
        "ऑर्डर {order} ({status}): इसमें से अब कुछ नहीं निकल सकता।",
    ),
    "only_fewer": Words(
        "Order {order} has {bought} x {title}. More of it is a new order: put it in the cart.",
        "Order {order} me {bought} x {title} hai. Zyada chahiye to naya order banega: cart me daaliye.",
        "ऑर्डर {order} में {bought} x {title} है। ज़्यादा चाहिए तो नया ऑर्डर बनेगा: कार्ट में डालिए।",
    ),
    "nothing_left": Words(
        "Nothing would be left of order {order}. Shall it be cancelled? Write: cancel order {order}",
        "Order {order} me kuch nahi bachega. Cancel karna ho to likhiye: cancel order {order}",
        "ऑर्डर {order} में कुछ नहीं बचेगा। कैंसिल करना हो तो लिखिए: cancel order {order}",
    ),
    "left_not_sold": Words(
        "{title} is sold as {counts}, not so many.",
        "{title} itna nahi bikta: {counts} chalega.",
        "{title} इतना नहीं बिकता: {counts} चलेगा।",
    ),
    "address_closed": Words(
        "Order {order} is {status}: its address can no longer be changed.",
        "Order {order} ({status}): iska pata ab nahi badal sakta.",
        "ऑर्डर {order} ({status}): इसका पता अब नहीं बदल सकता।",
    ),
    "note_closed": Words(
        "Order {order} is {status}: nothing can be noted on it any more.",
        "Order {order} ({status}): isme ab kuch likh nahi sakte.",
        "ऑर्डर {order} ({status}): इसमें अब कुछ लिख नहीं सकते।",
    ),
    "note_missing": Words("What shall I note on the order?", "Order me kya likh dun?", "ऑर्डर में क्या लिख दूँ?"),
    "note_full": Words(
        "Order {order} has a long note already; more than {most} letters don't fit.",
        "Order {order} me note pehle se lamba hai; {most} akshar se zyada nahi aate.",
        "ऑर्डर {order} में नोट पहले से लंबा है; {most} अक्षर से ज़्यादा नहीं आते।",
    ),
    "part_not_yours": Words(
        "Nothing of order {order} is yours.",
        "Order {order} me aapka kuch nahi hai.",
        "ऑर्डर {order} में आपका कुछ नहीं है।",
    ),
    "part_closed": Words(
        "Order {order} is {status}: your part of it can't be {wanted} now.",
        "Order {order} ({status}): aapka hissa ab {wanted} nahi ho sakta.",
        "ऑर्डर {order} ({status}): आपका हिस्सा अब {wanted} नहीं हो सकता।",
    ),
    "part_done": Words(
        "Your part of order {order} is {now} already.",
        "Order {order} ka aapka hissa pehle hi {now} ho chuka hai.",
        "ऑर्डर {order} का आपका हिस्सा पहले ही {now} हो चुका है।",
    ),
    "part_step_unknown": Words(
        "You can move your part of an order to {steps}.",
        "Order ke apne hisse ko aap yahan tak badha sakte hain: {steps}.",
        "ऑर्डर के अपने हिस्से को आप यहाँ तक बढ़ा सकते हैं: {steps}.",
    ),
    "step_unknown": Words(
        "An order can't be moved to {wanted!r}: {steps}.",
        "Order {wanted!r} nahi ho sakta: {steps}.",
        "ऑर्डर {wanted!r} नहीं हो सकता: {steps}.",
    ),
    "reason_missing": Words(
        "To cancel I need the reason: no longer needed or ordered by mistake?",
        "Cancel karne ke liye wajah bataiye: ab zaroorat nahi, ya galti se order hua?",
        "कैंसिल करने के लिए वजह बताइए: अब ज़रूरत नहीं, या ग़लती से ऑर्डर हुआ?",
    ),
    "several_payments": Words(
        "Order {order} has more than one payment; a person has to look at that.",
        "Order {order} me ek se zyada payment hain; yeh hamare aadmi ko dekhna hoga.",
        "ऑर्डर {order} में एक से ज़्यादा भुगतान हैं; यह हमारे आदमी को देखना होगा।",
    ),
    "paid_that_way": Words(
        "The order is paid that way already. Which other way shall it be?",
        "Order ka payment isi tareeke se hua hai. Doosra kaun sa tareeka rakhun?",
        "ऑर्डर का भुगतान इसी तरीके से हुआ है। दूसरा कौन सा तरीका रखूँ?",
    ),
    "address_missing": Words(
        "Please tell me the whole new address.", "Poora naya pata bataiye.", "पूरा नया पता बताइए।"
    ),
    "refund_elsewhere": Words(
        "A refund goes back the way you paid, or to store credit. Which shall it be?",
        "Refund usi tareeke se wapas jata hai jisse payment hua, ya store credit me. Kaun sa karun?",
        "रिफंड उसी तरीके से वापस जाता है जिससे भुगतान हुआ, या स्टोर क्रेडिट में। कौन सा करूँ?",
    ),
    "items_missing": Words(
        "Which items of the order do you mean?", "Order ka kaun sa saman?", "ऑर्डर का कौन सा सामान?"
    ),
    "not_in_order": Words(
        "Order {order} does not hold {count} of {sku}.",
        "Order {order} me {sku} ke {count} piece nahi hain.",
        "ऑर्डर {order} में {sku} के {count} पीस नहीं हैं।",
    ),
    "more_than_bought": Words(
        "Order {order} has only {bought} x {title}. Of how many is it?",
        "Order {order} me {title} sirf {bought} hai. Kitne ki baat hai?",
        "ऑर्डर {order} में {title} सिर्फ़ {bought} है। कितने की बात है?",
    ),
    "count_missing": Words(
        "Tell me how many pieces to change, from 1 up.",
        "Kitne piece badalne hain bataiye, 1 ya usse zyada.",
        "कितने पीस बदलने हैं बताइए, 1 या उससे ज़्यादा।",
    ),
    "not_alike": Words(
        "I can only change an item to another kind of the same product, or to goods like it, "
        "that are in stock.",
        "Saman sirf usi ki doosri kism ya waise hi saman se badal sakta hai jo stock me ho.",
        "सामान सिर्फ़ उसी की दूसरी किस्म या वैसे ही सामान से बदल सकता है जो स्टॉक में हो।",
    ),
    "method_unknown": Words(
        "I do not know that way to pay. Choose one of yours.",
        "Payment ka yeh tareeka nahi mila. Apne tareekon me se chuniye.",
        "भुगतान का यह तरीका नहीं मिला। अपने तरीकों में से चुनिए।",
    ),
    "unpaid_yet": Words(
        "{amount} of order {order} has not been received yet. Once it is, it can be returned or exchanged.",
        "Order {order} ke {amount} abhi nahi aaye. Aane ke baad wapas ya badal sakte hain.",
        "ऑर्डर {order} के {amount} अभी नहीं आए। आने के बाद वापस या बदल सकते हैं।",
    ),
    "online_only": Words(
        "A card can only be charged on its own page. Choose another way for the difference.",
        "Card se payment sirf uske apne page par hota hai. Baaki rakam ke liye doosra tareeka chuniye.",
        "कार्ड से भुगतान सिर्फ़ उसके अपने पेज पर होता है। बाकी रकम के लिए दूसरा तरीका चुनिए।",
    ),
    "not_by_upi": Words(
        "The difference can't be paid by UPI. Choose another way for it.",
        "Baaki rakam UPI se nahi ho sakti. Uske liye doosra tareeka chuniye.",
        "बाकी रकम यूपीआई से नहीं हो सकती। उसके लिए दूसरा तरीका चुनिए।",
    ),
    "credit_short": Words(
        "The store credit of {balance} does not cover {amount}. Choose another way to pay.",
        "{balance} ke store credit se {amount} poora nahi hota. Payment ka doosra tareeka chuniye.",
        "{balance} के स्टोर क्रेडिट से {amount} पूरा नहीं होता। भुगतान का दूसरा तरीका चुनिए।",
    ),
    "order_not_theirs": Words(
        "I find no order {order} of yours.", "Aapka order {order} nahi mila.", "आपका ऑर्डर {order} नहीं मिला।"
    ),
    "order_unknown": Words(
        "There is no order {order}.", "Order {order} nahi mila.", "ऑर्डर {order} नहीं मिला।"
    ),
    "no_goods_of_theirs": Words(
        "There is no order {order} with goods of yours.",
        "Aapke saman wala order {order} nahi mila.",
        "आपके सामान वाला ऑर्डर {order} नहीं मिला।",
    ),
    "invoice_not_made": Words(
        "The invoice of order {order} could not be made just now. Please try again.",
        "Order {order} ka invoice abhi nahi ban paya. Please dobara koshish kijiye.",
        "ऑर्डर {order} का इनवॉइस अभी नहीं बन पाया। कृपया दोबारा कोशिश कीजिए।",
    ),
}
