"""A product as an agent or seller sends it: the card that the bot would show."""

from chat.reply import Card, Command, Option
from shop.catalogue import Product


def card(product: Product) -> Card:
    """With price and stock as the store says now."""
    subtitle = product.pack + (f", min {product.moq}" if product.moq > 1 else "")
    add = Command("add_to_cart", {"sku": product.sku, "quantity": product.moq})
    details = Command("product_details", {"sku": product.sku})
    return Card(
        sku=product.sku,
        title=product.title,
        subtitle=subtitle.strip(", "),
        price=product.price.spoken(),
        image=product.image,
        in_stock=product.stock > 0,
        options=(
            Option("Add to cart", add),
            Option("Details", details),
        ),
    )
