"""Words of small talk, help, and not having understood; with variations."""

from bot.words.products import ASK_SELLER
from chat.words import TALK_TO_PERSON, Ways, Words
from shop.delivery.words import DELIVERY
from shop.words import ADD_TO_CART

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
        "I can find products and prices, take your whole list at once, repeat your last order, track, change "
        "or return orders, send bills, and ask the seller or a person for you. Just write, for example: "
        "20 maggi 70g.",
    ),
    (
        "Main saman aur rate dhoondh sakta hoon, poori list ek saath le sakta hoon, pichla order dohra sakta "
        "hoon, order track, badal ya wapas kar sakta hoon, bill bhej sakta hoon. Bas likhiye, jaise: "
        "20 maggi 70g.",
    ),
    (
        (
            "मैं सामान और रेट ढूँढ सकता हूँ, पूरी लिस्ट एक साथ ले सकता हूँ, पिछला ऑर्डर दोहरा सकता "
            "हूँ, ऑर्डर कहाँ है बता सकता हूँ, उसे बदल या वापस कर सकता हूँ, बिल भेज सकता हूँ, और सेलर "
            "या किसी साथी से पूछ सकता हूँ। बस लिखिए, जैसे: 20 maggi 70g."
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
OFFER_HINDI = Ways(
    ("Shall I write in Hindi? (Hindi me baat karein?)",),
    ("Hindi me baat karein?",),
    ("हिन्दी में बात करें?",),
)
LEAVE_IT = Words("No, leave it", "Nahi, rehne dijiye", "नहीं, रहने दीजिए")
AS_BEFORE = Ways(("We were at this:",), ("Hum yahan the:",), ("हम यहाँ थे:",))

# What an intent is called on a button, when it is not clear which was meant.
TITLES = {
    "search_product": Words("Find a product", "Saman dhoondho", "सामान ढूँढिए"),
    "offers": Words("Today's offers", "Aaj ke offer", "आज के ऑफ़र"),
    "recommend": Words("Suggest something", "Kuch sujhao", "कुछ सुझाइए"),
    "ask_price": Words("Ask a price", "Rate poocho", "रेट पूछिए"),
    "check_stock": Words("Check stock", "Stock dekho", "स्टॉक देखिए"),
    "product_details": Words("Product details", "Saman ki jankari", "सामान की जानकारी"),
    "compare_products": Words("Compare products", "Tulna karo", "तुलना कीजिए"),
    "add_to_cart": ADD_TO_CART,
    "update_cart": Words("Change my cart", "Cart badlo", "कार्ट बदलिए"),
    "remove_from_cart": Words("Remove from cart", "Cart se hatao", "कार्ट से हटाइए"),
    "view_cart": Words("My cart", "Mera cart", "मेरा कार्ट"),
    "clear_cart": Words("Empty my cart", "Cart khali karo", "कार्ट खाली कीजिए"),
    "order_list": Words("Send a list", "List bhejo", "लिस्ट भेजिए"),
    "repeat_order": Words("Repeat last order", "Pichla order dohrao", "पिछला ऑर्डर दोहराएँ"),
    "apply_voucher": Words("Use a coupon", "Coupon lagao", "कूपन लगाइए"),
    "request_quote": Words("Ask for a quote", "Quotation mango", "कोटेशन माँगिए"),
    "checkout": Words("Place the order", "Order karo", "ऑर्डर कीजिए"),
    "delivery_options": DELIVERY,
    "payment_methods": Words("Ways to pay", "Payment ke tareeke", "पेमेंट के तरीक़े"),
    "payment_problem": Words("Payment problem", "Payment me dikkat", "पेमेंट में दिक़्क़त"),
    "change_address": Words("Change address", "Pata badlo", "पता बदलिए"),
    "track_order": Words("Track my order", "Order kahan hai", "ऑर्डर कहाँ है"),
    "order_history": Words("My orders", "Mere order", "मेरे ऑर्डर"),
    "cancel_order": Words("Cancel an order", "Order cancel karo", "ऑर्डर कैंसिल करें"),
    "change_order": Words("Change an order", "Order badlo", "ऑर्डर बदलिए"),
    "return_order": Words("Return goods", "Saman wapas karo", "सामान लौटाइए"),
    "exchange_order": Words("Exchange goods", "Saman badlo", "सामान बदलिए"),
    "refund_status": Words("Where is my refund", "Refund kahan hai", "रिफ़ंड कहाँ है"),
    "refund_policy": Words("Return rules", "Wapsi ke niyam", "वापसी के नियम"),
    "get_invoice": Words("Get a bill", "Bill chahiye", "बिल चाहिए"),
    "ask_seller": ASK_SELLER,
    "human_agent": TALK_TO_PERSON,
    "complaint": Words("Complain", "Shikayat karo", "शिकायत कीजिए"),
    "give_review": Words("Give a review", "Review do", "रिव्यू दीजिए"),
    "account_help": Words("My account", "Mera account", "मेरा खाता"),
    "notifications": Words("Messages and alerts", "Message aur alert", "मैसेज और अलर्ट"),
    "faq": Words("About the shop", "Dukan ke baare me", "दुकान के बारे में"),
    "what_can_you_do": Words("Help", "Madad", "मदद"),
    "change_language": Words("Hindi / English", "Hindi / English", "भाषा बदलिए"),
}


def title(intent: str, locale: str) -> str:
    """Name the button of an intent; "" for one that has none."""
    return TITLES[intent].in_(locale) if intent in TITLES else ""
