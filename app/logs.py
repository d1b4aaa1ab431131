"""Log lines with a conversation id, as text for people or JSON for machines; no personal data above debug."""

import logging
import sys

import structlog

from app.settings import Settings

KEPT = ("conversation", "turn", "channel", "seconds", "part")


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
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.log_level.upper())
    # httpx logs each address it asks; a Bot API address holds the bot's token.
    for chatty in ("httpx", "httpcore", "chromadb", "sanic", "alembic", "telegram"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    logging.getLogger("uvicorn.access").disabled = True
