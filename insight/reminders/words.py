"""Words of a reminder."""

from chat.words import Words

RUNNING_LOW = Words(
    "You may be running low on:", "Shayad yeh khatam hone wala hai:", "शायद यह ख़त्म होने वाला है:"
)
SHALL_I = Words(
    "Shall I order it? Say STOP for no reminders.",
    "Order karun? STOP likhein to reminder band.",
    "ऑर्डर करूँ? STOP लिखें तो याद दिलाना बंद।",
)
ADD_ALL = Words("Add all", "Sab daal dein", "सब डाल दें")
SHOW_BASKET = Words("Show the basket", "Basket dikhayein", "बास्केट दिखाएँ")
