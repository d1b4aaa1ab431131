"""Each error of Meta leads to what Meta's documentation asks for."""

import pytest

from connectors.delivery import Held, PermanentFailure, RetryAfter, TemporaryFailure
from connectors.whatsapp.errors import failure


def of(code: int, status: int = 400) -> Exception:
    return failure(status, {"error": {"code": code, "message": "x", "error_data": {"details": "y"}}})


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (130429, RetryAfter),
        (131056, RetryAfter),
        (80007, RetryAfter),
        (131047, Held),
        (132001, Held),
        (132015, Held),
        (131026, PermanentFailure),
        (131051, PermanentFailure),
        (131050, PermanentFailure),
        (100, PermanentFailure),
        (190, RetryAfter),
        (10, RetryAfter),
        (200, RetryAfter),
        (368, RetryAfter),
        (131000, TemporaryFailure),
        (1, TemporaryFailure),
        (999999, PermanentFailure),
    ],
)
def test_codes(code: int, kind: type[Exception]) -> None:
    assert type(of(code)) is kind
    assert str(code) in str(of(code))


@pytest.mark.parametrize(
    ("status", "kind"), [(429, RetryAfter), (503, TemporaryFailure), (404, PermanentFailure)]
)
def test_answers_without_a_code(status: int, kind: type[Exception]) -> None:
    assert type(failure(status, {})) is kind
    assert type(failure(status, {"error": "nonsense"})) is kind


def test_one_customers_limit_is_not_everybodys() -> None:
    waits = of(131056)
    assert isinstance(waits, RetryAfter)
    assert waits.seconds == 6
