"""Reads a message, with what is on the table: what is wanted, and which words say what."""
