"""A GSTIN that a customer tells, in whatever message: noted for their invoices, or said to be wrong."""

from bot.dialogue.turn import Answer, Tools, Turn, alone, say
from bot.words import profile as words
from chat.reply import text
from people.gstin import WrongGstin, gstin_in
from people.service.profiles import ChangeProfile, Profiles


def gstin_given(turn: Turn, tools: Tools) -> Answer | None:
    """The answer where a GSTIN is told, whatever else the words are about."""
    gstin = gstin_in(turn.said or turn.text)
    if not gstin:
        return None
    alone(turn)
    try:
        Profiles(tools.db).change(ChangeProfile(turn.customer, gstin=gstin), turn.key("profile"))
    except WrongGstin:
        return say(text(words.GSTIN_WRONG.in_(turn.locale, gstin=gstin)))
    return say(text(words.GSTIN_SET.in_(turn.locale, gstin=gstin)))
