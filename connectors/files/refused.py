"""Why a file that a customer sent is no list that we can read."""

from chat.words import CANNOT_READ

MOST_ROWS = 300
MOST_PAGES = 20


class CannotRead(Exception):
    """The file is no list that we can read; the code says why, and the catalogue of words in which words."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(self.in_("en"))

    def in_(self, locale: str) -> str:
        """Say why in this language."""
        return CANNOT_READ[self.why].in_(locale, rows=MOST_ROWS, pages=MOST_PAGES)
