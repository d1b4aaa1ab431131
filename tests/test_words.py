"""The catalogue of words: nothing in it lacks a language; nothing said to a customer is written elsewhere."""

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from string import Formatter

import pytest

from chat.words import Ways, Words

ROOT = Path(__file__).resolve().parent.parent
# Where what is said to customers, sellers and approvers in a chat or on the checkout page is made.
SPEAKING = (
    "app/gateway/shop.py",
    "bot/actions",
    "bot/dialogue",
    "bot/routing",
    "bot/words",
    "chat",
    "connectors/lines.py",
    "connectors/telegram",
    "connectors/web/checkout",
    "connectors/web/invoices.py",
    "connectors/whatsapp",
    "connectors/words.py",
    "desk/store",
    "desk/words.py",
    "insight",
    "intake",
    "shop",
)
# These speak to people who work here, in English, or to nobody.
OTHERS: frozenset[str] = frozenset(
    {
        "bot/actions/asking_about.py",  # understood
        "bot/actions/pay_words.py",  # understood
        "bot/actions/paying_by_upi.py",  # understood
        "bot/actions/stated_facts.py",  # understood
        "bot/actions/which_order.py",  # understood
        "bot/dialogue/choosing.py",  # understood
        "bot/dialogue/language.py",  # understood
        "bot/dialogue/reading_here.py",  # names of what is kept
        "bot/dialogue/siblings.py",  # understood
        "bot/dialogue/terms_said.py",  # understood
        "bot/dialogue/way_said.py",  # understood
        "bot/routing/written.py",  # files
        "chat/emoji.py",  # understood
        "chat/handoff.py",  # understood
        "connectors/telegram/sender.py",  # logged
        "connectors/web/checkout/headers.py",  # codes
        "connectors/web/checkout/webhook.py",  # codes
        "connectors/web/invoices.py",  # codes
        "connectors/whatsapp/errors.py",  # logged
        "connectors/whatsapp/sender.py",  # logged
        "connectors/whatsapp/window.py",  # admins
        "insight/events/event.py",  # codes
        "insight/events/store/own.py",  # codes
        "insight/figures/filters.py",  # staff
        "insight/figures/margins.py",  # staff
        "insight/figures/measures.py",  # staff
        "insight/figures/words.py",  # staff
        "insight/questions/festivals.py",  # understood
        "insight/questions/reading.py",  # staff
        "insight/questions/says.py",  # staff
        "insight/questions/tagging.py",  # staff
        "insight/questions/time_words.py",  # understood
        "insight/questions/understood.py",  # staff
        "insight/questions/words.py",  # understood
        "insight/recommending/refit.py",  # logged
        "insight/segments/lifecycle.py",  # codes
        "insight/segments/rfm.py",  # codes
        "intake/brain.py",  # understood
        "intake/wishes.py",  # understood
        "shop/catalogue/product.py",  # stored
        "shop/catalogue/store/writes.py",  # SQL
        "shop/checkout/store/consistency.py",  # logged
        "shop/delivery/states.py",  # data
        "shop/finding/asking.py",  # understood
        "shop/finding/claims.py",  # understood
        "shop/finding/comparing.py",  # codes
        "shop/finding/constraints.py",  # understood
        "shop/finding/find.py",  # codes
        "shop/finding/in_view.py",  # understood
        "shop/finding/matching.py",  # understood
        "shop/finding/phrases.py",  # understood
        "shop/finding/pointing.py",  # understood
        "shop/finding/prices.py",  # understood
        "shop/finding/refining.py",  # understood
        "shop/money.py",  # logged
        "shop/orders/status.py",  # codes
        "shop/orders/tables.py",  # SQL
        "shop/payments/store/ledger.py",  # logged
        "shop/plans/counted.py",  # understood
        "shop/plans/called.py",  # understood
        "shop/reading/again.py",  # understood
        "shop/reading/cases.py",  # understood
        "shop/reading/dates.py",  # understood
        "shop/reading/instead.py",  # understood
        "shop/reading/lists.py",  # understood
        "shop/reading/money_words.py",  # understood
        "shop/reading/numbers.py",  # understood
        "shop/reading/quantity.py",  # understood
        "shop/reading/suggestions.py",  # understood
        "shop/reading/units.py",  # understood
        "shop/sellers/masking.py",  # stored
    }
)
SENTENCE = re.compile(r"[A-Za-z\u2019']{2,},? [A-Za-z\u2019']{2,}")
OURS_ALONE = {
    "ValueError",
    "TypeError",
    "RuntimeError",
    "KeyError",
    "LookupError",
    "AssertionError",
    "BrainFailed",
    "HTTPException",  # answers to programs
    "Problem",
}
# One word in English, but in Hindi another form of it in another sentence.
OTHER_IN_HINDI = frozenset({"packed", "delivered", "in stock", "{days} days"})
DEVANAGARI = re.compile(r"[\u0900-\u097f]")


def modules() -> list[Path]:
    places = [ROOT / place for place in SPEAKING]
    return sorted(path for one in places for path in ([one] if one.is_file() else one.rglob("*.py")))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def catalogue() -> Iterator[tuple[str, Words | Ways]]:
    """Each of them that a module holds by name, by itself or in a table."""
    for path in modules():
        module = importlib.import_module(name_of(path).removesuffix(".py").replace("/", "."))
        for name, value in vars(module).items():
            held = (
                value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
            )
            for number, one in enumerate(held):
                if isinstance(one, Words | Ways):
                    yield f"{name_of(path)}:{name}[{number}]", one


def spoken(one: Words | Ways) -> dict[str, tuple[str, ...]]:
    values = {field.name: getattr(one, field.name) for field in fields(one)}
    return {name: (value,) if isinstance(value, str) else value for name, value in values.items()}


def facts_in(said: str) -> set[str]:
    return {name.split(".")[0] for _, name, _, _ in Formatter().parse(said) if name is not None}


def test_nothing_lacks_a_language_and_each_language_says_the_same_facts() -> None:
    lacking, letters, facts = [], [], []
    for name, one in catalogue():
        ways = spoken(one)
        if not all(all(way.strip() for way in said) and said for said in ways.values()):
            lacking.append(name)
            continue
        words = [re.sub(r"\{[^}]*\}", "", way) for way in ways["deva"]]
        if any(re.search(r"[A-Za-z]{3}", way) and not DEVANAGARI.search(way) for way in words):
            letters.append(name)
        if len({frozenset(set().union(*map(facts_in, said))) for said in ways.values()}) > 1:
            facts.append(name)
    assert (lacking, letters, facts) == ([], [], [])


def test_what_is_said_in_two_places_is_written_in_one() -> None:
    homes: dict[str, dict[int, str]] = {}
    for name, one in catalogue():
        homes.setdefault(str(one.en), {})[id(one)] = name
    twice = {said: sorted(home.values()) for said, home in homes.items() if len(home) > 1}
    assert {said: names for said, names in twice.items() if said not in OTHER_IN_HINDI} == {}


def literals(path: Path) -> list[str]:
    """What looks like a sentence and is neither in the catalogue nor a note to ourselves."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    ours: set[ast.AST] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Module() | ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                if node.body and isinstance(node.body[0], ast.Expr):
                    ours.add(node.body[0])
            case ast.keyword(arg="summary"):  # of a route, for who writes a client
                ours.add(node)
            case ast.Call(func=ast.Name(id="Words" | "Ways")):
                ours.add(node)
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re" | "log" | "logger"))):
                ours.add(node)
            case ast.Raise(exc=ast.Call(func=ast.Name(id=error))) if error in OURS_ALONE:
                ours.add(node)
    inside = {id(child) for node in ours for child in ast.walk(node)}
    return [
        f"{name_of(path)}:{node.lineno}: {node.value[:60]}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside
        if SENTENCE.search(node.value)
    ]


@pytest.mark.parametrize("path", [path for path in modules() if name_of(path) not in OTHERS], ids=name_of)
def test_nothing_that_is_shown_is_written_outside_the_catalogue(path: Path) -> None:
    assert literals(path) == []


def test_no_module_is_excused_that_needs_no_excuse() -> None:
    assert [name for name in OTHERS if not (ROOT / name).exists() or not literals(ROOT / name)] == []
