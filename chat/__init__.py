"""A conversation: messages, replies, turns, handoff, identity. Standard library only."""
