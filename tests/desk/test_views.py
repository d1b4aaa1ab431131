"""What the desk shows of a conversation in short."""

from desk.views import Heard, Summary, summary_of


def test_a_summary_tells_what_was_wanted_and_what_was_not_understood() -> None:
    heard = [
        Heard("hello", "greet"),
        Heard("atta", "search_product"),
        Heard("maida", "search_product"),
        Heard("qwerty", "nlu_fallback"),
        Heard("where is my order", "track_order"),
        Heard("", ""),
    ]
    assert summary_of("asked", heard) == Summary(
        "asked", ["search_product", "track_order"], ["qwerty"], "where is my order"
    )
    assert summary_of("", []) == Summary("", [], [], "")
