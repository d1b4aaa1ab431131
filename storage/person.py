"""What becomes of a person's rows, written on each table that has some."""

from collections.abc import Mapping
from typing import Any, Literal

# When the person is erased: the rows go; some columns are blanked; they stay as they are, for the shop or
# the law; or they stay and belong to a customer without a name.
# What is blanked and names its customer moves to that customer as well.
Fate = Literal["erase", "blank", "keep", "move"]


def person(
    fate: Fate,
    *by: str,
    blank: Mapping[str, Any] | None = None,
    merge: Literal["move", "own"] = "move",
) -> dict[str, Any]:
    """Make the `info` of a table: what becomes of a person's rows, and by which columns they are theirs.

    `by` names columns that hold a customer, or the conversation, order, question or quote of one; none
    where only code of its own finds them. `merge` says what happens when two customers are found to be one:
    rows of a customer_id move along, unless a rule of their own makes one of two.
    """
    return {"person": fate, "by": by, "blank": dict(blank or {}), "merge": merge}
