"""What the desk's routes work with; put together once by app."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request

from desk.feed import Feed, TellState
from desk.signing_in import SigningIn, now
from shop.pricing import Quote
from storage.audit import Audit
from storage.carts import Carts
from storage.catalogue import Catalogue
from storage.conversations import Conversations
from storage.desk import Desk
from storage.desk_inbox import Inbox
from storage.desk_rules import DeskRules
from storage.desk_work import DeskWork
from storage.outbox import Outbox
from storage.questions import Questions
from storage.sign_ins import SignIns
from storage.staff import Member, Staff


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
    work: DeskWork
    audit: Audit
    catalogue: Catalogue
    carts: Carts
    outbox: Outbox
    questions: Questions
    rules: DeskRules
    feed: Feed
    call_delivery: Callable[[], None]

    def member(self, request: Request, *roles: str) -> Member:
        """Who asks, if they have one of these roles."""
        member = self.signing_in.of(request).member
        if member.role not in roles:
            raise HTTPException(403, "Your role does not allow that.")
        return member

    def cart(self, customer: str) -> Quote | None:
        """What the customer has in the cart, at today's prices; None where it is empty."""
        with self.store.db.read() as tx:
            cart = self.carts.get(tx, customer)
            return self.carts.priced(tx, cart, now())[0] if cart.lines else None

    def changed(self) -> None:
        """Something was said or moved: customers and pages are to see it now."""
        self.feed.soon(self.call_delivery)
        self.feed.look()


def assembled(
    *,
    shop_name: str,
    public_url: str,
    secret: str,
    store: Conversations,
    catalogue: Catalogue,
    outbox: Outbox,
    call_delivery: Callable[[], None],
    tell_state: TellState,
) -> DeskParts:
    """The desk over the gateway's own store."""
    staff = Staff(store.db)
    inbox = Inbox(store.db)
    desk, questions = Desk(store.db, store), Questions(store.db, store)
    return DeskParts(
        shop_name=shop_name,
        secure=public_url.startswith("https://"),
        signing_in=SigningIn(staff, SignIns(store.db), secret),
        staff=staff,
        store=store,
        desk=desk,
        inbox=inbox,
        work=DeskWork(store.db),
        audit=Audit(store.db),
        catalogue=catalogue,
        carts=Carts(store.db),
        outbox=outbox,
        questions=questions,
        rules=DeskRules(store.db, desk, questions),
        feed=Feed(inbox, tell_state),
        call_delivery=call_delivery,
    )
