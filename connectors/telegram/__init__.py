"""Telegram: updates in, Bot API calls out, by python-telegram-bot's types and methods."""

import os

# Spans of time as timedelta: the library's coming default, and without a warning for each 429.
os.environ.setdefault("PTB_TIMEDELTA", "true")
