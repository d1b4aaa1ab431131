"""Words of a customer's account, and of the reminders they get."""

from chat.words import Words

ACCOUNT = Words(
    "Chatting here needs no password: on WhatsApp and Telegram you are known by your number, in the web "
    "shop by its sign-in, where a lost password is set anew. For opening, changing or closing an account, a "
    "colleague checks that it is you and does it.",
    "Yahan password nahi lagta: WhatsApp aur Telegram par aap number se pehchane jaate hain, web shop me "
    "wahan ke login se, jahan bhoola password naya banta hai. Account kholne, badalne ya band karne ke liye "
    "hamare saathi pehle dekhte hain ki aap hi hain, phir kar dete hain.",
    "यहाँ पासवर्ड नहीं लगता: WhatsApp और Telegram पर आप नंबर से पहचाने जाते हैं, वेब शॉप में वहाँ के लॉगिन से, "
    "जहाँ भूला पासवर्ड नया बनता है। खाता खोलने, बदलने या बंद करने के लिए हमारे साथी पहले देखते हैं कि आप ही हैं, "
    "फिर कर देते हैं।",
)
REMIND_AGAIN = Words("Remind me again", "Phir yaad dilayein", "फिर याद दिलाएँ")
EVERY_WEEK = Words("Every week", "Har hafte", "हर हफ़्ते")
EVERY_TWO_WEEKS = Words("Every two weeks", "Har do hafte", "हर दो हफ़्ते")
EVERY_MONTH = Words("Every month", "Har mahine", "हर महीने")
NO_REMINDERS = Words("No reminders", "Yaad na dilayein", "याद न दिलाएँ")
RETURN_RULES = Words(
    "Can I return goods? What is the return policy?",
    "Wapsi aur refund ke niyam kya hain?",
    "वापसी और रिफंड के नियम क्या हैं?",
)
NO_DAYS_WRITTEN = Words(
    "No number of days is written for that. What is written:",
    "Iske liye kitne din, yeh kahin likha nahi hai. Jo likha hai:",
    "इसके लिए कितने दिन, यह कहीं लिखा नहीं है। जो लिखा है:",
)
