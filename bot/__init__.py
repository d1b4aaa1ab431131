"""What the assistant understands and when it says what."""
