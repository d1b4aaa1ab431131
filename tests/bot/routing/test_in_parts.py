"""Several answers become one: nothing of a part is lost, and what is asked stands last."""

from bot.dialogue.turn import Answer
from bot.routing.in_parts import together
from chat.reply import Command, Option, Reply, choice, text


def _line(words: str, line: str) -> Reply:
    return choice(words, Option("1", Command("add_to_cart", {"sku": "X", "line": line})))


def test_what_has_buttons_is_told_though_a_question_stands_behind_it() -> None:
    ways = choice("It comes on Monday.", Option("Standard", Command("choose")))
    one = together([Answer((ways,)), Answer((_line("Which salt?", "salt"),))])
    assert [(reply.kind, reply.text) for reply in one.replies] == [
        ("text", "It comes on Monday."), ("choice", "Which salt?"),
    ]  # fmt: skip


def test_a_line_of_the_list_is_asked_about_last_wherever_it_stood() -> None:
    ways = choice("It comes on Monday.", Option("Standard", Command("choose")))
    one = together([Answer((_line("Which salt?", "salt"),)), Answer((ways,))])
    assert [reply.text for reply in one.replies] == ["It comes on Monday.", "Which salt?"]


def test_what_two_parts_are_told_alike_is_told_once() -> None:
    one = together([Answer((text("It keeps a year."),)), Answer((text("It keeps a year."),))])
    assert [reply.text for reply in one.replies] == ["It keeps a year."]
