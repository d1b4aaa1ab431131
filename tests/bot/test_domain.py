"""domain.yml, the rules, the examples and the actions say the same."""

# ruff: noqa: SIM905  # long lists of words read best as words

import csv
import re
from collections import Counter

import yaml

from app.settings import ROOT
from bot.dialogue.turn import ACTIONS
from bot.reading.ways import ways
from bot.routing import written
from bot.routing.declared import all_declared

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


def test_every_function_is_declared_and_the_reverse() -> None:
    assert {f"action_{one.name}" for one in all_declared().values()} == set(ACTIONS)


def test_what_rasa_reads_is_what_is_declared() -> None:
    said = written.DOMAIN.read_text(encoding="utf-8")
    assert said == written.domain(said), "python -m bot.routing.written"
    assert written.RULES.read_text(encoding="utf-8") == written.rules(), "python -m bot.routing.written"


def test_help_offers_each_of_its_places_once() -> None:
    places = sorted(one.help_place for one in all_declared().values() if one.help_place)
    assert places == list(range(1, len(places) + 1))
    assert [intent for intent, one in all_declared().items() if one.help_place and not one.title] == []


def test_what_belongs_to_one_customer_is_not_for_a_group() -> None:
    theirs = """
    view_cart add_to_cart update_cart remove_from_cart clear_cart order_list repeat_order checkout track_order
    order_history cancel_order change_order return_order exchange_order refund_status get_invoice
    change_address account_help payment_problem apply_voucher recommend
    offers request_quote saved_list undo
    """.split()
    assert sorted(theirs) == sorted(intent for intent, one in all_declared().items() if one.private)


def test_every_intent_of_the_contract_is_understood() -> None:
    aliases = yaml.safe_load((DATA / "intent_aliases.yml").read_text())
    assert [i for i in CONTRACT if i not in domain()["intents"] and i not in aliases] == []


def test_every_intent_has_many_examples_and_none_is_given_twice() -> None:
    found = examples()
    for way in ways():
        if way.act in all_declared():
            found.setdefault(way.act, [])
    learnt = Counter(way.act for way in ways())
    assert sorted(found) == sorted(set(domain()["intents"]) - {"nlu_fallback"})
    assert {intent: len(lines) for intent, lines in found.items() if len(lines) + learnt[intent] < 50} == {}
    every = Counter(line.lower() for lines in found.values() for line in lines)
    assert sorted(line for line, times in every.items() if times > 1) == []


def test_nothing_that_is_tested_was_trained_on() -> None:
    with (ROOT / "bench" / "data" / "language_test.csv").open(newline="") as file:
        tested = list(csv.DictReader(file))
    trained = {line.lower() for lines in examples().values() for line in lines}
    assert [row["text"] for row in tested if row["text"].lower() in trained] == []
    assert len(tested) >= 600
    named = [name for row in tested for name in row["intent"].split("|")]
    assert {i: named.count(i) for i in CONTRACT if named.count(i) < 12} == {}
