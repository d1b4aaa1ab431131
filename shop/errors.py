"""What can go wrong in a shop, as one tree.

ShopError
├── CurrencyMismatch      (shop.money)
├── NotFound              a product, seller, customer or order that is not there
└── NotAllowed            a rule of the shop says no; its text is a sentence for the customer
"""


class ShopError(Exception):
    """Root of the shop's errors; its text is a sentence that may be shown in a chat."""

    def in_(self, locale: str) -> str:
        """Say it in this language; in English where it has no code."""
        return str(self)


class NotFound(ShopError):
    """What was named does not exist, or not for this customer."""


class NotAllowed(ShopError):
    """A rule of the shop forbids it."""
