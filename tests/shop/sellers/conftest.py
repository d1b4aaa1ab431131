"""The sellers' world, on SQLite and PostgreSQL."""

import pytest

from storage.database import Database
from tests.shop.sellers.world import World


@pytest.fixture
def world(db: Database) -> World:
    return World(db)
