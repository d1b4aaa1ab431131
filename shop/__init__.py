"""A shop: catalogue, money, price, cart, order, question. Pure; standard library only."""
