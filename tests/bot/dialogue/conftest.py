"""The shop that the actions are tried in."""

from tests.bot.actions.conftest import tools

__all__ = ["tools"]
