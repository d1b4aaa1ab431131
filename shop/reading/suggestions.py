"""Reads which kind of suggestion somebody asks for, and about what."""

import re

# The first that matches counts: "anything new like this" asks for what is like this.
_KINDS = (
    ("alternatives", r"similar|alternatives?|instead|substitutes?|replacements?|like (?:this|it|that)"
                     r"|iske? (?:jaisa|badle)|jaisa koi"),
    ("with", r"goes? (?:well )?with|pairs? with|along with|together with|keep with|sath (?:me|kya)"
             r"|buy with"),
    ("due", r"running low|run(?:ning)? out|forg[eo]t\w*|missing|re-?order|usually buy|not bought lately|due\b"
            r"|khatam|bhool\w*"),
    ("alike", r"shops? like (?:mine|us|ours|me)|other (?:shops?|retailers?|people)|others (?:buy|take|order)"
              r"|neighbou?r\w*|jaisi duk\w+|dusr[ei] duk\w+"),
    ("season", r"festiv\w*|season\w*|diwali|holi\b|rakhi|eid\b|ramzan|christmas|pongal|onam|navratri|summer"
               r"|winter|rain(?:y|s)?\b|monsoon|garmi|sardi|barsat|tyo?h?aar"),
    ("margin", r"margins?|profit\w*|munafa|kamai"),
    ("new", r"\bnew (?:products?|arrivals?|launch\w*|items?|goods)|what(?:'| i)?s new|latest|launch\w*"
            r"|naya|naye|nayi"),
    ("popular", r"popular|trend\w*|best ?-?sell\w*|top|sell\w*|fast(?:est)?|moving|moves?|move|hot|demand"
                r"|most sold|bik\w+|chal\w*|my area|idhar|mere area"),
)  # fmt: skip
_KINDS_READ = tuple((kind, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for kind, words in _KINDS)
_CHATTER = re.compile(
    r"\b(?:what|which|who|should|shall|would|could|can|do|does|did|is|are|am|was|i|we|you|me|my|mine|us|our"
    r"|your|a|an|the|some|any|anything|something|somethings|things?|items?|products?|goods|stuff|stock|buy"
    r"|order|get|take|keep|carry|have|need|want|recommend(?:ed|ation|ations)?|suggest(?:ed|ion|ions)?"
    r"|propose|advi[sc]e|ideas?|help|choose|show|tell|give|surprise|please|pls|for|of|to|in|on|at|and|or|with"
    r"|from|by|this|that|these|those|it|one|week|month|today|now|days?|time|times|lately|here|there|more|most"
    r"|many|much|good|best|nice|great|well|really|shops?|store|retailers?|people|others?|other|small|new|know"
    r"|don'?t|not|kya|kuch|koi|hai|hain|ho|hu|mujhe|mera|meri|mere|aap|batao|bata|dikhao|dikha|do|lu|lun|le"
    r"|mangwau|mangau|rakhu|rakhna|chahiye|karo|kar|ke|ka|ki|ko|se|me|mein|liye|accha|achha|acha|achhi|wala"
    r"|wale|wali|saman|maal|konsa|kaunsa|zyada|jyada|sabse|raha|rahe|aaya|else|also|usually|dukaan|dukan|area"
    r"|up|sell|sells|selling|opening|starter|starting|open)\b|[^\w\s]",
    re.IGNORECASE,
)
_CHATTER_OF_ASKING = re.compile(r"\b(?:please|pls|batao|dikhao|hai|koi|kuch|do you have)\b", re.IGNORECASE)
_SHOPS = re.compile(r"\b(?:my|your|our|a|the) (?:\w+ )?(?:shop|store|dukaa?n)\b", re.IGNORECASE)


_AFTER = re.compile(r"^\W*(?:(?:to|of|for|with|the|an?|my|our)\b\W*)*", re.IGNORECASE)
_POINTS = re.compile(
    r"^(?:this|that|it|these|those|one|ye|yeh|wo|woh|isko|cart|order|basket|products?|items?|to|of|for|\W)*$",
    re.IGNORECASE,
)


def asked_for(said: str) -> tuple[str, str]:
    """The kind, "basket" when no other is named, and the words that name goods."""
    for kind, words in _KINDS_READ:
        found = words.search(said)
        if found:
            if kind in ("alternatives", "with"):  # what is named comes after: "similar to good day"
                named = _AFTER.sub("", said[found.end() :]).strip(" ?!.,")
                return kind, "" if _POINTS.match(_CHATTER_OF_ASKING.sub("", named)) else named
            return kind, _named(words.sub(" ", said))
    return "basket", _named(said)


def _named(said: str) -> str:
    rest = " ".join(_CHATTER.sub(" ", _SHOPS.sub(" ", said)).split())
    return rest if re.search(r"[^\W\d_]{3,}", rest) else ""
