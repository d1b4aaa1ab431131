"""Says in a sentence why there is no such figure."""

from insight.figures.asked import NoFigure

NAMES = {
    "aov": "average order value",
    "lines_per_order": "lines per order",
    "margin_rate": "margin rate",
    "return_rate": "return rate",
    "fill_rate": "fill rate",
    "csat": "customer satisfaction",
}
SENTENCES = {
    "measure_unknown": 'There is no measure "{measure}"; there are {known}.',
    "dimension_unknown": 'There are no figures by "{by}"; there are figures by {known}.',
    "not_by": "{Measure} cannot be told by {by}: {why}.",
    "whole_shops": "{Measure} is a figure of the whole shop, and not of one seller.",
    "segments_are_the_shops": "Segments are told by what customers buy of all sellers, so only the shop sees "
    "figures by them.",
    "customers_are_the_shops": "Figures of single customers are told to the shop alone.",
    "period_backwards": "The period ends before it begins.",
    "period_long": "That are more than {most} {by}s; ask for a shorter time, or by month.",
    "time_unclear": '"{text}" is no day and no time: write 2026-01-31, or 2026-01-31T10:00:00+05:30.',
    "filter_unclear": '"{text}" is no filter: write field:value with one of these fields: {known}.',
    "value_unknown": 'The shop knows no {field} "{value}"{near}.',
    "too_many": "That {field} names too many goods at once; ask for a category or a brand.",
    "no_margin": "The shop states neither what its goods cost it nor an MRP, so no margin is known.",
}


def why(refusal: NoFigure) -> str:
    """Say it in English, to who works here."""
    facts = {name: _said(fact) for name, fact in refusal.facts.items()}
    measure = measure_name(facts.get("measure", ""))
    return SENTENCES[refusal.code].format(**facts, Measure=measure[:1].upper() + measure[1:])


def measure_name(measure: str) -> str:
    """What people call a measure."""
    return NAMES.get(measure, measure)


def _said(fact: object) -> str:
    return ", ".join(map(str, fact)) if isinstance(fact, tuple | list) else str(fact)
