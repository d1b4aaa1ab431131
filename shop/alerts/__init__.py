"""Alerts: what a customer asked to be told of goods, once it is so."""
