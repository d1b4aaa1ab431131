"""What the desk's routes work with; put together once by app."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from chat.errors import UnknownConversation
from chat.service.conversations import Conversations
from chat.service.outbox import Outbox
from desk.files import DeskFiles
from desk.handover import Desk
from desk.inbox import Inbox
from desk.on_behalf import OnBehalf
from desk.rules import DeskRules
from desk.thread import Threads
from desk.web.feed import Feed, TellState
from desk.web.signing_in import Session, SigningIn, now
from desk.work import DeskWork
from people.member import Member
from people.service.second_factors import SecondFactors
from people.service.sign_ins import SignIns
from people.service.staff import Staff
from people.store.customers import address_of
from shop.cart.pricing import Quote, Rules
from shop.cart.service.carts import Carts
from shop.catalogue.service import Catalogue
from shop.delivery.service import deliveries
from shop.errors import NotAllowed
from shop.sellers.service.channels import SellerChannels
from shop.sellers.service.flags import Flags
from shop.sellers.service.offers import SellerOffers
from shop.sellers.service.orders import SellerOrders
from shop.sellers.service.questions import Questions
from shop.sellers.service.quotes import SellerQuotes
from storage.audit import Audit


async def no_file(_url: str) -> bytes:
    """No channel is set up that could have it."""
    raise LookupError


@dataclass(frozen=True)
class Channels:
    """What is set up, where a chat with the bot begins, and where customers' files come from."""

    telegram_name: Callable[[], str] = lambda: ""
    whatsapp_number: str = ""
    set_up: frozenset[str] = frozenset({"web"})
    fetch: Callable[[str], Awaitable[bytes]] = no_file


@dataclass(frozen=True)
class DeskParts:
    """The desk's parts."""

    shop_name: str
    secure: bool  # reached over https: cookies say so
    signing_in: SigningIn
    staff: Staff
    store: Conversations
    desk: Desk
    inbox: Inbox
    threads: Threads
    behalf: OnBehalf
    files: DeskFiles
    work: DeskWork
    audit: Audit
    catalogue: Catalogue
    carts: Carts
    outbox: Outbox
    questions: Questions
    flags: Flags
    quotes: SellerQuotes
    offers: SellerOffers
    seller_chats: SellerChannels
    seller_orders: SellerOrders
    factors: SecondFactors
    rules: DeskRules
    feed: Feed
    call_delivery: Callable[[], None]
    tell_typing: TellState  # conversation, name of who writes there
    public_url: str
    templates: Mapping[str, str]  # WhatsApp's approved ones: kind of reply, name
    channels: Channels

    def member(self, request: Request, *roles: str) -> Member:
        """Who asks, if they have one of these roles."""
        return self.session(request, *roles).member

    def session(self, request: Request, *roles: str) -> Session:
        """The same with the session."""
        session = self.signing_in.of(request)
        if session.member.role not in roles:
            raise HTTPException(403, "Your role does not allow that.")
        return session

    def known(self, conversation: str) -> None:
        """404 where there is no such conversation."""
        try:
            self.store.conversation(conversation)
        except UnknownConversation as err:
            raise HTTPException(404, "There is no such conversation.") from err

    async def in_thread(self, work: Callable[..., Any], *given: Any) -> Any:
        """What blocks, away from the event loop."""
        return await asyncio.to_thread(work, *given)

    def cart(self, customer: str) -> Quote | None:
        """The customer's cart at today's prices, with its delivery; None where it is empty."""
        priced = self.carts.priced(customer, now())
        quote = priced.quote if priced.cart.lines else None
        with self.store.db.read() as tx:
            postcode = address_of(tx, customer).get("postcode", "") if quote else ""
            if quote is None or not postcode:
                return quote
            found = deliveries(tx, [x.sku for x in quote.lines], postcode, quote.subtotal, now())
        try:
            return self.carts.priced(customer, now(), found.chosen("").cost).quote
        except NotAllowed:  # the shop does not go there
            return quote

    def changed(self) -> None:
        """Something was said or moved: customers and pages are to see it now."""
        self.feed.soon(self.call_delivery)
        self.feed.look()


def assembled(
    *,
    shop_name: str,
    public_url: str,
    secret: str,
    factor_key: str,
    store: Conversations,
    catalogue: Catalogue,
    outbox: Outbox,
    call_delivery: Callable[[], None],
    tell_state: TellState,
    tell_typing: TellState,
    rules: Rules,
    templates: Mapping[str, str] | None = None,
    channels: Channels | None = None,
) -> DeskParts:
    """The desk over the gateway's own store."""
    staff = Staff(store.db)
    inbox, factors, carts = Inbox(store.db), SecondFactors(store.db, factor_key), Carts(store.db, rules)
    signing_in = SigningIn(staff, SignIns(store.db), factors, secret)
    desk, questions = Desk(store.db, store), Questions(store.db, store)
    return DeskParts(
        shop_name=shop_name,
        secure=public_url.startswith("https://"),
        signing_in=signing_in,
        staff=staff,
        store=store,
        desk=desk,
        inbox=inbox,
        threads=Threads(store.db),
        behalf=OnBehalf(store.db, store, carts),
        files=DeskFiles(store.db),
        work=DeskWork(store.db),
        audit=Audit(store.db),
        catalogue=catalogue,
        carts=carts,
        outbox=outbox,
        questions=questions,
        flags=Flags(store.db),
        quotes=SellerQuotes(store.db, store, rules=rules),
        offers=SellerOffers(store.db, store),
        seller_chats=SellerChannels(store.db),
        seller_orders=SellerOrders(store.db),
        factors=factors,
        rules=DeskRules(store.db, desk, questions),
        feed=Feed(inbox, tell_state, signing_in.over),
        call_delivery=call_delivery,
        tell_typing=tell_typing,
        public_url=public_url.rstrip("/"),
        templates=templates or {},
        channels=channels or Channels(),
    )
