"""The shop of tests/bot/test_shop_actions.py."""

from tests.bot.actions.conftest import tools

__all__ = ["tools"]
