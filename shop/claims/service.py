"""Opens claims, answers and settles them; each step is one transaction, and is told to whom it concerns.

Rows are locked in this order: the order, the claim, the customer's ways to pay, the stock. So all that is
done to claims of one order, and its returns, comes one after the other.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from chat.hours import Hours
from chat.service.conversations import Conversations
from shop.catalogue.store.reads import products_of
from shop.checkout.placing import new_order_id
from shop.claims import notices, store
from shop.claims.claim import (
    MOST_PHOTOS,
    MOST_WORDS,
    RULE,
    Claim,
    ClaimRules,
    Event,
    Item,
    can_be_refunded,
    check_day,
    check_pieces,
    delivered_at,
    due_at,
    left_to_claim,
    moved,
    settled_at_once,
)
from shop.claims.requests import AnswerClaim, OpenClaim, SettleClaim
from shop.money import Money
from shop.orders.changes import paid_by, worth
from shop.orders.order import Line, Order
from shop.orders.service import within
from shop.orders.store import money, orders
from shop.orders.view import OrderView
from shop.refusals import Missing, Refused
from shop.sellers.masking import relayed
from shop.sellers.service.passing import passed_on
from shop.sellers.views import name_buyer
from shop.stock.store import send_again
from storage.audit import record
from storage.database import Database, Tx
from storage.once import once

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that are taken for another
PAGE = 30
MOST_WAITING = 200  # that are shown at once
CUSTOMER = "customer"  # who did a step, where it was no member of staff


@dataclass(frozen=True)
class Reviewed:
    """What would become of a claim, before it is made."""

    worth: Money  # what was paid for the pieces
    refundable: bool  # whether money can be given back for it now
    at_once: bool  # whether a refund comes without a person


@dataclass(frozen=True)
class ClaimView:
    """A claim with its steps, the oldest first, and what can be given back for it."""

    claim: Claim
    events: Sequence[Event]
    most: Money  # that can be given back now
    seller: str  # the name; "" for the shop itself
    buyer: str  # all that a seller is told of who claims
    said: str  # the customer's words as a seller may see them


class Claims:
    """Claims of customers, for the chat, the sellers' pages and the desk."""

    def __init__(self, db: Database, rules: ClaimRules | None = None) -> None:
        self.db = db
        self.rules = rules or ClaimRules()

    def left(self, order: Order) -> dict[str, int]:
        """How many pieces of an order's goods may still be claimed."""
        with self.db.read() as tx:
            return dict(left_to_claim(order, store.of_orders(tx, [order.id])[order.id]))

    def review(self, asked: OpenClaim, now: datetime) -> Reviewed:
        """Say what a claim would come to; refused as it would be when it is made."""
        with self.db.read() as tx:
            order = orders.order_of(tx, self.db, asked.order)
            if order is None or order.customer != asked.customer:
                raise Missing("order_not_theirs", order=asked.order)
            drawn = self._drawn(tx, within.view_of(tx, order), asked, now, self._hours())
            value = sum((worth(order, one.skus) for one in drawn), Money(0, order.currency))
            money = all(can_be_refunded(order, one).minor > 0 for one in drawn)
            at_once = all(self._at_once(tx, order, one, len(drawn), now) for one in drawn)
            return Reviewed(value, money, at_once)

    def is_lately(self, order: Order, now: datetime) -> bool:
        """Whether goods of this order may still be claimed, by its day."""
        with self.db.read() as tx:
            view = within.view_of(tx, order)
        came = [at for seller in view.parts if (at := delivered_at(view, seller))]
        return any(now <= at + timedelta(days=self.rules.window_days) for at in came)

    def open(self, asked: OpenClaim, key: str, now: datetime, hours: Hours | None = None) -> list[Claim]:
        """Open a claim, one for each seller of what is claimed; small ones are settled at once."""

        def work(tx: Tx) -> list[str]:
            order = within.theirs(tx, self.db, asked.customer, asked.order)
            made = self._drawn(tx, within.view_of(tx, order), asked, now, hours or self._hours())
            for claim in made:
                store.add(tx, claim)
                store.add_event(tx, claim, "open", CUSTOMER, now)
            for claim in made:
                done = claim
                if self._at_once(tx, order, claim, 0, now):
                    done = self._settled(tx, claim, SettleClaim(claim.id, RULE, claim.wish, None), now)
                buyer = partial(name_buyer, order.address.get("city", ""))
                notices.tell_new(tx, Conversations(self.db), self._here(done), buyer, now)
            return [claim.id for claim in made]

        made = once(self.db, key, work)
        with self.db.read() as tx:
            return [self._here(claim) for name in made if (claim := store.find(tx, name))]

    def settle(self, asked: SettleClaim, now: datetime) -> Claim:
        """Settle a claim by a refund of all or a part of it, or by new pieces; the customer is told."""
        with self.db.write() as tx:
            claim = self._locked(tx, asked.claim)
            settled = self._settled(tx, claim, asked, now)
            self._tell_settled(tx, settled, now)
            amount = settled.amount.minor if settled.amount else 0
            record(tx, now, asked.by, "claim_settle", subject=claim.id, how=asked.how, amount=amount)
            return self._here(settled)

    def accept(self, asked: AnswerClaim, now: datetime) -> Claim:
        """The claim is right; what is given for it is settled apart."""
        with self.db.write() as tx:
            claim = moved(self._locked(tx, asked.claim, asked.seller), "accept")
            self._save(tx, claim, "accept", asked, now)
            notices.tell_accepted(tx, claim, now)
            return self._here(claim)

    def refuse(self, asked: AnswerClaim, now: datetime) -> Claim:
        """The claim is not right, and the customer reads why."""
        with self.db.write() as tx:
            claim = moved(self._locked(tx, asked.claim, asked.seller), "refuse")
            reason = self._passed(tx, claim, asked, now)
            if not reason:
                raise Refused("claim_reason_missing")
            claim = replace(claim, reason=reason, how="")
            self._save(tx, claim, "refuse", asked, now, reason)
            notices.tell_refused(tx, claim, now)
            return self._here(claim)

    def offer_replacement(self, asked: AnswerClaim, now: datetime) -> Claim:
        """New pieces are offered, and the customer decides; words may go along."""
        with self.db.write() as tx:
            claim = moved(self._locked(tx, asked.claim, asked.seller), "answer")
            claim = replace(claim, reason=self._passed(tx, claim, asked, now), how="replacement")
            self._save(tx, claim, "answer", asked, now, claim.reason)
            who = orders.seller_names(tx, [claim.seller]).get(claim.seller, "")
            notices.tell_offered(tx, claim, who, now)
            return self._here(claim)

    def decide_offer(self, customer: str, claim: str, take: bool, now: datetime) -> Claim:
        """The customer takes the new pieces that were offered; or wants the money, which somebody decides."""
        with self.db.write() as tx:
            known = self._locked(tx, claim, customer=customer)
            if known.state != "answered" or not known.how:
                raise Refused("no_offer", claim=claim)
            if take:
                return self._here(self._settled(tx, known, SettleClaim(claim, CUSTOMER, "replacement"), now))
            left = replace(known, how="", wish="refund")
            store.save(tx, left)
            store.add_event(tx, left, "money", CUSTOMER, now)
            return self._here(left)

    def withdraw(self, customer: str, claim: str, now: datetime) -> Claim:
        """The customer takes a claim back: its pieces may be returned, or claimed anew."""
        with self.db.write() as tx:
            after = replace(moved(self._locked(tx, claim, customer=customer), "withdraw"), how="")
            store.save(tx, after)
            store.add_event(tx, after, "withdraw", CUSTOMER, now)
            return self._here(after)

    def add_photos(self, customer: str, claim: str, photos: Sequence[str], now: datetime) -> Claim:
        """Photos that came after the claim was made."""
        with self.db.write() as tx:
            known = self._locked(tx, claim, customer=customer)
            if known.state in ("settled", "withdrawn"):
                raise Refused("claim_closed", claim=claim, claim_state=known.state)
            new = [photo for photo in photos if photo not in known.photos]
            if new and len(known.photos) >= MOST_PHOTOS:
                raise Refused("photos_full", claim=claim, most=MOST_PHOTOS)
            after = replace(known, photos=(*known.photos, *new)[:MOST_PHOTOS])
            store.save(tx, after)
            if new:
                store.add_event(tx, after, "photo", CUSTOMER, now)
            return self._here(after)

    def of_customer(self, customer: str, limit: int = 10) -> list[Claim]:
        """List a customer's claims, the newest first."""
        with self.db.read() as tx:
            return [self._here(claim) for claim in store.of_customer(tx, customer, limit)]

    def of_orders(self, of: Sequence[str]) -> dict[str, list[Claim]]:
        """List the claims of each of these orders, the oldest first."""
        with self.db.read() as tx:
            found = store.of_orders(tx, of)
        return {order: [self._here(claim) for claim in claims] for order, claims in found.items()}

    def to_look_at(self, seller: str | None = None, page: int = 0) -> tuple[list[ClaimView], bool]:
        """What waits of a seller, or (None) of all, what is due first on top; then a page of what is over.

        Also says whether more is over than that.
        """
        with self.db.read() as tx:
            waits = store.waiting(tx, seller, MOST_WAITING) if not page else []
            over = store.done(tx, seller, PAGE + 1, page * PAGE)
            return self._views(tx, [*waits, *over[:PAGE]]), len(over) > PAGE

    def view(self, claim: str, seller: str | None = None) -> ClaimView:
        """One claim with all that is shown of it; another seller's is not there."""
        with self.db.read() as tx:
            known = store.find(tx, claim)
            if known is None or (seller is not None and known.seller != seller):
                raise Missing("claim_unknown", claim=claim)
            return self._views(tx, [known])[0]

    def waiting(self, seller: str | None = None) -> int:
        """Count what waits for an answer."""
        with self.db.read() as tx:
            return store.count_waiting(tx, seller)

    def _drawn(self, tx: Tx, view: OrderView, asked: OpenClaim, now: datetime, hours: Hours) -> list[Claim]:
        """The claims that are asked for, after checking that they may be made."""
        order, wanted = view.order, dict(asked.pieces)
        check_pieces(order, wanted, store.of_orders(tx, [order.id])[order.id])
        made = []
        for seller, part in view.parts.items():
            titles = {line.sku: line.title for line in part.lines}
            items = tuple(Item(sku, titles[sku], n) for sku, n in wanted.items() if sku in titles)
            if not items:
                continue
            check_day(view, seller, self.rules, now)
            claim = Claim(
                id="CL-" + "".join(secrets.choice(_LETTERS) for _ in range(6)),
                customer=order.customer,
                order=order.id,
                seller=seller,
                kind=asked.kind,
                items=items,
                wish=asked.wish,
                method=asked.method,
                words=asked.words[:MOST_WORDS],
                photos=asked.photos[:MOST_PHOTOS],
                state="open",
                at=now,
                due=due_at(now, self.rules.answer_days, hours),
                conversation=asked.conversation,
            )
            made.append(claim)
        return made

    def _at_once(self, tx: Tx, order: Order, claim: Claim, more: int, now: datetime) -> bool:
        """Whether it is settled by rule; `more` claims are about to be made."""
        lately = store.count_lately(tx, claim.customer, now - self.rules.lately) + more
        if claim.wish == "replacement":
            there = products_of(tx, list(claim.pieces))
            if any(sku not in there or there[sku].stock < n for sku, n in claim.pieces.items()):
                return False
            return settled_at_once(claim, worth(order, claim.skus), lately, self.rules)
        return settled_at_once(claim, can_be_refunded(order, claim), lately, self.rules)

    def _settled(self, tx: Tx, claim: Claim, asked: SettleClaim, now: datetime) -> Claim:
        """Give back or send again, and write it."""
        order = orders.order_of(tx, self.db, claim.order, lock=True)
        assert order is not None  # noqa: S101  # a claim goes with its order
        after = replace(moved(claim, "settle"), how=asked.how)
        if asked.how == "replacement":
            after = replace(after, sent=self._sent_again(tx, order, claim, now))
        else:
            most = can_be_refunded(order, claim)
            amount = most if asked.amount is None else asked.amount
            if most.minor <= 0:
                raise Refused("nothing_to_refund", claim=claim.id)
            if not 0 < amount.minor <= most.minor:
                raise Refused("refund_too_much", claim=claim.id, most=most)
            method = asked.method or claim.method or paid_by(order)
            within.refund(tx, self.db, order, amount, method, now, claim.id)
            after = replace(after, amount=amount, method=method)
        store.save(tx, after)
        store.add_event(tx, after, "settle", asked.by, now)
        return after

    def _sent_again(self, tx: Tx, order: Order, claim: Claim, now: datetime) -> str:
        """An order of the same pieces for nothing, which is packed and followed like any other."""
        send_again(tx, self.db, claim.pieces)
        free = Money(0, order.currency)
        lines = tuple(Line(item.sku, item.title, item.quantity, free) for item in claim.items)
        new = Order(new_order_id(), order.customer, now, "pending", lines, dict(order.address))
        within.place(tx, self.db, new, now)
        return new.id

    def _tell_settled(self, tx: Tx, claim: Claim, now: datetime) -> None:
        way = money.methods_of(tx, claim.customer).get(claim.method)
        notices.tell_settled(tx, claim, partial(notices.way_called, way), now)

    def _locked(self, tx: Tx, claim: str, seller: str = "", customer: str = "") -> Claim:
        """The claim, after its order is locked; somebody else's is not there."""
        known = store.find(tx, claim)
        if known is None or (seller and known.seller != seller) or (customer and known.customer != customer):
            raise Missing("claim_unknown", claim=claim)
        orders.order_of(tx, self.db, known.order, lock=True)
        now = store.find(tx, claim, lock=True)
        assert now is not None  # noqa: S101  # claims are not deleted
        return now

    def _save(
        self, tx: Tx, claim: Claim, step: str, asked: AnswerClaim, now: datetime, note: str = ""
    ) -> None:
        store.save(tx, claim)
        store.add_event(tx, claim, step, asked.by, now, note)
        record(tx, now, asked.by, f"claim_{step}", subject=claim.id)

    @staticmethod
    def _passed(tx: Tx, claim: Claim, asked: AnswerClaim, now: datetime) -> str:
        """Words to the customer, without a seller's contact data."""
        said = " ".join(asked.words.split())[:MOST_WORDS]
        return passed_on(tx, said, asked.seller, True, now, order=claim.order) if asked.seller else said

    def _views(self, tx: Tx, found: Sequence[Claim]) -> list[ClaimView]:
        events = store.events_of(tx, [claim.id for claim in found])
        names = orders.seller_names(tx, list({claim.seller for claim in found}))
        of = orders.orders_called(tx, self.db, list({claim.order for claim in found}))
        return [
            ClaimView(
                claim=self._here(claim),
                events=events.get(claim.id, ()),
                most=can_be_refunded(of[claim.order], claim),
                seller=names.get(claim.seller, ""),
                buyer=name_buyer(of[claim.order].address.get("city", "")),
                said=relayed(claim.words).shown,
            )
            for claim in found
        ]

    def _hours(self) -> Hours:
        return Hours(zone=self.db.zone)

    def _here(self, claim: Claim) -> Claim:
        """The claim with its times in the shop's own zone, as they are told."""
        return replace(claim, at=claim.at.astimezone(self.db.zone), due=claim.due.astimezone(self.db.zone))
