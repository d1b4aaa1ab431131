"""Log lines with a conversation id, as text for people or JSON for machines; no personal data above debug."""

import logging
import sys
import time
from collections.abc import Callable

import structlog

from app.settings import Settings

AGAIN_SECONDS = 600.0
KEPT = ("conversation", "turn", "channel", "seconds", "part")


class Once(logging.Filter):
    """A fault that comes again within ten minutes is one line: a stack trace of it stands above."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._seen: dict[tuple[str, str, int], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.exc_info or record.exc_info[1] is None:
            return True
        err, at = record.exc_info[1], record.exc_info[2]
        while at is not None and at.tb_next is not None:
            at = at.tb_next
        where = (at.tb_frame.f_code.co_filename, at.tb_lineno) if at is not None else ("", 0)
        key, now = (type(err).__name__, *where), self._clock()
        if now - self._seen.get(key, -AGAIN_SECONDS) < AGAIN_SECONDS:
            said = str(err).partition("\n")[0][:200]
            record.msg, record.args = f"{record.getMessage()} (again: {key[0]}: {said})", None
            record.exc_info = record.exc_text = None
        else:
            self._seen[key] = now
        return True


def set_up(settings: Settings, part: str) -> None:
    """Send the standard library's logging through structlog."""
    as_json = settings.log_format == "json" or (settings.log_format == "auto" and not sys.stderr.isatty())
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer()
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.ExtraAdder(allow=KEPT),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            lambda _logger, _name, event: {**event, "part": part},
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            renderer,
        ],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    handler.addFilter(Once())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.log_level.upper())
    # httpx logs each address it asks; a Bot API address holds the bot's token.
    for chatty in ("httpx", "httpcore", "chromadb", "sanic", "alembic", "telegram"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    logging.getLogger("uvicorn.access").disabled = True
