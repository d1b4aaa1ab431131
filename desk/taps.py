"""Declares what the options mean that customers are given about the help of a person."""

from dataclasses import dataclass

from chat.payloads import payload


@payload("desk.score", intent="give_review")
@dataclass(frozen=True)
class ScoreHelp:
    """How it was with the person, asked once for each time."""

    asked: int
    score: int  # 1 to 4
