"""What is said of languages, linking, files and silence, in each language."""

from chat.words import Words

LANGUAGE = Words("Which language do you like?", "Kaunsi bhasha pasand hai?")
LANGUAGE_SET = Words(
    "English it is. What do you need today?", "Theek hai, Hinglish me baat karte hain. Kya chahiye?"
)
EDITED = Words(
    "I saw that you changed a message that I had answered already. Shall I go by the new words?",
    "Aapne woh message badla jiska jawab main de chuka tha. Naye message ke hisaab se karun?",
)
EDITED_YES = Words("Yes, go by the new words", "Haan, naye message se")
UNSUPPORTED = Words(
    "I can't open that ({kind}) yet. Please write it, or send your list as a text, CSV or Excel file.",
    "Main yeh ({kind}) abhi nahi khol sakta. Please likh kar bhejiye, ya list text, CSV ya Excel file me.",
)
PHOTO = Words(
    "I have the photo, but I can't read photos yet. Please write what it shows, for example: 20 maggi 70g.",
    "Photo mil gayi, par main photo padh nahi sakta. Please likh dijiye, jaise: 20 maggi 70g.",
)
FILE_FAILED = Words(
    "I could not read that file: {reason}. Please send it again, or as text.",
    "File padh nahi paya: {reason}. Please dobara bhejiye, ya text me.",
)
LOCATION = Words(
    "Thank you, I have the place ({place}). Please write shop name, street and pincode too, for the driver.",
    "Shukriya, jagah mil gayi ({place}). Driver ke liye dukaan ka naam, gali aur pincode bhi likhiye.",
)
OTHERS_CONTACT = Words(
    "That is somebody else's contact. To prove your own number, use the button that shares your contact.",
    "Yeh kisi aur ka contact hai. Apna number dikhane ke liye 'share contact' button dabaiye.",
)
PHONE_UNKNOWN = Words(
    "Thank you. I don't know an account with that number; I will call you by it from now on.",
    "Shukriya. Is number ka koi khaata nahi mila.",
)
PHONE_ASK = Words(
    "This number is on file for: {names}. Is that you? Then your orders and prices come along.",
    "Yeh number in naamon par hai: {names}. Kya yeh aap hain? Phir aapke order aur daam yahan bhi milenge.",
)
YES_I_AM = Words("Yes: {name}", "Haan: {name}")
NO_I_AM_NOT = Words("No, somebody else", "Nahi, koi aur")
LINK_ASK = Words(
    "Join this chat with {name} ({channel})? Cart, orders and prices will be the same in both. "
    "Only say yes if you asked for this code yourself.",
    "Is chat ko {name} ({channel}) se jodun? Cart, order aur daam dono jagah ek honge. "
    "Haan tabhi kahiye jab code aapne khud liya ho.",
)
LINK_YES = Words("Yes, join them", "Haan, jod do")
LINK_NO = Words("No", "Nahi")
LINKED = Words(
    'Done: it is one account now. Write "unlink" to separate this chat again.',
    'Ho gaya: ab ek hi khaata hai. Alag karne ke liye "unlink" likhiye.',
)
LINK_BAD = Words(
    "That code is used, too old, or belongs to another account. Ask for a new one where you are signed in.",
    "Yeh code purana hai, istemal ho chuka hai, ya kisi aur khaate ka hai. Naya code lijiye.",
)
LINK_KEPT = Words("Fine, everything stays as it is.", "Theek hai, sab waise hi rahega.")
CONTINUE = Words(
    "Open {channel} and send what is written there. Or write there: LINK {code}. Good for 15 minutes.",
    "{channel} kholiye aur jo likha hai bhej dijiye. Ya wahan likhiye: LINK {code}. 15 minute tak chalega.",
)
CONTINUE_OPEN = Words("Open {channel}", "{channel} kholo")
UNLINKED = Words(
    "This chat is separate now. What was yours is still yours on the other channels.",
    "Yeh chat ab alag hai. Aapka sab kuch doosre channel par waise hi hai.",
)
STOPPED = Words(
    "You will get no more news here. I still answer when you write; write START to get news again.",
    "Ab yahan koi khabar nahi aayegi. Aap likhenge to jawab zaroor dunga; START likhiye to phir shuru.",
)
STARTED = Words("You will get news about your orders here again.", "Ab order ki khabar phir yahan milegi.")
PRIVATE = Words(
    "That is private, so not in a group. Please write to me directly.",
    "Yeh niji baat hai, group me nahi. Mujhe seedha message kijiye.",
)
PRIVATE_OPEN = Words("Write to me", "Mujhe likhiye")
ERASE_ASK = Words(
    "Shall I delete what I keep of you: name, numbers, addresses, chats, cart? Orders stay, without your "
    "name, because the law asks for them. This can't be undone.",
    "Kya aapka naam, number, pata, chat aur cart mita dun? Order bina naam ke rahenge, kanoon ke liye. "
    "Yeh wapas nahi ho sakta.",
)
ERASE_YES = Words("Delete it all", "Sab mita do")
ERASED = Words("Your data is deleted.", "Aapka data mita diya gaya.")
PROOF_FIRST = Words(
    "For that I have to be sure who you are. Please sign in on the website, or share your own contact here.",
    "Iske liye pehchaan chahiye. Website par sign in kijiye, ya yahan apna contact share kijiye.",
)
EXPORTED = Words(
    "Here is all that I keep of you. The link is good for an hour.",
    "Aapka saara data yahan hai. Link ek ghante chalega.",
)
EXPORT_OPEN = Words("Download", "Download")
PROOF_NUMBER = Words("What is the order's number?", "Order ka number kya hai?")
PROOF_CONTACT = Words(
    "Order {order}: which phone number or e-mail address was it placed with?",
    "Order {order}: kaunse phone number ya e-mail se diya tha?",
)
PROOF_SENT = Words(
    "If that belongs to order {order}, a code of six digits is on its way to the WhatsApp, Telegram or "
    "e-mail we have. Please type it here. It is good for 10 minutes.",
    "Agar yeh order {order} ka hai, to chhe ankon ka code aapke WhatsApp, Telegram ya e-mail par aa raha "
    "hai. Use yahan likhiye. 10 minute tak chalega.",
)
PROOF_CODE = Words(
    "Your code for order {order}: {code}. Type it in the chat that asked for it, within 10 minutes. "
    "If you did not ask, ignore this and tell it to nobody.",
    "Order {order} ke liye aapka code: {code}. Jis chat ne maanga wahan 10 minute me likhiye. "
    "Aapne nahi maanga to chhod dijiye, kisi ko mat bataiye.",
)
PROOF_SUBJECT = Words("Your code", "Aapka code")
PROOF_WRONG = Words(
    "That is not the code. You can try {left} more times.",
    "Yeh code sahi nahi. {left} baar aur likh sakte hain.",
)
PROOF_OVER = Words(
    "That code is not good any more. Ask about the order again for a new one, or a person can check it.",
    "Yeh code ab nahi chalega. Order ke baare me dobara poochhiye, ya koi saathi dekh lega.",
)
PROOF_TOO_OFTEN = Words(
    "I have sent several codes already. Please wait an hour, or let a person check it.",
    "Kai code bhej chuka hoon. Ek ghanta rukiye, ya kisi saathi se poochhiye.",
)
PROOF_OTHER = Words(
    "That order belongs to another account than the one you are signed in with. A person can sort it out.",
    "Yeh order kisi doosre khaate ka hai. Koi saathi ise dekh sakta hai.",
)
PROOF_NO_WAY = Words(
    "I can't send a code from here. A person can check that the order is yours.",
    "Yahan se code nahi bhej sakta. Koi saathi dekh lega ki order aapka hai.",
)
PROOF_PERSON = Words("Talk to a person", "Kisi se baat karni hai")
