"""One running product for all end-to-end tests that do not break it."""

from collections.abc import Iterator

import pytest

from tests.e2e.product import Product, running


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The demo shop, open."""
    with running(tmp_path_factory.mktemp("product") / "data") as product:
        yield product
