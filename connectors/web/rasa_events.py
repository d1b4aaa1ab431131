"""The events of Rasa's own Socket.IO channel, for widgets made for Rasa: translated both ways, purely.

    session_request {"session_id"?}                       what the widget remembers: our token, or nothing
    session_confirm "<session_id>"                        the token that holds from now on
    user_uttered    {"message", "session_id", ...}        a typed text, or the payload of something tapped
    bot_uttered     {"text"} | {"text", "quick_replies" or "buttons"} | {"attachment"}

Such a widget keeps one string for itself and sends it along, the session id. That is the place for our
session token: it is signed, so the rule that no client's id is believed holds here too.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urljoin, urlsplit

Json = dict[str, Any]

TAP = "/tap:"  # marks a payload as one of our taps; Rasa's own payloads begin with a slash too
QUICK = 3  # as in Rasa's channel: up to so many are quick replies, which go away once one is chosen
LONGEST_TOKEN = 4096


def asked_token(body: object) -> str:
    """The session token in a `session_request` or `user_uttered`; empty if there is none."""
    token = body.get("session_id") if isinstance(body, Mapping) else None
    return token if isinstance(token, str) and len(token) <= LONGEST_TOKEN else ""


def message(body: object, message_id: str) -> Json:
    """A `user_uttered` as a message of the chat API. These widgets give no id, so we do."""
    said = body.get("message") if isinstance(body, Mapping) else None
    if not isinstance(said, str):
        said = ""
    if said.startswith(TAP):
        return {"id": message_id, "tap": said.removeprefix(TAP)}
    return {"id": message_id, "text": said}


def bot_uttered(reply: Mapping[str, Any], base: str) -> list[Json]:
    """A Reply as `bot_uttered` events, in order. `base` is our address, for pictures and links."""
    kind = reply.get("kind")
    words = str(reply.get("lead") or reply.get("text") or "")
    options = _options(reply.get("options"))
    if kind == "cards" and reply.get("cards"):
        # The words must not number what the carousel shows, and a carousel carries no words of its own.
        said = [{"text": words}] if words else []
        return [*said, _carousel(reply["cards"], base), *_asking("", options)]
    if kind in ("cart", "order"):
        words = str(reply.get("text") or words)  # there is nothing to draw them with: in words, then
    if kind == "link":
        url = _http(str(reply.get("url", "")), base)
        if url:
            options = [{"type": "web_url", "title": str(reply.get("title") or url), "url": url}, *options]
    return _asking(words, options)


def _asking(words: str, options: Sequence[Json]) -> list[Json]:
    """Words with buttons. These widgets know a message by its exact keys: no more than needed."""
    if not options:
        return [{"text": words}] if words else []
    links = any(option["type"] == "web_url" for option in options)
    key = "quick_replies" if len(options) <= QUICK and not links else "buttons"
    return [{"text": words or "\N{HORIZONTAL ELLIPSIS}", key: list(options)}]


def _options(options: object) -> list[Json]:
    if not isinstance(options, Sequence) or isinstance(options, str):
        return []
    return [
        {
            "content_type": "text",
            "type": "postback",
            "title": str(option.get("title", "")),
            "payload": TAP + str(option["tap"]) if option.get("tap") else str(option.get("title", "")),
        }
        for option in options
    ]


def _carousel(cards: Sequence[Mapping[str, Any]], base: str) -> Json:
    payload = {"template_type": "generic", "elements": [_element(card, base) for card in cards]}
    return {"attachment": {"type": "template", "payload": payload}}


def _element(card: Mapping[str, Any], base: str) -> Json:
    sold_out = "" if card.get("in_stock", True) else "out of stock"
    about = [str(card.get("price", "")), str(card.get("subtitle", "")), sold_out]
    buttons = _options(card.get("options"))
    title = str(card.get("title", ""))
    element = {
        "title": title,
        "subtitle": " \N{MIDDLE DOT} ".join(part for part in about if part),
        "image_url": _http(str(card.get("image") or ""), base),
        "buttons": buttons,
    }
    # A card is tapped as a whole too; a widget that finds nothing there stumbles.
    return element | {
        "default_action": buttons[0] if buttons else {"type": "postback", "title": title, "payload": title}
    }


def _http(given: str, base: str) -> str:
    """An absolute address of the web, or nothing."""
    if not given:
        return ""
    try:
        url = urljoin(base.rstrip("/") + "/", given)
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""
