"""Words of small talk, help, and not having understood; with variations."""

from chat.words import Ways, Words

GREETING = Ways(
    (
        "Hello from {shop}! What do you need today?",
        "Namaste! This is {shop}. What can I get for you?",
        "Hi! {shop} here. Tell me what you need, or send your whole list.",
    ),
    (
        "Namaste! {shop} me aapka swagat hai. Kya chahiye aaj?",
        "Namaste ji! Bataiye kya bhejna hai, poori list bhi bhej sakte hain.",
    ),
    (
        "नमस्ते! {shop} में आपका स्वागत है। आज क्या चाहिए?",
        "नमस्ते जी! {shop} से बोल रहा हूँ। बताइए क्या भेजना है, पूरी लिस्ट भी भेज सकते हैं।",
    ),
)
GOODBYE = Ways(
    ("Goodbye, and good business today!", "See you soon. Your cart waits for you.", "Bye! Write any time."),
    ("Phir milenge! Aapka cart yahin rahega.", "Alvida ji, jab chahein likhiye."),
    (
        "फिर मिलेंगे! आपका कार्ट यहीं रहेगा।",
        "नमस्ते जी, जब चाहें लिखिए।",
    ),
)
HEARD = Words("I see.", "Samajh gaya.", "समझ गया।")
HEARD_AND_NOW = Words("I see. What can I do for you?", "Samajh gaya. Ab kya karun?", "समझ गया। अब क्या करूँ?")
TAKEN_WRONGLY = Words(
    "Sorry if I took something wrongly. Tell me what it should be, or undo what I did last.",
    "Maaf kijiye agar kuch galat samjha. Bataiye kya hona chahiye, ya pichhla badlav wapas le lijiye.",
    "माफ़ कीजिए अगर कुछ ग़लत समझा। बताइए क्या होना चाहिए, या पिछला बदलाव वापस ले लीजिए।",
)
WELCOME = Ways(
    ("You are welcome!", "Happy to help.", "Any time."),
    ("Koi baat nahi ji!", "Khushi hui madad karke."),
    (
        "कोई बात नहीं जी!",
        "मदद करके ख़ुशी हुई।",
    ),
)
HELP = Ways(
    (
        "I am the shop's assistant, a bot. I can find products and prices, take your whole list at once, "
        "repeat your last order, track, change or return orders, send bills, tell what a dish, a party or a "
        "new shop needs, and ask the seller or a person for you. Just write, for example: 20 maggi 70g, or: "
        "poha for 80 people.",
    ),
    (
        "Main dukan ka assistant hoon, ek bot. Saman aur rate dhoondh sakta hoon, poori list ek saath le "
        "sakta hoon, pichla order dohra sakta hoon, order track, badal ya wapas kar sakta hoon, bill bhej "
        "sakta hoon, kisi khane, party ya nayi dukaan ka saman bata sakta hoon. Bas likhiye, jaise: "
        "20 maggi 70g, ya: 80 logon ke liye poha.",
    ),
    (
        (
            "मैं दुकान का सहायक हूँ, एक बॉट। सामान और रेट ढूँढ सकता हूँ, पूरी लिस्ट एक साथ ले सकता हूँ, "
            "पिछला ऑर्डर दोहरा सकता हूँ, ऑर्डर कहाँ है बता सकता हूँ, उसे बदल या वापस कर सकता हूँ, "
            "बिल भेज सकता हूँ, किसी खाने, पार्टी या नई दुकान का सामान बता सकता हूँ, और सेलर या किसी "
            "साथी से पूछ सकता हूँ। बस लिखिए, जैसे: 20 maggi 70g, या: 80 लोगों के लिए पोहा।"
        ),
    ),
)
WHAT_NEXT = Ways(
    ("Good. What shall I do?", "All right. What would you like?"),
    ("Theek hai. Ab kya karu?", "Ji, bataiye kya chahiye."),
    (
        "ठीक है। अब क्या करूँ?",
        "जी, बताइए क्या चाहिए।",
    ),
)
LEFT = Ways(
    ("All right, I leave it.", "Okay, forgotten. Anything else?"),
    ("Theek hai, rehne dete hain.", "Ji, chhod diya. Aur kuch?"),
    (
        "ठीक है, रहने देते हैं।",
        "जी, छोड़ दिया। और कुछ?",
    ),
)
OUTSIDE = Ways(
    (
        "That I can't help with: I only know this shop. But I can do this:",
        "I am the shop's assistant, that is beyond me. Here is what I can do:",
    ),
    ("Yeh mere bas ka nahi, main sirf is dukan ka kaam jaanta hoon. Yeh kar sakta hoon:",),
    ("यह मेरे बस का नहीं, मैं सिर्फ़ इस दुकान का काम जानता हूँ। यह कर सकता हूँ:",),
)
WHICH = Ways(
    ("I am not sure what you mean. Is it one of these?", "Did you mean one of these?"),
    ("Main theek se samjha nahi. Kya inme se koi hai?",),
    ("मैं ठीक से समझा नहीं। क्या इनमें से कोई है?",),
)
AGAIN = Ways(
    (
        "I did not get that. Say it in other words, or choose:",
        "Sorry, I still don't follow. Choose one, or talk to a person:",
    ),
    ("Samajh nahi aaya. Doosre shabdon me bataiye, ya chuniye:",),
    ("समझ नहीं आया। दूसरे शब्दों में बताइए, या चुनिए:",),
)
NOT_GOT = Words("I did not get: “{words}”.", "Yeh samajh nahi aaya: “{words}”.", "यह समझ नहीं आया: “{words}”।")
OF_WHAT = Ways(
    ("{said}, of which product? Type its name.", "Which product is “{said}” for? Type its name."),
    ("{said}, kis cheez ka? Naam likhiye.",),
    ("{said}, किस चीज़ का? नाम लिखिए।",),
)
SPEAKING = Ways(
    ("I will write English from now on.",),
    ("Theek hai, ab se Hindi me baat karte hain.",),
    ("ठीक है, अब से हिन्दी में लिखूँगा।",),
)
LANGUAGES = Ways(
    ("I write English and Hindi. Which shall it be?",),
    ("Main Hindi aur English likhta hoon. Kaun si?",),
    ("मैं हिन्दी और अंग्रेज़ी लिखता हूँ। कौन-सी?",),
)
WAITING = Words("Take your time, I am here.", "Aaram se, main yahin hoon.", "आराम से, मैं यहीं हूँ।")
LEAVE_IT = Words("No, leave it", "Nahi, rehne dijiye", "नहीं, रहने दीजिए")

# What an intent is called on a button, when it is not clear which was meant.
BACK_TO_LIST = Words("Back to your list. ", "Ab aapki list par. ", "अब आपकी लिस्ट पर। ")
BACK_TO = Words(
    "Back to my question: {question}", "Wapas mere sawaal par: {question}", "वापस मेरे सवाल पर: {question}"
)
