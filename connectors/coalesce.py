"""Brings a turn's replies together: a customer gets one or two messages, not six; pure."""

from collections.abc import Sequence
from dataclasses import replace

from chat.reply import Reply
from connectors.text import length

ROOM = 900  # characters; below every channel's limit for words beside buttons


def together(replies: Sequence[Reply]) -> list[tuple[int, Reply]]:
    """Groups in order: how many replies each stands for, and the one that says them all.

    Words go into the words that follow, and in front of what has buttons. What has buttons
    ends its message: nothing is ever moved past a button.
    """
    groups: list[tuple[int, Reply]] = []
    for reply in replies:
        if groups and _fits(groups[-1][1], reply):
            count, before = groups[-1]
            groups[-1] = (count + 1, _one(before, reply))
        else:
            groups.append((1, reply))
    return groups


def _fits(before: Reply, reply: Reply) -> bool:
    plain = before.kind == "text" and not before.options and before.sender == reply.sender
    return plain and length(_words(before)) + length(_words(reply)) + 2 <= ROOM


def _words(reply: Reply) -> str:
    return reply.lead or reply.text


def _one(before: Reply, reply: Reply) -> Reply:
    def joined(one: str, other: str) -> str:
        return "\n\n".join(part for part in (one, other) if part)

    return replace(reply, lead=joined(_words(before), _words(reply)), text=joined(before.text, reply.text))
