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
