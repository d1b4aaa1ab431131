"""What is read off recorded searches: what was seen, and what was chosen of it."""

from insight.searching.searched import Searched
from retrieval.choices import LOOKED_AT, TAKEN, Lesson, lessons


def page(customer: str, words: str, skus: list[str], start: int = 0, order: str = "") -> Searched:
    return Searched(f"{customer}{words}{start}", customer, "web", words, skus, start, asked={"order": order})


def choice(customer: str, words: str, skus: list[str], sku: str, how: str = "looked") -> Searched:
    return Searched(f"{customer}{sku}{how}", customer, "web", words, skus, 0, sku, {"how": how, "order": ""})


def test_only_pages_that_were_asked_for_were_seen() -> None:
    told = lessons(
        [
            page("a", "salt", ["1", "2"]),
            page("b", "salt", ["1", "2"]),
            page("a", "salt", ["3", "4"], start=2),
            choice("a", "salt", ["3", "4"], "4"),
            choice("a", "salt", ["3", "4"], "4", "taken"),
        ]
    )
    assert told == [Lesson("salt", {"1": 0, "2": 1, "3": 0, "4": 1}, {"4": TAKEN})]


def test_searching_again_is_another_search() -> None:
    told = lessons(
        [
            page("a", "oil", ["1", "2"]),
            choice("a", "oil", ["1", "2"], "1"),
            page("a", "oil", ["2", "1"]),
            choice("a", "oil", ["2", "1"], "2"),
        ]
    )
    assert [one.grades for one in told] == [{"1": LOOKED_AT}, {"2": LOOKED_AT}]


def test_an_order_of_the_buyers_own_teaches_nothing_about_words() -> None:
    cheap = Searched("r", "a", "web", "oil", ["2", "1"], 0, "2", {"order": "cheapest", "how": "taken"})
    assert lessons([page("a", "oil", ["2", "1"], order="cheapest"), cheap]) == []
    assert lessons([page("a", "", ["2", "1"]), choice("a", "", ["2", "1"], "1")]) == []
