"""Messages that are written whole: their wishes, their words, and what is wished by nobody."""

import pytest

from bot.reading.filling import DENIED, NUMBER, Filler
from bot.reading.several import talked
from bot.reading.talks import talks, talks_of
from bot.reading.ways import WHENS
from bot.routing.declared import all_declared
from bot.routing.intents import served_by


def test_a_message_is_parted_where_its_wishes_are_written() -> None:
    (talk,) = talks_of(
        ["[cart]", "remark: arre wo toota tha || add_to_cart: {n=3} {goods=wheel} aur || checkout: bas bhejo"]
    )
    parts, whole = talked(talk, Filler(1))
    assert whole is not None
    assert whole.said.when == "cart"
    assert whole.acts == ("remark", "add_to_cart", "checkout") == tuple(part.act for part in parts)
    first = [token.text for token, begins in zip(whole.said.tokens, whole.begins, strict=True) if begins]
    assert len(first) == 3
    assert first[1] == "3"


def test_a_number_in_no_slot_is_wished_by_nobody() -> None:
    (talk,) = talks_of(["update_cart: [{n=10}] nahi, ek dabbe me 6 hote hain to {n=18} karo"])
    _, whole = talked(talk, Filler(1))
    assert whole is not None
    told = {
        token.text: label
        for token, label in zip(whole.said.tokens, whole.said.labels, strict=True)
        if token.text.isdecimal()
    }
    assert (told["10"], told["6"], told["18"]) == (DENIED, "-", NUMBER)


@pytest.mark.parametrize("part", ["acts", "slots"])
def test_all_messages_are_whole(part: str) -> None:
    all_declared()
    slots = {*Filler(1).words, "goods", "amount", "n", "unit", "size", "price", "order", "pin"}
    wrong = []
    for talk in talks():
        assert talk.when in WHENS
        for way in talk.ways:
            known = served_by(way.act) != "out_of_scope" or way.act in ("out_of_scope", "hostile")
            filled = all(one.slot in slots for one in way.parts if one.slot)
            whole = not any(sign in one.words for one in way.parts for sign in "{}[]<>")
            if not (known if part == "acts" else filled and whole):
                wrong.append(way.line)
    assert wrong == []
