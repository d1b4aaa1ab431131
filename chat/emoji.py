"""Says in words what is written as a picture: "👍" is a yes, "🍚" is rice. Beside words they say nothing."""

import unicodedata

_SAID = {
    "👍": "ok", "👌": "ok", "✅": "yes", "✔": "yes", "👎": "no", "❌": "no", "👋": "hello", "🙏": "thank you",
    "🛒": "show my cart", "🚚": "delivery",
}  # fmt: skip
# Where the pictures of food, drink and things of the household stand.
_GOODS = (
    range(0x1F32D, 0x1F380), range(0x1F950, 0x1F970), range(0x1F9C0, 0x1F9CC), range(0x1F9F4, 0x1F9FE),
    range(0x1FAD0, 0x1FAE0),
)  # fmt: skip


def in_words(text: str) -> str:
    """The text as it is; one that is pictures alone, in the words for them: "" where those say nothing."""
    if any(c.isalnum() for c in text):
        return text
    said = [_word(c) for c in text]
    return " ".join(dict.fromkeys(word for word in said if word))


def _word(sign: str) -> str:
    if sign in _SAID:
        return _SAID[sign]
    if not any(ord(sign) in goods for goods in _GOODS):
        return ""
    return unicodedata.name(sign, "").lower().removeprefix("cooked ").removeprefix("glass of ")
