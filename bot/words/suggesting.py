"""Words of suggestions: a basket, what goes with what, stand-ins, new goods, good prices, reminders."""

from chat.words import Words

# On a card.
ONE_PIECE = Words("{quantity} pc - {why}", "{quantity} piece - {why}", "{quantity} पीस - {why}")
PIECES = Words("{quantity} pcs - {why}", "{quantity} piece - {why}", "{quantity} पीस - {why}")
NOT_THIS = Words("Not this", "Yeh nahi", "यह नहीं")
TAKE_CASE = Words("Take the case", "Peti lein", "पेटी लें")

# The leads of what is shown.
BASKET = Words(
    "I would order this for you ({total}):", "Aapke liye yeh basket ({total}):", "आपके लिए यह बास्केट ({total}):"
)
BASKET_OF_OTHERS = Words(
    "You could start with what other shops take ({total}):",
    "Doosri dukaanein yeh leti hain, isse shuru kar sakte hain ({total}):",
    "दूसरी दुकानें यह लेती हैं, इससे शुरू कर सकते हैं ({total}):",
)
NOT_THAT_ONE = Words(
    "All right, not that one. {lead}", "Theek hai, woh nahi. {lead}", "ठीक है, वह नहीं। {lead}"
)
DUE = Words("By your own rhythm, this is due:", "Yeh khatam hone wala hoga:", "यह ख़त्म होने वाला होगा:")
ALIKE = Words(
    "Shops like yours also buy:", "Aap jaisi dukaanein yeh bhi leti hain:", "आप जैसी दुकानें यह भी लेती हैं:"
)
POPULAR = Words("This sells well:", "Yeh zyada bikta hai:", "यह ज़्यादा बिकता है:")
POPULAR_OF = Words(
    "This sells well ({words}):", "Yeh zyada bikta hai ({words}):", "यह ज़्यादा बिकता है ({words}):"
)
SEASON = Words(
    "In the coming weeks this sells more than usual:",
    "Is mausam me yeh zyada bikta hai:",
    "इस मौसम में यह ज़्यादा बिकता है:",
)
BOUGHT_WITH = Words(
    "Shops that buy {title} also take:",
    "{title} lene wali dukaanein yeh bhi leti hain:",
    "{title} लेने वाली दुकानें यह भी लेती हैं:",
)
WITH_YOUR_CART = Words("With your cart:", "Aapke cart ke saath:", "आपके कार्ट के साथ:")
YOU_MAY_WANT = Words("You may want with it:", "Iske saath:", "इसके साथ:")
INSTEAD_OF = Words("Instead of {title}:", "{title} ki jagah:", "{title} की जगह:")
IN_ITS_PLACE = Words("In its place I have:", "Iske badle yeh hai:", "इसके बदले यह है:")
OFFERS = Words("Good prices and new goods in what you buy:", "Aapke kaam ke offer:", "आपके काम के ऑफ़र:")
GOOD_PRICES = Words("Good prices:", "Offer, achhe daam par:", "अच्छे दाम:")
LIKE_MINE = Words("Shops like mine", "Mere jaisi dukaanein", "मेरे जैसी दुकानें")
PROPOSE_BASKET = Words("Propose a basket", "Basket banaiye", "बास्केट बनाइए")
CASES_TAKEN = Words(
    "Changed: {cases} x {title} instead of {singles} single ones.",
    "Badal diya: {singles} khule ki jagah {cases} x {title}.",
    "बदल दिया: {singles} खुले की जगह {cases} x {title}।",
)

# When there is nothing, or too little is known.
WHAT_DO_YOU_SELL = Words(
    "Tell me what you sell most, and I will find it for you.",
    "Bataiye aapke yahan kya zyada bikta hai, main dhoondh deta hoon.",
    "बताइए आपके यहाँ क्या ज़्यादा बिकता है, मैं ढूँढ देता हूँ।",
)
NOTHING_YET = Words(
    "I have nothing to suggest yet. Tell me what you need, for example: 20 maggi 70g.",
    "Abhi sujhane ko kuch nahi hai. Bataiye kya chahiye, jaise: 20 maggi 70g.",
    "अभी सुझाने को कुछ नहीं है। बताइए क्या चाहिए, जैसे: 20 maggi 70g.",
)
NOTHING_DUE = Words(
    "Nothing that you order regularly is due just now.",
    "Jo aap hamesha lete hain, usme se abhi kuch khatam nahi ho raha.",
    "जो आप हमेशा लेते हैं, उसमें से अभी कुछ ख़त्म नहीं हो रहा।",
)
NOTHING_FOR = Words(
    "I found nothing that I could suggest for “{words}”. Tell me a product or a category.",
    "“{words}” ke liye sujhane layak kuch nahi mila. Koi saman ya category bataiye.",
    "“{words}” के लिए सुझाने लायक कुछ नहीं मिला। कोई सामान या श्रेणी बताइए।",
)
NOTHING_NEW = Words(
    "Nothing new has come in these days.", "In dinon kuch naya nahi aaya.", "इन दिनों कुछ नया नहीं आया।"
)
NO_OFFER = Words(
    "There is no special offer for you just now. Ask me for the price of 10, 50 or 100.",
    "Abhi aapke liye koi khaas offer nahi hai. 10, 50 ya 100 ka daam poochh lijiye.",
    "अभी आपके लिए कोई ख़ास ऑफ़र नहीं है। 10, 50 या 100 का दाम पूछ लीजिए।",
)
NOT_KNOWN_WITH = Words(
    "I do not know yet what is bought with {title}. Name a product, and I look what sells.",
    "{title} ke saath kya liya jaata hai, yeh abhi pata nahi. Koi saman bataiye, main dekhta hoon kya "
    "bikta hai.",
    "{title} के साथ क्या लिया जाता है, यह अभी पता नहीं। कोई सामान बताइए, मैं देखता हूँ क्या बिकता है।",
)
NOT_KNOWN_WITH_THAT = Words(
    "I do not know yet what is bought with that. Name a product, and I look what sells.",
    "Iske saath kya liya jaata hai, yeh abhi pata nahi. Koi saman bataiye, main dekhta hoon kya bikta hai.",
    "इसके साथ क्या लिया जाता है, यह अभी पता नहीं। कोई सामान बताइए, मैं देखता हूँ क्या बिकता है।",
)
INSTEAD_OF_WHICH = Words(
    "Instead of which product? Type its name.",
    "Kis saman ki jagah? Naam likhiye.",
    "किस सामान की जगह? नाम लिखिए।",
)
NOTHING_CHEAPER = Words(
    "I have nothing of the kind that is cheaper than {title}.",
    "{title} se sasta is tarah ka kuch nahi hai.",
    "{title} से सस्ता इस तरह का कुछ नहीं है।",
)
NO_STAND_IN = Words(
    "I know nothing that could stand in for that. Tell me what it should do.",
    "Iski jagah lene layak kuch pata nahi. Bataiye kis kaam ke liye chahiye.",
    "इसकी जगह लेने लायक कुछ पता नहीं। बताइए किस काम के लिए चाहिए।",
)

# Reminders.
NO_REMINDING_NOW = Words(
    "Reminders are not possible just now.", "Abhi yaad dilana nahi ho sakta.", "अभी याद दिलाना नहीं हो सकता।"
)
NOT_REMINDED = Words(
    "All right: no reminders.",
    "Theek hai: ab yaad dilane wale message nahi aayenge.",
    "ठीक है: अब याद नहीं दिलाऊँगा।",
)
REMINDED_DAILY = Words(
    "I will remind you of what runs out, at most once a day, and never at night.",
    "Jo khatam hone wala ho, uski yaad dilaunga: din me zyada se zyada ek baar, raat ko kabhi nahi.",
    "जो ख़त्म होने वाला हो, उसकी याद दिलाऊँगा: दिन में ज़्यादा से ज़्यादा एक बार, रात को कभी नहीं।",
)
REMINDED_EVERY = Words(
    "I will remind you of what runs out, at most every {days} days, and never at night.",
    "Jo khatam hone wala ho, uski yaad dilaunga: zyada se zyada har {days} din me ek baar, raat ko "
    "kabhi nahi.",
    "जो ख़त्म होने वाला हो, उसकी याद दिलाऊँगा: ज़्यादा से ज़्यादा हर {days} दिन में एक बार, रात को कभी नहीं।",
)
MOST_MARGIN = Words(
    "Most margin first, of {words}:", "Sabse zyada margin wale, {words}:", "सबसे ज़्यादा मार्जिन वाले, {words}:"
)
EARNS = Words(
    "MRP {mrp}: margin {percent} %", "MRP {mrp}: margin {percent} %", "MRP {mrp}: मार्जिन {percent} %"
)
BEST_OF_THESE = Words(
    "Of these, the first sells most here:",
    "Inme se pehla yahan sabse zyada bikta hai:",
    "इनमें से पहला यहाँ सबसे ज़्यादा बिकता है:",
)
NOT_KNOWN_OF_THESE = Words(
    "I can't tell which of these sells most: too few were bought here so far.",
    "Inme se kaun zyada bikta hai, yeh nahi bata sakta: yahan abhi kam khareede gaye hain.",
    "इनमें से कौन ज़्यादा बिकता है, यह नहीं बता सकता: यहाँ अभी कम ख़रीदे गए हैं।",
)
NO_GIFTS = Words(
    "There is no scheme or free item on it; what is cheaper is more of it:",
    "Is par koi scheme ya free item nahi hai; zyada lene par daam kam hai:",
    "इस पर कोई स्कीम या फ़्री आइटम नहीं है; ज़्यादा लेने पर दाम कम है:",
)
NO_TIER = Words("the same for any number", "kitne bhi lein, yahi", "कितने भी लें, यही")
