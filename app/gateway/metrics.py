"""Figures for /metrics."""

from prometheus_client import Counter, Gauge, Histogram

TURNS = Counter("dukan_turns", "Messages that had their turn", ["channel", "outcome"])
TURN_SECONDS = Histogram(
    "dukan_turn_seconds",
    "From the stored message to its stored replies",
    buckets=(0.01, 0.02, 0.04, 0.06, 0.1, 0.15, 0.25, 0.5, 1, 2, 5, 10, 15),
)
WAITING = Gauge("dukan_messages_waiting", "Messages that wait", ["box"])
INTENTS = Counter("dukan_intents", "What messages were taken for", ["intent"])
