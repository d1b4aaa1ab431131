"""Says in words what is written as a picture: "👍" is a yes, "🍚" is rice. Beside words they say nothing."""

import unicodedata

_SAID = {
    "👍": "ok", "👌": "ok", "✅": "yes", "✔": "yes", "👎": "no", "❌": "no", "👋": "hello", "🙏": "thank you",
    "🛒": "show my cart", "🚚": "delivery",
}  # fmt: skip
_SAYS_NOTHING = (
    "FACE",
    "HEART",
    "HAND",
    "SIGN",
    "SELECTOR",
    "MODIFIER",
    "JOINER",
    "BUTTON",
    "PERSON",
    "EYES",
)


def in_words(text: str) -> str:
    """The text as it is; one that is pictures alone, in the words for them: "" where those say nothing."""
    if any(c.isalnum() for c in text):
        return text
    said = [_word(c) for c in text]
    return " ".join(dict.fromkeys(word for word in said if word))


def _word(sign: str) -> str:
    if sign in _SAID:
        return _SAID[sign]
    name = unicodedata.name(sign, "")
    pictured = unicodedata.category(sign) == "So" and not any(part in name for part in _SAYS_NOTHING)
    return name.lower().removeprefix("cooked ").removeprefix("glass of ") if pictured else ""
