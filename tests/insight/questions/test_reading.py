"""What questions are understood to ask, and which are refused with what reason."""

from datetime import date

import pytest

from insight.questions.reading import read_question
from insight.questions.understood import CannotTell, Understood
from tests.insight.questions.asked import CANNOT, UNDERSTOOD
from tests.insight.questions.shop import demo_names

TODAY = date(2026, 11, 30)


def read(text: str, context: Understood | None = None) -> Understood:
    return read_question(text, demo_names(), TODAY, context)


def in_short(asked: Understood) -> tuple[str, str, str]:
    """As the table writes it."""
    filters = " ".join(
        f"{field}={'|'.join(sorted(values))}" for field, values in sorted(asked.filters.items())
    )
    times = []
    if asked.days:
        times.append(f"{asked.days.first}..{asked.days.last}")
    if asked.against:
        times.append(f"against {asked.against.first}..{asked.against.last}")
    if asked.does != "measure":
        times.append(asked.does)
    times += [asked.order] if asked.order else []
    times += [str(asked.limit)] if asked.limit else []
    return f"{asked.measure} {asked.by}".strip(), filters, " ".join(times)


@pytest.mark.parametrize(("text", "figure", "filters", "times"), UNDERSTOOD)
def test_a_question_is_understood(text: str, figure: str, filters: str, times: str) -> None:
    assert in_short(read(text)) == (figure, filters, times)


@pytest.mark.parametrize(("text", "reason"), CANNOT)
def test_a_question_without_a_figure_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(CannotTell) as refused:
        read(text)
    assert reason in str(refused.value).lower()


def test_a_question_goes_on_from_the_one_before() -> None:
    before = read("sales of biscuits in Pune last month")
    assert in_short(read("by week", before))[0] == "sales week"
    assert read("and in Delhi?", before).filters["city"] == ("Delhi",)
    assert in_short(read("show it by brand for this year", before)) == (
        "sales brand",
        in_short(before)[1],
        "2026-01-01..2026-12-31",
    )
    assert read("orders today", before).filters == {}
    assert Understood.from_json(before.as_json()) == before
    with pytest.raises(CannotTell, match="context"):
        Understood.from_json({"measure": "sales"})


def test_slips_are_put_right_and_said() -> None:
    assert read("slaes of bisucits").read_as == (("slae", "sale"), ("bisucit", "biscuit"))
    with pytest.raises(CannotTell, match="zzyzx"):
        read("sales of zzyzx")
