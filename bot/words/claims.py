"""How it is told what goods are to be for health or faith."""

from chat.words import Words

_NAMES = {
    "sugar_free": Words("sugar free", "sugar free", "शुगर फ़्री"),
    "gluten_free": Words("gluten free", "gluten free", "ग्लूटेन फ़्री"),
    "nut_free": Words("free of nuts", "bina nuts ka", "बिना नट्स का"),
    "vegan": Words("vegan", "vegan", "वीगन"),
    "milk_free": Words("free of milk", "bina doodh ka", "बिना दूध का"),
    "jain": Words("jain", "jain", "जैन"),
    "onion_free": Words("free of onion", "bina pyaz ka", "बिना प्याज़ का"),
    "garlic_free": Words("free of garlic", "bina lehsun ka", "बिना लहसुन का"),
    "soya_free": Words("free of soya", "bina soya ka", "बिना सोया का"),
    "halal": Words("halal", "halal", "हलाल"),
}


def claim_in(locale: str, name: str) -> str:
    """The name of a claim in this language."""
    return _NAMES[name].in_(locale) if name in _NAMES else name
