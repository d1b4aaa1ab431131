"""Reminders of what runs out: wanted or not, and how often."""

import re

from bot.actions.recommending import set_reminders
from bot.actions.shelf import whole_number
from bot.dialogue.turn import Answer, Tools, Turn, say
from bot.words import account as words
from chat.reply import Command, Option, choice

STOPS = re.compile(
    r"\b(?:stop|unsubscribe|opt out|off|mute|cancel|no|don'?t|do not|too many|remove"
    r"|band|bandh|mat|nahi|hata|hatao)\b"
)


def reminders(turn: Turn, tools: Tools) -> Answer:
    """Reminders of what runs out: wanted, or not, and how often."""
    chosen = turn.entity("text")
    stops = chosen == "stop" or (not chosen and bool(STOPS.search(turn.text.lower())))
    days = whole_number(turn.entity("days")) or _days(turn.text)
    told = set_reminders(turn, tools, wanted=not stops, days_between=days)
    if stops:
        again = Option(words.REMIND_AGAIN.in_(turn.locale), Command("notifications", {"text": "start"}))
        return say(choice(told, again))
    often = ((words.EVERY_WEEK, 7), (words.EVERY_TWO_WEEKS, 14), (words.EVERY_MONTH, 30))
    return say(
        choice(
            told,
            *(
                Option(name.in_(turn.locale), Command("notifications", {"text": "start", "days": n}))
                for name, n in often
            ),
            Option(words.NO_REMINDERS.in_(turn.locale), Command("notifications", {"text": "stop"})),
        )
    )


def _days(said: str) -> int | None:
    """How many days shall lie between two: "every 10 days", "weekly", "mahine me ek baar"."""
    for named, days in (
        ("fortnight", 14),
        ("week|hafte", 7),
        ("month|mahine", 30),
        (r"daily|every\sday|roz", 1),
    ):
        if re.search(rf"\b(?:{named})", said, re.IGNORECASE):
            every = re.search(rf"\b(\d{{1,2}})\s*(?:{named})", said, re.IGNORECASE)
            return min(90, days * int(every[1] if every else 1)) or None
    found = re.search(r"\b(\d{1,2})\s*(?:days?|din)\b", said, re.IGNORECASE)
    return int(found[1]) or None if found else None
