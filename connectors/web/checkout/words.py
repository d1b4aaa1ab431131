"""What the checkout page and the links to it say, beside what the shop itself says."""

from collections.abc import Mapping

from chat.words import Language, Words
from connectors.words import TOTAL
from shop.delivery.words import DELIVERY
from shop.payments.words import I_PAID
from shop.words import EACH

# The language of the page, as a browser and a screen reader know it.
LANG: Mapping[Language, str] = {"en": "en", "hi": "hi-Latn", "deva": "hi"}

# Links.
OVER = Words(
    "This link has expired. Your cart is still there: say “check out” in the chat.",
    "Is link ka samay khatam ho gaya. Aapka cart abhi bhi hai: chat me “check out” likhiye.",
    "इस लिंक का समय ख़त्म हो गया। आपका कार्ट अभी भी है: चैट में “check out” लिखिए।",
)
ALTERED = Words(
    "This link is not complete or was altered. Ask for a new one in the chat.",
    "Yeh link poora nahi hai ya badla gaya hai. Chat me naya link maangiye.",
    "यह लिंक पूरा नहीं है या बदला गया है। चैट में नया लिंक माँगिए।",
)
NO_COOKIES = Words(
    "Your browser keeps no cookies for this page. Please allow them and try again.",
    "Aapka browser is page ke cookies nahi rakhta. Please unhe chalu karke dobara koshish kijiye.",
    "आपका ब्राउज़र इस पेज की कुकीज़ नहीं रखता। कृपया उन्हें चालू करके दोबारा कोशिश कीजिए।",
)
EXPIRED = Words(
    "This checkout has expired. Your cart is still there: say “check out” in the chat.",
    "Is checkout ka samay khatam ho gaya. Aapka cart abhi bhi hai: chat me “check out” likhiye.",
    "इस चेकआउट का समय ख़त्म हो गया। आपका कार्ट अभी भी है: चैट में “check out” लिखिए।",
)

# What the button brought.
TOTAL_NOW = Words("The total is {total} now.", "Total ab {total} hai.", "कुल अब {total} है।")
CHOOSE_WAY = Words(
    "Please choose a way to pay.", "Please payment ka tareeka chuniye.", "कृपया भुगतान का तरीका चुनिए।"
)
NO_PHONE = Words(
    "Please give a phone number that the courier may call: he comes for the cash.",
    "Please phone number dijiye jis par courier call kar sake: woh cash lene aayega.",
    "कृपया फ़ोन नंबर दीजिए जिस पर कूरियर कॉल कर सके: वह नक़द लेने आएगा।",
)
ORDER_AT = Words("Order at {shop}", "{shop} par order", "{shop} पर ऑर्डर")
NOT_IN_THIS_TOTAL = Words("not in this total", "is total me nahi", "इस कुल में नहीं")
ORDERED = Words(
    "Ordered. Your order number is {order}. You can close this page: news come in the chat.",
    "Order ho gaya. Aapka order number {order} hai. Yeh page band kar sakte hain: khabar chat me aayegi.",
    "ऑर्डर हो गया। आपका ऑर्डर नंबर {order} है। यह पेज बंद कर सकते हैं: ख़बर चैट में आएगी।",
)
PAY_LINK_OVER = Words(
    "This link has expired. Write “pay” in the chat for a new one.",
    "Is link ka samay khatam ho gaya. Naye link ke liye chat me “pay” likhiye.",
    "इस लिंक का समय ख़त्म हो गया। नए लिंक के लिए चैट में “pay” लिखिए।",
)
NOTHING_OPEN = Words(
    "Order {order} is paid. There is nothing more to pay.",
    "Order {order} ka payment ho chuka hai. Ab kuch baaki nahi.",
    "ऑर्डर {order} का भुगतान हो चुका है। अब कुछ बाकी नहीं।",
)
DO_NOT_PAY = Words(
    "Order {order} is cancelled. Please do not pay for it.",
    "Order {order} cancel ho chuka hai. Please iske liye pay mat kijiye.",
    "ऑर्डर {order} कैंसिल हो चुका है। कृपया इसके लिए भुगतान मत कीजिए।",
)
OTHERWISE = Words(
    "Order {order} is not to be paid by UPI.",
    "Order {order} ka payment UPI se nahi hona hai.",
    "ऑर्डर {order} का भुगतान यूपीआई से नहीं होना है।",
)
UNTIL = Words("{day}, {time}", "{day}, {time}", "{day}, {time}")

# What stands on the page, by the name that the template knows it by.
PAGE: Mapping[str, Words] = {
    "title": Words("Checkout · {shop}", "Checkout · {shop}", "चेकआउट · {shop}"),
    "heading": Words("{shop}: checkout", "{shop}: checkout", "{shop}: चेकआउट"),
    "paying": Words(
        "Your payment is not in yet. If you have just paid, load this page again in a moment; "
        "if you left the payment page, choose how to pay once more.",
        "Aapka payment abhi nahi aaya. Abhi pay kiya hai to thodi der me yeh page dobara kholiye; payment ka "
        "page chhod diya tha to tareeka phir se chuniye.",
        "आपका भुगतान अभी नहीं आया। अभी भुगतान किया है तो थोड़ी देर में यह पेज दोबारा खोलिए; भुगतान का "
        "पेज छोड़ दिया था तो तरीका फिर से चुनिए।",
    ),
    "where": Words("1. Where to", "1. Kahan bhejna hai", "1. कहाँ भेजना है"),
    "name": Words("Name", "Naam", "नाम"),
    "street": Words("Street and house", "Gali aur makaan", "गली और मकान"),
    "town": Words("Town", "Shahar", "शहर"),
    "pin": Words("PIN code", "PIN code", "पिन कोड"),
    "phone": Words("Phone", "Phone", "फ़ोन"),
    "gstin": Words("GSTIN, for the invoice", "GSTIN, invoice ke liye", "GSTIN, इनवॉइस के लिए"),
    "how_it_comes": Words("2. How it comes", "2. Kaise aayega", "2. कैसे आएगा"),
    "update": Words("Show the new total", "Naya total dikhaiye", "नया कुल दिखाइए"),
    "how_to_pay": Words("3. How you pay", "3. Payment kaise karenge", "3. भुगतान कैसे करेंगे"),
    "you_ordered": Words("What you ordered", "Aapne kya order kiya", "आपने क्या ऑर्डर किया"),
    "you_order": Words("4. What you order", "4. Aap kya order kar rahe hain", "4. आप क्या ऑर्डर कर रहे हैं"),
    "each": EACH,
    "goods": Words("Goods", "Saman", "सामान"),
    "voucher": Words("Voucher {voucher}", "Voucher {voucher}", "वाउचर {voucher}"),
    "delivery": DELIVERY,
    "total": TOTAL,
    "tax": Words("GST in it: {tax}", "Isme GST: {tax}", "इसमें GST: {tax}"),
    "order": Words("Order for {total}", "{total} ka order karein", "{total} का ऑर्डर करें"),
    # A payment by UPI that is awaited.
    "pay_title": Words("Pay by UPI · {shop}", "UPI payment · {shop}", "यूपीआई भुगतान · {shop}"),
    "pay_heading": Words("{shop}: order {order}", "{shop}: order {order}", "{shop}: ऑर्डर {order}"),
    "pay_by_upi": Words("Pay {amount} by UPI", "{amount} UPI se pay kijiye", "{amount} यूपीआई से भुगतान कीजिए"),
    "open_app": Words("Open my UPI app", "Meri UPI app kholiye", "मेरी यूपीआई ऐप खोलिए"),
    "qr": Words("QR code of this payment", "Is payment ka QR code", "इस भुगतान का QR कोड"),
    "scan": Words(
        "Or scan with GPay, PhonePe, Paytm or any UPI app: amount and reference are filled in.",
        "Ya GPay, PhonePe, Paytm ya kisi bhi UPI app se scan kijiye: amount aur reference bhare hue hain.",
        "या GPay, PhonePe, Paytm या किसी भी यूपीआई ऐप से स्कैन कीजिए: रकम और रेफ़रेंस भरे हुए हैं।",
    ),
    "upi_id": Words("UPI ID", "UPI ID", "यूपीआई आईडी"),
    "amount": Words("Amount", "Amount", "रकम"),
    "reference": Words("Reference", "Reference", "रेफ़रेंस"),
    "utr": Words(
        "Paid? The 12-digit UTR from your UPI app helps us to find it",
        "Pay kar diya? UPI app ka 12 ank ka UTR likhiye, isse hum jaldi dhoond lenge",
        "भुगतान कर दिया? यूपीआई ऐप का 12 अंक का यूटीआर लिखिए, इससे हम जल्दी ढूँढ लेंगे",
    ),
    "i_paid": I_PAID,
    "told": Words(
        "You told us that you paid. We confirm it as soon as it is in our bank.",
        "Aapne bataya ki payment ho gaya. Bank me aate hi hum pakka kar denge.",
        "आपने बताया कि भुगतान हो गया। बैंक में आते ही हम पक्का कर देंगे।",
    ),
    "told_with": Words(
        "You told us that you paid, UTR {utr}. We confirm it as soon as it is in our bank.",
        "Aapne bataya ki payment ho gaya, UTR {utr}. Bank me aate hi hum pakka kar denge.",
        "आपने बताया कि भुगतान हो गया, यूटीआर {utr}। बैंक में आते ही हम पक्का कर देंगे।",
    ),
    "held": Words(
        "The goods are held for you until {until}.",
        "Saman {until} tak aapke liye rakha hai.",
        "सामान {until} तक आपके लिए रखा है।",
    ),
}
