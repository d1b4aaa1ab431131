"""Words of what is known of a customer, and of changing it."""

from chat.words import Words

KNOWN = Words("This is what I know of you:", "Aapke baare me yeh pata hai:", "आपके बारे में यह पता है:")
NAME = Words("Name: {what}", "Naam: {what}", "नाम: {what}")
PHONE = Words("Phone: {what}", "Phone: {what}", "फ़ोन: {what}")
EMAIL = Words("E-mail: {what}", "E-mail: {what}", "ई-मेल: {what}")
GSTIN = Words("GSTIN: {what}", "GSTIN: {what}", "जीएसटी नंबर: {what}")
ADDRESS = Words("Address: {what}", "Pata: {what}", "पता: {what}")
ORDERS = Words("Orders: {what}", "Order: {what}", "ऑर्डर: {what}")
ALERTS = Words("Alerts: {what}", "Alert: {what}", "अलर्ट: {what}")
NOT_KNOWN = Words("not known", "pata nahi", "पता नहीं")
CHATS = Words(
    "And what we wrote to each other. The download holds all of it. To change something, just write it: "
    "“my name is ...”, “my GSTIN is ...”.",
    "Aur jo humne ek doosre ko likha. Download me sab kuch hai. Kuch badalna ho to bas likhiye: "
    "“mera naam ... hai”, “mera GSTIN ... hai”.",
    "और जो हमने एक-दूसरे को लिखा। डाउनलोड में सब कुछ है। कुछ बदलना हो तो बस लिखिए: “मेरा नाम ... है”, "
    "“मेरा GSTIN ... है”।",
)
DELETE_HOW = Words(
    "I can delete all that is kept of you. Placed orders stay for the tax books, without your name.",
    "Aapka sab kuch mita sakta hun. Order tax ke hisaab ke liye rehte hain, bina aapke naam ke.",
    "आपका सब कुछ मिटा सकता हूँ। ऑर्डर टैक्स के हिसाब के लिए रहते हैं, बिना आपके नाम के।",
)
DOWNLOAD = Words("Download all of it", "Sab download karein", "सब डाउनलोड करें")
DELETE = Words("Delete my data", "Mera data mitayein", "मेरा डेटा मिटाएँ")
NAME_SET = Words("Noted: {name}.", "Likh liya: {name}.", "लिख लिया: {name}।")
EMAIL_SET = Words("Noted: {email}.", "Likh liya: {email}.", "लिख लिया: {email}।")
GSTIN_SET = Words(
    "Your GSTIN {gstin} will stand on the invoices of your next orders.",
    "Aapka GSTIN {gstin} agle order ke invoice par aayega.",
    "आपका GSTIN {gstin} अगले ऑर्डर के इनवॉइस पर आएगा।",
)
GSTIN_KNOWN = Words(
    "Your GSTIN {gstin} is in your account and stands on the invoices of orders from then on. "
    "To change it, write the new one here.",
    "Aapka GSTIN {gstin} account me hai aur tab se har order ke invoice par aata hai. "
    "Badalna ho to naya yahin likhiye.",
    "आपका GSTIN {gstin} खाते में है और तब से हर ऑर्डर के इनवॉइस पर आता है। बदलना हो तो नया यहीं लिखिए।",
)
GSTIN_UNKNOWN = Words(
    "There is no GSTIN in your account. Write it here, and it stands on the invoices of your next orders.",
    "Aapke account me koi GSTIN nahi hai. Yahin likh dijiye, agle order ke invoice par aayega.",
    "आपके खाते में कोई GSTIN नहीं है। यहीं लिख दीजिए, अगले ऑर्डर के इनवॉइस पर आएगा।",
)
GSTIN_ON_IT = Words(
    "Order {order} was placed with GSTIN {gstin}.",
    "Order {order} par GSTIN {gstin} likha hai.",
    "ऑर्डर {order} पर GSTIN {gstin} लिखा है।",
)
NO_GSTIN_ON_IT = Words(
    "Order {order} was placed without a GSTIN.",
    "Order {order} par koi GSTIN nahi likha hai.",
    "ऑर्डर {order} पर कोई GSTIN नहीं लिखा है।",
)
GSTIN_WRONG = Words(
    "{gstin} can't be right: its last sign does not fit the others. Look at it once more and write it again.",
    "{gstin} sahi nahi lagta: aakhri akshar baaki se mel nahi khata. Ek baar dekhkar phir likhiye.",
    "{gstin} सही नहीं लगता: आख़िरी अक्षर बाक़ी से मेल नहीं खाता। एक बार देखकर फिर लिखिए।",
)
