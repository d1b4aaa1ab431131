"""Words as customers type them, made ready for the sentence encoder and the classifier.

Numbers become one shape, placeholders lose their brackets, and Hindi, in whichever letters, is
glossed in English word by word: the encoder was trained on English.
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Dict, List, Text, Tuple

from bot.components.devanagari import latin

GLOSSARY = Path(__file__).resolve().parent.parent / "data" / "glossary.txt"

_BRACKETS = re.compile(r"(?<![{\[<])[{\[<]++([^{}\[\]<>]*+)[}\]>]++")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?|[?!.,;\n+]")
_LONG_VOWEL = re.compile(r"(\w)\1{2,}")


def read_glossary(lines: List[Text]) -> Dict[Tuple[Text, ...], Text]:
    """Every spelling, as its words, with its meaning."""
    meanings: Dict[Tuple[Text, ...], Text] = {}
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        spellings, meaning = line.split("=")
        for spelling in spellings.split(","):
            meanings[tuple(spelling.split())] = meaning.strip()
    return meanings


@lru_cache(maxsize=1)
def glossary() -> Dict[Tuple[Text, ...], Text]:
    """The project's own glossary, read once."""
    return read_glossary(GLOSSARY.read_text(encoding="utf-8").splitlines())


def words(text: Text) -> List[Text]:
    """Lower-case words and the punctuation that means something; every number has one shape."""
    plain = _BRACKETS.sub(lambda held: f" {held[1].strip()} ", latin(text).replace("\u2019", "'")).lower()
    plain = _LONG_VOWEL.sub(r"\1\1", plain)
    plain = _NUMBER.sub(lambda n: " 7 " if len(n.group()) < 4 else " 70000 ", plain)
    return _WORD.findall(plain)[:120]  # nobody's wish begins after that


def plain_words(text: Text) -> Text:
    """The words as typed."""
    return " ".join(words(text))


def glossed(text: Text) -> Text:
    """The words with Hindi in English."""
    return in_english(words(text))


def in_english(given: List[Text]) -> Text:
    """These words with Hindi in English; the longest entry that fits wins."""
    meanings, said, i = glossary(), [], 0
    while i < len(given):
        for length in (4, 3, 2, 1):
            meaning = meanings.get(tuple(given[i : i + length]))
            if meaning is not None and i + length <= len(given):
                said.append(meaning)
                i += length
                break
        else:
            said.append(given[i])
            i += 1
    return " ".join(said)
