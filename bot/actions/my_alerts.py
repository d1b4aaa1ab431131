"""The alerts that a customer has: listed, ended, paused and resumed."""

from collections.abc import Sequence

from bot.dialogue.turn import Answer, Tools, Turn, alone, say
from bot.words import account as reminding
from bot.words import alerts as words
from chat.reply import Command, Option, choice, text
from shop.alerts.alert import Alert
from shop.alerts.service import Alerts, Listed, SetAlert
from shop.alerts.words import MY_ALERTS
from shop.finding.known import folded
from shop.reading.likeness import tokens_of

SHOWN = 6  # that have a button of their own


def command_of(asked: SetAlert) -> Command:
    price = {"price": asked.price.minor, "currency": asked.price.currency} if asked.price else {}
    return Command("notifications", {"sku": asked.sku, **price})


def listed(turn: Turn, tools: Tools) -> Answer:
    """What the customer waits for, each to be ended."""
    alone(turn)
    mine = Alerts(tools.db).of(turn.customer)
    reminders = Option(words.REMINDERS.in_(turn.locale), Command("notifications", {"text": "start"}))
    if not mine:
        return say(choice(words.WAIT_FOR_NOTHING.in_(turn.locale), reminders))
    lines = [f"{n}. {_line(one, turn.locale)}" for n, one in enumerate(mine, 1)]
    on = any(one.alert.state == "on" for one in mine)
    every = (words.PAUSE_ALL, "pause") if on else (words.RESUME_ALL, "resume")
    return say(
        choice(
            "\n".join([words.YOU_WAIT_FOR.in_(turn.locale), *lines]),
            *(_end_of(one, turn.locale) for one in mine[:SHOWN]),
            Option(every[0].in_(turn.locale), Command("notifications", {"text": every[1]})),
            reminders,
        )
    )


def _line(one: Listed, locale: str) -> str:
    alert, title = one.alert, _called(one)
    if alert.kind == "brand":
        line = words.LINE_NEW.in_(locale, brand=title)
    elif alert.price and one.product:
        price, now = alert.price.spoken(), one.product.price.spoken()
        line = words.LINE_CHEAPER.in_(locale, title=title, price=price, now=now)
    else:
        line = words.LINE_BACK.in_(locale, title=title)
    return words.PAUSED.in_(locale, line=line) if alert.state == "paused" else line


def _called(one: Listed) -> str:
    return one.product.title if one.product else one.alert.brand or one.alert.sku


def _end_of(one: Listed, locale: str) -> Option:
    command = Command("notifications", {"text": "end", "alert": one.alert.id})
    return Option(words.END.in_(locale, what=_called(one)), command)


def _end(turn: Turn, tools: Tools) -> Answer:
    """End the one that was tapped."""
    asked = str(turn.entity("alert") or "")
    gone = [one for one in Alerts(tools.db).of(turn.customer) if one.alert.id == asked]
    return _end_these(turn, tools, gone) if gone else say(text(words.ENDED_ALREADY.in_(turn.locale)))


def ended(turn: Turn, tools: Tools, goods: str) -> Answer:
    """End the one that is named; ask which, where it may be several."""
    mine = Alerts(tools.db).of(turn.customer)
    wanted = set(tokens_of(folded(goods)))
    named = [one for one in mine if wanted <= set(tokens_of(folded(_names(one))))]
    if not named:
        none = words.NOT_WAITED_FOR.in_(turn.locale, what=goods)
        return say(choice(none, my_alerts(turn)))
    if len(named) > 1:
        options = [_end_of(one, turn.locale) for one in named[:SHOWN]]
        return say(choice(words.OF_WHICH.in_(turn.locale), *options))
    return _end_these(turn, tools, named)


def _names(one: Listed) -> str:
    return f"{one.product.brand} {one.product.title}" if one.product else one.alert.brand


def _end_these(turn: Turn, tools: Tools, gone: Sequence[Listed]) -> Answer:
    Alerts(tools.db).end(turn.customer, [one.alert.id for one in gone])
    told = words.ENDED.in_(turn.locale, what=", ".join(_called(one) for one in gone))
    return say(choice(told, *(_again(one.alert, turn.locale) for one in gone), my_alerts(turn)))


def _again(alert: Alert, locale: str) -> Option:
    """Take it back that it ended."""
    wish = SetAlert(alert.customer, alert.sku, alert.price)
    command = Command("notifications", {"brand": alert.brand}) if alert.brand else command_of(wish)
    return Option(reminding.REMIND_AGAIN.in_(locale), command)


def paused(turn: Turn, tools: Tools) -> Answer:
    return _all(turn, tools, "on")


def resumed(turn: Turn, tools: Tools) -> Answer:
    return _all(turn, tools, "paused")


def _all(turn: Turn, tools: Tools, state: str) -> Answer:
    """Pause all that are on, or resume all that are paused."""
    alone(turn)
    alerts = Alerts(tools.db)
    these = [one.alert.id for one in alerts.of(turn.customer) if one.alert.state == state]
    if not these:
        return listed(turn, tools)
    if state == "on":
        told = words.ALL_PAUSED.in_(turn.locale, count=alerts.pause(turn.customer, these))
        other = Option(words.RESUME_ALL.in_(turn.locale), Command("notifications", {"text": "resume"}))
    else:
        told = words.ALL_ON.in_(turn.locale, count=alerts.resume(turn.customer, these))
        other = Option(words.PAUSE_ALL.in_(turn.locale), Command("notifications", {"text": "pause"}))
    return say(choice(told, other, my_alerts(turn)))


TAPPED = {"list": listed, "end": _end, "pause": paused, "resume": resumed}


def my_alerts(turn: Turn) -> Option:
    return Option(MY_ALERTS.in_(turn.locale), Command("notifications", {"text": "list"}))
