"""The chat API over HTTP, as in the contract: sessions, identify, messages, history."""

import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Protocol

from fastapi import APIRouter, Request

from chat.errors import UnknownConversation
from chat.handoff import shown
from chat.message import Inbound
from chat.ports import Conversation
from chat.reply import Reply
from chat.wire import to_json
from chat.words import TOO_MANY
from connectors.problems import Problem, json_body, text_field
from connectors.web.often import Limits, Often
from connectors.web.tokens import SessionTokens, bearer, read_customer_token

LONGEST_BODY_TEXT = 20_000
LONGEST_ID = 64
PAGE = 50
UNKNOWN = "This chat session is not known here. Please start a new one."
ENDED = "This chat session has ended. Please start a new one."


class Conversations(Protocol):
    """What the web channel asks of the store."""

    def open(
        self, channel: str, address: str, *, locale: str = "", page: str = "", now: datetime
    ) -> Conversation: ...

    def conversation(self, conversation: str) -> Conversation: ...

    def history(
        self, conversation: str, after: str = "", limit: int = 50
    ) -> tuple[list[dict[str, Any]], bool]: ...


@dataclass(frozen=True)
class Answered:
    """What a message led to, within the time that a client waits."""

    replies: tuple[Reply, ...]
    state: str
    pending: bool = False  # the answer takes longer; it comes live, or for the same id again

    def to_json(self) -> dict[str, Any]:
        shown = {"replies": [to_json(r) for r in self.replies], "state": self.state}
        return shown | ({"pending": True} if self.pending else {})


async def nobody_else(_conversation: str, _said: dict[str, Any]) -> None:
    """No window is open but the one that wrote."""


async def nobody_looks(_conversation: str) -> None:
    """Nobody sees that a customer writes."""


@dataclass(frozen=True)
class WebChannel:
    """The web channel's parts, put together by app."""

    store: Conversations
    tokens: SessionTokens
    storefront_secret: str
    take: Callable[[Inbound], Awaitable[Answered]]
    identify: Callable[[str, str], Awaitable[None]]  # conversation, customer
    in_thread: Callable[..., Awaitable[Any]]
    echo: Callable[[str, dict[str, Any]], Awaitable[None]] = nobody_else  # to the customer's other windows
    typed: Callable[[str], Awaitable[None]] = nobody_looks  # the customer is writing
    elsewhere: Callable[[], Sequence[str]] = tuple  # channels on which the talk may go on
    often: Often = field(default_factory=lambda: Often(0))  # new sessions from one address
    limits: Limits = field(default_factory=Limits)  # messages

    async def admit(self, inbound: Inbound, address: str) -> Inbound:
        """The message with whose it is; a Problem where there are too many of them."""
        known = await self.known(inbound.address)
        wait = self.limits.wait(address=address, chat=known.id, customer=known.customer, text=inbound.text)
        if wait:
            raise Problem(429, TOO_MANY.in_(known.locale, seconds=wait), retry_after=wait)
        return replace(inbound, source=address)

    async def conversation_of(self, token: str) -> str:
        """The conversation that a token names, sure to be there."""
        conversation = self.tokens.read(token)
        await self.known(conversation)
        return conversation

    async def known(self, conversation: str) -> Conversation:
        """The conversation, where it is there and not ended: an erased customer's bears no address."""
        try:
            found: Conversation = await self.in_thread(self.store.conversation, conversation)
        except UnknownConversation as err:
            raise Problem(401, UNKNOWN) from err
        if found.address != found.id:
            raise Problem(401, ENDED)
        return found


def address_of(request: Request) -> str:
    """Where a request comes from; a trusted proxy's word for it has been taken already."""
    return request.client.host if request.client else ""


def new_conversation() -> str:
    """A name for a conversation that nobody guesses."""
    return "w_" + secrets.token_urlsafe(15)


def parse(body: dict[str, Any], conversation: str, now: datetime) -> Inbound:
    """A client's message as an Inbound."""
    message_id = text_field(body, "id", longest=LONGEST_ID, required=True).strip()
    if not message_id or message_id.startswith("m_"):
        raise Problem(422, 'The field "id" has to be an id of your own, not empty and not "m_...".')
    tap = text_field(body, "tap", longest=64)
    if not tap and body.get("text") is None:
        raise Problem(422, "Send a text or a tap.")
    words = text_field(body, "text", longest=LONGEST_BODY_TEXT)
    if tap and words.strip():
        raise Problem(422, "Send a text or a tap, not both: a tap already says what it means.")
    page = text_field(body, "page", longest=500)
    return Inbound(
        channel="web",
        address=conversation,
        message_id=message_id,
        at=now,
        text=words,
        tap=tap,
        meta={"page": page} if page else {},
    )


def as_said(inbound: Inbound) -> dict[str, Any]:
    """What a customer wrote, as their other windows show it."""
    said = {
        "id": inbound.message_id,
        "at": inbound.at.isoformat(),
        "from": "customer",
        "kind": "text",
        "text": inbound.text,
    }
    return said | ({"tap": inbound.tap} if inbound.tap else {})


def router(web: WebChannel) -> APIRouter:
    """The routes of the chat API's customer side."""
    routes = APIRouter(prefix="/v1/chat", tags=["chat"])

    async def asking(request: Request) -> str:
        return await web.conversation_of(bearer(request.headers.get("authorization", "")))

    @routes.post("/sessions", summary="Start an anonymous conversation")
    async def start(request: Request) -> dict[str, Any]:
        if web.often.too_often(address_of(request)):
            title = "Too many new chats from your address. Please try again in a minute."
            raise Problem(429, title, retry_after=60)
        body = await json_body(request)
        locale = text_field(body, "locale", longest=16)
        page = text_field(body, "page", longest=500)
        conversation = new_conversation()
        now = datetime.now(UTC)
        await web.in_thread(lambda: web.store.open("web", conversation, locale=locale, page=page, now=now))
        token, ends = web.tokens.sign(conversation, now)
        return {"token": token, "conversation_id": conversation, "expires_at": ends.isoformat()}

    @routes.post("/identify", summary="Bind the conversation to a customer of the storefront")
    async def identify(request: Request) -> dict[str, Any]:
        conversation = await asking(request)
        body = await json_body(request)
        given = text_field(body, "customer_token", longest=4096, required=True)
        customer = read_customer_token(given, web.storefront_secret)
        await web.identify(conversation, customer)
        return {"conversation_id": conversation, "customer_id": customer}

    @routes.post("/messages", summary="Take one turn and wait for its replies")
    async def message(request: Request) -> dict[str, Any]:
        conversation = await asking(request)
        body = await json_body(request)
        inbound = await web.admit(parse(body, conversation, datetime.now(UTC)), address_of(request))
        await web.echo(conversation, as_said(inbound))
        answered = await web.take(inbound)
        return answered.to_json()

    @routes.get("/messages", summary="What was said, oldest first")
    async def history(request: Request, after: str = "", limit: int = PAGE) -> dict[str, Any]:
        conversation = await asking(request)
        said, more = await web.in_thread(
            web.store.history, conversation, after[:100], max(1, min(limit, 200))
        )
        known = await web.in_thread(web.store.conversation, conversation)
        return {
            "messages": said,
            "more": more,
            "state": shown(known.state),
            "elsewhere": list(web.elsewhere()),
        }

    return routes
