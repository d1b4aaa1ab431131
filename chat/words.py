"""Holds one thing to say in every language that we speak.

The catalogue of words is every `Words` and `Ways` of the product: named constants in the `words.py` (or
`words/`) of each subject. A language is a field, so that no words can lack one; what is said to a customer
is written nowhere else (tests/test_words.py).
"""

import zlib
from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "hi", "deva"]
DEVANAGARI = "hi-Deva"  # the locale; any other that begins with "hi" is Hindi as it is typed on phones
ROMAN = "hi-Latn"


def language(locale: str) -> Language:
    """Choose the field that is spoken in this locale; English where we don't speak it."""
    low = locale.lower()
    if low.startswith(DEVANAGARI.lower()):
        return "deva"
    return "hi" if low.startswith("hi") else "en"


@dataclass(frozen=True)
class Words:
    """One sentence in English, in Hindi as it is typed on phones, and in Hindi in its own letters."""

    en: str
    hi: str
    deva: str

    def in_(self, locale: str, **facts: object) -> str:
        """Say it in this language, with its facts in their places."""
        said: str = getattr(self, language(locale))
        return said.format(**facts) if facts else said


@dataclass(frozen=True)
class Ways:
    """One thing to say in several ways, so that who talks much does not always read the same."""

    en: tuple[str, ...]
    hi: tuple[str, ...]
    deva: tuple[str, ...]

    def pick(self, locale: str, turn: str) -> str:
        """Say it; the same turn always gets the same way."""
        ways: tuple[str, ...] = getattr(self, language(locale))
        return ways[zlib.crc32(turn.encode()) % len(ways)]


APOLOGY = Words(
    "Sorry, that did not work just now. Nothing is lost: please send it again.",
    "Maaf kijiye, abhi yeh nahi ho paya. Kuch khoya nahi hai, please dobara bhejiye.",
    "माफ़ कीजिए, अभी यह नहीं हो पाया। कुछ खोया नहीं है, कृपया दोबारा भेजिए।",
)
UNSURE = Words(
    "Sorry, I did something about that but could not finish my answer. Before you send it again, "
    "please look at your cart and your orders.",
    "Maaf kijiye, is par kuch kaam ho gaya hai par main poora jawab nahi de paya. Dobara bhejne se pehle "
    "apna cart aur apne orders dekh lijiye.",
    "माफ़ कीजिए, इस पर कुछ काम हो गया है, पर मैं पूरा जवाब नहीं दे पाया। दोबारा भेजने से पहले "
    "अपना कार्ट और अपने ऑर्डर देख लीजिए।",
)
OLD_TAP = Words(
    "That button is from another chat or no longer works. Please tell me in words what you would like.",
    "Yeh button purana hai ya kisi aur chat ka hai. Please likh kar bataiye kya chahiye.",
    "यह बटन पुराना है या किसी और चैट का है। कृपया लिखकर बताइए कि क्या चाहिए।",
)
TOO_LONG = Words(
    "That message is too long for me to read. Please send your list in parts, up to about 100 lines each.",
    "Yeh message bahut lamba hai. Please list ko hisson me bhejiye, lagbhag 100 line ek baar me.",
    "यह मैसेज बहुत लंबा है। कृपया लिस्ट हिस्सों में भेजिए, एक बार में लगभग 100 लाइनें।",
)
TOO_MANY = Words(
    "That was a lot at once, and I did not take it. Please send it again in {seconds} seconds.",
    "Ek saath bahut saare message aa gaye, yeh maine nahi liya. Please {seconds} second baad dobara bhejiye.",
    "एक साथ बहुत सारे मैसेज आ गए, यह मैंने नहीं लिया। कृपया {seconds} सेकंड बाद दोबारा भेजिए।",
)
NO_WORDS = Words(
    "I could not read any words in that. Tell me what you need, for example: 20 maggi 70g.",
    "Isme koi shabd nahi mila. Bataiye kya chahiye, jaise: 20 maggi 70g.",
    "इसमें कोई शब्द नहीं मिला। बताइए क्या चाहिए, जैसे: 20 maggi 70g.",
)
WAIT_FOR_PERSON = Words(
    "I have called a colleague; it should take about {minutes} minutes. Write whatever helps them: "
    "they will read all of it.",
    "Maine apne saathi ko bula liya hai, lagbhag {minutes} minute lagenge. Jo batana hai likh dijiye, "
    "woh sab padhenge.",
    "मैंने अपने साथी को बुला लिया है, लगभग {minutes} मिनट लगेंगे। जो बताना है लिख दीजिए, वे सब पढ़ेंगे।",
)
OUT_OF_HOURS = Words(
    "Our people are back {opens}. Leave your message here and they will answer it then, in this chat.",
    "Hamare log {opens} wapas aayenge. Yahin message chhod dijiye, woh isi chat me jawab denge.",
    "हमारे लोग {opens} वापस आएँगे। यहीं मैसेज छोड़ दीजिए, वे इसी चैट में जवाब देंगे।",
)
ALREADY_WAITING = Words(
    "You are in the line already. Nothing that you write is lost.",
    "Aap line me hain. Aapka likha kuch khoyega nahi.",
    "आप लाइन में हैं। आपका लिखा कुछ नहीं खोएगा।",
)
KEPT_FOR_PERSON = Words(
    "Kept for my colleague, who reads it first and answers here.",
    "Saathi ke liye rakh liya hai, woh pehle yahi padhenge aur yahin jawab denge.",
    "साथी के लिए रख लिया है, वे पहले यही पढ़ेंगे और यहीं जवाब देंगे।",
)
# Said to who waits for a colleague, behind an answer or behind "kept".
STILL_CALLED = Words(
    "Your call to a colleague stays open: about {minutes} minutes.",
    "Saathi ko bulaya hua hai: lagbhag {minutes} minute.",
    "साथी को बुलाया हुआ है: लगभग {minutes} मिनट।",
)
STILL_LONGER = Words(
    "Your call to a colleague stays open: {waited} minutes so far, longer than I thought. "
    "I can't say how much longer.",
    "Saathi ko bulaya hua hai: {waited} minute ho gaye, jo socha tha usse zyada. Aur kitna lagega, "
    "nahi bata sakta.",
    "साथी को बुलाया हुआ है: {waited} मिनट हो गए, जो सोचा था उससे ज़्यादा। और कितना लगेगा, नहीं बता सकता।",
)
NOBODY_YET = Words(
    "No colleague is here yet; when one is, you read it here.",
    "Abhi koi saathi nahi aaya hai; aate hi yahin dikhega.",
    "अभी कोई साथी नहीं आया है; आते ही यहीं दिखेगा।",
)
STILL_CLOSED = Words(
    "Your call to a colleague stays open: they are back {opens}.",
    "Saathi ko bulaya hua hai, woh {opens} aayenge.",
    "साथी को बुलाया हुआ है, वे {opens} आएँगे।",
)
BACK_TO_BOT = Words("Back to the assistant", "Assistant ke saath wapas", "असिस्टेंट के साथ वापस")
BACK_AGAIN = Words(
    "I am with you again, and the call to my colleague has ended. Say “talk to a person” to call again. "
    "How can I help?",
    "Main phir aapke saath hoon, saathi ko ab nahi bulaya hai. Phir bulane ke liye “kisi se baat” likhiye. "
    "Bataiye, kya madad karun?",
    "मैं फिर आपके साथ हूँ, साथी को अब नहीं बुलाया है। फिर बुलाने के लिए “किसी से बात” लिखिए। बताइए, क्या मदद करूँ?",
)
CALL_ENDED = Words(
    "No colleague is called now: that call ended. Shall I call one again?",
    "Abhi kisi saathi ko nahi bulaya hai: woh call khatam ho gayi. Phir bulaun?",
    "अभी किसी साथी को नहीं बुलाया है: वह कॉल ख़त्म हो गई। फिर बुलाऊँ?",
)
CALL_ONE = Words(
    "Shall I call a colleague to look at it?",
    "Kya main saathi ko bulaun, woh dekh lenge?",
    "क्या मैं साथी को बुलाऊँ, वे देख लेंगे?",
)
PERSON_JOINED = Words(
    "{name} is here now and has read what you wrote.",
    "{name} ab aapke saath hain, aapka likha sab padh liya hai.",
    "{name} अब आपके साथ हैं, आपका लिखा सब पढ़ लिया है।",
)
PERSON_CHANGED = Words(
    "{name} takes over from here.", "Ab aage {name} aapke saath hain.", "अब आगे {name} आपके साथ हैं।"
)
PERSON_LEFT = Words(
    "{name} has handed back to me, the assistant.{kept} Go on whenever you like.",
    "{name} ne mujhe, assistant ko, wapas de diya hai.{kept} Jab chahe aage boliye.",
    "{name} ने मुझे, असिस्टेंट को, वापस दे दिया है।{kept} जब चाहें आगे बोलिए।",
)
# What of the talk with a person the assistant goes on with; only what it really has.
TAKEN_ALONG = Words(" I take along: {facts}.", " Mere paas hai: {facts}.", " मेरे पास है: {facts}।")
KEPT_CART = Words(
    "{quantity} x {title} in your cart", "cart me {quantity} x {title}", "कार्ट में {quantity} x {title}"
)
KEPT_OUT = Words("{title} is out of your cart", "{title} cart se nikala gaya", "{title} कार्ट से निकाला गया")
KEPT_SHOWN = Words(
    "{title}, which you were shown", "{title}, jo aapko dikhaya gaya", "{title}, जो आपको दिखाया गया"
)
KEPT_ORDER = Words("what was done with order {order}", "order {order} ka badlaav", "ऑर्डर {order} का बदलाव")
BACK_IN_LINE = Words(
    "My colleague had to leave. You are first in the line for the next one.",
    "Mere saathi ko jaana pada. Aap line me sabse aage hain.",
    "मेरे साथी को जाना पड़ा। आप लाइन में सबसे आगे हैं।",
)
HOW_WAS_IT = Words("How did we do?", "Kaisa raha?", "कैसा रहा?")
SCORES = (  # the best first
    Words("Very good", "Bahut achha", "बहुत अच्छा"),
    Words("Good", "Achha", "अच्छा"),
    Words("So so", "Theek-thaak", "ठीक-ठाक"),
    Words("Bad", "Kharab", "ख़राब"),
)
TALK_TO_PERSON = Words("Talk to a person", "Kisi se baat karein", "किसी से बात करें")
NO_LINE = Words("You are with the assistant.", "Aap assistant ke saath hain.", "आप असिस्टेंट के साथ हैं।")
OPEN = Words("Open", "Kholiye", "खोलिए")
OUT_OF_STOCK = Words("{card} (out of stock)", "{card} (stock khatam)", "{card} (स्टॉक ख़त्म)")

# When the people at the desk are back.
OPENS_SOON = Words("soon", "jaldi", "जल्दी")
OPENS_TODAY = Words("today at {time}", "aaj {time} baje", "आज {time} बजे")
OPENS_TOMORROW = Words("tomorrow at {time}", "kal {time} baje", "कल {time} बजे")
OPENS_ON_DAY = Words("on {day} at {time}", "{day} ko {time} baje", "{day} को {time} बजे")
DAYS = (
    Words("Monday", "Somvaar", "सोमवार"),
    Words("Tuesday", "Mangalvaar", "मंगलवार"),
    Words("Wednesday", "Budhvaar", "बुधवार"),
    Words("Thursday", "Guruvaar", "गुरुवार"),
    Words("Friday", "Shukravaar", "शुक्रवार"),
    Words("Saturday", "Shanivaar", "शनिवार"),
    Words("Sunday", "Ravivaar", "रविवार"),
)

# Why a customer's file can't be read, by the code that says so.
CANNOT_READ = {
    "empty": Words("it is empty", "file khali hai", "फ़ाइल खाली है"),
    "long": Words(
        "it has more than {rows} lines; please send it in parts",
        "isme {rows} se zyada line hain; hisson me bhejiye",
        "इसमें {rows} से ज़्यादा लाइनें हैं; हिस्सों में भेजिए",
    ),
    "no_text": Words("it is not text", "isme text nahi hai", "इसमें टेक्स्ट नहीं है"),
    "no_csv": Words("it is no CSV file", "yeh CSV file nahi hai", "यह CSV फ़ाइल नहीं है"),
    "no_excel": Words("it is no Excel file", "yeh Excel file nahi hai", "यह Excel फ़ाइल नहीं है"),
    "large": Words("it is too large", "file bahut badi hai", "फ़ाइल बहुत बड़ी है"),
    "cells": Words(
        "it has more cells and styles than a list of goods needs",
        "isme saman ki list se kahin zyada cells aur styles hain",
        "इसमें सामान की लिस्ट से कहीं ज़्यादा सेल और स्टाइल हैं",
    ),
    "costly": Words(
        "it takes too much memory or time to read; please send the list as text",
        "ise padhne me bahut memory ya samay lagta hai; list likh kar bhejiye",
        "इसे पढ़ने में बहुत मेमोरी या समय लगता है; लिस्ट लिखकर भेजिए",
    ),
    "kind": Words(
        "I can read photos of lists, text, CSV, Excel (.xlsx), Word (.docx) and PDF files",
        "main list ki photo, text, CSV, Excel (.xlsx), Word (.docx) aur PDF file padh sakta hoon",
        "मैं लिस्ट की फ़ोटो, text, CSV, Excel (.xlsx), Word (.docx) और PDF फ़ाइलें पढ़ सकता हूँ",
    ),
    "no_writing": Words(
        "I see no writing in it", "isme kuch likha hua nahi dikhta", "इसमें कुछ लिखा हुआ नहीं दिखता"
    ),
    "unclear": Words(
        "I can't make out the writing; print and neat English letters I can, Hindi ones in photos not yet",
        "likhawat samajh nahi aati; chhapa hua aur saaf English padh sakta hoon, photo me Hindi abhi nahi",
        "लिखावट समझ नहीं आती; छपा हुआ और साफ़ अंग्रेज़ी अक्षर पढ़ सकता हूँ, फ़ोटो में हिन्दी अभी नहीं",
    ),
    "pixels": Words(
        "the picture is too large; please send a smaller one",
        "photo bahut badi hai; chhoti bhejiye",
        "फ़ोटो बहुत बड़ी है; छोटी भेजिए",
    ),
    "no_picture": Words("it is no picture", "yeh photo nahi hai", "यह फ़ोटो नहीं है"),
    "no_pdf": Words("it is no whole PDF", "yeh poori PDF nahi hai", "यह पूरी PDF नहीं है"),
    "locked": Words("it is locked by a password", "is par password laga hai", "इस पर पासवर्ड लगा है"),
    "pages": Words(
        "it has more than {pages} pages", "isme {pages} se zyada panne hain", "इसमें {pages} से ज़्यादा पन्ने हैं"
    ),
    "pictures": Words(
        "it holds only pictures; please send those as photos",
        "isme sirf tasveerein hain; unhe photo ki tarah bhejiye",
        "इसमें सिर्फ़ तस्वीरें हैं; उन्हें फ़ोटो की तरह भेजिए",
    ),
    "no_word": Words("it is no Word file", "yeh Word file nahi hai", "यह Word फ़ाइल नहीं है"),
    "busy": Words(
        "many files are being read just now; please send it again in a minute",
        "abhi bahut saari file padhi ja rahi hain; ek minute baad dobara bhejiye",
        "अभी बहुत-सी फ़ाइलें पढ़ी जा रही हैं; एक मिनट बाद दोबारा भेजिए",
    ),
    "lost": Words("it did not come through", "file poori nahi pahunchi", "फ़ाइल पूरी नहीं पहुँची"),
}
