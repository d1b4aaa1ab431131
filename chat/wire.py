"""Writes and reads replies as JSON: as they are stored and as the chat API shows them, which is the same."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chat.plain import spoken
from chat.reply import Card, Command, Option, Reply
from chat.words import language


def prepared(draft: Reply, reply_id: str, at: str, locale: str = "en") -> tuple[Reply, list[dict[str, Any]]]:
    """Give a draft its id, time, language, full text and a tap on each option; say what the taps mean."""
    offered: list[dict[str, Any]] = []

    def with_tap(option: Option) -> Option:
        if option.command is None:
            return option
        token = secrets.token_urlsafe(12)
        command = {"intent": option.command.intent, "entities": dict(option.command.entities)}
        offered.append({"token": token, "title": option.title, "command": command})
        return replace(option, tap=token)

    reply = replace(
        draft,
        id=reply_id,
        at=at,
        locale=locale if language(locale) != "en" else "",
        lead=draft.lead or draft.text,
        text=spoken(draft, locale),
        options=tuple(with_tap(o) for o in draft.options),
        cards=tuple(replace(card, options=tuple(with_tap(o) for o in card.options)) for card in draft.cards),
    )
    return reply, offered


def to_json(reply: Reply) -> dict[str, Any]:
    """Write a stored reply as the chat API shows it."""
    shown: dict[str, Any] = {
        "id": reply.id,
        "at": reply.at,
        "from": reply.sender,
        "kind": reply.kind,
        "text": reply.text,
        "lead": reply.lead,
    }
    if reply.options or reply.kind == "choice":
        shown["options"] = [_option(o) for o in reply.options]
    if reply.cards or reply.kind == "cards":
        shown["cards"] = [_card(c) for c in reply.cards]
    if reply.locale:
        shown["locale"] = reply.locale
    if not reply.numbered:
        shown["numbered"] = False
    return shown | dict(reply.data)


def _option(option: Option) -> dict[str, str]:
    shown = {"title": option.title, "tap": option.tap}
    return shown | ({"description": option.description} if option.description else {})


def _card(card: Card) -> dict[str, Any]:
    return {
        "sku": card.sku,
        "title": card.title,
        "subtitle": card.subtitle,
        "price": card.price,
        "image": card.image,
        "in_stock": card.in_stock,
        "options": [_option(o) for o in card.options],
    }


OWN_FIELDS = {"id", "at", "from", "kind", "text", "lead", "options", "cards", "numbered", "locale"}


def from_json(shown: Mapping[str, Any]) -> Reply:
    """Read the reply that `to_json` wrote, or a draft that `draft_to_json` wrote."""
    return Reply(
        kind=shown["kind"],
        text=shown["text"],
        sender=shown.get("from", "bot"),
        options=tuple(_read_option(o) for o in shown.get("options", ())),
        cards=tuple(
            Card(
                sku=c["sku"],
                title=c["title"],
                subtitle=c["subtitle"],
                price=c["price"],
                image=c["image"],
                in_stock=c["in_stock"],
                options=tuple(_read_option(o) for o in c["options"]),
            )
            for c in shown.get("cards", ())
        ),
        data={k: v for k, v in shown.items() if k not in OWN_FIELDS},
        numbered=shown.get("numbered", True),
        lead=shown.get("lead", ""),
        id=shown.get("id", ""),
        at=shown.get("at", ""),
        locale=shown.get("locale", ""),
    )


def _read_option(shown: Mapping[str, Any]) -> Option:
    command = shown.get("command")
    return Option(
        title=shown["title"],
        command=Command(command["intent"], command.get("entities") or {}) if command else None,
        description=shown.get("description", ""),
        tap=shown.get("tap", ""),
    )


def draft_to_json(draft: Reply) -> dict[str, Any]:
    """Write a draft with its commands, for the way from an action to the gateway."""
    shown = to_json(draft)
    shown["options"] = [_draft_option(o) for o in draft.options]
    shown["cards"] = [{**_card(c), "options": [_draft_option(o) for o in c.options]} for c in draft.cards]
    return shown


def _draft_option(option: Option) -> dict[str, Any]:
    shown: dict[str, Any] = _option(option)
    if option.command:
        entities = dict(option.command.entities)
        shown["command"] = {"intent": option.command.intent, "entities": entities}
    return shown
