"""Removes what is kept for nobody: chats that were opened with a page, and in which nobody wrote."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta

from intake.service.empty_chats import sweep_empty_chats
from storage.database import Database

log = logging.getLogger(__name__)

SWEEP_SECONDS = 600.0


async def remove_empty_chats(db: Database, hours: int) -> None:
    """Until cancelled; not at all with 0 hours."""
    while hours:
        try:
            gone = await asyncio.to_thread(sweep_empty_chats, db, datetime.now(UTC) - timedelta(hours=hours))
            if gone:
                log.info("%s empty chats removed", gone)
        except Exception:
            log.exception("empty chats could not be removed")
        await asyncio.sleep(SWEEP_SECONDS)
