"""What is said of payments by UPI, and of payments and refunds that can't be dealt with."""

from collections.abc import Mapping

from chat.words import Words

REFUSALS: Mapping[str, Words] = {
    "payment_settled": Words(
        "That payment was dealt with before, or there is none of that name.",
        "Yeh payment pehle dekha ja chuka hai, ya is naam ka koi payment nahi hai.",
        "यह भुगतान पहले देखा जा चुका है, या इस नाम का कोई भुगतान नहीं है।",
    ),
    "refund_not_waiting": Words(
        "That refund is not waiting for you.",
        "Yeh refund aapke liye nahi ruka hai.",
        "यह रिफंड आपके लिए नहीं रुका है।",
    ),
    "return_not_waiting": Words(
        "That was sent back before, or nothing of that name has to go back.",
        "Yeh pehle wapas bheja ja chuka hai, ya is naam ka kuch wapas nahi jana.",
        "यह पहले वापस भेजा जा चुका है, या इस नाम का कुछ वापस नहीं जाना।",
    ),
    "credit_settled": Words(
        "That line of the bank's was dealt with before.",
        "Bank ki yeh line pehle dekhi ja chuki hai.",
        "बैंक की यह लाइन पहले देखी जा चुकी है।",
    ),
    "credit_otherwise": Words(
        "{utr} came before, with {amount}: nothing was done.",
        "{utr} pehle aa chuka hai, {amount} ke saath: kuch nahi kiya gaya.",
        "{utr} पहले आ चुका है, {amount} के साथ: कुछ नहीं किया गया।",
    ),
    "came_meanwhile": Words(
        "Money came for order {order} just now. Look at it again.",
        "Order {order} ke liye abhi paise aaye. Ek baar phir dekhiye.",
        "ऑर्डर {order} के लिए अभी पैसे आए। एक बार फिर देखिए।",
    ),
    "not_awaited": Words(
        "Nothing is to be paid by UPI for order {order}.",
        "Order {order} ka UPI se kuch baaki nahi hai.",
        "ऑर्डर {order} का यूपीआई से कुछ बाकी नहीं है।",
    ),
    "utr_form": Words(
        "The UTR has twelve digits, for example 412345678901. It stands in your UPI app with the payment.",
        "UTR me barah ank hote hain, jaise 412345678901. Yeh UPI app me payment ke saath likha hota hai.",
        "यूटीआर में बारह अंक होते हैं, जैसे 412345678901। यह यूपीआई ऐप में भुगतान के साथ लिखा होता है।",
    ),
}

# An order that is to be paid by UPI.
PAY_BY_UPI = Words(
    "To pay by UPI: {amount} to {address} ({name}), with the reference {ref}.",
    "UPI se payment: {amount}, {address} ({name}) par, reference {ref} ke saath.",
    "यूपीआई से भुगतान: {amount}, {address} ({name}) पर, रेफ़रेंस {ref} के साथ।",
)
PAY_REST_BY_UPI = Words(
    "Still to pay by UPI: {amount} to {address} ({name}), with the reference {ref}.",
    "UPI se abhi baaki: {amount}, {address} ({name}) par, reference {ref} ke saath.",
    "यूपीआई से अभी बाकी: {amount}, {address} ({name}) पर, रेफ़रेंस {ref} के साथ।",
)
TELL_UTR = Words(
    "Once you have paid, tell me the 12-digit UTR; we confirm it when it is in our bank.",
    "Payment ke baad 12 ank ka UTR bata dijiye; bank me aate hi hum pakka kar denge.",
    "भुगतान के बाद 12 अंक का यूटीआर बता दीजिए; बैंक में आते ही हम पक्का कर देंगे।",
)
AWAITED = Words(
    "Payment by UPI awaited: {amount}.", "UPI payment baaki: {amount}.", "यूपीआई भुगतान बाकी: {amount}।"
)
OPEN_PAY_PAGE = Words("Pay by UPI or QR", "UPI ya QR se pay karein", "यूपीआई या QR से भुगतान करें")
I_PAID = Words("I have paid", "Payment ho gaya", "भुगतान हो गया")

# What a customer is told when money came, or did not.
CAME = Words(
    "{amount} came by UPI for order {order}: it is paid. Thank you!",
    "Order {order} ke {amount} UPI se aa gaye: payment poora hua. Dhanyavaad!",
    "ऑर्डर {order} के {amount} यूपीआई से आ गए: भुगतान पूरा हुआ। धन्यवाद!",
)
CAME_IN_PART = Words(
    "{amount} came by UPI for order {order}; {open} is still to pay.",
    "Order {order} ke {amount} UPI se aaye; {open} abhi baaki hai.",
    "ऑर्डर {order} के {amount} यूपीआई से आए; {open} अभी बाकी है।",
)
CAME_TOO_MUCH = Words(
    "{amount} came by UPI for order {order}: it is paid, and {back} is too much. We send that back to you.",
    "Order {order} ke {amount} UPI se aaye: payment poora hua, {back} zyada hai. Woh hum wapas bhej denge.",
    "ऑर्डर {order} के {amount} यूपीआई से आए: भुगतान पूरा हुआ, {back} ज़्यादा है। वह हम वापस भेज देंगे।",
)
CAME_TWICE = Words(
    "{back} more came by UPI for order {order}, of which nothing was open. We send it back to you.",
    "Order {order} ke liye UPI se {back} aur aaye, jabki kuch baaki nahi tha. Hum wapas bhej denge.",
    "ऑर्डर {order} के लिए यूपीआई से {back} और आए, जबकि कुछ बाकी नहीं था। हम वापस भेज देंगे।",
)
CAME_TOO_LATE = Words(
    "{back} came by UPI for order {order}, which is cancelled. We send it back to you.",
    "Order {order} ke {back} UPI se aaye, par yeh cancel ho chuka hai. Hum wapas bhej denge.",
    "ऑर्डर {order} के {back} यूपीआई से आए, पर यह कैंसिल हो चुका है। हम वापस भेज देंगे।",
)
NOT_FOUND = Words(
    "We do not find your UPI payment of {amount} for order {order} in our bank. Please look in your UPI app "
    "whether it went through, and tell us its 12-digit UTR.",
    "Order {order} ka aapka {amount} ka UPI payment hamare bank me nahi mila. Apni UPI app me dekhiye ki hua "
    "ya nahi, aur uska 12 ank ka UTR bataiye.",
    "ऑर्डर {order} का आपका {amount} का यूपीआई भुगतान हमारे बैंक में नहीं मिला। अपनी यूपीआई ऐप में देखिए कि हुआ "
    "या नहीं, और उसका 12 अंक का यूटीआर बताइए।",
)
WENT_BACK = Words(
    "We sent {amount} of order {order} back to you by UPI.",
    "Order {order} ke {amount} humne aapko UPI se wapas bhej diye.",
    "ऑर्डर {order} के {amount} हमने आपको यूपीआई से वापस भेज दिए।",
)
WENT_BACK_AS = Words(
    "We sent {amount} of order {order} back to you by UPI, UTR {utr}.",
    "Order {order} ke {amount} humne aapko UPI se wapas bhej diye, UTR {utr}.",
    "ऑर्डर {order} के {amount} हमने आपको यूपीआई से वापस भेज दिए, यूटीआर {utr}।",
)
