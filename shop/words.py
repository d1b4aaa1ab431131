"""What a person draws in the chat as the assistant does: a product's card, the cart."""

from chat.words import Words

ADD_TO_CART = Words("Add to cart", "Cart me daalein", "कार्ट में डालें")
DETAILS = Words("Details", "Jaankari", "जानकारी")
AT_LEAST = Words("min {count}", "kam se kam {count}", "कम से कम {count}")
UNDO = Words("Undo", "Wapas karein", "पहले जैसा करें")
EMPTY_NOW = Words("It is empty now.", "Cart ab khaali hai.", "कार्ट अब खाली है।")
TOTAL = Words("Total: {total}", "Total: {total}", "कुल: {total}")
CHECK_OUT = Words("Check out", "Checkout karein", "चेकआउट करें")
