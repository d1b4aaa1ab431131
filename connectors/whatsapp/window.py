"""The 24 hours after a customer's message, and what may be said outside them; pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chat.reply import Reply
from connectors.text import shorten
from connectors.whatsapp.limits import WINDOW_HOURS

# Meta's clock is the one that counts. We stop a little earlier than it does.
WINDOW = timedelta(hours=WINDOW_HOURS) - timedelta(minutes=2)
PARAMETER = 1024


def is_open(last_heard: datetime | None, now: datetime) -> bool:
    """Whether free words may be sent: the customer wrote within the window."""
    return last_heard is not None and now - last_heard < WINDOW


@dataclass(frozen=True)
class Template:
    """One approved template: its name, its language, and what fills its {{1}}, {{2}}, ..."""

    name: str
    language: str = "en"
    fill: tuple[str, ...] = ()  # of FILLINGS


FILLINGS = ("text", "order_id", "status", "total", "url")


class BadTemplates(ValueError):
    """The setting that names the templates can't be read; the text says why."""


def templates(setting: str) -> dict[str, Template]:
    """By kind of reply, from `{"order": {"name": "order_update", "language": "en", "fill": ["total"]}}`."""
    if not setting.strip():
        return {}
    try:
        given = json.loads(setting)
    except ValueError as err:
        raise BadTemplates(f"not JSON: {err}") from err
    if not isinstance(given, dict):
        raise BadTemplates("expected an object from kinds of reply to templates")
    read = {}
    for kind, one in given.items():
        if kind not in ("order", "link", "agent", "any"):
            raise BadTemplates(f'"{kind}" is no kind; there are order, link, agent, any')
        if not isinstance(one, dict) or not isinstance(one.get("name"), str) or not one["name"]:
            raise BadTemplates(f'"{kind}" needs a "name"')
        fill = one.get("fill", [])
        if not isinstance(fill, list) or any(f not in FILLINGS for f in fill):
            raise BadTemplates(f'"fill" of "{kind}" may have {", ".join(FILLINGS)}')
        read[kind] = Template(one["name"], str(one.get("language", "en")), tuple(fill))
    return read


def template_for(reply: Reply, known: Mapping[str, Template]) -> Template | None:
    """The template that may carry this reply outside the window, if there is one.

    An agent may have chosen one.
    """
    chosen = known.get(str(reply.data.get("template") or ""))
    if chosen:
        return chosen
    if reply.sender in ("agent", "seller"):
        return known.get("agent") or known.get("any")
    return known.get(reply.kind) or known.get("any")


def as_template(reply: Reply, template: Template) -> Mapping[str, Any]:
    """The message that Meta takes at any time."""
    order = reply.data.get("order") or {}
    values = {
        "text": reply.lead or reply.text,
        "order_id": order.get("id", ""),
        "status": order.get("status", ""),
        "total": order.get("total", ""),
        "url": reply.data.get("url", ""),
    }
    body: dict[str, Any] = {"name": template.name, "language": {"code": template.language}}
    if template.fill:
        # Parameters may have no line breaks, tabs or more than four spaces in a row, and not be empty.
        parameters = [
            {"type": "text", "text": shorten(str(values[name]), PARAMETER) or "-"} for name in template.fill
        ]
        body["components"] = [{"type": "body", "parameters": parameters}]
    return {"type": "template", "template": body}
