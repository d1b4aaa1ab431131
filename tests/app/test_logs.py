"""What a fault writes to the log."""

import io
import logging
from collections.abc import Iterator

import pytest

from app.logs import set_up
from app.settings import Settings


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before = root.handlers, root.level
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    set_up(Settings(log_format="json"), "gateway")
    yield stream
    root.handlers, root.level = before


def deep(levels: int) -> None:
    if levels:
        deep(levels - 1)
    raise OverflowError("too large to store")


def test_a_fault_that_comes_again_is_a_line_not_another_stack_trace(written: io.StringIO) -> None:
    for _ in range(50):
        try:
            deep(30)
        except OverflowError as err:
            logging.getLogger("x").error("request failed: %s", "/v1/orders", exc_info=err)
    first, *others = written.getvalue().splitlines()
    assert "Traceback" in first and "in deep" in first
    assert len(others) == 49
    assert all(len(line) < 400 and "OverflowError: too large to store" in line for line in others)


def test_another_fault_has_its_own(written: io.StringIO) -> None:
    for number in ("one", ""):
        try:
            int(number)
        except ValueError as err:
            logging.getLogger("x").error("failed", exc_info=err)
    try:
        {}["x"]
    except KeyError as err:
        logging.getLogger("x").error("failed", exc_info=err)
    assert written.getvalue().count("Traceback") == 2
