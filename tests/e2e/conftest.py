"""What all end-to-end tests share: a browser, a server that speaks the contract, one running product."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.e2e.browser import DESKTOP, chromium
from tests.e2e.contract_server import ContractServer
from tests.e2e.contract_server import running as serving
from tests.e2e.phones import Phones, phones
from tests.e2e.product import Product, running
from tests.standins.stripe import SECRET, StripeStandIn
from tests.standins.stripe import running as stripe_running

# How long a page may take says how busy the machine is, not whether the page is right.
expect.set_options(timeout=30_000)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one product go to one worker of pytest-xdist, or each worker would start it."""
    for item in items:
        if group := _group(item):
            item.add_marker(pytest.mark.xdist_group(group))
    # To make a product's data takes a minute; meanwhile the other worker tests the widget, which needs none.
    first = ("product", "test_widget")
    items.sort(key=lambda item: first.index(_group(item)) if _group(item) in first else len(first))


def _group(item: pytest.Item) -> str:
    """What this test shares a worker with; nothing where it starts a product of its own."""
    needs = getattr(item, "fixturenames", ())
    if "database_url" in needs:
        return ""
    return next((name for name in ("product_on_phones", "product") if name in needs), item.path.stem)


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
