"""What is needed for a dish, an occasion or a new shop: goods with quantities, in packs of the shop."""
