"""Makes messages out of Telegram's updates; pure. An update that says nothing to us gives nothing."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from chat.message import Attachment, Inbound
from connectors.delivery import Notice
from connectors.text import clean

CHANNEL = "telegram"


def parse(payload: Mapping[str, Any], bot_name: str, bot_id: int, now: datetime) -> list[Inbound | Notice]:
    """What this update tells us. Raises nothing: what can't be read is nothing."""
    try:
        return _read(Update.de_json(dict(payload), None), bot_name, bot_id, now)
    except (TypeError, KeyError, ValueError, AttributeError, OverflowError, OSError):
        return []  # damaged: python-telegram-bot reads leniently, and finds out only when asked


def _read(update: Update, bot_name: str, bot_id: int, now: datetime) -> list[Inbound | Notice]:
    if update.callback_query:
        return _tap(update.callback_query, now)
    if update.my_chat_member:
        return _standing(update.my_chat_member)
    message = update.message or update.edited_message
    if message is None or not isinstance(message, Message):
        return []
    if message.migrate_to_chat_id:
        return [Notice(CHANNEL, str(message.chat.id), "moved", str(message.migrate_to_chat_id))]
    return _message(message, bot_name, bot_id, edited=update.edited_message is not None)


def _tap(query: CallbackQuery, now: datetime) -> list[Inbound | Notice]:
    if not query.message or not query.data:
        return []
    return [
        Inbound(
            channel=CHANNEL,
            address=str(query.message.chat.id),
            message_id=f"tap{query.id}",
            at=now,  # a tap carries no time of its own; the message's is when we sent it
            tap=query.data,
            meta=_who(query.from_user) | {"tapped": str(query.message.message_id), "callback": query.id},
        )
    ]


def _standing(change: ChatMemberUpdated) -> list[Inbound | Notice]:
    gone = change.new_chat_member.status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
    return [Notice(CHANNEL, str(change.chat.id), "blocked" if gone else "unblocked")]


def _message(message: Message, bot_name: str, bot_id: int, *, edited: bool) -> list[Inbound | Notice]:
    if message.from_user is None or message.from_user.is_bot:
        return []
    text = clean(message.text or message.caption or "")
    group = message.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP)
    if group and not _spoken_to(message, text, bot_name, bot_id):
        return []
    if message.chat.type == ChatType.CHANNEL:
        return []
    attachments = _attachments(message)
    if not text and not attachments:
        return []  # somebody joined, a title changed: nothing was said
    meta = _who(message.from_user)
    number = str(message.message_id)
    at = message.date
    if edited:
        meta["edited"] = number
        attachments = (*attachments, Attachment("edited", data={"of": number}))
        at = message.edit_date or message.date
        number += f".{int(at.timestamp())}"
    if group:
        meta["group"] = "1"
    if message.reply_to_message:
        meta["reply_to"] = str(message.reply_to_message.message_id)
    return [
        Inbound(
            channel=CHANNEL,
            address=str(message.chat.id),
            message_id=number,
            at=at.astimezone(UTC),
            text=_without_name(text, bot_name),
            attachments=attachments,
            meta=meta,
        )
    ]


def _spoken_to(message: Message, text: str, bot_name: str, bot_id: int) -> bool:
    """In a group: a command for us, our name, or a reply to what we said."""
    said = message.reply_to_message
    if said and said.from_user and said.from_user.id == bot_id:
        return True
    name = f"@{bot_name}".lower()
    words = text.lower().split()
    if words and words[0].startswith("/"):
        return "@" not in words[0] or words[0].endswith(name)
    return any(word.strip(",.:;!?()") == name for word in words)


def _without_name(text: str, bot_name: str) -> str:
    name = f"@{bot_name}".lower()
    place = text.lower().find(name)
    if not bot_name or place < 0:
        return text
    after = text[place + len(name) :]
    if after[:1].isalnum() or after[:1] == "_":
        return text
    return " ".join((text[:place].rstrip(" ") + " " + after.lstrip(" ,:")).split(" ")).strip()


def _who(user: Any) -> dict[str, str]:
    meta = {"name": clean(user.full_name), "user": str(user.id)}
    return meta | ({"locale": user.language_code} if user.language_code else {})


def _attachments(message: Message) -> tuple[Attachment, ...]:
    found: list[Attachment] = []
    if message.photo:  # sizes of the same picture, the largest last
        found.append(Attachment("image", f"telegram:{message.photo[-1].file_id}", media_type="image/jpeg"))
    if message.document:
        document = message.document
        found.append(
            Attachment(
                "document",
                f"telegram:{document.file_id}",
                document.file_name or "",
                document.mime_type or "",
                {"size": str(document.file_size or 0)},
            )
        )
    if message.location:
        place = {"latitude": str(message.location.latitude), "longitude": str(message.location.longitude)}
        if message.venue:
            place |= {"name": message.venue.title, "address": message.venue.address}
        found.append(Attachment("location", data=place))
    if message.contact:
        contact = message.contact
        own = bool(message.from_user and contact.user_id == message.from_user.id)
        phone = "+" + "".join(c for c in contact.phone_number if c.isdigit())
        found.append(Attachment("contact", data={"phone": phone, "own": "1" if own else ""}))
    for kind in ("voice", "audio", "video", "video_note", "sticker", "animation", "poll", "dice", "story"):
        if getattr(message, kind, None) and not found:
            found.append(Attachment("unsupported", name=kind))
            break
    return tuple(found)
