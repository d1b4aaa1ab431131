"""Why a file that a customer sent is no list that we can read."""

from zipfile import ZipFile

from chat.words import CANNOT_READ

MOST_ROWS = 300
MOST_PAGES = 20
MOST_UNPACKED = 50 * 1024 * 1024  # a small file may unpack to a huge one


class CannotRead(Exception):
    """The file is no list that we can read; the code says why, and the catalogue of words in which words."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(self.in_("en"))

    def in_(self, locale: str) -> str:
        """Say why in this language."""
        return CANNOT_READ[self.why].in_(locale, rows=MOST_ROWS, pages=MOST_PAGES)


def refuse_huge(packed: ZipFile) -> None:
    """Raise CannotRead where it unpacks to more than any list of goods is."""
    if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
        raise CannotRead("large")
