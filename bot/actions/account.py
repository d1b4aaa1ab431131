"""A customer's account, and the rules of returning."""

import re
from dataclasses import replace

from bot.actions.coming import asks_when
from bot.actions.faq import nearest_rule
from bot.actions.money_gone import money_back
from bot.actions.profile import of_profile
from bot.actions.talk import buttons
from bot.actions.while_called import call_told
from bot.components.wording import glossed
from bot.dialogue.turn import ACTIONS, Answer, Tools, Turn, action, say
from bot.words import account as words
from chat.reply import choice, text
from chat.words import Words
from retrieval.passages import Passages, Quoted

_OF_MONEY = re.compile(
    r"\b(?:refund\w*|money|paisa|paise|amount|account|credit|pays?|cost|charge\w*)\b", re.IGNORECASE
)
_SURE = 0.6  # cosine from which a question is the one that is answered, whatever it is filed under


@action("account_help", title=Words("My account", "Mera account", "मेरा खाता"), private=True)
def account_help(turn: Turn, tools: Tools) -> Answer:
    """What is known of the customer, shown and changed; else what can be done here, and who does the rest."""
    if answer := of_profile(turn, tools):
        return answer
    said = words.ACCOUNT.in_(turn.locale)
    wanted = ("human_agent", "change_address", "notifications", "order_history")
    return say(choice(said, *buttons(turn.locale, *wanted)))


@action("refund_policy", title=Words("Return rules", "Wapsi ke niyam", "वापसी के नियम"))
def refund_policy(turn: Turn, tools: Tools) -> Answer:
    """The shop's own rules, as they are written; where they name no days, that they name none."""
    if rule := money_back(turn, tools):
        return call_told(turn, tools, rule)
    passages = tools.extras.get("passages")
    if isinstance(passages, Passages) and (found := _rule(passages, turn)):
        told = found.passage.in_(turn.locale)
        if asks_when(turn.text) and not any(c.isdigit() for c in told):
            told = f"{words.NO_DAYS_WRITTEN.in_(turn.locale)} {told}"
        return say(text(told))
    return ACTIONS["action_faq"](replace(turn, text=words.RETURN_RULES.en), tools)


def _rule(passages: Passages, turn: Turn) -> Quoted | None:
    """The rule that these words ask for: what comes in damaged is another one than what does not sell."""
    found, asked = nearest_rule(passages, turn), glossed(turn.text)
    rules = passages.answer(words.RETURN_RULES.en)
    if found is None or rules is None:
        return None
    of_returns = set(rules.passage.tags.split()) & set(found.passage.tags.split())
    return found if of_returns or found.kin >= _SURE or _OF_MONEY.search(asked) else None
