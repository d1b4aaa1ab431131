"""Rasa's custom actions: thin; each reads slots, calls one use case, replies."""
