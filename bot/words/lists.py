"""Words of earlier orders taken again, and of lists saved by name."""

from chat.words import Words

# An earlier order again.
NOTHING_TO_REPEAT = Words(
    "I find no earlier order of yours to repeat. Tell me what you need.",
    "Aapka koi purana order nahi mila. Bataiye kya chahiye.",
    "आपका कोई पुराना ऑर्डर नहीं मिला। बताइए क्या चाहिए।",
)
NOTHING_OF_ORDER = Words(
    "Nothing of that order is sold any more. Tell me what you need instead.",
    "Us order ka kuch bhi ab nahi milta. Bataiye uski jagah kya chahiye.",
    "उस ऑर्डर का कुछ भी अब नहीं मिलता। बताइए उसकी जगह क्या चाहिए।",
)
ADD_THESE = Words(
    "Order {order} of {day}:\n{lines}\nAdd these to your cart?",
    "{day} ka order {order}:\n{lines}\nYeh sab cart me daal dun?",
    "{day} का ऑर्डर {order}:\n{lines}\nयह सब कार्ट में डाल दूँ?",
)
NOT_SOLD_NOW = Words("Not sold any more: {titles}.", "Ab nahi milta: {titles}.", "अब नहीं मिलता: {titles}।")
YES_ADD_THESE = Words("Yes, add these", "Haan, daal dein", "हाँ, डाल दें")
ORDER_ADDED = Words(
    "Added your earlier order.", "Aapka purana order cart me daal diya.", "आपका पुराना ऑर्डर कार्ट में डाल दिया।"
)

# Lists saved by name; what is in quotes can be typed as it stands.
SAVED_ONE = Words(
    "Saved 1 line as “{name}”. Say “load {name}” to have it in your cart again.",
    "1 cheez “{name}” naam se save ho gayi. Phir se cart me lene ke liye “load {name}” likhiye.",
    "1 चीज़ “{name}” नाम से सेव हो गई। फिर से कार्ट में लेने के लिए “load {name}” लिखिए।",
)
SAVED_MANY = Words(
    "Saved {count} lines as “{name}”. Say “load {name}” to have them in your cart again.",
    "{count} cheezein “{name}” naam se save ho gayin. Phir se cart me lene ke liye “load {name}” likhiye.",
    "{count} चीज़ें “{name}” नाम से सेव हो गईं। फिर से कार्ट में लेने के लिए “load {name}” लिखिए।",
)
NO_LISTS = Words(
    "You have no saved lists. Fill your cart and say “save this as monthly”.",
    "Aapki koi saved list nahi hai. Cart bhariye aur likhiye “save this as monthly”.",
    "आपकी कोई सेव की हुई लिस्ट नहीं है। कार्ट भरिए और लिखिए “save this as monthly”।",
)
YOUR_LISTS = Words("Your saved lists:", "Aapki saved list:", "आपकी सेव की हुई लिस्ट:")
LOAD = Words("Load {name}", "{name} cart me lein", "{name} कार्ट में लें")
NOTHING_OF_LIST = Words(
    "Nothing of “{name}” is sold any more.",
    "“{name}” ka kuch bhi ab nahi milta.",
    "“{name}” का कुछ भी अब नहीं मिलता।",
)
LIST_ADDED = Words(
    "Added your list “{name}”.", "Aapki list “{name}” cart me daal di.", "आपकी लिस्ट “{name}” कार्ट में डाल दी।"
)
ONE_GONE = Words(
    "1 of it is not sold any more.", "Isme se 1 cheez ab nahi milti.", "इसमें से 1 चीज़ अब नहीं मिलती।"
)
MANY_GONE = Words(
    "{count} of it are not sold any more.",
    "Isme se {count} cheezein ab nahi miltin.",
    "इसमें से {count} चीज़ें अब नहीं मिलतीं।",
)
LEFT_OUT = Words("Left out: {titles}.", "Nahi daalunga: {titles}.", "नहीं डालूँगा: {titles}।")
NOT_IN_ORDER = Words(
    "That order has no {titles}.", "Us order me {titles} nahi tha.", "उस ऑर्डर में {titles} नहीं था।"
)
BEFORE_IT_WAS = Words("(then {count})", "(tab {count})", "(तब {count})")
