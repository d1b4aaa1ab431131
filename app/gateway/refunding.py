"""Asks the payment provider for the refunds that are due, again after a fault, each once."""

import asyncio
import logging
from datetime import UTC, datetime

from connectors.payments.provider import NeverRefunded, PaymentFailed, Provider
from shop.payments.refund import Due, RefundAsked, RefundNotAsked
from shop.payments.service.refunds import Refunds
from storage.database import Database

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 5.0


async def refund(db: Database, provider: Provider) -> None:
    """For ever; what several gateways ask for at once the provider does once, by its key."""
    while True:
        try:
            await asyncio.to_thread(refund_once, db, provider)
        except Exception:
            log.exception("refunding failed")
        await asyncio.sleep(LOOK_EVERY_SECONDS)


def refund_once(db: Database, provider: Provider) -> int:
    """Ask for all that is due now; how many that were."""
    refunds = Refunds(db)
    waiting = refunds.due(datetime.now(UTC))
    for one in waiting:
        _ask(refunds, provider, one)
    return len(waiting)


def _ask(refunds: Refunds, provider: Provider, one: Due) -> None:
    """The provider is asked outside of any transaction: it may take seconds."""
    try:
        made = provider.refund(one.ref, one.amount, one.key)
    except PaymentFailed as err:
        log.warning("refund %s was not taken: %s", one.id, err)
        no = RefundNotAsked(one, str(err), for_good=isinstance(err, NeverRefunded))
        refunds.not_asked(no, datetime.now(UTC))
        return
    refunds.asked(RefundAsked(one, made.id, made.done))
