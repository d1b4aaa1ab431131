"""Claims: goods of an order that did not come as they were bought, and what is done about it."""
