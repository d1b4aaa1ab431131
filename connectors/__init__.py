"""Channels: each turns a payload into an Inbound, and a Reply into a payload."""
