"""Answers as api.stripe.com does, as far as the shop asks: sessions with a page to pay on, refunds, webhooks.

Idempotency as Stripe defines it: the same key with the same parameters gives the same answer, with
others an error. Nothing is refunded that was not paid, nor more than was.
"""

import hashlib
import hmac
import json
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

import httpx

SECRET = "whsec_test"
PAGE = """<!doctype html><html lang="en"><head><title>Pay {name}</title>
<meta name="viewport" content="width=device-width">
<style>body {{ font: 16px system-ui; max-width: 24rem; margin: 3rem auto; padding: 0 1rem }}
button {{ font: inherit; padding: .8rem 2rem }}</style></head>
<body><h1>{name}</h1><p>{amount}</p><p>Card 4242 4242 4242 4242</p>
<form method="post"><button name="do" value="pay">Pay</button>
<button name="do" value="cancel">Cancel</button></form>
</body></html>"""


class StripeStandIn(ThreadingHTTPServer):
    """One account's world: sessions, what was paid, what went back, and what goes wrong."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.webhook = ""  # where events go; "" tells nobody
        self.sessions: dict[str, dict[str, Any]] = {}
        self.paid: dict[str, int] = {}  # payment intent -> minor units
        self.refunds: dict[str, dict[str, Any]] = {}
        self.refund_status = "pending"  # of a new refund; its end comes as an event
        self.faults: deque[int] = deque()  # statuses that the next calls answer with
        self.calls: list[tuple[str, str]] = []  # path, key
        self._kept: dict[str, tuple[dict[str, str], dict[str, Any]]] = {}
        self._lock = threading.Lock()
        self._events = 0

    def call(self, path: str, form: dict[str, str], key: str) -> tuple[int, dict[str, Any]]:
        """One call of the API."""
        with self._lock:
            self.calls.append((path, key))
            if self.faults:
                return self.faults.popleft(), _error("api_error", "Something went wrong at Stripe.")
            if key in self._kept:
                before, answer = self._kept[key]
                if before != form:
                    return 400, _error("idempotency_error", "This key was used with other parameters.")
                return 200, answer
            made = self._session(form) if path == "/v1/checkout/sessions" else self._refund(form)
            if "error" not in made:
                self._kept[key] = (form, made)
                return 200, made
            return 400, made

    def _session(self, form: dict[str, str]) -> dict[str, Any]:
        name = f"cs_test_{len(self.sessions)}"
        price = "line_items[0][price_data]"
        amount = int(form[f"{price}[unit_amount]"]) * int(form["line_items[0][quantity]"])
        self.sessions[name] = {
            "id": name,
            "object": "checkout.session",
            "client_reference_id": form["client_reference_id"],
            "amount_total": amount,
            "currency": form[f"{price}[currency]"],
            "payment_status": "unpaid",
            "payment_intent": None,
            "success_url": form["success_url"],
            "cancel_url": form["cancel_url"],
            "name": form[f"{price}[product_data][name]"],
            "url": f"{self.url}/pay/{name}",
        }
        return self.sessions[name]

    def _refund(self, form: dict[str, str]) -> dict[str, Any]:
        of, amount = form["payment_intent"], int(form["amount"])
        back = sum(r["amount"] for r in self.refunds.values() if r["payment_intent"] == of)
        if of not in self.paid:
            return _error("invalid_request_error", f"No such payment_intent: {of}")
        if back + amount > self.paid[of]:
            return _error(
                "invalid_request_error", "Refund amount is greater than what is left of the charge."
            )
        made = {
            "id": f"re_{len(self.refunds)}",
            "object": "refund",
            "amount": amount,
            "payment_intent": of,
            "status": self.refund_status,
        }
        self.refunds[made["id"]] = made
        return dict(made)

    def pay(self, session: str) -> None:
        """The customer paid."""
        found = self.sessions[session]
        found |= {"payment_status": "paid", "payment_intent": f"pi_{session}"}
        self.paid[found["payment_intent"]] = found["amount_total"]
        self.tell("checkout.session.completed", found)

    def finish_refunds(self, status: str = "succeeded") -> None:
        """What the card's bank says of every refund that waits."""
        for one in self.refunds.values():
            if one["status"] == "pending":
                one["status"] = status
                self.tell("refund.updated" if status == "succeeded" else "refund.failed", one)

    def tell(self, kind: str, about: dict[str, Any]) -> None:
        """An event to the webhook, signed, again until it is taken."""
        self._events += 1
        raw = event(kind, about, f"evt_{self._events}")
        for _ in range(50):
            if not self.webhook:
                return
            try:
                if httpx.post(self.webhook, content=raw, headers=signed(raw), timeout=10).status_code < 300:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.2)


def event(kind: str, about: dict[str, Any], name: str) -> bytes:
    """An event as Stripe writes it."""
    found = {
        "id": name,
        "object": "event",
        "type": kind,
        "api_version": "2026-01-01",
        "data": {"object": about},
    }
    return json.dumps(found).encode()


def signed(raw: bytes, secret: str = SECRET, age: int = 0) -> dict[str, str]:
    """The header that proves an event."""
    at = int(time.time()) - age
    mark = hmac.new(secret.encode(), f"{at}.".encode() + raw, hashlib.sha256).hexdigest()
    return {"stripe-signature": f"t={at},v1={mark}"}


@contextmanager
def running() -> Iterator[StripeStandIn]:
    """One, as long as it is needed."""
    stripe = StripeStandIn()
    serving = threading.Thread(target=stripe.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    serving.start()
    yield stripe
    stripe.shutdown()
    stripe.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: StripeStandIn

    def do_GET(self) -> None:
        found = self.server.sessions.get(self.path.removeprefix("/pay/"))
        if found is None:
            return self._answer(404, b"not found", "text/plain")
        amount = f"{found['amount_total'] / 100:,.2f} {found['currency'].upper()}"
        page = PAGE.format(name=escape(found["name"]), amount=amount)
        return self._answer(200, page.encode(), "text/html; charset=utf-8")

    def do_POST(self) -> None:
        form = dict(parse_qsl(self.rfile.read(int(self.headers["content-length"] or 0)).decode()))
        if self.path.startswith("/pay/"):
            session = self.path.removeprefix("/pay/")
            if form.get("do") == "pay":
                self.server.pay(session)
            self.send_response(303)
            self.send_header("location", self.server.sessions[session]["success_url"])
            self.send_header("content-length", "0")
            return self.end_headers()
        status, answer = self.server.call(self.path, form, self.headers.get("Idempotency-Key", ""))
        return self._answer(status, json.dumps(answer).encode(), "application/json")

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def _error(kind: str, message: str) -> dict[str, Any]:
    return {"error": {"type": kind, "message": message}}
