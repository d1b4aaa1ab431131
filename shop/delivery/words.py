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
