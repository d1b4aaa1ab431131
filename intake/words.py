"""What is said of languages, linking, files and silence, in each language."""

from chat.words import Words

LANGUAGE = Words("Which language do you like?", "Kaunsi bhasha pasand hai?", "कौन-सी भाषा पसंद है?")
LANGUAGE_SET = Words(
    "English it is. What do you need today?",
    "Theek hai, Hinglish me baat karte hain. Kya chahiye?",
    "ठीक है, हिन्दी में बात करते हैं। क्या चाहिए?",
)
EDITED = Words(
    "I saw that you changed a message that I had answered already. Shall I go by the new words?",
    "Aapne woh message badla jiska jawab main de chuka tha. Naye message ke hisaab se karun?",
    "आपने वह मैसेज बदला जिसका जवाब मैं दे चुका था। नए मैसेज के हिसाब से करूँ?",
)
EDITED_YES = Words("Yes, go by the new words", "Haan, naye message se", "हाँ, नए मैसेज से")
UNSUPPORTED = Words(
    "I can't open that ({kind}) yet. Please write it, or send your list as a text, CSV or Excel file.",
    "Main yeh ({kind}) abhi nahi khol sakta. Please likh kar bhejiye, ya list text, CSV ya Excel file me.",
    "मैं यह ({kind}) अभी नहीं खोल सकता। कृपया लिखकर भेजिए, या लिस्ट text, CSV या Excel फ़ाइल में।",
)
PHOTO_READ = Words(
    "I read this in the photo:\n{lines}\nShall I put it into the cart?",
    "Photo me yeh padha:\n{lines}\nCart me daal doon?",
    "फ़ोटो में यह पढ़ा:\n{lines}\nकार्ट में डाल दूँ?",
)
PHOTO_CAME = Words("I have the photo. {question}", "Photo mil gaya. {question}", "फ़ोटो मिल गया। {question}")
PHOTO_OF_WHAT = Words(
    "I find no list in that photo. If it shows goods that came damaged or wrong, tell me which and how many.",
    "Is photo me koi list nahi mili. Agar saman toota ya galat aaya hai, to bataiye kaun sa aur kitne.",
    "इस फ़ोटो में कोई लिस्ट नहीं मिली। अगर सामान टूटा या ग़लत आया है, तो बताइए कौन सा और कितने।",
)
PHOTO_YES = Words("Yes, into the cart", "Haan, cart me", "हाँ, कार्ट में")
PHOTO_NO = Words("It is no list: a person", "List nahi hai: kisi se baat", "लिस्ट नहीं है: किसी से बात")
FILE_FAILED = Words(
    "I could not read that file: {reason}. Please send it again, or as text.",
    "File padh nahi paya: {reason}. Please dobara bhejiye, ya text me.",
    "फ़ाइल पढ़ नहीं पाया: {reason}। कृपया दोबारा भेजिए, या लिखकर।",
)
FILE_REFUSED = Words(
    "I could not read that file: {reason}.", "File padh nahi paya: {reason}.", "फ़ाइल पढ़ नहीं पाया: {reason}।"
)
LOCATION = Words(
    "Thank you, I have the place ({place}). Please write shop name, street and pincode too, for the driver.",
    "Shukriya, jagah mil gayi ({place}). Driver ke liye dukaan ka naam, gali aur pincode bhi likhiye.",
    "शुक्रिया, जगह मिल गई ({place})। ड्राइवर के लिए दुकान का नाम, गली और PIN कोड भी लिखिए।",
)
OTHERS_CONTACT = Words(
    "That is somebody else's contact. To prove your own number, use the button that shares your contact.",
    "Yeh kisi aur ka contact hai. Apna number dikhane ke liye 'share contact' button dabaiye.",
    "यह किसी और का कॉन्टैक्ट है। अपना नंबर दिखाने के लिए कॉन्टैक्ट शेयर करने वाला बटन दबाइए।",
)
PHONE_UNKNOWN = Words(
    "Thank you. I don't know an account with that number; I will call you by it from now on.",
    "Shukriya. Is number ka koi khaata nahi mila.",
    "शुक्रिया। इस नंबर का कोई खाता नहीं मिला।",
)
PHONE_ASK = Words(
    "This number is on file for: {names}. Is that you? Then your orders and prices come along.",
    "Yeh number in naamon par hai: {names}. Kya yeh aap hain? Phir aapke order aur daam yahan bhi milenge.",
    "यह नंबर इन नामों पर है: {names}। क्या यह आप हैं? फिर आपके ऑर्डर और दाम यहाँ भी मिलेंगे।",
)
YOUR_CHAT = Words("your chat", "aapki chat", "आपकी चैट")
CHANNELS = {
    "telegram": Words("Telegram", "Telegram", "टेलीग्राम"),
    "whatsapp": Words("WhatsApp", "WhatsApp", "व्हाट्सऐप"),
    "web": Words("the website", "website", "वेबसाइट"),
}
YES_I_AM = Words("Yes: {name}", "Haan: {name}", "हाँ: {name}")
NO_I_AM_NOT = Words("No, somebody else", "Nahi, koi aur", "नहीं, कोई और")
LINK_ASK = Words(
    "Join this chat with {name} ({channel})? Cart, orders and prices will be the same in both. "
    "Only say yes if you asked for this code yourself.",
    "Is chat ko {name} ({channel}) se jodun? Cart, order aur daam dono jagah ek honge. "
    "Haan tabhi kahiye jab code aapne khud liya ho.",
    "इस चैट को {name} ({channel}) से जोड़ूँ? कार्ट, ऑर्डर और दाम दोनों जगह एक होंगे। हाँ तभी "
    "कहिए जब कोड आपने ख़ुद लिया हो।",
)
LINK_YES = Words("Yes, join them", "Haan, jod do", "हाँ, जोड़ दीजिए")
LINK_NO = Words("No", "Nahi", "नहीं")
LINKED = Words(
    'Done: it is one account now. Write "unlink" to separate this chat again.',
    'Ho gaya: ab ek hi khaata hai. Alag karne ke liye "unlink" likhiye.',
    'हो गया: अब एक ही खाता है। अलग करने के लिए "unlink" लिखिए।',
)
LINK_BAD = Words(
    "That code is used, too old, or belongs to another account. Ask for a new one where you are signed in.",
    "Yeh code purana hai, istemal ho chuka hai, ya kisi aur khaate ka hai. Naya code lijiye.",
    "यह कोड पुराना है, इस्तेमाल हो चुका है, या किसी और खाते का है। जहाँ साइन इन हैं, वहाँ से नया कोड लीजिए।",
)
LINK_KEPT = Words(
    "Fine, everything stays as it is.", "Theek hai, sab waise hi rahega.", "ठीक है, सब वैसे ही रहेगा।"
)
CONTINUE = Words(
    "Open {channel} and send what is written there. Or write there: LINK {code}. Good for 15 minutes.",
    "{channel} kholiye aur jo likha hai bhej dijiye. Ya wahan likhiye: LINK {code}. 15 minute tak chalega.",
    "{channel} खोलिए और जो लिखा है भेज दीजिए। या वहाँ लिखिए: LINK {code} (15 मिनट तक चलेगा)",
)
CONTINUE_OPEN = Words("Open {channel}", "{channel} kholo", "{channel} खोलिए")
UNLINKED = Words(
    "This chat is separate now. What was yours is still yours on the other channels.",
    "Yeh chat ab alag hai. Aapka sab kuch doosre channel par waise hi hai.",
    "यह चैट अब अलग है। आपका सब कुछ दूसरे चैनल पर वैसे ही है।",
)
STOPPED = Words(
    "You will get no more news here. I still answer when you write; write START to get news again.",
    "Ab yahan koi khabar nahi aayegi. Aap likhenge to jawab zaroor dunga; START likhiye to phir shuru.",
    "अब यहाँ कोई ख़बर नहीं आएगी। आप लिखेंगे तो जवाब ज़रूर दूँगा; START लिखिए तो फिर शुरू।",
)
STARTED = Words(
    "You will get news about your orders here again.",
    "Ab order ki khabar phir yahan milegi.",
    "अब ऑर्डर की ख़बर फिर यहाँ मिलेगी।",
)
PRIVATE = Words(
    "That is private, so not in a group. Please write to me directly.",
    "Yeh niji baat hai, group me nahi. Mujhe seedha message kijiye.",
    "यह निजी बात है, ग्रुप में नहीं। मुझे सीधे मैसेज कीजिए।",
)
PRIVATE_OPEN = Words("Write to me", "Mujhe likhiye", "मुझे लिखिए")
ERASE_ASK = Words(
    "Shall I delete what I keep of you: name, numbers, addresses, chats, cart? Orders stay, without your "
    "name, because the law asks for them. This can't be undone.",
    "Kya aapka naam, number, pata, chat aur cart mita dun? Order bina naam ke rahenge, kanoon ke liye. "
    "Yeh wapas nahi ho sakta.",
    "क्या आपका नाम, नंबर, पता, चैट और कार्ट मिटा दूँ? क़ानून के लिए ऑर्डर रहेंगे, पर आपके नाम के बिना। यह वापस नहीं हो सकता।",
)
ERASE_YES = Words("Delete it all", "Sab mita do", "सब मिटा दीजिए")
ERASED = Words("Your data is deleted.", "Aapka data mita diya gaya.", "आपका डेटा मिटा दिया गया है।")
PROOF_FIRST = Words(
    "For that I have to be sure who you are. Please sign in on the website, or share your own contact here.",
    "Iske liye pehchaan chahiye. Website par sign in kijiye, ya yahan apna contact share kijiye.",
    "इसके लिए पहचान चाहिए। वेबसाइट पर साइन इन कीजिए, या यहाँ अपना कॉन्टैक्ट शेयर कीजिए।",
)
EXPORTED = Words(
    "Here is all that I keep of you. The link is good for an hour.",
    "Aapka saara data yahan hai. Link ek ghante chalega.",
    "आपका सारा डेटा यहाँ है। लिंक एक घंटे चलेगा।",
)
EXPORT_OPEN = Words("Download", "Download", "डाउनलोड")
PROOF_NUMBER = Words("What is the order's number?", "Order ka number kya hai?", "ऑर्डर का नंबर क्या है?")
PROOF_CONTACT = Words(
    "Order {order}: which phone number or e-mail address was it placed with?",
    "Order {order}: kaunse phone number ya e-mail se diya tha?",
    "ऑर्डर {order}: किस फ़ोन नंबर या ई-मेल से दिया था?",
)
PROOF_SENT = Words(
    "If that belongs to order {order}, a code of six digits is on its way to the WhatsApp, Telegram or "
    "e-mail we have. Please type it here. It is good for 10 minutes.",
    "Agar yeh order {order} ka hai, to chhe ankon ka code aapke WhatsApp, Telegram ya e-mail par aa raha "
    "hai. Use yahan likhiye. 10 minute tak chalega.",
    "अगर यह ऑर्डर {order} का है, तो छह अंकों का कोड आपके व्हाट्सऐप, टेलीग्राम या ई-मेल पर आ "
    "रहा है। उसे यहाँ लिखिए। 10 मिनट तक चलेगा।",
)
PROOF_CODE = Words(
    "Your code for order {order}: {code}. Type it in the chat that asked for it, within 10 minutes. "
    "If you did not ask, ignore this and tell it to nobody.",
    "Order {order} ke liye aapka code: {code}. Jis chat ne maanga wahan 10 minute me likhiye. "
    "Aapne nahi maanga to chhod dijiye, kisi ko mat bataiye.",
    "ऑर्डर {order} के लिए आपका कोड {code} है। जिस चैट ने माँगा, वहाँ 10 मिनट में लिखिए। आपने "
    "नहीं माँगा तो छोड़ दीजिए, किसी को मत बताइए।",
)
PROOF_SUBJECT = Words("Your code", "Aapka code", "आपका कोड")
PROOF_WRONG = Words(
    "That is not the code. You can try {left} more times.",
    "Yeh code sahi nahi. {left} baar aur likh sakte hain.",
    "यह कोड सही नहीं है। {left} बार और लिख सकते हैं।",
)
PROOF_OVER = Words(
    "That code is not good any more. Ask about the order again for a new one, or a person can check it.",
    "Yeh code ab nahi chalega. Order ke baare me dobara poochhiye, ya koi saathi dekh lega.",
    "यह कोड अब नहीं चलेगा। नए कोड के लिए ऑर्डर के बारे में दोबारा पूछिए, या कोई साथी देख लेगा।",
)
PROOF_TOO_OFTEN = Words(
    "I have sent several codes already. Please wait an hour, or let a person check it.",
    "Kai code bhej chuka hoon. Ek ghanta rukiye, ya kisi saathi se poochhiye.",
    "कई कोड भेज चुका हूँ। एक घंटा रुकिए, या किसी साथी से पूछिए।",
)
PROOF_OTHER = Words(
    "That order belongs to another account than the one you are signed in with. A person can sort it out.",
    "Yeh order kisi doosre khaate ka hai. Koi saathi ise dekh sakta hai.",
    "यह ऑर्डर किसी दूसरे खाते का है। कोई साथी इसे देख सकता है।",
)
PROOF_NO_WAY = Words(
    "I can't send a code from here. A person can check that the order is yours.",
    "Yahan se code nahi bhej sakta. Koi saathi dekh lega ki order aapka hai.",
    "यहाँ से कोड नहीं भेज सकता। कोई साथी देख लेगा कि ऑर्डर आपका है।",
)
