"""A customer's account, the messages they get, and the rules of returning."""

import re
from dataclasses import replace

from bot.actions.coming import asks_when
from bot.actions.faq import nearest_rule
from bot.actions.money_gone import money_back
from bot.actions.recommending import set_reminders
from bot.actions.shelf import whole_number
from bot.actions.talk import buttons
from bot.actions.while_called import call_told
from bot.components.wording import glossed
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn, action, say
from bot.words import account as words
from chat.reply import Command, Option, choice, text
from chat.words import Words
from retrieval.passages import Passages, Quoted

_OF_MONEY = re.compile(
    r"\b(?:refund\w*|money|paisa|paise|amount|account|credit|pays?|cost|charge\w*)\b", re.IGNORECASE
)
_SURE = 0.6  # cosine from which a question is the one that is answered, whatever it is filed under
_STOPS = re.compile(
    r"\b(?:stop|unsubscribe|opt out|off|mute|cancel|no|don'?t|do not|too many|remove"
    r"|band|bandh|mat|nahi|hata|hatao)\b"
)


@action("account_help", title=Words("My account", "Mera account", "मेरा खाता"), private=True)
def account_help(turn: Turn, tools: Tools) -> Answer:
    """What can be done here, and who does the rest."""
    said = words.ACCOUNT.in_(turn.locale)
    wanted = ("human_agent", "change_address", "notifications", "order_history")
    return say(choice(said, *buttons(turn.locale, *wanted)))


@action("notifications", title=Words("Messages and alerts", "Message aur alert", "मैसेज और अलर्ट"))
def notifications(turn: Turn, tools: Tools) -> Answer:
    """Reminders of what runs out: wanted, or not."""
    chosen = turn.entity("text")
    stops = chosen == "stop" or (not chosen and bool(_STOPS.search(turn.text.lower())))
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


@action("refund_policy", title=Words("Return rules", "Wapsi ke niyam", "वापसी के नियम"))
def refund_policy(turn: Turn, tools: Tools) -> Answer:
    """The shop's own rules, as they are written; where they name no days, that they name none."""
    if rule := money_back(turn, tools):
        return call_told(turn, tools, rule)
    passages = tools.extras.get("passages")
    if isinstance(passages, Passages) and (found := _rule(passages, glossed(turn.text))):
        told = found.passage.text
        if asks_when(turn.text) and not any(c.isdigit() for c in told):
            told = f"{words.NO_DAYS_WRITTEN.in_(turn.locale)} {told}"
        return say(text(told))
    # Asked of what the shop wrote, and that is English: where these words find nothing, its rules are told.
    return ACTIONS["action_faq"](replace(turn, text=words.RETURN_RULES.en), tools)


def _rule(passages: Passages, asked: str) -> Quoted | None:
    """The rule that these words ask for: what comes in damaged is another one than what does not sell."""
    found = nearest_rule(passages, asked)
    rules = passages.answer(words.RETURN_RULES.en)
    if found is None or rules is None:
        return None
    of_returns = set(rules.passage.tags.split()) & set(found.passage.tags.split())
    return found if of_returns or found.kin >= _SURE or _OF_MONEY.search(asked) else None
