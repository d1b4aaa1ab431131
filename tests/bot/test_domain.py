"""domain.yml, the rules, the examples and the actions say the same."""

# ruff: noqa: SIM905  # long lists of words read best as words

import csv
import importlib
import pkgutil
import re
from collections import Counter

import yaml

import bot.actions
from app.settings import ROOT
from bot.dialogue.turn import ACTIONS

DATA = ROOT / "bot" / "data"
CONTRACT = """
search_product refine_search show_more product_details compare_products check_stock ask_price
recommend offers add_to_cart update_cart remove_from_cart view_cart clear_cart order_list
repeat_order apply_voucher
request_quote checkout delivery_options payment_methods payment_problem change_address
track_order order_history cancel_order change_order return_order exchange_order refund_status refund_policy
get_invoice ask_seller human_agent complaint give_review account_help notifications
greet goodbye thank affirm deny what_can_you_do faq out_of_scope
""".split()


def domain() -> dict[str, list[str]]:
    found: dict[str, list[str]] = yaml.safe_load((ROOT / "domain.yml").read_text())
    return found


def examples() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for file in sorted((DATA / "nlu").rglob("*.yml")):
        for group in yaml.safe_load(file.read_text())["nlu"]:
            lines = re.findall(r"^- (.+)$", group["examples"], re.MULTILINE)
            found.setdefault(group["intent"], []).extend(lines)
    return found


def test_every_action_of_the_domain_has_a_function_and_the_reverse() -> None:
    for module in pkgutil.iter_modules(bot.actions.__path__):
        importlib.import_module(f"bot.actions.{module.name}")
    assert sorted(domain()["actions"]) == sorted(ACTIONS)


def test_every_intent_of_the_contract_is_understood() -> None:
    aliases = yaml.safe_load((DATA / "intent_aliases.yml").read_text())
    assert [i for i in CONTRACT if i not in domain()["intents"] and i not in aliases] == []


def test_every_intent_has_many_examples_and_none_is_given_twice() -> None:
    found = examples()
    assert sorted(found) == sorted(set(domain()["intents"]) - {"nlu_fallback"})
    assert {intent: len(lines) for intent, lines in found.items() if len(lines) < 50} == {}
    every = Counter(line.lower() for lines in found.values() for line in lines)
    assert sorted(line for line, times in every.items() if times > 1) == []


def test_every_intent_has_its_rule() -> None:
    rules = [
        rule["steps"]
        for file in (DATA / "rules").glob("*.yml")
        for rule in yaml.safe_load(file.read_text())["rules"]
    ]
    ruled = {steps[0]["intent"]: steps[1]["action"] for steps in rules}
    wanted = {i: f"action_{i}" for i in domain()["intents"]} | {"nlu_fallback": "action_default_fallback"}
    assert ruled == wanted


def test_nothing_that_is_tested_was_trained_on() -> None:
    with (ROOT / "bench" / "data" / "language_test.csv").open(newline="") as file:
        tested = list(csv.DictReader(file))
    trained = {line.lower() for lines in examples().values() for line in lines}
    assert [row["text"] for row in tested if row["text"].lower() in trained] == []
    assert len(tested) >= 600
    named = [name for row in tested for name in row["intent"].split("|")]
    assert {i: named.count(i) for i in CONTRACT if named.count(i) < 12} == {}
