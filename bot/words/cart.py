"""Words of the cart: how it is shown, what changed in it, and the questions about its lines and lists."""

from chat.words import Words

# The cart as it is shown.
SO_MANY_LINES = Words(
    "{count} things in the cart. Total: {total}",
    "Cart me {count} cheezein hain. Kul: {total}",
    "कार्ट में {count} चीज़ें हैं। कुल: {total}",
)
SHOW_CART = Words("Show cart", "Cart dikhao", "कार्ट दिखाइए")
YOUR_CART = Words("Your cart:", "Aapka cart:", "आपका कार्ट:")
DELIVERY = Words("Delivery: {amount}", "Delivery: {amount}", "डिलीवरी: {amount}")
TOTAL_WITH_TAX = Words(
    "Total: {total} (GST {tax} included)", "Kul: {total} (GST {tax} shaamil)", "कुल: {total} (GST {tax} शामिल)"
)
EMPTY_IT = Words("Empty the cart", "Cart khali karein", "कार्ट खाली करें")

# What changed in it.
ADDED = Words(
    "Added: {quantity} x {title}.",
    "Cart me daala: {quantity} x {title}.",
    "कार्ट में डाला: {quantity} x {title}।",
)
ADDED_MORE = Words(
    "Added {quantity} more: now {there} x {title}.",
    "{quantity} aur daale: ab {there} x {title}.",
    "{quantity} और डाले: अब {there} x {title}।",
)
ADDED_INSTEAD = Words(
    "Added: {quantity} x {title} in place of {old}.",
    "{old} ki jagah daala: {quantity} x {title}.",
    "{old} की जगह डाला: {quantity} x {title}।",
)
ADDED_OF = Words(
    "Added {count} of {lines} lines.",
    "Cart me daala: {lines} me se {count} line.",
    "कार्ट में डाला: {lines} में से {count} लाइन।",
)
SET = Words(
    "Set: {quantity} x {title}.", "Ab itna hai: {quantity} x {title}.", "अब इतना है: {quantity} x {title}।"
)
TAKEN_OUT = Words("Taken out: {title}.", "Cart se nikala: {title}.", "कार्ट से निकाला: {title}।")
UNDONE = Words("Undone.", "Pehle jaisa kar diya.", "पहले जैसा कर दिया।")
EMPTY_NOW = Words("Your cart is empty now.", "Aapka cart ab khali hai.", "आपका कार्ट अब खाली है।")
NOTHING_ADDED = Words("All right, nothing was added.", "Theek hai, kuch nahi daala.", "ठीक है, कुछ नहीं डाला।")
ALL_RIGHT = Words("All right.", "Theek hai.", "ठीक है।")
LEFT_AS_IT_IS = Words("Left as it is.", "Jaisa tha waisa hi hai.", "जैसा था वैसा ही है।")

# Questions about one product.
PIECES = Words("{count} pieces", "{count} piece", "{count} पीस")
SOLD_FROM = Words(
    "{title} is sold from {least} pieces on. How many shall it be?",
    "{title} kam se kam {least} piece milta hai. Kitne chahiye?",
    "{title} कम से कम {least} पीस मिलता है। कितने चाहिए?",
)
SOLD_IN_STEPS = Words(
    "{title} is sold in steps of {step}. How many shall it be?",
    "{title} {step}-{step} karke milta hai. Kitne chahiye?",
    "{title} {step}-{step} करके मिलता है। कितने चाहिए?",
)
MADE_LEAST = Words(
    "{title} is sold from {least} pieces on, so I made it {quantity}. Undo takes it back.",
    "{title} kam se kam {least} piece milta hai, isliye {quantity} kar diye. Wapas lena ho to undo likhiye.",
    "{title} कम से कम {least} पीस मिलता है, इसलिए {quantity} कर दिए। वापस लेना हो तो undo लिखिए।",
)
MADE_IN_STEPS = Words(
    "{title} is sold in steps of {step}, so I made it {quantity}. Undo takes it back.",
    "{title} {step}-{step} karke milta hai, isliye {quantity} kar diye. Wapas lena ho to undo likhiye.",
    "{title} {step}-{step} करके मिलता है, इसलिए {quantity} कर दिए। वापस लेना हो तो undo लिखिए।",
)
NOT_SOLD_BY = Words(
    "{title} is not sold by {quantity}. How many shall it be?",
    "{title} {quantity} ke hisaab se nahi milta. Kitne chahiye?",
    "{title} {quantity} के हिसाब से नहीं मिलता। कितने चाहिए?",
)
HOW_MANY = Words("How many {title} shall it be?", "{title} kitne chahiye?", "{title} कितने चाहिए?")
CHANGE_WHICH = Words(
    "Which line shall I change, and to how many?",
    "Kaun si cheez badlun, aur kitni karun?",
    "कौन सी चीज़ बदलूँ, और कितनी करूँ?",
)
TAKE_OUT_WHICH = Words("Which line shall I take out?", "Kaun si cheez nikalun?", "कौन सी चीज़ निकालूँ?")
NOT_IN_IT = Words(
    "{title} is not in your cart.", "{title} aapke cart me nahi hai.", "{title} आपके कार्ट में नहीं है।"
)
USUAL_ONE = Words(
    "Of “{line}” I took {title}, as most shops do. There is also: {others}.",
    "“{line}” me {title} liya, zyada dukaan yahi leti hain. Yeh bhi hai: {others}.",
    "“{line}” में {title} लिया, ज़्यादातर दुकानें यही लेती हैं। यह भी है: {others}।",
)
TAKE_INSTEAD = Words("{title} instead", "Iski jagah {title}", "इसकी जगह {title}")
LEFT_OUT = Words("Left out: {lines}.", "Chhod diya: {lines}.", "छोड़ दिया: {lines}।")
STAYS = Words("It stays as it is.", "Jaisa hai waisa hi rehne diya.", "जैसा है वैसा ही रहने दिया।")
ADD_SO_MANY = Words("Add {quantity}", "{quantity} daalein", "{quantity} डालें")
EMPTY_ONE = Words(
    "Take the one line out of your cart?",
    "Cart me ek hi cheez hai, nikal dun?",
    "कार्ट में एक ही चीज़ है, निकाल दूँ?",
)
EMPTY_ALL = Words(
    "Take all {count} lines out of your cart?",
    "Cart ki sabhi {count} cheezein nikal dun?",
    "कार्ट की सभी {count} चीज़ें निकाल दूँ?",
)
YES_EMPTY_IT = Words("Yes, empty it", "Haan, khali karein", "हाँ, खाली करें")

# Questions about a list.
WHAT_TO_ADD = Words(
    "What shall I put into your cart? For example: 20 maggi 70g, 10kg sugar.",
    "Cart me kya daalun? Jaise: 20 maggi 70g, 10kg sugar.",
    "कार्ट में क्या डालूँ? जैसे: 20 maggi 70g, 10kg sugar.",
)
TOO_LONG = Words(
    "That list has more than {most} lines. Please send it in parts; nothing was added yet.",
    "Is list me {most} se zyada line hain. Please hisson me bhejiye; abhi kuch nahi daala.",
    "इस लिस्ट में {most} से ज़्यादा लाइन हैं। कृपया हिस्सों में भेजिए; अभी कुछ नहीं डाला।",
)
NOTHING_LIKE = Words(
    "I found nothing like: {lines}.", "Inke jaisa kuch nahi mila: {lines}.", "इनके जैसा कुछ नहीं मिला: {lines}।"
)
LOOK_AGAIN = Words(
    "Please look at the names once more, or write one of them alone: then I show what comes near it, "
    "and our sellers can be asked for it.",
    "Please naam ek baar phir dekhiye, ya koi ek akela likhiye: phir main milta julta dikhaunga, "
    "aur hamare sellers se bhi poochh sakte hain.",
    "कृपया नाम एक बार फिर देखिए, या कोई एक अकेला लिखिए: फिर मैं मिलता-जुलता दिखाऊँगा, "
    "और हमारे विक्रेताओं से भी पूछ सकते हैं।",
)
NEED_A_WORD = Words(
    "{count} lines need a word from you; after this one: {next}.",
    "{count} line ke baare me aapse poochhna hai; iske baad: {next}.",
    "{count} लाइन के बारे में आपसे पूछना है; इसके बाद: {next}।",
)
AND_MORE = Words("{lines} and {count} more", "{lines} aur {count} baaki", "{lines} और {count} बाकी")
WHICH = Words("“{line}”: which one do you mean?", "“{line}”: kaun sa?", "“{line}”: कौन सा चाहिए?")
IS_IT_THIS = Words("“{line}”: is it this?", "“{line}”: kya yahi?", "“{line}”: क्या यही चाहिए?")
SOLD_OUT = Words("sold out, {price} each", "stock khatam, {price} ek ka", "स्टॉक ख़त्म, {price} एक का")
SKIP = Words("Skip this line", "Yeh line chhodein", "यह लाइन छोड़ें")
NO_CASE = Words(
    "There is no full case of that here; it is sold by the piece.",
    "Iski poori peti yahan nahi hai; yeh ek-ek piece me bikta hai.",
    "इसकी पूरी पेटी यहाँ नहीं है; यह एक-एक पीस में बिकता है।",
)
