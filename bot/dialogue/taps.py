"""Reads what a tap means; those too that were stored by releases before payloads had names."""

from typing import Any

from bot.dialogue.turn import Turn
from chat.payloads import payload_of
from chat.reply import Command
from desk.taps import ScoreHelp
from shop.checkout.taps import ChooseDelivery, DecideCheckout, OpenPage, PlaceCart, UseAddress
from shop.orders.taps import RepeatOrder
from shop.reviews.taps import GiveStars


def tap_in(turn: Turn) -> Any:
    """Read the payload of the tap that this turn is; None where it is none, or one that has no payload."""
    return tap_of(Command(turn.intent, {name: values[0] for name, values in turn.entities.items() if values}))


def tap_of(command: Command) -> Any:
    """Read the payload of what can be tapped."""
    found = payload_of(command)
    return _stored_before(command) if found is None else found


def _stored_before(command: Command) -> Any:  # noqa: PLR0911  # a form each
    """Read a tap as it was written before: "place|cash|standard|51600". To be dropped when none is left."""
    given = {name: str(value) for name, value in command.entities.items()}
    said = given.get("text", "")
    kind, _, rest = said.partition("|")
    match command.intent, kind, rest.split("|"):
        case "checkout", "place", [method, way, shown] if shown.isdecimal():
            return PlaceCart(method, way, int(shown))
        case "checkout", "online", [way, shown] if shown.isdecimal():
            return OpenPage(way, int(shown))
        case "checkout", "way", [way]:
            return ChooseDelivery(way)
        case "checkout", "approve" | "refuse", [checkout]:
            return DecideCheckout(checkout, kind == "approve")
        case "change_address", "yes", _:
            return UseAddress(rest, given.get("order", ""))
        case "repeat_order", "yes", _:
            return RepeatOrder(given.get("order", ""), rest)
    match command.intent, said.split(":"):
        case "give_review", ["csat", asked, score] if asked.isdecimal() and score.isdecimal():
            return ScoreHelp(int(asked), int(score))
        case "give_review", ["stars", stars] if stars.isdecimal() and "sku" in given:
            return GiveStars(given["sku"], int(stars))
    return None
