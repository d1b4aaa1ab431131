"""Describes what comes in from a channel, and who it is from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Attachment:
    """A file, picture or place that came with a message."""

    kind: str  # "image" | "document" | "location" | "contact"
    url: str = ""
    name: str = ""
    media_type: str = ""
    data: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Inbound:
    """One message of a customer, whatever channel it came by.

    (channel, message_id) is unique for ever: the same pair again is the same message.
    """

    channel: str  # "web" | "telegram" | "whatsapp"
    address: str  # where on that channel to answer: conversation, chat id, phone
    message_id: str  # the channel's own id of the message
    at: datetime
    text: str = ""
    tap: str = ""  # an opaque token of an option that was tapped; then text may be empty
    attachments: tuple[Attachment, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)  # page, locale, display name
    source: str = ""  # the network address that it came from; not stored, only shared fairly by
