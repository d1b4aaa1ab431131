"""The word with which a person hands back."""

from desk.acts import MOST, Act, in_words


def test_nothing_done_is_nothing_told() -> None:
    assert in_words([], "en") == ""


def test_the_last_of_its_kind_is_told_for_each_product() -> None:
    shown = Act("card", "A", {"title": "Atta"})
    put = Act("cart", "A", {"title": "Atta", "quantity": 3, "before": 0})
    more = Act("cart", "A", {"title": "Atta", "quantity": 5, "before": 3})
    told = in_words([shown, put, more], "en")
    assert told == in_words([more], "en")
    assert "5" in told
    assert "3" not in told


def test_only_the_last_few_are_told() -> None:
    acts = [Act("card", str(n), {"title": f"Goods {n}"}) for n in range(MOST + 2)]
    assert in_words(acts, "en") == in_words(acts[2:], "en")
