"""What customers are told of what an agent does for them."""

from chat.words import Words

A_COLLEAGUE = Words("A colleague", "Hamare saathi", "हमारे साथी")  # who has given no name
PUT = Words(
    "{name} put {quantity} x {title} in your cart.",
    "{name} ne {quantity} x {title} aapke cart me daal diya.",
    "{name} ने {quantity} x {title} आपके कार्ट में डाल दिया।",
)
TOOK_OUT = Words(
    "{name} took {title} out of your cart.",
    "{name} ne {title} aapke cart se nikal diya.",
    "{name} ने {title} आपके कार्ट से निकाल दिया।",
)
CANCELLED = Words(
    "{name} has cancelled order {order} for you.",
    "{name} ne aapke liye order {order} cancel kar diya.",
    "{name} ने आपके लिए ऑर्डर {order} कैंसिल कर दिया।",
)
RETURN_ASKED = Words(
    "{name} has asked for the return of order {order} for you.",
    "{name} ne aapke liye order {order} ki wapsi maangi hai.",
    "{name} ने आपके लिए ऑर्डर {order} की वापसी माँगी है।",
)
WISH_ASKED = Words(
    "{name} has asked a seller for this: \u201c{wanted}\u201d. The answer comes here.",
    "{name} ne ek seller se yeh maanga hai: \u201c{wanted}\u201d. Jawab yahin aayega.",
    "{name} ने एक सेलर से यह माँगा है: \u201c{wanted}\u201d। जवाब यहीं आएगा।",
)
AGAIN = Words(
    "{name} put order {order} into your cart again.",
    "{name} ne order {order} phir se aapke cart me daal diya.",
    "{name} ने ऑर्डर {order} फिर से आपके कार्ट में डाल दिया।",
)
NOT_SOLD = Words(
    "Not sold like that any more: {titles}.",
    "Ab aise nahi milta: {titles}.",
    "अब ऐसे नहीं मिलता: {titles}।",
)
