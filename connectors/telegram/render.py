"""Draws a reply as Bot API calls; pure, and within every limit of limits.py."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from chat.reply import Card, Option, Reply
from chat.words import OPEN
from connectors.lines import cart_lines, order_lines
from connectors.telegram import limits
from connectors.text import length, shorten, split
from connectors.words import NOT_IN_STOCK

HTML = "HTML"


@dataclass(frozen=True)
class Call:
    """One call of the Bot API, but for the chat."""

    method: str  # "sendMessage" | "sendPhoto" | "sendMediaGroup"
    params: Mapping[str, Any] = field(default_factory=dict)


def render(reply: Reply, absolute: str = "") -> list[Call]:
    """The calls that say this reply. `absolute` is our public address, for pictures of our own."""
    words = reply.lead or reply.text
    if reply.kind == "cards" and reply.cards:
        return _cards(reply, words, absolute)
    keyboard = _keyboard(reply.options)
    if reply.kind == "link" and reply.data.get("url"):
        title = shorten(str(reply.data.get("title") or OPEN.in_(reply.locale)), limits.BUTTON_TITLE)
        if str(reply.data["url"]).startswith(("https://", "http://")):
            keyboard = [[{"text": title, "url": str(reply.data["url"])}], *keyboard]
        else:
            words = f"{words}\n{reply.data['url']}"
    table = _table(reply, words)
    return _messages([*(escape(p, quote=False) for p in split(words, limits.TEXT)), *table], keyboard)


def _table(reply: Reply, words: str) -> list[str]:
    """A cart or an order in monospace, unless the words list it already."""
    if reply.kind == "cart":
        rows = cart_lines(reply.data.get("cart") or {}, words, reply.locale)
    elif reply.kind == "order":
        rows = order_lines(reply.data.get("order") or {}, words, reply.locale)
    else:
        return []
    return [f"<pre>{escape(part, quote=False)}</pre>" for part in split_lines(rows, limits.TEXT)]


def split_lines(rows: Sequence[str], limit: int) -> list[str]:
    """Rows in parts, whole rows only; spaces in front are kept, a table needs them."""
    parts: list[str] = []
    for row in rows:
        whole = row if length(row) <= limit else shorten(row, limit)
        if parts and length(parts[-1]) + 1 + length(whole) <= limit:
            parts[-1] += "\n" + whole
        else:
            parts.append(whole)
    return parts


def _messages(parts: list[str], keyboard: list[list[dict[str, str]]]) -> list[Call]:
    """One message a part, short neighbours together; the keyboard under the last."""
    joined: list[str] = []
    for part in parts:
        if joined and length(joined[-1]) + length(part) < limits.TEXT:
            joined[-1] += "\n" + part
        else:
            joined.append(part)
    calls = [_text(part) for part in joined or ["\u2026"]]
    if keyboard:
        last = calls[-1]
        calls[-1] = Call(last.method, {**last.params, "reply_markup": {"inline_keyboard": keyboard}})
    return calls


def _text(html: str) -> Call:
    return Call(
        "sendMessage",
        {"text": html, "parse_mode": HTML, "link_preview_options": {"is_disabled": True}},
    )


def _keyboard(options: Sequence[Option], room: int = limits.BUTTONS) -> list[list[dict[str, str]]]:
    """Options as rows: short ones side by side, long ones alone."""
    rows: list[list[dict[str, str]]] = []
    for option in [o for o in options if o.tap][:room]:
        title = option.title + (f" \u00b7 {option.description}" if option.description else "")
        button = {"text": shorten(title, limits.BUTTON_TITLE) or "\u2026", "callback_data": option.tap}
        width = 2 if length(button["text"]) <= 16 else 1
        if length(button["text"]) <= 5:
            width = 5
        if rows and len(rows[-1]) < width and all(_width(b) >= width for b in rows[-1]):
            rows[-1].append(button)
        else:
            rows.append([button])
    return rows


def _width(button: Mapping[str, str]) -> int:
    size = length(button["text"])
    return 5 if size <= 5 else 2 if size <= 16 else 1


def _cards(reply: Reply, words: str, absolute: str) -> list[Call]:
    locale = reply.locale
    pictures = [(card, _picture(card, absolute)) for card in reply.cards]
    drawn = [(card, url) for card, url in pictures if url]
    if len(reply.cards) == 1 and drawn:
        card, url = drawn[0]
        caption = f"{escape(words, quote=False)}\n\n{_card(card, locale)}" if words else _card(card, locale)
        if length(words) + length(_plain_card(card, locale)) + 2 <= limits.CAPTION:
            params: dict[str, Any] = {"photo": url, "caption": caption, "parse_mode": HTML}
            keyboard = _keyboard([*card.options, *reply.options])
            if keyboard:
                params["reply_markup"] = {"inline_keyboard": keyboard}
            return [Call("sendPhoto", params)]
    album: list[Call] = []
    if len(drawn) >= limits.ALBUM_LEAST:
        media = [
            {"type": "photo", "media": url, "caption": shorten(f"{n}. {card.title}", limits.CAPTION)}
            for n, (card, url) in enumerate(drawn[: limits.ALBUM_MOST], 1)
        ]
        album = [Call("sendMediaGroup", {"media": media})]
    numbered = len(reply.cards) > 1
    rows: list[list[dict[str, str]]] = []
    room = limits.BUTTONS - len([o for o in reply.options if o.tap])
    for number, card in enumerate(reply.cards, 1):
        row = []
        for place, option in enumerate([o for o in card.options if o.tap][: limits.BUTTONS_IN_ROW]):
            title = f"{number}. {option.title}" if numbered and not place else option.title
            row.append({"text": shorten(title, limits.BUTTON_TITLE) or "\u2026", "callback_data": option.tap})
        if row and sum(map(len, rows)) + len(row) <= room:
            rows.append(row)
    rows += _keyboard(reply.options)
    parts = [escape(p, quote=False) for p in split(words, limits.TEXT)]
    parts += [_card(card, locale, n if numbered else 0) for n, card in enumerate(reply.cards, 1)]
    return [*album, *_messages(parts, rows)]


def _picture(card: Card, absolute: str) -> str:
    """The picture's address, if Telegram could fetch it."""
    if card.image.startswith(("https://", "http://")):
        return card.image
    if card.image.startswith("/") and absolute.startswith("https://"):
        return absolute.rstrip("/") + card.image
    return ""


def _card(card: Card, locale: str, number: int = 0) -> str:
    """One product: its name in bold, then what matters, escaped and cut to be surely short enough."""
    name = shorten(card.title, 300)
    first = (
        f"{number}. <b>{escape(name, quote=False)}</b>" if number else f"<b>{escape(name, quote=False)}</b>"
    )
    return "\n".join([first, *(escape(line, quote=False) for line in _facts(card, locale))])


def _plain_card(card: Card, locale: str) -> str:
    return "\n".join([shorten(card.title, 300), *_facts(card, locale)])


def _facts(card: Card, locale: str) -> list[str]:
    facts = [shorten(fact, 200) for fact in (card.subtitle, card.price) if fact]
    line = " \u00b7 ".join(facts)
    return [x for x in (line, "" if card.in_stock else NOT_IN_STOCK.in_(locale)) if x]
