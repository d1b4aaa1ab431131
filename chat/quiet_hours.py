"""Decides at which hours nobody is written to unasked; pure."""

FROM, TO = 21, 8  # hours of the shop's own clock


def is_quiet(hour: int, start: int = FROM, end: int = TO) -> bool:
    """Whether this hour is within the quiet ones, which may span midnight; start = end is never quiet."""
    if start <= end:
        return start <= hour < end
    return hour >= start or hour < end
