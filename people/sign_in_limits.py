"""How long who failed to sign in has to wait, so that guessing takes too long to be worth it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

FORGOTTEN = timedelta(hours=1)  # after the last failure


@dataclass(frozen=True)
class Limit:
    """So many failures are free; then each has a pause behind it that doubles up to the longest."""

    who: str
    free: int
    first: timedelta
    longest: timedelta

    @property
    def key(self) -> str:
        """What is stored of whom it counts: no name or address."""
        return hashlib.sha256(self.who.encode(errors="replace")).hexdigest()[:40]

    def wait(self, failures: int, last: datetime, now: datetime) -> timedelta:
        """How long until the next try is looked at: never longer than the pause, not of who asked before
        the last failure was counted either, nor when the clock was set back."""
        if failures < self.free:
            return timedelta(0)
        pause = min(self.first * (1 << min(failures - self.free, 20)), self.longest)
        return min(max(last + pause - now, timedelta(0)), pause)
