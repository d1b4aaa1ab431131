"""Words about ways to pay, and about a payment that is not as it should be."""

from collections.abc import Mapping

from chat.words import Words

# What people call the ways, whether a shop takes them or not.
NAMES: Mapping[str, Words] = {
    "cash": Words("cash on delivery", "cash on delivery", "कैश ऑन डिलीवरी"),
    "card": Words("a card", "card", "कार्ड"),
    "upi": Words("UPI", "UPI", "यूपीआई"),
    "bank": Words("a bank transfer", "bank transfer", "बैंक ट्रांसफ़र"),
    "cheque": Words("a cheque", "cheque", "चेक"),
    "account": Words("credit on account", "udhaar khata", "उधार खाता"),
    "credit": Words("credit", "udhaar", "उधार"),
    "store": Words("store credit", "store credit", "स्टोर क्रेडिट"),
    "instalments": Words("payment in instalments", "EMI", "किस्तों में भुगतान"),
}
POSSIBLE = Words("Yes, {name} is possible.", "Haan, {name} chalega.", "हाँ, {name} चलेगा।")
NO_LIMIT = Words(
    "The shop has set no limit for {name}.",
    "Dukan ne {name} ki koi limit nahi rakhi hai.",
    "दुकान ने {name} की कोई सीमा नहीं रखी है।",
)
NOT_POSSIBLE = Words("{name} is not possible here.", "Yahan {name} nahi chalta.", "यहाँ {name} नहीं चलता।")
YOU_CAN = Words("You can pay by:", "Aap aise pay kar sakte hain:", "आप ऐसे भुगतान कर सकते हैं:")
CHOOSE = Words("Choose one of these:", "Inme se chuniye:", "इनमें से चुनिए:")
ONLINE = Words(
    "Online by card, on a secure page", "Online card se, secure page par", "ऑनलाइन कार्ड से, सुरक्षित पेज पर"
)

# As the shop's pages, which are English, are searched for it.
MONEY_GONE_RULES = Words(
    "My payment failed but money was deducted, what now?",
    "Payment fail hua par paisa kat gaya, ab kya?",
    "भुगतान नहीं हुआ पर पैसा कट गया, अब क्या?",
)
TROUBLE = Words(
    "Sorry about the trouble with the payment. {known} A person can look up what was paid.",
    "Payment ki dikkat ke liye maaf kijiye. {known} Kya kata hai, yeh hamare saathi dekh sakte hain.",
    "भुगतान की दिक्कत के लिए माफ़ कीजिए। {known} क्या कटा है, यह हमारे साथी देख सकते हैं।",
)
ORDER_KNOWN = Words(
    "Your latest order {order} was placed; paid so far: {paid}.",
    "Aapka pichhla order {order} ho gaya hai; ab tak mila: {paid}.",
    "आपका पिछला ऑर्डर {order} हो गया है; अब तक मिला: {paid}।",
)
NO_ORDER_KNOWN = Words(
    "I see no order of yours in the last hour.",
    "Pichhle ek ghante me aapka koi order nahi dikhta.",
    "पिछले एक घंटे में आपका कोई ऑर्डर नहीं दिखता।",
)
NO_ORDER_BUT_CART = Words(
    "I see no order of yours in the last hour; your cart is still there.",
    "Pichhle ek ghante me aapka koi order nahi dikhta; aapka cart waisa hi hai.",
    "पिछले एक घंटे में आपका कोई ऑर्डर नहीं दिखता; आपका कार्ट वैसा ही है।",
)
# UPI.
SHOPS_UPI = Words(
    "Our UPI ID is {address} ({name}). Please pay once the order is placed, with its number as the "
    "reference: then I send you the link and the QR code.",
    "Hamari UPI ID {address} ({name}) hai. Order hone ke baad uske number ke saath pay kijiye: tab main link "
    "aur QR code bhejta hun.",
    "हमारी यूपीआई आईडी {address} ({name}) है। ऑर्डर होने के बाद उसके नंबर के साथ भुगतान कीजिए: तब मैं लिंक और "
    "QR कोड भेजता हूँ।",
)
TOLD_PAID = Words(
    "Thank you. I noted that you paid {amount} for order {order}. What is the 12-digit UTR of it? It "
    "stands in your UPI app with the payment. We confirm it when it is in our bank.",
    "Dhanyavaad. Maine likh liya ki order {order} ke {amount} aapne bhej diye. Uska 12 ank ka UTR kya hai? "
    "UPI app me payment ke saath likha hota hai. Bank me aate hi hum pakka kar denge.",
    "धन्यवाद। मैंने लिख लिया कि ऑर्डर {order} के {amount} आपने भेज दिए। उसका 12 अंक का यूटीआर क्या है? यूपीआई "
    "ऐप में भुगतान के साथ लिखा होता है। बैंक में आते ही हम पक्का कर देंगे।",
)
TOLD_UTR = Words(
    "Thank you. I noted UTR {utr} for {amount} of order {order}. We confirm it when it is in our bank.",
    "Dhanyavaad. Order {order} ke {amount} ke liye UTR {utr} likh liya. Bank me aate hi hum pakka kar denge.",
    "धन्यवाद। ऑर्डर {order} के {amount} के लिए यूटीआर {utr} लिख लिया। बैंक में आते ही हम पक्का कर देंगे।",
)
WHICH_PAID = Words("Which order did you pay?", "Kis order ka payment kiya?", "किस ऑर्डर का भुगतान किया?")
ORDER_OF = Words("{order}, {amount}", "{order}, {amount}", "{order}, {amount}")
NOTHING_OPEN = Words(
    "Nothing is to be paid by UPI for order {order} any more.",
    "Order {order} ka UPI se ab kuch baaki nahi hai.",
    "ऑर्डर {order} का यूपीआई से अब कुछ बाकी नहीं है।",
)
# A placed order that is to be paid another way.
WHICH_OTHERWISE = Words(
    "Which order shall be paid another way?",
    "Kis order ka payment badalna hai?",
    "किस ऑर्डर का भुगतान बदलना है?",
)
PAY_OTHERWISE = Words(
    "{order}. Shall it be paid by {way}?",
    "{order}. Iska payment {way} kar dun?",
    "{order}. इसका भुगतान {way} कर दूँ?",
)
YES_SO = Words("Yes, {way}", "Haan, {way}", "हाँ, {way}")
PAID_AS_BEFORE = Words(
    "All right, the payment stays as it is.",
    "Theek hai, payment waisa hi rahega.",
    "ठीक है, भुगतान वैसा ही रहेगा।",
)
NOW_CASH = Words(
    "Done: order {order} is cash on delivery now, please have {amount} ready. The UPI request for it is "
    "void, don't pay it any more.",
    "Ho gaya: order {order} ab cash on delivery hai, {amount} taiyaar rakhiye. Iski UPI request band hai, "
    "ab us par pay mat kijiye.",
    "हो गया: ऑर्डर {order} अब कैश ऑन डिलीवरी है, {amount} तैयार रखिए। इसकी यूपीआई रिक्वेस्ट बंद है, अब उस पर "
    "भुगतान मत कीजिए।",
)
NOW_UPI = Words(
    "Done: order {order} is paid by UPI now, {amount}. Nothing is taken at the door.",
    "Ho gaya: order {order} ab UPI se hai, {amount}. Delivery par kuch nahi dena.",
    "हो गया: ऑर्डर {order} अब यूपीआई से है, {amount}। डिलीवरी पर कुछ नहीं देना।",
)
PAID_ALREADY = Words(
    "{order}. It is paid already ({amount}), so the way of paying stays.",
    "{order}. Iska payment ho chuka hai ({amount}), isliye tareeka nahi badlega.",
    "{order}. इसका भुगतान हो चुका है ({amount}), इसलिए तरीका नहीं बदलेगा।",
)
THAT_WAY_ALREADY = Words(
    "{order}. It is paid by {way} already.",
    "{order}. Iska payment pehle se {way} hai.",
    "{order}. इसका भुगतान पहले से {way} है।",
)
PACKED_ALREADY = Words(
    "{order}. The way of paying can be changed only until it is packed.",
    "{order}. Payment ka tareeka sirf pack hone se pehle badal sakta hai.",
    "{order}. भुगतान का तरीका सिर्फ़ पैक होने से पहले बदल सकता है।",
)
TOLD_ALREADY = Words(
    "You told me that order {order} is paid by UPI; we look for it in our bank first, so I can't change it.",
    "Aapne bataya tha ki order {order} UPI se de diya; pehle bank me dekhenge, isliye badal nahi sakta.",
    "आपने बताया था कि ऑर्डर {order} यूपीआई से दे दिया; पहले बैंक में देखेंगे, इसलिए बदल नहीं सकता।",
)
TRY_AGAIN = Words("Try again", "Phir se koshish karein", "फिर से कोशिश करें")
OTHER_WAYS = Words("Other ways to pay", "Pay karne ke aur tareeke", "भुगतान के और तरीक़े")
