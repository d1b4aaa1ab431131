"""What is said of checkouts, approvals and paying: why not, and what is told of them later."""

from collections.abc import Mapping

from chat.words import Words

REFUSALS: Mapping[str, Words] = {
    # checkouts
    "cart_empty": Words(
        "Your cart is empty. Tell me what you need, for example: 20 maggi 70g.",
        "Aapka cart khali hai. Bataiye kya chahiye, jaise: 20 maggi 70g.",
        "आपका कार्ट खाली है। बताइए क्या चाहिए, जैसे: 20 maggi 70g.",
    ),
    "no_address": Words(
        "I need the address with its PIN code, and a phone number. Where shall it go?",
        "Pata PIN code ke saath chahiye, aur phone number. Saman kahan bhejna hai?",
        "पता PIN कोड के साथ चाहिए, और फ़ोन नंबर। सामान कहाँ भेजना है?",
    ),
    "total_moved": Words(
        "{notes}The total is {total} now, not {shown}. Please look again.",
        "{notes}Total ab {total} hai, {shown} nahi. Please ek baar phir dekh lijiye.",
        "{notes}कुल अब {total} है, {shown} नहीं। कृपया एक बार फिर देख लीजिए।",
    ),
    "only_left": Words(
        "Only {left} of {title} left. Change your cart and check out again.",
        "{title} sirf {left} bacha hai. Cart badal kar dobara checkout kijiye.",
        "{title} सिर्फ़ {left} बचा है। कार्ट बदलकर दोबारा चेकआउट कीजिए।",
    ),
    "none_left": Words(
        "{title} is sold out. Change your cart and check out again.",
        "{title} khatam ho gaya. Cart badal kar dobara checkout kijiye.",
        "{title} ख़त्म हो गया। कार्ट बदलकर दोबारा चेकआउट कीजिए।",
    ),
    "checkout_unknown": Words(
        "This checkout does not exist.", "Yeh checkout nahi mila.", "यह चेकआउट नहीं मिला।"
    ),
    "checkout_expired": Words(
        "This checkout has expired. Your cart is still there: check out again.",
        "Is checkout ka samay khatam ho gaya. Cart abhi bhi hai: dobara checkout kijiye.",
        "इस चेकआउट का समय ख़त्म हो गया। कार्ट अभी भी है: दोबारा चेकआउट कीजिए।",
    ),
    "checkout_fixed": Words(
        "This checkout can't be changed any more. Say “check out” in the chat again.",
        "Yeh checkout ab badal nahi sakta. Chat me phir se “check out” likhiye.",
        "यह चेकआउट अब बदल नहीं सकता। चैट में फिर से “check out” लिखिए।",
    ),
    "link_used": Words(
        "This link was opened before, on another device or browser. Ask for a new one in the chat.",
        "Yeh link pehle kisi doosre phone ya browser par khul chuka hai. Chat me naya link maangiye.",
        "यह लिंक पहले किसी दूसरे फ़ोन या ब्राउज़र पर खुल चुका है। चैट में नया लिंक माँगिए।",
    ),
    "voucher_lost": Words(
        "{why} Nothing was ordered, and your cart is as it was: say “check out” in the chat again "
        "for the total without it.",
        "{why} Kuch order nahi hua, cart waise hi hai: iske bina total ke liye chat me phir se "
        "“check out” likhiye.",
        "{why} कुछ ऑर्डर नहीं हुआ, कार्ट वैसे ही है: इसके बिना कुल रकम के लिए चैट में फिर से “check out” लिखिए।",
    ),
    # approvals
    "needs_approval": Words(
        "Orders over {limit} need an approval.",
        "{limit} se upar ke order ke liye manzoori chahiye.",
        "{limit} से ऊपर के ऑर्डर के लिए मंज़ूरी चाहिए।",
    ),
    "needs_yes_for_more": Words(
        "Orders over {limit} need a yes from {name}; with this it would be {total}. "
        "Order what is missing as a new order: then I ask {name}.",
        "{limit} se upar ke order par {name} ki haan chahiye; isse {total} ho jayega. "
        "Jo kam hai uska naya order kijiye: phir main {name} se puchhunga.",
        "{limit} से ऊपर के ऑर्डर पर {name} की हाँ चाहिए; इससे {total} हो जाएगा। "
        "जो कम है उसका नया ऑर्डर कीजिए: फिर मैं {name} से पूछूँगा।",
    ),
    "approval_asked": Words(
        "Orders over {limit} need a yes from {name}. I asked; the goods are held for you for a day, "
        "and the answer comes here.",
        "{limit} se upar ke order par {name} ki haan chahiye. Maine puchh liya hai; saman ek din aapke "
        "liye rakha hai, jawab yahin aayega.",
        "{limit} से ऊपर के ऑर्डर पर {name} की हाँ चाहिए। मैंने पूछ लिया है; सामान एक दिन आपके लिए रखा है, "
        "जवाब यहीं आएगा।",
    ),
    "approver_has_no_chat": Words(
        "Orders over {limit} need a yes from {name}, who has no chat with us yet. "
        "Ask them to write to us once, then check out again.",
        "{limit} se upar ke order par {name} ki haan chahiye, par unki humse abhi koi chat nahi hai. "
        "Unse kahiye ki ek baar hume likhein, phir dobara checkout kijiye.",
        "{limit} से ऊपर के ऑर्डर पर {name} की हाँ चाहिए, पर उनकी हमसे अभी कोई चैट नहीं है। "
        "उनसे कहिए कि एक बार हमें लिखें, फिर दोबारा चेकआउट कीजिए।",
    ),
    "nothing_to_approve": Words(
        "I know of nothing that waits for your yes there.",
        "Aapki haan ke liye wahan kuch baaki nahi hai.",
        "आपकी हाँ के लिए वहाँ कुछ बाकी नहीं है।",
    ),
    "approved_before": Words(
        "You approved it before.", "Aap ise pehle manzoor kar chuke hain.", "आप इसे पहले मंज़ूर कर चुके हैं।"
    ),
    "refused_before": Words(
        "You refused it before.", "Aap ise pehle mana kar chuke hain.", "आप इसे पहले मना कर चुके हैं।"
    ),
    "approval_over": Words(
        "That question is over: no answer came in time.",
        "Yeh sawaal ab band hai: samay par jawab nahi aaya.",
        "यह सवाल अब बंद है: समय पर जवाब नहीं आया।",
    ),
    "own_approver": Words(
        "Nobody can approve their own orders. Name somebody else of the company.",
        "Apna order koi khud manzoor nahi kar sakta. Company se kisi aur ka naam dijiye.",
        "अपना ऑर्डर कोई खुद मंज़ूर नहीं कर सकता। कंपनी से किसी और का नाम दीजिए।",
    ),
    "customer_unknown": Words(
        "There is no customer {customer}.",
        "{customer} naam ka koi customer nahi hai.",
        "{customer} नाम का कोई ग्राहक नहीं है।",
    ),
    # paying
    "no_credit": Words(
        "You have no credit account with us. Choose another way to pay.",
        "Hamare yahan aapka udhaar khata nahi hai. Payment ka doosra tareeka chuniye.",
        "हमारे यहाँ आपका उधार खाता नहीं है। भुगतान का दूसरा तरीका चुनिए।",
    ),
    "over_credit": Words(
        "Your credit limit leaves {free}; this order is {total}. Choose another way to pay, or order less.",
        "Udhaar par {free} tak aur le sakte hain; yeh order {total} ka hai. Payment ka doosra tareeka "
        "chuniye, ya kam order kijiye.",
        "उधार पर {free} तक और ले सकते हैं; यह ऑर्डर {total} का है। भुगतान का दूसरा तरीका चुनिए, या कम ऑर्डर कीजिए।",
    ),
    "not_covered": Words(
        "That does not cover {total}. Choose another way to pay.",
        "Isse {total} poora nahi hota. Payment ka doosra tareeka chuniye.",
        "इससे {total} पूरा नहीं होता। भुगतान का दूसरा तरीका चुनिए।",
    ),
    "payment_too_late": Words(
        "This checkout was ordered or has expired in the meantime. Nothing was paid: "
        "say “check out” in the chat again.",
        "Is checkout ka order ho chuka ya iska samay khatam ho gaya. Koi payment nahi hua: "
        "chat me phir se “check out” likhiye.",
        "इस चेकआउट का ऑर्डर हो चुका या इसका समय ख़त्म हो गया। कोई भुगतान नहीं हुआ: चैट में फिर से “check out” लिखिए।",
    ),
    "paid_before": Words(
        "Order {order} of this checkout was placed before; this is a second payment.",
        "Is checkout ka order {order} pehle ho chuka hai; yeh doosra payment hai.",
        "इस चेकआउट का ऑर्डर {order} पहले हो चुका है; यह दूसरा भुगतान है।",
    ),
    "paid_otherwise": Words(
        "{amount} was paid for a checkout of {total}.",
        "{total} ke checkout ke liye {amount} ka payment hua.",
        "{total} के चेकआउट के लिए {amount} का भुगतान हुआ।",
    ),
}

# Ways to pay.
CASH = Words("Cash on delivery", "Cash on delivery", "कैश ऑन डिलीवरी")
UPI = Words("UPI (GPay, PhonePe)", "UPI (GPay, PhonePe)", "यूपीआई (GPay, PhonePe)")
ACCOUNT = Words(
    "On account ({free} free, {days} days)",
    "Udhaar khate me ({free} tak aur le sakte hain, {days} din)",
    "उधार खाते में ({free} तक और ले सकते हैं, {days} दिन)",
)
ACCOUNT_ONE_DAY = Words(
    "On account ({free} free, {days} day)",
    "Udhaar khate me ({free} tak aur le sakte hain, {days} din)",
    "उधार खाते में ({free} तक और ले सकते हैं, {days} दिन)",
)
STORE_CREDIT = Words("Store credit ({balance})", "Store credit ({balance})", "स्टोर क्रेडिट ({balance})")
CARD = Words("Pay online by card", "Card se online payment", "कार्ड से ऑनलाइन भुगतान")

# What buyers and those who approve for them are told later.
WANTS_TO_ORDER = Words(
    "{buyer} wants to order for {total}, over the limit of {limit}:\n{lines}\nShall it be ordered?",
    "{buyer} {total} ka order karna chahte hain, {limit} ki limit se upar:\n{lines}\nOrder kar dein?",
    "{buyer} {total} का ऑर्डर करना चाहते हैं, {limit} की लिमिट से ऊपर:\n{lines}\nऑर्डर कर दें?",
)
AND_MORE = Words("and {more} more", "aur {more} cheezein", "और {more} चीज़ें")
APPROVE = Words("Approve", "Manzoor", "मंज़ूर")
REFUSE = Words("Refuse", "Mana", "मना")
NOT_APPROVED = Words(
    "Your order for {total} was not approved. Your cart is still there.",
    "Aapka {total} ka order manzoor nahi hua. Aapka cart abhi bhi hai.",
    "आपका {total} का ऑर्डर मंज़ूर नहीं हुआ। आपका कार्ट अभी भी है।",
)
APPROVED = Words(
    "Approved and ordered. Your order number is {order}, {total} in all.",
    "Manzoor hua aur order ho gaya. Aapka order number {order} hai, kul {total}.",
    "मंज़ूर हुआ और ऑर्डर हो गया। आपका ऑर्डर नंबर {order} है, कुल {total}।",
)
ORDERED = Words(
    "Ordered. Your order number is {order}, {total} in all.",
    "Order ho gaya. Aapka order number {order} hai, kul {total}.",
    "ऑर्डर हो गया। आपका ऑर्डर नंबर {order} है, कुल {total}।",
)
PAID_FOR_NOTHING = Words(
    "Your payment of {amount} came in, but no order could be made of it. "
    "A colleague looks at it now: you get the goods or your money back.",
    "Aapka {amount} ka payment aa gaya, par isse order nahi ban paya. "
    "Hamare saathi ise abhi dekh rahe hain: aapko saman milega ya aapka paisa wapas.",
    "आपका {amount} का भुगतान आ गया, पर इससे ऑर्डर नहीं बन पाया। "
    "हमारे साथी इसे अभी देख रहे हैं: आपको सामान मिलेगा या आपका पैसा वापस।",
)
WHERE_IS_IT = Words("Where is it?", "Kahan pahuncha?", "कहाँ पहुँचा?")
PAY_NOW = Words(
    "Your order is approved. Pay here to have it sent:",
    "Aapka order manzoor ho gaya. Bhijwane ke liye yahan payment kijiye:",
    "आपका ऑर्डर मंज़ूर हो गया। भिजवाने के लिए यहाँ भुगतान कीजिए:",
)
NOBODY_ANSWERED = Words(
    "Nobody approved your order for {total} in time. Your cart is still there.",
    "Aapka {total} ka order samay par kisi ne manzoor nahi kiya. Aapka cart abhi bhi hai.",
    "आपका {total} का ऑर्डर समय पर किसी ने मंज़ूर नहीं किया। आपका कार्ट अभी भी है।",
)
