"""Says a reply in plain words, and finds which of its options a typed answer means."""

import re
from collections.abc import Sequence
from unicodedata import category, normalize

from chat import words as say
from chat.reply import Card, Option, Reply

_SIGNS = {"Mn", "Mc", "Pc"}  # on a letter, or joining letters, as "_" does


def spoken(reply: Reply, locale: str = "en") -> str:
    """Say all that the reply says, options numbered, for eyes and ears that have nothing else."""
    lines = [reply.text] if reply.text else []
    number = 0
    for number, card in enumerate(reply.cards, 1):
        lines.append(f"{number}. {_card_line(card, locale)}")
    counted = _counts(reply)
    for option in reply.options:
        number += 1
        words = f"{option.title} ({option.description})" if option.description else option.title
        lines.append(f"{number}. {words}" if counted else f"- {words}")
    if reply.kind == "link" and reply.data.get("url"):
        title = reply.data.get("title") or say.OPEN.in_(locale)
        lines.append(f"{title}: {reply.data['url']}")
    return "\n".join(lines)


def _card_line(card: Card, locale: str) -> str:
    words = card.title
    if card.subtitle:
        words += f", {card.subtitle}"
    if card.price:
        words += f": {card.price}"
    return words if card.in_stock else say.OUT_OF_STOCK.in_(locale, card=words)


def _counts(reply: Reply) -> bool:
    """Tell whether options are numbered; not where titles are numbers: "2" would be two things."""
    return reply.numbered and not any(option.title.strip().isdigit() for option in reply.options)


def picked(words: str, replies: Sequence[Reply]) -> str:
    """Find the tap that these words stand for: an option's title, or its number. Empty if none."""
    wanted = _folded(words)
    if not wanted:
        return ""
    for reply in reversed(replies):
        for option in _titled(reply):
            if option.tap and _folded(option.title) == wanted:
                return option.tap
    number = re.fullmatch(r"(?:no\.?|number|option|#)?\s*(\d{1,2})[.)]?", words.strip().lower())
    if number:
        for reply in reversed(replies):
            if not (reply.cards or reply.options):
                continue
            taps = _numbered_taps(reply)
            place = int(number[1]) - 1
            return taps[place] if 0 <= place < len(taps) else ""
    return ""


def _titled(reply: Reply) -> list[Option]:
    """List what can be called by its title. A card's buttons can't: every card has the same ones."""
    cards = [Option(card.title, tap=card.options[0].tap) for card in reply.cards if card.options]
    return [*reply.options, *cards]


def _numbered_taps(reply: Reply) -> list[str]:
    if not _counts(reply):
        return []
    cards = [card.options[0].tap if card.options else "" for card in reply.cards]
    return cards + [option.tap for option in reply.options]


def tidied(words: str) -> str:
    """Shorten every run of white space: no reading then meets a long one."""
    lines = [" ".join(line.split()) for line in words.splitlines()]
    left = [line for before, line in zip(["", *lines], lines, strict=False) if line or before]
    return "\n".join(left).strip()


def _folded(words: str) -> str:
    """Leave letters, digits, and the signs that are written on letters: Devanagari's vowels are such."""
    heard = normalize("NFC", words.casefold())
    return " ".join("".join(c if c.isalnum() or category(c) in _SIGNS else " " for c in heard).split())
