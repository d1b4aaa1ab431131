"""What channels add to a reply that they can only write, or show in lists and buttons."""

from chat.words import Words

CHOOSE = Words("Choose", "Chuniye", "चुनिए")
CHOOSE_OF = Words("Choose ({number}/{count})", "Chuniye ({number}/{count})", "चुनिए ({number}/{count})")
OPTIONS = Words("Options", "Chunne ke liye", "चुनने के लिए")
PART = Words("Part {number} of {count}", "Hissa {number}/{count}", "हिस्सा {number}/{count}")
CONTINUED = Words("({number} of {count})", "({number}/{count})", "({number}/{count})")
ONLINE_DOWN = Words(
    "Online payment does not work just now. Nothing was charged: try again, or pay another way.",
    "Online payment abhi nahi chal raha. Paisa nahi kata: dobara koshish kijiye, ya doosra tareeka chuniye.",
    "ऑनलाइन भुगतान अभी नहीं चल रहा। पैसा नहीं कटा: दोबारा कोशिश कीजिए, या दूसरा तरीका चुनिए।",
)
OR = Words("Or:", "Ya:", "या:")
NOT_IN_STOCK = Words("Out of stock", "Stock khatam", "स्टॉक ख़त्म")
SUBTOTAL = Words("Subtotal", "Saman", "सामान")
DISCOUNT = Words("Discount", "Chhoot", "छूट")
TOTAL = Words("Total", "Kul", "कुल")
