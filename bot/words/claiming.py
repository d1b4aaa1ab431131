"""Words around claims in the chat: what is asked before one is made, and what there is."""

from chat.words import Words

OF_WHICH_ORDER = Words("Which order is it about?", "Yeh kis order ki baat hai?", "यह किस ऑर्डर की बात है?")
OF_WHICH_GOODS = Words(
    "Sorry for that! Which of the goods is it?",
    "Maaf kijiye! Kaun sa saman hai?",
    "माफ़ कीजिए! कौन सा सामान है?",
)
HOW_MANY = Words(
    "How many of the {count} x {title} are it ({kind})?",
    "{count} x {title} me se kitne ({kind})?",
    "{count} x {title} में से कितने ({kind})?",
)
ALL_OF_THEM = Words("All {count}", "Saare {count}", "सारे {count}")
CAME_ONLY = Words(
    "Order {order} had only {count} x {title}, so it is about {count}.",
    "Order {order} me {title} sirf {count} tha, isliye {count} ki baat kar raha hun.",
    "ऑर्डर {order} में {title} सिर्फ़ {count} था, इसलिए {count} की बात कर रहा हूँ।",
)
LEFT_ONLY = Words(
    "Of {title} in order {order} only {count} can still be claimed, so it is about {count}.",
    "Order {order} me {title} ke sirf {count} ka claim ho sakta hai, isliye {count} ki baat kar raha hun.",
    "ऑर्डर {order} में {title} के सिर्फ़ {count} का क्लेम हो सकता है, इसलिए {count} की बात कर रहा हूँ।",
)
SHALL_I = Words(
    "{goods} of order {order}: {kind}. Shall it be {amount} back, or new pieces?",
    "Order {order} ka {goods}: {kind}. {amount} wapas chahiye, ya naya saman?",
    "ऑर्डर {order} का {goods}: {kind}। {amount} वापस चाहिए, या नया सामान?",
)
ONLY_MONEY = Words(
    "{goods} of order {order}: {kind}. Shall I claim {amount} back?",
    "Order {order} ka {goods}: {kind}. {amount} wapas ka claim kar doon?",
    "ऑर्डर {order} का {goods}: {kind}। {amount} वापस का क्लेम कर दूँ?",
)
AT_ONCE = Words("You get it at once.", "Turant mil jayega.", "तुरंत मिल जाएगा।")
LOOKED_AT = Words(
    "It is looked at, and you get an answer within {days} working days.",
    "Ise dekha jayega, jawab {days} working din me.",
    "इसे देखा जाएगा, जवाब {days} कामकाजी दिन में।",
)
SEND_PHOTO = Words("Send a photo if you can.", "Ho sake to photo bhejiye.", "हो सके तो फ़ोटो भेजिए।")
HAVE_PHOTO = Words("I have your photo.", "Aapka photo mil gaya.", "आपका फ़ोटो मिल गया।")
MONEY_BACK = Words("{amount} back {way}", "{amount} wapas {way}", "{amount} वापस {way}")
NEW_PIECES = Words("New pieces", "Naya saman", "नया सामान")
NOT_CLAIMED = Words("All right, no claim is made.", "Theek hai, claim nahi kiya.", "ठीक है, क्लेम नहीं किया।")
NO_CLAIMS = Words(
    "You have no claims. If something is missing, damaged or wrong, tell me what, and of which order.",
    "Aapka koi claim nahi hai. Kuch kam, toota ya galat aaya ho to bataiye kya, aur kis order ka.",
    "आपका कोई क्लेम नहीं है। कुछ कम, टूटा या ग़लत आया हो तो बताइए क्या, और किस ऑर्डर का।",
)
YOUR_CLAIMS = Words("Your claims:", "Aapke claim:", "आपके क्लेम:")
WITHDRAW_WHICH = Words("Which claim shall I withdraw?", "Kaun sa claim wapas loon?", "कौन सा क्लेम वापस लूँ?")
WITHDRAW_IT = Words("Shall I withdraw it? {line}", "Ise wapas loon? {line}", "इसे वापस लूँ? {line}")
YES_WITHDRAW = Words("Yes, withdraw it", "Haan, wapas lo", "हाँ, वापस लो")
WITHDRAWN = Words("Claim {claim} is withdrawn.", "Claim {claim} wapas le liya.", "क्लेम {claim} वापस ले लिया।")
NONE_TO_WITHDRAW = Words(
    "No claim of yours is open.", "Aapka koi claim khula nahi hai.", "आपका कोई क्लेम खुला नहीं है।"
)
MONEY_ASKED = Words(
    "All right. Claim {claim}: you wish the money back, and we decide it by {day}.",
    "Theek hai. Claim {claim}: aap paise wapas chahte hain, {day} tak tay karenge.",
    "ठीक है। क्लेम {claim}: आप पैसे वापस चाहते हैं, {day} तक तय करेंगे।",
)
# How its money comes.
MONEY_COMES = Words(
    "Claim {claim}: you get an answer by {day}. When it is accepted, {amount} comes back {way}.",
    "Claim {claim}: jawab {day} tak milega. Maan lene par {amount} wapas aayega, {way}.",
    "क्लेम {claim}: जवाब {day} तक मिलेगा। मान लेने पर {amount} वापस आएगा, {way}।",
)
MONEY_COMES_NOW = Words(
    "Claim {claim} is accepted: {amount} comes back {way}.",
    "Claim {claim} maan liya gaya: {amount} wapas aayega, {way}.",
    "क्लेम {claim} मान लिया गया: {amount} वापस आएगा, {way}।",
)
PIECES_COME = Words(
    "Claim {claim}: you asked for new pieces, no money. You get an answer by {day}.",
    "Claim {claim}: aapne naya saman maanga hai, paise nahi. Jawab {day} tak milega.",
    "क्लेम {claim}: आपने नया सामान माँगा है, पैसे नहीं। जवाब {day} तक मिलेगा।",
)
