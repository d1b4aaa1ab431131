"""Makes messages and receipts out of a Cloud API webhook: every entry, change, message and status; pure."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from chat.message import Attachment, Inbound
from connectors.delivery import Status
from connectors.text import clean

CHANNEL = "whatsapp"
STATUSES = ("sent", "delivered", "read", "failed")
MEDIA = {"image": "image", "document": "document", "sticker": "unsupported", "audio": "unsupported"}


def parse(payload: Mapping[str, Any], phone_id: str) -> list[Inbound | Status]:
    """What this webhook tells us of our own number. One bad item does not spoil the others."""
    told: list[Inbound | Status] = []
    for value in _values(payload):
        if _get(value, "metadata", "phone_number_id") not in ("", phone_id):
            continue  # another number of the same business
        names = {
            str(contact.get("wa_id", "")): str(_get(contact, "profile", "name"))
            for contact in _objects(value.get("contacts"))
        }
        for message in _objects(value.get("messages")):
            inbound = _message(message, names)
            if inbound:
                told.append(inbound)
        for status in _objects(value.get("statuses")):
            if status.get("status") in STATUSES and isinstance(status.get("id"), str):
                told.append(Status(CHANNEL, status["id"], status["status"], _reason(status)))
    return told


def _values(payload: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for entry in _objects(payload.get("entry")):
        for change in _objects(entry.get("changes")):
            value = change.get("value")
            if change.get("field") == "messages" and isinstance(value, Mapping):
                yield value


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _get(value: Mapping[str, Any], *path: str) -> Any:
    found: Any = value
    for name in path:
        found = found.get(name, "") if isinstance(found, Mapping) else ""
    return found


def _reason(status: Mapping[str, Any]) -> str:
    return "; ".join(
        f"{error.get('code', '')} {_get(error, 'error_data', 'details') or error.get('title', '')}".strip()
        for error in _objects(status.get("errors"))
    )


def _message(message: Mapping[str, Any], names: Mapping[str, str]) -> Inbound | None:
    sender, number = message.get("from"), message.get("id")
    if (
        not isinstance(sender, str)
        or not isinstance(number, str)
        or not sender.isdigit()
        or not 0 < len(number) <= 150
    ):
        return None
    try:
        at = datetime.fromtimestamp(int(message.get("timestamp", "")), UTC)
    except (ValueError, TypeError, OverflowError, OSError):
        return None
    text, tap, attachments = _content(message)
    text = clean(text)
    meta = {"name": clean(names.get(sender, ""))}
    if answered := _get(message, "context", "id"):
        meta["reply_to"] = str(answered)
    if product := _get(message, "context", "referred_product", "product_retailer_id"):
        meta["page"] = f"sku:{product}"
    if not (text or tap or attachments):
        return None
    return Inbound(CHANNEL, sender, number, at, text, tap, attachments, {k: v for k, v in meta.items() if v})


def _content(message: Mapping[str, Any]) -> tuple[str, str, tuple[Attachment, ...]]:  # noqa: PLR0911  # a case each
    """Text, tap and attachments of one message, by its type."""
    kind = str(message.get("type", ""))
    own = message.get(kind)
    body: Mapping[str, Any] = own if isinstance(own, Mapping) else {}
    if kind == "text":
        return str(body.get("body", "")), "", ()
    if kind == "button":  # a quick reply of a template
        return str(body.get("text", "")), "", ()
    if kind == "interactive":
        chosen = body.get(str(body.get("type", "")))
        chosen = chosen if isinstance(chosen, Mapping) else {}
        tap = str(chosen.get("id", ""))
        return "" if tap else str(chosen.get("title", "")), tap, ()
    if kind == "order":
        return _order(body)
    if kind == "location":
        place = {key: str(body[key]) for key in ("latitude", "longitude", "name", "address") if body.get(key)}
        return "", "", (Attachment("location", data=place),)
    if kind == "contacts":
        return "", "", (Attachment("contact", data={"phone": "", "own": ""}),)
    if kind == "reaction":
        return "", "", (Attachment("reaction", name=str(body.get("emoji", ""))),)
    if kind in MEDIA and body.get("id"):
        caption = str(body.get("caption", ""))
        return caption, "", (_media(kind, body),)
    return "", "", (Attachment("unsupported", name=kind or "unknown"),)


def _media(kind: str, body: Mapping[str, Any]) -> Attachment:
    return Attachment(
        MEDIA[kind],
        f"whatsapp:{body['id']}",
        str(body.get("filename") or ("" if MEDIA[kind] != "unsupported" else kind)),
        str(body.get("mime_type", "")),
    )


def _order(body: Mapping[str, Any]) -> tuple[str, str, tuple[Attachment, ...]]:
    """A cart sent from the catalogue: goods and quantities; its prices are never read."""
    lines = []
    for item in _objects(body.get("product_items")):
        try:
            quantity = int(item.get("quantity", 0))
        except (ValueError, TypeError):
            continue
        sku = str(item.get("product_retailer_id", "")).strip()
        if sku and 0 < quantity <= 1_000_000:
            lines.append((sku, quantity))
    if not lines:
        return "", "", (Attachment("unsupported", name="order"),)
    data = {sku: str(quantity) for sku, quantity in lines}
    return "\n".join(f"{quantity} x {sku}" for sku, quantity in lines), "", (Attachment("order", data=data),)
