"""What is said of orders that are followed, changed, returned or exchanged by talking."""

from collections.abc import Mapping

from bot.words import paying
from chat.words import Words
from shop.orders.order import ACCOUNT, CASH, ONLINE
from shop.orders.status import Step

# Which order is meant.
NONE_YET = Words(
    "I find no order of yours here. If you ordered on another channel or account, sign in there, "
    "or let me send a code to the phone or e-mail of the order, so that I know it is you.",
    "Yahan aapka koi order nahi mila. Agar kisi aur channel ya account se order kiya tha to wahan sign in "
    "kijiye, ya main order ke phone ya e-mail par code bhej dun, taaki pata chale ki aap hi hain.",
    "यहाँ आपका कोई ऑर्डर नहीं मिला। अगर किसी और चैनल या खाते से ऑर्डर किया था तो वहाँ साइन इन कीजिए, "
    "या मैं ऑर्डर के फ़ोन या ई-मेल पर कोड भेज दूँ, ताकि पता चले कि आप ही हैं।",
)
NO_SUCH_NUMBER = Words(
    "I find no order of yours with that number. Say “my orders” to see them.",
    "Is number ka aapka koi order nahi mila. Apne order dekhne ke liye “my orders” likhiye.",
    "इस नंबर का आपका कोई ऑर्डर नहीं मिला। अपने ऑर्डर देखने के लिए “my orders” लिखिए।",
)
IS_DUE = Words("It comes by {day}.", "{day} tak aa jayega.", "{day} तक आ जाएगा।")
FIRST_PART = Words(
    "It comes in parts, the first on {day}.",
    "Saman hisson me aayega, pehla {day} ko.",
    "सामान हिस्सों में आएगा, पहला {day} को।",
)
ON_DAY = Words("On {day}: {goods}.", "{day} ko: {goods}.", "{day} को: {goods}।")
LINE_STANDS = Words(
    "{quantity} x {title}: {status}.", "{quantity} x {title}: {status}.", "{quantity} x {title}: {status}।"
)
NO_OTHER_DAY = Words(
    "I can't move the day of an order that is placed. Shall I call a colleague to ask the courier?",
    "Ho chuke order ka din main nahi badal sakta. Kya main saathi ko bulaun, woh courier se poochhen?",
    "हो चुके ऑर्डर का दिन मैं नहीं बदल सकता। क्या मैं साथी को बुलाऊँ, वे कूरियर से पूछें?",
)
COURIER_HAS = Words(
    "The courier has {phone} to call. Whether there is a call before, and when, I can't see.",
    "Courier ke paas {phone} hai. Pehle call aayega ya nahi, aur kab, yeh mujhe nahi dikhta.",
    "कूरियर के पास {phone} है। पहले कॉल आएगा या नहीं, और कब, यह मुझे नहीं दिखता।",
)
COURIER_HAS_NONE = Words(
    "The courier has no number of yours to call. Which may it be?",
    "Courier ke paas aapka koi number nahi hai. Kis number par call kare?",
    "कूरियर के पास आपका कोई नंबर नहीं है। किस नंबर पर कॉल करे?",
)
WAS_DUE = Words(
    "It was due by {day} and is late: I am sorry.",
    "{day} tak aana tha, der ho gayi hai: maaf kijiye.",
    "{day} तक आना था, देर हो गई है: माफ़ कीजिए।",
)
NO_DAY = Words(
    "On which day it comes I can't see here.",
    "Kis din aayega, yeh mujhe yahan nahi dikhta.",
    "किस दिन आएगा, यह मुझे यहाँ नहीं दिखता।",
)
CAME_ON = Words("It came on {day}.", "{day} ko aa gaya tha.", "{day} को आ गया था।")
# What is noted on an order.
NOTED = Words(
    "Noted on order {order}: “{note}”. The sellers see it, and it stands on the label for the driver.",
    "Order {order} me likh liya: “{note}”. Seller ko dikhega, aur driver ke liye label par likha hoga.",
    "ऑर्डर {order} में लिख लिया: “{note}”। सेलर को दिखेगा, और ड्राइवर के लिए लेबल पर लिखा होगा।",
)
NOTED_LATE = Words(
    "Noted on order {order}: “{note}”. It is on its way already, so the driver may not see it any more.",
    "Order {order} me likh liya: “{note}”. Order raaste me hai, isliye ho sakta hai driver ko na dikhe.",
    "ऑर्डर {order} में लिख लिया: “{note}”। ऑर्डर रास्ते में है, इसलिए हो सकता है ड्राइवर को न दिखे।",
)
NOTE_WHAT = Words(
    "What shall I note on order {order}?",
    "Order {order} me kya likh dun?",
    "ऑर्डर {order} में क्या लिख दूँ?",
)
ASK_WHERE = Words(
    "Shall I ask a colleague where it is?",
    "Kya main apne saathi se poochhun ki kahan hai?",
    "क्या मैं अपने साथी से पूछूँ कि कहाँ है?",
)
SEND_CODE = Words("Send me a code", "Code bhejiye", "कोड भेजिए")
NOT_INTO = Words(
    "Nothing can be added to order {order} any more ({status}). "
    "What you take now comes as an order of its own.",
    "Order {order} me ab kuch jod nahi sakte ({status}). Ab jo lenge, woh alag order me aayega.",
    "ऑर्डर {order} में अब कुछ जोड़ नहीं सकते ({status})। अब जो लेंगे, वह अलग ऑर्डर में आएगा।",
)
# What can be done instead.
_ONCE_DELIVERED = Words(
    "A return or exchange is possible once it is delivered, and only once.",
    "Wapsi ya exchange deliver hone ke baad hota hai, woh bhi ek hi baar.",
    "वापसी या एक्सचेंज डिलीवर होने के बाद होता है, वह भी एक ही बार।",
)
INSTEAD: Mapping[Step, Words] = {
    "cancel": Words(
        "It can't be cancelled any more; you can return it once it is delivered.",
        "Ab cancel nahi ho sakta; deliver hone par wapas kar sakte hain.",
        "अब कैंसिल नहीं हो सकता; डिलीवर होने पर वापस कर सकते हैं।",
    ),
    "change_items": Words(
        "Its items can't be changed any more; you can exchange them once it is delivered.",
        "Iska saman ab nahi badal sakta; deliver hone par exchange kar sakte hain.",
        "इसका सामान अब नहीं बदल सकता; डिलीवर होने पर एक्सचेंज कर सकते हैं।",
    ),
    "ask_return": _ONCE_DELIVERED,
    "ask_exchange": _ONCE_DELIVERED,
}
# The same of an order that has come.
NOW_INSTEAD: Mapping[Step, Words] = {
    "cancel": Words(
        "It can't be cancelled any more; you can return it.",
        "Ab cancel nahi ho sakta; wapas kar sakte hain.",
        "अब कैंसिल नहीं हो सकता; वापस कर सकते हैं।",
    ),
    "change_items": Words(
        "Its items can't be changed any more; you can exchange them.",
        "Iska saman ab nahi badal sakta; exchange kar sakte hain.",
        "इसका सामान अब नहीं बदल सकता; एक्सचेंज कर सकते हैं।",
    ),
}
CLOSED = Words(
    "Order {order} is {status}. {instead}",
    "Order {order}: {status}. {instead}",
    "ऑर्डर {order}: {status}। {instead}",
)

# Following them.
NONE_THEN = Words(
    "You have no orders from that time. Say “my orders” to see all of them.",
    "Us samay ka aapka koi order nahi hai. Saare dekhne ke liye “my orders” likhiye.",
    "उस समय का आपका कोई ऑर्डर नहीं है। सारे देखने के लिए “my orders” लिखिए।",
)
EARLIER_ONES = Words("and {count} earlier ones.", "aur {count} purane order.", "और {count} पुराने ऑर्डर।")
# As the shop's pages, which are English, are searched for it.
REFUND_RULES = Words("When do I get my refund?", "Refund kab milega?", "रिफंड कब मिलेगा?")
RETURN_WAY_RULES = Words("How do I return something?", "Saman wapas kaise karun?", "सामान वापस कैसे करूँ?")
REFUNDED_SO = Words(
    "What comes back for this order comes as: {ways}.",
    "Is order ka paisa aise wapas aata hai: {ways}.",
    "इस ऑर्डर का पैसा ऐसे वापस आता है: {ways}।",
)
MONEY_BACK_SO = Words(
    "What comes back for order {order} comes as: {ways}.",
    "Order {order} ka paisa aise wapas aata hai: {ways}.",
    "ऑर्डर {order} का पैसा ऐसे वापस आता है: {ways}।",
)
REFUND_AFTER_RETURN = Words(
    "Order {order}: the refund comes when your return is here: {amount}, {way}.",
    "Order {order}: wapsi humein milte hi refund aayega: {amount}, {way}.",
    "ऑर्डर {order}: वापसी हमें मिलते ही रिफंड आएगा: {amount}, {way}।",
)
EXCHANGE_OPEN = Words(
    "Order {order}: an exchange is open.",
    "Order {order}: exchange abhi baaki hai.",
    "ऑर्डर {order}: एक्सचेंज अभी बाकी है।",
)
NO_REFUND = Words(
    "No refund of yours is open or was made.",
    "Aapka koi refund baaki nahi hai, na koi hua hai.",
    "आपका कोई रिफंड बाकी नहीं है, न कोई हुआ है।",
)
REFUNDED = Words(
    "Order {order}: {amount} was given back to {to}.",
    "Order {order}: {amount} {to} me wapas kar diya gaya.",
    "ऑर्डर {order}: {amount} {to} में वापस कर दिया गया।",
)
REFUND_FAILED = Words(
    "Order {order}: {amount} could not be given back to {to}; a colleague looks at it.",
    "Order {order}: {amount} {to} me wapas nahi ho paya; hamare saathi dekh rahe hain.",
    "ऑर्डर {order}: {amount} {to} में वापस नहीं हो पाया; हमारे साथी देख रहे हैं।",
)
REFUND_COMING = Words(
    "Order {order}: {amount} is on its way to {to}. Banks take up to ten days.",
    "Order {order}: {amount} {to} me aa raha hai. Bank das din tak lete hain.",
    "ऑर्डर {order}: {amount} {to} में आ रहा है। बैंक दस दिन तक लेते हैं।",
)
# Where a refund goes: by the way that is everybody's, or by the kind of a customer's own.
_YOUR_CARD = Words("your card", "aapke card", "आपके कार्ड")
REFUND_TO: Mapping[str, Words] = {
    CASH: Words("your cash", "aapke cash", "आपके नकद"),
    ACCOUNT: Words("your account", "aapke khaate", "आपके खाते"),
    ONLINE: _YOUR_CARD,
    "credit_card": _YOUR_CARD,
    "store_credit": Words("your store credit", "aapke store credit", "आपके स्टोर क्रेडिट"),
    "paypal": Words("your PayPal", "aapke PayPal", "आपके पेपाल"),
    "upi": Words("your UPI", "aapke UPI", "आपके यूपीआई"),
}
THE_WAY_PAID = Words("the way you paid", "payment wale tareeke", "भुगतान वाले तरीके")
INVOICE_OF_WHICH = Words(
    "Of which order do you want the invoice?",
    "Kis order ka invoice chahiye?",
    "किस ऑर्डर का इनवॉइस चाहिए?",
)
INVOICE_OF = Words("Invoice of order {order}", "Order {order} ka invoice", "ऑर्डर {order} का इनवॉइस")
INVOICE_LINK = Words(
    "{title}, {total}. The link is private and good for a week.",
    "{title}, {total}. Link sirf aapke liye hai aur ek hafte chalega.",
    "{title}, {total}. लिंक सिर्फ़ आपके लिए है और एक हफ़्ते चलेगा।",
)
PROFORMA_OF = Words("Proforma of order {order}", "Order {order} ka proforma", "ऑर्डर {order} का प्रोफ़ॉर्मा")
PROFORMA_LINK = Words(
    "{title}, {total}. The tax invoice is made when it is packed.",
    "{title}, {total}. Tax invoice pack hone par banega.",
    "{title}, {total}. टैक्स इनवॉइस पैक होने पर बनेगा।",
)

# What was bought.
BOUGHT_IT = Words(
    "{title}: {quantity} at {price} = {total}, on {day} (order {order}, {status}).",
    "{title}: {quantity}, {price} ke hisaab se = {total}, {day} ko (order {order}: {status}).",
    "{title}: {quantity}, {price} के हिसाब से = {total}, {day} को (ऑर्डर {order}: {status})।",
)
BOUGHT_BEFORE = Words(
    "The time before, on {day}: {quantity} at {price}.",
    "Usse pehle, {day} ko: {quantity}, {price} ke hisaab se.",
    "उससे पहले, {day} को: {quantity}, {price} के हिसाब से।",
)
TODAY_AT = Words("Today: {price}.", "Aaj: {price}.", "आज: {price}।")
TODAY_OF = Words("Today {title}: {price}.", "Aaj {title}: {price}.", "आज {title}: {price}।")
TOGETHER = Words("Together: {total}.", "Kul: {total}.", "कुल: {total}।")
NOT_IN_IT = Words(
    "There is no {goods} in order {order} of {day}.",
    "{day} ke order {order} me {goods} nahi hai.",
    "{day} के ऑर्डर {order} में {goods} नहीं है।",
)
NEVER_BOUGHT = Words(
    "I find no {goods} in your orders.", "Aapke orders me {goods} nahi mila.", "आपके ऑर्डर में {goods} नहीं मिला।"
)
NOT_BEFORE = Words(
    "Before that I find no {title} in your orders.",
    "Usse pehle aapke orders me {title} nahi mila.",
    "उससे पहले आपके ऑर्डर में {title} नहीं मिला।",
)
MOST_BOUGHT = Words("What you buy most often:", "Aap sabse zyada yeh lete hain:", "आप सबसे ज़्यादा यह लेते हैं:")
OFTEN = Words(
    "{title}: in {times} orders, {pieces} in all",
    "{title}: {times} order me, kul {pieces}",
    "{title}: {times} ऑर्डर में, कुल {pieces}",
)
NOTHING_BACK = Words(
    "{order}. Nothing was paid for it here, so there is no refund to come.",
    "{order}. Iska koi payment yahan nahi hua tha, isliye koi refund baaki nahi hai.",
    "{order}। इसका कोई भुगतान यहाँ नहीं हुआ था, इसलिए कोई रिफंड बाकी नहीं है।",
)
ONLY_OWN = Words(
    "I show nobody what somebody else ordered; of your own orders I tell you all: say “my orders”.",
    "Kisi aur ke order main kisi ko nahi dikhata; aapke apne sab bata sakta hun: “mere order” likhiye.",
    "किसी और के ऑर्डर मैं किसी को नहीं दिखाता; आपके अपने सब बता सकता हूँ: “मेरे ऑर्डर” लिखिए।",
)
PAYMENT_NOT_SEEN = Words(
    "I am sorry about that. {order}. I see no payment for it here, and whether money of yours went off twice "
    "I can't see: a colleague looks it up, with the time and the UPI reference.",
    "Iske liye maafi. {order}. Iska koi payment mujhe yahan nahi dikhta, aur paisa do baar gaya ya nahi yeh "
    "main nahi dekh sakta: saathi samay aur UPI reference se dekhenge.",
    "इसके लिए माफ़ी। {order}। इसका कोई भुगतान मुझे यहाँ नहीं दिखता, और पैसा दो बार गया या नहीं यह मैं नहीं देख सकता: साथी "
    "समय और UPI रेफ़रेंस से देखेंगे।",
)
NONE_OF_IT = Words(
    "{order}. No refund of it is open or was made.",
    "{order}. Iska koi refund baaki nahi hai, na koi hua hai.",
    "{order}। इसका कोई रिफंड बाकी नहीं है, न कोई हुआ है।",
)

# Cancelling them.
CANCEL_WHICH = Words("Which order shall I cancel?", "Kaun sa order cancel karun?", "कौन सा ऑर्डर कैंसिल करूँ?")
STAYS = Words("All right, the order stays.", "Theek hai, order rahega.", "ठीक है, ऑर्डर रहेगा।")
CANCELLED = Words("Order {order} is cancelled.", "Order {order} cancel ho gaya.", "ऑर्डर {order} कैंसिल हो गया।")
WHY_CANCEL = Words(
    "{order}.\nIf I cancel it, none of it will come.{back} Why shall I cancel it?",
    "{order}.\nCancel karne par isme se kuch nahi aayega.{back} Kyun cancel karun?",
    "{order}.\nकैंसिल करने पर इसमें से कुछ नहीं आएगा।{back} क्यों कैंसिल करूँ?",
)
OUT_OF_IT = Words(
    "Out: {quantity} x {title}.", "Hatega: {quantity} x {title}.", "हटेगा: {quantity} x {title}।"
)
FEWER_OF_IT = Words(
    "{title}: {left} instead of {before}.",
    "{title}: {before} ki jagah {left}.",
    "{title}: {before} की जगह {left}।",
)
COMES_TO = Words(
    "Order {order} then comes to {total} (now {before}). Shall I change it so?",
    "Phir order {order} {total} ka hoga (abhi {before}). Aisa kar dun?",
    "फिर ऑर्डर {order} {total} का होगा (अभी {before})। ऐसा कर दूँ?",
)
YES_TAKE_OUT = Words("Yes, change it", "Haan, badal do", "हाँ, बदल दो")
TAKEN_OUT = Words("Order {order} is changed.", "Order {order} badal gaya.", "ऑर्डर {order} बदल गया।")
TAKE_OUT_WHICH = Words(
    "What shall come out of order {order}?", "Order {order} se kya hatana hai?", "ऑर्डर {order} से क्या हटाना है?"
)
CANCEL_ALL = Words("Cancel the whole order", "Poora order cancel karein", "पूरा ऑर्डर कैंसिल कीजिए")
SWAP_AN_ITEM = Words("Swap an item", "Koi cheez badlein", "कोई चीज़ बदलिए")
PAID_BACK = Words(
    " {amount} goes back the way you paid.",
    " {amount} usi tareeke se wapas jayega jisse payment hua tha.",
    " {amount} उसी तरीके से वापस जाएगा जिससे भुगतान हुआ था।",
)
NOT_PAID = Words(" Nothing was paid yet.", " Abhi koi payment nahi hua hai.", " अभी कोई भुगतान नहीं हुआ है।")

# Changing and exchanging their items.
CHANGE_IN_WHICH = Words(
    "In which order shall I change something?", "Kis order me kuch badlun?", "किस ऑर्डर में कुछ बदलूँ?"
)
EXCHANGE_IN_WHICH = Words(
    "In which order shall I exchange something?",
    "Kis order me kuch exchange karun?",
    "किस ऑर्डर में कुछ एक्सचेंज करूँ?",
)
CHANGE_WHAT = Words("Which item shall I change?", "Kaun sa saman badlun?", "कौन सा सामान बदलूँ?")
EXCHANGE_WHAT = Words(
    "Which item shall I exchange?", "Kaun sa saman exchange karun?", "कौन सा सामान एक्सचेंज करूँ?"
)
CHANGE_FOR = Words(
    "For what shall I change {quantity} x {title}?",
    "{quantity} x {title} ko kisse badlun?",
    "{quantity} x {title} को किससे बदलूँ?",
)
EXCHANGE_FOR = Words(
    "For what shall I exchange {quantity} x {title}?",
    "{quantity} x {title} ko kisse exchange karun?",
    "{quantity} x {title} को किससे एक्सचेंज करूँ?",
)
NOTHING_LIKE_CANCEL = Words(
    "There is nothing like {title} in stock. You could cancel the order instead.",
    "{title} jaisa stock me kuch nahi hai. Aap chahen to order cancel kar sakte hain.",
    "{title} जैसा स्टॉक में कुछ नहीं है। आप चाहें तो ऑर्डर कैंसिल कर सकते हैं।",
)
NOTHING_LIKE_RETURN = Words(
    "There is nothing like {title} in stock. You could return it for a refund instead.",
    "{title} jaisa stock me kuch nahi hai. Aap chahen to ise wapas karke refund le sakte hain.",
    "{title} जैसा स्टॉक में कुछ नहीं है। आप चाहें तो इसे वापस करके रिफंड ले सकते हैं।",
)
UNCHANGED = Words(
    "All right, the order stays as it is.",
    "Theek hai, order jaisa hai waisa rahega.",
    "ठीक है, ऑर्डर जैसा है वैसा रहेगा।",
)
NOT_EXCHANGED = Words(
    "All right, nothing is exchanged.", "Theek hai, kuch exchange nahi hoga.", "ठीक है, कुछ एक्सचेंज नहीं होगा।"
)
CHANGED = Words("Changed.", "Badal diya.", "बदल दिया।")
EXCHANGE_ASKED = Words(
    "The exchange is asked for: we bring the new ones and take these.",
    "Exchange ki request ho gayi: hum naya saman laayenge aur yeh le jayenge.",
    "एक्सचेंज की रिक्वेस्ट हो गई: हम नया सामान लाएँगे और यह ले जाएँगे।",
)
PRICE_EACH = Words("{price} each, {dearer}", "{price} ek ka, {dearer}", "{price} एक का, {dearer}")
SAME_PRICE = Words("the same price", "daam wahi", "दाम वही")
MORE_IN_ALL = Words("{amount} more in all", "kul {amount} zyada", "कुल {amount} ज़्यादा")
LESS_IN_ALL = Words("{amount} less in all", "kul {amount} kam", "कुल {amount} कम")
PAY_MORE = Words("You pay {amount} more.", "Aapko {amount} aur dene honge.", "आपको {amount} और देने होंगे।")
GET_BACK = Words("You get {amount} back.", "Aapko {amount} wapas milega.", "आपको {amount} वापस मिलेगा।")
COSTS_THE_SAME = Words("It costs the same.", "Daam wahi hai.", "दाम वही है।")
ONCE_ONLY = Words(
    " Items of an order can be changed once.",
    " Order ka saman ek hi baar badal sakta hai.",
    " ऑर्डर का सामान एक ही बार बदल सकता है।",
)
SWAP_HOW = Words(
    "{quantity} x {old} becomes {new}. {effect}{once} How?",
    "{quantity} x {old} ki jagah {new}. {effect}{once} Kaise karun?",
    "{quantity} x {old} की जगह {new}. {effect}{once} कैसे करूँ?",
)
YES_BY = Words("Yes, by {way}", "Haan, {way} se", "हाँ, {way} से")

# Returning them.
RETURN_FROM_WHICH = Words(
    "From which order do you want to return something?",
    "Kis order se kuch wapas karna hai?",
    "किस ऑर्डर से कुछ वापस करना है?",
)
RETURN_WHAT = Words(
    "What do you want to return? Name all of it: an order can be returned once.",
    "Kya wapas karna hai? Sab ek saath bataiye: order ek hi baar wapas hota hai.",
    "क्या वापस करना है? सब एक साथ बताइए: ऑर्डर एक ही बार वापस होता है।",
)
SORRY_FOR_IT = Words("I am sorry about that.", "Iske liye maaf kijiye.", "इसके लिए माफ़ कीजिए।")
NOT_RETURNED = Words(
    "All right, nothing is returned.", "Theek hai, kuch wapas nahi hoga.", "ठीक है, कुछ वापस नहीं होगा।"
)
RETURN_ASKED = Words(
    "The return is asked for: we pick it up, and the money comes when it is here.",
    "Wapsi ki request ho gayi: hum saman le jayenge, hamare paas pahunchte hi paisa aayega.",
    "वापसी की रिक्वेस्ट हो गई: हम सामान ले जाएँगे, हमारे पास पहुँचते ही पैसा आएगा।",
)
SPENT = Words("{count} orders, {total} in all.", "Kul {count} order, {total}.", "कुल {count} ऑर्डर, {total}।")
RETURN_IT = Words(
    "Return {goods}? {back} comes back. An order can be returned once.",
    "{goods} wapas karein? {back} wapas milega. Order ek hi baar wapas hota hai.",
    "{goods} वापस करें? {back} वापस मिलेगा। ऑर्डर एक ही बार वापस होता है।",
)
YES_REFUND_TO = Words("Yes, refund to {way}", "Haan, refund {way} me", "हाँ, रिफंड {way} में")

# What a way to pay is called: one that is everybody's, or the kind of a customer's own that has no name.
_CARD = Words("Card", "Card", "कार्ड")
METHODS: Mapping[str, Words] = {
    CASH: Words("Cash", "Cash", "नकद"),
    ACCOUNT: Words("Account", "Khaata", "खाता"),
    ONLINE: _CARD,
    "credit_card": _CARD,
    "store_credit": Words("Store credit", "Store credit", "स्टोर क्रेडिट"),
    "paypal": Words("PayPal", "PayPal", "पेपाल"),
    "upi": paying.NAMES["upi"],
}
