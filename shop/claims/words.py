"""Words of claims: how they stand, why they are not taken, what each side is told of them."""

from collections.abc import Mapping

from chat.words import Words

KINDS: Mapping[str, Words] = {
    "missing": Words("missing", "nahi mila", "नहीं मिला"),
    "short": Words("short", "kam aaya", "कम आया"),
    "damaged": Words("damaged", "toota ya kharab", "टूटा या ख़राब"),
    "wrong": Words("wrong item", "galat saman", "ग़लत सामान"),
    "expired": Words("past its date", "date nikal chuki", "तारीख़ निकल चुकी"),
    "other": Words("something else", "kuch aur", "कुछ और"),
}
STATES: Mapping[str, Words] = {
    "open": Words("waiting for an answer", "jawab ka intezaar", "जवाब का इंतज़ार"),
    "answered": Words("answered, your turn", "jawab aa gaya, aapki baari", "जवाब आ गया, आपकी बारी"),
    "accepted": Words("accepted, being settled", "maan liya, nipta rahe hain", "मान लिया, निपटा रहे हैं"),
    "refused": Words("refused", "mana kar diya", "मना कर दिया"),
    "settled": Words("settled", "nipat gaya", "निपट गया"),
    "withdrawn": Words("withdrawn by you", "aapne wapas liya", "आपने वापस लिया"),
}
REFUSALS: Mapping[str, Words] = {
    "claim_unknown": Words(
        "There is no claim {claim} of yours.", "Aapka claim {claim} nahi mila.", "आपका क्लेम {claim} नहीं मिला।"
    ),
    "claim_closed": Words(
        "Claim {claim}: {claim_state}. Nothing more can be done to it here.",
        "Claim {claim}: {claim_state}. Ab isme yahan kuch nahi ho sakta.",
        "क्लेम {claim}: {claim_state}। अब इसमें यहाँ कुछ नहीं हो सकता।",
    ),
    "claim_of_none": Words(
        "How many of {title}? It has to be one or more.",
        "{title} ke kitne? Ek ya zyada hone chahiye.",
        "{title} के कितने? एक या ज़्यादा होने चाहिए।",
    ),
    "claim_of_more": Words(
        "Order {order} had {bought} of {title}; more than that can't be claimed.",
        "Order {order} me {title} ke {bought} the; us se zyada ka claim nahi ho sakta.",
        "ऑर्डर {order} में {title} के {bought} थे; उससे ज़्यादा का क्लेम नहीं हो सकता।",
    ),
    "claimed_before": Words(
        "Of {title} in order {order} only {left} are not claimed, returned or exchanged yet.",
        "Order {order} me {title} ke sirf {left} bache hain jinka claim, return ya exchange nahi hua.",
        "ऑर्डर {order} में {title} के सिर्फ़ {left} बचे हैं जिनका क्लेम, वापसी या बदलाव नहीं हुआ।",
    ),
    "claim_too_early": Words(
        "Order {order} is not delivered yet ({status}). Once it is there, tell me what is wrong with it.",
        "Order {order} abhi deliver nahi hua ({status}). Aane par bataiye kya gadbad hai.",
        "ऑर्डर {order} अभी डिलीवर नहीं हुआ ({status})। आने पर बताइए क्या गड़बड़ है।",
    ),
    "claim_too_late": Words(
        "Order {order} was delivered on {day}. Claims are taken within {days} days of that.",
        "Order {order} {day} ko deliver hua tha. Claim {days} din ke andar hi liya jata hai.",
        "ऑर्डर {order} {day} को डिलीवर हुआ था। क्लेम {days} दिन के अंदर ही लिया जाता है।",
    ),
    "nothing_to_refund": Words(
        "No money can be given back for claim {claim}: nothing was paid for it yet, or all went back.",
        "Claim {claim} ka paisa wapas nahi ho sakta: abhi kuch diya nahi gaya, ya sab wapas ho chuka hai.",
        "क्लेम {claim} का कोई पैसा वापस नहीं हो सकता: अभी कुछ दिया नहीं गया, या सब वापस हो चुका है।",
    ),
    "refund_too_much": Words(
        "For claim {claim} at most {most} can be given back, and more than nothing.",
        "Claim {claim} me zyada se zyada {most} wapas ho sakta hai, aur zero se zyada.",
        "क्लेम {claim} में ज़्यादा से ज़्यादा {most} वापस हो सकता है, और ज़ीरो से ज़्यादा।",
    ),
    "claim_reason_missing": Words(
        "Say why, in a few words: the customer reads it.",
        "Wajah likhiye, thode shabdon me: grahak ise padhega.",
        "वजह लिखिए, थोड़े शब्दों में: ग्राहक इसे पढ़ेगा।",
    ),
    "no_offer": Words(
        "Claim {claim} has no offer that waits for you.",
        "Claim {claim} me aapke liye koi offer nahi hai.",
        "क्लेम {claim} में आपके लिए कोई ऑफ़र नहीं है।",
    ),
    "photos_full": Words(
        "Claim {claim} has {most} photos already, that is enough.",
        "Claim {claim} me {most} photo aa chuke hain, itne kaafi hain.",
        "क्लेम {claim} में {most} फ़ोटो आ चुके हैं, इतने काफ़ी हैं।",
    ),
}

# One claim in a line.
LINE = Words(
    "Claim {claim}: {goods}, {kind}: {state}.",
    "Claim {claim}: {goods}, {kind}: {state}.",
    "क्लेम {claim}: {goods}, {kind}: {state}।",
)
BY_THEN = Words("answer by {day}", "jawab {day} tak", "जवाब {day} तक")
GIVEN_BACK = Words("{amount} given back", "{amount} wapas", "{amount} वापस")
SENT_AGAIN = Words(
    "sent again as order {order}", "order {order} me dobara bheja", "ऑर्डर {order} में दोबारा भेजा"
)
# What the customer is told at each step.
OPENED = Words(
    "Claim {claim} is open: {goods} of order {order}, {kind}. You get an answer by {day}.",
    "Claim {claim} khul gaya: order {order} ka {goods}, {kind}. Jawab {day} tak milega.",
    "क्लेम {claim} खुल गया: ऑर्डर {order} का {goods}, {kind}। जवाब {day} तक मिलेगा।",
)
REFUNDED = Words(
    "Claim {claim} is settled: {amount} goes back to you for {goods} ({way}).",
    "Claim {claim} nipat gaya: {goods} ka {amount} aapko wapas ({way}).",
    "क्लेम {claim} निपट गया: {goods} का {amount} आपको वापस ({way})।",
)
REPLACED = Words(
    "Claim {claim} is settled: {goods} comes again at no cost, as order {order}.",
    "Claim {claim} nipat gaya: {goods} bina kisi kharch ke dobara aayega, order {order}.",
    "क्लेम {claim} निपट गया: {goods} बिना किसी ख़र्च के दोबारा आएगा, ऑर्डर {order}।",
)
ACCEPTED = Words(
    "Claim {claim} ({goods}) is accepted. What you get for it comes here.",
    "Claim {claim} ({goods}) maan liya gaya. Iske badle kya milega yahin batayenge.",
    "क्लेम {claim} ({goods}) मान लिया गया। इसके बदले क्या मिलेगा यहीं बताएँगे।",
)
REFUSED = Words(
    "Claim {claim} ({goods}) was refused: “{reason}” If you see it otherwise, talk to a person.",
    "Claim {claim} ({goods}) mana ho gaya: “{reason}” Agar aap sehmat nahi, to hamare saathi se baat kijiye.",
    "क्लेम {claim} ({goods}) मना हो गया: “{reason}” अगर आप सहमत नहीं, तो हमारे साथी से बात कीजिए।",
)
OFFERED = Words(
    "Claim {claim}: {who} offers to send {goods} again at no cost. {reason}",
    "Claim {claim}: {who} {goods} bina kharch ke dobara bhejna chahte hain. {reason}",
    "क्लेम {claim}: {who} {goods} बिना ख़र्च के दोबारा भेजना चाहते हैं। {reason}",
)
TAKE_IT = Words("Yes, send it again", "Haan, dobara bhejiye", "हाँ, दोबारा भेजिए")
MONEY_INSTEAD = Words("No, money back", "Nahi, paise wapas", "नहीं, पैसे वापस")
PHOTO_ADDED = Words(
    "The photo is with claim {claim}.",
    "Photo claim {claim} ke saath rakh diya.",
    "फ़ोटो क्लेम {claim} के साथ रख दिया।",
)
# What a seller is told in their chat.
NEW_CLAIM = Words(
    "{buyer} claims {goods} of order {order}: {kind}. Answer by {day} on your page, under Claims "
    "(claim {claim}).",
    "{buyer} ka claim, order {order} ka {goods}: {kind}. {day} tak apne page par Claims me jawab dijiye "
    "(claim {claim}).",
    "{buyer} का क्लेम, ऑर्डर {order} का {goods}: {kind}। {day} तक अपने पेज पर Claims में जवाब दीजिए (क्लेम {claim})।",
)
SETTLED_BY_RULE = Words(
    "{buyer} claimed {goods} of order {order}: {kind}. The shop settled it by its rule (claim {claim}).",
    "{buyer} ka claim, order {order} ka {goods}: {kind}. Dukaan ne niyam se nipta diya (claim {claim}).",
    "{buyer} का क्लेम, ऑर्डर {order} का {goods}: {kind}। दुकान ने नियम से निपटा दिया (क्लेम {claim})।",
)
# What can be tapped.
MY_CLAIMS = Words("My claims", "Mere claim", "मेरे क्लेम")
ORDER = Words("The order", "Order dekhein", "ऑर्डर देखें")
WITHDRAW = Words("Withdraw {claim}", "{claim} wapas lein", "{claim} वापस लें")
# Where money goes.
THE_WAY_PAID = Words("by the way it was paid", "payment wale tareeke se", "भुगतान वाले तरीके से")
WAYS: Mapping[str, Words] = {
    "cash": Words("in cash", "nakad", "नकद"),
    "account": Words("to your account here", "aapke khaate me", "आपके खाते में"),
    "online": Words(
        "to the card or UPI that paid", "jis card ya UPI se diya tha", "जिस कार्ड या UPI से दिया था"
    ),
    "store_credit": Words("to your store credit", "aapke store credit me", "आपके स्टोर क्रेडिट में"),
}
