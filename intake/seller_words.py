"""What sellers are told in their own chats, and buyers of their wishes and of offers."""

from chat.words import Words

# In a seller's own chat.
LINKED = Words(
    "This chat now belongs to {seller}. Buyers' questions come here; reply to one to answer it.",
    "Yeh chat ab {seller} ki hai. Kharidaron ke sawaal yahan aayenge; jawab dene ke liye reply kijiye.",
    "यह चैट अब {seller} की है। ख़रीदारों के सवाल यहाँ आएँगे; जवाब देने के लिए रिप्लाई कीजिए।",
)
BAD_CODE = Words(
    "That code is no longer good. Make a new one on your seller's page.",
    "Yeh code ab kaam ka nahi. Apne seller page par naya banaiye.",
    "यह कोड अब नहीं चलेगा। अपने सेलर पेज पर नया बनाइए।",
)
WRITE_IT = Words(
    "Write your answer now; it goes to the buyer.",
    "Jawab likhiye; kharidar ko pahuch jayega.",
    "जवाब लिखिए; ख़रीदार को पहुँच जाएगा।",
)
SENT = Words("Sent to the buyer.", "Kharidar ko bhej diya.", "ख़रीदार को भेज दिया।")
HIDDEN = Words(
    "Sent to the buyer without phone numbers, addresses and links: they are not passed on here. "
    "The shop's admin sees such messages.",
    "Bhej diya, par phone number, pata aur link hata kar: yahan aage nahi jaate. Admin bhi padhenge.",
    "भेज दिया, पर फ़ोन नंबर, पता और लिंक हटाकर: यहाँ ये आगे नहीं जाते। ऐसे मैसेज एडमिन भी देखते हैं।",
)
SEEN = Words(
    "Sent to the buyer. The shop's admin will read it too: please keep deals in the shop, and words kind.",
    "Bhej diya. Admin bhi ise padhenge: deal shop me hi rakhiye, aur shabd achhe.",
    "ख़रीदार को भेज दिया। एडमिन भी इसे पढ़ेंगे: सौदा दुकान में ही रखिए, और शब्द अच्छे।",
)
ASK_SOMEBODY_ELSE = Words(
    "All right, somebody else is asked.", "Theek hai, kisi aur se poochte hain.", "ठीक है, किसी और से पूछते हैं।"
)
PUBLISH = Words("Show it to other buyers", "Dusre kharidaron ko bhi dikhao", "बाकी ख़रीदारों को भी दिखाएँ")
PUBLISHED = Words(
    "It now stands with the product.", "Ab yeh product ke saath dikhega.", "अब यह सामान के साथ दिखेगा।"
)
NOT_PUBLISHED = Words(
    "That can't be shown to others.", "Yeh dusron ko nahi dikhaya ja sakta.", "यह दूसरों को नहीं दिखाया जा सकता।"
)
QUESTION_GONE = Words("That question is not there any more.", "Woh sawaal ab nahi hai.", "वह सवाल अब नहीं है।")
VIEW_CART = Words("View cart", "Cart dekhiye", "कार्ट देखिए")
IN_CART = Words(
    "{title} is in your cart at the offered price.",
    "{title} aapke cart me hai, offer wale daam par.",
    "{title} आपके कार्ट में है, ऑफ़र वाले दाम पर।",
)

# A buyer's wish for what no catalogue has.
SHALL_I = Words(
    "That sounds made to order. Shall I ask our sellers who can make or find it for you?",
    "Yeh order par banane wali cheez lagti hai. Kya main sellers se poochun ki kaun bana ya dila sakta hai?",
    "यह ऑर्डर पर बनने वाली चीज़ लगती है। क्या मैं सेलर से पूछूँ कि कौन बना या दिला सकता है?",
)
ASK_THEM = Words("Ask the sellers", "Sellers se poocho", "सेलर से पूछिए")
SEARCH_SHOP = Words("Search the shop", "Shop me dhoondo", "दुकान में ढूँढिए")
WRITE_WISH = Words(
    "Write in one message what you need, how many, and by when. It goes to a seller who has the like.",
    "Ek message me likhiye kya chahiye, kitna, aur kab tak. Main use sahi seller tak pahucha dunga.",
    "एक मैसेज में लिखिए कि क्या चाहिए, कितना, और कब तक। मैं उसे सही सेलर तक पहुँचा दूँगा।",
)
WISH_ASKED = Words(
    "I have asked a seller for this: \u201c{wish}\u201d. What they say or offer comes here, in this chat.",
    "Maine seller se pooch liya: \u201c{wish}\u201d. Unka jawab ya offer isi chat me aayega.",
    "मैंने सेलर से पूछ लिया: “{wish}”। उनका जवाब या ऑफ़र इसी चैट में आएगा।",
)
ADD_TO_WISH = Words("Add something", "Kuch aur batana hai", "कुछ और बताना है")
NOBODY = Words(
    "No seller can be asked just now. A colleague can look for it with you.",
    "Abhi kisi seller se nahi pooch sakte. Mere saathi aapke saath dekh sakte hain.",
    "अभी किसी सेलर से नहीं पूछ सकते। मेरे साथी आपके साथ देख सकते हैं।",
)
CALL_COLLEAGUE = Words("Call a colleague", "Saathi ko bulao", "साथी को बुलाइए")
LEAVE_IT = Words("All right, I leave it.", "Theek hai, rehne dete hain.", "ठीक है, रहने देते हैं।")
