"""What is said when one thing is asked of a product: a sentence, or that the shop has not stated it."""

from chat.words import Words

FACTS = {
    "shelf_life": Words(
        "{title} keeps for {value} days from packing.",
        "{title} pack hone se {value} din tak chalta hai.",
        "{title} पैक होने से {value} दिन तक चलता है।",
    ),
    "veg": Words(
        "{title} is marked as {value}.", "{title} par likha hai: {value}.", "{title} पर लिखा है: {value}।"
    ),
    "gst": Words("GST on {title} is {value}.", "{title} par GST {value} hai.", "{title} पर GST {value} है।"),
    "gst_included": Words(
        "GST on {title} is {value}, and the price includes it.",
        "{title} par GST {value} hai, daam me shaamil.",
        "{title} पर GST {value} है, दाम में शामिल।",
    ),
    "hsn": Words(
        "The HSN code of {title} is {value}.",
        "{title} ka HSN code {value} hai.",
        "{title} का HSN कोड {value} है।",
    ),
    "pieces": Words(
        "One {title} holds {value} pieces.",
        "Ek {title} me {value} piece hote hain.",
        "एक {title} में {value} पीस होते हैं।",
    ),
    "single": Words(
        "{title} is sold by the piece ({value}), not by the case.",
        "{title} ek ek piece me bikta hai ({value}), peti me nahi.",
        "{title} एक-एक पीस में बिकता है ({value}), पेटी में नहीं।",
    ),
    "weight": Words("{title} is {value}.", "{title} ka pack {value} hai.", "{title} का पैक {value} है।"),
    "mrp": Words(
        "The MRP of {title} is {value}; you pay {price}.",
        "{title} ka MRP {value} hai; aapko {price} me milega.",
        "{title} का MRP {value} है; आपको {price} में मिलेगा।",
    ),
    "margin": Words(
        "{title} costs you {price} and its MRP is {mrp}: you keep {value} a piece ({percent} %).",
        "{title} aapko {price} ka padta hai, MRP {mrp}: ek par {value} bachega ({percent} %).",
        "{title} आपको {price} का पड़ता है, MRP {mrp}: एक पर {value} बचेगा ({percent} %)।",
    ),
    "per": Words(
        "{title} is {price}: {value}.", "{title} {price} ka hai: {value}.", "{title} {price} का है: {value}।"
    ),
    "seller": Words("{title} is sold by {value}.", "{title} {value} bechte hain.", "{title} {value} बेचते हैं।"),
    "maker": Words("{title} is by {value}.", "{title} {value} ka hai.", "{title} {value} का है।"),
    "rating": Words(
        "Buyers rate {title} {value} of 5.",
        "Kharidaron ne {title} ko 5 me se {value} diya hai.",
        "ख़रीदारों ने {title} को 5 में से {value} दिया है।",
    ),
    "unrated": Words(
        "There are no reviews of {title} yet, and no rating.",
        "{title} ka abhi koi review ya rating nahi hai.",
        "{title} का अभी कोई रिव्यू या रेटिंग नहीं है।",
    ),
    "stated": Words("{title}: {name} {value}.", "{title}: {name} {value}.", "{title}: {name} {value}।"),
}
NOT_STATED = Words(
    "The shop has not stated that of {title}. Shall I ask the seller?",
    "{title} ke baare me yeh nahi likha hai. Seller se poochh loon?",
    "{title} के बारे में यह नहीं लिखा है। सेलर से पूछ लूँ?",
)
EACH_OF_THESE = Words("each of these", "inme se har ek", "इनमें से हर एक")
REST_NOT_STATED = Words(
    "The rest of what you ask is not stated. Shall I ask the seller?",
    "Baaki jo aapne poochha, woh nahi likha hai. Seller se poochh loon?",
    "बाक़ी जो आपने पूछा, वह नहीं लिखा है। सेलर से पूछ लूँ?",
)
CALLED_SO = Words(
    "Yes: it is {title}, as its name says.",
    "Haan: naam hi hai {title}.",
    "हाँ: नाम ही है {title}।",
)
CLAIM_STATED = Words(
    "{title} is stated to be {claim}.",
    "{title} par likha hai ki yeh {claim} hai.",
    "{title} पर लिखा है कि यह {claim} है।",
)
CLAIM_BROKEN = Words(
    "{title} goes by “{word}”, so take it that it is not {claim}.",
    "{title} me “{word}” aata hai, isliye ise {claim} mat maniye.",
    "{title} में “{word}” आता है, इसलिए इसे {claim} मत मानिए।",
)
CLAIM_NOT_STATED = Words(
    "The shop has not stated that of {title}. Shall I ask the seller? "
    "Until then I can't say for sure that it is {claim}.",
    "{title} ke baare me yeh nahi likha hai. Seller se poochh loon? "
    "Tab tak pakka nahi keh sakta ki yeh {claim} hai.",
    "{title} के बारे में यह नहीं लिखा है। सेलर से पूछ लूँ? तब तक पक्का नहीं कह सकता कि यह {claim} है।",
)
NONE_STATE_IT = Words(
    "None of these states that, so I can't say for sure. Of which one shall I ask the seller?",
    "Inme se kisi par yeh nahi likha hai, isliye pakka nahi keh sakta. Kis ke liye seller se poochhoon?",
    "इनमें से किसी पर यह नहीं लिखा है, इसलिए पक्का नहीं कह सकता। किसके लिए सेलर से पूछूँ?",
)
OF_WHICH = Words(
    "Of which product? Type its name, or tap one.",
    "Kis saman ke baare me? Naam likhiye, ya ek par tap kijiye.",
    "किस सामान के बारे में? नाम लिखिए, या एक पर टैप कीजिए।",
)
