"""What is said to buyers and sellers of questions, wishes and offers."""

from collections.abc import Mapping

from chat.words import Words

REFUSALS: Mapping[str, Words] = {
    "no_quote": Words("There is no quote {number}.", "Quote {number} nahi mila.", "कोटेशन {number} नहीं मिला।"),
    "no_better_price": Words(
        "That is no better than the {usual} that this buyer pays. Offer less, or refuse.",
        "Yeh buyer {usual} deta hi hai, isme kuch kam nahi hua. Kam daam dijiye ya mana kar dijiye.",
        "यह ग्राहक {usual} देता ही है, इसमें कुछ कम नहीं हुआ। कम दाम दीजिए या मना कर दीजिए।",
    ),
    "contacts_in_offer": Words(
        "Leave numbers, links and deals outside the shop out of what you offer.",
        "Offer me phone number, link ya dukaan ke bahar ki baat mat likhiye.",
        "ऑफ़र में फ़ोन नंबर, लिंक या दुकान के बाहर की बात मत लिखिए।",
    ),
    "no_wish": Words(
        "That is a question about a product: answer it in words.",
        "Yeh kisi saman ke baare me sawaal hai: jawab likh kar dijiye.",
        "यह किसी सामान के बारे में सवाल है: जवाब लिखकर दीजिए।",
    ),
}
