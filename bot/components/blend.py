"""Blends two opinions of what a message is into one probability for each intent."""

from typing import Dict, List, Mapping, Text, Tuple


def blended(
    read: Mapping[Text, float], said: Mapping[Text, float], weight: float, floor: float
) -> List[Tuple[Text, float]]:
    """The product of both, the second with this weight, best first; what one never heard of has its floor."""
    scores: Dict[Text, float] = {
        name: max(read.get(name, 0.0), floor / 10) * max(said.get(name, 0.0), floor) ** weight
        for name in {*read, *said}
    }
    total = sum(scores.values())
    return sorted(((name, score / total) for name, score in scores.items()), key=lambda one: (-one[1], one[0]))
