"""The reader that `dukan train` fitted."""

import pytest

from app.setup import reader_model
from bot.dialogue.reading_here import open_reader
from bot.reading.reader import Reader


@pytest.fixture(scope="session")
def reader() -> Reader:
    reader_model.train(lambda _line: None)  # only where it was not, or from other sources
    return open_reader(reader_model.FOLDER)
