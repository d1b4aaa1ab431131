"""Stripe, through its own library: Checkout Sessions, refunds, signed webhooks."""

from typing import Any

import stripe

from connectors.payments.provider import Forged, NeverRefunded, News, PaymentFailed, Refunded, Started
from shop.money import Money

SORRY = "Online payment does not work just now. Nothing was charged: try again, or pay another way."


class Stripe:
    """Fills Provider. `base` points elsewhere for tests."""

    name = "card"

    def __init__(self, key: str, webhook_secret: str, base: str = "") -> None:
        addresses: Any = {"api": base} if base else {}
        self._client = stripe.StripeClient(key, base_addresses=addresses, max_network_retries=2)
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
            event = self._client.construct_event(raw, signature, self._secret)
        except (ValueError, stripe.SignatureVerificationError) as err:
            raise Forged("not signed by Stripe") from err
        what = event.data.object
        if event.type in ("refund.updated", "refund.failed"):
            return _of_refund(event.id, what)
        about = str(getattr(what, "client_reference_id", None) or "")
        if event.type == "checkout.session.completed" and getattr(what, "payment_status", "") == "paid":
            amount = Money(int(what.amount_total), str(what.currency).upper())
            return News(event.id, about, "paid", str(what.payment_intent or ""), amount)
        if event.type in ("checkout.session.expired", "checkout.session.async_payment_failed"):
            return News(event.id, about, "failed")
        return News(event.id, about, "other")

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


def _of_refund(event: str, refund: Any) -> News:
    status = str(getattr(refund, "status", ""))
    if status == "succeeded":
        return News(event, "", "refunded", refund.id)
    if status in ("failed", "canceled"):
        why = str(getattr(refund, "failure_reason", None) or status)
        return News(event, "", "not refunded", refund.id, why=why)
    return News(event, "", "other", refund.id)
