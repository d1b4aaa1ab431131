"""What more than one subject says: a product's card, the cart, who the shop is."""

from chat.words import Words

ADD_TO_CART = Words("Add to cart", "Cart me daalein", "कार्ट में डालें")
DETAILS = Words("Details", "Jaankari", "जानकारी")
AT_LEAST = Words("min {count}", "kam se kam {count}", "कम से कम {count}")
UNDO = Words("Undo", "Pehle jaisa karein", "पहले जैसा करें")
EMPTY_NOW = Words("It is empty now.", "Cart ab khali hai.", "कार्ट अब खाली है।")
TOTAL = Words("Total: {total}", "Kul: {total}", "कुल: {total}")
CHECK_OUT = Words("Check out", "Checkout karein", "चेकआउट करें")
IN_STOCK = Words("in stock", "stock me hai", "स्टॉक में है")
OUT_OF_STOCK = Words("out of stock", "stock khatam", "स्टॉक ख़त्म")
EACH = Words("{price} each", "{price} ek ka", "{price} एक का")
PER = Words("{price} per {unit}", "{price} prati {unit}", "{price} प्रति {unit}")
UNITS = {
    "kg": Words("kg", "kilo", "किलो"),
    "litre": Words("litre", "litre", "लीटर"),
    "piece": Words("piece", "piece", "पीस"),
}
THE_SHOP = Words("the shop", "dukaan", "दुकान")
