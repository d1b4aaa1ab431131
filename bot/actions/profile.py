"""What is known of a customer: shown, changed by saying it, downloaded, deleted."""

import re
from itertools import takewhile

from bot.actions.gstin_said import gstin_given
from bot.actions.talk import buttons
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Answer, Tools, Turn, alone, say
from bot.reading.filling import NAME, SELLER
from bot.words import profile as words
from chat.reply import Command, Option, choice, text
from people.service.profiles import ChangeProfile, Profiles
from shop.alerts.service import Alerts
from shop.orders.service.orders import Orders
from shop.reading.addresses import spoken

_SHOWN = frozenset(
    [
        "profile",
        "data",
        "details",
        "know",
        "info",
        "information",
        "pata",
        "jankari",
        "jaankari",
        "jaante",
        "jante",
        "copy",
    ]
)
_DELETES = frozenset(
    ["delete", "erase", "remove", "forget", "mita", "mitao", "mitado", "hata", "hatao", "hatado", "bhool"]
)
_LONGEST_NAME = 80
_LONGEST_EMAIL = 254


def of_profile(turn: Turn, tools: Tools) -> Answer | None:
    """The answer where the words give a name, an e-mail or a GSTIN, or ask what is known."""
    if changed := _changed(turn, tools):
        return changed
    reading, said = reading_of(turn, tools), frozenset(re.findall(r"[^\W\d_]+", turn.text.lower()))
    of_data = reading.acts.get("privacy", 0.0) > reading.acts.get("account_help", 0.0)
    if not reading.acts or not (of_data or said & _SHOWN):
        return None
    alone(turn)
    if said & _DELETES:
        return say(choice(words.DELETE_HOW.in_(turn.locale), *_own(turn)))
    return _shown(turn, tools)


def _changed(turn: Turn, tools: Tools) -> Answer | None:
    if given := gstin_given(turn, tools):
        return given
    if email := email_in(turn.said or turn.text):
        alone(turn)
        Profiles(tools.db).change(ChangeProfile(turn.customer, email=email), turn.key("profile"))
        return say(text(words.EMAIL_SET.in_(turn.locale, email=email)))
    spans = [span for span in reading_of(turn, tools).spans if span.kind in (NAME, SELLER)]
    if not spans:
        return None
    alone(turn)
    name = _as_written(turn, reading_of(turn, tools).text[spans[0].start : spans[-1].end])
    Profiles(tools.db).change(ChangeProfile(turn.customer, name=name), turn.key("profile"))
    return say(text(words.NAME_SET.in_(turn.locale, name=name)))


def email_in(said: str) -> str:
    """The first word that is written like an address of e-mail; empty where none is."""
    for word in said.split():
        name, _, host = (found := word.strip(".,;:!?()<>\"'")).partition("@")
        if name and "@" not in host and len(found) <= _LONGEST_EMAIL and all(host.split(".")) and "." in host:
            return found
    return ""


def _as_written(turn: Turn, name: str) -> str:
    """The name in the letters that it was written in, with what goes on in capitals behind it."""
    found = re.search(rf"{re.escape(name)}((?: [A-Z&][\w.&]*)*)", turn.said, re.IGNORECASE)
    if found is None:
        return name.title()[:_LONGEST_NAME]
    behind = list(takewhile(lambda word: not word[0].islower(), found[1].split()))
    return " ".join([found[0][: len(name)], *behind])[:_LONGEST_NAME]


def _shown(turn: Turn, tools: Tools) -> Answer:
    """All that is known, in a few lines, with the way to the whole of it."""
    known, locale = Profiles(tools.db).of(turn.customer), turn.locale
    lines = (
        (words.NAME, known.name),
        (words.PHONE, known.phone),
        (words.EMAIL, known.email),
        (words.GSTIN, known.gstin),
        (words.ADDRESS, spoken(dict(known.address))),
        (words.ORDERS, str(Orders(tools.db).count_of(turn.customer))),
        (words.ALERTS, str(len(Alerts(tools.db).of(turn.customer)))),
    )
    told = [line.in_(locale, what=what or words.NOT_KNOWN.in_(locale)) for line, what in lines]
    said = "\n".join([words.KNOWN.in_(locale), *told, words.CHATS.in_(locale)])
    return say(
        choice(said, *buttons(locale, "change_address", "order_history", "notifications"), *_own(turn))
    )


def _own(turn: Turn) -> tuple[Option, Option]:
    """The ways to all that is kept."""
    return (
        Option(words.DOWNLOAD.in_(turn.locale), Command("intake.export")),
        Option(words.DELETE.in_(turn.locale), Command("intake.ask_erase")),
    )
