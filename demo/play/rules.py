"""What the real Bot API and Graph API refuse in a message, written apart from our own limits."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def bot_api_faults(method: str, params: Mapping[str, Any]) -> list[str]:  # noqa: PLR0912  # a rule each
    """Faults that Telegram answers with 400."""
    faults = []
    visible = unescape(re.sub(r"</?(?:b|pre)>", "", str(params.get("text", ""))))
    caption = unescape(re.sub(r"</?(?:b|pre)>", "", str(params.get("caption", ""))))
    if method in ("sendMessage", "editMessageText"):
        if not visible.strip():
            faults.append("message text is empty")
        if units(visible) > 4096:
            faults.append("message is too long")
    if units(caption) > 1024:
        faults.append("message caption is too long")
    if method == "sendMediaGroup":
        media = params["media"]
        if not 2 <= len(media) <= 10:
            faults.append("album must have 2 to 10 items")
        faults += ["media caption is too long" for m in media if units(m.get("caption", "")) > 1024]
        if params.get("reply_markup"):
            faults.append("albums take no keyboard")
    rows = (params.get("reply_markup") or {}).get("inline_keyboard", [])
    if sum(map(len, rows)) > 100:
        faults.append("too many buttons")
    for row in rows:
        if not row or len(row) > 8:
            faults.append("a row has 1 to 8 buttons")
        for button in row:
            if not button["text"].strip():
                faults.append("text buttons are unallowed to be empty")
            data = button.get("callback_data")
            if data is not None and not 1 <= len(data.encode()) <= 64:
                faults.append("BUTTON_DATA_INVALID")
            if data is None and not button.get("url"):
                faults.append("a button does nothing")
    return faults


def _text(faults: list[str], value: Any, most: int, name: str, *, least: int = 1) -> None:
    if not isinstance(value, str) or len(value.strip()) < least or len(value) > most:
        faults.append(f"{name}: {least} to {most} characters")


def graph_api_faults(message: Mapping[str, Any]) -> list[str]:
    """Faults that Meta answers with 100 or 131009."""
    faults: list[str] = []
    if message.get("messaging_product") != "whatsapp" or not str(message.get("to", "")).isdigit():
        faults.append("messaging_product and to are required")
    kind = message.get("type")
    if kind == "text":
        _text(faults, message["text"].get("body"), 4096, "text.body")
    elif kind == "image":
        _text(faults, message["image"].get("caption", ""), 1024, "caption", least=0)
        if not str(message["image"].get("link", "")).startswith("http"):
            faults.append("image.link")
    elif kind == "interactive":
        _interactive(faults, message["interactive"])
    elif kind == "template":
        _text(faults, message["template"].get("name"), 512, "template.name")
        for component in message["template"].get("components", []):
            for parameter in component["parameters"]:
                _text(faults, parameter["text"], 1024, "parameter")
                if re.search(r"[\n\t]| {5}", parameter["text"]):
                    faults.append("parameter has line breaks, tabs or many spaces")
    else:
        faults.append(f"type {kind}")
    return faults


def _interactive(faults: list[str], body: Mapping[str, Any]) -> None:
    _text(faults, body["body"]["text"], 1024, "body")
    action = body["action"]
    if body["type"] == "button":
        replies = [button["reply"] for button in action["buttons"]]
        if not 1 <= len(replies) <= 3:
            faults.append("1 to 3 buttons")
        for reply in replies:
            _text(faults, reply["title"], 20, "button title")
            _text(faults, reply["id"], 256, "button id")
        _all_differ(faults, [r["title"] for r in replies], "button titles")
        _all_differ(faults, [r["id"] for r in replies], "button ids")
    elif body["type"] == "list":
        _text(faults, action["button"], 20, "list button")
        rows = [row for section in action["sections"] for row in section["rows"]]
        if not 1 <= len(rows) <= 10 or any(not s["rows"] for s in action["sections"]):
            faults.append("1 to 10 rows")
        for section in action["sections"]:
            _text(faults, section.get("title", ""), 24, "section title", least=0)
        for row in rows:
            _text(faults, row["title"], 24, "row title")
            _text(faults, row["id"], 200, "row id")
            _text(faults, row.get("description", ""), 72, "row description", least=0)
        _all_differ(faults, [r["id"] for r in rows], "row ids")
        _all_differ(faults, [r["title"] for r in rows], "row titles")
    elif body["type"] == "cta_url":
        _text(faults, action["parameters"]["display_text"], 20, "display_text")
        if not action["parameters"]["url"].startswith("http"):
            faults.append("url")
    else:
        faults.append(f"interactive type {body['type']}")


def _all_differ(faults: list[str], values: list[str], name: str) -> None:
    if len(set(values)) != len(values):
        faults.append(f"{name} have to differ")
