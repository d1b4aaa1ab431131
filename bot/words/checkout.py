"""Words from the cart to the order: what is ordered, where to, how it comes, and whose yes it needs."""

from chat.words import Words

NOT_ORDERED = Words(
    "All right, nothing was ordered. Your cart stays as it is.",
    "Theek hai, kuch order nahi kiya. Aapka cart waisa hi hai.",
    "ठीक है, कुछ ऑर्डर नहीं किया। आपका कार्ट वैसा ही है।",
)
LINES_NEED_A_CHANGE = Words(
    "Before you order, some lines need a change:",
    "Order karne se pehle kuch cheezein badalni padengi:",
    "ऑर्डर करने से पहले कुछ चीज़ें बदलनी पड़ेंगी:",
)
NOT_IN_YET = Words(
    "Not in your cart yet: {lines}.", "Abhi cart me nahi hai: {lines}.", "अभी कार्ट में नहीं है: {lines}।"
)
YOU_ORDER = Words("You order:", "Aap yeh order kar rahe hain:", "आप यह ऑर्डर कर रहे हैं:")
LINE = Words(
    "• {quantity} x {title} at {price} = {total}",
    "• {quantity} x {title}, {price} ke hisaab se = {total}",
    "• {quantity} x {title}, {price} के हिसाब से = {total}",
)
VOUCHER = Words("Voucher {voucher}: -{amount}", "Voucher {voucher}: -{amount}", "वाउचर {voucher}: -{amount}")
DELIVERY = Words("Delivery: {way}", "Delivery: {way}", "डिलीवरी: {way}")
TO_WITH_PHONE = Words(
    "To: {address}, phone {phone}", "Pata: {address}, phone {phone}", "पता: {address}, फ़ोन {phone}"
)
HOW_TO_PAY = Words(
    "Shall I order this? Choose how to pay:",
    "Order kar dun? Chuniye, kaise pay karenge:",
    "ऑर्डर कर दूँ? चुनिए, भुगतान कैसे करेंगे:",
)
PAID_SO = Words(
    "Shall I order this? You pay so: {way}. Say yes, or choose:",
    "Order kar dun? Payment aise: {way}. Haan boliye, ya chuniye:",
    "ऑर्डर कर दूँ? भुगतान ऐसे: {way}। हाँ बोलिए, या चुनिए:",
)
NOTED = Words(
    "Noted for your order: {terms}.", "Order ke liye likh liya: {terms}.", "ऑर्डर के लिए लिख लिया: {terms}।"
)
WHICH_PIN_OF_IT = Words(
    "Noted: {street}. Which PIN code is that, and which phone number may the courier call?",
    "Likh liya: {street}. Iska PIN code kya hai, aur courier kis phone number par call kare?",
    "लिख लिया: {street}। इसका पिन कोड क्या है, और कूरियर किस फ़ोन नंबर पर कॉल करे?",
)
PAY_ONLINE = Words("Pay online", "Online pay karein", "ऑनलाइन भुगतान करें")
OPEN_PAGE = Words("Open the checkout page", "Checkout page kholein", "चेकआउट पेज खोलें")

ORDERED = Words(
    "Ordered. Your order number is {order}.",
    "Order ho gaya. Aapka order number {order} hai.",
    "ऑर्डर हो गया। आपका ऑर्डर नंबर {order} है।",
)
COMES = Words(" {way}: {when}.", " {way}: {when}.", " {way}: {when}।")
ORDERED_ALREADY = Words(
    "This is ordered already: your order is {order}.",
    "Yeh pehle hi order ho chuka hai: aapka order {order} hai.",
    "यह पहले ही ऑर्डर हो चुका है: आपका ऑर्डर {order} है।",
)
PAGE = Words(
    "Here is your checkout. The link opens on one device only and is good for 30 minutes; so long your "
    "goods are held for you.",
    "Yeh raha aapka checkout. Link sirf ek hi phone ya computer par khulega aur 30 minute chalega; tab tak "
    "aapka saman aapke liye rakha hai.",
    "यह रहा आपका चेकआउट। लिंक सिर्फ़ एक ही फ़ोन या कंप्यूटर पर खुलेगा और 30 मिनट चलेगा; तब तक आपका सामान आपके लिए रखा है।",
)

NOT_APPROVED = Words(
    "All right, it is not ordered, and the buyer knows.",
    "Theek hai, order nahi hua, aur kharidar ko bata diya hai.",
    "ठीक है, ऑर्डर नहीं हुआ, और ख़रीदार को बता दिया है।",
)
APPROVED_TO_PAY = Words(
    "Approved. The buyer has a link to pay now; the goods are held until then.",
    "Manzoor ho gaya. Kharidar ko pay karne ka link mil gaya hai; tab tak saman rakha rahega.",
    "मंज़ूर हो गया। ख़रीदार को भुगतान का लिंक मिल गया है; तब तक सामान रखा रहेगा।",
)
APPROVED = Words(
    "Approved: order {order} for {total} is placed, and the buyer knows.",
    "Manzoor: {total} ka order {order} ho gaya, aur kharidar ko bata diya hai.",
    "मंज़ूर: {total} का ऑर्डर {order} हो गया, और ख़रीदार को बता दिया है।",
)

WHICH_PHONE = Words(
    "Which phone number may the courier call? He comes for the cash.",
    "Courier kis phone number par call kare? Woh cash lene aayega.",
    "कूरियर किस फ़ोन नंबर पर कॉल करे? वह नक़द लेने आएगा।",
)
PHONE_NOTED = Words(
    "Thank you. The courier calls {phone}.",
    "Shukriya. Courier {phone} par call karega.",
    "शुक्रिया। कूरियर {phone} पर कॉल करेगा।",
)
ADDRESS_STAYS = Words(
    "All right, the address stays as it is.",
    "Theek hai, pata waisa hi rahega.",
    "ठीक है, पता वैसा ही रहेगा।",
)
NEW_ADDRESS = Words(
    "{missing} What is the new address?", "{missing} Naya pata kya hai?", "{missing} नया पता क्या है?"
)
SEND_THERE = Words("Send to {address} from now on?", "Ab se {address} par bhejein?", "अब से {address} पर भेजें?")
YES_FROM_NOW_ON = Words("Yes, for what I order next", "Haan, agle order se", "हाँ, अगले ऑर्डर से")
YES_ORDER_TOO = Words(
    "Yes, also for order {order}", "Haan, order {order} ke liye bhi", "हाँ, ऑर्डर {order} के लिए भी"
)
ADDRESS_NOTED = Words("Done: {address}.", "Ho gaya: {address}.", "हो गया: {address}।")
ITS_PHONE = Words(" Phone {phone}.", " Phone {phone}.", " फ़ोन {phone}।")
ORDER_TOO = Words(
    " Order {order} goes there too.", " Order {order} bhi wahin jayega.", " ऑर्डर {order} भी वहीं जाएगा।"
)

DELIVERY_NOT_SET = Words(
    "We have not said yet where we deliver, what it costs or how long it takes. You can order all the same: "
    "after that you hear when it comes and what it costs.",
    "Delivery kahan, kitne me aur kitne din me hogi, yeh humne abhi tay nahi kiya hai. Aap order kar sakte "
    "hain: uske baad bataya jayega ki kab aayega aur kitna lagega.",
    "डिलीवरी कहाँ, कितने में और कितने दिन में होगी, यह हमने अभी तय नहीं किया है। आप ऑर्डर कर सकते हैं: "
    "उसके बाद बताया जाएगा कि कब आएगा और कितना लगेगा।",
)
WHICH_PIN_CODE = Words(
    "To which PIN code? For example: delivery to 411001.",
    "Kis PIN code par? Jaise: delivery to 411001.",
    "किस पिन कोड पर? जैसे: delivery to 411001.",
)
NOT_DELIVERED = Words(
    "We do not deliver to {postcode}.",
    "Hum {postcode} par delivery nahi karte.",
    "हम {postcode} पर डिलीवरी नहीं करते।",
)
COMES_ON = Words(
    "Yes, on a {day} we deliver there too.",
    "Haan, {day} ko bhi wahan delivery hoti hai.",
    "हाँ, {day} को भी वहाँ डिलीवरी होती है।",
)
NOT_ON = Words(
    "No, on a {day} nothing is delivered there.",
    "Nahi, {day} ko wahan delivery nahi hoti.",
    "नहीं, {day} को वहाँ डिलीवरी नहीं होती।",
)
BY_THEN = Words("Yes, it can be there by {day}.", "Haan, {day} tak aa sakta hai.", "हाँ, {day} तक आ सकता है।")
NOT_BY_THEN = Words(
    "No, by {day} it can't be there.", "Nahi, {day} tak nahi aa sakta.", "नहीं, {day} तक नहीं आ सकता।"
)
SOONER = Words(
    "Yes, by {day} it can be there: the earliest is {first}.",
    "Haan, {day} tak aa jayega: sabse pehle {first}.",
    "हाँ, {day} तक आ जाएगा: सबसे पहले {first}।",
)
WITH_DELIVERY = Words(
    "Goods {goods} + {way} {cost} = {total} in all, GST included.",
    "Saman {goods} + {way} {cost} = kul {total}, GST shaamil.",
    "सामान {goods} + {way} {cost} = कुल {total}, GST शामिल।",
)
DELIVERY_TO = Words("Delivery to {postcode}:", "{postcode} par delivery:", "{postcode} पर डिलीवरी:")
FREE_FROM = Words(
    "{way} delivery is free from {amount}.",
    "{amount} se upar {way} delivery free hai.",
    "{amount} से ऊपर {way} डिलीवरी मुफ़्त है।",
)
LACKS = Words("Your cart lacks {left} to that.", "Cart me {left} aur chahiye.", "कार्ट में {left} और चाहिए।")
LEFT_TO = Words(
    "{left} more and the cart comes to {amount}. What goes with it:",
    "{left} aur, to cart {amount} ka ho jayega. Iske saath yeh chalta hai:",
    "{left} और, तो कार्ट {amount} का हो जाएगा। इसके साथ यह चलता है:",
)
# Why delivery is charged.
OF_ORDER = Words("Order {order}: {told}", "Order {order}: {told}", "ऑर्डर {order}: {told}")
FEE_IS = Words(
    "{fee} is for delivery: goods {goods} + delivery {fee} = {total}.",
    "{fee} delivery ka hai: saman {goods} + delivery {fee} = {total}.",
    "{fee} डिलीवरी का है: सामान {goods} + डिलीवरी {fee} = {total}।",
)
FEE_IS_NONE = Words(
    "delivery is free, nothing is charged for it: goods {goods}.",
    "delivery free hai, uska kuch nahi laga: saman {goods}.",
    "डिलीवरी मुफ़्त है, उसका कुछ नहीं लगा: सामान {goods}।",
)
