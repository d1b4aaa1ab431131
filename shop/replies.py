"""What an agent or seller sends, drawn as the bot would: a product's card, the cart."""

from chat.reply import Card, Command, Option, Reply
from shop.cart.cart import as_json
from shop.cart.pricing import Quote
from shop.catalogue.product import Product


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


def cart(quote: Quote, lead: str) -> Reply:
    """The cart after an agent changed it; the customer can take the change back."""
    undo = Option("Undo", Command("update_cart", {"text": "undo"}))
    if not quote.lines:
        return Reply(
            "cart", f"{lead} It is empty now.", "agent", options=(undo,), data={"cart": as_json(quote)}
        )
    lines = [f"• {line.quantity} x {line.title} = {line.total.spoken()}" for line in quote.lines]
    return Reply(
        "cart",
        "\n".join([lead, *lines, f"Total: {quote.total.spoken()}"]),
        "agent",
        lead=lead,
        options=(Option("Check out", Command("checkout")), undo),
        data={"cart": as_json(quote)},
    )
