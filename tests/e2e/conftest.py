"""What all end-to-end tests share: a browser, a server that speaks the contract, one running product."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from xdist.scheduler import LoadScopeScheduling

from tests.e2e.browser import DESKTOP, chromium
from tests.e2e.contract_server import ContractServer
from tests.e2e.contract_server import running as serving
from tests.e2e.phones import Phones, phones
from tests.e2e.product import Product, running
from tests.standins.stripe import SECRET, StripeStandIn
from tests.standins.stripe import running as stripe_running

# How long a page may take says how busy the machine is, not whether the page is right.
expect.set_options(timeout=30_000)


# Files whose tests share one product, and so one worker of pytest-xdist: else each worker would start it.
SHARING = {
    "test_any_text": "product",
    "test_desk_product": "product",
    "test_from_list_to_refund": "product",
    "test_road": "product",
    "test_running": "product",
    "test_widget_product": "product",
    "test_desk_channels": "phones",
    "test_one_customer": "phones",
}
# To make a product's data takes a minute; meanwhile the other worker tests the widget, which needs none.
FIRST = ("product", "test_widget")


class BySharing(LoadScopeScheduling):
    """Gives to one worker all tests that share something.

    `--dist loadgroup` is for that, but pytest-xdist 3.8 marks its groups where pytest 9 does not look.
    """

    def _split_scope(self, nodeid: str) -> str:
        return shares(nodeid)


def shares(nodeid: str) -> str:
    """What a test shares a worker with: a product, or its file; those that start one each, nothing."""
    file = Path(nodeid.partition("::")[0]).stem
    return nodeid if file == "test_reads" else SHARING.get(file, file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> BySharing | None:
    return BySharing(config, log) if config.getvalue("dist") == "loadscope" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: FIRST.index(of) if (of := shares(item.nodeid)) in FIRST else len(FIRST))


@pytest.fixture(scope="session")
def stripe() -> Iterator[StripeStandIn]:
    """Who takes the demo shop's payments online."""
    with stripe_running() as stripe:
        yield stripe


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory, stripe: StripeStandIn) -> Iterator[Product]:
    """The demo shop, open."""
    paying = {"stripe_key": "sk_test_1", "stripe_webhook_secret": SECRET, "stripe_api": stripe.url}
    data = tmp_path_factory.mktemp("product") / "data"
    with running(data, **paying, carrier_secret="the-carriers-word") as product:
        stripe.webhook = f"{product.url}/webhooks/payments"
        yield product


@pytest.fixture(scope="session")
def phone() -> Iterator[Phones]:
    """Telegram and WhatsApp, as the shop below takes them for real."""
    with phones() as found:
        yield found


@pytest.fixture(scope="session")
def product_on_phones(tmp_path_factory: pytest.TempPathFactory, phone: Phones) -> Iterator[Product]:
    """The demo shop with both channels and a carrier."""
    data = tmp_path_factory.mktemp("phones") / "data"
    with running(data, **phone.settings(), carrier_secret="the-carriers-word") as product:
        phone.reach(product.url)
        yield product


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for one module."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def server() -> Iterator[ContractServer]:
    """A server that keeps to the chat API's contract and does what a test says."""
    with serving() as server:
        yield server


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A desktop's window with storage of its own."""
    context = browser.new_context(viewport=DESKTOP)
    yield context
    context.close()
