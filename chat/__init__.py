"""A conversation: messages, replies, turns, handoff, inbox and outbox, contexts, consent."""
