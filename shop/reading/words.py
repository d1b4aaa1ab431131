"""What is said of quantities and addresses that can't be read as they were written."""

from collections.abc import Mapping

from chat.words import Words

REFUSALS: Mapping[str, Words] = {
    # quantities
    "not_whole": Words(
        "{count} is not a whole number of pieces. Shall it be {below} or {above}?",
        "{count} poore piece nahi bante. {below} karun ya {above}?",
        "{count} पूरे पीस नहीं बनते। {below} करूँ या {above}?",
    ),
    "not_whole_piece": Words(
        "{count} is not a whole number of pieces. Shall it be {above}?",
        "{count} poora piece nahi banta. {above} kar dun?",
        "{count} पूरा पीस नहीं बनता। {above} कर दूँ?",
    ),
    "no_quantity": Words(
        "{quantity} is not a quantity I can order. Tell me a number from 1 up.",
        "{quantity} itna order nahi ho sakta. 1 ya usse zyada bataiye.",
        "{quantity}: इतना ऑर्डर नहीं हो सकता। 1 या उससे ज़्यादा बताइए।",
    ),
    "above_most": Words(
        "{quantity:,} is more than one line may hold ({most:,}). For so many, ask for a person.",
        "{quantity:,} bahut zyada hai, ek line me {most:,} tak aata hai. Itne ke liye hamare aadmi se "
        "baat kijiye.",
        "{quantity:,} बहुत ज़्यादा है, एक लाइन में {most:,} तक आता है। इतने के लिए हमारे आदमी से बात कीजिए।",
    ),
    # addresses
    "no_pin_code": Words(
        "Please send the whole address with its PIN code: 12 MG Road, Pune 411001.",
        "Poora pata PIN code ke saath bhejiye: 12 MG Road, Pune 411001.",
        "पूरा पता PIN कोड के साथ भेजिए: 12 MG Road, Pune 411001.",
    ),
    "no_street": Words(
        "Please send street and town too, for example: 12 MG Road, Pune 411001.",
        "Gali aur shahar bhi likhiye, jaise: 12 MG Road, Pune 411001.",
        "गली और शहर भी लिखिए, जैसे: 12 MG Road, Pune 411001.",
    ),
    "wrong_pin_code": Words(
        "The PIN code has six digits, for example 411001.",
        "PIN code me chhah ank hote hain, jaise 411001.",
        "PIN कोड में छह अंक होते हैं, जैसे 411001.",
    ),
    "no_house": Words(
        "Please give the street and house too, for example: 12 MG Road.",
        "Gali aur makaan number bhi likhiye, jaise: 12 MG Road.",
        "गली और मकान नंबर भी लिखिए, जैसे: 12 MG Road.",
    ),
    "wrong_phone": Words(
        "The phone number has a sign or a letter that can't be right.",
        "Phone number me koi galat akshar ya nishan hai.",
        "फ़ोन नंबर में कोई ग़लत अक्षर या निशान है।",
    ),
    "wrong_gstin": Words(
        "A GSTIN has 15 signs, for example 27ABCDE1234F1Z5. Leave it empty if you have none.",
        "GSTIN me 15 akshar hote hain, jaise 27ABCDE1234F1Z5. Nahi hai to khali chhod dijiye.",
        "GSTIN में 15 अक्षर होते हैं, जैसे 27ABCDE1234F1Z5. नहीं है तो खाली छोड़ दीजिए।",
    ),
}
