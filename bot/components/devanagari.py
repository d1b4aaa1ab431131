"""Hindi written in its own letters, as it is typed in Latin ones: "मुझे 5 किलो चीनी" is "mujhe 5 kilo chini".

Everything behind this knows romanised Hindi: the glossary, the numbers, the names of goods. A
library's scholarly spelling ("cInI", "cāhie") would be understood by none of them, so the letters
are spelt as people type them, and words that people spell otherwise are listed.
"""

import re
import unicodedata
from typing import List, Text

_CONSONANTS = dict(
    zip(
        "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहळऩऱऴ",
        "k kh g gh n ch chh j jh n t th d dh n t th d dh n p ph b bh m y r l v sh sh s h l n r l".split(),
    )
)
_DOTTED = {"क": "k", "ख": "kh", "ग": "g", "ज": "z", "ड": "d", "ढ": "dh", "फ": "f", "य": "y"}
_VOWELS = dict(zip("अआइईउऊऋएऐओऔऑऍऎऒ", "a a i i u u ri e ai o au o a e o".split()))
_SIGNS = dict(zip("ािीुूृेैोौॉॅॆॊ", "a i i u u ri e ai o au o a e o".split()))
# In a word of one syllable, people write the long vowel long: "teen", "doodh", "saat".
_LONG = {"ा": "aa", "ी": "ee", "ू": "oo", "आ": "aa", "ई": "ee", "ऊ": "oo"}
_NUKTA, _VIRAMA, _NASAL = "़", "्", "ंँ"
_SINGLE = {"क़": "क़", "ख़": "ख़", "ग़": "ग़", "ज़": "ज़", "ड़": "ड़", "ढ़": "ढ़", "फ़": "फ़", "य़": "य़"}
_SPOKEN = frozenset("*aeiou")
_DIGITS = str.maketrans("०१२३४५६७८९।", "0123456789.")
# The other scripts of India stand in Unicode letter by letter as Devanagari does: Bengali, Gurmukhi, Gujarati,
# Odia, Tamil, Telugu, Kannada, Malayalam.
_ALIKE = {
    block + place: 0x0900 + place
    for block in range(0x0980, 0x0D80, 0x80)
    for place in range(0x80)
    if unicodedata.name(chr(block + place), "") and unicodedata.name(chr(0x0900 + place), "")
}
_OTHERS = re.compile(r"[\u0980-\u0d7f]")
_RUN = re.compile(r"[\u0900-\u097f][\u0900-\u097f\u200c\u200d]*")  # joiners shape letters, and are not heard

_AS_TYPED = {
    "है": "hai", "हैं": "hain", "में": "me", "मैं": "main", "हूँ": "hu", "हूं": "hu", "नहीं": "nahi", "हाँ": "haan",
    "हां": "haan", "यह": "yeh", "ये": "ye", "वह": "woh", "वो": "wo", "चाहिए": "chahiye", "चाहिये": "chahiye",
    "क्या": "kya", "क्यों": "kyu", "दीजिए": "dijiye", "कीजिए": "kijiye", "भेजिए": "bhejiye", "दिखाइए": "dikhaiye",
    "बताइए": "bataiye", "कहाँ": "kahan", "कहां": "kahan", "रुपये": "rupaye", "रुपए": "rupaye", "पैसे": "paise",
    "कार्ट": "cart", "ऑर्डर": "order", "आर्डर": "order", "बिल": "bill", "रिफंड": "refund", "कैंसिल": "cancel",
    "डिलीवरी": "delivery", "पेमेंट": "payment", "रेट": "rate", "ऑफर": "offer", "लिस्ट": "list", "स्टॉक": "stock",
    "पैकेट": "packet", "पेटी": "peti", "किलो": "kilo", "लीटर": "litre", "ग्राम": "gram", "दर्जन": "darjan",
    "बोतल": "bottle", "कार्टन": "carton", "पीस": "piece", "बोरी": "bori", "आटा": "atta", "दाल": "dal",
    "चावल": "chawal", "चाय": "chai", "मैगी": "maggi", "पारले": "parle", "जी": "ji", "कोलगेट": "colgate",
    "सर्फ": "surf", "टाटा": "tata", "साबुन": "sabun", "शैम्पू": "shampoo", "शैंपू": "shampoo", "बिस्किट": "biscuit",
    "बिस्कुट": "biscuit", "प्याज": "pyaz", "आलू": "aloo", "पाँच": "paanch", "पांच": "paanch", "छह": "chhe", "छः": "chhe",
    "दस": "das", "बीस": "bees", "पचास": "pachas", "सौ": "sau", "आधा": "aadha", "डेढ़": "dedh", "ढाई": "dhai",
    "मदद": "madad", "नमस्ते": "namaste", "धन्यवाद": "dhanyawad", "शुक्रिया": "shukriya", "और": "aur", "एक": "ek",
    "पिछला": "pichla", "पिछली": "pichli", "पिछले": "pichle", "बासमती": "basmati", "नमकीन": "namkeen",
    "पाउडर": "powder", "पावडर": "powder", "फॉर्च्यून": "fortune", "फार्च्यून": "fortune", "फॉर्च्युन": "fortune", "एक्सेल": "excel",
    "एक्सल": "excel", "आशीर्वाद": "aashirvaad", "ब्रिटानिया": "britannia", "अमूल": "amul", "हल्दीराम": "haldiram",
    "ऑयल": "oil", "क्रीम": "cream", "बटर": "butter", "चीज़": "cheese", "चॉकलेट": "chocolate", "जूस": "juice", "सॉस": "sauce",
    "केचप": "ketchup", "जैम": "jam", "ब्रेड": "bread", "केक": "cake", "चिप्स": "chips", "कॉफी": "coffee", "कॉफ़ी": "coffee",
    "टी": "tea", "शुगर": "sugar", "साल्ट": "salt", "राइस": "rice", "रिफाइंड": "refined", "सनफ्लावर": "sunflower",
    "नूडल्स": "noodles", "पास्ता": "pasta", "डिटर्जेंट": "detergent", "टिश्यू": "tissue", "पेपर": "paper", "कप": "cup",
    "प्लेट": "plate", "पेन": "pen", "नोटबुक": "notebook", "बल्ब": "bulb", "बैटरी": "battery", "डायपर": "diaper", "लोशन": "lotion",
    "लक्स": "lux", "डव": "dove", "रिन": "rin", "विम": "vim", "हार्पिक": "harpic", "लाइज़ोल": "lizol", "डेटॉल": "dettol",
    "कुरकुरे": "kurkure", "बोर्नविटा": "bournvita", "हॉर्लिक्स": "horlicks", "नेस्कैफे": "nescafe", "मसाला": "masala",
    "ब्रांड": "brand", "साइज": "size", "साइज़": "size", "प्राइस": "price", "डिस्काउंट": "discount", "एड्रेस": "address",
    "रिटर्न": "return", "एक्सचेंज": "exchange", "पिन": "pin", "नंबर": "number", "फोन": "phone", "मैनेजर": "manager",
    "टूथपेस्ट": "toothpaste", "मूंगफली": "moongfali", "भाई": "bhai", "हिंदी": "hindi", "हिन्दी": "hindi", "इंग्लिश": "english", "पता": "pata", "कोड": "code",
}  # fmt: skip


def latin(text: Text) -> Text:
    """The text with the letters of India's scripts in Latin ones; anything else stays as it is."""
    if _OTHERS.search(text):
        text = text.translate(_ALIKE)
    if not _RUN.search(text):
        return text
    return _RUN.sub(lambda run: _word(run.group()), text.translate(_DIGITS))


def _word(word: Text) -> Text:
    for composed, apart in _SINGLE.items():
        word = word.replace(composed, apart)
    return _AS_TYPED.get(word) or _spelt(word)


def _spelt(word: Text) -> Text:
    """Letter by letter; "*" stands for the vowel that is not written, and often not spoken."""
    vowels = [c for c in word if c in _VOWELS or c in _SIGNS]
    short = len(vowels) == 1 and sum(c in _CONSONANTS for c in word) <= 2
    said: List[Text] = []
    for i, letter in enumerate(word):
        after = word[i + 1 : i + 2]
        if letter in _CONSONANTS:
            dotted = after == _NUKTA
            after = word[i + 2 : i + 3] if dotted else after
            wa = letter == "व" and after == "ा"
            said.append("w" if wa else _DOTTED.get(letter, "") if dotted else _CONSONANTS[letter])
            if after not in _SIGNS and after != _VIRAMA:
                said.append("*")
        elif letter in _VOWELS or letter in _SIGNS:
            lengthened = letter in _LONG and (letter == "आ" or short and i + 1 < len(word))
            said.append(_LONG[letter] if lengthened else _VOWELS.get(letter) or _SIGNS[letter])
        elif letter in _NASAL:
            said.append("n")
    return _spoken(said)


def _spoken(said: List[Text]) -> Text:
    """From the end on, the unwritten vowel is silent at the end and between two spoken ones."""
    if len(said) > 2 and said[-1] == "*":
        said.pop()
    for i in reversed(range(len(said))):
        if said[i] == "*":
            around = [said[at][:1] if 0 <= at < len(said) else "" for at in (i - 2, i + 1, i + 2)]
            between = around[0] in _SPOKEN and around[1] not in _SPOKEN and around[2] in _SPOKEN
            said[i] = "" if between else "a"
    return "".join(said)
