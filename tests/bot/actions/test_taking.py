"""What is said of goods: an answer, a change and a new wish in one message; lines that stay open."""

from dataclasses import replace
from datetime import timedelta
from typing import cast

import pytest

from bot.dialogue.goods_meant import meant_here
from bot.dialogue.goods_said import said_here
from bot.dialogue.meant import CART, OFFERED_HERE, OPEN
from bot.dialogue.open_list import open_list
from bot.dialogue.turn import Tools, Turn
from bot.reading.reader import Reader
from shop.money import Money
from tests.bot.actions.speaking import Says, cart, speaker, titles, with_goods, words
from tests.storage.shop_for_tests import NOW, SALT, TEA

pytestmark = pytest.mark.slow  # the reader may have to be fitted first

OIL = replace(
    SALT, sku="OIL-1", title="Amber Sunflower Oil 1 L", brand="Amber", pack="1 L", price=Money(15000)
)
OIL_5 = replace(OIL, sku="OIL-5", title="Amber Sunflower Oil 5 L", pack="5 L", price=Money(72000))
OTHER = replace(OIL, sku="OIL-B", title="Birch Sunflower Oil 1 L", brand="Birch", price=Money(14000))


@pytest.fixture
def shop(tools: Tools, reader: Reader) -> Tools:
    return with_goods(tools, reader, OIL, OIL_5, OTHER)


def test_a_choice_is_made_by_its_brand_with_another_count_and_a_new_wish_beside(
    shop: Tools, says: Says
) -> None:
    asked = says("3 sunflower oil 1 litre")
    assert "which one" in words(asked)
    says("birch wala 6. aur 4 tata salt 1kg")
    assert cart(shop) == {"OIL-B": 6, "SALT-1": 4}
    assert open_list(says_turn("x"), shop).lines == ()


def says_turn(typed: str) -> Turn:
    return Turn("w_1.99", "w_1", "c0", "web", "en", "", typed, "inform", 0.9, {}, {}, NOW, said=typed)


def test_what_was_asked_is_told_more_of(shop: Tools, says: Says) -> None:
    says("4 sunflower oil")
    says("5 litre wala")
    assert cart(shop) == {"OIL-5": 4}


def test_a_line_stays_open_through_a_question_and_is_asked_again(shop: Tools, says: Says) -> None:
    says("4 tata salt 1kg, 3 sunflower oil 1 litre")
    assert cart(shop) == {"SALT-1": 4}
    between = says("show my cart")
    assert "Back to your list" in words(between)
    assert "Back to your list" not in words(says("show my cart"))  # once is enough
    says("amber")
    assert cart(shop) == {"SALT-1": 4, "OIL-1": 3}


def test_what_is_in_the_cart_is_set_and_not_added_again(shop: Tools, says: Says) -> None:
    says("4 tata salt 1kg, 6 amber sunflower oil 1 litre")
    assert cart(shop) == {"SALT-1": 4, "OIL-1": 6}
    says("salt 8 karo, oil 3")
    assert cart(shop) == {"SALT-1": 8, "OIL-1": 3}
    says("add 2 more salt")
    assert cart(shop) == {"SALT-1": 10, "OIL-1": 3}


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("salt reduce by 1", {"SALT-1": 3, "OIL-1": 6}),
        ("salt 2 kam kar do", {"SALT-1": 2, "OIL-1": 6}),
        ("remove everything except the oil", {"OIL-1": 6}),
        ("change amber to birch same qty", {"SALT-1": 4, "OIL-B": 6}),
        ("amber oil ki jagah birch kar do utna hi", {"SALT-1": 4, "OIL-B": 6}),
        ("salt ek darjan nahi 6 karo", {"SALT-1": 6, "OIL-1": 6}),
    ],
)
def test_a_cart_is_changed_as_it_is_said(shop: Tools, says: Says, typed: str, left: dict[str, int]) -> None:
    says("4 tata salt 1kg, 6 amber sunflower oil 1 litre")
    says(typed)
    assert cart(shop) == left


def test_each_sentence_is_done(shop: Tools, says: Says) -> None:
    says("4 tata salt 1kg, 6 amber sunflower oil 1 litre")
    told = says("salt hata do. oil 10 karo. total kitna hua?")
    assert cart(shop) == {"OIL-1": 10}
    assert len([reply for reply in told.replies if reply.kind == "cart"]) == 1


def test_a_size_that_is_not_in_the_cart_takes_out_nothing_else(shop: Tools, says: Says) -> None:
    says("4 tata salt 1kg")
    says("5 litre wala hata do")
    assert cart(shop) == {"SALT-1": 4}


def test_a_question_fills_no_cart(shop: Tools, says: Says) -> None:
    says("birch sunflower oil hai kya?")
    says("is there any sunflower oil?")
    assert cart(shop) == {}


@pytest.mark.parametrize(
    ("typed", "where", "sku", "quantity"),
    [
        ("amber wala", OFFERED_HERE, "OIL-1", 3),
        ("amber 6", OFFERED_HERE, "OIL-1", 6),
        ("5 litre wala amber", OPEN, "OIL-5", 3),
        ("salt 9 karo", CART, "SALT-1", 9),
    ],
)
def test_where_it_is_found(shop: Tools, says: Says, typed: str, where: str, sku: str, quantity: int) -> None:
    says("4 tata salt 1kg, 3 sunflower oil 1 litre")
    turn = replace(says_turn(typed), now=NOW + timedelta(minutes=9))
    (found,) = meant_here(turn, shop, said_here(turn, shop, typed))
    assert (found.where, found.match.sure and found.match.sure.product.sku) == (where, sku)
    assert found.match.quantity == quantity


def test_what_was_put_in_settles_the_line_that_it_is(shop: Tools, says: Says) -> None:
    says("3 sunflower oil 1 litre, 4 tea")
    says("12 birch sunflower oil 1 l")
    assert all("oil" not in line for line in open_list(says_turn("x"), shop).lines)
    assert TEA.sku not in cart(shop)


def test_an_address_is_taken_whole_while_a_line_is_open(shop: Tools, says: Says) -> None:
    says("4 tata salt 1kg, 3 sunflower oil 1 litre")
    assert "Not in your cart yet: 3 sunflower oil 1 litre" in words(says("checkout"))
    assert "To: Ravi Store, 12 MG Road, Pune, 411001" in words(says("Ravi Store, 12 MG Road, Pune 411001"))


def test_what_is_refused_of_what_is_offered_leaves_the_list(shop: Tools, says: Says) -> None:
    says("3 sunflower oil 1 litre, 4 tata salt 1kg")
    assert open_list(says_turn("x"), shop).lines
    says("no oil")
    assert open_list(says_turn("x"), shop).lines == ()
    assert cart(shop) == {"SALT-1": 4}


def test_all_that_was_asked_about_goes_at_once(shop: Tools, says: Says) -> None:
    says("4 tata salt 1kg, 6 amber sunflower oil 1 litre, 6 birch sunflower oil 1 litre")
    assert len(cart(shop)) == 3
    says("take out the oils")
    says("both of them")
    assert cart(shop) == {"SALT-1": 4}


def test_a_number_with_more_behind_it_is_the_option_and_then_the_rest(shop: Tools, says: Says) -> None:
    says("3 sunflower oil 1 litre")
    says("1, and 4 tata salt 1kg")
    assert cart(shop)["SALT-1"] == 4 and sum(cart(shop).values()) == 7


def test_what_each_part_of_a_message_does_is_done(shop: Tools, says: Says) -> None:
    says("4 tata salt 1kg, 6 amber sunflower oil 1 litre")
    says("make the salt 8. take out the oil. show my cart")
    assert cart(shop) == {"SALT-1": 8}


def test_all_lines_are_changed_at_once(shop: Tools, says: Says) -> None:
    says("12 tata salt 1kg, 12 amber sunflower oil 1 litre")
    says("2 less of each")
    assert cart(shop) == {"SALT-1": 10, "OIL-1": 10}
    says("salt chhod ke baki sab aadha kar do")
    assert cart(shop) == {"SALT-1": 10, "OIL-1": 5}
    says("double everything")
    assert cart(shop) == {"SALT-1": 20, "OIL-1": 10}
    says("undo")
    assert cart(shop) == {"SALT-1": 10, "OIL-1": 5}


def test_the_last_line_says_how_many_of_each(shop: Tools, says: Says) -> None:
    says("tata salt 1kg, amber sunflower oil 1 litre, birch sunflower oil 1 litre, teeno 3 3")
    assert cart(shop) == {"SALT-1": 3, "OIL-1": 3, "OIL-B": 3}


def test_another_size_of_what_was_put_in(shop: Tools, says: Says) -> None:
    says("2 amber sunflower oil 1 litre")
    says("5 litre wala bhi 3")
    assert cart(shop) == {"OIL-1": 2, "OIL-5": 3}


MARKS = [
    replace(SALT, sku=f"RICE-{n}", title=f"Loose Rice PR-{n} 25 kg", brand="Loose", pack="25 kg", aliases=())
    for n in (64, 11)
]


@pytest.mark.parametrize(
    ("answer", "there"),
    [
        ("pr64 wala", {"RICE-64": 2}),
        ("arre pr-11 wali 3 bori", {"RICE-11": 3}),
        ("haan 1", {"RICE-11": 2}),
        ("ok 2", {"RICE-64": 2}),
    ],
)
def test_a_choice_is_made_by_the_mark_of_a_variety_or_by_a_number_that_is_agreed_to(
    tools: Tools, reader: Reader, answer: str, there: dict[str, int]
) -> None:
    shop = with_goods(tools, reader, *MARKS)
    says = speaker(shop)
    assert "RICE" not in words(says("2 rice 25 kg"))
    says(answer)
    assert cart(shop) == there


def test_an_amount_in_the_second_half_is_of_what_the_first_half_put_in(shop: Tools, says: Says) -> None:
    says("3 sunflower oil 1 litre, 2 tata salt")
    says("birch. make it 36 bottles")
    assert cart(shop)["OIL-B"] == 36


def test_what_is_left_in_one_breath_with_a_question_is_not_asked_again(shop: Tools, says: Says) -> None:
    says("3 sunflower oil 1 litre")
    told = says("leave it. what do I have in my cart?")
    assert open_list(says_turn("x"), shop).lines == ()
    assert "which one" not in words(told)


def test_what_is_to_go_and_is_not_there_is_said(shop: Tools, says: Says) -> None:
    says("2 tata salt 1kg")
    assert words(says("take out the green tea, take out the ghee")).strip()


def test_the_place_says_which_whatever_else_is_said_of_it(shop: Tools, says: Says) -> None:
    offered = [title for title in titles(says("3 sunflower oil 1 litre")) if "Oil" in title]
    says("pehla wala single bottle 6")
    first = "OIL-1" if "Amber" in offered[0] else "OIL-B"
    assert cart(shop) == {first: 6}


def test_a_line_that_is_not_the_one_asked_about_is_answered(shop: Tools, says: Says) -> None:
    shop = with_goods(shop, cast(Reader, shop.extras["reader"]), *MARKS)
    says = speaker(shop)
    says("3 sunflower oil 1 litre, 2 rice 25 kg")
    assert len(open_list(says_turn("x"), shop).lines) == 2
    says("rice pr-11 wala")
    assert cart(shop) == {"RICE-11": 2}
    assert "sunflower" in open_list(says_turn("x"), shop).lines[0]


def test_a_correction_leaves_what_is_asked_since(shop: Tools, says: Says) -> None:
    says("4 tata salt 1kg, 3 sunflower oil 1 litre")
    says("no no, salt 6")
    assert cart(shop) == {"SALT-1": 6}
    assert "sunflower" in open_list(says_turn("x"), shop).lines[0]


def test_several_that_wait_are_left_at_once_and_named(shop: Tools, says: Says) -> None:
    says("3 sunflower oil 1 litre, 2 tea, 4 tata salt 1kg")
    before = open_list(says_turn("x"), shop).lines
    told = says("forget the oil and tea, i have them")
    assert open_list(says_turn("x"), shop).lines == ()
    assert all(line in words(told) for line in before)


def test_what_is_fine_stays(shop: Tools, says: Says) -> None:
    says("4 tata salt 1kg")
    says("salt theek hai, rehne do")
    assert cart(shop) == {"SALT-1": 4}


def test_so_many_go_and_not_the_whole_line(shop: Tools, says: Says) -> None:
    says("4 tata salt 1kg, 6 amber sunflower oil 1 litre")
    says("wo ek packet salt hata do")
    assert cart(shop) == {"SALT-1": 3, "OIL-1": 6}
    says("take out 2 of the oil")
    assert cart(shop) == {"SALT-1": 3, "OIL-1": 4}


def test_one_thing_in_two_pieces_is_one_thing(shop: Tools, says: Says) -> None:
    says("sunflower oil, birch 1 litre will do, 5 bottles")
    assert cart(shop) == {"OIL-B": 5}
    says("take out the oil")
    says("6 sunflower oil 1 litre, whichever oil is the cheapest")
    assert cart(shop) == {"OIL-B": 6}


def test_a_vague_name_is_the_line_of_the_cart_that_is_called_so(shop: Tools, says: Says) -> None:
    says("4 tata salt 1kg, 6 amber sunflower oil 1 litre")
    says("salt 2 and oil 9")
    assert cart(shop) == {"SALT-1": 2, "OIL-1": 9}


def test_which_line_of_the_cart_goes_is_asked_with_its_lines(shop: Tools, says: Says) -> None:
    says("4 tata salt 1kg, 6 amber sunflower oil 1 litre, 6 birch sunflower oil 1 litre")
    told = says("remove the oil and make salt 5")
    assert cart(shop)["SALT-1"] == 5
    assert {OIL.title, OTHER.title} <= set(titles(told))
    says("birch")
    assert cart(shop) == {"SALT-1": 5, "OIL-1": 6}


def test_remarks_in_a_written_list_are_no_goods(shop: Tools, says: Says) -> None:
    told = says(
        "1. tata salt 1kg - 4 (the last one was good)\n"
        "2. sunflower oil 1 litre 6 (birch)\n"
        "3. stapler 3\n"
        "all this for the hostel mess"
    )
    assert cart(shop) == {"SALT-1": 4, "OIL-B": 6}
    assert "stapler" in words(told)
    assert "hostel" not in words(told) and "last one" not in words(told)


def test_a_brand_that_stands_alone_says_which_of_what_was_named(shop: Tools, says: Says) -> None:
    says("add 3 sunflower oil 1 litre, birch")
    assert cart(shop) == {"OIL-B": 3}


def test_a_size_says_which_line_goes(shop: Tools, says: Says) -> None:
    says("2 amber sunflower oil 5 litre")
    says("4 amber sunflower oil 1 litre")
    says("remove the 5 litre oil")
    assert cart(shop) == {"OIL-1": 4}


def test_what_is_refused_beside_an_order_is_not_offered(shop: Tools, says: Says) -> None:
    assert "Amber" not in words(says("3 sunflower oil 1 litre, no amber"))


def test_an_answer_in_a_word_goes_before_another_wish(shop: Tools, says: Says) -> None:
    says("4 tata salt 1kg, 3 sunflower oil 1 litre")
    says("birch. make the salt 9")
    assert cart(shop) == {"SALT-1": 9, "OIL-B": 3}


def test_the_place_is_of_the_open_line_after_something_came_between(shop: Tools, says: Says) -> None:
    offered = [title for title in titles(says("3 sunflower oil 1 litre")) if "Oil" in title]
    says("who won the cricket match yesterday")
    says("pehla wala")
    assert cart(shop) == {"OIL-1" if "Amber" in offered[0] else "OIL-B": 3}
