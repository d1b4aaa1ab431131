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

# What sellers are told of buyers.
BUYER = Words("A buyer", "Ek grahak", "एक ग्राहक")
BUYER_IN = Words("A buyer in {city}", "{city} se ek grahak", "{city} से एक ग्राहक")
NEW_QUESTION = Words(
    "{buyer} asks about this:\n“{question}”\nReply to this message to answer.",
    "Iske baare me sawaal, {buyer}:\n“{question}”\nJawab dene ke liye isi message par reply kijiye.",
    "इसके बारे में सवाल, {buyer}:\n“{question}”\nजवाब देने के लिए इसी मैसेज पर रिप्लाई कीजिए।",
)
NEW_WISH = Words(
    "{buyer} looks for something that is not listed:\n“{question}”\n"
    "Reply to this message to ask back. An offer with a price is made on your page, under Questions.",
    "Aisa saman chahiye jo list me nahi hai, {buyer}:\n“{question}”\n"
    "Kuch puchhna ho to isi message par reply kijiye. Daam ke saath offer apne page par Questions me dijiye.",
    "ऐसा सामान चाहिए जो लिस्ट में नहीं है, {buyer}:\n“{question}”\n"
    "कुछ पूछना हो तो इसी मैसेज पर रिप्लाई कीजिए। दाम के साथ ऑफ़र अपने पेज पर Questions में दीजिए।",
)
MORE_ASKED = Words(
    "{buyer} asks on:\n“{question}”\nReply to this message to answer.",
    "Aage ka sawaal, {buyer}:\n“{question}”\nJawab dene ke liye isi message par reply kijiye.",
    "आगे का सवाल, {buyer}:\n“{question}”\nजवाब देने के लिए इसी मैसेज पर रिप्लाई कीजिए।",
)
REMINDED = Words(
    "Still open, half of its time is over. {buyer} asked:\n“{question}”\nReply to answer.",
    "Jawab abhi baaki hai, aadha samay nikal gaya. Sawaal, {buyer}:\n“{question}”\n"
    "Jawab dene ke liye reply kijiye.",
    "जवाब अभी बाकी है, आधा समय निकल गया। सवाल, {buyer}:\n“{question}”\nजवाब देने के लिए रिप्लाई कीजिए।",
)
ANSWER = Words("Answer", "Jawab dein", "जवाब दें")
NOT_FOR_US = Words("Not for us", "Hamare paas nahi", "हमारे पास नहीं")
COUNT_IN_STOCK = Words("{count} in stock", "stock me {count}", "स्टॉक में {count}")
PRICE_WANTED = Words(
    "A buyer would take {quantity:,} x {title}. Answer it under Quotes.",
    "Ek grahak {quantity:,} x {title} lena chahte hain. Jawab Quotes me dijiye.",
    "एक ग्राहक {quantity:,} x {title} लेना चाहते हैं। जवाब Quotes में दीजिए।",
)
WITH_TERMS = Words("They say with it: “{terms}”", "Saath me kaha hai: “{terms}”", "साथ में कहा है: “{terms}”")
PRICE_HOPED = Words(
    "A buyer would take {quantity:,} x {title}, hoping for {price} each. Answer it under Quotes.",
    "Ek grahak {quantity:,} x {title} lena chahte hain, umeed {price} ek ki hai. Jawab Quotes me dijiye.",
    "एक ग्राहक {quantity:,} x {title} लेना चाहते हैं, उम्मीद {price} एक की है। जवाब Quotes में दीजिए।",
)

# What buyers are told of sellers.
SHOP = Words("The shop", "Dukaan", "दुकान")
YOU_ASKED = Words(
    "You asked about {title}: “{question}”",
    "Aapne {title} ke baare me puchha: “{question}”",
    "आपने {title} के बारे में पूछा: “{question}”",
)
YOU_LOOK_FOR = Words(
    "You are looking for: “{question}”", "Aapko yeh chahiye: “{question}”", "आपको यह चाहिए: “{question}”"
)
ANSWERS = Words("{who} answers: {answer}", "{who} ka jawab: {answer}", "{who} का जवाब: {answer}")
OFFERS = Words("{who} offers {offer}", "{who} ka offer: {offer}", "{who} का ऑफ़र: {offer}")
MADE = Words(
    "{quantity:,} x {title} at {price} each, {total} in all. Ready in {days} days. Good until {until}.",
    "{quantity:,} x {title}, {price} ek ka, kul {total}. {days} din me taiyaar. {until} tak.",
    "{quantity:,} x {title}, {price} एक का, कुल {total}। {days} दिन में तैयार। {until} तक।",
)
MADE_IN_A_DAY = Words(
    "{quantity:,} x {title} at {price} each, {total} in all. Ready in a day. Good until {until}.",
    "{quantity:,} x {title}, {price} ek ka, kul {total}. Ek din me taiyaar. {until} tak.",
    "{quantity:,} x {title}, {price} एक का, कुल {total}। एक दिन में तैयार। {until} तक।",
)
ASK_MORE = Words("Ask more", "Aur puchhein", "और पूछें")
OFFERED = Words(
    "{who} offers {what} at {price} each instead of {usual}: you save {saved}. "
    "Good until {until} (quote {number}).",
    "{who} ka offer: {what}, {usual} ki jagah {price} ek ka. Aapke {saved} bachte hain. "
    "{until} tak (quote {number}).",
    "{who} का ऑफ़र: {what}, {usual} की जगह {price} एक का। आपके {saved} बचते हैं। {until} तक (कोटेशन {number})।",
)
REFUSED = Words(
    "{who} can't go below the list price of {usual} for {what} (quote {number}).",
    "{who} ka jawab: {what} ka daam list price {usual} se kam nahi ho sakta (quote {number}).",
    "{who} का जवाब: {what} का दाम लिस्ट के दाम {usual} से कम नहीं हो सकता (कोटेशन {number})।",
)
REASON = Words(" They say: “{reason}”", " Unka kehna hai: “{reason}”", " उनका कहना है: “{reason}”")
AT_LIST = Words("Order at list price", "List price par order karo", "लिस्ट के दाम पर ऑर्डर")
ACCEPT = Words("Accept, into the cart", "Manzoor, cart me daalo", "मंज़ूर, कार्ट में डालें")
NO_THANKS = Words("No, thank you", "Nahi, shukriya", "नहीं, शुक्रिया")
WARNING = Words(
    "A word from the shop: please keep phone numbers, links and deals outside the shop out of your "
    "questions to sellers. Numbers and links are hidden on the way.",
    "Dukaan ki taraf se: seller se sawaal me phone number, link ya dukaan ke bahar ki baat mat likhiye. "
    "Number aur link raaste me chhupa diye jaate hain.",
    "दुकान की तरफ़ से: सेलर से सवाल में फ़ोन नंबर, लिंक या दुकान के बाहर की बात मत लिखिए। "
    "नंबर और लिंक रास्ते में छुपा दिए जाते हैं।",
)

# What other buyers read of an answer that is published.
ANSWERED_BY = Words(
    "{answer} (answered by {who} on {day})",
    "{answer} ({who} ka jawab, {day})",
    "{answer} ({who} का जवाब, {day})",
)
