"""How people put a bound, an amount or a day into words, in English and in romanised Hindi."""

import re
from datetime import date, timedelta

MONEY = (
    r"(?:rs\.?|inr|₹|rupees?)?\s*(\d[\d,]*(?:\.\d+)?\s*k?)\s*"
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
    r"|budget(?: of)?)"
)
OVER = r"(?:over|above|more than|greater than|at least|min(?:imum)?|starting(?: from)?|not less than|>=?)"
PRICED = r"(?:price[ds]?\s+|cost(?:s|ing)?\s+|rate\s+|for\s+|ka\s+)?"
ARRIVES = r"(?:\b(?:to be\s+)?(?:deliver(?:y|ed|able)?|need(?:ed)?|get|arriv(?:es?|ing)|reach(?:es)?)\s+)?"
WHEN = (
    r"((?:today|tomorrow|aaj|kal|parso|(?:this |next )?[a-z]+day"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9}))\b"
)
IN_STOCK = (
    r"\b(?:only\s+)?(?:in[\s-]stock|available(?: now)?|stock\s+(?:me|mein)(?:\s+hai)?|ready stock)"
    r"(?:\s+only)?\b"
)
# Words that carry a wish and name nothing.
FILLER = re.compile(
    r"\b(?:only|sirf|brand|wal[aie]|category|please|pls|plz|show me|show|i want|i need|need|want|give me"
    r"|looking for|do you have|have you got|chahiye|chaiye|dikhao|dikha do|batao|bhai|bhaiya|ji|hai|kya"
    r"|kuch|some|any|me|mujhe|find|search|get|the|a|an|which|are|is|options?|products?|items?|something"
    r"|with|under|price|cost|pack of|hello|hi)\b",
    re.IGNORECASE,
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def day(text: str, today: date) -> date | None:
    """ "tomorrow", "friday", "25 nov": the next such day."""
    word = text.lower().strip().removeprefix("this ").removeprefix("next ")
    near = {"today": 0, "aaj": 0, "tomorrow": 1, "kal": 1, "parso": 2}
    if word in near:
        return today + timedelta(days=near[word])
    if word in WEEKDAYS:
        ahead = (WEEKDAYS.index(word) - today.weekday()) % 7
        return today + timedelta(days=ahead or 7)
    match = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3})[a-z]*", word)
    if match is None or match[2] not in MONTHS:
        return None
    for year in (today.year, today.year + 1):
        try:
            found = date(year, MONTHS.index(match[2]) + 1, int(match[1]))
        except ValueError:
            continue
        if found >= today:
            return found
    return None
