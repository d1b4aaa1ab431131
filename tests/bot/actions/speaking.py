"""What tests of actions in several languages share beside the fixtures of conftest.py."""

from collections.abc import Callable

from bot.dialogue.turn import Answer

Speak = Callable[[str], Callable[..., Answer]]  # by the locale


def titles(answer: Answer) -> list[str]:
    """What can be tapped."""
    return [option.title for reply in answer.replies for option in reply.options]
