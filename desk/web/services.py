"""The services that the desk's routes call; put together once by app."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from chat.errors import UnknownConversation
from chat.service.conversations import Conversations
from chat.service.health import health
from chat.service.outbox import Outbox
from desk.service.files import DeskFiles
from desk.service.handover import Desk
from desk.service.hours import OpeningHours
from desk.service.inbox import Inbox
from desk.service.on_behalf import OnBehalf
from desk.service.rules import DeskRules
from desk.service.thread import Threads
from desk.service.work import DeskWork
from desk.web.feed import Feed, TellState
from desk.web.signing_in import Session, SigningIn
from insight.figures.service import ShopFigures
from insight.questions.service import Questions as FigureQuestions
from people.member import Member
from people.service.second_factors import SecondFactors
from people.service.sign_ins import SignIns
from people.service.staff import Staff
from shop.cart.pricing import Rules
from shop.cart.service.carts import Carts
from shop.catalogue.service import Catalogue, CatalogueWrites
from shop.claims.claim import ClaimRules
from shop.claims.service import Claims
from shop.delivery.service import Delivery
from shop.payments.service.refunds import Refunds
from shop.payments.service.upi import UpiPayments
from shop.sellers.service.channels import SellerChannels
from shop.sellers.service.flags import Flags
from shop.sellers.service.offers import SellerOffers
from shop.sellers.service.orders import SellerOrders
from shop.sellers.service.questions import Questions
from shop.sellers.service.quotes import SellerQuotes
from storage.audit import Audit
from storage.facts import Facts


async def no_file(_url: str) -> bytes:
    """Find nothing: no channel is set up that could have it."""
    raise LookupError


@dataclass(frozen=True)
class Channels:
    """What is set up, where a chat with the bot begins, and where customers' files come from."""

    telegram_name: Callable[[], str] = lambda: ""
    whatsapp_number: str = ""
    set_up: frozenset[str] = frozenset({"web"})
    fetch: Callable[[str], Awaitable[bytes]] = no_file


@dataclass(frozen=True)
class DeskServices:
    """The services by name, and what the pages tell of the shop."""

    shop_name: str
    zone: tzinfo  # the shop's own time
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
    catalogue_writes: CatalogueWrites
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
    hours: OpeningHours
    refunds: Refunds
    upi: UpiPayments
    claims: Claims
    delivery: Delivery
    facts: Facts
    figures: ShopFigures
    asked_figures: FigureQuestions
    channel_health: Callable[[datetime], list[dict[str, Any]]]
    feed: Feed
    call_delivery: Callable[[], None]
    tell_typing: TellState  # conversation, name of who writes there
    public_url: str
    templates: Mapping[str, str]  # WhatsApp's approved ones: kind of reply, name
    channels: Channels

    def member(self, request: Request, *roles: str) -> Member:
        """Say who asks, if they have one of these roles; 401 or 403 otherwise."""
        return self.session(request, *roles).member

    def session(self, request: Request, *roles: str) -> Session:
        """Say it with the session."""
        session = self.signing_in.session_of(request)
        if session.member.role not in roles:
            raise HTTPException(403, "Your role does not allow that.")
        return session

    def must_know(self, conversation: str) -> None:
        """Raise 404 where there is no such conversation."""
        try:
            self.store.conversation(conversation)
        except UnknownConversation as err:
            raise HTTPException(404, "There is no such conversation.") from err

    def changed(self) -> None:
        """Let customers and pages see at once what was said or moved."""
        self.feed.soon(self.call_delivery)
        self.feed.refresh()


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
    claim_rules: ClaimRules | None = None,
    templates: Mapping[str, str] | None = None,
    channels: Channels | None = None,
) -> DeskServices:
    """Put the desk together over the gateway's own store."""
    channels = channels or Channels()
    staff = Staff(store.db)
    inbox, factors, carts = Inbox(store.db), SecondFactors(store.db, factor_key), Carts(store.db, rules)
    signing_in = SigningIn(staff, SignIns(store.db), factors, secret)
    desk, questions = Desk(store.db, store), Questions(store.db, store)
    return DeskServices(
        shop_name=shop_name,
        zone=store.db.zone,
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
        catalogue_writes=CatalogueWrites(store.db),
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
        hours=OpeningHours(store.db),
        refunds=Refunds(store.db),
        upi=UpiPayments(store.db),
        claims=Claims(store.db, claim_rules),
        delivery=Delivery(store.db),
        facts=Facts(store.db),
        figures=ShopFigures(store.db),
        asked_figures=FigureQuestions(store.db),
        channel_health=partial(health, store.db, channels.set_up),
        feed=Feed(inbox, tell_state, signing_in.ended),
        call_delivery=call_delivery,
        tell_typing=tell_typing,
        public_url=public_url.rstrip("/"),
        templates=templates or {},
        channels=channels,
    )
