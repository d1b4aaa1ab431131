"""What is flagged of words between buyers and sellers, and what becomes of it; on both databases."""

from shop.sellers.service.flags import Flags
from tests.shop.sellers.world import NOW, World


def test_contact_data_passes_where_the_shop_allows_it(world: World) -> None:
    Flags(world.db).allow_contact("s1", True, "admin", NOW)
    question = world.ask(words="ring me on 98765 43210")
    (seen,) = world.questions.newest("s1")
    assert seen["said"][0]["text"] == "ring me on 98765 43210"
    assert Flags(world.db).flagged() == []
    world.questions.answer(question, "x", "Pay me directly, idiot", NOW, seller="s1")
    assert [f["kind"] for f in Flags(world.db).flagged()] == ["off_platform,abuse"]


def test_one_bad_message_is_one_flag_and_one_warning(world: World) -> None:
    question = world.ask()
    words = "Ring 98765 43210 or see http://x.example, pay me directly, idiot"
    world.questions.answer(question, "x", words, NOW, seller="s1")
    (flag,) = Flags(world.db).flagged()
    assert set(flag["kind"].split(",")) == {"contact", "link", "off_platform", "abuse"}
    Flags(world.db).settle(flag["id"], "warned", "x", NOW)
    assert Flags(world.db).flagged() == []
    assert Flags(world.db).warnings("s1") == 1


def test_a_buyer_is_warned_in_the_chat_and_no_seller_pays_for_it(world: World) -> None:
    world.ask(words="ring me on 98765 43210")
    (flag,) = Flags(world.db).flagged()
    assert flag["seller"] is None
    assert Flags(world.db).settle(flag["id"], "warned", "admin", NOW)
    assert "A word from the shop" in world.said(world.buyer_at)[-1]
    assert Flags(world.db).warnings("s1") == 0
    assert not Flags(world.db).settle(flag["id"], "blocked", "admin", NOW)
