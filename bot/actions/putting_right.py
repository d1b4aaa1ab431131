"""Puts right what was just put in: "sorry, I meant the 12 watt one", "500 nahi, 100 gram wala"."""

from bot.actions.taking import do
from bot.dialogue.goods_meant import meant_here
from bot.dialogue.goods_said import said_here
from bot.dialogue.turn import Answer, Tools, Turn


def put_right(turn: Turn, tools: Tools) -> Answer | None:
    """The other one of its kind in place of the line that was put in; None where that is not meant."""
    said = said_here(turn, tools, turn.text) if turn.corrects else []
    if len(said) != 1:
        return None
    meant = meant_here(turn, tools, said)
    return do(turn, tools, meant) if any(one.instead for one in meant) else None
