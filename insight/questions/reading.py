"""Reads a question: puts together what its words are, or says why no figure answers it; pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from insight.figures.measures import GOODS, TIMES
from insight.questions.days import Days, a_unit_before, before
from insight.questions.tagging import Tag, days_in, tagged
from insight.questions.understood import MEASURE, STOPPED, WHY, CannotTell, Understood
from insight.questions.values import Filters, ShopNames

RANKED = 10  # rows of "the best", where no number is said
PEOPLE = {"who": "customer", "whom": "customer", "kaun": "customer", "कौन": "customer", "where": "city"}
JOINS = ("and", "aur", "और")
LEADS = ("by", "which", "most", "least", "top")
SOLD = {"sell", "sold", "selling", "bought"}
FEWER_IS_BETTER = ("returns", "return_rate")
TAKEN_APART = ("aov", "sales")


def read_question(text: str, names: ShopNames, today: date, context: Understood | None = None) -> Understood:
    """What a question asks; a question that says only what is different goes on from the one before."""
    found = tagged(text, names, today)
    tags = [tag for tag in found.tags if tag.kind != "noise"]
    tags = _as_dimensions(tags)
    filters = _filters(found.tags)
    by = _by(tags)
    if not by and any(tag.kind in ("most", "least") and SOLD & {*tag.text.split()} for tag in tags):
        by = "product"  # "what did we sell most"
    does = STOPPED if _has(tags, "stopped") else WHY if _has(tags, "why") else MEASURE
    measure = _measure(tags, by, does, context)
    if context and not _has(tags, "measure", "sold", "stopped", "why"):
        filters = {**{name: tuple(values) for name, values in context.filters.items()}, **filters}
        by = by or context.by
    order = _order(tags, measure)
    limit = _number(tags)
    days, against = _times(tags, context)
    asked = Understood(measure, by, filters, days, against, order, limit, does, found.read_as)
    return _settled(asked, tags)


def _as_dimensions(tags: Sequence[Tag]) -> list[Tag]:
    """Customers are what is counted, or by what is cut: "which customers", "top customers", "by customer"."""
    done: list[Tag] = []
    for place, tag in enumerate(tags):
        one = tag
        led = [other.kind for other in done if other.kind not in ("number", "name")][-1:]
        of_another = led and led[0] in ("most", "least", "top") and _has(done, "dimension")
        if tag.kind == "measure" and tag.value == "customers" and led and led[0] in LEADS and not of_another:
            one = replace(tag, kind="dimension", value="customer")
        if tag.kind == "which" and tag.text in PEOPLE and not _names_dimension(tags[place + 1 :]):
            one = Tag("dimension", PEOPLE[tag.text], tag.text)
        if tag.kind == "wise" and done and done[-1].kind in ("measure", "dimension"):
            if done[-1].value == "customers":
                done[-1] = replace(done[-1], kind="dimension", value="customer")
            if done[-1].kind == "dimension":
                continue
        if tag.kind == "dimension" and done and _is_named_by(done[-1], tag.value) and not _asks_for(done):
            continue  # "the Maggi brand", "Pune city"; but not "top Maggi products"
        after = done and done[-1].kind == "dimension" and done[-1].value != "product"
        if tag.kind == "name" and after and _is_named_by(tag, done[-1].value):
            before_it = done[-2].kind if len(done) > 1 else ""
            if before_it not in LEADS:
                done.pop()  # "brand Amul"
        done.append(one)
    return done


def _asks_for(tags: Sequence[Tag]) -> bool:
    """Whether something before asks which, and nothing has said yet of what."""
    return _has(tags, *LEADS) and not _has(tags, "dimension")


def _names_dimension(tags: Sequence[Tag]) -> bool:
    return any(
        tag.kind == "dimension" or (tag.kind == "measure" and tag.value == "customers") for tag in tags[:2]
    )


def _is_named_by(tag: Tag, dimension: str) -> bool:
    """Whether a name says of which brand, city or goods the noun beside it is."""
    if tag.kind != "name":
        return False
    return dimension in tag.value or (dimension == "product" and not {*GOODS}.isdisjoint(tag.value))


def _filters(tags: Sequence[Tag]) -> Filters:
    """All names hold together; of one field either does. Goods that do not fit are asked for apart."""
    found: Filters = {}
    goods: list[Filters] = []
    joined = False
    for tag in tags:
        joined = joined or tag.kind == "against" or tag.text in JOINS
        if tag.kind != "name":
            continue
        if not {*GOODS}.isdisjoint(tag.value):
            for other in goods:
                _fits(other, tag.value, joined)
            goods.append(tag.value)
            joined = False
        for field, values in tag.value.items():
            found[field] = tuple(dict.fromkeys((*found.get(field, ()), *values)))
    return found


def _fits(one: Filters, other: Filters, joined: bool) -> None:
    """Refuse names of goods that would not add up to what was meant."""
    same = {*one} == {*other} and len(one) == 1
    if (same and (joined or "product" not in one)) or (not joined and {*one}.isdisjoint(other)):
        return
    raise CannotTell("I do not know how these goods belong together; ask for each by itself.")


def _by(tags: Sequence[Tag]) -> str:
    found = list(dict.fromkeys(tag.value for tag in tags if tag.kind == "dimension"))
    if len(found) > 1:
        raise CannotTell(f"Figures are told by one thing at a time, and not by {' and '.join(found)}.")
    dangling = next((tag for tag in tags if tag.kind == "wise"), None)
    if dangling or (_has(tags, "by") and not found and not _has(tags, "measure")):
        raise CannotTell("I do not know by what the figures are to be cut.")
    return found[0] if found else ""


def _measure(tags: Sequence[Tag], by: str, does: str, context: Understood | None) -> str:
    found = list(dict.fromkeys(tag.value for tag in tags if tag.kind == "measure"))
    if does == STOPPED:
        found = [one for one in found if one != "customers"]
        if found:
            raise CannotTell("Of who stopped buying only the customers are told.")
        return "customers"
    if len(found) > 1:
        raise CannotTell(f"One figure at a time: {' or '.join(found)}?")
    if found:
        return str(found[0])
    if _has(tags, "sold"):
        return "units" if _has(tags, "many") else "sales"
    if by and _has(tags, "most", "least", "top") and not _has(tags, "many"):
        return "sales"
    if context:
        return context.measure
    raise CannotTell("I do not know which figure you mean: say sales, orders, customers, units or margin.")


def _order(tags: Sequence[Tag], measure: str) -> str:
    """Which rows come first. The best by returns has the fewest, the highest the most."""
    order = "least" if _has(tags, "least") else "most" if _has(tags, "most", "top") else ""
    judged = any(tag.text in ("best", "worst") for tag in tags)
    if order and judged and measure in FEWER_IS_BETTER:
        return "most" if order == "least" else "least"
    return order


def _times(tags: Sequence[Tag], context: Understood | None) -> tuple[Days | None, Days | None]:
    """When, and against when."""
    times, shifts = days_in(tags), [tag.value for tag in tags if tag.kind == "shifted"]
    if len(times) > 2 or len(shifts) > 1 or (len(times) == 2 and shifts):
        raise CannotTell("Name one time, or one against another.")
    days = times[0] if times else context.days if context else None
    if shifts:
        if days is None:
            raise CannotTell("Say which time is to be compared.")
        return days, a_unit_before(days, shifts[0]) if shifts[0] else before(days)
    if len(times) == 2:
        if not _has(tags, "against"):
            raise CannotTell("Name one time, or one against another: “October against September”.")
        against = times[1]
        if against == days:  # "last month against the previous month"
            against = before(days)
        elif against.unit == "year" and days and days.unit in ("day", "week", "month", "quarter"):
            against = a_unit_before(days, "year")
        return days, against
    if _has(tags, "before") and days:
        return days, before(days)
    if _has(tags, "moved", "why") and days:
        return days, before(days)
    return days, None


def _settled(asked: Understood, tags: Sequence[Tag]) -> Understood:
    """What is left open, settled; what does not go together, refused."""
    if asked.does == STOPPED:
        if asked.by not in ("", "customer") or asked.against:
            raise CannotTell("Of who stopped buying only the customers are told.")
        return replace(asked, by="customer", order="", limit=0)
    if asked.does == WHY:
        return _why(asked)
    twice = next((field for field in _named_twice(tags)), "")
    if _has(tags, "against") and not asked.against:
        if not twice or asked.by not in ("", twice):
            raise CannotTell("I do not know what is to be compared: name two times, or two of a kind.")
        asked = replace(asked, by=twice)
    if asked.against and asked.by:
        raise CannotTell("Two times are compared as a whole, and not by parts; ask for each time.")
    if _has(tags, "moved", "before") and not asked.against:
        if asked.days or asked.by not in ("", *TIMES):
            raise CannotTell("I do not know against which time that is to be compared.")
        asked = replace(asked, by=asked.by or "month")
    if asked.order and not asked.by:
        raise CannotTell("Say of what: the best product, brand, city, month?")
    if asked.limit and not asked.order:
        if not asked.by:
            raise CannotTell("I do not know what the number is for.")
        asked = replace(asked, order="most")
    if asked.order and not asked.limit:
        asked = replace(asked, limit=RANKED if _has(tags, "top") else 0)
    return asked


def _why(asked: Understood) -> Understood:
    if asked.measure not in TAKEN_APART:
        raise CannotTell("Only why sales or the average order value changed can be taken apart.")
    if asked.by or asked.order:
        raise CannotTell("A change is taken apart as a whole; name a category or a city to hold it to one.")
    if not asked.days:
        raise CannotTell("Say when it changed: “in October”, “last week”.")
    return asked


def _named_twice(tags: Sequence[Tag]) -> list[str]:
    """Fields of which two names stand side by side: brands, cities."""
    fields = [field for tag in tags if tag.kind == "name" for field in tag.value]
    return [field for field in dict.fromkeys(fields) if fields.count(field) > 1]


def _number(tags: Sequence[Tag]) -> int:
    numbers = [tag.value for tag in tags if tag.kind == "number"]
    if len(numbers) > 1 or any(number < 1 for number in numbers):
        raise CannotTell("I do not know what the numbers are for.")
    if numbers and not _has(tags, "top", "most", "least", "dimension"):
        raise CannotTell("I do not know what the number is for.")
    return min(int(numbers[0]), 1000) if numbers else 0


def _has(tags: Sequence[Tag], *kinds: str) -> bool:
    return any(tag.kind in kinds for tag in tags)
