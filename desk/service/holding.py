"""Says who may act in a conversation: the one who has it."""

from chat.errors import ChatError
from desk.store.conversations import lock_holder
from storage.database import Tx


class NotYours(ChatError):
    """Somebody else has this conversation, or nobody."""


def must_hold(tx: Tx, conversation: str, agent: str) -> None:
    """Raise NotYours unless this agent has the conversation; it stays so until the transaction ends."""
    if lock_holder(tx, conversation) != agent:
        raise NotYours(conversation)
