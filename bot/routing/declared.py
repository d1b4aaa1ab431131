"""Tells what all actions together declare."""

import importlib
import pkgutil
from collections.abc import Mapping

import bot.actions
from bot.dialogue.turn import DECLARED, Declared


def all_declared() -> Mapping[str, Declared]:
    """Load every module of actions, and give what is declared, by intent."""
    for module in pkgutil.iter_modules(bot.actions.__path__):
        importlib.import_module(f"bot.actions.{module.name}")
    return DECLARED


def private_intents() -> frozenset[str]:
    """Name the intents that are answered to one customer alone, never where others read along."""
    return frozenset(intent for intent, declared in all_declared().items() if declared.private)
