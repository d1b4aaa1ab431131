"""Empties the cart of all but what is named: "remove everything except the ujala", "sirf ujala rehne do"."""

from bot.actions.shelf import in_cart
from bot.actions.taking import take_out_all
from bot.dialogue.goods_said import fitting
from bot.dialogue.open_list import keep_open
from bot.dialogue.reading_here import reading_of
from bot.dialogue.turn import Answer, Tools, Turn
from bot.reading.refusing import leaves_only


def keep_only(turn: Turn, tools: Tools) -> Answer | None:
    """Take out all but what is named; None where nothing of the cart is named to stay."""
    if not leaves_only(turn.text):
        return None
    there = in_cart(turn, tools)
    reading = reading_of(turn, tools)
    named = [*(line.goods for line in reading.lines if line.goods), *reading.refused]
    stays = {p.sku for words in named for p in fitting(words, there, tools, counted=False)}
    gone = [p.sku for p in there if p.sku not in stays]
    if not stays or not gone:
        return None
    keep_open(turn, tools, ())
    return take_out_all(turn, tools, gone)
