"""What is said of ways of delivery."""

from collections.abc import Mapping

from chat.words import Words

REFUSALS: Mapping[str, Words] = {
    "not_delivered": Words(
        "The shop does not deliver to {postcode}. Is there another address?",
        "{postcode} par hamari delivery nahi hai. Koi doosra pata hai?",
        "{postcode} पर हमारी डिलीवरी नहीं है। कोई दूसरा पता है?",
    ),
    "not_delivered_there": Words(
        "The shop does not deliver there. Is there another address?",
        "Wahan hamari delivery nahi hai. Koi doosra pata hai?",
        "वहाँ हमारी डिलीवरी नहीं है। कोई दूसरा पता है?",
    ),
}

DELIVERY = Words("Delivery", "Delivery", "डिलीवरी")
FREE = Words("free", "free", "मुफ़्त")
WAY = Words("{way}: {cost}, {day}", "{way}: {cost}, {day}", "{way}: {cost}, {day}")
NOT_SET = Words(
    "the shop tells you when, and what it costs",
    "kab aayega aur kitna lagega, dukaan batayegi",
    "कब आएगा और कितना लगेगा, दुकान बताएगी",
)
NOT_IN_TOTAL = Words(
    "the shop tells you when, and what it costs; the total is without it",
    "kab aayega aur kitna lagega, dukaan batayegi; kul me yeh nahi juda hai",
    "कब आएगा और कितना लगेगा, दुकान बताएगी; कुल में यह नहीं जुड़ा है",
)
ON_ONE_DAY = Words(
    "{sellers} sellers send it, each their own goods, all on {day}.",
    "{sellers} seller apna apna saman bhejenge, sab {day} ko aayega.",
    "{sellers} सेलर अपना-अपना सामान भेजेंगे, सब {day} को आएगा।",
)
IN_PARTS = Words(
    "It comes in parts, for each seller sends their own goods: {parts}.",
    "Saman hisson me aayega, har seller apna saman bhejta hai: {parts}.",
    "सामान हिस्सों में आएगा, हर सेलर अपना सामान भेजता है: {parts}।",
)
PART = Words("{day} from {sellers}", "{day} ko {sellers} se", "{day} को {sellers} से")
