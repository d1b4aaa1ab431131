"""Stand-ins for Telegram and WhatsApp: for tests, and to try the channels without an account."""
