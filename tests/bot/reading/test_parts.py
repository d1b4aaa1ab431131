"""A message is parted into the wishes that it has: lists and stories stay whole, talk and sighs go."""

from collections.abc import Mapping

import pytest

from bot.reading.parts import BETWEEN, Piece, parted

ACTS = {
    "remove the rin": {"remove_from_cart": 0.9},
    "make the salt 8": {"update_cart": 0.9},
    "and when does it come": {"delivery_options": 0.9},
    "when does it come": {"delivery_options": 0.9},
    "5 salt": {"add_to_cart": 0.5, "order_list": 0.4},
    "and 2 oil": {"inform": 0.7, "add_to_cart": 0.2},
    "hello": {"greet": 0.9},
    "yes": {"affirm": 0.95},
    "show my cart": {"view_cart": 0.9},
    "broken": {"complaint": 0.9},
    "take it back": {"return_order": 0.9},
    "hm": {"out_of_scope": 0.2},
    "a human please": {"human_agent": 0.7},
    "this is all wrong": {"deny": 0.6},
    "the oil has no taste": {"search_product": 0.5},
    "the last order again": {"repeat_order": 1.0},
    "but double the rice": {"update_cart": 0.9},
    "leave it": {"leave": 0.9},
    "560001": {"inform": 0.9},
    "deliver to 560001": {"change_address": 0.5, "delivery_options": 0.3},
    "4 Hill Road, Pune 411001": {"change_address": 0.9},
    "do you take cash": {"payment_methods": 0.9},
    "remove the rin and make the salt 8": {"update_cart": 0.9},
    "is it zonk?": {"faq": 0.5},
    "my shop is small": {"remark": 0.9},
    "place it": {"checkout": 0.9},
    "oops typo": {"undo": 0.8},
}


def read(words: str) -> Mapping[str, float]:
    return ACTS.get(words, {"search_product": 0.5})


def pieces(text: str, said: list[str]) -> list[Piece]:
    return [
        Piece(
            text.index(part),
            text.index(part) + len(part),
            read(part.strip(BETWEEN + "?") + "?" * ("?" in part)),
        )
        for part in said
    ]


@pytest.mark.parametrize(
    ("said", "asked", "wishes"),
    [
        (["remove the rin", "and when does it come"], False, ["remove_from_cart", "delivery_options"]),
        (["remove the rin.", "make the salt 8.", "show my cart"], False,
         ["remove_from_cart", "update_cart", "view_cart"]),
        (["5 salt", "and 2 oil"], False, []),
        (["hello,", "show my cart"], False, ["view_cart"]),
        (["hm.", "show my cart"], False, ["view_cart"]),
        (["broken,", "take it back"], False, []),
        (["yes.", "show my cart"], False, ["view_cart"]),
        (["yes.", "show my cart"], True, ["affirm", "view_cart"]),
        (["a human please.", "this is all wrong"], False, ["human_agent"]),
        (["the oil has no taste.", "make the salt 8"], False, ["update_cart"]),
        (["my shop is small.", "make the salt 8"], False, ["update_cart"]),
        (["the last order again", "but double the rice"], False, []),
        (["show my cart"], False, []),
        (["560001.", "do you take cash"], False, ["delivery_options", "payment_methods"]),
        (["deliver to 560001", "do you take cash"], False, ["delivery_options", "payment_methods"]),
        (["show my cart.", "is it zonk?"], False, ["view_cart", "faq"]),
        (["place it.", "make the salt 8"], False, ["update_cart", "checkout"]),
        (["oops typo,", "make the salt 8"], False, ["update_cart"]),
    ],
)  # fmt: skip
def test_wishes(said: list[str], asked: bool, wishes: list[str]) -> None:
    text = " ".join(said)
    assert [act for act, _ in parted(text, pieces(text, said), asked=asked)] == wishes


def test_terms_of_an_order_are_one_wish_while_they_are_asked() -> None:
    said = ["yes.", "do you take cash", "560001"]
    text = " ".join(said)
    assert parted(text, pieces(text, said), asked=True, orders=True) == []


def test_what_the_whole_says_is_not_lost_with_the_rest_that_seemed_talk() -> None:
    said = ["the oil has no taste", "hm"]
    text = " ".join(said)
    assert parted(text, pieces(text, said), asked=False, whole={"search_product": 0.6})
    assert parted(text, pieces(text, said), asked=False, whole={"compare_products": 0.6}) == []
    assert parted(text, pieces(text, said), asked=False, whole={"compare_products": 0.3})


@pytest.mark.parametrize(("waits", "wishes"), [(True, ["leave", "view_cart"]), (False, ["view_cart"])])
def test_what_waits_can_be_left_in_one_breath_with_a_wish(waits: bool, wishes: list[str]) -> None:
    said = ["leave it.", "show my cart"]
    text = " ".join(said)
    assert [act for act, _ in parted(text, pieces(text, said), asked=False, waits=waits)] == wishes


def test_an_aside_of_the_goods_before_it_says_which_one() -> None:
    oil = frozenset({"oil"})
    first = Piece(0, 5, {"add_to_cart": 0.9}, goods=oil)
    unsure = {"search_product": 0.5}
    of_it = [first, Piece(7, 23, unsure, goods=oil)]
    of_another = [first, Piece(7, 23, unsure, goods=frozenset({"salt"}))]
    assert parted("6 oil, the cheapest oil", of_it, asked=False) == [
        ("add_to_cart", "6 oil, the cheapest oil")
    ]
    assert parted("6 oil, my salt is fine", of_another, asked=False) == [("add_to_cart", "6 oil")]
