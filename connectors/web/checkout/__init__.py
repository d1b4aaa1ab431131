"""The checkout page: a signed link that works once, the cart as it was shown, and a way to pay."""
