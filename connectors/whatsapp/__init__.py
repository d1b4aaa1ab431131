"""WhatsApp's Cloud API as a channel."""
