"""Words of small talk, help, and not having understood; with variations."""

from chat.words import Ways

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
)
GOODBYE = Ways(
    ("Goodbye, and good business today!", "See you soon. Your cart waits for you.", "Bye! Write any time."),
    ("Phir milenge! Aapka cart yahin rahega.", "Alvida ji, jab chahein likhiye."),
)
WELCOME = Ways(
    ("You are welcome!", "Happy to help.", "Any time."),
    ("Koi baat nahi ji!", "Khushi hui madad karke."),
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
)
WHAT_NEXT = Ways(
    ("Good. What shall I do?", "All right. What would you like?"),
    ("Theek hai. Ab kya karu?", "Ji, bataiye kya chahiye."),
)
LEFT = Ways(
    ("All right, I leave it.", "Okay, forgotten. Anything else?"),
    ("Theek hai, rehne dete hain.", "Ji, chhod diya. Aur kuch?"),
)
OUTSIDE = Ways(
    (
        "That I can't help with: I only know this shop. But I can do this:",
        "I am the shop's assistant, that is beyond me. Here is what I can do:",
    ),
    ("Yeh mere bas ka nahi, main sirf is dukan ka kaam jaanta hoon. Yeh kar sakta hoon:",),
)
WHICH = Ways(
    ("I am not sure what you mean. Is it one of these?", "Did you mean one of these?"),
    ("Main theek se samjha nahi. Kya inme se koi hai?",),
)
AGAIN = Ways(
    (
        "I did not get that. Say it in other words, or choose:",
        "Sorry, I still don't follow. Choose one, or talk to a person:",
    ),
    ("Samajh nahi aaya. Doosre shabdon me bataiye, ya chuniye:",),
)
OF_WHAT = Ways(
    ("{said}, of which product? Type its name.", "Which product is “{said}” for? Type its name."),
    ("{said}, kis cheez ka? Naam likhiye.",),
)
SPEAKING = Ways(
    ("I will write English from now on.",),
    ("Theek hai, ab se Hindi me baat karte hain.",),
)
LANGUAGES = Ways(
    ("I write English and Hindi. Which shall it be?",),
    ("Main Hindi aur English likhta hoon. Kaun si?",),
)
OFFER_HINDI = Ways(
    ("Shall I write in Hindi? (Hindi me baat karein?)",),
    ("Hindi me baat karein?",),
)
AS_BEFORE = Ways(("We were at this:",), ("Hum yahan the:",))

# What an intent is called on a button, when it is not clear which was meant.
TITLES = {
    "search_product": ("Find a product", "Saman dhoondho"),
    "offers": ("Today's offers", "Aaj ke offer"),
    "recommend": ("Suggest something", "Kuch sujhao"),
    "ask_price": ("Ask a price", "Rate poocho"),
    "check_stock": ("Check stock", "Stock dekho"),
    "product_details": ("Product details", "Saman ki jankari"),
    "compare_products": ("Compare products", "Tulna karo"),
    "add_to_cart": ("Add to cart", "Cart me daalo"),
    "update_cart": ("Change my cart", "Cart badlo"),
    "remove_from_cart": ("Remove from cart", "Cart se hatao"),
    "view_cart": ("My cart", "Mera cart"),
    "clear_cart": ("Empty my cart", "Cart khali karo"),
    "order_list": ("Send a list", "List bhejo"),
    "repeat_order": ("Repeat last order", "Pichla order dohrao"),
    "apply_voucher": ("Use a coupon", "Coupon lagao"),
    "request_quote": ("Ask for a quote", "Quotation mango"),
    "checkout": ("Place the order", "Order karo"),
    "delivery_options": ("Delivery", "Delivery"),
    "payment_methods": ("Ways to pay", "Payment ke tareeke"),
    "payment_problem": ("Payment problem", "Payment me dikkat"),
    "change_address": ("Change address", "Pata badlo"),
    "track_order": ("Track my order", "Order kahan hai"),
    "order_history": ("My orders", "Mere order"),
    "cancel_order": ("Cancel an order", "Order cancel karo"),
    "change_order": ("Change an order", "Order badlo"),
    "return_order": ("Return goods", "Saman wapas karo"),
    "exchange_order": ("Exchange goods", "Saman badlo"),
    "refund_status": ("Where is my refund", "Refund kahan hai"),
    "refund_policy": ("Return rules", "Wapsi ke niyam"),
    "get_invoice": ("Get a bill", "Bill chahiye"),
    "ask_seller": ("Ask the seller", "Seller se poocho"),
    "human_agent": ("Talk to a person", "Kisi se baat karo"),
    "complaint": ("Complain", "Shikayat karo"),
    "give_review": ("Give a review", "Review do"),
    "account_help": ("My account", "Mera account"),
    "notifications": ("Messages and alerts", "Message aur alert"),
    "faq": ("About the shop", "Dukan ke baare me"),
    "what_can_you_do": ("Help", "Madad"),
    "change_language": ("Hindi / English", "Hindi / English"),
}


def title(intent: str, locale: str) -> str:
    """The button of an intent, or nothing."""
    english, hindi = TITLES.get(intent, ("", ""))
    return hindi if locale.lower().startswith("hi") else english
