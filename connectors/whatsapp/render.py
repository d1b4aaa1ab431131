"""Draws a reply as messages of the Cloud API; pure, and within every limit of limits.py."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from chat.reply import Card, Option, Reply
from chat.words import OPEN
from connectors import words as say
from connectors.lines import cart_lines, order_lines
from connectors.text import distinct, length, shorten, split
from connectors.whatsapp import limits

Payload = Mapping[str, Any]

# WhatsApp has no way to escape its marks, so those that would draw something are replaced by look-alikes.
LOOKALIKES = str.maketrans({"*": "\u2217", "_": "\uff3f", "~": "\u223c", "`": "\u02cb"})
CODE = re.compile(r"(?P<closed>```.+?```|`[^`\n]+`)", re.DOTALL)
# A mark that nothing closes takes the rest of its line with it, so that no line is read twice.
MARKED = tuple(
    re.compile(rf"(?<!\w){mark}(?=\S)(?:(?P<closed>[^\n]*?(?<=\S){mark}(?!\w))|[^\n]*+)")
    for mark in (r"\*", "_", "~")
)


def plain(text: str) -> str:
    """The text so that nothing in it turns bold, slanted or monospaced; addresses stay as they are."""

    def replaced(match: re.Match[str]) -> str:
        if match["closed"] is None:
            return match[0]
        return re.sub(
            r"\S*://\S+|[^\s]+", lambda w: w[0] if "://" in w[0] else w[0].translate(LOOKALIKES), match[0]
        )

    for marked in (CODE, *MARKED):
        text = marked.sub(replaced, text)
    return text


def render(reply: Reply, absolute: str = "") -> list[Payload]:
    """The messages that say this reply, without their `to`."""
    words = plain(reply.lead or reply.text)
    words = words if words.strip() else ""  # blanks alone are no body for Meta
    if reply.kind == "cards" and reply.cards:
        return _cards(reply, words, absolute)
    if reply.kind == "cart":
        words = _with_table(
            words, cart_lines(reply.data.get("cart") or {}, reply.lead or reply.text, reply.locale)
        )
    if reply.kind == "order":
        words = _with_table(
            words, order_lines(reply.data.get("order") or {}, reply.lead or reply.text, reply.locale)
        )
    options = [option for option in reply.options if option.tap]
    if reply.kind == "link" and reply.data.get("url"):
        return _link(reply, words, options)
    return _asking(words, options, reply.locale) if options else _texts(words)


def _with_table(words: str, rows: Sequence[str]) -> str:
    """Rows in WhatsApp's monospace, line by line, so that a split leaves each whole."""
    table = "\n".join(f"```{row.replace('`', LOOKALIKES[ord('`')])}```" for row in rows)
    return "\n".join(part for part in (words, table) if part)


def _texts(words: str) -> list[Payload]:
    return [_text(part) for part in split(words, limits.TEXT) or ["\u2026"]]


def _text(body: str) -> Payload:
    return {"type": "text", "text": {"body": body, "preview_url": False}}


def _interactive(kind: str, body: str, action: Mapping[str, Any], **more: Any) -> Payload:
    return {
        "type": "interactive",
        "interactive": {"type": kind, "body": {"text": body}, "action": action, **more},
    }


def _asking(words: str, options: Sequence[Option], locale: str) -> list[Payload]:
    """A question with its options: up to three as buttons, else lists of ten."""
    before, body = _fitting(words)
    buttons = len(options) <= limits.BUTTONS and all(
        length(o.title) <= limits.BUTTON_TITLE and not o.description for o in options
    )
    if buttons:
        return [*before, _interactive("button", body, {"buttons": _buttons(options)})]
    rows = _rows([(o.title, o.description, o.tap) for o in options])
    return [*before, *_lists(body, rows, locale)]


def _fitting(words: str) -> tuple[list[Payload], str]:
    """What has to go ahead as text, and a body that an interactive message takes."""
    if length(words) <= limits.INTERACTIVE_BODY:
        return [], words or "\u2026"
    pieces = split(words, limits.TEXT)
    last = split(pieces[-1], limits.INTERACTIVE_BODY)
    if len(last) > 1:  # the end of the text goes with the options, the rest stays whole
        ahead = pieces[-1][: len(pieces[-1]) - len(last[-1])].rstrip()
        return _texts_of([*pieces[:-1], ahead]), last[-1]
    return _texts_of(pieces[:-1]), last[-1]


def _texts_of(pieces: Sequence[str]) -> list[Payload]:
    return [_text(piece) for piece in pieces if piece]


def _buttons(options: Sequence[Option]) -> list[Mapping[str, Any]]:
    titles = distinct([o.title for o in options], limits.BUTTON_TITLE)
    return [
        {"type": "reply", "reply": {"id": option.tap, "title": title}}
        for option, title in zip(options, titles, strict=True)
    ]


def _rows(given: Sequence[tuple[str, str, str]]) -> list[dict[str, str]]:
    """Rows of lists: what a shortened title lost goes into the description."""
    titles = distinct([title for title, _, _ in given], limits.ROW_TITLE)
    rows = []
    for (whole, description, tap), title in zip(given, titles, strict=True):
        row = {"id": tap, "title": title}
        more = description if title == " ".join(whole.split()) else f"{whole} {description}"
        if more.strip():
            row["description"] = shorten(more, limits.ROW_DESCRIPTION)
        rows.append(row)
    return rows


def _lists(body: str, rows: Sequence[Mapping[str, str]], locale: str) -> list[Payload]:
    pages = [rows[i : i + limits.LIST_ROWS] for i in range(0, len(rows), limits.LIST_ROWS)]
    drawn = []
    for number, page in enumerate(pages, 1):
        one = len(pages) == 1
        place = {"number": number, "count": len(pages)}
        text = body if number == 1 else say.CONTINUED.in_(locale, **place)
        button = (say.CHOOSE if one else say.CHOOSE_OF).in_(locale, **place)
        section = {"title": (say.OPTIONS if one else say.PART).in_(locale, **place), "rows": list(page)}
        drawn.append(_interactive("list", text, {"button": button, "sections": [section]}))
    return drawn


def _link(reply: Reply, words: str, options: Sequence[Option]) -> list[Payload]:
    """A button that opens the address; options, if any, after it."""
    url = str(reply.data["url"])
    title = shorten(str(reply.data.get("title") or OPEN.in_(reply.locale)), limits.LINK_TITLE)
    if not url.startswith(("https://", "http://")):
        said = _texts(f"{words}\n{url}")
    else:
        before, body = _fitting(words or title)
        parameters = {"display_text": title, "url": url}
        said = [*before, _interactive("cta_url", body, {"name": "cta_url", "parameters": parameters})]
    return [*said, *(_asking(say.OR.in_(reply.locale), options, reply.locale) if options else [])]


def _cards(reply: Reply, words: str, absolute: str) -> list[Payload]:
    options = [option for option in reply.options if option.tap]
    if len(reply.cards) == 1:
        return _one_card(reply, words, options, absolute)
    told = [f"{n}. {_card(card, reply.locale)}" for n, card in enumerate(reply.cards, 1)]
    body = "\n".join([words, *told] if words else told)
    rows = _rows(
        [
            (card.title, _facts(card, reply.locale), card.options[0].tap)
            for card in reply.cards
            if card.options and card.options[0].tap
        ]
        + [(o.title, o.description, o.tap) for o in options]
    )
    if not rows:
        return _texts(body)
    before, text = _fitting(body)
    return [*before, *_lists(text, rows, reply.locale)]


def _one_card(reply: Reply, words: str, options: Sequence[Option], absolute: str) -> list[Payload]:
    """One product: its picture as the header, its options as buttons."""
    card = reply.cards[0]
    said = "\n".join(part for part in (words, _card(card, reply.locale)) if part)
    taps = [o for o in card.options if o.tap] + list(options)
    picture = _picture(card, absolute)
    if not taps:
        if picture and length(said) <= limits.CAPTION:
            return [{"type": "image", "image": {"link": picture, "caption": said}}]
        return _texts(said)
    drawn = _asking(said, taps, reply.locale)
    last = drawn[-1]
    if picture and last["interactive"]["type"] == "button":
        header = {"type": "image", "image": {"link": picture}}
        drawn[-1] = {**last, "interactive": {**last["interactive"], "header": header}}
    return drawn


def _picture(card: Card, absolute: str) -> str:
    """The picture's address, if Meta could fetch it."""
    if card.image.startswith(("https://", "http://")):
        return card.image
    if card.image.startswith("/") and absolute.startswith("https://"):
        return absolute.rstrip("/") + card.image
    return ""


def _card(card: Card, locale: str) -> str:
    facts = _facts(card, locale)
    return plain(shorten(card.title, 300)) + (f"\n{plain(facts)}" if facts else "")


def _facts(card: Card, locale: str) -> str:
    stock = "" if card.in_stock else say.NOT_IN_STOCK.in_(locale)
    return " \u00b7 ".join(shorten(fact, 200) for fact in (card.price, card.subtitle, stock) if fact)
