"""How people put a bound, an amount or a day into words, in English and in romanised Hindi."""

# ruff: noqa: SIM905  # long lists of words read best as words

import re

MONEY = (
    r"(?:rs\.?|inr|₹|rupees?)?\s*(-?\s*(?<!\d)(?<!\d,)\d[\d,]*(?:\.\d+)?\s*k?)\s*"
    r"(?:/-|rs\.?|inr|₹|rupees?|rupaye|rupay|bucks)?"
)
# What follows a number that is no price.
NOT_MEASURE = (
    r"(?!\s*(?:kg|kgs|kilo|g|gm|gms|gram|grams|ml|l|lt|ltr|litre|litres|liter|pcs|pc|pieces?|stars?|days?"
    r"|din|dozen|packs?)\b|\s*%|[\d.,])"
)
PER = r"(?:\s*(?:a|an|per|each|/|ek)?\s*\b(piece|pc|each|kg|kilo|litre|liter|ltr)\b)?"
UNDER = (
    r"(?:under|below|less than|lower than|upto|up to|within|max(?:imum)?|not more than|at most|<=?"
    r"|budget(?: of)?|not (?:above|over|exceeding|beyond)|no more than|cheaper than)"
)
OVER = r"(?:over|above|more than|greater than|at least|min(?:imum)?|starting(?: from)?|not less than|>=?)"
PRICED = r"(?:price[ds]?\s+|cost(?:s|ing)?\s+|rate\s+|for\s+|ka\s+)?"
ARRIVES = r"(?:\b(?:to be\s+)?(?:deliver(?:y|ed|able)?|need(?:ed)?|get|arriv(?:es?|ing)|reach(?:es)?)\s+)?"
WHEN = (
    r"((?:today|tomorrow|aaj|kal|parso|(?:this |next )?[a-z]+day"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9}))\b"
)
SOLD_OUT = (
    r"\b(?:sold[\s-]out|out of[\s-]stock|stock\s+(?:se\s+)?(?:khatam|khali|bahar)"
    r"|khatam\s+(?:ho|hua|hai)\w*)\b"
)
# With one of these it is asked which goods are sold out, not whether one is.
WHICH_ONES = r"\b(?:which|what|list|all|kya[\s-]kya|kaun[\s-]?(?:kaun|s[aie])|kons[aie]|saare|sab)\b"
IN_STOCK = (
    r"\b(?:only\s+)?(?:in[\s-]stock|available(?: now)?|(?:jo\s+)?stock\s+(?:me|mein)(?:\s+(?:hai|ho))?"
    r"|stock\s+wal[aie]|ready stock)"
    r"(?:\s+only)?\b"
)
# Words that carry a wish and name nothing.
FILLER = re.compile(
    r"\b(?:only|sirf|brand|wal[aie]|category|please|pls|plz|show me|show|i want|i need|need|want|give me"
    r"|looking for|do you have|have you got|chahiye|chaiye|dikhao|dikha do|batao|bhai|bhaiya|ji|hai|kya"
    r"|kuch|koi|some|any|me|mujhe|find|search|get|the|a|an|which|are|is|options?|products?|items?|something"
    r"|with|under|price|cost|pack of|hello|hi|ok|okay|leave it|forget it|rehne do|actually|instead|then|now"
    r"|ach+a|achha|accha|chalo|theek hai|thik hai|tha|thi|the ones?|hm+|um+|i think|it was"
    r"|maybe|perhaps|kaun ?s[aie]|kons[aie]|hi|sab|bori(?:ya)?|katt[ae]|thail[ai]|peti|mota|patla"
    r"|suggest|recommend|sujha(?:o|iye)?|isme(?:in)?|isk[aie]|isse)\b",
    re.IGNORECASE,
)
# Said next to "brand", these are the name of none: "any brand", "kaunsa brand", "brand of soap".
NO_BRAND = frozenset(
    "a an the any some which what whichever every each all another other others different new old same "
    "own my your our their this that these those it is are was be has have do does can could should "
    "will would no not without only just first second last one two three both of for by with in on at "
    "from to and or but name names named called wise good better best great nice top famous popular "
    "known well reputed trusted branded local indian foreign big small large cheap cheaper cheapest "
    "costly expensive premium quality leading favourite favorite usual normal ordinary decent reliable "
    "particular specific right wrong available please pls plz sells sell selling show give get want "
    "need like prefer recommend suggest keep keeps stock product products item items thing things price "
    "rate cost pack packs size under over above below between cheaply me i we you they he she there "
    "here now today again then also too more most many much how when why koi kuch aur dusra dusre dusri "
    "doosra doosre doosri alag kaun kaunsa kaunse kaunsi konsa konse konsi kis kisi kya kon sa se si "
    "wahi wohi usi isi us ye yeh wo woh har sab sabhi sabse accha acche acchi acha ache achi achha "
    "achhe achhi badhiya mast sasta sasti saste mehnga mehngi mehnge naya naye nayi purana ka ki ke ko "
    "mein par pe hai hain ho tha thi nahi nahin mat na bhi hi toh dena dedo dikhao dikha batao bata "
    "chahiye chaiye chalega milega lena wala wali wale mera mere meri apna apne apni bhai bhaiya ji "
    "behtar behtareen asli nakli desi videshi mashhoor mashoor zyada jyada kam".split()
)
# Asks for what has nothing of animals and no egg.
VEG = r"(?<!non )(?<!non-)\b(?:eggless|vegetarian|pure veg|only veg|veg only|jain|shakahari|bina and[ae])\b"
# What people leave out for their health or faith: where nothing is stated of it, that is said.
DIETS = frozenset(
    (
        "sugar gluten nut nuts peanut peanuts egg eggs milk lactose dairy soya soy wheat maida salt "
        "onion garlic palm msg preservative preservatives alcohol sulphate paraben caffeine fat chini "
        "anda lehsun pyaz gelatin chemical chemicals "
    ).split()
)
