"""All tables together: for migrations, for telling and forgetting a person, for making two customers one."""

# ruff: noqa: F401  # imported so that what they describe is in the metadata, whoever asks for it

import chat.tables
import desk.tables
import insight.tables
import intake.tables
import people.tables
import shop.alerts.tables
import shop.cart.tables
import shop.catalogue.tables
import shop.checkout.tables
import shop.claims.tables
import shop.orders.tables
import shop.payments.tables
import shop.reviews.tables
import shop.sellers.tables
import shop.stock.tables
from storage.tables import metadata

schema = metadata
