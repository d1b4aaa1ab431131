"""A customer's account, the messages they get, and the rules of returning."""

import re
from dataclasses import replace

from bot.actions.recommending import set_reminders
from bot.actions.shelf import whole_number
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn, action, say
from bot.words.talk import title
from chat.reply import Command, Option, choice

_STOPS = re.compile(
    r"\b(?:stop|unsubscribe|opt out|off|mute|cancel|no|don'?t|do not|too many|remove"
    r"|band|bandh|mat|nahi|hata|hatao)\b"
)

_ACCOUNT = (
    "Chatting here needs no password: on WhatsApp and Telegram you are known by your number, in the web "
    "shop by its sign-in, where a lost password is set anew. For opening, changing or closing an account, a "
    "colleague checks that it is you and does it."
)
_ACCOUNT_HI = (
    "Yahan password nahi lagta: WhatsApp aur Telegram par aap number se pehchane jaate hain, web shop me "
    "wahan ke login se, jahan bhoola password naya banta hai. Account kholne, badalne ya band karne ke liye "
    "hamare saathi pehle dekhte hain ki aap hi hain, phir kar dete hain."
)


@action("account_help", private=True)
def account_help(turn: Turn, tools: Tools) -> Answer:
    """What can be done here, and who does the rest."""
    said = _ACCOUNT_HI if turn.locale.startswith("hi") else _ACCOUNT
    wanted = ("human_agent", "change_address", "notifications", "order_history")
    return say(choice(said, *(Option(title(i, turn.locale), Command(i)) for i in wanted)))


@action("notifications")
def notifications(turn: Turn, tools: Tools) -> Answer:
    """Reminders of what runs out: wanted, or not."""
    chosen = turn.entity("text")
    stops = chosen == "stop" or (not chosen and bool(_STOPS.search(turn.text.lower())))
    days = whole_number(turn.entity("days")) or _days(turn.text)
    told = set_reminders(turn, tools, wanted=not stops, days_between=days)
    if stops:
        return say(choice(told, Option("Remind me again", Command("notifications", {"text": "start"}))))
    often = (("Every week", 7), ("Every two weeks", 14), ("Every month", 30))
    return say(
        choice(
            told,
            *(Option(name, Command("notifications", {"text": "start", "days": n})) for name, n in often),
            Option("No reminders", Command("notifications", {"text": "stop"})),
        )
    )


def _days(said: str) -> int | None:
    """How many days shall lie between two: "every 10 days", "weekly", "mahine me ek baar"."""
    for words, days in (
        ("fortnight", 14),
        ("week|hafte", 7),
        ("month|mahine", 30),
        ("daily|every day|roz", 1),
    ):
        if re.search(rf"\b(?:{words})", said, re.IGNORECASE):
            every = re.search(rf"\b(\d{{1,2}})\s*(?:{words})", said, re.IGNORECASE)
            return min(90, days * int(every[1] if every else 1)) or None
    found = re.search(r"\b(\d{1,2})\s*(?:days?|din)\b", said, re.IGNORECASE)
    return int(found[1]) or None if found else None


@action("refund_policy")
def refund_policy(turn: Turn, tools: Tools) -> Answer:
    """The shop's own rules, as they are written."""
    asked = turn.text if len(turn.text.split()) > 1 else "What is the return and refund policy?"
    return ACTIONS["action_faq"](replace(turn, text=asked), tools)
