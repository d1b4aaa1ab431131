"""The encoder that is shipped: whole, small, and of one mind with what fits it."""

from bot.reading.acts import TABLE
from bot.reading.encoder import IN_SHOP, LONGEST, WEIGHTS, Encoder
from bot.reading.fitting.__main__ import LABELS
from bot.reading.talks import talks
from bot.reading.tokens import spelt, tokens_of
from bot.reading.ways import acts

MOST_BYTES = 40_000_000


def test_weights_are_small_and_know_every_act_label_and_state() -> None:
    assert sum(file.stat().st_size for file in WEIGHTS.iterdir()) < MOST_BYTES
    encoder = Encoder()
    assert set(encoder.names) == {*acts(), *(way.act for talk in talks() for way in talk.ways)}
    assert (encoder.labels, encoder.states) == (tuple(LABELS), TABLE)


def test_a_list_is_read_word_by_word() -> None:
    tokens = tokens_of(spelt("bhaiya 5 packet zorbin aur 3 kilo quendle dena"))
    seen = Encoder().see(tokens, [0, 0, 0, IN_SHOP, 0, 0, 0, IN_SHOP, 0], ())
    assert seen.labels == ("-", "N", "U", "B-G", "-", "N", "U", "B-G", "-")
    assert abs(sum(seen.acts.values()) - 1) < 1e-3
    assert max(seen.acts, key=lambda act: seen.acts[act]) == "order_list"


def test_what_is_too_long_is_read_to_where_it_can_be() -> None:
    tokens = tokens_of("soap " * (2 * LONGEST))
    seen = Encoder().see(tokens, [0] * len(tokens), ("cart",))
    assert len(seen.labels) == len(tokens)
