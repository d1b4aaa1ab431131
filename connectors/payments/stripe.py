"""Stripe, through its own library: Checkout Sessions, refunds, signed webhooks."""

import json
from collections.abc import Mapping
from typing import Any

import stripe

from connectors.payments.provider import (
    SORRY,
    Forged,
    NeverRefunded,
    News,
    PaymentFailed,
    Refunded,
    Started,
    Unreadable,
)
from shop.money import Money

TOLERANCE_SECONDS = 300
ANSWER_SECONDS = 8.0  # the library would wait for 80; somebody sits before the page
LONGEST_NAME = 120  # of what Stripe names
LONGEST_CHECKOUT = 40  # of ours
MOST = 2**31 - 1  # what a column of money holds


class Stripe:
    """Fills Provider. `base` points elsewhere for tests."""

    name = "card"

    def __init__(self, key: str, webhook_secret: str, base: str = "") -> None:
        addresses: Any = {"api": base} if base else {}
        self._client = stripe.StripeClient(
            key,
            base_addresses=addresses,
            max_network_retries=1,
            http_client=stripe.new_default_http_client(timeout=ANSWER_SECONDS),
        )
        self._secret = webhook_secret

    def start(self, checkout: str, amount: Money, back: str, title: str) -> Started:
        """A Checkout Session for exactly this amount, keyed by the checkout."""
        try:
            session = self._client.v1.checkout.sessions.create(
                params={
                    "mode": "payment",
                    "client_reference_id": checkout,
                    "success_url": back,
                    "cancel_url": back,
                    "line_items": [
                        {
                            "quantity": 1,
                            "price_data": {
                                "currency": amount.currency.lower(),
                                "unit_amount": amount.minor,
                                "product_data": {"name": title},
                            },
                        }
                    ],
                },
                options={"idempotency_key": f"{checkout}/start"},
            )
        except stripe.StripeError as err:
            raise PaymentFailed(SORRY) from err
        return Started(session.id, session.url or "")

    def news(self, raw: bytes, signature: str) -> News:
        """Stripe signs the raw bytes with a time; an old or altered one is Forged."""
        try:
            stripe.WebhookSignature.verify_header(raw, signature, self._secret, TOLERANCE_SECONDS)
        except (ValueError, stripe.SignatureVerificationError) as err:
            raise Forged("not signed by Stripe") from err
        try:
            event = json.loads(raw)
        except (ValueError, RecursionError) as err:
            raise Unreadable("no JSON") from err
        name, kind, what = _text(event, "id"), _text(event, "type"), _under(event, "data", "object")
        if not name or not kind or what is None:
            raise Unreadable("no event")
        if kind in ("refund.updated", "refund.failed"):
            return _of_refund(name, what)
        about = _text(what, "client_reference_id")[:LONGEST_CHECKOUT]
        if kind == "checkout.session.completed" and _text(what, "payment_status") == "paid":
            return News(name, about, "paid", _text(what, "payment_intent"), _amount(what))
        if kind in ("checkout.session.expired", "checkout.session.async_payment_failed"):
            return News(name, about, "failed")
        return News(name, about, "other")

    def refund(self, ref: str, amount: Money, key: str) -> Refunded:
        """Back to the card it came from."""
        try:
            found = self._client.v1.refunds.create(
                params={"payment_intent": ref, "amount": amount.minor}, options={"idempotency_key": key}
            )
        except stripe.InvalidRequestError as err:
            raise NeverRefunded(err.user_message or str(err)) from err
        except stripe.StripeError as err:
            raise PaymentFailed(str(err)) from err
        if found.status in ("failed", "canceled"):
            raise NeverRefunded(f"the refund {found.id} is {found.status}")
        return Refunded(found.id, done=found.status == "succeeded")


def _of_refund(event: str, refund: Mapping[str, Any]) -> News:
    status, name = _text(refund, "status"), _text(refund, "id")
    if status == "succeeded":
        return News(event, "", "refunded", name)
    if status in ("failed", "canceled"):
        return News(event, "", "not refunded", name, why=_text(refund, "failure_reason") or status)
    return News(event, "", "other", name)


def _under(found: Any, *names: str) -> Mapping[str, Any] | None:
    """The object that stands there; None where none does."""
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else None


def _text(found: Any, name: str) -> str:
    """The text of this name; "" where there is none that could be kept."""
    value = found.get(name) if isinstance(found, dict) else None
    if not isinstance(value, str) or len(value) > LONGEST_NAME or not value.isprintable():
        return ""
    return value


def _amount(paid: Mapping[str, Any]) -> Money:
    minor, currency = paid.get("amount_total"), _text(paid, "currency").upper()
    if type(minor) is not int or not 0 <= minor <= MOST or len(currency) != 3 or not currency.isascii():
        raise Unreadable("no amount")
    return Money(minor, currency)
